//! Sentences to learn from: gold trees made projective, and what each move would cost.
//!
//! It knows what is right; what the parser makes of it is for the trainer.

use crate::conllu::Sentence;
use std::collections::BTreeMap;
use whosaid::language::parser;
use whosaid::language::parser::features::{self, Known, Word};
use whosaid::language::parser::state::{Move, State};
use whosaid::language::relations::Relation;
use whosaid::language::tags::Tag;

/// A sentence with its gold tree, ready to be learned from.
pub struct Example {
    pub words: Vec<Word>,
    /// Projective; the root's head is the number of words.
    pub heads: Vec<u32>,
    pub relations: Vec<Relation>,
    children: Vec<Vec<u32>>,
}

impl Example {
    /// The example of a sentence with the given tags.
    pub fn new(sentence: &Sentence, tags: &[Tag], known: &Known) -> Example {
        let words = prepared(&sentence.forms(), tags, known);
        let mut heads: Vec<u32> = gold_heads(sentence);
        projectivize(&mut heads);
        let relations = sentence.tokens.iter().map(|token| Relation::from_name(&token.deprel)).collect();
        Example::of_tree(words, heads, relations)
    }

    /// The example of words, the root and "no word" behind them, with a projective tree; the root's head is the number of words.
    pub fn of_tree(words: Vec<Word>, heads: Vec<u32>, relations: Vec<Relation>) -> Example {
        let mut children = vec![Vec::new(); heads.len() + 1];
        heads.iter().enumerate().for_each(|(word, &head)| children[head as usize].push(word as u32));
        Example { words, heads, relations, children }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// How many gold arcs can no longer be made after `step` (Goldberg and Nivre 2013, arc-hybrid).
    pub fn cost(&self, state: &State, step: Move) -> u32 {
        let next = state.ahead(0);
        let top = state.stacked(0);
        let ahead_of = |word: u32| self.children[word as usize].iter().filter(|&&child| child >= next).count() as u32;
        match step {
            Move::Left => {
                let head = self.heads[top as usize];
                ahead_of(top) + u32::from(head == state.stacked(1) || head > next)
            }
            Move::Right => ahead_of(top) + u32::from(self.heads[top as usize] >= next),
            Move::Shift => {
                let head = self.heads[next as usize];
                let stacked = self.children[next as usize].iter().filter(|&&child| state.is_stacked(child)).count() as u32;
                stacked + u32::from(head != top && state.is_stacked(head))
            }
        }
    }
}

/// The heads counted from 0, the root's being the number of words.
pub fn gold_heads(sentence: &Sentence) -> Vec<u32> {
    let count = sentence.tokens.len() as u32;
    sentence.tokens.iter().map(|token| (token.head as u32).checked_sub(1).unwrap_or(count)).collect()
}

/// Lifts the shortest crossing arc to its head's head until no arcs cross (Nivre and Nilsson 2005).
fn projectivize(heads: &mut [u32]) {
    let count = heads.len() as u32;
    loop {
        let crossing = (0..count).filter(|&word| heads[word as usize] != count && !is_projective(heads, word));
        let Some(word) = crossing.min_by_key(|&word| (heads[word as usize].abs_diff(word), word)) else { return };
        heads[word as usize] = heads[heads[word as usize] as usize];
    }
}

/// Whether all words between `word` and its head hang below the head.
fn is_projective(heads: &[u32], word: u32) -> bool {
    let head = heads[word as usize];
    let (low, high) = (word.min(head), word.max(head));
    (low + 1..high).all(|between| {
        let mut above = between;
        while above != head && (above as usize) < heads.len() {
            above = heads[above as usize];
        }
        above == head
    })
}

/// The words of a sentence as the features see them, then the root and "no word".
pub fn prepared(forms: &[&str], tags: &[Tag], known: &Known) -> Vec<Word> {
    let (mut read, mut words) = (Vec::new(), Vec::new());
    whosaid::language::words::read(forms, &mut read);
    parser::prepare(forms, &read, tags, known, &mut words);
    words
}

/// What is counted before anything is learned.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// The set of forms seen often enough to be known.
    pub known: Vec<u8>,
    /// For each sort of [`arc`](features::arc) the number of its relation, counted from 1, if it nearly always has the same.
    pub settled: Vec<u8>,
}

