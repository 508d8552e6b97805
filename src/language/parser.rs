//! How the words of a sentence hang together: a greedy arc-hybrid dependency parser (Kiperwasser and Goldberg 2016, made small and linear-time
//! with a quasi-recurrent layer as in Bradbury et al. 2017).
//!
//! It decides heads and relations of Universal Dependencies; it refuses to judge what a clause means, and takes the parts of speech it is
//! given as true.

pub mod features;
pub mod network;
pub mod state;
mod tree;

use super::relations::Relation;
use super::tags::Tag;
use super::weights::Model;
use features::{Known, MOVE_ROWS, MOVE_TABLE, RELATION_ROWS, RELATION_TABLE, Word};
use network::{ARC, CARRIED, LOCAL, MOVE, Network, Part, RELATIONS, SHARES, TOKEN, WORD};
use state::{Move, State};
use std::sync::LazyLock;
pub use tree::{Outline, Tree};

static SHIPPED: LazyLock<Network> = LazyLock::new(|| Network::read(&Model::trusted(include_bytes!("models/parser.bin"))));

/// Parses a sentence of `forms` with the parts of speech `tags`; where one of the two is longer, its rest is left out.
///
/// Takes time in proportion to the sentence. For many sentences use [`Workspace::parse`], which keeps its memory.
pub fn parse(forms: &[&str], tags: &[Tag]) -> Tree {
    let mut tree = Tree::default();
    Workspace::default().parse(forms, tags, &mut tree);
    tree
}

/// Memory that one parse after another uses.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    words: Vec<Word>,
    embedded: Vec<[f32; WORD]>,
    carried: Vec<[f32; 4 * CARRIED]>,
    tokens: Vec<[f32; TOKEN]>,
    shares: Vec<[f32; SHARES]>,
    state: State,
}

impl Workspace {
    /// Like [`parse`], into `tree`, with the model of this library.
    pub fn parse(&mut self, forms: &[&str], tags: &[Tag], tree: &mut Tree) {
        self.parse_with(&SHIPPED, forms, tags, tree);
    }

    /// Like [`Workspace::parse`], with another model.
    pub fn parse_with(&mut self, network: &Network, forms: &[&str], tags: &[Tag], tree: &mut Tree) {
        prepare(forms.iter().copied().zip(tags.iter().copied()), &Known(&network.known), &mut self.words);
        self.read(network);
        self.state.begin(self.words.len() - 2);
        while !self.state.is_done() {
            let step = self.state.forced().unwrap_or_else(|| self.step(network));
            let relation = match self.state.arc(step) {
                None => Relation::Dep,
                Some((head, _)) if head == self.state.words() => Relation::Root,
                Some((head, word)) => self.relation(network, head, word),
            };
            self.state.apply(step, relation);
        }
        finish(&self.state, tree);
    }

    /// What each word contributes, given its sentence.
    fn read(&mut self, network: &Network) {
        let count = self.words.len() - 2;
        self.embedded.clear();
        self.embedded.extend(self.words[..count].iter().map(|word| embed(network, word)));
        self.tokens.clear();
        self.carried.clear();
        for at in 0..count {
            let local = look_around(network, &self.embedded, at);
            let mut carried = *network.row(Part::Carry, LOCAL);
            network::multiply(&local, &network.parts[Part::Carry as usize][..LOCAL * 4 * CARRIED], &mut carried);
            self.carried.push(carried);
            let mut token = [0.0; TOKEN];
            token[..LOCAL].copy_from_slice(&local);
            self.tokens.push(token);
        }
        let mut carried = [0.0; CARRIED];
        for at in 0..count {
            carry(&mut carried, &self.carried[at][..2 * CARRIED]);
            self.tokens[at][LOCAL..LOCAL + CARRIED].copy_from_slice(&carried);
        }
        carried = [0.0; CARRIED];
        for at in (0..count).rev() {
            carry(&mut carried, &self.carried[at][2 * CARRIED..]);
            self.tokens[at][LOCAL + CARRIED..].copy_from_slice(&carried);
        }
        self.shares.clear();
        self.shares.extend(self.tokens.iter().map(|token| {
            let mut shares = [0.0; SHARES];
            network::multiply(token, &network.parts[Part::Share as usize], &mut shares);
            shares
        }));
    }

    fn step(&self, network: &Network) -> Move {
        let mut rows = [0; MOVE_ROWS];
        features::of_move(&self.state, &self.words, &mut rows);
        let mut hidden = hide_move(network, &self.state, &self.shares, &rows);
        network::rectify(&mut hidden);
        let mut scores: [f32; 4] = *network.row(Part::MoveOut, MOVE);
        network::multiply(&hidden, &network.parts[Part::MoveOut as usize][..MOVE * 4], &mut scores);
        choose(&self.state, &scores)
    }

