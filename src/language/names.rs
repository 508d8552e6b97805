//! Finds names in a sentence and says what they name: a linear-chain conditional random field over hashed features (Lafferty et al. 2001),
//! solved only where capitals stand. Who bears a name, and which names are one actor's, is for the actors to decide.

mod labels;

use std::ops::Range;

use super::Name;
use super::memory::{Memory, PLACES, REACH, Share, add_remembered, sum_around};
use super::shipped::Shipped;
use super::tags::{Tag, Upos, Xpos};
use super::weights::{Model, Table, mix};
use super::words::{self, Case, Casing, Word};
pub use labels::{CLASSES, LABELS, OUTSIDE, label, may_end, may_follow, predecessors};
use labels::{NEVER, Steps, goes_on, is_open};

/// What a finite main verb counts against being in a name. Headlines write `Baxter Says`; the corpora with names have few of them.
const FINITE: i16 = 20;

/// The names in one sentence, in order, without overlap; their tokens count from the sentence's first word.
///
/// `tags` are the sentence's tags, one for each form; missing ones count as nouns. Deterministic.
pub fn find(forms: &[&str], tags: &[Tag]) -> Vec<Name> {
    let mut names = Vec::new();
    Recognizer::shipped().find(forms, tags, &mut Scratch::default(), &mut names);
    names
}

/// Labels, padded to whole vector registers.
const WIDTH: usize = LABELS.next_multiple_of(8);

/// Buffers that one caller uses again for every sentence, with the same recognizer.
#[derive(Default)]
pub struct Scratch {
    words: Vec<Word>,
    features: Vec<u64>,
    memory: Memory<Remembered>,
    usual: Memory<Share<WIDTH>>,
    /// The numbers in `memory` of the words of a stretch, and of two before and behind it.
    numbers: Vec<usize>,
    back: Vec<[u8; LABELS]>,
}

/// What is remembered of a word.
#[derive(Clone)]
struct Remembered {
    shares: [Share<WIDTH>; PLACES],
    listed: u64,
}

/// A view of a model.
#[derive(Clone, Copy)]
pub struct Recognizer<'m> {
    weights: Table<'m>,
    lists: Table<'m>,
    steps: Steps,
}

impl Recognizer<'static> {
    /// The recognizer compiled into this library. Costs little to make.
    pub fn shipped() -> Self {
        Recognizer::new(Shipped::Names.model())
    }
}

impl<'m> Recognizer<'m> {
    /// The recognizer in a model file with the sections `weights`, `lists` and `steps`.
    pub fn new(model: Model<'m>) -> Self {
        Recognizer { weights: model.table("weights"), lists: model.table("lists"), steps: Steps::read(&model) }
    }

    /// Writes the names of one sentence into `names`, which is cleared first.
    pub fn find(&self, forms: &[&str], tags: &[Tag], scratch: &mut Scratch, names: &mut Vec<Name>) {
        let mut words = std::mem::take(&mut scratch.words);
        let casing = words::read(forms, &mut words);
        self.find_words(&words, casing, tags, scratch, names);
        scratch.words = words;
    }

    /// Like [`Recognizer::find`], of words that have been read.
    #[inline(never)] // As in the tagger.
    pub fn find_words(&self, words: &[Word], casing: Casing, tags: &[Tag], scratch: &mut Scratch, names: &mut Vec<Name>) {
        names.clear();
        let casing = casing_for_names(words, casing);
        let mut after = 0;
        while let Some(stretch) = whole_stretch(words, casing, after) {
            after = stretch.end;
            self.number(words, &stretch, casing, scratch);
            self.solve(words, stretch, tags, casing, scratch, names);
        }
    }

    /// Sees to it that what each word of the stretch and around it says of labels is remembered.
    fn number(&self, words: &[Word], stretch: &Range<usize>, casing: Casing, scratch: &mut Scratch) {
        scratch.memory.make_room();
        scratch.numbers.clear();
        for distance in -2..stretch.len() as isize + 2 {
            let word = stretch.start.checked_add_signed(distance).and_then(|at| words.get(at)).unwrap_or(&Word::NONE);
            let look = look(word, casing);
            scratch.numbers.push(scratch.memory.number(mix(word.form, mix(word.lower, look)), || self.remember(word, look)));
        }
    }

