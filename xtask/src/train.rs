//! `cargo xtask train --data PATH`: trains the models that the core ships, in release; `train --data PATH encoder` the encoder of the careful
//! reading, with PyTorch.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::paths;
use crate::python::{self, Trainer};
use crate::shell::{cargo, run as run_command};

/// The options of `train`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder with the corpora
    #[arg(long, value_name = "PATH")]
    data: PathBuf,
    /// What else the trainer is given: the models to train or "encoder", and options of its own
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<OsString>,
}

/// Trains.
///
/// # Errors
/// When the trainer does not compile or fails.
pub(crate) fn run(args: &Args) -> Result<()> {
    let data = args.data.canonicalize()?;
    if let Some((_, options)) = args.rest.split_first().filter(|(first, _)| *first == "encoder") {
        return encoder(&data, options);
    }
    run_command(cargo().args(["run", "--quiet", "--release", "--package", "train", "--", "--data"]).arg(data).args(&args.rest))
}

/// Trains the encoder. A run that was stopped goes on where it was.
fn encoder(data: &Path, options: &[OsString]) -> Result<()> {
    let trainer = python::trainer()?;
    let mut train = module(&trainer, "encoder");
    train.arg("--data").arg(data).arg("--base").arg(&trainer.base).arg("--forms").arg(forms()?);
    train.arg("--work").arg(paths::cache().join("encoder")).arg("--out").arg(paths::careful());
    run_command(train.args(options))
}

/// A module of `train/`, with the Python that has what training needs.
pub(crate) fn module(trainer: &Trainer, name: &str) -> Command {
    let mut command = Command::new(&trainer.python);
    command.current_dir(paths::root().join("train")).args(["-u", "-m", name]).env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// The program that prepares texts as the product does, built.
///
/// # Errors
/// When it does not compile.
pub(crate) fn forms() -> Result<PathBuf> {
    run_command(cargo().args(["build", "--quiet", "--release", "--package", "train", "--bin", "forms"]))?;
    Ok(paths::target().join(format!("release/forms{}", std::env::consts::EXE_SUFFIX)))
}
