//! `whosaid agree`: what several people have marked in the same texts, compared.
//!
//! It decides which documents are of the same text and how the figures are shown, and refuses to decide what they are:
//! `whosaid::agreement` does that.

mod shown;
mod sets;

use anyhow::anyhow;
use whosaid::agreement::{self, Text};

use super::arguments::{Agree, Shape};
use super::border::guarded;
use super::output::to_stdout;
use super::{FAILED, OK, Stop};
use sets::Sets;
use shown::View;

pub(crate) fn run(arguments: &Agree) -> Result<u8, Stop> {
    if arguments.sets.len() < 2 {
        return Err(Stop::Usage("name two or more sets of annotations".into()));
    }
    let Sets { names, texts, failed } = Sets::read(&arguments.sets, arguments.offset_unit)?;
    if texts.is_empty() {
        return Err(Stop::Failed(anyhow!("there is no text that is in all sets")));
    }
    let compared: Vec<Text<'_>> = texts.iter().map(|text| Text { text: &text.text, documents: text.documents.iter().collect() }).collect();
    let report = guarded(|| Ok(agreement::compare(&compared)))?;
    let view = View { people: &names, texts: &texts, report: &report };
    let told = match arguments.format {
        Shape::Text => view.words(),
        Shape::Json => format!("{:#}\n", view.json()),
        Shape::Csv => view.csv(),
    };
    to_stdout(told.as_bytes())?;
    Ok(if failed { FAILED } else { OK })
}
