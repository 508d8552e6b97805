//! What the quick reading saw of each word that may be a cue: its chances, the contents and sources it was asked about, and what became of it.

use std::ops::Range;

use super::attribution::Attribution;
use super::choose::{Look, Refusal, judge};
use super::{Sieved, attributions};
use crate::article::Article;
use crate::language::attribution::{Attributor, Share, WHOLE};
use crate::model::Span;
use crate::reading::trace::{Candidate, Choice, Fate, Score};

/// How many answers to a question are told.
const MOST: usize = 6;

/// The words of `article` that may be cues, and what no cue reports.
pub fn candidates(article: &Article<'_>) -> Vec<Candidate> {
    let scorer = &mut Attributor::shipped().scorer();
    let kept = attributions(article, scorer);
    let sieved = Sieved::find(article);
    let scene = sieved.scene(article);
    let (cues, mut features, mut all) = (scorer.model.cues, Vec::new(), Vec::new());
    for site in scene.sites(&cues) {
        let mut look = Look::default();
        let judged = judge(&scene, scorer, &site, &mut features, &mut Some(&mut look));
        let by = scene.sieve(site.word).map_or("the list of cues", |sieve| sieve.rule.words());
        let found = kept.iter().position(|other| other.cue_head == Some(site.word));
        let fate = match (&judged, found) {
            (Err(refusal), None) => Fate::Dropped(told(*refusal, &look)),
            (Err(refusal), Some(number)) => Fate::Kept(format!("quote {}, as the sieve has it: {}", number + 1, told(*refusal, &look))),
            (Ok(_), Some(number)) => Fate::Kept(format!("quote {}", number + 1)),
            (Ok(_), None) => Fate::Dropped("a surer one says the same, or it is a turn of a conversation".into()),
        };
        let content = judged.as_ref().map_or(&[][..], |(_, attribution)| &attribution.content[..]);
        let mut scores: Vec<Score> = look.cue.map(|cue| Score::new("cue", share(cue))).into_iter().collect();
        scores.extend(look.sure.map(|sure| Score::new("with its content", share(sure))));
        let anchor = article.tokens.span(site.word);
        let choices = choices(article, &look, judged.as_ref().ok().map(|(_, attribution)| attribution));
        all.push(Candidate { layer: "quote", anchor, parts: spans(article, content), by, scores, choices, fate });
    }
    let cued: Vec<usize> = all.iter().map(|candidate| candidate.anchor.start() as usize).collect();
    let is_seen = |attribution: &Attribution| {
        attribution.cue_head.is_some_and(|head| cued.binary_search(&(article.tokens.span(head).start() as usize)).is_ok())
    };
    all.extend(kept.iter().enumerate().filter(|(_, attribution)| !is_seen(attribution)).map(|(number, attribution)| Candidate {
        layer: "quote",
        anchor: article.tokens.span(attribution.bounds().start),
        parts: spans(article, &attribution.content),
        by: attribution.rule.words(),
        scores: Vec::new(),
        choices: Vec::new(),
        fate: Fate::Kept(format!("quote {}", number + 1)),
    }));
    all
}

/// The contents and sources that were asked about, likeliest first.
fn choices(article: &Article<'_>, look: &Look, taken: Option<&Attribution>) -> Vec<Choice> {
    let contents = best(&look.contents).into_iter().map(|(content, value)| Choice {
        what: "content",
        words: spans(article, &content.parts),
        scores: vec![Score::new("likely", share(*value))],
        taken: taken.is_some_and(|taken| taken.content == content.parts),
    });
    let sources = best(&look.sources).into_iter().map(|(source, value)| Choice {
        what: "source",
        words: source.iter().filter_map(|source| article.span(&source.words)).collect(),
        scores: vec![Score::new("likely", share(*value))],
        taken: taken.is_some_and(|taken| taken.source.as_ref().map(|source| source.head) == source.as_ref().map(|source| source.head)),
    });
    contents.chain(sources).collect()
}

fn best<T>(answers: &[(T, Share)]) -> Vec<&(T, Share)> {
    let mut likely: Vec<&(T, Share)> = answers.iter().collect();
    likely.sort_by_key(|(_, share)| std::cmp::Reverse(*share));
    likely.truncate(MOST);
    likely
}

fn spans(article: &Article<'_>, parts: &[Range<usize>]) -> Vec<Span> {
    parts.iter().filter_map(|part| article.span(part)).collect()
}

fn share(share: Share) -> f32 {
    share as f32 / WHOLE as f32
}

/// Why there is no attribution, with the chance and the threshold that decided.
fn told(refusal: Refusal, look: &Look) -> String {
    let below = |value: Option<Share>, least: Share, of: &str| {
        let value = value.map_or(0.0, share);
        if least > WHOLE { format!("never for {of}") } else { format!("{value:.2} is below {:.2}, which is asked for {of}", share(least)) }
    };
    match refusal {
        Refusal::Occasion => "the word tells an occasion".into(),
        Refusal::Silence => "somebody is said to have said nothing".into(),
        Refusal::Cue(least) => below(look.cue, least, "a cue"),
        Refusal::Nothing => "there is nothing that it could report".into(),
        Refusal::Deed => "the word does something and says nothing".into(),
        Refusal::Unsure(least) => below(look.sure, least, "such a content"),
        Refusal::Conclusion => "it draws a conclusion without anybody who speaks".into(),
        Refusal::Incidental => "its words only say when or where".into(),
        Refusal::Thing(least) => below(look.sure, least, "what is said of a thing"),
        Refusal::Nobody(least) => below(look.sure, least, "what nobody says"),
    }
}
