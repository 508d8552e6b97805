//! What a name names: a person, an organization, a government, an outlet, a group, or nobody.
//!
//! It judges one occurrence by its words and what stands beside it; `link` weighs the occurrences of one actor together.

use std::ops::Range;

use super::evidence::Evidence;
use super::lands::{is_locative, land};

use super::phrase;
use super::spelling::size;
use crate::article::Article;
use crate::language::NameClass;
use crate::language::relations::Relation;
use crate::language::tags::Upos;
use crate::lexicon::nouns;
use crate::lexicon::places::{self, Sort, country};
use crate::lexicon::{given, titles};
use crate::model::ActorType;

/// A judgement about one occurrence of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Verdict {
    /// What it is; `None` when only its deeds can tell.
    pub(super) kind: Option<ActorType>,
    /// The country it stands for.
    pub(super) country: Option<&'static str>,
    /// How much the occurrence shows it: 3 known or titled, 2 by pattern or model, 1 a guess, 0 nothing.
    pub(super) weight: u8,
    /// Whether it acts or is addressed here, where it could also be a mere place.
    pub(super) strong: bool,
}

pub(super) fn verdict(kind: ActorType, weight: u8) -> Option<Verdict> {
    Some(Verdict { kind: Some(kind), country: None, weight, strong: true })
}

/// Judges the name `words`, whose lower-cased form is `key`; `titled` when a person's title stands before it. `None` when it names nobody.
pub(super) fn judge(
    article: &Article<'_>,
    evidence: &Evidence<'_>,
    words: &Range<usize>,
    key: &str,
    titled: bool,
    class: Option<NameClass>,
) -> Option<Verdict> {
    let last = article.lower(words.end - 1);
    if titled && !titles::ends_organization(last) && size(article, words) <= 5 {
        return verdict(ActorType::Person, 3);
    }
    if let Some((name, sort)) = country(key) {
        return land(article, words, name, sort);
    }
    if titles::is_government(key) {
        return verdict(ActorType::Government, 3);
    }
    if titles::is_organization(key) {
        return verdict(ActorType::Organization, 3);
    }
    if titles::is_group(key) || matches!(last, "mps" | "meps" | "msps") {
        return verdict(ActorType::Group, 3);
    }
    if last != "news" && last.strip_suffix('s').is_some_and(describes_people) && words.len() <= 3 {
        return verdict(ActorType::Group, 3);
    }
    if titles::is_adjective(key) || is_seat_label(article, words) || words.clone().all(|word| is_idle(article, word)) {
        return None;
    }
    if is_introduced_place(article, words) {
        return None;
    }
    if places::is_region(key) || is_address(article, words) {
        let acts = phrase::is_source(article, words);
        return acts.then_some(Verdict { kind: Some(ActorType::Government), country: None, weight: 2, strong: true });
    }
    // `the Ledger`: nobody's single name follows an article.
    let thing = words.len() == 1 && is_definite(article, words);
    let told =
        || (class == Some(NameClass::Person) && is_told_a_body(article, words)).then(|| verdict(ActorType::Organization, 3)).flatten();
    by_form(article, words, last).or_else(told).or_else(|| match class.filter(|class| !(thing && *class == NameClass::Person)) {
        Some(NameClass::Person) => verdict(ActorType::Person, 2),
        Some(NameClass::Organization) => verdict(ActorType::Organization, 2),
        Some(NameClass::Place | NameClass::Nationality | NameClass::Other) => None,
        None => by_surroundings(article, evidence, words, last),
    })
}

