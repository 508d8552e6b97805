//! Rows of a collection one at a time, so that a file may be of any size: lines of JSON, and tables.
//!
//! It decides that a row that does not hold is one row's misfortune, and refuses to look back: what parts the cells of a table is told from
//! its first lines.

use std::io::{self, BufRead};

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::Value;

use super::table::{Shape, plain};
use super::{article, is_text, no_field};
use crate::formats::wire::Extra;
use crate::formats::{Article, ImportError, Loss, json, stem};

/// A row of a collection.
#[derive(Debug)]
pub struct Row {
    /// Its number, from 1.
    pub number: usize,
    /// The line of the file that it begins on, from 1.
    pub line: usize,
    /// Its text without annotations; nothing where it has none; or why it cannot be read.
    pub article: Result<Option<Article>, ImportError>,
}

/// The rows of a collection, in the order of the file, with one of them in memory.
pub struct Rows<R> {
    name: String,
    field: Option<String>,
    number: usize,
    losses: Vec<Loss>,
    has_texts: bool,
    /// The fields of the first row, to be told where no row has a text.
    first: Vec<String>,
    source: Source<R>,
}

enum Source<R> {
    Lines { input: R, line: usize },
    Table { input: Reader<R>, names: Vec<String>, is_bare: bool },
}

impl<R: BufRead> Rows<R> {
    /// The rows in `input`, whose file is called `name`: of a table where that ends so, else one JSON object a line. `head` is what `input`
    /// begins with, as much as is at hand; `field` is what a person calls the field of the text.
    ///
    /// # Errors
    /// When a table has no column of texts.
    pub fn new(name: &str, head: &str, input: R, field: Option<&str>) -> Result<Rows<R>, ImportError> {
        let lower = name.to_lowercase();
        let source = if [".csv", ".tsv", ".tab"].iter().any(|extension| lower.ends_with(extension)) {
            let shape = Shape::of(name, head, |name| is_text(name, field))?;
            if !shape.names.iter().any(|name| is_text(name, field)) {
                let fields = shape.names.into_iter().map(|name| (name, Value::Null)).collect();
                return Err(no_field(&[super::Row { fields }], field));
            }
            let mut builder = ReaderBuilder::new();
            builder.has_headers(false).flexible(true).delimiter(shape.delimiter).quoting(!shape.is_bare);
            let mut input = builder.from_reader(input);
            // The first row has been read already.
            let _ = input.read_byte_record(&mut ByteRecord::new());
            Source::Table { input, names: shape.names, is_bare: shape.is_bare }
        } else {
            Source::Lines { input, line: 0 }
        };
        Ok(Rows {
            name: name.to_owned(),
            field: field.map(str::to_owned),
            number: 0,
            losses: Vec::new(),
            has_texts: false,
            first: Vec::new(),
            source,
        })
    }

    /// What the rows read so far held that is left out.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// What the fields of the first row are called.
    pub fn fields(&self) -> &[String] {
        &self.first
    }

    /// Whether a row so far had a text.
    pub fn has_texts(&self) -> bool {
        self.has_texts
    }

    /// The next row; nothing behind the last.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn next_row(&mut self) -> io::Result<Option<Row>> {
        let Some((line, fields)) = self.source.next()? else { return Ok(None) };
        self.number += 1;
        let article = fields.map(|fields| {
            if self.number == 1 {
                self.first = fields.keys().cloned().collect();
            }
            let name = format!("{}-{}", stem(&self.name), self.number);
            article(name, fields, self.field.as_deref(), &mut self.losses)
        });
        self.has_texts |= matches!(article, Ok(Some(_)));
        Ok(Some(Row { number: self.number, line, article: article.map_err(|error| error.after_lines(line - 1)) }))
    }
}

/// A line, and the fields of the row that begins there.
type Fields = (usize, Result<Extra, ImportError>);

impl<R: BufRead> Source<R> {
    fn next(&mut self) -> io::Result<Option<Fields>> {
        match self {
            Source::Lines { input, line } => next_line(input, line),
            Source::Table { input, names, is_bare } => next_cells(input, names, *is_bare),
        }
    }
}

fn next_line<R: BufRead>(input: &mut R, line: &mut usize) -> io::Result<Option<Fields>> {
    loop {
        let mut bytes = Vec::new();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        *line += 1;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| *line == 1).unwrap_or(&bytes);
        if !bytes.trim_ascii().is_empty() {
            return Ok(Some((*line, object(bytes.trim_ascii()))));
        }
    }
}

