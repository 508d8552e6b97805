//! Where the lines go: where other results go, or into a file that a later run can go on with.
//!
//! A run that may be resumed writes `FILE.unfinished`, with its notes in `FILE.progress`; when all is done the one takes its place and the other
//! goes. What was broken off is cut back to the last note, so that nothing is there twice and nothing is missing.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use serde_json::json;

use super::journal::{Journal, Place};
use crate::cli::Stop;
use crate::cli::arguments::Annotate;
use crate::cli::input::{Item, plain};
use crate::cli::output::{Amount, Output};
use crate::cli::shown::shown;

pub(super) enum Sink {
    /// Where all results go.
    Once(Output),
    /// Into a file that a later run can go on with.
    Resumable(Box<Resumable>),
}

pub(super) struct Resumable {
    target: PathBuf,
    unfinished: PathBuf,
    out: BufWriter<File>,
    bytes: u64,
    journal: Journal,
}

impl Sink {
    /// The place for the results, and how far an earlier run has got there.
    ///
    /// # Errors
    /// When it cannot be written, or an earlier run was asked for something else.
    pub(super) fn open(items: &[Item], arguments: &Annotate) -> Result<(Sink, Place), Stop> {
        if !arguments.resume {
            let output = Output::new(arguments.output.as_deref(), arguments.format, items, Amount::Several)?;
            return Ok((Sink::Once(output), Place::default()));
        }
        let Some(target) = arguments.output.as_deref().filter(|path| !path.is_dir()) else {
            return Err(Stop::Usage("--resume needs a file to go on with: name it with -o".into()));
        };
        let beside = |ending: &str| {
            let mut name = OsString::from(target);
            name.push(ending);
            PathBuf::from(name)
        };
        let (unfinished, notes) = (beside(".unfinished"), beside(".progress"));
        let failed = |path: &Path| {
            let path = path.to_path_buf();
            move |error: io::Error| Stop::Failed(unwritten(&path, &error))
        };
        let opened = Journal::open(&notes, &asked(items, arguments)).map_err(failed(&notes))?;
        let Some((journal, place)) = opened else {
            let words =
                "an earlier run for this file was asked for something else (other input or options); ask for the same, or remove this file";
            return Err(Stop::Usage(format!("{}: {words}", shown(&notes))));
        };
        let open = || -> io::Result<File> {
            // Broken off between the last two steps: the results have their place already, and get it again.
            if place.bytes > 0 && !unfinished.exists() && fs::metadata(target)?.len() == place.bytes {
                fs::rename(target, &unfinished)?;
            }
            let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(&unfinished)?;
            if file.metadata()?.len() < place.bytes {
                return Err(io::Error::other("is shorter than an earlier run has left it; remove it and its .progress to begin anew"));
            }
            file.set_len(place.bytes)?;
            file.seek(SeekFrom::End(0))?;
            Ok(file)
        };
        let out = BufWriter::new(open().map_err(failed(&unfinished))?);
        let bytes = place.bytes;
        let resumable = Resumable { target: target.to_path_buf(), unfinished, out, bytes, journal };
        Ok((Sink::Resumable(Box::new(resumable)), place))
    }

    /// Writes a line.
    pub(super) fn put(&mut self, line: &[u8]) -> Result<(), Stop> {
        match self {
            Sink::Once(output) => output.put_line(line),
            Sink::Resumable(sink) => {
                sink.bytes += line.len() as u64;
                sink.out.write_all(line).map_err(|error| Stop::Failed(unwritten(&sink.unfinished, &error)))
            }
        }
    }

    /// Sees to it that all lines are in the file, and notes how far the run is.
    pub(super) fn note(&mut self, place: &mut Place) -> Result<(), Stop> {
        let Sink::Resumable(sink) = self else { return Ok(()) };
        let written = sink.out.flush().and_then(|()| {
            place.bytes = sink.bytes;
            sink.journal.note(place)
        });
        written.map_err(|error| Stop::Failed(unwritten(&sink.unfinished, &error)))
    }

    /// Makes the results final.
    pub(super) fn finish(self) -> Result<(), Stop> {
        match self {
            Sink::Once(output) => output.finish(),
            Sink::Resumable(sink) => {
                let Resumable { target, unfinished, mut out, journal, .. } = *sink;
                let finished = out.flush().and_then(|()| out.get_ref().sync_all()).and_then(|()| fs::rename(&unfinished, &target));
                finished.and_then(|()| journal.remove()).map_err(|error| Stop::Failed(unwritten(&target, &error)))
            }
        }
    }
}

/// What is asked for, in one line: a run may only go on with what was begun so.
fn asked(items: &[Item], arguments: &Annotate) -> String {
    let file = |item: &Item| {
        let path = item.path.as_deref().and_then(|path| fs::canonicalize(path).ok());
        let size = path.as_deref().and_then(|path| fs::metadata(path).ok()).map(|file| file.len());
        json!([path.map(|path| shown(&path)), size])
    };
    let how = &arguments.how;
    let asked = json!({
        "files": items.iter().map(file).collect::<Vec<_>>(),
        "format": arguments.format.id,
        "text_field": arguments.text_field,
        "quick": how.quick,
        "attributions": how.attributions,
        "model": how.model.as_deref().map(shown),
        "sample": arguments.sample,
        "limit": arguments.limit,
        "version": env!("CARGO_PKG_VERSION"),
    });
    asked.to_string()
}

fn unwritten(path: &Path, error: &io::Error) -> anyhow::Error {
    anyhow!("{}: cannot be written: {}", shown(path), plain(error))
}