/// Judges by the words of the name alone.
fn by_form(article: &Article<'_>, words: &Range<usize>, last: &str) -> Option<Verdict> {
    const OUTLETS: &[&str] = &["news", "times", "post", "herald", "tribune", "gazette", "journal", "magazine", "television", "tv", "radio"];
    const POST_NOMINALS: &[&str] = &["kc", "qc", "md", "phd", "obe", "mbe", "cbe", "jr", "jr.", "sr", "sr."];
    let given = given::is_given(article.lower(words.start));
    if words.len() > 2 && POST_NOMINALS.contains(&last) {
        return verdict(ActorType::Person, 3);
    }
    if words.len() > 1 && last == "government" {
        return verdict(ActorType::Government, 3);
    }
    let joins =
        |word: usize| article.is_any(word, &["of", "for"]) && word > words.start && titles::heads_organization(article.lower(word - 1));
    if words.clone().any(joins) {
        return verdict(ActorType::Organization, 3);
    }
    let ends = titles::ends_organization(last) && (words.len() > 1 || is_definite(article, words));
    if ends && !(given && words.len() == 2 && !matches!(last, "foundation" | "campaign")) {
        return verdict(if OUTLETS.contains(&last) { ActorType::Media } else { ActorType::Organization }, 2);
    }
    (words.len() > 1 && given && size(article, words) <= 4).then(|| verdict(ActorType::Person, 3)).flatten()
}

fn by_surroundings(article: &Article<'_>, evidence: &Evidence<'_>, words: &Range<usize>, last: &str) -> Option<Verdict> {
    let next = words.end;
    let published =
        |word: usize| article.role(word).filter(|sort| *sort != nouns::Sort::Media || !article.is_any(word, &["website", "site", "blog"]));
    let noun_behind = (next < article.tokens.len()).then(|| published(next)).flatten();
    if words.len() > 1 && (titles::ends_other(last) || titles::ends_place(last)) {
        return None;
    }
    let before = words.start.checked_sub(1).map(|word| if article.is_quotation_mark(word) { word.saturating_sub(1) } else { word });
    let before = before.and_then(|word| article.role(word));
    match noun_behind.or(before) {
        Some(nouns::Sort::Media) => return verdict(ActorType::Media, 2),
        Some(nouns::Sort::Organization) if before.is_some() && article.is_any(words.start - 1, INTRODUCERS) => {
            return verdict(ActorType::Organization, 2);
        }
        _ => {}
    }
    let alone = article.zone_of(words.start).is_some_and(|zone| article.zones[zone].tokens == *words);
    if alone || is_number(article, words) {
        return None;
    }
    if is_acronym(article, words) {
        // Letters with a digit are more often a product, a road or a virus.
        let coded = last.chars().any(|c| c.is_ascii_digit()) || titles::ends_other(last);
        let owns = words.end < article.tokens.len() && phrase::is_possessive(article, words.end);
        return if coded { None } else { verdict(ActorType::Organization, if owns || is_definite(article, words) { 2 } else { 1 }) };
    }
    if is_locative(article, words) || titles::ends_other(last) {
        return None;
    }
    let plain = words.clone().all(|word| {
        let form = article.word(word);
        if form.chars().count() > 4 && form.chars().all(char::is_uppercase) {
            return false;
        }
        let lower = article.lower(word);
        (article.begins_upper(word) && evidence.lower_count(lower) == 0 && !titles::is_topic(lower))
            || article.is_mark(word)
            || form.len() <= 3
    });
    let definite = is_definite(article, words);
    if (2..=4).contains(&size(article, words)) && plain && !definite && !is_modifier(article, words) {
        return verdict(ActorType::Person, 1);
    }
    Some(Verdict { kind: None, country: None, weight: 0, strong: phrase::acts(article, words) })
}

/// Whether the text says that the name is no person's, whatever it looks like: `the Dutch group Van Houten`, `Brightline, which runs the trains,`.
fn is_told_a_body(article: &Article<'_>, words: &Range<usize>) -> bool {
    if given::is_given(article.lower(words.start)) {
        return false;
    }
    let top = phrase::top(article, words);
    let introducer =
        words.start.checked_sub(1).filter(|&word| article.is_any(word, INTRODUCERS) || article.is_any(word, &["app", "platform"]));
    // `told the company Reyes was late`: there a clause begins.
    let introduced = introducer.is_some_and(|noun| {
        let beside = matches!(article.relation(top).universal(), Relation::Appos | Relation::Flat | Relation::Compound | Relation::Nmod);
        article.head(noun).is_some_and(|above| words.contains(&above)) || beside && article.head(top) == Some(noun)
    });
    let which = words.end + 1;
    let thing = which < article.sentence(words.start).end && article.is(words.end, ",") && article.is(which, "which") && {
        let clause = article.head(which).filter(|&verb| article.relation(verb) == Relation::AclRelcl);
        clause.and_then(|verb| article.head(verb)).is_some_and(|noun| words.contains(&noun))
    };
    introduced || thing
}

