//! What a cue may report: candidates for the content, and what speaks for each.

use std::ops::Range;

use super::attribution::part_with;
use super::looks::{BREAK, FINITE, JOINT, Looks};
use super::reported::without;
use super::sites::{Scene, Site, frame, leads_with_to};
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};

/// Words that may be what a cue reports.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    /// Its parts, trimmed, in text order. Never empty.
    pub parts: Vec<Range<usize>>,
    /// How it was made, one bit for each way.
    pub ways: u64,
    /// The word of the tree it was made from.
    pub anchor: Option<usize>,
}

/// Bits of [`Content::ways`].
pub(super) mod way {
    pub(crate) const SIEVE: u64 = 1;
    pub(crate) const CLAUSE: u64 = 1 << 1;
    pub(crate) const OPEN: u64 = 1 << 2;
    pub(crate) const OBJECT: u64 = 1 << 3;
    pub(crate) const OBLIQUE: u64 = 1 << 4;
    pub(crate) const INNER: u64 = 1 << 5;
    pub(crate) const OTHER: u64 = 1 << 6;
    pub(crate) const REST_OF_TREE: u64 = 1 << 7;
    pub(crate) const REST: u64 = 1 << 8;
    pub(crate) const TO_COMMA: u64 = 1 << 9;
    pub(crate) const TO_CLAUSE: u64 = 1 << 10;
    pub(crate) const PAIR: u64 = 1 << 11;
    pub(crate) const ZONE_RIGHT: u64 = 1 << 12;
    pub(crate) const TO_ZONE: u64 = 1 << 13;
    pub(crate) const ZONE_LEFT: u64 = 1 << 14;
    pub(crate) const LEFT: u64 = 1 << 15;
    pub(crate) const LEFT_LATE: u64 = 1 << 16;
    pub(crate) const BOTH: u64 = 1 << 17;
    pub(crate) const GOVERNOR: u64 = 1 << 18;
    pub(crate) const SUBJECT: u64 = 1 << 19;
    pub(crate) const NOUN: u64 = 1 << 20;
    pub(crate) const LEFT_TREE: u64 = 1 << 21;
    pub(crate) const FROM_CHILD: u64 = 1 << 22;
    pub(crate) const TO_WORD: u64 = 1 << 23;
}

/// More candidates than this are not looked at.
const MOST: usize = 40;

/// The candidates of one site.
struct Gathering<'s, 'a, 't> {
    article: &'a Article<'t>,
    looks: &'s Looks,
    site: &'s Site,
    found: Vec<Content>,
    /// The parts of the candidate in hand.
    parts: Vec<Range<usize>>,
}

impl Gathering<'_, '_, '_> {
    fn push(&mut self, parts: &[Range<usize>], way: u64, anchor: Option<usize>) {
        // A speech of many paragraphs is no candidate for the cues within it: that is seen without going through all of them.
        let own = part_with(parts, self.site.word).map(|part| self.article.trim(part.clone()));
        if own.is_some_and(|part| part.contains(&self.site.word)) {
            return;
        }
        self.parts.clear();
        self.parts.extend(parts.iter().map(|part| self.article.trim(part.clone())).filter(|part| !part.is_empty()));
        if self.parts.is_empty() {
            return;
        }
        if let Some(content) = self.found.iter_mut().find(|content| content.parts == self.parts) {
            content.ways |= way;
            content.anchor = content.anchor.or(anchor);
        } else if self.found.len() < MOST {
            self.found.push(Content { parts: self.parts.clone(), ways: way, anchor });
        }
    }

    /// A run of words behind the cue, without the `that` or `:` that leads to it.
    fn run(&mut self, words: Range<usize>, way: u64, anchor: Option<usize>) {
        let mut words = words.start.max(self.site.region.start)..words.end.min(self.site.region.end);
        while words.len() > 1
            && (self.article.is_mark(words.start) && !self.article.is_quotation_mark(words.start) || self.is_that(words.start))
        {
            words.start += 1;
        }
        if !words.is_empty() && self.lacks_subject(words.start) {
            return;
        }
        self.push(&[words], way, anchor);
    }

    /// Whether a clause begins here with its finite verb, so that its subject stands before the cue: `the issue discussed | was …`.
    fn lacks_subject(&self, word: usize) -> bool {
        matches!(self.article.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Md) && self.article.zone_of(word).is_none()
    }

    fn is_that(&self, word: usize) -> bool {
        self.article.is(word, "that") && matches!(self.article.upos(word), Upos::Sconj | Upos::Adp)
    }
}

/// The candidates for what `site` reports.
pub fn candidates(scene: &Scene<'_, '_>, site: &Site) -> Vec<Content> {
    let mut gathering = Gathering { article: scene.article, looks: &scene.looks, site, found: Vec::new(), parts: Vec::new() };
    if let Some(sieve) = scene.sieve(site.word) {
        gathering.push(&sieve.content, way::SIEVE, None);
    }
    behind(&mut gathering);
    quoted(scene, &mut gathering);
    before(&mut gathering);
    gathering.found
}

