//! Whether one actor is for or against another in a sentence: a multinomial logistic regression over hashed features of the words around
//! the two, the path between them in the tree, and what the lexicon says of them. Who the two are is decided elsewhere; whether the text
//! itself takes a side is nobody's business here.

use std::ops::Range;

use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::Upos;
use crate::language::weights::{Model, hash_bytes, mix};
use crate::lexicon::{cues, stances};
use crate::quotes::is_negated;

static MODEL: Model = Model::trusted(include_bytes!("../language/models/polarity.bin"));

/// How many classes the model tells apart: neither, for, against.
pub const CLASSES: usize = 3;

/// The most words on either side of a pair, and on the path between them, that are looked at.
const REACH: usize = 40;

/// The scale of the model's weights: so many units double the odds' logarithm by one.
pub const UNIT: f32 = 0.1;

/// Whether the actor in the words `holder` is for (+1) or against (−1) the one in the words `target`, or neither (0), as far as the text
/// around the two tells. Both are places of words in `article`. Deterministic; looks at a bounded number of words.
pub fn polarity(article: &Article<'_>, holder: &Range<usize>, target: &Range<usize>) -> i8 {
    sign_of(scores(MODEL, article, holder, target))
}

/// The polarity that wins: +1, −1 or 0.
pub fn sign_of(scores: [i32; CLASSES]) -> i8 {
    match (0..CLASSES).max_by_key(|&class| (scores[class], std::cmp::Reverse(class))) {
        Some(1) => 1,
        Some(2) => -1,
        _ => 0,
    }
}

/// The scores that `model` gives the three classes, in units of [`UNIT`].
pub fn scores(model: Model<'_>, article: &Article<'_>, holder: &Range<usize>, target: &Range<usize>) -> [i32; CLASSES] {
    let (mut found, mut scores) = (Vec::new(), [0; CLASSES]);
    features(article, holder, target, &mut found);
    model.table("weights").add_all(&found, &mut scores);
    for (score, bias) in scores.iter_mut().zip(model.section("bias")) {
        *score += i32::from(*bias as i8);
    }
    scores
}

/// The features of a pair, into `out`, which is cleared first. Training calls this very function.
pub fn features(article: &Article<'_>, holder: &Range<usize>, target: &Range<usize>, out: &mut Vec<u64>) {
    out.clear();
    if holder.is_empty() || target.is_empty() {
        return;
    }
    let forward = holder.start <= target.start;
    let (first, second) = if forward { (holder, target) } else { (target, holder) };
    let order = u64::from(forward);
    out.push(mix(order, 1));
    let between = first.end..second.start.max(first.end);
    let before = article.sentence(first.start).start.max(first.start.saturating_sub(REACH))..first.start;
    let after = second.end..article.sentence(second.end - 1).end.min(second.end + REACH).max(second.end);
    for (zone, words) in [before, between.clone(), after].into_iter().enumerate() {
        bag(article, &words, (zone as u64) << 1 | order, out);
    }
    let apart = usize::BITS - between.len().leading_zeros();
    out.push(mix(mix(u64::from(apart), order), 2));
    path(article, top(article, holder), top(article, target), out);
    own(article, holder, 0, out);
    toward(article, target, out);
    out.sort_unstable();
    out.dedup();
}

/// The features that tell how a target fares, whoever the holder is: training uses them for sentences that mark a target alone.
pub fn toward(article: &Article<'_>, target: &Range<usize>, out: &mut Vec<u64>) {
    let sentence = article.sentence(target.end - 1);
    let before = target.start.saturating_sub(REACH / 2).max(sentence.start)..target.start;
    let after = target.end..sentence.end.min(target.end + REACH / 2).max(target.end);
    for (side, words) in [(0, before), (1, after)] {
        for word in words.filter(|&word| !article.is_mark(word)) {
            let lemma = word_hash(article, word);
            out.push(mix(lemma, 26));
            out.push(mix(mix(lemma, side), 27));
        }
    }
    own(article, target, 1, out);
}

/// The words of a stretch, each by itself, in pairs, and by what they say of for and against.
fn bag(article: &Article<'_>, words: &Range<usize>, zone: u64, out: &mut Vec<u64>) {
    let mut last = 7;
    let near = words.start..words.end.min(words.start + REACH);
    for word in near.filter(|&word| !article.is_mark(word) || article.is(word, ",")) {
        let lemma = word_hash(article, word);
        out.push(mix(mix(lemma, zone), 3));
        out.push(mix(mix(mix(lemma, last), zone), 4));
        let sign = sign(article, word);
        if sign != 0 {
            let denied = u64::from(is_negated(article, word));
            out.push(mix(mix(sign << 1 | denied, zone), 5));
            out.push(mix(sign << 1 | denied, 6));
        }
        last = lemma;
    }
}

/// What the lexicon says of a word: 1 for, 2 against, 3 another stance, 0 nothing.
fn sign(article: &Article<'_>, word: usize) -> u64 {
    let lemma = article.lemma(word);
    let kind = match article.upos(word) {
        Upos::Verb => cues::cue_verb(lemma).and_then(|cue| cue.object_kind),
        Upos::Noun => stances::noun(lemma),
        _ => None,
    };
    let judged = stances::judgement(lemma).map(|good| if good { 1 } else { 2 });
    kind.map(|kind| match kind.polarity() {
        1 => 1,
        -1 => 2,
        _ => 3,
    })
    .or(judged)
    .unwrap_or(0)
}

