//! The weights by which attributions are found: is a word a cue, which words does it report, who is the source. Three log-linear models over hashed
//! features, applied in integers. What the features say is for the quotes to know.

use super::weights::{Model, Table, WordList};

static MODEL: Model = Model::trusted(include_bytes!("models/attribution.bin"));

/// One of the three questions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Question {
    /// Is the word a cue? Two candidates: no, which has no features, and yes.
    Cue,
    /// Which words does it report?
    Content,
    /// Who is the source?
    Source,
}

impl Question {
    /// All three.
    pub const ALL: [Question; 3] = [Question::Cue, Question::Content, Question::Source];

    /// The section of the model file with the weights.
    pub const fn section(self) -> &'static str {
        match self {
            Question::Cue => "cue",
            Question::Content => "content",
            Question::Source => "source",
        }
    }
}

/// A probability in units of 1/65536.
pub type Share = u32;

/// Certainty.
pub const WHOLE: Share = 1 << 16;

/// How many units a score may lie below the best and still count: the length of the section `exp`.
pub const REACH: usize = 256;

/// A view of a model.
#[derive(Clone, Copy)]
pub struct Attributor<'m> {
    tables: [Table<'m>; 3],
    exponents: &'m [[u8; 4]],
    /// The words that were seen as cues.
    pub cues: Cues<'m>,
}

/// The words that were seen as cues, by hash of dictionary form and class.
#[derive(Clone, Copy, Debug)]
pub struct Cues<'m>(WordList<'m>);

impl<'m> Cues<'m> {
    /// The list in a section written by `weights::write_words`.
    pub fn new(section: &'m [u8]) -> Self {
        Cues(WordList::new(section))
    }

    /// Whether the list holds the word.
    pub fn lists(&self, word: u64) -> bool {
        self.0.get(word).is_some()
    }
}

impl Attributor<'static> {
    /// The model compiled into this library. Costs nothing to make.
    pub fn shipped() -> Self {
        Attributor::new(MODEL)
    }
}

impl<'m> Attributor<'m> {
    /// The model in a file with the sections `cue`, `content`, `source`, `exp` and `cues`.
    pub fn new(model: Model<'m>) -> Self {
        Attributor {
            tables: Question::ALL.map(|question| model.table(question.section())),
            exponents: model.section("exp").as_chunks().0,
            cues: Cues::new(model.section("cues")),
        }
    }

    /// A scorer of candidates that has not seen any.
    pub fn scorer(&self) -> Scorer<'m> {
        Scorer { model: *self, seen: vec![(0, 0); ROOM] }
    }

    /// The probability that each of the candidates with these scores is right, in the same order (softmax).
    pub fn shares(&self, scores: &[i32]) -> Vec<Share> {
        let best = scores.iter().copied().max().unwrap_or(0);
        let weight = |score: i32| self.exponents.get((best - score) as usize).map_or(0, |&bytes| u64::from(u32::from_le_bytes(bytes)));
        let sum: u64 = scores.iter().map(|&score| weight(score)).sum();
        scores.iter().map(|&score| (weight(score) * u64::from(WHOLE) / sum.max(1)) as Share).collect()
    }
}

/// Features whose weights are remembered at the same time, at most.
const ROOM: usize = 1 << 14;

/// Scores candidates, and remembers the weights of features: nearly all come again. What it remembers never changes a result.
pub struct Scorer<'m> {
    /// The model.
    pub model: Attributor<'m>,
    /// Features with their weights, each at the place that some bits of its hash name. No question shares a feature with another.
    seen: Vec<(u64, i32)>,
}

impl Scorer<'_> {
    /// The score of a candidate with these features.
    pub fn score(&mut self, question: Question, features: &[u64]) -> i32 {
        let weight = |&feature: &u64| {
            let seen = &mut self.seen[(feature >> 40) as usize % ROOM];
            if seen.0 != feature {
                let mut weight = [0];
                self.model.tables[question as usize].add(feature, &mut weight);
                *seen = (feature, weight[0]);
            }
            seen.1
        };
        features.iter().map(weight).sum()
    }
}

/// The section `exp` for weights in units of `step`: how much a candidate counts beside the best, for each distance of their scores.
pub fn exponents(step: f32) -> Vec<u8> {
    (0..REACH).flat_map(|distance| ((f64::from(WHOLE) * (-f64::from(step) * distance as f64).exp()).round() as u32).to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::weights::{mix, write_model, write_table, write_words};

    #[test]
    fn the_shipped_model_is_whole() {
        let model = Model::open(include_bytes!("models/attribution.bin")).unwrap();
        for question in Question::ALL {
            assert_eq!(model.checked_table(question.section()).unwrap().classes(), 1);
        }
        assert_eq!(model.section("exp").len(), REACH * 4);
    }

    #[test]
    fn shares_add_up_and_follow_the_scores() {
        let rows = [(mix(1, 2), vec![(0, 10)]), (mix(1, 3), vec![(0, -4)])];
        let file = write_model(&[("cue", write_table(1, &rows)), ("exp", exponents(0.1)), ("cues", write_words(&[(mix(5, 6), 1)]))]);
        let model = Attributor::new(Model::open(&file).unwrap());
        let mut scorer = model.scorer();
        for _ in 0..2 {
            assert_eq!(scorer.score(Question::Cue, &[mix(1, 2), mix(1, 3), mix(1, 4)]), 6);
            assert_eq!(scorer.score(Question::Source, &[mix(7, 2)]), 0);
        }
        let shares = model.shares(&[0, 10, -1000]);
        assert!((shares[1] as f64 / f64::from(WHOLE) - 1.0 / (1.0 + (-1.0f64).exp())).abs() < 0.001, "{shares:?}");
        assert_eq!(shares[2], 0);
        assert!(model.shares(&[]).is_empty());
        assert!(model.cues.lists(mix(5, 6)) && !model.cues.lists(mix(5, 7)));
    }
}
