//! `whosaid stats`: whose words many articles report, and how many.
//!
//! It decides what is added up over articles, and by which of their fields; what is counted in an article is `whosaid::voices`'s.

mod groups;
mod shown;

use whosaid::formats::Article;

use super::arguments::{Shape, Stats};
use super::border::guarded;
use super::convert::{self, is_annotated};
use super::input;
use super::output::to_stdout;
use super::{FAILED, OK, Stop, complain};
use groups::Groups;

pub(crate) fn run(arguments: &Stats) -> Result<u8, Stop> {
    let found = input::items(&arguments.files, "annotated file", is_annotated)?;
    let mut groups = Groups::new(arguments.by.clone(), arguments.all);
    let mut failed = found.passed_over;
    for item in &found.items {
        let mut add = |article: &Article| {
            guarded(|| {
                groups.add(article);
                Ok(())
            })
        };
        if let Err(error) = convert::each(item, arguments.offset_unit, &mut add) {
            complain(format_args!("{error:#}"));
            failed += 1;
        }
    }
    if groups.documents() == 0 {
        return Ok(FAILED);
    }
    for by in groups.unknown() {
        complain(format_args!("no article has a field called {by}; they are counted together"));
        failed += 1;
    }
    let told = match arguments.format {
        Shape::Text => shown::words(&groups, arguments.top),
        Shape::Json => format!("{:#}\n", shown::json(&groups)),
        Shape::Csv => shown::csv(&groups),
    };
    to_stdout(told.as_bytes())?;
    Ok(if failed > 0 { FAILED } else { OK })
}

/// By what articles are counted apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct By {
    /// What the field is called.
    pub(crate) field: String,
    /// How many characters of its value count: a date's year or month.
    pub(crate) head: Option<usize>,
}

impl By {
    /// What is written as `outlet`, `date:month` or `date:year`.
    pub(crate) fn read(words: &str) -> Result<By, String> {
        let (field, head) = match words.rsplit_once(':') {
            Some((field, "year")) => (field, Some(4)),
            Some((field, "month")) => (field, Some(7)),
            Some((field, "day")) => (field, Some(10)),
            _ => (words, None),
        };
        if field.is_empty() { Err("name a field".into()) } else { Ok(By { field: field.into(), head }) }
    }
}
