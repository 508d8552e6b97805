//! The careful reading: one pass of a small pretrained encoder, fine-tuned by `cargo xtask train`, over the whole text, with small heads for every layer.
//!
//! In reading order: [`pieces`] and [`form`] prepare a text; `numbers`, `kernel`, `linear` and `file` compute and read learned numbers; `encoder` and `heads` are the
//! network; `features` and `speech` tell it what strings agree and who is the source of what; `mentions`, `frames` and `said` decide, with `names` that go as a whole
//! and without what `unsaid` finds never said; `confidence` says how surely, and `evidence` why;
//! `document` writes down what was found, with the words around heads that `phrase` tells; `pass` takes a text through all of this; `explain` lays it
//! open.

pub mod form;
pub mod pieces;

mod confidence;
mod document;
mod encoder;
mod evidence;
mod explain;
mod features;
mod file;
mod frames;
mod heads;
#[cfg(test)]
mod kinds;
mod kernel;
mod linear;
mod mentions;
mod names;
mod numbers;
mod office;
mod pass;
mod phrase;
mod said;
mod settings;
mod speech;
mod together;
mod unsaid;

use crate::language::weights::ModelError;
use crate::model::Document;
use crate::reading::trace::Trace;
use confidence::Confidence;
use encoder::{Encoder, Room};
use features::{Found, Lower};
use file::File;
use form::Form;
use heads::{Heads, Vectors, Words};
use mentions::{Links, Mention};
pub use pass::Pass;
use pieces::Vocabulary;
use said::{Cast, Reading, Said};
use settings::Settings;
use speech::{Sources, Speech};

#[cfg(feature = "careful-model")]
const BUILT_IN: Option<&[u8]> = Some(include_bytes!("weights.bin"));
#[cfg(not(feature = "careful-model"))]
const BUILT_IN: Option<&[u8]> = None;

/// What counts as a quote.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Guideline {
    /// What is said, written or thought.
    #[default]
    Quotes,
    /// Attributions, in a broader sense and with a cue each: also what is believed, meant, felt or intended, as in PolNeAR (Newell, Margolin and Ruths 2018).
    Attributions,
}

/// Reads texts carefully. It holds the learned numbers and is the same for all texts.
#[derive(Debug)]
pub struct Reader {
    vocabulary: Vocabulary,
    encoder: Encoder,
    heads: Heads,
    settings: Settings,
    confidence: Confidence,
}

impl Reader {
    /// The reader whose learned numbers are `file`, as training wrote it.
    ///
    /// # Errors
    /// [`ModelError`] when the file is damaged, of another version, or lacks a part.
    pub fn open(file: &[u8]) -> Result<Reader, ModelError> {
        let file = File::open(file)?;
        let vocabulary = Vocabulary::new(file.pieces.lines()).ok_or_else(|| ModelError::Section("pieces".into()))?;
        let encoder = Encoder::read(&file, vocabulary.begin, vocabulary.separator)?;
        let (heads, settings, confidence) = (Heads::read(&file)?, Settings::read(&file)?, Confidence::read(&file)?);
        Ok(Reader { vocabulary, encoder, heads, settings, confidence })
    }

    /// The reader that is built into this library, where its feature `careful-model` is on.
    ///
    /// # Errors
    /// [`ModelError`] when it is damaged.
    pub fn built_in() -> Option<Result<Reader, ModelError>> {
        BUILT_IN.map(Reader::open)
    }

    /// What is found in `source`. Spans are bytes of it.
    pub fn read(&self, source: &str, guideline: Guideline) -> Document {
        self.begin(source).finish(self, guideline)
    }

    /// Begins to read `source`, for who wants to be told how far that is.
    pub fn begin(&self, source: &str) -> Pass {
        Pass::begin(self, source)
    }

    /// What was seen in `source` on the way to what [`Reader::read`] finds.
    pub fn explain(&self, source: &str, guideline: Guideline) -> Trace {
        self.begin(source).explain(self, guideline)
    }

    /// What the heads make of the words' vectors.
    fn decide(&self, text: &str, form: &Form, vectors: &[f32], guideline: Guideline) -> Document {
        let (lower, room) = (Lower::of(text, form), &mut Room::default());
        let reading = self.reading(form, &lower, vectors, guideline);
        let Decided { mentions, links, quotes, positions, .. } = Decided::of(&reading, room);
        document::write(&reading, text, &mentions, &links, &quotes, &positions)
    }

