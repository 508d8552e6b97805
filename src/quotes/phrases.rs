//! Attributions without a verb of their own: `according to`, nouns of attitude (`hope that …`) and adjectives (`confident that …`).
//!
//! Like `reported` it looks at the trees and leaves quotation marks to others.

use std::ops::Range;

use super::attribution::{Attribution, is_nominal, own_subject, source, subject};
use super::reported::{content_words, finish, trimmed, who, without};
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::index::index;
use crate::reasons::Rule;

/// `According to X, …` and `…, according to X`.
pub(super) fn according_to(article: &Article<'_>, word: usize, sentence: &Range<usize>) -> Option<Attribution> {
    let to = word + 1;
    if to + 1 >= sentence.end || !article.is(to, "to") {
        return None;
    }
    let head = source_after(article, to + 1, sentence.end)?;
    let mut who = source(article, head);
    who.words = to + 1..who.words.end.max(head + 1);
    // The phrase ends where the comma behind the source is; a wrong attachment must not make it swallow the content.
    let comma = (head + 1..sentence.end).find(|&i| article.is(i, ",") && !is_inside_apposition(article, i, head));
    let initial = (sentence.start..word).all(|i| {
        article.is_mark(i)
            || article.relation(i).universal() == Relation::Advmod
            || matches!(article.upos(i), Upos::Cconj | Upos::Sconj | Upos::Adv)
    });
    let cue = Some(word..to + 1);
    let content = if initial {
        let from = comma.map_or(who.words.end, |comma| comma + 1);
        who.words.end = who.words.end.min(comma.unwrap_or(who.words.end)).max(head + 1);
        trimmed(article, std::iter::once(from..sentence.end).collect())
    } else {
        // Behind a comma the phrase speaks of the whole sentence, and runs on to the next comma or the end.
        let apart = article.is_any(word - 1, &[",", "—", "–", "--"]);
        let clause = if apart { sentence.clone() } else { governing_clause(article, head, sentence) };
        let end = comma.unwrap_or(sentence.end).min(who.words.end + 12);
        if apart && (head + 1..end).all(|i| !matches!(article.upos(i), Upos::Aux) && article.zone_of(i).is_none()) {
            who.words = article.trim(who.words.start..end.max(who.words.end));
        }
        without(article, clause, &(word..who.words.end))
    };
    let content = trimmed(article, content);
    (!content.is_empty()).then_some(Attribution {
        content,
        cue,
        cue_head: Some(word),
        source: Some(who),
        rule: Rule::QuoteAccordingTo,
        hedged: false,
        confidence: None,
    })
}

/// The noun of the first noun phrase from `from`, by tags alone: `Axios correspondent Barak | Ravid`.
fn source_after(article: &Article<'_>, from: usize, end: usize) -> Option<usize> {
    let belongs = |word: usize| {
        matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num | Upos::Pron)
            || matches!(article.xpos(word), Xpos::Pos | Xpos::Hyph | Xpos::PrpS)
            || article.tag(word).is_proper()
    };
    (from..end).take_while(|&word| belongs(word)).filter(|&word| is_nominal(article, word)).last()
}

/// Whether the comma at `comma` stands before an apposition or a relative clause of `head`, and what follows still belongs to the source.
fn is_inside_apposition(article: &Article<'_>, comma: usize, head: usize) -> bool {
    article.children(head).any(|child| {
        let words = article.subtree(child);
        let closed = words.end < article.sentence(head).end && article.is(words.end, ",");
        match article.relation(child).universal() {
            Relation::Acl | Relation::Conj => words.contains(&comma) && (closed || words.start < comma),
            Relation::Appos => closed && (words.contains(&comma) || words.start == comma + 1),
            _ => false,
        }
    })
}

/// The clause that an adverbial phrase around `word` says something about: the nearest verb's whole clause, or the sentence.
fn governing_clause(article: &Article<'_>, word: usize, sentence: &Range<usize>) -> Range<usize> {
    let mut at = word;
    for _ in 0..12 {
        match article.head(at) {
            None => return sentence.clone(),
            Some(above) => {
                let verbal = matches!(article.upos(above), Upos::Verb | Upos::Aux | Upos::Adj);
                at = above;
                if verbal && !matches!(article.relation(at), Relation::Acl | Relation::Amod) {
                    break;
                }
            }
        }
    }
    if article.relation(at) == Relation::Root { sentence.clone() } else { article.subtree(at) }
}

