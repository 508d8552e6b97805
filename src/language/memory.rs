//! Remembers what was computed for a word, such as what it adds to the scores of its own class and of its neighbors': a word that comes again, as
//! most do, costs a few sums instead of many look-ups. It forgets when room is short, and never changes a result.

use super::weights::{Table, mix};

/// How many words are remembered, about: then all are forgotten, when nobody holds their numbers.
const MOST: usize = 1 << 13;

/// What a word adds to the scores of the classes of one word.
pub type Share<const CLASSES: usize> = [i16; CLASSES];

/// The words around a word to which it adds, by distance; its share for each stands at the same place.
pub const REACH: [isize; PLACES] = [0, 1, 2, -1, -2];
/// How many there are.
pub const PLACES: usize = 5;

/// What was computed for the words seen so far.
#[derive(Clone, Debug)]
pub struct Memory<T> {
    /// The numbers of the entries, counted from 1, each at the first free place from that of its hash. At least half of the places are free.
    slots: Vec<u32>,
    entries: Vec<(u64, T)>,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Memory { slots: vec![0; 2], entries: Vec::new() }
    }
}

impl<T> Memory<T> {
    /// Forgets everything if much is remembered: numbers given before are worth nothing behind this.
    pub fn make_room(&mut self) {
        if self.entries.len() >= MOST {
            self.entries.clear();
            self.slots.fill(0);
        }
    }

    /// The number of what `compute` gives for the word with the hash `key`, computed now or earlier.
    #[inline]
    pub fn number(&mut self, key: u64, compute: impl FnOnce() -> T) -> usize {
        let mut place = self.place(key);
        if self.slots[place] == 0 {
            if self.slots.len() < 2 * (self.entries.len() + 1) {
                self.grow();
                place = self.place(key);
            }
            self.entries.push((key, compute()));
            self.slots[place] = self.entries.len() as u32;
        }
        self.slots[place] as usize - 1
    }

    /// What was computed under a number.
    #[inline]
    pub fn get(&self, number: usize) -> &T {
        &self.entries[number].1
    }

    /// What `compute` gives for the word with the hash `key`, computed now or earlier; makes room first.
    #[inline]
    pub fn recall(&mut self, key: u64, compute: impl FnOnce() -> T) -> &T {
        self.make_room();
        let number = self.number(key, compute);
        self.get(number)
    }

    /// The place in `slots` where `key` stands, or the free one where it would.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut place = (key >> 32) as usize & mask;
        while self.slots[place] != 0 && self.entries[self.slots[place] as usize - 1].0 != key {
            place = (place + 1) & mask;
        }
        place
    }

    #[cold]
    fn grow(&mut self) {
        self.slots = vec![0; (2 * self.slots.len()).max(1 << 10)];
        for number in 0..self.entries.len() {
            let place = self.place(self.entries[number].0);
            self.slots[place] = number as u32 + 1;
        }
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

/// What a word and those around it add to its scores, given what each of them adds to its neighbors, from the second before it to the second behind it.
#[inline]
pub fn sum_around<const CLASSES: usize>(around: [&[Share<CLASSES>; PLACES]; PLACES]) -> Share<CLASSES> {
    let [a, b, c, d, e] = std::array::from_fn(|place| &around[2usize.wrapping_add_signed(-REACH[place])][place]);
    let mut sum = [0; CLASSES];
    for class in 0..CLASSES {
        sum[class] = a[class] + b[class] + c[class] + d[class] + e[class];
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_computed_once_until_all_are_forgotten() {
        let mut memory = Memory::default();
        let mut calls = 0;
        let mut compute = |key: u64| {
            calls += 1;
            key + 3
        };
        // Hashes that begin alike, and more of them than there is room for.
        for key in (0..2 * MOST as u64).map(|n| n << 31) {
            assert_eq!(*memory.recall(key, || compute(key)), key + 3);
            assert_eq!(*memory.recall(key, || compute(key)), key + 3);
            let number = memory.number(key, || unreachable!("it was computed"));
            assert_eq!(*memory.get(number), key + 3);
        }
        assert!((2 * MOST..2 * MOST + 9).contains(&calls), "{calls}");
    }

    #[test]
    fn numbers_stand_while_no_room_is_made() {
        let mut memory = Memory::default();
        let numbers: Vec<usize> = (0..3 * MOST as u64).map(|n| memory.number(n << 32 | 7, || n)).collect();
        assert!(numbers.iter().enumerate().all(|(n, &number)| *memory.get(number) == n as u64));
        memory.make_room();
        assert_eq!(memory.number(7 << 32, || 1), 0);
    }

    #[test]
    fn a_word_gets_from_each_neighbor_what_it_adds_at_that_distance() {
        // Each says by how much it adds to itself, to the first and second behind it, and to the first and second before it.
        let shares = [1, 10, 100, 1_000, 10_000]
            .map(|unit| [[unit], [2 * unit], [3 * unit], [4 * unit], [5 * unit]].map(|[n]: [i32; 1]| [n as i16]));
        assert_eq!(sum_around(shares.each_ref()), [(3 + 20 + 100 + 4_000 + 50_000i32) as i16]);
    }
}
