//! The annotations as columns of 32-bit numbers: how the page receives thousands of spans in one step.
//!
//! It decides the column layout and refuses to decide how the columns reach the page. Kinds and rules are row numbers in the lists of the
//! vocabulary, offsets and lengths count UTF-16 code units, confidence is percent, and [`NONE`] stands for nothing.

use crate::model::{Actor, ActorId, Document, Note, Reason, Span};
use crate::reasons;
use crate::text::{Cursor, Offsets, Unit};

/// Stands for nothing.
pub const NONE: u32 = u32::MAX;

/// Columns of an actor: type, anonymous, rule, confidence, length of its name, length of its role.
pub const ACTOR: usize = 6;
/// Columns of a mention: start, end, actor, kind, rule, confidence.
pub const MENTION: usize = 6;
/// Columns of a quote: start, end, kind, cue start and end, source start and end, speaker, hedged, rule, confidence, first part, one past the
/// last part, first of those who say it, too, one past the last of them.
pub const QUOTE: usize = 15;
/// Columns of a position: start, end, kind, polarity + 1, cue start and end, source start and end, holder, quote, hedged, rule, confidence,
/// first part, one past the last part, first of those who hold it, too, one past the last of them.
pub const POSITION: usize = 17;
/// Columns of a part of a content or target: start, end.
pub const PART: usize = 2;

/// Columns of what decided an annotation: its place among all (actors, mentions, quotes, positions), length of the sentence made from it, first ground,
/// one past the last ground.
pub const SEEN: usize = 4;
/// Columns of a ground: clue, start, end, length of what its words were taken for, percent.
pub const GROUND: usize = 5;

/// The actors and spans of a document, row after row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Columns {
    /// Rows of [`ACTOR`] numbers.
    pub actors: Vec<u32>,
    /// The name and the role of each actor, one after the other without anything between: one string is handed over quicker than thousands.
    pub labels: String,
    /// Rows of [`MENTION`] numbers.
    pub mentions: Vec<u32>,
    /// Rows of [`QUOTE`] numbers.
    pub quotes: Vec<u32>,
    /// Rows of [`POSITION`] numbers.
    pub positions: Vec<u32>,
    /// Rows of [`PART`] numbers.
    pub parts: Vec<u32>,
    /// The actors who say or hold something together with the speaker or holder.
    pub joint: Vec<u32>,
    /// Rows of [`SEEN`] numbers: those annotations whose reason is no rule.
    pub seen: Vec<u32>,
    /// Rows of [`GROUND`] numbers.
    pub grounds: Vec<u32>,
    /// The sentences, each before what the words of its grounds were taken for, one after the other.
    pub told: String,
}

impl Columns {
    /// The columns of `document` over `text`. Work grows linearly where spans are in text order.
    pub fn new(text: &str, document: &Document) -> Columns {
        let offsets = Offsets::new(text, Unit::Utf16);
        let mut columns = Columns::default();
        columns.add_actors(document);
        columns.add_mentions(document, offsets.cursor());
        columns.add_quotes(document, offsets.cursor());
        columns.add_positions(document, offsets.cursor());
        columns.add_seen(text, document, offsets.cursor());
        columns
    }

    fn add_actors(&mut self, document: &Document) {
        self.actors.reserve_exact(document.actors.len() * ACTOR);
        let label = |actor: &Actor| actor.name.len() + actor.role.as_ref().map_or(0, |role| role.len());
        self.labels.reserve_exact(document.actors.iter().map(label).sum());
        for actor in &document.actors {
            let [name, role] =
                [Some(&actor.name), actor.role.as_ref()].map(|label| label.map_or(NONE, |label| add_label(&mut self.labels, label)));
            let kind = actor.kind.map_or(NONE, |kind| kind as u32);
            let row: [u32; ACTOR] = [kind, u32::from(actor.anonymous), rule(&actor.note), confidence(&actor.note), name, role];
            self.actors.extend(row);
        }
    }

    fn add_mentions(&mut self, document: &Document, mut cursor: Cursor<'_>) {
        self.mentions.reserve_exact(document.mentions.len() * MENTION);
        for mention in &document.mentions {
            let [start, end] = pair(&mut cursor, Some(mention.span));
            let row: [u32; MENTION] = [start, end, mention.actor.0, mention.kind as u32, rule(&mention.note), confidence(&mention.note)];
            self.mentions.extend(row);
        }
    }

