//! Native documents, one a line, for many articles in one file that can be read piece by piece.
//!
//! It decides how documents follow one another; what a line holds, `json` decides.

use std::io::{self, BufRead};

use serde_json::ser::CompactFormatter;

use super::json::{is_native, on_one_line, parse, to_string};
use super::{Article, Export, ExportError, Format, Group, Import, ImportError, Input, Reader, Source, stem};

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
    let named = input.name.ends_with(".jsonl") || input.name.ends_with(".ndjson");
    let first = input.content.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| is_native(line) || named && line.trim_start().starts_with('{'))
}

fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    let articles: Result<Vec<Article>, StreamError> = Articles::new(stem(input.name), input.content.as_bytes()).collect();
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
}

impl<R: BufRead> Articles<R> {
    /// The articles in `input`, called `name-1`, `name-2` …
    pub fn new(name: &str, input: R) -> Articles<R> {
        Articles { name: name.to_owned(), lines: input.lines(), line: 0, count: 0 }
    }
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
            self.count += 1;
            let name = format!("{}-{}", self.name, self.count);
            let article = parse(content).map(|(text, document)| Article { name, text, document });
            return Some(article.map_err(|error| error.after_lines(self.line - 1).into()));
        }
    }
}
