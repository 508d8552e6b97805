//! Trains the name recognizer on entity corpora and measures it on held-out ones.

use crate::corpora::{self, Annotated, Span};
use crate::crf::{self, Chain, Marginals};
use crate::ftrl::{Rates, Regression};
use crate::tools::{Random, brotli_size};
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::path::Path;
use whosaid::language::NameClass;
use whosaid::language::names::{CLASSES, LABELS, OUTSIDE, Recognizer, Scratch, features, label, list, may_end, may_follow, stretch};
use whosaid::language::tagger::{self, Tagger};
use whosaid::language::tags::Tag;
use whosaid::language::weights::{Model, Table, write_model, write_table};
use whosaid::language::words::{self, Word, read_one};

/// Trains on the corpora under `data`, PolNeAR among them if `polnear`, and returns the model file.
pub fn train(data: &Path, polnear: bool) -> Result<Vec<u8>> {
    let corpora = corpora::read(data, polnear)?;
    let settings = Settings { epochs: 8, rates: Rates { alpha: 0.12, beta: 1.0, l1: 2.0, l2: 0.0 }, step: 0.3, seed: 21 };
    let model = learn(&corpora, lists(data)?, &settings)?;
    println!("names: {} bytes, {} with brotli", model.len(), brotli_size(&model));
    let held_out = corpora::held_out(data)?;
    for (name, sentences) in [("UNER-EWT dev", &held_out.web), ("worldwide newswire, held out", &held_out.news)] {
        println!("names: {name}: {}", score(&model, sentences)?);
    }
    Ok(model)
}

/// What decides size and accuracy.
pub struct Settings {
    pub epochs: usize,
    pub rates: Rates,
    pub step: f32,
    pub seed: u64,
}

/// One stretch of words to learn from.
struct Example {
    features: Vec<Vec<u64>>,
    gold: Vec<usize>,
    importance: f32,
    outside: Option<Vec<bool>>,
}

