//! How far several people agree who have marked the same texts, and where they do not.
//!
//! It decides what is compared (`docs/AGREEMENT.md` says it for who reads the figures) and refuses to decide who is right: no figure depends on
//! the order in which people are named. Two marks mean the same when the scorer matches them.
//!
//! - Words are the units of the kappas and of alpha: what a person says of a word is the kind of the mark that covers it (several, where marks
//!   of several kinds do) or that none does.
//! - The texts, laid end to end and measured in words, are the continuum of the unitizing alpha; each part of a content is a unit.
//! - Marks that are matched are the units of everything said about links.

mod counting;
mod disagreements;
mod links;
mod marks;
pub mod nominal;
pub mod unitizing;

pub use disagreements::{Differs, Disagreement, Said};
pub use links::{B3, Share};
pub use marks::Layer;

use crate::model::Document;
use counting::Counting;

/// A text with what each of several people has marked in it.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The words.
    pub text: &'a str,
    /// A document a person, in the order of the people: spans are bytes of `text`.
    pub documents: Vec<&'a Document>,
}

/// How far people agree. A figure that is `None` is not defined: nothing was marked, or everything alike.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// How many texts were compared.
    pub texts: usize,
    /// How many words they have.
    pub words: usize,
    /// What all agree on, a layer each.
    pub layers: Vec<Overall>,
    /// What each two agree on.
    pub pairs: Vec<Pair>,
    /// Every place on which not all agree, text by text.
    pub disagreements: Vec<Disagreement>,
}

/// How far all of them agree on a layer.
#[derive(Clone, PartialEq, Debug)]
pub struct Overall {
    /// Which.
    pub layer: Layer,
    /// How many marks each person has made.
    pub marks: Vec<usize>,
    /// Fleiss' kappa over the kinds of words.
    pub fleiss: Option<f64>,
    /// Krippendorff's alpha over the same, nominal.
    pub alpha: Option<f64>,
    /// Krippendorff's alpha over the spans, unitizing.
    pub unitizing: Option<f64>,
}

/// How far two of them agree.
#[derive(Clone, PartialEq, Debug)]
pub struct Pair {
    /// Their places among the people.
    pub between: [usize; 2],
    /// A layer each.
    pub layers: Vec<PairLayer>,
    /// Which mentions mean the same actor, over those that both marked.
    pub b3: B3,
}

/// How far two of them agree on a layer.
#[derive(Clone, PartialEq, Debug)]
pub struct PairLayer {
    /// Which.
    pub layer: Layer,
    /// Cohen's kappa over the kinds of words.
    pub kappa: Option<f64>,
    /// F1 of the marks: matched among all.
    pub f1: Option<f64>,
    /// F1 of the marks with whom they name: actor, speakers or holders.
    pub f1_linked: Option<f64>,
    /// Of the matched marks, those that name the same.
    pub linked: Share,
    /// Of the matched marks, those of the same kind.
    pub kinds: Share,
}

/// Compares what several people have marked in `texts`. Every text has a document of each of them.
pub fn compare(texts: &[Text<'_>]) -> Report {
    let people = texts.iter().map(|text| text.documents.len()).min().unwrap_or(0);
    let mut counting = Counting::new(people);
    texts.iter().for_each(|text| counting.add(text));
    counting.report()
}

#[cfg(test)]
mod tests;
