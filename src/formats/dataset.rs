//! A dataset folder as Hugging Face's `datasets` reads it: a row an article in JSON Lines, and the card that says what the columns are.
//!
//! It decides that a row is a native document in which no column is ever missing and none is unknown, so that rows of any articles are of one
//! type, and can be opened here again. The card is the same for all articles: their folder is one dataset.

use serde::Serialize;
use serde_json::ser::CompactFormatter;
use serde_json::{Map, Value};

use super::json::{on_one_line, to_string};
use super::loss::{self, add};
use super::wire::{Actor, Mention, Position, Quote, Vocabulary};
use super::{Export, ExportError, File, Format, Group, Source};
use crate::model::{ActorType, MentionKind, PositionKind, QuoteKind, Status};

pub(super) const FORMAT: Format = Format {
    id: "dataset",
    name: "Hugging Face dataset",
    extension: "jsonl",
    description: "For training with the datasets library: a row an article, and the card that describes the columns.",
    group: Group::Models,
    joins: false,
    files: 2,
    write,
    read: None,
};

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let document = &source.document;
    let mut row = Map::new();
    for (name, value) in [("format", &document.format), ("text", &document.text)] {
        row.insert(name.to_owned(), value.as_ref().into());
    }
    let fields = [
        ("offset_unit", &document.offset_unit),
        ("language", &document.language),
        ("title", &document.title),
        ("reading", &document.reading),
    ];
    for (name, value) in fields {
        row.insert(name.to_owned(), value.as_deref().into());
    }
    row.insert("actors".to_owned(), rows(&document.actors, Actor::KNOWN)?);
    row.insert("mentions".to_owned(), rows(&document.mentions, Mention::KNOWN)?);
    row.insert("quotes".to_owned(), rows(&document.quotes, Quote::KNOWN)?);
    row.insert("positions".to_owned(), rows(&document.positions, Position::KNOWN)?);
    let mut text = on_one_line(to_string(&row, CompactFormatter)?);
    text.push('\n');
    let mut losses = Vec::new();
    add(&mut losses, "fields of other programs", document.extra.len());
    loss::of_annotations(&mut losses, document);
    let card = File { name: "README.md".to_owned(), mime: "text/markdown", text: card() };
    Ok(Export { files: vec![source.file(".jsonl", "application/jsonl", text), card], losses })
}

/// The items with every known field, and no other.
fn rows<T: Serialize>(items: &[T], known: &[&str]) -> Result<Value, ExportError> {
    let row = |item: &T| {
        let mut fields = serde_json::to_value(item).map_err(|error| ExportError::new("document", error.to_string()))?;
        let names = known.iter().map(|name| name.trim_start_matches("r#"));
        Ok(names.map(|name| (name.to_owned(), fields.get_mut(name).map_or(Value::Null, Value::take))).collect::<Map<_, _>>().into())
    };
    items.iter().map(row).collect::<Result<Vec<Value>, _>>().map(Value::Array)
}

/// A column of a list: its name and type.
type Column = (&'static str, &'static str);

const NOTE: &[Column] = &[("status", "string"), ("reason", "string"), ("confidence", "float64")];
const LISTS: &[(&str, &[Column])] = &[
    ("actors", &[("id", "string"), ("type", "string"), ("name", "string"), ("role", "string"), ("anonymous", "bool")]),
    ("mentions", &[("id", "string"), ("actor", "string"), ("kind", "string"), ("start", "int64"), ("end", "int64")]),
    (
        "quotes",
        &[
            ("id", "string"),
            ("kind", "string"),
            ("start", "int64"),
            ("end", "int64"),
            ("spans", "spans"),
            ("cue", "range"),
            ("source", "range"),
            ("speaker", "string"),
            ("speakers", "strings"),
            ("hedged", "bool"),
        ],
    ),
    (
        "positions",
        &[
            ("id", "string"),
            ("kind", "string"),
            ("polarity", "int64"),
            ("start", "int64"),
            ("end", "int64"),
            ("spans", "spans"),
            ("cue", "range"),
            ("source", "range"),
            ("holder", "string"),
            ("holders", "strings"),
            ("quote", "string"),
            ("hedged", "bool"),
        ],
    ),
];

/// A column as the card's header describes it.
fn feature(indent: &str, (name, kind): Column) -> String {
    let described = match kind {
        "strings" => "list: string".to_owned(),
        "spans" => format!("list:\n{indent}    list: int64"),
        "range" => format!("struct:\n{indent}  - name: start\n{indent}    dtype: int64\n{indent}  - name: end\n{indent}    dtype: int64"),
        kind => format!("dtype: {kind}"),
    };
    format!("{indent}- name: {name}\n{indent}  {described}\n")
}

fn words<T: Vocabulary>() -> String {
    let words: Vec<String> = T::VALUES.iter().map(|value| format!("`{}`", value.as_word())).collect();
    words.join(", ")
}

fn card() -> String {
    let mut features: String =
        ["format", "text", "offset_unit", "language", "title", "reading"].iter().map(|name| feature("  ", (name, "string"))).collect();
    for (list, columns) in LISTS {
        features.push_str(&format!("  - name: {list}\n    list:\n"));
        columns.iter().chain(NOTE).for_each(|column| features.push_str(&feature("    ", *column)));
    }
    format!(
        "---
pretty_name: Actors, quotes and positions in news articles
task_categories:
- token-classification
tags:
- quotation-attribution
- stance-detection
configs:
- config_name: default
  data_files:
  - split: train
    path: \"**/*.jsonl\"
dataset_info:
  features:
{features}---

# Actors, quotes and positions in news articles

A row is an article: its `text`, who acts or speaks in it (`actors`), where the text refers to them (`mentions`), what they are reported to
have said (`quotes`) and where they stand on what (`positions`).

**Offsets** (`start`, `end`, `spans`, `cue`, `source`) count Unicode code points from 0, end excluded, so that in Python
`row[\"text\"][start:end]` are the words. `spans` are the parts of a content or target; `start` and `end` bound them.

| column | labels |
| --- | --- |
| `actors[].type` | {}; empty where unknown |
| `mentions[].kind` | {} |
| `quotes[].kind` | {} |
| `positions[].kind` | {} |
| `positions[].polarity` | `1` for, `-1` against, `0` neither |
| `status` | {} |

`mentions[].actor`, `quotes[].speaker` and `positions[].holder` are ids of actors (`speakers` and `holders` name all, where several do it together), `positions[].quote` is the id of a quote. `suggested` are
labels that a program made and nobody has looked at (`reading` says which one did); `confidence` is how often such labels are right, from 0 to 1.
",
        words::<ActorType>(),
        words::<MentionKind>(),
        words::<QuoteKind>(),
        words::<PositionKind>(),
        words::<Status>()
    )
}
