//! The native shape: what the data contract calls `whosaid/1`, mirrored field by field in a chosen offset unit.
//!
//! It decides how the model looks from outside and refuses to decide how that is laid out in a file. These are the only serde types of the
//! core; every format is written from them and read into them, so that offsets, ids and links are converted and verified in one place.

mod evidence;
mod ids;
mod inward;
mod outward;

use std::borrow::Cow;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::model::{ActorType, Clue, MentionKind, PositionKind, QuoteKind, Status};
use crate::text::Unit;

pub(crate) use evidence::EVIDENCE;
pub(crate) use ids::{add_actor, number, own_id};
pub use inward::Problem;

/// What `format` says in files of this shape.
pub const FORMAT: &str = "whosaid/1";

/// Fields that Whosaid does not know, in the order of the file.
pub type Extra = serde_json::Map<String, Value>;

/// Text that is borrowed on the way out and owned on the way in.
pub type Text<'a> = Cow<'a, str>;

/// The word for a unit in files.
pub fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Byte => "byte",
        Unit::Utf16 => "utf16",
        Unit::Codepoint => "codepoint",
        Unit::Grapheme => "grapheme",
    }
}

/// Whether `word` names a reading as Whosaid does: `quick 1`. Records of other programs may have a field of that name, too.
pub(crate) fn is_reading(word: &str) -> bool {
    word.split_once(' ').is_some_and(|(name, number)| matches!(name, "quick" | "partly" | "careful") && number.parse::<u32>().is_ok())
}

/// What a reader calls a unit.
pub fn unit_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Byte => "UTF-8 bytes",
        Unit::Utf16 => "UTF-16 units",
        Unit::Codepoint => "Unicode characters",
        Unit::Grapheme => "characters as readers see them",
    }
}

/// The unit that a file's word stands for: spaces, hyphens, capitals and a plural do not matter.
pub fn unit_from_word(word: &str) -> Option<Unit> {
    let plain: String = word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    match plain.trim_end_matches('s') {
        "codepoint" => Some(Unit::Codepoint),
        "utf16" | "utf16codeunit" => Some(Unit::Utf16),
        "grapheme" | "graphemecluster" => Some(Unit::Grapheme),
        "byte" | "utf8" | "utf8byte" => Some(Unit::Byte),
        _ => None,
    }
}

/// A list of values with a word for each, as the data contract fixes it.
pub trait Vocabulary: Copy + 'static {
    /// What such a value is called in a message, with its article.
    const WHAT: &'static str;
    /// Every value.
    const VALUES: &'static [Self];
    /// The word for this value.
    fn as_word(self) -> &'static str;

    /// The value that `word` stands for.
    ///
    /// # Errors
    /// A sentence that lists the words there are.
    fn parse(word: &str) -> Result<Self, String> {
        Self::VALUES.iter().copied().find(|value| value.as_word() == word).ok_or_else(|| {
            let words: Vec<&str> = Self::VALUES.iter().map(|value| value.as_word()).collect();
            format!("“{word}” is not {}; use one of {}", Self::WHAT, words.join(", "))
        })
    }
}

macro_rules! vocabulary {
    ($($name:ident: $what:literal),+ $(,)?) => {$(
        impl Vocabulary for $name {
            const WHAT: &'static str = $what;
            const VALUES: &'static [$name] = $name::ALL;
            fn as_word(self) -> &'static str {
                self.word()
            }
        }
    )+};
}

vocabulary!(
    ActorType: "an actor type",
    MentionKind: "a kind of mention",
    QuoteKind: "a kind of quote",
    PositionKind: "a kind of position",
    Status: "a status",
    Clue: "a ground of a suggestion",
);

/// A vocabulary value that files hold as its word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word<T>(pub T);

impl Default for Word<Status> {
    fn default() -> Self {
        Word(Status::Suggested)
    }
}

impl<T: Vocabulary> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_word())
    }
}

impl<'de, T: Vocabulary> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = Text::deserialize(deserializer)?;
        T::parse(&word).map(Word).map_err(D::Error::custom)
    }
}

/// A half-open range in the document's offset unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Range {
    /// The first unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Everything annotated in one text, with the text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Document<'a> {
    /// [`FORMAT`]; may be left out by a caller that knows what it hands over.
    #[serde(default = "format")]
    pub format: Text<'a>,
    /// What the offsets count; `None` is refused on the way in.
    pub offset_unit: Option<Text<'a>>,
    /// The text that the offsets point into.
    pub text: Text<'a>,
    /// A BCP 47 tag.
    pub language: Option<Text<'a>>,
    /// The headline.
    pub title: Option<Text<'a>>,
    /// Which reading made the suggestions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<Text<'a>>,
    /// Who acts or speaks.
    #[serde(default)]
    pub actors: Vec<Actor<'a>>,
    /// Where the text refers to them.
    #[serde(default)]
    pub mentions: Vec<Mention<'a>>,
    /// What they are reported to have said.
    #[serde(default)]
    pub quotes: Vec<Quote<'a>>,
    /// Where they stand.
    #[serde(default)]
    pub positions: Vec<Position<'a>>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document<'_> {
    /// Makes numbers in unknown fields that JavaScript cannot hold exactly what JavaScript would make of them.
    pub fn round_large_numbers(&mut self) {
        let actors = self.actors.iter_mut().map(|item| &mut item.extra);
        let mentions = self.mentions.iter_mut().map(|item| &mut item.extra);
        let quotes = self.quotes.iter_mut().map(|item| &mut item.extra);
        let positions = self.positions.iter_mut().map(|item| &mut item.extra);
        let all = std::iter::once(&mut self.extra).chain(actors).chain(mentions).chain(quotes).chain(positions);
        all.for_each(|extra| extra.values_mut().for_each(round_large));
    }

    pub(crate) const KNOWN: &'static [&'static str] =
        &["format", "offset_unit", "text", "language", "title", "reading", "actors", "mentions", "quotes", "positions"];
}

