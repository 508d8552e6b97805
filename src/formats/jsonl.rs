//! Native documents, one a line, for many articles in one file that can be read piece by piece.
//!
//! It decides how documents follow one another; what a line holds, `json` decides. Streams of other formats with an article a line are taken
//! apart here, too.

use std::io::{self, BufRead};

use serde::de::IgnoredAny;
use serde_json::ser::CompactFormatter;

use super::json::{is_native, on_one_line, parse, to_string};
use super::loss::add;
use super::{Article, Export, ExportError, Format, Group, Import, ImportError, Input, Loss, Reader, Source, stem};
use crate::text::Unit;

pub(super) const FORMAT: Format = Format {
    id: "jsonl",
    name: "Whosaid JSON Lines",
    extension: "jsonl",
    description: "Everything, one article a line: for many articles in one file.",
    group: Group::Whosaid,
    joins: true,
    files: 1,
    write,
    read: Some(Reader { recognizes, read }),
};

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let mut text = on_one_line(to_string(&source.document, CompactFormatter)?);
    text.push('\n');
    Ok(Export { files: vec![source.file(".jsonl", "application/jsonl", text)], losses: Vec::new() })
}

fn recognizes(input: &Input<'_>) -> bool {
    first_line(input).is_some_and(is_native)
}

/// Whether a file that no format knows is called as if it held documents line by line, so that a reader can say what is wrong with them.
pub(super) fn is_named(input: &Input<'_>) -> bool {
    let named = input.name.ends_with(".jsonl") || input.name.ends_with(".ndjson");
    named && first_line(input).is_some_and(|line| line.trim_start().starts_with('{'))
}

fn first_line<'a>(input: &Input<'a>) -> Option<&'a str> {
    input.content.lines().find(|line| !line.trim().is_empty())
}

fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    let articles: Result<Vec<Article>, StreamError> = Articles::new(stem(input.name), input.content.as_bytes(), None).collect();
    match articles {
        Ok(articles) => Ok(Import { articles, losses: Vec::new() }),
        Err(StreamError::Import(error)) => Err(error),
        Err(StreamError::Io(error)) => Err(ImportError::new(error.to_string(), "Read the file again")),
    }
}

/// Why a stream of documents ended.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// A line does not hold a document.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The stream cannot be read, or is not UTF-8.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The articles of a stream, one a line, held in memory one at a time. Empty lines are skipped.
pub struct Articles<R> {
    name: String,
    lines: io::Lines<R>,
    line: usize,
    count: usize,
    unit: Option<Unit>,
    /// The format of the first line, if it is not the native one.
    other: Option<&'static Reader>,
    losses: Vec<Loss>,
}

impl<R: BufRead> Articles<R> {
    /// The articles in `input`, called `name-1`, `name-2` …, of whatever format with an article a line the first one is in. `unit` is what
    /// its offsets count, where a person has said so.
    pub fn new(name: &str, input: R, unit: Option<Unit>) -> Articles<R> {
        Articles { name: name.to_owned(), lines: input.lines(), line: 0, count: 0, unit, other: None, losses: Vec::new() }
    }

    /// What the lines read so far held that Whosaid does not know.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    fn article(&mut self, content: &str) -> Result<Article, ImportError> {
        self.count += 1;
        let name = format!("{}-{}", self.name, self.count);
        let input = Input { name: &name, content, text: None, unit: self.unit };
        if self.count == 1 && !is_native(content) {
            self.other = super::recognize(&input).filter(|format| format.joins).and_then(|format| format.read.as_ref());
        }
        let Some(reader) = self.other else {
            return parse(content).map(|(text, document)| Article { name, text, document });
        };
        let import = (reader.read)(&input)?;
        import.losses.into_iter().for_each(|loss| add(&mut self.losses, loss.what, loss.count));
        let missing = || ImportError::new("holds no article", "Take the line out");
        import.articles.into_iter().next().map(|article| Article { name, ..article }).ok_or_else(missing)
    }
}

/// Whether `line` holds a whole record by itself, so that its file is a stream of them.
pub fn is_record(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}').trim();
    line.starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok()
}

impl<R: BufRead> Iterator for Articles<R> {
    type Item = Result<Article, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = self.lines.next()?;
            self.line += 1;
            let line = match line {
                Ok(line) => line,
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    let error = ImportError::new("is not UTF-8", "Save the file as UTF-8").at_line(self.line);
                    return Some(Err(error.into()));
                }
                Err(error) => return Some(Err(error.into())),
            };
            let content = line.strip_prefix('\u{feff}').filter(|_| self.line == 1).unwrap_or(&line);
            if content.trim().is_empty() {
                continue;
            }
            return Some(self.article(content).map_err(|error| error.after_lines(self.line - 1).into()));
        }
    }
}
