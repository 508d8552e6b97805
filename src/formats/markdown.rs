//! Markdown to read and to go on writing in: the article with its marks, and the lists below it.
//!
//! It decides how marks are set (quotes as `<mark>`, positions as `<u>`, actors as `<b>`: CommonMark lets these through and has no signs of its
//! own that could stand within words) and what must be escaped. A line of the text is a line here; white space around it goes.

use super::loss::{self, add};
use super::pieces::{Mark, pieces};
use super::summary::{Summary, one_line};
use super::{Export, ExportError, Format, Group, Source};

pub(super) const FORMAT: Format = Format {
    id: "markdown",
    name: "Markdown",
    extension: "md",
    description: "For notes and wikis: the article with its marks, and lists of voices, quotes and positions.",
    group: Group::Readers,
    joins: true,
    files: 1,
    write,
    read: None,
};

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let (document, summary) = (&source.document, Summary::of(source));
    let title = one_line(document.title.as_deref().unwrap_or(source.name));
    let mut text = format!("# {}\n\n{}\n", escape_line(&title), article(source));
    for (heading, lines) in summary.lists(escape_line) {
        text.push_str(&format!("\n## {heading}\n\n{}", if lines.is_empty() { "None.\n" } else { &lines }));
    }
    text.push('\n');
    let mut losses = Vec::new();
    add(&mut losses, "exact places of annotations", document.mentions.len() + document.quotes.len() + document.positions.len());
    add(&mut losses, "names of the language", usize::from(document.language.is_some()));
    loss::of_reading(&mut losses, document);
    add(&mut losses, "fields of other programs", document.extra.len());
    loss::of_cues(&mut losses, document);
    loss::of_origins(&mut losses, document);
    loss::of_annotations(&mut losses, document);
    Ok(Export { files: vec![source.file(".md", "text/markdown", text)], losses })
}

/// The elements for marks, from the outside.
const ELEMENTS: [&str; 3] = ["mark", "u", "b"];

/// The article, each line closed in itself, because an element ends with its paragraph.
fn article(source: &Source<'_>) -> String {
    let mut paper = Paper { out: String::new(), open: 0, breaks: 0 };
    for piece in pieces(source) {
        let wanted = ELEMENTS.iter().enumerate().filter(|(place, _)| piece.marks.iter().any(|mark| element(*mark) == *place));
        let wanted = wanted.fold(0, |wanted, (place, _)| wanted | 1 << place);
        for (place, line) in piece.words.replace("\r\n", "\n").replace('\r', "\n").split('\n').enumerate() {
            if place > 0 {
                paper.set(0);
                paper.breaks += 1;
            }
            paper.words(line, wanted);
        }
        for mark in &piece.ends {
            paper.note(*mark);
        }
    }
    paper.set(0);
    paper.out
}

fn element(mark: Mark) -> usize {
    match mark {
        Mark::Quote(_) => 0,
        Mark::Position(_) => 1,
        Mark::Mention(_) => 2,
    }
}

/// The article as far as it is written.
struct Paper {
    out: String,
    /// The open elements, a bit each.
    open: u8,
    /// Line ends since the last word.
    breaks: usize,
}

impl Paper {
    fn words(&mut self, words: &str, wanted: u8) {
        let begins = self.out.is_empty() || self.breaks > 0;
        let words = if begins { words.trim_start() } else { words };
        if words.is_empty() {
            return;
        }
        if begins && !self.out.is_empty() {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str(if self.breaks == 1 { "<br>\n" } else { "\n\n" });
        }
        self.breaks = 0;
        self.set(wanted);
        let escaped = if begins { escape_line(words) } else { escape(words) };
        self.out.push_str(&escaped);
    }

    /// Closes and opens elements so that those of `wanted` are open.
    fn set(&mut self, wanted: u8) {
        let changed = (0..ELEMENTS.len()).find(|place| (self.open ^ wanted) & 1 << place != 0).unwrap_or(ELEMENTS.len());
        for place in (changed..ELEMENTS.len()).rev().filter(|place| self.open & 1 << place != 0) {
            self.out.push_str(&format!("</{}>", ELEMENTS[place]));
        }
        for place in (changed..ELEMENTS.len()).filter(|place| wanted & 1 << place != 0) {
            self.out.push_str(&format!("<{}>", ELEMENTS[place]));
        }
        self.open = wanted;
    }

    /// The number under which a list says more.
    fn note(&mut self, mark: Mark) {
        let (letter, number) = match mark {
            Mark::Quote(place) => ('Q', place + 1),
            Mark::Position(place) | Mark::Mention(place) => ('P', place + 1),
        };
        self.set(0);
        self.out.push_str(&format!("<sup>{letter}{number}</sup>"));
    }
}

/// `text` with a backslash before each character that Markdown could take for a sign.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>&~|$=^".contains(c) {
            escaped.push('\\');
        }
        // Markdown takes a zero byte for a mistake.
        escaped.push(if c == '\0' { char::REPLACEMENT_CHARACTER } else { c });
    }
    escaped
}

/// The same at the beginning of a line, where more means something: headings, lists, rules.
fn escape_line(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].chars().next() {
        Some('#' | '+' | '-') if digits == 0 => format!("\\{}", escape(text)),
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], escape(&text[digits..])),
        _ => escape(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_escaped() {
        assert_eq!(escape("*a* <b> [c](d) e_f"), "\\*a\\* \\<b\\> \\[c\\](d) e\\_f");
        for (line, expected) in [("# a", "\\# a"), ("- a", "\\- a"), ("12. a", "12\\. a"), ("12 a", "12 a"), ("a - b.", "a - b.")] {
            assert_eq!(escape_line(line), expected);
        }
    }
}