/// What hangs on the cue behind it, and what simply follows.
fn behind(gathering: &mut Gathering<'_, '_, '_>) {
    let (article, site) = (gathering.article, gathering.site);
    let word = site.word;
    let mut first = None;
    let mut last: Option<Range<usize>> = None;
    for child in article.children(word).filter(|&child| child > word && child < site.region.end) {
        let mut words = article.subtree(child);
        words.start = words.start.max(word + 1);
        let way = match article.relation(child).universal() {
            Relation::Ccomp | Relation::Csubj | Relation::Parataxis => way::CLAUSE,
            Relation::Xcomp | Relation::Advcl | Relation::Acl => way::OPEN,
            Relation::Obj => way::OBJECT,
            Relation::Obl | Relation::Nmod => way::OBLIQUE,
            Relation::Conj | Relation::Dep | Relation::Appos | Relation::Iobj | Relation::Amod | Relation::Compound => way::OTHER,
            _ => continue,
        };
        let from = if way == way::OBLIQUE { after_case(article, child, words.start) } else { words.start };
        gathering.run(from..words.end, way, Some(child));
        if way != way::OTHER {
            if first.is_none() {
                first = Some((from, child));
            } else if let Some(before) = last {
                gathering.run(before.start..words.end, way::PAIR, Some(child));
            }
            last = Some(from..words.end);
        }
        if matches!(way, way::OBJECT | way::OBLIQUE) {
            inner(gathering, child);
        }
        if matches!(way, way::CLAUSE | way::OPEN) {
            gathering.run(words.start..site.region.end, way::FROM_CHILD, Some(child));
        }
    }
    let start = site.aside.end.max(word + 1);
    let tree_end = article.subtree(word).end;
    gathering.run(start..tree_end, way::REST_OF_TREE, None);
    gathering.run(start..site.region.end, way::REST, None);
    let (from, anchor) = first.map_or((start, None), |(from, child)| (from, Some(child)));
    let breaks = (from + 1..site.region.end).filter(|&at| gathering.looks.has(at, BREAK));
    for end in breaks.take(6) {
        gathering.run(from..end, if begins_clause(article, end + 1) { way::TO_CLAUSE } else { way::TO_COMMA }, anchor);
    }
    if let Some(end) = (from + 2..site.region.end).find(|&at| gathering.looks.has(at, JOINT)) {
        gathering.run(from..end, way::TO_WORD, anchor);
    }
}

/// What hangs on an object of the cue: `expressed hope | that …`.
fn inner(gathering: &mut Gathering<'_, '_, '_>, object: usize) {
    let article = gathering.article;
    for child in article.children(object).filter(|&child| child > object) {
        let words = article.subtree(child);
        match article.relation(child).universal() {
            Relation::Acl | Relation::Ccomp => gathering.run(words, way::INNER, Some(child)),
            Relation::Nmod => gathering.run(after_case(article, child, words.start)..words.end, way::INNER, Some(child)),
            _ => {}
        }
    }
}

fn after_case(article: &Article<'_>, noun: usize, start: usize) -> usize {
    let case = article.children(noun).rfind(|&child| child < noun && article.relation(child) == Relation::Case);
    case.map_or(start, |case| start.max(case + 1))
}

/// Whether a clause of its own begins here: `, and`, `, but`, `, while`.
fn begins_clause(article: &Article<'_>, at: usize) -> bool {
    at < article.tokens.len()
        && article.is_mark(at - 1)
        && article.is_any(
            at,
            &["and", "but", "while", "although", "though", "as", "after", "with", "who", "which", "saying", "adding", "calling", "when"],
        )
}

/// What stands in quotation marks behind and before the cue.
fn quoted(scene: &Scene<'_, '_>, gathering: &mut Gathering<'_, '_, '_>) {
    let (article, site) = (gathering.article, gathering.site);
    let own = article.zone_of(site.word);
    let other = |at: usize| article.zone_of(at).filter(|&zone| Some(zone) != own);
    // Speech in a sentence of its own is another's business, unless this one leads to it.
    let leads = own.is_none() && article.is_any(site.region.end - 1, &[":", ","]);
    let reach = if leads { site.region.end + 2 } else { site.region.end };
    if let Some(zone) = (site.word + 1..reach.min(article.tokens.len())).find_map(other) {
        let passage = whole(scene, zone);
        let first = passage.first().cloned().unwrap_or_default();
        let (begin, end) = (first.start, first.end);
        let start = site.aside.end.max(site.word + 1);
        if let Some(child) = article.children(site.word).find(|&child| child > site.word && article.subtree(child).end > begin) {
            let from = article.subtree(child).start.max(site.word + 1);
            gathering.push(&[strip(article, from..end)], way::TO_ZONE | way::FROM_CHILD, Some(child));
        }
        gathering.push(&[strip(article, start..end)], way::TO_ZONE, None);
        gathering.push(passage, way::ZONE_RIGHT, None);
    }
    let first = site.region.start.min(site.aside.start);
    if let Some(zone) = (first.saturating_sub(2)..site.aside.start).rev().find_map(other) {
        gathering.push(whole(scene, zone), way::ZONE_LEFT, None);
    }
}

