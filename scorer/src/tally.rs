//! What was right and what was wrong, over any number of articles.

use std::collections::BTreeMap;

/// What one measure has counted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Counts {
    /// Things to find: found, found though they are not there, and missed.
    Found {
        /// Right.
        right: u32,
        /// Found where nothing is.
        extra: u32,
        /// There and not found.
        missed: u32,
    },
    /// Things to get right: how many of how many. B³ counts parts of things.
    Share {
        /// Right.
        right: f64,
        /// All.
        of: u32,
    },
}

impl Counts {
    /// The share of what was found that is right.
    pub fn precision(self) -> Option<f64> {
        match self {
            Counts::Found { right, extra, .. } => share(f64::from(right), right + extra),
            Counts::Share { .. } => None,
        }
    }

    /// The share of what is there that was found.
    pub fn recall(self) -> Option<f64> {
        match self {
            Counts::Found { right, missed, .. } => share(f64::from(right), right + missed),
            Counts::Share { .. } => None,
        }
    }

    /// The figure that is reported: F1 of what is to be found, the share of what is to be got right. `None` where nothing was asked.
    pub fn figure(self) -> Option<f64> {
        match self {
            Counts::Found { right, extra, missed } => share(2.0 * f64::from(right), 2 * right + extra + missed),
            Counts::Share { right, of } => share(right, of),
        }
    }
}

fn share(right: f64, of: u32) -> Option<f64> {
    (of > 0).then(|| right / f64::from(of))
}

/// The counts of every measure, by its name.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tally(BTreeMap<&'static str, Counts>);

impl Tally {
    /// The measures that were asked, in the order of their names.
    pub fn measures(&self) -> impl Iterator<Item = (&'static str, Counts)> + '_ {
        self.0.iter().map(|(&measure, &counts)| (measure, counts))
    }

    /// What `measure` has counted.
    pub fn counts(&self, measure: &str) -> Option<Counts> {
        self.0.get(measure).copied()
    }

    /// Adds all that `other` has counted.
    pub fn add(&mut self, other: &Tally) {
        for (measure, counts) in other.measures() {
            match counts {
                Counts::Found { right, extra, missed } => self.found(measure, right, extra, missed),
                Counts::Share { right, of } => self.share(measure, right, of),
            }
        }
    }

    pub(crate) fn found(&mut self, measure: &'static str, right: u32, extra: u32, missed: u32) {
        let counts = self.0.entry(measure).or_insert(Counts::Found { right: 0, extra: 0, missed: 0 });
        if let Counts::Found { right: rights, extra: extras, missed: misses } = counts {
            (*rights, *extras, *misses) = (*rights + right, *extras + extra, *misses + missed);
        }
    }

    pub(crate) fn share(&mut self, measure: &'static str, right: f64, of: u32) {
        if let Counts::Share { right: rights, of: all } = self.0.entry(measure).or_insert(Counts::Share { right: 0.0, of: 0 }) {
            (*rights, *all) = (*rights + right, *all + of);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_book() {
        let counts = Counts::Found { right: 6, extra: 2, missed: 4 };
        assert_eq!((counts.precision(), counts.recall(), counts.figure()), (Some(0.75), Some(0.6), Some(12.0 / 18.0)));
        let nothing = Counts::Found { right: 0, extra: 0, missed: 3 };
        assert_eq!((nothing.precision(), nothing.recall(), nothing.figure()), (None, Some(0.0), Some(0.0)));
        assert_eq!(Counts::Share { right: 1.5, of: 2 }.figure(), Some(0.75));
        assert_eq!(Counts::Share { right: 0.0, of: 0 }.figure(), None);
    }

    #[test]
    fn articles_add_up() {
        let mut one = Tally::default();
        one.found("a", 1, 2, 3);
        one.share("b", 0.5, 1);
        let mut all = one.clone();
        all.add(&one);
        assert_eq!(all.counts("a"), Some(Counts::Found { right: 2, extra: 4, missed: 6 }));
        assert_eq!(all.counts("b"), Some(Counts::Share { right: 1.0, of: 2 }));
        assert_eq!(all.counts("c"), None);
        assert_eq!(all.measures().map(|(measure, _)| measure).collect::<Vec<_>>(), ["a", "b"]);
    }
}
