//! Words that may signal an attribution, with what stands around them: what the learned layer judges.

use std::ops::Range;

use super::attribution::{Attribution, is_negated, is_nominal, is_passive, own_subject, source, subject};
use super::direct::Passage;
use super::looks::Looks;
use crate::article::Article;
use crate::language::attribution::Cues;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::language::weights::mix;
use crate::lexicon::Strength;
use crate::lexicon::nouns::Sort;
use crate::paragraphs::Kind;
use crate::vocabulary::Word;

/// An article in which attributions are looked for, with what the sieves found in it.
pub struct Scene<'a, 't> {
    /// The text as read.
    pub article: &'a Article<'t>,
    pub(super) passages: &'a [Passage],
    /// What the sieves found.
    pub sieved: &'a [Attribution],
    sieve_of: Vec<u32>,
    /// Whether each word heads the cue of something that the sieves found.
    is_head: Vec<bool>,
    pub(super) looks: Looks,
    /// Words of block quotations and their cues, which are settled.
    settled: Vec<bool>,
}

/// A word that may signal an attribution.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site {
    /// The word.
    pub word: usize,
    /// Hash of its dictionary form.
    pub lemma: u64,
    /// The words that its content is looked for in: its sentence, or what of it stands in the same quotation marks.
    pub region: Range<usize>,
    /// What hangs on it and stands around it, one bit each.
    pub frame: u64,
    /// Who would be the source by the tree.
    pub subject: Option<usize>,
    /// The words of its remark: the cue with its subject where they stand together.
    pub aside: Range<usize>,
    /// How near quotation marks are.
    pub quotation: u64,
}

/// Bits of [`Site::frame`].
pub(super) mod frame {
    pub(crate) const CLAUSE_RIGHT: u64 = 1;
    pub(crate) const CLAUSE_LEFT: u64 = 1 << 1;
    pub(crate) const TO: u64 = 1 << 2;
    pub(crate) const OPEN: u64 = 1 << 3;
    pub(crate) const OBJECT: u64 = 1 << 4;
    pub(crate) const OBLIQUE: u64 = 1 << 5;
    pub(crate) const ASIDE: u64 = 1 << 6;
    pub(crate) const PASSIVE: u64 = 1 << 7;
    pub(crate) const NOMINAL_CLAUSE: u64 = 1 << 8;
    pub(crate) const NOMINAL: u64 = 1 << 9;
    /// Everything above: the construction.
    pub(crate) const CORE: u64 = (1 << 10) - 1;
    pub(crate) const SUBJECT: u64 = 1 << 10;
    pub(crate) const POSSESSOR: u64 = 1 << 11;
    pub(crate) const THAT: u64 = 1 << 12;
    pub(crate) const SET_OFF: u64 = 1 << 13;
    pub(crate) const ENDS: u64 = 1 << 14;
    pub(crate) const DEEP: u64 = 1 << 15;
}

/// How far from a cue its content may reach, in words.
const REACH: usize = 150;

const NONE: u32 = u32::MAX;

impl<'a, 't> Scene<'a, 't> {
    pub(super) fn new(article: &'a Article<'t>, passages: &'a [Passage], blocks: &[Attribution], sieved: &'a [Attribution]) -> Self {
        let mut settled = vec![false; article.tokens.len()];
        for block in blocks {
            block.content.iter().for_each(|part| settled[part.clone()].fill(true));
            block.cue_head.into_iter().for_each(|cue| settled[cue] = true);
        }
        let mut sieve_of = vec![NONE; article.tokens.len()];
        for (number, attribution) in sieved.iter().enumerate() {
            if let (Some(cue), Some(head)) = (&attribution.cue, attribution.cue_head) {
                sieve_of[cue.clone()].iter_mut().filter(|sieve| **sieve == NONE).for_each(|sieve| *sieve = number as u32);
                sieve_of[head] = number as u32;
            }
        }
        let mut is_head = vec![false; article.tokens.len()];
        sieved.iter().filter(|found| found.cue.is_some()).filter_map(|found| found.cue_head).for_each(|head| is_head[head] = true);
        Scene { article, passages, sieved, sieve_of, is_head, looks: Looks::gather(article), settled }
    }

