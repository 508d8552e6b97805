//! Reading carefully: slower, window by window, so that a worker hears messages in between and can stop.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::columns::annotated;
use super::set;
use crate::model::Span;
use crate::text::{Offsets, Unit};
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
        let offsets = Offsets::new(text, Unit::Utf16);
        Ok(CarefulPass { reader: Rc::clone(&self.0), text: text.to_owned(), offsets, pass: self.0.begin(text) })
    }
}

/// A text that is being read.
#[wasm_bindgen]
pub struct CarefulPass {
    reader: Rc<Reader>,
    text: String,
    offsets: Offsets,
    pass: Pass,
}

#[wasm_bindgen]
impl CarefulPass {
    /// Reads the next window of what is looked at, from `start` to `end` in UTF-16 offsets, else of what stands behind it, else from the beginning;
    /// `false` when all are read.
    #[wasm_bindgen(js_name = stepAt)]
    pub fn step_at(&mut self, start: u32, end: u32) -> bool {
        let seen = self.bytes(start, end);
        self.pass.step_at(&self.reader, seen)
    }

    /// Whether all is read that tells what is found there.
    #[wasm_bindgen(js_name = isRead)]
    pub fn is_read(&self, start: u32, end: u32) -> bool {
        self.pass.is_read(self.bytes(start, end))
    }

    /// What is found in the paragraphs there, as `finish` tells it, with `from` and `to`, where they begin and end.
    ///
    /// # Errors
    /// When JavaScript refuses an object.
    #[wasm_bindgen(unchecked_return_type = "Annotated & {from: number, to: number}")]
    pub fn part(&self, start: u32, end: u32) -> Result<JsValue, JsError> {
        let (document, span) = self.pass.part(&self.reader, Guideline::Quotes, self.bytes(start, end));
        let found = annotated(&self.text, &document)?;
        set(&found, "from", &self.offsets.from_byte(span.start()).into())?;
        set(&found, "to", &self.offsets.from_byte(span.end()).into())?;
        Ok(found.into())
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

impl CarefulPass {
    /// The bytes of a stretch in UTF-16 offsets; an offset that is none in the text stands for its end.
    fn bytes(&self, start: u32, end: u32) -> Span {
        let byte = |offset| self.offsets.to_byte(offset).unwrap_or(self.text.len() as u32);
        let start = byte(start);
        Span::new(start, byte(end).max(start))
    }
}