/// Nouns that stand before the name of what they describe.
const INTRODUCERS: &[&str] =
    &["company", "firm", "group", "organization", "organisation", "club", "band", "bank", "party", "charity", "startup", "agency"];

/// Whether the word is a nationality, creed or descent.
fn describes_people(word: &str) -> bool {
    titles::is_adjective(word) && !titles::is_topic(word) || country(word).is_some_and(|(_, sort)| sort == Sort::Demonym)
}

/// Whether the name is the party and state behind a politician: `D-N.C.`
fn is_seat_label(article: &Article<'_>, words: &Range<usize>) -> bool {
    let party = matches!(article.word(words.start).trim_end_matches('.'), "D" | "R" | "I");
    party && words.start + 1 < article.tokens.len() && matches!(article.word(words.start + 1), "-" | "‑" | "–" | ",")
}

/// Whether the word cannot be the name of somebody by itself: a date, a number, an everyday word.
fn is_idle(article: &Article<'_>, word: usize) -> bool {
    let lower = article.lower(word);
    titles::is_calendar(lower) || titles::is_adjective(lower) || lower.chars().all(|c| !c.is_alphabetic()) || titles::ends_other(lower)
}

/// Whether the word is a Roman numeral, or the letters of a currency before its sign.
fn is_number(article: &Article<'_>, words: &Range<usize>) -> bool {
    let roman = words.len() == 1 && article.word(words.start).chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let behind = words.end < article.tokens.len();
    let code =
        words.len() == 1 && article.word(words.start).len() == 3 && article.word(words.start).bytes().all(|b| b.is_ascii_uppercase());
    let amount = behind && code && article.tokens.kind(words.end) == crate::tokens::Kind::Number;
    roman || amount || (behind && matches!(article.word(words.end), "$" | "€" | "£"))
}

/// Whether "the" stands before the name.
pub(super) fn is_definite(article: &Article<'_>, words: &Range<usize>) -> bool {
    words.start > 0 && article.is(words.start - 1, "the") || article.is(words.start, "the")
}

/// Whether the name is one word of capitals.
pub(super) fn is_acronym(article: &Article<'_>, words: &Range<usize>) -> bool {
    let form = article.word(words.end - 1);
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    words.len() == 1
        && capitals >= 2
        && form.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '&') || c.is_ascii_digit())
        && form.chars().filter(|c| c.is_alphabetic()).count() <= 6
}

/// Whether the name is that of a place which the text calls one: `the town of Marlow`.
fn is_introduced_place(article: &Article<'_>, words: &Range<usize>) -> bool {
    const PLACES: &[&str] = &[
        "town",
        "city",
        "village",
        "port",
        "island",
        "islands",
        "suburb",
        "province",
        "district",
        "region",
        "county",
        "valley",
        "capital",
        "mayor",
        "mayoress",
        "outskirts",
        "streets",
        "residents",
    ];
    words.start >= 2 && article.is(words.start - 1, "of") && article.is_any(words.start - 2, PLACES) && !phrase::acts(article, words)
}

/// Whether the name is the second half of `City, State`.
fn is_address(article: &Article<'_>, words: &Range<usize>) -> bool {
    let start = words.start;
    start >= 2 && article.is(start - 1, ",") && places::is_region(article.lower(words.end - 1)) && article.begins_upper(start - 2)
}

/// Whether the name only modifies the noun after it.
pub(super) fn is_modifier(article: &Article<'_>, words: &Range<usize>) -> bool {
    let next = words.end;
    if next >= article.sentence(words.start).end || article.is_mark(next) && !matches!(article.word(next), "-" | "‑" | "‐") {
        return false;
    }
    if article.is_mark(next) {
        return article.tokens.is_glued(next);
    }
    let above = article.head(phrase::top(article, words));
    let noun = article.upos(next) == Upos::Noun
        || (article.upos(next) == Upos::Adj && above.is_some_and(|above| above > next && article.upos(above) == Upos::Noun));
    noun && above.is_some_and(|above| above >= next) && !matches!(article.relation(phrase::top(article, words)), Relation::Nsubj)
}
