//! The cast of an article while it is gathered: who there is, what is known about each, and every place that mentions one.
//!
//! It keeps what others decide and settles the outcome: the type, the name and the role of each actor, and whether it is one by itself.

use std::ops::Range;

use super::spelling::key;
use super::{Actors, roles};
use crate::article::Article;
use crate::lexicon::titles::Gender;
use crate::model::{Actor, ActorId, ActorType, Mention, MentionKind};
use crate::order;
use crate::reasons::Rule;

/// An actor in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Entity {
    /// The words of its fullest name; `None` for one without a name.
    pub(super) name: Option<Range<usize>>,
    /// That name as names are compared.
    pub(super) key: Box<str>,
    /// The words that describe it: a title, an apposition, or the phrase that stands for it.
    pub(super) description: Option<Range<usize>>,
    /// How much speaks for each type, in the order of [`ActorType::ALL`].
    pub(super) votes: [u32; 5],
    /// The country that it is.
    pub(super) land: Option<&'static str>,
    /// The country that it belongs to.
    pub(super) nation: Option<&'static str>,
    /// Nouns and adjectives from its titles and descriptions.
    pub(super) nouns: Vec<String>,
    /// Whether titles, nouns or pronouns tell a man or a woman.
    pub(super) gender: Option<Gender>,
    /// Whether it is several.
    pub(super) plural: bool,
    /// Whether it is more than a mere place or modifier somewhere.
    pub(super) strong: bool,
    /// Whether it acts somewhere.
    pub(super) acts: bool,
    /// Whether it is definite enough to be an actor without acting: `the Ukrainian delegation`.
    pub(super) standing: bool,
    /// Whether it is the source of what is said somewhere.
    pub(super) speaks: bool,
    /// The first word of the first title or description beside its name.
    pub(super) described_at: Option<usize>,
    /// The word that says whose it is: `my`, `his`.
    pub(super) owner: Option<String>,
    /// How strongly pronouns tell a man, a woman.
    pub(super) pronouns: [f32; 2],
    /// Whether more than a rule of thumb tells what it is.
    pub(super) sure: bool,
    /// Whether a phrase presents it as known or new, but does not say who it is.
    pub(super) anonymous: bool,
}

impl Entity {
    /// Gives it the name `words`.
    pub(super) fn call(&mut self, article: &Article<'_>, words: Range<usize>) {
        self.key = key(article, &words).into();
        self.name = Some(words);
    }

    /// Adds `weight` for `kind`.
    pub(super) fn vote(&mut self, kind: ActorType, weight: u32) {
        self.votes[kind as usize] += weight;
    }

    /// The type with the most votes, the first of equals.
    pub(super) fn kind(&self) -> Option<ActorType> {
        let best = *self.votes.iter().max()?;
        ActorType::ALL.iter().copied().find(|kind| best > 0 && self.votes[*kind as usize] == best)
    }

    /// Whether it is one human being as far as is known.
    pub(super) fn is_person(&self) -> bool {
        !self.plural && self.kind().is_none_or(|kind| kind == ActorType::Person)
    }

    /// Learns from the words of a title or description.
    pub(super) fn learn(&mut self, article: &Article<'_>, words: &Range<usize>) {
        let (land, told, gender) = roles::told(article, words);
        self.nation = self.nation.or(land);
        self.gender = self.gender.or(gender);
        self.nouns.extend(told.into_iter().take(16usize.saturating_sub(self.nouns.len())));
        let courtesy = words.clone().all(|word| roles::is_courtesy(article.lower(word)));
        if !courtesy {
            self.described_at = Some(self.described_at.map_or(words.start, |at| at.min(words.start)));
        }
        if !courtesy && self.description.as_ref().is_none_or(|known| known.len() < 2 && words.len() > 1) {
            self.description = Some(words.clone());
        }
    }
}

