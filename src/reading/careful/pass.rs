//! A text on its way through the careful reading, window by window: who waits may be told how far it is, do something else in between, or stop.

use super::encoder::Encoded;
use super::form::Form;
use super::{Guideline, Reader};
use crate::capitals;
use crate::language::identify;
use crate::model::Document;
use crate::paragraphs;
use crate::reading::CAREFUL;
use crate::reading::trace::Trace;
use crate::remnants::{self, Plain};
use crate::tokens;

/// A text that is being read carefully. It belongs to the [`Reader`] that began it.
pub struct Pass {
    /// Where the text had remnants of HTML: the words alone.
    plain: Option<Plain>,
    language: &'static str,
    /// What is read: nothing of a text that is not in English.
    text: String,
    form: Form,
    encoded: Encoded,
}

impl Pass {
    pub(super) fn begin(reader: &Reader, source: &str) -> Pass {
        let plain = remnants::plain(source);
        let words = plain.as_ref().map_or(source, |plain| &plain.text);
        let tokens = tokens::split(words);
        let language = identify::identify(words, &tokens);
        // The encoder knows English only: better no answer than a wrong one.
        let text = match language {
            "en" => capitals::from_capitals(words, &tokens, &paragraphs::split(words)).unwrap_or_else(|| words.to_owned()),
            _ => String::new(),
        };
        let form = Form::of(&text, &reader.vocabulary);
        let encoded = Encoded::none(&form);
        Pass { plain, language, text, form, encoded }
    }

    /// Reads the next window. `false` when all are read.
    pub fn step(&mut self, reader: &Reader) -> bool {
        reader.encoder.step(&self.form, &mut self.encoded)
    }

    /// What share of the windows is read, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.encoded.share()
    }

    /// What was seen in the text on the way to what is found.
    pub(super) fn explain(mut self, reader: &Reader, guideline: Guideline) -> Trace {
        while self.step(reader) {}
        match self.language {
            "en" => reader.lay_open(&self.text, &self.form, self.encoded.words(), guideline),
            language => Trace::unread(CAREFUL, language, self.text),
        }
    }

    /// What is found in the text, whose windows are all read. Spans are bytes of the source.
    pub fn finish(mut self, reader: &Reader, guideline: Guideline) -> Document {
        while self.step(reader) {}
        let read = Some(CAREFUL.into());
        if self.language != "en" {
            return Document { language: Some(self.language.into()), reading: read, ..Document::default() };
        }
        let found = reader.decide(&self.text, &self.form, self.encoded.words(), guideline);
        let document = Document { reading: read, ..found };
        match self.plain {
            Some(plain) => plain.restore(document),
            None => document,
        }
    }
}
