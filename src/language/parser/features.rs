//! What the parser looks at: rows of tables for each word, for the next move and for the relation of an arc.
//!
//! Training and parsing share this file. It weighs nothing.

use super::super::relations::Relation;
use super::super::tags::{Tag, Upos};
use super::super::weights::mix;
use super::super::words;
use super::state::{Kids, State};

/// What is known of a word before parsing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Its rows in the table of words.
    pub rows: [u16; WORD_ROWS],
    /// The number of its tag; [`NO_TAG`] for the root and "no word".
    tag: u8,
    /// How many commas, verbs, quotation marks and other marks (colons, dashes, semicolons, brackets) stand up to here.
    commas: u16,
    verbs: u16,
    quotes: u16,
    marks: u16,
}

/// How many rows a word has in the table of words: tag, shape, form twice, beginning, ending.
pub const WORD_ROWS: usize = 6;
/// How many rows the table of words has.
pub const WORD_TABLE: usize = 1 << WORD_BITS;
const WORD_BITS: u32 = 13;
/// Where the hashed rows begin; before them: tags, shapes, and the row of forms that are not known.
const HASHED: usize = 128;
const SHAPES: usize = 80;
/// The row of the forms that were rare in training.
pub const UNKNOWN: u16 = 127;
/// The tag number of what is no word.
const NO_TAG: u8 = 79;

/// How many bytes the set of known forms has.
pub const KNOWN_BYTES: usize = 1 << 14;

/// The set of the forms that were not rare in training, as bits by hash. It may take an unknown form for a known one.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a>(pub &'a [u8]);

impl Known<'_> {
    /// The byte and bit that stand for a form.
    pub fn place(hash: u64) -> (usize, u8) {
        let at = (hash >> 20) as usize & (KNOWN_BYTES * 8 - 1);
        (at / 8, 1 << (at % 8))
    }

    fn contains(&self, hash: u64) -> bool {
        let (byte, bit) = Known::place(hash);
        self.0.get(byte).is_some_and(|bits| bits & bit != 0)
    }
}

#[inline]
fn row(hash: u64) -> u16 {
    let at = (hash >> (64 - WORD_BITS)) as usize;
    if at < HASHED { (at + (WORD_TABLE / 2)) as u16 } else { at as u16 }
}

impl Word {
    /// The word `form`, read as `read`, behind `before`.
    pub fn new(form: &str, read: &words::Word, tag: Tag, known: &Known, before: Option<&Word>) -> Word {
        let mut word = before.copied().unwrap_or_default();
        word.tag = tag.index() as u8;
        word.verbs = word.verbs.saturating_add(u16::from(tag.is_verb()));
        if tag.upos() == Upos::Punct {
            match form {
                "," => word.commas = word.commas.saturating_add(1),
                "\"" | "“" | "”" | "„" | "«" | "»" | "``" | "''" => word.quotes = word.quotes.saturating_add(1),
                ":" | ";" | "-" | "--" | "–" | "—" | "(" | ")" => word.marks = word.marks.saturating_add(1),
                _ => {}
            }
        }
        let shape = read.case as u16 | u16::from(before.is_none()) << 3 | (word.quotes & 1) << 4;
        let form = |salt| if known.contains(read.lower) { row(mix(read.lower, salt)) } else { UNKNOWN };
        let (start, end) = (row(mix(read.prefixes[3], 1)), row(mix(read.suffixes[2], 2)));
        word.rows = [u16::from(word.tag), SHAPES as u16 + shape, form(3), form(4), start, end];
        word
    }

    /// A hash of its rows.
    #[inline]
    pub fn key(&self) -> u64 {
        let [a, b, c, d, e, f] = self.rows.map(u64::from);
        mix(a | b << 16 | c << 32 | d << 48, e | f << 16)
    }

    /// The root behind `last`, or "no word".
    pub fn none(last: Option<&Word>) -> Word {
        Word { tag: NO_TAG, ..last.copied().unwrap_or_default() }
    }
}

/// What stands between two words: commas, other marks, and whether a quotation opens or closes. Below 64.
#[inline]
fn between(left: &Word, right: &Word) -> usize {
    let count = |a: u16, b: u16, most: u16| usize::from(b.wrapping_sub(a).min(most));
    count(left.commas, right.commas, 3) | count(left.marks, right.marks, 3) << 2 | count(left.quotes, right.quotes, 3) << 4
}

/// Below 8.
#[inline]
fn distance(left: u32, right: u32) -> usize {
    match right.wrapping_sub(left) {
        d @ 0..=4 => d as usize,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

/// Hands out consecutive ranges of rows, one for each template.
struct Rows<'a> {
    out: &'a mut [u16],
    at: usize,
    base: usize,
}

impl Rows<'_> {
    #[inline(always)]
    fn put(&mut self, value: usize, range: usize) {
        self.out[self.at] = (self.base + value) as u16;
        self.at += 1;
        self.base += range;
    }
}

