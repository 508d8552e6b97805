//! `cargo xtask eval --data PATH`: scores the core and its models against annotated texts that lie outside the project.
//!
//! It measures, sets the figures beside what they should reach, and records them.

mod goals;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::shell::{cargo, read, say, which};
use crate::{build, measurements, paths};
use goals::{From, Goal};

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

/// How the articles are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Quick,
    Careful,
    /// Carefully, with quotes as PolNeAR's guidelines have them.
    Attributions,
}
use Reading::{Attributions, Careful, Quick};

impl Reading {
    /// The options of `annotate`.
    fn options(self) -> String {
        let model = format!(" --model '{}'", paths::careful().display());
        match self {
            Quick => " --quick".into(),
            Careful => model,
            Attributions => model + " --attributions",
        }
    }
}

/// The articles that are scored together: a name, how they are read, then files and folders under the data folder.
const SETS: [(&str, Reading, &[&str]); 10] = [
    (goals::BERLIN, Quick, &["gold/berlin-talks.json"]),
    (goals::TEN, Quick, &["gold/dev"]),
    (goals::ELEVEN, Quick, &["gold/dev", "gold/berlin-talks.json"]),
    (goals::POLNEAR, Quick, &["data/polnear/dev"]),
    (goals::VALID, Quick, &["gold/valid"]),
    (goals::BERLIN_CAREFUL, Careful, &["gold/berlin-talks.json"]),
    (goals::ELEVEN_CAREFUL, Careful, &["gold/dev", "gold/berlin-talks.json"]),
    (goals::POLNEAR_CAREFUL, Careful, &["data/polnear/dev"]),
    (goals::POLNEAR_ATTRIBUTIONS, Attributions, &["data/polnear/dev"]),
    (goals::VALID_CAREFUL, Careful, &["gold/valid"]),
];

/// Scores every set, prints the tables and records them.
///
/// # Errors
/// When Python or the data are missing, the command line fails on a text, or a figure is below its goal.
pub(crate) fn run(args: &Args) -> Result<()> {
    let python = which("python3").context("python3 is missing")?;
    let data = args.data.canonicalize().with_context(|| format!("there is no {}", args.data.display()))?;
    let scorer = data.join("eval/score.py");
    ensure!(scorer.is_file(), "there is no {}", scorer.display());
    let cli = build::command_line()?;
    let mut scores = Vec::new();
    for (name, reading, files) in SETS {
        say(name);
        let mut score = Command::new(&python);
        score.arg(&scorer).arg("--run").arg(format!("'{}' annotate{} --format json {{text}}", cli.display(), reading.options()));
        score.args(args.errors.then_some("--errors")).args(gold(&data, files)?);
        let table = read(&mut score)?;
        println!("\n{name}\n{table}\n");
        scores.push((name, table));
    }
    if args.errors {
        return Ok(());
    }
    say("the models");
    let models =
        read(cargo().args(["run", "--quiet", "--release", "--package", "train", "--", "--measure", "--data"]).arg(data.join("data")))?;
    let figures = |goal: &Goal| figure(goal, &scores, &models);
    let summary = goals::table(&figures);
    println!("{summary}");
    say("each rule");
    let reliability = read(Command::new(&python).arg(paths::root().join("xtask/reliability.py")).arg(&data))?;
    println!("{reliability}");
    let bands: Vec<&str> = models.lines().filter(|line| line.starts_with('|')).collect();
    measurements::update("eval", "How right it is", &report(&summary, &scores))?;
    measurements::update("reliability", "How far confidence can be trusted", &confidence(&bands.join("\n"), &reliability))?;
    let missed = goals::missed(&figures);
    ensure!(missed == 0, "{missed} figures are below what they should reach at least");
    Ok(())
}

/// The measured value that a goal is about.
fn figure(goal: &Goal, scores: &[(&str, String)], models: &str) -> Option<f64> {
    match goal.from {
        From::Models => goals::line(models, goal.measure, goal.set),
        From::Scorer(line, field) => {
            scores.iter().find(|(set, _)| *set == goal.set).and_then(|(_, table)| goals::field(table, line, field))
        }
    }
}

/// The section of the page: the summary, then the scorer's tables.
fn report(summary: &str, scores: &[(&str, String)]) -> String {
    let mut report = format!("`cargo xtask eval --data PATH`, with the scorer of that folder.\n\n{summary}");
    for (name, table) in scores {
        report.push_str(&format!("\n### {name}\n\n```\n{table}\n```\n"));
    }
    report
}

/// The section on confidence: suggestions by how sure the core is, then each rule.
fn confidence(bands: &str, rules: &str) -> String {
    format!(
        "`cargo xtask eval --data PATH`: suggestions by confidence, and how many of them are right (quotes with speaker or source, positions with holder and kind). \
         Each article is measured with a calibration that was learned without it.\n\n{bands}\n\n\
         Each rule by itself, right and found in the gold articles, in PolNeAR dev (content only), and (right + 1) / (found + 2) over both: what calibration begins with.\n\n\
         ```\n{rules}\n```\n"
    )
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
