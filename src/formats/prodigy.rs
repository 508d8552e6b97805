//! Prodigy: a task a line with tokens, spans and relations.
//!
//! It decides how pieces and links are laid out as Prodigy's tasks: `token_end` is the span's last token, `head` and `child` are last tokens
//! too and stand beside the whole spans, because programs differ on which token of a span they mean. Offsets count code points; in files of
//! others the unit is told from the tokens' words. Who accepts a task has looked at every span of it; who rejects it has refused them, so that
//! they are left out.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::ser::CompactFormatter;
use serde_json::{Value, json};

use super::flat::{Found, Piece, assemble, flatten};
use super::foreign;
use super::json::{on_one_line, to_string};
use super::loss::add;
use super::place::{self, Claim};
use super::pretokenized::{Pretokenized, Token};
use super::records::{self, Record, begins};
use super::wire::Extra;
use super::{Article, Export, ExportError, Format, Group, Import, ImportError, Input, Loss, Reader, Source};
use crate::text::Unit;

pub(super) const FORMAT: Format = Format {
    id: "prodigy",
    name: "Prodigy JSON Lines",
    extension: "jsonl",
    description: "For Prodigy's spans.manual and rel.manual: tokens, spans and relations, one article a line.",
    group: Group::Tools,
    joins: true,
    files: 1,
    write,
    read: Some(Reader { recognizes, read }),
};

/// The field of a task or span that holds what Prodigy has no field for.
const OURS: &str = "whosaid";

/// The fields of a task that mean something here. An answer says what was done with the spans, and is told by their state afterwards.
const OWN: &[&str] = &["text", "tokens", "spans", "relations", "answer", OURS, "offset_unit"];
/// The fields of a span.
const OF_SPAN: &[&str] = &["start", "end", "token_start", "token_end", "label", "id", OURS];
/// The fields of a token.
const OF_TOKEN: &[&str] = &["text", "start", "end", "id", "ws"];

/// A task as it is written: typed where there is one for each word, which as JSON values would take much memory.
#[derive(Serialize)]
struct Task<'a> {
    text: &'a str,
    tokens: Vec<Word<'a>>,
    relations: Vec<Value>,
    spans: Vec<Value>,
    #[serde(flatten)]
    beside: Extra,
    whosaid: Extra,
}

#[derive(Serialize)]
struct Word<'a> {
    text: &'a str,
    start: u32,
    end: u32,
    id: usize,
    ws: bool,
}

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let text = Pretokenized::new(source.text);
    let mut losses = Vec::new();
    let mut flat = flatten(&source.document, &|start, end| text.trim(start, end), &mut losses)?;
    let tokens = text.tokens(flat.pieces.iter().map(|piece| (piece.start, piece.end)));
    let spans: Vec<Value> = flat.pieces.iter().enumerate().map(|(id, piece)| span(id, piece, &tokens)).collect();
    let relations = flat.links.iter().map(|link| {
        let end = |place: usize| {
            json!({ "id": place, "start": spans[place]["start"], "end": spans[place]["end"],
            "token_start": spans[place]["token_start"], "token_end": spans[place]["token_end"], "label": spans[place]["label"] })
        };
        let (head, child) = (end(link.from), end(link.to));
        json!({ "head": head["token_end"], "child": child["token_end"], "head_span": head, "child_span": child, "label": link.role.word() })
    });
    let relations = relations.collect();
    let beside = foreign::beside(&mut flat.document, OWN);
    let task = Task { text: source.text, tokens: words(source, &tokens), relations, spans, beside, whosaid: flat.document };
    let mut line = on_one_line(to_string(&task, CompactFormatter)?);
    line.push('\n');
    Ok(Export { files: vec![source.file(".jsonl", "application/jsonl", line)], losses })
}

