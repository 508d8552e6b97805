//! Which reading a command asks for, and the model that the careful one needs.
//!
//! It decides where the model is looked for, and refuses to read otherwise than it was asked to: without a model nothing is read.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use whosaid::model::Document;
use whosaid::trace::Trace;
use whosaid::{Guideline, Reader};

use super::Stop;
use super::arguments::How;
use super::input::plain;
use super::shown::shown;

/// What the model is called beside the program.
const BESIDE: &str = "whosaid-careful.bin";

/// What to do without a model.
const REMEDY: &str = "To read carefully, put the model (src/reading/careful/weights.bin of the sources) beside the program as whosaid-careful.bin, or name it with --model FILE; to read quickly, which is right less often, say --quick.";

/// How texts are read.
pub(crate) enum Reading {
    /// By small models and rules.
    Quick,
    /// By the encoder.
    Careful(Box<Reader>, Guideline),
}

impl Reading {
    /// The reading that was asked for.
    ///
    /// # Errors
    /// When the options contradict each other, or the model is missing or damaged.
    pub(crate) fn of(how: &How) -> Result<Reading, Stop> {
        let careful_only = [("--attributions", how.attributions), ("--model", how.model.is_some())];
        match careful_only.iter().find(|(_, given)| *given) {
            Some((option, _)) if how.quick => {
                Err(Stop::Usage(format!("{option} is for the careful reading, and --quick asks for the other one: leave out one of them")))
            }
            _ if how.quick => Ok(Reading::Quick),
            _ => {
                let guideline = if how.attributions { Guideline::Attributions } else { Guideline::Quotes };
                Ok(Reading::Careful(Box::new(reader(how.model.as_deref())?), guideline))
            }
        }
    }

    /// What is seen in `text` on the way.
    pub(crate) fn explain(&self, text: &str) -> Trace {
        match self {
            Reading::Quick => whosaid::explain_quickly(text),
            Reading::Careful(reader, guideline) => reader.explain(text, *guideline),
        }
    }

    /// What is found in `text`.
    pub(crate) fn read(&self, text: &str) -> Document {
        match self {
            Reading::Quick => whosaid::annotate(text),
            Reading::Careful(reader, guideline) => reader.read(text, *guideline),
        }
    }
}

/// The reader whose model is in the file that was named, else beside the program, else within it.
fn reader(named: Option<&Path>) -> Result<Reader, Stop> {
    let beside = || Some(std::env::current_exe().ok()?.with_file_name(BESIDE)).filter(|path| path.exists());
    match named.map(PathBuf::from).or_else(beside) {
        Some(path) => open(&path),
        None => built_in(Reader::built_in()),
    }
}

fn open(path: &Path) -> Result<Reader, Stop> {
    let unread = |what: &dyn Display| Stop::NoModel(format!("{}: {what}. {REMEDY}", shown(path)));
    let bytes = fs::read(path).map_err(|error| unread(&format_args!("cannot be read: {}", plain(&error))))?;
    Reader::open(&bytes).map_err(|error| unread(&error))
}

/// The reader within the program, where there is one.
fn built_in<E: Display>(reader: Option<Result<Reader, E>>) -> Result<Reader, Stop> {
    let lacking = || Stop::NoModel(format!("this program was built without the model of the careful reading. {REMEDY}"));
    reader.ok_or_else(lacking)?.map_err(|error| Stop::NoModel(format!("the model within this program: {error}. {REMEDY}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_without_a_model_says_so_and_reads_nothing() {
        for (reader, words) in [(None, "built without the model"), (Some(Err("it is torn")), "it is torn")] {
            let Err(Stop::NoModel(told)) = built_in(reader) else { panic!("{words}: a reader") };
            assert!(told.contains(words) && told.contains("--model FILE") && told.contains("--quick"), "{told}");
        }
        assert!(built_in(Some(Reader::open(b""))).is_err());
    }
}
