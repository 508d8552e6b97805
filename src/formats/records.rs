//! Records of JSON that hold an article each: one a line, one alone or in a list, as programs write them.
//!
//! It decides where a record begins and on which line, and what the first one looks like, so that a format can be told from it. What its
//! fields mean, each format decides.

use std::collections::HashMap;

use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use super::loss::add;
use super::wire::Extra;
use super::{Article, Import, ImportError, Input, Loss, json, stem};

/// The fields of a record with their unread values.
pub(super) type Fields<'a> = HashMap<String, &'a RawValue>;

/// The fields of the first record of `content`, if it holds records.
pub(super) fn first(content: &str) -> Option<Fields<'_>> {
    let content = content.trim_start();
    let line = content.lines().next().unwrap_or_default();
    if let Ok(fields) = serde_json::from_str(line) {
        return Some(fields);
    }
    if content.starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(content).ok()?;
        return serde_json::from_str(items.first()?.get()).ok();
    }
    serde_json::from_str(content).ok()
}

/// Whether a field holds a list, an object or text: `[`, `{` or `"`.
pub(super) fn begins(fields: &Fields<'_>, name: &str, with: char) -> bool {
    fields.get(name).is_some_and(|value| value.get().starts_with(with))
}

/// A record and where it stands.
pub(super) struct Record<'a> {
    pub(super) fields: Extra,
    /// The JSON that it was read from.
    json: &'a str,
    /// The line that it begins on, from 0.
    line: usize,
    /// Its place in a list.
    place: Option<usize>,
}

impl<'a> Record<'a> {
    fn new(json: &'a str, line: usize, place: Option<usize>) -> Result<Record<'a>, ImportError> {
        match serde_json::from_str(json) {
            Ok(Value::Object(fields)) => Ok(Record { fields, json, line, place }),
            Ok(_) => Err(ImportError::new("is no object", "Give each article as a JSON object").after_lines(line)),
            Err(error) => Err(json::json_error(json, &error).after_lines(line)),
        }
    }

    /// Text in a field.
    pub(super) fn text(&self, name: &str) -> Result<String, ImportError> {
        match self.fields.get(name) {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(_) => Err(self.fault(name, ImportError::new("is no text", "Give the text as a string"))),
            None => Err(self.fault(name, ImportError::new("is missing", "Give the text of the article"))),
        }
    }

    /// A list in a field; empty where there is none.
    pub(super) fn list(&self, name: &str) -> Result<&[Value], ImportError> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(&[]),
            Some(Value::Array(items)) => Ok(items),
            Some(_) => Err(self.fault(name, ImportError::new("is no list", "Correct it, or export the file again"))),
        }
    }

    /// `error`, with its line and field.
    pub(super) fn fault(&self, field: &str, error: ImportError) -> ImportError {
        let inner = error.field.as_ref().map_or_else(|| field.to_owned(), |inner| format!("{field}.{inner}"));
        let located = json::locate(self.json, super::wire::Problem::new(&inner, "", ""));
        let field = self.place.map_or_else(|| inner.clone(), |place| format!("[{place}].{inner}"));
        ImportError { field: Some(field.into()), line: located.line, ..error }.after_lines(self.line)
    }
}

/// Reads each record of a file with `article`, which adds to the losses what it leaves out.
pub(super) fn read(
    input: &Input<'_>,
    article: impl Fn(&Record<'_>, &str, &mut Vec<Loss>) -> Result<Article, ImportError>,
) -> Result<Import, ImportError> {
    read_each(input, |record, name, losses| Ok(vec![article(record, name, losses)?]))
}

/// As [`read`], for records that may hold several articles.
pub(super) fn read_each(
    input: &Input<'_>,
    articles: impl Fn(&Record<'_>, &str, &mut Vec<Loss>) -> Result<Vec<Article>, ImportError>,
) -> Result<Import, ImportError> {
    let records = records(input.content)?;
    let mut import = Import::default();
    let name = stem(input.name);
    let alone = records.len() == 1;
    for (number, record) in (1..).zip(&records) {
        let name = if alone { name.to_owned() } else { format!("{name}-{number}") };
        let mut losses = Vec::new();
        import.articles.extend(articles(record, &name, &mut losses)?);
        losses.into_iter().for_each(|loss| add(&mut import.losses, loss.what, loss.count));
    }
    Ok(import)
}

/// A list of objects, one object, or one object a line.
pub(super) fn records(content: &str) -> Result<Vec<Record<'_>>, ImportError> {
    let whole = content.trim();
    if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(whole) {
        let (mut line, mut seen) = (0, 0);
        let records = items.into_iter().enumerate().map(|(place, item)| {
            // A raw value is a piece of the text it was read from.
            let at = item.get().as_ptr() as usize - content.as_ptr() as usize;
            line += content[seen..at].matches('\n').count();
            seen = at;
            Record::new(item.get(), line, Some(place))
        });
        return records.collect();
    }
    let first = whole.lines().next().unwrap_or_default();
    if !whole.contains('\n') || serde_json::from_str::<IgnoredAny>(first).is_err() {
        let before = content.len() - content.trim_start().len();
        return Ok(vec![Record::new(whole, content[..before].matches('\n').count(), None)?]);
    }
    let lines = content.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| Record::new(line, number, None)).collect()
}
