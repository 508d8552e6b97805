//! Positions that a quote states: by its cue (`insisted that …`), or by a modal, a wish or a judgement inside what is said.

use super::Stance;
use super::clauses::{self, Shown, negated};
use super::future;
use crate::actors::Actors;
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::Xpos;
use crate::lexicon::cues::cue_verb;
use crate::lexicon::stances;
use crate::model::{ActorId, ActorType, PositionKind};
use crate::quotes::{Attribution, Quotes, is_direct, is_negated, own_subject};
use crate::reasons::Rule;

/// The stances that the quotes state.
pub(crate) fn find(article: &Article<'_>, actors: &Actors, quotes: &Quotes) -> Vec<Stance> {
    let mut found = Vec::new();
    for (number, attribution) in quotes.attributions.iter().enumerate() {
        let direct = is_direct(attribution.rule);
        let stance = |shown: Shown, rule| Stance {
            kind: shown.kind,
            target: vec![shown.target],
            cue: Some(shown.cue),
            source: attribution.source.clone(),
            holder: quotes.quotes[number].speaker,
            quote: Some(number),
            hedged: attribution.hedged,
            rule,
        };
        let speaker = quotes.quotes[number].speaker;
        let outlet = speaker.is_some_and(|actor| actors.actors[actor.index()].kind == Some(ActorType::Media));
        let own = |subject: usize| is_own(article, actors, attribution, speaker, subject);
        let mut shown: Vec<Shown> = attribution.content.iter().flat_map(|part| clauses::find(article, part, &own)).collect();
        // What somebody else is quoted as saying within these words is that one's stance.
        let inner: Vec<_> = near(&quotes.attributions, number)
            .iter()
            .filter(|other| other.cue_head.is_some_and(|cue| attribution.holds(cue)) && other.content != attribution.content)
            .collect();
        shown.retain(|shown| !inner.iter().any(|other| shown.cue.clone().any(|word| other.holds(word))));
        if outlet && !direct {
            shown.clear();
        }
        if let Some(speaker) = speaker.filter(|_| shown.is_empty() && !direct && !outlet) {
            shown.extend(future::told(article, actors, attribution, speaker, &own));
        }
        let by_cue = by_cue(article, attribution, direct, shown.first().map(|shown| shown.kind))
            .filter(|_| !outlet || attribution.rule != Rule::QuoteAccordingTo);
        match by_cue {
            // The cue's stance is on the whole content; a stance inside it would say the same once more.
            Some(kind) => found.push(Stance {
                kind,
                target: attribution.content.clone(),
                cue: attribution.cue.clone(),
                source: attribution.source.clone(),
                holder: quotes.quotes[number].speaker,
                quote: Some(number),
                hedged: attribution.hedged,
                rule: Rule::PositionCue,
            }),
            None => found.extend(shown.into_iter().map(|shown| stance(shown, Rule::PositionClause))),
        }
    }
    found
}

/// The attributions around one: they are sorted, so what lies within it is near.
fn near(attributions: &[Attribution], number: usize) -> &[Attribution] {
    const NEAR: usize = 40;
    &attributions[number.saturating_sub(NEAR)..attributions.len().min(number + NEAR)]
}

/// Whether `subject`, in what is said, is who says it.
fn is_own(article: &Article<'_>, actors: &Actors, attribution: &Attribution, speaker: Option<ActorId>, subject: usize) -> bool {
    if article.is_any(subject, &["i", "we"]) {
        return true;
    }
    let Some(who) = attribution.source.as_ref().filter(|_| !is_direct(attribution.rule)) else { return false };
    let pronouns: &[&str] = match speaker.and_then(|actor| actors.actors[actor.index()].kind) {
        Some(ActorType::Person) => &["he", "she"],
        Some(_) => &["it", "they"],
        None => &["he", "she", "it", "they"],
    };
    let linked = actors.actor_at(article.tokens.span(subject).start());
    article.word(subject) == article.word(who.head)
        || match linked {
            Some(_) if speaker.is_some() => linked == speaker,
            _ => article.is_any(subject, pronouns),
        }
}

