//! Whom a cue may name as its source: candidates, and what speaks for each.

use super::attribution::{Source, agent, cue, is_nominal, own_subject, part_with, source, subject};
use super::contents::Content;
use super::looks::COMMA;
use super::sites::{Scene, Site, bits, frame};
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::language::weights::mix;

/// Somebody who may be the source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The words; `None` for nobody.
    pub source: Option<Source>,
    /// How it was found, one bit for each way.
    pub ways: u64,
}

/// Bits of [`Candidate::ways`].
mod way {
    pub(super) const NOBODY: u64 = 1;
    pub(super) const SIEVE: u64 = 1 << 1;
    pub(super) const SUBJECT: u64 = 1 << 2;
    pub(super) const SHARED: u64 = 1 << 3;
    pub(super) const AGENT: u64 = 1 << 4;
    pub(super) const GOVERNOR: u64 = 1 << 5;
    pub(super) const POSSESSOR: u64 = 1 << 6;
    pub(super) const OBLIQUE: u64 = 1 << 7;
    pub(super) const OBJECT: u64 = 1 << 8;
    pub(super) const ABOVE: u64 = 1 << 9;
    pub(super) const BEFORE: u64 = 1 << 10;
    pub(super) const BEHIND: u64 = 1 << 11;
    pub(super) const FIRST: u64 = 1 << 12;
}

/// More candidates than this are not looked at.
const MOST: usize = 12;

/// The candidates for the source of `site`, which reports `content`; nobody is the first.
pub fn candidates(scene: &Scene<'_, '_>, site: &Site, content: &Content) -> Vec<Candidate> {
    let (article, word) = (scene.article, site.word);
    let mut found = vec![Candidate { source: None, ways: way::NOBODY }];
    let held = |head: usize| head == word || part_with(&content.parts, head).is_some();
    let mut push = |head: usize, way: u64, who: &dyn Fn() -> Source| {
        let same = |candidate: &&mut Candidate| candidate.source.as_ref().is_some_and(|source| source.head == head);
        if let Some(candidate) = found.iter_mut().find(same) {
            candidate.ways |= way;
        } else if found.len() < MOST && !held(head) {
            found.push(Candidate { source: Some(who()), ways: way });
        }
    };
    if let Some(who) = scene.sieve(word).and_then(|sieve| sieve.source.as_ref()) {
        push(who.head, way::SIEVE, &|| who.clone());
    }
    let mut head = |head: Option<usize>, way: u64| {
        if let Some(head) = head.filter(|&head| is_nominal(article, head)) {
            push(head, way, &|| outside(article, source(article, head), content, word));
        }
    };
    head(own_subject(article, word), way::SUBJECT);
    head(subject(article, word), way::SHARED);
    head(agent(article, word), way::AGENT);
    for child in article.children(word) {
        match article.relation(child).universal() {
            Relation::Nmod if child < word => head(Some(child), way::POSSESSOR),
            Relation::Nmod | Relation::Obl => head(Some(child), way::OBLIQUE),
            Relation::Obj | Relation::Iobj => head(Some(child), way::OBJECT),
            _ => {}
        }
    }
    let mut above = article.head(word);
    for step in 0..3 {
        let Some(at) = above else { break };
        head(Some(at).filter(|_| step == 0), way::GOVERNOR);
        head(subject(article, at), way::ABOVE);
        head(article.children(at).find(|&child| article.relation(child) == Relation::NmodPoss), way::POSSESSOR | way::ABOVE);
        above = article.head(at);
    }
    let stop = |at: &usize| !article.is_any(*at, &[";", ":"]) && !article.is_quotation_mark(*at);
    let noun = |at: &usize| is_nominal(article, *at) && ends_phrase(article, *at) && article.xpos(*at) != Xpos::PrpS;
    head((site.region.start..word).rev().take(12).take_while(stop).find(noun), way::BEFORE);
    head((word + 1..site.region.end).take(8).take_while(stop).find(noun), way::BEHIND);
    head((site.region.start..word).take(12).find(noun), way::FIRST);
    found
}

/// Whether no noun follows that the word would only modify.
fn ends_phrase(article: &Article<'_>, word: usize) -> bool {
    word + 1 >= article.tokens.len() || !matches!(article.upos(word + 1), Upos::Noun | Upos::Propn)
}

/// The source without words that belong to the content or the cue.
fn outside(article: &Article<'_>, mut who: Source, content: &Content, word: usize) -> Source {
    let cue = cue(article, word);
    let bounds = content.parts.iter().map(|part| (part.start, part.end)).chain([(cue.start, cue.end)]);
    for (start, end) in bounds {
        if end <= who.head {
            who.words.start = who.words.start.max(end);
        } else if start > who.head {
            who.words.end = who.words.end.min(start);
        }
    }
    let trimmed = article.trim(who.words.clone());
    if trimmed.contains(&who.head) {
        who.words = trimmed;
    }
    who
}

impl Scene<'_, '_> {
    /// The features by which a source is preferred to others, into `out`, which is cleared first. Training calls this very function.
    pub fn source_features(&self, site: &Site, content: &Content, candidate: &Candidate, out: &mut Vec<u64>) {
        out.clear();
        let article = self.article;
        let head = candidate.source.as_ref().map(|source| source.head);
        let who = self.sort(head);
        let core = site.frame & (frame::CORE | frame::SUBJECT | frame::POSSESSOR);
        let class = article.upos(site.word) as u64;
        let relation = head.map_or(0, |head| article.relation(head) as u64 + 1);
        let under = head.map_or(0, |head| u64::from(article.head(head) == Some(site.word)) + 1);
        let case = head.and_then(|head| article.child(head, Relation::Case)).map_or(0, |case| self.lower(case));
        let side = head.map_or(0, |head| 1 + u64::from(head > site.word));
        let distance = head.map_or(0, |head| head.abs_diff(site.word).min(12) as u64);
        let words = candidate.source.as_ref().map_or(0, |source| source.words.len().min(8) as u64);
        let beyond = head.map_or(0, |head| {
            let start = content.parts[0].start;
            u64::from(head < start) * 2 + u64::from(site.word < start)
        });
        let zone = u64::from(head.is_some_and(|head| article.zone_of(head) != article.zone_of(site.word)));
        let sieve = self.sieve(site.word).map_or(0, |sieve| sieve.rule as u64 + 1);
        let commas = head.map_or(0, |head| self.looks.count(head.min(site.word)..head.max(site.word), COMMA).min(3) as u64);
        let mut add = |template: u64, value: u64| out.push(mix(value, 384 + template));
        for way in bits(candidate.ways) {
            add(0, way);
            add(1, mix(way, site.lemma));
            add(2, mix(way, core));
            add(3, mix(way, class * 16 + who));
        }
        add(4, mix(candidate.ways, core));
        add(5, who * 4 + under);
        add(6, mix(relation, under * 4 + side));
        add(7, mix(relation, site.lemma));
        add(8, distance * 4 + side);
        add(9, mix(case, class * 2 + under));
        add(10, words * 16 + who);
        add(11, mix(beyond, side * 64 + class));
        add(12, mix(zone, who));
        add(13, mix(sieve, candidate.ways));
        add(14, mix(commas, side * 16 + who));
        add(15, mix(content.ways, candidate.ways));
    }
}
