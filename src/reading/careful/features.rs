//! What the heads are told beside the encoder's vectors: strings that agree, distances, sentences.
//!
//! `train/encoder/features.py` computes the same; a fixture holds both to it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::form::{Form, Quotation};
use super::heads::MENTION_REACH;
use super::speech::{Sources, Speech};
use crate::model::MentionKind;

/// A mention while a text is read, in words: the words from `first` to `last` inclusive, and the one that it was found by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) head: usize,
    pub(super) kind: MentionKind,
}

/// Pronouns by person: those of one class may mean the same.
const PRONOUNS: [&[&str]; 9] = [
    &["he", "him", "his", "himself"],
    &["she", "her", "hers", "herself"],
    &["they", "them", "their", "theirs", "themselves"],
    &["it", "its", "itself"],
    &["i", "me", "my", "mine", "myself"],
    &["we", "us", "our", "ours", "ourselves"],
    &["you", "your", "yours"],
    &["who", "whom", "whose", "which", "that"],
    &["one", "ones", "both", "all", "many", "some", "others", "everyone", "anyone", "nobody"],
];
/// The class of pronouns in none of the lists, and how many there are with that of no pronoun.
const OTHER_PRONOUN: usize = PRONOUNS.len() + 1;
pub(super) const PRONOUN_CLASSES: usize = OTHER_PRONOUN + 1;
/// The classes of “he” and “she”.
pub(super) const HE: usize = 1;
pub(super) const SHE: usize = 2;

/// Words that say nothing about whom a mention means.
const EMPTY: &[&str] = &[
    "the", "a", "an", "of", "and", "in", "for", "to", "at", "on", "'s", "’s", "'", "’", ".", ",", "-", "mr", "mr.", "mrs", "mrs.", "ms",
    "ms.", "dr", "dr.", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your",
];

/// How many buckets signed distances fall into.
pub(super) const DISTANCES: usize = 41;

/// The bucket of a signed distance, finer near 0: each up to 7, then 2.4 for each doubling.
pub(super) fn distance(steps: i32) -> usize {
    // 8 · 2^(n / 2.4), rounded up: where the buckets behind the seventh begin.
    const BEGINS: [u32; 13] = [8, 11, 15, 20, 26, 34, 46, 61, 81, 108, 144, 192, 256];
    let size = steps.unsigned_abs();
    let bucket = if size < 8 { size as usize } else { 7 + BEGINS.partition_point(|&begin| begin <= size) };
    if steps < 0 { 20 - bucket } else { 20 + bucket }
}

/// The bucket of a distance from 0 up: 0 to 3 each, then two for each doubling.
pub(super) fn bucket(size: usize, buckets: usize) -> usize {
    // 2^(n / 2), rounded up, from n = 4 on.
    const BEGINS: [usize; 17] = [4, 6, 8, 12, 16, 23, 32, 46, 64, 91, 128, 182, 256, 363, 512, 725, 1024];
    let found = if size < 4 { size } else { 3 + BEGINS.partition_point(|&begin| begin <= size.min(1023)) };
    found.min(buckets - 1)
}

/// The bucket of a signed distance, one of `2 * buckets + 1`.
fn signed_bucket(size: isize, buckets: usize) -> usize {
    let near = bucket(size.unsigned_abs(), buckets + 1);
    if size < 0 { buckets - near } else { buckets + near }
}

/// The words of a form as strings are compared: in lower case.
pub(super) struct Lower<'a> {
    pub(super) text: &'a str,
    words: Vec<String>,
}

