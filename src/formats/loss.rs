//! The loss report: what a format could not hold, in numbers.
//!
//! It decides how losses are counted and refuses to decide what a loss is: each format knows that.

use super::wire::{self, Extra};

/// Something that a format cannot hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loss {
    /// What is left out or changed, as a plural: `links to the quote`.
    pub what: &'static str,
    /// How many; never 0.
    pub count: usize,
}

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
    add(losses, "fields of other programs", document.extra.len());
}

/// What every format loses that keeps no fields of other programs with its annotations.
pub(super) fn of_annotations(losses: &mut Vec<Loss>, document: &wire::Document<'_>) {
    let fields = |extra: &Extra| extra.len();
    let actors: usize = document.actors.iter().map(|item| fields(&item.extra)).sum();
    let mentions: usize = document.mentions.iter().map(|item| fields(&item.extra)).sum();
    let quotes: usize = document.quotes.iter().map(|item| fields(&item.extra)).sum();
    let positions: usize = document.positions.iter().map(|item| fields(&item.extra)).sum();
    add(losses, "fields of other programs", actors + mentions + quotes + positions);
}
