//! Three tables for spreadsheets: a row for each quote, each position and each actor.
//!
//! It decides the columns and how cells are made safe, and refuses to hold what a table cannot: single mentions and nested structure. As CSV
//! the files are RFC 4180 with a byte order mark, because Excel takes UTF-8 for Windows-1252 without one and everything else skips it. As TSV
//! they are for programs that take tabs: lines end in LF and there is no mark; cells are quoted where they must be, as in CSV.

use std::collections::HashMap;

use ::csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::loss::{self, add};
use super::summary::{count_words, names};
use super::wire::{Actor, Position, Quote, Word};
use super::{Export, ExportError, File, Format, Group, Loss, Source};
use crate::model::ActorType;

pub(super) const CSV: Format = Format {
    id: "csv",
    name: "CSV tables",
    extension: "csv",
    description: "For spreadsheets: a row for each quote, position and actor, in three files.",
    group: Group::Readers,
    joins: false,
    files: 3,
    write: |source| write(source, &COMMAS),
    read: None,
};

pub(super) const TSV: Format = Format {
    id: "tsv",
    name: "TSV tables",
    extension: "tsv",
    description: "For R, pandas and scripts: the same three tables, with tabs between the cells.",
    group: Group::Readers,
    joins: false,
    files: 3,
    write: |source| write(source, &TABS),
    read: None,
};

/// How cells are laid out in a file.
struct Layout {
    extension: &'static str,
    mime: &'static str,
    between: u8,
    line_end: Terminator,
    begins: &'static str,
}

const COMMAS: Layout = Layout { extension: "csv", mime: "text/csv", between: b',', line_end: Terminator::CRLF, begins: "\u{feff}" };
const TABS: Layout =
    Layout { extension: "tsv", mime: "text/tab-separated-values", between: b'\t', line_end: Terminator::Any(b'\n'), begins: "" };

const QUOTES: &[&str] = &[
    "id",
    "speaker",
    "speaker_type",
    "speaker_role",
    "speaker_anonymous",
    "kind",
    "cue",
    "source",
    "content",
    "hedged",
    "status",
    "reason",
    "confidence",
    "start_codepoint",
    "end_codepoint",
    "spans_codepoint",
    "speaker_id",
    "speakers",
];
const POSITIONS: &[&str] = &[
    "id",
    "holder",
    "holder_type",
    "holder_role",
    "holder_anonymous",
    "kind",
    "polarity",
    "cue",
    "source",
    "target",
    "hedged",
    "status",
    "reason",
    "confidence",
    "start_codepoint",
    "end_codepoint",
    "spans_codepoint",
    "holder_id",
    "quote_id",
    "holders",
];
const ACTORS: &[&str] =
    &["id", "name", "type", "role", "anonymous", "mentions", "quotes", "quoted_words", "positions", "status", "reason", "confidence"];

/// Whether a table with these columns is one of ours.
pub(super) fn is_ours(names: &[String]) -> bool {
    let begins = |columns: &[&str]| columns.iter().zip(names).all(|(column, name)| column == name) && names.len() >= columns.len();
    begins(ACTORS) || names.iter().any(|name| name == "start_codepoint")
}

fn write(source: &Source<'_>, layout: &'static Layout) -> Result<Export, ExportError> {
    let document = &source.document;
    let mut losses = Vec::new();
    let quotes = quotes(source, Table::new(layout, QUOTES, &mut losses)?)?;
    let positions = positions(source, Table::new(layout, POSITIONS, &mut losses)?)?;
    let actors = actors(source, Table::new(layout, ACTORS, &mut losses)?)?;
    add(&mut losses, "places of mentions", document.mentions.len());
    loss::of_cues(&mut losses, document);
    loss::of_document(&mut losses, document);
    loss::of_annotations(&mut losses, document);
    Ok(Export { files: vec![quotes, positions, actors], losses })
}

/// A table that is being written.
struct Table<'a> {
    layout: &'static Layout,
    writer: Writer<Vec<u8>>,
    losses: &'a mut Vec<Loss>,
}

impl<'a> Table<'a> {
    fn new(layout: &'static Layout, header: &[&str], losses: &'a mut Vec<Loss>) -> Result<Table<'a>, ExportError> {
        let mut builder = WriterBuilder::new();
        builder.delimiter(layout.between).terminator(layout.line_end).quote_style(QuoteStyle::Necessary);
        let mut writer = builder.from_writer(layout.begins.into());
        writer.write_record(header).map_err(|error| failed(&error.to_string()))?;
        Ok(Table { layout, writer, losses })
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for cell in cells {
            let written = match cell {
                Cell::Ours(text) => self.writer.write_field(text),
                Cell::Text(text) if is_formula(text) => {
                    add(self.losses, "cells as they are, for they begin like a formula and got an apostrophe", 1);
                    self.writer.write_field(format!("'{text}"))
                }
                Cell::Text(text) => self.writer.write_field(text),
            };
            written.map_err(|error| failed(&error.to_string()))?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(|error| failed(&error.to_string()))
    }

    fn finish(self, source: &Source<'_>, name: &str) -> Result<File, ExportError> {
        let bytes = self.writer.into_inner().map_err(|error| failed(&error.to_string()))?;
        let text = String::from_utf8(bytes).map_err(|error| failed(&error.to_string()))?;
        Ok(source.file(&format!("-{name}.{}", self.layout.extension), self.layout.mime, text))
    }
}

