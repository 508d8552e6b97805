//! Gives each word of a sentence its part of speech: a greedy linear model, left to right, over hashed features (Collins 2002).
//! It decides tags only; names, phrases and sentence structure are for others.

use super::memory::{Memory, PLACES, REACH, Share, add_remembered, sum_around};
use super::shipped::Shipped;
use super::tags::{Tag, Upos, Xpos};
use super::weights::{Model, Table, WordList, mix};
use super::words::{self, Casing, Word};
use wide::{CmpEq, CmpGt, i16x8};

/// The tags of the words of one sentence, one for each form. Deterministic; an empty sentence has none.
pub fn tag(forms: &[&str]) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut scratch = Scratch::default();
    Tagger::shipped().tag(forms, &mut scratch, &mut tags);
    tags
}

/// Tags, padded to whole vector registers.
const WIDTH: usize = Tag::COUNT.next_multiple_of(8);

/// Buffers that one caller uses again for every sentence, with the same tagger.
#[derive(Default)]
pub struct Scratch {
    words: Vec<Word>,
    features: Vec<u64>,
    memory: Memory<Remembered>,
    usual: Memory<Share<WIDTH>>,
    /// The numbers in `memory` of the words of a sentence, and of two before and behind it.
    numbers: Vec<usize>,
}

/// What is remembered of a word, given how its sentence uses capitals.
struct Remembered {
    shares: [Share<WIDTH>; PLACES],
    /// What the lexicon says of it.
    certain: Option<Tag>,
    allowed: u128,
}

/// A view of a model.
#[derive(Clone, Copy)]
pub struct Tagger<'m> {
    weights: Table<'m>,
    lexicon: Lexicon<'m>,
    /// How far ahead a tag must be to win at once.
    clear: i16,
}

impl Tagger<'static> {
    /// The tagger compiled into this library. Costs nothing to make.
    pub fn shipped() -> Self {
        Tagger::new(Shipped::Tagger.model())
    }
}

impl<'m> Tagger<'m> {
    /// The tagger in a model file with the section `weights` and those of a [`Lexicon`].
    pub fn new(model: Model<'m>) -> Self {
        Tagger { weights: model.table("weights"), lexicon: Lexicon::new(model), clear: CLEAR }
    }

    /// The same tagger, without its shortcut.
    pub fn thorough(self) -> Self {
        Tagger { clear: i16::MAX, ..self }
    }

    /// Writes the tags of one sentence into `tags`, which is cleared first.
    pub fn tag(&self, forms: &[&str], scratch: &mut Scratch, tags: &mut Vec<Tag>) {
        self.tag_among(forms, scratch, tags, |_| ALL);
    }

    /// Like [`Tagger::tag`], but of each word only the tags of the set that `among` gives for its number are considered. No set may be empty.
    pub fn tag_among(&self, forms: &[&str], scratch: &mut Scratch, tags: &mut Vec<Tag>, among: impl Fn(usize) -> u128) {
        let mut words = std::mem::take(&mut scratch.words);
        let casing = words::read(forms, &mut words);
        self.tag_words(&words, casing, scratch, tags, among);
        scratch.words = words;
    }

    /// Like [`Tagger::tag_among`], of words that have been read.
    #[inline(never)] // A function of its own, so that a browser can replace its first, slow code while a long text is under way.
    pub fn tag_words(&self, words: &[Word], casing: Casing, scratch: &mut Scratch, tags: &mut Vec<Tag>, among: impl Fn(usize) -> u128) {
        tags.clear();
        self.number(words, casing, scratch);
        for at in 0..words.len() {
            let around: [&Remembered; PLACES] = std::array::from_fn(|place| scratch.memory.get(scratch.numbers[at + place]));
            let (word, among) = (around[2], among(at));
            tags.push(word.certain.filter(|tag| among >> tag.index() & 1 == 1).unwrap_or_else(|| {
                let set = lanes(if word.allowed & among == 0 { among } else { word.allowed & among });
                let scores = &mut sum_around(around.map(|word| &word.shares));
                if let Some(tag) = winner(scores, &set, self.clear) {
                    return tag;
                }
                let features = &mut scratch.features;
                features.clear();
                by_tags(tags, at, |template, value| features.push(mix(value, template)));
                add_remembered(&mut scratch.usual, self.weights, features, scores);
                features.clear();
                by_looks(words, casing, tags, at, |template, value| features.push(mix(value, template)));
                add_remembered(&mut scratch.usual, self.weights, features, scores);
                features.clear();
                together(words, tags, at, |template, value| features.push(mix(value, template)));
                self.weights.add_all(features, scores);
                best(scores, &set)
            }));
        }
    }

