//! The site: few files, minified, and a service worker that keeps exactly these.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::{Stage, copy, licences, loaded, markup};
use crate::{build, paths};

const SPAWN: &str = include_str!("../../dist/spawn-site.js");
const ENTRY: &str = include_str!("../../dist/site.js");
const WORKER: &str = include_str!("../../dist/sw.js");

/// Writes the site into `out`, whose earlier content goes.
pub(super) fn write(out: &Path) -> Result<()> {
    let html = fs::read_to_string(paths::www().join("index.html")).context("www/index.html is missing")?;
    let style = markup::style_entry(&html);
    let stage = Stage::new("site", &[("core/spawn.js", SPAWN), ("site.js", ENTRY), ("site.css", &style)])?;
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    let outdir = format!("--outdir={}", out.display());
    stage.bundle(&["main=site.js", "core/worker=core/worker.js", "--format=esm", "--splitting", &outdir])?;
    stage.bundle(&["style=site.css", "--external:*.svg", "--external:*.woff2", &outdir])?;
    copy(&paths::www(), out, &is_asset)?;
    for name in build::HALVES.iter().map(build::Half::wasm).chain([build::MODELS.to_owned()]) {
        let (from, to) = (paths::pkg().join(&name), out.join("core").join(&name));
        fs::copy(&from, &to)?;
        fs::copy(build::compressed(&from), build::compressed(&to))?;
    }
    fs::write(out.join("index.html"), page(&html)?)?;
    fs::write(out.join("LICENSES.txt"), licences()?)?;
    fs::write(out.join("sw.js"), service_worker(out)?)?;
    Ok(())
}

/// What is published as it is: neither code nor what is made of it.
fn is_asset(path: &Path) -> bool {
    let made = ["js", "ts", "css", "html", "md"];
    !path.starts_with("core") && !path.starts_with("vendor") && !path.extension().is_some_and(|ext| made.iter().any(|made| ext == *made))
}

/// The page with one style sheet; what it loads in any case is announced at its beginning.
fn page(html: &str) -> Result<String> {
    let bare = markup::without(html, &markup::links(html, "stylesheet"));
    let wasm = format!("./core/{}", build::READING.wasm());
    let models = format!("./core/{}", build::MODELS);
    let links = format!(
        "  <link rel=\"stylesheet\" href=\"./style.css\">\n  \
         <link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n  \
         <link rel=\"preload\" href=\"{models}\" as=\"fetch\" fetchpriority=\"low\" crossorigin>\n"
    );
    markup::before(&bare, "</head>", &links)
}

/// The worker with its list of files and a version made from their content.
fn service_worker(site: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    let mut list = vec!["'./'".to_owned()];
    for path in loaded(site)? {
        let name = path.strip_prefix(site)?.to_string_lossy().replace('\\', "/");
        hash.update(name.as_bytes());
        hash.update(fs::read(&path)?);
        if name != "index.html" {
            list.push(format!("'./{name}'"));
        }
    }
    hash.update(WORKER);
    let version: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(WORKER.replace("{VERSION}", &format!("whosaid-{version}")).replace("'{FILES}'", &list.join(", ")))
}
