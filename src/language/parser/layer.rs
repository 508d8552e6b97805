//! Matrices of small integers, multiplied several numbers at a time, the same on every machine. What goes in and comes out is for the network to say.

use wide::{i16x8, i32x4, i32x8};

/// A matrix and its bias, laid out so that one instruction multiplies two inputs with the weights of four outputs; `FOURS` times four outputs are
/// summed at the same time.
#[derive(Clone, Debug)]
pub(super) struct Layer<const IN: usize, const OUT: usize, const FOURS: usize> {
    /// For each group of outputs, for each pair of inputs: the group's weights.
    weights: Vec<[i16x8; FOURS]>,
    bias: Vec<[i32x4; FOURS]>,
    /// Weights count in steps of `2^-shift`.
    pub(super) shift: u32,
}

impl<const IN: usize, const OUT: usize, const FOURS: usize> Layer<IN, OUT, FOURS> {
    /// From `numbers` row after row; the bias, if there is one, behind the last.
    pub(super) fn new(numbers: &[i8], shift: u32, input_unit: u32) -> Self {
        let at = |row: usize, column: usize| numbers.get(row * OUT + column).map_or(0, |&number| i16::from(number));
        let mut weights = Vec::with_capacity(IN / 2 * OUT / (FOURS * 4));
        let mut bias = Vec::with_capacity(OUT / (FOURS * 4));
        for group in (0..OUT).step_by(FOURS * 4) {
            bias.push(std::array::from_fn(|four| {
                i32x4::new(std::array::from_fn(|out| i32::from(at(IN, group + four * 4 + out)) << input_unit))
            }));
            for pair in 0..IN / 2 {
                let weight = |four: usize, lane: usize| at(pair * 2 + lane % 2, group + four * 4 + lane / 2);
                weights.push(std::array::from_fn(|four| i16x8::new(std::array::from_fn(|lane| weight(four, lane)))));
            }
        }
        Layer { weights, bias, shift }
    }

    /// The outputs in steps of `2^-(shift + the input's unit)`.
    ///
    /// A function of its own: a browser first runs slow code and replaces it a function at a time, the small and busy ones soonest, so that already
    /// the first article of a visit gets the quick one.
    #[inline(never)]
    pub(super) fn apply(&self, input: &[i16; IN]) -> [i32; OUT] {
        let mut all = [0; OUT];
        let groups = all.chunks_exact_mut(FOURS * 4).zip(self.weights.chunks_exact(IN / 2)).zip(&self.bias);
        for ((out, weights), bias) in groups {
            let mut sums = *bias;
            for (&pair, weights) in pairs(input).iter().zip(weights) {
                let pair = splat(pair);
                for (sum, &weights) in sums.iter_mut().zip(weights) {
                    *sum += pair.dot(weights);
                }
            }
            for (out, sum) in out.as_chunks_mut::<4>().0.iter_mut().zip(&sums) {
                *out = sum.to_array();
            }
        }
        all
    }

    /// The outputs for two inputs, handed to `finish` with their place, some fours at a time: each weight is loaded once for both.
    #[inline(always)]
    pub(super) fn apply_two<const AT_ONCE: usize, T>(
        &self,
        [first, second]: [&[i16; IN]; 2],
        [firsts, seconds]: [&mut [T; OUT]; 2],
        finish: impl Fn(&[i32x4; AT_ONCE], &mut [T]),
    ) {
        let groups =
            self.weights.chunks_exact(IN / 2).zip(&self.bias).flat_map(|group| (0..FOURS / AT_ONCE).map(move |part| (group, part)));
        let outs = firsts.chunks_exact_mut(AT_ONCE * 4).zip(seconds.chunks_exact_mut(AT_ONCE * 4));
        for (((weights, bias), part), (one, two)) in groups.zip(outs) {
            let mut sums: [i32x4; AT_ONCE] = bias.as_chunks().0[part];
            let mut others = sums;
            for ((&pair, &other), weights) in pairs(first).iter().zip(pairs(second)).zip(weights) {
                let (pair, other, weights) = (splat(pair), splat(other), &weights.as_chunks::<AT_ONCE>().0[part]);
                for at in 0..AT_ONCE {
                    sums[at] += pair.dot(weights[at]);
                    others[at] += other.dot(weights[at]);
                }
            }
            finish(&sums, one);
            finish(&others, two);
        }
    }
}

/// A matrix and its bias, of which single outputs are asked for.
#[derive(Clone, Debug)]
pub(super) struct Columns<const EIGHTS: usize> {
    /// The weights and the bias of each output.
    columns: Vec<([i16x8; EIGHTS], i32)>,
}

impl<const EIGHTS: usize> Columns<EIGHTS> {
    /// From `numbers` as in [`Layer::new`], in rows of `width`.
    pub(super) fn new(numbers: &[i8], width: usize, input_unit: u32) -> Self {
        let at = |row: usize, column: usize| numbers.get(row * width + column).map_or(0, |&number| i16::from(number));
        let eight = |column, eight| i16x8::new(std::array::from_fn(|lane| at(eight * 8 + lane, column)));
        let column = |column| (std::array::from_fn(|at| eight(column, at)), i32::from(at(EIGHTS * 8, column)) << input_unit);
        Columns { columns: (0..width).map(column).collect() }
    }

    /// One of the outputs, in steps as those of [`Layer::apply`].
    #[inline(always)]
    pub(super) fn output(&self, at: usize, input: &[i16x8; EIGHTS]) -> i32 {
        let Some((weights, bias)) = self.columns.get(at) else { return 0 };
        let sum = input.iter().zip(weights).fold(i32x4::ZERO, |sum, (&eight, &weights)| sum + eight.dot(weights));
        let [a, b, c, d] = sum.to_array();
        a + b + c + d + bias
    }
}

/// The numbers two by two.
#[inline(always)]
fn pairs(numbers: &[i16]) -> &[[u8; 4]] {
    bytemuck::cast_slice::<i16, u8>(numbers).as_chunks().0
}

/// A pair of numbers four times.
#[inline(always)]
fn splat(pair: [u8; 4]) -> i16x8 {
    bytemuck::cast(i32x4::splat(i32::from_ne_bytes(pair)))
}

/// From steps of `2^-(unit + shift)` to steps of `2^-unit`; numbers that are too large become the largest.
#[inline(always)]
pub(super) fn lower(fours: &[i32x4], shift: u32, out: &mut [i16]) {
    for (out, fours) in out.as_chunks_mut::<8>().0.iter_mut().zip(fours.as_chunks::<2>().0) {
        let eight: i32x8 = bytemuck::cast(fours.map(|four| four >> shift));
        *out = i16x8::from_i32x8_saturate(eight).to_array();
    }
}

/// Numbers four by four.
#[inline(always)]
pub(super) fn fours<const FOURS: usize>(numbers: &[i32]) -> [i32x4; FOURS] {
    let fours = numbers.as_chunks::<4>().0;
    std::array::from_fn(|at| i32x4::new(fours[at]))
}
