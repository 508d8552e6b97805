//! Multinomial logistic regression over hashed features, learned with FTRL-Proximal (McMahan et al. 2013): its L1 penalty leaves few weights,
//! so that a model is small before anything is cut. It knows nothing of tags or names.

use rustc_hash::FxHashMap;
use whosaid::language::weights::write_table;

/// What one feature says about one class.
#[derive(Clone, Copy)]
struct Cell {
    class: u8,
    weight: f32,
    z: f32,
    n: f32,
}

/// How fast and how sparsely it learns.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// The learning rate of a new weight.
    pub alpha: f32,
    /// How long the learning rate stays high.
    pub beta: f32,
    /// The penalty on the sum of weights: larger leaves fewer of them.
    pub l1: f32,
    /// The penalty on the sum of their squares.
    pub l2: f32,
}

/// The weights while they are learned.
pub struct Regression {
    rows: FxHashMap<u64, Vec<Cell>>,
    classes: usize,
    rates: Rates,
}

/// Gradients smaller than this are left out: they cost time and memory and move nothing.
const LEAST_GRADIENT: f32 = 0.004;

impl Regression {
    /// No weights yet.
    pub fn new(classes: usize, rates: Rates) -> Self {
        Regression { rows: FxHashMap::default(), classes, rates }
    }

    /// The scores of all classes, into `scores`, which is cleared first.
    pub fn score(&self, features: &[u64], scores: &mut Vec<f32>) {
        scores.clear();
        scores.resize(self.classes, 0.0);
        for cell in features.iter().filter_map(|feature| self.rows.get(feature)).flatten() {
            scores[usize::from(cell.class)] += cell.weight;
        }
    }

    /// Learns that `right` was the class; `scores` are those of [`Regression::score`], and hold probabilities afterwards.
    /// `importance` scales the step.
    pub fn learn(&mut self, features: &[u64], scores: &mut [f32], right: usize, importance: f32) {
        softmax(scores);
        self.learn_from(features, scores, right, importance);
    }

    /// Learns that `right` was the class where the weights, perhaps with others, gave these probabilities.
    pub fn learn_from(&mut self, features: &[u64], probabilities: &[f32], right: usize, importance: f32) {
        for (class, probability) in probabilities.iter().enumerate() {
            self.descend(features, class, (probability - f32::from(u8::from(class == right))) * importance);
        }
    }

    /// Learns from a gradient for each class.
    pub fn push_gradient(&mut self, features: &[u64], gradients: &[f32], importance: f32) {
        for (class, gradient) in gradients.iter().enumerate() {
            self.descend(features, class, gradient * importance);
        }
    }

    fn descend(&mut self, features: &[u64], class: usize, gradient: f32) {
        if gradient.abs() < LEAST_GRADIENT {
            return;
        }
        for feature in features {
            let row = self.rows.entry(*feature).or_default();
            let at = row.iter().position(|cell| usize::from(cell.class) == class).unwrap_or_else(|| {
                row.push(Cell { class: class as u8, weight: 0.0, z: 0.0, n: 0.0 });
                row.len() - 1
            });
            step(&mut row[at], gradient, self.rates);
        }
    }

    /// The mean of several that were learned alike, nearer to what all the data says than each of them. Only to be used, not to learn on.
    pub fn mean(all: Vec<Regression>, classes: usize, rates: Rates) -> Regression {
        let share = 1.0 / all.len().max(1) as f32;
        let mut mean = Regression::new(classes, rates);
        for (feature, cells) in all.into_iter().flat_map(|one| one.rows) {
            let row = mean.rows.entry(feature).or_default();
            for Cell { class, weight, .. } in cells {
                match row.iter_mut().find(|cell| cell.class == class) {
                    Some(cell) => cell.weight += weight * share,
                    None => row.push(Cell { class, weight: weight * share, z: 0.0, n: 0.0 }),
                }
            }
        }
        mean
    }

    /// The weights in units of `step`, those that round to zero left out, rows in the order of their hashes.
    pub fn rows(&self, step: f32) -> Vec<(u64, Vec<(u8, i8)>)> {
        let quantize = |cell: &Cell| (cell.class, (cell.weight / step).round().clamp(-127.0, 127.0) as i8);
        let mut rows: Vec<(u64, Vec<(u8, i8)>)> = self
            .rows
            .iter()
            .map(|(feature, cells)| {
                let mut cells: Vec<_> = cells.iter().map(quantize).filter(|&(_, weight)| weight != 0).collect();
                cells.sort_unstable();
                (*feature, cells)
            })
            .filter(|(_, cells)| !cells.is_empty())
            .collect();
        rows.sort_unstable();
        rows
    }

    /// The section for a model file.
    pub fn section(&self, step: f32) -> Vec<u8> {
        write_table(self.classes as u8, &self.rows(step))
    }
}

fn step(cell: &mut Cell, gradient: f32, rates: Rates) {
    let n = cell.n + gradient * gradient;
    cell.z += gradient - (n.sqrt() - cell.n.sqrt()) / rates.alpha * cell.weight;
    cell.n = n;
    let excess = cell.z.abs() - rates.l1;
    cell.weight = if excess <= 0.0 { 0.0 } else { -cell.z.signum() * excess / ((rates.beta + n.sqrt()) / rates.alpha + rates.l2) };
}

/// Turns scores into probabilities.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - most).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATES: Rates = Rates { alpha: 1.0, beta: 1.0, l1: 0.0, l2: 0.0 };

    /// A regression that learned of some features that they mean class 1 of two.
    fn learned(features: &[u64]) -> Regression {
        let mut regression = Regression::new(2, RATES);
        features.iter().for_each(|&feature| regression.learn(&[feature], &mut [0.0, 0.0], 1, 1.0));
        regression
    }

    #[test]
    fn a_mean_has_half_of_what_one_of_two_says() {
        let scores = |regression: &Regression, feature| {
            let mut scores = Vec::new();
            regression.score(&[feature], &mut scores);
            scores
        };
        let mean = Regression::mean(vec![learned(&[1, 2]), learned(&[2, 3])], 2, RATES);
        let (one, both) = (scores(&learned(&[1]), 1), scores(&learned(&[2]), 2));
        assert!(one[1] > 0.1 && one[0] < -0.1);
        assert_eq!(scores(&mean, 1), [one[0] / 2.0, one[1] / 2.0]);
        assert_eq!(scores(&mean, 2), both);
        assert_eq!(scores(&mean, 4), [0.0, 0.0]);
    }
}
