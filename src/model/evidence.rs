//! What decided a suggestion, as a record: `reasons` makes a sentence of it.

use super::Span;

words!(
    /// What a ground of a suggestion is.
    Clue {
        /// The word that heads a mention.
        Head = "head",
        /// The source of a quote, where less is asked of a mention.
        Sought = "sought",
        /// The earlier mention that a mention was linked to.
        Antecedent = "antecedent",
        /// That no earlier mention fits better.
        First = "first",
        /// The cue of a quote.
        Cue = "cue",
        /// The word at which a quote without a cue begins.
        Opening = "opening",
        /// A rule of form: what stands in quotation marks goes as a whole.
        Marks = "marks",
        /// The words that name the source of a quote.
        Source = "source",
        /// The mention of whoever stands behind a quote or a position.
        Agent = "agent",
        /// That nobody is likely enough to stand behind it.
        Nobody = "nobody",
        /// The words that take a stance.
        Stance = "stance",
        /// The kind of a stance.
        Kind = "kind",
        /// The fullest name of an actor.
        Name = "name",
        /// What describes an actor without a name.
        Description = "description",
        /// The type of an actor.
        Type = "type",
    }
);

/// One ground of a suggestion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ground {
    /// What it is.
    pub clue: Clue,
    /// The words of the text that it lies in.
    pub words: Option<Span>,
    /// What the words were taken for: the name of an actor, a kind, a type.
    pub what: Option<Box<str>>,
    /// How sure that was, in percent.
    pub percent: Option<u8>,
}

impl Ground {
    /// A ground that lies in no words and was not a question of more or less.
    pub fn new(clue: Clue) -> Ground {
        Ground { clue, words: None, what: None, percent: None }
    }

    /// The ground with the words that it lies in.
    #[must_use]
    pub fn at(self, words: Span) -> Ground {
        Ground { words: Some(words), ..self }
    }

    /// The ground with what its words were taken for.
    #[must_use]
    pub fn taken_for(self, what: &str) -> Ground {
        Ground { what: Some(what.into()), ..self }
    }

    /// The ground, with this chance; never certain and never impossible.
    #[must_use]
    pub fn sure(self, chance: f32) -> Ground {
        Ground { percent: Some((chance * 100.0).clamp(1.0, 99.0) as u8), ..self }
    }
}