impl<'a> Lower<'a> {
    pub(super) fn of(text: &'a str, form: &Form) -> Lower<'a> {
        Lower { text, words: (0..form.words.len()).map(|word| form.words.span(word).slice(text).to_lowercase()).collect() }
    }

    /// Word `word`, lower-cased.
    pub(super) fn word(&self, word: usize) -> &str {
        self.words.get(word).map_or("", String::as_str)
    }

    /// Whether the word is written with a capital first.
    pub(super) fn begins_upper(&self, form: &Form, word: usize) -> bool {
        form.words.span(word).slice(self.text).starts_with(char::is_uppercase)
    }

    /// Whether the word has letters or digits.
    pub(super) fn is_wordlike(&self, word: usize) -> bool {
        self.word(word).chars().any(char::is_alphanumeric)
    }

    /// The words of a mention that say whom it means.
    pub(super) fn telling(&self, found: &Found) -> Vec<&str> {
        (found.first..=found.last)
            .filter(|&word| self.is_wordlike(word))
            .map(|word| self.word(word))
            .filter(|word| !EMPTY.contains(word))
            .collect()
    }

    /// The class of a pronoun, 0 for other mentions.
    pub(super) fn pronoun_class(&self, found: &Found) -> usize {
        if found.kind != MentionKind::Pronoun {
            return 0;
        }
        let word = self.word(found.head);
        PRONOUNS.iter().position(|class| class.contains(&word)).map_or(OTHER_PRONOUN, |class| class + 1)
    }
}

/// A word without the ending of its plural.
fn stem(word: &str) -> String {
    let letters = word.chars().count();
    match word {
        _ if word.ends_with("ies") && letters > 4 => format!("{}y", &word[..word.len() - 3]),
        _ if word.ends_with('s') && letters > 3 && !word.ends_with("ss") => word[..word.len() - 1].to_owned(),
        _ => word.to_owned(),
    }
}

/// Numbers for strings: equal ones have the same.
#[derive(Default)]
struct Numbers(BTreeMap<String, u32>);

impl Numbers {
    fn of(&mut self, word: String) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(word).or_insert(next)
    }
}

/// How many flags a pair of mentions has, and how large its tables are: kinds, pronoun classes, mentions between, sentences between.
pub(super) const LINK_FLAGS: usize = 25;
pub(super) const LINK_TABLES: [usize; 4] = [9, PRONOUN_CLASSES * PRONOUN_CLASSES, 14, 10];

/// What is known of each mention by itself before pairs are looked at.
pub(super) struct Linked<'a> {
    mentions: Vec<Known>,
    speech: &'a Speech,
}

struct Known {
    found: Found,
    /// Numbers of its words in one, of its head, its last word, its first telling word.
    whole: u32,
    head: u32,
    last: u32,
    first: u32,
    /// Numbers of its telling words, sorted.
    telling: Vec<u32>,
    pronoun: usize,
    sentence: usize,
    paragraph: usize,
    quoted: bool,
    /// The innermost quote that it is said in.
    said_in: Option<usize>,
    /// Commas up to the word before it, and up to its last word.
    commas_before: usize,
    commas_within: usize,
    /// A name written together, and the first letters of a name's capitalized words.
    spelled: String,
    initials: String,
}

impl<'a> Linked<'a> {
    pub(super) fn of(form: &Form, lower: &Lower<'_>, found: &[Found], speech: &'a Speech) -> Linked<'a> {
        let mut numbers: [Numbers; 5] = Default::default();
        let mut commas = Vec::with_capacity(form.words.len());
        let mut count = 0;
        for word in 0..form.words.len() {
            count += usize::from(lower.word(word) == ",");
            commas.push(count);
        }
        let known = |found: &Found| {
            let [wholes, heads, lasts, firsts, words] = &mut numbers;
            let telling = lower.telling(found);
            let mut stems: Vec<u32> = telling.iter().map(|word| words.of(stem(word))).collect();
            stems.sort_unstable();
            stems.dedup();
            let whole: Vec<&str> = (found.first..=found.last).map(|word| lower.word(word)).collect();
            let sentence = form.sentence_of[found.head] as usize;
            Known {
                found: *found,
                whole: wholes.of(whole.join(" ")),
                head: heads.of(stem(lower.word(found.head))),
                last: lasts.of(stem(lower.word(found.last))),
                first: firsts.of(telling.first().copied().unwrap_or_default().to_owned()),
                telling: stems,
                pronoun: lower.pronoun_class(found),
                sentence,
                paragraph: form.sentences.get(sentence).map_or(0, |sentence| sentence.paragraph),
                quoted: is_quoted(form, found.head),
                said_in: speech.innermost[found.head],
                commas_before: commas[found.first.saturating_sub(1)],
                commas_within: commas[found.last],
                spelled: spelled(form, lower, found),
                initials: initials(form, lower, found),
            }
        };
        Linked { mentions: found.iter().map(known).collect(), speech }
    }

    /// The flags and table rows of mention `later` beside `earlier`.
    pub(super) fn pair(&self, later: usize, earlier: usize) -> ([f32; LINK_FLAGS], [usize; 4]) {
        let (a, b) = (&self.mentions[later], &self.mentions[earlier]);
        let is_name = |known: &Known| known.found.kind == MentionKind::Name;
        let names = is_name(a) && is_name(b);
        let nouns = a.pronoun == 0 && b.pronoun == 0;
        let equal = a.whole == b.whole;
        let shared = shared(&a.telling, &b.telling);
        let (size, other) = (a.telling.len(), b.telling.len());
        let (within, around) = (shared >= size && size > 0, shared >= other && other > 0);
        let steps = a.found.head - b.found.head;
        let jaccard = if nouns { shared as f32 / (size + other - shared).max(1) as f32 } else { 0.0 };
        let same_last = a.last == b.last && names;
        let inside = |a: &Found, b: &Found| a.first >= b.first && a.last <= b.last;
        let speaks = |a: &Known, b: &Known| b.said_in.is_some_and(|quote| self.speech.sources[quote].contains(&a.found.head));
        let flag = |on: bool| f32::from(u8::from(on));
        let flags = [
            flag(equal && names),
            flag(equal && nouns && !names),
            flag(equal && !nouns),
            flag(a.head == b.head && nouns),
            flag(shared > 0 && nouns),
            flag(within && names),
            flag(around && names),
            flag(within && nouns && !names),
            flag(is_acronym(a, b) || is_acronym(b, a)),
            flag(same_last),
            flag(a.sentence == b.sentence),
            flag(a.paragraph == b.paragraph),
            flag(a.quoted),
            flag(b.quoted),
            jaccard,
            flag(steps <= 2 && a.found.first <= b.found.last + 1),
            flag(a.commas_before == b.commas_within + 1 && steps <= 8 && a.found.first <= b.found.last + 2),
            flag(size > 1 && names),
            flag(other > 1 && names),
            flag(a.paragraph == b.paragraph + 1),
            flag(same_last && size > 1 && other > 1 && a.first != b.first),
            flag(inside(&a.found, &b.found) || inside(&b.found, &a.found)),
            flag(speaks(b, a)),
            flag(speaks(a, b)),
            flag(a.said_in.is_some() && a.said_in == b.said_in),
        ];
        let kind = |known: &Known| known.found.kind as usize;
        let tables = [
            kind(a) * 3 + kind(b),
            a.pronoun * PRONOUN_CLASSES + b.pronoun,
            bucket(later - earlier, LINK_TABLES[2]),
            bucket(a.sentence.saturating_sub(b.sentence), LINK_TABLES[3]),
        ];
        (flags, tables)
    }
}

