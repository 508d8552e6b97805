//! What the search for cues and contents asks of the same words again and again, one bit each: worked out once a word.

use std::ops::Range;

use super::sites::sort_of;
use crate::article::Article;
use crate::language::tags::Xpos;
use crate::vocabulary::Word;

/// A comma.
pub(super) const COMMA: u8 = 1;
/// A mark at which a content may end.
pub(super) const BREAK: u8 = 1 << 1;
/// A small word before which a content may end.
pub(super) const JOINT: u8 = 1 << 2;
/// A finite verb.
pub(super) const FINITE: u8 = 1 << 3;
/// In a quoted zone.
pub(super) const ZONED: u8 = 1 << 4;
/// A word, not a mark, in a quoted zone.
pub(super) const QUOTED: u8 = 1 << 5;
/// A word, not a mark, outside of all zones.
pub(super) const PLAIN: u8 = 1 << 6;

/// A colon.
pub(super) const COLON: u8 = 1 << 7;

/// How the words of an article look.
pub(super) struct Looks {
    bits: Vec<u8>,
    /// For each distinct word, what kind of somebody it names.
    sorts: Vec<u8>,
}

impl Looks {
    pub(super) fn gather(article: &Article<'_>) -> Looks {
        let words: Vec<u8> = article.words().iter().map(by_itself).collect();
        let place = |at: usize| match (article.zone_of(at).is_some(), article.is_mark(at)) {
            (true, true) => ZONED,
            (true, false) => ZONED | QUOTED,
            (false, true) => 0,
            (false, false) => PLAIN,
        };
        let bits = (0..article.tokens.len()).map(|at| words[article.number(at)] | place(at)).collect();
        Looks { bits, sorts: article.words().iter().map(sort_of).collect() }
    }

    /// Whether the word has one of `bits`.
    pub(super) fn has(&self, at: usize, bits: u8) -> bool {
        self.bits[at] & bits != 0
    }

    /// Whether one of the words in `parts` has one of `bits`.
    pub(super) fn any(&self, parts: &[Range<usize>], bits: u8) -> bool {
        parts.iter().flat_map(|part| &self.bits[part.clone()]).fold(0, |all, look| all | look) & bits != 0
    }

    /// How many of the words have one of `bits`.
    pub(super) fn count(&self, words: Range<usize>, bits: u8) -> usize {
        self.bits[words].iter().filter(|&look| look & bits != 0).count()
    }

    /// What kind of somebody the word with this number among the distinct words names.
    pub(super) fn sort(&self, number: usize) -> u64 {
        u64::from(self.sorts[number])
    }
}

fn by_itself(word: &Word<'_>) -> u8 {
    let form = match &*word.lower {
        "," => COMMA | BREAK,
        ":" => COLON,
        ";" | "—" | "--" | "–" | "(" => BREAK,
        "while" | "although" | "because" | "when" | "after" | "if" | "as" | "and" | "but" => JOINT,
        _ => 0,
    };
    form | if matches!(word.tag.xpos(), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md) { FINITE } else { 0 }
}
