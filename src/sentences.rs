//! Cuts paragraphs into sentences.
//!
//! It decides where a sentence ends: not after abbreviations and initials, and not inside a bracket or before the closing mark that belongs to it.
//! What has no end, such as a table or a text without periods, is cut, so that no later step depends on more than [`LONGEST`] words at once.

use std::ops::Range;

use crate::paragraphs::{Kind, Paragraph};
use crate::tokens::Tokens;

/// How many tokens a sentence has at most.
pub const LONGEST: usize = 400;

/// The last byte of `…`.
const LAST_OF_DOTS: u8 = "…".as_bytes()[2];

/// How many marks are passed over to see whether a sentence begins behind them.
const MARKS: usize = 16;

/// A sentence: a run of tokens within one paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Its tokens. Never empty.
    pub tokens: Range<usize>,
    /// The paragraph it stands in.
    pub paragraph: usize,
    /// What that paragraph is for.
    pub kind: Kind,
}

/// The sentences of the paragraphs in order; every token of a paragraph lies in exactly one.
pub fn split(text: &str, tokens: &Tokens, paragraphs: &[Paragraph]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let range = tokens.within(paragraph.span);
        let (mut start, mut last) = (range.start, range.start);
        for i in range.clone() {
            // The mark that ends the sentence may be followed by closing marks: stay before them.
            if i == start || !closes(text, tokens, i, range.end) {
                last = i;
            }
            if i + 1 == range.end || i + 1 == start + LONGEST || ends(text, tokens, start, last, i, range.end) {
                sentences.push(Sentence { tokens: start..i + 1, paragraph: number, kind: paragraph.kind });
                start = i + 1;
            }
        }
    }
    sentences
}

/// Whether the sentence that began at `start` ends with token `i`, where only closing marks stand behind token `last`; the paragraph ends
/// before `end`.
fn ends(text: &str, tokens: &Tokens, start: usize, last: usize, i: usize, end: usize) -> bool {
    // It is asked of every token, of which few end so.
    if !matches!(text.as_bytes()[tokens.span(last).end() as usize - 1], b'.' | b'!' | b'?' | LAST_OF_DOTS) {
        return false;
    }
    let token = |i: usize| tokens.span(i).slice(text);
    let closer_follows = || i + 1 < end && closes(text, tokens, i + 1, end);
    let ending = token(last).ends_with(['.', '!', '?', '…']) && (is_final(token(last)) || token(last).ends_with('.') && last == i);
    if !ending || closer_follows() {
        return false;
    }
    let next = token(i + 1);
    let begins = begins_sentence(text, tokens, i + 1, end);
    // What is said may begin with a small letter: `It stops. “we have no money,” she said.`
    let speaks = || i + 2 < end && quotation_opens(next) && !tokens.is_glued(i + 1) && tokens.is_glued(i + 2);
    match token(last) {
        "." if last == i && speaks() => true,
        "." if last > start && token(last - 1).eq_ignore_ascii_case("no") && next.starts_with(|c: char| c.is_ascii_digit()) => false,
        "." => {
            begins && (last < i || !tokens.is_glued(i + 1) || next.starts_with(char::is_uppercase) || opens_next(text, tokens, i + 1, end))
        }
        "!" | "?" | "!!" | "??" | "?!" | "!?" => begins,
        "..." | "…" | "...." => begins && !tokens.is_glued(i + 1),
        abbreviation => begins && ends_abbreviated(abbreviation, next),
    }
}

fn is_final(token: &str) -> bool {
    matches!(token, "." | "…") || (token.bytes().all(|b| matches!(b, b'.' | b'!' | b'?')) && !token.is_empty())
}

fn is_closing(token: &str) -> bool {
    matches!(token, "\"" | "”" | "“" | "'" | "’" | "‘" | "''" | "»" | "«" | "›" | "‹" | "」" | "』" | ")" | "]")
}

fn quotation_opens(token: &str) -> bool {
    matches!(token, "\"" | "“" | "„" | "«" | "``" | "''")
}

/// Whether the mark at `i` closes what stands before it, white space between the two or not: `« Why ? »`.
fn closes(text: &str, tokens: &Tokens, i: usize, end: usize) -> bool {
    let mark = tokens.span(i).slice(text);
    let spaced =
        || mark == "»" && (i + 1 >= end || !tokens.is_glued(i + 1) || matches!(tokens.span(i + 1).slice(text), "," | "." | ";" | ":"));
    if tokens.is_glued(i) { is_closing(mark) && !opens_next(text, tokens, i, end) } else { spaced() }
}

/// Whether the straight mark at `i` opens what follows rather than closing what comes before.
fn opens_next(text: &str, tokens: &Tokens, i: usize, end: usize) -> bool {
    let mark = tokens.span(i).slice(text);
    let word_behind = i + 1 < end && tokens.is_glued(i + 1) && tokens.kind(i + 1) != crate::tokens::Kind::Mark;
    match mark {
        "“" | "«" | "‘" => word_behind,
        "\"" => i + 1 < end && tokens.is_glued(i + 1) && !tokens.is_glued(i),
        _ => false,
    }
}

