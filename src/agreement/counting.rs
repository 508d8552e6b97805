//! Goes through the texts one by one and keeps of each what the figures are made of.

use std::collections::BTreeMap;

use super::disagreements::{Disagreement, disagreements};
use super::links::{Comparison, Counts};
use super::marks::{Layer, Mark, Marks, Words};
use super::unitizing::{self, Unit};
use super::{Overall, Pair, PairLayer, Report, Text, nominal};
use crate::text::{self, Offsets};

/// What has been counted so far.
pub(super) struct Counting {
    people: usize,
    texts: usize,
    words: usize,
    categories: Categories,
    layers: Vec<LayerCounting>,
    pairs: Vec<([usize; 2], Counts)>,
    disagreements: Vec<Disagreement>,
}

/// What has been counted of a layer, for each person.
#[derive(Clone)]
struct LayerCounting {
    marks: Vec<usize>,
    /// What each word is.
    words: Vec<Vec<Option<u32>>>,
    /// Where each part of each mark lies, in words.
    units: Vec<Vec<Unit>>,
}

impl Counting {
    /// Nothing yet, of this many people.
    pub(super) fn new(people: usize) -> Counting {
        let layer = LayerCounting { marks: vec![0; people], words: vec![Vec::new(); people], units: vec![Vec::new(); people] };
        let pairs = (0..people).flat_map(|one| (one + 1..people).map(move |other| ([one, other], Counts::default())));
        Counting {
            people,
            texts: 0,
            words: 0,
            categories: Categories::default(),
            layers: vec![layer; Layer::ALL.len()],
            pairs: pairs.collect(),
            disagreements: Vec::new(),
        }
    }

    /// Counts a further text.
    pub(super) fn add(&mut self, text: &Text<'_>) {
        let offsets = Offsets::new(text.text, text::Unit::Codepoint);
        let words = Words::of(text.text);
        let marks: Vec<Marks> = text.documents.iter().take(self.people).map(|document| Marks::of(document, &offsets)).collect();
        for (person, marks) in marks.iter().enumerate() {
            for &layer in Layer::ALL {
                self.add_words(person, layer, marks.layer(layer), &words);
            }
        }
        self.words += words.len();
        let mut comparisons = Vec::new();
        for ([one, other], counts) in &mut self.pairs {
            let comparison = Comparison::of(&marks[*one], &marks[*other]);
            counts.add(&comparison);
            comparisons.push(([*one, *other], comparison));
        }
        self.disagreements.extend(disagreements(self.texts, &marks, &comparisons));
        self.texts += 1;
    }

    /// Counts what `person` has marked in a text and layer, whose words follow those counted so far.
    fn add_words(&mut self, person: usize, layer: Layer, marks: &[Mark], words: &Words) {
        let counting = &mut self.layers[layer as usize];
        counting.marks[person] += marks.len();
        let mut kinds: Vec<Vec<&str>> = vec![Vec::new(); words.len()];
        for mark in marks {
            let category = self.categories.number(mark.kind);
            for covered in mark.parts.iter().map(|part| words.covered(*part)).filter(|covered| !covered.is_empty()) {
                counting.units[person].push(Unit { start: self.words + covered.start, end: self.words + covered.end, category });
                for word in &mut kinds[covered] {
                    if let Err(place) = word.binary_search(&mark.kind) {
                        word.insert(place, mark.kind);
                    }
                }
            }
        }
        counting.words[person].extend(kinds.iter().map(|kinds| Some(self.categories.number(&kinds.join("+")))));
    }

    /// The figures.
    pub(super) fn report(self) -> Report {
        let overall = |layer: &Layer| {
            let LayerCounting { marks, words, units } = &self.layers[*layer as usize];
            Overall {
                layer: *layer,
                marks: marks.clone(),
                fleiss: nominal::fleiss(words),
                alpha: nominal::alpha(words),
                unitizing: unitizing::alpha(units, self.words),
            }
        };
        let pair = |(between, counts): &([usize; 2], Counts)| Pair {
            between: *between,
            layers: Layer::ALL.iter().map(|layer| self.pair(*between, *layer, counts)).collect(),
            b3: counts.b3,
        };
        Report {
            texts: self.texts,
            words: self.words,
            layers: Layer::ALL.iter().map(overall).collect(),
            pairs: self.pairs.iter().map(pair).collect(),
            disagreements: self.disagreements,
        }
    }

    fn pair(&self, [one, other]: [usize; 2], layer: Layer, counts: &Counts) -> PairLayer {
        let LayerCounting { marks, words, .. } = &self.layers[layer as usize];
        let counted = counts.layers[layer as usize];
        // 2 PR / (P + R), for whichever of the two is taken to be right.
        let all = marks[one] + marks[other];
        let f1 = |right: usize| (all > 0).then(|| 2.0 * right as f64 / all as f64);
        PairLayer {
            layer,
            kappa: nominal::cohen(&words[one], &words[other]),
            f1: f1(counted.linked.of),
            f1_linked: f1(counted.linked.same),
            linked: counted.linked,
            kinds: counted.kinds,
        }
    }
}

/// Numbers for what words may be, given as they come.
#[derive(Default)]
struct Categories(BTreeMap<String, u32>);

impl Categories {
    fn number(&mut self, category: &str) -> u32 {
        if let Some(&known) = self.0.get(category) {
            return known;
        }
        let number = self.0.len() as u32;
        self.0.insert(category.to_owned(), number);
        number
    }
}
