//! Quotes: what the text gives as said, written or thought, with its cue, its source and the actor behind it.
//!
//! Sieves look for them: one at the trees (`reported`), one at quotation marks (`direct`), two at paragraphs of speech without marks (`block`, `turns`); here their findings are joined and given speakers.

mod attribution;
mod block;
mod choose;
mod content_features;
pub mod contents;
mod direct;
pub mod explain;
mod extents;
mod lines;
mod looks;
mod phrases;
mod remarks;
mod reported;
pub mod sites;
pub mod sources;
mod speakers;
mod turns;

use std::cell::RefCell;
use std::ops::Range;

pub use attribution::{
    Attribution, Source, agent, cue_words, is_hedged, is_negated, is_nominal, is_passive, own_subject, source, subject, with_name,
};
pub use extents::is_silence;
pub use reported::is_description;
pub use speakers::{speaker, together};

use crate::actors::Actors;
use crate::article::Article;
use crate::language::attribution::{Attributor, Scorer};
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::titles;
use crate::model::{ActorId, Note, Quote, QuoteKind, Span};
use crate::order;
use crate::paragraphs::Kind;
use crate::quotation::balanced;
use crate::reasons::Rule;
use direct::{Found, Passage};
use sites::Scene;

/// The quotes of an article and, side by side, what they were made from.
#[derive(Default)]
pub struct Quotes {
    /// In text order of their content.
    pub quotes: Vec<Quote>,
    /// The words behind each.
    pub attributions: Vec<Attribution>,
}

/// What the sieves found in an article, before the learned layer judges it.
pub struct Sieved {
    passages: Vec<Passage>,
    blocks: Vec<Attribution>,
    turns: Vec<Attribution>,
    attributions: Vec<Attribution>,
}

impl Sieved {
    /// Puts the sieves to work.
    pub fn find(article: &Article<'_>) -> Sieved {
        let passages = direct::passages(article);
        let blocks = block::find(article);
        let turns = turns::find(article);
        let mut speech = vec![false; article.tokens.len()];
        let spoken = passages.iter().flat_map(|passage| &passage.parts).chain(blocks.iter().flat_map(|block| &block.content));
        for part in spoken {
            speech[part.clone()].fill(true);
        }
        let mut reported = Vec::new();
        for (_, sentence) in article.article_sentences() {
            reported.extend(colon(article, sentence.tokens.clone(), sentence.kind));
            reported.extend(reported::find(article, sentence.tokens.clone(), &|word| speech[word]));
        }
        let leads_to_block = |verb: usize| blocks.binary_search_by_key(&Some(verb), |block| block.cue_head).is_ok();
        reported.retain(|report| !report.cue_head.is_some_and(leads_to_block));
        let mut attributions = join(article, &passages, reported);
        attributions.iter_mut().for_each(|attribution| merge(&mut attribution.content));
        Sieved { passages, blocks, turns, attributions }
    }

    /// The article with what was found in it.
    pub fn scene<'a, 't>(&'a self, article: &'a Article<'t>) -> Scene<'a, 't> {
        Scene::new(article, &self.passages, &self.blocks, &self.attributions)
    }
}

thread_local! {
    /// One text after the other uses it, which spares short texts most of the look-ups.
    static SCORER: RefCell<Option<Scorer<'static>>> = const { RefCell::new(None) };
}

/// The quotes of `article`.
pub fn find(article: &Article<'_>, actors: &Actors) -> Quotes {
    let mut scorer = SCORER.take().unwrap_or_else(|| Attributor::shipped().scorer());
    let attributions = attributions(article, &mut scorer);
    SCORER.set(Some(scorer));
    let speakers = speakers::find(article, actors, &attributions);
    let mut quotes = Vec::with_capacity(attributions.len());
    let passages = direct::passages(article);
    let whole = attributions.iter().map(|attribution| run_on(article, &passages, attribution.clone()));
    quotes.extend(whole.zip(speakers).filter_map(|(attribution, speaker)| quote(article, actors, &attribution, speaker)));
    Quotes { quotes, attributions }
}

