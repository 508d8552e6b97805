//! Which of the candidates become attributions: the learned layer's answer to what is a cue, what it reports and whom it names.

use std::ops::Range;

use super::attribution::{Attribution, Source, cue, is_hedged, part_with, shared};
use super::contents::{self, Content, is_clausal};
use super::extents;
use super::looks::{COLON, ZONED};
use super::remarks;
use super::reported::{infers, is_description};
use super::sites::{Scene, Site, leads_with_to};
use super::sources;
use crate::article::Article;
use crate::language::attribution::{Question, Scorer, Share, WHOLE};
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::{Strength, stances};
use crate::order;
use crate::reasons::Rule;

/// A word is looked at further when it is a cue with at least this probability: with less no content can be sure enough.
const LIKELY_CUE: Share = SIEVED;
/// How sure the model has to be of cue and content together, by what is reported: words in quotation marks,
const QUOTED: Share = percent(20);
/// a clause,
const CLAUSE: Share = percent(20);
/// what a sieve finds as well,
const SIEVED: Share = percent(12);
/// a thing that is talked about,
const THING: Share = percent(33);
/// a thing on which a stance may be taken,
const STANCE: Share = percent(50);
/// a thing that is said of what cannot speak (`the meetings focused on trade`),
const OF_THING: Share = percent(65);
/// or anything without a source.
const NOBODY: Share = percent(50);
/// What a sieve finds stands where the model is not as sure as this of any other content.
const DOUBT: Share = percent(40);

const fn percent(share: u32) -> Share {
    WHOLE * share / 100
}

/// Why a word that may be a cue is given no attribution.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// It tells an occasion.
    Occasion,
    /// Somebody is said to have said nothing.
    Silence,
    /// It is no cue with this probability.
    Cue(Share),
    /// There is nothing that it could report.
    Nothing,
    /// It does something.
    Deed,
    /// It is not this sure, as it would have to be.
    Unsure(Share),
    /// It draws a conclusion.
    Conclusion,
    /// The content only says when or where.
    Incidental,
    /// A thing is said of a thing, and that is not this sure.
    Thing(Share),
    /// There is no source, and it is not this sure.
    Nobody(Share),
}

/// What was seen of a word, for who asks.
#[derive(Default)]
pub(super) struct Look {
    pub(super) cue: Option<Share>,
    /// Of cue and content together.
    pub(super) sure: Option<Share>,
    pub(super) contents: Vec<(Content, Share)>,
    pub(super) sources: Vec<(Option<Source>, Share)>,
}

/// What the scorer's model finds in the scene, surest first.
pub(super) fn choose(scene: &Scene<'_, '_>, scorer: &mut Scorer<'_>) -> Vec<Attribution> {
    let mut features = Vec::new();
    let cues = scorer.model.cues;
    let mut found: Vec<(Share, Attribution)> = Vec::new();
    for site in scene.sites(&cues) {
        found.extend(judge(scene, scorer, &site, &mut features, &mut None));
    }
    order::by_key(&mut found, |(sure, attribution)| [u32::MAX - sure, attribution.cue_head.map_or(0, |head| head as u32 + 1), 0]);
    without_doubles(scene.article, found.into_iter().map(|(_, attribution)| attribution))
}

