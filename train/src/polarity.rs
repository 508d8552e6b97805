//! Trains the model that tells who is for or against whom, on sentences with two marked actors (Park et al. 2021) and with one marked target
//! (Hamborg and Donnay 2021), and measures it.

use crate::ftrl::{Rates, Regression};
use crate::tools::{Random, brotli_size};
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use whosaid::article::Article;
use whosaid::language::weights::{Model, hash_bytes, write_model};
use whosaid::positions::polarity::{CLASSES, UNIT, features, scores, sign_of, toward};

/// A pair of actors in a sentence, in one direction.
#[derive(Clone)]
pub struct Example {
    features: Vec<u64>,
    /// A number for the letters of the sentence.
    sentence: u64,
    /// 0 neither, 1 for, 2 against.
    class: usize,
    importance: f32,
}

/// What decides size and accuracy; the values are the best found on a part of the training sentences.
pub struct Settings {
    pub epochs: usize,
    pub rates: Rates,
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { epochs: 6, rates: Rates { alpha: 0.03, beta: 1.0, l1: 2.5, l2: 0.0 }, seed: 5 }
    }
}

/// How much a sentence that only marks a target counts beside one that marks both actors.
const TARGET_IMPORTANCE: f32 = 0.3;
/// Each of so many sentences is kept back to weigh the classes against each other.
const KEPT_BACK: u64 = 8;

/// Trains on the sentences under `data` and returns the model file.
pub fn train(data: &Path) -> Result<Vec<u8>> {
    let (mut pairs, targets) = (read_pairs(data, "train.txt")?, targets(&data.join("positions/newsmtsc/train.jsonl"))?);
    let learn_from = |pairs: &[Pair]| {
        let examples: Vec<Example> = pairs.iter().flat_map(Pair::examples).chain(targets.iter().cloned()).collect();
        learn(&examples, &Settings::default())
    };
    let model = learn_from(&pairs)?;
    println!("polarity: {} bytes, {} with brotli", model.len(), brotli_size(&model));
    println!("polarity: valid {}", measure(data, &model)?);
    // The two parts of the corpus share sentences, some with other actors marked: this is what it would get where it has seen none of them.
    let shared: BTreeSet<u64> = read_pairs(data, "valid.txt")?.iter().map(|pair| pair.sentence).collect();
    pairs.retain(|pair| !shared.contains(&pair.sentence));
    println!("polarity: valid, learned without its sentences {}", measure(data, &learn_from(&pairs)?)?);
    Ok(model)
}

/// The model learned from `examples`. The same input gives the same bytes.
pub fn learn(examples: &[Example], settings: &Settings) -> Result<Vec<u8>> {
    let (back, rest): (Vec<&Example>, Vec<&Example>) =
        examples.iter().partition(|example| example.importance == 1.0 && example.sentence % KEPT_BACK == 3);
    let bias = balance(&descend(&rest, settings)?, &back);
    let bias = bias.iter().map(|bias| (bias / UNIT).round() as i8 as u8).collect();
    let weights = descend(&examples.iter().collect::<Vec<_>>(), settings)?;
    Ok(write_model(&[("weights", weights.section(UNIT)), ("bias", bias)]))
}