/// A mention in the making.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Its words together with the title before it.
    pub(super) whole: Range<usize>,
    /// Whether it only modifies a noun or stands in a title.
    pub(super) modifier: bool,
    /// Whom it means.
    pub(super) entity: usize,
    /// How.
    pub(super) kind: MentionKind,
    /// Why.
    pub(super) rule: Rule,
}

/// Everyone and everything found so far.
#[derive(Clone, Default)]
pub(super) struct Cast {
    /// The actors.
    pub(super) entities: Vec<Entity>,
    /// The mentions, in the order of the walk.
    pub(super) found: Vec<Found>,
}

impl Cast {
    /// A new actor.
    pub(super) fn add(&mut self, entity: Entity) -> usize {
        self.entities.push(entity);
        self.entities.len() - 1
    }

    /// The actors in order of first mention, with their mentions in text order.
    pub(super) fn settle(mut self, article: &Article<'_>) -> Actors {
        order::by_key(&mut self.found, |found| [found.words.start as u32, found.words.end as u32, 0]);
        self.found.dedup_by(|next, last| next.words == last.words);
        drop_crossing(&mut self.found);
        let mut places: Vec<Option<u32>> = vec![None; self.entities.len()];
        let mut actors = Actors::default();
        actors.mentions.reserve(self.found.len());
        actors.wholes.reserve(self.found.len());
        actors.modifiers.reserve(self.found.len());
        for found in &self.found {
            let Some(span) = article.span(&found.words) else { continue };
            let entity = &self.entities[found.entity];
            let id = *places[found.entity].get_or_insert_with(|| {
                actors.actors.push(actor(article, entity, found));
                actors.keep.push(stands(entity));
                actors.actors.len() as u32 - 1
            });
            actors.mentions.push(Mention { span, actor: ActorId(id), kind: found.kind, note: found.rule.note() });
            actors.wholes.push(article.span(&found.whole).unwrap_or(span));
            actors.modifiers.push(found.modifier);
        }
        actors
    }
}

/// Of two mentions in text order that share words, while neither lies within the other, the later one is dropped: names that run together.
fn drop_crossing(found: &mut Vec<Found>) {
    let mut open: Vec<Range<usize>> = Vec::new();
    found.retain(|Found { words, .. }| {
        open.retain(|earlier| words.start < earlier.end);
        let crosses = open.iter().any(|earlier| earlier.start < words.start && earlier.end < words.end);
        if !crosses {
            open.push(words.clone());
        }
        !crosses
    });
}

/// Whether the actor belongs to the document even if it neither speaks nor holds a position.
fn stands(entity: &Entity) -> bool {
    if entity.name.is_some() || entity.land.is_some() {
        let person = entity.kind() == Some(ActorType::Person);
        let people = entity.kind() == Some(ActorType::Group);
        entity.strong && ((entity.sure && !people) || entity.acts || person)
    } else {
        entity.acts || entity.standing
    }
}

fn actor(article: &Article<'_>, entity: &Entity, first: &Found) -> Actor {
    let words = |range: &Range<usize>| article.span(range).map(|span| collapse(span.slice(article.text))).unwrap_or_default();
    let name = match (&entity.land, &entity.name) {
        (_, Some(name)) => words(name),
        (Some(land), None) => (*land).into(),
        (None, None) => entity.description.as_ref().map_or_else(|| words(&first.words), words),
    };
    let role = entity.name.is_some().then(|| entity.description.as_ref().map(words)).flatten().filter(|role| !role.is_empty());
    let kind = entity.kind().or(entity.speaks.then_some(ActorType::Person));
    let rule = if entity.name.is_some() || entity.land.is_some() { Rule::ActorNamed } else { Rule::ActorDescribed };
    Actor {
        kind,
        name: name.into(),
        role: role.map(Into::into),
        anonymous: entity.name.is_none() && entity.land.is_none() && entity.anonymous,
        note: rule.note(),
    }
}

/// The words with single spaces: a line break inside a name is the layout's.
fn collapse(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
