//! Who acts or speaks in a news article, what are they reported to have said, and where do they stand on what.
//!
//! [`annotate`] is the whole of it. The modules are listed in reading order, and each knows only those before it.

pub mod model;
pub mod reasons;
pub mod text;
pub mod lexicon;
pub mod tokens;
pub mod paragraphs;
pub mod sentences;
pub mod quotation;
pub mod language;
pub mod article;
pub mod actors;
pub mod quotes;
pub mod positions;
pub mod formats;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

use article::Article;
use model::Document;

/// Finds the actors, quotes and positions in `source`.
///
/// The spans of the result are byte offsets into `source`. The same text gives the same result everywhere; no text makes it fail.
pub fn annotate(source: &str) -> Document {
    let article = Article::read(source);
    let actors = actors::find(&article);
    let quotes = quotes::find(&article, &actors);
    let positions = positions::find(&article, &actors, &quotes);
    Document {
        language: Some("en".into()),
        actors: actors.actors,
        mentions: actors.mentions,
        quotes: quotes.quotes,
        positions,
        ..Document::default()
    }
}
