//! Texts that end or begin anywhere: whoever looks ahead or back finds the end of the text there.
//!
//! Every fixture is read, up to each of its words and from each of its words on. A debug build notes every number that runs over, too. What is
//! cut at any byte is for `cargo xtask fuzz`.
//!
//! Five articles are cut as wholes. That takes time that grows with the square of the length, so the others are cut together with the paragraph
//! around the cut and the one beyond it. That is as good: what looks ahead or back from a cut goes by words, clauses, sentences and quotations, and a
//! quotation that runs over paragraphs still does so there; what is asked of a whole text (who is named elsewhere) is looked up and has no end to
//! run over.

use std::fs;
use std::path::Path;

#[path = "support/holds.rs"]
mod holds;

use whosaid::model::{Document, Span};
use whosaid::{Guideline, Reader, paragraphs, sentences, tokens};

/// A file with a text, by its name.
type Fixture = (String, String);

/// The files of a folder with this extension, in order of their names.
fn fixtures(folder: &str, extension: &str) -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = fs::read_dir(root.join(folder)).expect("the folder is there").map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

/// Reads `text`; what is found has to lie in it.
fn read(text: &str, annotate: &impl Fn(&str) -> Document) {
    let document = annotate(text);
    document.check(text).unwrap_or_else(|fault| panic!("{fault} in {text:?}"));
}

/// Reads `text`, which ends or begins at byte `place` of the article `name`.
fn read_cut(text: &str, name: &str, place: usize, annotate: &impl Fn(&str) -> Document) {
    let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read(text, annotate)));
    assert!(told.is_ok(), "{name} breaks where it ends or begins at byte {place}: {text:?}");
}

/// Reads all of an article that stands before and behind each of `places`.
fn cut_whole((name, text): &Fixture, places: impl Iterator<Item = usize>) {
    for place in places {
        read_cut(&text[..place], name, place, &whosaid::annotate);
        read_cut(&text[place..], name, place, &whosaid::annotate);
    }
}

/// Reads what stands before and behind the end of each word, in its paragraph and the one beyond.
fn cut_paragraphs((name, text): &Fixture) {
    for place in words(text) {
        let (start, end) = around(text, place);
        read_cut(&text[start..place], name, place, &whosaid::annotate);
        read_cut(&text[place..end], name, place, &whosaid::annotate);
    }
}

/// Where each word ends.
fn words(text: &str) -> impl Iterator<Item = usize> {
    let tokens = tokens::split(text);
    (0..tokens.len()).map(move |token| tokens.span(token).end() as usize)
}

/// From where the paragraph before the one at `place` begins to where the one behind it ends.
fn around(text: &str, place: usize) -> (usize, usize) {
    let paragraphs = paragraphs::split(text);
    let at = paragraphs.partition_point(|paragraph| (paragraph.span.end() as usize) < place);
    let start = paragraphs.get(at.saturating_sub(1)).map_or(0, |paragraph| paragraph.span.start() as usize);
    let end = paragraphs.get(at + 1).map_or(text.len(), |paragraph| paragraph.span.end() as usize);
    (start.min(place), end.max(place))
}

#[test]
fn small_texts_end_and_begin_behind_and_within_each_word() {
    let files = fixtures("tests/cases", "txt");
    assert!(files.len() > 3);
    for (name, case) in files.iter().flat_map(|(name, file)| file.split("\n\n").map(move |case| (name, case))) {
        let own = |line: &&str| !line.starts_with("  ") && !line.starts_with('#');
        let text = case.lines().filter(own).collect::<Vec<_>>().join("\n");
        let tokens = tokens::split(&text);
        let spans = (0..tokens.len()).map(|token| tokens.span(token));
        let within = |span: Span| ((span.start() + span.end()) / 2) as usize;
        let places: Vec<usize> =
            spans.flat_map(|span| [within(span), span.end() as usize]).filter(|&place| text.is_char_boundary(place)).collect();
        cut_whole(&(name.clone(), text), places.into_iter());
    }
}

#[test]
fn articles_end_and_begin_at_each_word() {
    let files = fixtures("tests/articles", "txt");
    assert!(files.len() > 4);
    for fixture in &files {
        cut_whole(fixture, words(&fixture.1));
    }
}

#[test]
fn articles_of_the_gold_end_and_begin_at_each_word() {
    let files = fixtures("tests/gold", "txt");
    assert!(files.len() > 23);
    files.iter().for_each(cut_paragraphs);
}

#[test]
fn samples_of_the_page_end_and_begin_at_each_word() {
    let samples: Vec<Fixture> =
        fixtures("www/samples", "js").into_iter().filter_map(|(name, script)| Some((name, sample(&script)?))).collect();
    assert!(samples.len() > 2);
    samples.iter().for_each(cut_paragraphs);
}

/// The text in the script of a sample.
fn sample(script: &str) -> Option<String> {
    let (_, text) = script.split_once("text: `")?;
    let (text, _) = text.split_once('`')?;
    assert!(!text.contains(['\\', '$']), "the text is not what the script says");
    Some(text.to_owned())
}

/// So many paragraphs of an article are cut for the careful reading.
const OPENING: usize = 3;

/// The careful reading takes a thousand times as long: of two openings it reads up to each sentence's end and to three places within, and from each
/// sentence on.
#[test]
fn articles_read_carefully_end_and_begin_in_each_sentence() {
    let weights = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reading/careful/weights.bin");
    let reader = Reader::open(&fs::read(weights).expect("the model is there")).expect("the model is whole");
    let annotate = |text: &str| reader.read(text, Guideline::Quotes);
    let mut files = fixtures("tests/articles", "txt");
    files.sort_by_key(|(_, text)| text.len());
    for (name, text) in &files[..2] {
        let tokens = tokens::split(text);
        let all = sentences::split(text, &tokens, &paragraphs::split(text));
        for sentence in all.iter().filter(|sentence| sentence.paragraph < OPENING) {
            let (first, last) = (sentence.tokens.start, sentence.tokens.end - 1);
            let cuts = [1, 2, 3].map(|quarter| first + (last - first) * quarter / 4);
            for token in cuts.into_iter().chain([last]) {
                let place = tokens.span(token).end() as usize;
                read_cut(&text[around(text, place).0..place], name, place, &annotate);
            }
            let place = tokens.span(first).start() as usize;
            read_cut(&text[place..around(text, place).1], name, place, &annotate);
        }
    }
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
