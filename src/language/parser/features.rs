//! What the parser looks at: rows of tables for each word, for the next move and for the relation of an arc.
//!
//! Training and parsing share this file. It weighs nothing.

use super::super::tags::{Tag, Upos};
use super::super::weights::{hash_bytes, mix};
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

/// A form with case and the kinds of digits, quotation marks and dashes folded away: hashes of it, its beginning and its ending.
pub struct Folded {
    /// All of it.
    pub form: u64,
    start: u64,
    end: u64,
    shape: u8,
}

impl Folded {
    /// Folds `form`. Of long forms only the first 49 bytes count.
    pub fn new(form: &str) -> Folded {
        let mut bytes = [0u8; 56];
        let (len, shape) = if form.is_ascii() { fold_ascii(form, &mut bytes) } else { fold(form, &mut bytes) };
        let bytes = match &bytes[..len] {
            b"''" | b"\"\"" => b"\"",
            bytes => bytes,
        };
        let head = hash_bytes(&bytes[..bytes.len().min(4)]);
        let tail = hash_bytes(&bytes[bytes.len().saturating_sub(3)..]);
        Folded { form: hash_bytes(bytes), start: mix(head, 1), end: mix(tail, 2), shape }
    }
}

/// Folds `form` into `bytes`; returns how many they are and which of the first letter and the others are capitals, a bit each.
fn fold(form: &str, bytes: &mut [u8; 56]) -> (usize, u8) {
    let mut len = 0;
    for c in form.chars() {
        let folded = match c {
            '0'..='9' => '0',
            '“' | '”' | '„' | '‟' | '«' | '»' | '`' => '"',
            '‘' | '’' | '‚' => '\'',
            '–' | '—' | '−' | '‐' | '‑' => '-',
            _ if c.is_ascii() => c.to_ascii_lowercase(),
            _ => c.to_lowercase().next().unwrap_or(c),
        };
        if len > LONGEST {
            break;
        }
        len += folded.encode_utf8(&mut bytes[len..]).len();
    }
    let mut rest = form.chars();
    let first = rest.next().is_some_and(char::is_uppercase);
    (len, u8::from(first) | u8::from(rest.any(char::is_uppercase)) << 1)
}

/// The same for letters, digits and marks of ASCII, several at a time.
fn fold_ascii(form: &str, bytes: &mut [u8; 56]) -> (usize, u8) {
    for (folded, &byte) in bytes[..=LONGEST].iter_mut().zip(form.as_bytes()) {
        *folded = match byte {
            b'0'..=b'9' => b'0',
            b'`' => b'"',
            _ => byte.to_ascii_lowercase(),
        };
    }
    let (first, rest) = form.as_bytes().split_at(form.len().min(1));
    let capital = |letters: &[u8]| letters.iter().fold(false, |found, letter| found | letter.is_ascii_uppercase());
    (form.len().min(LONGEST + 1), u8::from(capital(first)) | u8::from(capital(rest)) << 1)
}

/// No character that begins behind this byte of a form is looked at.
const LONGEST: usize = 48;

#[inline]
fn row(hash: u64) -> u16 {
    let at = (hash >> (64 - WORD_BITS)) as usize;
    if at < HASHED { (at + (WORD_TABLE / 2)) as u16 } else { at as u16 }
}

impl Word {
    /// The word `form` behind `before`.
    pub fn new(form: &str, tag: Tag, known: &Known, before: Option<&Word>) -> Word {
        let folded = Folded::new(form);
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
        let shape = folded.shape | u8::from(before.is_none()) << 2 | (word.quotes as u8 & 1) << 3;
        let form = |salt| if known.contains(folded.form) { row(mix(folded.form, salt)) } else { UNKNOWN };
        let tag_row = u16::from(word.tag);
        word.rows = [tag_row, SHAPES as u16 + u16::from(shape), form(3), form(4), row(folded.start), row(folded.end)];
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

/// The relation of a dependent; the last number when there is none.
#[inline]
fn label(state: &State, kid: u32) -> usize {
    state.relations().get(kid as usize).map_or(LABELS - 1, |&relation| relation as usize)
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
    rows.put(label(state, k0.left[0]), LABELS);
    rows.put(label(state, k0.right[0]), LABELS);
    rows.put(label(state, k1.left[0]), LABELS);
    rows.put(label(state, k1.right[0]), LABELS);
    rows.put(label(state, kb.left[0]), LABELS);
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
    let first = at(kw.left[0]);
    let rows = &mut Rows { out, at: 0, base: 0 };
    rows.put(distance(low, high) << 1 | right, 16);
    rows.put(between(at(low), at(high)) << 1 | right, 2 * BETWEEN);
    rows.put(usize::from(kw.taken), TAKEN);
    rows.put(usize::from(kh.taken) << 1 | right, 2 * TAKEN);
    rows.put(label(state, kw.left[0]), LABELS);
    rows.put(label(state, kw.right[0]), LABELS);
    rows.put(label(state, kh.left[0]), LABELS);
    rows.put(label(state, kh.right[0]), LABELS);
    rows.put(counts(kw), 16);
    rows.put(usize::from(if kw.count[0] == 0 { NO_TAG } else { first.tag }), TAGS);
    rows.put(if kw.count[0] == 0 { 0 } else { usize::from(first.rows[2] & 63) }, 64);
}
