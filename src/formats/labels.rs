//! The labels that annotations go by in formats with one word for each: `Person`, `DirectQuote`, `Oppose`, `Cue`.
//!
//! It decides how vocabulary words become labels and which words of other programs mean the same, and refuses to decide where labels stand.

use crate::model::{ActorType, PositionKind, QuoteKind};

/// The label of a mention whose actor has no type.
pub(super) const ACTOR: &str = "Actor";
/// The label of the words that signal a quote or show a position.
pub(super) const CUE: &str = "Cue";
/// The label of the words that name a source.
pub(super) const SOURCE: &str = "Source";

/// A vocabulary word with a capital.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

pub(super) fn mention_type(kind: Option<ActorType>) -> String {
    kind.map_or_else(|| ACTOR.to_owned(), |kind| capital(kind.word()))
}

pub(super) fn quote_type(kind: QuoteKind) -> String {
    format!("{}Quote", capital(kind.word()))
}

pub(super) fn position_type(kind: PositionKind) -> String {
    capital(kind.word())
}

/// What a label says about a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    Mention(Option<ActorType>),
    Quote(QuoteKind),
    Position(PositionKind),
    Cue,
    Source,
}

impl Meaning {
    /// What `label` means, in whatever case, with or without a space, hyphen or underscore; the usual short names of entities included.
    pub(super) fn of(label: &str) -> Option<Meaning> {
        let plain: String = label.chars().filter(|c| !c.is_whitespace() && !"-_".contains(*c)).flat_map(char::to_lowercase).collect();
        let is = |label: String| label.to_lowercase() == plain;
        let short = match &*plain {
            "per" => Some(Meaning::Mention(Some(ActorType::Person))),
            "org" | "organisation" => Some(Meaning::Mention(Some(ActorType::Organization))),
            "actor" => Some(Meaning::Mention(None)),
            "cue" => Some(Meaning::Cue),
            "source" => Some(Meaning::Source),
            _ => None,
        };
        let mention = || ActorType::ALL.iter().find(|kind| is(mention_type(Some(**kind)))).map(|kind| Meaning::Mention(Some(*kind)));
        let quote = || QuoteKind::ALL.iter().find(|kind| is(quote_type(**kind))).map(|kind| Meaning::Quote(*kind));
        let position = || PositionKind::ALL.iter().find(|kind| is(position_type(**kind))).map(|kind| Meaning::Position(*kind));
        short.or_else(mention).or_else(quote).or_else(position)
    }
}

/// Every label, in the order of the vocabulary.
pub(super) fn all() -> Vec<String> {
    let mut all: Vec<String> = ActorType::ALL.iter().map(|kind| mention_type(Some(*kind))).collect();
    all.push(ACTOR.to_owned());
    all.extend(QuoteKind::ALL.iter().map(|kind| quote_type(*kind)));
    all.extend(PositionKind::ALL.iter().map(|kind| position_type(*kind)));
    all.extend([CUE.to_owned(), SOURCE.to_owned()]);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_means_something_and_no_two_the_same() {
        let meanings: Vec<Option<Meaning>> = all().iter().map(|label| Meaning::of(label)).collect();
        assert!(meanings.iter().all(Option::is_some));
        assert!((1..meanings.len()).all(|i| !meanings[..i].contains(&meanings[i])));
    }

    #[test]
    fn other_spellings_mean_the_same() {
        for label in ["DIRECT_QUOTE", "direct quote", "Direct-Quote", "DirectQuote"] {
            assert_eq!(Meaning::of(label), Some(Meaning::Quote(QuoteKind::Direct)));
        }
        assert_eq!(Meaning::of("PER"), Some(Meaning::Mention(Some(ActorType::Person))));
        assert_eq!(Meaning::of("GPE"), None);
    }
}