/// The set of forms seen at least `least` times.
pub fn known_forms<'s>(sentences: impl Iterator<Item = &'s Sentence>, least: usize) -> Vec<u8> {
    let mut counts = BTreeMap::<u64, usize>::new();
    for token in sentences.flat_map(|sentence| &sentence.tokens) {
        *counts.entry(whosaid::language::words::read_one(&token.form).lower).or_default() += 1;
    }
    let mut known = vec![0; features::KNOWN_BYTES];
    for (hash, _) in counts.into_iter().filter(|&(_, count)| count >= least) {
        let (byte, bit) = Known::place(hash);
        known[byte] |= bit;
    }
    known
}

/// The sorts of arcs that were seen at least `least` times and of which at most one in `most` had another relation than the others.
pub fn settled_arcs<'e>(examples: impl Iterator<Item = &'e Example>, least: usize, most: usize) -> Vec<u8> {
    let mut counts = BTreeMap::<usize, BTreeMap<u8, usize>>::new();
    for example in examples {
        for (word, (&head, &relation)) in (0..).zip(example.heads.iter().zip(&example.relations)) {
            if head as usize != example.len() {
                *counts.entry(features::arc(&example.words, head, word)).or_default().entry(relation as u8).or_default() += 1;
            }
        }
    }
    let mut settled = vec![0; features::ARCS];
    for (arc, relations) in counts {
        let all: usize = relations.values().sum();
        let (relation, count) = relations.into_iter().max_by_key(|&(_, count)| count).unwrap_or_default();
        if count >= least && (all - count) * most <= all && relation != Relation::Root as u8 {
            settled[arc] = relation + 1;
        }
    }
    settled
}

/// The relation of a sort of arcs that is settled.
pub fn settled(settled: &[u8], arc: usize) -> Option<Relation> {
    Relation::ALL.get(usize::from(*settled.get(arc)?).checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu::Token;

    #[test]
    fn crossing_arcs_are_lifted() {
        // 0 <- 2, 1 <- 3 cross; 2 is the root, 3 hangs on it.
        let mut heads = vec![2, 3, 4, 2];
        projectivize(&mut heads);
        assert!((0..4).all(|word| heads[word as usize] == 4 || is_projective(&heads, word)), "{heads:?}");
        let mut fine = vec![1, 4, 3, 1];
        projectivize(&mut fine);
        assert_eq!(fine, [1, 4, 3, 1]);
    }

    /// Following moves that cost nothing always leads to the gold tree: the costs are right.
    #[test]
    fn free_moves_lead_to_the_gold_tree() {
        for gold in [vec![2, 6, 4, 2, 4, 0, 6], vec![2, 0, 2, 7, 7, 7, 2], vec![0, 1, 2, 3, 4, 5, 6], vec![7, 7, 7, 7, 7, 7, 0]] {
            let tokens = gold.iter().map(|&head| Token { head, deprel: "dep".into(), ..Token::default() }).collect();
            let sentence = Sentence { tokens, ..Sentence::default() };
            let example = Example::new(&sentence, &vec![Tag::default(); gold.len()], &Known(&[]));
            let mut state = State::default();
            for prefer in [[0, 1, 2], [2, 1, 0]] {
                state.begin(gold.len());
                while !state.is_done() {
                    let free = |&step: &Move| state.allows(step) && example.cost(&state, step) == 0;
                    let step = prefer.map(|at| Move::ALL[at]).into_iter().find(free).expect("some move is free");
                    state.apply(step, Relation::Dep);
                }
                assert_eq!(state.heads(), gold_heads(&sentence));
            }
        }
    }

    #[test]
    fn arcs_are_settled_when_seen_often_with_one_relation() {
        let arc = |deprel: &str| {
            let token = |head, deprel: &str| Token { form: "word".into(), head, deprel: deprel.into(), ..Token::default() };
            let sentence = Sentence { tokens: vec![token(2, deprel), token(0, "root")], ..Sentence::default() };
            Example::new(&sentence, &[Tag::default(); 2], &Known(&[]))
        };
        let found = |deprels: &[&str], least, most| {
            let examples: Vec<Example> = deprels.iter().map(|deprel| arc(deprel)).collect();
            let table = settled_arcs(examples.iter(), least, most);
            settled(&table, features::arc(&examples[0].words, 1, 0))
        };
        assert_eq!(found(&["det", "det", "det"], 3, 100), Some(Relation::Det));
        assert_eq!(found(&["det", "det"], 3, 100), None);
        assert_eq!(found(&["det", "det", "amod"], 2, 100), None);
        assert_eq!(found(&["det", "det", "amod"], 2, 3), Some(Relation::Det));
    }
}
