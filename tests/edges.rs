//! Texts that end or begin anywhere: whoever looks ahead or back finds the end of the text there.
//!
//! Every prefix and every suffix of every fixture is read, cut behind each word, and within each word of the small ones. A debug build notes every
//! number that runs over, too. What is cut at any byte is for `cargo xtask fuzz`.

#[path = "support/holds.rs"]
mod holds;

use whosaid::model::Span;
use whosaid::tokens;

const CASES: [&str; 4] = [
    include_str!("cases/actors.txt"),
    include_str!("cases/positions.txt"),
    include_str!("cases/quotes.txt"),
    include_str!("cases/text.txt"),
];

/// Reads `text`; what is found has to lie in it.
fn read(text: &str) {
    let document = whosaid::annotate(text);
    document.check(text).unwrap_or_else(|fault| panic!("{fault} in {text:?}"));
}

/// Reads all that stands before and behind each of `places`.
fn read_around(text: &str, places: impl Iterator<Item = usize>) {
    for place in places {
        let told = std::panic::catch_unwind(|| {
            read(&text[..place]);
            read(&text[place..]);
        });
        assert!(told.is_ok(), "the text breaks where it ends or begins at byte {place}: {:?}", around(text, place));
    }
}

/// Some words around a place.
fn around(text: &str, place: usize) -> (&str, &str) {
    let edge = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    (&text[edge(place.saturating_sub(60))..place], &text[place..edge((place + 60).min(text.len()))])
}

fn article(text: &str) {
    let tokens = tokens::split(text);
    read_around(text, (0..tokens.len()).map(|token| tokens.span(token).end() as usize));
}

#[test]
fn small_texts_end_and_begin_behind_and_within_each_word() {
    for case in CASES.iter().flat_map(|file| file.split("\n\n")) {
        let own = |line: &&str| !line.starts_with("  ") && !line.starts_with('#');
        let text = case.lines().filter(own).collect::<Vec<_>>().join("\n");
        let tokens = tokens::split(&text);
        let spans = (0..tokens.len()).map(|token| tokens.span(token));
        let within = |span: Span| ((span.start() + span.end()) / 2) as usize;
        read_around(&text, spans.flat_map(|span| [within(span), span.end() as usize]).filter(|&place| text.is_char_boundary(place)));
    }
}

#[test]
fn the_agencys_article_ends_and_begins_at_each_word() {
    article(include_str!("articles/agency.txt"));
}

#[test]
fn the_councils_article_ends_and_begins_at_each_word() {
    article(include_str!("articles/council.txt"));
}

#[test]
fn the_courts_article_ends_and_begins_at_each_word() {
    article(include_str!("articles/court.txt"));
}

#[test]
fn the_article_on_science_ends_and_begins_at_each_word() {
    article(include_str!("articles/science.txt"));
}

#[test]
fn the_article_on_sport_ends_and_begins_at_each_word() {
    article(include_str!("articles/sport.txt"));
}

#[test]
fn texts_that_once_ran_out() {
    for text in [
        // An “according” without its “to”, a pronoun in capitals, behind both nothing.
        "The bridge is safe, according",
        "The bridge is safe, Reyes said, according",
        "According",
        "Reyes said THEY",
        "Reyes said HER",
        "Lumen met Reyes. Reyes told her",
    ] {
        holds::check(text);
        holds::check(&format!("{text}\n\n{text}"));
    }
}

#[test]
fn datelines_of_texts_in_capitals_are_the_pages() {
    let text = "DUNMORE — MAYOR ADA LUMEN SAID ON FRIDAY THAT THE BRIDGE WAS SAFE.";
    holds::check(text);
    let document = whosaid::annotate(text);
    let mentions: Vec<&str> = document.mentions.iter().map(|mention| mention.span.slice(text)).collect();
    assert_eq!(mentions, ["ADA LUMEN"]);
}
