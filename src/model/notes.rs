//! All annotations of a document alike: what they say of where they come from.

use super::{Document, Note};

impl Document {
    /// Where each annotation comes from: actors, mentions, quotes, positions.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        let actors = self.actors.iter().map(|actor| &actor.note);
        let mentions = self.mentions.iter().map(|mention| &mention.note);
        let quotes = self.quotes.iter().map(|quote| &quote.note);
        actors.chain(mentions).chain(quotes).chain(self.positions.iter().map(|position| &position.note))
    }

    /// The same, to be changed.
    pub fn notes_mut(&mut self) -> impl Iterator<Item = &mut Note> {
        let actors = self.actors.iter_mut().map(|actor| &mut actor.note);
        let mentions = self.mentions.iter_mut().map(|mention| &mut mention.note);
        let quotes = self.quotes.iter_mut().map(|quote| &mut quote.note);
        actors.chain(mentions).chain(quotes).chain(self.positions.iter_mut().map(|position| &mut position.note))
    }
}
