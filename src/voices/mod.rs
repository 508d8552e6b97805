//! Whose words an article reports, and how many: what the page's panel shows (`www/state/voices.js`), counted in the same way.
//!
//! It decides whose a word is that stands in a quote within a quote, and refuses to judge anybody. A test compares it with the panel.

mod shown;
mod words;

pub use shown::shown;
pub use words::count_words;

use std::collections::{BTreeMap, HashMap};

use crate::model::{ActorId, Document, Quote, Span};
use words::count_part;

/// A quote with how many words of it are its speakers' own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saying {
    /// Its place in the document's list.
    pub quote: usize,
    /// Words, without those of whoever is quoted within.
    pub words: usize,
    /// Those of them within quotation marks.
    pub direct: usize,
    /// The cue as it stands, but for capitals and line ends.
    pub verb: Option<String>,
}

/// Somebody who speaks.
#[derive(Clone, PartialEq, Debug)]
pub struct Voice {
    /// Who; `None` gathers what nobody is named for.
    pub actor: Option<ActorId>,
    /// How many quotes.
    pub quotes: usize,
    /// How many positions they hold.
    pub positions: usize,
    /// How many places mention them.
    pub mentions: usize,
    /// Words within quotation marks.
    pub direct: usize,
    /// Words outside them.
    pub retold: usize,
    /// Their part of all reported words, 0 to 1. What several say together is said by each of them.
    pub share: f64,
    /// Whether the text keeps the name back, or names nobody.
    pub unnamed: bool,
    /// Where the first quote begins, in bytes.
    pub first: u32,
    /// What they are said to do with words, most used first.
    pub verbs: Vec<(String, usize)>,
}

impl Voice {
    /// All words.
    pub fn words(&self) -> usize {
        self.direct + self.retold
    }
}

/// What is said in `text`, each word counted once: words of a quote within another are those of whoever is quoted there. What somebody is
/// said not to have said is no saying.
pub fn sayings(text: &str, document: &Document) -> Vec<Saying> {
    let said: Vec<usize> = (0..document.quotes.len()).filter(|&quote| !is_negated(&document.quotes[quote])).collect();
    let inner = inner(text, document, &said);
    let saying = |quote: usize| {
        let own = &document.quotes[quote];
        let whole = sum(own.parts.iter().map(|part| count_part(text, own.kind, *part)));
        let (words, direct) = inner.get(&quote).copied().unwrap_or_default();
        let verb = own.cue.map(|cue| words::verb(cue.slice(text))).filter(|verb| !verb.is_empty());
        Saying { quote, words: whole.0.saturating_sub(words), direct: whole.1.saturating_sub(direct), verb }
    };
    said.into_iter().map(saying).collect()
}

/// The words of others within each quote's own, and those of them in quotation marks.
fn inner(text: &str, document: &Document, said: &[usize]) -> HashMap<usize, (usize, usize)> {
    let of_quote = |&quote: &usize| document.quotes[quote].parts.iter().map(move |part| (quote, *part));
    let mut parts: Vec<(usize, Span)> = said.iter().flat_map(of_quote).collect();
    parts.sort_by(|one, other| one.1.start().cmp(&other.1.start()).then(other.1.end().cmp(&one.1.end())));
    let mut inner: HashMap<usize, (usize, usize)> = HashMap::new();
    // Those that are not closed yet, each within the one before.
    let mut open: Vec<(usize, Span)> = Vec::new();
    for (quote, part) in parts {
        while open.last().is_some_and(|outer| outer.1.end() <= part.start()) {
            open.pop();
        }
        if let Some(&(outer, place)) = open.last().filter(|outer| outer.0 != quote) {
            let common = Span::new(part.start(), part.end().min(place.end()));
            let before = inner.entry(outer).or_default();
            *before = sum([*before, count_part(text, document.quotes[outer].kind, common)].into_iter());
        }
        open.push((quote, part));
    }
    inner
}

fn sum(pairs: impl Iterator<Item = (usize, usize)>) -> (usize, usize) {
    pairs.fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1))
}

/// The page notes it in a field of its own.
fn is_negated(quote: &Quote) -> bool {
    quote.note.extra.iter().any(|(name, value)| &**name == "negated" && &**value == "true")
}

/// Who speaks, most words first.
pub fn voices(text: &str, document: &Document) -> Vec<Voice> {
    voices_of(document, &sayings(text, document))
}

/// As [`voices`], of what was counted already.
pub fn voices_of(document: &Document, sayings: &[Saying]) -> Vec<Voice> {
    let all: usize = sayings.iter().map(|saying| saying.words).sum();
    let mut groups: Vec<(Option<ActorId>, Vec<&Saying>)> = Vec::new();
    let mut places: HashMap<Option<ActorId>, usize> = HashMap::new();
    for saying in sayings {
        for who in speakers(&document.quotes[saying.quote]) {
            let place = *places.entry(who).or_insert(groups.len());
            if place == groups.len() {
                groups.push((who, Vec::new()));
            }
            groups[place].1.push(saying);
        }
    }
    let mut voices: Vec<Voice> = groups.iter().map(|(actor, own)| voice(document, *actor, own, all)).collect();
    voices.sort_by(|one, other| other.words().cmp(&one.words()).then(one.first.cmp(&other.first)));
    voices
}

/// All who say a quote, or nobody.
pub fn speakers(quote: &Quote) -> Vec<Option<ActorId>> {
    let all: Vec<Option<ActorId>> = quote.speakers().map(Some).collect();
    if all.is_empty() { vec![None] } else { all }
}

fn voice(document: &Document, actor: Option<ActorId>, own: &[&Saying], all: usize) -> Voice {
    let words: usize = own.iter().map(|saying| saying.words).sum();
    let direct: usize = own.iter().map(|saying| saying.direct).sum();
    let holds = |position: &&crate::model::Position| match actor {
        Some(actor) => position.holders().any(|holder| holder == actor),
        None => position.holder.is_none(),
    };
    Voice {
        actor,
        quotes: own.len(),
        positions: document.positions.iter().filter(holds).count(),
        mentions: actor.map_or(0, |actor| document.mentions.iter().filter(|mention| mention.actor == actor).count()),
        direct,
        retold: words - direct,
        share: if all > 0 { words as f64 / all as f64 } else { 0.0 },
        unnamed: actor.is_none_or(|actor| document.actors.get(actor.index()).is_none_or(|actor| actor.anonymous)),
        first: own.iter().map(|saying| document.quotes[saying.quote].span().start()).min().unwrap_or(0),
        verbs: verbs(own.iter().copied()),
    }
}

/// The cues of some sayings, most used first.
pub fn verbs<'a>(sayings: impl Iterator<Item = &'a Saying>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for verb in sayings.filter_map(|saying| saying.verb.as_deref()) {
        *counts.entry(verb).or_default() += 1;
    }
    let mut verbs: Vec<(String, usize)> = counts.into_iter().map(|(verb, count)| (verb.to_owned(), count)).collect();
    verbs.sort_by_key(|verb| std::cmp::Reverse(verb.1));
    verbs
}
