//! How right a reading is: compares what was found in an article with what a person marked in it.
//!
//! [`Gold::read`] takes a person's marks from lines (`docs/ANNOTATING.md` describes both), [`score`] counts into a [`Tally`]. Nothing here knows the
//! core: kinds and types are the words of the data contract, places count code points, so any reading can be scored.

mod lines;
mod matching;
mod place;
mod score;
mod tally;

pub use lines::Wrong;
pub use matching::matches;
pub use place::Place;
pub use score::{Fault, score};
pub use tally::{Counts, Tally};

/// What a person marked in one article.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Gold {
    /// Who acts or speaks.
    pub entities: Vec<Entity>,
    /// Every place that refers to one of them.
    pub mentions: Vec<GoldMention>,
    /// What is said, written or thought.
    pub quotes: Vec<GoldQuote>,
    /// Who stands where on what.
    pub positions: Vec<GoldPosition>,
}

/// Someone or something that acts or speaks. Others refer to it by its place in [`Gold::entities`].
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// Its short name in the file.
    pub id: String,
    /// The word for what it is.
    pub kind: String,
    /// What the text calls it.
    pub name: String,
    /// Whether the text keeps its name back.
    pub anonymous: bool,
}

/// A stretch of text that should be found.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    /// What is marked.
    pub place: Place,
    /// What must be covered at least, where that is less than `place`.
    pub least: Option<Place>,
    /// What may be covered besides, where that is more than `place`.
    pub most: Option<Place>,
    /// Whether it is right when found and no error when missed.
    pub optional: bool,
}

/// A place that refers to an entity.
#[derive(Clone, PartialEq, Debug)]
pub struct GoldMention {
    /// The words.
    pub target: Target,
    /// The entity they refer to.
    pub entity: usize,
    /// The word for how they do.
    pub kind: String,
}

/// An attribution.
#[derive(Clone, PartialEq, Debug)]
pub struct GoldQuote {
    /// What is said.
    pub target: Target,
    /// The word for how much of it stands in quotation marks.
    pub kind: String,
    /// The entity behind it, if one is.
    pub speaker: Option<usize>,
    /// The words that signal it.
    pub cue: Option<Place>,
    /// The words that name its source.
    pub source: Option<Place>,
}

/// A stance.
#[derive(Clone, PartialEq, Debug)]
pub struct GoldPosition {
    /// On what.
    pub target: Target,
    /// The words for the kinds that are right.
    pub kinds: Vec<String>,
    /// The entity that takes it, if one does.
    pub holder: Option<usize>,
}

/// What a reading found in one article. An actor is known by its place in `actors`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// The word for what each actor is.
    pub actors: Vec<Option<String>>,
    /// The places that refer to one of them.
    pub mentions: Vec<FoundMention>,
    /// The quotes.
    pub quotes: Vec<FoundQuote>,
    /// The positions.
    pub positions: Vec<FoundPosition>,
}

/// A mention that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct FoundMention {
    /// The words.
    pub place: Place,
    /// The actor.
    pub actor: usize,
}

/// A quote that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct FoundQuote {
    /// What is said.
    pub place: Place,
    /// The word for its kind.
    pub kind: String,
    /// The actor behind it.
    pub speaker: Option<usize>,
    /// The words that signal it.
    pub cue: Option<Place>,
    /// The words that name its source.
    pub source: Option<Place>,
}

/// A position that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct FoundPosition {
    /// On what.
    pub place: Place,
    /// The word for its kind.
    pub kind: String,
    /// The actor that takes it.
    pub holder: Option<usize>,
}
