//! Roles: noun phrases that describe an actor instead of naming it: `the Ukrainian president`, `US officials`, `his spokeswoman`.
//!
//! It finds them and says how they are built; which actor one stands for is decided in `link`.

use std::ops::Range;

use super::names::Name;
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::Strength;
use crate::lexicon::nouns::{self, Sort};
use crate::lexicon::places;

/// A describing noun phrase.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Role {
    /// The noun.
    pub(super) head: usize,
    /// The phrase up to the noun.
    pub(super) words: Range<usize>,
    /// What the noun describes.
    pub(super) sort: Sort,
    /// The noun in lower case.
    pub(super) noun: String,
    /// The country that a demonym or name in the phrase tells.
    pub(super) country: Option<&'static str>,
    /// The modifiers in lower case, without determiners.
    pub(super) modifiers: Vec<String>,
    /// Whether it points at somebody known: `the`, `this`, a possessive.
    pub(super) definite: bool,
    /// The word of a possessor in the phrase: `his`, `Trump` in `Trump's`.
    pub(super) possessor: Option<usize>,
    /// Whether it speaks, judging by its verb.
    pub(super) speaks: bool,
    /// Whether it does something.
    pub(super) acts: bool,
}

/// The describing phrases of the article in text order, those left out that stand beside a name as its title or apposition.
pub(super) fn find(article: &Article<'_>, names: &[Name]) -> Vec<Role> {
    let mut named = vec![false; article.tokens.len()];
    for name in names {
        named[name.words.clone()].fill(true);
        named[name.title.clone()].fill(true);
    }
    let mut found = Vec::new();
    for (_, sentence) in article.article_sentences() {
        for head in sentence.tokens.clone().filter(|&head| !named[head]) {
            found.extend(role(article, head, &named));
        }
    }
    found
}

fn role(article: &Article<'_>, head: usize, named: &[bool]) -> Option<Role> {
    if !matches!(article.upos(head), Upos::Noun | Upos::Propn | Upos::Adj) || article.is_mark(head) {
        return None;
    }
    let noun = article.lower(head);
    let people = places::country(&noun).filter(|(_, sort)| *sort == places::Sort::People);
    let sort = match people {
        Some(_) => Sort::Group,
        None => nouns::role(&noun).filter(|_| article.upos(head) != Upos::Adj)?,
    };
    if is_part_of_compound(article, head) || stands_beside_name(article, head, named) || is_predicate(article, head) {
        return None;
    }
    let words = phrase(article, head);
    let country = people.map(|(country, _)| country).or_else(|| words.clone().find_map(|word| country_at(article, word, head)));
    let possessor = words.clone().find(|&word| matches!(article.relation(word), Relation::NmodPoss) && word < head);
    let determined = article.is_any(words.start, &["the", "this", "that", "these", "those"]);
    let modifiers = words
        .clone()
        .filter(|&word| word != head && !matches!(article.upos(word), Upos::Det | Upos::Punct | Upos::Part | Upos::Pron))
        .map(|word| article.lower(word))
        .collect();
    Some(Role {
        head,
        sort,
        noun,
        country,
        modifiers,
        definite: determined || possessor.is_some(),
        possessor,
        speaks: speaks(article, head),
        acts: acts(article, head),
        words,
    })
}

/// The country that the word names as a modifier; two words such as `New Zealand` are looked up together.
fn country_at(article: &Article<'_>, word: usize, head: usize) -> Option<&'static str> {
    let two = (word + 1 < head).then(|| places::country(&format!("{} {}", article.lower(word), article.lower(word + 1)))).flatten();
    let one = places::country(&article.lower(word)).filter(|_| article.word(word).starts_with(char::is_uppercase));
    two.or(one).map(|(country, _)| country)
}

/// Whether the noun only modifies another: `police car`.
fn is_part_of_compound(article: &Article<'_>, head: usize) -> bool {
    matches!(article.relation(head), Relation::Compound | Relation::NmodDesc | Relation::Amod | Relation::Fixed)
        || (head + 1 < article.tokens.len() && article.is(head + 1, "-") && article.tokens.is_glued(head + 1))
        || (head > 0 && article.is(head - 1, "-") && article.tokens.is_glued(head) && !article.is_any(head, &["spokesman", "spokeswoman"]))
}

/// Whether the phrase is a title before a name or an apposition to one.
fn stands_beside_name(article: &Article<'_>, head: usize, named: &[bool]) -> bool {
    let next = head + 1;
    let before_name =
        next < named.len() && named[next] && article.sentence_of(next) == article.sentence_of(head) && !article.is_any(next, &["the"]);
    let apposed = article.relation(head) == Relation::Appos && article.head(head).is_some_and(|name| named[name]);
    let with_apposition = article.children(head).any(|child| article.relation(child) == Relation::Appos && named[child]);
    let flat = article.children(head).any(|child| matches!(article.relation(child), Relation::Flat) && named[child]);
    before_name || apposed || with_apposition || flat
}

/// Whether the noun says what somebody is: `she is a senator`, `as president`.
fn is_predicate(article: &Article<'_>, head: usize) -> bool {
    article.child(head, Relation::Cop).is_some()
        || article.relation(head) == Relation::Xcomp
        || article.children(head).any(|child| article.relation(child) == Relation::Case && article.is(child, "as"))
}

/// The phrase from its determiner to the noun.
pub(super) fn phrase(article: &Article<'_>, head: usize) -> Range<usize> {
    let mut start = head;
    for child in article.children(head).filter(|&child| child < head) {
        if matches!(
            article.relation(child).universal(),
            Relation::Det | Relation::Amod | Relation::Compound | Relation::Nmod | Relation::Nummod | Relation::Flat
        ) && !article.children(child).any(|case| article.relation(case) == Relation::Case && case < child)
        {
            start = start.min(article.subtree(child).start);
        }
    }
    // A comma or a preposition inside means that something else got in.
    let cut = (start..head).rev().find(|&word| {
        matches!(article.word(word), "," | ";" | ":" | "(" | ")" | "\"" | "“" | "”")
            || (article.upos(word) == Upos::Adp && !article.is(word, "of"))
    });
    cut.map_or(start, |cut| cut + 1)..head + 1
}

/// Whether the noun is the source of something said: subject of a verb of saying, agent of one, or after `according to`.
fn speaks(article: &Article<'_>, head: usize) -> bool {
    let says = |verb: usize| {
        article
            .cue(verb)
            .is_some_and(|cue| cue.clause == Strength::Strong || cue.infinitive == Strength::Strong || cue.object == Strength::Strong)
    };
    let according = article.children(head).any(|child| article.is(child, "according"));
    let verb = article.head(head);
    let subject = article.relation(head) == Relation::Nsubj && verb.is_some_and(says);
    let agent = article.relation(head) == Relation::OblAgent && verb.is_some_and(says);
    according || subject || agent
}

/// Whether the noun does something: subject of an active verb, agent of a passive one, possessor.
fn acts(article: &Article<'_>, head: usize) -> bool {
    let verb = article.head(head);
    let active = article.relation(head) == Relation::Nsubj
        && verb.is_some_and(|verb| {
            article.upos(verb) == Upos::Verb && article.xpos(verb) != Xpos::Vbn
                || article.upos(verb) == Upos::Verb && article.child(verb, Relation::AuxPass).is_none()
        });
    active || article.relation(head) == Relation::OblAgent || article.relation(head) == Relation::NsubjPass
}
