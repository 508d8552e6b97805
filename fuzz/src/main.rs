//! Reads what nobody would write, on and on, and keeps what broke something. `cargo xtask fuzz` builds it with counters and runs it.

mod campaign;
mod careful;
mod clock;
mod coverage;
mod documents;
mod models;
mod mutate;
mod targets;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, ensure};
use campaign::{Campaign, Outcome};
use clap::Parser;
use targets::Target;

/// Tries the kept corpus, then new inputs.
#[derive(Parser)]
struct Arguments {
    /// List the targets and do nothing else
    #[arg(long, exclusive = true)]
    names: bool,
    /// How long in all, divided among the targets
    #[arg(long, default_value_t = 0)]
    seconds: u64,
    /// What the new inputs follow from: the same seed makes the same ones as long as no time plays a part
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only these targets
    #[arg(long, value_delimiter = ',')]
    target: Vec<String>,
    /// The folder with the kept inputs of each target
    #[arg(long, default_value = "fuzz/corpus")]
    corpus: PathBuf,
    /// Where the input in hand of each target lies: after an end without a word it is the one that did it
    #[arg(long, default_value = "target/xtask/fuzz")]
    current: PathBuf,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    if arguments.names {
        targets::all().iter().for_each(|target| println!("{}", target.name));
        return Ok(ExitCode::SUCCESS);
    }
    let targets: Vec<Target> =
        targets::all().into_iter().filter(|target| arguments.target.is_empty() || arguments.target.contains(&target.name)).collect();
    ensure!(!targets.is_empty(), "there is no such target; --names lists them");
    std::fs::create_dir_all(&arguments.current)?;
    campaign::note_places();
    campaign::end_what_does_not_end(arguments.current.clone());
    let shares: u32 = targets.iter().map(|target| target.share).sum();
    let mut findings = 0;
    for target in &targets {
        let time = Duration::from_secs(arguments.seconds) * target.share / shares;
        let outcome = Campaign::new(target, &arguments.corpus, &arguments.current).run(arguments.seed, time)?;
        tell(target, time, &outcome);
        findings += outcome.findings.len();
    }
    Ok(if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A line for each target: what `cargo xtask fuzz` adds up.
fn tell(target: &Target, time: Duration, outcome: &Outcome) {
    let Outcome { kept, executions, pool, places: (places, reached), findings } = outcome;
    println!(
        "{}\t{kept} kept\t{executions} executions\t{:.0} s\t{pool} in the pool\t{reached} of {places} places\t{} findings",
        target.name,
        time.as_secs_f64(),
        findings.len()
    );
}
