//! Pronouns: whom `he`, `she`, `they` and their forms mean.
//!
//! A few strong signs decide: number, what titles and nouns tell about men and women, subjects before others, the near before the far. Nothing is
//! guessed from given names; where the signs are weak the pronoun is left alone. `I` and `we` in quotations are for `quotes`.

use super::phrase;
use super::walk::{Passed, Walk};
use crate::article::Article;
use crate::language::relations::Relation;
use crate::lexicon::titles::Gender;
use crate::model::{ActorType, MentionKind};
use crate::reasons::Rule;

/// What a pronoun says about whom it means.
struct Form {
    gender: Option<Gender>,
    plural: bool,
    possessive: bool,
}

fn form(article: &Article<'_>, word: usize) -> Option<Form> {
    let of = |gender, plural, possessive| Some(Form { gender, plural, possessive });
    match article.lower(word) {
        "he" | "him" => of(Some(Gender::Male), false, false),
        "she" => of(Some(Gender::Female), false, false),
        "his" => of(Some(Gender::Male), false, true),
        "her" => of(Some(Gender::Female), false, article.xpos(word) == crate::language::tags::Xpos::PrpS),
        "they" | "them" => of(None, true, false),
        "their" => of(None, true, true),
        _ => None,
    }
}

/// How many mentions back a pronoun may reach.
const REACH: usize = 24;

/// The least score that binds.
const ENOUGH: f32 = 2.0;

/// Binds the pronoun `word` to the actor whom it means, if that is clear enough.
pub(super) fn bind(walk: &mut Walk<'_, '_>, word: usize) {
    let article = walk.article;
    if let Some(voice) = walk.voice.filter(|_| article.is_any(word, &["we", "us", "our"])) {
        return mention(walk, word, voice, Rule::MentionVoice);
    }
    let Some(form) = form(article, word).filter(|_| article.zone_of(word).is_none()) else { return };
    let mut best: Option<(f32, usize)> = None;
    for passed in walk.passed.iter().rev().take(REACH) {
        let Some(score) = score(walk, passed, word, &form) else { continue };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, passed.entity));
        }
    }
    let Some((score, entity)) = best.filter(|(score, _)| *score >= ENOUGH) else { return };
    let known = &mut walk.cast.entities[entity];
    if let Some(gender) = form.gender {
        known.pronouns[gender as usize] += score;
        if known.name.is_none() {
            known.gender = known.gender.or(form.gender);
        }
        known.vote(ActorType::Person, 1);
    }
    mention(walk, word, entity, Rule::MentionPronoun);
}

fn mention(walk: &mut Walk<'_, '_>, word: usize, entity: usize, rule: Rule) {
    let words = word..word + 1;
    let part = phrase::part(walk.article, &words);
    walk.mention(words, part, entity, MentionKind::Pronoun, rule);
}

fn score(walk: &Walk<'_, '_>, passed: &Passed, word: usize, form: &Form) -> Option<f32> {
    let article = walk.article;
    let known = &walk.cast.entities[passed.entity];
    if form.plural {
        let body = matches!(known.kind(), Some(ActorType::Media | ActorType::Organization)) && known.name.is_some() && !form.possessive;
        if !known.plural && !body {
            return None;
        }
    } else if !known.is_person()
        || (known.kind().is_none() && !known.acts)
        || known.gender.is_some_and(|gender| Some(gender) != form.gender)
    {
        return None;
    }
    let distance = article.sentence_of(word).saturating_sub(article.sentence_of(passed.words.start));
    let same = distance == 0;
    if distance > 3 || word.saturating_sub(passed.words.end) > 160 {
        return None;
    }
    // `the plan helped him`: the subject of the verb is someone else than its object.
    let verb = article.head(word).filter(|_| matches!(article.relation(word).universal(), Relation::Obj | Relation::Iobj | Relation::Obl));
    if same && !form.possessive && passed.verb.is_some() && passed.verb == verb {
        return None;
    }
    let mut score = match distance {
        0 => 3.0,
        1 => 2.6,
        2 => 1.6,
        _ => 0.8,
    };
    let subject = passed.verb.is_some();
    let main = passed.verb.is_some_and(|verb| article.head(verb).is_none());
    score += if subject { 1.2 } else { 0.0 } + if main { 0.5 } else { 0.0 };
    score += if known.gender.is_some() && known.gender == form.gender { 0.6 } else { 0.0 };
    score += if passed.pronoun { 0.4 } else { 0.0 };
    score -= if passed.quoted { 1.2 } else { 0.0 };
    let paragraph = |word: usize| article.sentences.get(article.sentence_of(word)).map_or(0, |sentence| sentence.paragraph);
    score -= 0.3 * paragraph(word).saturating_sub(paragraph(passed.words.start)).min(4) as f32;
    score -= if known.name.is_none() && !form.plural { 0.4 } else { 0.0 };
    if form.plural {
        // Only a subject or a group in the same sentence is sure enough for "they".
        score -= if known.plural { 0.4 } else { 1.4 };
        score -= if form.possessive && !(same && subject) { 2.0 } else { 0.0 };
    }
    // The nearer of equals.
    Some(score - 0.004 * word.saturating_sub(passed.words.end) as f32)
}
