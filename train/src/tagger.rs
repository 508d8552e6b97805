//! Trains the tagger on treebanks and measures it on gold tokens.

use crate::conllu::{self, Sentence};
use crate::perceptron::{Perceptron, Random, brotli_size};
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
    pub least_updates: u32,
    pub step: f64,
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        let number = |name: &str, default: f64| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default);
        Settings {
            epochs: number("EPOCHS", 6.0) as usize,
            least_updates: number("LEAST", 3.0) as u32,
            step: number("STEP", 0.05),
            seed: 20,
        }
    }
}

/// A sentence with its gold tags.
struct Example {
    forms: Vec<String>,
    tags: Vec<Tag>,
}

/// Trains on the treebanks under `data` and returns the model file.
pub fn train(data: &Path) -> Result<Vec<u8>> {
    let mut sentences = conllu::read(&data.join("ewt/train.conllu.gz"))?;
    sentences.extend(conllu::read(&data.join("gum/train.conllu.gz"))?);
    let model = learn(&sentences, &Settings::default())?;
    println!("tagger: {} bytes, {} with brotli", model.len(), brotli_size(&model));
    for name in ["ewt", "gum"] {
        let dev = conllu::read(&data.join(name).join("dev.conllu.gz"))?;
        let score = score(&model, &dev)?;
        println!("tagger: {name} dev UPOS {:.4} XPOS {:.4} ({} words)", score.upos, score.xpos, score.words);
    }
    Ok(model)
}

/// The model learned from `sentences`. The same sentences and settings give the same bytes.
pub fn learn(sentences: &[Sentence], settings: &Settings) -> Result<Vec<u8>> {
    let examples = sentences.iter().map(example).collect::<Result<Vec<_>>>()?;
    let known = unambiguous(&examples);
    let dictionary = write_words(&known);
    let known: FxHashMap<u64, u8> = known.into_iter().collect();
    let mut perceptron = Perceptron::new(Tag::COUNT, settings.least_updates);
    let mut random = Random(settings.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let bar = ProgressBar::new((examples.len() * settings.epochs) as u64);
    bar.set_style(ProgressStyle::with_template("tagger {bar:40} {percent}% {eta} {msg}")?);
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for &at in &order {
            let (hits, words) = practice(&mut perceptron, &recased(&examples[at], &mut random), &known);
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
    Ok(write_model(&[("weights", perceptron.section(settings.step)), ("words", dictionary)]))
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
    Ok(Example { forms: sentence.tokens.iter().map(|token| token.form.clone()).collect(), tags })
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
    Example { forms, tags: example.tags.clone() }
}

/// Tags one sentence and learns from each mistake; returns how many of the decided words were right.
fn practice(perceptron: &mut Perceptron, example: &Example, known: &FxHashMap<u64, u8>) -> (usize, usize) {
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
        perceptron.score(&features_of, &mut scores);
        let guess = (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        let gold = example.tags[at];
        perceptron.tick();
        if guess != gold.index() {
            perceptron.update(&features_of, gold.index() as u8, guess as u8, 1.0);
        }
        right += usize::from(guess == gold.index());
        all += 1;
        found.push(Tag::from_index(guess).unwrap_or_default());
    }
    (right, all)
}
