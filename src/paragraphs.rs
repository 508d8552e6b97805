//! Cuts the text into paragraphs and tells the article from the page around it.
//!
//! It decides which lines belong together and which are page furniture (subscribe lines, captions, bylines); what a paragraph says is for later stages.

mod lead;

use crate::model::Span;
use crate::tokens::is_space;

/// What a paragraph is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Running text.
    Body,
    /// A headline or a heading: one short line without a final mark.
    Heading,
    /// Part of the page, not of the article.
    Furniture,
}

/// A paragraph: one line, or several where the text is wrapped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Its bytes, without the white space around it. Never empty.
    pub span: Span,
    /// What it is for.
    pub kind: Kind,
}

/// The paragraphs of `text` in order, blank ones left out.
pub fn split(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut spans: Vec<Span> = Vec::new();
    for (i, &line) in lines.iter().enumerate() {
        match spans.last_mut() {
            Some(last) if i > 0 && continues(text, lines[i - 1], line, wrapped) => *last = last.cover(line),
            _ => spans.push(line),
        }
    }
    let count = spans.len();
    let whole = |(i, span): (usize, Span)| Paragraph { span, kind: kind(span.slice(text), i, count) };
    spans.into_iter().enumerate().map(whole).flat_map(|paragraph| without_lead(text, paragraph)).collect()
}

/// The paragraph with the time or place before it (`14:32 Schools …`, `OSLO, 3 June – Norvik …`) as a piece of its own: the page's, not the
/// article's.
fn without_lead(text: &str, paragraph: Paragraph) -> impl Iterator<Item = Paragraph> {
    let words = paragraph.span.slice(text);
    let lead = (paragraph.kind != Kind::Furniture).then(|| lead::length(words)).flatten();
    let (start, end) = (paragraph.span.start(), paragraph.span.end());
    let rest = lead.map_or(start, |length| {
        let behind = &words[length..];
        start + (length + behind.len() - behind.trim_start_matches(is_space).len()) as u32
    });
    let lead = lead.map(|length| Paragraph { span: Span::new(start, start + length as u32), kind: Kind::Furniture });
    lead.into_iter().chain([Paragraph { span: Span::new(rest, end), kind: paragraph.kind }])
}

/// The lines of `text` that are not blank, trimmed.
fn lines(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(is_break) {
        let trimmed = line.trim_start_matches(is_space);
        let from = start + line.len() - trimmed.len();
        let to = from + trimmed.trim_end_matches(is_space).len();
        if from < to {
            found.push(Span::new(from as u32, to as u32));
        }
        start += line.len();
    }
    found
}

/// Whether the character ends a line. It is asked of every character, which most often is a letter.
fn is_break(c: char) -> bool {
    if c.is_ascii() { matches!(c, '\n' | '\r') } else { matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') }
}

/// Whether a single line break means nothing here: most lines break off in mid-sentence, and blank lines part the paragraphs.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let pairs: Vec<_> = lines.windows(2).filter(|pair| !is_blank_between(text, pair[0], pair[1])).collect();
    let broken = pairs.iter().filter(|pair| !ends_sentence(pair[0].slice(text)) && (40..=100).contains(&pair[0].len())).count();
    lines.len() > pairs.len() + 1 && pairs.len() >= 4 && broken * 10 >= pairs.len() * 7
}

fn is_blank_between(text: &str, before: Span, after: Span) -> bool {
    let gap = &text[before.end() as usize..after.start() as usize];
    gap.matches('\n').count() > 1 || gap.matches('\r').count() > 1 || gap.contains(['\u{2029}', '\u{85}'])
}

/// Whether `line` goes on with the sentence of the line before.
fn continues(text: &str, before: Span, line: Span, wrapped: bool) -> bool {
    let lower = line.slice(text).chars().next().is_some_and(char::is_lowercase);
    !is_blank_between(text, before, line) && !ends_sentence(before.slice(text)) && (wrapped || lower || before_was_lower(text, before))
}

/// Whether `line` is a stray lower-case piece that a layout cut out of its sentence.
fn before_was_lower(text: &str, line: Span) -> bool {
    let words = line.slice(text);
    words.len() < 40 && words.chars().all(|c| c.is_lowercase() || c == ' ')
}

