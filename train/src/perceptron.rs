//! An averaged perceptron over hashed features (Collins 2002), sparse rows, with the update-count filter of Goldberg and Elhadad (2011):
//! a feature speaks only after it took part in a few updates. It knows nothing of tags or trees.

use rustc_hash::FxHashMap;
use whosaid::language::weights::write_table;

/// One class weight of a feature: the current value, the sum over time, and when that sum was last brought up to date.
#[derive(Clone, Copy)]
struct Cell {
    class: u8,
    value: f32,
    sum: f64,
    since: u32,
}

#[derive(Default)]
struct Row {
    updates: u32,
    cells: Vec<Cell>,
}

/// The weights while they are learned.
pub struct Perceptron {
    rows: FxHashMap<u64, Row>,
    classes: usize,
    least_updates: u32,
    now: u32,
}

impl Perceptron {
    /// No weights yet. Features with fewer than `least_updates` updates do not speak, and are not shipped.
    pub fn new(classes: usize, least_updates: u32) -> Self {
        Perceptron { rows: FxHashMap::default(), classes, least_updates, now: 0 }
    }

    /// The scores of all classes, into `scores`, which is cleared first.
    pub fn score(&self, features: &[u64], scores: &mut Vec<f32>) {
        scores.clear();
        scores.resize(self.classes, 0.0);
        for row in features.iter().filter_map(|feature| self.rows.get(feature)).filter(|row| row.updates >= self.least_updates) {
            row.cells.iter().for_each(|cell| scores[usize::from(cell.class)] += cell.value);
        }
    }

    /// One more decision was made: averages count time in decisions.
    pub fn tick(&mut self) {
        self.now += 1;
    }

    /// Makes `right` more likely than `wrong` given `features`, by `by`.
    pub fn update(&mut self, features: &[u64], right: u8, wrong: u8, by: f32) {
        for feature in features {
            let row = self.rows.entry(*feature).or_default();
            row.updates += 1;
            for (class, change) in [(right, by), (wrong, -by)] {
                let at = row.cells.iter().position(|cell| cell.class == class).unwrap_or_else(|| {
                    row.cells.push(Cell { class, value: 0.0, sum: 0.0, since: self.now });
                    row.cells.len() - 1
                });
                let cell = &mut row.cells[at];
                cell.sum += f64::from(cell.value) * f64::from(self.now - cell.since);
                cell.since = self.now;
                cell.value += change;
            }
        }
    }

    /// The averaged weights in steps of `step`, those that round to zero left out, rows in the order of their hashes.
    pub fn rows(&self, step: f64) -> Vec<(u64, Vec<(u8, i8)>)> {
        let now = f64::from(self.now.max(1));
        let quantize = |cell: &Cell| {
            let average = (cell.sum + f64::from(cell.value) * f64::from(self.now - cell.since)) / now;
            (cell.class, (average / step).round().clamp(-127.0, 127.0) as i8)
        };
        let spoken = self.rows.iter().filter(|(_, row)| row.updates >= self.least_updates);
        let mut rows: Vec<(u64, Vec<(u8, i8)>)> = spoken
            .map(|(feature, row)| {
                let mut cells: Vec<_> = row.cells.iter().map(quantize).filter(|&(_, weight)| weight != 0).collect();
                cells.sort_unstable();
                (*feature, cells)
            })
            .filter(|(_, cells)| !cells.is_empty())
            .collect();
        rows.sort_unstable();
        rows
    }

    /// The section for a model file.
    pub fn section(&self, step: f64) -> Vec<u8> {
        write_table(self.classes as u8, &self.rows(step))
    }
}

/// Small, fixed-seed pseudo-random numbers (SplitMix64, Steele et al. 2014): training must not depend on anything outside.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Puts the items into another order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// How large `bytes` are when served compressed (brotli, quality 11).
pub fn brotli_size(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &settings).map_or(usize::MAX, |_| out.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_learns_what_can_be_told_apart_and_ships_the_same_bytes() {
        let train = || {
            let mut perceptron = Perceptron::new(3, 1);
            let mut scores = Vec::new();
            for _ in 0..10 {
                for class in 0..3u8 {
                    let features = [1 << 60, u64::from(class) << 61];
                    perceptron.score(&features, &mut scores);
                    let best = (0..3u8).rev().max_by(|a, b| scores[usize::from(*a)].total_cmp(&scores[usize::from(*b)])).unwrap();
                    perceptron.tick();
                    if best != class {
                        perceptron.update(&features, class, best, 1.0);
                    }
                }
            }
            perceptron.score(&[1 << 60, 2 << 61], &mut scores);
            assert!(scores[2] > scores[0] && scores[2] > scores[1]);
            perceptron.section(0.01)
        };
        assert_eq!(train(), train());
    }

    #[test]
    fn shuffles_are_permutations_and_repeatable() {
        let shuffled = |seed| {
            let mut items: Vec<u32> = (0..50).collect();
            Random(seed).shuffle(&mut items);
            items
        };
        assert_eq!(shuffled(1), shuffled(1));
        assert_ne!(shuffled(1), shuffled(2));
        let mut sorted = shuffled(3);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..50).collect::<Vec<_>>());
    }
}
