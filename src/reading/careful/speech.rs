//! Who is the source of what, as far as quotes tell it before the actors are known.

use std::cmp::Reverse;
use std::ops::Range;

/// The words that name the sources of quotes, by the anchor of the quote.
pub(super) struct Sources(Vec<(usize, Range<usize>)>);

impl Sources {
    /// Of quotes given as their anchor and their source.
    pub(super) fn of(quotes: impl Iterator<Item = (usize, Option<Range<usize>>)>) -> Sources {
        let mut sources: Vec<_> = quotes.filter_map(|(anchor, source)| Some((anchor, source?))).collect();
        sources.sort_by_key(|(anchor, _)| *anchor);
        Sources(sources)
    }

    /// The source of the last quote anchored before a word; empty where there is none.
    pub(super) fn before(&self, word: usize) -> Range<usize> {
        let behind = self.0.partition_point(|(anchor, _)| *anchor < word);
        behind.checked_sub(1).map_or(0..0, |last| self.0[last].1.clone())
    }

    /// The source of the first quote anchored behind a word; empty where there is none.
    pub(super) fn behind(&self, word: usize) -> Range<usize> {
        let behind = self.0.partition_point(|(anchor, _)| *anchor <= word);
        self.0.get(behind).map_or(0..0, |(_, source)| source.clone())
    }
}

/// What is known of the quotes of a text before its actors are: who says “I” is who speaks.
pub(super) struct Speech {
    /// For each word the innermost quote that it is said in.
    pub(super) innermost: Vec<Option<usize>>,
    /// For each quote the words that name its source; those of the quote before it where it has none.
    pub(super) sources: Vec<Range<usize>>,
}

impl Speech {
    /// Of a text with so many words and its quotes, given as their anchor, the words of their content and their source.
    pub(super) fn of<'a>(
        words: usize,
        quotes: impl Iterator<Item = (usize, &'a [usize], Option<Range<usize>>)>,
        sources: &Sources,
    ) -> Speech {
        let mut quotes: Vec<_> = quotes.collect();
        quotes.sort_by_key(|(anchor, content, _)| (Reverse(content.len()), *anchor));
        let mut innermost = vec![None; words];
        for (number, (_, content, _)) in quotes.iter().enumerate() {
            content.iter().for_each(|&word| innermost[word] = Some(number));
        }
        let sources = quotes.into_iter().map(|(anchor, _, source)| source.unwrap_or_else(|| sources.before(anchor))).collect();
        Speech { innermost, sources }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_speaks_is_known_before_the_actors_are() {
        // A quote with another one in it, then one without a source; anchors 2, 6 and 20.
        let outer: Vec<usize> = (4..12).collect();
        let (inner, later) = ([8, 9], [21, 22]);
        let quotes = [(2, &outer[..], Some(0..2)), (6, &inner[..], Some(4..6)), (20, &later[..], None)];
        let sources = Sources::of(quotes.iter().map(|(anchor, _, source)| (*anchor, source.clone())));
        assert_eq!((sources.before(2), sources.before(6), sources.before(30)), (0..0, 0..2, 4..6));
        assert_eq!((sources.behind(2), sources.behind(6)), (4..6, 0..0));
        let speech = Speech::of(24, quotes.into_iter(), &sources);
        let speaker = |word: usize| speech.innermost[word].map(|quote| speech.sources[quote].clone());
        assert_eq!([3, 4, 8, 11, 22].map(speaker), [None, Some(0..2), Some(4..6), Some(0..2), Some(4..6)]);
    }
}