    /// A whole sentence has a finite verb. Where none was found, the first participle that follows a noun, a pronoun or an adverb and can be a past
    /// tense is one: `The union called for talks.`
    pub fn find_finite(&self, words: &[Word], tags: &mut [Tag]) {
        let is_finite = |tag: &Tag| matches!(tag.xpos(), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        if tags.iter().any(is_finite) {
            return;
        }
        let Some(at) = tags.iter().position(|tag| (tag.upos(), tag.xpos()) == (Upos::Verb, Xpos::Vbn)) else { return };
        let before = at.checked_sub(1).map(|before| tags[before].upos());
        let follows = matches!(before, Some(Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adv));
        let past = Tag::of(Upos::Verb, Xpos::Vbd).filter(|past| self.lexicon.allowed(&words[at]) >> past.index() & 1 == 1);
        if let Some(past) = past.filter(|_| follows) {
            tags[at] = past;
        }
    }

    /// Sees to it that what each word and those around the sentence say of tags is remembered.
    fn number(&self, words: &[Word], casing: Casing, scratch: &mut Scratch) {
        scratch.memory.make_room();
        scratch.numbers.clear();
        let around = [Word::NONE; 2];
        for word in around.iter().chain(words).chain(&around) {
            let look = look(word, casing);
            let remember = || Remembered {
                shares: std::array::from_fn(|place| self.share(word, look, place)),
                certain: self.lexicon.certain(word, casing),
                allowed: self.lexicon.allowed(word),
            };
            scratch.numbers.push(scratch.memory.number(mix(word.form, mix(word.lower, u64::from(look))), remember));
        }
    }

    fn share(&self, word: &Word, look: u16, place: usize) -> Share<WIDTH> {
        let mut scores = [0; WIDTH];
        alone(word, look, place, |template, value| self.weights.add(mix(value, template), &mut scores));
        scores
    }
}

/// How far ahead a tag must be, by what each word says for itself, to win without asking what they say together. That would have changed 9 of
/// 10,000 such tags of news, and more than half of the words need not ask.
const CLEAR: i16 = 20;

/// The tags of a set as masks over their scores: all bits where a tag is in it, none where it is not.
type Lanes = [i16x8; WIDTH / 8];

/// Every tag.
pub const ALL: u128 = (1 << Tag::COUNT) - 1;

#[inline]
fn lanes(set: u128) -> Lanes {
    let bits = i16x8::new([1, 2, 4, 8, 16, 32, 64, 128]);
    let bytes = set.to_le_bytes();
    std::array::from_fn(|at| (i16x8::splat(i16::from(bytes[at])) & bits).cmp_eq(bits))
}

/// The scores of the tags of a set, those of others as low as can be.
#[inline]
fn within(scores: &Share<WIDTH>, set: &Lanes) -> Lanes {
    let scores = scores.as_chunks::<8>().0;
    std::array::from_fn(|at| set[at].blend(i16x8::new(scores[at]), i16x8::splat(i16::MIN)))
}

/// The tag of the set that is at least `clear` ahead of the others.
#[inline]
fn winner(scores: &Share<WIDTH>, set: &Lanes, clear: i16) -> Option<Tag> {
    let scores = within(scores, set);
    let near = i16x8::splat(most(&scores).saturating_sub(clear));
    let (mut count, mut winner) = (0, 0);
    for (at, eight) in scores.iter().enumerate() {
        let near = eight.cmp_gt(near).move_mask();
        count += near.count_ones();
        winner = if near == 0 { winner } else { at * 8 + near.trailing_zeros() as usize };
    }
    if count == 1 { Tag::from_index(winner) } else { None }
}

/// The tag of the set with the highest score, the first of equals.
#[inline]
fn best(scores: &Share<WIDTH>, set: &Lanes) -> Tag {
    let scores = within(scores, set);
    let most = i16x8::splat(most(&scores));
    let found = scores.iter().map(|eight| eight.cmp_eq(most).move_mask()).enumerate().find(|&(_, equal)| equal != 0);
    found.and_then(|(at, equal)| Tag::from_index(at * 8 + equal.trailing_zeros() as usize)).unwrap_or_default()
}

#[inline]
fn most(scores: &Lanes) -> i16 {
    scores.iter().fold(i16x8::splat(i16::MIN), |most, &eight| most.max(eight)).to_array().into_iter().fold(i16::MIN, i16::max)
}

/// Which tags a word may have.
///
/// An unknown word never has a closed class: nothing new is an article or an infinitive's `to`. A frequent word has only tags it was seen
/// with, and the proper noun that capitals can make of any word.
#[derive(Clone, Copy)]
pub struct Lexicon<'m> {
    certain: WordList<'m>,
    listed: WordList<'m>,
    sets: &'m [u8],
}

