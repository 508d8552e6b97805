//! The text of documents as word processors write them.
//!
//! It decides which library reads what. A paragraph is a paragraph here: empty ones go, a blank line stands between the others.

mod docx;
mod rtf;

use anyhow::{Result, bail};

use super::bytes::Container;

/// The text of a document.
///
/// # Errors
/// What it is instead, or why it cannot be read.
pub(crate) fn text(container: Container, bytes: &[u8]) -> Result<String> {
    let paragraphs = match container {
        Container::Zip => docx::paragraphs(bytes)?,
        Container::Rtf => rtf::paragraphs(bytes)?,
    };
    let kept: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.trim()).filter(|paragraph| !paragraph.is_empty()).collect();
    if kept.is_empty() {
        bail!("this document holds no text");
    }
    Ok(kept.join("\n\n") + "\n")
}
