//! The native shape into the model: every offset, id and word is verified before anything is handed on.
//!
//! It decides what a field that was left out means and refuses to guess an offset unit.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt::Display;

use super::{Actor, Document, EVIDENCE, Extra, Mention, Position, Quote, Range, Text, evidence, unit_from_word};
use crate::model::{self, ActorId, Note, Origin, QuoteId, Reason, Span, Status};
use crate::reasons::Rule;
use crate::text::{Offsets, Unit};

/// What is wrong with a document that was handed in, where, and what to do about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The field, as `quotes[3].cue`.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl Problem {
    pub(crate) fn new(field: impl Display, what: impl Into<String>, remedy: impl Into<String>) -> Problem {
        Problem { field: field.to_string(), what: what.into(), remedy: remedy.into() }
    }
}

impl Document<'_> {
    /// The text and its annotations.
    ///
    /// # Errors
    /// The first field that does not hold: an unknown format or offset unit, an offset outside the text or inside a character, parts out of
    /// order, an id that names nothing or stands twice.
    pub fn into_model(self) -> Result<(String, model::Document), Problem> {
        if self.format != super::FORMAT {
            let remedy = format!("This version of Whosaid reads {}", super::FORMAT);
            return Err(Problem::new("format", format!("“{}” is not known", self.format), remedy));
        }
        let unit = unit(self.offset_unit.as_deref())?;
        let text = self.text.into_owned();
        if u32::try_from(text.len()).is_err() {
            return Err(Problem::new("text", "is longer than 4 GiB", "Split it"));
        }
        let inward = Inward {
            text: &text,
            offsets: Offsets::new(&text, unit),
            unit,
            others: Default::default(),
            actors: places(self.actors.iter().map(|actor| actor.id.as_deref()), "actors")?,
            quotes: places(self.quotes.iter().map(|quote| quote.id.as_deref()), "quotes")?,
        };
        places(self.mentions.iter().map(|mention| mention.id.as_deref()), "mentions")?;
        places(self.positions.iter().map(|position| position.id.as_deref()), "positions")?;
        let document = model::Document {
            language: self.language.map(boxed),
            title: self.title.map(boxed),
            reading: self.reading.map(boxed),
            actors: each(self.actors, "actors", |actor, place| inward.actor(actor, place))?,
            mentions: each(self.mentions, "mentions", |mention, place| inward.mention(mention, place))?,
            quotes: each(self.quotes, "quotes", |quote, place| inward.quote(quote, place))?,
            positions: each(self.positions, "positions", |position, place| inward.position(position, place))?,
            extra: extra(self.extra),
        };
        document.check(&text).map_err(|fault| Problem::new(fault.place, fault.what, "Correct it, or export the file again"))?;
        Ok((text, document))
    }
}

fn unit(word: Option<&str>) -> Result<Unit, Problem> {
    const REMEDY: &str = "Say what the offsets count: codepoint (Python), utf16 (JavaScript, Java) or byte (UTF-8)";
    let word = word.ok_or_else(|| Problem::new("offset_unit", "is missing", REMEDY))?;
    unit_from_word(word).ok_or_else(|| Problem::new("offset_unit", format!("“{word}” is not known"), REMEDY))
}

fn each<W, M>(items: Vec<W>, list: &str, convert: impl Fn(W, &str) -> Result<M, Problem>) -> Result<Vec<M>, Problem> {
    items.into_iter().enumerate().map(|(i, item)| convert(item, &format!("{list}[{i}]"))).collect()
}

/// Where each id of a list stands.
fn places<'a>(ids: impl Iterator<Item = Option<&'a str>>, list: &str) -> Result<HashMap<String, u32>, Problem> {
    let mut places = HashMap::new();
    for (place, id) in ids.enumerate() {
        if let Some(id) = id
            && places.insert(id.to_owned(), place as u32).is_some()
        {
            return Err(Problem::new(format!("{list}[{place}].id"), format!("“{id}” stands twice"), "Give each its own id"));
        }
    }
    Ok(places)
}

