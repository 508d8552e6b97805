//! `whosaid convert`: annotated files in, the same annotations in another format out.
//!
//! It decides which files belong together and refuses to decide what is lost on the way: that is said, in numbers.

use std::fs;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use whosaid::formats::jsonl::{Articles, StreamError};
use whosaid::formats::{self, Article, Format, Import, Input};

use super::arguments::Convert;
use super::input::{self, Item, has_extension, plain};
use super::output::Output;
use super::{FAILED, OK, Stop, complain, report_losses};

const EXTENSIONS: &[&str] = &["json", "jsonl", "ndjson", "jsonld", "ann"];

pub(crate) fn run(arguments: &Convert) -> Result<u8, Stop> {
    let items = input::items(&arguments.files, "annotated file", |path| has_extension(path, EXTENSIONS))?;
    let several = items.len() > 1 || items.iter().any(is_stream);
    let mut output = Output::new(arguments.output.as_deref(), arguments.to, &items, several)?;
    let mut failed = 0;
    for item in &items {
        if let Err(error) = convert(item, arguments.to, &mut output) {
            match error {
                Fault::Item(error) => complain(format_args!("{error:#}")),
                Fault::Stop(stop) => return Err(stop),
            }
            failed += 1;
        }
    }
    if failed == items.len() {
        return Ok(FAILED);
    }
    output.finish()?;
    Ok(if failed > 0 { FAILED } else { OK })
}

/// What ends the work on a file, or all work.
enum Fault {
    Item(anyhow::Error),
    Stop(Stop),
}

fn convert(item: &Item, format: &Format, output: &mut Output) -> Result<(), Fault> {
    if let Some(path) = item.path.as_deref().filter(|_| is_stream(item)) {
        stream(item, path, |_| Ok(()))?;
        return stream(item, path, |article| put(item, article, format, output));
    }
    let import = read(item).map_err(Fault::Item)?;
    for loss in &import.losses {
        complain(format_args!("{}: {} {} are not known to Whosaid and left out", item.name(), loss.count, loss.what));
    }
    import.articles.iter().try_for_each(|article| put(item, article, format, output))
}

/// Hands on the articles of a file of one document a line, with one of them in memory at a time.
///
/// The caller goes through it twice, so that a broken line stops it before anything is written.
fn stream(item: &Item, path: &Path, mut with: impl FnMut(&Article) -> Result<(), Fault>) -> Result<(), Fault> {
    let unreadable = |error: &io::Error| Fault::Item(anyhow!("{}: cannot be read: {}", item.name(), plain(error)));
    let file = fs::File::open(path).map_err(|error| unreadable(&error))?;
    for article in Articles::new(&item.stem(), BufReader::new(file)) {
        with(&article.map_err(|error| match error {
            StreamError::Import(error) => Fault::Item(anyhow!("{}, {error}", item.name())),
            StreamError::Io(error) => unreadable(&error),
        })?)?;
    }
    Ok(())
}

fn put(item: &Item, article: &Article, format: &Format, output: &mut Output) -> Result<(), Fault> {
    let export = formats::write(article, format).with_context(|| format!("{}: cannot be exported", item.name())).map_err(Fault::Item)?;
    output.put(item, &export).map_err(Fault::Stop)?;
    report_losses(&article.name, format, &export);
    Ok(())
}

fn is_stream(item: &Item) -> bool {
    item.path.as_deref().is_some_and(|path| has_extension(path, &["jsonl", "ndjson"]))
}

fn read(item: &Item) -> Result<Import> {
    let content = item.read().with_context(|| item.name())?;
    let beside = item.path.as_deref().and_then(text_beside);
    let text = beside
        .as_ref()
        .map(|path| Item { path: Some(path.clone()), folder: PathBuf::new() }.read().with_context(|| path.display().to_string()));
    let text = text.transpose()?;
    Ok(formats::read(&Input { name: &item.name(), content: &content, text: text.as_deref(), unit: None })?)
}

/// The text file that goes with an annotation file.
fn text_beside(path: &Path) -> Option<PathBuf> {
    Some(path.with_extension("txt")).filter(|text| text != path && text.is_file())
}
