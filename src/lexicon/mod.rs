//! What the core knows by heart: cue verbs, describing nouns, countries. Sorted tables, searched in place; nothing is built at start.

pub mod answers;
pub mod cues;
pub mod given;
pub(crate) mod index;
pub mod languages;
pub mod media;
pub mod nouns;
pub mod places;
pub mod stances;
pub mod titles;

/// How strongly a construction signals what it is listed for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Strength {
    /// Never.
    No,
    /// Only with other evidence, such as quotation marks or a known speaker.
    Weak,
    /// By itself.
    Strong,
}
