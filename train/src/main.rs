//! Trains the models in `src/language/models` from corpora given by a path.

fn main() {}
