//! The stance that a clause itself shows: a modal (`must`, `will`), a verb of wanting in the first person, a word that judges.

use std::ops::Range;

use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::stances;
use crate::model::PositionKind;
use crate::quotes::{is_negated, own_subject};

/// A stance found in a clause.
pub(crate) struct Shown {
    pub(crate) kind: PositionKind,
    pub(crate) target: Range<usize>,
    pub(crate) cue: Range<usize>,
}

/// The stances that the words `said` show by themselves, when their speaker says them; `own` tells whether a subject is the speaker.
pub(crate) fn find(article: &Article<'_>, said: &Range<usize>, own: &dyn Fn(usize) -> bool) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    for word in said.clone() {
        let shown = modal(article, word, said, own)
            .or_else(|| first_person(article, word, said, own))
            .or_else(|| imperative(article, word, said))
            .or_else(|| judged(article, word, said));
        if let Some(shown) = shown
            && !found.iter().any(|other| other.target.start <= shown.target.start && shown.target.end <= other.target.end)
        {
            found.push(shown);
        }
    }
    found
}

/// `X must …`, `we will …`.
fn modal(article: &Article<'_>, word: usize, said: &Range<usize>, own: &dyn Fn(usize) -> bool) -> Option<Shown> {
    let verb = if article.xpos(word) == Xpos::Md {
        article.head(word).filter(|_| article.relation(word).universal() == Relation::Aux)?
    } else if article.is_any(word, &["need", "needs", "have", "has", "got", "ought"]) && next_is_to(article, word) {
        word
    } else {
        return None;
    };
    let subject = subject_of(article, verb);
    let kind = match article.lower(word).as_str() {
        "must" | "should" | "ought" | "need" | "needs" => PositionKind::Demand,
        "have" | "has" | "got" => PositionKind::Demand,
        "will" | "'ll" | "’ll" | "wo" if subject.is_some_and(own) => PositionKind::Commit,
        "would" if subject.is_some_and(own) && !article.is(word, "'d") => PositionKind::Commit,
        _ => return None,
    };
    if kind == PositionKind::Demand && is_question(article, word, said) {
        return None;
    }
    let target = clause(article, verb, said);
    (target.len() > 2).then(|| Shown { kind, target, cue: word..word + 1 })
}

fn next_is_to(article: &Article<'_>, word: usize) -> bool {
    let next = word + 1;
    next < article.tokens.len()
        && article.is(next, "to")
        && article
            .children(word)
            .any(|child| matches!(article.relation(child), Relation::Xcomp | Relation::Advcl | Relation::Ccomp) && child > next)
}

/// `I want …`, `we hope that …`, `I support …`.
fn first_person(article: &Article<'_>, word: usize, said: &Range<usize>, own: &dyn Fn(usize) -> bool) -> Option<Shown> {
    let cue = article.cue(word)?;
    let subject = own_subject(article, word)?;
    if !own(subject) || article.xpos(word) == Xpos::Vbd {
        return None;
    }
    let clause_child =
        article.children(word).find(|&child| child > word && matches!(article.relation(child), Relation::Ccomp | Relation::Xcomp));
    let object = article.child(word, Relation::Obj);
    let (kind, target) = match (clause_child, object) {
        (Some(child), _) if article.relation(child) == Relation::Xcomp => (cue.infinitive_kind?, child),
        (Some(child), _) => (if cue.lemma == "think" || cue.lemma == "believe" { return None } else { cue.clause_kind? }, child),
        (None, Some(object)) => (cue.object_kind?, object),
        (None, None) => return None,
    };
    let kind = if is_negated(article, word) { negated(kind)? } else { kind };
    let mut target_words = within(article.subtree(target), said);
    target_words.start = target_words.start.max(word + 1);
    let target_words = strip_that(article, article.trim(target_words));
    (!target_words.is_empty()).then(|| Shown { kind, target: target_words, cue: word..word + 1 })
}

