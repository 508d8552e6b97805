//! The wasm core and its JavaScript glue, from `src/` into `www/core/pkg`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{lock, run, say};
use crate::{paths, shell, target};

/// A half of the browser's core: what its files are called (`NAME.js`, `NAME.d.ts`, `NAME_bg.wasm`) and how it is compiled.
pub(crate) struct Half {
    /// Its files' name.
    pub(crate) name: &'static str,
    feature: &'static str,
    profile: &'static str,
    flags: &'static [&'static str],
}

impl Half {
    /// The name of its wasm file.
    pub(crate) fn wasm(&self) -> String {
        format!("{}_bg.wasm", self.name)
    }
}

/// What reads a text: the first article waits for it, so it is built to be quick. Levels 2 and 3 came out equally quick, and 2 is smaller.
pub(crate) const READING: Half =
    Half { name: "whosaid", feature: "wasm-reading", profile: "release", flags: &["-Copt-level=2", SMALL_FUNCTIONS] };

/// LLVM puts a function with a single caller into it, up to 3,000 instructions, and so turns whole rooms into one function. A browser is slow with
/// those: it optimizes each as a whole, beside the first article (V8's `--trace-wasm-compilation-times` tells how long), and keeps few of their
/// values in registers. The bonus of a single caller is a fixed number, so the other numbers of the same sum are ten times their defaults here, which
/// leaves 300 instructions; the threshold is 150 instead of 225, which is as quick and smaller. Loops of unknown length are not unrolled, for the
/// same reason. `cargo xtask bench --browser --peers` measures the first article and long texts.
const SMALL_FUNCTIONS: &str = "-Cllvm-args=-inline-instr-cost=50 -inline-call-penalty=250 -inline-threshold=1500 -inlinehint-threshold=3250 \
                               -inlinecold-threshold=450 -inline-cold-callsite-threshold=450 -unroll-runtime=0";

/// What reads and writes files of annotations, built to be small.
pub(crate) const FORMATS: Half = Half { name: "formats", feature: "wasm-formats", profile: "release-small", flags: &[] };

/// The core as it is loaded.
pub(crate) const HALVES: [Half; 2] = [READING, FORMATS];

/// The name of the file with the models, which the reading core gets beside its code.
pub(crate) const MODELS: &str = "models.bin";

/// Builds both halves of the core for wasm and, where they changed, their glue; puts the models together; returns the glue's folder.
///
/// # Errors
/// When the target cannot be installed or the core does not compile.
pub(crate) fn glue() -> Result<PathBuf> {
    target::ensure_installed()?;
    let pkg = paths::pkg();
    say("building the core for wasm");
    for half in &HALVES {
        let wasm = compile(half)?;
        let _lock = lock(&paths::cache().join("glue.lock"))?;
        if !is_fresh(&wasm, &pkg.join(half.wasm())) {
            write_glue(half, &wasm, &pkg)?;
        }
    }
    write_models(&pkg)?;
    Ok(pkg)
}

fn write_glue(half: &Half, wasm: &Path, pkg: &Path) -> Result<()> {
    say(&format!("writing the glue: {}", half.name));
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(half.name)
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.web(true)?.generate(pkg).context("wasm-bindgen cannot write the glue")?;
    compress(&pkg.join(half.wasm()))
}

/// Writes the models one behind the other, in the order in which `src/language/shipped.rs` expects them.
fn write_models(pkg: &Path) -> Result<()> {
    let folder = paths::root().join("src/language/models");
    let file = |name: &str| fs::read(folder.join(name).with_extension("bin")).with_context(|| format!("the model {name} is missing"));
    let models = ["names", "parser", "tagger"].map(file).into_iter().collect::<Result<Vec<_>>>()?.concat();
    let _lock = lock(&paths::cache().join("glue.lock"))?;
    let path = pkg.join(MODELS);
    if compressed(&path).exists() && fs::read(&path).is_ok_and(|old| old == models) {
        return Ok(());
    }
    fs::write(&path, models).with_context(|| format!("cannot write {}", path.display()))?;
    compress(&path)
}

/// Puts a file's brotli beside it, so that no visit waits for a server that compresses.
fn compress(path: &Path) -> Result<()> {
    let params = brotli::enc::BrotliEncoderParams { quality: 9, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut fs::read(path)?.as_slice(), &mut packed, &params)?;
    let beside = compressed(path);
    fs::write(&beside, packed).with_context(|| format!("cannot write {}", beside.display()))
}

/// Where the brotli of a file lies.
pub(crate) fn compressed(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

/// Compiles the library as a cdylib: the crate type is given here, because as part of the manifest it makes the wasm a third larger.
fn compile(half: &Half) -> Result<PathBuf> {
    let mut rustc = shell::cargo();
    rustc.args(["rustc", "--quiet", "--package", "whosaid", "--lib", "--crate-type", "cdylib", "--no-default-features"]);
    rustc.args(["--profile", half.profile, "--features", half.feature, "--target", target::TRIPLE, "--"]).args(half.flags);
    run(&mut rustc)?;
    Ok(paths::target().join(target::TRIPLE).join(half.profile).join("whosaid.wasm"))
}

/// Whether the glue was made after the core, and by this version of the tasks.
fn is_fresh(wasm: &Path, glue: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    let made = modified(glue);
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
    Ok(paths::target().join("release").join(format!("whosaid{}", std::env::consts::EXE_SUFFIX)))
}
