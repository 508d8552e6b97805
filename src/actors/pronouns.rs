//! Pronouns: whom `he`, `she`, `they` and their like stand for outside quotations.
//!
//! It prefers the subject of the same or the sentence before; it never guesses from a name what the text does not tell. First persons are left to `quotes`.

use super::link::{Known, Linked};
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::Upos;
use crate::lexicon::Strength;
use crate::model::{ActorType, MentionKind};

/// The mentions by pronoun. What a resolved pronoun tells about its actor is kept in `known`.
pub(super) fn find(article: &Article<'_>, known: &mut [Known], mentions: &[Linked]) -> Vec<Linked> {
    let mut found: Vec<Linked> = Vec::new();
    for (_, sentence) in article.article_sentences() {
        for word in sentence.tokens.clone().filter(|&word| article.upos(word) == Upos::Pron && article.zone_of(word).is_none()) {
            let lower = article.lower(word);
            let Some(class) = class(&lower) else { continue };
            if class == Class::Thing && !speaks(article, word) {
                continue;
            }
            if let Some(actor) = resolve(article, known, mentions, &found, word, class) {
                if let Class::Person(pronoun) = class {
                    known[actor].pronoun.get_or_insert(pronoun);
                }
                found.push(Linked { words: word..word + 1, head: word, actor, kind: MentionKind::Pronoun });
            }
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Person(&'static str),
    Many,
    Thing,
}

fn class(pronoun: &str) -> Option<Class> {
    Some(match pronoun {
        "he" | "him" | "himself" => Class::Person("he"),
        "she" | "herself" => Class::Person("she"),
        "they" | "them" => Class::Many,
        "it" => Class::Thing,
        _ => return None,
    })
}

/// Whether the pronoun is the subject of a verb of saying.
fn speaks(article: &Article<'_>, word: usize) -> bool {
    article.relation(word) == Relation::Nsubj
        && article.head(word).is_some_and(|verb| {
            article.cue(verb).is_some_and(|cue| cue.clause == Strength::Strong && article.child(verb, Relation::Expl).is_none())
        })
}

fn resolve(article: &Article<'_>, known: &[Known], mentions: &[Linked], pronouns: &[Linked], word: usize, class: Class) -> Option<usize> {
    const FAR: usize = 4;
    let sentence = article.sentence_of(word);
    let fits = |actor: usize| {
        let known = &known[actor];
        match class {
            Class::Person(pronoun) => known.kind == Some(ActorType::Person) && known.pronoun.is_none_or(|own| own == pronoun),
            Class::Many => {
                matches!(known.kind, Some(ActorType::Group))
                    || (known.kind == Some(ActorType::Media) && !known.named)
                    || (known.kind == Some(ActorType::Organization) && speaks(article, word) && known.named)
            }
            Class::Thing => matches!(known.kind, Some(ActorType::Organization | ActorType::Media | ActorType::Government)),
        }
    };
    let end = mentions.partition_point(|mention| mention.words.start < word);
    let near = mentions[..end]
        .iter()
        .rev()
        .chain(pronouns.iter().rev())
        .take_while(|mention| sentence - article.sentence_of(mention.head).min(sentence) <= FAR || mention.kind == MentionKind::Pronoun)
        .take(120);
    let mut best: Option<(i32, usize)> = None;
    for mention in near.filter(|mention| sentence - article.sentence_of(mention.head).min(sentence) <= FAR && fits(mention.actor)) {
        let score = score(article, known, mention, word, sentence);
        if best.is_none_or(|(other, _)| score > other) {
            best = Some((score, mention.actor));
        }
    }
    best.map(|(_, actor)| actor)
}

fn score(article: &Article<'_>, known: &[Known], mention: &Linked, word: usize, sentence: usize) -> i32 {
    let distance = (sentence - article.sentence_of(mention.head)) as i32;
    let top = top_of(article, mention);
    let subject = matches!(article.relation(top), Relation::Nsubj | Relation::NsubjPass);
    let verb = article.head(top);
    let spoke = subject && verb.is_some_and(|verb| article.cue(verb).is_some_and(|cue| cue.clause == Strength::Strong));
    let clausemate = verb.is_some() && verb == article.head(word) && top != word;
    let quoted = article.zone_of(mention.head).is_some();
    // A pronoun seldom stands for what shares its clause, and often for the subject or speaker before it.
    -4 * distance + 6 * i32::from(subject) + 3 * i32::from(spoke) - 8 * i32::from(clausemate) - 6 * i32::from(quoted)
        + 2 * i32::from(known[mention.actor].named)
        + 2 * i32::from(mention.kind == MentionKind::Pronoun)
        - i32::from(matches!(article.relation(top), Relation::NmodPoss | Relation::Compound)) * 3
        - ((word - mention.head) / 12).min(4) as i32
}

/// The word of the mention that hangs outside it.
fn top_of(article: &Article<'_>, mention: &Linked) -> usize {
    mention.words.clone().find(|&word| article.head(word).is_none_or(|above| !mention.words.contains(&above))).unwrap_or(mention.head)
}
