//! What will be: who says it of itself or of what it decides on promises it; who says it of others expects it, or warns of it.

use crate::actors::Actors;
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::index::index;
use crate::lexicon::nouns::Sort;
use crate::lexicon::{places, stances};
use crate::model::{Actor, ActorId, ActorType, PositionKind};
use crate::quotes::{Attribution, is_passive, own_subject};

use super::clauses::Shown;

/// The stance of who says what it will do itself, `modal` being `will` or `would` before `verb`; `None` where nobody decides on it.
pub(super) fn of_oneself(article: &Article<'_>, modal: usize, verb: usize) -> Option<PositionKind> {
    let lemma = article.lemma(verb);
    let imagined =
        article.children(verb).any(|child| child != modal && article.is(child, "have") && article.relation(child) == Relation::Aux);
    let polite = article.is(modal, "would") && matches!(lemma, "say" | "like" | "be" | "tell" | "argue" | "add" | "think");
    if imagined || polite {
        return None;
    }
    match lemma {
        // "I'll believe it when I see it."
        "believe" => article
            .children(verb)
            .any(|child| article.children(child).any(|mark| article.is_any(mark, &["when", "if", "once", "until"])))
            .then_some(PositionKind::Doubt),
        "see" | "know" | "need" | "miss" | "regret" | "remember" | "forget" => None,
        _ if is_outcome(lemma) => Some(PositionKind::Expect),
        _ => Some(PositionKind::Commit),
    }
}

/// `Officials said that every claim will be checked`, `analysts said prices will rise`: what a speaker says will be, where the words said show no other
/// stance. `own` tells whether a subject is the speaker.
pub(super) fn told(
    article: &Article<'_>,
    actors: &Actors,
    attribution: &Attribution,
    speaker: ActorId,
    own: &dyn Fn(usize) -> bool,
) -> Option<Shown> {
    let part = attribution.content.first()?.clone();
    let modal = part.clone().find(|&word| article.is_any(word, &["will", "would", "wo"]) && article.xpos(word) == Xpos::Md)?;
    let verb = article.head(modal)?;
    let main = article.head(verb).is_none_or(|above| !part.contains(&above));
    let says = attribution.cue_head.is_some_and(|head| matches!(article.lemma(head), "say" | "tell" | "announce" | "add" | "state"));
    let subject = own_subject(article, verb).filter(|&subject| !own(subject))?;
    let teller = Teller { article, actors, attribution, id: speaker, actor: actors.actors.get(speaker.index())? };
    let kind = if stances::is_harm(article.lemma(verb)) {
        PositionKind::Warn
    } else if teller.decides(subject, verb, own) {
        PositionKind::Commit
    } else {
        PositionKind::Expect
    };
    (main && says).then(|| Shown { kind, target: part, cue: modal..modal + 1 })
}

/// Who tells what will be.
struct Teller<'a, 't> {
    article: &'a Article<'t>,
    actors: &'a Actors,
    attribution: &'a Attribution,
    id: ActorId,
    actor: &'a Actor,
}

impl Teller<'_, '_> {
    /// Whether it is for the speaker to decide what `subject` will do.
    fn decides(&self, subject: usize, verb: usize, own: &dyn Fn(usize) -> bool) -> bool {
        let article = self.article;
        let lemma = article.lemma(verb);
        if article.upos(verb) != Upos::Verb || is_outcome(lemma) {
            return false;
        }
        let body = matches!(article.role(subject), Some(Sort::Organization | Sort::Government));
        // "Its plant would close", "our government will act".
        let possessed = article.child(subject, Relation::NmodPoss).is_some_and(|whose| self.is_own_possessive(whose, own));
        if possessed && (body || self.actor.kind != Some(ActorType::Person)) {
            return true;
        }
        if !self.is_in_authority() {
            return false;
        }
        let nobody = is_passive(article, verb) || matches!(lemma, "apply" | "cover" | "extend" | "open" | "qualify" | "receive" | "reopen");
        let person = self.actor.kind == Some(ActorType::Person);
        nobody || person && body || self.speaks_for(subject)
    }

    /// Whether `its`, `our` or `his` means the speaker.
    fn is_own_possessive(&self, whose: usize, own: &dyn Fn(usize) -> bool) -> bool {
        let article = self.article;
        let linked = self.actors.actor_at(article.tokens.span(whose).start());
        let possessive = article.is_any(whose, &["my", "our"])
            || linked.is_none() && article.is_any(whose, &["its", "their"]) && self.actor.kind != Some(ActorType::Person);
        possessive || linked == Some(self.id) || own(whose)
    }

    /// Whether the speaker is a body that decides, or holds an office in one.
    fn is_in_authority(&self) -> bool {
        let article = self.article;
        matches!(self.actor.kind, Some(ActorType::Organization | ActorType::Government))
            || self.attribution.source.as_ref().is_some_and(|who| who.words.clone().any(|word| stances::decides(article.lemma(word))))
            || self.words_of_role().any(|word| stances::decides(&word))
    }

    /// Whether the speaker's words or office name who `subject` is: `Norwegian ministers said Norway would …`.
    fn speaks_for(&self, subject: usize) -> bool {
        let article = self.article;
        let country = article.country(subject).map(|(country, _)| country);
        let same = |of: Option<(&'static str, places::Sort)>| country.is_some() && of.map(|(country, _)| country) == country;
        let actor = self.actors.actor_at(article.tokens.span(subject).start());
        let named = |word: usize| {
            same(article.country(word)) || actor.is_some() && self.actors.actor_at(article.tokens.span(word).start()) == actor
        };
        self.attribution.source.as_ref().is_some_and(|who| who.words.clone().any(named))
            || self.words_of_role().any(|word| same(places::country(&word)) || word == article.lower(subject))
    }

    fn words_of_role(&self) -> impl Iterator<Item = String> {
        self.actor.role.iter().flat_map(|role| role.split_whitespace()).map(str::to_lowercase)
    }
}

/// Whether a verb tells how things turn out, on which nobody decides.
fn is_outcome(lemma: &str) -> bool {
    index!(OUTCOMES)(lemma).is_some()
}

#[rustfmt::skip]
const OUTCOMES: &[&str] = &[
    "beat", "benefit", "decline", "drop", "ease", "exceed", "flourish", "grow", "happen", "improve", "increase", "lose", "occur",
    "peak", "prevail", "recover", "rise", "shrink", "slow", "succeed", "survive", "thrive", "win",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_sorted() {
        assert!(OUTCOMES.is_sorted() && is_outcome("rise"));
    }
}