    /// The same, laid open.
    fn lay_open(&self, text: &str, form: &Form, vectors: &[f32], guideline: Guideline) -> Trace {
        let (lower, room) = (Lower::of(text, form), &mut Room::default());
        let reading = self.reading(form, &lower, vectors, guideline);
        explain::trace(&reading, text, &Decided::of(&reading, room), room)
    }

    fn reading<'r>(&'r self, form: &'r Form, lower: &'r Lower<'r>, vectors: &'r [f32], guideline: Guideline) -> Reading<'r> {
        Reading {
            heads: &self.heads,
            settings: &self.settings,
            confidence: &self.confidence,
            words: Words(vectors),
            form,
            lower,
            guideline,
        }
    }
}

/// What was decided in a text, and by what.
struct Decided {
    mentions: Vec<Mention>,
    /// The same, for whom their chances are nothing.
    found: Vec<Found>,
    linked: Vectors,
    sources: Sources,
    speech: Speech,
    links: Links,
    quotes: Vec<Said>,
    positions: Vec<Said>,
}

impl Decided {
    fn of(reading: &Reading<'_>, room: &mut Room) -> Decided {
        let mut quotes = reading.quotes(room);
        let named: Vec<_> = quotes.iter().filter_map(|quote| quote.source.clone()).collect();
        let mentions = mentions::find(reading, &named, room);
        let found: Vec<Found> = mentions.iter().map(|mention| mention.found).collect();
        let places: Vec<(usize, usize)> = found.iter().map(|mention| (mention.head, mention.first)).collect();
        let linked = reading.heads.link.vectors(&reading.words, &places, room);
        let sources = Sources::of(quotes.iter().map(|quote| (quote.anchor, quote.source.clone())));
        let heard = quotes.iter().map(|quote| (quote.anchor, &*quote.content, quote.source.clone()));
        let speech = Speech::of(reading.form.words.len(), heard, &sources);
        let links = mentions::link(reading, &linked, &mentions, &speech, room);
        let cast = Cast { mentions: &found, vectors: &linked, links: &links, sources: &sources };
        reading.name_agents(&mut quotes, &[], &cast, room);
        let mut positions = reading.positions(&quotes, room);
        reading.name_agents(&mut positions, &quotes, &cast, room);
        let actor = |said: &Said| said.agent.map(|(actor, _)| actor);
        let positions = said::without_doubles(positions, |one, other| actor(one) == actor(other), reading.settings.same);
        Decided { mentions, found, linked, sources, speech, links, quotes, positions }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoder::Encoded;
    use std::path::Path;

    /// Inputs are rounded here and nowhere in the reference: scores may be this far apart, on the average and at most.
    const MEAN: f32 = 0.03;
    const MOST: f32 = 0.3;
    /// How many paragraphs of each article the reference is about.
    const PARAGRAPHS: usize = 2;
    /// The reference counts hundredths.
    const UNIT: f32 = 0.01;

    fn file(path: &str) -> Vec<u8> {
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn shipped() -> Reader {
        Reader::open(&file("src/reading/careful/weights.bin")).expect("the shipped file is whole")
    }

    #[test]
    fn scores_are_those_of_the_reference() {
        let reader = shipped();
        let reference: serde_json::Value = serde_json::from_slice(&file("tests/careful/reference.json")).expect("is JSON");
        for (name, rows) in reference.as_object().expect("has articles") {
            let text = String::from_utf8(file(&format!("tests/articles/{name}.txt"))).expect("is UTF-8");
            let text = text.split("\n\n").take(PARAGRAPHS).collect::<Vec<_>>().join("\n\n");
            let form = Form::of(&text, &reader.vocabulary);
            let mut encoded = Encoded::none(&form);
            while reader.encoder.step(&form, &mut encoded, 0) {}
            let room = &mut Room::default();
            let heads = [&reader.heads.mention, &reader.heads.cue, &reader.heads.uncued, &reader.heads.stance];
            let scores = heads.map(|head| head.apply(encoded.words(), room));
            let mut differences = Vec::new();
            for (word, row) in rows.as_array().expect("has words").iter().enumerate() {
                let found = scores.iter().zip([4, 6, 1, 1]).flat_map(|(scores, width)| &scores[word * width..][..width]);
                let expected = row.as_array().expect("has scores").iter().map(|number| number.as_f64().expect("a number") as f32 * UNIT);
                differences.extend(found.zip(expected).map(|(found, expected)| (found - expected).abs()));
            }
            let mean = differences.iter().sum::<f32>() / differences.len() as f32;
            let most = differences.iter().copied().fold(0.0, f32::max);
            assert!(differences.len() > 100 && mean < MEAN && most < MOST, "{name}: {mean} on the average, {most} at most");
        }
    }

    #[test]
    fn a_short_text_is_read() {
        let text = "Mayor Odette Farnham said the trial would be reviewed. “If it does not work, we will stop it,” she said.";
        let document = shipped().read(text, Guideline::Quotes);
        let quotes: Vec<&str> = document.quotes.iter().map(|quote| quote.span().slice(text)).collect();
        assert_eq!(quotes, ["the trial would be reviewed", "If it does not work, we will stop it"]);
        let speakers: Vec<Option<&str>> =
            document.quotes.iter().map(|quote| quote.speaker.map(|actor| &*document.actors[actor.index()].name)).collect();
        assert_eq!(speakers, [Some("Odette Farnham"); 2]);
    }

    #[test]
    fn an_office_before_a_name_is_its_role() {
        let reader = shipped();
        let texts = [
            ("Foreign Minister Tomas Reyes said the border would open on Friday.", Some("Foreign Minister")),
            ("But President Odette Farnham said that she would not sign the treaty.", Some("President")),
            ("On Monday Mayor Odette Farnham said that the pier could fall.", Some("Mayor")),
            ("The spokesman Tomas Reyes said the border would open on Friday.", Some("spokesman")),
            ("In Marlow, Tomas Reyes said the border would open on Friday.", None),
        ];
        for (text, expected) in texts {
            let document = reader.read(text, Guideline::Quotes);
            let speaker = document.quotes.first().and_then(|quote| quote.speaker).expect(text);
            assert_eq!(document.actors[speaker.index()].role.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn who_speaks_together_is_named_together() {
        let reader = shipped();
        let texts = [
            ("The harbor stays shut. Mayor Odette Farnham and Councilman Tomas Reyes said on Friday that the pier could fall.", 2),
            ("Norling Foods and Wexcombe Council said in a joint statement that the crane was old.", 2),
            ("Mayor Odette Farnham, who lives in Marlow and leads the harbor board, said that the pier could fall.", 1),
        ];
        for (text, expected) in texts {
            let document = reader.read(text, Guideline::Quotes);
            let most = document.quotes.iter().map(|quote| quote.speakers().count()).max();
            assert_eq!(most, Some(expected), "{text}");
            assert_eq!(document.check(text), Ok(()));
        }
    }

    #[test]
    fn texts_with_nothing_to_read() {
        let reader = shipped();
        for text in ["", " \n\n", "\u{ad}", "…", "said", "“", "“”\n\n“"] {
            assert_eq!(reader.read(text, Guideline::Quotes).check(text), Ok(()), "{text:?}");
        }
    }

    #[test]
    fn window_by_window_is_told_and_gives_the_same() {
        let reader = shipped();
        let text = String::from_utf8(file("tests/articles/agency.txt")).expect("is UTF-8");
        let mut pass = reader.begin(&text);
        let mut shares = vec![pass.share()];
        while pass.step(&reader) {
            shares.push(pass.share());
        }
        assert!(shares.len() > 2 && shares[0] == 0.0 && shares[shares.len() - 1] == 1.0 && shares.is_sorted(), "{shares:?}");
        assert_eq!(pass.finish(&reader, Guideline::Quotes), reader.read(&text, Guideline::Quotes));
    }

    #[test]
    fn what_is_not_english_is_not_read() {
        let text = "Die Bürgermeisterin sagte am Montag, dass der Hafen nicht geschlossen wird und dass sich die Lage mit dem neuen Plan auch von selbst bessert.";
        let document = shipped().read(text, Guideline::Quotes);
        assert_eq!((document.language.as_deref(), document.mentions.len()), (Some("de"), 0));
    }

    #[test]
    fn places_are_those_of_the_source() {
        let reader = shipped();
        for remnant in ["", "<p>", "&nbsp;&nbsp;", "<b></b>"] {
            let text = format!("{remnant}Mayor Odette Farnham said the trial would end. “We are sorry,” she said.");
            let quoted: Vec<String> =
                reader.read(&text, Guideline::Quotes).quotes.iter().map(|quote| quote.span().slice(&text).to_owned()).collect();
            assert_eq!(quoted, ["the trial would end", "We are sorry"], "{remnant}");
        }
    }
}
