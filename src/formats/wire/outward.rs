//! The model into the native shape: offsets converted and verified, ids numbered, vocabulary spelled out.
//!
//! It decides ids for annotations that have none and refuses a document whose places do not hold.

use std::collections::HashSet;

use super::{Actor, Document, EVIDENCE, Extra, FORMAT, Mention, Position, Quote, Range, Text, Word, evidence, several, unit_word};
use crate::formats::ExportError;
use crate::model::{self, Note, Reason, Span};
use crate::reasons;
use crate::text::{Offsets, Unit};

impl<'a> Document<'a> {
    /// The native shape of `document` over `text`, with offsets in `unit`.
    ///
    /// # Errors
    /// When a span is no piece of the text, an id names nothing, or two annotations of a list share an id; with the place.
    pub fn new(text: &'a str, document: &'a model::Document, unit: Unit) -> Result<Document<'a>, ExportError> {
        if u32::try_from(text.len()).is_err() {
            return Err(ExportError::new("text", "is longer than 4 GiB"));
        }
        document.check(text)?;
        let out = Outward {
            text,
            unit,
            offsets: Offsets::new(text, unit),
            actors: ids(document.actors.iter().map(|actor| &actor.note), "actors", 'a')?,
            quotes: ids(document.quotes.iter().map(|quote| &quote.note), "quotes", 'q')?,
        };
        let mentions = ids(document.mentions.iter().map(|mention| &mention.note), "mentions", 'm')?;
        let positions = ids(document.positions.iter().map(|position| &position.note), "positions", 'p')?;
        Ok(Document {
            format: FORMAT.into(),
            offset_unit: Some(unit_word(unit).into()),
            text: text.into(),
            language: document.language.as_deref().map(Into::into),
            title: document.title.as_deref().map(Into::into),
            reading: document.reading.as_deref().map(Into::into),
            actors: each(&document.actors, &out.actors, |actor, id| out.actor(actor, id))?,
            mentions: each(&document.mentions, &mentions, |mention, id| out.mention(mention, id))?,
            quotes: each(&document.quotes, &out.quotes, |quote, id| out.quote(quote, id))?,
            positions: each(&document.positions, &positions, |position, id| out.position(position, id))?,
            extra: extra(&document.extra, Document::KNOWN)?,
        })
    }
}

fn each<'a, M, W>(
    items: &'a [M],
    ids: &[Text<'a>],
    convert: impl Fn(&'a M, Text<'a>) -> Result<W, ExportError>,
) -> Result<Vec<W>, ExportError> {
    items.iter().zip(ids).map(|(item, id)| convert(item, id.clone())).collect()
}

struct Outward<'a> {
    text: &'a str,
    unit: Unit,
    offsets: Offsets,
    actors: Vec<Text<'a>>,
    quotes: Vec<Text<'a>>,
}

