//! Two people's marks side by side: which mean the same, which of their actors are the same, and who is named where.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::marks::{Layer, Marks};
use crate::model::ActorId;

/// How many of how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// Alike.
    pub same: usize,
    /// All.
    pub of: usize,
}

impl Share {
    /// The share; `None` of nothing.
    pub fn figure(self) -> Option<f64> {
        (self.of > 0).then(|| self.same as f64 / self.of as f64)
    }

    fn count(&mut self, same: bool) {
        self.same += usize::from(same);
        self.of += 1;
    }
}

/// B³ (Bagga and Baldwin 1998, “Algorithms for scoring coreference chains”) over the mentions that both have marked: for each, how much of the
/// one's actor the other's actor holds, and the reverse.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct B3 {
    forth: f64,
    back: f64,
    /// How many mentions both have marked.
    pub mentions: usize,
}

impl B3 {
    /// The share of the other's actor that is in the one's.
    pub fn precision(self) -> Option<f64> {
        (self.mentions > 0).then(|| self.forth / self.mentions as f64)
    }

    /// The share of the one's actor that is in the other's.
    pub fn recall(self) -> Option<f64> {
        (self.mentions > 0).then(|| self.back / self.mentions as f64)
    }

    /// Their harmonic mean, which does not depend on the order.
    pub fn f1(self) -> Option<f64> {
        let (precision, recall) = (self.precision()?, self.recall()?);
        Some(2.0 * precision * recall / (precision + recall))
    }

    /// Adds a text, in which each mention that both have marked belongs to these actors of theirs.
    fn add(&mut self, actors: impl Iterator<Item = (ActorId, ActorId)> + Clone) {
        let (mut ones, mut others, mut both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (one, other) in actors {
            *ones.entry(one).or_insert(0.0) += 1.0;
            *others.entry(other).or_insert(0.0) += 1.0;
            *both.entry((one, other)).or_insert(0.0) += 1.0;
            self.mentions += 1;
        }
        for ((one, other), count) in both {
            self.back += count * count / ones[&one];
            self.forth += count * count / others[&other];
        }
    }
}

/// What two people have marked in a text.
pub(super) struct Comparison {
    /// Which marks mean the same, layer by layer, as places in both lists.
    pub(super) matches: [Vec<(usize, usize)>; 3],
    /// Whether those that match name the same, in the same order.
    pub(super) linked: [Vec<bool>; 3],
    /// Whether those that match are of one kind, in the same order.
    kinds: [Vec<bool>; 3],
    b3: B3,
}

impl Comparison {
    /// Compares `one` with `other`. The result is the same the other way round, but for the order of each pair.
    pub(super) fn of(one: &Marks, other: &Marks) -> Comparison {
        let turned = one.key() > other.key();
        let (first, second) = if turned { (other, one) } else { (one, other) };
        let same_kind = |layer: Layer, i: usize, j: usize| first.layer(layer)[i].kind == second.layer(layer)[j].kind;
        let matched = |layer: Layer, agree: &dyn Fn(usize, usize) -> bool| {
            let mut matches = scorer::matches(first.places(layer), second.places(layer), agree);
            matches.sort_unstable();
            matches
        };
        let mentions = matched(Layer::Mentions, &|i, j| same_kind(Layer::Mentions, i, j));
        let agents = |marks: &Marks, layer: Layer, i: usize| marks.layer(layer)[i].agents.clone();
        let actors =
            || mentions.iter().map(|&(i, j)| (first.layer(Layer::Mentions)[i].agents[0], second.layer(Layer::Mentions)[j].agents[0]));
        let aligned = Aligned::new(actors(), first, second);
        let linked = |layer: Layer, i: usize, j: usize| aligned.same(&agents(first, layer, i), &agents(second, layer, j));
        let in_layer = |layer: Layer| matched(layer, &|i, j| same_kind(layer, i, j) && linked(layer, i, j));
        let matches = [mentions.clone(), in_layer(Layer::Quotes), in_layer(Layer::Positions)];
        let each = |is: &dyn Fn(Layer, usize, usize) -> bool| {
            let of = |layer: Layer| matches[layer as usize].iter().map(|&(i, j)| is(layer, i, j)).collect();
            [of(Layer::Mentions), of(Layer::Quotes), of(Layer::Positions)]
        };
        let (links, kinds) = (each(&linked), each(&same_kind));
        let mut b3 = B3::default();
        b3.add(actors());
        let matches = if turned { matches.map(|pairs| pairs.into_iter().map(|(i, j)| (j, i)).collect()) } else { matches };
        let b3 = if turned { B3 { forth: b3.back, back: b3.forth, ..b3 } } else { b3 };
        Comparison { matches, linked: links, kinds, b3 }
    }
}

/// Which actors of two people are the same, one to one.
struct Aligned(BTreeMap<ActorId, ActorId>);

impl Aligned {
    /// Those that share most mentions, then those of the same name: a speaker typed by hand has no mention.
    fn new(shared: impl Iterator<Item = (ActorId, ActorId)>, first: &Marks, second: &Marks) -> Aligned {
        let mut votes: BTreeMap<(ActorId, ActorId), u32> = BTreeMap::new();
        shared.for_each(|pair| *votes.entry(pair).or_insert(0) += 1);
        let named = |names: &[String]| names.iter().map(|name| name.to_lowercase()).collect::<Vec<_>>();
        let (ones, others) = (named(&first.names), named(&second.names));
        let same_name = |(one, other): (ActorId, ActorId)| ones.get(one.index()) == others.get(other.index());
        let mut votes: Vec<_> = votes.into_iter().collect();
        votes.sort_by_key(|&(pair, count)| (Reverse(count), !same_name(pair), pair));
        let by_name = (0..)
            .zip(&ones)
            .flat_map(|(i, one)| (0..).zip(&others).filter(move |(_, other)| *other == one).map(move |(j, _)| (ActorId(i), ActorId(j))));
        let (mut aligned, mut taken) = (BTreeMap::new(), BTreeSet::new());
        for (one, other) in votes.into_iter().map(|vote| vote.0).chain(by_name) {
            if !aligned.contains_key(&one) && taken.insert(other) {
                aligned.insert(one, other);
            }
        }
        Aligned(aligned)
    }

    /// Whether the two lists name the same; nobody and nobody are the same.
    fn same(&self, ones: &[ActorId], others: &[ActorId]) -> bool {
        let mut meant: Vec<Option<ActorId>> = ones.iter().map(|one| self.0.get(one).copied()).collect();
        meant.sort_unstable();
        meant.iter().copied().eq(others.iter().copied().map(Some))
    }
}

/// What two people have in common over all texts.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) layers: [LayerCounts; 3],
    pub(super) b3: B3,
}

/// The same of a layer, over the marks that match.
#[derive(Clone, Copy, Default)]
pub(super) struct LayerCounts {
    pub(super) linked: Share,
    pub(super) kinds: Share,
}

impl Counts {
    pub(super) fn add(&mut self, comparison: &Comparison) {
        for (layer, counts) in self.layers.iter_mut().enumerate() {
            comparison.linked[layer].iter().for_each(|&same| counts.linked.count(same));
            comparison.kinds[layer].iter().for_each(|&same| counts.kinds.count(same));
        }
        self.b3.forth += comparison.b3.forth;
        self.b3.back += comparison.b3.back;
        self.b3.mentions += comparison.b3.mentions;
    }
}
