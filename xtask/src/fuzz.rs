//! `cargo xtask fuzz`: reads what nobody would write, and keeps what breaks something.
//!
//! The targets of the core and the command line lie in `fuzz/`, whose build counts the places that an input leads through; pasted HTML, archives and
//! Word documents are read by the page's own modules (`tests/fuzz/`). Two halves run side by side, so that two minutes of new inputs are over in one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail, ensure};

use crate::shell::{capture, cargo, read, run as run_command, rustc, say};
use crate::{measurements, npm, paths};

/// The options of `fuzz`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many minutes of new inputs, all targets together; 0 tries the kept ones only
    #[arg(long, default_value_t = 2.0)]
    minutes: f64,
    /// Only these targets: text, careful, the name of a format that is read, corpus, models, docx, rtf, paste, unzip, word
    #[arg(long, value_delimiter = ',')]
    target: Vec<String>,
    /// What the new inputs follow from; each run takes another and tells it
    #[arg(long)]
    seed: Option<u64>,
    /// Write what came of it into docs/MEASUREMENTS.md
    #[arg(long)]
    record: bool,
}

/// The targets that are the page's, each in a script of its name.
const PAGE: [&str; 3] = ["paste", "unzip", "word"];
/// The core's target that gets as much time as all others together.
const TEXT: &str = "text";
/// The part of its half that the page's targets get together.
const PAGE_SHARE: f64 = 0.3;

/// What LLVM is told, so that every branch has a counter.
const COUNTED: [&str; 3] =
    ["-Cpasses=sancov-module", "-Cllvm-args=-sanitizer-coverage-level=3 -sanitizer-coverage-inline-8bit-counters", "--cfg=counted"];

/// Runs the targets.
///
/// # Errors
/// When something broke, with what to do about it.
pub(crate) fn run(args: &Args) -> Result<()> {
    let lines = targets(args)?;
    if args.record {
        record(args.minutes, &lines)?;
    }
    Ok(())
}

/// The kept inputs and two minutes of new ones: how many targets there are.
///
/// # Errors
/// When something broke.
pub(crate) fn test() -> Result<u32> {
    let lines = targets(&Args { minutes: 2.0, target: Vec::new(), seed: None, record: false })?;
    Ok(lines.len() as u32)
}

/// Runs the targets; a line for each.
fn targets(args: &Args) -> Result<Vec<String>> {
    let seed = args.seed.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.subsec_nanos().into()));
    say(&format!("fuzzing for {} minutes; what breaks comes again with --seed {seed}", args.minutes));
    let asked = |name: &str| args.target.is_empty() || args.target.iter().any(|target| target == name);
    let program = build()?;
    let others = others(&program, &args.target)?;
    let page: Vec<&str> = PAGE.into_iter().filter(|name| asked(name)).collect();
    let has = [asked(TEXT), !others.is_empty() || !page.is_empty()];
    let halves = has.iter().filter(|&&has| has).count() as f64;
    ensure!(halves > 0.0, "there is no such target");
    // Each half runs by itself, so that it gets as many seconds as all of them have together, divided by their number.
    let seconds = args.minutes * 60.0 / halves;
    let first = || if has[0] { core(&program, &[TEXT.to_owned()], seconds, seed).map(Some) } else { Ok(None) };
    let second = || -> Result<Vec<Output>> {
        let on_page = match (page.is_empty(), others.is_empty()) {
            (true, _) => 0.0,
            (false, true) => seconds,
            (false, false) => seconds * PAGE_SHARE,
        };
        let mut outputs = Vec::new();
        if !others.is_empty() {
            outputs.push(core(&program, &others, seconds - on_page, seed)?);
        }
        for name in &page {
            outputs.push(of_page(name, on_page / page.len() as f64, seed)?);
        }
        Ok(outputs)
    };
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        (first.join().expect("the thread only waits for a program"), second)
    });
    let outputs: Vec<Output> = first?.into_iter().chain(second?).collect();
    judge(&outputs, seed)
}

