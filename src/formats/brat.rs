//! brat standoff: the text, its annotations line by line, and the configuration that brat needs to show them.
//!
//! It decides how actors, quotes and positions become brat's text-bounds, events and equivalences, and refuses to let an annotation run over
//! a line end, because brat does. Offsets count code points in a text whose lines end in LF; what brat cannot hold as such (why something was
//! suggested, ids, other programs' fields) stands in notes as JSON, so that it survives.

mod read;
mod standoff;
mod write;

use serde::{Deserialize, Serialize};

use super::wire::{Extra, Text, Word};
use super::{Format, Group, Input, Reader};
use crate::model::Status;

pub(super) const FORMAT: Format = Format {
    id: "brat",
    name: "brat standoff",
    extension: "ann",
    description: "For brat and the many programs that read its files: text, annotations and configuration.",
    group: Group::Tools,
    joins: false,
    files: 3,
    write: write::write,
    read: Some(Reader { recognizes, read: read::read }),
};

/// The kind of note that holds an annotation's [`Tail`].
const NOTE: &str = "Whosaid";
/// The kind of note that holds an actor, at its first mention.
const ACTOR_NOTE: &str = "WhosaidActor";

/// What is known about where an annotation comes from.
#[derive(Default, Serialize, Deserialize)]
struct Tail<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "is_suggested")]
    status: Word<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(flatten)]
    extra: Extra,
}

fn is_suggested(status: &Word<Status>) -> bool {
    status.0 == Status::Suggested
}

/// Whether most lines look like standoff. The name decides where none does, so that a reader can say what is wrong with them; `.ann` means
/// other things elsewhere, but not what is marked up.
fn recognizes(input: &Input<'_>) -> bool {
    let standoff = |line: &str| {
        let mut fields = line.split('\t');
        let id = fields.next().unwrap_or_default();
        let (letter, number) = id.split_at_checked(1).unwrap_or_default();
        id == "*" || "TEARMN#".contains(letter) && !letter.is_empty() && number.parse::<u32>().is_ok() && fields.next().is_some()
    };
    let lines = || input.content.split('\n').map(|line| line.trim_end_matches('\r')).filter(|line| !line.is_empty());
    let (good, all) = (lines().filter(|line| standoff(line)).count(), lines().count());
    let named = || input.name.to_lowercase().ends_with(".ann") && !input.content.trim_start().starts_with(['{', '[', '<']);
    2 * good > all || named()
}

fn polarity_word(polarity: i8) -> &'static str {
    match polarity {
        1 => "for",
        -1 => "against",
        _ => "neither",
    }
}

/// Whether brat's server (Python's `str.splitlines`) ends a line at `c`.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