impl<'m> Lexicon<'m> {
    /// The lexicon in a model file with the sections `certain`, `listed` and `sets`.
    pub fn new(model: Model<'m>) -> Self {
        let list = |name| WordList::new(model.section(name));
        Lexicon { certain: list("certain"), listed: list("listed"), sets: model.section("sets") }
    }

    /// The tag of a word that always has the same, in a sentence where capitals mean what they usually do.
    #[inline]
    pub fn certain(&self, word: &Word, casing: Casing) -> Option<Tag> {
        if casing != Casing::Normal {
            return None;
        }
        self.certain.get(word.form).and_then(|tag| Tag::from_index(usize::from(tag)))
    }

    /// The tags a word may have, a bit for each. Never empty.
    #[inline]
    pub fn allowed(&self, word: &Word) -> u128 {
        let set = self.listed.get(word.lower).and_then(|set| self.sets.as_chunks::<16>().0.get(usize::from(set)));
        let listed = set.map_or(0, |set| u128::from_le_bytes(*set));
        match (listed, word.is_mark()) {
            (0, true) => MARKS,
            (0, false) => OPEN,
            (listed, _) => listed,
        }
    }
}

/// The tags of words that were never seen.
pub const OPEN: u128 = set_of(true);
/// The tags of tokens that were never seen and have neither letters nor digits.
pub const MARKS: u128 = set_of(false);

const fn set_of(open: bool) -> u128 {
    let (mut set, mut at) = (0, 0);
    while let Some(tag) = Tag::from_index(at) {
        if (open && tag.is_open()) || (!open && tag.is_mark()) {
            set |= 1 << at;
        }
        at += 1;
    }
    set
}

/// How many features a word has.
const TEMPLATES: usize = 29;

/// The features of the word `at`, given the tags of the words before it, into `out`, which is cleared first.
///
/// Training calls this; the tagger asks the same features in two parts, of which it remembers the first.
pub fn features(words: &[Word], casing: Casing, tags: &[Tag], at: usize, out: &mut Vec<u64>) {
    out.clear();
    out.resize(TEMPLATES, 0);
    let mut put = |template: u64, value: u64| out[template as usize - 1] = mix(value, template);
    for (place, distance) in REACH.into_iter().enumerate() {
        let word = at.checked_add_signed(-distance).and_then(|at| words.get(at)).unwrap_or(&Word::NONE);
        alone(word, look(word, casing), place, &mut put);
    }
    by_tags(tags, at, &mut put);
    by_looks(words, casing, tags, at, &mut put);
    together(words, tags, at, put);
}

/// The features that one word alone decides, for the word at a place of [`REACH`] from it.
fn alone(word: &Word, look: u16, place: usize, mut put: impl FnMut(u64, u64)) {
    let look = u64::from(look);
    match place {
        0 => {
            put(1, word.lower);
            put(2, mix(word.lower, look));
            put(3, look);
            (0..4).for_each(|at| put(4 + at as u64, word.suffixes[at]));
            (1..4).for_each(|at| put(7 + at as u64, word.prefixes[at]));
            put(26, mix(word.suffixes[1], look));
            put(29, 0);
        }
        1 => {
            put(14, word.lower);
            put(21, word.suffixes[2]);
        }
        2 => put(16, word.lower),
        3 => {
            put(15, word.lower);
            put(20, word.suffixes[2]);
        }
        _ => put(17, word.lower),
    }
}

/// The features of the word `at` that the two tags before it decide.
fn by_tags(tags: &[Tag], at: usize, mut put: impl FnMut(u64, u64)) {
    let t1 = tag_before(tags, at, 1);
    put(11, t1);
    put(12, t1 << 8 | tag_before(tags, at, 2));
}

/// The feature of the word `at` that the tag before it, its look and that of the next word decide.
fn by_looks(words: &[Word], casing: Casing, tags: &[Tag], at: usize, mut put: impl FnMut(u64, u64)) {
    let look_of = |at: usize| words.get(at).map_or(0, |word| u64::from(look(word, casing)));
    put(24, look_of(at) << 32 | look_of(at + 1) << 16 | tag_before(tags, at, 1));
}

fn tag_before(tags: &[Tag], at: usize, back: usize) -> u64 {
    at.checked_sub(back).and_then(|at| tags.get(at)).map_or(255, |tag| tag.index() as u64)
}

