//! The vocabulary that every other module speaks: spans, actors, quotes, positions and the document that holds them.
//!
//! Nothing here decides anything, and nothing here knows a file format: `formats::wire` mirrors these types for the outside.

mod check;
mod notes;

pub use check::Fault;
pub use evidence::{Clue, Ground};

use std::fmt;

/// A half-open range of UTF-8 byte offsets into the source text.
///
/// `start <= end`, and both lie on character boundaries of the text that the span was made for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from byte `start` to byte `end`.
    ///
    /// # Panics
    /// When `start > end`.
    pub fn new(start: u32, end: u32) -> Span {
        assert!(start <= end, "a span cannot end before it starts");
        Span { start, end }
    }

    /// The first byte.
    pub fn start(self) -> u32 {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> u32 {
        self.end
    }

    /// The length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of `text` that the span covers.
    pub fn slice(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether `other` lies within this span; a span contains itself.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);

        impl $name {
            /// The place in the document's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index!(
    /// The place of an [`Actor`] in [`Document::actors`].
    ActorId
);
index!(
    /// The place of a [`Quote`] in [`Document::quotes`].
    QuoteId
);

/// Declares a fieldless enum together with the words the data contract uses for its values.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word that stands for this value in files.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The value that `word` stands for, if any.
            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

// Words are declared there, too.
mod evidence;

words!(
    /// What an actor is.
    ActorType {
        /// A human being, named or not.
        Person = "person",
        /// A company, party, court, ministry, army, alliance, university …
        Organization = "organization",
        /// A country, or its capital or seat standing for it; a cabinet; a municipality.
        Government = "government",
        /// A news outlet.
        Media = "media",
        /// Several people together: officials, voters, a delegation.
        Group = "group",
    }
);

words!(
    /// How a mention refers to its actor.
    MentionKind {
        /// By name.
        Name = "name",
        /// By a description used instead of a name.
        Role = "role",
        /// By a pronoun.
        Pronoun = "pronoun",
    }
);

words!(
    /// How much of a quote's content stands in quotation marks.
    QuoteKind {
        /// All of it, and it is a clause or more.
        Direct = "direct",
        /// Part of it.
        Mixed = "mixed",
        /// None of it.
        Indirect = "indirect",
    }
);

words!(
    /// The stance that a holder takes on a target.
    PositionKind {
        /// Is for it.
        Support = "support",
        /// Is against it.
        Oppose = "oppose",
        /// Says that it must be.
        Demand = "demand",
        /// Puts it forward.
        Propose = "propose",
        /// Binds itself to it.
        Commit = "commit",
        /// Says that harm will follow.
        Warn = "warn",
        /// Is skeptical.
        Doubt = "doubt",
        /// Asserts or concedes it as true.
        Affirm = "affirm",
        /// Says that it is not so.
        Deny = "deny",
        /// Hopes for or predicts it.
        Expect = "expect",
    }
);

impl PositionKind {
    /// The polarity a kind has when the wording tells nothing else: +1 for, −1 against, 0 neither.
    pub fn polarity(self) -> i8 {
        match self {
            PositionKind::Support | PositionKind::Commit => 1,
            PositionKind::Oppose | PositionKind::Doubt | PositionKind::Deny => -1,
            _ => 0,
        }
    }
}

words!(
    /// What a person has done with an annotation.
    Status {
        /// Nothing yet: it is as a rule or model made it.
        Suggested = "suggested",
        /// Looked at and found right.
        Accepted = "accepted",
        /// Changed.
        Corrected = "corrected",
        /// Made.
        Added = "added",
    }
);

/// Fields that a file held and Whosaid does not know: each name with its value as JSON text, in the file's order.
pub type Extra = Vec<(Box<str>, Box<str>)>;

/// What is known about an annotation besides what it says: its name in files, who made it, and why.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Note {
    /// The id a file gave it; `None` lets the writer number it.
    pub id: Option<Box<str>>,
    /// Who made it, and why.
    pub origin: Origin,
    /// Fields of other programs, kept.
    pub extra: Extra,
}

/// Who made an annotation, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct Origin {
    /// What a person has done with it.
    pub status: Status,
    /// Why it was suggested.
    pub reason: Reason,
    /// How often suggestions of this kind are right, in percent, as measured on development data; `None` for human work.
    pub confidence: Option<u8>,
}

impl Default for Origin {
    fn default() -> Origin {
        Origin { status: Status::Suggested, reason: Reason::None, confidence: None }
    }
}

