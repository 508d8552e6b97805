//! The words of the command line.
//!
//! It decides what can be asked and refuses to decide what is done.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use whosaid::formats::wire::{unit_from_word, unit_word};
use whosaid::formats::{self, FORMATS, Format};
use whosaid::text::Unit;

use super::stats::By;

/// Finds who acts, who said what and who stands where in news articles.
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "Exit codes: 0 all done, 1 some input or output failed, 2 the command makes no sense,
3 there is no model to read carefully with."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Annotate articles
    Annotate(Annotate),
    /// Compare what several people have marked in the same texts
    Agree(Agree),
    /// Write annotated articles in another format
    Convert(Convert),
    /// Show what was seen in a text: words, tags, trees, candidates with their scores, and why they were kept or dropped
    Explain(Explain),
    /// List the formats
    Formats,
    /// Count whose words annotated articles report: voices, shares, named and unnamed, word for word and retold, verbs
    Stats(Stats),
}

#[derive(Args)]
#[command(after_help = "Examples:
  whosaid annotate article.txt                         JSON on standard output
  whosaid annotate articles/ --format jsonl -o all.jsonl
  whosaid annotate articles/ --format brat -o out/     one set of files for each article
  whosaid annotate corpus.csv --format jsonl           one article a row, its other columns kept as \"meta\"
  whosaid annotate big.jsonl.gz --format jsonl -o big-annotated.jsonl --resume --errors bad.jsonl
  curl … | whosaid annotate -
  whosaid annotate articles/ --quick --format jsonl    right less often, and far quicker

In a format with files for each article, -o is a folder when several texts, a folder or a collection
go in, however many texts it holds; one text in it may go into a file with the format's extension.

Texts are UTF-8 and are kept exactly as they are; offsets in files count code points.")]
pub(crate) struct Annotate {
    /// Texts (.txt, .docx, .rtf), collections of them (.jsonl, .json, .csv, .tsv; as JSON Lines also packed, .gz and .zst), folders (every text in them)
    /// or - for standard input, which is read when none is given
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The format to write; 'whosaid formats' describes them
    #[arg(short, long, default_value = "json", value_parser = written())]
    pub(crate) format: &'static Format,
    /// The file to write, or the folder for several articles; standard output when left out
    #[arg(short, long, value_name = "DIR|FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The field or column that holds the texts, where it is called neither text, content, body nor article
    #[arg(long, value_name = "NAME")]
    pub(crate) text_field: Option<String>,
    /// Go on where an earlier run of the same command was broken off; until all is done, the results are in FILE.unfinished
    #[arg(long)]
    pub(crate) resume: bool,
    /// Annotate so many rows and no more
    #[arg(long, value_name = "COUNT")]
    pub(crate) limit: Option<u64>,
    /// Annotate about this share of the rows, 0 to 1: always the same ones, spread over all
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) sample: Option<f64>,
    /// Keep here, one a line, which rows could not be read and why; they are left out, and the exit code is 1
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) how: How,
}

impl Annotate {
    /// The first option that is given and that only streams have.
    pub(crate) fn for_streams(&self) -> Option<&'static str> {
        let given = [
            ("--resume", self.resume),
            ("--limit", self.limit.is_some()),
            ("--sample", self.sample.is_some()),
            ("--errors", self.errors.is_some()),
        ];
        given.into_iter().find(|(_, given)| *given).map(|(option, _)| option)
    }
}

fn share(words: &str) -> Result<f64, String> {
    words.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "a share is a number from 0 to 1".into())
}

#[derive(Args)]
#[command(after_help = "Examples:
  whosaid explain article.txt --at \"the spokesman\"           what the careful reading saw there
  whosaid explain article.txt --at \"informing that\" --quick  what the quick one did
  whosaid explain article.txt --json                         everything, for programs")]
pub(crate) struct Explain {
    /// A text (.txt, .docx, .rtf) or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Show only what was seen wherever these words stand, and the sentences around them
    #[arg(long, value_name = "WORDS")]
    pub(crate) at: Option<String>,
    /// Show it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) how: How,
}

