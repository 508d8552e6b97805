//! The parser's network in floating point, as it is trained: the numbers and the way forward.
//!
//! The core computes the same in integers; that both agree is measured after every training.

use crate::tools::Random;
use whosaid::language::parser::features::{MOVE_ROWS, MOVE_TABLE, RELATION_ROWS, RELATION_TABLE, Word};
use whosaid::language::parser::network::{ARC, CARRIED, LOCAL, MOVE, Part, RELATIONS, SHARES, WORD};
use whosaid::language::parser::state::{Move, State};
use whosaid::language::relations::Relation;

/// One matrix a part, row after row.
#[derive(Clone, Debug)]
pub struct Network {
    pub parts: [Vec<f32>; 8],
}

/// Whether a step changes only the rows of a part that were used.
pub fn is_sparse(part: Part) -> bool {
    matches!(part, Part::Words | Part::Moves | Part::Arcs)
}

impl Network {
    /// All zero.
    pub fn zero() -> Network {
        Network { parts: Part::ALL.map(|part| vec![0.0; part.shape().0 * part.shape().1]) }
    }

    /// Small random numbers (Glorot and Bengio 2010); rows that are summed rather than multiplied start smaller, biases at zero.
    pub fn random(random: &mut Random) -> Network {
        let mut network = Network::zero();
        for part in Part::ALL {
            let (rows, width) = part.shape();
            let reach = if is_sparse(part) { 0.1 } else { (6.0 / (rows + width) as f32).sqrt() };
            let mut symmetric = || (random.next() >> 40) as f32 / (1u64 << 23) as f32 - 1.0;
            network.parts[part as usize].iter_mut().for_each(|number| *number = reach * symmetric());
            if !is_sparse(part) && part != Part::Share {
                network.parts[part as usize][(rows - 1) * width..].fill(0.0);
            }
        }
        network
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

    /// A word with the neighbors on both sides.
    pub fn look_around(&self, embedded: &[[f32; WORD]], at: usize) -> [f32; LOCAL] {
        let mut local = *self.row(Part::Window, 3 * WORD);
        for (place, matrix) in self.parts[Part::Window as usize].chunks_exact(WORD * LOCAL).take(3).enumerate() {
            if let Some(neighbor) = (at + place).checked_sub(1).and_then(|neighbor| embedded.get(neighbor)) {
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
        let mut hidden: [f32; ARC] = *self.row(Part::Arcs, RELATION_TABLE);
        for (place, word) in [head, word].into_iter().enumerate() {
            let share = shares.get(word as usize).and_then(|shares| shares[3 * MOVE + place * ARC..].first_chunk());
            share.into_iter().for_each(|share| add(&mut hidden, share, 1.0));
        }
        rows.iter().for_each(|&row| add(&mut hidden, self.row(Part::Arcs, usize::from(row)), 1.0));
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

/// The relation with the highest score that is not the root's; of equals the first.
pub fn best_relation(scores: &[f32; RELATIONS]) -> Relation {
    let all = Relation::ALL.iter().copied().filter(|&relation| relation != Relation::Root);
    all.reduce(|a, b| if scores[b as usize] > scores[a as usize] { b } else { a }).unwrap_or(Relation::Dep)
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
