//! What holds for every text, however odd: nothing panics, every span is a piece of the article, and the same text gives the same document.

use std::collections::BTreeSet;

use whosaid::formats::{self, Article, Input};
use whosaid::model::{Document, Note, Reason, Span, Status};
use whosaid::paragraphs::{self, Kind};
use whosaid::remnants;
use whosaid::text::{Offsets, Unit};

/// Every span of `document`, with what it is.
pub(crate) fn spans(document: &Document) -> Vec<(&'static str, Span)> {
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
///
/// # Panics
/// Where something of it does not hold.
pub(crate) fn check(text: &str) {
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
