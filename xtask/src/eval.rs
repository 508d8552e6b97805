//! `cargo xtask eval --data PATH`: scores the command line against annotated articles that lie outside the project.
//!
//! It measures and records; what is good enough is decided elsewhere.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::shell::{read, say, which};
use crate::{build, measurements};

/// The options of `eval`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder that holds `eval/score.py`, `gold/` and `data/`
    #[arg(long, value_name = "PATH")]
    data: PathBuf,
    /// Print what was missed and what was wrong, too; nothing is recorded then
    #[arg(long)]
    errors: bool,
}

/// The articles that are scored together: a name, then files and folders under the data folder.
const SETS: [(&str, &[&str]); 4] = [
    ("Berlin article", &["gold/berlin-talks.json"]),
    ("Ten articles of gold/dev", &["gold/dev"]),
    ("Ten articles of gold/dev and Berlin", &["gold/dev", "gold/berlin-talks.json"]),
    ("PolNeAR dev", &["data/polnear/dev"]),
];

/// Scores every set, prints the tables and records them.
///
/// # Errors
/// When Python or the data are missing, or the command line fails on a text.
pub(crate) fn run(args: &Args) -> Result<()> {
    let python = which("python3").context("python3 is missing")?;
    let data = args.data.canonicalize().with_context(|| format!("there is no {}", args.data.display()))?;
    let scorer = data.join("eval/score.py");
    ensure!(scorer.is_file(), "there is no {}", scorer.display());
    let cli = build::command_line()?;
    let mut report = String::from("`cargo xtask eval --data PATH`, with the scorer of that folder.\n");
    for (name, paths) in SETS {
        say(name);
        let mut score = Command::new(&python);
        score.arg(&scorer).arg("--run").arg(format!("'{}' annotate --format json {{text}}", cli.display()));
        score.args(args.errors.then_some("--errors")).args(gold(&data, paths)?);
        let table = read(&mut score)?;
        println!("\n{name}\n{table}\n");
        report.push_str(&format!("\n### {name}\n\n```\n{table}\n```\n"));
    }
    if args.errors { Ok(()) } else { measurements::update("eval", "How right it is", &report) }
}

/// The annotated files of a set, sorted.
fn gold(data: &Path, paths: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths.iter().map(|path| data.join(path)) {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path)?.collect::<Result<Vec<_>, _>>()?;
            files.extend(entries.into_iter().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ext| ext == "json")));
        } else {
            files.push(path);
        }
    }
    ensure!(!files.is_empty() && files.iter().all(|file| file.is_file()), "there are no annotated articles in {}", paths.join(", "));
    files.sort();
    Ok(files)
}
