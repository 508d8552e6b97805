//! Formats and lints, Rust and JavaScript.

use anyhow::Result;

use super::quiet_cargo;
use crate::{build, npm, target};

/// A check and its name.
type Check = (&'static str, fn() -> Result<()>);

/// In the order in which they run: the quick ones first.
pub(super) const CHECKS: [Check; 6] = [
    ("rustfmt", rustfmt),
    ("clippy, native", clippy),
    ("clippy, wasm", clippy_wasm),
    ("types, page", types_page),
    ("types, workers", types_workers),
    ("eslint", eslint),
];

fn rustfmt() -> Result<()> {
    quiet_cargo(&["fmt", "--all", "--check"])
}

fn clippy() -> Result<()> {
    quiet_cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

fn clippy_wasm() -> Result<()> {
    target::ensure_installed()?;
    let core = [
        "clippy",
        "--quiet",
        "--package",
        "whosaid",
        "--lib",
        "--no-default-features",
        "--features",
        "wasm-reading,wasm-careful,wasm-formats",
    ];
    quiet_cargo(&[&core[..], &["--target", target::TRIPLE, "--", "-D", "warnings"]].concat())
}

fn types_page() -> Result<()> {
    types("tests/tsconfig.json")
}

fn types_workers() -> Result<()> {
    types("tests/tsconfig.worker.json")
}

/// The glue's type definitions are part of what is checked, so it is built first.
fn types(project: &str) -> Result<()> {
    npm::ensure()?;
    build::glue()?;
    npm::check(npm::program("typescript/bin/tsc").args(["--project", project]))
}

fn eslint() -> Result<()> {
    npm::ensure()?;
    let mut eslint = npm::program("eslint/bin/eslint.js");
    npm::check(eslint.args(["--config", "tests/eslint.config.js", "--max-warnings", "0", "www", "src/formats", "tests", "xtask/dist"]))
}