/// The stance that the cue gives its content, with regard to what the content itself shows.
fn by_cue(article: &Article<'_>, attribution: &Attribution, direct: bool, shown: Option<PositionKind>) -> Option<PositionKind> {
    let head = attribution.cue_head?;
    let lemma = article.lemma(head);
    let kind = match (attribution.rule, cue_verb(lemma)) {
        (Rule::QuoteNoun, _) => stances::noun(lemma).filter(|_| !is_refused(article, head)),
        (Rule::QuoteAdjective, _) => stances::adjective(article.lower(head)),
        (Rule::QuoteObject, Some(cue)) => cue.object_kind.or_else(|| with_preposition(article, attribution, lemma)),
        (Rule::QuoteObject, None) => with_preposition(article, attribution, lemma),
        (Rule::QuoteInfinitive, Some(cue)) => cue.infinitive_kind.or(cue.clause_kind),
        (Rule::QuoteAccordingTo, _) | (_, None) => None,
        (_, Some(cue)) => cue.clause_kind,
    }?;
    if is_empty(article, attribution, kind) {
        return None;
    }
    // Words between marks show their own stance; the cue of direct speech adds one only where it names one outright.
    if direct && matches!(kind, PositionKind::Affirm | PositionKind::Commit | PositionKind::Propose | PositionKind::Demand) {
        return None;
    }
    if is_negated(article, head) && own_subject(article, head).is_some() {
        return negated(kind);
    }
    match (kind, shown) {
        (PositionKind::Commit, Some(PositionKind::Demand | PositionKind::Oppose)) if lemma == "announce" => shown,
        (PositionKind::Affirm, Some(PositionKind::Demand | PositionKind::Commit | PositionKind::Oppose | PositionKind::Support)) => shown,
        (PositionKind::Demand, Some(PositionKind::Demand | PositionKind::Commit)) if lemma == "insist" => shown,
        (PositionKind::Demand, _) if lemma == "insist" && !is_subjunctive(article, attribution) => Some(PositionKind::Affirm),
        (PositionKind::Commit, _) if lemma == "announce" && !has_future(article, attribution) => None,
        _ => Some(kind),
    }
}

/// Whether the noun is what somebody turns away, so that it is another's: `rejected the suggestion that …`.
fn is_refused(article: &Article<'_>, noun: usize) -> bool {
    article.relation(noun).universal() == Relation::Obj
        && article
            .head(noun)
            .is_some_and(|verb| matches!(article.lemma(verb), "reject" | "dismiss" | "deny" | "dispute" | "refute" | "rebut" | "rebuff"))
}

/// `sided with the union`: the stance of a verb by the preposition before the content.
fn with_preposition(article: &Article<'_>, attribution: &Attribution, lemma: &str) -> Option<PositionKind> {
    let before = attribution.content.first()?.start.checked_sub(1)?;
    stances::verb_with(lemma, article.lower(before))
}

/// Whether the words hold no stance whatever their cue: `the figures suggest that …`, `offered no evidence`, `pressed a cloth to the wound`, and
/// `disputed that, pointing out …`, where the words only follow.
fn is_empty(article: &Article<'_>, attribution: &Attribution, kind: PositionKind) -> bool {
    let Some(part) = attribution.content.first() else { return true };
    let head = attribution.cue_head.unwrap_or(part.start);
    let lemma = article.lemma(head);
    match kind {
        PositionKind::Propose if lemma == "suggest" => {
            attribution.source.as_ref().is_some_and(|who| stances::is_research(article.lemma(who.head)))
        }
        PositionKind::Propose if lemma == "offer" => {
            let object = article.child(head, Relation::Obj);
            article.is(part.start, "no") || object.is_some_and(|object| stances::is_gesture(article.lemma(object)))
        }
        PositionKind::Demand if matches!(lemma, "press" | "push") => {
            let asks = |word: usize| article.is_any(word, &["to", "for", "that"]) && article.relation(word) == Relation::Mark;
            let before = part.start.checked_sub(1).is_some_and(|before| article.is(before, "for"));
            !before && !part.clone().any(asks)
        }
        PositionKind::Deny => {
            part.start >= head + 3
                && article.is(part.start - 1, ",")
                && article.is_any(part.start - 2, &["that", "this"])
                && article.xpos(part.start) == Xpos::Vbg
        }
        _ => false,
    }
}

/// Whether the content is a demand by its form: `insisted that the law be changed`.
fn is_subjunctive(article: &Article<'_>, attribution: &Attribution) -> bool {
    let base = |verb: usize| {
        article.xpos(verb) == Xpos::Vb
            || article.children(verb).any(|child| article.is(child, "be") && article.relation(child).universal() == Relation::Aux)
    };
    let bare = |verb: usize| {
        base(verb)
            && own_subject(article, verb).is_some()
            && !article.children(verb).any(|child| article.xpos(child) == Xpos::Md || article.is_any(child, &["to", "do", "does", "did"]))
    };
    attribution.content.first().is_some_and(|part| part.clone().any(bare))
}

fn has_future(article: &Article<'_>, attribution: &Attribution) -> bool {
    attribution.content.iter().flat_map(Clone::clone).any(|word| article.is_any(word, &["will", "would", "'ll", "’ll", "to"]))
}