/// Nouns that carry an attitude towards a clause.
const ATTITUDES: &[&str] = &[
    "hope",
    "hopes",
    "optimism",
    "confidence",
    "concern",
    "concerns",
    "fear",
    "fears",
    "worry",
    "worries",
    "doubt",
    "doubts",
    "skepticism",
    "scepticism",
    "belief",
    "view",
    "regret",
    "suspicion",
    "suspicions",
    "conviction",
    "certainty",
    "outrage",
    "frustration",
    "disappointment",
    "alarm",
    "dismay",
    "satisfaction",
    "claim",
    "claims",
    "allegation",
    "allegations",
    "warning",
    "warnings",
    "assertion",
    "suggestion",
    "statement",
    "promise",
    "pledge",
    "vow",
    "argument",
    "opinion",
    "expectation",
    "expectations",
    "desire",
    "willingness",
    "intention",
    "readiness",
    "determination",
    "prediction",
    "assurance",
    "assurances",
    "insistence",
];

/// `expressing hope that …`, `his belief that …`.
pub(super) fn by_noun(article: &Article<'_>, noun: usize) -> Option<Attribution> {
    if article.upos(noun) != Upos::Noun || index!(ATTITUDES)(article.lower(noun)).is_none() {
        return None;
    }
    let content = article.children(noun).find(|&child| {
        child > noun
            && matches!(article.relation(child), Relation::Acl | Relation::Ccomp)
            && article
                .children(child)
                .any(|mark| article.relation(mark) == Relation::Mark && article.is_any(mark, &["that", "to", "whether"]))
    });
    let verb = article.head(noun).filter(|&verb| article.relation(noun).universal() == Relation::Obj && article.upos(verb) == Upos::Verb);
    let content = content.or_else(|| {
        let clause = article.children(verb?).find(|&child| child > noun && article.relation(child) == Relation::Ccomp)?;
        Some(clause)
    })?;
    let who = match verb {
        Some(verb) => who(article, verb),
        None => article
            .child(noun, Relation::NmodPoss)
            .or_else(|| article.children(noun).find(|&child| child < noun && article.relation(child).universal() == Relation::Nmod)),
    }?;
    let words = content_words(article, content, noun);
    let cue = verb.filter(|&verb| verb < noun && noun - verb < 4).map_or(noun..noun + 1, |verb| verb..noun + 1);
    finish(article, vec![words], cue, noun, Some(who), Rule::QuoteNoun)
}

/// Adjectives that carry an attitude towards a clause.
const CONVICTIONS: &[&str] = &[
    "confident",
    "hopeful",
    "optimistic",
    "certain",
    "sure",
    "convinced",
    "afraid",
    "worried",
    "concerned",
    "adamant",
    "skeptical",
    "sceptical",
    "doubtful",
    "pessimistic",
    "fearful",
    "clear",
    "unsure",
    "uncertain",
    "determined",
    "willing",
    "unwilling",
    "ready",
    "reluctant",
    "eager",
    "proud",
    "keen",
    "happy",
    "glad",
    "sorry",
];

/// `X is confident that …`, `X is willing to …`.
pub(super) fn by_adjective(article: &Article<'_>, adjective: usize) -> Option<Attribution> {
    if !matches!(article.upos(adjective), Upos::Adj | Upos::Verb) || index!(CONVICTIONS)(article.lower(adjective)).is_none() {
        return None;
    }
    let content = article.children(adjective).find(|&child| {
        child > adjective
            && matches!(article.relation(child), Relation::Ccomp | Relation::Xcomp | Relation::Advcl)
            && (article.child(child, Relation::Mark).is_some())
    })?;
    let made = article.head(adjective).filter(|&verb| {
        article.is(adjective, "clear") && article.relation(adjective) == Relation::Xcomp && matches!(article.lemma(verb), "make")
    });
    let who = own_subject(article, adjective).or_else(|| subject(article, made?))?;
    if article.is(adjective, "clear") && made.is_none() || article.is_any(who, &["it", "this", "that", "there", "i", "we", "you"]) {
        return None;
    }
    let words = content_words(article, content, adjective);
    finish(
        article,
        vec![words],
        made.map_or(adjective, |verb| verb.min(adjective))..adjective + 1,
        adjective,
        Some(who),
        Rule::QuoteAdjective,
    )
}
