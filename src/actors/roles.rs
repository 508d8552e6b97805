//! Roles: noun phrases that describe an actor without naming one (`the Ukrainian president`, `US officials`, `his spokeswoman`).
//!
//! It finds them and says what they are made of; whom they mean is decided in `walk`.

use std::ops::Range;

use super::beside::describes;
use super::names::Name;
use super::phrase::{self, Part};
use crate::article::Article;
use crate::language::NameClass;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::nouns::{self, Sort};
use crate::lexicon::places::{self, country};
use crate::lexicon::titles;
use crate::model::ActorType;

/// How a phrase presents whom it describes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// As known: `the`, `this`, `both`.
    Known,
    /// As somebody's: `his`, `Umerov's`.
    Owned,
    /// As new: `a`, `some`, `three`.
    New,
    /// Without any word.
    Bare,
}

/// A noun phrase that describes an actor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Role {
    /// From its first word to its noun.
    pub(super) words: Range<usize>,
    /// The noun, its last word.
    pub(super) head: usize,
    /// The noun as it is compared: lower-cased, abbreviations spelled out.
    pub(super) noun: String,
    /// What the noun describes.
    pub(super) sort: Sort,
    /// Whether the noun is plural.
    pub(super) plural: bool,
    /// How it is presented.
    pub(super) reach: Reach,
    /// The country it belongs to, from an adjective or a name before the noun.
    pub(super) country: Option<&'static str>,
    /// Other words before the noun, lower-cased.
    pub(super) modifiers: Vec<String>,
    /// The part it plays in its sentence.
    pub(super) part: Part,
    /// The name that it describes as a title or apposition, by its place; such a phrase is no mention.
    pub(super) describes: Option<usize>,
    /// Whether it says what somebody is (`is a lawyer`, `as president`); such a phrase is no mention.
    pub(super) predicate: bool,
}

/// The role phrases of the article in text order.
pub(super) fn find(article: &Article<'_>, names: &[Name]) -> Vec<Role> {
    let mut covered = vec![false; article.tokens.len()];
    for name in &article.syntax.names {
        if matches!(name.class, NameClass::Place | NameClass::Other) && name.tokens.clone().all(|word| article.begins_upper(word)) {
            covered[name.tokens.clone()].fill(true);
        }
    }
    for name in names {
        covered[name.words.clone()].fill(true);
        if !name.modifier {
            covered[name.title.clone()].fill(true);
        }
    }
    let mut roles = Vec::new();
    let describes: Vec<bool> = article.words().iter().map(|word| described(&word.lower).is_some()).collect();
    for (_, sentence) in article.article_sentences() {
        for head in sentence.tokens.clone().filter(|&word| describes[article.number(word)] && !covered[word]) {
            roles.extend(role(article, names, head, sentence.tokens.end, &covered));
        }
    }
    roles
}

fn role(article: &Article<'_>, names: &[Name], head: usize, end: usize, covered: &[bool]) -> Option<Role> {
    if article.is_mark(head) || !is_noun(article, head) {
        return None;
    }
    if titles::is_office_in_letters(article.word(head)) && stands_behind_name(article, head, covered) {
        return None;
    }
    let lower = article.lower(head);
    let people = article.country(head).filter(|(_, sort)| *sort == places::Sort::People);
    let sort = described(lower)?;
    if people.is_some() || goes_on(article, head, end, covered) {
        return None;
    }
    let start = phrase::left_edge(article, head);
    let words = start..head + 1;
    let plural = matches!(article.xpos(head), Xpos::Nns | Xpos::Nnps)
        || matches!(sort, Sort::Group) && !matches!(lower, "delegation" | "team" | "crowd" | "staff" | "crew");
    let (country, modifiers) = modifiers(article, &words);
    // `the Doe team` is the campaign of Doe.
    let named = head > 0 && covered[head - 1] && {
        let before = names.get(names.partition_point(|name| name.words.end < head));
        before.is_some_and(|name| name.words.end == head && name.verdict.kind == Some(ActorType::Person))
    };
    let campaign = named && matches!(lower, "team" | "camp");
    let describes = describes(article, names, &words, end).filter(|&name| {
        let person = matches!(names[name].verdict.kind, None | Some(ActorType::Person));
        // `Railwatch, a campaign group,`: the text knows better than who takes a single word for a surname.
        let doubtful = names[name].is_doubtful(article) && !plural && matches!(sort, Sort::Organization | Sort::Media);
        let body = names[name].verdict.kind != Some(ActorType::Person) || doubtful;
        if sort == Sort::Person { person && !plural } else { sort != Sort::Group && body }
    });
    let part = phrase::part(article, &words);
    // `the head of the office`: more often a part of the body.
    if lower == "head" && !(head + 1 < end && article.is(head + 1, "of") && (describes.is_some() || part.speaks)) {
        return None;
    }
    // `a person` in general is nobody; one who speaks is a source.
    if lower == "person" && !(part.speaks && reach(article, &words) == Reach::New) {
        return None;
    }
    Some(Role {
        head,
        noun: if campaign { "campaign".into() } else { spell_out(lower).to_owned() },
        sort: if campaign { Sort::Organization } else { sort },
        plural,
        reach: reach(article, &words),
        country,
        modifiers,
        part,
        predicate: describes.is_none() && is_predicate(article, &words),
        describes,
        words,
    })
}

