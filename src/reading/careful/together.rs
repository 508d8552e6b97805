//! Who stands behind something together with somebody else: “Munday and Dixson warned”.
//!
//! The head that names who stands behind an anchor shares its belief among those who do so together, since an annotator names each. Whom it believes in a little
//! and who stands beside the likeliest, joined by an “and”, is taken for one of them.

use super::features::{Found, Lower};
use super::said::Said;

/// How much belief is enough beside the likeliest: in the words that name a quote's source, and elsewhere in the sentence.
const IN_SOURCE: f32 = 0.02;
const IN_SENTENCE: f32 = 0.1;
/// How many words may lie between two who are joined, outside the words that name a source.
const REACH: usize = 6;

/// The mentions near an anchor, the number of each one's actor, and how likely each stands behind it.
pub(super) struct Near<'a> {
    pub(super) lower: &'a Lower<'a>,
    pub(super) sentence_of: &'a [u32],
    pub(super) mentions: &'a [Found],
    pub(super) actors: &'a [usize],
    pub(super) chances: &'a [f32],
}

impl Near<'_> {
    /// The actors behind `said` beside its agent, whom the mention `best` names, in text order.
    pub(super) fn joint(&self, said: &Said, best: usize) -> Vec<usize> {
        let Some(agent) = said.actor().filter(|actor| *actor == self.actors[best]) else { return Vec::new() };
        let source = said.source.clone().filter(|source| source.contains(&self.mentions[best].head));
        let least = if source.is_some() { IN_SOURCE } else { IN_SENTENCE };
        let stands_near = |place: usize| match &source {
            Some(source) => source.contains(&self.mentions[place].head),
            None => {
                let between = self.between(best, place);
                self.sentence_of[self.mentions[place].head] == self.sentence_of[self.mentions[best].head] && between.len() <= REACH
            }
        };
        let mut joint = Vec::new();
        for place in (0..self.mentions.len()).filter(|&place| self.chances[place] >= least && stands_near(place)) {
            let actor = self.actors[place];
            if actor != agent && !joint.contains(&actor) && self.are_joined(best, place) {
                joint.push(actor);
            }
        }
        joint
    }

    /// The words between two mentions.
    fn between(&self, one: usize, other: usize) -> std::ops::Range<usize> {
        let (first, second) = (&self.mentions[one.min(other)], &self.mentions[one.max(other)]);
        first.last + 1..second.first.max(first.last + 1)
    }

    fn are_joined(&self, one: usize, other: usize) -> bool {
        self.between(one, other).any(|word| matches!(self.lower.word(word), "and" | "&"))
    }
}
