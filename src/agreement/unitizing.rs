//! Agreement on where things stand in a continuum: Krippendorff's alpha for unitizing.
//!
//! The method of Krippendorff 1995, “On the reliability of unitizing continuous data”, with the expected disagreement as corrected in
//! “Content analysis”, 2nd edition, 2004, pages 251 to 256. A category's units and the gaps between them are compared by where they begin and
//! end: two units that meet differ by the squares of the distances of their ends, a unit within another's gap by the square of its length.

use std::collections::BTreeMap;

/// A stretch of the continuum that an observer has marked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Unit {
    /// What it was marked as.
    pub category: u32,
    /// Where it begins.
    pub start: usize,
    /// Where it ends; behind `start`.
    pub end: usize,
}

/// Alpha of several observers who have marked units in a continuum that is `length` long, over all categories. Units of one category that
/// overlap within one observer's are taken for one. `None` where nothing is marked, or nothing could be marked otherwise.
pub fn alpha(observers: &[Vec<Unit>], length: usize) -> Option<f64> {
    let mut categories: BTreeMap<u32, Vec<Vec<Stretch>>> = BTreeMap::new();
    for (observer, units) in observers.iter().enumerate() {
        let mut sorted = units.clone();
        sorted.sort_unstable();
        for unit in sorted {
            let of_category = categories.entry(unit.category).or_insert_with(|| vec![Vec::new(); observers.len()]);
            match of_category[observer].last_mut() {
                Some(last) if unit.start < last.end => last.end = last.end.max(unit.end),
                _ => of_category[observer].push(Stretch { start: unit.start, end: unit.end }),
            }
        }
    }
    let sum = |of: fn(&[Vec<Stretch>], usize) -> f64| categories.values().map(|units| of(units, length)).sum::<f64>();
    let expected = sum(expected);
    (expected > 0.0).then(|| 1.0 - sum(observed) / expected)
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: usize,
    end: usize,
}

impl Stretch {
    fn len(self) -> usize {
        self.end - self.start
    }
}

/// The observed disagreement on one category.
fn observed(observers: &[Vec<Stretch>], length: usize) -> f64 {
    let people = observers.len() as f64;
    let mut sum = 0.0;
    for (place, one) in observers.iter().enumerate() {
        sum += observers[place + 1..].iter().map(|other| difference(one, other)).sum::<f64>();
    }
    2.0 * sum / (people * (people - 1.0) * (length as f64).powi(2))
}

/// How far two observers' units of one category differ.
fn difference(ones: &[Stretch], others: &[Stretch]) -> f64 {
    let meeting = |one: &Stretch, units: &[Stretch]| {
        let first = units.partition_point(|unit| unit.end <= one.start);
        let behind = units.partition_point(|unit| unit.start < one.end);
        first..behind.max(first)
    };
    let square = |a: usize, b: usize| (a.abs_diff(b) as f64).powi(2);
    let both = ones.iter().flat_map(|one| others[meeting(one, others)].iter().map(move |other| (one, other)));
    let apart: f64 = both.map(|(one, other)| square(one.start, other.start) + square(one.end, other.end)).sum();
    let alone = |units: &[Stretch], others: &[Stretch]| -> f64 {
        units.iter().filter(|unit| meeting(unit, others).is_empty()).map(|unit| square(unit.start, unit.end)).sum()
    };
    apart + alone(ones, others) + alone(others, ones)
}

/// The disagreement on one category that chance alone would make: every unit at every place beside every unit and within every gap.
fn expected(observers: &[Vec<Stretch>], length: usize) -> f64 {
    let units: Vec<f64> = observers.iter().flatten().map(|unit| unit.len() as f64).collect();
    let gaps = Gaps::of(observers, length);
    let count = units.len() as f64;
    let beside = |unit: f64| (count - 1.0) / 3.0 * (2.0 * unit.powi(3) - 3.0 * unit.powi(2) + unit);
    let sum: f64 = units.iter().map(|&unit| beside(unit) + unit.powi(2) * gaps.places_for(unit)).sum();
    let (length, all) = (length as f64, (observers.len() * length) as f64);
    let within: f64 = units.iter().map(|unit| unit * (unit - 1.0)).sum();
    let pairs = all * (all - 1.0) - within;
    if pairs > 0.0 { 2.0 / length * sum / pairs } else { 0.0 }
}

/// The lengths of all gaps, longest first, each with the sum of those up to it.
struct Gaps(Vec<(f64, f64)>);

