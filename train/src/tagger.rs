//! Trains the tagger on treebanks and measures it on gold tokens.

use crate::conllu::{self, Sentence};
use crate::ftrl::{Rates, Regression};
use crate::silver::{self, SilverToken};
use crate::tools::{Random, brotli_size};
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use rustc_hash::FxHashMap;
use std::path::Path;
use whosaid::language::tagger::{ALL, Lexicon, OPEN, Scratch, Tagger, features};
use whosaid::language::tags::{Tag, Upos, Xpos};
use whosaid::language::weights::{Model, write_model, write_words};
use whosaid::language::words;

/// What decides size and accuracy; the values are the best found on the dev sets.
pub struct Settings {
    pub epochs: usize,
    pub rates: Rates,
    pub step: f32,
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { epochs: 8, rates: Rates { alpha: 0.3, beta: 1.0, l1: 5.0, l2: 0.0 }, step: 0.2, seed: 20 }
    }
}

/// How much a word with a silver tag counts beside one with a gold tag.
const SILVER_IMPORTANCE: f32 = 0.3;

/// A sentence with its gold tags.
struct Example {
    forms: Vec<String>,
    tags: Vec<Tag>,
    /// How much one word counts in learning.
    importance: f32,
}

/// Trains on the treebanks under `data`, and on PolNeAR's automatic tags if `polnear`, and returns the model file.
pub fn train(data: &Path, polnear: bool) -> Result<Vec<u8>> {
    let mut sentences = conllu::read(&data.join("ewt/train.conllu.gz"))?;
    sentences.extend(conllu::read(&data.join("gum/train.conllu.gz"))?);
    let mut examples = sentences.iter().map(example).collect::<Result<Vec<_>>>()?;
    let settings = Settings::default();
    let lexicon = lexicon(&examples);
    let mut model = learn(&examples, &lexicon, &settings)?;
    if polnear {
        let silver = silver::read(&data.join("polnear/train-corenlp.conll.gz"), 60)?;
        examples.extend(projected(&model, &silver)?);
        model = learn(&examples, &lexicon, &settings)?;
    }
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
    learn(&examples, &lexicon(&examples), &Settings::default())
}

/// The model learned from `sentences`. The same sentences and settings give the same bytes.
fn learn(examples: &[Example], sections: &[(&str, Vec<u8>)], settings: &Settings) -> Result<Vec<u8>> {
    let words_only = write_model(sections);
    let lexicon = Lexicon::new(Model::open(&words_only)?);
    let mut regression = Regression::new(Tag::COUNT, settings.rates);
    let mut random = Random(settings.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let bar = ProgressBar::new((examples.len() * settings.epochs) as u64);
    bar.set_style(ProgressStyle::with_template("tagger {bar:40} {percent}% {eta} {msg}")?);
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for &at in &order {
            let (hits, words) = practice(&mut regression, &recased(&examples[at], &mut random), &lexicon);
            right += hits;
            all += words;
            bar.inc(1);
        }
        bar.set_message(format!("epoch {} train {:.4}", epoch + 1, right as f64 / all as f64));
    }
    bar.finish_and_clear();
    let weights = ("weights", regression.section(settings.step));
    Ok(write_model(&[&[weights], sections].concat()))
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
    Ok(Example { forms: sentence.tokens.iter().map(|token| token.form.clone()).collect(), tags, importance: 1.0 })
}

/// Silver sentences with the joint tags that the model thinks best among those that agree with the silver tag.
fn projected(model: &[u8], sentences: &[Vec<SilverToken>]) -> Result<Vec<Example>> {
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
        let among = |at: usize| match Tag::all().filter(|&tag| allowed(at, tag)).fold(0, |set, tag| set | 1 << tag.index()) {
            0 => ALL,
            set => set,
        };
        tagger.tag_among(&forms.iter().map(String::as_str).collect::<Vec<_>>(), &mut scratch, &mut tags, among);
        Example { forms, tags, importance: SILVER_IMPORTANCE }
    };
    Ok(sentences.iter().map(project).collect())
}

/// How often each word, by hash, has each tag.
type Counts = std::collections::BTreeMap<u64, std::collections::BTreeMap<u8, usize>>;

/// The sections of the [`Lexicon`].
fn lexicon(examples: &[Example]) -> Vec<(&'static str, Vec<u8>)> {
    let (mut by_form, mut by_lower) = (Counts::new(), Counts::new());
    for (form, tag) in examples.iter().flat_map(|example| example.forms.iter().zip(&example.tags)) {
        let word = words::read_one(form);
        for (counts, key) in [(&mut by_form, word.form), (&mut by_lower, word.lower)] {
            *counts.entry(key).or_default().entry(tag.index() as u8).or_default() += 1;
        }
    }
    let (listed, sets) = listed(&by_lower);
    vec![("certain", write_words(&certain(&by_form))), ("listed", write_words(&listed)), ("sets", sets)]
}

/// Words seen often and practically always with one tag.
fn certain(counts: &Counts) -> Vec<(u64, u8)> {
    let tag = |tags: &std::collections::BTreeMap<u8, usize>| {
        let all: usize = tags.values().sum();
        let (&tag, &most) = tags.iter().max_by_key(|&(tag, count)| (count, tag))?;
        (all >= 60 && most as f64 >= 0.995 * all as f64).then_some(tag)
    };
    counts.iter().filter_map(|(word, tags)| Some((*word, tag(tags)?))).collect()
}

