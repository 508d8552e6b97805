//! Tables: what parts their cells, and what a cell says.
//!
//! It decides the delimiter by the first line and whether quotation marks are the table's or the texts' own. It refuses rows that are longer
//! or shorter than the first, because then cells have been torn.

use csv::{ErrorKind, ReaderBuilder, StringRecord};
use serde_json::Value;

use super::Row;
use crate::formats::wire::Extra;
use crate::formats::{ImportError, Input, csv as written};

/// What may part the cells of a line, in the order in which it is tried.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The rows of a table, each with its cells by the names in the first line.
pub(super) fn rows(input: &Input<'_>, is_text: impl Fn(&str) -> bool) -> Result<Vec<Row>, ImportError> {
    let content = input.content;
    let delimiter = delimiter(input.name, content, is_text);
    let mut records = bare(content, delimiter).map_or_else(|| parsed(content, delimiter, true), Ok)?.into_iter();
    let names = names(&records.next().unwrap_or_default());
    if written::is_ours(&names) {
        return Err(ours());
    }
    let row = |cells: StringRecord| Row { fields: names.iter().cloned().zip(cells.iter().map(Value::from)).collect::<Extra>() };
    Ok(records.map(row).collect())
}

/// What parts the cells of a line.
fn delimiter(name: &str, content: &str, is_text: impl Fn(&str) -> bool) -> u8 {
    if !name.to_lowercase().ends_with(".csv") {
        return b'\t';
    }
    let heads = |delimiter: &u8| parsed(content.lines().next().unwrap_or_default(), *delimiter, true).unwrap_or_default();
    let header = |delimiter: &u8| heads(delimiter).into_iter().next().unwrap_or_default();
    let by_name = DELIMITERS.into_iter().find(|delimiter| header(delimiter).iter().any(|name| is_text(name.trim())));
    let by_count = || DELIMITERS.into_iter().rev().max_by_key(|delimiter| header(delimiter).len());
    by_name.or_else(by_count).unwrap_or(b',')
}

/// How a table is laid out, as its first lines show it.
pub(super) struct Shape {
    pub(super) delimiter: u8,
    /// Whether no quotation marks enclose its cells.
    pub(super) is_bare: bool,
    pub(super) names: Vec<String>,
}

impl Shape {
    /// The shape of the table that begins with `head`.
    ///
    /// # Errors
    /// When it is a table of ours.
    pub(super) fn of(name: &str, head: &str, is_text: impl Fn(&str) -> bool) -> Result<Shape, ImportError> {
        let head = head.strip_prefix('\u{feff}').unwrap_or(head);
        let delimiter = delimiter(name, head, is_text);
        let is_bare = bare(head, delimiter).is_some();
        let first = parsed(head.lines().next().unwrap_or_default(), delimiter, !is_bare)?;
        let names = names(&first.into_iter().next().unwrap_or_default());
        if written::is_ours(&names) {
            return Err(ours());
        }
        Ok(Shape { delimiter, is_bare, names })
    }
}

fn ours() -> ImportError {
    ImportError::new("is a table that Whosaid wrote, which holds no article", "Open the file that it was made from")
}

/// The lines of a table whose cells no quotation marks enclose: with tabs between them, as many in each line. Cells that are enclosed all the
/// same lose their marks.
fn bare(content: &str, delimiter: u8) -> Option<Vec<StringRecord>> {
    let records = parsed(content, delimiter, false)
        .ok()
        .filter(|records| delimiter == b'\t' && records.first().is_some_and(|head| head.len() > 1))?;
    Some(records.iter().map(|cells| cells.iter().map(plain).collect()).collect())
}

/// A cell without the marks that enclose it, if all marks within are doubled.
pub(super) fn plain(cell: &str) -> String {
    let inner = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).filter(|inner| !inner.replace("\"\"", "").contains('"'));
    inner.map_or_else(|| cell.to_owned(), |inner| inner.replace("\"\"", "\""))
}

fn parsed(content: &str, delimiter: u8, quoting: bool) -> Result<Vec<StringRecord>, ImportError> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).delimiter(delimiter).quoting(quoting);
    builder.from_reader(content.as_bytes()).into_records().collect::<Result<_, _>>().map_err(|error| torn(&error))
}

fn torn(error: &csv::Error) -> ImportError {
    let line = error.position().map_or(1, csv::Position::line);
    let what = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => format!("has {len} cells, but the first line has {expected_len}"),
        _ => error.to_string(),
    };
    ImportError::new(what, "Enclose cells that hold what parts them in quotation marks").at_line(line as usize)
}

/// What the columns are called, each by a name of its own.
fn names(header: &StringRecord) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (place, name) in header.iter().enumerate() {
        let mut name = if name.trim().is_empty() { format!("column {}", place + 1) } else { name.trim().to_owned() };
        while names.contains(&name) {
            name.push('_');
        }
        names.push(name);
    }
    names
}