fn words<'a>(source: &Source<'a>, tokens: &[Token]) -> Vec<Word<'a>> {
    let token = |(id, &Token { start, end, space }): (usize, &Token)| Word { text: source.slice(start, end), start, end, id, ws: space };
    tokens.iter().enumerate().map(token).collect()
}

fn span(id: usize, piece: &Piece, tokens: &[Token]) -> Value {
    let first = tokens.partition_point(|token| token.start < piece.start);
    let last = tokens.partition_point(|token| token.end < piece.end);
    let mut span =
        json!({ "start": piece.start, "end": piece.end, "token_start": first, "token_end": last, "label": piece.label, "id": id });
    let mut details = piece.details.clone();
    span.as_object_mut().into_iter().for_each(|span| span.extend(foreign::restored(&mut details, OF_SPAN)));
    if !details.is_empty() {
        span[OURS] = details.into();
    }
    span
}

/// What a person can answer.
const ANSWERS: [&str; 3] = ["accept", "reject", "ignore"];

fn recognizes(input: &Input<'_>) -> bool {
    let prodigy = |fields: records::Fields<'_>| {
        let marked = ["_task_hash", "_input_hash", "_view_id"].iter().any(|name| fields.contains_key(*name));
        let answered = fields.get("answer").is_some_and(|answer| ANSWERS.contains(&answer.get().trim_matches('"')));
        begins(&fields, "text", '"') && (begins(&fields, "spans", '[') || marked || answered)
    };
    records::first(input.content).is_some_and(prodigy)
}

fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    records::read(input, |record, name, losses| article(record, name, input.unit, losses))
}

fn article(record: &Record<'_>, name: &str, asked: Option<Unit>, losses: &mut Vec<Loss>) -> Result<Article, ImportError> {
    let text = record.text("text")?;
    let unit = unit(record, &text, asked)?;
    let answer = record.fields.get("answer").and_then(Value::as_str).unwrap_or_default();
    add(losses, "answers that are no “accept”", usize::from(!["", "accept"].contains(&answer)));
    let described = |token: &&Value| token.as_object().is_some_and(|token| !foreign::unknown(token, OF_TOKEN).is_empty());
    add(losses, "descriptions of tokens", record.list("tokens")?.iter().filter(described).count());
    let mut found = if answer == "reject" { refused(record, losses)? } else { spans(record, losses)? };
    if answer == "accept" {
        accept(&mut found.pieces);
    }
    found.document = record.fields.get(OURS).and_then(Value::as_object).cloned().unwrap_or_default();
    found.document.extend(foreign::unknown(&record.fields, OWN));
    assemble(name, &text, unit, found, losses)
        .map_err(|fault| record.fault(&fault.piece.map_or_else(|| "spans".to_owned(), |piece| format!("spans[{piece}]")), *fault.error))
}

/// Nothing of a rejected task, which is counted.
fn refused(record: &Record<'_>, losses: &mut Vec<Loss>) -> Result<Found, ImportError> {
    add(losses, "annotations of rejected answers", record.list("spans")?.len());
    add(losses, "links of rejected answers", record.list("relations")?.len());
    Ok(Found::default())
}

/// The spans of a task and what links them.
fn spans(record: &Record<'_>, losses: &mut Vec<Loss>) -> Result<Found, ImportError> {
    let mut found = Found::default();
    for (place, item) in record.list("spans")?.iter().enumerate() {
        let malformed = || record.fault(&format!("spans[{place}]"), ImportError::new("is no span", "Give start, end and label"));
        found.pieces.push(piece(item).ok_or_else(malformed)?);
    }
    let ids: Vec<Option<u64>> = record.list("spans")?.iter().map(|span| span.get("id")?.as_u64()).collect();
    let ends = Ends::new(&found.pieces, &ids, record.list("spans")?);
    for relation in record.list("relations")? {
        let label = relation.get("label").and_then(Value::as_str).unwrap_or_default();
        match ends.find(relation, "head").zip(ends.find(relation, "child")) {
            Some((from, to)) => found.links.push((label.to_owned(), from, to)),
            None => add(losses, "links between words that are no span", 1),
        }
    }
    Ok(found)
}

