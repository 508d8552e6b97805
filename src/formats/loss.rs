//! The loss report: what a format could not hold, in numbers.
//!
//! It decides how losses are counted and refuses to decide what a loss is: each format knows that.

use super::wire::{self, EVIDENCE, Extra};
use crate::model::Status;

/// Something that a format cannot hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loss {
    /// What is left out or changed, as a plural: `links to the quote`.
    pub what: &'static str,
    /// How many; never 0.
    pub count: usize,
}

/// What is lost of fields that Whosaid does not know.
pub(super) const OTHER_FIELDS: &str = "fields of other programs";

/// Counts `count` more of `what`.
pub(super) fn add(losses: &mut Vec<Loss>, what: &'static str, count: usize) {
    match losses.iter_mut().find(|loss| loss.what == what) {
        _ if count == 0 => {}
        Some(loss) => loss.count += count,
        None => losses.push(Loss { what, count }),
    }
}

/// What every format loses that holds annotations but nothing else of the document, or of other programs.
pub(super) fn of_document(losses: &mut Vec<Loss>, document: &wire::Document<'_>) {
    add(losses, "names of the language", usize::from(document.language.is_some()));
    add(losses, "titles", usize::from(document.title.is_some()));
    of_reading(losses, document);
    add(losses, OTHER_FIELDS, document.extra.len());
}

/// What every format loses that does not say which reading made the suggestions.
pub(super) fn of_reading(losses: &mut Vec<Loss>, document: &wire::Document<'_>) {
    add(losses, "names of the reading", usize::from(document.reading.is_some()));
}

/// What every format loses that keeps no fields of other programs with its annotations.
pub(super) fn of_annotations(losses: &mut Vec<Loss>, document: &wire::Document<'_>) {
    let fields = |extra: &Extra| extra.len() - usize::from(is_seen(extra));
    let actors: usize = document.actors.iter().map(|item| fields(&item.extra)).sum();
    let mentions: usize = document.mentions.iter().map(|item| fields(&item.extra)).sum();
    let quotes: usize = document.quotes.iter().map(|item| fields(&item.extra)).sum();
    let positions: usize = document.positions.iter().map(|item| fields(&item.extra)).sum();
    add(losses, OTHER_FIELDS, actors + mentions + quotes + positions);
    add(losses, "records of what decided", over_all(document, |item| is_seen(item.extra)));
}

/// Whether the fields hold what decided a suggestion.
fn is_seen(extra: &Extra) -> bool {
    extra.get(EVIDENCE).is_some_and(|evidence| evidence.get("grounds").is_some())
}

/// What every format loses that holds no links: of mentions to their actor, and of quotes and positions to cue, source, actor and quote.
pub(super) fn of_links(losses: &mut Vec<Loss>, document: &wire::Document<'_>) {
    let quotes = document.quotes.iter().map(|quote| ([quote.cue.is_some(), quote.source.is_some(), false], quote.everybody().count()));
    let held = document.positions.iter();
    let positions = held.map(|item| ([item.cue.is_some(), item.source.is_some(), item.quote.is_some()], item.everybody().count()));
    let links: usize = quotes.chain(positions).map(|(links, agents)| links.iter().filter(|link| **link).count() + agents).sum();
    let further = |parts: &[(u32, u32)]| parts.len().saturating_sub(1);
    let parts = document.quotes.iter().map(|quote| further(quote.parts()));
    let parts: usize = parts.chain(document.positions.iter().map(|position| further(position.parts()))).sum();
    add(losses, "links", document.mentions.len() + links);
    add(losses, "joints between the parts of a content", parts);
}

/// What every format loses that shows contents, but not the words that signal them and name their source.
pub(super) fn of_cues(losses: &mut Vec<Loss>, document: &wire::Document<'_>) {
    let quotes = document.quotes.iter().flat_map(|quote| [quote.cue, quote.source]);
    let positions = document.positions.iter().flat_map(|position| [position.cue, position.source]);
    add(losses, "places of cues and sources", quotes.chain(positions).flatten().count());
}

/// What every format loses that holds labeled places only: the document's own fields, actors, and all that is known about an annotation.
pub(super) fn of_flat(losses: &mut Vec<Loss>, document: &wire::Document<'_>) {
    add(losses, "actors", document.actors.len());
    add(losses, "kinds of mentions", document.mentions.len());
    add(losses, "polarities", document.positions.len());
    let hedged = document.quotes.iter().map(|item| item.hedged).chain(document.positions.iter().map(|item| item.hedged));
    add(losses, "distances that the reporter keeps", hedged.filter(|hedged| *hedged).count());
    of_origins(losses, document);
    of_document(losses, document);
    of_annotations(losses, document);
}

/// What every format loses that does not say where an annotation comes from.
pub(super) fn of_origins(losses: &mut Vec<Loss>, document: &wire::Document<'_>) {
    of_reasons(losses, document);
    add(losses, "confidences", over_all(document, |item| item.confidence));
}

/// What every format loses that says how sure a suggestion is, but neither why it was made nor what a person did with it.
pub(super) fn of_reasons(losses: &mut Vec<Loss>, document: &wire::Document<'_>) {
    add(losses, "reasons", over_all(document, |item| item.reason));
    add(losses, "marks of what a person has looked at or made", over_all(document, |item| item.status != wire::Word::default()));
}

/// What is looked at in an annotation.
struct Item<'a> {
    reason: bool,
    confidence: bool,
    status: wire::Word<Status>,
    extra: &'a Extra,
}

/// How many annotations have something.
fn over_all(document: &wire::Document<'_>, has: impl Fn(Item<'_>) -> bool) -> usize {
    macro_rules! count {
        ($($list:ident)+) => { 0 $(+ document.$list.iter().filter(|item| has(Item {
            reason: item.reason.is_some(),
            confidence: item.confidence.is_some(),
            status: item.status,
            extra: &item.extra,
        })).count())+ };
    }
    count!(actors mentions quotes positions)
}
