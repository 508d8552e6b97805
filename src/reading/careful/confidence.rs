//! How sure a suggestion is: the share of those like it that were right on annotated articles, by logistic regression (Platt 1999) over what the heads say of it.

use super::file::File;
use super::numbers::{chance, log};
use crate::language::weights::ModelError;

/// A bias, then what the logarithms of the odds of the three chances of a suggestion weigh.
type Weights = [f32; 4];

/// Chances are taken from here to the same below one.
const LEAST: f32 = 0.001;

/// The weights of each layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Confidence {
    mentions: Weights,
    quotes: Weights,
    positions: Weights,
}

impl Confidence {
    pub(super) fn read(file: &File<'_>) -> Result<Confidence, ModelError> {
        let numbers = file.floats("confidence", 3, 4)?;
        let row = |number: usize| std::array::from_fn(|at| numbers[number * 4 + at]);
        Ok(Confidence { mentions: row(0), quotes: row(1), positions: row(2) })
    }

    /// How sure a mention with its actor is: how likely it is one, and that it was linked right.
    pub(super) fn mention(&self, likely: f32, linked: f32) -> f32 {
        sure(&self.mentions, [likely, linked, 0.5])
    }

    /// How sure a quote with its speaker is: how likely it is one, and that this one speaks.
    pub(super) fn quote(&self, likely: f32, speaker: f32) -> f32 {
        sure(&self.quotes, [likely, speaker, 0.5])
    }

    /// How sure a position with its holder and kind is: how likely it is one, that this one holds it, and that it is of this kind.
    pub(super) fn position(&self, likely: f32, holder: f32, kind: f32) -> f32 {
        sure(&self.positions, [likely, holder, kind])
    }
}

fn sure(weights: &Weights, chances: [f32; 3]) -> f32 {
    let score = weights[1..].iter().zip(chances).fold(weights[0], |score, (weight, chance)| score + weight * log_odds(chance));
    chance(score)
}

fn log_odds(chance: f32) -> f32 {
    let chance = chance.clamp(LEAST, 1.0 - LEAST);
    log(chance) - log(1.0 - chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_likelier_is_surer() {
        let weights = [-1.0, 0.5, 0.25, 0.25];
        assert!((sure(&weights, [0.5; 3]) - chance(-1.0)).abs() < 1e-6);
        assert!((sure(&[0.0, 1.0, 0.0, 0.0], [0.8, 0.1, 0.1]) - 0.8).abs() < 1e-5);
        let rising = [0.0, 0.2, 0.5, 0.8, 0.99, 1.0].map(|likely| sure(&weights, [likely, 0.9, 0.9]));
        assert!(rising.is_sorted() && rising[0] < 0.1 && rising[5] < 1.0, "{rising:?}");
    }
}
