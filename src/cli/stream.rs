//! Large collections: rows in, lines out, in the order of the rows, with as many in memory as the cores have in hand.
//!
//! It decides which rows are read and that a bad one is told and the rest goes on; what a text means is the reading's.

mod errors;
mod journal;
mod progress;
mod sink;
mod source;

use std::io::BufRead;
use std::path::{MAIN_SEPARATOR, PathBuf};

use anyhow::{Context, Result, anyhow};
use rayon::prelude::*;
use whosaid::formats::corpus::{Rows, StreamRow};
use whosaid::formats::jsonl::is_record;
use whosaid::formats::{self, Article, ImportError, Input};
use whosaid::model::Document;

use super::annotate::export;
use super::arguments::Annotate;
use super::border::guarded;
use super::input::{Item, plain};
use super::{FAILED, OK, Stop, complain, report_import};
use errors::Errors;
use journal::Place;
use progress::Progress;
use sink::Sink;
use source::Source;

/// How many rows each processor core has in hand at a time.
const BATCH: usize = 32;

/// Whether these files go in here: collections of lines or tables, for a format that has a line for each article.
pub(super) fn takes(items: &[Item], arguments: &Annotate) -> bool {
    let is_folder = |path: &PathBuf| path.is_dir() || path.to_string_lossy().ends_with(['/', MAIN_SEPARATOR]);
    let into_one = arguments.format.id == "jsonl" && !arguments.output.as_ref().is_some_and(is_folder);
    into_one && !items.is_empty() && items.iter().all(|item| source::is_collection(item) && is_in_rows(item, arguments))
}

/// Whether a file's first lines are rows without annotations. What is laid out otherwise, or is in one of our formats, is looked at as a whole.
fn is_in_rows(item: &Item, arguments: &Annotate) -> bool {
    // What is wrong with it is told when it is read.
    let Ok(source) = Source::open(item) else { return true };
    let lines = source.input.split(b'\n').map_while(Result::ok).map(|line| String::from_utf8_lossy(&line).into_owned());
    let first: Vec<String> = lines.filter(|line| !line.trim().is_empty()).take(2).collect();
    let name = source::name(item);
    let is_table = [".csv", ".tsv", ".tab"].iter().any(|extension| name.to_lowercase().ends_with(extension));
    let is_known = |line: &String| {
        let input = Input { name: &name, content: line, ..Input::default() };
        guarded(|| Ok(formats::recognize(&input))).is_ok_and(|known| known.is_some())
    };
    (is_table || first.is_empty() || first.iter().any(|line| is_record(line)))
        && (arguments.text_field.is_some() || !first.iter().any(is_known))
}

/// Annotates what `items` hold.
pub(super) fn run(items: &[Item], arguments: &Annotate, read: &(dyn Fn(&str) -> Document + Sync)) -> Result<u8, Stop> {
    let (mut sink, begun) = Sink::open(items, arguments)?;
    let mut run = Run {
        arguments,
        read,
        errors: Errors::open(arguments.errors.as_deref(), &begun)?,
        progress: Progress::of(items),
        skip: begun.rows,
        seen: 0,
        place: begun,
        failed: 0,
    };
    for item in items {
        if run.is_full() {
            break;
        }
        let done = run.file(item, &mut sink);
        match done {
            Err(Stop::Failed(error)) => {
                run.progress.pause(|| complain(format_args!("{}: {error:#}", item.name())));
                run.failed += 1;
            }
            other => other?,
        }
    }
    run.progress.finish();
    let bad = run.errors.finish()?;
    if run.place.articles == 0 {
        return Ok(FAILED);
    }
    sink.finish()?;
    Ok(if run.failed + bad > 0 { FAILED } else { OK })
}

/// What is under way.
struct Run<'a> {
    arguments: &'a Annotate,
    read: &'a (dyn Fn(&str) -> Document + Sync),
    errors: Errors,
    progress: Progress,
    /// How many rows an earlier run has done.
    skip: u64,
    /// How many rows of all files were met.
    seen: u64,
    place: Place,
    failed: usize,
}

