//! The matching: which of two people's marks mean the same, one to one.
//!
//! Two places match when their agreement is one half or more ([`Target::overlap`]).

use crate::{Place, Target};

/// Which of `ones` and `others` belong together, as places in both lists: the best first, those that `agree` before others, then those that
/// overlap most, then those that come first. Neither list is right: it is how two people's marks are compared.
pub fn matches(ones: &[Place], others: &[Place], agree: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let target = |place: &Place| Target { place: place.clone(), least: None, most: None, optional: false };
    let targets: Vec<Target> = ones.iter().map(target).collect();
    Matches::new(&targets.iter().collect::<Vec<_>>(), &others.iter().collect::<Vec<_>>(), agree).pairs
}

/// Which of the marked and of the found things belong together, in the order in which they were matched.
pub(crate) struct Matches {
    pub(crate) pairs: Vec<(usize, usize)>,
}

impl Matches {
    /// The best first: those that `agree`, then those that are required, then those that overlap most, then those that come first.
    pub(crate) fn new(golds: &[&Target], found: &[&Place], agree: impl Fn(usize, usize) -> bool) -> Matches {
        let mut pairs = Vec::new();
        for (gold, target) in golds.iter().enumerate() {
            for (one, place) in found.iter().enumerate() {
                let overlap = target.overlap(place);
                if overlap >= 0.5 {
                    pairs.push((agree(gold, one), !target.optional, overlap, gold, one));
                }
            }
        }
        pairs.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(b.2.total_cmp(&a.2)).then((a.3, a.4).cmp(&(b.3, b.4))));
        let mut matches = Matches { pairs: Vec::new() };
        for (.., gold, one) in pairs {
            if matches.found(gold).is_none() && matches.gold(one).is_none() {
                matches.pairs.push((gold, one));
            }
        }
        matches
    }

    /// What was found for a marked thing.
    pub(crate) fn found(&self, gold: usize) -> Option<usize> {
        self.pairs.iter().find(|pair| pair.0 == gold).map(|pair| pair.1)
    }

    /// The marked thing that a found one stands for.
    pub(crate) fn gold(&self, found: usize) -> Option<usize> {
        self.pairs.iter().find(|pair| pair.1 == found).map(|pair| pair.0)
    }

    /// Those whose marked thing is required.
    pub(crate) fn required(&self, golds: &[&Target]) -> Vec<(usize, usize)> {
        self.pairs.iter().copied().filter(|pair| !golds[pair.0].optional).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_matched_once_and_the_best_first() {
        let places = |ranges: &[(u32, u32)]| ranges.iter().map(|&(start, end)| Place::from(start..end)).collect::<Vec<_>>();
        let (ones, others) = (places(&[(0, 10), (0, 8), (20, 30)]), places(&[(0, 8), (24, 40), (0, 10)]));
        assert_eq!(matches(&ones, &others, |_, _| true), [(0, 2), (1, 0)]);
        // What agrees goes first, though it overlaps less.
        assert_eq!(matches(&ones, &others, |one, other| (one, other) == (0, 0)), [(0, 0), (1, 2)]);
    }
}
