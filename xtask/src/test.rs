//! `cargo xtask test`: every check there is, with all the set-up it needs.
//!
//! A suite without tests, and in CI a skipped test, counts as a failure: nothing passes by not being run.

mod lint;
mod tally;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};
use clap::ValueEnum;

use self::tally::{Runner, Tally};
use crate::http::Server;
use crate::shell::{cargo, run as run_command, say};
use crate::{browser, build, dist, fuzz, npm, paths, python, train};

/// The options of `test`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Run only these parts
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// Ask the programs that our files are for whether they read them, instead of the other parts
    #[arg(long, conflicts_with = "only")]
    interop: bool,
    /// Train a tiny encoder on texts of our own, instead of the other parts; installs several gigabytes
    #[arg(long, conflicts_with_all = ["only", "interop"])]
    train: bool,
}

/// What can be run alone.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Formats and lints: Rust and JavaScript
    Lint,
    /// The native tests
    Rust,
    /// The built wasm package under Node.js, compared with the command line
    Wasm,
    /// The page's modules under Node.js
    Page,
    /// The page in headless Chromium, and its decisive paths in Chromium, Firefox and WebKit
    Browser,
    /// Inputs that broke something once, and two minutes of new ones
    Fuzz,
    /// Real readers of our files; a command of its own (`--interop`), for it installs a lot
    #[value(skip)]
    Interop,
    /// The encoder's training; a command of its own (`--train`), for it installs a lot, too
    #[value(skip)]
    Train,
}

/// What one step came to.
struct Outcome {
    name: &'static str,
    tally: Tally,
    time: Duration,
}

/// Runs the tests and prints a summary, whose last line is `N passed, M failed`.
///
/// # Errors
/// When anything failed.
pub(crate) fn run(args: &Args) -> Result<()> {
    let start = Instant::now();
    let mut outcomes = Vec::new();
    for part in parts(args) {
        run_part(part, &mut outcomes);
    }
    let total = outcomes.iter().fold(Tally::default(), |total, outcome| total + outcome.tally);
    println!();
    for Outcome { name, tally, time } in &outcomes {
        let mark = if tally.failed == 0 { "ok    " } else { "FAILED" };
        println!("{mark} {name:<24} {:>5} passed {:>3} failed {:>7.1} s", tally.passed, tally.failed, time.as_secs_f64());
    }
    println!("in {:.1} s", start.elapsed().as_secs_f64());
    println!("{} passed, {} failed", total.passed, total.failed);
    ensure!(total.failed == 0, "there are failures");
    Ok(())
}

fn parts(args: &Args) -> Vec<Part> {
    if args.interop {
        return vec![Part::Interop];
    }
    if args.train {
        return vec![Part::Train];
    }
    let asked = |part: &Part| args.only.is_empty() || args.only.contains(part);
    Part::value_variants().iter().copied().filter(asked).collect()
}

fn run_part(part: Part, outcomes: &mut Vec<Outcome>) {
    let mut step = |name: &'static str, work: &dyn Fn() -> Result<Tally>| {
        say(name);
        let start = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            eprintln!("{error:#}");
            Tally { passed: 0, failed: 1 }
        });
        outcomes.push(Outcome { name, tally, time: start.elapsed() });
    };
    match part {
        Part::Lint => {
            for (name, check) in lint::CHECKS {
                step(name, &|| check().map(|()| Tally { passed: 1, failed: 0 }));
            }
        }
        Part::Rust => step("native tests", &native),
        Part::Wasm => step("wasm tests", &wasm),
        Part::Page => step("page tests", &|| {
            npm::ensure()?;
            node_tests("tests/page", &[], &[])
        }),
        Part::Browser => {
            let page = Published::start();
            step("browser tests", &|| in_chromium(whole(&page)?));
            step("three engines", &|| in_engines(whole(&page)?));
        }
        Part::Fuzz => step("fuzzing", &|| fuzz::test().map(|targets| Tally { passed: targets, failed: 0 })),
        Part::Interop => {
            step("readers in Python", &in_python);
            step("readers in JavaScript", &in_node);
        }
        Part::Train => step("training", &in_training),
    }
}

fn native() -> Result<Tally> {
    tally::count(cargo().args(["test", "--workspace", "--no-fail-fast", "--quiet"]), Runner::Cargo)
}