impl<'a> Outward<'a> {
    fn actor(&self, actor: &'a model::Actor, id: Text<'a>) -> Result<Actor<'a>, ExportError> {
        Ok(Actor {
            id: Some(id),
            r#type: actor.kind.map(Word),
            name: Text::from(&*actor.name),
            role: actor.role.as_deref().map(Into::into),
            anonymous: actor.anonymous,
            status: Word(actor.note.origin.status),
            reason: reasons::words(&actor.note, self.text),
            confidence: confidence(&actor.note),
            extra: self.fields(&actor.note, Actor::KNOWN)?,
        })
    }

    fn mention(&self, mention: &'a model::Mention, id: Text<'a>) -> Result<Mention<'a>, ExportError> {
        let (start, end) = self.pair(mention.span)?;
        Ok(Mention {
            id: Some(id),
            actor: self.actors[mention.actor.index()].clone(),
            kind: Word(mention.kind),
            start,
            end,
            status: Word(mention.note.origin.status),
            reason: reasons::words(&mention.note, self.text),
            confidence: confidence(&mention.note),
            extra: self.fields(&mention.note, Mention::KNOWN)?,
        })
    }

    fn quote(&self, quote: &'a model::Quote, id: Text<'a>) -> Result<Quote<'a>, ExportError> {
        let (start, end) = self.pair(quote.span())?;
        Ok(Quote {
            id: Some(id),
            kind: Word(quote.kind),
            start: Some(start),
            end: Some(end),
            spans: Some(self.pairs(&quote.parts)?),
            cue: self.range(quote.cue)?,
            source: self.range(quote.source)?,
            speaker: quote.speaker.map(|actor| self.actors[actor.index()].clone()),
            speakers: several(quote.speakers().map(|actor| self.actors[actor.index()].clone()).collect()),
            hedged: quote.hedged,
            status: Word(quote.note.origin.status),
            reason: reasons::words(&quote.note, self.text),
            confidence: confidence(&quote.note),
            extra: self.fields(&quote.note, Quote::KNOWN)?,
        })
    }

    fn position(&self, position: &'a model::Position, id: Text<'a>) -> Result<Position<'a>, ExportError> {
        let (start, end) = self.pair(position.span())?;
        Ok(Position {
            id: Some(id),
            kind: Word(position.kind),
            polarity: Some(position.polarity),
            start: Some(start),
            end: Some(end),
            spans: Some(self.pairs(&position.parts)?),
            cue: self.range(position.cue)?,
            source: self.range(position.source)?,
            holder: position.holder.map(|actor| self.actors[actor.index()].clone()),
            holders: several(position.holders().map(|actor| self.actors[actor.index()].clone()).collect()),
            quote: position.quote.map(|quote| self.quotes[quote.index()].clone()),
            hedged: position.hedged,
            status: Word(position.note.origin.status),
            reason: reasons::words(&position.note, self.text),
            confidence: confidence(&position.note),
            extra: self.fields(&position.note, Position::KNOWN)?,
        })
    }

    /// Converts, and verifies that the result leads back to the same bytes.
    fn pair(&self, span: Span) -> Result<(u32, u32), ExportError> {
        let (start, end) = (self.offsets.from_byte(span.start()), self.offsets.from_byte(span.end()));
        let back = (self.offsets.to_byte(start), self.offsets.to_byte(end));
        if back == (Some(span.start()), Some(span.end())) {
            Ok((start, end))
        } else {
            Err(ExportError::new(format!("bytes {span:?}"), "cannot be converted to another offset unit and back"))
        }
    }

    /// Other programs' fields, and behind them what decided.
    fn fields(&self, note: &Note, known: &[&str]) -> Result<Extra, ExportError> {
        let Reason::Seen(grounds) = &note.origin.reason else { return extra(&note.extra, known) };
        let mut fields = extra(&note.extra, &[known, &[EVIDENCE]].concat())?;
        fields.insert(EVIDENCE.to_owned(), evidence::write(grounds, self.text, self.unit, |span| self.pair(span))?);
        Ok(fields)
    }

    fn pairs(&self, parts: &[Span]) -> Result<Vec<(u32, u32)>, ExportError> {
        parts.iter().map(|part| self.pair(*part)).collect()
    }

    fn range(&self, span: Option<Span>) -> Result<Option<Range>, ExportError> {
        span.map(|span| self.pair(span).map(|(start, end)| Range { start, end })).transpose()
    }
}

/// The ids of one list: those given stay, the others are numbered around them.
fn ids<'a>(notes: impl Iterator<Item = &'a Note> + Clone, list: &str, letter: char) -> Result<Vec<Text<'a>>, ExportError> {
    let mut taken = HashSet::new();
    for id in notes.clone().filter_map(|note| note.id.as_deref()) {
        if !taken.insert(id) {
            return Err(ExportError::new(list, format!("two of them have the id “{id}”")));
        }
    }
    let mut number = 0u32;
    let mut next = || loop {
        number += 1;
        let id = format!("{letter}{number}");
        if !taken.contains(id.as_str()) {
            return id;
        }
    };
    Ok(notes.map(|note| note.id.as_deref().map_or_else(|| Text::from(next()), Text::from)).collect())
}

fn confidence(note: &Note) -> Option<f64> {
    note.origin.confidence.map(|percent| f64::from(percent.min(100)) / 100.0)
}

/// Other programs' fields. One that has the name of a field of ours (which only another format can bring) gets an underscore.
fn extra(fields: &model::Extra, known: &[&str]) -> Result<Extra, ExportError> {
    let mut extra = Extra::new();
    for (name, json) in fields {
        let value = serde_json::from_str(json).map_err(|error| ExportError::new(&**name, format!("does not hold JSON: {error}")))?;
        let mut name = name.to_string();
        while known.iter().any(|known| known.trim_start_matches("r#") == name) || extra.contains_key(&name) {
            name.push('_');
        }
        extra.insert(name, value);
    }
    Ok(extra)
}
