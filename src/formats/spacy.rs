//! spaCy: one `Doc.to_json()` a line, with the annotations in span groups, which may overlap.
//!
//! It decides which group a label belongs to and that a span's `kb_id` names what it belongs to: `a1` an actor, `q2` a quote, `p3` a position,
//! together with its parts, cue and source. Who speaks and all else stands beside them in `whosaid`, by the same names: not in `Doc._`, because
//! spaCy refuses a file with an extension that it has not been told of. Offsets count code points, as Python does.

use std::collections::{HashMap, VecDeque};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::flat::{Flat, Found, Piece, Role, assemble, flatten};
use super::foreign;
use super::json::{on_one_line, to_string};
use super::labels::Meaning;
use super::loss::add;
use super::pretokenized::Pretokenized;
use super::records::{self, Record, begins};
use super::wire::Extra;
use super::{Article, Export, ExportError, Format, Group, Import, ImportError, Input, Loss, Reader, Source};
use crate::text::Unit;

pub(super) const FORMAT: Format = Format {
    id: "spacy",
    name: "spaCy JSON Lines",
    extension: "jsonl",
    description: "For spaCy's Doc.from_json: span groups for actors, quotes and positions, one article a line.",
    group: Group::Models,
    joins: true,
    files: 1,
    write,
    read: Some(Reader { recognizes, read }),
};

/// The span groups, and the letter that names begin with.
const GROUPS: [&str; 5] = ["actors", "quotes", "positions", "cues", "sources"];

fn group(meaning: Meaning) -> usize {
    match meaning {
        Meaning::Mention(_) => 0,
        Meaning::Quote(_) => 1,
        Meaning::Position(_) => 2,
        Meaning::Cue => 3,
        Meaning::Source => 4,
    }
}

/// The fields of a document that mean something here.
const OWN: &[&str] = &["text", "tokens", "spans", "whosaid", "_"];
/// The fields that spaCy reads besides: they stand where they did; those of other programs it would drop stand in `whosaid`.
const OF_SPACY: &[&str] = &["ents", "sents", "cats", "_"];
/// The fields of a span.
const OF_SPAN: &[&str] = &["start", "end", "label", "kb_id"];
/// The fields of a token.
const OF_TOKEN: &[&str] = &["id", "start", "end"];

/// A document as it is written: typed where there is one for each word, which as JSON values would take much memory.
#[derive(Serialize)]
struct Doc<'a> {
    text: &'a str,
    tokens: Vec<Word>,
    spans: Map<String, Value>,
    #[serde(flatten)]
    beside: Extra,
    whosaid: Value,
}

#[derive(Serialize)]
struct Word {
    id: usize,
    start: u32,
    end: u32,
}

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let text = Pretokenized::new(source.text);
    let mut losses = Vec::new();
    let mut flat = flatten(&source.document, &|start, end| text.trim(start, end), &mut losses)?;
    let tokens = text.tokens(flat.pieces.iter().map(|piece| (piece.start, piece.end)));
    let tokens = (0..).zip(&tokens).map(|(id, token)| Word { id, start: token.start, end: token.end }).collect();
    let names = names(&flat);
    let mut groups: [Vec<Value>; 5] = Default::default();
    for (piece, name) in flat.pieces.iter_mut().zip(&names).filter(|(_, name)| !name.is_empty()) {
        let mut span = span(piece, name);
        span.as_object_mut().into_iter().for_each(|span| span.extend(foreign::restored(&mut piece.details, OF_SPAN)));
        groups[Meaning::of(&piece.label).map_or(0, group)].push(span);
    }
    // A cue that a quote and its position share stands there for each of them.
    for link in flat.links.iter().filter(|link| matches!(link.role, Role::Cue | Role::Source)) {
        groups[if link.role == Role::Cue { 3 } else { 4 }].push(span(&flat.pieces[link.to], &names[link.from]));
    }
    let spans: Map<String, Value> = GROUPS.iter().zip(groups).map(|(name, spans)| ((*name).to_owned(), spans.into())).collect();
    let beside = foreign::take(&mut flat.document, |name| OF_SPACY.contains(&name));
    let doc = Doc { text: source.text, tokens, spans, beside, whosaid: details(flat, &names) };
    let mut line = on_one_line(to_string(&doc, serde_json::ser::CompactFormatter)?);
    line.push('\n');
    Ok(Export { files: vec![source.file(".jsonl", "application/jsonl", line)], losses })
}

fn span(piece: &Piece, name: &str) -> Value {
    json!({ "start": piece.start, "end": piece.end, "label": piece.label, "kb_id": name })
}

