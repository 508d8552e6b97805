//! The text with elements in it.
//!
//! It decides which annotations nest: in text order, the longer first, one that would cross the end of an open element stays out.

use std::collections::{HashMap, HashSet};

use super::{attributes, chain, part_id};
use crate::formats::Source;
use crate::formats::markup::escape;
use crate::formats::wire::{Actor, Mention, Quote};
use crate::model::{ActorType, MentionKind, QuoteKind};

/// What stands in the text.
pub(super) struct Inline {
    elements: Vec<Element>,
    paragraphs: Vec<(u32, u32)>,
    placed: HashSet<String>,
}

struct Element {
    part: (u32, u32),
    name: &'static str,
    id: String,
    /// Its start tag.
    open: String,
}

impl Inline {
    /// Chooses the elements.
    pub(super) fn new(source: &Source<'_>) -> Inline {
        let paragraphs = paragraphs(source.text);
        let mut inline = Inline { elements: Vec::new(), paragraphs, placed: HashSet::new() };
        let mut open: Vec<Element> = Vec::new();
        for element in candidates(source) {
            let (start, end) = element.part;
            while let Some(done) = open.pop_if(|outer| outer.part.1 <= start) {
                inline.elements.push(done);
            }
            let nests = open.last().is_none_or(|outer| end <= outer.part.1 && !(element.name == "said" && outer.name != "said"));
            let paragraph = inline.paragraphs.get(inline.paragraphs.partition_point(|paragraph| paragraph.1 <= start));
            if nests && paragraph.is_some_and(|paragraph| paragraph.0 <= start && end <= paragraph.1) {
                inline.placed.insert(element.id.clone());
                open.push(element);
            }
        }
        inline.elements.extend(open);
        inline.elements.sort_by_key(order);
        inline
    }

    /// Whether the element of that id stands in the text.
    pub(super) fn holds(&self, id: &str) -> bool {
        self.placed.contains(id)
    }

    /// The content of `body`: paragraphs, with the white space of the text between them.
    pub(super) fn body(&self, text: &str) -> String {
        let mut body = Body { chars: text.chars(), at: 0, out: String::new() };
        let mut elements = self.elements.iter().peekable();
        for &(start, end) in &self.paragraphs {
            body.copy(start);
            body.out.push_str("<p>");
            let mut open: Vec<&Element> = Vec::new();
            while let Some(element) = elements.next_if(|element| element.part.0 < end) {
                while let Some(done) = open.pop_if(|outer| outer.part.1 <= element.part.0) {
                    body.close(done);
                }
                body.copy(element.part.0);
                body.out.push_str(&element.open);
                open.push(element);
            }
            open.into_iter().rev().for_each(|element| body.close(element));
            body.copy(end);
            body.out.push_str("</p>");
        }
        body.copy(u32::MAX);
        if self.paragraphs.is_empty() {
            body.out.push_str("<p/>");
        }
        body.out
    }
}

/// The text as far as it is copied.
struct Body<'t> {
    chars: std::str::Chars<'t>,
    at: u32,
    out: String,
}

impl Body<'_> {
    /// Copies up to a code point.
    fn copy(&mut self, to: u32) {
        let rest = self.chars.as_str();
        let count = (to - self.at) as usize;
        let length = rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at);
        self.out.push_str(&escape(&rest[..length], false));
        self.chars = rest[length..].chars();
        self.at = to;
    }

    fn close(&mut self, element: &Element) {
        self.copy(element.part.1);
        self.out.push_str(&format!("</{}>", element.name));
    }
}

/// Text order; of those that begin together the longer first, and a quote before a mention.
fn order(element: &Element) -> (u32, std::cmp::Reverse<u32>, bool) {
    (element.part.0, std::cmp::Reverse(element.part.1), element.name != "said")
}

/// Lines of text: what is left when white space that holds a line end is taken out, in code points.
fn paragraphs(text: &str) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let (mut start, mut end, mut broken) = (None, 0, false);
    for (c, at) in text.chars().zip(0..) {
        if matches!(c, ' ' | '\t' | '\r' | '\n') {
            broken |= matches!(c, '\r' | '\n');
            continue;
        }
        if broken {
            found.extend(start.take().map(|start| (start, end)));
        }
        start = start.or(Some(at));
        (end, broken) = (at + 1, false);
    }
    found.extend(start.map(|start| (start, end)));
    found
}

/// Everything that might stand in the text, in order.
fn candidates(source: &Source<'_>) -> Vec<Element> {
    let document = &source.document;
    let numbers: HashMap<&str, usize> = document.actors.iter().filter_map(|actor| actor.id.as_deref()).zip(1..).collect();
    let actors = source.actors();
    let quotes = document.quotes.iter().zip(1..).flat_map(|(quote, number)| said(quote, number, &numbers));
    let mentions = document.mentions.iter().zip(1..);
    let mentions = mentions.map(|(item, number)| mention(item, number, actors.get(&*item.actor).copied(), &numbers));
    let mut all: Vec<Element> = quotes.chain(mentions).collect();
    all.sort_by_key(order);
    all
}

fn said(quote: &Quote<'_>, number: usize, actors: &HashMap<&str, usize>) -> Vec<Element> {
    let who: Vec<String> = quote.everybody().filter_map(|id| actors.get(id)).map(|actor| format!("#a{actor}")).collect();
    let who = if who.is_empty() { String::new() } else { format!(" who=\"{}\"", who.join(" ")) };
    let ana = analysis(quote);
    let direct = quote.kind.0 == QuoteKind::Direct;
    let parts = quote.parts().iter().enumerate();
    let element = |(place, part): (usize, &(u32, u32))| {
        let id = part_id(number, place);
        let about = attributes(&id, quote.id.as_deref().filter(|_| place == 0), quote.confidence.filter(|_| place == 0));
        let chain = chain(number, place, quote.parts().len());
        Element { part: *part, name: "said", open: format!("<said {about}{who} direct=\"{direct}\" ana=\"{ana}\"{chain}>"), id }
    };
    parts.map(element).collect()
}

/// What a quote is, as pointers to the words that `standOff` explains.
pub(super) fn analysis(quote: &Quote<'_>) -> String {
    format!("#quote.{}{}", quote.kind.0.word(), if quote.hedged { " #hedged" } else { "" })
}

fn mention(item: &Mention<'_>, number: usize, actor: Option<&Actor<'_>>, actors: &HashMap<&str, usize>) -> Element {
    let kind = actor.and_then(|actor| actor.r#type).map(|kind| kind.0);
    let (name, of) = match (item.kind.0, kind) {
        (MentionKind::Name, Some(ActorType::Person)) => ("persName", String::new()),
        (MentionKind::Name, Some(_)) => ("orgName", String::new()),
        (form, _) => ("rs", format!(" type=\"{}\"", form.word())),
    };
    let id = format!("m{number}");
    let about = attributes(&id, item.id.as_deref(), item.confidence);
    let actor = actors.get(&*item.actor).copied().unwrap_or_default();
    Element { part: (item.start, item.end), name, open: format!("<{name} {about}{of} ref=\"#a{actor}\">"), id }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_by_line_ends() {
        assert_eq!(paragraphs(" a b \r\n\n c\td\ne "), [(1, 4), (9, 12), (13, 14)]);
        assert_eq!(paragraphs(" \n"), []);
    }
}