/// Why an annotation was suggested.
#[derive(Clone, PartialEq, Debug)]
pub enum Reason {
    /// Nothing is known, or a person made it.
    None,
    /// A rule of the core.
    Rule(crate::reasons::Rule),
    /// What the careful reading saw there.
    Seen(Box<[Ground]>),
    /// The words a file gave.
    Stated(Box<str>),
}

/// Someone or something that acts, speaks or is spoken about.
#[derive(Clone, PartialEq, Debug)]
pub struct Actor {
    /// What it is; `None` when unknown.
    pub kind: Option<ActorType>,
    /// Its fullest name in the text, or its description when it is unnamed.
    pub name: Box<str>,
    /// The office or description the text gives for it.
    pub role: Option<Box<str>>,
    /// Whether the text keeps its name back.
    pub anonymous: bool,
    /// Where it comes from.
    pub note: Note,
}

/// A place in the text that refers to an actor.
#[derive(Clone, PartialEq, Debug)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// The actor they refer to.
    pub actor: ActorId,
    /// How.
    pub kind: MentionKind,
    /// Where it comes from.
    pub note: Note,
}

/// An attribution: some content that the text gives as said, written or thought by a source.
#[derive(Clone, PartialEq, Debug)]
pub struct Quote {
    /// How much of it stands in quotation marks.
    pub kind: QuoteKind,
    /// The content, in text order; more than one part where the cue interrupts it. Never empty.
    pub parts: Vec<Span>,
    /// The verb or phrase that signals it.
    pub cue: Option<Span>,
    /// The words that name its source in or near the sentence.
    pub source: Option<Span>,
    /// The actor behind it.
    pub speaker: Option<ActorId>,
    /// Further actors who say it together with the speaker, in text order. Empty without a speaker.
    pub joint: Vec<ActorId>,
    /// Whether the reporter keeps a distance: reportedly, allegedly.
    pub hedged: bool,
    /// Where it comes from.
    pub note: Note,
}

impl Quote {
    /// Everybody who says it, the speaker first.
    pub fn speakers(&self) -> impl Iterator<Item = ActorId> {
        self.speaker.into_iter().chain(self.joint.iter().copied())
    }

    /// The span from the first part to the last.
    pub fn span(&self) -> Span {
        bounds(&self.parts)
    }
}

/// A stance that a holder is reported to take on a target.
#[derive(Clone, PartialEq, Debug)]
pub struct Position {
    /// Which stance.
    pub kind: PositionKind,
    /// For (+1), against (−1), or neither (0).
    pub polarity: i8,
    /// The target: the clause or phrase that says on what, in text order. Never empty.
    pub parts: Vec<Span>,
    /// The words that show the stance.
    pub cue: Option<Span>,
    /// The holder's words in the sentence.
    pub source: Option<Span>,
    /// The actor who holds it.
    pub holder: Option<ActorId>,
    /// Further actors who hold it together with the holder, in text order. Empty without a holder.
    pub joint: Vec<ActorId>,
    /// The quote that states it.
    pub quote: Option<QuoteId>,
    /// Whether the reporter keeps a distance.
    pub hedged: bool,
    /// Where it comes from.
    pub note: Note,
}

impl Position {
    /// Everybody who holds it, the holder first.
    pub fn holders(&self) -> impl Iterator<Item = ActorId> {
        self.holder.into_iter().chain(self.joint.iter().copied())
    }

    /// The span from the first part of the target to the last.
    pub fn span(&self) -> Span {
        bounds(&self.parts)
    }
}

fn bounds(parts: &[Span]) -> Span {
    match parts {
        [] => Span::new(0, 0),
        [first, rest @ ..] => rest.iter().fold(*first, |all, part| all.cover(*part)),
    }
}

/// Everything that is annotated in one text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Document {
    /// The language as a BCP 47 tag; `None` when unknown.
    pub language: Option<Box<str>>,
    /// The headline or the name a person gave.
    pub title: Option<Box<str>>,
    /// Which reading made the suggestions: `quick 1`, `careful 1`, in the page `partly 1` while the careful one is under way; `None` where nobody has read it.
    pub reading: Option<Box<str>>,
    /// In order of first mention.
    pub actors: Vec<Actor>,
    /// In text order.
    pub mentions: Vec<Mention>,
    /// In text order of their content.
    pub quotes: Vec<Quote>,
    /// In text order of their target.
    pub positions: Vec<Position>,
    /// Fields of other programs, kept.
    pub extra: Extra,
}