/// What each piece belongs to; nothing for cues and sources, which may belong to several.
fn names(flat: &Flat) -> Vec<String> {
    let mut names = vec![String::new(); flat.pieces.len()];
    let mut counts = [0; 3];
    let first: HashMap<usize, usize> =
        flat.links.iter().filter(|link| link.role == Role::Coreference).map(|link| (link.from, link.to)).collect();
    let part: HashMap<usize, usize> = flat.links.iter().filter(|link| link.role == Role::Part).map(|link| (link.to, link.from)).collect();
    for (place, piece) in flat.pieces.iter().enumerate() {
        let Some(list) = Meaning::of(&piece.label).map(group).filter(|list| *list < 3) else { continue };
        names[place] = match first.get(&place).or_else(|| part.get(&place)) {
            Some(first) => names[*first].clone(),
            None => {
                counts[list] += 1;
                format!("{}{}", ["a", "q", "p"][list], counts[list])
            }
        };
    }
    names
}

/// `whosaid`: the document's own fields, then what is known of each actor, mention, quote and position.
fn details(flat: Flat, names: &[String]) -> Value {
    let mut lists: [Map<String, Value>; 3] = Default::default();
    let mut mentions = Vec::new();
    let mut linked: HashMap<usize, Vec<(&str, &str)>> = HashMap::new();
    for link in &flat.links {
        let field = match link.role {
            Role::Speaker => "speaker",
            Role::Holder => "holder",
            Role::Quote => "quote",
            _ => continue,
        };
        linked.entry(link.from).or_default().push((field, &names[link.to]));
    }
    for (place, piece) in flat.pieces.into_iter().enumerate() {
        let Some(list) = Meaning::of(&piece.label).map(group).filter(|list| *list < 3) else { continue };
        let mut details = piece.details;
        if list == 0 {
            if let Some(actor) = details.shift_remove("actor") {
                lists[0].insert(names[place].clone(), actor);
            }
            mentions.push(json!({ "start": piece.start, "end": piece.end, "actor": names[place], "details": details }));
            continue;
        }
        let links = linked.remove(&place).unwrap_or_default();
        let links = together(&links);
        if !(links.is_empty() && details.is_empty()) {
            lists[list].insert(names[place].clone(), json!({ "links": links, "details": details }));
        }
    }
    let [actors, quotes, positions] = lists;
    json!({ "document": flat.document, "actors": actors, "mentions": mentions, "quotes": quotes, "positions": positions })
}

fn recognizes(input: &Input<'_>) -> bool {
    let spacy = |fields| begins(&fields, "text", '"') && begins(&fields, "tokens", '[') && !begins(&fields, "spans", '[');
    records::first(input.content).is_some_and(spacy)
}

fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    records::read(input, article)
}

fn article(record: &Record<'_>, name: &str, losses: &mut Vec<Loss>) -> Result<Article, ImportError> {
    let text = record.text("text")?;
    let mut fields = Vec::new();
    let mut found = Found::default();
    let mut names = Vec::new();
    for (field, span) in spans(record)? {
        let piece = |span: &Value| {
            let number = |name: &str| span.get(name)?.as_u64().and_then(|number| u32::try_from(number).ok());
            let label = span.get("label")?.as_str()?.to_owned();
            Some(Piece { label, start: number("start")?, end: number("end")?, details: foreign::details(span.as_object()?, OF_SPAN) })
        };
        let malformed = || ImportError::new("is no span", "Give start, end and label, as Doc.to_json does");
        found.pieces.push(piece(span).ok_or_else(|| record.fault(&field, malformed()))?);
        names.push(span.get("kb_id").and_then(Value::as_str).unwrap_or_default().to_owned());
        fields.push(field);
    }
    let empty = Value::Null;
    let extension = record.fields.get("_").and_then(|fields| fields.get("whosaid"));
    let ours = extension.or(record.fields.get("whosaid")).unwrap_or(&empty);
    restore(ours, &names, &mut found);
    let described = |token: &&Value| token.as_object().is_some_and(|token| !foreign::unknown(token, OF_TOKEN).is_empty());
    add(losses, "descriptions of tokens", record.list("tokens")?.iter().filter(described).count());
    found.document = ours.get("document").and_then(Value::as_object).cloned().unwrap_or_default();
    found.document.extend(others(record));
    assemble(name, &text, Unit::Codepoint, found, losses)
        .map_err(|fault| record.fault(fault.piece.and_then(|piece| fields.get(piece)).map_or("spans", |field| field), *fault.error))
}

/// The fields of a record that are not read, and of the extensions all but ours.
fn others(record: &Record<'_>) -> Extra {
    let mut others = foreign::unknown(&record.fields, OWN);
    if groups(record).is_none() {
        others.shift_remove("ents");
    }
    let extensions = record.fields.get("_").and_then(Value::as_object).map(|fields| foreign::unknown(fields, &["whosaid"]));
    others.extend(extensions.filter(|extensions| !extensions.is_empty()).map(|extensions| ("_".to_owned(), extensions.into())));
    others
}

fn groups<'r>(record: &'r Record<'_>) -> Option<&'r Map<String, Value>> {
    record.fields.get("spans")?.as_object().filter(|groups| !groups.is_empty())
}