    fn relation(&self, network: &Network, head: u32, word: u32) -> Relation {
        let mut rows = [0; RELATION_ROWS];
        features::of_relation(&self.state, &self.words, head, word, &mut rows);
        let mut hidden = hide_arc(network, &self.shares, head, word, &rows);
        network::rectify(&mut hidden);
        let mut scores: [f32; RELATIONS] = *network.row(Part::ArcOut, ARC);
        network::multiply(&hidden, &network.parts[Part::ArcOut as usize][..ARC * RELATIONS], &mut scores);
        best_relation(&scores)
    }
}

/// The words of a sentence as the features see them, then the root and "no word".
pub fn prepare<'f>(sentence: impl Iterator<Item = (&'f str, Tag)>, known: &Known, words: &mut Vec<Word>) {
    words.clear();
    for (form, tag) in sentence {
        words.push(Word::new(form, tag, known, words.last()));
    }
    let root = Word::none(words.last());
    words.extend([root, Word::none(None)]);
}

/// The sum of a word's rows.
#[inline]
pub fn embed(network: &Network, word: &Word) -> [f32; WORD] {
    let mut sum = [0.0; WORD];
    word.rows.iter().for_each(|&row| network::add(&mut sum, network.row(Part::Words, usize::from(row)), 1.0));
    sum
}

/// A word with the neighbors on both sides.
#[inline]
pub fn look_around(network: &Network, embedded: &[[f32; WORD]], at: usize) -> [f32; LOCAL] {
    let window = &network.parts[Part::Window as usize];
    let mut local = *network.row(Part::Window, 3 * WORD);
    for (place, matrix) in window.chunks_exact(WORD * LOCAL).take(3).enumerate() {
        if let Some(neighbor) = (at + place).checked_sub(1).and_then(|neighbor| embedded.get(neighbor)) {
            network::multiply(neighbor, matrix, &mut local);
        }
    }
    network::rectify(&mut local);
    local
}

/// One step of a recurrence: `inputs` are the gates and then the candidates.
#[inline]
pub fn carry(carried: &mut [f32; CARRIED], inputs: &[f32]) {
    let (gates, candidates) = inputs.split_at(CARRIED);
    for ((carried, &x), &candidate) in carried.iter_mut().zip(gates).zip(candidates) {
        let keep = network::gate(x);
        *carried = keep * *carried + (1.0 - keep) * candidate;
    }
}

/// The hidden units of a move before they are rectified.
#[inline]
pub fn hide_move(network: &Network, state: &State, shares: &[[f32; SHARES]], rows: &[u16; MOVE_ROWS]) -> [f32; MOVE] {
    let mut hidden: [f32; MOVE] = *network.row(Part::Moves, MOVE_TABLE);
    for (place, word) in [state.stacked(0), state.stacked(1), state.ahead(0)].into_iter().enumerate() {
        let share = shares.get(word as usize).and_then(|shares| shares[place * MOVE..].first_chunk());
        share.into_iter().for_each(|share| network::add(&mut hidden, share, 1.0));
    }
    rows.iter().for_each(|&row| network::add(&mut hidden, network.row(Part::Moves, usize::from(row)), 1.0));
    hidden
}

/// The hidden units of a relation before they are rectified.
#[inline]
pub fn hide_arc(network: &Network, shares: &[[f32; SHARES]], head: u32, word: u32, rows: &[u16; RELATION_ROWS]) -> [f32; ARC] {
    let mut hidden: [f32; ARC] = *network.row(Part::Arcs, RELATION_TABLE);
    for (place, word) in [head, word].into_iter().enumerate() {
        let share = shares.get(word as usize).and_then(|shares| shares[3 * MOVE + place * ARC..].first_chunk());
        share.into_iter().for_each(|share| network::add(&mut hidden, share, 1.0));
    }
    rows.iter().for_each(|&row| network::add(&mut hidden, network.row(Part::Arcs, usize::from(row)), 1.0));
    hidden
}

/// The best of the possible moves; of equals the first.
pub fn choose(state: &State, scores: &[f32; 4]) -> Move {
    let possible = Move::ALL.into_iter().filter(|&step| state.allows(step));
    possible.reduce(|a, b| if scores[b as usize] > scores[a as usize] { b } else { a }).unwrap_or(Move::Shift)
}

/// The relation with the highest score, of equals the first; never [`Relation::Root`], which the head alone decides.
pub fn best_relation(scores: &[f32; RELATIONS]) -> Relation {
    let words = Relation::ALL.iter().copied().filter(|&relation| relation != Relation::Root);
    words.reduce(|a, b| if scores[b as usize] > scores[a as usize] { b } else { a }).unwrap_or(Relation::Dep)
}

/// The tree that a finished state holds.
pub fn finish(state: &State, tree: &mut Tree) {
    tree.heads.clear();
    tree.heads.extend(state.heads().iter().zip(0..).map(|(&head, word)| if head == state.words() { word } else { head }));
    tree.relations.clear();
    tree.relations.extend_from_slice(state.relations());
}
