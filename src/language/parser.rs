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
use features::{Known, MOVE_ROWS, RELATION_ROWS, Word};
use network::{CARRIED, LOCAL, Network, SHARES, TOKEN, WORD};
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
    embedded: Vec<[i16; WORD]>,
    fed: Vec<[f32; 4 * CARRIED]>,
    tokens: Vec<[i16; TOKEN]>,
    shares: Vec<[i16; SHARES]>,
    state: State,
}

impl Workspace {
    /// Like [`parse`], into `tree`, with the model of this library.
    pub fn parse(&mut self, forms: &[&str], tags: &[Tag], tree: &mut Tree) {
        self.parse_with(&SHIPPED, forms, tags, tree);
    }

    /// Like [`Workspace::parse`], with another model.
    pub fn parse_with(&mut self, network: &Network, forms: &[&str], tags: &[Tag], tree: &mut Tree) {
        prepare(forms.iter().copied().zip(tags.iter().copied()), &Known(network.known()), &mut self.words);
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
        self.embedded.push([0; WORD]);
        self.embedded.extend(self.words[..count].iter().map(|word| network.embed(&word.rows)));
        self.embedded.push([0; WORD]);
        self.tokens.clear();
        self.fed.clear();
        for neighbors in self.embedded.windows(3) {
            let local = network.look_around(neighbors.as_flattened().first_chunk().unwrap_or(&[0; 3 * WORD]));
            self.fed.push(network.feed(&local));
            let mut token = [0; TOKEN];
            token[..LOCAL].copy_from_slice(&local);
            self.tokens.push(token);
        }
        let mut carried = [0.0; CARRIED];
        for (token, fed) in self.tokens.iter_mut().zip(&self.fed) {
            let out = network::carry(&mut carried, &fed.as_chunks().0[0]);
            token[LOCAL..LOCAL + CARRIED].copy_from_slice(&out);
        }
        carried = [0.0; CARRIED];
        for (token, fed) in self.tokens.iter_mut().zip(&self.fed).rev() {
            let out = network::carry(&mut carried, &fed.as_chunks().0[1]);
            token[LOCAL + CARRIED..].copy_from_slice(&out);
        }
        self.shares.clear();
        self.shares.extend(self.tokens.iter().map(|token| network.share(token)));
    }

    fn step(&self, network: &Network) -> Move {
        let mut rows = [0; MOVE_ROWS];
        features::of_move(&self.state, &self.words, &mut rows);
        let words = [self.state.stacked(0), self.state.stacked(1), self.state.ahead(0)];
        let scores = network.score_move(words.map(|word| self.shares.get(word as usize)), &rows);
        let possible = Move::ALL.into_iter().filter(|&step| self.state.allows(step));
        possible.reduce(|a, b| if scores[b as usize] > scores[a as usize] { b } else { a }).unwrap_or(Move::Shift)
    }

    fn relation(&self, network: &Network, head: u32, word: u32) -> Relation {
        let mut rows = [0; RELATION_ROWS];
        features::of_relation(&self.state, &self.words, head, word, &mut rows);
        let scores = network.score_arc([head, word].map(|word| self.shares.get(word as usize)), &rows);
        // The head alone decides what the root is, so `root` itself does not compete.
        let all = Relation::ALL.iter().copied().filter(|&relation| relation != Relation::Root);
        all.reduce(|a, b| if scores[b as usize] > scores[a as usize] { b } else { a }).unwrap_or(Relation::Dep)
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

/// The tree that a finished state holds.
pub fn finish(state: &State, tree: &mut Tree) {
    tree.heads.clear();
    tree.heads.extend(state.heads().iter().zip(0..).map(|(&head, word)| if head == state.words() { word } else { head }));
    tree.relations.clear();
    tree.relations.extend_from_slice(state.relations());
}
