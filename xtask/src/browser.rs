//! The browsers to test with, and what drives and shows them: those that are there, else Debian's.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{read, run, say, which};

/// A program or file that tests need from outside the project.
pub(crate) struct Need {
    /// What people call it.
    what: &'static str,
    /// The variable that names its path, to people and to the tests.
    variable: &'static str,
    /// The names that it goes by on the search path.
    names: &'static [&'static str],
    /// Where else it lies: paths in Debian, `*` for the folder that is named after the machine's kind.
    places: &'static [&'static str],
    /// What Debian calls it.
    packages: &'static [&'static str],
}

const CHROMIUM: Need = Need {
    what: "Chromium or Chrome",
    variable: "WHOSAID_CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    places: &[],
    packages: &["chromium", "fonts-dejavu-core"],
};

/// What the tests in all three engines need: Firefox, WebKit as GTK builds it with its driver, a screen for it, a reader of what was printed, and
/// the letters that the kept pictures are written in.
const ENGINES: [Need; 7] = [
    CHROMIUM,
    Need { what: "Firefox", variable: "WHOSAID_FIREFOX", names: &["firefox-esr", "firefox"], places: &[], packages: &["firefox-esr"] },
    Need {
        what: "WebKitGTK’s MiniBrowser",
        variable: "WHOSAID_WEBKIT",
        names: &["MiniBrowser"],
        places: &["/usr/lib/*/webkit2gtk-4.1/MiniBrowser"],
        packages: &["libwebkit2gtk-4.1-0"],
    },
    Need {
        what: "WebKitGTK’s driver",
        variable: "WHOSAID_WEBKIT_DRIVER",
        names: &["WebKitWebDriver"],
        places: &[],
        packages: &["webkit2gtk-driver"],
    },
    Need { what: "Xvfb", variable: "WHOSAID_XVFB", names: &["Xvfb"], places: &[], packages: &["xvfb"] },
    Need { what: "pdftoppm", variable: "WHOSAID_PDFTOPPM", names: &["pdftoppm"], places: &[], packages: &["poppler-utils"] },
    Need {
        what: "the DejaVu fonts",
        variable: "WHOSAID_FONT",
        names: &[],
        places: &["/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"],
        packages: &["fonts-dejavu-core"],
    },
];

/// Finds a Chromium, or installs it where that is possible: on Debian, as root.
///
/// # Errors
/// When there is none and it cannot be installed; the error says what to do.
pub(crate) fn ensure() -> Result<PathBuf> {
    let mut found = ensure_all(&[&CHROMIUM])?;
    Ok(found.remove(0).1.into())
}

/// Finds all that the tests in three engines need, or installs it; each with the variable that tells the tests.
///
/// # Errors
/// When something is missing and cannot be installed; the error says what to do.
pub(crate) fn ensure_engines() -> Result<Vec<(&'static str, OsString)>> {
    ensure_all(&ENGINES.iter().collect::<Vec<_>>())
}

fn ensure_all(needs: &[&Need]) -> Result<Vec<(&'static str, OsString)>> {
    let mut missing = Vec::new();
    for need in needs {
        if need.find()?.is_none() {
            missing.push(*need);
        }
    }
    if !missing.is_empty() {
        install(&missing).with_context(|| advice(&missing))?;
    }
    let at = |need: &Need| {
        let path = need.find()?.with_context(|| format!("{} was installed but is not found", need.what))?;
        Ok((need.variable, path.into()))
    };
    needs.iter().map(|need| at(need)).collect()
}

impl Need {
    fn find(&self) -> Result<Option<PathBuf>> {
        if let Some(named) = std::env::var_os(self.variable) {
            if !Path::new(&named).is_file() {
                bail!("{} names no file: {}", self.variable, Path::new(&named).display());
            }
            return Ok(Some(named.into()));
        }
        let on_path = self.names.iter().find_map(|name| which(name));
        Ok(on_path.or_else(|| self.places.iter().find_map(|place| at_place(place))))
    }
}

/// The file at a path in which `*` may stand for a folder.
fn at_place(place: &str) -> Option<PathBuf> {
    let Some((before, after)) = place.split_once("/*/") else {
        return Some(PathBuf::from(place)).filter(|path| path.is_file());
    };
    let folders = std::fs::read_dir(before).ok()?;
    folders.flatten().map(|folder| folder.path().join(after)).find(|path| path.is_file())
}

fn advice(missing: &[&Need]) -> String {
    let list = |one: fn(&Need) -> String| missing.iter().map(|need| one(need)).collect::<Vec<_>>();
    format!(
        "{} not found and cannot be installed: install {} (on Debian `apt-get install {}`), or set {} to the path",
        list(|need| need.what.to_owned()).join(", "),
        if missing.len() == 1 { "it" } else { "them" },
        list(|need| need.packages.join(" ")).join(" "),
        list(|need| need.variable.to_owned()).join(", "),
    )
}

fn install(missing: &[&Need]) -> Result<()> {
    which("apt-get").context("there is no apt-get")?;
    if read(Command::new("id").arg("-u"))? != "0" {
        bail!("only root can install packages");
    }
    say(&format!("installing {}", missing.iter().map(|need| need.what).collect::<Vec<_>>().join(", ")));
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        apt
    };
    run(apt().arg("update"))?;
    let packages = missing.iter().flat_map(|need| need.packages);
    run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages).stdout(std::process::Stdio::null()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_may_lie_in_any_folder() {
        let here = format!("{}/*/browser.rs", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(at_place(&here), Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/browser.rs")));
        assert_eq!(at_place(&here.replace("browser.rs", "no-such-file.rs")), None);
    }

    #[test]
    fn what_is_missing_is_told_with_what_to_install() {
        let told = advice(&[&ENGINES[1], &ENGINES[4]]);
        assert!(told.contains("`apt-get install firefox-esr xvfb`") && told.contains("WHOSAID_XVFB"), "{told}");
    }
}
