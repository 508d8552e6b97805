//! Trains the model of attributions on articles in which they are marked, and measures it on held-out ones.

mod article;
mod choice;
mod score;

use crate::ftrl::{Rates, Regression};
use crate::parser;
use crate::tools::{Random, brotli_size, fold};
use anyhow::Result;
use article::{Marked, Words};
use choice::Choice;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use whosaid::language::attribution::{Cues, Question, exponents};
use whosaid::language::parser::network::Network;
use whosaid::language::weights::{Model, write_model, write_words};

/// In how many parts the articles are cut for trees as wrong as in use.
const FOLDS: usize = 2;

/// Trains on the corpora under `data` and returns the model file.
///
/// The shipped parser has learned from automatic trees of these very articles, so it knows them better than it will know any other. The trees to
/// learn from come from parsers that have not seen the article; their tags from the tagger in the model file `tagger`.
pub fn train(data: &Path, tagger: &[u8]) -> Result<Vec<u8>> {
    let parsers = parser::jackknifed(data, tagger, FOLDS)?;
    let read = |file: &Vec<u8>| Ok(Network::read(&Model::open(file)?));
    let parsers: Vec<Vec<Network>> = parsers.iter().map(|files| files.iter().map(read).collect()).collect::<Result<_>>()?;
    let articles = article::read_folder(&data.join("polnear/train"))?;
    let rates = [12.0, 9.0, 12.0].map(|l1| Rates { alpha: 0.1, beta: 1.0, l1, l2: 0.0 });
    let settings = Settings { epochs: 5, rates, step: 0.06, seeds: 11..15 };
    let (model, report) = learn(&articles, &parsers.iter().map(|parsers| parsers.iter().collect()).collect::<Vec<_>>(), &settings);
    println!("attribution: {report}");
    println!("attribution: PolNeAR dev: {}", score::score(&model, &article::read_folder(&data.join("polnear/dev"))?)?);
    println!("attribution: {} bytes, {} with brotli", model.len(), brotli_size(&model));
    Ok(model)
}

/// What decides size and accuracy.
pub struct Settings {
    pub epochs: usize,
    /// For each question.
    pub rates: [Rates; 3],
    pub step: f32,
    /// Where the random numbers begin, for each of the models whose mean is taken.
    pub seeds: Range<u64>,
}

/// The model learned from `articles`, each with the trees of each of the parsers of its [`fold`], and what was learned from. The same input gives the
/// same bytes.
pub fn learn(articles: &[Marked], parsers: &[Vec<&Network>], settings: &Settings) -> (Vec<u8>, String) {
    let section = cues(articles);
    let list = Cues::new(&section);
    let mut choices: [Vec<Choice>; 3] = Default::default();
    let mut counts = choice::Counts::default();
    for marked in articles {
        for parser in &parsers[fold(&marked.name, parsers.len())] {
            choice::collect(&Words::read(marked, parser), &list, &mut choices, &mut counts);
        }
    }
    let mut sections = vec![("exp", exponents(settings.step)), ("cues", section.clone())];
    for (question, choices) in Question::ALL.iter().zip(&choices) {
        let weights = fit(choices, settings, settings.rates[*question as usize]);
        sections.push((question.section(), weights.section(settings.step)));
    }
    (write_model(&sections), counts.to_string())
}

/// Log-linear choice among candidates (conditional logit, McFadden 1974); the mean of several that met them in other orders.
fn fit(choices: &[Choice], settings: &Settings, rates: Rates) -> Regression {
    Regression::mean(settings.seeds.clone().map(|seed| fit_once(choices, settings, rates, seed)).collect(), 1, rates)
}

fn fit_once(choices: &[Choice], settings: &Settings, rates: Rates, seed: u64) -> Regression {
    let mut weights = Regression::new(1, rates);
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..choices.len()).collect();
    for _ in 0..settings.epochs {
        random.shuffle(&mut order);
        for &at in &order {
            choices[at].practice(&mut weights);
        }
    }
    weights
}

/// The list of words that were seen as cues often enough.
fn cues(articles: &[Marked]) -> Vec<u8> {
    let mut counts: BTreeMap<u64, (usize, usize)> = BTreeMap::new();
    for marked in articles {
        Words::of(marked).count_cues(&mut counts);
    }
    let often = |&(cue, all): &(usize, usize)| cue >= 2 && cue * 40 >= all;
    let words: Vec<(u64, u8)> = counts.iter().filter(|(_, count)| often(count)).map(|(&key, _)| (key, 1)).collect();
    write_words(&words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::Gold;
    use whosaid::language::parser::shipped;

    /// Articles of our own: `{s source}`, `{c cue}` and `{t content}`, one attribution a line.
    const SAMPLE: &str = "\
{s The mayor} {c said} {t the bridge is safe}.
{s Maria Lopez} {c said} that {t the harbor will open in May}.
{s Officials} {c warned} {t the road would be closed}.
{s The company} {c announced} that {t the plant will close}.
{t The plan is a mistake}, {s the union} {c said}.
{c According to} {s the police}, {t nobody was hurt}.";

    /// Sentences in which nobody reports anything.
    const PLAIN: &str = "The bridge was built in May. Maria Lopez closed the door. The company bought the old plant near the harbor.";

    fn marked(line: &str) -> Marked {
        let mut marked = Marked { golds: vec![Gold::default()], ..Marked::default() };
        for piece in line.split('{').flat_map(|piece| piece.split_inclusive('}')) {
            let Some(inner) = piece.strip_suffix('}') else {
                marked.text.push_str(piece);
                continue;
            };
            let (kind, words) = inner.split_once(' ').unwrap();
            let span = marked.text.len()..marked.text.len() + words.len();
            marked.text.push_str(words);
            match kind {
                "s" => marked.golds[0].source = Some(span),
                "c" => marked.golds[0].cue = Some(span),
                _ => marked.golds[0].content.push(span),
            }
        }
        marked
    }

    #[test]
    fn a_tiny_model_learns_its_articles_and_is_the_same_twice() {
        let lines: Vec<Marked> = SAMPLE.lines().map(marked).collect();
        let plain = Marked { text: PLAIN.into(), ..Marked::default() };
        let articles: Vec<Marked> = std::iter::repeat_n(lines.iter().chain([&plain]).cloned(), 12).flatten().collect();
        let rates = Rates { alpha: 0.3, beta: 1.0, l1: 0.1, l2: 0.0 };
        let settings = Settings { epochs: 6, rates: [rates; 3], step: 0.05, seeds: 1..3 };
        let (model, _) = learn(&articles, &[vec![shipped()]], &settings);
        assert!(score::score(&model, &articles).unwrap().whole() > 0.99);
        assert_eq!(model, learn(&articles, &[vec![shipped()]], &settings).0);
    }
}