/// Every span with its field: those of the groups, or the entities where there are no groups.
fn spans<'r>(record: &'r Record<'_>) -> Result<Vec<(String, &'r Value)>, ImportError> {
    let mut spans = Vec::new();
    match groups(record) {
        Some(groups) => {
            for (group, items) in groups {
                let field = format!("spans.{group}");
                let refused = || record.fault(&field, ImportError::new("is no list", "Correct it, or export the file again"));
                let items = items.as_array().ok_or_else(refused)?;
                spans.extend(items.iter().enumerate().map(|(place, span)| (format!("{field}[{place}]"), span)));
            }
        }
        None => spans.extend(record.list("ents")?.iter().enumerate().map(|(place, span)| (format!("ents[{place}]"), span))),
    }
    Ok(spans)
}

/// Links the pieces of one name and gives them their details.
fn restore(ours: &Value, names: &[String], found: &mut Found) {
    let meanings: Vec<Option<Meaning>> = found.pieces.iter().map(|piece| Meaning::of(&piece.label)).collect();
    let mut first: HashMap<(usize, &str), usize> = HashMap::new();
    for (place, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let Some(list) = meanings[place].map(group).filter(|list| *list < 3) else { continue };
        match first.get(&(list, name.as_str())) {
            Some(first) if list == 0 => found.links.push((Role::Coreference.word().to_owned(), place, *first)),
            Some(first) => found.links.push((Role::Part.word().to_owned(), *first, place)),
            None => drop(first.insert((list, name), place)),
        }
    }
    for (place, name) in names.iter().enumerate() {
        let role = match meanings[place] {
            Some(Meaning::Cue) => Role::Cue,
            Some(Meaning::Source) => Role::Source,
            _ => continue,
        };
        let owner = first.get(&(1, name.as_str())).or_else(|| first.get(&(2, name.as_str())));
        found.links.extend(owner.map(|owner| (role.word().to_owned(), *owner, place)));
    }
    for (list, lists) in GROUPS.iter().enumerate().take(3) {
        let Some(known) = ours.get(*lists).and_then(Value::as_object) else { continue };
        for (name, known) in known {
            let Some(place) = first.get(&(list, name.as_str())) else { continue };
            if list == 0 {
                found.pieces[*place].details.insert("actor".to_owned(), known.clone());
                continue;
            }
            found.pieces[*place].details.extend(known.get("details").and_then(Value::as_object).cloned().unwrap_or_default());
            for (role, field, list) in [(Role::Speaker, "speaker", 0), (Role::Holder, "holder", 0), (Role::Quote, "quote", 1)] {
                let names = known.get("links").and_then(|links| links.get(field)).map_or(&[][..], |names| match names {
                    Value::Array(names) => names,
                    name => std::slice::from_ref(name),
                });
                let to = names.iter().filter_map(|name| first.get(&(list, name.as_str()?)));
                found.links.extend(to.map(|to| (role.word().to_owned(), *place, *to)));
            }
        }
    }
    restore_mentions(ours, names, found);
    // Another program's name for an entity leads to its knowledge base.
    for (place, name) in names.iter().enumerate().filter(|_| ours.is_null()) {
        if first.get(&(0, name.as_str())) == Some(&place) {
            found.pieces[place].details.insert("actor".to_owned(), json!({ "kb_id": name }));
        }
    }
}

/// The links of an annotation by field: a name, or a list where several lead there.
fn together(links: &[(&str, &str)]) -> Map<String, Value> {
    let mut fields: Map<String, Value> = Map::new();
    for (field, name) in links {
        match fields.get_mut(*field) {
            None => drop(fields.insert((*field).to_owned(), (*name).into())),
            Some(Value::Array(names)) => names.push((*name).into()),
            Some(one) => *one = json!([one.take(), name]),
        }
    }
    fields
}

/// Gives mentions their details: those of the same place and actor, in order.
fn restore_mentions(ours: &Value, names: &[String], found: &mut Found) {
    let mut known: HashMap<(u64, u64, &str), VecDeque<&Value>> = HashMap::new();
    for mention in ours.get("mentions").and_then(Value::as_array).into_iter().flatten() {
        let number = |name: &str| mention.get(name).and_then(Value::as_u64).unwrap_or(u64::MAX);
        let actor = mention.get("actor").and_then(Value::as_str).unwrap_or_default();
        known.entry((number("start"), number("end"), actor)).or_default().extend(mention.get("details"));
    }
    for (piece, name) in found.pieces.iter_mut().zip(names) {
        let details = known.get_mut(&(piece.start.into(), piece.end.into(), name.as_str()));
        if matches!(Meaning::of(&piece.label), Some(Meaning::Mention(_)))
            && let Some(Value::Object(details)) = details.and_then(VecDeque::pop_front)
        {
            piece.details.extend(details.clone());
        }
    }
}
