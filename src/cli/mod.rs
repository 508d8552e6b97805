//! The command line: which files go in, which come out, and what is said about it.
//!
//! It decides about files, messages and exit codes, and refuses to decide anything about articles: `whosaid::annotate`,
//! `whosaid::Reader` and `whosaid::formats` do that.

mod agree;
mod annotate;
mod arguments;
mod border;
mod bytes;
mod convert;
mod documents;
mod explain;
mod input;
mod order;
mod output;
mod reading;
mod shown;
mod stats;
mod stream;
mod table;
mod unfinished;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use whosaid::formats::{Export, FORMATS, Format, ImportError, Loss};

use arguments::{Arguments, Command};
use unfinished::unfinished;

/// All went well.
const OK: u8 = 0;
/// Some input could not be read or some output not be written.
const FAILED: u8 = 1;
/// The command makes no sense; clap uses the same code.
const USAGE: u8 = 2;
/// There is nothing to read carefully with.
const NO_MODEL: u8 = 3;

/// Runs the command that the process was started with.
pub(crate) fn run() -> ExitCode {
    let command = Arguments::parse().command;
    unfinished::watch();
    border::watch();
    let code = match command {
        Command::Agree(arguments) => agree::run(&arguments),
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Formats => formats(),
        Command::Stats(arguments) => stats::run(&arguments),
    };
    unfinished().remove();
    ExitCode::from(code.unwrap_or_else(|stop| stop.report()))
}

/// Why the whole command ends.
#[derive(Debug)]
enum Stop {
    /// It makes no sense; in words.
    Usage(String),
    /// The model of the careful reading is missing or damaged; in words.
    NoModel(String),
    /// It cannot go on.
    Failed(anyhow::Error),
    /// Whoever read our output has stopped reading, which is fine.
    Closed,
}

impl Stop {
    fn report(self) -> u8 {
        match self {
            Stop::Usage(what) => {
                complain(format_args!("{what}\nTry 'whosaid --help'."));
                USAGE
            }
            Stop::NoModel(what) => {
                complain(format_args!("{what}"));
                NO_MODEL
            }
            Stop::Failed(error) => {
                complain(format_args!("{error:#}"));
                FAILED
            }
            Stop::Closed => OK,
        }
    }
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Stop {
        Stop::Failed(error)
    }
}

/// Says what is wrong on standard error; that nobody listens there is no further failure. Words of files may be in it, so that nothing of it
/// reaches the terminal that would do something there.
fn complain(what: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "whosaid: {}", shown::message(&what.to_string()));
}

/// How many lines that do not hold are told one by one.
const TOLD: usize = 10;

/// Says what a file held that Whosaid does not know or that does not hold.
fn report_import(name: &str, losses: &[Loss], skipped: &[ImportError]) {
    for loss in losses {
        complain(format_args!("{name}: {} {} are not known to Whosaid and left out", loss.count, loss.what));
    }
    for error in skipped.iter().take(TOLD) {
        let error = ImportError { file: None, ..error.clone() };
        complain(format_args!("{name}, {error} This line is left out, the rest was read."));
    }
    if skipped.len() > TOLD {
        complain(format_args!("{name}: {} more lines do not hold and were left out", skipped.len() - TOLD));
    }
}

/// Says what `format` could not hold of `name`.
fn report_losses(name: &str, format: &Format, export: &Export) {
    if !export.losses.is_empty() {
        let losses: Vec<String> = export.losses.iter().map(|loss| format!("{} {}", loss.count, loss.what)).collect();
        let name = shown::shown(Path::new(name));
        complain(format_args!("{name}: {} leaves out {}", format.name, losses.join(", ")));
    }
}

fn formats() -> Result<u8, Stop> {
    let longest = |of: fn(&Format) -> &str| FORMATS.iter().map(|format| of(format).len()).max().unwrap_or_default();
    let (id, name) = (longest(|format| format.id), longest(|format| format.name));
    let mut table = String::new();
    for format in FORMATS {
        let ways = if format.reads() { "read, write" } else { "write" };
        table.push_str(&format!("{:id$}  {ways:11}  {:name$}  {}\n", format.id, format.name, format.description));
    }
    output::to_stdout(table.as_bytes())?;
    Ok(OK)
}