/// Whoever answers “accept” has looked at every span.
fn accept(pieces: &mut [Piece]) {
    for piece in pieces {
        piece.details.entry("status").or_insert("accepted".into());
        if let Some(actor) = piece.details.get_mut("actor").and_then(Value::as_object_mut) {
            actor.entry("status").or_insert("accepted".into());
        }
    }
}

fn piece(span: &Value) -> Option<Piece> {
    let number = |name: &str| span.get(name)?.as_u64().and_then(|number| u32::try_from(number).ok());
    let mut details = foreign::details(span.as_object()?, OF_SPAN);
    details.extend(span.get(OURS).and_then(Value::as_object).cloned().unwrap_or_default());
    Some(Piece { label: span.get("label")?.as_str()?.to_owned(), start: number("start")?, end: number("end")?, details })
}

/// The unit in which every token has its words.
fn unit(record: &Record<'_>, text: &str, asked: Option<Unit>) -> Result<Unit, ImportError> {
    let number = |token: &Value, name: &str| token.get(name)?.as_u64().and_then(|number| u32::try_from(number).ok());
    let claim = |token: &'_ Value| Some(((number(token, "start")?, number(token, "end")?), token.get("text")?.as_str()?.to_owned()));
    let tokens: Vec<((u32, u32), String)> = record.list("tokens")?.iter().filter_map(claim).collect();
    if tokens.is_empty() {
        return Ok(asked.unwrap_or(Unit::Codepoint));
    }
    let claims: Vec<Claim<'_>> = tokens.iter().map(|(place, words)| Claim { parts: vec![*place], exact: words }).collect();
    place::unit(text, &claims).map_err(|failed| {
        let what = format!("should be “{}”, but {} stands there", tokens[failed].1, place::found(text, &[tokens[failed].0]));
        let error = ImportError::new(what, "See that text and tokens are those of one task, unchanged");
        record.fault(&format!("tokens[{failed}]"), error)
    })
}

/// Finds the span that an end of a relation means.
struct Ends {
    by_id: HashMap<(u64, u64, u64), usize>,
    by_place: HashMap<(u64, u64, String), usize>,
    by_token: HashMap<u64, usize>,
}

impl Ends {
    fn new(pieces: &[Piece], ids: &[Option<u64>], spans: &[Value]) -> Ends {
        let (mut by_id, mut by_place, mut by_token) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (place, piece) in pieces.iter().enumerate() {
            let (start, end) = (piece.start.into(), piece.end.into());
            if let Some(id) = ids[place] {
                by_id.entry((id, start, end)).or_insert(place);
            }
            by_place.entry((start, end, piece.label.clone())).or_insert(place);
        }
        // The last token of a span, as Prodigy writes it; the first one where no span ends there.
        for name in ["token_end", "token_start"] {
            for (place, span) in spans.iter().enumerate() {
                if let Some(token) = span.get(name).and_then(Value::as_u64) {
                    by_token.entry(token).or_insert(place);
                }
            }
        }
        Ends { by_id, by_place, by_token }
    }

    fn find(&self, relation: &Value, end: &str) -> Option<usize> {
        let Some(span) = relation.get(format!("{end}_span")).filter(|span| span.is_object()) else {
            return self.by_token.get(&relation.get(end)?.as_u64()?).copied();
        };
        let number = |name: &str| span.get(name).and_then(Value::as_u64);
        let (start, to) = (number("start")?, number("end")?);
        let by_id = number("id").and_then(|id| self.by_id.get(&(id, start, to)));
        let label = span.get("label").and_then(Value::as_str).unwrap_or_default().to_owned();
        by_id.or_else(|| self.by_place.get(&(start, to, label))).copied()
    }
}
