//! Who acts or speaks in a news article, what are they reported to have said, and where do they stand on what.
//!
//! [`annotate`] is the whole of it. The modules are listed in reading order, and each knows only those before it.

pub mod model;
pub mod reasons;
pub mod text;
pub mod order;
pub mod remnants;
pub mod lexicon;
pub mod tokens;
pub mod paragraphs;
pub mod sentences;
pub mod quotation;
pub mod language;
pub mod vocabulary;
pub mod capitals;
pub mod article;
pub mod rehearsal;
pub mod actors;
pub mod quotes;
pub mod positions;
pub mod confidence;
pub mod formats;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

#[cfg(all(target_arch = "wasm32", feature = "wasm-reading"))]
pub use language::shipped::loaded as models;

use actors::Actors;
use article::Article;
use model::{ActorId, Document, Mention, Position, Quote};
use tokens::Tokens;

/// Finds the actors, quotes and positions in `source`.
///
/// The spans of the result are byte offsets into `source`. The same text gives the same result everywhere; no text makes it fail.
pub fn annotate(source: &str) -> Document {
    confidence::calibrated(suggest(source))
}

/// Like [`annotate`]; `progress` is told how many bytes of `source` are read, sentence by sentence. What takes time after the last of them is
/// finding who said what.
pub fn annotate_telling(source: &str, progress: &dyn Fn(usize)) -> Document {
    confidence::calibrated(suggest_telling(source, progress))
}

/// Does with [`rehearsal::TEXT`] all that [`annotate`] does, and gives the same result, but needs no models for its syntax: a browser that waits for
/// them has the rooms compiled by the time they come.
pub fn rehearse() -> Document {
    confidence::calibrated(interpret(&rehearsal::article()))
}

/// What [`annotate`] finds, each suggestion still with the confidence of its rule or model alone: what calibration is learned from.
pub fn suggest(source: &str) -> Document {
    suggest_telling(source, &|_| ())
}

fn suggest_telling(source: &str, progress: &dyn Fn(usize)) -> Document {
    match remnants::plain(source) {
        Some(plain) => plain.restore(find(&plain.text, &|read| progress(plain.read(read)))),
        None => find(source, progress),
    }
}

/// Sends `source`, a text without remnants of HTML, through the rooms.
fn find(source: &str, progress: &dyn Fn(usize)) -> Document {
    let tokens = tokens::split(source);
    let language = language::identify::identify(source, &tokens);
    if language != "en" {
        // The models know English only: better no answer than a wrong one.
        return Document { language: Some(language.into()), ..Document::default() };
    }
    if let Some(lowered) = capitals::lowered(source) {
        return read(&lowered, tokens::split(&lowered), progress);
    }
    read(source, tokens, progress)
}

/// What the rooms find in `source`, a text in ordinary English writing.
fn read(source: &str, tokens: Tokens, progress: &dyn Fn(usize)) -> Document {
    interpret(&Article::of(source, tokens, progress))
}

/// What the rules find in an article whose language is understood.
fn interpret(article: &Article<'_>) -> Document {
    let actors = actors::find(article);
    let quotes = quotes::find(article, &actors);
    let positions = positions::find(article, &actors, &quotes);
    assemble(actors, quotes.quotes, positions)
}

/// Leaves out actors that only stand around: without a name, they neither speak, hold a position nor act.
fn assemble(actors: Actors, mut quotes: Vec<Quote>, mut positions: Vec<Position>) -> Document {
    let mut keep = actors.keep;
    for actor in quotes.iter().filter_map(|quote| quote.speaker).chain(positions.iter().filter_map(|position| position.holder)) {
        keep[actor.index()] = true;
    }
    let mut next = 0;
    let numbers: Vec<Option<ActorId>> = keep
        .iter()
        .map(|&keep| {
            next += u32::from(keep);
            keep.then(|| ActorId(next - 1))
        })
        .collect();
    quotes.iter_mut().for_each(|quote| quote.speaker = quote.speaker.and_then(|actor| numbers[actor.index()]));
    positions.iter_mut().for_each(|position| position.holder = position.holder.and_then(|actor| numbers[actor.index()]));
    let mentions =
        actors.mentions.into_iter().filter_map(|mention| Some(Mention { actor: numbers[mention.actor.index()]?, ..mention })).collect();
    let actors = actors.actors.into_iter().zip(&keep).filter_map(|(actor, &keep)| keep.then_some(actor)).collect();
    Document { language: Some("en".into()), actors, mentions, quotes, positions, ..Document::default() }
}
