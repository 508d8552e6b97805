//! The parser's numbers: embeddings of words, a window over neighbors, one gated recurrence in each direction, and two small perceptrons that
//! score the next move and the relation of an arc.
//!
//! It says how the numbers lie in memory and in the model file; how they are combined stands in [`super`].

use super::super::weights::Model;
use super::features::{KNOWN_BYTES, MOVE_TABLE, RELATION_TABLE, WORD_TABLE};

/// Numbers for a word.
pub const WORD: usize = 32;
/// Numbers for a word among its neighbors.
pub const LOCAL: usize = 32;
/// Numbers that each recurrence carries along.
pub const CARRIED: usize = 32;
/// Numbers for a word in its sentence.
pub const TOKEN: usize = LOCAL + 2 * CARRIED;
/// Hidden units that choose a move.
pub const MOVE: usize = 48;
/// Hidden units that choose a relation.
pub const ARC: usize = 32;
/// What a word contributes: as top of the stack, second on the stack, front of the buffer; as head, as dependent.
pub const SHARES: usize = 3 * MOVE + 2 * ARC;
/// Classes of relations, padded.
pub const RELATIONS: usize = 48;

/// A part of the network, each a matrix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub enum Part {
    /// Rows for words.
    Words,
    /// From three neighbors to one word's local numbers; the last row is the bias.
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
    Arcs,
    /// From hidden units to relations; the last row is the bias.
    ArcOut,
}

impl Part {
    /// Every part, in the order of the model file.
    pub const ALL: [Part; 8] = [Part::Words, Part::Window, Part::Carry, Part::Share, Part::Moves, Part::MoveOut, Part::Arcs, Part::ArcOut];

    /// The number of rows and columns.
    pub const fn shape(self) -> (usize, usize) {
        match self {
            Part::Words => (WORD_TABLE, WORD),
            Part::Window => (3 * WORD + 1, LOCAL),
            Part::Carry => (LOCAL + 1, 4 * CARRIED),
            Part::Share => (TOKEN, SHARES),
            Part::Moves => (MOVE_TABLE + 1, MOVE),
            Part::MoveOut => (MOVE + 1, 4),
            Part::Arcs => (RELATION_TABLE + 1, ARC),
            Part::ArcOut => (ARC + 1, RELATIONS),
        }
    }
}

/// The network's numbers, decoded.
#[derive(Clone, Debug)]
pub struct Network {
    /// One matrix a part, row after row.
    pub parts: [Vec<f32>; 8],
    /// The set of known forms.
    pub known: Vec<u8>,
}

impl Network {
    /// All zero.
    pub fn zero() -> Network {
        Network { parts: Part::ALL.map(|part| vec![0.0; part.shape().0 * part.shape().1]), known: vec![0; KNOWN_BYTES] }
    }

    /// The numbers in a model file; a part that is missing or cut short is zero.
    ///
    /// The section `scales` holds a factor a part, little-endian, the section `numbers` one signed byte a number.
    pub fn read(model: &Model) -> Network {
        let mut network = Network::zero();
        let scales = model.section("scales").as_chunks::<4>().0;
        let mut numbers = model.section("numbers");
        for (part, scale) in network.parts.iter_mut().zip(scales) {
            let Some((own, rest)) = numbers.split_at_checked(part.len()) else { break };
            let scale = f32::from_le_bytes(*scale);
            part.iter_mut().zip(own).for_each(|(number, &byte)| *number = f32::from(byte as i8) * scale);
            numbers = rest;
        }
        network.known.iter_mut().zip(model.section("known")).for_each(|(to, &from)| *to = from);
        network
    }

    /// A row of a part.
    #[inline(always)]
    pub fn row<const WIDTH: usize>(&self, part: Part, row: usize) -> &[f32; WIDTH] {
        self.parts[part as usize].as_chunks::<WIDTH>().0.get(row).unwrap_or(&[0.0; WIDTH])
    }
}

/// A smooth step from 0 to 1 that needs no exponential, so that it gives the same bits everywhere.
#[inline(always)]
pub fn gate(x: f32) -> f32 {
    0.5 + 0.5 * x / (1.0 + x.abs())
}

/// Adds `x` times the rows of `matrix` to `out`.
#[inline(always)]
pub fn multiply<const OUT: usize>(x: &[f32], matrix: &[f32], out: &mut [f32; OUT]) {
    for (x, row) in x.iter().zip(matrix.as_chunks::<OUT>().0) {
        add(out, row, *x);
    }
}

/// Adds `factor` times `row` to `out`.
#[inline(always)]
pub fn add<const N: usize>(out: &mut [f32; N], row: &[f32; N], factor: f32) {
    for (out, value) in out.iter_mut().zip(row) {
        *out += factor * value;
    }
}

/// Negative numbers become zero.
#[inline(always)]
pub fn rectify<const N: usize>(values: &mut [f32; N]) {
    values.iter_mut().for_each(|value| *value = value.max(0.0));
}