/// Whether nothing but letters of rank or honor stand between a name and the word: `Jane Doe KC MP`.
fn stands_behind_name(article: &Article<'_>, head: usize, covered: &[bool]) -> bool {
    let before = (0..head).rev().take(4).find(|&word| !titles::is_post_nominal(article.word(word)));
    before.is_some_and(|word| covered[word] && !article.is_mark(word))
}

/// What the lower-cased word describes, if an actor that can be mentioned so.
fn described(lower: &str) -> Option<Sort> {
    if matches!(lower, "head" | "person") {
        Some(Sort::Person)
    } else {
        nouns::role(spell_out(lower)).filter(|sort| *sort != Sort::Document)
    }
}

fn is_noun(article: &Article<'_>, word: usize) -> bool {
    // `the official`, `the Republican`: words that are more often adjectives.
    let next_is_noun =
        word + 1 < article.tokens.len() && matches!(article.upos(word + 1), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
    let nominal = article.upos(word) == Upos::Adj && !next_is_noun && word > 0 && matches!(article.upos(word - 1), Upos::Det | Upos::Adj);
    nominal
        || article.tag(word).is_noun()
        || (article.begins_upper(word) && !matches!(article.upos(word), Upos::Verb | Upos::Aux | Upos::Adv))
}

/// Whether the noun only modifies what follows, or belongs to a longer word.
fn goes_on(article: &Article<'_>, head: usize, end: usize, covered: &[bool]) -> bool {
    let next = head + 1;
    if next >= end {
        return false;
    }
    if article.is_mark(next) {
        return matches!(article.word(next), "-" | "‑" | "‐") && article.tokens.is_glued(next);
    }
    let noun = matches!(article.upos(next), Upos::Noun | Upos::Propn) && !covered[next] && !phrase::is_possessive(article, next);
    let hung = article.head(head) == Some(next) || article.relation(head) == Relation::Compound;
    let titled = covered[next] && names_follow(article, next);
    let above = article.head(head).filter(|&above| above > head && above <= head + 4);
    let modifies = above.is_some_and(|above| article.upos(above) == Upos::Noun)
        && matches!(article.relation(head), Relation::Amod | Relation::Compound);
    let quantity = article.is(next, "of") && article.is_any(head, &["majority", "minority"]);
    let effort = article.is_any(head, &["campaign"]) && article.is_any(next, &["against", "to", "for"]);
    (noun && hung)
        || titled
        || modifies
        || quantity
        || effort
        || (next < end && article.is(next, "of") && next + 2 < end && article.is(next + 1, "state"))
}

fn names_follow(article: &Article<'_>, next: usize) -> bool {
    article.begins_upper(next) && article.country(next).is_none()
}

/// The word with its abbreviation spelled out.
pub(super) fn spell_out(lower: &str) -> &str {
    match lower.trim_end_matches('.') {
        "sen" => "senator",
        "sens" => "senators",
        "rep" => "representative",
        "reps" => "representatives",
        "gov" => "governor",
        "gen" => "general",
        "prof" => "professor",
        "pres" => "president",
        "capt" => "captain",
        "col" => "colonel",
        "lt" => "lieutenant",
        "sgt" => "sergeant",
        "adm" => "admiral",
        "spokesperson" => "spokesperson",
        "advisor" => "adviser",
        "councillor" => "councilor",
        "mp" => "lawmaker",
        other => other,
    }
}

pub(super) fn reach(article: &Article<'_>, words: &Range<usize>) -> Reach {
    let first = words.start;
    let owned = article.xpos(first) == Xpos::PrpS || words.clone().any(|word| phrase::is_possessive(article, word));
    if owned {
        return Reach::Owned;
    }
    match article.lower(first) {
        "the" | "this" | "these" | "those" | "both" | "that" => Reach::Known,
        "a" | "an" | "some" | "one" | "another" | "many" | "several" | "few" | "any" | "no" | "more" | "most" | "each" | "every"
        | "two" | "three" | "four" | "five" => Reach::New,
        _ if article.upos(first) == Upos::Num => Reach::New,
        _ => Reach::Bare,
    }
}

/// The country whose name of two words begins at `word` and ends before `end`.
fn country_of_two(article: &Article<'_>, word: usize, end: usize) -> Option<(&'static str, places::Sort)> {
    (word + 1 < end).then(|| format!("{} {}", article.lower(word), article.lower(word + 1))).as_deref().and_then(country)
}

/// The country and the other words before the noun that tell whom it means.
fn modifiers(article: &Article<'_>, words: &Range<usize>) -> (Option<&'static str>, Vec<String>) {
    let mut land = None;
    let mut others = Vec::new();
    for word in words.start..words.end - 1 {
        let lower = article.lower(word);
        if let Some((name, _)) = article.country(word).or_else(|| country_of_two(article, word, words.end - 1)) {
            land = Some(name);
        } else if matches!(article.upos(word), Upos::Adj | Upos::Noun | Upos::Propn) && !is_idle(lower) {
            others.push(lower.to_owned());
        }
    }
    (land, others)
}

fn is_idle(lower: &str) -> bool {
    matches!(
        lower,
        "other"
            | "such"
            | "same"
            | "own"
            | "former"
            | "then"
            | "new"
            | "old"
            | "current"
            | "next"
            | "last"
            | "many"
            | "several"
            | "various"
            | "few"
            | "more"
            | "most"
            | "senior"
            | "top"
            | "first"
    )
}

/// Whether the phrase only says what somebody is.
fn is_predicate(article: &Article<'_>, words: &Range<usize>) -> bool {
    let head = words.end - 1;
    let copula = article.child(head, Relation::Cop).is_some();
    let before = words.start.checked_sub(1);
    let role =
        before.is_some_and(|word| article.is_any(word, &["as", "became", "become", "becoming", "called", "named", "elected", "appointed"]));
    let floor = article.sentence(head).start.max(words.start.saturating_sub(4));
    let be = (floor..words.start).rev().find(|&word| !matches!(article.upos(word), Upos::Adv | Upos::Cconj | Upos::Part));
    let is = be.is_some_and(|word| {
        article.is_any(word, &["is", "was", "are", "were", "been", "be", "'s", "’s"]) && article.upos(word) == Upos::Aux
    });
    copula || is || (role && article.relation(head).universal() != Relation::Nsubj) || article.relation(head) == Relation::Vocative
}

/// Whether the word is a form of address and no office.
pub(super) fn is_courtesy(lower: &str) -> bool {
    matches!(lower.trim_end_matches('.'), "mr" | "mrs" | "ms" | "miss" | "mx" | "dr" | "sir" | "madam" | "messrs")
}

/// The country, the nouns and the gender that the words of a title or description tell about its bearer.
pub(super) fn told(article: &Article<'_>, words: &Range<usize>) -> (Option<&'static str>, Vec<String>, Option<titles::Gender>) {
    let (mut land, mut told, mut gender) = (None, Vec::new(), None);
    for word in words.clone().take(16) {
        let lower = article.lower(word);
        land = land.or_else(|| article.country(word).or_else(|| country_of_two(article, word, words.end)).map(|(name, _)| name));
        gender = gender.or_else(|| titles::gender(lower));
        if !article.is_mark(word)
            && !is_courtesy(lower)
            && matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::X)
            && !is_idle(lower)
        {
            told.push(spell_out(lower).to_owned());
        }
    }
    (land, told, gender)
}
