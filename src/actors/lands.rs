//! Countries, capitals and seats: whether the name stands for the government or only for the place.
//!
//! Prepositions and the part the name plays in its clause decide; which country a word belongs to is known by `lexicon::places`.

use std::ops::Range;

use super::kinds::{Verdict, is_modifier, verdict};
use super::names::Name;
use super::phrase;
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::Upos;
use crate::lexicon::index::index;
use crate::lexicon::nouns;
use crate::lexicon::places::Sort;
use crate::model::ActorType;

/// Whether a country, capital or seat stands for its government here.
pub(super) fn land(article: &Article<'_>, words: &Range<usize>, name: &'static str, sort: Sort) -> Option<Verdict> {
    let government = |strong| Some(Verdict { kind: Some(ActorType::Government), country: Some(name), weight: 3, strong });
    match sort {
        Sort::Demonym => return None,
        Sort::People => return verdict(ActorType::Group, 3),
        _ => {}
    }
    if is_locative(article, words) || is_modifier(article, words) {
        return None;
    }
    if words.end < article.tokens.len() && phrase::is_possessive(article, words.end) {
        let owned = (words.end + 1..article.sentence(words.start).end).take(3);
        let spatial = owned.into_iter().any(|word| index!(SPATIAL)(article.lower(word)).is_some());
        return if spatial { None } else { government(sort != Sort::Capital) };
    }
    if let Some((verb, acts)) = phrase::predicate(article, words) {
        return government(acts || (sort != Sort::Capital && article.upos(verb) == Upos::Verb));
    }
    if phrase::acts(article, words) {
        return government(true);
    }
    addressed(article, words).and_then(government).or_else(|| (sort == Sort::Seat).then(|| government(true)).flatten())
}

/// What a country can own as a place only.
const SPATIAL: &[&str] = &[
    "capital",
    "city",
    "coast",
    "border",
    "borders",
    "north",
    "south",
    "east",
    "west",
    "largest",
    "second-largest",
    "province",
    "region",
    "airport",
    "streets",
    "weather",
    "climate",
    "mountains",
    "southern",
    "northern",
    "eastern",
    "western",
    "northwestern",
    "northeastern",
    "downtown",
];

/// Whether the name stands where a government is dealt with: `between X and Y`, `with X`, `urged X`. The answer tells how surely; `None` means a place.
fn addressed(article: &Article<'_>, words: &Range<usize>) -> Option<bool> {
    let top = phrase::top(article, words);
    let definite = words.start > 0 && article.is(words.start - 1, "the");
    let before = words.start.checked_sub(1 + usize::from(definite));
    let preposition = before.map(|word| article.lower(word)).unwrap_or_default();
    match preposition {
        "between" => return Some(true),
        "with" | "against" | "for" | "by" => return Some(false),
        "of" => {
            let noun = before.and_then(|of| of.checked_sub(1)).and_then(|noun| article.role(noun));
            return noun.is_some_and(|sort| sort != nouns::Sort::Document).then_some(false);
        }
        "to" | "on" => {
            let noun = before.and_then(|at| at.checked_sub(1));
            return noun.is_some_and(|noun| index!(DEALINGS)(article.lower(noun)).is_some()).then_some(false);
        }
        _ => {}
    }
    match article.relation(top).universal() {
        Relation::Obj | Relation::Iobj => Some(
            article
                .head(top)
                .is_some_and(|verb| article.cue(verb).is_some() || article.is_any(verb, &["representing", "represented", "represents"])),
        ),
        Relation::Conj => {
            let first = article.head(top)?;
            let (_, sort) = article.country(first)?;
            let first = first..first + 1;
            if sort == Sort::Demonym || is_locative(article, &first) {
                return None;
            }
            let between = words.start.saturating_sub(6)..words.start;
            if between.into_iter().any(|word| article.is(word, "between")) {
                return Some(true);
            }
            phrase::predicate(article, &first).map(|(_, acts)| acts)
        }
        _ => {
            let paired = (words.start.saturating_sub(6)..words.start).any(|word| article.is(word, "between"));
            (paired && before.is_some_and(|word| article.is(word, "and"))).then_some(true)
        }
    }
}

