//! Writes an annotation page.
//!
//! It decides the order of annotations: each mention, actor, quote and position, with its cue, source and links behind it.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{CONTEXT, EXTRA, Layer, encode, is_free, selector};
use crate::formats::json::{Lines, to_string};
use crate::formats::wire::{Actor, Extra, Mention, Position, Quote, Range, Text, Word};
use crate::formats::{Export, ExportError, Source};
use crate::model::Status;

pub(super) fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let document = &source.document;
    let mut page = Page { source, resource: format!("{}.txt", encode(source.name)), items: Vec::new() };
    document.mentions.iter().for_each(|mention| page.mention(mention));
    page.actors();
    document.quotes.iter().for_each(|quote| page.quote(quote));
    document.positions.iter().for_each(|position| page.position(position));
    let mut fields = Map::new();
    fields.insert("@context".into(), json!([CONTEXT, { "whosaid": "urn:whosaid:" }]));
    fields.insert("id".into(), format!("{}.jsonld", encode(source.name)).into());
    fields.insert("type".into(), "AnnotationPage".into());
    fields.insert("whosaid:offsetUnit".into(), "codepoint".into());
    fields.insert("whosaid:text".into(), source.text.into());
    fields.insert("whosaid:language".into(), json!(document.language));
    fields.insert("whosaid:title".into(), json!(document.title));
    fields.extend(document.reading.as_deref().map(|reading| ("whosaid:reading".to_owned(), reading.into())));
    add_extra(&mut fields, &document.extra);
    fields.insert("items".into(), Value::Array(page.items));
    let mut text = to_string(&Value::Object(fields), Lines::default())?;
    text.push('\n');
    Ok(Export { files: vec![source.file(".jsonld", "application/ld+json", text)], losses: Vec::new() })
}

fn add_extra(fields: &mut Map<String, Value>, extra: &Extra) {
    let (free, taken): (Extra, Extra) = extra.clone().into_iter().partition(|(name, _)| is_free(name));
    fields.extend(free);
    if !taken.is_empty() {
        fields.insert(EXTRA.into(), Value::Object(taken));
    }
}

struct Page<'s, 'a> {
    source: &'s Source<'a>,
    /// The IRI of the text.
    resource: String,
    items: Vec<Value>,
}

fn textual(value: &str, purpose: &str) -> Value {
    json!({ "type": "TextualBody", "value": value, "purpose": purpose })
}

fn specific(source: &str, purpose: &str) -> Value {
    json!({ "type": "SpecificResource", "source": source, "purpose": purpose })
}

fn annotation(id: &str, motivation: &str, body: Value, target: Value) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("id".into(), id.into());
    fields.insert("type".into(), "Annotation".into());
    fields.insert("motivation".into(), motivation.into());
    fields.insert("body".into(), body);
    fields.insert("target".into(), target);
    fields
}

/// Where an annotation comes from, to be added to its fields.
struct Tail<'t> {
    status: Word<Status>,
    reason: &'t Option<Text<'t>>,
    confidence: Option<f64>,
    extra: &'t Extra,
}

impl Page<'_, '_> {
    fn place(&self, start: u32, end: u32) -> Value {
        let exact = self.source.slice(start, end);
        let byte = |offset| self.source.offsets.to_byte(offset).unwrap_or_default() as usize;
        json!({ "source": self.resource, "selector": [
            { "type": "TextPositionSelector", "start": start, "end": end },
            {
                "type": "TextQuoteSelector", "exact": exact,
                "prefix": selector::prefix(self.source.text, byte(start)), "suffix": selector::suffix(self.source.text, byte(end)),
            },
        ] })
    }

    fn places(&self, parts: &[(u32, u32)]) -> Value {
        match parts {
            [(start, end)] => self.place(*start, *end),
            parts => parts.iter().map(|&(start, end)| self.place(start, end)).collect(),
        }
    }

    fn mention(&mut self, mention: &Mention<'_>) {
        let id = Layer::Mention.iri(mention.id.as_deref().unwrap_or_default());
        let actor = specific(&Layer::Actor.iri(&mention.actor), "identifying");
        let body = json!([textual(Layer::Mention.tag(), "tagging"), textual(mention.kind.0.word(), "classifying"), actor]);
        let target = self.place(mention.start, mention.end);
        let (reason, extra) = (&mention.reason, &mention.extra);
        let fields = annotation(&id, "identifying", body, target);
        self.end(fields, &Tail { status: mention.status, reason, confidence: mention.confidence, extra });
    }

