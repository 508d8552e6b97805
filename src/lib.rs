//! Who acts or speaks in a news article, what are they reported to have said, and where do they stand on what.
//!
//! [`annotate`] is the whole of it. The modules are listed in reading order, and each knows only those before it.

pub mod model;
pub mod reasons;
pub mod text;
pub mod order;
pub mod lexicon;
pub mod remnants;
pub mod tokens;
pub mod paragraphs;
pub mod sentences;
pub mod quotation;
pub mod language;
pub mod vocabulary;
pub mod capitals;
pub mod reading;
pub mod article;
pub mod rehearsal;
pub mod actors;
pub mod quotes;
pub mod positions;
pub mod confidence;
pub mod explain;
pub mod agreement;
pub mod voices;
pub mod formats;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

#[cfg(all(target_arch = "wasm32", any(feature = "wasm-reading", feature = "wasm-careful")))]
pub use language::shipped::loaded as models;

use actors::Actors;
use article::Article;
use model::{ActorId, Document, Mention, Position, Quote};
use paragraphs::Paragraph;
pub use reading::careful::{Guideline, Pass, Reader};
pub use reading::trace;
use tokens::Tokens;

/// Finds the actors, quotes and positions in `source`, quickly. [`Reader::read`] is slower, and right more often.
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

/// What the quick reading saw in `source` on the way to what [`annotate`] finds. [`Reader::explain`] tells it of the careful one.
pub fn explain_quickly(source: &str) -> trace::Trace {
    let plain = remnants::plain(source);
    let text = plain.as_ref().map_or(source, |plain| &plain.text);
    let read = in_english(text, |text, tokens, paragraphs| {
        let article = Article::of(text, tokens, paragraphs, &|_| ());
        explain::trace(&article, &confidence::calibrated(interpret(&article)))
    });
    read.unwrap_or_else(|language| trace::Trace::unread(reading::QUICK, language, text.to_owned()))
}

/// Does with [`rehearsal::TEXT`] all that [`annotate`] does, and gives the same result, but needs no models for its syntax: a browser that waits for
/// them has the rooms compiled by the time they come.
pub fn rehearse() -> Document {
    confidence::calibrated(quickly(interpret(&rehearsal::article())))
}

/// What [`annotate`] finds, each suggestion still with the confidence of its rule or model alone: what calibration is learned from.
pub fn suggest(source: &str) -> Document {
    suggest_telling(source, &|_| ())
}

fn suggest_telling(source: &str, progress: &dyn Fn(usize)) -> Document {
    quickly(match remnants::plain(source) {
        Some(plain) => plain.restore(find(&plain.text, &|read| progress(plain.read(read)))),
        None => find(source, progress),
    })
}

/// `document`, said to be of the quick reading.
fn quickly(document: Document) -> Document {
    Document { reading: Some(reading::QUICK.into()), ..document }
}

/// Sends `source`, a text without remnants of HTML, through the rooms.
fn find(source: &str, progress: &dyn Fn(usize)) -> Document {
    let read = in_english(source, |text, tokens, paragraphs| interpret(&Article::of(text, tokens, paragraphs, progress)));
    // The models know English only: better no answer than a wrong one.
    read.unwrap_or_else(|language| Document { language: Some(language.into()), ..Document::default() })
}

/// What `read` makes of `source`, in ordinary writing if it is in capitals throughout; its language if it is not English.
fn in_english<T>(source: &str, read: impl Fn(&str, Tokens, Vec<Paragraph>) -> T) -> Result<T, &'static str> {
    let tokens = tokens::split(source);
    let language = language::identify::identify(source, &tokens);
    if language != "en" {
        return Err(language);
    }
    // Datelines and bylines are known by their capitals.
    let paragraphs = paragraphs::split(source);
    Ok(match capitals::ordinary(source, &tokens, &paragraphs) {
        Some(ordinary) => read(&ordinary, tokens::split(&ordinary), paragraphs),
        None => read(source, tokens, paragraphs),
    })
}

/// What the rules find in an article whose language is understood.
fn interpret(article: &Article<'_>) -> Document {
    let actors = actors::find(article);
    let quotes = quotes::find(article, &actors);
    let positions = positions::find(article, &actors, &quotes);
    assemble(actors, quotes.quotes, positions)
}

/// Leaves out actors that only stand around: without a name, they neither speak, hold a position nor act.
pub(crate) fn assemble(actors: Actors, mut quotes: Vec<Quote>, mut positions: Vec<Position>) -> Document {
    let mut keep = actors.keep;
    for actor in quotes.iter().flat_map(Quote::speakers).chain(positions.iter().flat_map(Position::holders)) {
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
    let agents = quotes.iter_mut().map(|quote| (&mut quote.speaker, &mut quote.joint));
    for (first, joint) in agents.chain(positions.iter_mut().map(|position| (&mut position.holder, &mut position.joint))) {
        first.iter_mut().chain(joint).for_each(|actor| *actor = numbers[actor.index()].unwrap_or(*actor));
    }
    let mentions =
        actors.mentions.into_iter().filter_map(|mention| Some(Mention { actor: numbers[mention.actor.index()]?, ..mention })).collect();
    let actors = actors.actors.into_iter().zip(&keep).filter_map(|(actor, &keep)| keep.then_some(actor)).collect();
    Document { language: Some("en".into()), actors, mentions, quotes, positions, ..Document::default() }
}