fn format<'a>() -> Text<'a> {
    FORMAT.into()
}

fn round_large(value: &mut Value) {
    const SAFE: f64 = 9_007_199_254_740_991.0;
    match value {
        Value::Number(number) => {
            if let Some(double) = number.as_f64().filter(|double| double.abs() > SAFE) {
                *value = double.into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(round_large),
        Value::Object(fields) => fields.values_mut().for_each(round_large),
        _ => {}
    }
}

/// Declares an annotation: its own fields between its id and what is known about where it comes from.
macro_rules! items {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $type:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        pub struct $name<'a> {
            /// Unique in its list; numbered by the writer when the model has none.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub id: Option<Text<'a>>,
            $($(#[$attr])* pub $field: $type,)+
            /// What a person has done with it.
            #[serde(default)]
            pub status: Word<Status>,
            /// Why it was suggested, in words.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub reason: Option<Text<'a>>,
            /// How often such suggestions are right, from 0 to 1.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub confidence: Option<f64>,
            /// Unknown fields.
            #[serde(flatten)]
            pub extra: Extra,
        }

        impl $name<'_> {
            pub(crate) const KNOWN: &'static [&'static str] =
                &["id", $(stringify!($field),)+ "status", "reason", "confidence"];
        }
    )+};
}

items! {
    /// Someone or something that acts, speaks or is spoken about.
    Actor {
        /// What it is.
        r#type: Option<Word<ActorType>>,
        /// Its fullest name.
        name: Text<'a>,
        /// Its office or description.
        role: Option<Text<'a>>,
        /// Whether the text keeps its name back.
        #[serde(default)]
        anonymous: bool,
    }

    /// A place that refers to an actor.
    Mention {
        /// The actor's id.
        actor: Text<'a>,
        /// How it refers.
        kind: Word<MentionKind>,
        /// The first unit.
        start: u32,
        /// One past the last.
        end: u32,
    }

    /// An attribution.
    Quote {
        /// How much of it stands in quotation marks.
        kind: Word<QuoteKind>,
        /// Where the content begins.
        start: Option<u32>,
        /// Where the content ends.
        end: Option<u32>,
        /// The parts of the content.
        spans: Option<Vec<(u32, u32)>>,
        /// The words that signal it.
        cue: Option<Range>,
        /// The words that name its source.
        source: Option<Range>,
        /// The speaker's id.
        speaker: Option<Text<'a>>,
        /// The ids of all who say it, the speaker first, where several do.
        #[serde(default, deserialize_with = "or_none", skip_serializing_if = "Vec::is_empty")]
        speakers: Vec<Text<'a>>,
        /// Whether the reporter keeps a distance.
        #[serde(default)]
        hedged: bool,
    }

    /// A stance.
    Position {
        /// Which.
        kind: Word<PositionKind>,
        /// For (1), against (-1) or neither (0); the kind's own when left out.
        polarity: Option<i8>,
        /// Where the target begins.
        start: Option<u32>,
        /// Where the target ends.
        end: Option<u32>,
        /// The parts of the target.
        spans: Option<Vec<(u32, u32)>>,
        /// The words that show it.
        cue: Option<Range>,
        /// The holder's words in the sentence.
        source: Option<Range>,
        /// The holder's id.
        holder: Option<Text<'a>>,
        /// The ids of all who hold it, the holder first, where several do.
        #[serde(default, deserialize_with = "or_none", skip_serializing_if = "Vec::is_empty")]
        holders: Vec<Text<'a>>,
        /// The id of the quote that states it.
        quote: Option<Text<'a>>,
        /// Whether the reporter keeps a distance.
        #[serde(default)]
        hedged: bool,
    }
}

/// A list that may be `null`, as in a table that has a cell for it in each row.
fn or_none<'de, D: Deserializer<'de>, T: Deserialize<'de>>(input: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or_default())
}

/// The ids of all who stand behind something: those of a list of several, else the one.
fn everybody<'i>(one: &'i Option<Text<'_>>, all: &'i [Text<'_>]) -> impl Iterator<Item = &'i str> + Clone {
    let alone = one.iter().filter(move |_| all.is_empty());
    alone.chain(all).map(|id| &**id)
}

/// A list of ids as the native shape has it: none where it holds no several.
pub(super) fn several(ids: Vec<Text<'_>>) -> Vec<Text<'_>> {
    if ids.len() > 1 { ids } else { Vec::new() }
}

impl Quote<'_> {
    /// The ids of all who say it, the speaker first.
    pub fn everybody(&self) -> impl Iterator<Item = &str> + Clone {
        everybody(&self.speaker, &self.speakers)
    }

    /// The parts of the content; empty only before [`Document::into_model`] has verified the document.
    pub fn parts(&self) -> &[(u32, u32)] {
        self.spans.as_deref().unwrap_or_default()
    }
}

impl Position<'_> {
    /// The ids of all who hold it, the holder first.
    pub fn everybody(&self) -> impl Iterator<Item = &str> + Clone {
        everybody(&self.holder, &self.holders)
    }

    /// The parts of the target; empty only before [`Document::into_model`] has verified the document.
    pub fn parts(&self) -> &[(u32, u32)] {
        self.spans.as_deref().unwrap_or_default()
    }
}
