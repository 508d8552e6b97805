//! The parser's network in floating point, as it is trained: the numbers and the way forward.
//!
//! The core computes the same in integers; that both agree is measured after every training.

use crate::tools::Random;
use whosaid::language::parser::arcs;
use whosaid::language::parser::features::{MOVE_ROWS, MOVE_TABLE, RELATION_ROWS, RELATION_TABLE, Word};
use whosaid::language::parser::network::{self as shipped, PLACES, Part, REACH, RELATIONS, WORD};
use whosaid::language::parser::state::{Move, State};
use whosaid::language::relations::Relation;

// A teacher's numbers, as those of the core are the shipped network's.
pub const LOCAL: usize = 32;
pub const CARRIED: usize = 24;
pub const TOKEN: usize = LOCAL + 2 * CARRIED;
pub const MOVE: usize = 32;
pub const ARC: usize = MOVE;
pub const SHARES: usize = 3 * MOVE + 2 * ARC;
const _: () = assert!(shipped::LOCAL <= LOCAL && shipped::CARRIED <= CARRIED && shipped::MOVE <= MOVE);

/// How large a network is. A smaller one keeps the arrays of the largest, with zeros that no step moves: nothing comes in and nothing goes out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    pub local: usize,
    pub carried: usize,
    pub hidden: usize,
}

impl Size {
    /// A teacher's.
    pub const TEACHER: Size = Size { local: LOCAL, carried: CARRIED, hidden: MOVE };
    /// That of the network that ships.
    pub const SHIPPED: Size = Size { local: shipped::LOCAL, carried: shipped::CARRIED, hidden: shipped::MOVE };
}

/// The number of rows and columns of a part.
pub fn shape(part: Part) -> (usize, usize) {
    let rows = part.shape().0;
    match part {
        Part::Words => (rows, WORD),
        Part::Window => (rows, LOCAL),
        Part::Carry => (LOCAL + 1, 4 * CARRIED),
        Part::Share => (TOKEN, SHARES),
        Part::Moves => (rows, MOVE),
        Part::MoveOut => (MOVE + 1, 4),
        Part::Relations => (rows, ARC),
        Part::RelationOut => (ARC + 1, RELATIONS),
    }
}

/// The rows and columns of a part that a network of this size uses.
pub fn used(part: Part, size: Size) -> (Vec<usize>, Vec<usize>) {
    let (rows, columns) = shape(part);
    let blocks = |count: usize, of: usize, used: usize| (0..count).flat_map(move |block| block * of..block * of + used).collect::<Vec<_>>();
    let with_bias = |used: usize| (0..used).chain([rows - 1]).collect::<Vec<_>>();
    let all = |count: usize| (0..count).collect::<Vec<_>>();
    match part {
        Part::Words => (all(rows), all(columns)),
        Part::Window => (all(rows), all(size.local)),
        Part::Carry => (with_bias(size.local), blocks(4, CARRIED, size.carried)),
        Part::Share => {
            let carried = blocks(2, CARRIED, size.carried).into_iter().map(|row| LOCAL + row);
            ((0..size.local).chain(carried).collect(), blocks(SHARES / MOVE, MOVE, size.hidden))
        }
        Part::Moves | Part::Relations => (all(rows), all(size.hidden)),
        Part::MoveOut | Part::RelationOut => (with_bias(size.hidden), all(columns)),
    }
}

/// One matrix a part, row after row.
#[derive(Clone, Debug)]
pub struct Network {
    pub parts: [Vec<f32>; 8],
}

/// Whether a step changes only the rows of a part that were used.
pub fn is_sparse(part: Part) -> bool {
    matches!(part, Part::Words | Part::Moves | Part::Relations)
}

impl Network {
    /// All zero.
    pub fn zero() -> Network {
        Network { parts: Part::ALL.map(|part| vec![0.0; shape(part).0 * shape(part).1]) }
    }

