//! Actors: who acts or speaks, and every place that mentions them.
//!
//! Names, roles and pronouns are found one after the other and linked to one actor each. Whether an unnamed group matters enough to be shown is told by
//! [`Actors::keep`] and by what quotes and positions find.

mod link;
mod names;
mod pronouns;
mod roles;

use crate::article::Article;
use crate::model::{Actor, ActorId, Mention, MentionKind, Span};
use crate::reasons::Rule;

/// The actors of an article and the places that mention them.
#[derive(Default)]
pub struct Actors {
    /// Every candidate, in order of first mention.
    pub actors: Vec<Actor>,
    /// Every mention of a candidate, in text order, none within another.
    pub mentions: Vec<Mention>,
    /// For each actor, whether it belongs to the document even if it neither speaks nor holds a position.
    pub keep: Vec<bool>,
}

impl Actors {
    /// The mention that a phrase `words` with the noun `head` refers to, by its place in [`Actors::mentions`]: the one at its noun, else the nearest
    /// behind it (`chief Kaja Kallas`), else the nearest before.
    pub fn mention_in(&self, head: Span, words: Span) -> Option<usize> {
        let from = self.mentions.partition_point(|mention| mention.span.end() <= words.start());
        let to = self.mentions.partition_point(|mention| mention.span.start() < words.end());
        let within = from..to.max(from);
        let at = within.clone().find(|&i| self.mentions[i].span.overlaps(head));
        let behind = || within.clone().find(|&i| self.mentions[i].span.start() >= head.end());
        let before = || within.clone().rfind(|&i| self.mentions[i].span.end() <= head.start());
        at.or_else(behind).or_else(before)
    }
}

/// The actors of `article`.
pub fn find(article: &Article<'_>) -> Actors {
    let names = names::find(article);
    let roles = roles::find(article, &names);
    let (mut known, mut mentions) = link::link(article, &names, &roles);
    mentions.extend(pronouns::find(article, &mut known, &mentions));
    mentions.sort_by_key(|mention| (mention.words.start, mention.words.end));
    mentions.dedup_by(|next, last| next.words.start < last.words.end);
    assemble(article, &known, &mentions)
}

/// Numbers the actors by first mention and leaves out those that nothing mentions.
fn assemble(article: &Article<'_>, known: &[link::Known], mentions: &[link::Linked]) -> Actors {
    let mut found = Actors::default();
    let mut numbers = vec![None; known.len()];
    for mention in mentions {
        let Some(span) = article.span(&mention.words) else { continue };
        let own = &known[mention.actor];
        let number = *numbers[mention.actor].get_or_insert_with(|| {
            let rule = if own.named { Rule::ActorNamed } else { Rule::ActorDescribed };
            found.actors.push(Actor {
                kind: own.kind,
                name: own.name.as_str().into(),
                role: own.role.as_deref().map(Into::into),
                anonymous: own.anonymous,
                note: rule.note(),
            });
            found.keep.push(own.keep);
            found.actors.len() - 1
        });
        let rule = match mention.kind {
            MentionKind::Name => Rule::MentionName,
            MentionKind::Role => Rule::MentionRole,
            MentionKind::Pronoun => Rule::MentionPronoun,
        };
        found.mentions.push(Mention { span, actor: ActorId(number as u32), kind: mention.kind, note: rule.note() });
    }
    found
}
