//! Who acts or speaks in a news article, what are they reported to have said, and where do they stand on what.
//!
//! [`annotate`] is the whole of it. The modules are listed in reading order, and each knows only those before it.

pub mod language;
pub mod model;
pub mod reasons;
pub mod sentences;
pub mod text;
pub mod tokens;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

use model::Document;

/// Finds the actors, quotes and positions in `source`.
///
/// The spans of the result are byte offsets into `source`. The same text gives the same result everywhere; no text makes it fail.
pub fn annotate(source: &str) -> Document {
    let _ = source;
    Document::default()
}