fn ends_sentence(line: &str) -> bool {
    let body = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    body.ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Openings that only page furniture has, lower-cased.
const FURNITURE_STARTS: &[&str] = &[
    "advertisement",
    "all rights reserved",
    "also read",
    "by signing up",
    "click here",
    "click to",
    "comments",
    "continue reading",
    "copyright ",
    "don't miss",
    "download our",
    "download the",
    "editor's picks",
    "editors' picks",
    "email this",
    "enter your email",
    "file photo",
    "first published",
    "follow us",
    "for more",
    "get our",
    "getty images",
    "image credit",
    "image source",
    "image:",
    "join our",
    "last modified",
    "last updated",
    "learn more",
    "listen to this article",
    "more from",
    "more headlines",
    "more on this",
    "more stories",
    "most read",
    "newsletter",
    "originally published",
    "others are also reading",
    "people are also reading",
    "photo by",
    "photo credit",
    "photo:",
    "photograph:",
    "photos:",
    "pictured:",
    "picture:",
    "posted on",
    "print this",
    "published ",
    "read also",
    "read full",
    "read more",
    "read next",
    "read the full",
    "readers also",
    "recommended",
    "related article",
    "related headlines",
    "related stor",
    "related:",
    "see also",
    "share on",
    "share this",
    "show more",
    "sign in",
    "sign up",
    "skip to",
    "source:",
    "sponsored",
    "subscribe",
    "support us",
    "tags:",
    "text size",
    "this article was",
    "this story was",
    "top headlines",
    "topics:",
    "trending",
    "tweet this",
    "up next:",
    "updated ",
    "view all",
    "view comments",
    "watch:",
    "watch also",
    "you may also",
    "you might also",
    "©",
    "(c) ",
];

/// Endings that only captions have, lower-cased.
const FURNITURE_ENDS: &[&str] = &[
    "/ap)",
    "/ap photo",
    "/reuters",
    "ap photo)",
    "getty images",
    "getty images)",
    "via getty images.",
    "(file photo)",
    "/afp",
    "photo credit",
    "min read",
    "minute read",
    "minutes read",
];

/// Marks in the midst of a short line that only captions and thanks to other writers have, lower-cased.
const FURNITURE_INSIDE: &[&str] = &[
    " image: ",
    " photo: ",
    " photograph: ",
    " picture: ",
    " credit: ",
    "photo by ",
    "(photo: ",
    "(image: ",
    "|",
    "contributed to this report",
    "contributed to this story",
    "contributed to this article",
    "contributed reporting",
];

fn kind(paragraph: &str, place: usize, count: usize) -> Kind {
    let long = paragraph.len() > 300;
    if !long && is_furniture(paragraph, place) {
        Kind::Furniture
    } else if !long && count > 1 && paragraph.len() < 160 && is_heading(paragraph) {
        Kind::Heading
    } else {
        Kind::Body
    }
}

fn is_furniture(line: &str, place: usize) -> bool {
    let lower = line.to_lowercase().replace('’', "'");
    let short = line.len() < 160;
    if short && FURNITURE_STARTS.iter().any(|start| lower.starts_with(start)) && !is_quoted_statement(line) {
        return true;
    }
    if FURNITURE_ENDS.iter().any(|end| lower.ends_with(end)) || line.len() < 240 && FURNITURE_INSIDE.iter().any(|mark| lower.contains(mark))
    {
        return true;
    }
    !line.chars().any(char::is_alphabetic) || (place < 8 && is_byline(line)) || is_dateline(&lower)
}

/// Whether a line that opens like furniture reports something after all: `Published figures show that "…"`.
fn is_quoted_statement(line: &str) -> bool {
    line.contains(['"', '“']) || (line.ends_with('.') && line.split_whitespace().count() > 16)
}

/// Whether the line is `By Jane Doe, Staff Writer` and the like.
fn is_byline(line: &str) -> bool {
    let Some(names) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).or_else(|| line.strip_prefix("by ")) else {
        return false;
    };
    let words: Vec<&str> = names.split_whitespace().collect();
    words.len() <= 12
        && !line.ends_with('.')
        && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.iter().take(2).all(|word| word.starts_with(char::is_uppercase))
}

/// Whether the line holds a date and perhaps a time and nothing else.
fn is_dateline(lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "am",
        "pm",
        "gmt",
        "utc",
        "est",
        "edt",
        "bst",
        "cet",
        "at",
        "of",
        "th",
        "st",
        "nd",
        "rd",
        "posted",
        "published",
        "updated",
        "on",
        "date",
        "time",
    ];
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    lower.len() < 60
        && words.peek().is_some()
        && lower.contains(|c: char| c.is_ascii_digit())
        && words
            .all(|word| WORDS.contains(&word.trim_start_matches(|c: char| c.is_ascii_digit())) || word.bytes().all(|b| b.is_ascii_digit()))
}

fn is_heading(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words <= 20 && !ends_sentence(line) && !line.ends_with(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<(&str, Kind)> {
        split(text).into_iter().map(|paragraph| (paragraph.span.slice(text), paragraph.kind)).collect()
    }

    #[test]
    fn one_newline_or_blank_lines_part_paragraphs() {
        let expected = vec![("Storm nears coast", Kind::Heading), ("It rained.", Kind::Body), ("It stopped.", Kind::Body)];
        assert_eq!(paragraphs("Storm nears coast\nIt rained.\nIt stopped.\n"), expected);
        assert_eq!(paragraphs("\u{feff}Storm nears coast\r\n\r\n  It rained.\u{a0}\r\n\r\n\r\nIt stopped."), expected);
        assert_eq!(paragraphs(" \n\t\n"), vec![]);
    }

    #[test]
    fn a_line_that_goes_on_in_lower_case_is_no_new_paragraph() {
        assert_eq!(paragraphs("The joint \ncommittee\n met on Friday.\nIt agreed.").len(), 2);
    }

    #[test]
    fn hard_wrapped_text_is_joined() {
        let text = "The committee met on Friday in the old town hall of\nMarlow, where the Mayor opened the session and the\nCouncil heard \
                    two hours of complaints about the new\nBridge Street bus lane and its effect on traders.\n\nThe Mayor thanked everybody who had come to speak to\nthe Council.";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn furniture_is_recognized() {
        for line in [
            "Subscribe to our newsletter!",
            "Read also: Ten things about rain",
            "By Ada Lumen, Science Correspondent",
            "Image: Jo Bell.",
            "The harbor at dusk. Photo: Jo Bell",
            "Updated at 5:30 pm, 3 March 2021",
            "Thursday, May 7, 2015",
            "Advertisement",
            "* * *",
            "A boat. (AP Photo)",
            "People are also reading…",
            "Others are also reading",
            "The Associated Press contributed to this report.",
            "Ada Lumen in Marlow contributed reporting.",
            "© 2024 The Daily Lantern",
        ] {
            assert_eq!(kind(line, 1, 9), Kind::Furniture, "{line}");
        }
        for line in [
            "By noon the square was full.",
            "Published figures show that “nobody came”.",
            "It rained.",
            "May resigned on 7 June 2019 after losing the vote.",
        ] {
            assert_eq!(kind(line, 1, 9), Kind::Body, "{line}");
        }
    }
}
