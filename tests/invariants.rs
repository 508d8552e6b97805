//! What holds for every text, however odd: nothing panics, every span is a piece of the article, and the same text gives the same document.

#[path = "support/hard.rs"]
mod hard;
#[path = "support/holds.rs"]
mod holds;
#[path = "support/pieces.rs"]
mod pieces;

use holds::{check, spans};
use pieces::PIECES;
use proptest::prelude::*;

/// An article of odd pieces.
fn odd_articles() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..70).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_unicode_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_printable_text(text in r"[\PC\n]{0,200}") {
        check(&text);
    }

    #[test]
    fn odd_news(text in odd_articles()) {
        check(&text);
    }
}

#[test]
fn texts_without_an_article() {
    for text in
        ["", " ", "\n", "\n\n\n\n", "\r\n\r\n", "\u{a0}", "\u{feff}", "\u{0}", "\u{301}", "\u{200d}", "🦀", ".", "...", "1", "a", "A"]
    {
        check(text);
        assert_eq!(whosaid::annotate(text).quotes, [], "nothing is said in {text:?}");
    }
}

#[test]
fn lone_and_nested_marks() {
    for mark in ["\"", "“", "”", "'", "‘", "’", "«", "»", "``", "''"] {
        for text in [
            mark.to_owned(),
            mark.repeat(7),
            format!("{mark} {mark}"),
            format!("{mark}\n\n{mark}"),
            format!("Lumen said {mark}"),
            format!("{mark}, Lumen said."),
            format!("{mark}Lumen said, {mark}Reyes said, {mark}the harbor is shut."),
            format!("Lumen{mark}s union said it{mark}s shut.{mark}"),
        ] {
            check(&text);
        }
    }
}

#[test]
fn texts_that_once_broke_something() {
    // A possessive mark before the last word.
    check("will open on Friday'the union");
    // Nothing behind the conjunction.
    check(" insisted that ");
    // Names and conjunctions without a verb.
    check(
        "Mayor Ada Lumen\tThe Daily Lanterntwo officials familiar with the talksthe unionReyes«Mayor Ada Lumen“ said Mayor Ada LumenMayor Ada LumenMayor Ada LumenMayor Ada LumenMayor Ada LumenMayor Ada Lumen",
    );
    check(" told reporters  said that مرحباThe Daily Lanternthe union and ");
    // Nothing but marks behind the conjunction.
    check("e\u{301} insisted that “👩\u{200d}👩\u{200d}👧\u{200d}👦! \n\nRead also: More about the harbor\n\nMayor Ada Lumen");
}

/// How long these take is measured by `cargo xtask bench --core`.
#[test]
fn long_rows_of_the_same() {
    for (_, text) in hard::texts(1200) {
        check(&text);
    }
}

#[test]
fn very_long_words_and_names() {
    let word = "Lumen".repeat(400);
    check(&word);
    check(&format!("{word} said that {word} must go, according to {word}."));
    check(&format!("“{word}!” said Mayor {} of Marlow.", "Ada ".repeat(300)));
    check(&format!("{} said the harbor is shut.", "the chief of ".repeat(300)));
    check(&format!("{}Lumen said the harbor is shut.", "Reyes said that ".repeat(150)));
}

#[test]
fn texts_that_are_not_english() {
    let english = "Mayor Ada Lumen said on Friday that the harbor was shut and that the union, which had called for a strike, was to blame for all of it. ".repeat(3);
    for text in [
        "„Wir werden den Hafen öffnen“, sagte Bürgermeisterin Ada Lumen am Montag. Die Gewerkschaft lehnt den Plan ab.",
        "« Nous rouvrirons le port », a déclaré la maire, Ada Lumen. Le syndicat s’y oppose.",
        "«Мы откроем порт», — сказала мэр Ада Лумен. Профсоюз против.",
        "市長は「港を開く」と述べた。組合は反対している。",
        "ראש העיר אמרה: \"נפתח את הנמל\". האיגוד מתנגד.",
        "قالت رئيسة البلدية: «سنفتح الميناء». والنقابة ترفض.",
        "\u{202b}“We will open it,” Lumen said.\u{202c}\r\n\r\nשלום said Reyes.",
    ] {
        check(text);
        // Within an English article, it goes through every room.
        check(&format!("{english}\n\n{text}\n\n{english}{text}"));
    }
}

#[test]
fn every_line_end_gives_the_same() {
    let text =
        "Harbor to open\n\n“We will open the harbor on Friday.\n\n“It is safe,” Mayor Ada Lumen said.\n\nReyes denied that it was safe.\n";
    let words = |text: &str| -> Vec<String> {
        check(text);
        spans(&whosaid::annotate(text)).into_iter().map(|(what, span)| format!("{what} {}", span.slice(text))).collect()
    };
    let found = words(text);
    assert!(found.len() > 6, "{found:?}");
    for end in ["\r\n", "\r"] {
        assert_eq!(words(&text.replace('\n', end)), found, "with {end:?}");
    }
}
