//! Trains the tagger on treebanks and measures it on gold tokens.

use crate::conllu::{self, Sentence};
use crate::ftrl::{Rates, Regression};
use crate::perceptron::{Random, brotli_size};
use crate::silver::{self, SilverToken};
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use rustc_hash::FxHashMap;
use std::path::Path;
use whosaid::language::tagger::{Scratch, Tagger, features, write_words};
use whosaid::language::tags::{Tag, Upos, Xpos};
use whosaid::language::weights::{Model, write_model};
use whosaid::language::words::{self, Casing};

/// What decides size and accuracy; the values are the best found on the dev sets.
pub struct Settings {
    pub epochs: usize,
    pub rates: Rates,
    pub step: f32,
    pub seed: u64,
}

fn number(name: &str, default: f64) -> f64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

impl Default for Settings {
    fn default() -> Self {
        let rates = Rates {
            alpha: number("ALPHA", 0.3) as f32,
            beta: number("BETA", 1.0) as f32,
            l1: number("L1", 5.0) as f32,
            l2: number("L2", 0.0) as f32,
        };
        Settings { epochs: number("EPOCHS", 8.0) as usize, rates, step: number("STEP", 0.2) as f32, seed: 20 }
    }
}

/// A sentence with its gold tags.
struct Example {
    forms: Vec<String>,
    tags: Vec<Tag>,
    /// How much one word counts in learning.
    importance: f32,
}

/// Trains on the treebanks under `data` and returns the model file.
pub fn train(data: &Path) -> Result<Vec<u8>> {
    let mut sentences = conllu::read(&data.join("ewt/train.conllu.gz"))?;
    sentences.extend(conllu::read(&data.join("gum/train.conllu.gz"))?);
    let mut examples = sentences.iter().map(example).collect::<Result<Vec<_>>>()?;
    let settings = Settings::default();
    let known = unambiguous(&examples);
    if number("SILVER", 0.3) > 0.0 {
        let first = learn(&examples, &known, &settings)?;
        let silver = silver::read(&data.join("polnear/train-corenlp.conll.gz"), 60)?;
        examples.extend(projected(&first, &silver, number("SILVER", 0.3) as f32)?);
    }
    let model = learn(&examples, &known, &settings)?;
    println!("tagger: {} bytes, {} with brotli", model.len(), brotli_size(&model));
    for name in ["ewt", "gum"] {
        let dev = conllu::read(&data.join(name).join("dev.conllu.gz"))?;
        let score = score(&model, &dev)?;
        println!("tagger: {name} dev UPOS {:.4} XPOS {:.4} ({} words)", score.upos, score.xpos, score.words);
    }
    Ok(model)
}

/// A tagger learned from the gold tags of `sentences` alone, for tagging other sentences as wrongly as it will in use.
pub fn learn_gold(sentences: &[Sentence]) -> Result<Vec<u8>> {
    let examples = sentences.iter().map(example).collect::<Result<Vec<_>>>()?;
    learn(&examples, &unambiguous(&examples), &Settings::default())
}

/// The model learned from `sentences`. The same sentences and settings give the same bytes.
fn learn(examples: &[Example], known: &[(u64, u8)], settings: &Settings) -> Result<Vec<u8>> {
    let dictionary = write_words(known);
    let known: FxHashMap<u64, u8> = known.iter().copied().collect();
    let mut regression = Regression::new(Tag::COUNT, settings.rates);
    let mut random = Random(settings.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let bar = ProgressBar::new((examples.len() * settings.epochs) as u64);
    bar.set_style(ProgressStyle::with_template("tagger {bar:40} {percent}% {eta} {msg}")?);
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for &at in &order {
            let (hits, words) = practice(&mut regression, &recased(&examples[at], &mut random), &known);
            right += hits;
            all += words;
            bar.inc(1);
        }
        bar.set_message(format!("epoch {} train {:.4}", epoch + 1, right as f64 / all as f64));
        if std::env::var("VERBOSE").is_ok() {
            println!("epoch {} train {:.4}", epoch + 1, right as f64 / all as f64);
        }
    }
    bar.finish_and_clear();
    Ok(write_model(&[("weights", regression.section(settings.step)), ("words", dictionary)]))
}

/// Accuracy on gold tokens.
pub struct Score {
    pub upos: f64,
    pub xpos: f64,
    pub words: usize,
}

/// How right the model is on `sentences`.
pub fn score(model: &[u8], sentences: &[Sentence]) -> Result<Score> {
    let tagger = Tagger::new(Model::open(model)?);
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    let (mut upos, mut xpos, mut words) = (0, 0, 0);
    for sentence in sentences {
        tagger.tag(&sentence.forms(), &mut scratch, &mut tags);
        for (tag, token) in tags.iter().zip(&sentence.tokens) {
            upos += usize::from(tag.upos().name() == token.upos);
            if std::env::var("ERRORS").is_ok() && tag.upos().name() != token.upos {
                eprintln!("{}>{}\t{}", token.upos, tag.upos().name(), token.form);
            }
            xpos += usize::from(tag.xpos().name() == token.xpos);
            words += 1;
        }
    }
    let share = |count: usize| count as f64 / words.max(1) as f64;
    Ok(Score { upos: share(upos), xpos: share(xpos), words })
}

