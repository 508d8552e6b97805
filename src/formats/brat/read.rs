//! Reads standoff.
//!
//! It decides which lines are mentions, quotes and positions, by the labels that other formats share, and how they are linked; the lines
//! themselves, `standoff` reads. A line that leads nowhere is named and left out.

use std::collections::{HashMap, HashSet};

use super::standoff::{Event, Standoff, parse};
use super::{ACTOR_NOTE, Tail, polarity_word};
use crate::formats::labels::Meaning;
use crate::formats::loss::add;
use crate::formats::wire::{Actor, Document, Extra, FORMAT, Mention, Position, Quote, Range, Text, Word, number, several, unit_word};
use crate::formats::{Article, Import, ImportError, Input, Loss, stem};
use crate::model::{ActorType, MentionKind};
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
    let mut skipped = std::mem::take(&mut standoff.skipped);
    let document = document(&standoff, text, unit, &mut losses, &mut skipped);
    skipped.sort_by_key(|error| error.line);
    let (text, document) = document.into_model()?;
    Ok(Import { articles: vec![Article { name: name.to_owned(), text, document }], losses, skipped, ..Import::default() })
}

fn document<'a>(
    standoff: &Standoff<'a>,
    text: &'a str,
    unit: Unit,
    losses: &mut Vec<Loss>,
    skipped: &mut Vec<ImportError>,
) -> Document<'a> {
    let (groups, quote_ids) = (standoff.groups(), standoff.quote_ids());
    let (actors, actor_of, used) = Default::default();
    let mut builder = Builder { standoff, groups, quote_ids, actors, actor_of, used, skipped };
    let mentions = builder.mentions();
    let quotes = builder.quotes();
    let positions = builder.positions();
    let Builder { actors, used, .. } = builder;
    standoff.count_losses(&used, losses);
    let bounds = standoff.text_bounds.iter().filter(|(_, bound)| is_mention(bound.kind));
    add(losses, "joints between the parts of a mention", bounds.map(|(_, bound)| bound.parts.len() - 1).sum());
    Document {
        format: FORMAT.into(),
        offset_unit: Some(unit_word(unit).into()),
        text: text.into(),
        language: None,
        title: None,
        reading: None,
        actors,
        mentions,
        quotes,
        positions,
        extra: Extra::new(),
    }
}

/// The parts of a content, and its cue.
type Places = (Vec<(u32, u32)>, Option<Range>);

/// Parts, cue, source and actor of a quote or position.
type Reported<'a> = (Vec<(u32, u32)>, Option<Range>, Option<Range>, Vec<Text<'a>>);

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
    /// Why lines were left out.
    skipped: &'s mut Vec<ImportError>,
}

