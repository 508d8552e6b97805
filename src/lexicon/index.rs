//! Hash indexes over the sorted tables, made by the compiler: a look-up costs one probe instead of ten comparisons, and nothing is built at start.

/// Where the rows of a table stand, by the hash of their word. [`index!`] makes one.
pub(crate) struct Index<const SLOTS: usize>([u16; SLOTS]);

const EMPTY: u16 = u16::MAX;

/// How many slots an index over `rows` words has: at most half of them are taken.
pub(crate) const fn slots(rows: usize) -> usize {
    (rows * 2).next_power_of_two()
}

impl<const SLOTS: usize> Index<SLOTS> {
    pub(crate) const fn new(words: &[&str]) -> Self {
        let mut places = [EMPTY; SLOTS];
        let mut row = 0;
        while row < words.len() {
            let mut slot = hash(words[row]) as usize % SLOTS;
            while places[slot] != EMPTY {
                slot = (slot + 1) % SLOTS;
            }
            places[slot] = row as u16;
            row += 1;
        }
        Index(places)
    }

    /// The row whose word is `word`, given the word of each row.
    pub(crate) fn find(&self, word: &str, word_at: impl Fn(usize) -> &'static str) -> Option<usize> {
        let mut slot = hash(word) as usize % SLOTS;
        // An index is never full, so that the search ends at an empty slot.
        while self.0[slot] != EMPTY {
            let row = usize::from(self.0[slot]);
            if word_at(row) == word {
                return Some(row);
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }
}

/// FNV-1a (Fowler, Noll and Vo), folded.
const fn hash(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash ^ hash >> 15
}

/// The [`Index`] over a table whose rows are words, or hold their word where the second argument says.
macro_rules! index {
    ($table:ident $(. $field:tt)?) => {{
        static INDEX: $crate::lexicon::index::Index<{ $crate::lexicon::index::slots($table.len()) }> = {
            let mut words = [""; $table.len()];
            let mut row = 0;
            while row < words.len() {
                words[row] = $table[row] $(. $field)?;
                row += 1;
            }
            $crate::lexicon::index::Index::new(&words)
        };
        |word: &str| INDEX.find(word, |row| $table[row] $(. $field)?)
    }};
}
pub(crate) use index;

#[cfg(test)]
mod tests {
    static TABLE: &[(&str, u8)] = &[("a", 1), ("ab", 2), ("b", 3), ("ba", 4), ("é", 5)];

    #[test]
    fn rows_are_found_by_their_word_and_nothing_else_is() {
        let find = index!(TABLE.0);
        assert!((0..TABLE.len()).all(|row| find(TABLE[row].0) == Some(row)));
        assert!(["", "aa", "abc", "e", "bab"].iter().all(|word| find(word).is_none()));
    }
}
