//! The parser's network in integers: embeddings of words, a window over neighbors, one gated recurrence in each direction, and two small
//! perceptrons that score the next move and the relation of an arc.
//!
//! It turns numbers into numbers, the same on every machine; what they mean stands in [`super`].

use super::super::weights::Model;
use super::arcs::{Arcs, numbers};
use super::features::{KNOWN_BYTES, MOVE_ROWS, MOVE_TABLE, RELATION_ROWS, RELATION_TABLE, WORD_ROWS, WORD_TABLE};
use super::layer::{Columns, Layer, fours, lower};
use wide::{f32x4, i16x8, i32x4, i32x8};

/// Numbers for a word.
pub const WORD: usize = 32;
/// Numbers for a word among its neighbors.
pub const LOCAL: usize = 32;
/// How many words on each side are a word's neighbors.
pub const REACH: usize = 2;
/// How many words a word's local numbers come from.
pub const PLACES: usize = 2 * REACH + 1;
/// Numbers that each recurrence carries along.
pub const CARRIED: usize = 8;
/// Numbers for a word in its sentence.
pub const TOKEN: usize = LOCAL + 2 * CARRIED;
/// Hidden units that choose a move.
pub const MOVE: usize = 32;
/// Hidden units that choose a relation.
pub const ARC: usize = 32;
/// What a word contributes: as top of the stack, second on the stack, front of the buffer; as head, as dependent.
pub const SHARES: usize = 3 * MOVE + 2 * ARC;
/// The parts of the [`SHARES`], in their order.
pub mod way {
    /// As the top of the stack.
    pub const TOP: usize = 0;
    /// As the second on the stack.
    pub const BELOW: usize = 1;
    /// As the front of the buffer.
    pub const FRONT: usize = 2;
    /// As a head.
    pub const HEAD: usize = 3;
    /// As a dependent.
    pub const DEPENDENT: usize = 4;
}
/// How many [`way`]s there are.
const PARTS: usize = 5;
const _: () = assert!(MOVE == ARC && SHARES == PARTS * MOVE);
/// Classes of relations, padded.
pub const RELATIONS: usize = 48;

/// A part of the network, each a matrix from its rows to its columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub enum Part {
    /// Rows for words.
    Words,
    /// From the words around and the word itself to its local numbers; the last row is the bias.
    Window,
    /// From local numbers to gates and candidates, forward and backward; the last row is the bias.
    Carry,
    /// From a token to its shares.
    Share,
    /// Rows for moves; the last is the bias.
    Moves,
    /// From hidden units to moves; the last row is the bias.
    MoveOut,
    /// Rows for relations; the last is the bias.
    Relations,
    /// From hidden units to relations; the last row is the bias.
    RelationOut,
}

impl Part {
    /// Every part, in the order of the model file.
    pub const ALL: [Part; 8] =
        [Part::Words, Part::Window, Part::Carry, Part::Share, Part::Moves, Part::MoveOut, Part::Relations, Part::RelationOut];

    /// The number of rows and columns.
    pub const fn shape(self) -> (usize, usize) {
        match self {
            Part::Words => (WORD_TABLE, WORD),
            Part::Window => (PLACES * WORD + 1, LOCAL),
            Part::Carry => (LOCAL + 1, 4 * CARRIED),
            Part::Share => (TOKEN, SHARES),
            Part::Moves => (MOVE_TABLE + 1, MOVE),
            Part::MoveOut => (MOVE + 1, 4),
            Part::Relations => (RELATION_TABLE + 1, ARC),
            Part::RelationOut => (ARC + 1, RELATIONS),
        }
    }
}

/// Activations count in steps of `2^-UNIT`.
pub const UNIT: u32 = 8;

/// Rows that are summed, in steps of `2^-UNIT`, the bias behind the last.
#[derive(Clone, Debug)]
struct Table<const WIDTH: usize> {
    rows: Box<[[i16x8; WIDTH]; ROOM]>,
}

/// A power of two of rows, so that no number of a row has to be checked.
const ROOM: usize = 1 << 10;
const _: () = assert!(MOVE_TABLE < ROOM && RELATION_TABLE < ROOM);

impl<const EIGHTS: usize> Table<EIGHTS> {
    fn new(numbers: &[i8], shift: u32) -> Self {
        let raise = UNIT.saturating_sub(shift);
        let mut rows = Box::new([[i16x8::ZERO; EIGHTS]; ROOM]);
        for (eight, numbers) in rows.as_flattened_mut().iter_mut().zip(numbers.as_chunks::<8>().0) {
            *eight = i16x8::new(numbers.map(|number| i16::from(number) << raise));
        }
        Table { rows }
    }

