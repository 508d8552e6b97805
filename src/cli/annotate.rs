//! `whosaid annotate`: texts in, annotations out, several files at once, results in the order of the files.
//!
//! It decides nothing about a text but that it is one.

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use whosaid::formats::{self, Article, Export, Format, Input};

use super::arguments::Annotate;
use super::input::{self, Item, has_extension};
use super::output::{Amount, Output};
use super::{FAILED, OK, Stop, complain, report_losses};

/// How many files each processor core has in hand at a time: bounds memory on large folders.
const BATCH: usize = 16;

pub(crate) fn run(arguments: &Annotate) -> Result<u8, Stop> {
    let format = arguments.format;
    let items = input::items(&arguments.files, "text (.txt)", |path| has_extension(path, &["txt"]))?;
    let amount = match &items[..] {
        [_] if arguments.files.iter().any(|path| path.is_dir()) => Amount::OneOfMany,
        [_] => Amount::One,
        _ => Amount::Several,
    };
    let mut output = Output::new(arguments.output.as_deref(), format, &items, amount)?;
    let mut failed = 0;
    for batch in items.chunks(BATCH * rayon::current_num_threads()) {
        let exports: Vec<Result<Export>> = batch.par_iter().map(|item| annotate(item, format)).collect();
        for (item, export) in batch.iter().zip(exports) {
            match export {
                Ok(export) => {
                    output.put(item, &export)?;
                    report_losses(&item.name(), format, &export);
                }
                Err(error) => {
                    complain(format_args!("{}: {error:#}", item.name()));
                    failed += 1;
                }
            }
        }
    }
    if failed == items.len() {
        return Ok(FAILED);
    }
    output.finish()?;
    Ok(if failed > 0 { FAILED } else { OK })
}

fn annotate(item: &Item, format: &Format) -> Result<Export> {
    let text = item.read()?;
    if u32::try_from(text.len()).is_err() {
        bail!("is longer than 4 GiB; split it");
    }
    if let Some(known) = formats::recognize(&Input { name: &item.name(), content: &text, text: None, unit: None }) {
        bail!("is annotated already ({}); use 'whosaid convert' for it", known.name);
    }
    let document = whosaid::annotate(&text);
    let article = Article { name: item.stem(), text, document };
    formats::write(&article, format).context("cannot be exported")
}
