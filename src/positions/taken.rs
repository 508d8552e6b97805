//! Positions that the reporter tells without a quote: `rejected the plan`, `expressed skepticism over …`, `described the talks as productive`.

use std::ops::Range;

use super::Stance;
use super::clauses::negated;
use crate::actors::Actors;
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::{Strength, stances, titles};
use crate::model::{ActorId, Mention, PositionKind, Reason};
use crate::quotes::{
    self, Quotes, Source, agent, cue_words, is_description, is_direct, is_hedged, is_negated, is_nominal, is_passive, own_subject, source,
    subject,
};
use crate::reasons::Rule;

/// The stances that words of the reporter tell.
pub(crate) fn find(article: &Article<'_>, actors: &Actors, quotes: &Quotes) -> Vec<Stance> {
    let mut speech = vec![false; article.tokens.len()];
    for attribution in quotes.attributions.iter().filter(|attribution| is_direct(attribution.rule)) {
        attribution.content.iter().for_each(|part| speech[part.clone()].fill(true));
    }
    let mut used = vec![false; article.tokens.len()];
    quotes.attributions.iter().filter_map(|attribution| attribution.cue_head).for_each(|cue| used[cue] = true);
    let voice = voice(actors);
    let mut found = Vec::new();
    for (_, sentence) in article.article_sentences() {
        for word in sentence.tokens.clone().filter(|&word| !speech[word]) {
            let told = match article.upos(word) {
                Upos::Verb => by_verb(article, word, used[word]),
                Upos::Noun => by_noun(article, word),
                Upos::Adj => by_adjective(article, word),
                Upos::Aux if voice.is_some() => promised(article, word),
                _ => None,
            };
            let stance = told.and_then(|told| stance(article, actors, word, told));
            found.extend(stance.filter(|stance| article.upos(word) != Upos::Aux || stance.holder == voice));
        }
    }
    found
}

/// Who speaks in the whole text where it is a statement: the “we” of the text is bound to it.
fn voice(actors: &Actors) -> Option<ActorId> {
    let bound = |mention: &&Mention| mention.note.origin.reason == Reason::Rule(Rule::MentionVoice);
    actors.mentions.iter().find(bound).map(|mention| mention.actor)
}

/// `We will host the talks`, in a statement.
fn promised(article: &Article<'_>, modal: usize) -> Option<Told> {
    let verb = article
        .head(modal)
        .filter(|_| article.is_any(modal, &["will", "'ll", "’ll"]) && article.relation(modal).universal() == Relation::Aux)?;
    let holder = own_subject(article, verb).filter(|&subject| subject < modal)?;
    let target = modal + 1..article.subtree(verb).end.max(modal + 1);
    Some(Told { kind: PositionKind::Commit, target, cue: modal..modal + 1, holder: Some(holder) })
}

/// A stance with its holder still a word.
struct Told {
    kind: PositionKind,
    target: Range<usize>,
    cue: Range<usize>,
    holder: Option<usize>,
}

fn stance(article: &Article<'_>, actors: &Actors, word: usize, told: Told) -> Option<Stance> {
    let holder = told.holder.filter(|&head| is_nominal(article, head))?;
    let who = without_clause(article, source(article, holder), word);
    let actor = quotes::speaker(article, actors, &who)?;
    let kind = if is_negated(article, word) { negated(told.kind)? } else { told.kind };
    let target = article.trim(told.target);
    (!target.is_empty() && !target.contains(&holder)).then(|| Stance {
        kind,
        target: vec![target],
        cue: Some(told.cue),
        source: Some(who),
        holder: Some(actor),
        quote: None,
        hedged: is_hedged(article, word),
        rule: Rule::PositionTaken,
    })
}

/// The holder's words without the clause that tells the stance: `critics | who opposed the plan`.
fn without_clause(article: &Article<'_>, mut who: Source, cue: usize) -> Source {
    if who.words.contains(&cue) && cue > who.head {
        let clause = article.children(who.head).find(|&child| child > who.head && article.is_under(cue, child));
        let words = who.head.min(who.words.start)..clause.map_or(cue, |clause| article.subtree(clause).start).max(who.head + 1);
        who.words = article.trim(words);
    }
    who
}

