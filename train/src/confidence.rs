//! Learns how often suggestions like one are right, from annotated development articles: logistic regression with a quadratic penalty over
//! the core's own features of a finished document. It measures itself on articles that it was not learned from.

use crate::tools::{Random, brotli_size};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use whosaid::confidence::{Layer, UNIT, features, percent};
use whosaid::language::weights::{Model, write_model, write_table};
use whosaid::model::{Document, Span};

/// A suggestion of the core in an annotated article.
#[derive(Clone, Debug)]
pub struct Judged {
    layer: Layer,
    features: Vec<u64>,
    right: bool,
    importance: f64,
    article: usize,
}

/// In how many parts the articles are cut to measure each on a model that has not seen it.
const FOLDS: usize = 10;
/// How strongly weights are drawn to zero; the constant of a layer is free.
const PENALTY: f64 = 3.0;
/// How much a suggestion counts where only quotes are annotated, and by wider guidelines than ours: together about as much as the others.
const QUOTES_ONLY: f64 = 0.1;

/// Learns from the articles beside `data` (the folder `gold`) and in it, and returns the model file.
pub fn train(data: &Path) -> Result<Vec<u8>> {
    let judged = judged(data)?;
    let table = out_of_fold(&judged)?;
    println!("confidence: on articles it was not learned from\n{table}");
    let model = learn(&judged)?;
    println!("confidence: {} bytes, {} with brotli", model.len(), brotli_size(&model));
    Ok(model)
}

/// How sure and how right, for each layer, measured on articles that the model was not learned from.
pub fn out_of_fold(judged: &[Judged]) -> Result<String> {
    let mut seen = Vec::new();
    for fold in 0..FOLDS {
        let (back, rest): (Vec<Judged>, Vec<Judged>) = judged.iter().cloned().partition(|one| one.article % FOLDS == fold);
        let bytes = learn(&rest)?;
        let model = Model::open(&bytes)?;
        seen.extend(back.into_iter().map(|one| (percent(model, &one.features), one)));
    }
    Ok(table(&seen))
}

/// The reliability table: suggestions by confidence, with how many of them are right.
fn table(seen: &[(u8, Judged)]) -> String {
    const BANDS: [u8; 7] = [0, 40, 55, 70, 80, 90, 100];
    let mut out =
        String::from("| layer | articles | confidence | suggestions | mean confidence | right |\n| --- | --- | --- | --- | --- | --- |\n");
    for (layer, gold, name) in [
        (Layer::Actors, true, "gold"),
        (Layer::Mentions, true, "gold"),
        (Layer::Quotes, true, "gold"),
        (Layer::Quotes, false, "PolNeAR dev"),
        (Layer::Positions, true, "gold"),
    ] {
        for band in BANDS.windows(2) {
            let inside = seen
                .iter()
                .filter(|(percent, one)| one.layer == layer && (one.importance == 1.0) == gold && (band[0]..band[1]).contains(percent));
            let (count, sure, right) = inside.fold((0, 0, 0), |(count, sure, right), (percent, one)| {
                (count + 1, sure + usize::from(*percent), right + usize::from(one.right))
            });
            if count > 0 {
                let mean = sure as f64 / count as f64;
                out.push_str(&format!(
                    "| {layer:?} | {name} | {}–{} | {count} | {mean:.0} % | {:.0} % |\n",
                    band[0],
                    band[1] - 1,
                    100.0 * right as f64 / count as f64
                ));
            }
        }
    }
    out
}

