//! Gives each word of a sentence its part of speech: a greedy averaged perceptron, left to right, over hashed features (Collins 2002).
//! It decides tags only; names, phrases and sentence structure are for others.

use super::tags::Tag;
use super::weights::{Model, Table, mix};
use super::words::{self, Casing, Word};

static MODEL: Model = Model::trusted(include_bytes!("models/tagger.bin"));

/// The tags of the words of one sentence, one for each form. Deterministic; an empty sentence has none.
pub fn tag(forms: &[&str]) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut scratch = Scratch::default();
    Tagger::shipped().tag(forms, &mut scratch, &mut tags);
    tags
}

/// Buffers that one caller uses again for every sentence.
#[derive(Default)]
pub struct Scratch {
    words: Vec<Word>,
    features: Vec<u64>,
}

/// A view of a model.
#[derive(Clone, Copy)]
pub struct Tagger<'m> {
    weights: Table<'m>,
    dictionary: Dictionary<'m>,
}

impl Tagger<'static> {
    /// The tagger compiled into this library. Costs nothing to make.
    pub fn shipped() -> Self {
        Tagger::new(MODEL)
    }
}

impl<'m> Tagger<'m> {
    /// The tagger in a model file with the sections `weights` and `words`.
    pub fn new(model: Model<'m>) -> Self {
        Tagger { weights: model.table("weights"), dictionary: Dictionary { slots: model.section("words") } }
    }

    /// Writes the tags of one sentence into `tags`, which is cleared first.
    pub fn tag(&self, forms: &[&str], scratch: &mut Scratch, tags: &mut Vec<Tag>) {
        let casing = words::read(forms, &mut scratch.words);
        tags.clear();
        for at in 0..scratch.words.len() {
            let known = self.dictionary.get(&scratch.words[at], casing);
            tags.push(known.unwrap_or_else(|| {
                features(&scratch.words, casing, tags, at, &mut scratch.features);
                self.best(&scratch.features)
            }));
        }
    }

    fn best(&self, features: &[u64]) -> Tag {
        let mut scores = [0; Tag::COUNT];
        self.weights.add_all(features, &mut scores);
        let mut best = 0;
        for (class, score) in scores.iter().enumerate() {
            if *score > scores[best] {
                best = class;
            }
        }
        Tag::from_index(best).unwrap_or_default()
    }
}

/// Frequent words that have one tag only: looking them up saves the work of deciding.
#[derive(Clone, Copy)]
struct Dictionary<'m> {
    slots: &'m [u8],
}

impl Dictionary<'_> {
    /// The tag of a word that always has the same, in a sentence where capitals mean what they usually do.
    #[inline]
    fn get(&self, word: &Word, casing: Casing) -> Option<Tag> {
        if casing != Casing::Normal {
            return None;
        }
        lookup_word(self.slots, word.form).and_then(|tag| Tag::from_index(usize::from(tag)))
    }
}

/// The number stored for a word in a section written by [`write_words`].
fn lookup_word(slots: &[u8], hash: u64) -> Option<u8> {
    let (slots, _) = slots.as_chunks::<5>();
    let mask = slots.len().checked_sub(1)?;
    let key = (hash as u32).to_le_bytes();
    let mut at = (hash >> 40) as usize & mask;
    for _ in 0..slots.len() {
        let [a, b, c, d, value] = *slots.get(at)?;
        if [a, b, c, d] == key {
            return Some(value);
        }
        if [a, b, c, d] == [0; 4] {
            return None;
        }
        at = (at + 1) & mask;
    }
    None
}

/// Writes words, by hash, with a number each: an open-addressing table that is read in place. A later word with the same hash is dropped.
pub fn write_words(words: &[(u64, u8)]) -> Vec<u8> {
    let count = (words.len() * 2).next_power_of_two();
    let mut slots = vec![[0u8; 5]; count];
    for &(hash, value) in words {
        let [a, b, c, d] = (hash as u32).to_le_bytes();
        let mut at = (hash >> 40) as usize & (count - 1);
        while slots[at][..4] != [0; 4] && slots[at][..4] != [a, b, c, d] {
            at = (at + 1) & (count - 1);
        }
        if slots[at][..4] == [0; 4] {
            slots[at] = [a, b, c, d, value];
        }
    }
    slots.concat()
}

/// The features of the word `at`, given the tags of the words before it, into `out`, which is cleared first.
///
/// Training calls this very function, so that what was learned is what is asked.
pub fn features(words: &[Word], casing: Casing, tags: &[Tag], at: usize, out: &mut Vec<u64>) {
    out.clear();
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.get(at));
    let lower = |offset: isize| word(offset).map_or(1, |word| word.lower);
    let tag = |back: usize| at.checked_sub(back).and_then(|at| tags.get(at)).map_or(255, |tag| tag.index() as u64);
    let Some(this) = words.get(at) else { return };
    let (t1, t2) = (tag(1), tag(2));
    let (p1, n1) = (lower(-1), lower(1));
    let look = u64::from(look(this, casing));
    let next_look = word(1).map_or(0, |next| u64::from(self::look(next, casing)));
    let next_end = word(1).map_or(1, |next| next.suffixes[2]);
    let past_end = word(-1).map_or(1, |past| past.suffixes[2]);
    let mut add = |template: u64, value: u64| out.push(mix(value, template));
    add(1, this.lower);
    add(2, mix(this.lower, look));
    add(3, look);
    add(4, this.suffixes[0]);
    add(5, this.suffixes[1]);
    add(6, this.suffixes[2]);
    add(7, this.suffixes[3]);
    add(8, this.prefixes[1]);
    add(9, this.prefixes[2]);
    add(10, this.prefixes[3]);
    add(11, t1);
    add(12, t1 << 8 | t2);
    add(13, mix(this.lower, t1));
    add(14, p1);
    add(15, n1);
    add(16, lower(-2));
    add(17, lower(2));
    add(18, mix(p1, this.lower));
    add(19, mix(this.lower, n1));
    add(20, next_end);
    add(21, past_end);
    add(22, mix(this.suffixes[2], t1));
    add(23, mix(this.suffixes[2], next_end));
    add(24, look << 32 | next_look << 16 | t1);
    add(25, mix(n1, t1));
    add(26, mix(this.suffixes[1], look));
    add(27, mix(this.suffixes[2], t1 << 8 | t2));
    add(28, mix(p1, n1));
    add(29, 0);
}

/// What a word's shape says in this sentence.
fn look(word: &Word, casing: Casing) -> u16 {
    u16::from(word.shape) | u16::from(word.opens) << 8 | (casing as u16) << 9
}
