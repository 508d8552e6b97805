//! The innermost loop of the careful reading: products of whole numbers, summed.
//!
//! The sums are exact, so every way to make them gives the same: eight products at a time in registers that all processors and WebAssembly have, sixteen
//! where an x86 processor says that it can.

use wide::{i16x8, i32x4};

/// How many outputs lie side by side among the weights.
pub(super) const GROUP: usize = 16;
/// How many rows are multiplied while a group of weights is at hand.
pub(super) const TILE: usize = 4;

/// For one pair of inputs, the weights of a group's outputs: of each output two.
pub(super) type Weights = [i16x8; GROUP / 4];

/// The inputs of a row, two by two.
pub(super) type Pairs<'a> = &'a [[i16; 2]];

/// A group's outputs for some rows.
type Sums<const ROWS: usize> = [[i32; GROUP]; ROWS];

/// The sums of the products of four rows with the weights of one group; rows and weights are of one length.
pub(super) fn products(rows: [Pairs<'_>; TILE], weights: &[Weights]) -> Sums<TILE> {
    #[cfg(target_arch = "x86_64")]
    if let Some(found) = sixteen::products(rows, weights) {
        return found;
    }
    eight(rows, weights)
}

/// Two rows at a time: their sums and what is added to them fill the sixteen registers that a processor has.
fn eight(rows: [Pairs<'_>; TILE], weights: &[Weights]) -> Sums<TILE> {
    let [[a, b], [c, d]] = [[rows[0], rows[1]], [rows[2], rows[3]]].map(|two| two_rows(two, weights));
    [a, b, c, d]
}

/// A function by itself: a browser replaces its first, slow code for it at the next call.
#[inline(never)]
fn two_rows([first, second]: [Pairs<'_>; 2], weights: &[Weights]) -> Sums<2> {
    let mut sums = [[i32x4::ZERO; GROUP / 4]; 2];
    // Walked together, so that no place has to be checked.
    for ((weights, &first), &second) in weights.iter().zip(first).zip(second) {
        for (sums, pair) in sums.iter_mut().zip([first, second]) {
            let inputs: i16x8 = bytemuck::cast(i32x4::splat(bytemuck::cast(pair)));
            sums.iter_mut().zip(weights).for_each(|(sum, &weights)| *sum += inputs.dot(weights));
        }
    }
    sums.map(bytemuck::cast)
}

/// Sixteen products at a time, with AVX2.
#[cfg(target_arch = "x86_64")]
mod sixteen {
    use super::{GROUP, Pairs, Sums, TILE, Weights};
    use pulp::{NullaryFnOnce, cast, x86::V3};

    /// The sums, where the processor can.
    pub(super) fn products(rows: [Pairs<'_>; TILE], weights: &[Weights]) -> Option<Sums<TILE>> {
        let simd = V3::try_new()?;
        Some(simd.vectorize(Products { simd, rows, weights }))
    }

    struct Products<'a> {
        simd: V3,
        rows: [Pairs<'a>; TILE],
        weights: &'a [Weights],
    }

    impl NullaryFnOnce for Products<'_> {
        type Output = Sums<TILE>;

        #[inline(always)]
        fn call(self) -> Sums<TILE> {
            let Products { simd, rows: [first, second, third, fourth], weights } = self;
            let mut sums = [[simd.splat_i32x8(0); GROUP / 8]; TILE];
            for ((((weights, &a), &b), &c), &d) in weights.iter().zip(first).zip(second).zip(third).zip(fourth) {
                let weights: [pulp::i16x16; GROUP / 8] = bytemuck::cast(*weights);
                for (sums, pair) in sums.iter_mut().zip([a, b, c, d]) {
                    let inputs: pulp::i16x16 = cast(simd.splat_i32x8(bytemuck::cast(pair)));
                    for (sum, weights) in sums.iter_mut().zip(weights) {
                        *sum = simd.wrapping_add_i32x8(*sum, simd.multiply_wrapping_add_adjacent_i16x16(inputs, weights));
                    }
                }
            }
            sums.map(cast)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_give_the_exact_sums() {
        let number = |at: usize, most: i32| ((at * 7919 % 40_009) as i32 % (2 * most + 1) - most) as i16;
        for length in [1, 2, 11, 192, 768] {
            let input = |row: usize, at: usize| number(row * 1543 + at, 8191);
            let weight = |output: usize, at: usize| number(output * 3571 + at * 5, 127);
            let rows: Vec<Vec<[i16; 2]>> =
                (0..TILE).map(|row| (0..length).map(|pair| [input(row, 2 * pair), input(row, 2 * pair + 1)]).collect()).collect();
            let of_pair = |pair: usize| {
                std::array::from_fn(|part| i16x8::new(std::array::from_fn(|at| weight(part * 4 + at / 2, 2 * pair + at % 2))))
            };
            let weights: Vec<Weights> = (0..length).map(of_pair).collect();
            let exact = |row: usize, output: usize| -> i32 {
                (0..2 * length).map(|at| i32::from(input(row, at)) * i32::from(weight(output, at))).sum()
            };
            let expected: Sums<TILE> = std::array::from_fn(|row| std::array::from_fn(|output| exact(row, output)));
            let rows = std::array::from_fn(|row| &rows[row][..]);
            assert_eq!(eight(rows, &weights), expected, "{length} pairs, eight at a time");
            assert_eq!(products(rows, &weights), expected, "{length} pairs, as many at a time as this processor can");
        }
    }
}