    /// Small random numbers (Glorot and Bengio 2010); rows that are summed rather than multiplied start smaller, biases at zero.
    pub fn random(random: &mut Random, size: Size) -> Network {
        let mut network = Network::zero();
        for part in Part::ALL {
            let (rows, columns) = used(part, size);
            let (all_rows, width) = shape(part);
            let reach = if is_sparse(part) { 0.1 } else { (6.0 / (rows.len() + columns.len()) as f32).sqrt() };
            let mut symmetric = || (random.next() >> 40) as f32 / (1u64 << 23) as f32 - 1.0;
            let is_bias = |row: usize| !is_sparse(part) && part != Part::Share && row == all_rows - 1;
            for row in rows.into_iter().filter(|&row| !is_bias(row)) {
                columns.iter().for_each(|column| network.parts[part as usize][row * width + column] = reach * symmetric());
            }
        }
        network
    }

    /// What the words of a sentence contribute to decisions; the last two of `words` are the root and "no word".
    pub fn read(&self, words: &[Word]) -> Vec<[f32; SHARES]> {
        let count = words.len() - 2;
        let embedded: Vec<_> = words[..count].iter().map(|word| self.embed(word)).collect();
        let mut tokens = vec![[0.0; TOKEN]; count];
        let mut inputs = Vec::with_capacity(count);
        for (at, token) in tokens.iter_mut().enumerate() {
            token[..LOCAL].copy_from_slice(&self.look_around(&embedded, at));
            inputs.push(self.feed(&token[..LOCAL]));
        }
        let mut carried = [0.0; CARRIED];
        for (token, inputs) in tokens.iter_mut().zip(&inputs) {
            carry(&mut carried, &inputs[..2 * CARRIED]);
            token[LOCAL..LOCAL + CARRIED].copy_from_slice(&carried);
        }
        carried = [0.0; CARRIED];
        for (token, inputs) in tokens.iter_mut().zip(&inputs).rev() {
            carry(&mut carried, &inputs[2 * CARRIED..]);
            token[LOCAL + CARRIED..].copy_from_slice(&carried);
        }
        let share = |token: &[f32; TOKEN]| {
            let mut shares = [0.0; SHARES];
            multiply(token, &self.parts[Part::Share as usize], &mut shares);
            shares
        };
        tokens.iter().map(share).collect()
    }

    /// Gates and candidates forward, gates and candidates backward, from local numbers.
    pub fn feed(&self, local: &[f32]) -> [f32; 4 * CARRIED] {
        let mut inputs = *self.row(Part::Carry, LOCAL);
        multiply(local, &self.parts[Part::Carry as usize][..LOCAL * 4 * CARRIED], &mut inputs);
        inputs
    }

    /// The scores of the moves, from hidden units.
    pub fn score_move(&self, hidden: &[f32; MOVE]) -> [f32; 4] {
        let mut scores = *self.row(Part::MoveOut, MOVE);
        multiply(hidden, &self.parts[Part::MoveOut as usize][..MOVE * 4], &mut scores);
        scores
    }

    /// The scores of the relations, from hidden units.
    pub fn score_arc(&self, hidden: &[f32; ARC]) -> [f32; RELATIONS] {
        let mut scores = *self.row(Part::RelationOut, ARC);
        multiply(hidden, &self.parts[Part::RelationOut as usize][..ARC * RELATIONS], &mut scores);
        scores
    }

    /// Moves each number by the share `by` of the way to that of `other`.
    pub fn approach(&mut self, other: &Network, by: f32) {
        for (own, other) in self.parts.iter_mut().zip(&other.parts) {
            own.iter_mut().zip(other).for_each(|(own, other)| *own += by * (other - *own));
        }
    }

    /// A row of a part.
    #[inline(always)]
    pub fn row<const WIDTH: usize>(&self, part: Part, row: usize) -> &[f32; WIDTH] {
        &self.parts[part as usize].as_chunks::<WIDTH>().0[row]
    }

