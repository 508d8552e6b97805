//! The wasm core and its JavaScript glue, from `src/` into `www/core/pkg`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{lock, run, say};
use crate::{paths, shell, target};

/// The name of the glue's files: `whosaid.js`, `whosaid.d.ts`, `whosaid_bg.wasm`.
pub(crate) const NAME: &str = "whosaid";

/// Builds the core for wasm and, where it changed, its glue; returns the glue's folder.
///
/// # Errors
/// When the target cannot be installed or the core does not compile.
pub(crate) fn glue() -> Result<PathBuf> {
    target::ensure_installed()?;
    let wasm = core()?;
    let pkg = paths::pkg();
    let _lock = lock(&paths::cache().join("glue.lock"))?;
    if is_fresh(&wasm, &pkg) {
        return Ok(pkg);
    }
    say("writing the glue");
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&wasm)
        .out_name(NAME)
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.web(true)?.generate(&pkg).context("wasm-bindgen cannot write the glue")?;
    Ok(pkg)
}

/// Compiles the library as a cdylib: the crate type is given here, because as part of the manifest it makes the wasm a third larger.
fn core() -> Result<PathBuf> {
    say("building the core for wasm");
    run(shell::cargo().args(["rustc", "--quiet", "--package", "whosaid", "--lib", "--crate-type", "cdylib", "--release"]).args([
        "--no-default-features",
        "--target",
        target::TRIPLE,
    ]))?;
    Ok(paths::target().join(target::TRIPLE).join("release").join(format!("{NAME}.wasm")))
}

/// Whether the glue was made after the core, and by this version of the tasks.
fn is_fresh(wasm: &Path, pkg: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    let made = modified(&pkg.join(format!("{NAME}_bg.wasm")));
    let sources = [modified(wasm), std::env::current_exe().ok().and_then(|tasks| modified(&tasks))];
    sources.iter().all(|source| source.is_some() && *source < made)
}

/// Builds the command line in release; returns its program.
///
/// # Errors
/// When it does not compile.
pub(crate) fn command_line() -> Result<PathBuf> {
    say("building the command line");
    run(shell::cargo().args(["build", "--quiet", "--package", "whosaid", "--release"]))?;
    Ok(paths::target().join("release").join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX)))
}