/// The model learned from `judged`: full gradient steps, so the order does not matter. The same input gives the same bytes.
pub fn learn(judged: &[Judged]) -> Result<Vec<u8>> {
    let names: BTreeSet<u64> = judged.iter().flat_map(|one| one.features.iter().copied()).collect();
    let place: BTreeMap<u64, usize> = names.iter().enumerate().map(|(at, &name)| (name, at)).collect();
    let constants: BTreeSet<usize> = judged.iter().map(|one| place[&one.features[0]]).collect();
    let rows: Vec<Vec<usize>> = judged.iter().map(|one| one.features.iter().map(|name| place[name]).collect()).collect();
    let mut weights = vec![0.0f64; names.len()];
    let mut squares = vec![1e-6f64; names.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = Random(11);
    for _ in 0..40 {
        random.shuffle(&mut order);
        for batch in order.chunks(64) {
            let mut gradient: BTreeMap<usize, f64> = BTreeMap::new();
            for &at in batch {
                let score: f64 = rows[at].iter().map(|&weight| weights[weight]).sum();
                let error = (1.0 / (1.0 + (-score).exp()) - f64::from(u8::from(judged[at].right))) * judged[at].importance;
                rows[at].iter().for_each(|&weight| *gradient.entry(weight).or_default() += error);
            }
            let share = batch.len() as f64 / rows.len() as f64;
            for (weight, slope) in gradient {
                let penalty = if constants.contains(&weight) { 0.0 } else { PENALTY };
                let slope = slope + penalty * weights[weight] * share;
                squares[weight] += slope * slope;
                weights[weight] -= 0.3 * slope / squares[weight].sqrt();
            }
        }
    }
    let rows: Vec<(u64, Vec<(u8, i8)>)> = names
        .iter()
        .zip(&weights)
        .map(|(&name, weight)| (name, (weight / UNIT).round().clamp(-127.0, 127.0) as i8))
        .filter(|&(_, weight)| weight != 0)
        .map(|(name, weight)| (name, vec![(0, weight)]))
        .collect();
    Ok(write_model(&[("weights", write_table(1, &rows))]))
}

/// Every suggestion in the annotated articles that is either right or wrong.
pub fn judged(data: &Path) -> Result<Vec<Judged>> {
    let gold = data.parent().context("the corpora stand alone: there is no folder with annotated articles beside them")?.join("gold");
    let mut all = Vec::new();
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in [gold.clone(), gold.join("dev"), data.join("polnear/dev")] {
        let mut found: Vec<PathBuf> =
            std::fs::read_dir(&folder).with_context(|| format!("in {}", folder.display()))?.flatten().map(|entry| entry.path()).collect();
        found.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        found.sort();
        paths.extend(found);
    }
    for (article, path) in paths.iter().enumerate() {
        let gold: Value = serde_json::from_slice(&std::fs::read(path)?)?;
        let text = std::fs::read_to_string(path.with_extension("txt"))?;
        judge(&text, &gold, article, &mut all);
    }
    Ok(all)
}

/// A piece of text in gold or found: code points.
type Points = BTreeSet<usize>;

/// An annotation that a suggestion can match.
struct Gold<'a> {
    points: Points,
    least: Points,
    most: Points,
    optional: bool,
    value: &'a Value,
    entity: &'a str,
}

impl<'a> Gold<'a> {
    fn new(value: &'a Value, place: &str, entity: &'a str, optional: bool) -> Gold<'a> {
        let points: Points = match value["spans"].as_array() {
            Some(spans) => spans.iter().flat_map(range).collect(),
            None => range(&value[place]).collect(),
        };
        let other = |key: &str| if value[key].is_array() { range(&value[key]).collect() } else { points.clone() };
        let (least, most) = (other("min"), &other("max") | &points);
        Gold { points, least, most, optional: optional || value["optional"] == true, value, entity }
    }

    /// How much of the two is common, as the scorer counts it.
    fn overlap(&self, found: &Points) -> f64 {
        let common = self.points.intersection(found).count() as f64;
        let share = common / (self.points.len() + found.len()) as f64;
        let share = share / (1.0 - share).max(1e-9);
        if self.least.is_subset(found) && found.is_subset(&self.most) { share.max(0.5) } else { share }
    }
}

