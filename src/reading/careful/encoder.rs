//! The encoder: a BERT (Devlin et al. 2019) over windows of word pieces.
//!
//! It turns a prepared text into a vector for each word, each taken from the window in which the word stands most centrally. What the vectors mean is for the
//! heads to say.

use std::ops::Range;

use wide::f32x8;

use super::file::{File, Tensor};
use super::form::{Form, KINDS, QUOTATIONS, Row, SHAPES};
use super::linear::{Linear, Rounded};
use super::numbers::{EIGHT, add, gelu, normalize, softmax};
use crate::language::weights::ModelError;

/// How many numbers a vector has.
pub(super) const WIDTH: usize = 384;
/// How many heads attention has, and how wide each is.
const HEADS: usize = 12;
const HEAD: usize = WIDTH / HEADS;
const HIDDEN: usize = 1536;
/// How many rows of a text a window holds at most, and how many two windows share at least.
pub(super) const WINDOW: usize = 254;
const OVERLAP: usize = 64;
/// How many rows the positions go for.
const POSITIONS: usize = 384;
/// Added to a variance before its root is taken, as in BERT.
pub(super) const EPSILON: f32 = 1e-12;

/// Shift and scale behind a layer.
#[derive(Clone, Debug)]
pub(super) struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    pub(super) fn read(file: &File<'_>, name: &str, width: usize) -> Result<Norm, ModelError> {
        let part = |part: &str| file.floats(&format!("{name}.{part}"), 1, width);
        Ok(Norm { scale: part("weight")?, shift: part("bias")? })
    }

    pub(super) fn apply(&self, rows: &mut [f32], epsilon: f32) {
        normalize(rows, &self.scale, &self.shift, epsilon);
    }
}

impl Linear {
    /// The matrix called `name`, from `inputs` to `outputs` numbers; without a bias if the file has none.
    pub(super) fn read(file: &File<'_>, name: &str, inputs: usize, outputs: usize) -> Result<Linear, ModelError> {
        let weights = file.floats(&format!("{name}.weight"), outputs, inputs)?;
        let bias = file.floats(&format!("{name}.bias"), 1, outputs).unwrap_or_default();
        Ok(Linear::new(&weights, inputs, &bias))
    }
}

/// A transformer layer, normalized behind its parts.
#[derive(Clone, Debug)]
pub(super) struct Block {
    width: usize,
    heads: usize,
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// Room that blocks work in, kept from call to call.
#[derive(Default, Debug)]
pub(super) struct Room {
    pub(super) rounded: Rounded,
    qkv: Vec<f32>,
    mixed: Vec<f32>,
    part: Vec<f32>,
    hidden: Vec<f32>,
    queries: Vec<f32>,
    keys: Vec<[f32; EIGHT]>,
    values: Vec<[f32; EIGHT]>,
    scores: Vec<f32>,
    looked: Vec<f32>,
}

impl Block {
    pub(super) fn read(file: &File<'_>, name: &str, width: usize, heads: usize, hidden: usize) -> Result<Block, ModelError> {
        let linear = |part: &str, inputs, outputs| Linear::read(file, &format!("{name}.{part}"), inputs, outputs);
        Ok(Block {
            width,
            heads,
            qkv: linear("qkv", width, 3 * width)?,
            out: linear("out", width, width)?,
            norm1: Norm::read(file, &format!("{name}.norm1"), width)?,
            up: linear("up", width, hidden)?,
            down: linear("down", hidden, width)?,
            norm2: Norm::read(file, &format!("{name}.norm2"), width)?,
        })
    }

    /// Lets all `rows` look at each other, in place.
    pub(super) fn apply(&self, rows: &mut [f32], epsilon: f32, room: &mut Room) {
        self.qkv.apply(rows, &mut room.rounded, &mut room.qkv);
        self.attend(room);
        self.out.apply(&room.mixed, &mut room.rounded, &mut room.part);
        add(rows, &room.part);
        self.norm1.apply(rows, epsilon);
        self.up.apply(rows, &mut room.rounded, &mut room.hidden);
        gelu(&mut room.hidden);
        self.down.apply(&room.hidden, &mut room.rounded, &mut room.part);
        add(rows, &room.part);
        self.norm2.apply(rows, epsilon);
    }