    fn actors(&mut self) {
        let document = &self.source.document;
        let mut mentions: HashMap<&str, Vec<Value>> = HashMap::new();
        for mention in &document.mentions {
            let iri = Layer::Mention.iri(mention.id.as_deref().unwrap_or_default());
            mentions.entry(&mention.actor).or_default().push(iri.into());
        }
        for actor in &document.actors {
            let of = mentions.remove(actor.id.as_deref().unwrap_or_default());
            self.actor(actor, of.unwrap_or_else(|| vec![self.resource.as_str().into()]));
        }
    }

    fn actor(&mut self, actor: &Actor<'_>, targets: Vec<Value>) {
        let mut body = vec![textual(Layer::Actor.tag(), "tagging")];
        body.extend(actor.r#type.map(|kind| textual(kind.0.word(), "classifying")));
        body.push(textual(&actor.name, "identifying"));
        body.extend(actor.role.as_ref().map(|role| textual(role, "describing")));
        let id = Layer::Actor.iri(actor.id.as_deref().unwrap_or_default());
        let mut fields = annotation(&id, "identifying", body.into(), targets.into());
        fields.insert("whosaid:anonymous".into(), actor.anonymous.into());
        self.end(fields, &Tail { status: actor.status, reason: &actor.reason, confidence: actor.confidence, extra: &actor.extra });
    }

    fn quote(&mut self, quote: &Quote<'_>) {
        let id = Layer::Quote.iri(quote.id.as_deref().unwrap_or_default());
        let body = json!([textual(Layer::Quote.tag(), "tagging"), textual(quote.kind.0.word(), "classifying")]);
        let target = self.places(quote.parts());
        let mut fields = annotation(&id, "classifying", body, target);
        fields.insert("whosaid:hedged".into(), quote.hedged.into());
        self.end(fields, &Tail { status: quote.status, reason: &quote.reason, confidence: quote.confidence, extra: &quote.extra });
        self.range(&id, Layer::Cue, quote.cue);
        self.range(&id, Layer::Source, quote.source);
        self.actor_links(&id, quote.everybody(), quote.source);
    }

    fn position(&mut self, position: &Position<'_>) {
        let id = Layer::Position.iri(position.id.as_deref().unwrap_or_default());
        let body = json!([textual(Layer::Position.tag(), "tagging"), textual(position.kind.0.word(), "classifying")]);
        let target = self.places(position.parts());
        let mut fields = annotation(&id, "classifying", body, target);
        fields.insert("whosaid:polarity".into(), position.polarity.into());
        fields.insert("whosaid:hedged".into(), position.hedged.into());
        self.end(
            fields,
            &Tail { status: position.status, reason: &position.reason, confidence: position.confidence, extra: &position.extra },
        );
        self.range(&id, Layer::Cue, position.cue);
        self.range(&id, Layer::Source, position.source);
        self.actor_links(&id, position.everybody(), position.source);
        if let Some(quote) = &position.quote {
            self.link(&format!("{id}/quote-link"), &Layer::Quote.iri(quote), &id);
        }
    }

    /// A cue or source, and the link to it.
    fn range(&mut self, owner: &str, layer: Layer, range: Option<Range>) {
        if let Some(range) = range {
            let id = format!("{owner}/{}", layer.tag());
            let target = self.place(range.start, range.end);
            let fields = annotation(&id, "tagging", json!([textual(layer.tag(), "tagging")]), target);
            self.items.push(Value::Object(fields));
            self.link(&format!("{id}-link"), &id, owner);
        }
    }

    /// The link from the source, or from the whole where there is none, to the actor.
    fn actor_links<'i>(&mut self, owner: &str, actors: impl Iterator<Item = &'i str>, source: Option<Range>) {
        let from = if source.is_some() { format!("{owner}/{}", Layer::Source.tag()) } else { owner.to_owned() };
        for (number, actor) in actors.enumerate() {
            let number = if number == 0 { String::new() } else { format!("-{}", number + 1) };
            self.link(&format!("{owner}/actor-link{number}"), &Layer::Actor.iri(actor), &from);
        }
    }

    fn link(&mut self, id: &str, to: &str, from: &str) {
        let fields = annotation(id, "linking", json!([specific(to, "linking")]), from.into());
        self.items.push(Value::Object(fields));
    }

    /// Adds an annotation with what is known about where it comes from.
    fn end(&mut self, mut fields: Map<String, Value>, tail: &Tail<'_>) {
        fields.insert("whosaid:status".into(), tail.status.0.word().into());
        if let Some(reason) = tail.reason {
            fields.insert("whosaid:reason".into(), reason.as_ref().into());
        }
        if let Some(confidence) = tail.confidence {
            fields.insert("whosaid:confidence".into(), confidence.into());
        }
        add_extra(&mut fields, tail.extra);
        self.items.push(Value::Object(fields));
    }
}
