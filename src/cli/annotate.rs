//! `whosaid annotate`: texts in, annotations out, several files at once, results in the order of the files.
//!
//! It decides nothing about a text but that it is one, and which files hold several.

use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;
use whosaid::formats::{self, Article, Export, Format, Import, ImportError, Input, Loss, corpus};
use whosaid::model::Document;

use super::arguments::Annotate;
use super::border::guarded;
use super::input::{self, Item, Items, has_extension};
use super::output::{Amount, Output};
use super::reading::Reading;
use super::stream;
use super::{FAILED, OK, Stop, complain, report_import, report_losses};

/// How many files or articles each processor core has in hand at a time: bounds memory on large folders.
const BATCH: usize = 16;
/// What a folder is searched for: what holds one text each.
const EXTENSIONS: &[&str] = &["txt", "docx", "rtf"];

pub(crate) fn run(arguments: &Annotate) -> Result<u8, Stop> {
    let reading = Reading::of(&arguments.how)?;
    run_with(arguments, &|text| reading.read(text))
}

/// As [`run`], with whatever reads a text.
fn run_with(arguments: &Annotate, read: &(dyn Fn(&str) -> Document + Sync)) -> Result<u8, Stop> {
    let Items { items, passed_over } = input::items(&arguments.files, "text (.txt, .docx, .rtf)", |path| has_extension(path, EXTENSIONS))?;
    if passed_over == 0 && stream::takes(&items, arguments) {
        return stream::run(&items, arguments, read);
    }
    if let Some(option) = arguments.for_streams() {
        let words = "is for collections (.jsonl, .csv, .tsv, also packed as .gz or .zst) that become JSON Lines (--format jsonl)";
        return Err(Stop::Usage(format!("{option} {words}")));
    }
    // One file may hold several texts, and where their results go depends on that. Standard input is not waited for: that the results have a
    // place is told first.
    let mut first = match &items[..] {
        [item] if item.path.is_some() => Some(texts(item, arguments)),
        _ => None,
    };
    let amount = match (&items[..], &first) {
        ([_], Some(Ok(texts))) if texts.articles.len() > 1 => Amount::Several,
        ([_], Some(Ok(texts))) if !texts.collected && !arguments.files.iter().any(|path| path.is_dir()) => Amount::One,
        ([_], Some(Err(_)) | None) if !arguments.files.iter().any(|path| path.is_dir()) => Amount::One,
        ([_], _) => Amount::OneOfMany,
        _ => Amount::Several,
    };
    let mut output = Output::new(arguments.output.as_deref(), arguments.format, &items, amount)?;
    let (mut done, mut failed) = (0, passed_over);
    for batch in items.chunks(BATCH * rayon::current_num_threads()) {
        let mut read_one = |item: &Item| first.take().unwrap_or_else(|| texts(item, arguments));
        let all: Vec<Result<Texts>> = match batch {
            [item] => vec![read_one(item)],
            _ => batch.par_iter().map(|item| texts(item, arguments)).collect(),
        };
        let mut articles = Vec::new();
        for (item, texts) in batch.iter().zip(all) {
            match texts {
                Ok(texts) => {
                    report_import(&item.name(), &texts.losses, &[]);
                    articles.extend(texts.articles.into_iter().map(|article| (item, article)));
                }
                Err(error) => {
                    complain(format_args!("{}: {error:#}", item.name()));
                    failed += 1;
                }
            }
        }
        if articles.len() > 1 && !output.takes_several(arguments.format) {
            return Err(Stop::Usage(format!("{} writes a file for each article: name a folder with -o", arguments.format.id)));
        }
        let (good, bad) = annotate(articles, arguments.format, read, &mut output)?;
        (done, failed) = (done + good, failed + bad);
    }
    if done == 0 {
        return Ok(FAILED);
    }
    output.finish()?;
    Ok(if failed > 0 { FAILED } else { OK })
}

/// What a file holds to be annotated.
struct Texts {
    /// The texts, without annotations.
    articles: Vec<Article>,
    /// What is left out of them.
    losses: Vec<Loss>,
    /// Whether the file may hold any number of texts.
    collected: bool,
}