/// The attributions that the sieves and the scorer's model find in `article`, in text order of their content.
pub fn attributions(article: &Article<'_>, scorer: &mut Scorer<'_>) -> Vec<Attribution> {
    let sieved = Sieved::find(article);
    let mut found = choose::choose(&sieved.scene(article), scorer);
    found.extend(leftover(&sieved, &found));
    found.retain(|attribution| !turns::hold(article, &sieved.turns, attribution));
    found.extend(sieved.blocks);
    found.extend(sieved.turns);
    order::by_key(&mut found, |attribution| part_key(&attribution.bounds()));
    found.dedup_by(|a, b| a.content == b.content);
    share_sources(article, &mut found);
    found
}

/// Lets a content that takes up a passage from its beginning, or a part of it up to its end, run on to the end of the passage: `X said: “A. B.⏎“C.”`
fn run_on(article: &Article<'_>, passages: &[Passage], mut attribution: Attribution) -> Attribution {
    let Some(last) = attribution.content.last_mut() else { return attribution };
    let number = passages.partition_point(|passage| passage.bounds().end < last.end);
    let place = |passage: &Passage| passage.parts.iter().position(|part| part.contains(&(last.end - 1)));
    let Some((passage, place)) = passages.get(number).and_then(|passage| Some((passage, place(passage)?))) else { return attribution };
    let cue_inside = attribution.cue_head.is_some_and(|cue| passage.parts.iter().any(|part| part.contains(&cue)));
    let whole = article.trim(passage.parts[place].clone());
    if !cue_inside && (place == 0 && last.start == whole.start || last.end == whole.end) {
        last.end = whole.end;
        let rest = passage.parts[place + 1..].iter().map(|part| article.trim(part.clone()));
        attribution.content.extend(rest.filter(|part| !part.is_empty()));
    }
    attribution
}

/// `“A,” said X. “B.”`: gives speech without a cue the cue and the source of the speech right before it in its paragraph.
fn share_sources(article: &Article<'_>, found: &mut [Attribution]) {
    for i in 1..found.len() {
        let (before, rest) = found.split_at_mut(i);
        let (last, next) = (&before[i - 1], &mut rest[0]);
        let paragraph = |attribution: &Attribution| article.sentences[article.sentence_of(attribution.bounds().start)].paragraph;
        let follows =
            next.rule == Rule::DirectNeighbor && next.source.is_none() && is_direct(last.rule) && paragraph(last) == paragraph(next);
        if follows {
            (next.cue, next.source) = (last.cue.clone(), last.source.clone());
        }
    }
}

/// What the sieves found without a cue, and the passages that no attribution in `chosen` holds.
fn leftover(sieved: &Sieved, chosen: &[Attribution]) -> Vec<Attribution> {
    let mut held: Vec<Range<usize>> = chosen.iter().flat_map(|attribution| attribution.content.clone()).collect();
    order::by_key(&mut held, part_key);
    let taken = |attribution: &Attribution| {
        attribution.content.iter().any(|part| {
            let first = held.partition_point(|other| other.start <= part.start.saturating_sub(400));
            held[first..].iter().take_while(|other| other.start < part.end).any(|other| overlap(other, part))
        })
    };
    let speech = |attribution: &&Attribution| attribution.cue_head.is_none() || is_direct(attribution.rule);
    sieved.attributions.iter().filter(speech).filter(|attribution| !taken(attribution)).cloned().collect()
}

/// `Sanders: Clinton needs a plan` in a headline, `SMITH: I was there.` in a transcript.
fn colon(article: &Article<'_>, sentence: Range<usize>, kind: Kind) -> Option<Attribution> {
    let colon = sentence.clone().take(8).find(|&word| article.is(word, ":"))?;
    let name = sentence.start..colon;
    let upper = name.clone().all(|word| article.is_mark(word) || article.word(word).chars().all(|c| !c.is_lowercase()));
    let begins = article.sentences.get(article.sentence_of(colon)).is_some_and(|own| {
        let paragraph = article.paragraphs[own.paragraph].span.start();
        article.tokens.span(sentence.start).start() == paragraph
    });
    let nominal = name.clone().all(|word| {
        is_nominal(article, word)
            || matches!(article.upos(word), Upos::Adj | Upos::Det | Upos::Punct | Upos::Adp) && !matches!(article.xpos(word), Xpos::Wp)
    });
    let head = name.clone().rev().find(|&word| is_nominal(article, word))?;
    let named = article.tag(head).is_proper() && !titles::is_label(article.lower(head))
        || article.is_any(head, &["reports", "report", "study", "poll", "officials", "experts", "sources", "police", "court"]);
    let clause = (colon + 1..sentence.end).any(|word| matches!(article.upos(word), Upos::Verb | Upos::Aux));
    let opening = article.sentence_of(colon) == 0 && sentence.len() < 26;
    let fits = ((kind == Kind::Heading || opening) && named) || (upper && named && sentence.end - colon > 2);
    if !(begins && nominal && clause && fits) || name.is_empty() {
        return None;
    }
    let content = article.trim(colon + 1..sentence.end);
    (!content.is_empty()).then(|| Attribution {
        content: vec![content],
        cue: None,
        cue_head: None,
        source: Some(Source { head, words: name }),
        rule: Rule::QuoteColon,
        hedged: false,
        confidence: None,
    })
}