    fn remember(&self, word: &Word, look: u64) -> Remembered {
        Remembered { shares: std::array::from_fn(|place| self.share(word, look, place)), listed: listed(self.lists, word) }
    }

    fn share(&self, word: &Word, look: u64, place: usize) -> Share<WIDTH> {
        let mut scores = [0; WIDTH];
        alone(word, look, self.lists, place, |template, value| self.weights.add(mix(value, 64 + template), &mut scores));
        scores
    }

    /// Viterbi's algorithm over one stretch.
    fn solve(&self, words: &[Word], stretch: Range<usize>, tags: &[Tag], casing: Casing, scratch: &mut Scratch, names: &mut Vec<Name>) {
        scratch.back.clear();
        let mut before = [NEVER; LABELS];
        before[OUTSIDE] = 0;
        for (at, numbers) in stretch.clone().zip(scratch.numbers.windows(PLACES)) {
            let around: [&Remembered; PLACES] = std::array::from_fn(|place| scratch.memory.get(numbers[place]));
            let scores = &mut sum_around(around.map(|word| &word.shares));
            let listed = [1, 2, 3].map(|place| around[place].listed);
            let features = &mut scratch.features;
            let hash = |template, value| mix(value, 64 + template);
            features.clear();
            by_tags(words, tags, casing, at, |template, value| features.push(hash(template, value)));
            add_remembered(&mut scratch.usual, self.weights, features, scores);
            features.clear();
            by_lists(listed, |template, value| features.push(hash(template, value)));
            add_remembered(&mut scratch.usual, self.weights, features, scores);
            features.clear();
            by_run(words, at, listed[1], |template, value| features.push(hash(template, value)));
            add_remembered(&mut scratch.usual, self.weights, features, scores);
            features.clear();
            together(words, casing, at, |template, value| features.push(hash(template, value)));
            self.weights.add_all(features, scores);
            if tags.get(at).is_some_and(|tag| tag.upos() == Upos::Verb && matches!(tag.xpos(), Xpos::Vbz | Xpos::Vbd)) {
                scores[OUTSIDE] += FINITE;
            }
            let (best, back) = self.steps.best(&before);
            before = std::array::from_fn(|to| i32::from(scores[to]) + best[to]);
            scratch.back.push(back);
        }
        walk_back(&before, stretch, &scratch.back, names);
    }
}

/// Adds the names of a stretch, given the scores of the labels of its last word, and for each word the label before each of its labels.
fn walk_back(last: &[i32; LABELS], stretch: Range<usize>, back: &[[u8; LABELS]], names: &mut Vec<Name>) {
    let mut label =
        (0..LABELS).filter(|&label| may_end(label)).max_by_key(|&label| (last[label], std::cmp::Reverse(label))).unwrap_or(OUTSIDE);
    let (first, mut end) = (names.len(), stretch.end);
    for (at, back) in stretch.zip(back).rev() {
        if label != OUTSIDE && !is_open(label) {
            end = at + 1;
        }
        if label != OUTSIDE && !goes_on(label) {
            names.push(Name { tokens: at..end, class: CLASSES[(label - 1) / 4] });
        }
        label = usize::from(back[label]);
    }
    names[first..].reverse();
}

/// The casing of a sentence as names should take it: one written without care for capitals, with a small first word (`where can I park in san
/// francisco`) or a small `i` (`How do i get there`), and with no capital besides, is one without capitals.
fn casing_for_names(words: &[Word], casing: Casing) -> Casing {
    let careless = |word: &Word| word.case == Case::Lower && (word.opens || word.pronoun);
    let telling = |word: &Word| matches!(word.case, Case::Capital | Case::Upper | Case::Mixed) && !word.opens && !word.pronoun;
    if casing == Casing::Normal && words.iter().any(careless) && !words.iter().any(telling) { Casing::Lower } else { casing }
}

