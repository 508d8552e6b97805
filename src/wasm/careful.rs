//! Reading carefully: slower, window by window, so that a worker hears messages in between and can stop.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::columns::annotated;
use crate::{Guideline, Pass, Reader, models};

/// Reads texts carefully.
#[derive(Debug)]
#[wasm_bindgen]
pub struct CarefulReader(Rc<Reader>);

#[wasm_bindgen]
impl CarefulReader {
    /// The reader whose learned numbers are `file`. The bytes are not needed any more then.
    ///
    /// # Errors
    /// When the file is damaged or of another version.
    #[wasm_bindgen(constructor)]
    pub fn new(file: &[u8]) -> Result<CarefulReader, JsError> {
        Ok(CarefulReader(Rc::new(Reader::open(file)?)))
    }

    /// Begins to read `text`.
    ///
    /// # Errors
    /// When there are no models of syntax yet: a text in capitals throughout is read with them.
    pub fn begin(&self, text: &str) -> Result<CarefulPass, JsError> {
        if !models::are_loaded() {
            return Err(JsError::new("A text cannot be read before the models are loaded."));
        }
        Ok(CarefulPass { reader: Rc::clone(&self.0), text: text.to_owned(), pass: self.0.begin(text) })
    }
}

/// A text that is being read.
#[wasm_bindgen]
pub struct CarefulPass {
    reader: Rc<Reader>,
    text: String,
    pass: Pass,
}

#[wasm_bindgen]
impl CarefulPass {
    /// Reads the next window; `false` when all are read.
    pub fn step(&mut self) -> bool {
        self.pass.step(&self.reader)
    }

    /// What share of the windows is read, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn share(&self) -> f64 {
        self.pass.share()
    }

    /// The actors, quotes and positions in the text, as columns in UTF-16 offsets; nothing is left of this then.
    ///
    /// # Errors
    /// When JavaScript refuses an object.
    #[wasm_bindgen(unchecked_return_type = "Annotated")]
    pub fn finish(self) -> Result<JsValue, JsError> {
        let document = self.pass.finish(&self.reader, Guideline::Quotes);
        Ok(annotated(&self.text, &document)?.into())
    }
}
