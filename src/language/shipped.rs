//! The models of syntax. They are part of it, except in a browser: there they are a file of their own, so that the code is compiled
//! and started while they are still under way. What is in a model is for those to say who ask for it.

#[cfg(all(target_arch = "wasm32", any(feature = "wasm-reading", feature = "wasm-careful")))]
pub mod loaded;

use super::weights::Model;

/// A model that this library ships.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shipped {
    /// Names.
    Names,
    /// How the words of a sentence hang together.
    Parser,
    /// Parts of speech.
    Tagger,
}

const FILES: [&[u8]; 3] = [include_bytes!("models/names.bin"), include_bytes!("models/parser.bin"), include_bytes!("models/tagger.bin")];

impl Shipped {
    /// The model. In a browser there is nothing in it until the models are loaded.
    pub fn model(self) -> Model<'static> {
        Model::trusted(bytes(self as usize))
    }
}

#[cfg(not(all(target_arch = "wasm32", any(feature = "wasm-reading", feature = "wasm-careful"))))]
fn bytes(file: usize) -> &'static [u8] {
    FILES[file]
}

#[cfg(all(target_arch = "wasm32", any(feature = "wasm-reading", feature = "wasm-careful")))]
use loaded::bytes;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_is_a_whole_file() {
        assert!(FILES.iter().all(|file| Model::open(file).is_ok()));
    }
}
