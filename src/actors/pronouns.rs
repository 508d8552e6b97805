//! Pronouns: whom `he`, `she`, `they` and their forms mean.
//!
//! A few strong signs decide: number, what titles and nouns tell about men and women, subjects before others, the near before the far. Nothing is
//! guessed from given names; where the signs are weak the pronoun is left alone. `It` counts only where it speaks or takes a stance: nothing but a body of
//! people can. `I` and `we` in quotations are for `quotes`.

use super::kinds::is_modifier;
use super::phrase;
use super::walk::{Passed, Walk};
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::Strength;
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
        "her" => of(Some(Gender::Female), false, article.xpos(word) == Xpos::PrpS && !stands_alone(article, word)),
        "they" | "them" => of(None, true, false),
        "their" => of(None, true, true),
        _ => None,
    }
}

/// Whether no noun can follow the word: its phrase ends here, or a small word or mark comes next.
fn stands_alone(article: &Article<'_>, word: usize) -> bool {
    let next = word + 1;
    next >= article.sentence(word).end || article.is_mark(next) && !article.is_quotation_mark(next) || article.upos(next) == Upos::Adp
}

/// How many mentions back a pronoun may reach.
const REACH: usize = 24;

/// The least score that binds.
const ENOUGH: f32 = 2.0;

/// The least score that binds where nobody else is left.
const ENOUGH_ALONE: f32 = 1.0;

/// Binds the pronoun `word` to the actor whom it means, if that is clear enough.
pub(super) fn bind(walk: &mut Walk<'_, '_>, word: usize) {
    let article = walk.article;
    if let Some(voice) = walk.voice.filter(|_| article.is_any(word, &["we", "us", "our"])) {
        return mention(walk, word, voice, Rule::MentionVoice);
    }
    if article.zone_of(word).is_some() {
        return;
    }
    if let Some(verb) = said_by_body(article, word) {
        if let Some((_, body)) = best(walk, |passed| score_body(walk, passed, word, verb)) {
            mention(walk, word, body, Rule::MentionPronoun);
        }
        return;
    }
    let Some(form) = form(article, word) else { return };
    let found =
        best(walk, |passed| score(walk, passed, word, &form)).or_else(|| only(walk, word, &form)).or_else(|| sole(walk, word, &form));
    let Some((score, entity)) = found else { return };
    let known = &mut walk.cast.entities[entity];
    if let Some(gender) = form.gender {
        known.pronouns[gender as usize] += score;
        // What one pronoun tells of somebody holds for the next, once the whole text has been heard.
        if known.name.is_none() || walk.heard {
            known.gender = known.gender.or(form.gender);
        }
        known.vote(ActorType::Person, 1);
    }
    mention(walk, word, entity, Rule::MentionPronoun);
}

/// The actor with the best score among those that were passed last, if it is enough; of equals the nearest.
fn best(walk: &Walk<'_, '_>, score: impl Fn(&Passed) -> Option<f32>) -> Option<(f32, usize)> {
    let mut best: Option<(f32, usize)> = None;
    for passed in walk.passed.iter().rev().take(REACH) {
        let Some(score) = score(passed).filter(|score| *score >= ENOUGH) else { continue };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, passed.entity));
        }
    }
    best
}

/// The one person who is left for `he` or `she` when the text has told of all others passed that they are none.
fn only(walk: &Walk<'_, '_>, word: usize, form: &Form) -> Option<(f32, usize)> {
    let persons = || walk.passed.iter().rev().take(REACH).filter(|passed| walk.cast.entities[passed.entity].is_person());
    let left = |passed: &&Passed| walk.cast.entities[passed.entity].gender.is_none_or(|gender| Some(gender) == form.gender);
    let last = persons().find(left).filter(|_| form.gender.is_some())?;
    let alone = persons().filter(left).all(|passed| passed.entity == last.entity) && !persons().all(|passed| left(&passed));
    let scores = persons().filter(|passed| passed.entity == last.entity).filter_map(|passed| score(walk, passed, word, form));
    let most = scores.fold(0.0, f32::max);
    (alone && most >= ENOUGH_ALONE).then_some((most, last.entity))
}

/// The one person who is left for a `they` that speaks where the text has told of nobody else: of one who goes by `they`.
fn sole(walk: &Walk<'_, '_>, word: usize, form: &Form) -> Option<(f32, usize)> {
    let article = walk.article;
    let speaks = |verb: usize| article.upos(verb) == Upos::Verb && article.cue(verb).is_some_and(|cue| cue.clause == Strength::Strong);
    let asks = form.plural && article.relation(word) == Relation::Nsubj && article.head(word).is_some_and(speaks);
    let last = walk.passed.back().filter(|_| asks)?;
    let known = &walk.cast.entities[last.entity];
    let alone =
        known.is_person() && known.gender.is_none() && walk.passed.iter().rev().take(REACH).all(|passed| passed.entity == last.entity);
    alone.then_some((ENOUGH_ALONE, last.entity))
}

