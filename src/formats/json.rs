//! The native file, `whosaid/1`: lossless, one annotation a line, offsets in code points.
//!
//! It decides how the native shape is laid out in a JSON file and where in it an error lies; what the shape is, `wire` decides.

use std::collections::HashMap;
use std::io;

use serde::Serialize;
use serde::de::IgnoredAny;
use serde_json::ser::Formatter;
use serde_json::value::RawValue;

use super::wire::{self, Problem};
use super::{Article, Export, ExportError, Format, Group, Import, ImportError, Input, Reader, Source, stem};

pub(super) const FORMAT: Format = Format {
    id: "json",
    name: "Whosaid JSON",
    extension: "json",
    description: "Everything, to open here again and go on; one file an article.",
    group: Group::Whosaid,
    joins: false,
    files: 1,
    write,
    read: Some(Reader { recognizes, read }),
};

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let mut text = to_string(&source.document, Lines::default())?;
    text.push('\n');
    Ok(Export { files: vec![source.file(".json", "application/json", text)], losses: Vec::new() })
}

fn recognizes(input: &Input<'_>) -> bool {
    is_native(input.content)
}

fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    let (text, document) = parse(input.content)?;
    Ok(Import { articles: vec![Article { name: stem(input.name).to_owned(), text, document }], ..Import::default() })
}

/// The lists that a document has, by which it is known where it says nothing of itself.
const LISTS: [&str; 2] = ["mentions", "quotes"];

/// Whether `content` is one JSON object of the native shape, in whatever order its fields stand.
pub(super) fn is_native(content: &str) -> bool {
    // A field that stands twice is no reason to take it for something else: the reader names it.
    let native = |fields: HashMap<String, &RawValue>| match fields.get("format") {
        // Some programs write the slash as `\/`.
        Some(format) => serde_json::from_str::<String>(format.get()).is_ok_and(|format| format.starts_with("whosaid/")),
        None => fields.contains_key("text") && (fields.contains_key("offset_unit") || LISTS.iter().all(|list| fields.contains_key(*list))),
    };
    content.trim_start().starts_with('{') && serde_json::from_str(content).is_ok_and(native)
}

/// The text and annotations of one JSON object.
pub(super) fn parse(content: &str) -> Result<(String, crate::model::Document), ImportError> {
    let mut deserializer = serde_json::Deserializer::from_str(content);
    let document: wire::Document<'_> = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let field = Some(error.path().to_string()).filter(|path| path != ".").map(String::into_boxed_str);
        ImportError { field, ..json_error(content, error.inner()) }
    })?;
    deserializer.end().map_err(|error| json_error(content, &error))?;
    document.into_model().map_err(|problem| locate(content, problem))
}

/// What is wrong with `content` as JSON, if anything.
pub(super) fn syntax_error(content: &str) -> Option<ImportError> {
    serde_json::from_str::<IgnoredAny>(content).err().map(|error| json_error(content, &error))
}

pub(super) fn json_error(content: &str, error: &serde_json::Error) -> ImportError {
    let message = error.to_string();
    let what = message.rsplit_once(" at line ").map_or(&*message, |(what, _)| what);
    let (what, remedy) = match error.classify() {
        serde_json::error::Category::Data => (what, "Correct this field, or export the file again"),
        serde_json::error::Category::Eof => ("the file ends before its last bracket is closed", "It was cut off: get it again"),
        _ => (what, "This is not JSON: correct it here, or export the file again"),
    };
    let (line, column) = (error.line(), error.column());
    let before =
        content.split('\n').nth(line.saturating_sub(1)).map(|line| line.as_bytes().get(..column.saturating_sub(1)).unwrap_or_default());
    let column = before.map_or(column, |before| String::from_utf8_lossy(before).chars().count() + 1);
    ImportError::new(what, remedy).at_line(line).at_column(column)
}

/// Finds the line of a problem's field: the deepest part of its path that the file holds.
pub(super) fn locate(content: &str, problem: Problem) -> ImportError {
    let mut here = content;
    for step in problem.field.split(['.', '[']).filter(|step| !step.is_empty()) {
        let inner = match step.strip_suffix(']').map(str::parse::<usize>) {
            Some(place) => {
                serde_json::from_str::<Vec<&RawValue>>(here).ok().zip(place.ok()).and_then(|(list, place)| list.get(place).copied())
            }
            None => serde_json::from_str::<HashMap<String, &RawValue>>(here).ok().and_then(|fields| fields.get(step).copied()),
        };
        match inner {
            Some(inner) => here = inner.get(),
            None => break,
        }
    }
    // A raw value is a piece of the text it was read from, so the distance of the two is its place there.
    let before = content.get(..here.as_ptr() as usize - content.as_ptr() as usize).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let (line, column) = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
    ImportError::from(problem).at_line(line).at_column(column)
}

/// `json` with escapes for the characters besides the newline at which some readers split lines; in JSON they stand in strings only.
pub(super) fn on_one_line(mut json: String) -> String {
    for (c, escape) in [('\u{85}', "\\u0085"), ('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")] {
        if json.contains(c) {
            json = json.replace(c, escape);
        }
    }
    json
}

/// `value` as JSON in the layout of `formatter`.
pub(super) fn to_string(value: &impl Serialize, formatter: impl Formatter) -> Result<String, ExportError> {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, formatter);
    let failed = |error: String| ExportError::new("document", error);
    value.serialize(&mut serializer).map_err(|error| failed(error.to_string()))?;
    String::from_utf8(out).map_err(|error| failed(error.to_string()))
}

/// A layout that puts each top-level field and each annotation on a line of its own, which makes the file small and its differences readable.
#[derive(Default)]
pub(super) struct Lines {
    depth: usize,
}

impl Lines {
    fn open<W: io::Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(bracket)
    }

    fn close<W: io::Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth == 0 {
            writer.write_all(b"\n")?;
        }
        writer.write_all(bracket)
    }

    fn begin<W: io::Write + ?Sized>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(match (self.depth, first) {
            (1, true) => b"\n",
            (1, false) => b",\n",
            (2, true) => b"\n ",
            (2, false) => b",\n ",
            (_, true) => b"",
            (_, false) => b", ",
        })
    }
}

impl Formatter for Lines {
    fn begin_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.begin(writer, first)
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.begin(writer, first)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}
