//! How sure each suggestion is: a logistic calibration (Platt 1999) of what its rule or model says by itself, with regard to what the finished
//! document shows of it. It changes no suggestion and no reason; it only says how often one like this was right on annotated articles.

use crate::language::memory::Memory;
use crate::language::weights::{Model, mix};
use crate::model::{Actor, ActorId, Document, Mention, MentionKind, Note, Position, Quote, Reason, Span};

static MODEL: Model = Model::trusted(include_bytes!("language/models/confidence.bin"));

/// The scale of the weights: so many units add one to the odds' logarithm.
pub const UNIT: f64 = 0.05;

/// `100 / (1 + exp(−score × UNIT))`, rounded, for scores from 0 on; below 0 it mirrors. Never 100: nothing is certain.
#[rustfmt::skip]
const PERCENT: [u8; 101] = [
    50, 51, 52, 54, 55, 56, 57, 59, 60, 61, 62, 63, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 79, 80, 81, 82, 82, 83, 84, 85, 85, 86, 86, 87, 88, 88, 89, 89, 90, 90, 90, 91, 91, 92, 92, 92, 93, 93, 93, 94, 94, 94, 95, 95, 95, 95, 95, 96, 96, 96, 96, 96, 97, 97, 97, 97, 97, 97, 97, 98, 98, 98, 98, 98, 98, 98, 98, 98, 98, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/// A suggestion's layer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Layer {
    /// Actors.
    Actors,
    /// Mentions.
    Mentions,
    /// Quotes.
    Quotes,
    /// Positions.
    Positions,
}

/// `document` with the confidence of each suggestion calibrated. Deterministic; linear in its size.
pub fn calibrated(mut document: Document) -> Document {
    // Suggestions that look alike are many.
    let mut alike = Memory::default();
    let mut percents = Vec::new();
    each(&document, |_, features| percents.push(*alike.recall(features.iter().copied().fold(0, mix), || percent(MODEL, features))));
    document
        .notes_mut()
        .zip(percents)
        .filter(|(note, _)| note.origin.confidence.is_some())
        .for_each(|(note, percent)| note.origin.confidence = Some(percent));
    document
}

/// What `model` makes of the features of one suggestion, in percent.
pub fn percent(model: Model<'_>, features: &[u64]) -> u8 {
    let mut score = [0i32];
    model.table("weights").add_all(features, &mut score);
    let share = PERCENT[(score[0].unsigned_abs() as usize).min(PERCENT.len() - 1)];
    if score[0] < 0 { 100 - share } else { share }
}

/// The features of all suggestions: actors, mentions, quotes and positions, each in the document's order. Training calls this very function.
pub fn features(document: &Document) -> Vec<(Layer, Vec<u64>)> {
    let mut found = Vec::new();
    each(document, |layer, features| found.push((layer, features.to_vec())));
    found
}

/// Tells `visit` the features of each suggestion, in the order of [`features`].
fn each(document: &Document, mut visit: impl FnMut(Layer, &[u64])) {
    let mut cast = Cast { count: vec![0; document.actors.len()], speaks: vec![false; document.actors.len()] };
    document.mentions.iter().for_each(|mention| cast.count[mention.actor.index()] += 1);
    document.quotes.iter().flat_map(Quote::speakers).for_each(|speaker| cast.speaks[speaker.index()] = true);
    let mut sheet = Sheet { layer: Layer::Actors, found: Vec::new() };
    let mut tell = |layer: Layer, note: &Note, fill: &dyn Fn(&mut Sheet)| {
        sheet.begin(layer, note);
        fill(&mut sheet);
        visit(layer, &sheet.found);
    };
    for (id, actor) in document.actors.iter().enumerate() {
        tell(Layer::Actors, &actor.note, &|sheet| actor_features(sheet, actor, ActorId(id as u32), &cast));
    }
    let mut last = vec![None; document.actors.len()];
    for mention in &document.mentions {
        let before = last[mention.actor.index()].replace(mention.span.end());
        tell(Layer::Mentions, &mention.note, &|sheet| mention_features(sheet, document, mention, before, &cast));
    }
    for (number, quote) in document.quotes.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &document.quotes[before]);
        let nested = before.is_some_and(|before| before.span().contains(quote.span()));
        tell(Layer::Quotes, &quote.note, &|sheet| quote_features(sheet, quote, nested));
    }
    for position in &document.positions {
        tell(Layer::Positions, &position.note, &|sheet| position_features(sheet, document, position));
    }
}

/// What is counted of the actors.
struct Cast {
    count: Vec<u32>,
    speaks: Vec<bool>,
}

/// Gathers features: each a template and a value, apart for each layer.
struct Sheet {
    layer: Layer,
    found: Vec<u64>,
}