fn object(line: &[u8]) -> Result<Extra, ImportError> {
    let line = std::str::from_utf8(line).map_err(|_| not_utf8())?;
    match serde_json::from_str(line) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(ImportError::new("is no object", "Give each article as a JSON object").at_line(1)),
        Err(error) => Err(json::json_error(line, &error)),
    }
}

fn not_utf8() -> ImportError {
    ImportError::new("is not UTF-8", "Save the file as UTF-8").at_line(1)
}

fn next_cells<R: BufRead>(input: &mut Reader<R>, names: &[String], is_bare: bool) -> io::Result<Option<Fields>> {
    let mut cells = ByteRecord::new();
    if !input.read_byte_record(&mut cells).map_err(io::Error::other)? {
        return Ok(None);
    }
    let line = cells.position().map_or(1, |position| position.line() as usize);
    if cells.len() != names.len() {
        let what = format!("has {} cells, but the first line has {}", cells.len(), names.len());
        let error = ImportError::new(what, "Enclose cells that hold what parts them in quotation marks");
        return Ok(Some((line, Err(error.at_line(1)))));
    }
    let cell = |bytes: &[u8]| -> Result<Value, ImportError> {
        let text = std::str::from_utf8(bytes).map_err(|_| not_utf8())?;
        Ok(Value::from(if is_bare { plain(text) } else { text.to_owned() }))
    };
    let fields = names.iter().zip(&cells).map(|(name, bytes)| Ok((name.clone(), cell(bytes)?))).collect();
    Ok(Some((line, fields)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Input;

    fn rows(name: &str, content: &[u8]) -> Vec<Row> {
        let head = String::from_utf8_lossy(content).into_owned();
        let mut rows = Rows::new(name, &head, content, None).unwrap();
        std::iter::from_fn(|| rows.next_row().unwrap()).collect()
    }

    #[test]
    fn rows_are_those_of_the_whole_file() {
        for (name, content) in [
            ("x.jsonl", "\u{feff}{\"id\": 1, \"text\": \"Ann left.\"}\r\n\n{\"text\": \" \"}\n{\"body\": \"Bob left.\", \"n\": [1]}"),
            ("x.csv", "\u{feff}id,text,date\r\n7,\"Ann said “no”,\nand left.\",May\r\n8,,June\r\n9,Bob left.,\r\n"),
            ("x.csv", "id;Content;date\n7;Ann left;May\n8;\"Bob left.\nCy, too.\";\n"),
            ("x.tsv", "id\ttext\n1\t\"Yes,\" said Ann.\n2\t\"No\n3\tBob \"left\n"),
            ("x.tsv", "id\ttext\n1\t\"\"\"Yes,\"\" said Ann.\"\n2\t\"No.\"\n"),
        ] {
            let whole = super::super::read(&Input { name, content, ..Input::default() }, None).unwrap().unwrap();
            let streamed: Vec<Article> = rows(name, content.as_bytes()).into_iter().filter_map(|row| row.article.unwrap()).collect();
            assert_eq!(streamed, whole.articles, "{name}: {content}");
        }
    }

    #[test]
    fn a_row_that_does_not_hold_is_told_and_the_rest_is_read() {
        let lines = b"{\"text\": \"Ann\"}\n{\"text\": \n[1]\n\n{\"text\": \"\xff\"}\n{\"text\": \"Bob\"}\n";
        let table = b"id,text\n1,Ann\n2,a,b\n3,\xff\n\n4,Bob\n";
        for (name, content, wrong) in [
            ("x.jsonl", &lines[..], &[(2, "line 2"), (3, "line 3: is no object"), (5, "line 5: is not UTF-8")][..]),
            ("x.csv", &table[..], &[(3, "line 3: has 3 cells"), (4, "line 4: is not UTF-8")]),
        ] {
            let rows = rows(name, content);
            let told: Vec<(usize, String)> =
                rows.iter().filter_map(|row| Some((row.line, row.article.as_ref().err()?.to_string()))).collect();
            assert_eq!(told.len(), wrong.len(), "{told:?}");
            for ((line, error), (expected, words)) in told.iter().zip(wrong) {
                assert!(line == expected && error.contains(words), "{line} {error}: {words}");
            }
            let texts: Vec<String> = rows.into_iter().filter_map(|row| row.article.ok()?).map(|article| article.text).collect();
            assert_eq!(texts, ["Ann", "Bob"]);
        }
    }

    #[test]
    fn a_table_without_texts_is_refused_at_once() {
        let error = Rows::new("x.csv", "a,b\n1,2\n", &b"a,b\n1,2\n"[..], None).err().unwrap().to_string();
        assert!(error.contains("it has a, b, and none is called text"), "{error}");
    }
}
