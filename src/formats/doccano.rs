//! doccano: a text a line with labeled entities and relations between them.
//!
//! It decides that files are written in UTF-16 units, which is what doccano's page counts, and say so; and that a file that does not say is
//! read only where all units doccano may have counted mean the same places, or a person has said which one it is.

use std::collections::{HashMap, VecDeque};

use serde::Serialize;
use serde_json::ser::CompactFormatter;
use serde_json::{Value, json};

use super::flat::{Found, Piece, assemble, flatten, outside};
use super::foreign;
use super::json::{on_one_line, to_string};
use super::records::{self, Record, begins};
use super::wire::{Extra, unit_from_word, unit_word};
use super::{Article, Export, ExportError, Format, Group, Import, ImportError, Input, Loss, Reader, Source};
use crate::text::{Offsets, Unit};

pub(super) const FORMAT: Format = Format {
    id: "doccano",
    name: "doccano JSON Lines",
    extension: "jsonl",
    description: "For doccano's sequence labeling with relations: entities and relations, one article a line.",
    group: Group::Tools,
    joins: true,
    files: 1,
    write,
    read: Some(Reader { recognizes, read }),
};

/// The fields of a line that mean something here; all others are other programs' and stay where they are, as doccano itself keeps them.
const OWN: &[&str] = &["text", "data", "entities", "label", "labels", "relations", "whosaid", "offset_unit"];
/// The fields of an entity.
const OF_ENTITY: &[&str] = &["id", "label", "start_offset", "end_offset"];

/// What doccano may count: by default what its page does, clusters where a project asks for it, characters where a program wrote the file.
const UNITS: [Unit; 3] = [Unit::Utf16, Unit::Codepoint, Unit::Grapheme];

/// The field of remarks, which doccano writes in every line.
const COMMENTS: &str = "Comments";

/// What each line says of its article, if only that there is none: doccano makes a table of all lines, and a field that some of them lack stops it.
const TOLD: [&str; 2] = ["language", "title"];

/// A line as it is written.
#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    entities: Vec<Value>,
    relations: Vec<Value>,
    #[serde(rename = "Comments")]
    comments: Value,
    #[serde(flatten)]
    beside: Extra,
    whosaid: Value,
}

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let mut losses = Vec::new();
    let mut flat = flatten(&source.document, &|start, end| Some((start, end)), &mut losses)?;
    flat.document.insert("offset_unit".to_owned(), unit_word(Unit::Utf16).into());
    let utf16 = Offsets::new(source.text, Unit::Utf16);
    let offset = |codepoint| utf16.from_byte(source.offsets.to_byte(codepoint).unwrap_or_default());
    let place = |piece: &Piece| (offset(piece.start), offset(piece.end));
    let entities = flat.pieces.iter_mut().enumerate().map(|(id, piece)| {
        let (start, end) = place(piece);
        let mut entity = json!({ "id": id, "label": piece.label, "start_offset": start, "end_offset": end });
        entity.as_object_mut().into_iter().for_each(|entity| entity.extend(foreign::restored(&mut piece.details, OF_ENTITY)));
        entity
    });
    let entities: Vec<Value> = entities.collect();
    let relations = flat.links.iter().enumerate();
    let relations = relations.map(|(id, link)| json!({ "id": id, "from_id": link.from, "to_id": link.to, "type": link.role.word() }));
    let details = flat.pieces.iter().map(|piece| {
        let (start, end) = place(piece);
        json!([piece.label, start, end, piece.details])
    });
    let mut beside = foreign::beside(&mut flat.document, OWN);
    for name in TOLD {
        beside.entry(name).or_insert_with(|| "".into());
    }
    let line = Line {
        text: source.text,
        entities,
        relations: relations.collect(),
        comments: beside.get(COMMENTS).cloned().unwrap_or_else(|| json!([])),
        beside: foreign::unknown(&beside, &[COMMENTS]),
        whosaid: json!({ "document": flat.document, "details": details.collect::<Vec<_>>() }),
    };
    let mut line = on_one_line(to_string(&line, CompactFormatter)?);
    line.push('\n');
    Ok(Export { files: vec![source.file(".jsonl", "application/jsonl", line)], losses })
}

/// What the list of entities is called, in this order where there are several.
const LISTS: [&str; 3] = ["entities", "label", "labels"];

/// Whether a list holds labels of the whole text, which say nothing of places.
fn is_of_whole(fields: &records::Fields<'_>, name: &str) -> bool {
    fields.get(name).is_some_and(|list| list.get()[1..].trim_start().starts_with('"'))
}

fn recognizes(input: &Input<'_>) -> bool {
    let doccano = |fields| {
        let text = begins(&fields, "text", '"') || begins(&fields, "data", '"');
        text && LISTS.iter().any(|name| begins(&fields, name, '[') && !is_of_whole(&fields, name))
    };
    records::first(input.content).is_some_and(doccano)
}

fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    records::read(input, |record, name, losses| article(record, name, input.unit, losses))
}