impl Sheet {
    /// Begins anew with what every suggestion has: a constant, its rule, and what the rule or model says by itself.
    fn begin(&mut self, layer: Layer, note: &Note) {
        self.layer = layer;
        self.found.clear();
        self.add(0, 0);
        self.add(1, rule(note));
        self.add(2, twentieth(note));
    }

    fn add(&mut self, template: u64, value: u64) {
        self.found.push(mix(mix(value, template), self.layer as u64 + 1));
    }
}

fn rule(note: &Note) -> u64 {
    match note.origin.reason {
        Reason::Rule(rule) => rule as u64,
        _ => 99,
    }
}

/// The confidence of the rule or model by itself, in twentieths.
fn twentieth(note: &Note) -> u64 {
    u64::from(note.origin.confidence.unwrap_or(0) / 5)
}

/// About how much: 0, 1, 2–3, 4–7 …
fn size(amount: u32) -> u64 {
    u64::from(u32::BITS - amount.leading_zeros())
}

fn actor_features(sheet: &mut Sheet, actor: &Actor, id: ActorId, cast: &Cast) {
    sheet.add(3, actor.kind.map_or(9, |kind| kind as u64));
    sheet.add(4, size(cast.count[id.index()]).min(3));
    sheet.add(5, u64::from(cast.speaks[id.index()]));
    sheet.add(6, u64::from(actor.role.is_some()));
}

fn mention_features(sheet: &mut Sheet, document: &Document, mention: &Mention, before: Option<u32>, cast: &Cast) {
    let actor = &document.actors[mention.actor.index()];
    let apart = before.map_or(99, |before| size(mention.span.start().saturating_sub(before)).max(5));
    sheet.add(3, actor.kind.map_or(9, |kind| kind as u64));
    sheet.add(4, size(cast.count[mention.actor.index()]).min(3));
    sheet.add(5, u64::from(cast.speaks[mention.actor.index()]));
    sheet.add(6, if mention.kind == MentionKind::Name { 0 } else { apart });
}

fn quote_features(sheet: &mut Sheet, quote: &Quote, nested: bool) {
    let span = quote.span();
    let near = |other: Span| size(span.start().saturating_sub(other.end()).max(other.start().saturating_sub(span.end())));
    sheet.add(3, quote.kind as u64);
    sheet.add(4, mix(rule(&quote.note), quote.kind as u64));
    sheet.add(5, size(span.len()).clamp(4, 8));
    sheet.add(6, u64::from(quote.speaker.is_some()) * 2 + u64::from(quote.source.is_some()));
    sheet.add(7, quote.cue.map_or(99, near));
    sheet.add(8, u64::from(nested));
    sheet.add(9, (quote.parts.len() as u64).min(2));
    sheet.add(10, quote.source.map_or(99, |source| size(source.len()).clamp(2, 7)));
}

fn position_features(sheet: &mut Sheet, document: &Document, position: &Position) {
    let span = position.span();
    let quote = position.quote.and_then(|quote| document.quotes.get(quote.index()));
    sheet.add(3, size(span.len()).clamp(4, 7));
    sheet.add(4, u64::from(position.holder.is_some()));
    sheet.add(6, quote.map_or(99, |quote| quote.kind as u64));
    sheet.add(7, quote.map_or(99, |quote| twentieth(&quote.note) / 2));
    sheet.add(9, quote.map_or(9, |quote| u64::from(span == quote.span())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_is_whole() {
        let model = Model::open(include_bytes!("language/models/confidence.bin")).unwrap();
        assert_eq!(model.checked_table("weights").unwrap().classes(), 1);
    }

    #[test]
    fn shares_rise_with_the_score_and_nothing_is_certain() {
        assert!(PERCENT.is_sorted() && PERCENT[0] == 50 && PERCENT[100] == 99);
        assert_eq!(percent(Model::trusted(b""), &[1, 2, 3]), 50);
    }

    #[test]
    fn every_suggestion_gets_a_share_of_its_own_and_keeps_its_reason() {
        let text = "Mayor Ada Lumen said the bridge is safe. “It must stay open,” she said. Lumen rejected the plan to close it.";
        let (raw, settled) = (crate::suggest(text), crate::annotate(text));
        let notes = |document: &Document| -> Vec<Note> {
            let quotes = document.quotes.iter().map(|quote| quote.note.clone());
            quotes.chain(document.positions.iter().map(|position| position.note.clone())).collect()
        };
        let (raw, settled) = (notes(&raw), notes(&settled));
        assert!(raw.len() >= 4 && raw.len() == settled.len());
        for (raw, settled) in raw.iter().zip(&settled) {
            assert_eq!(raw.origin.reason, settled.origin.reason);
            assert!(settled.origin.confidence.is_some_and(|percent| (1..=99).contains(&percent)));
        }
    }
}
