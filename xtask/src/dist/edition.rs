//! Which site is built: the one that is published, or for the tests the one that comes after it.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::Stage;
use crate::build;

/// A version of the site.
pub(super) struct Edition {
    /// What its stage is called.
    pub(super) name: &'static str,
    is_next: bool,
}

impl Edition {
    /// What the sources are.
    pub(super) const PUBLISHED: Edition = Edition { name: "site", is_next: false };
    /// The same with other words, another style and other code for files: all that can differ between two versions, and is seen.
    pub(super) const NEXT: Edition = Edition { name: "next-site", is_next: true };

    /// Changes the staged sources.
    pub(super) fn apply(&self, stage: &Stage) -> Result<()> {
        if !self.is_next {
            return Ok(());
        }
        replace(stage, "view/start.js", "'See who said what'", "'See who said what, anew'")?;
        replace(stage, "css/start.css", ".start {", ".start { --next: 1;")?;
        let path = stage.dir.join("core/formats.wasm");
        let mut code = fs::read(&path)?;
        // A section that every engine skips.
        code.extend([0, 5, 4, b'n', b'e', b'x', b't']);
        fs::write(&path, &code)?;
        let old = build::checksum(&code[..code.len() - 7]).to_string();
        replace(stage, &format!("core/pkg/{}", build::CHECKSUMS), &old, &build::checksum(&code).to_string())
    }
}

fn replace(stage: &Stage, file: &str, from: &str, to: &str) -> Result<()> {
    let path = stage.dir.join(file);
    let text = fs::read_to_string(&path).with_context(|| format!("{file} is missing"))?;
    ensure!(text.contains(from), "{file} has no {from}");
    fs::write(&path, text.replacen(from, to, 1)).with_context(|| format!("cannot change {file}"))
}
