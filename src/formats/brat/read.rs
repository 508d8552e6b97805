//! Reads standoff.
//!
//! It decides which lines are mentions, quotes and positions, and how they are linked; the lines themselves, `standoff` reads.

use std::collections::{HashMap, HashSet};

use super::standoff::{Event, Standoff, parse};
use super::{ACTOR_NOTE, Tail, polarity_word};
use crate::formats::labels::{ACTOR, by_type, mention_type, position_type, quote_type};
use crate::formats::wire::{Actor, Document, Extra, FORMAT, Mention, Position, Quote, Range, Text, Word, number, unit_word};
use crate::formats::{Article, Import, ImportError, Input, Loss, stem};
use crate::model::{ActorType, MentionKind, PositionKind, QuoteKind};
use crate::text::Unit;

pub(super) fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    let name = stem(input.name);
    let text = input.text.ok_or_else(|| {
        ImportError::new("the text is not here", format!("Open it together with {name}.txt, which these annotations were made for"))
    })?;
    let mut standoff = Standoff::parse(input.content)?;
    let unit = standoff.unit(text)?;
    standoff.merge(text, unit);
    let mut losses = Vec::new();
    let document = document(&standoff, text, unit, &mut losses)?;
    let (text, document) = document.into_model()?;
    Ok(Import { articles: vec![Article { name: name.to_owned(), text, document }], losses })
}

fn document<'a>(standoff: &Standoff<'a>, text: &'a str, unit: Unit, losses: &mut Vec<Loss>) -> Result<Document<'a>, ImportError> {
    let (groups, quote_ids) = (standoff.groups()?, standoff.quote_ids()?);
    let mut builder = Builder { standoff, groups, quote_ids, actors: Vec::new(), actor_of: HashMap::new(), used: HashSet::new() };
    let mentions = builder.mentions()?;
    let quotes = builder.quotes()?;
    let positions = builder.positions()?;
    let Builder { actors, used, .. } = builder;
    standoff.count_losses(&used, losses);
    Ok(Document {
        format: FORMAT.into(),
        offset_unit: Some(unit_word(unit).into()),
        text: text.into(),
        language: None,
        title: None,
        actors,
        mentions,
        quotes,
        positions,
        extra: Extra::new(),
    })
}

/// The parts of a content, and its cue.
type Places = (Vec<(u32, u32)>, Option<Range>);

/// Turns lines into annotations.
struct Builder<'s, 'a> {
    standoff: &'s Standoff<'a>,
    groups: HashMap<&'a str, &'a str>,
    quote_ids: HashMap<&'a str, Text<'a>>,
    actors: Vec<Actor<'a>>,
    /// The actor's place for a mention or its group.
    actor_of: HashMap<&'a str, usize>,
    /// Ids of lines that were understood.
    used: HashSet<&'a str>,
}

