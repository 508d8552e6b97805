//! What is learned from: candidates of which some are right.

use super::article::{Words, agreement};
use crate::ftrl::{Regression, softmax};
use std::collections::BTreeMap;
use std::fmt;
use whosaid::language::attribution::Cues;
use whosaid::quotes::{Sieved, contents, sources};

/// Candidates with their features, and which of them are right.
pub struct Choice {
    pub candidates: Vec<Vec<u64>>,
    pub right: Vec<bool>,
}

impl Choice {
    /// One step towards giving the right candidates all probability.
    pub fn practice(&self, weights: &mut Regression) {
        let mut row = Vec::new();
        let mut shares: Vec<f32> = Vec::new();
        for features in &self.candidates {
            weights.score(features, &mut row);
            shares.push(row[0]);
        }
        softmax(&mut shares);
        let good: f32 = shares.iter().zip(&self.right).filter(|(_, right)| **right).map(|(share, _)| share).sum();
        for ((features, share), right) in self.candidates.iter().zip(&shares).zip(&self.right) {
            let target = if *right { share / good.max(1e-6) } else { 0.0 };
            weights.push_gradient(features, &[share - target], 1.0);
        }
    }
}

/// How much of what was marked can be learned.
#[derive(Default)]
pub struct Counts {
    golds: usize,
    sites: usize,
    contents: usize,
    sources: usize,
    candidates: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let share = |count: usize| 100.0 * count as f64 / self.golds.max(1) as f64;
        write!(
            out,
            "{} attributions; among the candidates are {:.1} % of the cues, {:.1} % of the contents, {:.1} % with their sources; {} sites",
            self.golds,
            share(self.sites),
            share(self.contents),
            share(self.sources),
            self.candidates
        )
    }
}

/// Collects the choices that one article offers: cue or not, which content, which source.
pub fn collect(words: &Words, cues: &Cues, choices: &mut [Vec<Choice>; 3], counts: &mut Counts) {
    let sieved = Sieved::find(&words.article);
    let scene = sieved.scene(&words.article);
    let mut golds = BTreeMap::new();
    for gold in words.golds {
        counts.golds += 1;
        if let Some(word) = words.cue_head(gold) {
            golds.entry(word).or_insert(gold);
        }
    }
    let mut features = Vec::new();
    for site in scene.sites(cues) {
        counts.candidates += 1;
        let gold = golds.get(&site.word);
        scene.cue_features(&site, &mut features);
        choices[0].push(Choice { candidates: vec![Vec::new(), features.clone()], right: vec![gold.is_none(), gold.is_some()] });
        let Some(gold) = gold else { continue };
        counts.sites += 1;
        let found = contents::candidates(&scene, &site);
        // What goes on behind the sentence of the cue is a quote of its own to the core.
        let end = words.bytes(&site.region).end;
        let clipped: Vec<_> = gold.content.iter().filter(|part| part.start < end).map(|part| part.start..part.end.min(end)).collect();
        let fit = |content: &contents::Content| {
            let parts: Vec<_> = content.parts.iter().map(|part| words.bytes(part)).collect();
            agreement(&parts, &gold.content).max(agreement(&parts, &clipped))
        };
        let fits: Vec<f64> = found.iter().map(fit).collect();
        let best = fits.iter().copied().fold(0.0, f64::max);
        if best < 0.5 {
            continue;
        }
        counts.contents += 1;
        let rows = found.iter().map(|content| {
            scene.content_features(&site, content, &mut features);
            features.clone()
        });
        let right = fits.iter().map(|&fit| fit >= (best - 0.1).max(0.5)).collect();
        choices[1].push(Choice { candidates: rows.collect(), right });
        let content = &found[fits.iter().position(|&fit| fit == best).unwrap_or(0)];
        let found = sources::candidates(&scene, &site, content);
        let right: Vec<bool> = found
            .iter()
            .map(|candidate| match (&candidate.source, &gold.source) {
                (Some(source), Some(gold)) => agreement(&[words.bytes(&source.words)], std::slice::from_ref(gold)) >= 0.5,
                (None, None) => true,
                _ => false,
            })
            .collect();
        if !right.contains(&true) {
            continue;
        }
        counts.sources += 1;
        let rows = found.iter().map(|candidate| {
            scene.source_features(&site, content, candidate, &mut features);
            features.clone()
        });
        choices[2].push(Choice { candidates: rows.collect(), right });
    }
}