    /// The sieves' finding with `word` in its cue.
    pub fn sieve(&self, word: usize) -> Option<&'a Attribution> {
        self.sieved.get(self.sieve_of[word] as usize)
    }

    /// The sieves' finding whose cue `word` heads.
    pub(super) fn head_of(&self, word: usize) -> Option<&'a Attribution> {
        self.sieve(word).filter(|_| self.is_head[word])
    }

    /// The passage that begins with `word`.
    pub(super) fn passage_from(&self, word: usize) -> Option<&'a Passage> {
        let at = self.passages.binary_search_by_key(&word, |passage| passage.bounds().start).ok()?;
        self.passages.get(at)
    }

    /// Hash of the word in lower case; 1 outside the text.
    pub(super) fn lower(&self, word: usize) -> u64 {
        if word < self.article.tokens.len() { self.article.lower_hash(word) } else { 1 }
    }

    /// The words that may signal an attribution, in text order; each is looked at when it is asked for, so that what is known of its sentence is near.
    pub fn sites(&self, cues: &Cues<'_>) -> impl Iterator<Item = Site> + '_ {
        let article = self.article;
        let keys = article.words().iter().map(|word| (class(word), key_of(word).is_some_and(|(_, key)| cues.lists(key))));
        let keys: Vec<(Option<u64>, bool)> = keys.collect();
        let words = article.article_sentences().flat_map(|(_, sentence)| sentence.tokens.clone().map(|word| (word, &sentence.tokens)));
        words.filter_map(move |(word, sentence)| {
            let (class, listed) = keys[article.number(word)];
            let class = class.filter(|_| !self.settled[word] && (listed || self.sieve(word).is_some()))?;
            Some(self.site(word, class, sentence))
        })
    }

    fn site(&self, word: usize, class: u64, sentence: &Range<usize>) -> Site {
        let article = self.article;
        let region = match article.zone_of(word) {
            Some(zone) => {
                let zone = &article.zones[zone].tokens;
                zone.start.max(sentence.start)..zone.end.min(sentence.end)
            }
            None => sentence.clone(),
        };
        // A table or a list can be a sentence without an end; no step may depend on all of it.
        let region = region.start.max(word.saturating_sub(REACH))..region.end.min(word + REACH);
        let own = own_subject(article, word);
        let aside = aside(article, word, own, &region);
        let subject = own.or_else(|| (class == VERB).then(|| subject(article, word)).flatten()).filter(|&head| is_nominal(article, head));
        let quotation = quotation(article, word, &aside);
        let lemma = article.lemma_hash(word);
        Site { word, lemma, frame: self::frame(article, word, own, &aside, &region), subject, aside, quotation, region }
    }

    /// The features by which a site is judged to be a cue, into `out`, which is cleared first. Training calls this very function.
    pub fn cue_features(&self, site: &Site, out: &mut Vec<u64>) {
        out.clear();
        let article = self.article;
        let word = site.word;
        let tag = article.tag(word).index() as u64;
        let relation = article.relation(word) as u64;
        let who = self.sort(site.subject);
        let core = site.frame & frame::CORE;
        let lower = |offset: isize| word.checked_add_signed(offset).map_or(1, |at| self.lower(at));
        let child = |relation: Relation| article.child(word, relation).filter(|&child| child > word);
        let object = child(Relation::Obj);
        let open = child(Relation::Xcomp).or_else(|| child(Relation::Ccomp));
        let oblique = child(Relation::Obl).or_else(|| child(Relation::Nmod));
        let preposition = oblique.and_then(|noun| article.child(noun, Relation::Case)).map_or(0, |case| self.lower(case));
        let auxiliary = article.children(word).filter(|&child| article.relation(child).universal() == Relation::Aux);
        let auxiliary = auxiliary.map(|child| self.lower(child)).fold(0, mix);
        let strengths = article.cue(word).map_or(0, |cue| {
            let number = |strength: Strength| 1 + strength as u64;
            number(cue.clause) * 16 + number(cue.infinitive) * 4 + number(cue.object)
        });
        let sieve = self.sieve(word).map_or(0, |sieve| sieve.rule as u64 + 1);
        let above = article.head(word).map_or(0, |head| self.lower(head));
        let negated = u64::from(is_negated(article, word));
        let heading = u64::from(article.sentences[article.sentence_of(word)].kind == Kind::Heading);
        let zone = u64::from(article.zone_of(word).is_some());
        let lemma = site.lemma;
        let siblings = article.children(word).fold(0u64, |bits, child| bits | 1 << (article.relation(child).universal() as u64 % 64));
        let second = article.head(word).filter(|&head| article.relation(head) != Relation::Root).and_then(|head| article.head(head));
        let second = second.map_or(0, |head| self.lower(head));
        let named = self.names_near(site);
        let mut add = |template: u64, value: u64| out.push(mix(value, 256 + template));
        add(0, mix(siblings, tag));
        add(1, mix(second, above));
        add(2, mix(named, core));
        add(3, mix(open.map_or(0, |head| article.tag(head).index() as u64), lemma));
        add(4, 0);
        add(5, lemma);
        add(6, mix(core, tag));
        add(7, mix(site.frame, tag));
        add(8, mix(core, who));
        add(9, mix(lemma, site.quotation));
        add(10, mix(relation, tag));
        add(11, mix(lemma, relation));
        add(12, mix(above, relation));
        add(13, mix(strengths, core));
        add(14, mix(strengths, who * 1024 + site.quotation));
        add(15, mix(negated, lemma));
        add(16, auxiliary);
        add(17, sieve * 2 + zone);
        add(18, mix(sieve, lemma));
        add(19, mix(sieve, who));
        add(20, lower(-1));
        add(21, lower(1));
        add(22, site.subject.map_or(0, |head| self.lower(head)));
        add(23, mix(site.subject.map_or(0, |head| self.lower(head)), core));
        add(24, heading * 4 + zone * 2 + negated);
        add(25, mix(heading, lemma));
        add(26, object.map_or(0, |head| self.lower(head)));
        add(27, mix(preposition, lemma));
        add(28, open.map_or(0, |head| self.lower(head)));
        add(29, mix(zone, mix(core, who)));
        add(30, mix(lower(1), core));
        add(31, ((word - site.region.start).min(7) * 8 + (site.region.end - word).min(7)) as u64);
        add(32, mix(strengths, tag));
        add(33, mix(sieve, core));
        add(34, mix(article.head(word).map_or(0, |head| article.tag(head).index() as u64), relation));
    }

    /// What kind of somebody the word names, as a small number; 0 for nobody.
    pub(super) fn sort(&self, head: Option<usize>) -> u64 {
        let article = self.article;
        head.map_or(0, |head| if article.tag(head).is_proper() { name_sort(article, head) } else { self.looks.sort(article.number(head)) })
    }

    /// Whether the word is an ordinary one that names nobody: no name, no pronoun, no role.
    pub(super) fn is_thing(&self, head: usize) -> bool {
        matches!(self.sort(Some(head)), ORDINARY..=ORDINARY_NOUN)
    }

    /// Whether a name, a pronoun for people, or another cue of the sieves stands in the sentence beside the site.
    fn names_near(&self, site: &Site) -> u64 {
        let article = self.article;
        let named = article.names_from(site.region.start).first().is_some_and(|name| name.tokens.start < site.region.end);
        let (mut before, mut behind) = (false, false);
        let near = site.region.start.max(site.word.saturating_sub(30))..site.region.end.min(site.word + 30);
        for word in near.filter(|&word| self.is_head[word] && word != site.word) {
            if let Some(sieve) = self.sieve(word) {
                before |= word < site.word && !sieve.holds(site.word);
                behind |= word > site.word || sieve.holds(site.word);
            }
        }
        u64::from(named) | u64::from(before) << 1 | u64::from(behind) << 2
    }
}

