//! What a layout left in plain text: words broken at the end of a line, drop capitals, bullets, cells of tables, and the marks of Markdown and of
//! footnotes.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::{Layer, Writer};
use crate::lexicon::{given, nouns, titles};

/// How far the other end of an emphasis or of a link's words may be, in bytes.
const REACH: usize = 300;

/// How long an address may be, in bytes.
const LONGEST_ADDRESS: usize = 2000;

/// `source` without what a layout left; `None` where it left nothing. Linear in its length.
pub(super) fn strip(source: &str) -> Option<(String, Layer)> {
    let bullets = !source.contains('«');
    let mut lines = Lines { source, bullets, ends: BTreeMap::new(), counts: OnceCell::new(), plain: Writer::new(source) };
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        lines.take(start..start + line.len());
        start += line.len();
    }
    lines.plain.finish()
}

struct Lines<'a> {
    source: &'a str,
    /// Whether `»` at the beginning of a line can be nothing but a bullet.
    bullets: bool,
    /// What ends an emphasis or a link that has begun: where, and how long it is.
    ends: BTreeMap<usize, usize>,
    /// How often the text has each word, which is asked only where one may be broken.
    counts: OnceCell<BTreeMap<String, u32>>,
    plain: Writer<'a>,
}

impl Lines<'_> {
    /// Takes what the line begins with, then what stands in it.
    fn take(&mut self, line: Range<usize>) {
        let words = &self.source[line.clone()];
        let start = line.start + words.len() - words.trim_start().len();
        if start >= self.plain.copied {
            let opening = self.bullet(&self.source[start..line.end]).map(|length| start..start + length);
            self.drop_all(opening.or_else(|| self.drop_capital(start, true)));
        }
        let mut row = false;
        for (at, c) in words.char_indices().map(|(at, c)| (line.start + at, c)) {
            if at < self.plain.copied {
                continue;
            }
            if let Some(length) = self.ends.remove(&at) {
                self.drop_all(Some(at..at + length));
                continue;
            }
            match c {
                '-' => {
                    let gap = self.broken(at);
                    self.drop_all(gap)
                }
                '*' | '_' => self.emphasis(at, c, line.end),
                '[' | '!' => self.bracket(at, line.end),
                '\t' => row |= self.cell(at, line.clone()),
                '“' | '"' => self.drop_all(self.drop_capital(at + c.len_utf8(), false)),
                '”' => self.drop_all(self.note_number(at + c.len_utf8(), |c| c.is_ascii_digit())),
                '¹' | '²' | '³' | '⁰'..='⁹' => self.drop_all(self.note_number(at, |c| matches!(c, '¹' | '²' | '³' | '⁰'..='⁹'))),
                _ => {}
            }
        }
        if row && words.ends_with('\n') {
            // The last cell of a row is no line that the next one goes on with.
            self.plain.swap(line.end - 1..line.end, "\n\n");
        }
    }

    fn drop_all(&mut self, remnant: Option<Range<usize>>) {
        if let Some(remnant) = remnant {
            self.plain.swap(remnant, "");
        }
    }

    /// The character before `at`.
    fn before(&self, at: usize) -> Option<char> {
        self.source[..at].chars().next_back()
    }

    fn count(&self, word: &str) -> u32 {
        let counts = self.counts.get_or_init(|| {
            let mut counts = BTreeMap::new();
            let words = self.source.split(|c: char| !c.is_alphanumeric() && c != '-').map(|word| word.trim_matches('-'));
            words.filter(|word| !word.is_empty()).for_each(|word| *counts.entry(word.to_lowercase()).or_default() += 1);
            counts
        });
        counts.get(word).copied().unwrap_or_default()
    }

    /// How long the bullet, or the mark of a heading or of words that are quoted, is that a line begins with.
    fn bullet(&self, line: &str) -> Option<usize> {
        let mark = line.chars().next().filter(|&c| matches!(c, '>' | '#') || c == '»' && self.bullets)?;
        let behind = line.trim_start_matches(mark);
        let words = behind.trim_start_matches(' ');
        (line.len() - behind.len() <= 6 && words.len() < behind.len()).then_some(line.len() - words.len())
    }

    /// The gap behind the large letter that a paragraph or a quotation begins with at `start`.
    fn drop_capital(&self, start: usize, paragraph: bool) -> Option<Range<usize>> {
        let capital = self.source[start..].chars().next().filter(|c| c.is_uppercase())?;
        let gap = start + capital.len_utf8();
        let behind = self.source[gap..].trim_start();
        let from = self.source.len() - behind.len();
        let rest: String = behind.chars().take_while(|c| c.is_lowercase()).collect();
        let between = &self.source[gap..from];
        let line = between.contains('\n');
        if rest.is_empty() || between.is_empty() || (!line && between != " ") || (line && !paragraph) {
            return None;
        }
        let whole = format!("{}{rest}", capital.to_lowercase());
        let alone = self.count(&rest) > 1 || titles::is_function_word(&rest);
        let known = given::is_given(&whole) || self.count(&whole) > 0;
        // `A` and `I` are words themselves, and between quotation marks a letter can be a name.
        let named = behind[rest.len()..].trim_start().starts_with(char::is_uppercase) && (rest.len() <= 2 || given::is_given(&whole));
        let joined = match capital {
            'A' | 'I' | 'O' => rest.len() == 1 || (self.count(&whole) > 0 || named) && !alone,
            _ if paragraph => line || !alone,
            _ => !alone && (known || titles::is_function_word(&whole) || nouns::role(&whole).is_some()),
        };
        joined.then_some(gap..from)
    }

    /// What parts the halves of a word that is broken at the end of a line, behind the hyphen at `at`.
    fn broken(&self, at: usize) -> Option<Range<usize>> {
        let behind = &self.source[at + 1..];
        let line = behind.trim_start_matches([' ', '\t', '\r']);
        if !line.starts_with('\n') || !self.before(at).is_some_and(char::is_alphanumeric) {
            return None;
        }
        let line = line.trim_start();
        let from = self.source.len() - line.len();
        let part = |c: &char| c.is_alphanumeric() || *c == '-';
        let left: Vec<char> = self.source[..at].chars().rev().take_while(part).take(REACH).collect();
        let left: String = left.into_iter().rev().collect();
        let right: String = line.chars().take_while(part).take(REACH).collect();
        let first = right.chars().next().filter(|c| c.is_alphabetic())?;
        let compound = format!("{left}-{right}").to_lowercase();
        let upper = first.is_uppercase() && left.contains(char::is_lowercase);
        let halves = nouns::role(&left.to_lowercase()).and(nouns::role(&right)).is_some();
        let keeps =
            upper || left.ends_with(|c: char| c.is_numeric()) || compound.matches('-').count() > 1 || halves || self.count(&compound) > 0;
        Some(if keeps { at + 1 } else { at }..from)
    }

    /// Takes the marks around `**words**`, of which the first stands at `at`.
    fn emphasis(&mut self, at: usize, mark: char, end: usize) {
        let rest = &self.source[at..end];
        let count = rest.len() - rest.trim_start_matches(mark).len();
        let opens = |c: char| c.is_alphanumeric() || matches!(c, '“' | '"' | '‘' | '\'' | '«' | '„' | '[' | '(' | '*' | '_' | '#' | '$');
        let begins = rest[count..].chars().next().is_some_and(opens) && !self.before(at).is_some_and(|c| c.is_alphanumeric() || c == mark);
        if count > 3 || !begins {
            return;
        }
        let bytes = self.source.as_bytes();
        let is_mark = |place: usize| bytes.get(place) == Some(&(mark as u8));
        let ends = |&place: &usize| {
            is_mark(place)
                && !is_mark(place - 1)
                && !bytes[place - 1].is_ascii_whitespace()
                && (place..place + count).all(is_mark)
                && !self.source[place + count..].starts_with(|c: char| c.is_alphanumeric() || c == mark)
        };
        let last = (at + count + 1..end.min(at + count + REACH)).find(ends);
        if let Some(last) = last {
            self.ends.insert(last, count);
            self.drop_all(Some(at..at + count));
        }
    }

    /// Takes what only points elsewhere from `[words](address)`, `![picture](address)`, and a footnote's mark.
    fn bracket(&mut self, at: usize, end: usize) {
        let picture = self.source[at..].starts_with('!');
        let from = at + usize::from(picture);
        let bytes = self.source.as_bytes();
        if bytes.get(from) != Some(&b'[') {
            return;
        }
        let Some(close) = (from + 1..end.min(from + REACH)).find(|&place| bytes[place] == b']') else { return };
        let words = &self.source[from + 1..close];
        let address = self.address(close + 1, end);
        let note = is_note(words) && self.before(at).is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '“' | '‘'));
        match address {
            Some(length) if picture || words.is_empty() || note => self.drop_all(Some(at..close + 1 + length)),
            Some(length) => {
                self.ends.insert(close, 1 + length);
                self.drop_all(Some(at..from + 1));
            }
            None if note && !picture => self.drop_all(Some(at..close + 1)),
            None => {}
        }
    }

    /// How long the address in round brackets is that stands at `at`.
    fn address(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.source.as_bytes()[at..end.min(at + LONGEST_ADDRESS).max(at)];
        let mut depth = 0;
        let length = rest.iter().position(|byte| {
            depth += i32::from(*byte == b'(') - i32::from(*byte == b')');
            depth == 0
        })?;
        let inner = self.source.get(at + 1..at + length)?.trim();
        let target = inner.split_whitespace().next()?;
        let titled = inner == target || inner[target.len()..].trim_start().starts_with(['"', '\'', '(']);
        let leads = target.starts_with(['/', '#', '<', '.']) || target.contains(['.', '/']) || target.contains(':');
        (titled && leads).then_some(length + 1)
    }

    /// Parts the cell behind the tab at `at` from the one before, if it is one.
    fn cell(&mut self, at: usize, line: Range<usize>) -> bool {
        let first = &self.source[line.start..at];
        let behind = self.source[at..line.end].trim_start();
        let cell = first.trim();
        let parts = !cell.is_empty() && !behind.is_empty() && !cell.ends_with([':', '.', '?', '!', ',', ';']);
        if parts {
            self.plain.swap(at..line.end - behind.len(), "\n\n");
        }
        parts
    }

    /// The number of a footnote that stands at `at`, right behind a word or a closing mark.
    fn note_number(&self, at: usize, is_digit: impl Fn(char) -> bool) -> Option<Range<usize>> {
        const SHORTEST: usize = 3;
        let rest = &self.source[at..];
        let digits: usize = rest.chars().take_while(|&c| is_digit(c)).map(char::len_utf8).sum();
        let behind = rest[digits..].chars().next();
        let letters = self.source[..at].chars().rev().take_while(|c| c.is_alphabetic()).take(SHORTEST).count();
        let glued = letters == SHORTEST
            || letters == 0
                && self.before(at).is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '”' | '’' | '"' | ')' | ']'));
        let fits = (1..=2 * 2).contains(&digits) && glued && behind.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';'));
        fits.then_some(at..at + digits)
    }
}

/// Whether the words in brackets are a footnote's mark: `1`, `a`, `note 2`.
fn is_note(words: &str) -> bool {
    let number = words.strip_prefix("note ").unwrap_or(words);
    let digits = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    digits || words.len() == 1 && words.bytes().all(|byte| byte.is_ascii_lowercase()) || words == "citation needed"
}