/// Joins reported clauses with the passages they report, and gives the other passages a cue from around them.
fn join(article: &Article<'_>, passages: &[Passage], reported: Vec<Attribution>) -> Vec<Attribution> {
    let mut attributions = Vec::with_capacity(reported.len() + passages.len());
    let mut taken = vec![false; passages.len()];
    let mut carried: Vec<Option<Found>> = vec![None; passages.len()];
    for mut report in reported {
        let bounds = report.bounds();
        let first = passages.partition_point(|passage| passage.bounds().end <= bounds.start);
        let inside: Vec<usize> = (first..passages.len()).take_while(|&i| overlap(&passages[i].bounds(), &bounds)).collect();
        let own_words = report
            .content
            .iter()
            .flat_map(Clone::clone)
            .any(|word| !article.is_mark(word) && !inside.iter().any(|&i| passages[i].bounds().contains(&word)));
        if inside.first().is_some_and(|&next| direct::is_resumed(article, passages, next, report.cue_head)) {
            continue;
        }
        if inside.is_empty() || report.cue_head.is_some_and(|verb| inside.iter().any(|&i| passages[i].bounds().contains(&verb))) {
            widen(article, &mut report);
            attributions.push(report);
        } else if !own_words {
            carried[inside[0]].get_or_insert(Found { verb: report.cue_head, source: report.source, leads_on: false });
        } else if let Some(cut) = foreign_cue(article, &passages[inside[0]], &report) {
            report.content = report
                .content
                .iter()
                .map(|part| article.trim(part.start..part.end.min(cut).max(part.start)))
                .filter(|part| !part.is_empty())
                .collect();
            if !report.content.is_empty() {
                attributions.push(report);
            }
        } else if let Some(last) = report.content.last_mut() {
            let passage = &passages[inside[0]];
            last.end = last.end.max(passage.parts[0].end);
            last.start = last.start.min(passage.parts[0].start.max(bounds.start));
            report.content.extend(passage.parts[1..].iter().cloned());
            report.content = report.content.into_iter().map(|part| article.trim(part)).collect();
            taken[inside[0]] = true;
            attributions.push(report);
        }
    }
    attributions.extend(attribute(article, passages, &taken, carried));
    drop_doubles(attributions)
}

/// What parts are put in order by.
fn part_key(part: &Range<usize>) -> [u32; 3] {
    [part.start as u32, part.end as u32, 0]
}

