//! Functions over rows of 32-bit floats, eight at a time, in one order on every machine: browser and terminal get the same bits.
//!
//! Nothing here calls the machine's own exponential or adds in an order of the machine's choice, and no multiplication is fused with an addition.

use wide::{CmpLt, f32x8, i32x8};

/// How many numbers go through at a time. Rows are a multiple of this long.
pub(super) const EIGHT: usize = 8;

/// Added to a float below 2^22, it leaves the nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;
const ROUND_BITS: i32 = ROUND.to_bits() as i32;

/// The nearest whole number of `x`, halves to even; |x| is below 2^22.
#[inline(always)]
pub(super) fn nearest(x: f32) -> i32 {
    (x + ROUND).to_bits() as i32 - ROUND_BITS
}

/// e to the power of `x`, which is cut to [-87, 88], with a relative error below 3e-7 (a polynomial of degree six on half an octave, Cephes' `expf`).
#[inline(always)]
pub(super) fn exp(x: f32x8) -> f32x8 {
    let x = x.fast_max(f32x8::splat(-87.0)).fast_min(f32x8::splat(88.0));
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let octave = rounded - ROUND;
    let x = x - octave * 0.693_359_4 + octave * 2.121_944_4e-4;
    let mut sum = f32x8::splat(1.987_569_1e-4);
    for factor in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_65, 0.5] {
        sum = sum * x + factor;
    }
    let sum = sum * x * x + x + 1.0;
    let bits: i32x8 = bytemuck::cast(sum);
    let octaves: i32x8 = bytemuck::cast(rounded);
    bytemuck::cast(bits + (octaves << 23))
}

/// The Gaussian error linear unit, with the error function to within 2e-7 (Abramowitz and Stegun 7.1.26).
#[inline(always)]
fn gelu_eight(x: f32x8) -> f32x8 {
    let scaled = x * std::f32::consts::FRAC_1_SQRT_2;
    let size = scaled.abs();
    let t = f32x8::ONE / (size * 0.327_591_1 + 1.0);
    let mut sum = f32x8::splat(1.061_405_4);
    for factor in [-1.453_152, 1.421_413_8, -0.284_496_74, 0.254_829_6] {
        sum = sum * t + factor;
    }
    let erf = f32x8::ONE - sum * t * exp(-(size * size));
    let erf = scaled.cmp_lt(f32x8::ZERO).blend(-erf, erf);
    x * 0.5 * (erf + 1.0)
}

/// Applies the Gaussian error linear unit to each of `row`.
pub(super) fn gelu(row: &mut [f32]) {
    for eight in row.as_chunks_mut::<EIGHT>().0 {
        *eight = gelu_eight(f32x8::new(*eight)).to_array();
    }
}

/// The sum of `row`: eight sums side by side, then these in order.
pub(super) fn sum(row: &[f32]) -> f32 {
    let (eights, rest) = row.as_chunks::<EIGHT>();
    let mut sums = f32x8::ZERO;
    for eight in eights {
        sums += f32x8::new(*eight);
    }
    let eight: f32 = sums.to_array().into_iter().fold(0.0, |sum, part| sum + part);
    rest.iter().fold(eight, |sum, part| sum + part)
}

/// The largest of `row`, or minus infinity.
pub(super) fn largest(row: &[f32]) -> f32 {
    row.iter().fold(f32::NEG_INFINITY, |most, &number| if number > most { number } else { most })
}

/// The place of the first of the largest numbers.
pub(super) fn place_of_largest(numbers: &[f32]) -> usize {
    let mut best = 0;
    (1..numbers.len()).for_each(|place| best = if numbers[place] > numbers[best] { place } else { best });
    best
}

/// How far the number farthest from zero lies from it.
pub(super) fn largest_size(row: &[f32]) -> f32 {
    let (eights, rest) = row.as_chunks::<EIGHT>();
    let most = eights.iter().fold(f32x8::ZERO, |most, eight| most.fast_max(f32x8::new(*eight).abs())).to_array();
    most.iter().chain(rest).fold(0.0, |most, number| if number.abs() > most { number.abs() } else { most })
}

/// Turns scores into chances that sum to one; `row` is a multiple of eight long, and what stands behind the first `count` becomes zero.
pub(super) fn softmax(row: &mut [f32], count: usize) {
    let most = largest(&row[..count]);
    row[count..].fill(f32::NEG_INFINITY);
    for eight in row.as_chunks_mut::<EIGHT>().0 {
        *eight = exp(f32x8::new(*eight) - most).to_array();
    }
    row[count..].fill(0.0);
    let share = 1.0 / sum(row);
    row.iter_mut().for_each(|number| *number *= share);
}

/// The chances of a few scores.
pub(super) fn chances<const N: usize>(scores: [f32; N]) -> [f32; N] {
    let mut row = [f32::NEG_INFINITY; 2 * EIGHT];
    row[..N].copy_from_slice(&scores);
    softmax(&mut row[..N.next_multiple_of(EIGHT)], N);
    std::array::from_fn(|at| row[at])
}