/// The places of the bits that are set, lowest first.
pub(super) fn bits(mut set: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let lowest = u64::from(set.trailing_zeros());
        (set != 0).then(|| {
            set &= set - 1;
            lowest
        })
    })
}

const VERB: u64 = 1;

/// What kind of cue the word could be; `None` when none.
fn class(word: &Word<'_>) -> Option<u64> {
    Some(match word.tag.upos() {
        Upos::Verb => VERB,
        Upos::Noun => 2,
        Upos::Adj => 3,
        Upos::Adv | Upos::Adp | Upos::Sconj | Upos::Aux => 4,
        _ if word.form == ":" => 5,
        _ => return None,
    })
}

/// The word as the list of cues knows it; `None` where it can be no cue. Verbs come first, then nouns, adjectives and small words.
pub fn key(article: &Article<'_>, word: usize) -> Option<(u64, u64)> {
    key_of(&article.words()[article.number(word)])
}

fn key_of(word: &Word<'_>) -> Option<(u64, u64)> {
    let class = class(word)?;
    Some((class, mix(word.lemma_hash, class)))
}

/// The [`sort_of`] words that name nobody; of nouns it is the next.
const ORDINARY: u64 = 13;
const ORDINARY_NOUN: u64 = ORDINARY + 1;

/// What kind of somebody the word that is no name names, as a small number.
pub(super) fn sort_of(word: &Word<'_>) -> u8 {
    match &*word.lower {
        "i" | "me" | "my" => 2,
        "we" | "us" | "our" => 3,
        "you" | "your" => 4,
        "he" | "she" | "him" | "her" | "his" => 5,
        "they" | "them" | "their" => 6,
        "it" | "its" => 7,
        "who" | "whom" => 8,
        "that" | "which" | "what" | "this" | "these" | "there" => 9,
        _ => match word.role {
            Some(Sort::Person) => 10,
            Some(_) => 11,
            None if word.is_title => 10,
            None if word.begins_upper => 12,
            None if word.tag.upos() == Upos::Noun => ORDINARY_NOUN as u8,
            None => ORDINARY as u8,
        },
    }
}

