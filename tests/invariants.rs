//! What holds for every text, however odd: nothing panics, every span is a piece of the article, and the same text gives the same document.

#[path = "support/hard.rs"]
mod hard;

use std::collections::BTreeSet;

use proptest::prelude::*;
use whosaid::formats::{self, Article, Input};
use whosaid::model::{Document, Note, Reason, Span, Status};
use whosaid::paragraphs::{self, Kind};
use whosaid::remnants;
use whosaid::text::{Offsets, Unit};

/// Pieces that odd articles are made of: what news prose is made of, and what breaks it.
const PIECES: &[&str] = &[
    // Prose, so that something is found.
    "Mayor Ada Lumen",
    "Reyes",
    "The Daily Lantern",
    "Norway",
    "two officials familiar with the talks",
    "the union",
    "She",
    "they",
    "We",
    " said ",
    " said that ",
    " told reporters ",
    " insisted that ",
    " denied ",
    " warned of ",
    " called for ",
    "according to ",
    ", described by ",
    " reportedly ",
    "the harbor",
    "the plan must be stopped",
    "will open on Friday",
    "is not safe",
    " and ",
    ", the head of the port of ",
    "Dr. J. K. ",
    " U.S. ",
    " (NAFC) ",
    "11 p.m. ",
    // The page around it.
    "\n\nRead also: More about the harbor\n\n",
    "\nSubscribe to our newsletter\n",
    "\n\nBy Ann Lee, Staff Writer\n\n",
    "\nPhoto: Ann Lee / AP\n",
    "\nREYES: ",
    // Marks, well and badly paired.
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "``",
    "''",
    "\n“",
    "\n\"",
    ",” ",
    "'s ",
    ". ",
    ", ",
    "? ",
    "! ",
    ": ",
    "; ",
    "...",
    "…",
    "—",
    "-",
    "(",
    ")",
    "[",
    "]",
    // Remnants of HTML.
    "&quot;",
    "&ldquo;",
    "&rdquo;",
    "&nbsp;",
    "&#8217;s ",
    "<p>",
    "</p>\n",
    "<br/>",
    "<b>",
    "</b>",
    "<a href=\"https://example.org\">",
    "<!--",
    // White space, and none.
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\t",
    "\u{a0}",
    "\u{202f}",
    "\u{2028}",
    "\u{85}",
    "\u{200b}",
    "\u{feff}",
    // Characters of several code points or bytes, and other scripts.
    "🦀",
    "👩‍👩‍👧‍👦",
    "🇺🇦",
    "\u{200d}",
    "e\u{301}",
    "\u{301}",
    "Å\u{30a}sa",
    "שלום אמר",
    "مرحبا",
    "\u{202e}",
    "日本の首相は言った",
    "Straße İstanbul ǅ ﬁ",
    "\u{0}",
    "\u{10ffff}",
    "1,000.50",
    "$5m",
    "https://example.org/a?b=c",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwe",
];

/// An article of odd pieces.
fn odd_articles() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..70).prop_map(|pieces| pieces.concat())
}