/// How many numbers two sorted lists share.
fn shared(one: &[u32], other: &[u32]) -> usize {
    one.iter().filter(|number| other.binary_search(number).is_ok()).count()
}

/// Whether the first of two names is made of the other's initials.
fn is_acronym(short: &Known, long: &Known) -> bool {
    let letters = short.spelled.chars().count();
    let cased = || short.spelled.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
    (2..=7).contains(&letters)
        && cased().next().is_some()
        && cased().all(char::is_uppercase)
        && long.initials.chars().count() > 1
        && (long.initials == short.spelled || letters > 2 && long.initials.starts_with(&short.spelled))
}

/// A name written together, without periods.
fn spelled(form: &Form, lower: &Lower<'_>, found: &Found) -> String {
    if found.kind != MentionKind::Name {
        return String::new();
    }
    (found.first..=found.last).flat_map(|word| form.words.span(word).slice(lower.text).chars()).filter(|&c| c != '.').collect()
}

/// The first letters of the capitalized words of a name of several words.
fn initials(form: &Form, lower: &Lower<'_>, found: &Found) -> String {
    if found.kind != MentionKind::Name || found.first == found.last {
        return String::new();
    }
    (found.first..=found.last)
        .filter_map(|word| form.words.span(word).slice(lower.text).chars().next())
        .filter(|c| c.is_uppercase())
        .collect()
}

/// Whether a word stands in quotation marks.
pub(super) fn is_quoted(form: &Form, word: usize) -> bool {
    matches!(quotation(form, word), Quotation::Inside | Quotation::Nested)
}

/// Where a word stands among quotation marks.
pub(super) fn quotation(form: &Form, word: usize) -> Quotation {
    form.rows.get(form.row_of[word] as usize).map_or(Quotation::Outside, |row| row.quotation)
}

/// How many flags a mention has beside an anchor, and how large its tables are: sentences from the anchor to it, words, mentions; its kind.
pub(super) const AGENT_FLAGS: usize = 16;
pub(super) const AGENT_TABLES: [usize; 4] = [13, 29, 17, 4];

