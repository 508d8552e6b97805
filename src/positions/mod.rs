//! Positions: who is for, against, asking for, promising, doubting or expecting what.
//!
//! `stated` reads them off the quotes (the cue's own stance, or a modal inside what is said), `taken` off the words of the reporter
//! (`rejected the plan`). Whether the text takes a side itself is nobody's business here.

mod clauses;
mod future;
mod stated;
mod taken;

use std::ops::Range;

use crate::actors::Actors;
use crate::article::Article;
use crate::model::{ActorId, Position, PositionKind, QuoteId, Span};
use crate::order;
use crate::quotes::{Quotes, Source, together, with_name};
use crate::reasons::Rule;

/// A stance before its holder is an actor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Stance {
    pub(crate) kind: PositionKind,
    pub(crate) target: Vec<Range<usize>>,
    pub(crate) cue: Option<Range<usize>>,
    pub(crate) source: Option<Source>,
    pub(crate) holder: Option<ActorId>,
    pub(crate) quote: Option<usize>,
    pub(crate) hedged: bool,
    pub(crate) rule: Rule,
}

/// The positions in `article`, in text order of their targets.
pub fn find(article: &Article<'_>, actors: &Actors, quotes: &Quotes) -> Vec<Position> {
    let mut stances = stated::find(article, actors, quotes);
    stances.extend(taken::find(article, actors, quotes));
    order::by_key(&mut stances, |stance| {
        let end = stance.target.last().map_or(0, |part| part.end as u32);
        [stance.target[0].start as u32, end, stance.rule as u32]
    });
    stances.dedup_by(|a, b| a.target == b.target && a.holder == b.holder);
    let mut positions = Vec::with_capacity(stances.len());
    positions.extend(stances.into_iter().filter_map(|stance| position(article, actors, quotes, stance)));
    positions
}

/// Who holds a stance together with its holder: those who say it with them, or stand beside them in the sentence.
fn joint(article: &Article<'_>, actors: &Actors, quotes: &Quotes, stance: &Stance) -> Vec<ActorId> {
    match stance.quote.map(|quote| &quotes.quotes[quote]) {
        Some(quote) if quote.speaker == stance.holder => quote.joint.clone(),
        Some(_) => Vec::new(),
        None => together(article, actors, stance.source.as_ref(), stance.holder),
    }
}

fn position(article: &Article<'_>, actors: &Actors, quotes: &Quotes, stance: Stance) -> Option<Position> {
    let parts: Vec<Span> = stance.target.iter().filter_map(|part| article.span(part)).collect();
    (!parts.is_empty()).then(|| Position {
        kind: stance.kind,
        polarity: stance.kind.polarity(),
        parts,
        cue: stance.cue.as_ref().and_then(|cue| article.span(cue)),
        source: stance.source.as_ref().and_then(|who| article.span(&with_name(article, who))),
        joint: joint(article, actors, quotes, &stance),
        holder: stance.holder,
        quote: stance.quote.map(|quote| QuoteId(quote as u32)),
        hedged: stance.hedged,
        note: stance.rule.note(),
    })
}