/// What the model makes of one word, with how sure it is.
pub(super) fn judge(
    scene: &Scene<'_, '_>,
    scorer: &mut Scorer<'_>,
    site: &Site,
    features: &mut Vec<u64>,
    look: &mut Option<&mut Look>,
) -> Result<(Share, Attribution), Refusal> {
    if extents::is_occasion(scene.article, site.word) {
        return Err(Refusal::Occasion);
    }
    if extents::is_silence(scene.article, site.word) {
        return Err(Refusal::Silence);
    }
    scene.cue_features(site, features);
    let score = scorer.score(Question::Cue, features);
    let cue = scorer.model.shares(&[0, score])[1];
    look.iter_mut().for_each(|look| look.cue = Some(cue));
    if cue < LIKELY_CUE {
        return Err(Refusal::Cue(LIKELY_CUE));
    }
    let (content, share) = best_content(scene, scorer, site, features, look).ok_or(Refusal::Nothing)?;
    let sure = (u64::from(cue) * u64::from(share) / u64::from(WHOLE)) as Share;
    look.iter_mut().for_each(|look| look.sure = Some(sure));
    if extents::is_deed(scene.article, site.word, &content.parts) {
        return Err(Refusal::Deed);
    }
    let least = least(scene, site, &content);
    if sure < least {
        return Err(Refusal::Unsure(least));
    }
    if is_result(scene, site) {
        return Err(Refusal::Conclusion);
    }
    if is_incidental(scene, site, &content) {
        return Err(Refusal::Incidental);
    }
    let who = best_source(scene, scorer, site, &content, features, look);
    let bare = !is_quoted(scene, &content.parts) && !is_clausal(scene, &content.parts);
    if bare && sure < OF_THING && who.as_ref().is_some_and(|who| scene.is_thing(who.head)) {
        return Err(Refusal::Thing(OF_THING));
    }
    if who.is_none() && !is_quoted(scene, &content.parts) && sure < NOBODY {
        return Err(Refusal::Nobody(NOBODY));
    }
    Ok((sure, attribution(scene, site, content, who, sure)))
}

/// The attributions without those that say what an earlier one says. Only what shares a sentence is compared.
fn without_doubles(article: &Article<'_>, attributions: impl Iterator<Item = Attribution>) -> Vec<Attribution> {
    let mut kept: Vec<Attribution> = Vec::new();
    let mut in_sentence: Vec<Vec<usize>> = vec![Vec::new(); article.sentences.len() + 1];
    for attribution in attributions {
        let bounds = attribution.bounds();
        let place = |word: usize| article.sentence_of(word).min(article.sentences.len());
        let sentences = place(bounds.start)..place(bounds.end - 1) + 1;
        let mut near = in_sentence[sentences.clone()].iter().flatten();
        if near.any(|&other| is_double(&kept[other], &attribution)) {
            continue;
        }
        in_sentence[sentences].iter_mut().for_each(|list| list.push(kept.len()));
        kept.push(attribution);
    }
    kept
}

fn best_content(
    scene: &Scene<'_, '_>,
    scorer: &mut Scorer<'_>,
    site: &Site,
    features: &mut Vec<u64>,
    look: &mut Option<&mut Look>,
) -> Option<(Content, Share)> {
    let mut candidates = contents::candidates(scene, site);
    candidates.retain(|content| !extents::is_only_occasion(scene.article, site, &content.parts));
    let scores: Vec<i32> = candidates
        .iter()
        .map(|content| {
            scene.content_features(site, content, features);
            scorer.score(Question::Content, features)
        })
        .collect();
    let shares = scorer.model.shares(&scores);
    look.iter_mut().for_each(|look| look.contents = candidates.iter().cloned().zip(shares.iter().copied()).collect());
    let mut best = (0..shares.len()).max_by_key(|&i| (shares[i], std::cmp::Reverse(i)))?;
    if shares[best] < DOUBT && candidates[0].ways & contents::way::SIEVE != 0 {
        best = 0;
    }
    // Candidates that differ by a few words are one answer.
    let sure = (0..shares.len()).filter(|&i| agree(&candidates[best].parts, &candidates[i].parts)).map(|i| shares[i]).sum();
    let mut content = candidates.swap_remove(best);
    part_at_colon(scene, &mut content);
    part_at_next_cue(scene, site.word, &mut content);
    extents::repair(scene, site, &mut content);
    content.parts = remarks::leave_out(scene, site, &content.parts);
    (!content.parts.is_empty()).then_some((content, sure))
}

