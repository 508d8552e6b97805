//! Remembers what was computed for a word, such as what it adds to the scores of its own class and of its neighbors': a word that comes again, as
//! most do, costs a few sums instead of many look-ups. It forgets when room is short, and never changes a result.

use super::weights::{Table, mix};

/// Words remembered at the same time, at most. A later word takes the place of an earlier one whose hash begins alike.
const ROOM: usize = 1 << 12;

/// What a word adds to the scores of the classes of one word.
pub type Share<const CLASSES: usize> = [i16; CLASSES];

/// The words around a word to which it adds, by distance; its share for each stands at the same place.
pub const REACH: [isize; PLACES] = [0, 1, 2, -1, -2];
/// How many there are.
pub const PLACES: usize = 5;

/// What was computed for the words seen so far.
#[derive(Clone, Debug)]
pub struct Memory<T> {
    /// For some bits of a hash, the number of its entry, counted from 1.
    slots: Vec<u32>,
    entries: Vec<(u64, T)>,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Memory { slots: Vec::new(), entries: Vec::new() }
    }
}

impl<T> Memory<T> {
    /// What `compute` gives for the word with the hash `key`, computed now or earlier.
    #[inline]
    pub fn recall(&mut self, key: u64, compute: impl FnOnce() -> T) -> &T {
        if self.slots.is_empty() {
            self.slots.resize(ROOM, 0);
        }
        let slot = &mut self.slots[(key >> 32) as usize % ROOM];
        if *slot == 0 {
            self.entries.push((key, compute()));
            *slot = self.entries.len() as u32;
            return &self.entries[self.entries.len() - 1].1;
        }
        let entry = &mut self.entries[*slot as usize - 1];
        if entry.0 != key {
            *entry = (key, compute());
        }
        &entry.1
    }
}

/// Adds to `sum` the weights that `table` has for `features` together. Worth it for features of few values that speak about many classes: as many
/// classes as there are cost a few instructions, their row would cost some for each.
#[inline]
pub fn add_remembered<const CLASSES: usize>(memory: &mut Memory<Share<CLASSES>>, table: Table, features: &[u64], sum: &mut Share<CLASSES>) {
    let key = features.iter().fold(0, |key, &feature| mix(key, feature));
    let share = memory.recall(key, || {
        let mut share = [0; CLASSES];
        table.add_all(features, &mut share);
        share
    });
    sum.iter_mut().zip(share).for_each(|(sum, &number)| *sum += number);
}

/// Adds to `sums`, one for each word of a stretch, what the word at `at` (counted from the stretch's first) adds to it and around it, where it
/// `asks` for it.
#[inline]
pub fn spread<const CLASSES: usize>(
    sums: &mut [Share<CLASSES>],
    at: isize,
    shares: &[Share<CLASSES>; PLACES],
    asks: impl Fn(isize) -> bool,
) {
    for (share, distance) in shares.iter().zip(REACH).filter(|&(_, distance)| asks(at + distance)) {
        if let Some(sum) = usize::try_from(at + distance).ok().and_then(|at| sums.get_mut(at)) {
            sum.iter_mut().zip(share).for_each(|(sum, &number)| *sum += number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_computed_once_and_again_when_its_place_was_taken() {
        let mut calls = Vec::new();
        let mut memory = Memory::default();
        let (one, rival, other) = (7 << 32, 7 << 32 | 1, 8 << 32);
        for key in [one, one, other, rival, one, other] {
            let found = *memory.recall(key, || {
                calls.push(key);
                key + 3
            });
            assert_eq!(found, key + 3);
        }
        assert_eq!(calls, [one, other, rival, one]);
    }

    #[test]
    fn a_word_adds_to_its_neighbors_and_not_beyond_the_ends() {
        let mut sums = [[0; 1]; 3];
        spread(&mut sums, 0, &[[1], [2], [3], [4], [5]], |_| true);
        spread(&mut sums, 4, &[[1], [2], [3], [4], [50]], |_| true);
        spread(&mut sums, -2, &[[1], [2], [300], [4], [5]], |_| true);
        assert_eq!(sums, [[301], [2], [53]]);
    }
}