impl<'a> Builder<'_, 'a> {
    /// Finds the actors behind the mentions, in order of first mention.
    fn find_actors(&mut self) -> Result<(), ImportError> {
        let mut members: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, (id, _)) in self.standoff.text_bounds.iter().enumerate() {
            members.entry(self.group(id)).or_default().push(place);
        }
        for (id, bound) in self.standoff.text_bounds.iter().filter(|(_, bound)| is_mention(bound.kind)) {
            let group = self.group(id);
            if !self.actor_of.contains_key(group) {
                let kind = by_type(ActorType::ALL, |kind| mention_type(Some(kind)), bound.kind);
                let actor = self.actor(kind, members.get(group).map_or(&[], Vec::as_slice))?;
                self.actor_of.insert(group, self.actors.len());
                self.actors.push(actor);
            }
        }
        number(self.actors.iter_mut().map(|actor| &mut actor.id), 'a');
        Ok(())
    }

    fn mentions(&mut self) -> Result<Vec<Mention<'a>>, ImportError> {
        self.find_actors()?;
        let mut mentions = Vec::new();
        for (id, bound) in self.standoff.text_bounds.iter().filter(|(_, bound)| is_mention(bound.kind)) {
            let actor = self.actor_id(id).unwrap_or_default();
            let Tail { id: own, status, reason, confidence, extra } = self.standoff.tail(id)?;
            let kind = self.word::<MentionKind>(id, "Mention", MentionKind::from_word)?.unwrap_or(MentionKind::Name);
            for &(start, end) in &bound.parts {
                let (own, reason, extra) = (own.clone().filter(|_| (start, end) == bound.parts[0]), reason.clone(), extra.clone());
                mentions.push(Mention { id: own, actor: actor.clone(), kind: Word(kind), start, end, status, reason, confidence, extra });
            }
            self.used.insert(id);
        }
        number(mentions.iter_mut().map(|mention| &mut mention.id), 'm');
        Ok(mentions)
    }

    fn group(&self, id: &'a str) -> &'a str {
        self.groups.get(id).copied().unwrap_or(id)
    }

    fn actor_id(&self, mention: &'a str) -> Option<Text<'a>> {
        let place = self.actor_of.get(self.group(mention))?;
        Some(self.actors[*place].id.clone().unwrap_or_default())
    }

    /// The actor behind text-bounds: as its note says, else called as its longest mention.
    fn actor(&self, kind: Option<ActorType>, members: &[usize]) -> Result<Actor<'a>, ImportError> {
        let bounds = || members.iter().map(|place| &self.standoff.text_bounds[*place]);
        let note = bounds().find_map(|(id, _)| self.standoff.notes.get(&(*id, ACTOR_NOTE)));
        let mut actor: Actor<'a> = match note {
            Some((line, json)) => parse(json, *line)?,
            None => {
                let name = bounds().map(|(_, bound)| bound.words).max_by_key(|words| words.chars().count()).unwrap_or_default();
                Actor::named(name)
            }
        };
        actor.r#type = kind.map(Word);
        Ok(actor)
    }

    /// The value of an attribute.
    fn word<T>(&self, id: &'a str, name: &str, value: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ImportError> {
        let Some((line, word)) = self.standoff.attributes.get(&(id, name)) else { return Ok(None) };
        let error = || ImportError::new(format!("“{word}” is no value of {name}"), "See annotation.conf for the values").at_line(*line);
        value(word).map(Some).ok_or_else(error)
    }

    /// The content of an event and its cue: an event without content has its trigger for content, and no cue.
    fn places(&mut self, event: &Event<'a>, role: &str) -> Result<Places, ImportError> {
        let trigger = self.standoff.bound(event.trigger, event.line)?;
        self.used.extend([event.id, event.trigger]);
        match event.argument(role) {
            Some(id) => {
                self.used.insert(id);
                let content = self.standoff.bound(id, event.line)?.parts.clone();
                Ok((content, range(&trigger.parts)))
            }
            None => Ok((trigger.parts.clone(), None)),
        }
    }

    fn source(&mut self, event: &Event<'a>) -> Result<Option<Range>, ImportError> {
        let Some(id) = event.argument("Source") else { return Ok(None) };
        self.used.insert(id);
        Ok(range(&self.standoff.bound(id, event.line)?.parts))
    }

    fn link(&self, event: &Event<'a>, role: &str) -> Result<Option<Text<'a>>, ImportError> {
        let Some(id) = event.argument(role) else { return Ok(None) };
        let error = || ImportError::new(format!("{role} {id} is no mention of an actor"), "Link it to one").at_line(event.line);
        self.actor_id(id).map(Some).ok_or_else(error)
    }

    fn quote(&self, event: &Event<'a>) -> Result<Option<Text<'a>>, ImportError> {
        let Some(id) = event.argument("Quote") else { return Ok(None) };
        let error = || ImportError::new(format!("{id} is no quote"), "Link the position to one").at_line(event.line);
        self.quote_ids.get(id).cloned().map(Some).ok_or_else(error)
    }

    fn quotes(&mut self) -> Result<Vec<Quote<'a>>, ImportError> {
        let mut quotes = Vec::new();
        for event in &self.standoff.events {
            let Some(kind) = by_type(QuoteKind::ALL, quote_type, event.kind) else { continue };
            let (spans, cue) = self.places(event, "Content")?;
            let source = self.source(event)?;
            let Tail { status, reason, confidence, extra, .. } = self.standoff.tail(event.id)?;
            quotes.push(Quote {
                id: self.quote_ids.get(event.id).cloned(),
                kind: Word(kind),
                start: None,
                end: None,
                spans: Some(spans),
                cue,
                source,
                speaker: self.link(event, "Speaker")?,
                hedged: self.standoff.attributes.contains_key(&(event.id, "Hedged")),
                status,
                reason,
                confidence,
                extra,
            });
        }
        Ok(quotes)
    }

    fn positions(&mut self) -> Result<Vec<Position<'a>>, ImportError> {
        let mut positions = Vec::new();
        for event in &self.standoff.events {
            let Some(kind) = by_type(PositionKind::ALL, position_type, event.kind) else { continue };
            let (spans, cue) = self.places(event, "Target")?;
            let source = self.source(event)?;
            let Tail { id, status, reason, confidence, extra } = self.standoff.tail(event.id)?;
            let polarity = self.word(event.id, "Polarity", |word| [1, 0, -1].into_iter().find(|value| polarity_word(*value) == word))?;
            positions.push(Position {
                id,
                kind: Word(kind),
                polarity,
                start: None,
                end: None,
                spans: Some(spans),
                cue,
                source,
                holder: self.link(event, "Holder")?,
                quote: self.quote(event)?,
                hedged: self.standoff.attributes.contains_key(&(event.id, "Hedged")),
                status,
                reason,
                confidence,
                extra,
            });
        }
        number(positions.iter_mut().map(|position: &mut Position<'_>| &mut position.id), 'p');
        Ok(positions)
    }
}

fn is_mention(kind: &str) -> bool {
    kind == ACTOR || by_type(ActorType::ALL, |kind| mention_type(Some(kind)), kind).is_some()
}

fn range(parts: &[(u32, u32)]) -> Option<Range> {
    Some(Range { start: parts.first()?.0, end: parts.last()?.1 })
}
