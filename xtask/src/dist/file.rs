//! The single file: style, scripts, worker and core inside one page, whose policy allows exactly these by their hashes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::{Stage, licences, markup};
use crate::http::find_policy;
use crate::{build, paths};

const SPAWN: &str = include_str!("../../dist/spawn-file.js");

/// Writes the page to `out`; `is_careful` says whether what reads carefully, which is much larger, is part of it.
pub(super) fn write(out: &Path, is_careful: bool) -> Result<()> {
    let html = fs::read_to_string(paths::www().join("index.html")).context("www/index.html is missing")?;
    let stage = Stage::new("file", &[("core/spawn.js", SPAWN), ("file.css", &markup::style_entry(&html))])?;
    stage.bundle(&["main.js", "--format=iife", "--outfile=out/main.js"])?;
    stage.bundle(&["core/worker.js", "--format=iife", "--log-override:empty-import-meta=silent", "--outfile=out/worker.js"])?;
    stage.bundle(&["file.css", "--loader:.svg=dataurl", "--loader:.woff2=dataurl", "--outfile=out/style.css"])?;
    let made = |name: &str| fs::read_to_string(stage.dir.join("out").join(name)).context("esbuild wrote nothing");
    let (script, worker, style) = (made("main.js")?, made("worker.js")?, made("style.css")?);
    for text in [&script, &worker] {
        ensure!(!text.contains("</script") && !text.contains("<!--"), "a script would end its own element");
    }
    let block = |name: &str| anyhow::Ok(BASE64.encode(fs::read(paths::pkg().join(name))?));
    let mut files = vec![("code", build::READING.wasm()), ("models", build::MODELS.to_owned()), ("formats", build::FORMATS.wasm())];
    if is_careful {
        files.extend([("careful", build::CAREFUL.wasm()), ("weights", build::WEIGHTS.to_owned())]);
    }
    let page = head(&html, &style, &script)?;
    let mut blocks = format!("<script type=\"text/plain\" id=\"whosaid-worker\">{worker}</script>\n");
    for (id, name) in files {
        blocks.push_str(&format!("<script type=\"text/plain\" id=\"whosaid-{id}\">{}</script>\n", block(&name)?));
    }
    blocks.push_str(&format!("<script>{script}</script>\n"));
    let page = markup::before(&page, "</body>", &blocks)?;
    fs::write(out, page).with_context(|| format!("cannot write {}", out.display()))
}

/// The page with its style and policy inside, its icon as data and nothing that is loaded.
fn head(html: &str, style: &str, script: &str) -> Result<String> {
    let scripts: Vec<&str> = markup::tags(html, "script");
    let closed: Vec<String> = scripts.iter().map(|tag| format!("{tag}</script>")).collect();
    let loaded = ["stylesheet", "manifest", "icon"].iter().flat_map(|rel| markup::links(html, rel));
    let gone: Vec<&str> = loaded.chain(closed.iter().map(String::as_str)).collect();
    let page = markup::without(html, &gone);
    let old = find_policy(&page).context("index.html has no policy")?.to_owned();
    let page = page.replacen(&old, &policy(style, script), 1);
    let head = format!("{}<style>{style}</style>\n", icon(html)?);
    let page = markup::before(&page, "</head>", &head)?;
    markup::before(&page, "<html", &format!("<!--\n{}\n-->\n", licences()?.replace("--", "—")))
}

/// Nothing may be loaded or sent; only this style, this script and a worker made from them may run.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; worker-src blob:; style-src {}; img-src data:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types whosaid",
        hash(script),
        hash(style)
    )
}

fn icon(html: &str) -> Result<String> {
    let Some(link) = markup::links(html, "icon").first().copied() else { return Ok(String::new()) };
    let href = markup::attribute(link, "href").context("the icon has no address")?;
    let data = BASE64.encode(fs::read(paths::www().join(href)).with_context(|| format!("{href} is missing"))?);
    let kind = markup::attribute(link, "type").unwrap_or("image/svg+xml");
    Ok(format!("<link rel=\"icon\" href=\"data:{kind};base64,{data}\">\n"))
}
