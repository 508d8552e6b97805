//! An article as feature structures, whatever file they go into.
//!
//! It decides their order and numbers: the text, the article, actors, mentions, quotes, positions, then links. It verifies each place in
//! UTF-16 before it is written.

use std::collections::HashMap;

use super::{ACTOR, ARTICLE, DOCUMENT, LINK, SOFA, SPAN, link};
use crate::formats::labels::{CUE, SOURCE, mention_type, position_type, quote_type};
use crate::formats::wire::{Actor, Extra, Mention, Position, Quote, Range, Text, Word};
use crate::formats::{ExportError, Source};
use crate::model::Status;
use crate::text::{Offsets, Unit};

/// The value of a feature.
pub(super) enum Value<'a> {
    Text(Text<'a>),
    Whole(i64),
    Real(f64),
    Flag(bool),
    /// The number of another structure.
    Structure(usize),
}

/// A feature structure; its number is its place in the list, from 1.
pub(super) struct Structure<'a> {
    pub(super) kind: &'static str,
    pub(super) features: Vec<(&'static str, Value<'a>)>,
}

/// The number of the structure that holds the text.
pub(super) const TEXT: usize = 1;

/// The article as feature structures.
pub(super) fn structures<'a>(source: &'a Source<'a>) -> Result<Vec<Structure<'a>>, ExportError> {
    let mut writer = Writer { source, units: Offsets::new(source.text, Unit::Utf16), list: Vec::new(), links: Vec::new() };
    writer.article();
    source.document.actors.iter().for_each(|item| writer.actor(item));
    let mut mentions: HashMap<&str, Vec<Place>> = HashMap::new();
    let actors = source.actors();
    for item in &source.document.mentions {
        let actor = actors.get(&*item.actor).copied();
        let place = Place { start: item.start, end: item.end, number: writer.mention(item, actor)? };
        mentions.entry(&item.actor).or_default().push(place);
    }
    let mut quotes = HashMap::new();
    for item in &source.document.quotes {
        quotes.insert(item.id.as_deref().unwrap_or_default(), writer.quote(item, &mentions)?);
    }
    for item in &source.document.positions {
        writer.position(item, &mentions, &quotes)?;
    }
    writer.links()?;
    Ok(writer.list)
}

/// A place, in code points, and the number of its structure.
#[derive(Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
    number: usize,
}

struct Writer<'a> {
    source: &'a Source<'a>,
    units: Offsets,
    list: Vec<Structure<'a>>,
    /// What a link is called, where it leads from and to.
    links: Vec<(&'static str, Place, Place)>,
}

/// Features that are there only where they have a value.
struct Features<'a>(Vec<(&'static str, Value<'a>)>);

impl<'a> Features<'a> {
    fn text(&mut self, name: &'static str, value: Option<impl Into<Text<'a>>>) {
        self.0.extend(value.map(|value| (name, Value::Text(value.into()))));
    }

    fn flag(&mut self, name: &'static str, value: bool) {
        self.0.push((name, Value::Flag(value)));
    }

    /// What is known about where an annotation comes from.
    fn note(&mut self, status: Word<Status>, reason: Option<&'a str>, confidence: Option<f64>, extra: &Extra) {
        self.text("status", Some(status.0.word()));
        self.text("reason", reason);
        self.0.extend(confidence.map(|value| ("confidence", Value::Real(value))));
        self.text("extra", json(extra));
    }
}

