//! The arc-hybrid transition system (Kuhlmann et al. 2011; Goldberg and Nivre 2013) with the root behind the last word.
//!
//! It keeps the stack, the front of the buffer and the arcs made so far, and says which moves are possible; which one is right is decided
//! in [`super::network`].

use super::super::relations::Relation;

/// A move of the parser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack depends on the next word, and leaves.
    Left,
    /// The top of the stack depends on the one below it, and leaves.
    Right,
}

impl Move {
    /// Every move, in the order of the classes in the model file.
    pub const ALL: [Move; 3] = [Move::Shift, Move::Left, Move::Right];
}

/// What is known of a word's dependents while the sentence is being parsed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kids {
    /// The outermost on the left, if there is one.
    pub first: Option<u32>,
    /// The relations of the outermost on the left and on the right, if there is one.
    pub outer: [Option<Relation>; 2],
    /// How many on the left and on the right, at most 255.
    pub count: [u8; 2],
    /// The sorts of relations they have, as bits: what tells most about what the word still lacks.
    pub taken: u8,
}

/// A sentence half parsed.
///
/// Words are numbered from 0; number `n` is the root behind the last word, and `n + 1` stands for "no word".
#[derive(Clone, Debug, Default)]
pub struct State {
    words: u32,
    next: u32,
    stack: Vec<u32>,
    heads: Vec<u32>,
    relations: Vec<Relation>,
    kids: Vec<Kids>,
}

/// For each relation its bit in [`Kids::taken`], if it has one.
const TAKEN: [u8; Relation::ALL.len()] = {
    use Relation::{Aux, AuxPass, Case, Cc, Ccomp, Cop, Csubj, Det, Mark, Nsubj, NsubjOuter, NsubjPass, Obj, Punct, Xcomp};
    let sorts: [&[Relation]; 7] =
        [&[Nsubj, NsubjPass, NsubjOuter, Csubj], &[Obj, Ccomp, Xcomp], &[Cop, Aux, AuxPass], &[Mark, Case], &[Cc], &[Punct], &[Det]];
    let (mut bits, mut sort) = ([0; Relation::ALL.len()], 0);
    while sort < sorts.len() {
        let mut at = 0;
        while at < sorts[sort].len() {
            bits[sorts[sort][at] as usize] = 1 << sort;
            at += 1;
        }
        sort += 1;
    }
    bits
};

/// The head of a word that has none yet.
const UNSET: u32 = u32::MAX;

impl State {
    /// Begins a sentence of `words` words, keeping the memory of the last one.
    pub fn begin(&mut self, words: usize) {
        self.words = words as u32;
        self.next = 0;
        self.stack.clear();
        self.heads.clear();
        self.heads.resize(words, UNSET);
        self.relations.clear();
        self.relations.resize(words, Relation::Dep);
        self.kids.clear();
        self.kids.resize(words + 2, Kids::default());
    }

    /// Whether every word has a head.
    pub fn is_done(&self) -> bool {
        self.next >= self.words && self.stack.is_empty()
    }

    /// Whether `step` is possible now. Unless the sentence is done, at least one is.
    pub fn allows(&self, step: Move) -> bool {
        let more = self.next < self.words;
        match step {
            Move::Shift => more,
            Move::Left => self.stack.len() == 1 || more && !self.stack.is_empty(),
            Move::Right => self.stack.len() >= 2,
        }
    }

    /// The only possible move, if there is only one.
    pub fn forced(&self) -> Option<Move> {
        match (self.stack.len(), self.next < self.words) {
            (0, _) => Some(Move::Shift),
            (1, false) => Some(Move::Left),
            (_, false) => Some(Move::Right),
            _ => None,
        }
    }

    /// The arc that `step` makes: head and dependent.
    pub fn arc(&self, step: Move) -> Option<(u32, u32)> {
        match step {
            Move::Shift => None,
            Move::Left => Some((self.next, self.stacked(0))),
            Move::Right => Some((self.stacked(1), self.stacked(0))),
        }
    }

    /// Makes `step`, and an arc of it is a `relation`. A move that is not possible changes nothing.
    pub fn apply(&mut self, step: Move, relation: Relation) {
        if !self.allows(step) {
            return;
        }
        match self.arc(step) {
            None => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Some((head, word)) => {
                self.stack.pop();
                self.heads[word as usize] = head;
                self.relations[word as usize] = relation;
                let kids = &mut self.kids[head as usize];
                let side = usize::from(head < word);
                kids.outer[side] = Some(relation);
                if side == 0 {
                    kids.first = Some(word);
                }
                kids.count[side] = kids.count[side].saturating_add(1);
                kids.taken |= TAKEN[relation as usize];
            }
        }
    }

    /// The word at `depth` from the top of the stack, or "no word".
    #[inline]
    pub fn stacked(&self, depth: usize) -> u32 {
        let at = self.stack.len().wrapping_sub(depth + 1);
        self.stack.get(at).copied().unwrap_or(self.words + 1)
    }

    /// The word at `distance` from the front of the buffer; the root behind the last word, then "no word".
    #[inline]
    pub fn ahead(&self, distance: u32) -> u32 {
        (self.next + distance).min(self.words + 1)
    }

    /// The dependents of a word, of the root, or of "no word".
    #[inline]
    pub fn kids(&self, word: u32) -> &Kids {
        &self.kids[word as usize]
    }

    /// How many words the sentence has; also the number of the root.
    pub fn words(&self) -> u32 {
        self.words
    }

    /// Whether `word` stands on the stack.
    pub fn is_stacked(&self, word: u32) -> bool {
        word < self.next && self.heads.get(word as usize) == Some(&UNSET)
    }

    /// The heads; words whose head is the root have the number of words here.
    pub fn heads(&self) -> &[u32] {
        &self.heads
    }

    /// The relations to the heads.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }
}
