//! What can go wrong on the way out of and into files.
//!
//! It decides how a failure is worded: where, what, and what to do. It refuses to decide how it is shown.

use std::fmt;

use super::wire::{Problem, unit_words};
use crate::model::Fault;
use crate::text::Unit;

/// Why an article was not handed over.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{place}: {what}")]
pub struct ExportError {
    /// The list and place, as `quotes[3].cue`.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

impl ExportError {
    pub(crate) fn new(place: impl Into<String>, what: impl Into<String>) -> ExportError {
        ExportError { place: place.into(), what: what.into() }
    }
}

impl From<Fault> for ExportError {
    fn from(fault: Fault) -> ExportError {
        ExportError::new(fault.place, fault.what)
    }
}

/// Why a file was not read: `berlin.json, line 3, column 14, quotes[2].kind: “shouted” is not … . Use …`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportError {
    /// The file's name.
    pub file: Option<Box<str>>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The character in the line, from 1.
    pub column: Option<u32>,
    /// The field, as `quotes[3].cue`.
    pub field: Option<Box<str>>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: Box<str>,
    /// What its offsets may count, where the file leaves that open: to be asked of a person and given as [`Input::unit`](super::Input::unit).
    pub units: Box<[Unit]>,
    /// The fields that its texts may be in, where none is called so: to be asked of a person and given to [`corpus::read`](super::corpus::read).
    pub fields: Box<[String]>,
}

impl ImportError {
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<Box<str>>) -> ImportError {
        ImportError { what: what.into(), remedy: remedy.into(), ..ImportError::default() }
    }

    /// A file that makes sense in each of these units, but not the same sense.
    pub fn which_unit(units: &[Unit]) -> ImportError {
        let words: Vec<&str> = units.iter().map(|unit| unit_words(*unit)).collect();
        let what = format!("its places count {}, and the file does not say which", words.join(" or "));
        ImportError { units: units.into(), ..ImportError::new(what, "Say which one the program that wrote it counts") }
    }

    /// The same error, at a line counted from 1.
    pub(crate) fn at_line(self, line: usize) -> ImportError {
        ImportError { line: Some(count(line)), ..self }
    }

    /// The same error, at a column counted from 1.
    pub(crate) fn at_column(self, column: usize) -> ImportError {
        ImportError { column: Some(count(column)), ..self }
    }

    /// The same error, in a file that is part of a larger one and begins behind `lines` of it.
    pub(crate) fn after_lines(self, lines: usize) -> ImportError {
        ImportError { line: Some(self.line.unwrap_or(1).saturating_add(count(lines))), ..self }
    }

    /// The same error, in a named file.
    pub(crate) fn in_file(self, name: &str) -> ImportError {
        ImportError { file: Some(name.into()), ..self }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl From<Problem> for ImportError {
    fn from(problem: Problem) -> ImportError {
        ImportError { field: Some(problem.field.into()), ..ImportError::new(problem.what, problem.remedy) }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.map(|line| format!("line {line}"));
        let column = self.column.map(|column| format!("column {column}"));
        let place: Vec<String> = [self.file.as_deref().map(str::to_owned), line, column, self.field.as_deref().map(str::to_owned)]
            .into_iter()
            .flatten()
            .collect();
        if !place.is_empty() {
            write!(f, "{}: ", place.join(", "))?;
        }
        write!(f, "{}. {}.", self.what, self.remedy)
    }
}

impl std::error::Error for ImportError {}
