//! Multiplies rows of numbers with learned matrices, in integers: weights of 8 bits, inputs rounded to 14 bits a row at a time.
//!
//! The sums are exact, so their order does not matter and every machine gets the same.

use wide::i16x8;

use super::kernel::{GROUP, TILE, Weights, products};
use super::numbers::{largest_size, nearest};

/// Inputs are rounded to this many steps on each side of zero: as many as keep the longest sum, of 1536 products, within 32 bits.
const STEPS: f32 = 8191.0;
/// Weights are rounded to this many steps on each side of zero.
const WEIGHT_STEPS: f32 = 127.0;
/// How many rows are gone through with all weights before the next ones: what they hold stays near.
const PANEL: usize = 32;

/// A learned matrix with its bias.
#[derive(Clone, Debug)]
pub(super) struct Linear {
    inputs: usize,
    outputs: usize,
    /// For each group of outputs, for each pair of inputs, the weights.
    weights: Vec<Weights>,
    /// What a step of each output's weights is worth; outputs up to a whole group.
    steps: Vec<f32>,
    bias: Vec<f32>,
}

/// Where inputs are rounded, kept from call to call.
#[derive(Default, Debug)]
pub(super) struct Rounded {
    numbers: Vec<i16>,
    steps: Vec<f32>,
}

impl Linear {
    /// A matrix from its weights, `inputs` of them for each output, which are rounded to 8 bits for each output, and its bias.
    pub(super) fn new(weights: &[f32], inputs: usize, bias: &[f32]) -> Linear {
        let outputs = weights.len() / inputs;
        let groups = outputs.div_ceil(GROUP);
        let pairs = inputs.div_ceil(2);
        let mut linear = Linear {
            inputs,
            outputs,
            weights: vec![[i16x8::ZERO; GROUP / 4]; groups * pairs],
            steps: vec![0.0; groups * GROUP],
            bias: bias.to_vec(),
        };
        linear.bias.resize(groups * GROUP, 0.0);
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let most = row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
            let step = most / WEIGHT_STEPS;
            linear.steps[output] = step;
            let per_step = if step > 0.0 { 1.0 / step } else { 0.0 };
            for (input, weight) in row.iter().enumerate() {
                let vectors = &mut linear.weights[output / GROUP * pairs + input / 2];
                let numbers: &mut [i16; 2 * GROUP] = bytemuck::cast_mut(vectors);
                numbers[output % GROUP * 2 + input % 2] = nearest(weight * per_step) as i16;
            }
        }
        linear
    }

    /// How many outputs a row has.
    pub(super) fn outputs(&self) -> usize {
        self.outputs
    }

    /// The outputs of each row of `rows`, in `out`, row after row.
    pub(super) fn apply(&self, rows: &[f32], rounded: &mut Rounded, out: &mut Vec<f32>) {
        let count = rows.len() / self.inputs;
        rounded.take(rows, self.inputs);
        out.clear();
        out.resize(count * self.outputs, 0.0);
        for panel in (0..count).step_by(PANEL) {
            let end = count.min(panel + PANEL);
            for group in 0..self.steps.len() / GROUP {
                for row in (panel..end).step_by(TILE) {
                    self.tile(rounded, row, group, count, out);
                }
            }
        }
    }

    /// The outputs of one group for four rows.
    #[inline(always)]
    fn tile(&self, rounded: &Rounded, row: usize, group: usize, count: usize, out: &mut [f32]) {
        let pairs = self.inputs.div_ceil(2);
        let weights = &self.weights[group * pairs..][..pairs];
        let rows = std::array::from_fn(|at| &rounded.numbers.as_chunks::<2>().0[(row + at) * pairs..][..pairs]);
        let first = group * GROUP;
        let width = GROUP.min(self.outputs - first);
        let [steps, bias] = [&self.steps, &self.bias].map(|of| &of.as_chunks::<GROUP>().0[group]);
        for (at, sums) in products(rows, weights).into_iter().enumerate().take(count - row) {
            // Of whole groups throughout, so that the compiler does several at a time.
            let made: [f32; GROUP] =
                std::array::from_fn(|output| sums[output] as f32 * (rounded.steps[row + at] * steps[output]) + bias[output]);
            out[(row + at) * self.outputs + first..][..width].copy_from_slice(&made[..width]);
        }
    }
}

impl Rounded {
    /// Rounds each row; a tile's worth of empty rows stands behind the last.
    fn take(&mut self, rows: &[f32], inputs: usize) {
        let width = inputs.next_multiple_of(2);
        let count = rows.len() / inputs;
        self.numbers.clear();
        self.numbers.resize((count + TILE) * width, 0);
        self.steps.clear();
        for (row, numbers) in rows.chunks_exact(inputs).zip(self.numbers.chunks_exact_mut(width)) {
            let most = largest_size(row);
            let per_step = if most > 0.0 { STEPS / most } else { 0.0 };
            self.steps.push(most / STEPS);
            for (to, number) in numbers.iter_mut().zip(row) {
                *to = nearest(number * per_step) as i16;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_close_to_the_exact_ones() {
        let number = |at: usize| ((at * 7919 % 2003) as f32 / 1001.0) - 1.0;
        for (rows, inputs, outputs) in [(1, 384, 4), (5, 96, 14), (37, 22, 96), (8, 128, 384)] {
            let weights: Vec<f32> = (0..inputs * outputs).map(number).collect();
            let bias: Vec<f32> = (0..outputs).map(|at| number(at + 5)).collect();
            let input: Vec<f32> = (0..rows * inputs).map(|at| number(at * 3 + 1) * 2.0).collect();
            let mut found = Vec::new();
            Linear::new(&weights, inputs, &bias).apply(&input, &mut Rounded::default(), &mut found);
            assert_eq!(found.len(), rows * outputs);
            for (at, found) in found.iter().enumerate() {
                let (row, output) = (at / outputs, at % outputs);
                let exact: f32 = (0..inputs).map(|i| input[row * inputs + i] * weights[output * inputs + i]).sum::<f32>() + bias[output];
                assert!((found - exact).abs() < 0.015 * (inputs as f32).sqrt(), "{found} instead of {exact}");
            }
        }
    }

    #[test]
    fn the_largest_sums_fit() {
        let linear = Linear::new(&[1.0; 1536], 1536, &[0.0]);
        let mut found = Vec::new();
        linear.apply(&[3.0; 1536], &mut Rounded::default(), &mut found);
        assert!((found[0] - 3.0 * 1536.0).abs() < 1.0);
    }

    #[test]
    fn nothing_gives_the_bias() {
        let mut found = Vec::new();
        Linear::new(&[0.0; 8], 4, &[0.5, -1.0]).apply(&[0.0; 8], &mut Rounded::default(), &mut found);
        assert_eq!(found, [0.5, -1.0, 0.5, -1.0]);
    }
}
