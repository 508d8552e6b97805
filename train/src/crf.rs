//! A linear-chain conditional random field with restricted transitions, learned sentence by sentence on top of [`Regression`]'s weights.
//! It knows which labels may follow each other from its caller only.

use crate::ftrl::Regression;

/// Scores and constraints of a chain.
pub struct Chain<'a> {
    /// The labels' number.
    pub labels: usize,
    /// Whether the second label may follow the first.
    pub may_follow: &'a dyn Fn(usize, usize) -> bool,
    /// Whether a chain may end with a label.
    pub may_end: &'a dyn Fn(usize) -> bool,
    /// The score of each step, `from * labels + to`.
    pub steps: &'a [f32],
}

/// How probable each label and each step is.
pub struct Marginals {
    /// For each word the probability of each label.
    pub labels: Vec<Vec<f32>>,
    /// The expected number of each step, `from * labels + to`; the first word's step starts at label 0.
    pub steps: Vec<f32>,
}

impl Chain<'_> {
    /// The forward-backward algorithm in log space. `scores` holds a row for each word.
    pub fn marginals(&self, scores: &[Vec<f32>]) -> Marginals {
        let (labels, words) = (self.labels, scores.len());
        let mut forward = vec![vec![f32::NEG_INFINITY; labels]; words];
        let mut backward = vec![vec![f32::NEG_INFINITY; labels]; words];
        let allowed = |from: usize, to: usize| (self.may_follow)(from, to);
        for to in (0..labels).filter(|&to| allowed(0, to)) {
            forward[0][to] = self.steps[to] + scores[0][to];
        }
        for at in 1..words {
            for to in 0..labels {
                let paths =
                    (0..labels).filter(|&from| allowed(from, to)).map(|from| forward[at - 1][from] + self.steps[from * labels + to]);
                forward[at][to] = log_sum(paths) + scores[at][to];
            }
        }
        for label in (0..labels).filter(|&label| (self.may_end)(label)) {
            backward[words - 1][label] = 0.0;
        }
        for at in (1..words).rev() {
            for from in 0..labels {
                let next = (0..labels).filter(|&to| allowed(from, to));
                backward[at - 1][from] = log_sum(next.map(|to| self.steps[from * labels + to] + scores[at][to] + backward[at][to]));
            }
        }
        let total = log_sum((0..labels).map(|label| forward[words - 1][label] + backward[words - 1][label]));
        let mut steps = vec![0.0; labels * labels];
        for to in 0..labels {
            steps[to] += (forward[0][to] + backward[0][to] - total).exp();
        }
        for at in 1..words {
            for from in 0..labels {
                for to in (0..labels).filter(|&to| allowed(from, to)) {
                    let path = forward[at - 1][from] + self.steps[from * labels + to] + scores[at][to] + backward[at][to];
                    steps[from * labels + to] += (path - total).exp();
                }
            }
        }
        let labels = forward.iter().zip(&backward).map(|(f, b)| f.iter().zip(b).map(|(f, b)| (f + b - total).exp()).collect()).collect();
        Marginals { labels, steps }
    }
}

fn log_sum(values: impl Iterator<Item = f32>) -> f32 {
    let values: Vec<f32> = values.collect();
    let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY { most } else { most + values.iter().map(|value| (value - most).exp()).sum::<f32>().ln() }
}

/// Moves the weights towards the gold labels of one chain.
pub fn learn(regression: &mut Regression, features: &[Vec<u64>], marginals: &Marginals, gold: &[usize], importance: f32) {
    for ((features, probabilities), &right) in features.iter().zip(&marginals.labels).zip(gold) {
        regression.learn_from(features, probabilities, right, importance);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marginals_agree_with_counting_all_paths() {
        let steps: Vec<f32> = (0..9).map(|n| (n as f32 * 0.7).sin()).collect();
        let may_follow = |from: usize, to: usize| !(from == 1 && to == 2);
        let may_end = |label: usize| label != 1;
        let chain = Chain { labels: 3, may_follow: &may_follow, may_end: &may_end, steps: &steps };
        let scores: Vec<Vec<f32>> = (0..3).map(|at| (0..3).map(|label| ((at * 3 + label) as f32).cos()).collect()).collect();
        let (mut total, mut of_label) = (0.0, vec![vec![0.0f32; 3]; 3]);
        for path in (0..27).map(|n| [n / 9, n / 3 % 3, n % 3]) {
            let full = [0, path[0], path[1], path[2]];
            if full.windows(2).any(|pair| !may_follow(pair[0], pair[1])) || !may_end(path[2]) {
                continue;
            }
            let score: f32 = (0..3).map(|at| scores[at][path[at]] + steps[full[at] * 3 + path[at]]).sum();
            total += score.exp();
            (0..3).for_each(|at| of_label[at][path[at]] += score.exp());
        }
        let found = chain.marginals(&scores);
        for at in 0..3 {
            for label in 0..3 {
                assert!((found.labels[at][label] - of_label[at][label] / total).abs() < 1e-5);
            }
        }
        assert!((found.steps.iter().sum::<f32>() - 3.0).abs() < 1e-4);
    }
}
