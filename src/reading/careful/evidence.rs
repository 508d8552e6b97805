//! What decided each suggestion, put on record with the words that it lies in. Nothing is decided or guessed here: all of it was seen before.

use std::ops::Range;

use super::heads::Purpose;
use super::mentions::{Links, Mention};
use super::said::{Reading, Said, Stance};
use crate::model::{Clue, Ground, MentionKind};

/// What a text's suggestions were made from.
pub(super) struct Evidence<'r> {
    pub(super) reading: &'r Reading<'r>,
    pub(super) mentions: &'r [Mention],
    pub(super) quotes: &'r [Said],
}

impl Evidence<'_> {
    fn ground(&self, clue: Clue, words: &Range<usize>) -> Ground {
        Ground::new(clue).at(self.reading.form.span(words))
    }

    fn words(&self, mention: usize) -> Range<usize> {
        let found = &self.mentions[mention].found;
        found.first..found.last + 1
    }

    /// Its head, the source that asked for it where it was not likely enough by itself, and what it was linked to.
    pub(super) fn mention<'n>(&self, number: usize, links: &Links, name: &impl Fn(usize) -> &'n str) -> Vec<Ground> {
        let Mention { found, chance, .. } = &self.mentions[number];
        let how = match found.kind {
            MentionKind::Name => "name",
            MentionKind::Role => "a description",
            MentionKind::Pronoun => "a pronoun",
        };
        let mut grounds = vec![self.ground(Clue::Head, &(found.head..found.head + 1)).taken_for(how).sure(*chance)];
        if *chance <= self.reading.settings.mention {
            let sources = self.quotes.iter().filter_map(|quote| quote.source.as_ref());
            grounds.extend(
                sources
                    .filter(|source| source.contains(&found.head))
                    .take(1)
                    .map(|source| self.ground(Clue::Sought, &self.reading.source(source))),
            );
        }
        let linked = match links.antecedents[number] {
            Some(earlier) => self.ground(Clue::Antecedent, &self.words(earlier)).taken_for(name(links.actors[number])),
            None => Ground::new(Clue::First),
        };
        grounds.push(linked.sure(links.chances[number]));
        grounds
    }

    /// Its cue or its beginning, whether marks gave it more words, the words of its source, and whom these were linked to.
    pub(super) fn quote<'n>(&self, said: &Said, name: &impl Fn(usize) -> &'n str) -> Vec<Ground> {
        let begin = match &said.cue {
            Some(cue) => self.ground(Clue::Cue, cue).sure(said.chance),
            None => self.ground(Clue::Opening, &(said.anchor..said.anchor + 1)),
        };
        debug_assert_eq!(said.cue.is_none(), said.purpose == Purpose::UncuedQuote);
        let marks = said.widened.then(|| Ground::new(Clue::Marks));
        let source = said.source.as_ref().map(|source| self.ground(Clue::Source, &self.reading.source(source)));
        [Some(begin), marks, source, Some(self.agent(said, name))].into_iter().flatten().collect()
    }

    /// The words that take the stance, its kind, and whom it was linked to.
    pub(super) fn position<'n>(&self, said: &Said, stance: &Stance, name: &impl Fn(usize) -> &'n str) -> Vec<Ground> {
        let cue = said.cue.clone().unwrap_or(said.anchor..said.anchor + 1);
        let kind = Ground::new(Clue::Kind).taken_for(stance.kind.word()).sure(stance.likely);
        vec![self.ground(Clue::Stance, &cue).sure(said.chance), kind, self.agent(said, name)]
    }

    fn agent<'n>(&self, said: &Said, name: &impl Fn(usize) -> &'n str) -> Ground {
        match said.agent.zip(said.named_by) {
            Some(((actor, chance), mention)) => self.ground(Clue::Agent, &self.words(mention)).taken_for(name(actor)).sure(chance),
            None => Ground::new(Clue::Nobody),
        }
    }
}