/// Words whose tags are restricted otherwise than those of unknown words, each with the number of its set, and the sets.
fn listed(counts: &Counts) -> (Vec<(u64, u8)>, Vec<u8>) {
    let proper = Tag::of(Upos::Propn, Xpos::Nnp).map_or(0, |tag| 1u128 << tag.index());
    let mut words_of: FxHashMap<u128, Vec<u64>> = FxHashMap::default();
    for (word, tags) in counts {
        let all: usize = tags.values().sum();
        let seen = tags.iter().filter(|&(_, &count)| count * 1000 >= all).fold(0, |set, (tag, _)| set | 1u128 << tag);
        let set = if all >= 30 { seen | proper } else { seen | OPEN };
        if set != OPEN {
            words_of.entry(set).or_default().push(*word);
        }
    }
    let mut sets: Vec<(u128, Vec<u64>)> = words_of.into_iter().collect();
    sets.sort_by_key(|(set, words)| (std::cmp::Reverse(words.len()), *set));
    let union = sets.iter().skip(255).fold(0, |union, (set, _)| union | set);
    let number = |at: usize| at.min(255) as u8;
    let mut listed: Vec<(u64, u8)> =
        sets.iter().enumerate().flat_map(|(at, (_, words))| words.iter().map(move |&word| (word, number(at)))).collect();
    listed.sort_unstable();
    let masks = sets.iter().take(255).map(|&(set, _)| set).chain([union]);
    (listed, masks.flat_map(u128::to_le_bytes).collect())
}

/// Now and then a sentence in capitals, without capitals or as a headline, so that the model does not live by capitals alone.
fn recased(example: &Example, random: &mut Random) -> Example {
    let upper = |form: &String| form.to_uppercase();
    let forms = match random.below(100) {
        0..4 => example.forms.iter().map(upper).collect(),
        4..8 => example.forms.iter().map(|form| form.to_lowercase()).collect(),
        8..11 => example.forms.iter().map(|form| in_headline(form)).collect(),
        _ => example.forms.clone(),
    };
    Example { forms, tags: example.tags.clone(), importance: example.importance }
}

/// A word as a headline has it: capitalized when it is longer than three bytes.
fn in_headline(form: &str) -> String {
    let mut chars = form.chars();
    let first = chars.next().filter(|_| form.len() > 3 || form.starts_with(char::is_uppercase));
    first.map_or_else(|| form.to_owned(), |first| first.to_uppercase().chain(chars).collect())
}

/// Tags one sentence and learns from each mistake; returns how many of the decided words were right.
fn practice(regression: &mut Regression, example: &Example, lexicon: &Lexicon) -> (usize, usize) {
    let forms: Vec<&str> = example.forms.iter().map(String::as_str).collect();
    let mut read = Vec::new();
    let casing = words::read(&forms, &mut read);
    let (mut found, mut features_of, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    let (mut right, mut all) = (0, 0);
    for at in 0..read.len() {
        if let Some(tag) = lexicon.certain(&read[at], casing) {
            found.push(tag);
            continue;
        }
        features(&read, casing, &found, at, &mut features_of);
        regression.score(&features_of, &mut scores);
        let allowed = lexicon.allowed(&read[at]) | 1 << example.tags[at].index();
        scores.iter_mut().enumerate().filter(|(class, _)| allowed >> class & 1 == 0).for_each(|(_, score)| *score = -1e9);
        let guess = (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        let gold = example.tags[at];
        regression.learn(&features_of, &mut scores, gold.index(), example.importance);
        right += usize::from(guess == gold.index());
        all += 1;
        found.push(Tag::from_index(guess).unwrap_or_default());
    }
    (right, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of our own, many times over: enough to learn them by heart.
    const SAMPLE: &[&str] = &[
        "The/DET/DT mayor/NOUN/NN said/VERB/VBD no/INTJ/UH ./PUNCT/.",
        "Maria/PROPN/NNP Lopez/PROPN/NNP opened/VERB/VBD the/DET/DT bridge/NOUN/NN ./PUNCT/.",
        "They/PRON/PRP want/VERB/VBP to/PART/TO close/VERB/VB it/PRON/PRP ./PUNCT/.",
        "Old/ADJ/JJ bridges/NOUN/NNS fall/VERB/VBP slowly/ADV/RB ./PUNCT/.",
    ];

    fn sample() -> Vec<Sentence> {
        let token = |part: &str| {
            let [xpos, upos, form] = part.rsplitn(3, '/').collect::<Vec<_>>()[..] else { panic!("{part}") };
            conllu::Token { form: form.into(), upos: upos.into(), xpos: xpos.into(), ..Default::default() }
        };
        let sentence = |text: &&str| Sentence { tokens: text.split(' ').map(token).collect(), ..Sentence::default() };
        SAMPLE.iter().map(sentence).collect()
    }

    #[test]
    fn a_tiny_model_learns_its_sentences_and_is_the_same_twice() {
        let sentences: Vec<Sentence> = std::iter::repeat_n(sample(), 40).flatten().collect();
        let model = learn_gold(&sentences).unwrap();
        let found = score(&model, &sample()).unwrap();
        assert_eq!((found.upos, found.xpos), (1.0, 1.0));
        assert_eq!(model, learn_gold(&sentences).unwrap());
    }
}