/// What the name at `head` names, as a small number.
fn name_sort(article: &Article<'_>, head: usize) -> u64 {
    let name = article.names_from(head).first().filter(|name| name.tokens.contains(&head));
    name.map_or(1, |name| 16 + name.class as u64)
}

/// The words of the cue with its subject where nothing but its auxiliaries stands between.
fn aside(article: &Article<'_>, word: usize, own: Option<usize>, region: &Range<usize>) -> Range<usize> {
    let mut words = super::cue_words(article, word);
    if let Some(who) = own {
        let who = source(article, who).words;
        words.start = words.start.min(who.start);
        words.end = words.end.max(who.end);
    }
    words.start.max(region.start).min(word)..words.end.min(region.end).max(word + 1)
}

fn frame(article: &Article<'_>, word: usize, own: Option<usize>, aside: &Range<usize>, region: &Range<usize>) -> u64 {
    let mut bits = 0;
    for child in article.children(word) {
        let right = child > word;
        bits |= match article.relation(child).universal() {
            Relation::Ccomp | Relation::Csubj => {
                if right {
                    frame::CLAUSE_RIGHT
                } else {
                    frame::CLAUSE_LEFT
                }
            }
            Relation::Xcomp | Relation::Advcl if right && leads_with_to(article, child) => frame::TO,
            Relation::Xcomp if right => frame::OPEN,
            Relation::Obj if right => frame::OBJECT | inner_clause(article, child),
            Relation::Obl if right => frame::OBLIQUE,
            Relation::Acl if right => frame::NOMINAL_CLAUSE,
            Relation::Nmod if right => frame::NOMINAL,
            Relation::Nmod => frame::POSSESSOR,
            _ => 0,
        };
    }
    let is_set_off = aside.start > region.start && article.is_mark(aside.start - 1);
    let ends = aside.end >= region.end || article.is_mark(aside.end);
    let that = (word + 1..(word + 4).min(region.end)).any(|at| article.is(at, "that") && article.xpos(at) != Xpos::Dt);
    let beside = matches!(article.relation(word).universal(), Relation::Parataxis | Relation::Dep | Relation::Appos | Relation::Discourse);
    for (bit, holds) in [
        (frame::ASIDE, beside),
        (frame::PASSIVE, article.upos(word) == Upos::Verb && is_passive(article, word)),
        (frame::SUBJECT, own.is_some()),
        (frame::THAT, that),
        (frame::SET_OFF, is_set_off),
        (frame::ENDS, ends),
    ] {
        bits |= if holds { bit } else { 0 };
    }
    bits
}

pub(super) fn leads_with_to(article: &Article<'_>, verb: usize) -> bool {
    article.children(verb).any(|child| child < verb && article.is(child, "to"))
}

/// Whether a clause hangs on the object: `expressed hope that …`.
fn inner_clause(article: &Article<'_>, object: usize) -> u64 {
    let clause = article.children(object).any(|child| child > object && matches!(article.relation(child), Relation::Acl | Relation::Ccomp));
    if clause { frame::DEEP } else { 0 }
}

/// How far the nearest quotation marks are behind and before the remark, in one small number.
fn quotation(article: &Article<'_>, word: usize, aside: &Range<usize>) -> u64 {
    const FAR: usize = 6;
    let end = article.tokens.len();
    let own = article.zone_of(word);
    let opens = |at: usize| article.is_quotation_mark(at) && at + 1 < end && article.zone_of(at + 1).is_some_and(|zone| Some(zone) != own);
    let closes = |at: usize| article.is_quotation_mark(at) && at > 0 && article.zone_of(at - 1).is_some_and(|zone| Some(zone) != own);
    let after = (word + 1..end.min(word + 1 + FAR)).position(opens).map_or(0, |distance| 1 + distance.min(3));
    let behind = (aside.end..end.min(aside.end + 2)).any(opens);
    let before = (aside.start.saturating_sub(FAR)..aside.start).rev().position(closes).map_or(0, |distance| 1 + distance.min(3));
    (after * 16 + before * 2 + usize::from(behind)) as u64
}
