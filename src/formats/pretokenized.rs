//! The text in tokens that leave no gap, as spaCy cuts it: white space but for one space behind a word is a token of its own.
//!
//! It decides that a token ends wherever an annotation begins or ends, so that none is lost for want of a token (spaCy and Prodigy drop those),
//! and that annotations neither begin nor end with white space, which spaCy cannot hold.

use crate::text::{Offsets, Unit};
use crate::tokens;

/// A token, in code points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Whether a space follows that belongs to it.
    pub(super) space: bool,
}

/// What Python takes for white space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// The characters of a text, to be cut up.
pub(super) struct Pretokenized {
    chars: Vec<char>,
    /// Where the core's tokens begin and end.
    cuts: Vec<bool>,
}

impl Pretokenized {
    pub(super) fn new(text: &str) -> Pretokenized {
        let chars: Vec<char> = text.chars().collect();
        let offsets = Offsets::new(text, Unit::Codepoint);
        let mut cuts = vec![false; chars.len() + 1];
        let tokens = tokens::split(text);
        for span in (0..tokens.len()).map(|i| tokens.span(i)) {
            cuts[offsets.from_byte(span.start()) as usize] = true;
            cuts[offsets.from_byte(span.end()) as usize] = true;
        }
        Pretokenized { chars, cuts }
    }

    /// The place without white space at its edges; nothing when there is nothing else.
    pub(super) fn trim(&self, start: u32, end: u32) -> Option<(u32, u32)> {
        let words = self.chars.get(start as usize..end as usize)?;
        let before = words.iter().take_while(|c| is_space(**c)).count() as u32;
        let behind = words.iter().rev().take_while(|c| is_space(**c)).count() as u32;
        (start + before < end).then(|| (start + before, end - behind))
    }

    /// The tokens, cut at `edges` as well; an edge within white space does not count.
    pub(super) fn tokens(mut self, edges: impl Iterator<Item = (u32, u32)>) -> Vec<Token> {
        for (start, end) in edges {
            self.cuts[start as usize] = true;
            self.cuts[end as usize] = true;
        }
        let mut tokens: Vec<Token> = Vec::new();
        let mut at = 0;
        while at < self.chars.len() {
            let space = is_space(self.chars[at]);
            if self.chars[at] == ' '
                && let Some(last) = tokens.last_mut().filter(|last| last.end as usize == at && !is_space(self.chars[at - 1]))
            {
                last.space = true;
                at += 1;
                continue;
            }
            let end = (at + 1..self.chars.len()).find(|next| is_space(self.chars[*next]) != space || (!space && self.cuts[*next]));
            let end = end.unwrap_or(self.chars.len());
            tokens.push(Token { start: at as u32, end: end as u32, space: false });
            at = end;
        }
        tokens
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, edges: &[(u32, u32)]) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let word =
            |token: &Token| chars[token.start as usize..token.end as usize].iter().collect::<String>() + if token.space { "_" } else { "" };
        Pretokenized::new(text).tokens(edges.iter().copied()).iter().map(word).collect()
    }

    #[test]
    fn tokens_leave_no_gap() {
        assert_eq!(cut("We  can't, Ann.\n\nNo ", &[]), ["We_", " ", "ca", "n't", ",_", "Ann", ".", "\n\n", "No_"]);
        assert_eq!(cut(" a\u{1c}🦀\u{a0}b", &[]), [" ", "a", "\u{1c}", "🦀", "\u{a0}", "b"]);
    }

    #[test]
    fn tokens_end_where_annotations_do() {
        assert_eq!(cut("government’s plan", &[(0, 6)]), ["govern", "ment", "’s_", "plan"]);
    }

    #[test]
    fn annotations_lose_white_space_at_their_edges() {
        let text = Pretokenized::new(" \n a b\u{85}");
        assert_eq!((text.trim(0, 7), text.trim(0, 3), text.trim(3, 4)), (Some((3, 6)), None, Some((3, 4))));
    }
}
