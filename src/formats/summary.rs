//! What is in an article, in sentences to read: who speaks and how much, the quotes, the positions.
//!
//! It decides the words, and refuses to decide how they are set: as plain text, Markdown or HTML.

use std::collections::HashMap;

use super::Source;
use super::wire::{Actor, Position, Quote};
use crate::model::{PositionKind, QuoteKind};

/// The lists below an article.
pub(super) struct Summary {
    /// A line for each that speaks, one for words of unknown source, and one for all that are only talked about.
    pub(super) voices: Vec<String>,
    /// The quotes, in order.
    pub(super) quotes: Vec<Entry>,
    /// The positions, in order.
    pub(super) positions: Vec<Entry>,
}

/// A quote or position.
pub(super) struct Entry {
    /// Who, and in which manner: `Ann Lee (direct quote, “said”)`, `Denial by Ann Lee`.
    pub(super) who: String,
    /// What is said, or the position's target.
    pub(super) words: String,
}

impl Summary {
    /// The lists of an article.
    pub(super) fn of(source: &Source<'_>) -> Summary {
        Summary { voices: voices(source), quotes: quotes(source), positions: positions(source) }
    }

    /// The lists with their headings, an entry a line, the words of each passed through `words`; a list may be empty.
    pub(super) fn lists(&self, words: impl Fn(&str) -> String) -> [(&'static str, String); 3] {
        let voices = self.voices.iter().map(|voice| format!("- {}\n", words(voice))).collect();
        let numbered = |entries: &[Entry]| {
            let line = |(entry, number): (&Entry, usize)| format!("{number}. {}: {}\n", words(&entry.who), words(&entry.words));
            entries.iter().zip(1..).map(line).collect()
        };
        [("Voices", voices), ("Quotes", numbered(&self.quotes)), ("Positions", numbered(&self.positions))]
    }
}

/// The words in a quote's content.
pub(super) fn count_words(source: &Source<'_>, quote: &Quote<'_>) -> usize {
    quote.parts().iter().map(|&(start, end)| source.slice(start, end).split_whitespace().count()).sum()
}

/// `text` without line ends and other white space but single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// An actor with type, role and whether it is unnamed.
fn introduce(actor: &Actor<'_>) -> String {
    let kind = actor.r#type.map(|kind| kind.0.word().to_owned());
    let role = actor.role.as_deref().map(one_line);
    let unnamed = actor.anonymous.then(|| "unnamed".to_owned());
    let about: Vec<String> = [kind, role, unnamed].into_iter().flatten().collect();
    let name = one_line(&actor.name);
    if about.is_empty() { name } else { format!("{name} ({})", about.join(", ")) }
}

fn voices(source: &Source<'_>) -> Vec<String> {
    let document = &source.document;
    let mut by_speaker: HashMap<Option<&str>, Vec<&Quote<'_>>> = HashMap::new();
    for quote in &document.quotes {
        quote.everybody().for_each(|id| by_speaker.entry(Some(id)).or_default().push(quote));
        by_speaker.entry(None).or_default().extend(Some(quote).filter(|quote| quote.everybody().next().is_none()));
    }
    let amount = |said: &[&Quote<'_>]| {
        let words = said.iter().map(|quote| count_words(source, quote)).sum();
        format!("{}, {}", counted(said.len(), "quote"), counted(words, "word"))
    };
    let (mut voices, mut silent) = (Vec::new(), Vec::new());
    for actor in &document.actors {
        match by_speaker.get(&actor.id.as_deref()) {
            Some(said) => voices.push(format!("{}: {}", introduce(actor), amount(said))),
            None => silent.push(introduce(actor)),
        }
    }
    let unknown = by_speaker.get(&None).filter(|said| !said.is_empty());
    voices.extend(unknown.map(|said| format!("Source not known: {}", amount(said))));
    if !silent.is_empty() {
        voices.push(format!("Talked about only: {}", silent.join("; ")));
    }
    voices
}

fn quotes(source: &Source<'_>) -> Vec<Entry> {
    let actors = source.actors();
    let entry = |quote: &Quote<'_>| {
        let speaker = together(&actors, quote.everybody(), "Source not known");
        let mut about = kind_of_quote(quote.kind.0).to_owned();
        if quote.cue.is_some() {
            about.push_str(&format!(", “{}”", one_line(source.words(quote.cue))));
        }
        if quote.hedged {
            about.push_str(&format!(", {DISTANCE}"));
        }
        Entry { who: format!("{speaker} ({about})"), words: one_line(&source.join(quote.parts())) }
    };
    source.document.quotes.iter().map(entry).collect()
}

/// The names of actors on one line.
pub(super) fn names<'i>(actors: &HashMap<&str, &Actor<'_>>, ids: impl Iterator<Item = &'i str>, between: &str) -> String {
    ids.filter_map(|id| actors.get(id)).map(|actor| one_line(&actor.name)).collect::<Vec<_>>().join(between)
}

/// The names of all who stand behind something.
fn together<'i>(actors: &HashMap<&str, &Actor<'_>>, ids: impl Iterator<Item = &'i str>, nobody: &str) -> String {
    let names = names(actors, ids, " and ");
    if names.is_empty() { nobody.to_owned() } else { names }
}

fn positions(source: &Source<'_>) -> Vec<Entry> {
    let actors = source.actors();
    let numbers: HashMap<&str, usize> = source.document.quotes.iter().filter_map(|quote| quote.id.as_deref()).zip(1..).collect();
    let mut entries = Vec::new();
    for position in &source.document.positions {
        let holder = together(&actors, position.everybody(), "somebody not named");
        let quote = position.quote.as_deref().and_then(|id| numbers.get(id)).map(|number| format!("in quote {number}"));
        let hedged = position.hedged.then(|| DISTANCE.to_owned());
        let about: Vec<String> = [direction(position).map(str::to_owned), quote, hedged].into_iter().flatten().collect();
        let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
        entries.push(Entry {
            who: format!("{} by {holder}{about}", stance(position.kind.0)),
            words: one_line(&source.join(position.parts())),
        });
    }
    entries
}

const DISTANCE: &str = "the reporter keeps a distance";

/// What people call a kind of quote, as the page does.
fn kind_of_quote(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct quote",
        QuoteKind::Mixed => "mixed quote",
        QuoteKind::Indirect => "paraphrase",
    }
}

/// What people call a kind of position, as the page does.
fn stance(kind: PositionKind) -> &'static str {
    match kind {
        PositionKind::Support => "Support",
        PositionKind::Oppose => "Opposition",
        PositionKind::Demand => "Demand",
        PositionKind::Propose => "Proposal",
        PositionKind::Commit => "Commitment",
        PositionKind::Warn => "Warning",
        PositionKind::Doubt => "Doubt",
        PositionKind::Affirm => "Affirmation",
        PositionKind::Deny => "Denial",
        PositionKind::Expect => "Expectation",
    }
}

/// Whether a position is for or against, where its kind does not say so.
fn direction(position: &Position<'_>) -> Option<&'static str> {
    match position.polarity.filter(|&polarity| polarity != position.kind.0.polarity())? {
        1 => Some("for it"),
        -1 => Some("against it"),
        _ => None,
    }
}