    fn add_quotes(&mut self, document: &Document, mut cursor: Cursor<'_>) {
        self.quotes.reserve_exact(document.quotes.len() * QUOTE);
        for quote in &document.quotes {
            let [start, end] = pair(&mut cursor, Some(quote.span()));
            let [from, to] = self.add_parts(&quote.parts, &mut cursor);
            let [cue_start, cue_end] = pair(&mut cursor, quote.cue);
            let [source_start, source_end] = pair(&mut cursor, quote.source);
            let speaker = quote.speaker.map_or(NONE, |actor| actor.0);
            let (kind, hedged) = (quote.kind as u32, u32::from(quote.hedged));
            let (rule, confidence) = (rule(&quote.note), confidence(&quote.note));
            let [with, without] = self.add_joint(&quote.joint);
            let place = [start, end, kind, cue_start, cue_end, source_start, source_end];
            let row: [u32; QUOTE - 7] = [speaker, hedged, rule, confidence, from, to, with, without];
            self.quotes.extend(place);
            self.quotes.extend(row);
        }
    }

    fn add_positions(&mut self, document: &Document, mut cursor: Cursor<'_>) {
        self.positions.reserve_exact(document.positions.len() * POSITION);
        for position in &document.positions {
            let [start, end] = pair(&mut cursor, Some(position.span()));
            let [from, to] = self.add_parts(&position.parts, &mut cursor);
            let [cue_start, cue_end] = pair(&mut cursor, position.cue);
            let [source_start, source_end] = pair(&mut cursor, position.source);
            let (kind, polarity) = (position.kind as u32, u32::from(position.polarity.saturating_add(1).unsigned_abs()));
            let holder = position.holder.map_or(NONE, |actor| actor.0);
            let quote = position.quote.map_or(NONE, |quote| quote.0);
            let hedged = u32::from(position.hedged);
            let (rule, confidence) = (rule(&position.note), confidence(&position.note));
            let place = [start, end, kind, polarity, cue_start, cue_end, source_start, source_end];
            let [with, without] = self.add_joint(&position.joint);
            let row: [u32; POSITION - 8] = [holder, quote, hedged, rule, confidence, from, to, with, without];
            self.positions.extend(place);
            self.positions.extend(row);
        }
    }

    /// Adds actors and returns the first place and one past the last.
    fn add_joint(&mut self, joint: &[ActorId]) -> [u32; 2] {
        let from = self.joint.len();
        self.joint.extend(joint.iter().map(|actor| actor.0));
        [from as u32, self.joint.len() as u32]
    }

    fn add_seen(&mut self, text: &str, document: &Document, mut cursor: Cursor<'_>) {
        for (place, note) in document.notes().enumerate() {
            let Reason::Seen(grounds) = &note.origin.reason else { continue };
            let sentence = reasons::words(note, text).unwrap_or_default();
            let from = self.grounds.len() / GROUND;
            let length = add_label(&mut self.told, &sentence);
            for ground in grounds {
                let [start, end] = pair(&mut cursor, ground.words);
                let what = ground.what.as_deref().map_or(NONE, |what| add_label(&mut self.told, what));
                let row: [u32; GROUND] = [ground.clue as u32, start, end, what, ground.percent.map_or(NONE, u32::from)];
                self.grounds.extend(row);
            }
            let row: [u32; SEEN] = [place as u32, length, from as u32, (self.grounds.len() / GROUND) as u32];
            self.seen.extend(row);
        }
    }

    /// Adds the parts and returns the first row and one past the last.
    fn add_parts(&mut self, parts: &[Span], cursor: &mut Cursor<'_>) -> [u32; 2] {
        let from = self.parts.len() / PART;
        self.parts.extend(parts.iter().flat_map(|part| pair(cursor, Some(*part))));
        [from as u32, (self.parts.len() / PART) as u32]
    }
}

/// Adds a label and returns its length.
fn add_label(labels: &mut String, label: &str) -> u32 {
    labels.push_str(label);
    if label.is_ascii() { label.len() as u32 } else { label.encode_utf16().count() as u32 }
}

fn pair(cursor: &mut Cursor<'_>, span: Option<Span>) -> [u32; 2] {
    span.map_or([NONE; 2], |span| [cursor.from_byte(span.start()), cursor.from_byte(span.end())])
}

/// The row number of the rule behind a suggestion.
fn rule(note: &Note) -> u32 {
    match note.origin.reason {
        Reason::Rule(rule) => rule as u32,
        _ => NONE,
    }
}

/// The confidence in percent.
fn confidence(note: &Note) -> u32 {
    note.origin.confidence.map_or(NONE, u32::from)
}
