//! Direct speech: which quoted zones are somebody's own words, and whose.
//!
//! Zones are chained over paragraphs, then each chain looks for its cue behind it, before it and around it; a chain without one is left to the speaker of
//! its neighbors. Fragments inside a report are not its business.

use std::ops::Range;

use super::attribution::{Attribution, Source, cue_words, is_nominal, own_subject, source, subject};
use super::reported::is_description;
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::Strength;
use crate::reasons::Rule;
use crate::tokens::is_apostrophe;

/// A passage of direct speech: one zone, or several that run on over paragraphs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Passage {
    /// The words inside the marks, one range for each paragraph.
    pub(super) parts: Vec<Range<usize>>,
}

impl Passage {
    /// From the first word to the last.
    pub(super) fn bounds(&self) -> Range<usize> {
        self.parts.first().map_or(0, |part| part.start)..self.parts.last().map_or(0, |part| part.end)
    }
}

/// The passages of direct speech in text order.
pub(super) fn passages(article: &Article<'_>) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    let mut runs_on = false;
    for zone in article.zones.iter().filter(|zone| zone.depth == 0) {
        let part = zone.tokens.clone();
        let finishing = found.last().is_some_and(|last| finishes(article, last, &part));
        match found.last_mut() {
            Some(last) if runs_on => last.parts.push(part),
            _ if zone.continues || is_speech(article, zone.tokens.clone(), zone.closed) || finishing => {
                found.push(Passage { parts: vec![part] })
            }
            _ => {}
        }
        runs_on = zone.continues;
    }
    found
}

/// Whether the words inside the marks finish the sentence that a passage shortly before began: `“The harbor,” she said, “is open.”`
fn finishes(article: &Article<'_>, before: &Passage, words: &Range<usize>) -> bool {
    let last = before.bounds().end - 1;
    article.is(last, ",")
        && words.start - last < 16
        && article.sentence_of(last) == article.sentence_of(words.start)
        && matches!(article.word(words.start - 2), "," | "—" | "--")
}

/// Whether the words inside the marks are a clause or more rather than a phrase that somebody uses.
fn is_speech(article: &Article<'_>, words: Range<usize>, closed: bool) -> bool {
    let count = words.clone().filter(|&word| !article.is_mark(word)).count();
    let finite = words.clone().any(|word| {
        matches!(article.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
            || (word == words.start && article.xpos(word) == Xpos::Vb)
    });
    let last = article.word(words.end - 1);
    let punctuated = matches!(last, "." | "," | "?" | "!" | "…" | "..." | "--" | "—");
    let first = article.word(words.start).trim_start_matches(is_apostrophe);
    let capital = first.starts_with(|c: char| c.is_uppercase() || c == '[');
    let introduced = words.start >= 2 && matches!(article.word(words.start - 2), ":" | ",");
    // The mark closes before the sentence's own period or comma in British style.
    let ends_outside = words.end + 1 < article.tokens.len() && matches!(article.word(words.end + 1), "." | ",");
    match () {
        () if !closed => count >= 4,
        () if capital && punctuated => finite || count >= 2,
        () if capital && finite => count >= 4 && (introduced || ends_outside || count >= 7 || starts_sentence(article, words.start - 1)),
        () => finite && introduced && count >= 5 && (punctuated || ends_outside) && !is_verb_phrase(article, words.start),
    }
}

fn starts_sentence(article: &Article<'_>, mark: usize) -> bool {
    article.sentence(mark).start == mark
}

/// Whether the words from `start` go on with a clause that began outside the marks: `“introduce legislation”`.
fn is_verb_phrase(article: &Article<'_>, start: usize) -> bool {
    matches!(article.upos(start), Upos::Verb | Upos::Aux | Upos::Adp | Upos::Cconj)
}

/// What a passage found around it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Found {
    /// The verb that signals it.
    pub(super) verb: Option<usize>,
    /// The source.
    pub(super) source: Option<Source>,
    /// Whether the cue stands behind the passage and a comma leads on to the next passage, which finishes the sentence.
    pub(super) leads_on: bool,
}