/// A clause before a colon and the speech behind it are two: the speech is left to the passages.
fn part_at_colon(scene: &Scene<'_, '_>, content: &mut Content) {
    let article = scene.article;
    if !scene.looks.any(&content.parts, COLON) {
        return;
    }
    let colon = content
        .parts
        .iter()
        .flat_map(Clone::clone)
        .find(|&word| scene.looks.has(word, COLON) && article.is_quotation_mark(word + 1) && scene.passage_from(word + 2).is_some());
    if let Some(colon) = colon {
        end_at(article, content, colon);
    }
}

/// What stands behind a cue beside the own one is that one's: `acknowledged the noise but praised the work`.
fn part_at_next_cue(scene: &Scene<'_, '_>, word: usize, content: &mut Content) {
    let article = scene.article;
    let beside = |other: usize| other > word + 1 && article.relation(other) == Relation::Conj && article.zone_of(other).is_none();
    let held = |other: usize| part_with(&content.parts, other).is_some();
    let next = article.children(word).find(|&other| beside(other) && article.cue(other).is_some() && held(other));
    if let Some(next) = next {
        let joint = article.children(next).find(|&child| article.relation(child).universal() == Relation::Cc && child < next);
        end_at(article, content, joint.unwrap_or(next));
    }
}

/// Leaves out all from `end` on.
fn end_at(article: &Article<'_>, content: &mut Content, end: usize) {
    content.parts.retain(|part| part.start < end);
    content.parts.iter_mut().for_each(|part| *part = article.trim(part.start..part.end.min(end)));
    content.parts.retain(|part| !part.is_empty());
}

/// Whether two contents share most of their words.
fn agree(a: &[Range<usize>], b: &[Range<usize>]) -> bool {
    let words = |parts: &[Range<usize>]| parts.iter().map(|part| part.len()).sum::<usize>();
    let shared = shared(a, b);
    2 * shared >= words(a) + words(b) - shared
}

fn best_source(
    scene: &Scene<'_, '_>,
    scorer: &mut Scorer<'_>,
    site: &Site,
    content: &Content,
    features: &mut Vec<u64>,
    look: &mut Option<&mut Look>,
) -> Option<Source> {
    let mut candidates = sources::candidates(scene, site, content);
    if candidates.len() < 2 {
        return candidates.pop()?.source;
    }
    let scores: Vec<i32> = candidates
        .iter()
        .map(|candidate| {
            scene.source_features(site, content, candidate, features);
            scorer.score(Question::Source, features)
        })
        .collect();
    look.iter_mut().for_each(|look| {
        let shares = scorer.model.shares(&scores);
        look.sources = candidates.iter().map(|candidate| candidate.source.clone()).zip(shares).collect();
    });
    let best = (0..scores.len()).max_by_key(|&i| (scores[i], std::cmp::Reverse(i)))?;
    candidates.swap_remove(best).source
}

/// Whether both say the same: the same words, or nearly the same where neither reports the other.
fn is_double(a: &Attribution, b: &Attribution) -> bool {
    let nested = a.cue_head.is_some_and(|cue| b.holds(cue)) || b.cue_head.is_some_and(|cue| a.holds(cue));
    a.content == b.content || (!nested && agree(&a.content, &b.content))
}

/// Whether the word draws a conclusion without anybody who speaks: `…, suggesting that more is needed`.
fn is_result(scene: &Scene<'_, '_>, site: &Site) -> bool {
    scene.article.xpos(site.word) == Xpos::Vbg && scene.sieve(site.word).is_none() && infers(scene.article.lemma(site.word))
}

/// Whether the content only says when or where something was done, or is the end of a phrase that begins before it: `concluded, following | two
/// days of talks`, `one | of the issues | discussed`.
fn is_incidental(scene: &Scene<'_, '_>, site: &Site, content: &Content) -> bool {
    const AROUND: &[&str] =
        &["following", "after", "before", "during", "since", "until", "amid", "despite", "throughout", "within", "near"];
    let (article, first) = (scene.article, content.parts[0].start);
    let case = content.anchor.and_then(|anchor| article.child(anchor, Relation::Case));
    let around = article.is_any(case.unwrap_or(first), AROUND);
    let fragment = first < site.word && article.is(first, "of");
    (around || fragment) && !is_quoted(scene, &content.parts) && !is_clausal(scene, &content.parts)
}