fn example(sentence: &Sentence) -> Result<Example> {
    let tag = |token: &conllu::Token| {
        let upos = Upos::from_name(&token.upos).with_context(|| format!("unknown part of speech {:?}", token.upos))?;
        let xpos = Xpos::from_name(&token.xpos).unwrap_or(Xpos::Nn);
        Tag::of(upos, xpos).context("a part of speech without a tag")
    };
    let tags = sentence.tokens.iter().map(tag).collect::<Result<_>>()?;
    Ok(Example { forms: sentence.tokens.iter().map(|token| token.form.clone()).collect(), tags, importance: 1.0 })
}

/// Silver sentences with the joint tags that the model thinks best among those that agree with the silver tag.
fn projected(model: &[u8], sentences: &[Vec<SilverToken>], importance: f32) -> Result<Vec<Example>> {
    let tagger = Tagger::new(Model::open(model)?);
    let mut scratch = Scratch::default();
    let project = |sentence: &Vec<SilverToken>| {
        let forms: Vec<String> = sentence.iter().map(|token| token.form.clone()).collect();
        let allowed = |at: usize, tag: Tag| match sentence[at].xpos.as_str() {
            "TO" => matches!(tag.xpos(), Xpos::To | Xpos::In),
            "-LSB-" => tag.xpos() == Xpos::Lrb,
            "-RSB-" => tag.xpos() == Xpos::Rrb,
            ":" => matches!(tag.xpos(), Xpos::Colon | Xpos::Comma | Xpos::Hyph),
            name => Xpos::from_name(name).is_none_or(|xpos| xpos == tag.xpos()),
        };
        let mut tags = Vec::new();
        tagger.tag_among(&forms.iter().map(String::as_str).collect::<Vec<_>>(), &mut scratch, &mut tags, allowed);
        Example { forms, tags, importance }
    };
    Ok(sentences.iter().map(project).collect())
}

/// Words seen often and practically always with one tag, by the hash of their form.
fn unambiguous(examples: &[Example]) -> Vec<(u64, u8)> {
    let mut counts: FxHashMap<u64, FxHashMap<u8, usize>> = FxHashMap::default();
    for example in examples {
        for (form, tag) in example.forms.iter().zip(&example.tags) {
            *counts.entry(words::read_one(form).form).or_default().entry(tag.index() as u8).or_default() += 1;
        }
    }
    let purity = std::env::var("PURITY").ok().and_then(|v| v.parse().ok()).unwrap_or(0.995);
    let mut known: Vec<(u64, u8)> = counts
        .into_iter()
        .filter_map(|(word, tags)| {
            let all: usize = tags.values().sum();
            let (tag, most) = tags.into_iter().max_by_key(|&(tag, count)| (count, tag))?;
            (all >= 60 && most as f64 >= purity * all as f64).then_some((word, tag))
        })
        .collect();
    known.sort_unstable();
    known
}

/// Now and then a sentence in capitals, without capitals or as a headline, so that the model does not live by capitals alone.
fn recased(example: &Example, random: &mut Random) -> Example {
    let upper = |form: &String| form.to_uppercase();
    let title = |form: &String| {
        let mut chars = form.chars();
        let first = chars.next().filter(|_| form.len() > 3 || form.starts_with(char::is_uppercase));
        first.map_or_else(|| form.clone(), |first| first.to_uppercase().chain(chars).collect())
    };
    let forms = match random.below(100) {
        0..4 => example.forms.iter().map(upper).collect(),
        4..8 => example.forms.iter().map(|form| form.to_lowercase()).collect(),
        8..11 => example.forms.iter().map(title).collect(),
        _ => example.forms.clone(),
    };
    Example { forms, tags: example.tags.clone(), importance: example.importance }
}

/// Tags one sentence and learns from each mistake; returns how many of the decided words were right.
fn practice(regression: &mut Regression, example: &Example, known: &FxHashMap<u64, u8>) -> (usize, usize) {
    let forms: Vec<&str> = example.forms.iter().map(String::as_str).collect();
    let mut read = Vec::new();
    let casing = words::read(&forms, &mut read);
    let (mut found, mut features_of, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    let (mut right, mut all) = (0, 0);
    for at in 0..read.len() {
        let certain = known.get(&read[at].form).filter(|_| casing == Casing::Normal);
        if let Some(tag) = certain.and_then(|&tag| Tag::from_index(usize::from(tag))) {
            found.push(tag);
            continue;
        }
        features(&read, casing, &found, at, &mut features_of);
        regression.score(&features_of, &mut scores);
        let guess = (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        let gold = example.tags[at];
        regression.learn(&features_of, &mut scores, gold.index(), example.importance);
        right += usize::from(guess == gold.index());
        all += 1;
        found.push(Tag::from_index(guess).unwrap_or_default());
    }
    (right, all)
}
