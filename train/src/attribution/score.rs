//! How right a model of attributions is.

use super::article::{Gold, Marked, Words, agreement};
use anyhow::Result;
use std::fmt;
use std::ops::Range;
use whosaid::language::attribution::Attributor;
use whosaid::language::weights::Model;
use whosaid::quotes::{self, Attribution};

/// Matches of contents that agree by half, one to one.
#[derive(Default)]
pub struct Score {
    right: usize,
    with_source: usize,
    with_cue: usize,
    found: usize,
    gold: usize,
}

impl Score {
    /// The F1 measure of `right` among what was found and marked.
    fn f1(&self, right: usize) -> f64 {
        2.0 * right as f64 / (self.found + self.gold).max(1) as f64
    }

    /// The F1 measure of content, cue and source together.
    #[cfg(test)]
    pub fn whole(&self) -> f64 {
        self.f1(self.with_cue)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        write!(
            out,
            "content F1 {:.4} (precision {:.4} recall {:.4}), with source {:.4}, with cue and source {:.4}, of {} attributions",
            self.f1(self.right),
            share(self.found),
            share(self.gold),
            self.f1(self.with_source),
            self.f1(self.with_cue),
            self.gold
        )
    }
}

/// What the model in the file `model` finds in `articles`, against what is marked there.
pub fn score(model: &[u8], articles: &[Marked]) -> Result<Score> {
    let model = Attributor::new(Model::open(model)?);
    let mut score = Score::default();
    for marked in articles {
        let words = Words::of(marked);
        let found = quotes::attributions(&words.article, &mut model.scorer());
        score.found += found.len();
        score.gold += words.golds.len();
        for (gold, attribution) in pairs(&words, &found) {
            let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
            let source = gold.source.as_ref().is_none_or(|gold| {
                let source = attribution.source.as_ref().map(|source| words.bytes(&source.words));
                source.is_some_and(|source| agreement(&[source], std::slice::from_ref(gold)) >= 0.5)
            });
            let cue = gold.cue.as_ref().is_none_or(|gold| attribution.cue.as_ref().is_some_and(|cue| overlaps(&words.bytes(cue), gold)));
            score.right += 1;
            score.with_source += usize::from(source);
            score.with_cue += usize::from(source && cue);
        }
    }
    Ok(score)
}

/// Marked and found attributions that agree, best agreement first.
fn pairs<'a>(words: &Words<'a>, found: &'a [Attribution]) -> Vec<(&'a Gold, &'a Attribution)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (b, attribution) in found.iter().enumerate() {
        let parts: Vec<_> = attribution.content.iter().map(|part| words.bytes(part)).collect();
        for (a, gold) in words.golds.iter().enumerate() {
            let fit = agreement(&parts, &gold.content);
            if fit >= 0.5 {
                all.push((fit, a, b));
            }
        }
    }
    all.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut taken_gold, mut taken_found) = (vec![false; words.golds.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (_, a, b) in all {
        if !taken_gold[a] && !taken_found[b] {
            (taken_gold[a], taken_found[b]) = (true, true);
            pairs.push((&words.golds[a], &found[b]));
        }
    }
    pairs
}