/// The cue and source that stand right behind the passage: `“…,” said X`, `“…,” X told reporters`.
pub(super) fn cue_behind(article: &Article<'_>, passage: &Passage) -> Option<Found> {
    let inside = passage.bounds();
    let after = inside.end + 1;
    let paragraph = paragraph_end(article, inside.end - 1);
    if after >= paragraph {
        return None;
    }
    let goes_on = !article.begins_upper(after) || !matches!(article.word(inside.end - 1), ".");
    let region = after..region_end(article, after, paragraph);
    let verb = region.clone().take(14).find(|&word| speaks(article, word, goes_on))?;
    if !goes_on && verb > after + 4 {
        return None;
    }
    let clean = (after..verb).all(|word| !matches!(article.word(word), "." | ";" | ":" | "?" | "!"));
    let who = clean.then(|| subject_near(article, verb, &region)).flatten()?;
    let leads_on = region.end < paragraph
        && article.is_quotation_mark(region.end)
        && matches!(article.word(region.end - 1), "," | "—" | "--" | "-" | ";");
    Some(Found { verb: Some(verb), source: Some(who), leads_on })
}

/// The cue and source that stand right before the passage: `X said: “…”`, `X, writing “…”`.
pub(super) fn cue_before(article: &Article<'_>, passage: &Passage) -> Option<Found> {
    let mark = passage.bounds().start.checked_sub(1)?;
    let sentence = article.sentence(mark);
    let start = (sentence.start..mark)
        .rev()
        .find(|&word| article.is_quotation_mark(word) && article.zone_of(word.saturating_sub(1)).is_some())
        .map_or(sentence.start, |word| word + 1);
    let region = start..mark;
    cue_leading_to(article, region.clone()).or_else(|| {
        let who = words_of(article, &region)?;
        Some(Found { verb: None, source: Some(who), leads_on: false })
    })
}

/// The last cue of `region`, which leads to the speech behind it, and its source.
pub(super) fn cue_leading_to(article: &Article<'_>, region: Range<usize>) -> Option<Found> {
    let last = region.end.checked_sub(1).filter(|_| !region.is_empty())?;
    let introduced = matches!(article.word(last), "," | ":" | "—" | "--") || article.cue(last).is_some() || article.is(last, "that");
    let reach = if introduced { 16 } else { 3 };
    let verb = region.clone().rev().take(reach).find(|&word| speaks(article, word, true))?;
    let source = subject_near(article, verb, &region).or_else(|| subject(article, verb).map(|who| source(article, who)));
    Some(Found { verb: Some(verb), source, leads_on: false })
}

/// `In the words of X, “…”`.
fn words_of(article: &Article<'_>, region: &Range<usize>) -> Option<Source> {
    let of = region.clone().find(|&word| article.is(word, "of") && word > region.start && article.is(word - 1, "words"))?;
    let head = (of + 1..region.end)
        .find(|&word| is_nominal(article, word) && article.head(word).is_none_or(|above| !(of + 1..region.end).contains(&above)))?;
    Some(source(article, head))
}

