//! A private Python with the programs that are asked whether they read our files, pinned by `tests/interop/requirements.txt`; and beside it
//! the schemas that files must be valid against, pinned by `tests/interop/schemas.txt`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::shell::{lock, read, run, say, which};

/// The oldest Python that the packages run on.
const MINOR: u32 = 11;

/// Installs the packages where the requirements changed since; returns the Python that sees them.
///
/// # Errors
/// When Python is missing or too old, or a package cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    let system = find()?;
    let home = paths::cache().join("interop");
    let python = program(&home);
    let requirements = paths::root().join("tests/interop/requirements.txt");
    let schemas = paths::root().join("tests/interop/schemas.txt");
    // A virtual environment knows its own place, so that a moved one is made again.
    let version = read(Command::new(&system).arg("--version"))?;
    let pinned = |path: &Path| fs::read_to_string(path).context("there are no requirements");
    let wanted = format!("{version}\n{}\n{}\n{}", home.display(), pinned(&requirements)?, pinned(&schemas)?);
    let stamp = home.join("installed-from");
    let _lock = lock(&paths::cache().join("interop.lock"))?;
    if python.is_file() && fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    say("installing the Python packages");
    run(Command::new(&system).args(["-m", "venv", "--clear"]).arg(&home))
        .context("Python cannot make a virtual environment (on Debian `apt-get install python3-venv`)")?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--requirement"];
    run(Command::new(&python).args(install).arg(&requirements))?;
    run(Command::new(&python).args(["-m", "pip", "check", "--quiet", "--disable-pip-version-check"]))?;
    run(Command::new(&python).args(install).arg(&schemas).arg("--target").arg(self::schemas()))?;
    fs::write(stamp, wanted)?;
    Ok(python)
}

/// The folder that the packages with schemas are unpacked in. Their programs are not run, so that they may need other versions.
pub(crate) fn schemas() -> PathBuf {
    paths::cache().join("interop/schemas")
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