/// The next stretch, with what closes a name behind a comma (`Alder Mills, Inc.`). Training takes the parts one by one.
fn whole_stretch(words: &[Word], casing: Casing, after: usize) -> Option<Range<usize>> {
    let mut whole = stretch(words, casing, after)?;
    while words.get(whole.end).is_some_and(Word::is_mark) && words.get(whole.end + 1).is_some_and(|next| next.closes) {
        let Some(next) = stretch(words, casing, whole.end).filter(|next| next.start == whole.end + 1) else { break };
        whole.end = next.end;
    }
    Some(whole)
}

/// The next stretch of words from `after` on that may hold names: words with capitals or digits, with short words and marks between them.
/// Where a sentence has no capitals or nothing else, every word may be in a name.
pub fn stretch(words: &[Word], casing: Casing, after: usize) -> Option<Range<usize>> {
    const GAP: usize = 3;
    let likely = |word: &Word| match casing {
        Casing::Normal | Casing::Title => matches!(word.case, Case::Capital | Case::Upper | Case::Mixed),
        Casing::Upper | Casing::Lower => word.case != Case::None,
    };
    let start = after + words.get(after..)?.iter().position(likely)?;
    let mut end = start + 1;
    let mut gap = 0;
    for (at, word) in words.iter().enumerate().skip(end) {
        if likely(word) {
            (end, gap) = (at + 1, 0);
        } else if gap == GAP || !word.links {
            break;
        } else {
            gap += 1;
        }
    }
    Some(start..tail(words, end))
}

/// Where a stretch ends that has its last capital before `end`: a number may follow (`Boeing 737`), the period of an initial (`U . S .`), and
/// what hangs on by a hyphen (`Lee Jae - myung`).
fn tail(words: &[Word], end: usize) -> usize {
    let next = |offset: usize| words.get(end + offset);
    let number = |word: &Word| word.case == Case::None && !word.is_mark();
    let initial = words.get(end - 1).is_some_and(|last| last.length == 1);
    match (next(0), next(1)) {
        (Some(mark), Some(rest)) if mark.links && mark.is_hyphen() && rest.case == Case::Lower => end + 2,
        (Some(mark), _) if initial && mark.is_mark() && mark.links => end + 1,
        (Some(word), _) if number(word) => end + 1,
        _ => end,
    }
}

/// What a list says of a word, for [`Recognizer`]'s section `lists`: any of these bits.
pub mod list {
    /// A given name.
    pub const FIRST: u8 = 1;
    /// A family name.
    pub const LAST: u8 = 2;
    /// A city or state of one word.
    pub const CITY: u8 = 4;
    /// A word in the name of a city or state.
    pub const CITY_PART: u8 = 8;
    /// A country of one word.
    pub const COUNTRY: u8 = 16;
    /// A word in the name of a country.
    pub const COUNTRY_PART: u8 = 32;
    /// An organization of one word.
    pub const ORGANIZATION: u8 = 64;
}

/// How many features a word has.
const TEMPLATES: usize = 29;

/// The features of the word `at`, into `out`, which is cleared first.
///
/// Training calls this; the recognizer asks the same features in two parts, of which it remembers the first.
pub fn features(words: &[Word], tags: &[Tag], casing: Casing, at: usize, lists: Table, out: &mut Vec<u64>) {
    out.clear();
    out.resize(TEMPLATES, 0);
    let mut put = |template: u64, value: u64| out[template as usize - 1] = mix(value, 64 + template);
    for (place, distance) in REACH.into_iter().enumerate() {
        let word = at.checked_add_signed(-distance).and_then(|at| words.get(at)).unwrap_or(&Word::NONE);
        alone(word, look(word, casing), lists, place, &mut put);
    }
    let around = [-1, 0, 1].map(|offset| listed(lists, at.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&Word::NONE)));
    by_tags(words, tags, casing, at, &mut put);
    by_lists(around, &mut put);
    by_run(words, at, around[1], &mut put);
    together(words, casing, at, put);
}

/// The features that one word alone decides, for the word at a place of [`REACH`] from it.
fn alone(word: &Word, look: u64, lists: Table, place: usize, mut put: impl FnMut(u64, u64)) {
    match place {
        0 => {
            put(1, word.lower);
            put(2, mix(word.form, u64::from(word.opens)));
            put(3, look);
            put(5, word.suffixes[2]);
            put(6, word.suffixes[3]);
            put(7, word.prefixes[2]);
            put(8, word.prefixes[3]);
            put(17, listed(lists, word) << 32 | look);
            put(28, mix(word.suffixes[1], look));
            put(29, 0);
        }
        1 => put(9, word.lower),
        2 => put(11, word.lower),
        3 => put(10, word.lower),
        _ => put(12, word.lower),
    }
}