/// Whether the verb only says what somebody is asked, refuses or means to do, so that the verb above it takes the stance.
fn is_governed(article: &Article<'_>, verb: usize) -> bool {
    let Some(above) = article.head(verb) else { return false };
    let to = article.children(verb).any(|child| article.is(child, "to"));
    let refusal = |word: usize| article.is_any(word, &["refusal", "failure", "unwillingness", "reluctance", "inability", "decision"]);
    match article.relation(verb).universal() {
        Relation::Xcomp => {
            article.cue(above).is_some_and(|cue| cue.infinitive_kind.is_some())
                || matches!(article.lemma(above), "refuse" | "fail" | "stop" | "cease" | "get" | "convince" | "persuade" | "force" | "ask")
        }
        Relation::Acl => to && refusal(above),
        Relation::Conj => is_governed(article, above),
        _ => false,
    }
}

/// `rejected X`, `X was backed by Y`, `called for X`, `described X as Y`.
fn by_verb(article: &Article<'_>, verb: usize, used: bool) -> Option<Told> {
    let lemma = article.lemma(verb);
    if is_description(lemma)
        && let Some(told) = described(article, verb)
    {
        return Some(told);
    }
    if used || is_governed(article, verb) || quotes::is_silence(article, verb) {
        return None;
    }
    with_preposition(article, verb, lemma)
        .or_else(|| participle(article, verb))
        .or_else(|| object(article, verb, article.cue(verb).and_then(|cue| cue.object_kind.filter(|_| cue.object == Strength::Strong))))
}

/// `is opposed to the plan`, where the tree has a verb for the adjective.
fn participle(article: &Article<'_>, verb: usize) -> Option<Told> {
    (article.xpos(verb) == Xpos::Vbn
        && article.children(verb).any(|child| matches!(article.relation(child), Relation::AuxPass | Relation::Cop)))
    .then(|| by_adjective(article, verb))
    .flatten()
}

/// `rejected the plan`; passive `the plan was rejected by …`, `a plan backed by …`.
fn object(article: &Article<'_>, verb: usize, by_verb: Option<PositionKind>) -> Option<Told> {
    let by_object = || {
        let object = article.child(verb, Relation::Obj).or_else(|| own_subject(article, verb).filter(|_| is_passive(article, verb)))?;
        stances::verb_and_object(article.lemma(verb), article.lemma(object))
    };
    let kind = by_verb.or_else(by_object)?;
    if matches!(article.relation(verb).universal(), Relation::Amod | Relation::Compound | Relation::Case) {
        return None;
    }
    let cue_range = cue_words(article, verb);
    if is_passive(article, verb) {
        let holder = agent(article, verb)?;
        let target = own_subject(article, verb).map(|head| article.subtree(head)).or_else(|| {
            let noun = article.head(verb).filter(|_| article.relation(verb).universal() == Relation::Acl)?;
            let mut words = article.subtree(noun);
            words.end = words.end.min(article.subtree(verb).start);
            Some(words)
        })?;
        return Some(Told { kind, target, cue: cue_range, holder: Some(holder) });
    }
    let target = article.child(verb, Relation::Obj).or_else(|| {
        article.children(verb).find(|&child| {
            child > verb
                && (article.relation(child) == Relation::Ccomp
                    || (article.relation(child) == Relation::Xcomp && article.xpos(child) == Xpos::Vbg))
        })
    })?;
    if let Some(named) = what_is_called(article, target) {
        return Some(Told { kind, target: phrase(article, named), cue: cue_range, holder: subject(article, verb) });
    }
    if let Some(words) = relative(article, verb, target) {
        return Some(Told { kind, target: words, cue: cue_range, holder: subject(article, verb) });
    }
    if target < verb
        || article.xpos(target) == Xpos::Wp
        || article.is_any(target, &["himself", "herself", "themselves", "itself", "that", "which", "who"])
    {
        return None;
    }
    Some(Told { kind, target: phrase(article, target), cue: cue_range, holder: subject(article, verb) })
}