/// Every span of `document`, with what it is.
fn spans(document: &Document) -> Vec<(&'static str, Span)> {
    let mut all: Vec<(&'static str, Span)> = document.mentions.iter().map(|mention| ("mention", mention.span)).collect();
    for quote in &document.quotes {
        all.extend(quote.parts.iter().map(|&part| ("quote", part)));
        all.extend(quote.cue.map(|cue| ("quote's cue", cue)));
        all.extend(quote.source.map(|source| ("quote's source", source)));
    }
    for position in &document.positions {
        all.extend(position.parts.iter().map(|&part| ("position", part)));
        all.extend(position.cue.map(|cue| ("position's cue", cue)));
        all.extend(position.source.map(|source| ("position's source", source)));
    }
    all
}

/// Everything that holds for the annotations of any text.
fn check(text: &str) {
    let document = whosaid::annotate(text);
    document.check(text).unwrap_or_else(|fault| panic!("{fault} in {text:?}"));
    assert!(document == whosaid::annotate(text), "the same text gave another document: {text:?}");
    check_mentions(text, &document);
    check_furniture(text, &document);
    check_units(text, &document);
    check_reasons(text, &document);
    check_file(text, document);
}

/// Mentions stand in order of the text, and two of them are apart or one lies within the other. Each actor has one.
fn check_mentions(text: &str, document: &Document) {
    let spans: Vec<Span> = document.mentions.iter().map(|mention| mention.span).collect();
    assert!(spans.is_sorted_by_key(|span| span.start()), "mentions out of order: {spans:?} in {text:?}");
    for (number, &one) in spans.iter().enumerate() {
        for &other in spans[number + 1..].iter().take_while(|other| other.start() < one.end()) {
            assert!(one != other, "two mentions are one span: {:?} in {text:?}", one.slice(text));
            let nested = one.contains(other) || other.contains(one);
            assert!(nested, "mentions cross: {:?} and {:?} in {text:?}", one.slice(text), other.slice(text));
        }
    }
    let mentioned: BTreeSet<usize> = document.mentions.iter().map(|mention| mention.actor.index()).collect();
    assert_eq!(mentioned.len(), document.actors.len(), "an actor without a mention in {text:?}");
}

/// What belongs to the page and not to the article is left alone.
fn check_furniture(text: &str, document: &Document) {
    // Where tags part paragraphs, the paragraphs of the text as it stands are others.
    if remnants::plain(text).is_some() {
        return;
    }
    let furniture: Vec<Span> =
        paragraphs::split(text).iter().filter(|paragraph| paragraph.kind == Kind::Furniture).map(|paragraph| paragraph.span).collect();
    for (what, span) in spans(document) {
        if let Some(line) = furniture.iter().find(|line| line.overlaps(span)) {
            panic!("the {what} {:?} stands in furniture, {:?} in {text:?}", span.slice(text), line.slice(text));
        }
    }
}

/// Each span selects the same words in every unit.
fn check_units(text: &str, document: &Document) {
    let wide: Vec<u16> = text.encode_utf16().collect();
    let points: Vec<char> = text.chars().collect();
    let (utf16, codepoint) = (Offsets::new(text, Unit::Utf16), Offsets::new(text, Unit::Codepoint));
    for (what, span) in spans(document) {
        let range = |offsets: &Offsets| {
            let (start, end) = (offsets.from_byte(span.start()), offsets.from_byte(span.end()));
            assert_eq!((offsets.to_byte(start), offsets.to_byte(end)), (Some(span.start()), Some(span.end())), "{what} in {text:?}");
            start as usize..end as usize
        };
        assert_eq!(String::from_utf16_lossy(&wide[range(&utf16)]), span.slice(text), "{what} in {text:?}");
        assert_eq!(points[range(&codepoint)].iter().collect::<String>(), span.slice(text), "{what} in {text:?}");
    }
}

/// Every suggestion says why it was made and how sure it is.
fn check_reasons(text: &str, document: &Document) {
    let actors = document.actors.iter().map(|actor| &actor.note);
    let mentions = document.mentions.iter().map(|mention| &mention.note);
    let quotes = document.quotes.iter().map(|quote| &quote.note);
    let positions = document.positions.iter().map(|position| &position.note);
    let whole = |note: &Note| {
        let origin = &note.origin;
        origin.status == Status::Suggested
            && matches!(origin.reason, Reason::Rule(_))
            && origin.confidence.is_some_and(|percent| percent <= 100)
    };
    for note in actors.chain(mentions).chain(quotes).chain(positions) {
        assert!(whole(note), "a suggestion without reason or confidence, {:?} in {text:?}", note.origin);
    }
}

/// The native file keeps everything: what is read from it is written again byte for byte.
fn check_file(text: &str, document: Document) {
    let format = formats::format("json").expect("the native format is in the table");
    let article = Article { name: "odd".into(), text: text.to_owned(), document };
    let write = |article: &Article| {
        let export = formats::write(article, format).unwrap_or_else(|error| panic!("{error} in {text:?}"));
        assert!(export.losses.is_empty(), "the native file loses {:?} of {text:?}", export.losses);
        export.files.into_iter().next().expect("one file").text
    };
    let file = write(&article);
    let import = formats::read(&Input { name: "odd.json", content: &file, ..Input::default() })
        .unwrap_or_else(|error| panic!("{error} in {text:?}"));
    let [read] = &import.articles[..] else { panic!("{} articles in one file of {text:?}", import.articles.len()) };
    assert_eq!(read.text, text);
    assert_eq!(bare(&read.document), bare(&article.document), "read back otherwise: {text:?}");
    assert_eq!(write(read), file, "written otherwise again: {text:?}");
}

/// `document` without ids and the wording of its reasons: a file gives every item an id and keeps reasons as words.
fn bare(document: &Document) -> Document {
    let mut bare = document.clone();
    let actors = bare.actors.iter_mut().map(|actor| &mut actor.note);
    let mentions = bare.mentions.iter_mut().map(|mention| &mut mention.note);
    let quotes = bare.quotes.iter_mut().map(|quote| &mut quote.note);
    let positions = bare.positions.iter_mut().map(|position| &mut position.note);
    for note in actors.chain(mentions).chain(quotes).chain(positions) {
        note.id = None;
        if let Reason::Rule(rule) = note.origin.reason {
            note.origin.reason = Reason::Stated(rule.words().into());
        }
    }
    bare
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
    for (_, text) in hard::texts(2000) {
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