/// How sure the model has to be of a content.
fn least(scene: &Scene<'_, '_>, site: &Site, content: &Content) -> Share {
    let article = scene.article;
    let least = if is_quoted(scene, &content.parts) {
        QUOTED
    } else if is_clausal(scene, &content.parts) && !describes(article, site.word) {
        CLAUSE
    } else {
        stance(article, site.word)
    };
    if scene.sieve(site.word).is_some_and(|sieve| sieve.content == content.parts) { least.min(SIEVED) } else { least }
}

/// How sure the model has to be of a thing that the word reports. A thing on which a stance is taken is for the positions to tell.
fn stance(article: &Article<'_>, word: usize) -> Share {
    let lemma = article.lemma(word);
    let strength = article.cue(word).map_or(Strength::No, |cue| cue.object);
    match article.upos(word) {
        Upos::Verb if strength == Strength::Strong || describes(article, word) || lends(article, word) => WHOLE + 1,
        Upos::Verb if strength == Strength::Weak || stances::is_bearer(lemma) => STANCE,
        _ => THING,
    }
}

/// Whether the verb describes a thing as something: `described the talks as productive`.
fn describes(article: &Article<'_>, word: usize) -> bool {
    article.upos(word) == Upos::Verb && is_description(article.lemma(word))
}

/// Whether the verb lends a noun of attitude its holder: `expressed skepticism over the plan`.
fn lends(article: &Article<'_>, word: usize) -> bool {
    let attitude = |noun: usize| stances::noun(article.lemma(noun)).is_some();
    stances::is_bearer(article.lemma(word)) && article.child(word, Relation::Obj).is_some_and(attitude)
}

fn is_quoted(scene: &Scene<'_, '_>, parts: &[Range<usize>]) -> bool {
    scene.looks.any(parts, ZONED)
}

fn attribution(scene: &Scene<'_, '_>, site: &Site, content: Content, source: Option<Source>, sure: Share) -> Attribution {
    let article = scene.article;
    let confidence = Some((u64::from(sure) * 100 / u64::from(WHOLE)).min(99) as u8);
    if let Some(sieve) = scene.sieve(site.word).filter(|sieve| sieve.content == content.parts) {
        return Attribution { source, confidence, ..sieve.clone() };
    }
    Attribution {
        rule: rule(scene, site, &content),
        content: content.parts,
        cue: Some(cue(article, site.word)),
        cue_head: Some(site.word),
        source,
        hedged: is_hedged(article, site.word),
        confidence,
    }
}

/// The reason that holds for what was chosen.
fn rule(scene: &Scene<'_, '_>, site: &Site, content: &Content) -> Rule {
    let article = scene.article;
    let (first, end) = (content.parts[0].start, content.parts[content.parts.len() - 1].end);
    let is_passage = || scene.passage_from(first).is_some_and(|passage| passage.parts == content.parts);
    match article.upos(site.word) {
        _ if article.is(site.word, "according") => Rule::QuoteAccordingTo,
        _ if article.is(site.word, ":") => Rule::QuoteColon,
        Upos::Verb if is_passage() => {
            if end <= site.word {
                Rule::DirectBehind
            } else {
                Rule::DirectBefore
            }
        }
        Upos::Noun => Rule::QuoteNoun,
        Upos::Adj => Rule::QuoteAdjective,
        Upos::Verb if content.parts.len() > 1 => Rule::QuoteParenthetical,
        Upos::Verb if end <= site.word && is_clausal(scene, &content.parts) => Rule::QuoteParenthetical,
        Upos::Verb if end <= site.word => Rule::QuoteObject,
        Upos::Verb if content.anchor.is_some_and(|anchor| leads_with_to(article, anchor)) || article.is(first, "to") => {
            Rule::QuoteInfinitive
        }
        Upos::Verb if is_clausal(scene, &content.parts) => Rule::QuoteClause,
        _ => Rule::QuoteObject,
    }
}
