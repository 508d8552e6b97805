//! The learned layer: what a word is, how words hang together, what is a name. It reports what the models say about tokens, and leaves every
//! decision about actors, quotes and positions to the rooms after it.

pub mod parser;
pub mod relations;
pub mod tagger;
pub mod tags;
pub mod weights;
pub mod words;