impl Gaps {
    fn of(observers: &[Vec<Stretch>], length: usize) -> Gaps {
        let mut lengths = Vec::new();
        for units in observers {
            let starts = units.iter().map(|unit| unit.start).chain([length]);
            let ends = [0].into_iter().chain(units.iter().map(|unit| unit.end));
            lengths.extend(ends.zip(starts).map(|(end, start)| start.saturating_sub(end) as f64).filter(|gap| *gap > 0.0));
        }
        lengths.sort_by(|one: &f64, other| other.total_cmp(one));
        let mut sum = 0.0;
        let summed = lengths.into_iter().map(|gap| {
            sum += gap;
            (gap, sum)
        });
        Gaps(summed.collect())
    }

    /// At how many places in all gaps a unit of this length has room.
    fn places_for(&self, unit: f64) -> f64 {
        let wide = self.0.partition_point(|(gap, _)| *gap >= unit);
        wide.checked_sub(1).map_or(0.0, |last| self.0[last].1 - wide as f64 * (unit - 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Krippendorff 2004, page 254: two observers of a record from 150 to 450.
    fn example() -> (Vec<Vec<Unit>>, usize) {
        let (c, k) = (0, 1);
        let unit =
            |(start, length, category): &(usize, usize, u32)| Unit { category: *category, start: start - 150, end: start + length - 150 };
        let i = [(225, 70, c), (370, 30, c), (180, 60, k), (300, 50, k)];
        let j = [(220, 80, c), (355, 20, c), (400, 20, c), (180, 60, k), (300, 50, k)];
        (vec![i.iter().map(unit).collect(), j.iter().map(unit).collect()], 300)
    }

    fn of_category(category: u32) -> Vec<Vec<Stretch>> {
        let of = |units: &Vec<Unit>| {
            let own = units.iter().filter(|unit| unit.category == category);
            own.map(|unit| Stretch { start: unit.start, end: unit.end }).collect()
        };
        example().0.iter().map(of).collect()
    }

    #[test]
    fn the_figures_are_those_of_content_analysis() {
        let (units, length) = example();
        for (what, figure, printed) in [
            ("observed c", observed(&of_category(0), length), 0.0144),
            ("expected c", expected(&of_category(0), length), 0.0532),
            ("observed k", observed(&of_category(1), length), 0.0),
            ("expected k", expected(&of_category(1), length), 0.0490),
            // What is printed was worked out from figures already rounded.
            ("alpha c", 1.0 - observed(&of_category(0), length) / expected(&of_category(0), length), 0.7286),
            ("alpha", alpha(&units, length).unwrap(), 0.8591),
        ] {
            assert!((figure - printed).abs() < 0.0005, "{what}: {figure}, printed {printed}");
        }
    }

    /// The table of differences on page 253.
    #[test]
    fn differences_are_those_of_content_analysis() {
        let unit = |start: usize, length: usize| [Stretch { start, end: start + length }];
        for (one, other, expected) in [
            (unit(5, 6), unit(2, 2), 40.0),
            (unit(5, 6), unit(3, 2), 40.0),
            (unit(5, 6), unit(4, 2), 26.0),
            (unit(5, 6), unit(5, 2), 16.0),
            (unit(5, 6), unit(6, 2), 10.0),
            (unit(5, 6), unit(7, 2), 8.0),
            (unit(5, 6), unit(6, 4), 2.0),
            (unit(5, 6), unit(5, 6), 0.0),
            (unit(225, 70), unit(220, 80), 50.0),
            (unit(370, 30), unit(355, 20), 850.0),
        ] {
            assert_eq!(difference(&one, &other), expected, "{one:?} {other:?}");
            assert_eq!(difference(&other, &one), expected, "{other:?} {one:?}");
        }
    }

    #[test]
    fn what_chance_cannot_change_is_not_defined() {
        let unit = |start, end| Unit { category: 0, start, end };
        assert_eq!(alpha(&[vec![], vec![]], 10), None);
        assert_eq!(alpha(&[vec![], vec![]], 0), None);
        assert_eq!(alpha(&[vec![unit(0, 1)], vec![unit(0, 1)]], 1), None);
        assert_eq!(alpha(&[vec![unit(2, 5)], vec![unit(2, 5)]], 10), Some(1.0));
        // Overlapping units of one observer are one.
        assert_eq!(alpha(&[vec![unit(2, 4), unit(3, 5)], vec![unit(2, 5), unit(2, 5)]], 10), Some(1.0));
        assert!(alpha(&[vec![unit(2, 5)], vec![unit(6, 9)]], 10).unwrap() < 0.0);
    }
}