/// The features of the word `at` that its look and the tags around it decide.
fn by_tags(words: &[Word], tags: &[Tag], casing: Casing, at: usize, mut put: impl FnMut(u64, u64)) {
    let tag = |offset: isize| at.checked_add_signed(offset).and_then(|at| tags.get(at)).map_or(255, |tag| tag.index() as u64);
    put(15, tag(0) << 16 | tag(1) << 8 | tag(-1));
    put(16, tag(0) << 16 | look_at(words, casing, Some(at)));
}

/// The features of a word that the lists decide, given what they say of the word before it, itself and the one behind it.
fn by_lists([past, this, next]: [u64; 3], mut put: impl FnMut(u64, u64)) {
    put(18, this << 8 | next);
    put(19, past << 8 | this);
}

/// The feature of the word `at` that its place in a run of words with capitals decides, and what the lists say of it.
fn by_run(words: &[Word], at: usize, listed: u64, mut put: impl FnMut(u64, u64)) {
    let (before, after) = run(words, at);
    put(26, ((at - before).min(4) * 8 + (after - at).min(4)) as u64 | listed << 32);
}

/// The features of the word `at` that several words decide.
fn together(words: &[Word], casing: Casing, at: usize, mut put: impl FnMut(u64, u64)) {
    let Some(this) = words.get(at) else { return };
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.get(at));
    let lower = |at: Option<&Word>| at.unwrap_or(&Word::NONE).lower;
    let look = |offset: isize| look_at(words, casing, at.checked_add_signed(offset));
    let (s0, s1, r1) = (look(0), look(1), look(-1));
    let (past, next) = (lower(word(-1)), lower(word(1)));
    let (before, after) = run(words, at);
    put(4, s0 << 32 | s1 << 16 | r1);
    put(13, mix(past, this.lower));
    put(14, mix(this.lower, next));
    put(20, mix(word(1).unwrap_or(&Word::NONE).suffixes[2], s0));
    put(21, mix(past, s0));
    put(22, mix(next, s0));
    put(23, mix(lower(words.get(after)), s0));
    put(24, mix(lower(words.get(after.wrapping_sub(1))), (at + 1 == after) as u64));
    put(25, mix(lower(before.checked_sub(1).and_then(|at| words.get(at))), (at == before) as u64));
    put(27, mix(lower(word(-2)), past));
}

/// What the lists say of a word, as bits of [`list`].
fn listed(lists: Table, word: &Word) -> u64 {
    lists.first(word.lower).map_or(0, |(bits, _)| u64::from(bits))
}

/// The run of words with capitals around `at`, at most six to either side.
fn run(words: &[Word], at: usize) -> (usize, usize) {
    const FAR: usize = 6;
    let capital = |word: &&Word| matches!(word.case, Case::Capital | Case::Upper | Case::Mixed);
    let before = words.get(..at).unwrap_or_default().iter().rev().take(FAR).take_while(capital).count();
    let after = words.get(at + 1..).unwrap_or_default().iter().take(FAR).take_while(capital).count();
    (at - before, at + 1 + after)
}

fn look_at(words: &[Word], casing: Casing, at: Option<usize>) -> u64 {
    at.and_then(|at| words.get(at)).map_or(0xffff, |word| look(word, casing))
}

