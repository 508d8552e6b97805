//! Node.js and the packages that check and bundle the page, pinned by `tests/package-lock.json`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::shell::{capture, lock, read, run, say, which};

/// The oldest Node.js that the packages run on.
const NODE: u32 = 20;

/// Installs the packages where the lock file changed since; returns the folder that holds them.
///
/// # Errors
/// When Node.js is missing or too old, or a package cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    check_node()?;
    let dir = paths::root().join("tests");
    let wanted = fs::read(dir.join("package-lock.json")).context("tests/package-lock.json is missing")?;
    let stamp = dir.join("node_modules/.installed-from");
    let _lock = lock(&paths::cache().join("npm.lock"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(dir);
    }
    say("installing the npm packages");
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]).current_dir(&dir))?;
    fs::write(stamp, wanted)?;
    Ok(dir)
}

/// Node.js in the workspace's folder.
pub(crate) fn node() -> Command {
    let mut node = Command::new("node");
    node.current_dir(paths::root());
    node
}

/// Runs the program of an installed package.
pub(crate) fn program(script: &str) -> Command {
    let mut node = node();
    node.arg(paths::root().join("tests/node_modules").join(script));
    node
}

/// The program of an installed package that checks something: quiet when all is well.
///
/// # Errors
/// What it printed, when it does not succeed.
pub(crate) fn check(command: &mut Command) -> Result<()> {
    let output = capture(command)?;
    if !output.status.success() {
        bail!("{}", crate::shell::both(&output));
    }
    Ok(())
}

fn check_node() -> Result<()> {
    for program in ["node", "npm"] {
        which(program).with_context(|| format!("{program} is missing: install Node.js {NODE} or later with npm"))?;
    }
    let version = read(Command::new("node").arg("--version"))?;
    let major: u32 = version.trim_start_matches('v').split('.').next().and_then(|number| number.parse().ok()).unwrap_or(0);
    if major < NODE {
        bail!("Node.js {version} is too old: install {NODE} or later");
    }
    Ok(())
}