fn article(record: &Record<'_>, name: &str, asked: Option<Unit>, losses: &mut Vec<Loss>) -> Result<Article, ImportError> {
    let text = record.text(if record.fields.contains_key("text") { "text" } else { "data" })?;
    let mut found = Found::default();
    let list = LISTS.into_iter().find(|name| record.fields.contains_key(*name)).unwrap_or("entities");
    let mut ids = HashMap::new();
    for (place, entity) in record.list(list)?.iter().enumerate() {
        let malformed = || match entity.get("labels") {
            Some(_) => ImportError::new("comes from Label Studio’s short export (JSON-MIN), which leaves out links", "Export it as JSON"),
            None => ImportError::new(
                "is no labeled place",
                "Give start, end and label (doccano exports whole texts with one label only in other project types)",
            ),
        };
        found.pieces.push(piece(entity).ok_or_else(|| record.fault(&format!("{list}[{place}]"), malformed()))?);
        ids.extend(entity.get("id").map(|id| (id.to_string(), place)));
    }
    for (place, relation) in record.list("relations")?.iter().enumerate() {
        let end = |name: &str| {
            let missing = || ImportError::new("names no entity", "Give the id of one that is in this line");
            let id = relation.get(name).map(Value::to_string).unwrap_or_default();
            ids.get(&id).copied().ok_or_else(|| record.fault(&format!("relations[{place}].{name}"), missing()))
        };
        let word = relation.get("type").and_then(Value::as_str).unwrap_or_default();
        found.links.push((word.to_owned(), end("from_id")?, end("to_id")?));
    }
    let unit = unit(record, &text, &found.pieces, asked)?;
    restore(record.fields.get("whosaid").unwrap_or(&Value::Null), &mut found);
    found.document.extend(foreign::unknown(&record.fields, OWN));
    found.document.retain(|name, value| !(says_nothing(value) && (name == COMMENTS || TOLD.contains(&name.as_str()))));
    assemble(name, &text, unit, found, losses)
        .map_err(|fault| record.fault(&fault.piece.map_or_else(|| list.to_owned(), |piece| format!("{list}[{piece}]")), *fault.error))
}

/// Whether a field is only there because every line has it.
fn says_nothing(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty) || value.as_str().is_some_and(str::is_empty)
}

/// An entity as an object, or as start, end and label.
fn piece(entity: &Value) -> Option<Piece> {
    let number = |value: Option<&Value>| value?.as_u64().and_then(|number| u32::try_from(number).ok());
    let (start, end, label) = match entity {
        Value::Array(parts) => (number(parts.first())?, number(parts.get(1))?, parts.get(2)?.as_str()?),
        entity => (number(entity.get("start_offset"))?, number(entity.get("end_offset"))?, entity.get("label")?.as_str()?),
    };
    let details = entity.as_object().map_or_else(Extra::new, |entity| foreign::details(entity, OF_ENTITY));
    Some(Piece { label: label.to_owned(), start, end, details })
}

/// What the offsets count: as the line or a person says, else the one sense they make.
fn unit(record: &Record<'_>, text: &str, pieces: &[Piece], asked: Option<Unit>) -> Result<Unit, ImportError> {
    let ours = record.fields.get("whosaid").and_then(|ours| ours.get("document")?.get("offset_unit"));
    let stated = ours.or(record.fields.get("offset_unit")).and_then(Value::as_str).and_then(unit_from_word);
    if let Some(unit) = stated.or(asked) {
        return Ok(unit);
    }
    let mut senses: Vec<(Unit, Vec<Option<u32>>)> = Vec::new();
    for unit in UNITS.into_iter().filter(|unit| outside(text, *unit, pieces).is_none()) {
        let offsets = Offsets::new(text, unit);
        let places = pieces.iter().flat_map(|piece| [piece.start, piece.end]).map(|offset| offsets.to_byte(offset)).collect();
        if senses.iter().all(|(_, other)| *other != places) {
            senses.push((unit, places));
        }
    }
    match senses.as_slice() {
        [] => Ok(UNITS[0]),
        [(unit, _)] => Ok(*unit),
        _ => {
            let units: Vec<Unit> = senses.iter().map(|(unit, _)| *unit).collect();
            Err(record.fault("entities", ImportError::which_unit(&units)))
        }
    }
}

/// Gives pieces their details: those of the same label and place, in order.
fn restore(ours: &Value, found: &mut Found) {
    let mut known: HashMap<(&str, u64, u64), VecDeque<&Value>> = HashMap::new();
    for item in ours.get("details").and_then(Value::as_array).into_iter().flatten() {
        let number = |place: usize| item.get(place).and_then(Value::as_u64).unwrap_or(u64::MAX);
        let label = item.get(0).and_then(Value::as_str).unwrap_or_default();
        known.entry((label, number(1), number(2))).or_default().extend(item.get(3));
    }
    for piece in &mut found.pieces {
        let details = known.get_mut(&(piece.label.as_str(), piece.start.into(), piece.end.into())).and_then(VecDeque::pop_front);
        piece.details.extend(details.and_then(Value::as_object).cloned().unwrap_or_default());
    }
    found.document = ours.get("document").and_then(Value::as_object).cloned().unwrap_or_default();
}
