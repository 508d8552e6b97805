//! Actors: who acts or speaks, and every place that mentions them.
//!
//! `names` and `roles` propose, `link` and `walk` decide who is the same, `pronouns` binds pronouns. What an actor says or wants is not decided here, nor
//! who "I" and "we" are inside a quotation.

mod beside;
mod cast;
mod evidence;
mod kinds;
mod lands;
mod link;
mod names;
mod phrase;
mod pronouns;
mod resolve;
mod roles;
mod spelling;
mod split;
mod walk;

#[cfg(test)]
mod tests;

use crate::article::Article;
use crate::model::{Actor, ActorId, Mention, MentionKind, Span};
use cast::Cast;

/// The actors of an article and the places that mention them.
#[derive(Default)]
pub struct Actors {
    /// Every candidate, in order of first mention.
    pub actors: Vec<Actor>,
    /// Every mention of a candidate, in text order.
    pub mentions: Vec<Mention>,
    /// For each actor, whether it belongs to the document even if it neither speaks nor holds a position.
    pub keep: Vec<bool>,
    /// For each mention, its words together with the title before it.
    wholes: Vec<Span>,
    /// For each mention, whether it only modifies a noun or stands in a title.
    modifiers: Vec<bool>,
}

/// Finds the actors of `article`. Deterministic; linear in its length.
pub fn find(article: &Article<'_>) -> Actors {
    let names = names::find(article);
    let mut cast = Cast::default();
    let entities = link::names(article, &names, &mut cast);
    let roles = roles::find(article, &names);
    walk::run(article, &names, &entities, &roles, cast).settle(article)
}

impl Actors {
    /// The mention that a phrase `words` with the noun `head` refers to, by its place in [`Actors::mentions`]: the one that covers the head or whose
    /// title does, else the first name in the phrase, those that only modify a noun last.
    pub fn mention_in(&self, head: Span, words: Span) -> Option<usize> {
        let covering = self.overlapping(head).min_by_key(|&mention| (self.modifiers[mention], self.mentions[mention].span.len()));
        let titled = || self.overlapping(words).find(|&mention| self.wholes[mention].overlaps(head) && !self.modifiers[mention]);
        // `Axios correspondent Jane Doe`: who only stands in the title of another does not speak.
        let bearer = |known: usize| {
            let near = known + 1..self.mentions.len().min(known + 4);
            near.rev().find(|&mention| self.is_in_title(known, mention)).unwrap_or(known)
        };
        let covering = covering.map(bearer);
        let within = || {
            self.overlapping(words)
                .filter(|&mention| words.contains(self.mentions[mention].span))
                .min_by_key(|&mention| self.modifiers[mention])
        };
        covering.or_else(titled).or_else(within)
    }

    /// Whether the mention `inner` stands in the title before the name `outer`.
    fn is_in_title(&self, inner: usize, outer: usize) -> bool {
        let name = self.mentions[outer].span;
        self.mentions[outer].kind == MentionKind::Name
            && self.wholes[outer].contains(self.mentions[inner].span)
            && self.mentions[inner].span.end() <= name.start()
    }

    /// The actor mentioned at `byte`.
    pub fn actor_at(&self, byte: u32) -> Option<ActorId> {
        let at = Span::new(byte, byte + 1);
        self.overlapping(at).min_by_key(|&mention| self.mentions[mention].span.len()).map(|mention| self.mentions[mention].actor)
    }

    /// The places of the mentions that share a byte with `span`, in text order.
    fn overlapping(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        // Mentions are short and may nest; the few that begin before the span are looked at too.
        let first = self.mentions.partition_point(|mention| mention.span.end() + LONGEST < span.start());
        let last = self.mentions.partition_point(|mention| mention.span.start() < span.end());
        (first..last.max(first)).filter(move |&mention| self.mentions[mention].span.overlaps(span))
    }
}

/// More bytes than a mention that begins before another one can be longer than it.
const LONGEST: u32 = 400;