/// Puts parts in order and makes one of those that overlap or touch.
fn merge(parts: &mut Vec<Range<usize>>) {
    order::by_key(parts, part_key);
    parts.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Where the passage's own cue begins, if it has one within the content of `report`: `X said A, adding, “B”`.
fn foreign_cue(article: &Article<'_>, passage: &Passage, report: &Attribution) -> Option<usize> {
    let found = direct::cue_behind(article, passage)
        .filter(|found| found.verb != report.cue_head && !passage.bounds().is_empty())
        .or_else(|| direct::cue_before(article, passage))?;
    let verb = found.verb.filter(|&verb| Some(verb) != report.cue_head)?;
    if verb > passage.bounds().end {
        return Some(passage.bounds().start.saturating_sub(1));
    }
    report
        .holds(verb)
        .then(|| found.source.filter(|who| who.head < verb && report.holds(who.head)).map_or(verb, |who| who.words.start.min(verb)))
}

/// Lets the content run to the end of the quoted fragment that it begins.
fn widen(article: &Article<'_>, report: &mut Attribution) {
    if let Some(last) = report.content.last_mut()
        && let Some(zone) = article.zone_of(last.end - 1)
    {
        let zone = &article.zones[zone].tokens;
        if zone.start > last.start && zone.end > last.end && zone.end - last.end < 60 {
            *last = article.trim(last.start..zone.end);
        }
    }
}

/// The attributions of the passages that no report has taken.
fn attribute(article: &Article<'_>, passages: &[Passage], taken: &[bool], carried: Vec<Option<Found>>) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut done = taken.to_vec();
    for (i, (passage, carried)) in passages.iter().zip(carried).enumerate() {
        if done[i] {
            continue;
        }
        let behind = direct::cue_behind(article, passage);
        let mut parts = passage.parts.clone();
        if behind.as_ref().is_some_and(|found| found.leads_on)
            && i + 1 < passages.len()
            && !done[i + 1]
            && direct::continues_sentence(article, passage, &passages[i + 1])
        {
            parts.extend(passages[i + 1].parts.iter().cloned());
            done[i + 1] = true;
        }
        let behind = behind.or(carried.clone().filter(|found| found.verb.is_some_and(|verb| verb > passage.bounds().end)));
        let (around, rule) = if let Some(around) = behind {
            (around, Rule::DirectBehind)
        } else if let Some(around) = carried {
            (around, Rule::DirectClause)
        } else if let Some(around) = direct::cue_before(article, passage) {
            (around, Rule::DirectBefore)
        } else if let Some(named) = lines::around(article, passage) {
            named
        } else {
            (Found::default(), Rule::DirectNeighbor)
        };
        found.extend(direct::attribution(article, parts, &around, rule));
    }
    found
}

/// One cue gives one attribution: of two that share a cue verb the longer content stays, and a passage beats a report.
fn drop_doubles(mut attributions: Vec<Attribution>) -> Vec<Attribution> {
    order::by_key(&mut attributions, |attribution| {
        let cue = attribution.cue_head.map_or(0, |head| head as u32 + 1);
        [cue, u32::from(!is_direct(attribution.rule)), u32::MAX - attribution.words() as u32]
    });
    attributions.dedup_by(|attribution, last| {
        attribution.cue_head.is_some()
            && last.cue_head == attribution.cue_head
            && (overlap(&last.bounds(), &attribution.bounds()) || !matches!(attribution.rule, Rule::DirectBehind | Rule::DirectBefore))
    });
    attributions
}

fn quote(article: &Article<'_>, actors: &Actors, attribution: &Attribution, speaker: Option<ActorId>) -> Option<Quote> {
    let whole = |part| article.span(&balanced(&article.tokens, &article.zones, part));
    let parts: Vec<Span> = attribution.content.iter().filter_map(whole).collect();
    (!parts.is_empty()).then(|| Quote {
        kind: kind(article, attribution),
        parts,
        cue: attribution.cue.as_ref().and_then(|cue| article.span(cue)),
        source: attribution.source.as_ref().and_then(|who| article.span(&with_name(article, who))),
        speaker,
        joint: speakers::together(article, actors, attribution.source.as_ref(), speaker),
        hedged: attribution.hedged,
        note: note(attribution),
    })
}

fn note(attribution: &Attribution) -> Note {
    let mut note = attribution.rule.note();
    note.origin.confidence = attribution.confidence.or(note.origin.confidence);
    note
}

/// Whether the sieve finds direct speech.
pub fn is_direct(rule: Rule) -> bool {
    use Rule::{DirectBefore, DirectBehind, DirectBlock, DirectClause, DirectNeighbor, DirectSignature, DirectTurn};
    matches!(rule, DirectBehind | DirectBefore | DirectBlock | DirectClause | DirectSignature | DirectNeighbor | DirectTurn)
}

fn kind(article: &Article<'_>, attribution: &Attribution) -> QuoteKind {
    let (mut quoted, mut plain) = (0, 0);
    for word in attribution.content.iter().flat_map(Clone::clone).filter(|&word| !article.is_mark(word)) {
        if article.zone_of(word).is_some() {
            quoted += 1;
        } else {
            plain += 1;
        }
    }
    match (quoted, plain) {
        _ if matches!(attribution.rule, Rule::DirectBlock | Rule::DirectTurn) => QuoteKind::Direct,
        (0, _) => QuoteKind::Indirect,
        (_, 0) if quoted > 2 || is_direct(attribution.rule) => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}