fn failed(what: &str) -> ExportError {
    ExportError::new("table", what)
}

/// A value in a table.
enum Cell<'a> {
    /// Made here: a number, a word of the vocabulary.
    Ours(String),
    /// Taken from an article or a file, so that it may be anything.
    Text(&'a str),
}

/// Whether a spreadsheet could take `text` for a formula (the list is OWASP's, full-width forms included).
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

fn ours(value: impl ToString) -> Cell<'static> {
    Cell::Ours(value.to_string())
}

fn optional<T: ToString>(value: Option<T>) -> Cell<'static> {
    Cell::Ours(value.map_or_else(String::new, |value| value.to_string()))
}

fn spans(parts: &[(u32, u32)]) -> Cell<'static> {
    let parts: Vec<String> = parts.iter().map(|(start, end)| format!("{start}:{end}")).collect();
    Cell::Ours(parts.join(" "))
}

fn type_of(actor: &Actor<'_>) -> Cell<'static> {
    let word = |Word(kind): Word<ActorType>| kind.word();
    optional(actor.r#type.map(word))
}

/// Name, type, role and anonymity of an actor, or four empty cells.
fn person<'a>(actors: &HashMap<&str, &'a Actor<'_>>, id: Option<&str>) -> [Cell<'a>; 4] {
    match id.and_then(|id| actors.get(id)) {
        Some(actor) => {
            [Cell::Text(&actor.name), type_of(actor), Cell::Text(actor.role.as_deref().unwrap_or_default()), ours(actor.anonymous)]
        }
        None => [Cell::Text(""), Cell::Text(""), Cell::Text(""), Cell::Text("")],
    }
}

fn quotes(source: &Source<'_>, mut table: Table<'_>) -> Result<File, ExportError> {
    let actors = source.actors();
    for quote in &source.document.quotes {
        let (content, speakers) = (source.join(quote.parts()), names(&actors, quote.everybody(), "; "));
        let mut row = vec![Cell::Text(quote.id.as_deref().unwrap_or_default())];
        row.extend(person(&actors, quote.speaker.as_deref()));
        row.extend([
            ours(quote.kind.0.word()),
            Cell::Text(source.words(quote.cue)),
            Cell::Text(source.words(quote.source)),
            Cell::Text(&content),
            ours(quote.hedged),
            ours(quote.status.0.word()),
            Cell::Text(quote.reason.as_deref().unwrap_or_default()),
            optional(quote.confidence),
            optional(quote.start),
            optional(quote.end),
            spans(quote.parts()),
            Cell::Text(quote.speaker.as_deref().unwrap_or_default()),
            Cell::Text(&speakers),
        ]);
        table.row(&row)?;
    }
    table.finish(source, "quotes")
}

fn positions(source: &Source<'_>, mut table: Table<'_>) -> Result<File, ExportError> {
    let actors = source.actors();
    for position in &source.document.positions {
        let (target, holders) = (source.join(position.parts()), names(&actors, position.everybody(), "; "));
        let mut row = vec![Cell::Text(position.id.as_deref().unwrap_or_default())];
        row.extend(person(&actors, position.holder.as_deref()));
        row.extend([
            ours(position.kind.0.word()),
            optional(position.polarity),
            Cell::Text(source.words(position.cue)),
            Cell::Text(source.words(position.source)),
            Cell::Text(&target),
            ours(position.hedged),
            ours(position.status.0.word()),
            Cell::Text(position.reason.as_deref().unwrap_or_default()),
            optional(position.confidence),
            optional(position.start),
            optional(position.end),
            spans(position.parts()),
            Cell::Text(position.holder.as_deref().unwrap_or_default()),
            Cell::Text(position.quote.as_deref().unwrap_or_default()),
            Cell::Text(&holders),
        ]);
        table.row(&row)?;
    }
    table.finish(source, "positions")
}

fn actors(source: &Source<'_>, mut table: Table<'_>) -> Result<File, ExportError> {
    let mut mentions: HashMap<&str, usize> = HashMap::new();
    let mut quotes: HashMap<&str, Vec<&Quote<'_>>> = HashMap::new();
    let mut positions: HashMap<&str, Vec<&Position<'_>>> = HashMap::new();
    source.document.mentions.iter().for_each(|mention| *mentions.entry(&mention.actor).or_default() += 1);
    source.document.quotes.iter().for_each(|quote| quote.everybody().for_each(|id| quotes.entry(id).or_default().push(quote)));
    source.document.positions.iter().for_each(|item| item.everybody().for_each(|id| positions.entry(id).or_default().push(item)));
    for actor in &source.document.actors {
        let id = actor.id.as_deref().unwrap_or_default();
        let said = quotes.get(id).map_or(&[][..], Vec::as_slice);
        let words: usize = said.iter().map(|quote| count_words(source, quote)).sum();
        table.row(&[
            Cell::Text(id),
            Cell::Text(&actor.name),
            type_of(actor),
            Cell::Text(actor.role.as_deref().unwrap_or_default()),
            ours(actor.anonymous),
            ours(mentions.get(id).copied().unwrap_or_default()),
            ours(said.len()),
            ours(words),
            ours(positions.get(id).map_or(0, Vec::len)),
            ours(actor.status.0.word()),
            Cell::Text(actor.reason.as_deref().unwrap_or_default()),
            optional(actor.confidence),
        ])?;
    }
    table.finish(source, "actors")
}
