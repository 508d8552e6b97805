//! What stands beside the text: the actors, what the annotations' words mean, spans that point to the text, and links.

use std::collections::HashMap;
use std::fmt::Write;

use super::inline::{Inline, analysis};
use super::{TEXT, attributes, chain, part_id};
use crate::formats::Source;
use crate::formats::markup::escape;
use crate::formats::wire::{Actor, Range};
use crate::model::{ActorType, PositionKind, QuoteKind};

/// The element `standOff`.
pub(super) fn standoff(source: &Source<'_>, inline: &Inline, clean: &mut dyn FnMut(&str) -> String) -> String {
    let document = &source.document;
    let numbers = |ids: Vec<Option<&str>>| -> HashMap<String, usize> {
        ids.into_iter().zip(1..).filter_map(|(id, number)| Some((id?.to_owned(), number))).collect()
    };
    let mut spans = Spans {
        source,
        inline,
        actors: numbers(document.actors.iter().map(|item| item.id.as_deref()).collect()),
        quotes: numbers(document.quotes.iter().map(|item| item.id.as_deref()).collect()),
        spans: String::new(),
        links: String::new(),
    };
    spans.mentions();
    spans.quotes();
    spans.positions();
    let Spans { spans, links, .. } = spans;
    let mut out = String::from("<standOff>\n");
    let is_person = |actor: &Actor<'_>| actor.r#type.is_some_and(|kind| kind.0 == ActorType::Person);
    let numbered = || document.actors.iter().zip(1..);
    list(
        &mut out,
        "listPerson",
        numbered().filter(|(actor, _)| is_person(actor)).map(|(actor, number)| person(actor, number, clean)).collect(),
    );
    list(&mut out, "listOrg", numbered().filter(|(actor, _)| !is_person(actor)).map(|(actor, number)| org(actor, number, clean)).collect());
    out.push_str(&meanings());
    list(&mut out, "spanGrp", spans);
    list(&mut out, "listRelation", links);
    out.push_str("</standOff>\n");
    out
}

fn list(out: &mut String, name: &str, items: String) {
    if !items.is_empty() {
        let _ = write!(out, "<{name}>\n{items}</{name}>\n");
    }
}

fn person(actor: &Actor<'_>, number: usize, clean: &mut dyn FnMut(&str) -> String) -> String {
    let about = attributes(&format!("a{number}"), actor.id.as_deref(), actor.confidence);
    let name = escape(&clean(&actor.name), false);
    let role = actor.role.as_deref().map(|role| format!("<occupation>{}</occupation>", escape(&clean(role), false)));
    format!("<person {about}{}><persName>{name}</persName>{}</person>\n", anonymous(actor), role.unwrap_or_default())
}

fn org(actor: &Actor<'_>, number: usize, clean: &mut dyn FnMut(&str) -> String) -> String {
    let about = attributes(&format!("a{number}"), actor.id.as_deref(), actor.confidence);
    let kind = actor.r#type.map_or("unknown", |kind| kind.0.word());
    let name = escape(&clean(&actor.name), false);
    let role = actor.role.as_deref().map(|role| format!("<desc>{}</desc>", escape(&clean(role), false)));
    format!("<org {about} type=\"{kind}\"{}><orgName>{name}</orgName>{}</org>\n", anonymous(actor), role.unwrap_or_default())
}

fn anonymous(actor: &Actor<'_>) -> &'static str {
    if actor.anonymous { " ana=\"#anonymous\"" } else { "" }
}

/// The words that annotations point to with `ana`.
fn meanings() -> String {
    let quotes = QuoteKind::ALL.iter().map(|kind| format!("quote.{}", kind.word()));
    let positions = PositionKind::ALL.iter().map(|kind| format!("position.{}", kind.word()));
    let others = ["for", "against", "neither", "hedged", "anonymous"].map(str::to_owned);
    let mut group = String::from("<interpGrp>\n");
    for id in quotes.chain(positions).chain(others) {
        let word = id.rsplit('.').next().unwrap_or_default();
        let _ = writeln!(group, "<interp xml:id=\"{id}\">{word}</interp>");
    }
    group.push_str("</interpGrp>\n");
    group
}

struct Spans<'a> {
    source: &'a Source<'a>,
    inline: &'a Inline,
    actors: HashMap<String, usize>,
    quotes: HashMap<String, usize>,
    spans: String,
    links: String,
}

impl Spans<'_> {
    fn span(&mut self, about: &str, kind: &str, parts: &[(u32, u32)]) {
        let places: Vec<String> = parts.iter().map(|(start, end)| format!("{start},{}", end - start)).collect();
        let _ = writeln!(self.spans, "<span {about} type=\"{kind}\" target=\"#string-range({TEXT},{})\"/>", places.join(","));
    }

    fn link(&mut self, name: &str, from: &str, to: &str) {
        let _ = writeln!(self.links, "<relation name=\"{name}\" active=\"#{from}\" passive=\"#{to}\"/>");
    }

    fn link_actor(&mut self, name: &str, from: &str, actor: Option<&str>) {
        if let Some(number) = actor.and_then(|id| self.actors.get(id)).copied() {
            self.link(name, from, &format!("a{number}"));
        }
    }

    fn around(&mut self, id: &str, cue: Option<Range>, source: Option<Range>) {
        for (name, range) in [("cue", cue), ("source", source)] {
            if let Some(range) = range {
                let own = format!("{id}.{name}");
                self.span(&attributes(&own, None, None), name, &[(range.start, range.end)]);
                self.link(name, id, &own);
            }
        }
    }

    fn mentions(&mut self) {
        let source = self.source;
        for (item, number) in source.document.mentions.iter().zip(1..) {
            let id = format!("m{number}");
            if !self.inline.holds(&id) {
                self.span(&attributes(&id, item.id.as_deref(), item.confidence), item.kind.0.word(), &[(item.start, item.end)]);
                self.link_actor("actor", &id, Some(&item.actor));
            }
        }
    }

    fn quotes(&mut self) {
        let source = self.source;
        for (item, number) in source.document.quotes.iter().zip(1..) {
            for (place, part) in item.parts().iter().enumerate() {
                let id = part_id(number, place);
                if self.inline.holds(&id) {
                    continue;
                }
                let about = attributes(&id, item.id.as_deref().filter(|_| place == 0), item.confidence.filter(|_| place == 0));
                let about = format!("{about} ana=\"{}\"{}", analysis(item), chain(number, place, item.parts().len()));
                self.span(&about, "content", &[*part]);
                if place == 0 {
                    item.everybody().for_each(|actor| self.link_actor("speaker", &id, Some(actor)));
                }
            }
            self.around(&part_id(number, 0), item.cue, item.source);
        }
    }

    fn positions(&mut self) {
        let source = self.source;
        for (item, number) in source.document.positions.iter().zip(1..) {
            let id = format!("p{number}");
            let polarity = match item.polarity {
                Some(1) => "for",
                Some(-1) => "against",
                _ => "neither",
            };
            let hedged = if item.hedged { " #hedged" } else { "" };
            let about = attributes(&id, item.id.as_deref(), item.confidence);
            let about = format!("{about} ana=\"#position.{} #{polarity}{hedged}\"", item.kind.0.word());
            self.span(&about, "target", item.parts());
            self.around(&id, item.cue, item.source);
            item.everybody().for_each(|actor| self.link_actor("holder", &id, Some(actor)));
            if let Some(quote) = item.quote.as_deref().and_then(|id| self.quotes.get(id)).copied() {
                self.link("quote", &id, &part_id(quote, 0));
            }
        }
    }
}