/// The way from one word to the other in the tree: its words and relations, up and down.
fn path(article: &Article<'_>, from: usize, to: usize, out: &mut Vec<u64>) {
    let up = ancestors(article, from);
    let down = ancestors(article, to);
    let Some((high, low)) = up.iter().enumerate().find_map(|(i, word)| Some((i, down.iter().position(|other| other == word)?))) else {
        return out.push(8);
    };
    let mut shape = 9;
    for &word in &up[..high] {
        shape = mix(shape, article.relation(word).universal() as u64);
    }
    shape = mix(shape, 77);
    for &word in down[..low].iter().rev() {
        shape = mix(shape, article.relation(word).universal() as u64 | 1 << 9);
    }
    out.push(mix(shape, 10));
    let meeting = up[high];
    let inner =
        up[..high].iter().skip(1).map(|&word| (word, 0)).chain([(meeting, 1)]).chain(down[..low].iter().skip(1).map(|&word| (word, 2)));
    let ends = mix(relation_at(article, &up, high), relation_at(article, &down, low));
    for (word, side) in inner {
        let lemma = word_hash(article, word);
        let denied = u64::from(is_negated(article, word));
        out.push(mix(mix(lemma, side), 11));
        out.push(mix(lemma, 12));
        out.push(mix(mix(lemma, denied), 13));
        out.push(mix(mix(lemma, ends), 14));
        let sign = sign(article, word);
        out.push(mix(mix(sign << 1 | denied, ends), 15));
        out.push(mix(mix(sign << 1 | denied, side), 16));
        for child in article.children(word).take(12) {
            let hung = article.relation(child).universal();
            if matches!(
                hung,
                Relation::Obl
                    | Relation::Nmod
                    | Relation::Obj
                    | Relation::Xcomp
                    | Relation::Advmod
                    | Relation::Aux
                    | Relation::Amod
                    | Relation::Ccomp
            ) {
                out.push(mix(mix(word_hash(article, child), side), 17));
            }
        }
    }
    out.push(mix(mix(ends, shape), 18));
    out.push(mix(mix(word_hash(article, meeting), shape), 19));
}

fn relation_at(article: &Article<'_>, chain: &[usize], meeting: usize) -> u64 {
    match chain[..meeting].last() {
        Some(&word) => article.relation(word).universal() as u64,
        None => 99,
    }
}

/// What stands around one of the two by itself: its relation, the verb or noun it hangs on, its neighbors.
fn own(article: &Article<'_>, words: &Range<usize>, role: u64, out: &mut Vec<u64>) {
    let head = top(article, words);
    let relation = article.relation(head).universal() as u64;
    out.push(mix(mix(relation, role), 20));
    if let Some(above) = article.head(head) {
        let lemma = word_hash(article, above);
        let denied = u64::from(is_negated(article, above));
        out.push(mix(mix(lemma, role), 21));
        out.push(mix(mix(mix(lemma, relation), role << 1 | denied), 22));
        out.push(mix(mix(sign(article, above) << 1 | denied, relation << 1 | role), 23));
    }
    for child in article.children(head).take(12) {
        out.push(mix(mix(word_hash(article, child), role), 24));
    }
    for (place, word) in
        [words.start.checked_sub(1), words.start.checked_sub(2), Some(words.end), Some(words.end + 1)].into_iter().enumerate()
    {
        if let Some(word) = word.filter(|&word| word < article.tokens.len()) {
            out.push(mix(mix(word_hash(article, word), role << 2 | place as u64), 25));
        }
    }
}

fn word_hash(article: &Article<'_>, word: usize) -> u64 {
    hash_bytes(article.lemma(word).as_bytes())
}

/// The word of `words` that hangs on something outside of them.
fn top(article: &Article<'_>, words: &Range<usize>) -> usize {
    let mut at = words.end - 1;
    for _ in 0..12 {
        match article.head(at) {
            Some(above) if words.contains(&above) => at = above,
            _ => break,
        }
    }
    at
}

/// A word and those it hangs on, upwards.
fn ancestors(article: &Article<'_>, word: usize) -> Vec<usize> {
    std::iter::successors(Some(word), |&at| article.head(at)).take(REACH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_is_whole() {
        let model = Model::open(include_bytes!("../language/models/polarity.bin")).unwrap();
        assert_eq!(model.checked_table("weights").unwrap().classes(), CLASSES);
        assert_eq!(model.section("bias").len(), CLASSES);
    }

    /// The polarity of the first of two marked words towards the second.
    fn toward(text: &str, holder: &str, target: &str) -> i8 {
        let article = Article::read(text);
        let word = |form: &str| (0..article.tokens.len()).find(|&word| article.word(word) == form).map(|word| word..word + 1).unwrap();
        polarity(&article, &word(holder), &word(target))
    }

    #[test]
    fn words_between_two_tell_who_is_for_or_against_whom() {
        for (text, holder, target, sign) in [
            ("Reyes praised Farnham for her work.", "Reyes", "Farnham", 1),
            ("Reyes endorsed Farnham on Sunday.", "Reyes", "Farnham", 1),
            ("Reyes accused Farnham of lying.", "Reyes", "Farnham", -1),
            ("Farnham was criticized by Reyes.", "Reyes", "Farnham", -1),
            ("Farnham met Reyes in Oslo on Monday.", "Farnham", "Reyes", 0),
            ("Reyes accused Farnham of lying.", "Farnham", "Reyes", 0),
        ] {
            assert_eq!(toward(text, holder, target), sign, "{holder} towards {target}: {text}");
        }
    }

    #[test]
    fn odd_places_are_taken() {
        let article = Article::read("Reyes");
        assert_eq!(polarity(&article, &(0..0), &(0..1)), polarity(&article, &(0..1), &(0..0)));
        assert!((-1..=1).contains(&polarity(&article, &(0..1), &(0..1))));
    }
}
