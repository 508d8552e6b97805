//! Labeled places and links between them: the shape that spaCy, Prodigy, doccano and Label Studio have in common.
//!
//! It decides how a document falls into pieces with one label each, and how pieces and links become a document again. It refuses to decide
//! how they are laid out in a file. What a label and a place cannot say (why something was suggested, the name of an actor) goes along as
//! [`Piece::details`], fields of the native shape that differ from their defaults.

mod read;
mod write;

pub(super) use read::{Found, assemble, outside};
pub(super) use write::flatten;

use super::wire::Extra;

/// A labeled place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) label: String,
    pub(super) start: u32,
    pub(super) end: u32,
    /// What else is known, on the first piece of an annotation.
    pub(super) details: Extra,
}

/// What a link says about the piece it leads to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Role {
    /// A further part of a content or target.
    Part,
    /// The first mention of the same actor.
    Coreference,
    Cue,
    Source,
    /// A mention of the actor who speaks.
    Speaker,
    /// A mention of the actor who holds the position.
    Holder,
    /// The quote that states the position.
    Quote,
}

impl Role {
    pub(super) const ALL: &'static [Role] =
        &[Role::Part, Role::Coreference, Role::Cue, Role::Source, Role::Speaker, Role::Holder, Role::Quote];

    pub(super) fn word(self) -> &'static str {
        match self {
            Role::Part => "Part",
            Role::Coreference => "Coreference",
            Role::Cue => "Cue",
            Role::Source => "Source",
            Role::Speaker => "Speaker",
            Role::Holder => "Holder",
            Role::Quote => "Quote",
        }
    }

    /// The role that goes by `word`, in capitals or not.
    pub(super) fn of(word: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// A link from one piece to another, each given by its place in the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Link {
    pub(super) role: Role,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A document in pieces.
#[derive(Default, Debug)]
pub(super) struct Flat {
    pub(super) pieces: Vec<Piece>,
    pub(super) links: Vec<Link>,
    /// The unit of its offsets, language, title, reading and fields of other programs.
    pub(super) document: Extra,
}