const TAGS: usize = 80;
const LABELS: usize = 49;
const TAKEN: usize = 128;
const BETWEEN: usize = 64;

/// How many rows a move has.
pub const MOVE_ROWS: usize = 17;
/// How many rows the table of moves has.
pub const MOVE_TABLE: usize = 2 * TAGS + 5 * LABELS + 3 * TAKEN + 2 * 16 + 4 + 32 + 8 + 2 * BETWEEN;
/// How many rows a relation has.
pub const RELATION_ROWS: usize = 11;
/// How many rows the table of relations has.
pub const RELATION_TABLE: usize = 16 + 2 * BETWEEN + TAKEN + 2 * TAKEN + 4 * LABELS + 16 + TAGS + 64;

/// How many sorts of arcs [`arc`] tells apart.
pub const ARCS: usize = TAGS * TAGS * 2 * 4;

/// What sort of arc leads from `head` to `word`, below [`ARCS`]: both tags, the direction and whether they are close. Of many sorts all arcs have
/// the same relation.
#[inline]
pub fn arc(words: &[Word], head: u32, word: u32) -> usize {
    let tag = |word: u32| usize::from(words[word as usize].tag);
    let far = match head.abs_diff(word) {
        0 | 1 => 0,
        2 => 1,
        3 | 4 => 2,
        _ => 3,
    };
    ((tag(head) * TAGS + tag(word)) * 2 + usize::from(head < word)) * 4 + far
}

/// The number of a relation; the last number when there is none.
#[inline]
fn label(relation: Option<Relation>) -> usize {
    relation.map_or(LABELS - 1, |relation| relation as usize)
}

#[inline]
fn counts(kids: &Kids) -> usize {
    usize::from(kids.count[0].min(3)) << 2 | usize::from(kids.count[1].min(3))
}

/// The rows of the next move. `words` has the root and "no word" at its end.
#[inline]
pub fn of_move(state: &State, words: &[Word], out: &mut [u16; MOVE_ROWS]) {
    let at = |word: u32| &words[word as usize];
    let (i0, i1, front) = (state.stacked(0), state.stacked(1), state.ahead(0));
    let (s0, s1, b0) = (at(i0), at(i1), at(front));
    let (k0, k1, kb) = (state.kids(i0), state.kids(i1), state.kids(front));
    let verbs = usize::from(b0.verbs.wrapping_sub(s0.verbs).min(3));
    let rows = &mut Rows { out, at: 0, base: 0 };
    rows.put(usize::from(at(state.stacked(2)).tag), TAGS);
    rows.put(usize::from(at(state.ahead(1)).tag), TAGS);
    rows.put(label(k0.outer[0]), LABELS);
    rows.put(label(k0.outer[1]), LABELS);
    rows.put(label(k1.outer[0]), LABELS);
    rows.put(label(k1.outer[1]), LABELS);
    rows.put(label(kb.outer[0]), LABELS);
    rows.put(usize::from(k0.taken), TAKEN);
    rows.put(usize::from(k1.taken), TAKEN);
    rows.put(usize::from(kb.taken), TAKEN);
    rows.put(counts(k0), 16);
    rows.put(counts(k1), 16);
    rows.put(usize::from(kb.count[0].min(3)), 4);
    rows.put(distance(i0, front) << 2 | verbs, 32);
    rows.put(if i1 < state.words() { distance(i1, i0) } else { 0 }, 8);
    rows.put(between(s0, b0), BETWEEN);
    rows.put(between(s1, s0), BETWEEN);
}

/// The rows of the relation of `word` to `head`, asked just before the arc is made.
#[inline]
pub fn of_relation(state: &State, words: &[Word], head: u32, word: u32, out: &mut [u16; RELATION_ROWS]) {
    let at = |word: u32| &words[word as usize];
    let (kh, kw) = (state.kids(head), state.kids(word));
    let right = usize::from(head < word);
    let (low, high) = (head.min(word), head.max(word));
    let first = kw.first.map(at);
    let rows = &mut Rows { out, at: 0, base: 0 };
    rows.put(distance(low, high) << 1 | right, 16);
    rows.put(between(at(low), at(high)) << 1 | right, 2 * BETWEEN);
    rows.put(usize::from(kw.taken), TAKEN);
    rows.put(usize::from(kh.taken) << 1 | right, 2 * TAKEN);
    rows.put(label(kw.outer[0]), LABELS);
    rows.put(label(kw.outer[1]), LABELS);
    rows.put(label(kh.outer[0]), LABELS);
    rows.put(label(kh.outer[1]), LABELS);
    rows.put(counts(kw), 16);
    rows.put(usize::from(first.map_or(NO_TAG, |first| first.tag)), TAGS);
    rows.put(first.map_or(0, |first| usize::from(first.rows[2] & 63)), 64);
}