    /// From queries, keys and values to what each row takes from all of them, head by head.
    fn attend(&self, room: &mut Room) {
        let Room { qkv, mixed, queries, keys, values, scores, looked, .. } = room;
        let (width, head) = (self.width, self.width / self.heads);
        let count = qkv.len() / (3 * width);
        let padded = count.next_multiple_of(EIGHT);
        mixed.clear();
        mixed.resize(count * width, 0.0);
        queries.resize(padded * head, 0.0);
        keys.resize(padded / EIGHT * head, [0.0; EIGHT]);
        values.resize(head / EIGHT * padded, [0.0; EIGHT]);
        scores.resize(padded * padded, 0.0);
        looked.resize(padded * head, 0.0);
        let scale = 1.0 / (head as f32).sqrt();
        for number in 0..self.heads {
            // What stands behind the last row must not be what an earlier text left there.
            queries.fill(0.0);
            keys.fill([0.0; EIGHT]);
            values.fill([0.0; EIGHT]);
            for (at, row) in qkv.chunks_exact(3 * width).enumerate() {
                let part = |which: usize| &row[which * width + number * head..][..head];
                queries[at * head..][..head].iter_mut().zip(part(0)).for_each(|(to, query)| *to = query * scale);
                part(1).iter().enumerate().for_each(|(place, &key)| keys[at / EIGHT * head + place][at % EIGHT] = key);
                part(2).iter().enumerate().for_each(|(place, &value)| values[place / EIGHT * padded + at][place % EIGHT] = value);
            }
            multiply(queries, keys, head, padded, scores);
            scores.chunks_exact_mut(padded).take(count).for_each(|row| softmax(row, count));
            multiply(scores, values, padded, head, looked);
            for (at, row) in mixed.chunks_exact_mut(width).enumerate() {
                row[number * head..][..head].copy_from_slice(&looked[at * head..][..head]);
            }
        }
    }
}

/// How many rows are multiplied at a time.
const TILE: usize = 4;

/// Rows of `inputs` numbers times a matrix that lies in groups of eight columns: `out` has `columns` numbers a row. Rows come in multiples of four.
fn multiply(rows: &[f32], matrix: &[[f32; EIGHT]], inputs: usize, columns: usize, out: &mut [f32]) {
    for (tile, out) in rows.chunks_exact(TILE * inputs).zip(out.chunks_exact_mut(TILE * columns)) {
        for (group, matrix) in matrix.chunks_exact(inputs).enumerate() {
            let mut sums = [f32x8::ZERO; TILE];
            for (place, &matrix) in matrix.iter().enumerate() {
                let matrix = f32x8::new(matrix);
                for (at, sum) in sums.iter_mut().enumerate() {
                    *sum += f32x8::splat(tile[at * inputs + place]) * matrix;
                }
            }
            for (at, sum) in sums.iter().enumerate() {
                out[at * columns + group * EIGHT..][..EIGHT].copy_from_slice(&sum.to_array());
            }
        }
    }
}

/// The encoder's numbers.
#[derive(Debug)]
pub(super) struct Encoder {
    /// A vector for each word piece, as 4 or 8 bits.
    pieces: Pieces,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    continues: Vec<f32>,
    quotations: Vec<f32>,
    kinds: Vec<f32>,
    norm: Norm,
    layers: Vec<Block>,
    begin: u32,
    separator: u32,
}

/// The vectors of the word pieces, rounded to 8 bits each.
#[derive(Debug)]
struct Pieces {
    numbers: Vec<i8>,
    steps: Vec<f32>,
}

impl Pieces {
    fn of(tensor: &Tensor<'_>) -> Pieces {
        let mut pieces = Pieces { numbers: Vec::with_capacity(tensor.rows() * WIDTH), steps: Vec::with_capacity(tensor.rows()) };
        let mut row = [0.0; WIDTH];
        for piece in 0..tensor.rows() {
            tensor.row(piece, &mut row);
            let most = row.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
            let per_step = if most > 0.0 { 127.0 / most } else { 0.0 };
            pieces.steps.push(most / 127.0);
            pieces.numbers.extend(row.iter().map(|number| super::numbers::nearest(number * per_step) as i8));
        }
        pieces
    }