/// The features of the word `at` that several words, or a word and the tags before it, decide.
fn together(words: &[Word], tags: &[Tag], at: usize, mut put: impl FnMut(u64, u64)) {
    let Some(this) = words.get(at) else { return };
    let (past, next) = (at.checked_sub(1).and_then(|at| words.get(at)), words.get(at + 1));
    let (p1, n1) = (past.unwrap_or(&Word::NONE).lower, next.unwrap_or(&Word::NONE).lower);
    let next_end = next.unwrap_or(&Word::NONE).suffixes[2];
    let (t1, t2) = (tag_before(tags, at, 1), tag_before(tags, at, 2));
    put(13, mix(this.lower, t1));
    put(18, mix(p1, this.lower));
    put(19, mix(this.lower, n1));
    put(22, mix(this.suffixes[2], t1));
    put(23, mix(this.suffixes[2], next_end));
    put(25, mix(n1, t1));
    put(27, mix(this.suffixes[2], t1 << 8 | t2));
    put(28, mix(p1, n1));
}

/// What a word's shape says in this sentence.
fn look(word: &Word, casing: Casing) -> u16 {
    u16::from(word.shape) | u16::from(word.opens) << 8 | (casing as u16) << 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(text: &str) -> Vec<Tag> {
        tag(&text.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn the_shipped_model_is_whole() {
        let model = Model::open(include_bytes!("models/tagger.bin")).unwrap();
        assert_eq!(model.checked_table("weights").unwrap().classes(), Tag::COUNT);
        assert!(["certain", "listed", "sets"].iter().all(|name| !model.section(name).is_empty()));
    }

    #[test]
    fn plain_sentences_are_tagged() {
        let xpos = |text| tagged(text).into_iter().map(Tag::xpos).collect::<Vec<_>>();
        assert_eq!(xpos("The mayor said no ."), [Xpos::Dt, Xpos::Nn, Xpos::Vbd, Xpos::Uh, Xpos::Stop]);
        assert_eq!(xpos("They will have to close it ."), [Xpos::Prp, Xpos::Md, Xpos::Vb, Xpos::To, Xpos::Vb, Xpos::Prp, Xpos::Stop]);
        assert_eq!(tagged("").len(), 1);
        assert!(tag(&[]).is_empty());
    }

    #[test]
    fn an_unknown_word_has_an_open_class() {
        for name in ["Witkoff", "Umerov", "Zzyzx", "Thandeka", "O'Rourke", "Ñusta"] {
            let found = tagged(&format!("{name} described the outcome ."))[0];
            assert!(found.is_open(), "{name} {found:?}");
        }
        assert_eq!(tagged("Umerov acknowledged it .")[1].upos(), Upos::Verb);
    }

    #[test]
    fn a_tag_far_ahead_wins_and_no_other() {
        let (noun, verb, other) = (2, 3, Tag::COUNT - 1);
        let set = lanes(1 << noun | 1 << verb);
        let scores = |numbers: [i16; 3]| {
            let mut all = [0; WIDTH];
            (all[noun], all[verb], all[other]) = (numbers[0], numbers[1], numbers[2]);
            all
        };
        let far = |numbers, clear| winner(&scores(numbers), &set, clear).map(Tag::index);
        assert_eq!(far([30, 10, 0], 20), Some(noun));
        assert_eq!(far([29, 10, 0], 20), None);
        assert_eq!(far([-40, -10, 50], 20), Some(verb), "a tag that the word cannot have does not count");
        assert_eq!(winner(&[0; WIDTH], &lanes(1 << other), 20).map(Tag::index), Some(other));
        assert_eq!([[3, 4, 9], [4, 4, 9], [-9, -8, 0]].map(|numbers| best(&scores(numbers), &set).index()), [verb, noun, verb]);
        assert_eq!(best(&scores([3, 4, 9]), &lanes(ALL)).index(), other);
    }

    #[test]
    fn asking_everything_gives_the_same_tags_of_plain_sentences() {
        for text in ["The mayor said no .", "They will have to close it .", "Umerov described the outcome of the talks as a success ."] {
            let forms: Vec<&str> = text.split(' ').collect();
            let mut all = Vec::new();
            Tagger::shipped().thorough().tag(&forms, &mut Scratch::default(), &mut all);
            assert_eq!(tag(&forms), all, "{text}");
        }
    }

    #[test]
    fn typeset_and_typed_sentences_are_tagged_alike() {
        assert_eq!(tagged("“ It ’s over – for now , ” she said ."), tagged("\" It 's over - for now , \" she said ."));
    }

    #[test]
    fn odd_sentences_are_tagged_without_end() {
        for text in ["🏳️‍🌈 \u{301} \u{200d}", "MAYOR SAYS NO TO BRIDGE", "no no no no", "\u{feff} ( ) [ ]"] {
            assert_eq!(tagged(text).len(), text.split(' ').count());
        }
    }
}
