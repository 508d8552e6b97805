//! What a reading saw in a text, laid open: words, candidates and what became of each. Plain values, filled on request; a reading that is not asked fills
//! nothing. Who shows them, and how, is not known here.

use crate::model::Span;

/// What a reading saw in a text.
#[derive(Clone, PartialEq, Debug)]
pub struct Trace {
    /// Which reading it was, as documents say it.
    pub reading: &'static str,
    /// The language that the text was taken for; one that is not read has no words here.
    pub language: &'static str,
    /// The text as it was read: without remnants of HTML, in ordinary writing. All places are of this one.
    pub text: String,
    /// Its words, in order.
    pub words: Vec<Word>,
    /// What was considered, in the order in which it was: mentions, quotes, positions.
    pub candidates: Vec<Candidate>,
    /// What chances were measured by.
    pub thresholds: Vec<Score>,
}

impl Trace {
    /// Of a text in a language that is not read.
    pub fn unread(reading: &'static str, language: &'static str, text: String) -> Trace {
        Trace { reading, language, text, words: Vec::new(), candidates: Vec::new(), thresholds: Vec::new() }
    }
}

/// A word.
#[derive(Clone, PartialEq, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// The number of its sentence.
    pub sentence: usize,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// What the models of syntax say of it, where the reading asks them.
    pub syntax: Option<Syntax>,
    /// What the reading thinks it may be.
    pub scores: Vec<Score>,
}

/// A word's place in its sentence.
#[derive(Clone, PartialEq, Debug)]
pub struct Syntax {
    /// Its part of speech, as the Penn Treebank calls it.
    pub tag: &'static str,
    /// Its dictionary form.
    pub lemma: String,
    /// The word that it hangs on; none for the root.
    pub head: Option<usize>,
    /// How.
    pub relation: &'static str,
    /// What the learned names take it for.
    pub name: Option<&'static str>,
}

/// A number with its name: a chance, or a threshold.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Score {
    /// What it is of.
    pub name: &'static str,
    /// From 0 to 1, but for scores that no model calls a chance.
    pub value: f32,
}

impl Score {
    /// A number with its name.
    pub fn new(name: &'static str, value: f32) -> Score {
        Score { name, value }
    }
}

/// Something that was considered.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// What it would be: `mention`, `quote`, `position`.
    pub layer: &'static str,
    /// The word at which it was looked for.
    pub anchor: Span,
    /// Its words: a mention, the parts of a content or target.
    pub parts: Vec<Span>,
    /// What proposed it.
    pub by: &'static str,
    /// How likely it was.
    pub scores: Vec<Score>,
    /// What it might consist of, or lead to.
    pub choices: Vec<Choice>,
    /// What it became in words, or why it was dropped.
    pub fate: Fate,
}

/// What became of a candidate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It is in the document; as what.
    Kept(String),
    /// It is not; why, with the threshold that decided.
    Dropped(String),
}

/// One of several answers to a question.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// The question: `content`, `source`, `speaker`, `antecedent` …
    pub what: &'static str,
    /// The words; none for nobody.
    pub words: Vec<Span>,
    /// How likely it was.
    pub scores: Vec<Score>,
    /// Whether it was taken.
    pub taken: bool,
}