/// `“…” – Jane Doe` and `“…” Jane Doe, mayor` where the paragraph holds nothing else.
pub(super) fn signature(article: &Article<'_>, passage: &Passage) -> Option<Found> {
    let after = passage.bounds().end + 1;
    let end = paragraph_end(article, passage.bounds().end - 1);
    let mark = passage.bounds().start.checked_sub(1)?;
    let start = article.tokens.span(mark).start();
    let alone = article.paragraphs.binary_search_by_key(&start, |paragraph| paragraph.span.start()).is_ok();
    let dashed = after < end && matches!(article.word(after), "-" | "–" | "—" | "―" | "--" | "~");
    let from = if dashed { after + 1 } else { after };
    let verbless = from < end
        && end - from <= 14
        && (from..end).all(|word| !matches!(article.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    if !alone || !verbless || !is_nominal_start(article, from) {
        return None;
    }
    let comma = (from..end).find(|&word| article.is(word, ",")).unwrap_or(end);
    let words = article.trim(from..comma);
    let head = words.clone().next_back()?;
    Some(Found { verb: None, source: Some(Source { head, words }), leads_on: false })
}

fn is_nominal_start(article: &Article<'_>, word: usize) -> bool {
    is_nominal(article, word) || matches!(article.upos(word), Upos::Adj | Upos::Det)
}

/// Whether the word is a verb of speech that can carry direct speech here.
fn speaks(article: &Article<'_>, word: usize, goes_on: bool) -> bool {
    article.cue(word).is_some_and(|cue| {
        let carries = cue.clause == Strength::Strong
            || matches!(cue.lemma, "think" | "read" | "quote" | "cite" | "urge" | "demand" | "call" | "ask")
            || is_description(cue.lemma);
        let finite = article.xpos(word) != Xpos::Vb || own_subject(article, word).is_some();
        carries && goes_on && finite && article.relation(word) != Relation::Amod
    })
}

/// The subject of `verb` within `region`: by the tree, else the noun phrase right beside it.
fn subject_near(article: &Article<'_>, verb: usize, region: &Range<usize>) -> Option<Source> {
    if let Some(head) = own_subject(article, verb).filter(|head| region.contains(head)) {
        let mut found = source(article, head);
        found.words.start = found.words.start.max(region.start);
        found.words.end = found.words.end.min(region.end).max(head + 1);
        if head < verb {
            found.words.end = found.words.end.min(verb);
        } else {
            found.words.start = found.words.start.max(verb + 1);
        }
        found.words = article.trim(found.words);
        return Some(found);
    }
    if let Some(head) =
        subject(article, verb).filter(|&head| article.sentence_of(head) == article.sentence_of(verb) && article.zone_of(head).is_none())
    {
        return Some(source(article, head));
    }
    let before = (region.start..verb).rev().find(|&word| is_nominal(article, word) && article.xpos(word) != Xpos::PrpS);
    let behind =
        (verb + 1..region.end).take(12).take_while(|&word| !article.is_mark(word)).filter(|&word| is_nominal(article, word)).last();
    let head = before.filter(|&head| verb - head <= 3).or(behind)?;
    let words = noun_phrase(article, head, region);
    Some(Source { head, words })
}

/// The words around `head` that make up a noun phrase by their tags alone.
fn noun_phrase(article: &Article<'_>, head: usize, region: &Range<usize>) -> Range<usize> {
    let belongs = |word: usize| {
        matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num)
            || matches!(article.xpos(word), Xpos::PrpS | Xpos::Pos | Xpos::Hyph)
    };
    let mut words = head..head + 1;
    while words.start > region.start && belongs(words.start - 1) {
        words.start -= 1;
    }
    words
}

fn paragraph_end(article: &Article<'_>, word: usize) -> usize {
    let at = article.tokens.span(word).start();
    let number = article.paragraphs.partition_point(|paragraph| paragraph.span.end() <= at);
    article.paragraphs.get(number).map_or(word + 1, |paragraph| article.tokens.at_or_after_from(word, paragraph.span.end()))
}

/// Where the words behind a passage stop: at the next quotation mark that opens a zone, or at the end of the sentence.
fn region_end(article: &Article<'_>, after: usize, paragraph: usize) -> usize {
    let sentence = article.sentence(after).end.min(paragraph);
    (after..sentence)
        .find(|&word| article.is_quotation_mark(word) && word + 1 < paragraph && article.zone_of(word + 1).is_some())
        .unwrap_or(sentence)
}

/// The attribution of a passage with what was found around it.
pub(super) fn attribution(article: &Article<'_>, parts: Vec<Range<usize>>, found: &Found, rule: Rule) -> Option<Attribution> {
    let content: Vec<Range<usize>> = parts.into_iter().map(|part| article.trim(part)).filter(|part| !part.is_empty()).collect();
    (!content.is_empty()).then(|| Attribution {
        content,
        cue: found.verb.map(|verb| cue_words(article, verb)),
        cue_head: found.verb,
        source: found.source.clone(),
        rule,
        hedged: false,
        confidence: None,
    })
}

/// Whether the passage `next` finishes what the passage before it began, with `cue` between the two: `“The harbor,” said Ada Lumen, “is open.”`
/// Whatever the tree says, the source is then no part of what is said.
pub(super) fn is_resumed(article: &Article<'_>, passages: &[Passage], next: usize, cue: Option<usize>) -> bool {
    let Some(begun) = next.checked_sub(1).map(|before| &passages[before]) else { return false };
    continues_sentence(article, begun, &passages[next])
        && cue_behind(article, begun).is_some_and(|found| found.leads_on && found.verb == cue)
}

/// Whether `next` finishes the sentence that `passage` began before its cue.
pub(super) fn continues_sentence(article: &Article<'_>, passage: &Passage, next: &Passage) -> bool {
    let near = next.bounds().start.saturating_sub(passage.bounds().end) < 20;
    near && !matches!(article.word(passage.bounds().end - 1), "." | "?" | "!")
        && article.word(next.bounds().start).starts_with(|c: char| c.is_lowercase())
}