    /// The sum of a word's rows.
    pub fn embed(&self, word: &Word) -> [f32; WORD] {
        let mut sum = [0.0; WORD];
        word.rows.iter().for_each(|&row| add(&mut sum, self.row(Part::Words, usize::from(row)), 1.0));
        sum
    }

    /// A word with its neighbors on both sides.
    pub fn look_around(&self, embedded: &[[f32; WORD]], at: usize) -> [f32; LOCAL] {
        let mut local = *self.row(Part::Window, PLACES * WORD);
        for (place, matrix) in self.parts[Part::Window as usize].chunks_exact(WORD * LOCAL).take(PLACES).enumerate() {
            if let Some(neighbor) = (at + place).checked_sub(REACH).and_then(|neighbor| embedded.get(neighbor)) {
                multiply(neighbor, matrix, &mut local);
            }
        }
        rectify(&mut local);
        local
    }

    /// The hidden units of a move.
    pub fn hide_move(&self, state: &State, shares: &[[f32; SHARES]], rows: &[u16; MOVE_ROWS]) -> [f32; MOVE] {
        let mut hidden: [f32; MOVE] = *self.row(Part::Moves, MOVE_TABLE);
        for (place, word) in [state.stacked(0), state.stacked(1), state.ahead(0)].into_iter().enumerate() {
            let share = shares.get(word as usize).and_then(|shares| shares[place * MOVE..].first_chunk());
            share.into_iter().for_each(|share| add(&mut hidden, share, 1.0));
        }
        rows.iter().for_each(|&row| add(&mut hidden, self.row(Part::Moves, usize::from(row)), 1.0));
        rectify(&mut hidden);
        hidden
    }

    /// The hidden units of a relation.
    pub fn hide_arc(&self, shares: &[[f32; SHARES]], head: u32, word: u32, rows: &[u16; RELATION_ROWS]) -> [f32; ARC] {
        let mut hidden: [f32; ARC] = *self.row(Part::Relations, RELATION_TABLE);
        for (place, word) in [head, word].into_iter().enumerate() {
            let share = shares.get(word as usize).and_then(|shares| shares[3 * MOVE + place * ARC..].first_chunk());
            share.into_iter().for_each(|share| add(&mut hidden, share, 1.0));
        }
        rows.iter().for_each(|&row| add(&mut hidden, self.row(Part::Relations, usize::from(row)), 1.0));
        rectify(&mut hidden);
        hidden
    }
}

/// One step of a recurrence: `inputs` are the gates and then the candidates.
pub fn carry(carried: &mut [f32; CARRIED], inputs: &[f32]) {
    let (gates, candidates) = inputs.split_at(CARRIED);
    for ((carried, &x), &candidate) in carried.iter_mut().zip(gates).zip(candidates) {
        let keep = gate(x);
        *carried = keep * *carried + (1.0 - keep) * candidate;
    }
}

/// A smooth step from 0 to 1 that needs no exponential.
pub fn gate(x: f32) -> f32 {
    0.5 + 0.5 * x / (1.0 + x.abs())
}

/// The best of the possible moves; of equals the first.
pub fn choose(state: &State, scores: &[f32; 4]) -> Move {
    let possible = Move::ALL.into_iter().filter(|&step| state.allows(step));
    possible.reduce(|a, b| if scores[b as usize] > scores[a as usize] { b } else { a }).unwrap_or(Move::Shift)
}

/// The relation of the set `among` with the highest score; of equals the first.
pub fn best_relation(scores: &[f32; RELATIONS], among: u64) -> Relation {
    let among = arcs::numbers(among).filter_map(|number| Relation::ALL.get(number).copied());
    among.reduce(|a, b| if scores[b as usize] > scores[a as usize] { b } else { a }).unwrap_or(Relation::Dep)
}