/// The ids of several who stand behind something as a JSON list: whom links lead to is told by place, not in their order.
fn together(ids: &[Text<'_>]) -> Option<String> {
    (!ids.is_empty()).then(|| serde_json::json!(ids).to_string())
}

/// Fields of other programs as JSON, unless there are none.
fn json(extra: &Extra) -> Option<String> {
    (!extra.is_empty()).then(|| serde_json::Value::Object(extra.clone()).to_string())
}

impl<'a> Writer<'a> {
    fn push(&mut self, kind: &'static str, features: Features<'a>) -> usize {
        self.list.push(Structure { kind, features: features.0 });
        self.list.len()
    }

    /// A place in UTF-16 code units, verified: it leads back to the same words.
    fn features(&self, start: u32, end: u32) -> Result<Features<'a>, ExportError> {
        let place = |offset| {
            let byte = self.source.offsets.to_byte(offset)?;
            let unit = self.units.from_byte(byte);
            (self.units.to_byte(unit) == Some(byte)).then_some(unit)
        };
        let fault = || ExportError::new(format!("code points {start}–{end}"), "cannot be counted in UTF-16 code units");
        let (start, end) = place(start).zip(place(end)).ok_or_else(fault)?;
        let whole = |value| Value::Whole(i64::from(value));
        Ok(Features(vec![("sofa", Value::Structure(TEXT)), ("begin", whole(start)), ("end", whole(end))]))
    }

    fn article(&mut self) {
        let document = &self.source.document;
        let mut features = Features(vec![("sofaNum", Value::Whole(1))]);
        features.text("sofaID", Some("_InitialView"));
        features.text("mimeType", Some("text/plain"));
        features.text("sofaString", Some(self.source.text));
        self.push(SOFA, features);
        let end = i64::from(self.units.from_byte(self.source.text.len() as u32));
        let mut features = Features(vec![("sofa", Value::Structure(TEXT)), ("begin", Value::Whole(0)), ("end", Value::Whole(end))]);
        features.text("language", Some(document.language.as_deref().unwrap_or("x-unspecified")));
        self.push(DOCUMENT, features);
        let mut features = Features(Vec::new());
        features.text("language", document.language.as_deref());
        features.text("title", document.title.as_deref());
        features.text("reading", document.reading.as_deref());
        features.text("extra", json(&document.extra));
        self.push(ARTICLE, features);
    }

    fn actor(&mut self, item: &'a Actor<'a>) {
        let mut features = Features(Vec::new());
        features.text("identifier", item.id.as_deref());
        features.text("kind", item.r#type.map(|kind| kind.0.word()));
        features.text("name", Some(&*item.name));
        features.text("role", item.role.as_deref());
        features.flag("anonymous", item.anonymous);
        features.note(item.status, item.reason.as_deref(), item.confidence, &item.extra);
        self.push(ACTOR, features);
    }

    fn mention(&mut self, item: &'a Mention<'a>, actor: Option<&Actor<'_>>) -> Result<usize, ExportError> {
        let mut features = self.features(item.start, item.end)?;
        features.text("label", Some(mention_type(actor.and_then(|actor| actor.r#type).map(|kind| kind.0))));
        features.text("identifier", item.id.as_deref());
        features.text("actor", Some(&*item.actor));
        features.text("form", Some(item.kind.0.word()));
        features.note(item.status, item.reason.as_deref(), item.confidence, &item.extra);
        Ok(self.push(SPAN, features))
    }

    /// A quote, its further parts, cue and source; returns the place of its first part.
    fn quote(&mut self, item: &'a Quote<'a>, mentions: &HashMap<&str, Vec<Place>>) -> Result<Place, ExportError> {
        let label = quote_type(item.kind.0);
        let (first, further) = item.parts().split_first().ok_or_else(|| ExportError::new("quotes", "one has no place"))?;
        let mut features = self.features(first.0, first.1)?;
        features.text("label", Some(label.clone()));
        features.text("identifier", item.id.as_deref());
        features.text("actor", item.speaker.as_deref());
        features.text("actors", together(&item.speakers));
        features.flag("hedged", item.hedged);
        features.note(item.status, item.reason.as_deref(), item.confidence, &item.extra);
        let place = Place { start: first.0, end: first.1, number: self.push(SPAN, features) };
        self.around(place, label, further, item.cue, item.source)?;
        item.everybody().for_each(|actor| self.link_actor(link::SPEAKER, place, actor, item.source, mentions));
        Ok(place)
    }

    fn position(
        &mut self,
        item: &'a Position<'a>,
        mentions: &HashMap<&str, Vec<Place>>,
        quotes: &HashMap<&str, Place>,
    ) -> Result<(), ExportError> {
        let label = position_type(item.kind.0);
        let (first, further) = item.parts().split_first().ok_or_else(|| ExportError::new("positions", "one has no place"))?;
        let mut features = self.features(first.0, first.1)?;
        features.text("label", Some(label.clone()));
        features.text("identifier", item.id.as_deref());
        features.text("actor", item.holder.as_deref());
        features.text("actors", together(&item.holders));
        features.0.extend(item.polarity.map(|polarity| ("polarity", Value::Whole(i64::from(polarity)))));
        features.flag("hedged", item.hedged);
        features.note(item.status, item.reason.as_deref(), item.confidence, &item.extra);
        let place = Place { start: first.0, end: first.1, number: self.push(SPAN, features) };
        self.around(place, label, further, item.cue, item.source)?;
        item.everybody().for_each(|actor| self.link_actor(link::HOLDER, place, actor, item.source, mentions));
        if let Some(quote) = item.quote.as_deref().and_then(|id| quotes.get(id)) {
            self.links.push((link::QUOTE, place, *quote));
        }
        Ok(())
    }

    /// What belongs to a quote or position: further parts, cue and source, each linked to it.
    fn around(
        &mut self,
        owner: Place,
        label: String,
        further: &[(u32, u32)],
        cue: Option<Range>,
        source: Option<Range>,
    ) -> Result<(), ExportError> {
        let parts = further.iter().map(|&(start, end)| (link::PART, label.clone(), start, end));
        let cue = cue.map(|range| (link::CUE, CUE.to_owned(), range.start, range.end));
        let source = source.map(|range| (link::SOURCE, SOURCE.to_owned(), range.start, range.end));
        for (name, label, start, end) in parts.chain(cue).chain(source) {
            let mut features = self.features(start, end)?;
            features.text("label", Some(label));
            let number = self.push(SPAN, features);
            self.links.push((name, owner, Place { start, end, number }));
        }
        Ok(())
    }

    /// Links to a mention of the actor: within the source if there is one, else the first.
    fn link_actor(&mut self, name: &'static str, from: Place, actor: &str, source: Option<Range>, mentions: &HashMap<&str, Vec<Place>>) {
        let Some(mentions) = mentions.get(actor) else { return };
        let within = |range: Range| mentions.iter().find(|mention| range.start <= mention.start && mention.end <= range.end);
        if let Some(mention) = source.and_then(within).or(mentions.first()) {
            self.links.push((name, from, *mention));
        }
    }

    /// Links stand where they lead to, as INCEpTION has it.
    fn links(&mut self) -> Result<(), ExportError> {
        for (name, from, to) in std::mem::take(&mut self.links) {
            let mut features = self.features(to.start, to.end)?;
            features.text("label", Some(name));
            features.0.extend([("Governor", Value::Structure(from.number)), ("Dependent", Value::Structure(to.number))]);
            self.push(LINK, features);
        }
        Ok(())
    }
}
