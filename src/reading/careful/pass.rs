//! A text on its way through the careful reading, window by window: who waits may be told how far it is, do something else in between, or stop; and who
//! looks at a stretch of the text may have that read first, and told before the rest is.

use std::ops::Range;

use super::encoder::Encoded;
use super::form::Form;
use super::heads::FRAME_REACH;
use super::{Guideline, Reader};
use crate::capitals;
use crate::language::identify;
use crate::model::{Document, Span};
use crate::paragraphs;
use crate::reading::CAREFUL;
use crate::reading::trace::Trace;
use crate::remnants::{self, Plain};
use crate::tokens;

/// How many words before a stretch are looked at to tell whom it means, where they are read.
const LOOK_BACK: usize = 1000;

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
        reader.encoder.step(&self.form, &mut self.encoded, 0)
    }

    /// Reads the next window of what is looked at (`seen`, in bytes of the source), else of what stands behind it, else from the beginning.
    /// `false` when all are read.
    pub fn step_at(&mut self, reader: &Reader, seen: Span) -> bool {
        let words = self.form.words_of(&self.in_sight(&self.paragraphs(seen)));
        reader.encoder.step(&self.form, &mut self.encoded, words.start)
    }

    /// Whether all is read that tells what is found in the paragraphs at `seen`, in bytes of the source.
    pub fn is_read(&self, seen: Span) -> bool {
        self.encoded.is_read(&self.form.words_of(&self.in_sight(&self.paragraphs(seen))))
    }

    /// What is found in the paragraphs at `seen`, of which is known so far what is read, and where they stand. Spans are bytes of the source. There may
    /// be marks of paragraphs beside them, for they are told with these in mind. [`Pass::is_read`] says when this can be asked.
    pub fn part(&self, reader: &Reader, guideline: Guideline, seen: Span) -> (Document, Span) {
        let wanted = self.paragraphs(seen);
        let mut around = self.in_sight(&wanted);
        let words = |paragraphs: Range<usize>| self.form.words_of(&paragraphs);
        while around.start > 0
            && words(around.start..wanted.start).len() < LOOK_BACK
            && self.encoded.is_read(&words(around.start - 1..around.start))
        {
            around.start -= 1;
        }
        let document = reader.decide(&self.text, &self.form.part(&around), self.encoded.some(&words(around)), guideline);
        let document = self.told(document);
        let span = match &self.form.paragraphs[wanted] {
            [first, .., last] => self.placed(first.span.cover(last.span)),
            [only] => self.placed(only.span),
            [] => seen,
        };
        (document, span)
    }

    /// The paragraphs that some bytes of the source touch.
    fn paragraphs(&self, seen: Span) -> Range<usize> {
        let place = |at: u32| self.plain.as_ref().map_or(at, |plain| plain.place(at));
        let (start, end) = (place(seen.start()), place(seen.end()));
        let first = self.form.paragraphs.partition_point(|paragraph| paragraph.span.end() <= start);
        let end = self.form.paragraphs.partition_point(|paragraph| paragraph.span.start() < end);
        first..end.max(first)
    }

    /// These paragraphs with those beside them that their words are judged by.
    fn in_sight(&self, of: &Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (of.start, of.end);
        while start > 0 && self.form.words_of(&(start..of.start)).len() < FRAME_REACH {
            start -= 1;
        }
        while end < self.form.paragraphs.len() && self.form.words_of(&(of.end..end)).len() < FRAME_REACH {
            end += 1;
        }
        start..end
    }

    /// Where words that were read stand in the source.
    fn placed(&self, span: Span) -> Span {
        self.plain.as_ref().map_or(span, |plain| plain.span(span))
    }

    /// A document over the source that says which reading made it.
    fn told(&self, found: Document) -> Document {
        let document = Document { reading: Some(CAREFUL.into()), ..found };
        match &self.plain {
            Some(plain) => plain.restore(document),
            None => document,
        }
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
        self.told(match self.language {
            "en" => reader.decide(&self.text, &self.form, self.encoded.words(), guideline),
            language => Document { language: Some(language.into()), ..Document::default() },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn file(path: &str) -> Vec<u8> {
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn shipped() -> Reader {
        Reader::open(&file("src/reading/careful/weights.bin")).expect("the shipped file is whole")
    }

    fn article(name: &str) -> String {
        String::from_utf8(file(&format!("tests/articles/{name}.txt"))).expect("is UTF-8")
    }

    fn all(text: &str) -> Span {
        Span::new(0, text.len() as u32)
    }

    fn at(text: &str, words: &str) -> Span {
        let start = text.find(words).expect(words) as u32;
        Span::new(start, start + words.len() as u32)
    }

    /// Places in a text, one after the other, as a reader might jump about in it.
    fn jumps(seed: u64, length: usize) -> impl FnMut() -> Span {
        let mut state = seed;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let start = (state >> 33) as usize % (length + 1);
            Span::new(start as u32, length.min(start + (state >> 20) as usize % 2000) as u32)
        }
    }

    #[test]
    fn in_any_order_the_whole_is_the_same() {
        let reader = shipped();
        for text in [article("agency"), article("agency").replace(". ", ". <b>&nbsp;</b>"), String::new()] {
            let whole = reader.read(&text, Guideline::Quotes);
            for seed in 0..2 {
                let (mut pass, mut jump) = (reader.begin(&text), jumps(seed, text.len()));
                let mut shares = vec![pass.share()];
                while pass.step_at(&reader, jump()) {
                    shares.push(pass.share());
                }
                assert!(shares.last() == Some(&1.0) && shares.is_sorted_by(|one, two| one < two), "{shares:?}");
                assert_eq!(pass.finish(&reader, Guideline::Quotes), whole, "{seed}");
            }
        }
    }

    #[test]
    fn what_is_looked_at_is_read_first_then_what_stands_behind_it() {
        let reader = shipped();
        let text = (0..6).map(|number| format!("{}\n\nThis is place {number}.", article("agency"))).collect::<Vec<_>>().join("\n\n");
        let mut pass = reader.begin(&text);
        let place = |number: usize| at(&text, &format!("This is place {number}."));
        while !pass.is_read(place(3)) {
            assert!(pass.step_at(&reader, place(3)));
        }
        assert!(pass.share() < 0.2, "{}", pass.share());
        assert!(!pass.is_read(place(4)) && !pass.is_read(place(0)));
        while !pass.is_read(place(4)) {
            assert!(pass.step_at(&reader, place(3)));
        }
        assert!(!pass.is_read(place(0)) && !pass.is_read(all(&text)));
        while !pass.is_read(place(5)) {
            assert!(pass.step_at(&reader, place(3)));
        }
        assert!(pass.step_at(&reader, place(3)) && pass.step_at(&reader, place(3)) && pass.is_read(at(&text, &text[..40])));
    }

    #[test]
    fn a_part_that_is_all_is_the_whole() {
        let reader = shipped();
        for text in
            [article("agency"), format!("<p>{}</p>", article("agency")), "Guten Morgen, das ist kein Englisch und bleibt es auch.".into()]
        {
            let mut pass = reader.begin(&text);
            while pass.step(&reader) {}
            let (part, _) = pass.part(&reader, Guideline::Quotes, all(&text));
            let whole = pass.finish(&reader, Guideline::Quotes);
            assert_eq!((part.mentions, part.quotes, part.positions), (whole.mentions, whole.quotes, whole.positions));
        }
    }

    #[test]
    fn a_part_finds_what_the_whole_finds_there() {
        let reader = shipped();
        let (mut same, mut count) = (0, 0);
        for name in ["agency", "court"] {
            let text = article(name).replace("\n\n", "\n\n<br>");
            let whole = reader.read(&text, Guideline::Quotes);
            for start in (0..text.len()).step_by(1800).filter(|&start| text.is_char_boundary(start)) {
                let seen = Span::new(start as u32, text.len().min(start + 900) as u32);
                let mut pass = reader.begin(&text);
                while !pass.is_read(seen) {
                    assert!(pass.step_at(&reader, seen));
                }
                let (part, span) = pass.part(&reader, Guideline::Quotes, seen);
                assert_eq!(part.check(&text), Ok(()));
                assert!(span.start() <= seen.end() && seen.start() <= span.end(), "{span:?}");
                let places = |document: &Document| -> Vec<Span> {
                    let quotes = document.quotes.iter().map(|quote| quote.span());
                    let all = quotes.chain(document.mentions.iter().map(|mention| mention.span));
                    all.filter(|mark| span.start() <= mark.start() && mark.start() < span.end()).collect()
                };
                let (found, expected) = (places(&part), places(&whole));
                same += expected.iter().filter(|mark| found.contains(mark)).count();
                count += expected.len().max(found.len());
            }
        }
        assert!(count > 80 && same as f32 > 0.97 * count as f32, "{same} of {count}");
    }

    #[test]
    fn a_part_of_any_text_is_in_order() {
        let reader = shipped();
        let running = "“We are sorry,” Mayor Ada Quill said. “We are\n\n“sorry, and we\n\nBy Ada Quill\n\n“‘stay’ so.”\n\n";
        let texts = [
            "“".into(),
            "\u{ad}\n\n\u{200b}".into(),
            "MAYOR ADA QUILL SAID THE PIER IS OLD.\n\nSHE SAID SO.".into(),
            "<p>Ada Quill said &ldquo;no&rdquo;.</p>\r\n\r\n<p>She &mdash; said so.</p>".into(),
            "She said that Ada Quill said that ".repeat(150),
            running.repeat(8),
        ];
        for (number, text) in texts.iter().enumerate() {
            let (mut pass, mut jump) = (reader.begin(text), jumps(number as u64, text.len()));
            while pass.step_at(&reader, jump()) {}
            for _ in 0..8 {
                let (document, span) = pass.part(&reader, Guideline::Quotes, jump());
                assert_eq!(document.check(text), Ok(()), "{text}");
                assert!(span.end() as usize <= text.len(), "{span:?}");
            }
        }
    }

    #[test]
    fn where_nothing_stands_nothing_is_found() {
        let reader = shipped();
        for text in ["", "One said so.\n\n\n\n\n\nTwo said no."] {
            let mut pass = reader.begin(text);
            while pass.step(&reader) {}
            let middle = (text.len() / 2) as u32;
            let (part, span) = pass.part(&reader, Guideline::Quotes, Span::new(middle, middle));
            assert!(part.quotes.is_empty() && span.start() == span.end() && pass.is_read(span), "{span:?}");
        }
    }
}