/// The chance that a score stands for (the logistic function).
pub(super) fn chance(score: f32) -> f32 {
    1.0 / (1.0 + exp(f32x8::splat(-score)).to_array()[0])
}

/// The natural logarithm of `x`, a positive normal number, with an error below 2e-7 (Cephes' `logf`).
pub(super) fn log(x: f32) -> f32 {
    let bits = x.to_bits();
    let mut octave = (bits >> 23) as i32 - 126;
    let mut x = f32::from_bits(bits & 0x007f_ffff | 0x3f00_0000);
    if x < std::f32::consts::FRAC_1_SQRT_2 {
        octave -= 1;
        x += x;
    }
    let x = x - 1.0;
    let octave = octave as f32;
    let factors =
        [-1.151_461e-1, 1.167_699_84e-1, -1.242_014_1e-1, 1.424_932_3e-1, -1.666_805_8e-1, 2.000_071_5e-1, -2.499_999_4e-1, 3.333_333e-1];
    let tail = factors.into_iter().fold(7.037_683_6e-2_f32, |sum, factor| sum * x + factor);
    let square = x * x;
    x + (x * square * tail - octave * 2.121_944_4e-4 - square * 0.5) + octave * 0.693_359_4
}

/// Shifts and scales each row of `rows` to mean zero and variance one, then by `scale` and `shift` (layer normalization, Ba et al. 2016).
pub(super) fn normalize(rows: &mut [f32], scale: &[f32], shift: &[f32], epsilon: f32) {
    let share = 1.0 / scale.len() as f32;
    for row in rows.chunks_exact_mut(scale.len()) {
        let mean = sum(row) * share;
        let mut squares = f32x8::ZERO;
        for eight in row.as_chunks_mut::<EIGHT>().0 {
            let centered = f32x8::new(*eight) - mean;
            squares += centered * centered;
            *eight = centered.to_array();
        }
        let variance = squares.to_array().into_iter().fold(0.0, |sum, part| sum + part) * share;
        let inverse = 1.0 / (variance + epsilon).sqrt();
        let eights = row.as_chunks_mut::<EIGHT>().0.iter_mut().zip(scale.as_chunks::<EIGHT>().0).zip(shift.as_chunks::<EIGHT>().0);
        for ((eight, scale), shift) in eights {
            *eight = (f32x8::new(*eight) * inverse * f32x8::new(*scale) + f32x8::new(*shift)).to_array();
        }
    }
}

/// Adds each of `more` to `row`.
pub(super) fn add(row: &mut [f32], more: &[f32]) {
    row.iter_mut().zip(more).for_each(|(number, more)| *number += more);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_what_they_are_called() {
        for step in -800..800 {
            let x = step as f32 * 0.1;
            let found = exp(f32x8::splat(x)).to_array()[3];
            let expected = f64::from(x).exp();
            assert!((f64::from(found) / expected - 1.0).abs() < 4e-7, "exp({x}) is {found}");
            assert!((f64::from(chance(x)) - 1.0 / (1.0 + (-f64::from(x)).exp())).abs() < 2e-7);
            if x > 0.0 {
                assert!((f64::from(log(x)) - f64::from(x).ln()).abs() < 4e-7, "log({x})");
            }
        }
        let mut row = [-6.0, -1.0, -0.3, 0.0, 0.3, 1.0, 3.0, 6.0];
        gelu(&mut row);
        let expected = [-5.92e-9, -0.158_655_26, -0.114_627_36, 0.0, 0.185_372_64, 0.841_344_7, 2.995_950_3, 6.0];
        assert!(row.iter().zip(expected).all(|(found, expected): (&f32, f32)| (found - expected).abs() < 1e-6), "{row:?}");
    }

    #[test]
    fn rounding_goes_to_the_nearest() {
        assert_eq!([-2.5, -1.2, -0.5, 0.49, 0.51, 1.5, 2.5, 2047.0].map(nearest), [-2, -1, 0, 0, 1, 2, 2, 2047]);
    }

    #[test]
    fn chances_sum_to_one() {
        let mut row = [1.0, 2.0, 3.0, 50.0, 9.0, 9.0, 9.0, 9.0];
        softmax(&mut row, 3);
        assert!((row[0] - 0.090_030_57).abs() < 1e-6 && (row[2] - 0.665_240_9).abs() < 1e-6 && row[3..] == [0.0; 5]);
        assert_eq!(chances([0.0, 0.0]), [0.5, 0.5]);
    }

    #[test]
    fn rows_are_normalized() {
        let mut rows: Vec<f32> = (0..32).map(|number| number as f32).collect();
        normalize(&mut rows, &[1.0; 16], &[0.5; 16], 1e-12);
        let mean = sum(&rows[16..]) / 16.0;
        assert!((mean - 0.5).abs() < 1e-6 && (rows[0] - (0.5 - 7.5 / 21.25_f32.sqrt())).abs() < 1e-6);
    }
}
