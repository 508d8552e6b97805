//! How the words of a sentence hang together: a greedy arc-hybrid dependency parser (Kiperwasser and Goldberg 2016, made small and linear-time
//! with a quasi-recurrent layer as in Bradbury et al. 2017).
//!
//! It decides heads and relations of Universal Dependencies; it refuses to judge what a clause means, and takes the parts of speech it is
//! given as true.

pub mod arcs;
pub mod features;
mod layer;
pub mod network;
pub mod state;
mod tree;

use super::memory::Memory;
use super::relations::Relation;
use super::shipped::Shipped;
use super::tags::Tag;
use super::words;
use features::{Known, MOVE_ROWS, RELATION_ROWS, Word};
use network::{Around, CARRIED, LOCAL, MOVE, Network, PLACES, REACH, SHARES, TOKEN, way};
use state::{Move, State};
use std::sync::LazyLock;
pub use tree::{Outline, Tree};
use wide::i16x8;

static SHIPPED: LazyLock<Network> = LazyLock::new(|| Network::read(&Shipped::Parser.model()));

/// The network of this library.
pub fn shipped() -> &'static Network {
    &SHIPPED
}

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
    /// What each word adds to the local numbers around it.
    memory: Memory<Around>,
    /// The numbers in `memory` of the words of a sentence.
    numbers: Vec<usize>,
    /// From here on two words at a time. What an earlier sentence left behind the last word of this one, and in ways that were not asked for, is
    /// never read.
    fed: Vec<[[f32; 4 * CARRIED]; 2]>,
    tokens: Vec<[[i16; TOKEN]; 2]>,
    /// What each word contributes in each way, once it has been asked for: many words never head another.
    shares: Vec<[[i16; SHARES]; 2]>,
    known: Vec<u8>,
    state: State,
}

impl Workspace {
    /// Like [`parse`], into `tree`, with the model of this library.
    pub fn parse(&mut self, forms: &[&str], tags: &[Tag], tree: &mut Tree) {
        self.parse_with(shipped(), forms, tags, tree);
    }

    /// Like [`Workspace::parse`], with another model, and always the same.
    pub fn parse_with(&mut self, network: &Network, forms: &[&str], tags: &[Tag], tree: &mut Tree) {
        let mut read = Vec::new();
        words::read(forms, &mut read);
        self.parse_words(network, forms, &read, tags, tree);
    }

    /// Like [`Workspace::parse_with`], of words that have been read.
    #[inline(never)] // As in the tagger.
    pub fn parse_words(&mut self, network: &Network, forms: &[&str], read: &[words::Word], tags: &[Tag], tree: &mut Tree) {
        prepare(forms, read, tags, &Known(network.known()), &mut self.words);
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
        let twos = self.shares.len().max(count.div_ceil(2));
        self.fed.resize(twos, [[0.0; 4 * CARRIED]; 2]);
        self.tokens.resize(twos, [[0; TOKEN]; 2]);
        self.shares.resize(twos, [[0; SHARES]; 2]);
        self.look_around(network, count);
        let twos = count.div_ceil(2);
        for ([first, second], [one, two]) in self.tokens[..twos].iter().zip(&mut self.fed) {
            network.feed([&first.as_chunks().0[0], &second.as_chunks().0[0]], [one, two]);
        }
        let words = self.tokens.as_flattened_mut()[..count].iter_mut().zip(self.fed.as_flattened());
        let mut carried = [0.0; CARRIED];
        for (token, fed) in words {
            network::carry(&mut carried, &fed.as_chunks().0[0], &mut token[LOCAL..].as_chunks_mut().0[0]);
        }
        let words = self.tokens.as_flattened_mut()[..count].iter_mut().zip(self.fed.as_flattened());
        carried = [0.0; CARRIED];
        for (token, fed) in words.rev() {
            network::carry(&mut carried, &fed.as_chunks().0[1], &mut token[LOCAL..].as_chunks_mut().0[1]);
        }
        self.known.clear();
        self.known.resize(count, 0);
        // In the ways that nearly every word is asked for it is known now, in the others flags tell.
        for way in [way::TOP, way::FRONT] {
            for ([first, second], [one, two]) in self.tokens[..twos].iter().zip(&mut self.shares) {
                network.share_two([first, second], [&mut one.as_chunks_mut().0[way], &mut two.as_chunks_mut().0[way]], way);
            }
        }
    }

