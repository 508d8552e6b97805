//! `cargo xtask dist`: the page for any web host (`dist/site/`) and as one file that works from disk (`dist/whosaid.html`, and with the careful
//! reading `dist/whosaid-careful.html`).
//!
//! Both are made from the same sources as the page that `serve` shows; only `core/spawn.js`, which finds the worker, is replaced.

mod edition;
mod file;
pub(crate) mod hosting;
mod markup;
mod site;
mod sizes;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use self::edition::Edition;
use crate::shell::{lock, say};
use crate::{build, npm, paths};

/// What was written.
pub(crate) struct Built {
    /// The folder for a web host.
    pub(crate) site: PathBuf,
    /// The self-contained page, which reads quickly.
    pub(crate) file: PathBuf,
    /// The same with all that reads carefully.
    pub(crate) careful_file: PathBuf,
    /// The core's worker by itself, which the site holds inside its script.
    pub(crate) worker: PathBuf,
}

/// Builds them and prints their sizes.
///
/// # Errors
/// When something does not compile or cannot be written.
pub(crate) fn run() -> Result<()> {
    let built = build()?;
    sizes::print(&built)
}

/// Builds them.
///
/// # Errors
/// When something does not compile or cannot be written.
pub(crate) fn build() -> Result<Built> {
    npm::ensure()?;
    build::glue()?;
    let _lock = lock(&paths::cache().join("dist.lock"))?;
    say("bundling the page");
    let out = paths::root().join("dist");
    fs::create_dir_all(&out)?;
    let site = out.join("site");
    let worker = site::write(&site, &Edition::PUBLISHED)?;
    let file = out.join("whosaid.html");
    file::write(&file, false)?;
    // Teachers' exercises are made of it. No visit loads it, so it is none of the files that the service worker keeps.
    fs::copy(&file, site.join("whosaid.html")).context("cannot put the single file beside the page")?;
    let careful_file = out.join("whosaid-careful.html");
    file::write(&careful_file, true)?;
    Ok(Built { site, file, careful_file, worker })
}

/// Builds the site that comes after the published one, for tests of what happens in between; returns its folder.
///
/// # Errors
/// When something does not compile or cannot be written.
pub(crate) fn next_site() -> Result<PathBuf> {
    let _lock = lock(&paths::cache().join("dist.lock"))?;
    let site = paths::cache().join("next/site");
    fs::create_dir_all(paths::cache().join("next"))?;
    site::write(&site, &Edition::NEXT)?;
    Ok(site)
}

/// The oldest browsers that the page runs in. Syntax that they lack is written in other words, or the build fails.
const TARGET: &str = "--target=safari16.4,firefox115,chrome110";

/// A copy of the page's sources in which some files are replaced or added.
struct Stage {
    dir: PathBuf,
}

impl Stage {
    /// Copies `www/` and puts `files` (path, content) over it.
    fn new(name: &str, files: &[(&str, &str)]) -> Result<Stage> {
        let dir = paths::cache().join("stage").join(name);
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        copy(&paths::www(), &dir, &|_| true)?;
        for (path, content) in files {
            fs::write(dir.join(path), content).with_context(|| format!("cannot stage {path}"))?;
        }
        Ok(Stage { dir })
    }

    /// Bundles and minifies with esbuild.
    fn bundle(&self, args: &[&str]) -> Result<()> {
        let mut esbuild = npm::program("esbuild/bin/esbuild");
        esbuild.current_dir(&self.dir).args(["--bundle", "--minify", "--charset=utf8", TARGET, "--log-level=warning"]).args(args);
        crate::shell::run(&mut esbuild)
    }
}

/// Copies the files under `from` that `wanted` takes; their paths are given to it relative to `from`.
fn copy(from: &Path, to: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<()> {
    for path in files(from)? {
        let relative = path.strip_prefix(from)?;
        if wanted(relative) {
            let target = to.join(relative);
            fs::create_dir_all(target.parent().context("a file lies in a folder")?)?;
            fs::copy(&path, target).with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}

/// Every file under `dir`, sorted.
fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// What a browser asks for: every file but those that stand in for another where a server can hand them out, those for the host, and the single
/// file, which exercises are made of.
fn loaded(site: &Path) -> Result<Vec<PathBuf>> {
    let is_for_host = |path: &PathBuf| ["_headers", ".htaccess", "whosaid.html"].iter().any(|name| path.ends_with(name));
    Ok(files(site)?.into_iter().filter(|path| path.extension().is_none_or(|ext| ext != "br") && !is_for_host(path)).collect())
}

/// The licences of what is bundled into the page, and its own.
fn licences() -> Result<String> {
    let vendor = paths::www().join("vendor");
    let own = paths::root().join("LICENSE-MIT");
    let bundled = if vendor.is_dir() { files(&vendor)? } else { Vec::new() };
    let mut text = format!("Whosaid\n\n{}", fs::read_to_string(&own).context("LICENSE-MIT is missing")?);
    for path in bundled.iter().filter(|path| path.file_name().is_some_and(|name| name == "LICENSE")) {
        let name = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        text.push_str(&format!("\n\n{name}\n\n{}", fs::read_to_string(path)?));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers in a text that stand after a browser's name.
    fn versions<'a>(text: &'a str, browser: &str) -> Vec<&'a str> {
        let after = |(at, name): (usize, &str)| {
            let rest = &text[at + name.len()..];
            rest.split(|sign: char| !sign.is_ascii_digit() && sign != '.').next().unwrap_or_default().trim_end_matches('.')
        };
        text.match_indices(browser).map(after).filter(|version| !version.is_empty()).collect()
    }

    #[test]
    fn all_words_about_old_browsers_name_those_that_are_built_for() {
        let readme = fs::read_to_string(paths::root().join("README.md")).unwrap();
        let about = readme.split("**Browsers.**").nth(1).unwrap().split(';').next().unwrap();
        let page = fs::read_to_string(paths::www().join("index.html")).unwrap();
        let check = fs::read_to_string(paths::www().join("view/too-old.js")).unwrap();
        for (file, text, times) in [("README.md", about, 1), ("index.html", page.as_str(), 1), ("too-old.js", check.as_str(), 2)] {
            for (names, in_target) in [(["Safari "].as_slice(), "safari"), (&["Firefox "], "firefox"), (&["Chrome ", "Edge "], "chrome")] {
                let built_for = versions(TARGET, in_target);
                let said: Vec<&str> = names.iter().flat_map(|name| versions(text, name)).collect();
                assert_eq!(said, built_for.repeat(times), "{in_target} in {file}");
            }
        }
    }
}
