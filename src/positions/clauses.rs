//! The stance that a clause itself shows: a modal (`must`, `will`), a verb of wanting in the first person, a word that judges.

use std::ops::Range;

use super::future;
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::stances;
use crate::model::PositionKind;
use crate::order;
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
    let sieves: [&dyn Fn(usize) -> Option<Shown>; 7] = [
        &|word| first_person(article, word, said, own),
        &|word| attitude(article, word, said, own),
        &|word| modal(article, word, said, own),
        &|word| imperative(article, word, said),
        &|word| judged(article, word, said),
        &|word| threat(article, word, said),
        &|word| denied(article, word, said),
    ];
    // Which of the words said are the target of a stance already.
    let mut taken = vec![false; said.len()];
    let place = |word: usize| word.clamp(said.start, said.end) - said.start;
    for sieve in sieves {
        for shown in said.clone().filter_map(sieve) {
            let target = &mut taken[place(shown.target.start)..place(shown.target.end)];
            if !target.contains(&true) {
                target.fill(true);
                found.push(shown);
            }
        }
    }
    order::by_key(&mut found, |shown| [shown.target.start as u32, 0, 0]);
    found
}

/// `X must …`, `we will …`.
fn modal(article: &Article<'_>, word: usize, said: &Range<usize>, own: &dyn Fn(usize) -> bool) -> Option<Shown> {
    let verb = if article.xpos(word) == Xpos::Md {
        // Where the tree has lost the verb, the modal stands for it.
        article.head(word).filter(|_| article.relation(word).universal() == Relation::Aux).unwrap_or(word)
    } else if asks(article, word) {
        word
    } else {
        return None;
    };
    let subject = subject_of(article, verb);
    let kind = match article.lower(word) {
        "must" | "should" | "ought" | "need" | "needs" | "time" => PositionKind::Demand,
        "have" | "has" | "got" => PositionKind::Demand,
        "will" | "'ll" | "’ll" | "wo" | "would" if stances::is_harm(article.lemma(verb)) => return None,
        "will" | "'ll" | "’ll" | "wo" | "would" if subject.is_some_and(own) => future::of_oneself(article, word, verb)?,
        _ => return None,
    };
    if kind == PositionKind::Demand && is_question(article, word, said) {
        return None;
    }
    // "What she has to do is …": the clause is only the subject of what is asked for.
    let main = article
        .head(verb)
        .filter(|_| matches!(article.relation(verb).universal(), Relation::Csubj) || asks_what(article, verb))
        .unwrap_or(verb);
    let target = if main == word { article.trim(within(article.sentence(word), said)) } else { clause(article, main, said) };
    (target.len() > 2).then(|| Shown { kind, target, cue: word..word + 1 })
}

/// Whether the clause of `verb` is a free relative before a copula.
fn asks_what(article: &Article<'_>, verb: usize) -> bool {
    article.relation(verb) == Relation::AclRelcl && article.head(verb).is_some_and(|what| article.is(what, "what"))
}

/// Whether the word asks for something without a modal: `has to act`, `we need the council to act`, `it is time to act`.
fn asks(article: &Article<'_>, word: usize) -> bool {
    match article.lower(word) {
        "need" | "needs" => next_is_to(article, word) || needs(article, word),
        "have" | "has" | "got" | "ought" => next_is_to(article, word),
        "time" => is_time(article, word),
        _ => false,
    }
}

/// `we need the council to act`.
fn needs(article: &Article<'_>, word: usize) -> bool {
    article.upos(word) == Upos::Verb
        && article.child(word, Relation::Obj).is_some()
        && governs_to(article, word, &[Relation::Xcomp, Relation::Ccomp, Relation::Advcl])
}

/// `it is time to act`.
fn is_time(article: &Article<'_>, word: usize) -> bool {
    article.child(word, Relation::Cop).is_some()
        && !is_negated(article, word)
        && governs_to(article, word, &[Relation::Acl, Relation::Advcl, Relation::Xcomp, Relation::Csubj])
}