    /// The local numbers of each token: what the words around it and it itself add.
    fn look_around(&mut self, network: &Network, count: usize) {
        self.memory.make_room();
        self.numbers.clear();
        self.numbers.extend(self.words[..count].iter().map(|word| self.memory.number(word.key(), || network.look(&word.rows))));
        for (at, token) in self.tokens.as_flattened_mut()[..count].iter_mut().enumerate() {
            let mut sum = *network.window_bias();
            // The first place of a word is for the second behind it, the last for the second before.
            for place in 0..PLACES {
                let Some(&number) = (at + place).checked_sub(REACH).and_then(|at| self.numbers.get(at)) else { continue };
                sum.iter_mut().zip(&self.memory.get(number)[place]).for_each(|(sum, &adds)| *sum = sum.saturating_add(adds));
            }
            let locals = token[..LOCAL].as_chunks_mut::<8>().0.iter_mut().zip(sum);
            locals.for_each(|(local, sum)| *local = sum.max(i16x8::ZERO).to_array());
        }
    }

    /// Sees to it that what `word` contributes in a way that few words are asked for is known.
    #[inline]
    fn ask(&mut self, network: &Network, word: u32, way: usize) {
        let Some(known) = self.known.get_mut(word as usize) else { return };
        if *known >> way & 1 == 0 {
            *known |= 1 << way;
            let share = network.share(&self.tokens.as_flattened()[word as usize], way);
            self.shares.as_flattened_mut()[word as usize].as_chunks_mut().0[way] = share;
        }
    }

    /// What `word` contributes in one way; nothing for the root and "no word".
    #[inline]
    fn share(&self, word: u32, way: usize) -> Option<&[i16; MOVE]> {
        let word = word as usize;
        self.shares.as_flattened().get(word).filter(|_| word < self.known.len()).map(|shares| &shares.as_chunks().0[way])
    }

    fn step(&mut self, network: &Network) -> Move {
        let mut rows = [0; MOVE_ROWS];
        features::of_move(&self.state, &self.words, &mut rows);
        let words = [self.state.stacked(0), self.state.stacked(1), self.state.ahead(0)];
        self.ask(network, words[way::BELOW], way::BELOW);
        let scores = network.score_move(std::array::from_fn(|way| self.share(words[way], way)), &rows);
        let possible = Move::ALL.into_iter().filter(|&step| self.state.allows(step));
        possible.reduce(|a, b| if scores[b as usize] > scores[a as usize] { b } else { a }).unwrap_or(Move::Shift)
    }

    fn relation(&mut self, network: &Network, head: u32, word: u32) -> Relation {
        let among = network.arcs().relations(features::arc(&self.words, head, word));
        if let Some(relation) = arcs::only(among) {
            return relation;
        }
        let mut rows = [0; RELATION_ROWS];
        features::of_relation(&self.state, &self.words, head, word, &mut rows);
        self.ask(network, head, way::HEAD);
        self.ask(network, word, way::DEPENDENT);
        let best = network.choose_relation([self.share(head, way::HEAD), self.share(word, way::DEPENDENT)], &rows, among);
        Relation::ALL.get(best).copied().unwrap_or(Relation::Dep)
    }
}