/// The texts in a file: one, or those of a collection.
fn texts(item: &Item, arguments: &Annotate) -> Result<Texts> {
    let text = guarded(|| item.read_text())?;
    if u32::try_from(text.len()).is_err() {
        bail!("is longer than 4 GiB; split it");
    }
    let input = Input { name: &item.file_name(), content: &text, text: None, unit: None };
    let field = arguments.text_field.as_deref();
    let collection = match guarded(|| Ok(formats::recognize(&input)))?.filter(|_| field.is_none()) {
        Some(known) => Some(guarded(|| Ok(formats::read(&input)))?.ok().filter(is_bare).map(Ok).ok_or_else(|| annotated(known))?),
        None => guarded(|| Ok(corpus::read(&input, field)))?,
    };
    match collection {
        Some(import) => {
            let Import { articles, losses, .. } = import.map_err(|error| refused(&error))?;
            Ok(Texts { articles, losses, collected: true })
        }
        None => {
            let article = Article { name: item.stem(), text, document: Document::default() };
            Ok(Texts { articles: vec![article], losses: Vec::new(), collected: false })
        }
    }
}

/// Whether nothing is annotated in any article: tools hand out tasks that nobody has begun.
fn is_bare(import: &Import) -> bool {
    let bare = |document: &Document| document.actors.is_empty() && document.quotes.is_empty() && document.positions.is_empty();
    let lost = |loss: &Loss| ["annotations", "links"].iter().any(|what| loss.what.starts_with(what));
    import.articles.iter().all(|article| bare(&article.document)) && !import.losses.iter().any(lost)
}

fn annotated(format: &Format) -> anyhow::Error {
    anyhow!("is annotated already ({}); use 'whosaid convert' for it", format.name)
}

/// A failure, with the option that answers it. The file is named by whoever tells it.
pub(super) fn refused(error: &ImportError) -> anyhow::Error {
    let answer = if error.fields.is_empty() { "" } else { " Use --text-field NAME." };
    let error = ImportError { file: None, ..error.clone() };
    anyhow!("{error}{answer}")
}

/// Annotates texts and puts the results where they go, in their order; how many went well and how many did not.
fn annotate(
    articles: Vec<(&Item, Article)>,
    format: &Format,
    read: &(dyn Fn(&str) -> Document + Sync),
    output: &mut Output,
) -> Result<(usize, usize), Stop> {
    let (mut done, mut failed) = (0, 0);
    for batch in articles.chunks(BATCH * rayon::current_num_threads()) {
        let exports: Vec<Result<Export>> = batch.par_iter().map(|(_, article)| guarded(|| export(article, format, read))).collect();
        for ((item, article), export) in batch.iter().zip(exports) {
            let name = if article.name == item.stem() { item.name() } else { format!("{}, {}", item.name(), article.name) };
            match export {
                Ok(export) => {
                    output.put(item, &export)?;
                    report_losses(&name, format, &export);
                    done += 1;
                }
                Err(error) => {
                    complain(format_args!("{name}: {error:#}"));
                    failed += 1;
                }
            }
        }
    }
    Ok((done, failed))
}

pub(super) fn export(article: &Article, format: &Format, read: &dyn Fn(&str) -> Document) -> Result<Export> {
    let Document { title, extra, .. } = &article.document;
    let found = read(&article.text);
    let document = Document { title: title.clone().or(found.title), extra: extra.clone(), ..found };
    formats::write(&Article { document, ..article.clone() }, format).context("cannot be exported")
}

#[cfg(test)]
mod tests {
    use super::super::arguments::How;
    use super::*;

    #[test]
    fn a_text_that_stops_the_core_is_told_and_the_others_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let (texts, results) = (folder.path().join("texts"), folder.path().join("results"));
        std::fs::create_dir(&texts).unwrap();
        for name in ["a.txt", "b.txt", "c.txt"] {
            std::fs::write(texts.join(name), format!("Ada Lumen said {name} is fine.")).unwrap();
        }
        let arguments = Annotate {
            files: vec![texts],
            format: formats::format("json").unwrap(),
            output: Some(results.clone()),
            how: How::default(),
            text_field: None,
            resume: false,
            limit: None,
            sample: None,
            errors: None,
        };
        let stops_at_b = |text: &str| if text.contains("b.txt") { panic!("no way") } else { whosaid::annotate(text) };
        assert_eq!(run_with(&arguments, &stops_at_b).unwrap(), FAILED);
        let written = |name: &str| std::fs::read_to_string(results.join(name)).is_ok_and(|file| file.contains("Ada Lumen"));
        assert_eq!(["a.json", "b.json", "c.json"].map(written), [true, false, true]);
        assert_eq!(run_with(&arguments, &|_| panic!("never")).unwrap(), FAILED);
    }
}
