//! The project's tasks, one file a task: `cargo xtask --help` lists them.
//!
//! Each task does the set-up it needs and keeps what it made under `target/xtask`, so that it happens once.

mod bench;
mod browser;
mod build;
mod dist;
mod eval;
mod fuzz;
mod http;
mod measurements;
mod npm;
mod paths;
mod python;
mod serve;
mod shell;
mod target;
mod test;
mod train;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's tasks", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the page and serve it on this computer
    Serve(serve::Args),
    /// Run every check and test; sets up all they need
    Test(test::Args),
    /// Build the site and the single-file page into dist/ and print their sizes
    Dist,
    /// Score the command line against annotated articles
    Eval(eval::Args),
    /// Measure how quick it is
    Bench(bench::Args),
    /// Read what nobody would write, and keep what breaks something
    Fuzz(fuzz::Args),
    /// Train the models that the core ships
    Train(train::Args),
    /// Build the wasm core and its JavaScript glue into www/core/pkg
    Build,
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Serve(args) => serve::run(&args),
        Task::Test(args) => test::run(&args),
        Task::Dist => dist::run(),
        Task::Eval(args) => eval::run(&args),
        Task::Bench(args) => bench::run(&args),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::Train(args) => train::run(&args),
        Task::Build => build::glue().map(|_| ()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