/// The words of a sentence as the features see them, then the root and "no word".
pub fn prepare(forms: &[&str], read: &[words::Word], tags: &[Tag], known: &Known, words: &mut Vec<Word>) {
    words.clear();
    for ((form, read), &tag) in forms.iter().zip(read).zip(tags) {
        words.push(Word::new(form, read, tag, known, words.last()));
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

#[cfg(test)]
mod tests {
    use super::super::weights::Model;
    use super::*;
    use crate::language::tags::{Upos, Xpos};
    use proptest::prelude::*;

    fn tag(upos: Upos, xpos: Xpos) -> Tag {
        Tag::of(upos, xpos).unwrap()
    }

    /// One root whose head is itself, every word under it, and no arcs that cross.
    fn check(tree: &Tree, words: usize) {
        assert_eq!((tree.heads.len(), tree.relations.len()), (words, words));
        let roots: Vec<usize> = (0..words).filter(|&word| tree.heads[word] as usize == word).collect();
        assert_eq!(roots.len(), usize::from(words > 0), "{tree:?}");
        for word in 0..words {
            assert_eq!(tree.relations[word] == Relation::Root, roots.contains(&word), "{tree:?}");
            assert_eq!(tree.ancestors(word).last(), roots.first().copied(), "{tree:?}");
        }
        let outline = tree.outline();
        for word in 0..words {
            let below = (0..words).filter(|&other| tree.is_under(other, word)).count();
            assert_eq!(outline.span(word).len(), below, "words under {word} have others between them: {tree:?}");
            assert_eq!(outline.span(word), tree.span(word));
            let children: Vec<usize> = outline.children(word).iter().map(|&child| child as usize).collect();
            assert_eq!(children, tree.children(word).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_reported_clause_hangs_on_its_verb() {
        let sentence = [
            ("The", tag(Upos::Det, Xpos::Dt)),
            ("minister", tag(Upos::Noun, Xpos::Nn)),
            ("said", tag(Upos::Verb, Xpos::Vbd)),
            ("that", tag(Upos::Sconj, Xpos::In)),
            ("the", tag(Upos::Det, Xpos::Dt)),
            ("bridge", tag(Upos::Noun, Xpos::Nn)),
            ("was", tag(Upos::Aux, Xpos::Vbd)),
            ("closed", tag(Upos::Verb, Xpos::Vbn)),
            ("by", tag(Upos::Adp, Xpos::In)),
            ("the", tag(Upos::Det, Xpos::Dt)),
            ("police", tag(Upos::Noun, Xpos::Nn)),
            (".", tag(Upos::Punct, Xpos::Stop)),
        ];
        let (forms, tags): (Vec<&str>, Vec<Tag>) = sentence.into_iter().unzip();
        let tree = parse(&forms, &tags);
        check(&tree, forms.len());
        assert_eq!(tree.root(), Some(2));
        assert_eq!(tree.child(2, Relation::Nsubj), Some(1));
        assert_eq!(tree.child(2, Relation::Ccomp), Some(7));
        assert_eq!(tree.relation(5), Some(Relation::NsubjPass));
        assert_eq!(tree.relation(10), Some(Relation::OblAgent));
        assert_eq!(tree.outline().span(7), 3..11);
    }

    #[test]
    fn the_shipped_model_is_whole() {
        Model::open(include_bytes!("models/parser.bin")).unwrap();
    }

    #[test]
    fn short_and_long_sentences_have_trees() {
        let comma = tag(Upos::Punct, Xpos::Comma);
        for (words, form) in [(0, ""), (1, ""), (1, "Yes"), (2, ","), (2_000, "said"), (2_000, "\u{1f680}\u{200d}”")] {
            check_outline(&parse(&vec![form; words], &vec![Tag::default(); words]), words);
            check_outline(&parse(&vec![form; words], &vec![comma; words]), words);
        }
        assert_eq!(parse(&["a", "b"], &[Tag::default()]).len(), 1);
    }

    /// Like [`check`], without what takes long in long sentences.
    fn check_outline(tree: &Tree, words: usize) {
        let outline = tree.outline();
        assert_eq!(tree.len(), words);
        assert_eq!(tree.root().map(|root| outline.span(root).len()), Some(words).filter(|&words| words > 0));
    }

    #[test]
    fn a_file_without_weights_still_gives_trees() {
        for bytes in [&b""[..], &b"whosaid"[..], &[0xff; 100][..]] {
            let network = Network::read(&Model::trusted(bytes));
            let mut tree = Tree::default();
            Workspace::default().parse_with(&network, &["a"; 9], &[Tag::default(); 9], &mut tree);
            check(&tree, 9);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn every_input_has_a_tree(words in prop::collection::vec(("\\PC{0,12}", 0..Tag::COUNT), 0..40)) {
            let forms: Vec<&str> = words.iter().map(|(form, _)| form.as_str()).collect();
            let tags: Vec<Tag> = words.iter().filter_map(|&(_, tag)| Tag::from_index(tag)).collect();
            let tree = parse(&forms, &tags);
            check(&tree, forms.len());
            // A workspace that has seen other sentences gives the same tree.
            let mut workspace = Workspace::default();
            let mut again = Tree::default();
            workspace.parse(&forms[..forms.len() / 2], &tags, &mut again);
            workspace.parse(&forms, &tags, &mut again);
            prop_assert_eq!(tree, again);
        }
    }
}