    fn add(&self, piece: u32, out: &mut [f32]) {
        let Some(&step) = self.steps.get(piece as usize) else { return };
        let numbers = &self.numbers[piece as usize * WIDTH..][..WIDTH];
        out.iter_mut().zip(numbers).for_each(|(out, &number)| *out += f32::from(number) * step);
    }
}

/// A window of a text.
#[derive(Debug)]
struct Window {
    rows: Range<usize>,
    /// The words whose vectors it gives: where two windows share rows, each gives those of its half.
    words: Range<usize>,
    is_read: bool,
}

/// The vectors of a text's words, as far as its windows are read, in whatever order.
#[derive(Debug)]
pub(super) struct Encoded {
    windows: Vec<Window>,
    /// A vector for each word, one behind the other; zeros where its window is not read.
    words: Vec<f32>,
    /// The vectors of the window that was read last, and room to work in, kept from window to window.
    rows: Vec<f32>,
    room: Room,
}

impl Encoded {
    /// Nothing yet of `form`.
    pub(super) fn none(form: &Form) -> Encoded {
        let cuts = cuts(form.rows.len());
        let mut windows: Vec<Window> = Vec::with_capacity(cuts.len());
        for (number, rows) in cuts.iter().enumerate() {
            let start = windows.last().map_or(0, |before| before.words.end);
            let end = cuts.get(number + 1).map_or(form.rows.len(), |later| home_end(rows, later));
            let words = start..form.row_of.partition_point(|&row| (row as usize) < end);
            windows.push(Window { rows: rows.clone(), words, is_read: false });
        }
        Encoded { windows, words: vec![0.0; form.row_of.len() * WIDTH], rows: Vec::new(), room: Room::default() }
    }

    /// What share of the windows is read, from 0 to 1.
    pub(super) fn share(&self) -> f64 {
        self.windows.iter().filter(|window| window.is_read).count() as f64 / self.windows.len() as f64
    }

    pub(super) fn words(&self) -> &[f32] {
        &self.words
    }

    /// The vectors of some of the words.
    pub(super) fn some(&self, words: &Range<usize>) -> &[f32] {
        &self.words[words.start * WIDTH..words.end * WIDTH]
    }

    /// Whether all of these words have their vectors.
    pub(super) fn is_read(&self, words: &Range<usize>) -> bool {
        let mut giving = self.windows[self.giving(words.start)..].iter().take_while(|window| window.words.start < words.end);
        giving.all(|window| window.is_read)
    }

    /// The window that gives the vector of `word`.
    fn giving(&self, word: usize) -> usize {
        self.windows.partition_point(|window| window.words.end <= word)
    }

    /// The window to be read next: the first from `word` on that is not, else the first of all.
    fn next(&self, word: usize) -> Option<usize> {
        let unread = |from: usize| (from..self.windows.len()).find(|&number| !self.windows[number].is_read);
        unread(self.giving(word)).or_else(|| unread(0))
    }
}

impl Encoder {
    /// The encoder of a file whose vocabulary begins and ends windows with these pieces.
    pub(super) fn read(file: &File<'_>, begin: u32, separator: u32) -> Result<Encoder, ModelError> {
        let table = |name: &str, rows| file.floats(&format!("encoder.{name}.weight"), rows, WIDTH);
        let mut layers = Vec::new();
        while file.tensor(&format!("encoder.layers.{}.qkv.weight", layers.len()), WIDTH).is_ok() {
            layers.push(Block::read(file, &format!("encoder.layers.{}", layers.len()), WIDTH, HEADS, HIDDEN)?);
        }
        Ok(Encoder {
            pieces: Pieces::of(file.tensor("encoder.pieces.weight", WIDTH)?),
            positions: table("positions", POSITIONS)?,
            shapes: table("shapes", SHAPES)?,
            continues: table("continues", 2)?,
            quotations: table("quotations", QUOTATIONS)?,
            kinds: table("kinds", KINDS)?,
            norm: Norm::read(file, "encoder.norm", WIDTH)?,
            layers,
            begin,
            separator,
        })
    }