/// Whether an infinitive with `to` hangs on the word by one of `relations`.
fn governs_to(article: &Article<'_>, word: usize, relations: &[Relation]) -> bool {
    let to = |child: &usize| *child > word && article.children(*child).any(|mark| article.is(mark, "to"));
    article.children(word).filter(to).any(|child| relations.contains(&article.relation(child).universal()))
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
    // "It might seek talks" takes no stance yet.
    let open = article.children(word).any(|child| article.xpos(child) == Xpos::Md && article.is_any(child, &["may", "might", "could"]));
    if !own(subject) || open || article.xpos(word) == Xpos::Vbd || is_imagined(article, word, said) {
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
    let target_words =
        if matches!(cue.lemma, "want" | "wish") { clause(article, word, said) } else { strip_that(article, article.trim(target_words)) };
    (!target_words.is_empty()).then(|| Shown { kind, target: target_words, cue: word..word + 1 })
}

/// Whether what the word says is what somebody does not want or think: `they do not want to think we are blaming them`.
fn is_imagined(article: &Article<'_>, word: usize, said: &Range<usize>) -> bool {
    let above = std::iter::successors(article.head(word), |&at| article.head(at)).take(4);
    above.take_while(|at| said.contains(at)).any(|at| {
        let nobody = own_subject(article, at).is_some_and(|subject| article.is_any(subject, &["nobody", "no-one", "none", "one"]));
        let means = matches!(article.lemma(at), "want" | "think" | "believe" | "say" | "mean" | "suggest" | "imply" | "claim" | "feel");
        means && (is_negated(article, at) || nobody)
    })
}

/// `I am confident that …`, `we are committed to …`.
fn attitude(article: &Article<'_>, word: usize, said: &Range<usize>, own: &dyn Fn(usize) -> bool) -> Option<Shown> {
    if !matches!(article.upos(word), Upos::Adj | Upos::Verb) || !own_subject(article, word).is_some_and(own) {
        return None;
    }
    let lower = article.lower(word);
    let behind = |child: &usize| *child > word;
    let clausal = |child: &usize| matches!(article.relation(*child).universal(), Relation::Ccomp | Relation::Xcomp | Relation::Advcl);
    let (kind, start, end) = if let Some(found) = article.children(word).filter(behind).find_map(|noun| {
        let case = article.children(noun).find(|&case| article.relation(case) == Relation::Case)?;
        Some((stances::adjective_with(lower, article.lower(case))?, case + 1, article.subtree(noun).end))
    }) {
        found
    } else {
        let kind = stances::adjective(lower).filter(|_| article.child(word, Relation::Cop).is_some() || article.xpos(word) == Xpos::Vbn)?;
        let inner = article.children(word).filter(behind).find(clausal)?;
        (kind, article.subtree(inner).start.max(word + 1), article.subtree(inner).end)
    };
    let kind = if is_negated(article, word) { negated(kind)? } else { kind };
    let target = strip_that(article, article.trim(within(start..end.max(start), said)));
    (!target.is_empty()).then(|| Shown { kind, target, cue: word..word + 1 })
}

/// `Look at the issues`, `don't give up`.
fn imperative(article: &Article<'_>, word: usize, said: &Range<usize>) -> Option<Shown> {
    if article.xpos(word) != Xpos::Vb {
        return None;
    }
    let sentence = article.sentence(word);
    let main = matches!(article.relation(word), Relation::Root | Relation::Parataxis | Relation::Ccomp)
        || (article.relation(word) == Relation::Conj
            && article.head(word).is_some_and(|first| {
                article.xpos(first) == Xpos::Vb
                    && own_subject(article, first).is_none()
                    && !matches!(article.relation(first).universal(), Relation::Xcomp | Relation::Acl | Relation::Advcl)
                    && !article.children(first).any(|child| article.is(child, "to") || article.xpos(child) == Xpos::Md)
            }));
    let root = main && own_subject(article, word).is_none() && !article.children(word).any(|child| article.is(child, "to"));
    let first = article.relation(word) != Relation::Root
        || (sentence.start.max(said.start)..word).all(|before| {
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

/// `X may lead to Y`, `could put lives at risk`.
fn threat(article: &Article<'_>, word: usize, said: &Range<usize>) -> Option<Shown> {
    let modal = article
        .children(word)
        .find(|&child| article.xpos(child) == Xpos::Md && article.is_any(child, &["may", "might", "could", "will", "would"]))?;
    let lemma = article.lemma(word);
    let out = |child: usize| article.is_any(child, &["away", "out", "off"]);
    let harms = stances::is_harm(lemma)
        || (matches!(lemma, "drive" | "push" | "scare" | "force" | "wipe") && article.children(word).any(out))
        || article.children(word).any(|child| article.is_any(child, &["risk", "danger", "jeopardy"]));
    let target = clause(article, word, said);
    (harms && target.len() > 3).then(|| Shown { kind: PositionKind::Warn, target, cue: modal..modal + 1 })
}

/// `The plan is a mistake`, `the plan has a strong rationale`, `it is wrong that …`.
fn judged(article: &Article<'_>, word: usize, said: &Range<usize>) -> Option<Shown> {
    if !matches!(article.upos(word), Upos::Adj | Upos::Noun | Upos::Verb) {
        return None;
    }
    let first = if article.relation(word) == Relation::Conj { article.head(word)? } else { word };
    let copular = article.child(first, Relation::Cop).is_some();
    let having = article.upos(word) == Upos::Noun
        && article.relation(word) == Relation::Obj
        // "The right to speak" is no praise.
        && !article.is_any(word, &["progress", "right", "rights"])
        && article.head(word).is_some_and(|verb| matches!(article.lemma(verb), "have" | "make" | "offer" | "represent" | "mark"));
    let harming = article.upos(word) == Upos::Verb
        && own_subject(article, word).is_some()
        && matches!(
            article.lemma(word),
            "discriminate" | "undermine" | "violate" | "betray" | "harm" | "hurt" | "fail" | "endanger" | "mislead" | "lie"
        )
        && !(article.is_any(word, &["lie", "lies", "lay", "lying"]) && is_placed(article, word))
        && !article.children(word).any(|child| article.relation(child) == Relation::AuxPass);
    if !(copular && matches!(article.upos(word), Upos::Adj | Upos::Noun) || having || harming) {
        return None;
    }
    let good = if harming { Some(false) } else { None }.or_else(|| stances::judgement(article.lemma(word))).or_else(|| {
        let modifier = article
            .children(word)
            .find(|&child| article.relation(child) == Relation::Amod && stances::judgement(article.lower(child)).is_some())?;
        stances::judgement(article.lower(modifier))
    })?;
    let good = good != (is_negated(article, word) || is_negated(article, first));
    let clause_head = if having { article.head(word)? } else { first };
    let expletive = own_subject(article, clause_head).is_some_and(|subject| article.is(subject, "it"))
        || article.child(clause_head, Relation::Expl).is_some();
    let extraposed = article.children(clause_head).find(|&child| {
        child > clause_head
            && expletive
            && matches!(article.relation(child).universal(), Relation::Csubj | Relation::Ccomp | Relation::Advcl)
            && article.children(child).any(|mark| article.is(mark, "that"))
    });
    let target = match extraposed {
        Some(inner) => strip_that(article, article.trim(within(article.subtree(inner), said))),
        None => clause(article, clause_head, said),
    };
    let kind = if good { PositionKind::Support } else { PositionKind::Oppose };
    (target.len() > 2).then(|| Shown { kind, target, cue: word..word + 1 })
}

/// Whether something lies in a place: `the area lies on the shelf`. People who lie do so to somebody or about something.
fn is_placed(article: &Article<'_>, verb: usize) -> bool {
    let place = |case: usize| article.relation(case) == Relation::Case && !article.is_any(case, &["to", "about"]);
    article.children(verb).any(|child| {
        article.relation(child).universal() == Relation::Obl && article.children(child).any(place)
            || article.is_any(child, &["there", "here", "elsewhere", "ahead", "beneath"])
    })
}

/// `There is no way …`, `the plan does not work`: the main clause of a sentence says that something is not so.
fn denied(article: &Article<'_>, word: usize, said: &Range<usize>) -> Option<Shown> {
    let main = matches!(article.upos(word), Upos::Verb | Upos::Adj | Upos::Noun | Upos::Aux)
        && article.head(word).is_none_or(|above| !said.contains(&above));
    if !main {
        return None;
    }
    let nothing = article.children(word).find(|&child| {
        article.is_any(child, &["not", "n't", "n’t", "never", "nothing", "nobody"])
            || (matches!(article.relation(child).universal(), Relation::Nsubj | Relation::Obj)
                && article.children(child).any(|det| article.is(det, "no")))
    })?;
    let target = clause(article, word, said);
    (target.len() > 3 && !is_question(article, word, said)).then(|| Shown { kind: PositionKind::Deny, target, cue: nothing..nothing + 1 })
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
        && (article.is_mark(words.start) || article.upos(words.start) == Upos::Cconj || leads_to(article, words.start, verb))
    {
        words.start += 1;
    }
    words
}

/// Whether the word only leads to the clause of `verb`: its own `that` or `because`, not the `if` of a clause within.
fn leads_to(article: &Article<'_>, word: usize, verb: usize) -> bool {
    article.relation(word) == Relation::Mark && article.head(word) == Some(verb) && !article.is(word, "to")
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
