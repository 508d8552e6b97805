//! Beside whom a description stands: the name that it is a title or an apposition of.
//!
//! Order, commas and small words decide before trees do, because pieces of names and offices are short and trees err most on them.

use std::ops::Range;

use super::names::Name;
use super::roles::{Reach, reach};
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::nouns::Sort;
use crate::model::ActorType;

/// The name beside which the phrase stands as a description: `Jane Doe, an analyst`, `the chairman, John Doe,`.
pub(super) fn describes(article: &Article<'_>, names: &[Name], words: &Range<usize>, end: usize) -> Option<usize> {
    let after = names.partition_point(|name| name.words.start < words.start);
    let before = after.checked_sub(1).filter(|&name| words.start.saturating_sub(names[name].words.end) <= 6);
    if let Some(name) = before {
        let name_end = names[name].words.end;
        let comma = name_end < words.start && article.is_any(name_end, &[",", "(", "–", "—"]);
        // Between the comma and the phrase only its own words may stand: an age, a preposition such as "as".
        let between = name_end + 1..words.start;
        let small = |word: usize| matches!(article.upos(word), Upos::Num | Upos::Adv) || article.is(word, ",");
        let pair = |word: usize| matches!(article.upos(word), Upos::Noun | Upos::Adj | Upos::Cconj | Upos::Propn | Upos::Det);
        let paired_with = words.start > 0 && article.is(words.start - 1, "and") && between.clone().all(pair);
        let plain = between.clone().all(small) || paired_with;
        let apposed = article.relation(words.end - 1) == Relation::Appos
            && article.head(words.end - 1).is_some_and(|above| names[name].words.contains(&above));
        let closes = words.end >= end
            || article.is_mark(words.end)
            || article.is_any(words.end, &["of", "for", "at", "in", "to", "with", "who", "and", "on", "from", "whose", "under"]);
        let paired = words.end + 1 < end && article.role(words.end + 1) == Some(Sort::Person);
        let no_list = !(words.end < end && article.is(words.end, "and")) || paired;
        if comma && closes && (plain && no_list || apposed) {
            return Some(name);
        }
    }
    let farther = || {
        title_of(article, names, words, end).or_else(|| apposed(article, names, words)).or_else(|| named_behind(article, names, words, end))
    };
    if let Some(person) = farther() {
        return Some(person);
    }
    let behind = after + names[after..].iter().take(4).take_while(|name| name.words.start < words.end).count();
    let begins = |name: &Name| if name.title.is_empty() { name.words.start } else { name.title.start.min(name.words.start) };
    let next = names.get(behind).filter(|name| {
        let comma = words.end < begins(name) && article.is(words.end, ",");
        comma && (begins(name) == words.end + 1 || is_lead(article, words.end + 1..begins(name)))
    })?;
    let singular = article.xpos(words.end - 1) != Xpos::Nns;
    let closes = next.words.end < end && (article.is(next.words.end, ",") || article.is(next.words.end, "."));
    (singular && closes && next.verdict.kind == Some(ActorType::Person) && reach(article, words) != Reach::New).then_some(behind)
}

/// Whether the words only lead up to the name behind them: `the oboist`.
fn is_lead(article: &Article<'_>, words: Range<usize>) -> bool {
    const LONGEST: usize = 5;
    let nominal = |word: usize| matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Adj);
    (2..=LONGEST).contains(&words.len())
        && article.is(words.start, "the")
        && (words.start + 1..words.end).all(nominal)
        && article.tag(words.end - 1).is_noun()
}

/// The person whose title goes on behind the phrase: `CEO of the Refugee Council Jane Doe`, `minister for the Middle East John Doe`.
fn title_of(article: &Article<'_>, names: &[Name], words: &Range<usize>, end: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let of = words.end;
    if of >= end || !article.is_any(of, &["of", "at", "for"]) {
        return None;
    }
    let after = names.partition_point(|name| name.words.start < of);
    let person = (after..names.len()).take(3).find(|&name| names[name].verdict.kind == Some(ActorType::Person))?;
    let between = of + 1..names[person].words.start;
    let capital = |word: usize| article.begins_upper(word) || article.is_any(word, &["the", "of", "and", "for", "&"]);
    // `a spokesman for Mayor Jane Doe`: the title is her own, and he is somebody else.
    let own = !names[person].title.is_empty() && names[person].title.start <= between.start;
    let whole = !between.is_empty() && !own && between.len() <= LONGEST && names[person].words.start < end && names[person].words.len() > 1;
    (whole && between.clone().all(capital) && article.begins_upper(between.end - 1)).then_some(person)
}

/// The person named between commas behind the phrase and what belongs to it: `the head of the Refugee Council, Jane Doe,`.
fn named_behind(article: &Article<'_>, names: &[Name], words: &Range<usize>, end: usize) -> Option<usize> {
    const LONGEST: usize = 10;
    let of = words.end;
    if of >= end || !article.is_any(of, &["of", "for", "at", "in", "to"]) || article.xpos(words.end - 1) == Xpos::Nns {
        return None;
    }
    let comma = (of + 1..end.min(of + LONGEST)).find(|&word| article.is(word, ","))?;
    let nominal = |word: usize| {
        matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Adp | Upos::Part | Upos::Num)
            || article.begins_upper(word)
    };
    let person = names.partition_point(|name| name.words.start <= comma);
    let name = names
        .get(person)
        .filter(|name| name.words.start.min(if name.title.is_empty() { usize::MAX } else { name.title.start }) == comma + 1)?;
    let closed = name.words.end < end && article.is_any(name.words.end, &[",", "."]);
    let whole = name.words.len() > 1 && name.verdict.kind == Some(ActorType::Person);
    (whole && closed && (of + 1..comma).all(nominal)).then_some(person)
}

/// The person to whom the tree apposes the phrase, itself or as one of several: `Jane Doe, director of the study, and chairwoman of the center,`.
fn apposed(article: &Article<'_>, names: &[Name], words: &Range<usize>) -> Option<usize> {
    let mut head = words.end - 1;
    for _ in 0..3 {
        let above = article.head(head)?;
        match article.relation(head) {
            Relation::Conj => head = above,
            Relation::Appos => {
                let name = names.partition_point(|name| name.words.end <= above);
                let person = names.get(name).filter(|name| name.words.contains(&above) && name.verdict.kind == Some(ActorType::Person));
                return person.filter(|name| name.words.end < words.start).map(|_| name);
            }
            _ => return None,
        }
    }
    None
}