/// `Look at the issues`, `don't give up`.
fn imperative(article: &Article<'_>, word: usize, said: &Range<usize>) -> Option<Shown> {
    let sentence = article.sentence(word);
    let root = article.relation(word) == Relation::Root && article.xpos(word) == Xpos::Vb && own_subject(article, word).is_none();
    let first = (sentence.start.max(said.start)..word).all(|before| {
        article.is_mark(before)
            || article.head(before) == Some(word) && !matches!(article.upos(before), Upos::Noun | Upos::Propn | Upos::Pron)
    });
    if !root
        || !first
        || article.children(word).any(|child| article.relation(child).universal() == Relation::Aux && article.xpos(child) == Xpos::Md)
    {
        return None;
    }
    let target = clause(article, word, said);
    (target.len() > 2).then(|| Shown { kind: PositionKind::Demand, target, cue: word..word + 1 })
}

/// `The plan is a mistake`.
fn judged(article: &Article<'_>, word: usize, said: &Range<usize>) -> Option<Shown> {
    let copular = article.child(word, Relation::Cop).is_some()
        || matches!(article.relation(word), Relation::Conj)
            && article.head(word).is_some_and(|head| article.child(head, Relation::Cop).is_some());
    let predicate = copular || (article.upos(word) == Upos::Verb && own_subject(article, word).is_some());
    if !predicate || !matches!(article.upos(word), Upos::Adj | Upos::Noun | Upos::Verb) {
        return None;
    }
    let good = stances::judgement(&article.lemma(word)).or_else(|| {
        let modifier = article
            .children(word)
            .find(|&child| article.relation(child) == Relation::Amod && stances::judgement(&article.lower(child)).is_some())?;
        stances::judgement(&article.lower(modifier))
    })?;
    let good = good != is_negated(article, word);
    let clause_head = if article.relation(word) == Relation::Conj { article.head(word)? } else { word };
    let target = clause(article, clause_head, said);
    let kind = if good { PositionKind::Support } else { PositionKind::Oppose };
    (target.len() > 2).then(|| Shown { kind, target, cue: word..word + 1 })
}

/// The subject of a clause, shared ones included.
fn subject_of(article: &Article<'_>, verb: usize) -> Option<usize> {
    own_subject(article, verb).or_else(|| {
        let above = article.head(verb).filter(|_| article.relation(verb) == Relation::Conj)?;
        own_subject(article, above)
    })
}

fn is_question(article: &Article<'_>, word: usize, said: &Range<usize>) -> bool {
    let sentence = within(article.sentence(word), said);
    !sentence.is_empty() && article.is(sentence.end - 1, "?")
}

/// The words of the clause that `verb` heads within `said`, without what leads to it (`and`, `because`).
pub(crate) fn clause(article: &Article<'_>, verb: usize, said: &Range<usize>) -> Range<usize> {
    let mut words = article.trim(within(article.subtree(verb), said));
    while words.len() > 1
        && words.start < verb
        && (article.is_mark(words.start)
            || article.upos(words.start) == Upos::Cconj
            || article.relation(words.start) == Relation::Mark && !article.is(words.start, "to"))
    {
        words.start += 1;
    }
    words
}

fn strip_that(article: &Article<'_>, mut words: Range<usize>) -> Range<usize> {
    while words.len() > 1
        && (article.is(words.start, "that") && matches!(article.upos(words.start), Upos::Sconj | Upos::Adp) || article.is_mark(words.start))
    {
        words.start += 1;
    }
    words
}

fn within(words: Range<usize>, said: &Range<usize>) -> Range<usize> {
    words.start.max(said.start)..words.end.min(said.end).max(words.start.max(said.start))
}

/// The stance that the denial of `kind` is; `None` where it is none.
pub(crate) fn negated(kind: PositionKind) -> Option<PositionKind> {
    match kind {
        PositionKind::Support | PositionKind::Commit | PositionKind::Demand => Some(PositionKind::Oppose),
        PositionKind::Oppose | PositionKind::Doubt => Some(PositionKind::Support),
        PositionKind::Deny => Some(PositionKind::Affirm),
        PositionKind::Affirm | PositionKind::Expect => Some(PositionKind::Doubt),
        PositionKind::Propose | PositionKind::Warn => None,
    }
}
