//! Pairs quotation marks into zones.
//!
//! It decides from typography alone where a quoted stretch begins and ends, also where marks are mixed, nested, unbalanced or run on over paragraphs;
//! whether anybody said it is for `quotes`.

use std::ops::Range;

use crate::order;
use crate::paragraphs::{Kind, Paragraph};
use crate::tokens::{self, Tokens, is_apostrophe};

/// A stretch of text in quotation marks, within one paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone {
    /// The tokens between the marks. Never empty.
    pub tokens: Range<usize>,
    /// 0 for an outer zone, 1 for one inside it, and so on.
    pub depth: u8,
    /// Whether the closing mark is there.
    pub closed: bool,
    /// Whether the zone goes on in the first zone of the next paragraph: it has no closing mark, and the next paragraph opens with one.
    pub continues: bool,
    /// Whether single marks stand around it.
    pub single: bool,
}

/// The zones of the text in order of their opening marks.
pub fn pair(text: &str, tokens: &Tokens, paragraphs: &[Paragraph]) -> Vec<Zone> {
    let ranges: Vec<Range<usize>> = paragraphs.iter().map(|paragraph| tokens.within(paragraph.span)).collect();
    let mut zones: Vec<Zone> = Vec::new();
    for (number, range) in ranges.iter().enumerate() {
        if paragraphs[number].kind == Kind::Furniture {
            continue;
        }
        let next_opens = (number + 1..ranges.len())
            .find(|&next| paragraphs[next].kind != Kind::Furniture)
            .is_some_and(|next| is_double(tokens.span(ranges[next].start).slice(text)));
        Pairing::new(text, tokens, range.clone(), &mut zones).run(next_opens);
    }
    order::by_key(&mut zones, |zone| [zone.tokens.start as u32, u32::from(zone.depth), 0]);
    zones
}

/// Whether `token` is a double quotation mark, or a pair of single ones typed for it.
pub fn is_double(token: &str) -> bool {
    matches!(token, "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "''" | "``" | "＂" | "‶" | "″")
}

/// Whether `token` is a single mark that can quote.
fn is_single(token: &str) -> bool {
    matches!(token, "'" | "‘" | "’" | "`" | "‹" | "›" | "‚")
}

struct Open {
    mark: usize,
    single: bool,
}

/// What the marks of a paragraph look like, counted once so that no mark looks at all the others.
#[derive(Default)]
struct Ahead {
    /// For each mark, how many double marks behind it look closing.
    closers: Vec<usize>,
    /// The last single mark right behind a word or mark.
    last_glued: Option<usize>,
    /// The last single mark that looks closing.
    last_closing: Option<usize>,
}

struct Pairing<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    range: Range<usize>,
    /// The marks of the paragraph that can quote.
    marks: Vec<usize>,
    open: Vec<Open>,
    zones: &'a mut Vec<Zone>,
    ahead: Ahead,
}