/// The noun that a relative pronoun, as the object of `verb`, stands for: `the deal, which the union rejected`.
fn relative(article: &Article<'_>, verb: usize, object: usize) -> Option<Range<usize>> {
    let pronoun = object < verb && article.is_any(object, &["that", "which", "whom", "who"]);
    let noun = article.head(verb).filter(|&noun| pronoun && noun < object && article.relation(verb) == Relation::AclRelcl)?;
    let words = article.subtree(noun);
    Some(words.start..words.end.min(article.subtree(verb).start).max(noun + 1))
}

/// The thing in `praised what he called the thing`, whether the tree takes `what` or `called` for the object.
fn what_is_called(article: &Article<'_>, object: usize) -> Option<usize> {
    let describes = |word: usize| is_description(article.lemma(word));
    let clause = if article.is(object, "what") { article.children(object).find(|&child| describes(child))? } else { object };
    let what = article.is(object, "what") || article.children(clause).any(|child| article.is(child, "what"));
    let thing = |child: &usize| *child > clause && matches!(article.relation(*child).universal(), Relation::Obj | Relation::Xcomp);
    (what && describes(clause)).then(|| article.children(clause).find(thing)).flatten()
}

/// The words of the phrase that `head` heads, without a clause about the circumstances that hangs on it by mistake.
fn phrase(article: &Article<'_>, head: usize) -> Range<usize> {
    let mut words = article.subtree(head);
    if let Some(cut) = (head + 1..words.end).find(|&word| {
        article.is_any(word, &["while", "whilst", "after", "before", "when", "because", "although", "though", "saying", "adding"])
            && article.zone_of(word).is_none()
    }) {
        words.end = cut;
    }
    words
}

/// `called for talks`, `agreed with the plan`.
fn with_preposition(article: &Article<'_>, verb: usize, lemma: &str) -> Option<Told> {
    if let Some(told) = appeal(article, verb, lemma) {
        return Some(told);
    }
    let (noun, preposition, kind) = article
        .children(verb)
        .filter(|&child| child > verb && matches!(article.relation(child).universal(), Relation::Obl | Relation::Obj))
        .filter(|&child| !titles::is_calendar(article.lower(child)))
        .find_map(|noun| {
            let preposition = article.children(noun).find(|&case| article.relation(case) == Relation::Case)?;
            Some((noun, preposition, stances::verb_with(lemma, article.lower(preposition))?))
        })?;
    let target = preposition + 1..article.subtree(noun).end.max(preposition + 1);
    let near = preposition - verb <= 3;
    Some(Told { kind, target, cue: if near { verb..preposition + 1 } else { verb..verb + 1 }, holder: subject(article, verb) })
}

/// `called on the council to resign`.
fn appeal(article: &Article<'_>, verb: usize, lemma: &str) -> Option<Told> {
    let end = article.sentence(verb).end;
    let on = (verb + 1..end).take(4).find(|&word| lemma == "call" && article.is_any(word, &["on", "upon"]))?;
    let to = (on + 1..end).take(16).find(|&word| article.is(word, "to") && article.head(word).is_some_and(|inner| inner > word))?;
    let inner = article.head(to).filter(|&inner| article.xpos(inner) == Xpos::Vb)?;
    let target = to..article.subtree(inner).end.max(to);
    Some(Told { kind: PositionKind::Demand, target, cue: verb..on + 1, holder: subject(article, verb) })
}