impl Run<'_> {
    /// Annotates the rows of a file.
    fn file(&mut self, item: &Item, sink: &mut Sink) -> Result<(), Stop> {
        let Source { head, input } = Source::open(item)?;
        let input = self.progress.watch(input);
        let name = source::name(item);
        let field = self.arguments.text_field.as_deref();
        let mut rows = Rows::new(&name, &head, input, field).map_err(|error| super::annotate::refused(&error))?;
        let bad_before = self.errors.count();
        loop {
            let (batch, is_last) = self.batch(&mut rows)?;
            self.batch_done(item, batch, sink)?;
            if is_last {
                break;
            }
        }
        self.progress.pause(|| report_import(&item.name(), rows.losses(), &[]));
        if !rows.has_texts() && self.errors.count() == bad_before && !self.is_full() {
            return Err(Stop::Failed(nothing(&rows, field)));
        }
        Ok(())
    }

    /// The next rows that are asked for, and whether they are the file's last.
    fn batch(&mut self, rows: &mut Rows<impl BufRead>) -> Result<(Vec<StreamRow>, bool)> {
        let mut batch = Vec::new();
        let room = self.left().min((BATCH * rayon::current_num_threads()) as u64);
        while (batch.len() as u64) < room {
            let row = guarded(|| rows.next_row().map_err(|error| anyhow!("cannot be read: {}", plain(&error))));
            let Some(row) = row.with_context(|| format!("after row {}", self.seen))? else { return Ok((batch, true)) };
            self.seen += 1;
            let is_empty = matches!(row.article, Ok(None));
            if self.seen > self.skip && !is_empty && is_sampled(self.seen, self.arguments.sample) {
                batch.push(row);
            }
        }
        let is_full = self.left() == batch.len() as u64;
        Ok((batch, is_full))
    }

    /// How many articles may still be annotated.
    fn left(&self) -> u64 {
        self.arguments.limit.map_or(u64::MAX, |limit| limit.saturating_sub(self.place.taken))
    }

    fn is_full(&self) -> bool {
        self.left() == 0
    }

    /// Annotates rows on all cores and writes the results in their order.
    fn batch_done(&mut self, item: &Item, batch: Vec<StreamRow>, sink: &mut Sink) -> Result<(), Stop> {
        let one = |row: StreamRow| -> (usize, usize, Result<String>) {
            let done = match row.article {
                Ok(Some(article)) => guarded(|| self.line(&article)),
                Ok(None) => Ok(String::new()),
                Err(error) => Err(anyhow!("{}", ImportError { file: None, line: None, ..error })),
            };
            (row.number, row.line, done)
        };
        let count = batch.len();
        let done: Vec<_> = batch.into_par_iter().map(one).collect();
        for (number, line, done) in done {
            match done {
                Ok(line) => {
                    sink.put(line.as_bytes())?;
                    self.place.articles += 1;
                }
                Err(error) => {
                    let told = self.errors.put(&item.name(), number, line, &format!("{error:#}"))?;
                    self.progress.pause(|| told.iter().for_each(|told| complain(format_args!("{told}"))));
                }
            }
        }
        self.place.taken += count as u64;
        self.place.rows = self.seen.max(self.skip);
        self.progress.add(count as u64);
        self.place.errors = self.errors.flush()?;
        sink.note(&mut self.place)
    }

    fn line(&self, article: &Article) -> Result<String> {
        let export = export(article, self.arguments.format, self.read)?;
        Ok(export.files.into_iter().map(|file| file.text).collect())
    }
}

/// Why a file came to nothing.
fn nothing(rows: &Rows<impl BufRead>, field: Option<&str>) -> anyhow::Error {
    let fields = rows.fields();
    let answer = if field.is_none() && !fields.is_empty() { " Use --text-field NAME." } else { "" };
    match fields {
        [] => anyhow!("holds no texts"),
        fields => anyhow!("holds no field for a text: it has {}.{answer}", fields.join(", ")),
    }
}

/// Whether a row is in the sample: always the same ones, spread over all.
fn is_sampled(row: u64, share: Option<f64>) -> bool {
    let Some(share) = share else { return true };
    // SplitMix64 (Steele, Lea and Flood 2014): neighbors get numbers that have nothing to do with each other.
    let mut mixed = row.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64 <= share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_about_as_large_as_was_asked_and_always_the_same() {
        for share in [0.0, 0.01, 0.1, 0.5, 1.0] {
            let count = (1..=100_000).filter(|&row| is_sampled(row, Some(share))).count() as f64;
            assert!((count / 100_000.0 - share).abs() < 0.005, "{share}: {count}");
        }
        assert!(is_sampled(7, None));
    }
}