fn look(word: &Word, casing: Casing) -> u64 {
    u64::from(word.shape) | u64::from(word.opens) << 8 | (casing as u64) << 9 | u64::from(word.length.min(4)) << 12
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::NameClass;
    use crate::language::tagger::tag;

    fn found(text: &str) -> Vec<(String, NameClass)> {
        let forms: Vec<&str> = text.split(' ').collect();
        let names = find(&forms, &tag(&forms));
        names.into_iter().map(|name| (forms[name.tokens].join(" "), name.class)).collect()
    }

    #[test]
    fn the_shipped_model_is_whole() {
        let model = Model::open(include_bytes!("models/names.bin")).unwrap();
        assert_eq!(model.checked_table("weights").unwrap().classes(), LABELS);
        assert!(model.checked_table("lists").is_ok());
        assert_eq!(model.section("steps").len(), LABELS * LABELS);
    }

    #[test]
    fn names_are_found_and_told_apart() {
        let [person, organization, place] = [NameClass::Person, NameClass::Organization, NameClass::Place];
        assert_eq!(found("Maria Lopez flew to Paris on Monday ."), [("Maria Lopez".into(), person), ("Paris".into(), place)]);
        assert_eq!(
            found("The World Health Organization praised Kenya ."),
            [("World Health Organization".into(), organization), ("Kenya".into(), place)]
        );
        assert_eq!(found("It rained all day ."), []);
        assert_eq!(found(""), []);
    }

    #[test]
    fn missing_tags_and_odd_words_do_no_harm() {
        assert!(find(&[], &[]).is_empty());
        for text in ["🏳️‍🌈 A \u{301}", "A - b - C - d - E", "X . Y . Z .", "MAYOR SAYS NO", "a b c"] {
            let forms: Vec<&str> = text.split(' ').collect();
            let names = find(&forms, &[]);
            assert!(names.iter().all(|name| !name.tokens.is_empty() && name.tokens.end <= forms.len()));
            assert!(names.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start));
        }
    }

    #[test]
    fn capitals_of_no_name_do_not_hide_small_names() {
        let casing = |text: &str| {
            let mut read = Vec::new();
            let casing = words::read(&text.split(' ').collect::<Vec<_>>(), &mut read);
            casing_for_names(&read, casing)
        };
        for text in ["where can I park in san francisco ?", "How do i get to chicago ?", "\" that is all I know"] {
            assert_eq!(casing(text), Casing::Lower, "{text}");
        }
        for text in ["I know of no such bridge .", "where can I park in Chicago ?", "so i met Maria", "It rained all day ."] {
            assert_eq!(casing(text), Casing::Normal, "{text}");
        }
        assert_eq!(found("where can I stay in chicago ?"), [("chicago".into(), NameClass::Place)]);
    }

    #[test]
    fn labels_follow_each_other_as_names_do() {
        let [begin, inside, last, only] =
            [(true, false), (false, false), (false, true), (true, true)].map(|(first, last)| label(1, first, last));
        assert!(may_follow(OUTSIDE, begin) && may_follow(begin, inside) && may_follow(begin, last) && may_follow(last, only));
        assert!(
            !may_follow(OUTSIDE, inside)
                && !may_follow(begin, OUTSIDE)
                && !may_follow(begin, only)
                && !may_follow(begin, label(2, false, true))
        );
        assert!(may_end(last) && may_end(only) && may_end(OUTSIDE) && !may_end(begin) && !may_end(inside));
        for to in 0..LABELS {
            assert_eq!(predecessors(to).collect::<Vec<_>>(), (0..LABELS).filter(|&from| may_follow(from, to)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn stretches_hold_the_capitals_and_what_links_them() {
        let stretches = |text: &str| {
            let forms: Vec<&str> = text.split(' ').collect();
            let mut read = Vec::new();
            let casing = words::read(&forms, &mut read);
            let mut found = Vec::new();
            while let Some(next) = whole_stretch(&read, casing, found.last().map_or(0, |last: &Range<usize>| last.end)) {
                found.push(next);
            }
            found.into_iter().map(|range| forms[range].join(" ")).collect::<Vec<_>>()
        };
        assert_eq!(stretches("the mayor of Springfield visited the Bank of the North yesterday"), ["Springfield", "Bank of the North"]);
        assert_eq!(stretches("a Boeing 737 landed"), ["Boeing 737"]);
        assert_eq!(stretches("then Lee Jae - myung spoke in the U . S . today"), ["Lee Jae - myung", "U . S ."]);
        assert_eq!(stretches("it rained"), Vec::<String>::new());
        assert_eq!(
            stretches("lawyers of Alder Mills , Inc. visited Maria Lopez , Jr. , yesterday"),
            ["Alder Mills , Inc.", "Maria Lopez , Jr."]
        );
        assert_eq!(stretches("maria lopez said no"), ["maria lopez said no"]);
    }
}