fn descend(examples: &[&Example], settings: &Settings) -> Result<Regression> {
    let mut weights = Regression::new(CLASSES, settings.rates);
    let mut random = Random(settings.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let bar = ProgressBar::new((examples.len() * settings.epochs) as u64);
    bar.set_style(ProgressStyle::with_template("polarity {bar:40} {percent}% {eta}")?);
    let mut scores = Vec::new();
    for _ in 0..settings.epochs {
        random.shuffle(&mut order);
        for &at in &order {
            let example = examples[at];
            weights.score(&example.features, &mut scores);
            weights.learn(&example.features, &mut scores, example.class, example.importance);
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    Ok(weights)
}

/// What to add to the scores of the classes so that all three are found about equally well: the best of a grid.
fn balance(weights: &Regression, examples: &[&Example]) -> [f32; CLASSES] {
    let score = |example: &&Example| {
        let mut scores = Vec::new();
        weights.score(&example.features, &mut scores);
        (scores, example.class)
    };
    let scored: Vec<(Vec<f32>, usize)> = examples.iter().map(score).collect();
    let steps = || (0..16).map(|step| step as f32 * 0.2 - 0.6);
    let mut best = (0.0, [0.0; CLASSES]);
    for bias in steps().flat_map(|good| steps().map(move |bad| [0.0, good, bad])) {
        let mut counts = Counts::default();
        for (scores, class) in &scored {
            let total = |class: usize| scores[class] + bias[class];
            counts.0[*class][(0..CLASSES).fold(0, |best, class| if total(class) > total(best) { class } else { best })] += 1;
        }
        if counts.macro_f1() > best.0 {
            best = (counts.macro_f1(), bias);
        }
    }
    best.1
}

/// How often each class was taken for which.
#[derive(Default)]
pub struct Counts([[usize; CLASSES]; CLASSES]);

impl Counts {
    fn f1(&self, class: usize) -> f64 {
        let found: usize = self.0.iter().map(|row| row[class]).sum();
        2.0 * self.0[class][class] as f64 / (found + self.0[class].iter().sum::<usize>()).max(1) as f64
    }

    /// The mean F1 of the classes.
    pub fn macro_f1(&self) -> f64 {
        (0..CLASSES).map(|class| self.f1(class)).sum::<f64>() / CLASSES as f64
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [neither, good, bad] = [0, 1, 2].map(|class| self.f1(class));
        write!(f, "macro F1 {:.4} (neither {neither:.3}, for {good:.3}, against {bad:.3})", self.macro_f1())
    }
}

/// How right a model is on the validation sentences, in both directions.
pub fn measure(data: &Path, model: &[u8]) -> Result<Counts> {
    let model = Model::open(model)?;
    let mut counts = Counts::default();
    for pair in read_pairs(data, "valid.txt")? {
        let article = Article::read(&pair.text);
        for (holder, target, class) in pair.directions(&article) {
            let found = match sign_of(scores(model, &article, &holder, &target)) {
                1 => 1,
                -1 => 2,
                _ => 0,
            };
            counts.0[class][found] += 1;
        }
    }
    Ok(counts)
}

/// A sentence with two marked actors.
struct Pair {
    text: String,
    places: [Range<usize>; 2],
    sentence: u64,
    /// What the first is to the second, and the second to the first.
    classes: [usize; 2],
}

impl Pair {
    /// Holder, target and class, from the first to the second and back.
    fn directions(&self, article: &Article<'_>) -> [(Range<usize>, Range<usize>, usize); 2] {
        let [first, second] = self.places.each_ref().map(|place| words(article, place));
        [(first.clone(), second.clone(), self.classes[0]), (second, first, self.classes[1])]
    }

    fn examples(&self) -> impl Iterator<Item = Example> + use<> {
        let article = Article::read(&self.text);
        let sentence = self.sentence;
        let example = |(holder, target, class)| {
            let mut found = Vec::new();
            features(&article, &holder, &target, &mut found);
            Example { features: found, sentence, class, importance: 1.0 }
        };
        self.directions(&article).map(example).into_iter()
    }
}

/// The sentences of a file with two marked actors each, and the class behind tabs.
fn read_pairs(data: &Path, file: &str) -> Result<Vec<Pair>> {
    let path = data.join("positions/directed_sentiment").join(file);
    let text = std::fs::read_to_string(&path).with_context(|| format!("in {}", path.display()))?;
    Ok(text.lines().filter_map(pair).collect())
}

fn pair(line: &str) -> Option<Pair> {
    let mut columns = line.rsplitn(4, '\t');
    let classes = match columns.next()?.trim() {
        "1" => [1, 0],
        "2" => [0, 1],
        "3" => [2, 0],
        "4" => [0, 2],
        _ => [0, 0],
    };
    let (text, places) = unmark(columns.nth(2)?)?;
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(Pair { text, places, sentence: hash_bytes(letters.as_bytes()), classes })
}

/// The sentence without the brackets around its two actors, and where these are in it.
fn unmark(sentence: &str) -> Option<(String, [Range<usize>; 2])> {
    let whole = sentence.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map(|rest| rest.replace("\"\"", "\""));
    let (mut text, mut places, mut open) = (String::new(), Vec::new(), None);
    for c in whole.as_deref().unwrap_or(sentence).trim().chars() {
        match c {
            '[' if open.is_none() => open = Some(text.len()),
            ']' if open.is_some() => places.push(open.take()?..text.len()),
            _ => text.push(c),
        }
    }
    <[Range<usize>; 2]>::try_from(places).ok().map(|places| (text, places))
}

/// The words that lie in `place`, wholly or in part: some mentions in the corpus are cut before their last letters.
fn words(article: &Article<'_>, place: &Range<usize>) -> Range<usize> {
    let inside = |word: &usize| {
        let span = article.tokens.span(*word);
        (span.start() as usize) < place.end && place.start < span.end() as usize
    };
    let all: Vec<usize> = (0..article.tokens.len()).filter(inside).collect();
    all.first().map_or(0..0, |&first| first..all[all.len() - 1] + 1)
}

/// Sentences in which only targets are marked, with how the sentence speaks of each.
fn targets(path: &Path) -> Result<Vec<Example>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("in {}", path.display()))?;
    let mut examples = Vec::new();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line)?;
        let text = value["sentence_normalized"].as_str().unwrap_or_default();
        let article = Article::read(text);
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for target in value["targets"].as_array().into_iter().flatten() {
            let place = |key: &str| target[key].as_u64().and_then(|at| bytes.get(at as usize)).copied().unwrap_or(0);
            let marked = words(&article, &(place("from")..place("to")));
            examples.extend((!marked.is_empty()).then(|| example_of_target(&article, &marked, target)));
        }
    }
    Ok(examples)
}

