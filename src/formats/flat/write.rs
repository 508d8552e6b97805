//! A document into pieces and links.
//!
//! It decides the order of the pieces, mentions first, and which mention stands for an actor: one within the source, else the first.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use super::{Flat, Link, Piece, Role};
use crate::formats::labels::{CUE, SOURCE, mention_type, position_type, quote_type};
use crate::formats::loss::add;
use crate::formats::wire::{Actor, Document, Extra, Mention, Position, Quote, Range, unit_word};
use crate::formats::{ExportError, Loss};
use crate::text::Unit;

/// The pieces of `document`. `fit` makes a place one that the format can hold; nothing where there is none.
pub(in crate::formats) fn flatten(
    document: &Document<'_>,
    fit: &dyn Fn(u32, u32) -> Option<(u32, u32)>,
    losses: &mut Vec<Loss>,
) -> Result<Flat, ExportError> {
    let actors = document.actors.iter().filter_map(|actor| Some((actor.id.as_deref()?, actor))).collect();
    let mut writer =
        Writer { flat: Flat::default(), fit, losses, actors, mentions: HashMap::new(), contents: HashMap::new(), shared: HashMap::new() };
    writer.mentions(&document.mentions)?;
    writer.quotes(&document.quotes)?;
    writer.positions(&document.positions)?;
    let Writer { mut flat, mentions, losses, .. } = writer;
    add(losses, "actors without a mention", document.actors.len() - mentions.len());
    flat.document.insert("offset_unit".to_owned(), unit_word(Unit::Codepoint).into());
    let named = [("language", &document.language), ("title", &document.title), ("reading", &document.reading)];
    flat.document.extend(named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::from(value.as_deref()?)))));
    flat.document.extend(document.extra.clone());
    Ok(flat)
}

struct Writer<'w> {
    flat: Flat,
    fit: &'w dyn Fn(u32, u32) -> Option<(u32, u32)>,
    losses: &'w mut Vec<Loss>,
    actors: HashMap<&'w str, &'w Actor<'w>>,
    /// The pieces that mention an actor.
    mentions: HashMap<&'w str, Vec<usize>>,
    /// The first piece of a quote.
    contents: HashMap<&'w str, usize>,
    /// Cues and sources by their places, so that a quote and its position share one.
    shared: HashMap<(&'static str, u32, u32), usize>,
}

impl<'w> Writer<'w> {
    fn fit(&mut self, start: u32, end: u32) -> Option<(u32, u32)> {
        let fitted = (self.fit)(start, end);
        let trimmed = fitted.is_some_and(|place| place != (start, end));
        add(self.losses, "annotations with white space at the edge", usize::from(trimmed));
        fitted
    }

    fn push(&mut self, label: String, (start, end): (u32, u32), details: Extra) -> usize {
        self.flat.pieces.push(Piece { label, start, end, details });
        self.flat.pieces.len() - 1
    }

    fn link(&mut self, role: Role, from: usize, to: usize) {
        self.flat.links.push(Link { role, from, to });
    }

