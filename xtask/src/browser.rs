//! A Chromium to test with: the one that is there, else Debian's.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{read, run, say, which};

/// The names that Chromium goes by.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Finds a Chromium, or installs it where that is possible: on Debian, as root.
///
/// # Errors
/// When there is none and it cannot be installed; the error says what to do.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(path) = find()? {
        return Ok(path);
    }
    install().context(
        "no Chromium was found and it cannot be installed: install Chromium or Chrome (on Debian `apt-get install chromium`), or set \
         WHOSAID_CHROMIUM to its path",
    )?;
    find()?.context("Chromium was installed but is not on the search path")
}

fn find() -> Result<Option<PathBuf>> {
    let Some(named) = std::env::var_os("WHOSAID_CHROMIUM") else {
        return Ok(NAMES.iter().find_map(|name| which(name)));
    };
    if !Path::new(&named).is_file() {
        bail!("WHOSAID_CHROMIUM names no file: {}", Path::new(&named).display());
    }
    Ok(Some(named.into()))
}

fn install() -> Result<()> {
    which("apt-get").context("there is no apt-get")?;
    if read(Command::new("id").arg("-u"))? != "0" {
        bail!("only root can install packages");
    }
    say("installing Chromium");
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        apt
    };
    run(apt().arg("update"))?;
    run(apt().args(["install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"]).stdout(std::process::Stdio::null()))
}
