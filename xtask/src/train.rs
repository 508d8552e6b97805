//! `cargo xtask train --data PATH`: trains the models that the core ships, in release.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;

use crate::shell::{cargo, run as run_command};

/// The options of `train`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder with the corpora
    #[arg(long, value_name = "PATH")]
    data: PathBuf,
    /// What else the trainer is given: the models to train, or its own options
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<OsString>,
}

/// Trains.
///
/// # Errors
/// When the trainer does not compile or fails.
pub(crate) fn run(args: &Args) -> Result<()> {
    let data = args.data.canonicalize()?;
    run_command(cargo().args(["run", "--quiet", "--release", "--package", "train", "--", "--data"]).arg(data).args(&args.rest))
}