/// `described the talks as productive`, `assessed the talks positively`, `called the plan a mistake`.
fn described(article: &Article<'_>, verb: usize) -> Option<Told> {
    let passive = is_passive(article, verb);
    let target = if passive {
        own_subject(article, verb).map(|head| article.subtree(head)).or_else(|| {
            let noun = article.head(verb).filter(|_| article.relation(verb).universal() == Relation::Acl)?;
            let mut words = article.subtree(noun);
            words.end = words.end.min(article.subtree(verb).start);
            Some(words)
        })?
    } else {
        let object = article
            .child(verb, Relation::Obj)
            .filter(|&object| article.xpos(object) != Xpos::Wp && !titles::is_calendar(article.lower(object)))?;
        let mut words = article.subtree(object);
        // "as …" may hang on the object by mistake.
        if let Some(cut) = (object + 1..words.end).find(|&word| article.is(word, "as")) {
            words.end = cut;
        }
        words
    };
    let behind = if passive { verb + 1 } else { target.end.max(verb + 1) };
    let end = article.subtree(verb).end.min(behind + 14);
    let judges = |word: &usize| {
        !article.tag(*word).is_proper() && !article.is(*word + 1, "-") && !matches!(article.relation(*word).universal(), Relation::Compound)
    };
    let good = (behind..end.min(article.tokens.len() - 1))
        .filter(judges)
        .find_map(|word| stances::judgement(article.lemma(word)).or_else(|| stances::judgement(article.lower(word))))?;
    let kind = if good { PositionKind::Support } else { PositionKind::Oppose };
    let holder = if passive { agent(article, verb) } else { subject(article, verb) };
    Some(Told { kind, target, cue: cue_words(article, verb), holder })
}

/// `expressed skepticism over X`, `his opposition to X`.
fn by_noun(article: &Article<'_>, noun: usize) -> Option<Told> {
    let kind = stances::noun(article.lemma(noun))?;
    let (argument, preposition) = article
        .children(noun)
        .filter(|&child| child > noun && article.relation(child).universal() == Relation::Nmod && !is_time(article, child))
        .find_map(|child| {
            let preposition = article.children(child).find(|&case| article.relation(case) == Relation::Case)?;
            Some((child, preposition))
        })
        .or_else(|| {
            let verb = bearer(article, noun)?;
            let behind = |child: &usize| *child > noun && article.relation(*child).universal() == Relation::Obl;
            let child = article.children(verb).filter(behind).find(|&child| !is_time(article, child))?;
            Some((child, article.children(child).find(|&case| article.relation(case) == Relation::Case)?))
        })?;
    if !article
        .is_any(preposition, &["for", "to", "of", "over", "about", "at", "with", "against", "in", "on", "toward", "towards", "regarding"])
    {
        return None;
    }
    let verb = bearer(article, noun);
    let holder = match verb {
        Some(verb) => subject(article, verb),
        None => article.child(noun, Relation::NmodPoss),
    };
    let cue = verb.filter(|&verb| verb < noun && noun - verb <= 3).map_or(noun..noun + 1, |verb| verb..noun + 1);
    let target = preposition + 1..article.subtree(argument).end.max(preposition + 1);
    Some(Told { kind, target, cue, holder })
}

/// Whether the noun only says when: `in 2019`, `in March`.
fn is_time(article: &Article<'_>, noun: usize) -> bool {
    titles::is_calendar(article.lower(noun)) || article.upos(noun) == Upos::Num
}

/// The verb that gives the attitude its holder: `expressed`, `voiced`.
fn bearer(article: &Article<'_>, noun: usize) -> Option<usize> {
    let verb = article.head(noun).filter(|_| article.relation(noun).universal() == Relation::Obj)?;
    // A call that is rejected is somebody else's.
    (stances::is_bearer(article.lemma(verb)) && !article.is_any(verb, &["reject", "rejects", "rejected", "rejecting"])).then_some(verb)
}

/// `was critical of X`, `is opposed to X`.
fn by_adjective(article: &Article<'_>, adjective: usize) -> Option<Told> {
    let holder = own_subject(article, adjective)?;
    let word = article.lower(adjective);
    let (noun, preposition, kind) = article
        .children(adjective)
        .filter(|&child| child > adjective && article.relation(child).universal() == Relation::Obl)
        .find_map(|noun| {
            let preposition = article.children(noun).find(|&case| article.relation(case) == Relation::Case)?;
            Some((noun, preposition, stances::adjective_with(word, article.lower(preposition))?))
        })?;
    let target = preposition + 1..article.subtree(noun).end.max(preposition + 1);
    Some(Told { kind, target, cue: adjective..preposition.max(adjective) + 1, holder: Some(holder) })
}