/// The wasm package and the command line, over the same texts.
fn wasm() -> Result<Tally> {
    npm::ensure()?;
    build::glue()?;
    let cli = build::command_line()?;
    node_tests("tests/wasm", &[], &[("WHOSAID_CLI", cli.into())])
}

/// The page as it is developed, the site as it is published and the single file.
struct Published {
    env: Vec<(&'static str, OsString)>,
}

impl Published {
    /// Builds and serves them.
    fn start() -> Result<Published> {
        npm::ensure()?;
        let built = dist::build()?;
        let next = dist::next_site()?;
        let page = Server::start(&paths::www(), 0)?;
        let site = Server::start(&built.site, 0)?;
        let env = vec![
            ("WHOSAID_URL", page.url().into()),
            ("WHOSAID_SITE_URL", site.url().into()),
            ("WHOSAID_FILE", built.file.into()),
            ("WHOSAID_CAREFUL_FILE", built.careful_file.into()),
            ("WHOSAID_SITE", built.site.into()),
            ("WHOSAID_NEXT_SITE", next.into()),
        ];
        Ok(Published { env })
    }

    fn tests(&self, dir: &str, browsers: Vec<(&'static str, OsString)>) -> Result<Tally> {
        node_tests(dir, &["--test-concurrency=1"], &[self.env.clone(), browsers].concat())
    }
}

/// What was made, or why not, for each that needs it.
fn whole<T>(made: &Result<T>) -> Result<&T> {
    made.as_ref().map_err(|error| anyhow!("{error:#}"))
}

fn in_chromium(page: &Published) -> Result<Tally> {
    page.tests("tests/browser", vec![("WHOSAID_CHROMIUM", browser::ensure()?.into())])
}

/// The decisive paths in Chromium, Firefox and WebKit.
fn in_engines(page: &Published) -> Result<Tally> {
    page.tests("tests/browser/engines", browser::ensure_engines()?)
}

/// Programs in Python that read and write the formats. They find no network: whatever they would fetch is no part of a file.
fn in_python() -> Result<Tally> {
    let (python, cli) = (python::ensure()?, build::command_line()?);
    let mut tests = Command::new(python.tests);
    tests.arg(paths::root().join("tests/interop/run.py")).env("WHOSAID_CLI", cli).env("PYTHONDONTWRITEBYTECODE", "1");
    tests.env("WHOSAID_SCHEMAS", python.schemas).env("WHOSAID_DOCCANO", python.doccano);
    tests.envs([("HF_HUB_OFFLINE", "1"), ("HF_DATASETS_OFFLINE", "1")]).env("HF_HOME", paths::cache().join("interop/huggingface"));
    tally::count(&mut tests, Runner::Unittest)
}

/// A tiny model is trained, and the command line reads with it.
fn in_training() -> Result<Tally> {
    let (trainer, cli, forms) = (python::trainer()?, build::command_line()?, train::forms()?);
    let mut tests = train::module(&trainer, "encoder.test_training");
    tests.env("WHOSAID_CLI", cli).env("WHOSAID_FORMS", forms).env("WHOSAID_BASE", &trainer.base);
    tally::count(&mut tests, Runner::Unittest)
}

/// The readers in JavaScript.
fn in_node() -> Result<Tally> {
    npm::ensure()?;
    let cli = build::command_line()?;
    node_tests("tests/interop", &[], &[("WHOSAID_CLI", cli.into())])
}

/// Runs every `*.test.js` and `*.test.mjs` in `dir` with Node.js's own runner.
fn node_tests(dir: &str, options: &[&str], env: &[(&str, OsString)]) -> Result<Tally> {
    let files = test_files(&paths::root().join(dir))?;
    let mut node = npm::node();
    // A test that waits for what never comes ends with an error, not with the day.
    node.args(["--test", "--test-reporter=spec", "--test-timeout=600000"]).args(options).args(files);
    node.envs(env.iter().map(|(name, value)| (name, value)));
    tally::count(&mut node, Runner::Node)
}

fn test_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(dir).with_context(|| format!("there are no tests: {} is missing", dir.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|path| [".test.js", ".test.mjs"].iter().any(|end| path.to_string_lossy().ends_with(end)));
    if files.is_empty() {
        bail!("there are no tests in {}", dir.display());
    }
    files.sort();
    Ok(files)
}

/// Runs a Cargo command that prints only what is wrong.
fn quiet_cargo(args: &[&str]) -> Result<()> {
    run_command(cargo().args(args))
}
