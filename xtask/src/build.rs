//! The wasm core and its JavaScript glue, from `src/` into `www/core/pkg`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{lock, run, say};
use crate::{paths, shell, target};

/// A part of the browser's core: what its files are called (`NAME.js`, `NAME.d.ts`, `NAME_bg.wasm`) and how it is compiled.
pub(crate) struct Part {
    /// Its files' name.
    pub(crate) name: &'static str,
    feature: &'static str,
    profile: &'static str,
    flags: &'static [&'static str],
}

impl Part {
    /// The name of its wasm file.
    pub(crate) fn wasm(&self) -> String {
        format!("{}_bg.wasm", self.name)
    }
}

/// What reads a text: the first article waits for it, so it is built to be quick. Levels 2 and 3 came out equally quick, and 2 is smaller.
pub(crate) const READING: Part =
    Part { name: "whosaid", feature: "wasm-reading", profile: "release-page", flags: &["-Copt-level=2", SMALL_FUNCTIONS] };

/// LLVM puts a function with a single caller into it, up to 3,000 instructions, and so turns whole rooms into one function. A browser is slow with
/// those: it optimizes each as a whole, beside the first article (V8's `--trace-wasm-compilation-times` tells how long), and keeps few of their
/// values in registers. The bonus of a single caller is a fixed number, so the other numbers of the same sum are ten times their defaults here, which
/// leaves 300 instructions; the threshold is 150 instead of 225, which is as quick and smaller. Loops of unknown length are not unrolled, for the
/// same reason. `cargo xtask bench --browser --peers` measures the first article and long texts.
const SMALL_FUNCTIONS: &str = "-Cllvm-args=-inline-instr-cost=50 -inline-call-penalty=250 -inline-threshold=1500 -inlinehint-threshold=3250 \
                               -inlinecold-threshold=450 -inline-cold-callsite-threshold=450 -unroll-runtime=0";

/// What reads and writes files of annotations, built to be small.
pub(crate) const FORMATS: Part = Part { name: "formats", feature: "wasm-formats", profile: "release-small", flags: &[] };

/// What reads a text carefully, beside the page's other work and long after the first marks: nearly all its time goes into a few loops, which level
/// 3 serves best.
pub(crate) const CAREFUL: Part = Part { name: "careful", feature: "wasm-careful", profile: "release-page", flags: &[] };

/// The core as it is loaded.
pub(crate) const PARTS: [Part; 3] = [READING, CAREFUL, FORMATS];

/// The name of the file with the models, which both readings get beside their code.
pub(crate) const MODELS: &str = "models.bin";

/// The name of the file with the learned numbers of the careful reading.
pub(crate) const WEIGHTS: &str = "weights.bin";

/// The name of the script with the check sums of all these.
pub(crate) const CHECKSUMS: &str = "checksums.js";

/// Builds the parts of the core for wasm and, where they changed, their glue; puts the models beside them; returns the glue's folder.
///
/// # Errors
/// When the target cannot be installed or the core does not compile.
pub(crate) fn glue() -> Result<PathBuf> {
    target::ensure_installed()?;
    let pkg = paths::pkg();
    say("building the core for wasm");
    for part in &PARTS {
        let wasm = compile(part)?;
        let _lock = lock(&paths::cache().join("glue.lock"))?;
        if !is_fresh(&wasm, &pkg.join(part.wasm())) {
            write_glue(part, &wasm, &pkg)?;
        }
    }
    write_models(&pkg)?;
    write_beside(&pkg.join(WEIGHTS), &fs::read(paths::careful()).context("the careful reading's numbers are missing")?)?;
    write_checksums(&pkg)?;
    Ok(pkg)
}

/// Writes the check sums by which the worker tells a file that was damaged on its way, under the names that the page has for them, and how long
/// it is to the end of the largest.
fn write_checksums(pkg: &Path) -> Result<()> {
    let sum = |name: &str| anyhow::Ok(checksum(&fs::read(pkg.join(name)).with_context(|| format!("{name} is missing"))?));
    let script = format!(
        "/** @type {{Record<import('../fault.js').FileName, number>}} */\n\
         export const CHECKSUMS = {{ code: {}, models: {}, formats: {}, careful: {}, weights: {} }};\n",
        sum(&READING.wasm())?,
        sum(MODELS)?,
        sum(&FORMATS.wasm())?,
        sum(&CAREFUL.wasm())?,
        sum(WEIGHTS)?
    );
    let length = fs::metadata(pkg.join(WEIGHTS)).with_context(|| format!("{WEIGHTS} is missing"))?.len();
    let script =
        format!("{script}/** How many bytes there are of what is told while it comes. */\nexport const SIZES = {{ weights: {length} }};\n");
    let path = pkg.join(CHECKSUMS);
    if fs::read_to_string(&path).is_ok_and(|old| old == script) {
        return Ok(());
    }
    fs::write(&path, script).with_context(|| format!("cannot write {}", path.display()))
}

/// The check sum (CRC-32) of some bytes.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}

fn write_glue(part: &Part, wasm: &Path, pkg: &Path) -> Result<()> {
    say(&format!("writing the glue: {}", part.name));
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(part.name)
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.web(true)?.generate(pkg).context("wasm-bindgen cannot write the glue")?;
    compress(&pkg.join(part.wasm()))
}

/// Writes the models one behind the other, in the order in which `src/language/shipped.rs` expects them.
fn write_models(pkg: &Path) -> Result<()> {
    let folder = paths::root().join("src/language/models");
    let file = |name: &str| fs::read(folder.join(name).with_extension("bin")).with_context(|| format!("the model {name} is missing"));
    write_beside(&pkg.join(MODELS), &["names", "parser", "tagger"].map(file).into_iter().collect::<Result<Vec<_>>>()?.concat())
}

/// Writes a file that goes along with the core, if it changed.
fn write_beside(path: &Path, content: &[u8]) -> Result<()> {
    let _lock = lock(&paths::cache().join("glue.lock"))?;
    if compressed(path).exists() && fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))?;
    compress(path)
}

/// Puts a file's brotli beside it, so that no visit waits for a server that compresses.
pub(crate) fn compress(path: &Path) -> Result<()> {
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
fn compile(part: &Part) -> Result<PathBuf> {
    let mut rustc = shell::cargo();
    rustc.args(["rustc", "--quiet", "--package", "whosaid", "--lib", "--crate-type", "cdylib", "--no-default-features"]);
    rustc.args(["--profile", part.profile, "--features", part.feature, "--target", target::TRIPLE, "--"]).args(part.flags);
    run(&mut rustc)?;
    Ok(paths::target().join(target::TRIPLE).join(part.profile).join("whosaid.wasm"))
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
