//! How a text is read.
//!
//! `careful` is the reading by a small neural encoder. The quick reading by rules and small models stands in the rooms `actors`, `quotes` and
//! `positions`.

pub mod careful;
pub mod trace;

/// What documents call the quick reading. The number grows when it comes to read otherwise on purpose.
pub const QUICK: &str = "quick 1";
/// What documents call the careful reading.
pub const CAREFUL: &str = "careful 1";