    /// The sum of `shares`, `rows` and the row `bias`, zero where it is negative.
    #[inline(always)]
    fn hidden<const WIDTH: usize>(&self, shares: &[Option<&[i16; WIDTH]>], rows: &[u16], bias: usize) -> [i16x8; EIGHTS] {
        let mut sum = self.rows[bias % ROOM];
        for share in shares.iter().flatten() {
            let eights = share.as_chunks::<8>().0;
            (0..EIGHTS).for_each(|at| sum[at] = sum[at].saturating_add(i16x8::new(eights[at])));
        }
        for &row in rows {
            let row = &self.rows[usize::from(row) % ROOM];
            (0..EIGHTS).for_each(|at| sum[at] = sum[at].saturating_add(row[at]));
        }
        sum.map(|eight| eight.max(i16x8::ZERO))
    }
}

/// What a word adds to the local numbers of each word around it, from the second behind it to the second before.
pub type Around = [[i16x8; LOCAL / 8]; PLACES];

/// The network, ready to be used.
#[derive(Clone, Debug)]
pub struct Network {
    words: Vec<[i8; WORD]>,
    /// From a word to what it adds [`Around`] it.
    window: Layer<WORD, { PLACES * LOCAL }, 8>,
    window_bias: [i16x8; LOCAL / 8],
    /// Embeddings count in steps of `2^-word_unit`.
    word_unit: u32,
    carry: Layer<LOCAL, { 4 * CARRIED }, 8>,
    /// From a token to each of its shares.
    shares: [Layer<TOKEN, MOVE, 8>; PARTS],
    moves: Table<{ MOVE / 8 }>,
    move_out: Columns<{ MOVE / 8 }>,
    relations: Table<{ ARC / 8 }>,
    relation_out: Columns<{ ARC / 8 }>,
    known: Vec<u8>,
    arcs: Arcs,
}

impl Network {
    /// The numbers in a model file; what is missing is zero.
    ///
    /// The section `shifts` holds one byte `s` a part, whose numbers count in steps of `2^-s`; `numbers` one signed byte a number.
    pub fn read(model: &Model) -> Network {
        let shifts = model.section("shifts");
        let shift = |part: Part| u32::from(shifts.get(part as usize).copied().unwrap_or(0).min(UNIT as u8));
        let mut rest = model.section("numbers");
        let parts = Part::ALL.map(|part| {
            let (rows, width) = part.shape();
            let (own, others) = rest.split_at_checked(rows * width).unwrap_or((&[], &[]));
            rest = others;
            bytemuck::cast_slice::<u8, i8>(own)
        });
        let part = |part: Part| (parts[part as usize], shift(part));
        let layer = |which: Part| (part(which).0, part(which).1, UNIT);
        let ((window, window_shift), words) = (part(Part::Window), shift(Part::Words));
        let (carry, share) = (layer(Part::Carry), layer(Part::Share));
        Network {
            words: part(Part::Words).0.as_chunks().0.to_vec(),
            window: Layer::new(&side_by_side(window), window_shift, words),
            window_bias: std::array::from_fn(|at| {
                let bias =
                    |lane| window.get(PLACES * WORD * LOCAL + at * 8 + lane).map_or(0, |&bias| i16::from(bias) << (UNIT - window_shift));
                i16x8::new(std::array::from_fn(bias))
            }),
            word_unit: words,
            carry: Layer::new(carry.0, carry.1, carry.2),
            shares: std::array::from_fn(|part| Layer::new(&columns(share.0, part), share.1, share.2)),
            moves: Table::new(part(Part::Moves).0, shift(Part::Moves)),
            move_out: Columns::new(part(Part::MoveOut).0, 4, UNIT),
            relations: Table::new(part(Part::Relations).0, shift(Part::Relations)),
            relation_out: Columns::new(part(Part::RelationOut).0, RELATIONS, UNIT),
            known: model.section("known").iter().copied().chain(std::iter::repeat(0)).take(KNOWN_BYTES).collect(),
            arcs: Arcs::read(model),
        }
    }

    /// The set of known forms.
    pub fn known(&self) -> &[u8] {
        &self.known
    }

    /// Which relations arcs can have.
    pub fn arcs(&self) -> &Arcs {
        &self.arcs
    }

    /// What a word adds around it.
    pub fn look(&self, rows: &[u16; WORD_ROWS]) -> Around {
        let mut sum = [0; WORD];
        for row in rows.iter().filter_map(|&row| self.words.get(usize::from(row))) {
            sum.iter_mut().zip(row).for_each(|(sum, &number)| *sum += i16::from(number));
        }
        let all = self.window.apply(&sum);
        let mut around = [0; PLACES * LOCAL];
        lower(&fours::<{ PLACES * LOCAL / 4 }>(&all), (self.window.shift + self.word_unit).saturating_sub(UNIT), &mut around);
        let eights = around.as_chunks::<8>().0;
        std::array::from_fn(|place| std::array::from_fn(|at| i16x8::new(eights[place * (LOCAL / 8) + at])))
    }

    /// The local numbers of a word to which nothing was added yet.
    pub fn window_bias(&self) -> &[i16x8; LOCAL / 8] {
        &self.window_bias
    }