/// What a quote or a position asks who stands behind it with.
pub(super) struct Anchor<'a> {
    pub(super) word: usize,
    pub(super) purpose: super::heads::Purpose,
    /// The words of its source.
    pub(super) source: Range<usize>,
    /// The words of its content, sorted.
    pub(super) content: &'a [usize],
    /// The quotes that it stands in, innermost first: the actor who speaks, and the words of the source.
    pub(super) around: Vec<(Option<usize>, Range<usize>)>,
    /// The sources of all quotes.
    pub(super) sources: &'a Sources,
}

/// The flags and table rows of each of `mentions`, which are `count` places from `start` on, beside an anchor; `actors` numbers the actor of each.
pub(super) fn agent(
    form: &Form,
    mentions: &[Found],
    actors: &[usize],
    anchor: &Anchor<'_>,
    range: Range<usize>,
) -> Vec<([f32; AGENT_FLAGS], [usize; 4])> {
    let sentence_of = |word: usize| form.sentence_of[word] as usize;
    let paragraph_of = |word: usize| form.sentences.get(sentence_of(word)).map_or(0, |sentence| sentence.paragraph);
    let flag = |on: bool| f32::from(u8::from(on));
    let before = mentions.partition_point(|mention| mention.head < anchor.word);
    let touches = |mention: &Found| mention.first < anchor.source.end && mention.last >= anchor.source.start && !anchor.source.is_empty();
    // Mentions reach a few words from their heads, so those that touch the source are not far from it.
    let near = mentions.partition_point(|mention| mention.head + MENTION_REACH < anchor.source.start);
    let first_touching = mentions[near..]
        .iter()
        .take_while(|mention| mention.head <= anchor.source.end + MENTION_REACH)
        .position(touches)
        .map(|at| near + at);
    let inner = anchor.around.first();
    let speakers = |source: Range<usize>| {
        let within =
            mentions.partition_point(|mention| mention.head < source.start)..mentions.partition_point(|mention| mention.head < source.end);
        &actors[within]
    };
    let (spoke, speaks_next) = (speakers(anchor.sources.before(anchor.word)), speakers(anchor.sources.behind(anchor.word)));
    range
        .map(|number| {
            let mention = &mentions[number];
            let head = mention.head;
            let flags = [
                flag(anchor.source.contains(&head)),
                flag(anchor.content.binary_search(&head).is_ok()),
                flag(paragraph_of(head) == paragraph_of(anchor.word)),
                flag(is_quoted(form, head)),
                flag(is_quoted(form, anchor.word)),
                flag(!anchor.source.is_empty()),
                flag(inner.is_some_and(|(speaker, _)| *speaker == Some(actors[number]))),
                flag(inner.is_some_and(|(_, source)| source.contains(&head))),
                flag(inner.is_some()),
                flag(anchor.around.iter().skip(1).any(|(speaker, _)| *speaker == Some(actors[number]))),
                flag(touches(mention)),
                flag(first_touching == Some(number)),
                flag(anchor.purpose == super::heads::Purpose::UncuedQuote),
                flag(anchor.purpose == super::heads::Purpose::Stance),
                flag(spoke.contains(&actors[number])),
                flag(speaks_next.contains(&actors[number])),
            ];
            let sentences = (sentence_of(head) as isize - sentence_of(anchor.word) as isize).clamp(-40, 40);
            let words = (head as isize - anchor.word as isize).clamp(-400, 400);
            let order = number as isize - before as isize;
            let order = (if order >= 0 { order + 1 } else { order }).clamp(-60, 60);
            let tables = [signed_bucket(sentences, 6), signed_bucket(words, 14), signed_bucket(order, 8), mention.kind as usize + 1];
            (flags, tables)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_fall_into_buckets() {
        let expected = |steps: i32| {
            let size = f64::from(steps.abs());
            let bucket = if size < 8.0 { size as usize } else { (8 + ((size / 8.0).log2() * 2.4) as usize).min(20) };
            if steps < 0 { 20 - bucket } else { 20 + bucket }
        };
        for steps in -64..=64 {
            assert_eq!(distance(steps), expected(steps), "{steps}");
        }
        for size in 0..2000_usize {
            let exact = if size < 4 { size } else { (2.0 * (size.min(1023) as f64).log2()) as usize };
            assert_eq!(bucket(size, 100), exact, "{size}");
        }
        assert_eq!((signed_bucket(-3, 6), signed_bucket(0, 6), signed_bucket(500, 6)), (3, 6, 12));
    }

    #[test]
    fn stems() {
        assert_eq!(["parties", "party", "talks", "press", "was", "ties"].map(stem), ["party", "party", "talk", "press", "was", "tie"]);
    }
}