fn strip(article: &Article<'_>, mut words: Range<usize>) -> Range<usize> {
    while words.len() > 1 && (article.is(words.start, "that") || article.is_any(words.start, &[",", ":"])) {
        words.start += 1;
    }
    words
}

/// The passage that the zone belongs to, or the zone alone.
fn whole<'a>(scene: &Scene<'a, '_>, zone: usize) -> &'a [Range<usize>] {
    let zone = &scene.article.zones[zone].tokens;
    let number = scene.passages.partition_point(|passage| passage.bounds().end <= zone.start);
    match scene.passages.get(number).filter(|passage| part_with(&passage.parts, zone.start) == Some(zone)) {
        Some(passage) => &passage.parts,
        None => std::slice::from_ref(zone),
    }
}

/// What stands before the cue: the sentence that a remark closes or interrupts, a subject, a noun that a clause describes.
fn before(gathering: &mut Gathering<'_, '_, '_>) {
    let (article, site) = (gathering.article, gathering.site);
    let (word, region) = (site.word, &site.region);
    for child in article.children(word).filter(|&child| child < word) {
        let mut words = article.subtree(child);
        words.end = words.end.min(word);
        match article.relation(child) {
            Relation::Ccomp | Relation::Csubj | Relation::Parataxis | Relation::Advcl => {
                gathering.push(&[words], way::LEFT_TREE, Some(child))
            }
            Relation::NsubjPass | Relation::Obj | Relation::CsubjPass => gathering.push(&[words], way::SUBJECT, Some(child)),
            Relation::Nsubj if site.frame & (frame::PASSIVE | frame::TO) != 0 || article.upos(word) != Upos::Verb => {
                gathering.push(&[words], way::SUBJECT, Some(child));
            }
            _ => {}
        }
    }
    if let Some(above) = article.head(word) {
        let mut whole = article.subtree(above);
        if whole.contains(&region.start) || article.relation(above) == Relation::Root {
            whole = region.clone();
        }
        let own = article.subtree(word);
        match article.relation(word).universal() {
            Relation::Acl | Relation::Amod => {
                whole.end = whole.end.min(own.start);
                gathering.push(&[whole], way::NOUN, Some(above));
            }
            Relation::Advmod
            | Relation::Obl
            | Relation::Xcomp
            | Relation::Parataxis
            | Relation::Advcl
            | Relation::Dep
            | Relation::Discourse
            | Relation::Case => {
                let parts = without(article, within(whole, region), &own);
                gathering.push(&parts, way::GOVERNOR, Some(above));
            }
            _ => {}
        }
    }
    if article.upos(word) == Upos::Noun || site.aside.start <= region.start + 1 {
        return;
    }
    let left = region.start..site.aside.start;
    gathering.push(std::slice::from_ref(&left), way::LEFT, None);
    let late = left
        .clone()
        .rev()
        .skip(2)
        .find(|&at| article.is_any(at, &[";", ":", "—", "--", "–"]) || begins_clause(article, at + 1) && at > left.start);
    if let Some(late) = late {
        let start = if article.is_any(late + 1, &["and", "but"]) { late + 2 } else { late + 1 };
        let rest = start..left.end;
        gathering.push(&[rest], way::LEFT_LATE, None);
    }
    let comma = (site.aside.end..(site.aside.end + 10).min(region.end)).find(|&at| article.is_any(at, &[",", "—", "--", "–"]));
    if let Some(comma) = comma.filter(|_| site.frame & frame::SET_OFF != 0) {
        gathering.push(&[left.clone(), comma + 1..region.end], way::BOTH, None);
        if let Some(end) = (comma + 2..region.end).find(|&at| begins_clause(article, at)) {
            gathering.push(&[left, comma + 1..end], way::BOTH | way::TO_CLAUSE, None);
        }
    }
}

fn within(words: Range<usize>, region: &Range<usize>) -> Range<usize> {
    let start = words.start.max(region.start);
    start..words.end.min(region.end).max(start)
}

/// Whether the content is what a clause or infinitive says rather than a thing.
pub(super) fn is_clausal(scene: &Scene<'_, '_>, parts: &[Range<usize>]) -> bool {
    let article = scene.article;
    let infinitive = |at: usize| article.upos(at) == Upos::Verb && leads_with_to(article, at);
    scene.looks.any(parts, FINITE) || parts.iter().flat_map(Clone::clone).any(infinitive)
}