    /// What two words feed into the recurrences: gates and candidates forward, gates and candidates backward.
    #[inline(never)] // As `Layer::apply`.
    pub fn feed(&self, locals: [&[i16; LOCAL]; 2], fed: [&mut [f32; 4 * CARRIED]; 2]) {
        let step = f32x4::splat(1.0 / (1u32 << (self.carry.shift + UNIT)) as f32);
        self.carry.apply_two(locals, fed, |sums: &[i32x4; 4], out| {
            let fours = out.as_chunks_mut::<4>().0.iter_mut().zip(sums);
            fours.for_each(|(out, sum)| *out = (sum.round_float() * step).to_array());
        });
    }

    /// What a token contributes to decisions in one of the ways of [`SHARES`].
    #[inline]
    pub fn share(&self, token: &[i16; TOKEN], way: usize) -> [i16; MOVE] {
        let layer = &self.shares[way];
        let mut share = [0; MOVE];
        lower(&fours::<{ MOVE / 4 }>(&layer.apply(token)), layer.shift, &mut share);
        share
    }

    /// The same for two tokens.
    #[inline(never)] // As `Layer::apply`.
    pub fn share_two(&self, tokens: [&[i16; TOKEN]; 2], shares: [&mut [i16; MOVE]; 2], way: usize) {
        let layer = &self.shares[way];
        layer.apply_two(tokens, shares, |sums: &[i32x4; 4], out| lower(sums, layer.shift, out));
    }

    /// The scores of shift, left and right, given the shares of the words at the top of the stack, below it and at the front.
    #[inline(never)] // As `Layer::apply`.
    pub fn score_move(&self, shares: [Option<&[i16; MOVE]>; 3], rows: &[u16; MOVE_ROWS]) -> [i32; 3] {
        let hidden = self.moves.hidden(&shares, rows, MOVE_TABLE);
        std::array::from_fn(|step| self.move_out.output(step, &hidden))
    }

    /// The number of the best relation of the set `among`, given the shares of head and dependent; of equals the first.
    #[inline(never)] // As `Layer::apply`.
    pub fn choose_relation(&self, shares: [Option<&[i16; ARC]>; 2], rows: &[u16; RELATION_ROWS], among: u64) -> usize {
        let hidden = self.relations.hidden(&shares, rows, RELATION_TABLE);
        let (mut best, mut most) = (0, i32::MIN);
        for number in numbers(among) {
            let score = self.relation_out.output(number, &hidden);
            if score > most {
                (best, most) = (number, score);
            }
        }
        best
    }
}

/// The parts of the window for the words around, one beside the other instead of one below the other, that of the word before last comes first:
/// a word is that for the second behind it.
fn side_by_side(window: &[i8]) -> Vec<i8> {
    let number = |row: usize, place: usize, out: usize| window.get((place * WORD + row) * LOCAL + out).copied().unwrap_or(0);
    (0..WORD).flat_map(|row| (0..PLACES * LOCAL).map(move |out| number(row, out / LOCAL, out % LOCAL))).collect()
}

/// The columns of one part of the shares.
fn columns(share: &[i8], part: usize) -> Vec<i8> {
    share.as_chunks::<SHARES>().0.iter().flat_map(|row| &row[part * MOVE..][..MOVE]).copied().collect()
}

/// One step of a recurrence (Bradbury et al. 2017): `inputs` are the gates and then the candidates.
///
/// The gate is a smooth step without an exponential. Every operation is exactly rounded, so the bits are the same everywhere.
#[inline(never)] // As `Layer::apply`.
pub fn carry(carried: &mut [f32; CARRIED], inputs: &[f32; 2 * CARRIED], out: &mut [i16; CARRIED]) {
    let (gates, candidates) = inputs.split_at(CARRIED);
    let (half, one, unit) = (f32x4::HALF, f32x4::ONE, f32x4::splat((1 << UNIT) as f32));
    let numbers = carried.as_chunks_mut::<8>().0.iter_mut().zip(gates.as_chunks::<8>().0.iter().zip(candidates.as_chunks::<8>().0));
    for (out, (carried, (gates, candidates))) in out.as_chunks_mut::<8>().0.iter_mut().zip(numbers) {
        let step = |four: usize| {
            let at = |eight: &[f32; 8]| f32x4::new(eight.as_chunks().0[four]);
            let x = at(gates);
            let keep = half + half * x / (one + x.abs());
            keep * at(carried) + (one - keep) * at(candidates)
        };
        let eight = [step(0), step(1)];
        *carried = bytemuck::cast(eight);
        // No sum of the layer before is so large that it would not fit into 32 bits.
        let eight: i32x8 = bytemuck::cast(eight.map(|four| (four * unit).fast_trunc_int()));
        *out = i16x8::from_i32x8_saturate(eight).to_array();
    }
}
