//! `whosaid convert`: annotated files in, the same annotations in another format out.
//!
//! It decides which files belong together and refuses to decide what is lost on the way: that is said, in numbers.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use whosaid::formats::jsonl::{Articles, StreamError, is_record};
use whosaid::formats::wire::unit_word;
use whosaid::formats::{self, Article, Format, Import, ImportError, Input, Loss};
use whosaid::text::Unit;

use super::arguments::Convert;
use super::border::guarded;
use super::input::{self, Item, Items, has_extension, plain};
use super::output::{Amount, Output};
use super::shown::shown;
use super::{FAILED, OK, Stop, complain, report_import, report_losses};

const EXTENSIONS: &[&str] = &["json", "jsonl", "ndjson", "jsonld", "ann"];

pub(crate) fn run(arguments: &Convert) -> Result<u8, Stop> {
    let Items { items, passed_over } = input::items(&arguments.files, "annotated file", is_annotated)?;
    // One file may hold several articles, and where they go depends on that: a stream is asked for its second line, another file is read.
    let (several, mut first) = match &items[..] {
        [item] if is_stream(item) => (lines(item).nth(1).is_some(), None),
        [item] => {
            let import = read(item, arguments.offset_unit);
            (import.as_ref().is_ok_and(|import| import.articles.len() > 1), Some(import))
        }
        _ => (true, None),
    };
    let amount = match &items[..] {
        _ if several => Amount::Several,
        [item] if !is_stream(item) && !arguments.files.iter().any(|path| path.is_dir()) => Amount::One,
        _ => Amount::OneOfMany,
    };
    let mut output = Output::new(arguments.output.as_deref(), arguments.to, &items, amount)?;
    let mut failed = 0;
    for item in &items {
        if let Err(error) = convert(item, first.take(), arguments, &mut output) {
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
    Ok(if failed + passed_over > 0 { FAILED } else { OK })
}

/// Whether a file of this name is taken from a folder.
pub(crate) fn is_annotated(path: &Path) -> bool {
    has_extension(path, EXTENSIONS)
}

/// What ends the work on a file, or all work.
enum Fault {
    Item(anyhow::Error),
    Stop(Stop),
}

/// Converts a file, which may have been read already.
fn convert(item: &Item, import: Option<Result<Import>>, arguments: &Convert, output: &mut Output) -> Result<(), Fault> {
    let (format, unit) = (arguments.to, arguments.offset_unit);
    if let Some(path) = item.path.as_deref().filter(|_| is_stream(item)) {
        let losses = stream(item, path, unit, |_| Ok(()))?;
        report_import(&item.name(), &losses, &[]);
        return stream(item, path, unit, |article| put(item, article, format, output)).map(drop);
    }
    let import = import.unwrap_or_else(|| read(item, unit)).map_err(Fault::Item)?;
    report_import(&item.name(), &import.losses, &import.skipped);
    import.articles.iter().try_for_each(|article| put(item, article, format, output))
}

/// Hands on every article that is annotated in a file, one in memory at a time where each has a line of its own.
///
/// # Errors
/// Why the file, or the rest of it, cannot be read.
pub(crate) fn each(item: &Item, unit: Option<Unit>, with: &mut dyn FnMut(&Article) -> Result<()>) -> Result<()> {
    if let Some(path) = item.path.as_deref().filter(|_| is_stream(item)) {
        let ended = stream(item, path, unit, |article| with(article).map_err(Fault::Item));
        return ended.map(|losses| report_import(&item.name(), &losses, &[])).map_err(|fault| match fault {
            Fault::Item(error) => error,
            Fault::Stop(_) => anyhow!("{}: was not read to its end", item.name()),
        });
    }
    let import = read(item, unit)?;
    report_import(&item.name(), &import.losses, &import.skipped);
    import.articles.iter().try_for_each(with)
}

/// An import's failure, with the option that answers it.
fn refused(item: &Item, error: &ImportError) -> anyhow::Error {
    let answers: Vec<String> = error.units.iter().map(|unit| format!("--offset-unit {}", unit_word(*unit))).collect();
    let answers = if answers.is_empty() { String::new() } else { format!(" Use {}.", answers.join(" or ")) };
    let error = ImportError { file: Some(item.name().into()), ..error.clone() };
    anyhow!("{error}{answers}")
}

/// Hands on the articles of a file of one document a line, with one of them in memory at a time.
///
/// The caller goes through it twice, so that a broken line stops it before anything is written.
fn stream(item: &Item, path: &Path, unit: Option<Unit>, mut with: impl FnMut(&Article) -> Result<(), Fault>) -> Result<Vec<Loss>, Fault> {
    let unreadable = |error: &io::Error| Fault::Item(anyhow!("{}: cannot be read: {}", item.name(), plain(error)));
    let file = fs::File::open(path).map_err(|error| unreadable(&error))?;
    let mut articles = Articles::new(&item.stem(), BufReader::new(file), unit);
    while let Some(article) = read_next(item, &mut articles)? {
        with(&article.map_err(|error| match error {
            StreamError::Import(error) => Fault::Item(refused(item, &error)),
            StreamError::Io(error) => unreadable(&error),
        })?)?;
    }
    Ok(articles.losses().to_vec())
}

fn read_next<R: BufRead>(item: &Item, articles: &mut Articles<R>) -> Result<Option<Result<Article, StreamError>>, Fault> {
    guarded(|| Ok(articles.next())).with_context(|| item.name()).map_err(Fault::Item)
}

fn put(item: &Item, article: &Article, format: &Format, output: &mut Output) -> Result<(), Fault> {
    let written = guarded(|| Ok(formats::write(article, format)?));
    let export = written.with_context(|| format!("{}: cannot be exported", item.name())).map_err(Fault::Item)?;
    output.put(item, &export).map_err(Fault::Stop)?;
    report_losses(&article.name, format, &export);
    Ok(())
}

/// Whether a file is called a stream of lines and its first line is a record.
fn is_stream(item: &Item) -> bool {
    let named = item.path.as_deref().is_some_and(|path| has_extension(path, &["jsonl", "ndjson"]) && path.is_file());
    named && lines(item).next().is_some_and(|line| is_record(&line))
}

/// The lines of a file that hold something.
fn lines(item: &Item) -> impl Iterator<Item = String> + use<> {
    let file = item.path.as_deref().and_then(|path| fs::File::open(path).ok());
    let lines = file.map(|file| BufReader::new(file).lines());
    lines.into_iter().flatten().map_while(Result::ok).filter(|line| !line.trim().is_empty())
}

/// What is annotated in a file, with the text beside it where its format keeps that apart.
pub(crate) fn read(item: &Item, unit: Option<Unit>) -> Result<Import> {
    let content = item.read().with_context(|| item.name())?;
    let beside = item.path.as_deref().and_then(text_beside);
    let text = beside.as_ref().map(|path| Item { path: Some(path.clone()), folder: PathBuf::new() }.read().with_context(|| shown(path)));
    let text = text.transpose()?;
    let input = Input { name: &item.file_name(), content: &content, text: text.as_deref(), unit };
    guarded(|| Ok(formats::read(&input))).with_context(|| item.name())?.map_err(|error| refused(item, &error))
}

/// The text file that goes with an annotation file.
fn text_beside(path: &Path) -> Option<PathBuf> {
    Some(path.with_extension("txt")).filter(|text| text != path && text.is_file())
}
