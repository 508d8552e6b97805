//! Several networks that decide together: the teachers of the parser that ships (Kuncoro et al. 2016).
//!
//! Their scores are summed at every step. Too slow to ship, and righter than each of them.

use super::example::Example;
use super::network::{Network, SHARES, best_relation, choose};
use whosaid::language::parser::arcs;
use whosaid::language::parser::features::{self, MOVE_ROWS, RELATION_ROWS, Word};
use whosaid::language::parser::state::{Move, State};
use whosaid::language::relations::Relation;

/// Networks that vote.
pub struct Ensemble(pub Vec<Network>);

impl Ensemble {
    /// Parses the sentence of `words`, the root and "no word" behind them.
    pub fn parse(&self, words: &[Word]) -> State {
        let shares: Vec<_> = self.0.iter().map(|network| network.read(words)).collect();
        let mut state = State::default();
        state.begin(words.len() - 2);
        while !state.is_done() {
            let step = state.forced().unwrap_or_else(|| self.step(&shares, words, &state));
            let relation = match state.arc(step) {
                None => Relation::Dep,
                Some((head, _)) if head == state.words() => Relation::Root,
                Some((head, word)) => self.relation(&shares, words, &state, head, word),
            };
            state.apply(step, relation);
        }
        state
    }

    /// The sentence of `words` with the tree it has for the ensemble.
    pub fn label(&self, words: &[Word]) -> Example {
        let state = self.parse(words);
        Example::of_tree(words.to_vec(), state.heads().to_vec(), state.relations().to_vec())
    }

    fn step(&self, shares: &[Vec<[f32; SHARES]>], words: &[Word], state: &State) -> Move {
        let mut rows = [0; MOVE_ROWS];
        features::of_move(state, words, &mut rows);
        let scores = self.0.iter().zip(shares).map(|(network, shares)| network.score_move(&network.hide_move(state, shares, &rows)));
        choose(state, &sum(scores))
    }

    fn relation(&self, shares: &[Vec<[f32; SHARES]>], words: &[Word], state: &State, head: u32, word: u32) -> Relation {
        let mut rows = [0; RELATION_ROWS];
        features::of_relation(state, words, head, word, &mut rows);
        let scores = self.0.iter().zip(shares).map(|(network, shares)| network.score_arc(&network.hide_arc(shares, head, word, &rows)));
        best_relation(&sum(scores), arcs::ANY)
    }
}

fn sum<const N: usize>(all: impl Iterator<Item = [f32; N]>) -> [f32; N] {
    let mut sum = [0.0; N];
    all.for_each(|scores| sum.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score));
    sum
}