fn range(value: &Value) -> std::ops::Range<usize> {
    let at = |index: usize| value[index].as_u64().unwrap_or(0) as usize;
    at(0)..at(1)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// One suggestion for one annotation, the best overlap first: for each suggestion the annotation it got.
fn matched(golds: &[Gold<'_>], found: &[Points], agrees: &dyn Fn(&Gold<'_>, usize) -> bool) -> Vec<Option<usize>> {
    let mut pairs: Vec<(bool, bool, f64, usize, usize)> = Vec::new();
    for (g, gold) in golds.iter().enumerate() {
        for (f, points) in
            found.iter().enumerate().filter(|(_, points)| points.first() <= gold.most.last() && points.last() >= gold.most.first())
        {
            let overlap = gold.overlap(points);
            if overlap >= 0.5 {
                pairs.push((agrees(gold, f), !gold.optional, overlap, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(b.2.total_cmp(&a.2)).then((a.3, a.4).cmp(&(b.3, b.4))));
    let (mut taken, mut result) = (BTreeSet::new(), vec![None; found.len()]);
    for (_, _, _, g, f) in pairs {
        if result[f].is_none() && taken.insert(g) {
            result[f] = Some(g);
        }
    }
    result
}

fn judge(text: &str, gold: &Value, article: usize, all: &mut Vec<Judged>) {
    let document = whosaid::suggest(text);
    let sheets = features(&document);
    let (first_quote, first_mention) = (document.actors.len() + document.mentions.len(), document.actors.len());
    let mut points_at: Vec<usize> = vec![0; text.len() + 1];
    text.char_indices().enumerate().for_each(|(point, (byte, _))| points_at[byte] = point);
    points_at[text.len()] = text.chars().count();
    let points = |parts: &[Span]| -> Points {
        parts.iter().flat_map(|span| points_at[span.start() as usize]..points_at[span.end() as usize]).collect()
    };
    let has = |layer: &str| list(&gold["layers"]).any(|name| name == layer);
    let importance = if has("actors") { 1.0 } else { QUOTES_ONLY };
    let mut tell = |at: usize, right: Option<bool>| {
        let (layer, features) = sheets[at].clone();
        all.extend(right.map(|right| Judged { layer, features, right, importance, article }));
    };
    let mut entity_of: BTreeMap<u32, &str> = BTreeMap::new();
    if has("actors") {
        let golds: Vec<Gold<'_>> = list(&gold["entities"])
            .flat_map(|entity| {
                let (id, optional) = (entity["id"].as_str().unwrap_or_default(), entity["optional"] == true);
                list(&entity["mentions"]).map(move |mention| Gold::new(mention, "span", id, optional))
            })
            .collect();
        let found: Vec<Points> = document.mentions.iter().map(|mention| points(&[mention.span])).collect();
        let got = matched(&golds, &found, &|_, _| true);
        entity_of = majority(&document, &golds, &got);
        let mut hits: BTreeMap<u32, Vec<bool>> = BTreeMap::new();
        for (number, mention) in document.mentions.iter().enumerate() {
            let right = |gold: &Gold<'_>| entity_of.get(&mention.actor.0) == Some(&gold.entity);
            tell(first_mention + number, verdict(&golds, got[number], &found[number], &right));
            hits.entry(mention.actor.0).or_default().extend(got[number].map(|g| golds[g].optional));
        }
        for (actor, hits) in hits {
            let counts = hits.is_empty() || hits.iter().any(|optional| !optional);
            tell(actor as usize, counts.then_some(!hits.is_empty()));
        }
    }
    if has("quotes") {
        let golds: Vec<Gold<'_>> = list(&gold["quotes"]).map(|quote| Gold::new(quote, "content", "", false)).collect();
        let found: Vec<Points> = document.quotes.iter().map(|quote| points(&quote.parts)).collect();
        let right = |gold: &Gold<'_>, number: usize| {
            let quote = &document.quotes[number];
            if has("actors") {
                gold.value["speaker"]
                    .as_str()
                    .is_none_or(|speaker| quote.speaker.and_then(|actor| entity_of.get(&actor.0)) == Some(&speaker))
            } else {
                !gold.value["source"].is_array()
                    || quote.source.is_some_and(|source| source_of(gold.value).overlap(&points(&[source])) >= 0.5)
            }
        };
        let got = matched(&golds, &found, &right);
        for number in 0..found.len() {
            tell(first_quote + number, verdict(&golds, got[number], &found[number], &|gold| right(gold, number)));
        }
    }
    if has("positions") {
        let golds: Vec<Gold<'_>> = list(&gold["positions"]).map(|position| Gold::new(position, "target", "", false)).collect();
        let found: Vec<Points> = document.positions.iter().map(|position| points(&position.parts)).collect();
        let right = |gold: &Gold<'_>, number: usize| {
            let position = &document.positions[number];
            let kind = |value: &Value| value == position.kind.word();
            let holds = position.holder.and_then(|actor| entity_of.get(&actor.0).copied()) == gold.value["holder"].as_str();
            holds && (kind(&gold.value["kind"]) || list(&gold.value["kinds"]).any(kind))
        };
        let got = matched(&golds, &found, &right);
        for number in 0..found.len() {
            tell(first_quote + document.quotes.len() + number, verdict(&golds, got[number], &found[number], &|gold| right(gold, number)));
        }
    }
}

/// The source of an annotated quote, with what of it must be and may be covered.
fn source_of(quote: &Value) -> Gold<'_> {
    let mut gold = Gold::new(quote, "source", "", false);
    gold.points = range(&quote["source"]).collect();
    let other = |key: &str, points: &Points| if quote[key].is_array() { range(&quote[key]).collect() } else { points.clone() };
    (gold.least, gold.most) = (other("source_min", &gold.points), &other("source_max", &gold.points) | &gold.points);
    gold
}

/// Whether a suggestion is right; `None` where the annotation leaves it open.
fn verdict(golds: &[Gold<'_>], got: Option<usize>, found: &Points, right: &dyn Fn(&Gold<'_>) -> bool) -> Option<bool> {
    match got {
        Some(g) => (!golds[g].optional).then(|| right(&golds[g])),
        None => (!golds.iter().any(|gold| gold.optional && gold.overlap(found) >= 0.5)).then_some(false),
    }
}

/// The annotated entity that most mentions of each found actor belong to.
fn majority<'a>(document: &Document, golds: &[Gold<'a>], got: &[Option<usize>]) -> BTreeMap<u32, &'a str> {
    let mut votes: BTreeMap<u32, BTreeMap<&str, usize>> = BTreeMap::new();
    for (mention, g) in document.mentions.iter().zip(got) {
        if let Some(g) = g {
            *votes.entry(mention.actor.0).or_default().entry(golds[*g].entity).or_default() += 1;
        }
    }
    votes.into_iter().filter_map(|(actor, votes)| Some((actor, *votes.iter().max_by_key(|(_, count)| **count)?.0))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<Judged> {
        let one = |at: usize| Judged {
            layer: Layer::Quotes,
            features: vec![1 << 60, if at.is_multiple_of(2) { 2 << 60 } else { 3 << 60 }],
            right: !at.is_multiple_of(10) && (at.is_multiple_of(2) || at % 4 == 1),
            importance: 1.0,
            article: at / 10,
        };
        (0..400).map(one).collect()
    }

    #[test]
    fn of_those_given_a_share_about_that_share_is_right() {
        let judged = sample();
        let bytes = learn(&judged).unwrap();
        assert_eq!(bytes, learn(&judged).unwrap());
        let model = Model::open(&bytes).unwrap();
        for parity in 0..2 {
            let group: Vec<&Judged> = judged.iter().skip(parity).step_by(2).collect();
            let right = 100.0 * group.iter().filter(|one| one.right).count() as f64 / group.len() as f64;
            assert!((f64::from(percent(model, &group[0].features)) - right).abs() < 6.0, "{right}");
        }
        assert!(out_of_fold(&judged).unwrap().contains("| Quotes | gold | 40–54 | 200 |"));
    }

    #[test]
    fn suggestions_are_judged_as_the_scorer_does() {
        let text = "Mayor Ada Lumen rejected the plan.";
        let gold = serde_json::json!({
            "layers": ["actors", "quotes", "positions"],
            "entities": [{"id": "lumen", "mentions": [{"span": [6, 15]}]}],
            "quotes": [],
            "positions": [{"kind": "oppose", "holder": "lumen", "target": [25, 33]}],
        });
        let mut all = Vec::new();
        judge(text, &gold, 0, &mut all);
        let right = |layer: Layer| all.iter().filter(|one| one.layer == layer).map(|one| one.right).collect::<Vec<_>>();
        assert_eq!((right(Layer::Actors), right(Layer::Mentions), right(Layer::Positions)), (vec![true], vec![true], vec![true]));
    }
}
