//! Native documents, one a line, for many articles in one file that can be read piece by piece.
//!
//! It decides how documents follow one another; what a line holds, `json` decides. Streams of other formats with an article a line are taken
//! apart here, too.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use serde::de::IgnoredAny;
use serde_json::ser::CompactFormatter;

use super::json::{is_native, on_one_line, parse, to_string};
use super::loss::add;
use super::unknown::unknown;
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

fn first_line<'a>(input: &Input<'a>) -> Option<&'a str> {
    input.content.lines().find(|line| !line.trim().is_empty())
}

fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    let articles: Result<Vec<Article>, StreamError> = Articles::new(stem(input.name), input.content.as_bytes(), None).collect();
    match articles {
        Ok(articles) => Ok(Import { articles, ..Import::default() }),
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
    /// The line after the first, which tells whether the first is the only one.
    ahead: Option<Line>,
    alone: bool,
    /// Further articles of a line.
    more: VecDeque<Article>,
    /// The format of the first line, if it is not the native one.
    other: Option<&'static Reader>,
    losses: Vec<Loss>,
}

/// A line that holds something, with its number.
type Line = Result<(usize, String), StreamError>;

impl<R: BufRead> Articles<R> {
    /// The articles in `input`, called `name-1`, `name-2` …, or `name` where there is one only, of whatever format the first one is in. `unit`
    /// is what its offsets count, where a person has said so.
    pub fn new(name: &str, input: R, unit: Option<Unit>) -> Articles<R> {
        let (ahead, alone, more, other, losses) = Default::default();
        Articles { name: name.to_owned(), lines: input.lines(), line: 0, count: 0, unit, ahead, alone, more, other, losses }
    }

    /// What the lines read so far held that Whosaid does not know.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// The next line that holds something.
    fn next_line(&mut self) -> Option<Line> {
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
            if !content.trim().is_empty() {
                return Some(Ok((self.line, content.to_owned())));
            }
        }
    }

    /// The articles in a line: none where a format holds none there, several where it holds the work of several people.
    fn articles(&mut self, content: &str) -> Result<Vec<Article>, ImportError> {
        let name = if self.alone { self.name.clone() } else { format!("{}-{}", self.name, self.count) };
        let input = Input { name: &name, content, text: None, unit: self.unit };
        if self.count == 1 && !is_native(content) {
            self.other = super::recognize(&input).ok_or_else(|| unknown(&input))?.read.as_ref();
        }
        let Some(reader) = self.other else {
            return parse(content).map(|(text, document)| vec![Article { name, text, document }]);
        };
        let import = (reader.read)(&input)?;
        import.losses.into_iter().for_each(|loss| add(&mut self.losses, loss.what, loss.count));
        let several = import.articles.len() > 1;
        let named = |(number, article)| Article { name: if several { format!("{name}-{number}") } else { name.clone() }, ..article };
        Ok((1..).zip(import.articles).map(named).collect())
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
            if let Some(article) = self.more.pop_front() {
                return Some(Ok(article));
            }
            let (line, content) = match self.ahead.take().or_else(|| self.next_line())? {
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            self.count += 1;
            if self.count == 1 {
                self.ahead = self.next_line();
                self.alone = self.ahead.is_none();
            }
            match self.articles(&content) {
                Ok(articles) => self.more = articles.into(),
                Err(error) => return Some(Err(error.after_lines(line - 1).into())),
            }
        }
    }
}
