//! What one person has marked in a text, a layer at a time, in the shape in which it is compared.

use std::ops::Range;

use scorer::Place;

use crate::model::{ActorId, Document, Span};
use crate::text::Offsets;
use crate::tokens::{self, Kind};

/// What is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layer {
    /// The places that refer to actors.
    Mentions,
    /// The contents of quotes.
    Quotes,
    /// The targets of positions.
    Positions,
}

impl Layer {
    /// All of them.
    pub const ALL: &'static [Layer] = &[Layer::Mentions, Layer::Quotes, Layer::Positions];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Layer::Mentions => "mentions",
            Layer::Quotes => "quotes",
            Layer::Positions => "positions",
        }
    }

    /// What those are called that a mark of it names.
    pub fn agent(self) -> &'static str {
        match self {
            Layer::Mentions => "actor",
            Layer::Quotes => "speaker",
            Layer::Positions => "holder",
        }
    }
}

/// A mark. Marks have an order, so that a comparison need not depend on who is named first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Mark {
    /// Its words, in bytes.
    pub(super) parts: Vec<Span>,
    pub(super) kind: &'static str,
    /// Whom it names, in order: the actor, all speakers or all holders.
    pub(super) agents: Vec<ActorId>,
}

/// All marks of a person in a text.
#[derive(Clone, Debug)]
pub(super) struct Marks {
    layers: [Vec<Mark>; 3],
    places: [Vec<Place>; 3],
    /// What each actor is called.
    pub(super) names: Vec<String>,
}

impl Marks {
    pub(super) fn of(document: &Document, offsets: &Offsets) -> Marks {
        let sorted = |agents: &mut dyn Iterator<Item = ActorId>| {
            let mut agents: Vec<ActorId> = agents.collect();
            agents.sort_unstable();
            agents.dedup();
            agents
        };
        let mentions = document.mentions.iter();
        let mentions = mentions.map(|item| Mark { parts: vec![item.span], kind: item.kind.word(), agents: vec![item.actor] }).collect();
        let quotes = document.quotes.iter();
        let quotes =
            quotes.map(|item| Mark { parts: item.parts.clone(), kind: item.kind.word(), agents: sorted(&mut item.speakers()) }).collect();
        let positions = document.positions.iter();
        let positions =
            positions.map(|item| Mark { parts: item.parts.clone(), kind: item.kind.word(), agents: sorted(&mut item.holders()) }).collect();
        let layers: [Vec<Mark>; 3] = [mentions, quotes, positions];
        let points = |span: &Span| offsets.from_byte(span.start())..offsets.from_byte(span.end());
        let places = |marks: &Vec<Mark>| marks.iter().map(|mark| Place::new(mark.parts.iter().map(points))).collect();
        let places = layers.each_ref().map(places);
        Marks { layers, places, names: document.actors.iter().map(|actor| actor.name.to_string()).collect() }
    }

    pub(super) fn layer(&self, layer: Layer) -> &[Mark] {
        &self.layers[layer as usize]
    }

    /// Where the marks of a layer stand, in code points: what the scorer matches.
    pub(super) fn places(&self, layer: Layer) -> &[Place] {
        &self.places[layer as usize]
    }

    /// Something by which two people's marks are put in order.
    pub(super) fn key(&self) -> (&[Vec<Mark>; 3], &[String]) {
        (&self.layers, &self.names)
    }
}

/// The words of a text: its tokens without punctuation.
pub(super) struct Words(Vec<Span>);

impl Words {
    pub(super) fn of(text: &str) -> Words {
        let tokens = tokens::split(text);
        Words((0..tokens.len()).filter(|&token| tokens.kind(token) != Kind::Mark).map(|token| tokens.span(token)).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The words that share a character with `span`.
    pub(super) fn covered(&self, span: Span) -> Range<usize> {
        let start = self.0.partition_point(|word| word.end() <= span.start());
        let end = self.0.partition_point(|word| word.start() < span.end());
        start..end.max(start)
    }
}