impl<'s, 'a> Builder<'s, 'a> {
    /// Finds the actors behind the mentions, in order of first mention.
    fn find_actors(&mut self) {
        let mut members: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, (id, _)) in self.standoff.text_bounds.iter().enumerate() {
            members.entry(self.group(id)).or_default().push(place);
        }
        for (id, bound) in &self.standoff.text_bounds {
            let (Some(Meaning::Mention(kind)), group) = (Meaning::of(bound.kind), self.group(id)) else { continue };
            if !self.actor_of.contains_key(group) {
                let actor = self.actor(kind, members.get(group).map_or(&[], Vec::as_slice));
                self.actor_of.insert(group, self.actors.len());
                self.actors.push(actor);
            }
        }
        number(self.actors.iter_mut().map(|actor| &mut actor.id), 'a');
    }

    fn mentions(&mut self) -> Vec<Mention<'a>> {
        self.find_actors();
        let mut mentions = Vec::new();
        let standoff = self.standoff;
        for (id, bound) in standoff.text_bounds.iter().filter(|(_, bound)| is_mention(bound.kind)) {
            let actor = self.actor_id(id).unwrap_or_default();
            let Tail { id: own, status, reason, confidence, extra } = standoff.tail(id);
            let kind = self.word(id, "Mention", MentionKind::from_word).unwrap_or(MentionKind::Name);
            for &(start, end) in &bound.parts {
                let (own, reason, extra) = (own.clone().filter(|_| (start, end) == bound.parts[0]), reason.clone(), extra.clone());
                mentions.push(Mention { id: own, actor: actor.clone(), kind: Word(kind), start, end, status, reason, confidence, extra });
            }
            self.used.insert(id);
        }
        number(mentions.iter_mut().map(|mention| &mut mention.id), 'm');
        mentions
    }

    fn group(&self, id: &'a str) -> &'a str {
        self.groups.get(id).copied().unwrap_or(id)
    }

    fn actor_id(&self, mention: &'a str) -> Option<Text<'a>> {
        let place = self.actor_of.get(self.group(mention))?;
        Some(self.actors[*place].id.clone().unwrap_or_default())
    }

    /// The actor behind text-bounds: as its note says, else called as its longest mention.
    fn actor(&self, kind: Option<ActorType>, members: &[usize]) -> Actor<'a> {
        let bounds = || members.iter().map(|place| &self.standoff.text_bounds[*place]);
        let note = bounds().find_map(|(id, _)| self.standoff.notes.get(&(*id, ACTOR_NOTE)));
        let noted = note.and_then(|(line, json)| parse::<Actor<'a>>(json, *line).ok());
        let longest = || bounds().map(|(_, bound)| bound.words).max_by_key(|words| words.chars().count()).unwrap_or_default();
        Actor { r#type: kind.map(Word), ..noted.unwrap_or_else(|| Actor::named(longest())) }
    }

    /// The value of an attribute: another program's of the same name may have values that we do not know.
    fn word<T>(&mut self, id: &'a str, name: &str, value: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (line, word) = self.standoff.attributes.get(&(id, name))?;
        let known = value(word);
        if known.is_none() {
            let what = format!("“{word}” is no value of {name} that Whosaid knows");
            self.skipped.push(ImportError::new(what, "See annotation.conf for the values").at_line(*line));
        }
        known
    }

    /// What a line says, unless it leads nowhere.
    fn or_skipped<T>(&mut self, read: Result<T, ImportError>) -> Option<T> {
        read.map_err(|error| self.skipped.push(error)).ok()
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

    /// The ids of all actors that an event is linked to.
    fn links(&self, event: &Event<'a>, role: &str) -> Result<Vec<Text<'a>>, ImportError> {
        let error = |id| ImportError::new(format!("{role} {id} is no mention of an actor"), "Link it to one").at_line(event.line);
        event.arguments(role).map(|id| self.actor_id(id).ok_or_else(|| error(id))).collect()
    }

    fn quote(&self, event: &Event<'a>) -> Result<Option<Text<'a>>, ImportError> {
        let Some(id) = event.argument("Quote") else { return Ok(None) };
        let error = || ImportError::new(format!("{id} is no quote"), "Link the position to one").at_line(event.line);
        self.quote_ids.get(id).cloned().map(Some).ok_or_else(error)
    }

    fn quotes(&mut self) -> Vec<Quote<'a>> {
        let mut quotes = Vec::new();
        for event in &self.standoff.events {
            let Some(Meaning::Quote(kind)) = Meaning::of(event.kind) else { continue };
            let read = self.reported(event, "Content", "Speaker");
            let Some((spans, cue, source, speakers)) = self.or_skipped(read) else {
                // Nothing leads to a quote that is not there.
                self.quote_ids.remove(event.id);
                continue;
            };
            let Tail { status, reason, confidence, extra, .. } = self.standoff.tail(event.id);
            quotes.push(Quote {
                id: self.quote_ids.get(event.id).cloned(),
                kind: Word(kind),
                start: None,
                end: None,
                spans: Some(spans),
                cue,
                source,
                speaker: speakers.first().cloned(),
                speakers: several(speakers),
                hedged: self.standoff.attributes.contains_key(&(event.id, "Hedged")),
                status,
                reason,
                confidence,
                extra,
            });
        }
        quotes
    }

    fn positions(&mut self) -> Vec<Position<'a>> {
        let mut positions = Vec::new();
        for event in &self.standoff.events {
            let Some(Meaning::Position(kind)) = Meaning::of(event.kind) else { continue };
            let read = self.reported(event, "Target", "Holder").and_then(|reported| Ok((reported, self.quote(event)?)));
            let Some(((spans, cue, source, holders), quote)) = self.or_skipped(read) else { continue };
            let Tail { id, status, reason, confidence, extra } = self.standoff.tail(event.id);
            let polarity = self.word(event.id, "Polarity", |word| [1, 0, -1].into_iter().find(|value| polarity_word(*value) == word));
            positions.push(Position {
                id,
                kind: Word(kind),
                polarity,
                start: None,
                end: None,
                spans: Some(spans),
                cue,
                source,
                holder: holders.first().cloned(),
                holders: several(holders),
                quote,
                hedged: self.standoff.attributes.contains_key(&(event.id, "Hedged")),
                status,
                reason,
                confidence,
                extra,
            });
        }
        number(positions.iter_mut().map(|position: &mut Position<'_>| &mut position.id), 'p');
        positions
    }

    /// What quotes and positions have in common: parts, cue, source and actor.
    fn reported(&mut self, event: &Event<'a>, role: &str, owner: &str) -> Result<Reported<'a>, ImportError> {
        let (spans, cue) = self.places(event, role)?;
        Ok((spans, cue, self.source(event)?, self.links(event, owner)?))
    }
}

fn is_mention(kind: &str) -> bool {
    matches!(Meaning::of(kind), Some(Meaning::Mention(_)))
}

fn range(parts: &[(u32, u32)]) -> Option<Range> {
    Some(Range { start: parts.first()?.0, end: parts.last()?.1 })
}