impl<'a> Pairing<'a> {
    fn new(text: &'a str, tokens: &'a Tokens, range: Range<usize>, zones: &'a mut Vec<Zone>) -> Pairing<'a> {
        let quotes = |&i: &usize| {
            let mark = tokens.kind(i) == tokens::Kind::Mark;
            mark && (is_double(tokens.span(i).slice(text)) || is_single(tokens.span(i).slice(text)))
        };
        let marks = range.clone().filter(quotes).collect();
        Pairing { text, tokens, range, marks, open: Vec::new(), zones, ahead: Ahead::default() }
    }

    fn run(mut self, next_opens: bool) {
        self.look_ahead();
        for place in 0..self.marks.len() {
            let i = self.marks[place];
            if is_double(self.word(i)) {
                self.double(i, self.ahead.closers[place]);
            } else {
                self.single(i);
            }
        }
        while let Some(open) = self.open.pop() {
            // A lone single mark is an apostrophe; a lone double mark quotes up to the end of the paragraph.
            if !open.single {
                let continues = next_opens && self.open.is_empty();
                self.push(&open, self.range.end, false, continues);
            }
        }
    }

    fn word(&self, i: usize) -> &str {
        self.tokens.span(i).slice(self.text)
    }

    /// Takes the double mark `i`, behind which so many look closing.
    fn double(&mut self, i: usize, closers: usize) {
        let opens = self.looks_opening(i);
        match self.open.iter().rposition(|open| !open.single) {
            None => self.open.push(Open { mark: i, single: false }),
            Some(_) if opens == Some(true) && closers > self.open.len() => self.open.push(Open { mark: i, single: false }),
            Some(at) if opens == Some(true) => {
                // The closing mark was forgotten: the earlier zone ends where its last sentence does.
                self.open.truncate(at + 1);
                if let Some(open) = self.open.pop() {
                    let end = self.last_sentence_end(open.mark + 1, i);
                    self.push(&open, end, false, false);
                }
                self.open.push(Open { mark: i, single: false });
            }
            Some(at) => {
                self.open.truncate(at + 1);
                if let Some(open) = self.open.pop() {
                    self.push(&open, i, true, false);
                }
            }
        }
    }

    fn single(&mut self, i: usize) {
        let inside = self.open.last().is_some_and(|open| open.single);
        if inside && self.closes_single(i) {
            if let Some(open) = self.open.pop() {
                self.push(&open, i, true, false);
            }
        } else if !inside && self.looks_opening(i) == Some(true) && self.ahead.last_closing.is_some_and(|last| last > i) {
            self.open.push(Open { mark: i, single: true });
        }
    }

    /// Whether the mark at `i` opens, by its shape or else by the white space around it; `None` when that does not tell.
    fn looks_opening(&self, i: usize) -> Option<bool> {
        let before = i == self.range.start
            || !self.tokens.is_glued(i)
            || matches!(self.word(i - 1), "(" | "[" | "-" | "–" | "—" | "--" | "\"" | "“" | "‘" | "'");
        let after = i + 1 < self.range.end && self.tokens.is_glued(i + 1);
        let opener = matches!(self.word(i), "“" | "„" | "‘" | "``" | "«" | "‹" | "‚");
        match (before, after) {
            (true, true) => Some(true),
            (false, false) => Some(false),
            (true, false) if i == self.range.start || opener => Some(true),
            (false, true)
                if !opener && i + 1 < self.range.end && self.word(i + 1).starts_with([',', '.', ';', ':', '!', '?', ')', ']']) =>
            {
                Some(false)
            }
            _ if opener => Some(true),
            _ if matches!(self.word(i), "”" | "’") => Some(false),
            _ => None,
        }
    }

    fn look_ahead(&mut self) {
        self.ahead.closers = vec![0; self.marks.len()];
        for place in (1..self.marks.len()).rev() {
            let i = self.marks[place];
            let closes = is_double(self.word(i)) && self.looks_opening(i) == Some(false);
            self.ahead.closers[place - 1] = self.ahead.closers[place] + usize::from(closes);
        }
        self.ahead.last_glued = self.last_single(|i| self.tokens.is_glued(i));
        self.ahead.last_closing = self.last_single(|i| self.closes_single(i));
    }

    /// The last single mark of which `fits` holds.
    fn last_single(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.marks.iter().copied().rev().find(|&i| is_single(self.word(i)) && fits(i))
    }

    /// Whether the single mark at `i` closes: behind a word or mark, and not the possessive of a plural with a better mark to come.
    fn closes_single(&self, i: usize) -> bool {
        let glued = i > self.range.start && self.tokens.is_glued(i);
        let follows_word = i + 1 >= self.range.end || !self.tokens.is_glued(i + 1) || !self.word(i + 1).starts_with(char::is_alphanumeric);
        if !glued || !follows_word {
            return false;
        }
        let possessive = self.word(i - 1).ends_with(['s', 'S', 'z', 'x']) && !(i + 1 < self.range.end && self.tokens.is_glued(i + 1));
        !possessive || self.ahead.last_glued.is_none_or(|last| last <= i)
    }

    fn last_sentence_end(&self, from: usize, to: usize) -> usize {
        (from..to).rev().find(|&i| matches!(self.word(i), "." | "!" | "?" | "…")).map_or(to, |i| i + 1)
    }

    fn push(&mut self, open: &Open, end: usize, closed: bool, continues: bool) {
        let tokens = open.mark + 1..end;
        if !tokens.is_empty() {
            let depth = self.open.len().min(255) as u8;
            self.zones.push(Zone { tokens, depth, closed, continues, single: open.single });
        }
    }
}

/// Whether `token` is a mark that can open or close a quotation.
pub fn is_mark(token: &str) -> bool {
    is_double(token) || (token.chars().count() == 1 && token.chars().all(is_apostrophe))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{paragraphs, tokens};

    /// Each zone as the words between its marks, with its depth, and `…` where the closing mark is missing or `>` where it goes on.
    fn check(text: &str, expected: &[&str]) {
        let tokens = tokens::split(text);
        let found: Vec<String> = pair(text, &tokens, &paragraphs::split(text))
            .iter()
            .map(|zone| {
                let words = &text[tokens.span(zone.tokens.start).start() as usize..tokens.span(zone.tokens.end - 1).end() as usize];
                let end = if zone.continues {
                    ">"
                } else if zone.closed {
                    ""
                } else {
                    "…"
                };
                format!("{}{words}{end}", "+".repeat(zone.depth.into()))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_every_shape_are_paired() {
        check("\"Go,\" he said. \"Now.\"", &["Go,", "Now."]);
        check("“Go,” he said. “Now.”", &["Go,", "Now."]);
        check("\"We go.” He left.", &["We go."]);
        check("''Go,'' he said. ``Now,'' she said.", &["Go,", "Now,"]);
        check("„Go,“ he said.", &["Go,"]);
        check("He said: ”We go.” Then left.", &["We go."]);
        check("schools,\" For example, run tests\". Then", &["For example, run tests"]);
    }

    #[test]
    fn apostrophes_are_told_from_single_marks() {
        check("The ministers' plan isn't theirs.", &[]);
        check("It must 'get away from all of this' now.", &["get away from all of this"]);
        check("He called it 'the voters' choice' today.", &["the voters' choice"]);
        check("‘Don’t go,’ he said. ‘It’s late.’", &["Don’t go,", "It’s late."]);
        check("the '90s and rock 'n' roll", &["n"]);
    }

    #[test]
    fn zones_nest() {
        check("“He said ‘go’ twice,” she said.", &["He said ‘go’ twice,", "+go"]);
        check("\"They called it 'the comeback,'\" it read.", &["They called it 'the comeback,'", "+the comeback,"]);
        check("“She said “no” to him,” he said.", &["She said “no” to him,", "+no"]);
    }

    #[test]
    fn a_quotation_runs_on_while_paragraphs_open_with_a_mark() {
        check("“We go.\n“We stay.”\nHe left.", &["We go.>", "We stay."]);
        check("“We go.\nHe left.", &["We go.…"]);
    }

    #[test]
    fn a_forgotten_closing_mark_does_not_swallow_the_next_quotation() {
        check("“We go. He left. “We stay,” she said.", &["We go. He left.…", "We stay,"]);
    }
}
