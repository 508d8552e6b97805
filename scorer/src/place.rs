//! Where something stands in a text, and how far two places agree.

use std::ops::Range;

use crate::Target;

/// A set of characters of a text, as ranges of code points: in order, apart from one another, none of them empty.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place(Vec<Range<u32>>);

impl Place {
    /// All characters that lie in one of `ranges`.
    pub fn new(ranges: impl IntoIterator<Item = Range<u32>>) -> Place {
        let mut ranges: Vec<Range<u32>> = ranges.into_iter().filter(|range| !range.is_empty()).collect();
        ranges.sort_by_key(|range| range.start);
        let mut apart: Vec<Range<u32>> = Vec::new();
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        Place(apart)
    }

    /// How many characters it holds.
    pub fn len(&self) -> u32 {
        self.0.iter().map(|range| range.end - range.start).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The smallest range that holds all of it.
    pub fn bounds(&self) -> Range<u32> {
        self.0.first().map_or(0, |first| first.start)..self.0.last().map_or(0, |last| last.end)
    }

    /// How many characters both hold.
    pub fn shared(&self, other: &Place) -> u32 {
        let common = |a: &Range<u32>, b: &Range<u32>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
        self.0.iter().flat_map(|a| other.0.iter().map(move |b| common(a, b))).sum()
    }

    /// Whether all of it lies in `other`.
    fn within(&self, other: &Place) -> bool {
        self.shared(other) == self.len()
    }

    /// The characters of either.
    fn with(&self, other: &Place) -> Place {
        Place::new(self.0.iter().chain(&other.0).cloned())
    }

    /// The characters that both hold among those that either does.
    pub fn agreement(&self, other: &Place) -> f64 {
        if self.is_empty() || other.is_empty() {
            return 0.0;
        }
        let shared = self.shared(other);
        f64::from(shared) / f64::from(self.len() + other.len() - shared)
    }
}

impl From<Range<u32>> for Place {
    fn from(range: Range<u32>) -> Place {
        Place::new(std::iter::once(range))
    }
}

impl Target {
    /// How well `found` meets it: their agreement, and at least one half where `found` covers what it must and nothing that it may not.
    pub fn overlap(&self, found: &Place) -> f64 {
        let agreement = self.place.agreement(found);
        let (least, most) = (self.least.as_ref().unwrap_or(&self.place), self.most.as_ref().unwrap_or(&self.place));
        let met = !found.is_empty() && !self.place.is_empty() && least.within(found) && found.within(&most.with(&self.place));
        if met { agreement.max(0.5) } else { agreement }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(ranges: &[(u32, u32)]) -> Place {
        Place::new(ranges.iter().map(|&(start, end)| start..end))
    }

    #[test]
    fn ranges_that_meet_become_one() {
        for (ranges, expected) in [
            (&[(5, 9), (0, 3)][..], &[(0, 3), (5, 9)][..]),
            (&[(0, 3), (3, 5)], &[(0, 5)]),
            (&[(0, 9), (2, 4), (8, 12)], &[(0, 12)]),
            (&[(4, 4), (1, 2)], &[(1, 2)]),
            (&[], &[]),
        ] {
            let made = place(ranges);
            assert_eq!(made.0, expected.iter().map(|&(start, end)| start..end).collect::<Vec<_>>(), "{ranges:?}");
            assert_eq!(made.len(), expected.iter().map(|(start, end)| end - start).sum::<u32>());
        }
    }

    #[test]
    fn agreement_is_what_both_hold_among_what_either_holds() {
        for (a, b, expected) in [
            (&[(0, 10)][..], &[(0, 10)][..], 1.0),
            (&[(0, 10)], &[(5, 15)], 5.0 / 15.0),
            (&[(0, 10)], &[(10, 12)], 0.0),
            (&[(0, 4), (8, 12)], &[(0, 12)], 8.0 / 12.0),
            (&[(0, 4), (8, 12)], &[(2, 10)], 4.0 / 12.0),
            (&[(0, 4)], &[], 0.0),
        ] {
            assert_eq!(place(a).agreement(&place(b)), expected, "{a:?} {b:?}");
            assert_eq!(place(b).agreement(&place(a)), expected, "{b:?} {a:?}");
        }
    }

    #[test]
    fn what_must_and_what_may_be_covered_make_half_an_agreement() {
        // "the tall [spokeswoman] of the town": ten letters must, twenty more may be covered.
        let target = Target { place: place(&[(10, 20)]), least: Some(place(&[(10, 20)])), most: Some(place(&[(0, 40)])), optional: false };
        for (found, expected) in [
            ((0, 40), 0.5),
            ((10, 20), 1.0),
            ((10, 25), 10.0 / 15.0),
            ((10, 41), 10.0 / 31.0), // beyond what may be
            ((12, 40), 8.0 / 30.0),  // less than what must be
            ((20, 40), 0.0),
        ] {
            assert_eq!(target.overlap(&place(&[found])), expected, "{found:?}");
        }
        let plain = Target { least: None, most: None, ..target };
        assert_eq!(plain.overlap(&place(&[(0, 40)])), 0.25);
    }
}