    fn mentions(&mut self, mentions: &'w [Mention<'_>]) -> Result<(), ExportError> {
        let mut count = 0;
        for mention in mentions {
            let Some(place) = self.fit(mention.start, mention.end) else {
                add(self.losses, "annotations of white space", 1);
                continue;
            };
            count += 1;
            let actor = self.actors.get(&*mention.actor).copied();
            let defaults = [("kind", Value::from("name")), ("status", "suggested".into()), ("id", format!("m{count}").into())];
            let mut details = details(mention, &["actor", "start", "end"], &defaults)?;
            let first = self.mentions.get(&*mention.actor).map(|pieces| pieces[0]);
            if let Some(actor) = actor.filter(|_| first.is_none()) {
                details.insert("actor".to_owned(), actor_details(actor, self.mentions.len() + 1)?.into());
            }
            let piece = self.push(mention_type(actor.and_then(|actor| actor.r#type).map(|kind| kind.0)), place, details);
            self.mentions.entry(&mention.actor).or_default().push(piece);
            if let Some(first) = first {
                self.link(Role::Coreference, piece, first);
            }
        }
        Ok(())
    }

    /// The pieces of a content or target; returns the first one.
    fn content(
        &mut self,
        label: &str,
        parts: &[(u32, u32)],
        details: impl FnOnce() -> Result<Extra, ExportError>,
    ) -> Result<Option<usize>, ExportError> {
        let places: Vec<(u32, u32)> = parts.iter().filter_map(|&(start, end)| self.fit(start, end)).collect();
        let Some((first, rest)) = places.split_first() else {
            add(self.losses, "annotations of white space", 1);
            return Ok(None);
        };
        add(self.losses, "parts of white space", parts.len() - places.len());
        let content = self.push(label.to_owned(), *first, details()?);
        for part in rest {
            let part = self.push(label.to_owned(), *part, Extra::new());
            self.link(Role::Part, content, part);
        }
        Ok(Some(content))
    }

    /// The piece of a cue or source and the link to it.
    fn range(&mut self, role: Role, label: &'static str, from: usize, range: Option<Range>) -> Option<(u32, u32)> {
        let range = range?;
        let Some(place) = self.fit(range.start, range.end) else {
            add(self.losses, "annotations of white space", 1);
            return None;
        };
        let piece = match self.shared.get(&(label, place.0, place.1)) {
            Some(piece) => *piece,
            None => self.push(label.to_owned(), place, Extra::new()),
        };
        self.shared.insert((label, place.0, place.1), piece);
        self.link(role, from, piece);
        Some(place)
    }

    fn actor(&mut self, role: Role, from: usize, actor: &str, source: Option<(u32, u32)>) {
        let Some(mentions) = self.mentions.get(actor) else {
            return add(self.losses, "links to an actor without a mention", 1);
        };
        let within = |piece: &&usize| {
            let place = &self.flat.pieces[**piece];
            source.is_some_and(|(start, end)| start <= place.start && place.end <= end)
        };
        let to = *mentions.iter().find(within).unwrap_or(&mentions[0]);
        self.link(role, from, to);
    }

    fn quotes(&mut self, quotes: &'w [Quote<'_>]) -> Result<(), ExportError> {
        for quote in quotes {
            let number = self.contents.len() + 1;
            let said = || {
                let defaults = [("hedged", Value::from(false)), ("status", "suggested".into()), ("id", format!("q{number}").into())];
                details(quote, &["kind", "start", "end", "spans", "cue", "source", "speaker", "speakers"], &defaults)
            };
            let Some(content) = self.content(&quote_type(quote.kind.0), quote.parts(), said)? else { continue };
            self.contents.insert(quote.id.as_deref().unwrap_or_default(), content);
            self.range(Role::Cue, CUE, content, quote.cue);
            let source = self.range(Role::Source, SOURCE, content, quote.source);
            quote.everybody().for_each(|actor| self.actor(Role::Speaker, content, actor, source));
        }
        Ok(())
    }

    fn positions(&mut self, positions: &'w [Position<'_>]) -> Result<(), ExportError> {
        let mut number = 1;
        for position in positions {
            let said = || {
                let polarity = ("polarity", position.kind.0.polarity().into());
                let defaults =
                    [polarity, ("hedged", Value::from(false)), ("status", "suggested".into()), ("id", format!("p{number}").into())];
                details(position, &["kind", "start", "end", "spans", "cue", "source", "holder", "holders", "quote"], &defaults)
            };
            let Some(content) = self.content(&position_type(position.kind.0), position.parts(), said)? else { continue };
            number += 1;
            self.range(Role::Cue, CUE, content, position.cue);
            let source = self.range(Role::Source, SOURCE, content, position.source);
            position.everybody().for_each(|actor| self.actor(Role::Holder, content, actor, source));
            match position.quote.as_deref().map(|id| self.contents.get(id).copied()) {
                Some(Some(quote)) => self.link(Role::Quote, content, quote),
                Some(None) => add(self.losses, "links to a quote of white space", 1),
                None => {}
            }
        }
        Ok(())
    }
}

fn actor_details(actor: &Actor<'_>, number: usize) -> Result<Extra, ExportError> {
    let defaults =
        [("role", Value::Null), ("anonymous", false.into()), ("status", "suggested".into()), ("id", format!("a{number}").into())];
    details(actor, &["type"], &defaults)
}

/// The fields of `item` but for its `places` and what has its default.
fn details(item: &impl Serialize, places: &[&str], defaults: &[(&str, Value)]) -> Result<Extra, ExportError> {
    let value = serde_json::to_value(item).map_err(|error| ExportError::new("document", error.to_string()))?;
    let Value::Object(mut fields) = value else { return Ok(Extra::new()) };
    places.iter().for_each(|place| drop(fields.shift_remove(*place)));
    for (name, default) in defaults {
        if fields.get(*name) == Some(default) {
            fields.shift_remove(*name);
        }
    }
    Ok(fields)
}
