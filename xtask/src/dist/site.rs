//! The site: few files, minified, named by their content, and a service worker that keeps exactly these.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::edition::Edition;
use super::{Stage, copy, hosting, licences, loaded, markup};
use crate::{build, paths};

const SPAWN: &str = include_str!("../../dist/spawn-site.js");
const ENTRY: &str = include_str!("../../dist/site.js");
const UPDATE: &str = include_str!("../../dist/update.js");
const WORKER: &str = include_str!("../../dist/sw.js");

/// The core's worker, as text.
const WORKER_TEXT: &str = "core/worker.txt";

/// The core's files beside `spawn.js`, of which esbuild puts a copy into the site under a name of its content.
const CORE: [&str; 5] = ["code.wasm", "formats.wasm", "models.bin", "careful.wasm", "weights.bin"];

/// Those that the service worker keeps only when a page has read carefully.
const LATER: [&str; 2] = ["careful-", "weights-"];

/// Writes the site into `out`, whose earlier content goes; returns the staged script of the worker.
pub(super) fn write(out: &Path, edition: &Edition) -> Result<PathBuf> {
    let html = fs::read_to_string(paths::www().join("index.html")).context("www/index.html is missing")?;
    let style = markup::style_entry(&html);
    let scripts =
        [("core/spawn.js", SPAWN), ("site.js", ENTRY), ("update.js", UPDATE), ("site.css", style.as_str()), ("core/sw.js", WORKER)];
    let stage = Stage::new(edition.name, &scripts)?;
    for (name, from) in CORE.iter().zip([
        build::READING.wasm(),
        build::FORMATS.wasm(),
        build::MODELS.to_owned(),
        build::CAREFUL.wasm(),
        build::WEIGHTS.to_owned(),
    ]) {
        fs::copy(paths::pkg().join(from), stage.dir.join("core").join(name))?;
    }
    edition.apply(&stage)?;
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    bundle(&stage, out)?;
    copy(&paths::www(), out, &is_asset)?;
    for name in CORE {
        build::compress(&out.join("core").join(named(&out.join("core"), name)?))?;
    }
    fs::write(out.join("LICENSES.txt"), licences()?)?;
    let page = page(&html, out)?;
    hosting::write(out, &page)?;
    let version = version(out, &page)?;
    let page = markup::before(&page, "</head>", &format!("  <meta name=\"version\" content=\"{version}\">\n"))?;
    fs::write(out.join("index.html"), page)?;
    service_worker(&stage, out, &version)?;
    let served: Vec<String> = loaded(out)?.iter().map(|path| Ok(address(out, path)?.replacen('.', "", 1))).collect::<Result<_>>()?;
    hosting::check(&served)?;
    Ok(stage.dir.join(WORKER_TEXT))
}

/// The worker becomes text inside the page's script, so that it cannot be of another version, nor without the page's policy.
fn bundle(stage: &Stage, out: &Path) -> Result<()> {
    let outdir = format!("--outdir={}", out.display());
    stage.bundle(&["core/worker.js", "--format=iife", "--log-override:empty-import-meta=silent", &format!("--outfile={WORKER_TEXT}")])?;
    let files = ["--loader:.wasm=file", "--loader:.bin=file", "--loader:.txt=text", "--asset-names=core/[name]-[hash]"];
    let names = "--entry-names=[name]-[hash]";
    stage.bundle(&[&["main=site.js", "--format=esm", names, &outdir][..], &files].concat())?;
    stage.bundle(&["style=site.css", "--external:*.svg", "--external:*.woff2", names, &outdir])
}

/// The name that a file got from esbuild: its own with the content's hash before the extension.
fn named(folder: &Path, name: &str) -> Result<String> {
    let (stem, extension) = name.split_once('.').context("a file without an extension")?;
    let (start, end) = (format!("{stem}-"), format!(".{extension}"));
    let mut names = fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.find(|found| found.starts_with(&start) && found.ends_with(&end)).with_context(|| format!("esbuild wrote no {name}"))
}

/// What is published as it is: neither code nor what is made of it.
fn is_asset(path: &Path) -> bool {
    let made = ["js", "ts", "css", "html", "md"];
    !path.starts_with("core") && !path.starts_with("vendor") && !path.extension().is_some_and(|ext| made.iter().any(|made| ext == *made))
}

/// The page with its one script and style sheet; what it loads in any case is announced at its beginning.
fn page(html: &str, out: &Path) -> Result<String> {
    let bare = markup::without(html, &markup::links(html, "stylesheet"));
    let core = out.join("core");
    let links = format!(
        "  <link rel=\"stylesheet\" href=\"./{}\">\n  \
         <link rel=\"preload\" href=\"./core/{}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n  \
         <link rel=\"preload\" href=\"./core/{}\" as=\"fetch\" fetchpriority=\"low\" crossorigin>\n",
        named(out, "style.css")?,
        named(&core, CORE[0])?,
        named(&core, CORE[2])?
    );
    let page = markup::before(&bare, "</head>", &links)?;
    Ok(page.replacen("./main.js", &format!("./{}", named(out, "main.js")?), 1))
}

/// A version made from the content of every file.
fn version(out: &Path, page: &str) -> Result<String> {
    let mut hash = Sha256::new();
    for path in loaded(out)? {
        hash.update(address(out, &path)?);
        hash.update(fs::read(&path)?);
    }
    hash.update(page);
    hash.update(WORKER);
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

/// The service worker with its version and its list of files.
fn service_worker(stage: &Stage, out: &Path, version: &str) -> Result<()> {
    let [mut list, mut later] = [Vec::new(), Vec::new()];
    for path in loaded(out)? {
        let address = address(out, &path)?;
        let list = if LATER.iter().any(|name| address.starts_with(&format!("./core/{name}"))) { &mut later } else { &mut list };
        list.push(format!("\"{address}\":{}", build::checksum(&fs::read(&path)?)));
    }
    let files = format!("--define:FILES={{{}}}", list.join(","));
    let later = format!("--define:LATER={{{}}}", later.join(","));
    let outfile = format!("--outfile={}", out.join("sw.js").display());
    stage.bundle(&["core/sw.js", "--format=iife", &format!("--define:VERSION=\"{version}\""), &files, &later, &outfile])
}

/// What a file is called from the page; the page itself is the folder.
fn address(out: &Path, path: &Path) -> Result<String> {
    let name = path.strip_prefix(out)?.to_string_lossy().replace('\\', "/");
    Ok(if name == "index.html" { "./".to_owned() } else { format!("./{name}") })
}