fn example_of_target(article: &Article<'_>, words: &Range<usize>, target: &Value) -> Example {
    let class = match target["polarity"].as_f64() {
        Some(polarity) if polarity > 4.5 => 1,
        Some(polarity) if polarity < 3.5 => 2,
        _ => 0,
    };
    // A feature of their own keeps what is common in these sentences apart from what is common between two actors.
    let mut found = vec![77];
    toward(article, words, &mut found);
    Example { features: found, sentence: 0, class, importance: TARGET_IMPORTANCE }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of our own.
    const SAMPLE: &[&str] = &[
        "Mayor [Farnham] praised [Reyes] on Monday.\tFarnham\tReyes\t1",
        "[Reyes] condemned [Farnham] for the delay.\tReyes\tFarnham\t3",
        "[Lumen] was praised by [the union].\tLumen\tthe union\t2",
        "[Oduya] was condemned by [Reyes].\tOduya\tReyes\t4",
        "[Oduya] met [Reyes] in March.\tOduya\tReyes\t0",
    ];

    fn sample() -> Vec<Pair> {
        SAMPLE.iter().map(|line| pair(line).unwrap()).collect()
    }

    #[test]
    fn marks_are_read() {
        let (text, places) = unmark("The [Liberal]s met \"[Abba]s\".").unwrap();
        assert_eq!(text, "The Liberals met \"Abbas\".");
        let article = Article::read(&text);
        assert_eq!(
            places.map(|place| words(&article, &place)).map(|words| article.span(&words).unwrap().slice(&text)),
            ["Liberals", "Abbas"]
        );
        assert!(unmark("No [marks").is_none());
    }

    #[test]
    fn a_tiny_model_learns_its_sentences_and_is_the_same_twice() {
        let examples: Vec<Example> = std::iter::repeat_with(sample).take(20).flatten().flat_map(|pair| pair.examples()).collect();
        let settings = Settings { epochs: 8, rates: Rates { alpha: 0.1, beta: 1.0, l1: 0.1, l2: 0.0 }, seed: 1 };
        let model = learn(&examples, &settings).unwrap();
        for pair in sample() {
            let article = Article::read(&pair.text);
            for (holder, target, class) in pair.directions(&article) {
                let sign = sign_of(scores(Model::open(&model).unwrap(), &article, &holder, &target));
                assert_eq!(sign, [0, 1, -1][class], "{}", pair.text);
            }
        }
        assert_eq!(model, learn(&examples, &settings).unwrap());
    }
}
