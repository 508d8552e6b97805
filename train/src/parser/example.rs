//! Sentences to learn from: gold trees made projective, and what each move would cost.
//!
//! It knows what is right; what the parser makes of it is for the trainer.

use crate::conllu::Sentence;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use whosaid::language::parser;
use whosaid::language::parser::arcs::Arcs;
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
    /// Which relations arcs can have.
    pub arcs: Arcs,
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

/// How often a sort of arcs must be met before it says which relations the others can have.
const OFTEN: usize = 20;
/// A sort has only one relation if at most one in so many of its arcs has another.
const SETTLED: usize = 200;
/// Together the relations that a sort cannot have have at most one in so many of its arcs.
const RARE: usize = 1_000;

/// The relations that each sort of arcs can have, after those in `examples`.
pub fn count_arcs<'e>(examples: impl Iterator<Item = &'e Example>) -> Arcs {
    let mut counts = vec![BTreeMap::<u8, usize>::new(); features::ARCS];
    for example in examples {
        for (word, (&head, &relation)) in (0..).zip(example.heads.iter().zip(&example.relations)) {
            if relation != Relation::Root {
                *counts[features::arc(&example.words, head, word)].entry(relation as u8).or_default() += 1;
            }
        }
    }
    Arcs::new(&counts.iter().map(possible).collect::<Vec<_>>())
}

/// The set of the relations that a sort of arcs can have, given how often it had each, and how often it was met.
fn possible(counts: &BTreeMap<u8, usize>) -> Option<(u64, usize)> {
    let all: usize = counts.values().sum();
    let mut common: Vec<(u8, usize)> = counts.iter().map(|(&relation, &count)| (relation, count)).collect();
    common.sort_by_key(|&(relation, count)| (Reverse(count), relation));
    let settled = (all - common.first()?.1) * SETTLED <= all;
    let mut rest = all;
    let taken = common.into_iter().enumerate().take_while(|&(at, (_, count))| {
        let goes_on = if settled { at == 0 } else { rest * RARE > all };
        rest -= count;
        goes_on
    });
    let set = taken.fold(0, |set, (_, (relation, _))| set | 1 << relation);
    (all >= OFTEN).then_some((set, all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu::Token;
    use whosaid::language::parser::arcs;

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
    fn the_relations_of_a_sort_are_those_it_had_often_enough() {
        let set = |counts: &[(Relation, usize)]| {
            let counts = counts.iter().map(|&(relation, count)| (relation as u8, count)).collect();
            possible(&counts).map(|(set, _)| arcs::numbers(set).map(|number| Relation::ALL[number]).collect::<Vec<_>>())
        };
        assert_eq!(set(&[(Relation::Det, 19)]), None);
        assert_eq!(set(&[(Relation::Det, 398), (Relation::Amod, 2)]), Some(vec![Relation::Det]));
        assert_eq!(set(&[(Relation::Det, 397), (Relation::Amod, 3)]), Some(vec![Relation::Amod, Relation::Det]));
        assert_eq!(set(&[(Relation::Det, 700), (Relation::Amod, 299), (Relation::Dep, 1)]), Some(vec![Relation::Amod, Relation::Det]));
    }

    #[test]
    fn an_arc_is_counted_under_its_sort() {
        let token = |head, deprel: &str| Token { form: "word".into(), head, deprel: deprel.into(), ..Token::default() };
        let sentence = Sentence { tokens: vec![token(2, "det"), token(0, "root")], ..Sentence::default() };
        let example = Example::new(&sentence, &[Tag::default(); 2], &Known(&[]));
        let arcs = count_arcs(std::iter::repeat_n(&example, OFTEN));
        assert_eq!(arcs::only(arcs.relations(features::arc(&example.words, 1, 0))), Some(Relation::Det));
        assert_eq!(arcs.relations(features::arc(&example.words, 0, 1)), arcs::ANY);
    }
}