/// The verb of saying or stance whose subject is the `it` at `word`: only somebody can do that. What things do too does not count: `it suggests`.
fn said_by_body(article: &Article<'_>, word: usize) -> Option<usize> {
    const OF_THINGS: &[&str] = &[
        "compel",
        "confirm",
        "continue",
        "encourage",
        "find",
        "hold",
        "indicate",
        "mean",
        "read",
        "recall",
        "remind",
        "require",
        "reveal",
        "show",
        "suggest",
        "underline",
        "underscore",
    ];
    if !article.is(word, "it") || article.relation(word) != Relation::Nsubj {
        return None;
    }
    let spoken =
        |verb: &usize| article.upos(*verb) == Upos::Verb && article.cue(*verb).is_some() && !OF_THINGS.contains(&article.lemma(*verb));
    // `it would tell a story`: what something would do is told of things.
    let supposed = |verb: usize| {
        article.children(verb).any(|word| article.xpos(word) == Xpos::Md)
            && !article.children(verb).any(|word| matches!(article.word(word), "not" | "n't" | "n’t"))
    };
    article.head(word).filter(|verb| spoken(verb) && !supposed(*verb))
}

/// How well somebody passed is the body that `it` means as the subject of the verb of saying `verb`.
fn score_body(walk: &Walk<'_, '_>, passed: &Passed, word: usize, verb: usize) -> Option<f32> {
    let article = walk.article;
    let known = &walk.cast.entities[passed.entity];
    let body = matches!(known.kind(), Some(ActorType::Organization | ActorType::Government | ActorType::Media));
    let modifies = passed.verb.is_none() && is_modifier(article, &passed.words);
    if known.plural || passed.quoted || modifies || !(body || known.land.is_some()) {
        return None;
    }
    // `Lumen Foods, it said, had misled users`: who says it is not who stands in what is said.
    let same = article.sentence_of(word) == article.sentence_of(passed.words.start);
    let reported = || article.relation(verb) == Relation::Parataxis || article.is_under(passed.words.end - 1, verb);
    if same && reported() {
        return None;
    }
    nearness(article, passed, word)
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
    // Who was “she” a sentence before is no “he”, whomever the text means.
    let other = |called: Form| called.gender.is_some() && called.gender != form.gender;
    if passed.pronoun && self::form(article, passed.words.start).is_some_and(other) {
        return None;
    }
    let same = article.sentence_of(word) == article.sentence_of(passed.words.start);
    if same && !form.possessive && is_bound(article, passed, word) {
        return None;
    }
    let mut score = nearness(article, passed, word)?;
    score += if known.gender.is_some() && known.gender == form.gender { 0.6 } else { 0.0 };
    score -= if passed.quoted { 1.2 } else { 0.0 };
    score -= if known.name.is_none() && !form.plural { 0.4 } else { 0.0 };
    if form.plural {
        // Only a subject or a group in the same sentence is sure enough for "they".
        score -= if known.plural { 0.4 } else { 1.4 };
        score -= if form.possessive && !(same && passed.verb.is_some()) { 2.0 } else { 0.0 };
    }
    Some(score)
}

/// Whether grammar forbids that the pronoun `word` means somebody passed in its own sentence: the object of a verb is someone else than its subject
/// (`the plan helped him`, `Reyes refused to help him`), and so is the subject of a relative clause and whom the clause describes (`Reyes, whose book she read`).
fn is_bound(article: &Article<'_>, passed: &Passed, word: usize) -> bool {
    if article.is_any(word, &["he", "she", "they"]) {
        let opener = passed.words.end + usize::from(article.is(passed.words.end, ","));
        return opener < word
            && article.is_any(opener, &["whose", "whom"])
            && (opener..word).all(|word| !matches!(article.upos(word), Upos::Verb | Upos::Aux | Upos::Punct));
    }
    let object = matches!(article.relation(word).universal(), Relation::Obj | Relation::Iobj | Relation::Obl);
    let verb = article.head(word).filter(|_| object && passed.verb.is_some());
    verb.is_some_and(|verb| passed.verb == Some(subject_bearer(article, verb)))
}

/// The verb that has the subject of `verb`: itself, or the one that lends it its own: `refused to help`.
fn subject_bearer(article: &Article<'_>, verb: usize) -> usize {
    const DEEPEST: usize = 4;
    let mut at = verb;
    for _ in 0..DEEPEST {
        let lent = matches!(article.relation(at), Relation::Xcomp | Relation::Conj) && article.child(at, Relation::Nsubj).is_none();
        match article
            .head(at)
            .filter(|&above| lent && (article.relation(at) == Relation::Conj || article.child(above, Relation::Obj).is_none()))
        {
            Some(above) if article.upos(above) == Upos::Verb => at = above,
            _ => break,
        }
    }
    at
}

/// How much speaks for somebody passed by place alone: the near before the far, subjects before others.
fn nearness(article: &Article<'_>, passed: &Passed, word: usize) -> Option<f32> {
    let mut score = match article.sentence_of(word).saturating_sub(article.sentence_of(passed.words.start)) {
        0 => 3.0,
        1 => 2.6,
        2 => 1.6,
        3 => 0.8,
        _ => return None,
    };
    let distance = word.saturating_sub(passed.words.end);
    if distance > 160 {
        return None;
    }
    let main = passed.verb.is_some_and(|verb| article.head(verb).is_none());
    score += if passed.verb.is_some() { 1.2 } else { 0.0 } + if main { 0.5 } else { 0.0 };
    score += if passed.pronoun { 0.4 } else { 0.0 };
    let paragraph = |word: usize| article.sentences.get(article.sentence_of(word)).map_or(0, |sentence| sentence.paragraph);
    score -= 0.3 * paragraph(word).saturating_sub(paragraph(passed.words.start)).min(4) as f32;
    // The nearer of equals.
    Some(score - 0.004 * distance as f32)
}
