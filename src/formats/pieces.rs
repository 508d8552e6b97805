//! The text cut wherever an annotation begins or ends, for formats that show annotations within it.
//!
//! It decides where to cut and what covers a piece; that makes crossing annotations harmless, for no piece holds a part of one only.

use super::Source;

/// What is shown within the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Mark {
    /// Part of a quote's content, by the quote's place in its list.
    Quote(usize),
    /// Part of a position's target.
    Position(usize),
    /// A mention.
    Mention(usize),
}

/// A piece of the text.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Piece<'a> {
    pub(super) words: &'a str,
    /// What covers all of it, in order: quotes, positions, mentions.
    pub(super) marks: Vec<Mark>,
    /// The quotes and positions of which it is the very end.
    pub(super) ends: Vec<Mark>,
}

/// The pieces of a text; together they are the text.
pub(super) fn pieces<'a>(source: &Source<'a>) -> Vec<Piece<'a>> {
    let document = &source.document;
    let mut parts: Vec<(u32, u32, Mark, bool)> = Vec::new();
    let mut all = |spans: &[(u32, u32)], mark| {
        let last = spans.len().saturating_sub(1);
        parts.extend(spans.iter().enumerate().map(|(place, part)| (part.0, part.1, mark, place == last)));
    };
    document.quotes.iter().enumerate().for_each(|(place, item)| all(item.parts(), Mark::Quote(place)));
    document.positions.iter().enumerate().for_each(|(place, item)| all(item.parts(), Mark::Position(place)));
    document.mentions.iter().enumerate().for_each(|(place, item)| all(&[(item.start, item.end)], Mark::Mention(place)));
    parts.sort_unstable();
    let end = source.offsets.from_byte(source.text.len() as u32);
    let mut edges: Vec<u32> = parts.iter().flat_map(|part| [part.0, part.1]).chain([0, end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let (mut pieces, mut next, mut open) = (Vec::new(), 0, Vec::new());
    for pair in edges.windows(2) {
        while next < parts.len() && parts[next].0 <= pair[0] {
            open.push(parts[next]);
            next += 1;
        }
        open.retain(|part: &(u32, u32, Mark, bool)| part.1 > pair[0]);
        let mut marks: Vec<Mark> = open.iter().map(|part| part.2).collect();
        marks.sort_unstable();
        let ending = open.iter().filter(|part| part.1 == pair[1] && part.3 && !matches!(part.2, Mark::Mention(_)));
        let mut ends: Vec<Mark> = ending.map(|part| part.2).collect();
        ends.sort_unstable();
        pieces.push(Piece { words: source.slice(pair[0], pair[1]), marks, ends });
    }
    pieces
}
