//! What counts: everything but what a person has cut off the article, and suggestions that the page does not show unasked.

use serde_json::Value;

use crate::model::{Document, Origin, Span, Status};
use crate::text::{Offsets, Unit};

/// From which confidence on the page shows what a reading suggests, in percent: the reading, quotes, positions. `www/state/certain.js` has
/// these numbers and says where they are from; a test compares what comes of them.
const USUAL: &[(&str, u8, u8)] = &[("careful 1", 35, 60)];

/// `document`, whose text is `text`, with the mentions, quotes and positions that count.
pub fn shown(text: &str, document: &Document) -> Document {
    let reading = document.reading.as_deref().unwrap_or_default();
    let (_, quotes, positions) = USUAL.iter().find(|usual| usual.0 == reading).copied().unwrap_or_default();
    let cuts = cuts(text, document);
    let counts = |origin: &Origin, span: Span, limit: u8| {
        let hidden = origin.status == Status::Suggested && origin.confidence.is_some_and(|confidence| confidence < limit);
        !hidden && !cuts.iter().any(|cut| cut.overlaps(span))
    };
    let mut shown = document.clone();
    shown.mentions.retain(|item| counts(&item.note.origin, item.span, 0));
    shown.quotes.retain(|item| counts(&item.note.origin, item.span(), quotes));
    shown.positions.retain(|item| counts(&item.note.origin, item.span(), positions));
    // Their numbers have changed, and nothing that is counted asks for them.
    shown.positions.iter_mut().for_each(|position| position.quote = None);
    shown
}

/// The paragraphs that a person has cut off on the page (`www/state/edit-cut.js`). A file may say anything: what makes no sense is not taken.
fn cuts(text: &str, document: &Document) -> Vec<Span> {
    let cut = document.extra.iter().find(|(name, _)| &**name == "cut").and_then(|(_, value)| serde_json::from_str::<Value>(value).ok());
    let Some(cut) = cut.filter(|cut| cut["offset_unit"] == "utf16") else { return Vec::new() };
    let offsets = Offsets::new(text, Unit::Utf16);
    let byte = |place: &Value| offsets.to_byte(u32::try_from(place.as_u64()?).ok()?);
    let span = |place: &Value| {
        let (start, end) = (byte(&place[0])?, byte(&place[1])?);
        (start < end).then(|| Span::new(start, end))
    };
    cut["spans"].as_array().into_iter().flatten().filter_map(span).collect()
}
