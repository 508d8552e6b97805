//! What every trainer needs: repeatable randomness, and the size of a model as served. It knows nothing of tags, names or trees.

/// Small, fixed-seed pseudo-random numbers (SplitMix64, Steele et al. 2014): training must not depend on anything outside.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Puts the items into another order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// The part, of `count`, to which a document belongs by its name.
pub fn fold(document: &str, count: usize) -> usize {
    (whosaid::language::weights::hash_bytes(document.as_bytes()) >> 32) as usize % count.max(1)
}

/// How large `bytes` are when served compressed (brotli, quality 11).
pub fn brotli_size(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &settings).map_or(usize::MAX, |_| out.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_order() {
        let order = || {
            let mut items: Vec<usize> = (0..50).collect();
            Random(7).shuffle(&mut items);
            items
        };
        assert_eq!(order(), order());
        assert_ne!(order(), (0..50).collect::<Vec<_>>());
        assert!((0..100).all(|_| Random(3).below(5) < 5));
    }
}