/// The model learned from `sentences`. The same input gives the same bytes.
pub fn learn(sentences: &[Annotated], lists: Vec<u8>, settings: &Settings) -> Result<Vec<u8>> {
    let lists = ("lists", lists);
    let only_lists = write_model(std::slice::from_ref(&lists));
    let table = Model::open(&only_lists)?.table("lists");
    let mut random = Random(settings.seed);
    let alone: Vec<Annotated> = sentences.iter().flat_map(|sentence| alone(sentence, &mut random)).collect();
    let examples: Vec<Example> = sentences.iter().chain(&alone).flat_map(|sentence| examples(sentence, table, &mut random)).collect();
    let mut weights = Regression::new(LABELS, settings.rates);
    let mut steps = Regression::new(LABELS, Rates { l1: 0.1, ..settings.rates });
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let bar = ProgressBar::new((examples.len() * settings.epochs) as u64);
    bar.set_style(ProgressStyle::with_template("names {bar:40} {percent}% {eta}")?);
    for _ in 0..settings.epochs {
        random.shuffle(&mut order);
        for &at in &order {
            practice(&mut weights, &mut steps, &examples[at]);
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    let row = |from: usize| {
        let mut scores = Vec::new();
        steps.score(&[from as u64], &mut scores);
        scores.into_iter().map(|score| (score / settings.step).round().clamp(-127.0, 127.0) as i8 as u8).collect::<Vec<u8>>()
    };
    let transitions = (0..LABELS).flat_map(row).collect();
    Ok(write_model(&[("weights", weights.section(settings.step)), lists, ("steps", transitions)]))
}

fn practice(weights: &mut Regression, steps: &mut Regression, example: &Example) {
    let mut scores = vec![Vec::new(); example.gold.len()];
    example.features.iter().zip(&mut scores).for_each(|(features, scores)| weights.score(features, scores));
    let mut table = Vec::new();
    let mut row = Vec::new();
    for from in 0..LABELS {
        steps.score(&[from as u64], &mut row);
        table.extend_from_slice(&row);
    }
    let chain = Chain { labels: LABELS, may_follow: &may_follow, may_end: &may_end, steps: &table };
    let marginals = chain.marginals(&scores);
    if let Some(outside) = &example.outside {
        return practice_partly(weights, &chain, scores, &marginals, example, outside);
    }
    crf::learn(weights, &example.features, &marginals, &example.gold, example.importance);
    let froms = std::iter::once(OUTSIDE).chain(example.gold.iter().copied());
    let mut counts = vec![0.0f32; LABELS];
    let mut golds: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (from, &to) in froms.zip(&example.gold) {
        golds.entry(from).or_default().push(to);
    }
    for from in 0..LABELS {
        counts.copy_from_slice(&marginals.steps[from * LABELS..][..LABELS]);
        golds.get(&from).into_iter().flatten().for_each(|&to| counts[to] -= 1.0);
        steps.push_gradient(&[from as u64], &counts, example.importance);
    }
}

/// Learns that some words are in no name, and nothing of the others (a partially labeled field, Tsuboi et al. 2008).
fn practice_partly(
    weights: &mut Regression,
    chain: &Chain,
    mut scores: Vec<Vec<f32>>,
    free: &Marginals,
    example: &Example,
    outside: &[bool],
) {
    const BARRED: f32 = -1e4;
    for scores in scores.iter_mut().zip(outside).filter(|(_, outside)| **outside).map(|(scores, _)| scores) {
        (0..LABELS).filter(|&label| label != OUTSIDE).for_each(|label| scores[label] = BARRED);
    }
    let bound = chain.marginals(&scores);
    for ((features, free), bound) in example.features.iter().zip(&free.labels).zip(&bound.labels) {
        let gradient: Vec<f32> = free.iter().zip(bound).map(|(free, bound)| free - bound).collect();
        weights.push_gradient(features, &gradient, example.importance);
    }
}

/// In how many of a hundred cases a name is learned as a line of its own as well.
const ALONE: usize = 8;

/// Some names of the sentence as they stand in bylines, signatures and lists: alone, with or without a mark behind them, persons often by their
/// first names.
fn alone(sentence: &Annotated, random: &mut Random) -> Vec<Annotated> {
    let named = |class: usize| matches!(CLASSES[class], NameClass::Person | NameClass::Organization | NameClass::Place);
    let mut found = Vec::new();
    for span in sentence.spans.iter().filter(|span| named(span.class)) {
        if random.below(100) >= ALONE {
            continue;
        }
        let mut forms = sentence.forms[span.tokens.clone()].to_vec();
        if CLASSES[span.class] == NameClass::Person && random.below(3) > 0 {
            forms.truncate(1);
        }
        let spans = vec![Span { tokens: 0..forms.len(), class: span.class }];
        forms.extend([",", ":", "."].get(random.below(6)).map(|mark| (*mark).into()));
        found.push(Annotated { forms, spans, importance: sentence.importance, outside: None });
    }
    found
}

/// The stretches of a sentence, now and then in capitals or without them.
fn examples(sentence: &Annotated, lists: Table, random: &mut Random) -> Vec<Example> {
    let mut forms: Vec<String> = sentence.forms.clone();
    match random.below(100) {
        0..3 => forms.iter_mut().for_each(|form| *form = form.to_uppercase()),
        3..7 => forms.iter_mut().for_each(|form| *form = form.to_lowercase()),
        _ => {}
    }
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let mut tags: Vec<Tag> = Vec::new();
    Tagger::shipped().thorough().tag(&forms, &mut tagger::Scratch::default(), &mut tags);
    let mut read: Vec<Word> = Vec::new();
    let casing = words::read(&forms, &mut read);
    let mut after = 0;
    let mut found = Vec::new();
    while let Some(range) = stretch(&read, casing, after) {
        after = range.end;
        let mut gold = vec![OUTSIDE; range.len()];
        for span in &sentence.spans {
            let (start, end) = (span.tokens.start.max(range.start), span.tokens.end.min(range.end));
            for at in start..end {
                gold[at - range.start] = label(span.class, at == start, at + 1 == end);
            }
        }
        let outside = sentence.outside.as_ref().map(|outside| outside[range.clone()].to_vec());
        let features_of = range.map(|at| {
            let mut out = Vec::new();
            features(&read, &tags, casing, at, lists, &mut out);
            out
        });
        found.push(Example { features: features_of.collect(), gold, importance: sentence.importance, outside });
    }
    found
}

/// Precision, recall and their harmonic mean over exact spans.
#[derive(Default)]
pub struct Score {
    right: usize,
    found: usize,
    gold: usize,
}

impl Score {
    /// The F1 measure.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        write!(out, "F1 {:.4} precision {:.4} recall {:.4} ({} names)", self.f1(), share(self.found), share(self.gold), self.gold)
    }
}

/// How right the model is about persons, organizations and places in `sentences`.
pub fn score(model: &[u8], sentences: &[Annotated]) -> Result<Score> {
    let recognizer = Recognizer::new(Model::open(model)?);
    let (mut scratch, mut names) = (Scratch::default(), Vec::new());
    let mut score = Score::default();
    let counts = |class: NameClass| matches!(class, NameClass::Person | NameClass::Organization | NameClass::Place);
    for sentence in sentences {
        let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        recognizer.find(&forms, &tagger::tag(&forms), &mut scratch, &mut names);
        let gold: Vec<&Span> = sentence.spans.iter().filter(|span| counts(CLASSES[span.class])).collect();
        let found: Vec<_> = names.iter().filter(|name| counts(name.class)).collect();
        let same =
            |name: &&&whosaid::language::Name| gold.iter().any(|span| span.tokens == name.tokens && CLASSES[span.class] == name.class);
        score.right += found.iter().filter(same).count();
        score.found += found.len();
        score.gold += gold.len();
    }
    Ok(score)
}

/// The section of listed words: given and family names, cities, countries.
fn lists(data: &Path) -> Result<Vec<u8>> {
    let mut bits: BTreeMap<u64, u8> = BTreeMap::new();
    let mut add = |word: &str, bit: u8| *bits.entry(read_one(word).lower).or_default() |= bit;
    include_str!("../lists/first-names.txt").lines().for_each(|name| add(name, list::FIRST));
    include_str!("../lists/last-names.txt").lines().for_each(|name| add(name, list::LAST));
    include_str!("../lists/organizations.txt").lines().for_each(|name| add(name, list::ORGANIZATION));
    let mut places = |name: &str, whole: u8, part: u8| {
        let words: Vec<&str> = name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).collect();
        words.iter().for_each(|word| add(word, if words.len() == 1 { whole } else { part }));
    };
    include_str!("../lists/cities.txt").lines().for_each(|name| places(name, list::CITY, list::CITY_PART));
    for (country, capital) in corpora::countries(data)? {
        places(&country, list::COUNTRY, list::COUNTRY_PART);
        places(&capital, list::CITY, list::CITY_PART);
    }
    let rows: Vec<(u64, Vec<(u8, i8)>)> = bits.into_iter().map(|(word, bits)| (word, vec![(bits, 1)])).collect();
    Ok(write_table(128, &rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of our own; names in brackets with the number of their class.
    const SAMPLE: &[&str] = &[
        "[0 Maria Lopez ] opened the bridge in [2 Springfield ] .",
        "The [1 Bank of the North ] lent the money , said [0 Lopez ] .",
        "He flew from [2 Springfield ] to [2 Oslo ] with [0 Jae - myung ] .",
        "Nobody believed the [3 Norwegian ] press .",
    ];

    fn sample() -> Vec<Annotated> {
        let sentence = |text: &&str| {
            let (mut forms, mut spans): (Vec<String>, Vec<Span>) = (Vec::new(), Vec::new());
            let mut parts = text.split(' ');
            while let Some(part) = parts.next() {
                if part == "]" {
                    spans.last_mut().unwrap().tokens.end = forms.len();
                    continue;
                }
                let class = part.strip_prefix('[').map(|class| class.parse().unwrap());
                spans.extend(class.map(|class| Span { tokens: forms.len()..0, class }));
                forms.push(if class.is_some() { parts.next().unwrap().into() } else { part.into() });
            }
            Annotated { forms, spans, importance: 1.0, outside: None }
        };
        SAMPLE.iter().map(sentence).collect()
    }

    #[test]
    fn a_tiny_model_learns_its_sentences_and_is_the_same_twice() {
        let sentences: Vec<Annotated> = std::iter::repeat_n(sample(), 40).flatten().collect();
        let settings = Settings { epochs: 4, rates: Rates { alpha: 0.4, beta: 1.0, l1: 0.5, l2: 0.0 }, step: 0.05, seed: 1 };
        let model = learn(&sentences, write_table(1, &[]), &settings).unwrap();
        assert!(score(&model, &sample()).unwrap().f1() > 0.99);
        assert_eq!(model, learn(&sentences, write_table(1, &[]), &settings).unwrap());
    }
}