/// Whether the words from `i` can begin a sentence: a capital, a digit or an opening mark before one.
fn begins_sentence(text: &str, tokens: &Tokens, i: usize, end: usize) -> bool {
    let mut at = i;
    let end = end.min(i + MARKS);
    while at < end
        && matches!(
            tokens.span(at).slice(text),
            "\"" | "“"
                | "”"
                | "„"
                | "'"
                | "‘"
                | "’"
                | "‚"
                | "``"
                | "«"
                | "»"
                | "「"
                | "("
                | "["
                | "-"
                | "–"
                | "—"
                | "•"
                | "..."
                | "…"
        )
    {
        at += 1;
    }
    at >= end || tokens.span(at).slice(text).starts_with(|c: char| !c.is_lowercase() && c != ',' && c != ';' && c != ':')
}

/// Whether a sentence can end with `abbreviation` before `next`: never with a title, with others before a word that seldom is a name.
fn ends_abbreviated(abbreviation: &str, next: &str) -> bool {
    const TITLES: &[&str] = &[
        "Adm.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Dr.", "Fr.", "Gen.", "Gov.", "Govs.", "Hon.", "Insp.", "Lt.", "Maj.",
        "Messrs.", "Mme.", "Mr.", "Mrs.", "Ms.", "Msgr.", "Mt.", "Mx.", "Pres.", "Prof.", "Pvt.", "Rep.", "Reps.", "Rev.", "Sen.", "Sens.",
        "Sgt.", "Spc.", "St.", "Supt.", "Fig.", "vs.", "v.", "e.g.", "i.e.", "ca.", "approx.", "cf.",
    ];
    const STARTERS: &[&str] = &[
        "A",
        "After",
        "Although",
        "An",
        "And",
        "As",
        "At",
        "Before",
        "But",
        "By",
        "During",
        "For",
        "He",
        "However",
        "I",
        "If",
        "In",
        "It",
        "Its",
        "Many",
        "Meanwhile",
        "No",
        "On",
        "One",
        "Or",
        "Our",
        "She",
        "Since",
        "So",
        "Some",
        "That",
        "The",
        "Their",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Though",
        "To",
        "Two",
        "We",
        "What",
        "When",
        "While",
        "With",
        "You",
        "His",
        "Her",
        "According",
        "Asked",
        "Several",
        "Under",
        "Last",
        "Both",
        "Not",
        "Now",
        "Then",
        "Until",
        "Despite",
        "\"",
        "“",
        "‘",
    ];
    let initial = abbreviation.chars().filter(|c| c.is_alphabetic()).count() == 1;
    // Behind an initial only the surest starters count: the next capital is more likely a surname.
    let starters = if initial { &STARTERS[..40] } else { STARTERS };
    !TITLES.contains(&abbreviation) && starters.contains(&next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{paragraphs, tokens};

    fn check(text: &str, expected: &[&str]) {
        let tokens = tokens::split(text);
        let found: Vec<&str> = split(text, &tokens, &paragraphs::split(text))
            .iter()
            .map(|sentence| &text[tokens.span(sentence.tokens.start).start() as usize..tokens.span(sentence.tokens.end - 1).end() as usize])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        check("Mr. J. Doe of the U.S. Navy spoke. He left.", &["Mr. J. Doe of the U.S. Navy spoke.", "He left."]);
        check("It left the U.S. The ship sank.", &["It left the U.S.", "The ship sank."]);
        check("“Go home. Now!” she said. “Please.”", &["“Go home.", "Now!” she said.", "“Please.”"]);
        check("\"Go home.\" \"No.\" They left.", &["\"Go home.\"", "\"No.\"", "They left."]);
        check("\"Really?\" he asked.", &["\"Really?\" he asked."]);
        check("It met at 5 p.m. on Friday, i.e. late. (It closed.) So", &["It met at 5 p.m. on Friday, i.e. late.", "(It closed.)", "So"]);
        check("Well ... maybe. Or not…", &["Well ... maybe.", "Or not…"]);
        check("in need.And so on. 12 came.", &["in need.", "And so on.", "12 came."]);
        check(
            "Blum said: »It is dead.« Kern left. „It is.“ Kern left.",
            &["Blum said: »It is dead.«", "Kern left.", "„It is.“", "Kern left."],
        );
        check("« Is it dead ? », asked Blum. « No. » She left.", &["« Is it dead ? », asked Blum.", "« No. »", "She left."]);
        check("the ferry stops. “we have no money,” she said.", &["the ferry stops.", "“we have no money,” she said."]);
        check("It ends.“We go.” He left.", &["It ends.", "“We go.”", "He left."]);
        check("Acme Inc. said so. Oct. 17 came. No. 3 won.", &["Acme Inc. said so.", "Oct. 17 came.", "No. 3 won."]);
    }

    #[test]
    fn a_sentence_without_an_end_is_cut() {
        let text = "we go and ".repeat(LONGEST);
        let tokens = tokens::split(&text);
        let found = split(&text, &tokens, &paragraphs::split(&text));
        assert_eq!(found.iter().map(|sentence| sentence.tokens.len()).collect::<Vec<_>>(), [LONGEST; 3]);
    }

    #[test]
    fn no_text_has_no_sentences() {
        check("", &[]);
        check(" \n ", &[]);
    }
}
