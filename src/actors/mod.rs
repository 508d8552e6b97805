//! Who acts or speaks.

use crate::article::Article;
use crate::model::{Actor, ActorId, ActorType, Mention, MentionKind, Span};
use crate::reasons::Rule;

/// The actors of an article and the places that mention them.
#[derive(Default)]
pub struct Actors {
    /// Every candidate, in order of first mention.
    pub actors: Vec<Actor>,
    /// Every mention of a candidate, in text order.
    pub mentions: Vec<Mention>,
    /// For each actor, whether it belongs to the document even if it neither speaks nor holds a position.
    pub keep: Vec<bool>,
}

impl Actors {
    /// The mention that a phrase `words` with the noun `head` refers to, by its place in [`Actors::mentions`].
    pub fn mention_in(&self, head: Span, words: Span) -> Option<usize> {
        let at = self.mentions.iter().position(|mention| mention.span.overlaps(head));
        at.or_else(|| self.mentions.iter().position(|mention| words.contains(mention.span)))
    }
}

/// A stand-in until the real thing lands: every noun or pronoun that could be somebody.
pub fn find(article: &Article<'_>) -> Actors {
    let mut found = Actors::default();
    let mut names: Vec<String> = Vec::new();
    let mut i = 0;
    while i < article.tokens.len() {
        if article.tag(i).is_proper() {
            let start = i;
            while i + 1 < article.tokens.len() && article.tag(i + 1).is_proper() {
                i += 1;
            }
            let name = article.lower(i);
            let id = names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name.clone());
                found.actors.push(Actor {
                    kind: Some(ActorType::Person),
                    name: article.word(i).into(),
                    role: None,
                    anonymous: false,
                    note: Rule::ActorName.note(),
                });
                found.keep.push(true);
                names.len() - 1
            });
            let span = article.tokens.span(start).cover(article.tokens.span(i));
            found.mentions.push(Mention { span, actor: ActorId(id as u32), kind: MentionKind::Name, note: Rule::ActorName.note() });
        }
        i += 1;
    }
    found
}