/// Tells what the programs told; what broke is an error.
fn judge(outputs: &[Output], seed: u64) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let mut broken = false;
    for output in outputs {
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        lines.extend(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned));
        broken |= !output.status.success();
    }
    lines.iter().for_each(|line| println!("{line}"));
    let died: Vec<String> = outputs.iter().filter(|output| output.status.code().is_none()).flat_map(|_| last_inputs()).collect();
    ensure!(
        !broken,
        "Something broke. Each file named above is an input cut down to what breaks; without new inputs it comes again with `cargo xtask fuzz \
         --minutes 0`, the whole run with `--seed {seed}`. Mend it where it is decided, give it a test of its own, and keep the file.{}",
        if died.is_empty() {
            String::new()
        } else {
            format!(" A program ended without a word; its last input is one of {}.", died.join(", "))
        }
    );
    Ok(lines)
}

/// Builds the core's targets with counters, apart from all other builds.
fn build() -> Result<PathBuf> {
    let told = read(rustc().arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not tell its host")?;
    let folder = paths::target().join("fuzzing");
    let mut build = cargo();
    build.args(["build", "--quiet", "--package", "fuzz", "--profile", "fuzz", "--target", host, "--target-dir"]).arg(&folder);
    // With a target named, what runs while building is built without them.
    build.env("CARGO_ENCODED_RUSTFLAGS", COUNTED.join("\u{1f}"));
    run_command(&mut build)?;
    Ok(folder.join(host).join("fuzz").join(format!("fuzz{}", std::env::consts::EXE_SUFFIX)))
}

/// The core's targets besides texts, of those that are asked for.
fn others(program: &Path, asked: &[String]) -> Result<Vec<String>> {
    let names = read(Command::new(program).arg("--names"))?;
    let known: Vec<String> = names.lines().map(str::to_owned).collect();
    if let Some(strange) = asked.iter().find(|name| !PAGE.contains(&name.as_str()) && !known.contains(name)) {
        bail!("there is no target {strange}; there are {}, {}", known.join(", "), PAGE.join(", "));
    }
    Ok(known.into_iter().filter(|name| name != TEXT && (asked.is_empty() || asked.contains(name))).collect())
}

fn corpus() -> PathBuf {
    paths::root().join("fuzz/corpus")
}

fn current() -> PathBuf {
    paths::cache().join("fuzz")
}

/// What the core's targets had in hand last.
fn last_inputs() -> Vec<String> {
    let files = fs::read_dir(current()).into_iter().flatten().flatten();
    files.map(|file| file.path().display().to_string()).collect()
}

fn core(program: &Path, targets: &[String], seconds: f64, seed: u64) -> Result<Output> {
    let mut fuzz = Command::new(program);
    fuzz.current_dir(paths::root()).args([
        "--target",
        &targets.join(","),
        "--seconds",
        &format!("{seconds:.0}"),
        "--seed",
        &seed.to_string(),
    ]);
    capture(fuzz.arg("--corpus").arg(corpus()).arg("--current").arg(current()))
}

fn of_page(name: &str, seconds: f64, seed: u64) -> Result<Output> {
    npm::ensure()?;
    let mut node = npm::node();
    // The generator takes seeds of 31 bits.
    node.args([&format!("tests/fuzz/{name}.mjs"), "--seconds", &format!("{seconds:.0}"), "--seed", &(seed % (1 << 31)).to_string()]);
    capture(node.arg("--corpus").arg(corpus().join(name)))
}

/// Writes the lines of the targets down as a table.
fn record(minutes: f64, lines: &[String]) -> Result<()> {
    let rows: Vec<String> = lines.iter().map(|line| format!("| {} |", line.split('\t').collect::<Vec<_>>().join(" | "))).collect();
    let head =
        "| target | kept inputs | executions | time | pool | places reached | findings |\n| --- | --- | --- | --- | --- | --- | --- |";
    let body = format!("`cargo xtask fuzz --minutes {minutes} --record`\n\n{head}\n{}", rows.join("\n"));
    measurements::update("fuzz", "What fuzzing found", &body)
}
