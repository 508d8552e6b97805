//! The words and sentences of a text, in code points: for formats that hold a token on each line or place annotations by token.
//!
//! It decides nothing: where words, paragraphs and sentences end, the rooms of that name decide, so that files have the very words that the
//! annotations were found in. It refuses to look at annotations.

use std::ops::Range;

use super::Source;
use crate::{paragraphs, sentences, tokens};

/// How a text falls apart.
pub(super) struct Segments {
    /// Where each word begins and ends, in code points.
    pub(super) tokens: Vec<(u32, u32)>,
    /// The sentences, each a run of words; together they hold every word once.
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence.
pub(super) struct Sentence {
    /// Its words. Never empty.
    pub(super) tokens: Range<usize>,
    /// The number of its paragraph, from 0.
    pub(super) paragraph: usize,
}

impl Segments {
    /// The words and sentences of the text of `source`.
    pub(super) fn of(source: &Source<'_>) -> Segments {
        let words = tokens::split(source.text);
        let sentences = sentences::split(source.text, &words, &paragraphs::split(source.text));
        let mut cursor = source.offsets.cursor();
        let place = |i| (cursor.from_byte(words.span(i).start()), cursor.from_byte(words.span(i).end()));
        Segments {
            tokens: (0..words.len()).map(place).collect(),
            sentences: sentences.into_iter().map(|found| Sentence { tokens: found.tokens, paragraph: found.paragraph }).collect(),
        }
    }

    /// The words that a part touches, and whether it begins and ends where words do.
    pub(super) fn covered(&self, (start, end): (u32, u32)) -> (Range<usize>, bool) {
        let range = self.tokens.partition_point(|token| token.1 <= start)..self.tokens.partition_point(|token| token.0 < end);
        let whole = range.start < range.end && self.tokens[range.start].0 == start && self.tokens[range.end - 1].1 == end;
        (range, whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{Offsets, Unit, wire};
    use crate::model::Document;

    #[test]
    fn every_word_stands_in_one_sentence() {
        for text in ["", " \r\n", "🦀 “Yes,” Ann Lee said. No!\n\nשלום.\r\rA\u{2028}b c", "a\u{feff}b 👩‍🚀e\u{301}."] {
            let document = Document::default();
            let document = wire::Document::new(text, &document, Unit::Codepoint).unwrap();
            let segments = Segments::of(&Source { name: "x", text, document, offsets: Offsets::new(text, Unit::Codepoint) });
            let words: Vec<usize> = segments.sentences.iter().flat_map(|sentence| sentence.tokens.clone()).collect();
            assert_eq!(words, (0..segments.tokens.len()).collect::<Vec<_>>());
            let chars: Vec<char> = text.chars().collect();
            let word = |&(start, end): &(u32, u32)| chars[start as usize..end as usize].iter().all(|c| !tokens::is_space(*c));
            assert!(segments.tokens.iter().all(word), "{text:?}");
        }
    }

    #[test]
    fn parts_are_widened_to_words() {
        let segments = Segments { tokens: vec![(0, 3), (4, 7), (7, 8)], sentences: Vec::new() };
        let cases = [((4, 7), 1..2, true), ((0, 7), 0..2, true), ((1, 5), 0..2, false), ((3, 4), 1..1, false), ((7, 9), 2..3, false)];
        for (part, range, whole) in cases {
            assert_eq!(segments.covered(part), (range, whole), "{part:?}");
        }
    }
}