/// What is done to a government with `to` or `on`.
const DEALINGS: &[&str] = &[
    "sanctions",
    "pressure",
    "tariffs",
    "war",
    "attack",
    "attacks",
    "strikes",
    "aid",
    "support",
    "assistance",
    "help",
    "weapons",
    "said",
    "message",
    "warning",
    "appeal",
    "letter",
    "offer",
    "ultimatum",
    "concessions",
    "response",
    "threat",
    "guarantees",
    "commitment",
    "loyal",
    "related",
];

/// Whether the name stands where only a place can: after `in`, `near`, `at`, or after a comma behind such a place.
pub(super) fn is_locative(article: &Article<'_>, words: &Range<usize>) -> bool {
    let mut at = words.start;
    for _ in 0..8 {
        let Some(mut before) = at.checked_sub(1) else { return false };
        if article.is(before, "the") || (matches!(article.upos(before), Upos::Adj) && article.is_any(before, INNER)) {
            let Some(further) = before.checked_sub(1) else { return false };
            before = further;
        }
        if index!(LOCATIVE)(article.lower(before)).is_some() {
            return true;
        }
        // `in Iraq and Syria`, `Sydney, Australia`: the place before tells.
        let chained = article.is_any(before, &[",", "and", "or"]) && before > 0;
        if !chained {
            return false;
        }
        let mut previous = before - 1;
        if article.is(previous, ",") && previous > 0 {
            previous -= 1;
        }
        let placed = article.begins_upper(previous) && article.upos(previous) != Upos::Verb;
        if !placed {
            return false;
        }
        let floor = previous.saturating_sub(8);
        while previous > floor && article.begins_upper(previous - 1) && !article.is(previous - 1, "the") {
            previous -= 1;
        }
        at = previous;
    }
    false
}

const INNER: &[&str] = &[
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northwestern",
    "northeastern",
    "southwestern",
    "southeastern",
    "downtown",
    "nearby",
    "both",
];

const LOCATIVE: &[&str] = &[
    "in",
    "near",
    "at",
    "across",
    "throughout",
    "around",
    "outside",
    "inside",
    "within",
    "into",
    "north",
    "south",
    "east",
    "west",
    "toward",
    "towards",
    "via",
    "from",
    "through",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northwestern",
    "northeastern",
    "downtown",
    "visiting",
    "onto",
    "parts",
];

/// Takes letters that the text spells out itself for what it says, not for a country: `the Data Rights Commission (DRC)`.
pub(super) fn spelled_out(article: &Article<'_>, names: &mut [Name]) {
    let mut letters: Vec<String> = Vec::new();
    for pair in names.windows(2).filter(|pair| pair[1].verdict.country.is_some()) {
        let (long, short) = (&pair[0].words, &pair[1].words);
        let opens = short.start == long.end + 1 && matches!(article.word(long.end), "(" | "[");
        let initials = long.clone().filter(|&word| article.begins_upper(word)).filter_map(|word| article.word(word).chars().next());
        if opens
            && long.len() > 1
            && short.len() == 1
            && pair[0].verdict.country.is_none()
            && initials.eq(article.word(short.start).chars())
        {
            letters.push(article.word(short.start).to_owned());
        }
    }
    if letters.is_empty() {
        return;
    }
    letters.sort_unstable();
    letters.dedup();
    for name in names.iter_mut().filter(|name| name.words.len() == 1 && name.verdict.country.is_some()) {
        if letters.binary_search_by(|short| short.as_str().cmp(article.word(name.words.start))).is_ok() {
            name.verdict = Verdict { kind: Some(ActorType::Organization), country: None, weight: 3, strong: true };
        }
    }
}