/// How texts are read.
#[derive(Args, Default)]
pub(crate) struct How {
    /// Read quickly, by small models and rules: for speed
    #[arg(long)]
    pub(crate) quick: bool,
    /// Read carefully with the model in this file, and not with the one beside the program (whosaid-careful.bin) or within it
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,
    /// Take attributions in the broad sense of PolNeAR for quotes: also what is believed, meant, felt or intended; each has a cue
    #[arg(long)]
    pub(crate) attributions: bool,
}

#[derive(Args)]
#[command(
    after_help = "The format of the input is told from its content. What the other format cannot hold is said on standard error, in numbers.

In a format with files for each article, -o is a folder when several files, a folder or JSON Lines go in,
however many articles they hold; one article may go into a file with the format's extension."
)]
pub(crate) struct Convert {
    /// Annotated files, folders (every file in a known format) or - for standard input
    #[arg(value_name = "IN", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The format to write; 'whosaid formats' describes them
    #[arg(short, long, visible_alias = "format", value_name = "FORMAT", value_parser = written())]
    pub(crate) to: &'static Format,
    /// The file to write, or the folder for several articles; standard output when left out
    #[arg(short, long, value_name = "DIR|FILE")]
    pub(crate) output: Option<PathBuf>,
    /// What the offsets of the input count, where it does not say and their words do not tell
    #[arg(long, value_name = "UNIT", value_parser = units())]
    pub(crate) offset_unit: Option<Unit>,
}

#[derive(Args)]
#[command(after_help = "Examples:
  whosaid agree ann.jsonl ben.jsonl                how far two people agree, and where they do not
  whosaid agree ann/ ben/ cleo/ --format csv       three folders, as a table

Documents go together when they have the same text; what is in one set only is told and left out. docs/AGREEMENT.md
says what the figures count. 'undefined' is a figure that chance alone decides: nothing was marked, or all alike.")]
pub(crate) struct Agree {
    /// Two or more sets of annotations: files or folders in any format that is read
    #[arg(value_name = "SET", required = true)]
    pub(crate) sets: Vec<PathBuf>,
    /// How it is shown
    #[arg(short, long, value_enum, default_value_t = Shape::Text)]
    pub(crate) format: Shape,
    /// What the offsets of the input count, where it does not say and their words do not tell
    #[arg(long, value_name = "UNIT", value_parser = units())]
    pub(crate) offset_unit: Option<Unit>,
}

#[derive(Args)]
#[command(after_help = "Examples:
  whosaid stats all.jsonl                                  all articles together
  whosaid stats all.jsonl --by outlet --format csv         each outlet for itself, for a spreadsheet
  whosaid stats all.jsonl --by outlet --by date:month      each outlet in each month

The figures are those of the page's panel. A field is one of the article or of what stood beside its text (\"meta\");
of a date in it (2024-05-17) :year, :month or :day may be taken.")]
pub(crate) struct Stats {
    /// Annotated files, folders (every file in a known format) or - for standard input, which is read when none is given
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Count articles apart by what they say in this field
    #[arg(long, value_name = "FIELD", value_parser = By::read)]
    pub(crate) by: Vec<By>,
    /// How it is shown
    #[arg(short, long, value_enum, default_value_t = Shape::Text)]
    pub(crate) format: Shape,
    /// How many voices and verbs are shown in words
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    pub(crate) top: usize,
    /// Count also what the page shows only when asked: suggestions that are wrong too often
    #[arg(long)]
    pub(crate) all: bool,
    /// What the offsets of the input count, where it does not say and their words do not tell
    #[arg(long, value_name = "UNIT", value_parser = units())]
    pub(crate) offset_unit: Option<Unit>,
}

/// How figures are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    /// In words
    Text,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

fn units() -> impl TypedValueParser<Value = Unit> {
    let words = [Unit::Codepoint, Unit::Utf16, Unit::Grapheme, Unit::Byte].map(unit_word);
    PossibleValuesParser::new(words).try_map(|word| unit_from_word(&word).ok_or("there is no such unit"))
}

fn written() -> impl TypedValueParser<Value = &'static Format> {
    let ids = FORMATS.iter().map(|format| format.id);
    PossibleValuesParser::new(ids).try_map(|id| formats::format(&id).ok_or("there is no such format"))
}