struct Inward<'t> {
    text: &'t str,
    offsets: Offsets,
    unit: Unit,
    others: [OnceCell<Offsets>; 4],
    actors: HashMap<String, u32>,
    quotes: HashMap<String, u32>,
}

impl Inward<'_> {
    fn actor(&self, actor: Actor<'_>, place: &str) -> Result<model::Actor, Problem> {
        Ok(model::Actor {
            kind: actor.r#type.map(|word| word.0),
            name: boxed(actor.name),
            role: actor.role.map(boxed),
            anonymous: actor.anonymous,
            note: self.note(place, actor.id, actor.status.0, actor.reason, actor.confidence, actor.extra)?,
        })
    }

    fn mention(&self, mention: Mention<'_>, place: &str) -> Result<model::Mention, Problem> {
        Ok(model::Mention {
            span: self.span(place, mention.start, mention.end)?,
            actor: ActorId(find(&self.actors, &mention.actor, place, "actor")?),
            kind: mention.kind.0,
            note: self.note(place, mention.id, mention.status.0, mention.reason, mention.confidence, mention.extra)?,
        })
    }

    fn quote(&self, quote: Quote<'_>, place: &str) -> Result<model::Quote, Problem> {
        let (speaker, joint) = self.together(place, ["speaker", "speakers"], quote.speaker, quote.speakers)?;
        Ok(model::Quote {
            kind: quote.kind.0,
            parts: self.parts(place, quote.spans, quote.start, quote.end)?,
            cue: self.range(place, "cue", quote.cue)?,
            source: self.range(place, "source", quote.source)?,
            speaker,
            joint,
            hedged: quote.hedged,
            note: self.note(place, quote.id, quote.status.0, quote.reason, quote.confidence, quote.extra)?,
        })
    }

    fn position(&self, position: Position<'_>, place: &str) -> Result<model::Position, Problem> {
        let (holder, joint) = self.together(place, ["holder", "holders"], position.holder, position.holders)?;
        let quote = position.quote.map(|id| find(&self.quotes, &id, place, "quote")).transpose()?;
        Ok(model::Position {
            kind: position.kind.0,
            polarity: position.polarity.unwrap_or_else(|| position.kind.0.polarity()),
            parts: self.parts(place, position.spans, position.start, position.end)?,
            cue: self.range(place, "cue", position.cue)?,
            source: self.range(place, "source", position.source)?,
            holder,
            joint,
            quote: quote.map(QuoteId),
            hedged: position.hedged,
            note: self.note(place, position.id, position.status.0, position.reason, position.confidence, position.extra)?,
        })
    }

    /// The first of those who stand behind something, and the others.
    fn together(
        &self,
        place: &str,
        [one, list]: [&str; 2],
        first: Option<Text<'_>>,
        all: Vec<Text<'_>>,
    ) -> Result<(Option<ActorId>, Vec<ActorId>), Problem> {
        let first = first.map(|id| find(&self.actors, &id, place, one)).transpose()?;
        let mut everybody: Vec<ActorId> = first.into_iter().map(ActorId).collect();
        for (number, id) in all.iter().enumerate() {
            let actor = ActorId(find(&self.actors, id, place, &format!("{list}[{number}]"))?);
            if !everybody.contains(&actor) {
                everybody.push(actor);
            }
        }
        let mut everybody = everybody.into_iter();
        Ok((everybody.next(), everybody.collect()))
    }

    fn note(
        &self,
        place: &str,
        id: Option<Text<'_>>,
        status: Status,
        reason: Option<Text<'_>>,
        confidence: Option<f64>,
        mut fields: Extra,
    ) -> Result<Note, Problem> {
        let percent = |confidence: f64| {
            let problem =
                || Problem::new(format!("{place}.confidence"), format!("{confidence} is not a share"), "Give a number from 0 to 1");
            if (0.0..=1.0).contains(&confidence) { Ok((confidence * 100.0).round() as u8) } else { Err(problem()) }
        };
        let grounds = fields.get(EVIDENCE).and_then(|value| evidence::read(value, self.text, |unit| self.counted(unit)));
        if grounds.is_some() {
            fields.shift_remove(EVIDENCE);
        }
        let reason = match (reason, grounds) {
            // The sentence is made again from what decided; where a person took the reason away, the grounds go with it.
            (Some(_), Some(grounds)) => Reason::Seen(grounds),
            (Some(words), None) => {
                let rule = Rule::ALL.iter().find(|rule| rule.words() == words);
                rule.map_or_else(|| Reason::Stated(words.into()), |rule| Reason::Rule(*rule))
            }
            (None, _) => Reason::None,
        };
        let origin = Origin { status, reason, confidence: confidence.map(percent).transpose()? };
        Ok(Note { id: id.map(boxed), origin, extra: extra(fields) })
    }

    /// Places counted in `unit`, which grounds say themselves.
    fn counted(&self, unit: Unit) -> &Offsets {
        if unit == self.unit { &self.offsets } else { self.others[unit as usize].get_or_init(|| Offsets::new(self.text, unit)) }
    }

    fn span(&self, place: &str, start: u32, end: u32) -> Result<Span, Problem> {
        if start >= end {
            return Err(Problem::new(place, format!("ends at {end}, which is not after its start {start}"), "Give start < end"));
        }
        let byte = |offset, name| {
            self.offsets.to_byte(offset).ok_or_else(|| {
                let what = format!("{offset} lies outside the text or inside a character, counted in {}", counted(self.unit));
                Problem::new(format!("{place}.{name}"), what, "See that text and offset_unit are those the offsets were made for")
            })
        };
        Ok(Span::new(byte(start, "start")?, byte(end, "end")?))
    }

    fn range(&self, place: &str, name: &str, range: Option<Range>) -> Result<Option<Span>, Problem> {
        range.map(|range| self.span(&format!("{place}.{name}"), range.start, range.end)).transpose()
    }

    fn parts(&self, place: &str, spans: Option<Vec<(u32, u32)>>, start: Option<u32>, end: Option<u32>) -> Result<Vec<Span>, Problem> {
        let spans = match (spans, start, end) {
            (Some(spans), ..) => spans,
            (None, Some(start), Some(end)) => vec![(start, end)],
            _ => return Err(Problem::new(place, "has no place in the text", "Give start and end, or spans")),
        };
        let bounds = (spans.iter().map(|span| span.0).min(), spans.iter().map(|span| span.1).max());
        if start.is_some_and(|start| Some(start) != bounds.0) || end.is_some_and(|end| Some(end) != bounds.1) {
            return Err(Problem::new(place, "start and end do not bound spans", "Correct them, or leave spans out"));
        }
        let part = |(i, &(start, end))| self.span(&format!("{place}.spans[{i}]"), start, end);
        spans.iter().enumerate().map(part).collect()
    }
}

/// What offsets count, in words.
fn counted(unit: Unit) -> &'static str {
    match unit {
        Unit::Byte => "UTF-8 bytes",
        Unit::Utf16 => "UTF-16 code units",
        Unit::Codepoint => "code points",
        Unit::Grapheme => "grapheme clusters",
    }
}

fn find(places: &HashMap<String, u32>, id: &str, place: &str, name: &str) -> Result<u32, Problem> {
    let problem = || Problem::new(format!("{place}.{name}"), format!("“{id}” names nothing"), "Give the id of one that is in the file");
    places.get(id).copied().ok_or_else(problem)
}

fn extra(fields: Extra) -> model::Extra {
    fields.into_iter().map(|(name, value)| (name.into(), value.to_string().into())).collect()
}

fn boxed(text: Text<'_>) -> Box<str> {
    text.into()
}