    /// Reads the next window of `form` from `word` on, else from the beginning. `false` when all are read.
    pub(super) fn step(&self, form: &Form, encoded: &mut Encoded, word: usize) -> bool {
        let Some(number) = encoded.next(word) else { return false };
        let Encoded { windows, words, rows, room } = encoded;
        let window = &mut windows[number];
        window.is_read = true;
        self.window(&form.rows[window.rows.clone()], rows, room);
        for word in window.words.clone() {
            let at = form.row_of[word] as usize - window.rows.start + 1;
            words[word * WIDTH..][..WIDTH].copy_from_slice(&rows[at * WIDTH..][..WIDTH]);
        }
        true
    }

    /// The vectors of a window's rows, with one before them and one behind.
    fn window(&self, text: &[Row], rows: &mut Vec<f32>, room: &mut Room) {
        rows.clear();
        rows.extend_from_slice(&self.positions[..(text.len() + 2) * WIDTH]);
        let features = |row: &Row| [row.shape as usize, usize::from(row.continues), row.quotation as usize, row.kind as usize];
        let inner = text.iter().map(|row| (row.id, features(row)));
        let all = [(self.begin, [0; 4])].into_iter().chain(inner).chain([(self.separator, [0; 4])]);
        for (out, (piece, numbers)) in rows.chunks_exact_mut(WIDTH).zip(all) {
            self.pieces.add(piece, out);
            for (table, number) in [&self.shapes, &self.continues, &self.quotations, &self.kinds].into_iter().zip(numbers) {
                add(out, &table[number * WIDTH..][..WIDTH]);
            }
        }
        self.norm.apply(rows, EPSILON);
        self.layers.iter().for_each(|layer| layer.apply(rows, EPSILON, room));
    }
}

const _: () = assert!(WINDOW + 2 <= POSITIONS && HEAD.is_multiple_of(EIGHT) && OVERLAP < WINDOW);

/// The rows of each window of a text with that many.
fn cuts(rows: usize) -> Vec<Range<usize>> {
    let count = if rows <= WINDOW { 1 } else { (rows - OVERLAP).div_ceil(WINDOW - OVERLAP) };
    let start = |number: usize| rows.saturating_sub(WINDOW) * number / (count - 1).max(1);
    (0..count).map(start).map(|start| start..rows.min(start + WINDOW)).collect()
}

/// The first row that stands more centrally in the later of two windows.
fn home_end(earlier: &Range<usize>, later: &Range<usize>) -> usize {
    // Row r lies earlier.end - 1 - r rows before the end of one and r - later.start behind the start of the other; a tie stays with the earlier.
    (earlier.end - 1 + later.start) / 2 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_cover_the_text() {
        for rows in [0, 1, 254, 255, 300, 444, 445, 1000, 5000] {
            let windows = cuts(rows);
            assert_eq!((windows[0].start, windows[windows.len() - 1].end), (0, rows));
            for pair in windows.windows(2) {
                assert!(pair[0].end - pair[1].start >= OVERLAP && pair[1].start > pair[0].start, "{rows}: {pair:?}");
            }
        }
    }

    #[test]
    fn rows_belong_to_the_window_they_are_central_in() {
        let (earlier, later) = (0..254, 190..444);
        let end = home_end(&earlier, &later);
        let depth = |row: usize| (earlier.end - 1 - row, row - later.start);
        assert!(depth(end - 1).0 >= depth(end - 1).1 && depth(end).0 < depth(end).1);
    }

    #[test]
    fn products_of_floats() {
        let rows: Vec<f32> = (0..4 * 3).map(|number| number as f32).collect();
        let matrix = [[1.0; EIGHT], [10.0; EIGHT], [100.0; EIGHT]];
        let mut out = [0.0; 32];
        multiply(&rows, &matrix, 3, 8, &mut out);
        assert_eq!((out[0], out[8], out[31]), (210.0, 543.0, 1209.0));
    }
}