/// How many sums are kept in registers at a time.
const BLOCK: usize = 16;

/// Adds `x` times the rows of `matrix` to `out`.
#[inline(always)]
pub fn multiply<const OUT: usize>(x: &[f32], matrix: &[f32], out: &mut [f32; OUT]) {
    let rows = matrix.as_chunks::<OUT>().0;
    if !OUT.is_multiple_of(BLOCK) {
        x.iter().zip(rows).for_each(|(&x, row)| add(out, row, x));
        return;
    }
    for (at, out) in out.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
        let mut sum = *out;
        for (&x, row) in x.iter().zip(rows) {
            add(&mut sum, &row.as_chunks::<BLOCK>().0[at], x);
        }
        *out = sum;
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

/// The gradient of `out = x · matrix`: adds to the gradient of the matrix, and to that of `x`.
pub fn multiply_back<const OUT: usize>(x: &[f32], dout: &[f32; OUT], matrix: &[f32], dmatrix: &mut [f32], dx: &mut [f32]) {
    let rows = matrix.as_chunks::<OUT>().0.iter().zip(dmatrix.as_chunks_mut::<OUT>().0);
    for ((x, dx), (row, drow)) in x.iter().zip(dx).zip(rows) {
        *dx += dot(row, dout);
        if *x != 0.0 {
            add(drow, dout, *x);
        }
    }
}

/// The gradient of one step of a recurrence; `dcarried` goes from after the step to before it.
pub fn carry_back(dcarried: &mut [f32; CARRIED], dtoken: &[f32], before: &[f32; CARRIED], inputs: &[f32], dinputs: &mut [f32]) {
    for at in 0..CARRIED {
        let (x, candidate) = (inputs[at], inputs[CARRIED + at]);
        let keep = gate(x);
        let d = dcarried[at] + dtoken[at];
        let slope = 0.5 / ((1.0 + x.abs()) * (1.0 + x.abs()));
        dinputs[at] = d * (before[at] - candidate) * slope;
        dinputs[CARRIED + at] = d * (1.0 - keep);
        dcarried[at] = d * keep;
    }
}

/// The dot product, in lanes whose order is fixed.
#[inline(always)]
fn dot<const N: usize>(a: &[f32; N], b: &[f32; N]) -> f32 {
    let mut lanes = [0.0f32; 16];
    let (a16, a_rest) = a.as_chunks::<16>();
    let (b16, b_rest) = b.as_chunks::<16>();
    for (a, b) in a16.iter().zip(b16) {
        for lane in 0..16 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    (0..4).map(|lane| (lanes[lane] + lanes[lane + 4]) + (lanes[lane + 8] + lanes[lane + 12])).sum::<f32>() + rest
}

/// `exp(x)` for `x <= 0` by repeated squaring: the same bits on every machine, and close enough for a gradient.
fn exp(x: f32) -> f32 {
    let mut power = 1.0 + f64::from(x.max(-60.0)) / 65536.0;
    for _ in 0..16 {
        power *= power;
    }
    power as f32
}

/// The probabilities that the first `count` scores stand for.
pub fn softmax<const N: usize>(scores: &[f32; N], count: usize) -> [f32; N] {
    let most = scores[..count].iter().copied().fold(f32::MIN, f32::max);
    let mut all = [0.0; N];
    (0..count).for_each(|at| all[at] = exp(scores[at] - most));
    let sum: f32 = all.iter().sum();
    all.map(|one| one / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_of_the_largest_network_has_the_shape_of_the_one_that_ships() {
        for part in Part::ALL {
            let (rows, columns) = used(part, Size::SHIPPED);
            assert_eq!((rows.len(), columns.len()), part.shape(), "{part:?}");
            let (all_rows, all_columns) = shape(part);
            assert!(rows.iter().all(|&row| row < all_rows) && columns.iter().all(|&column| column < all_columns), "{part:?}");
        }
    }
}
