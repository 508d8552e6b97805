//! What is fuzzed: texts, read either way, every format and document that is read, model files. Each target says how it starts, what an input means, and what has to hold.

use whosaid::formats::columns::Columns;
use whosaid::formats::jsonl::Articles;
use whosaid::formats::{self, Article, FORMATS, Format, Import, Input};

use crate::{careful, documents, models};

#[path = "../../tests/support/hard.rs"]
mod hard;
#[path = "../../tests/support/holds.rs"]
mod holds;
#[path = "../../tests/support/pieces.rs"]
mod pieces;

/// Something that reads inputs.
pub(crate) struct Target {
    /// What it is called on the command line, and its folder in the corpus.
    pub(crate) name: String,
    /// What mutation begins with, besides the kept corpus.
    pub(crate) seeds: Vec<Vec<u8>>,
    /// Words that mean something, besides those of the seeds.
    pub(crate) words: Vec<Vec<u8>>,
    /// The most bytes of an input.
    pub(crate) longest: usize,
    /// How long the inputs are that hold one piece over and over; none where time has nothing to do with length.
    pub(crate) repeated: Option<usize>,
    /// How much of the time it gets.
    pub(crate) share: u32,
    /// Reads an input, the second time around with every check there is; panics where something does not hold.
    pub(crate) run: Run,
}

/// What reads an input.
type Run = Box<dyn Fn(&[u8], Effort)>;

/// How closely an input is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// It is read, and what came of it is looked at.
    Once,
    /// Everything that has to hold is tried.
    Whole,
}

/// Every target.
pub(crate) fn all() -> Vec<Target> {
    let formats = FORMATS.iter().filter(|format| format.reads()).map(format);
    let text = text();
    let careful = careful::target(&text.seeds, &text.words);
    std::iter::once(text).chain(formats).chain([corpus(), models::target(), documents::word(), documents::rich(), careful]).collect()
}

/// The articles among the tests.
const ARTICLES: [&str; 5] = [
    include_str!("../../tests/articles/agency.txt"),
    include_str!("../../tests/articles/council.txt"),
    include_str!("../../tests/articles/court.txt"),
    include_str!("../../tests/articles/science.txt"),
    include_str!("../../tests/articles/sport.txt"),
];

/// The small texts among the tests, each with what is found in it.
const CASES: [&str; 4] = [
    include_str!("../../tests/cases/actors.txt"),
    include_str!("../../tests/cases/positions.txt"),
    include_str!("../../tests/cases/quotes.txt"),
    include_str!("../../tests/cases/text.txt"),
];

fn text() -> Target {
    let bytes = |text: &str| text.as_bytes().to_vec();
    let cases = CASES.iter().flat_map(|file| file.split("\n\n")).map(|case| {
        let own = |line: &&str| !line.starts_with("  ") && !line.starts_with('#');
        case.lines().filter(own).collect::<Vec<_>>().join("\n")
    });
    let paragraphs = ARTICLES.iter().flat_map(|article| article.split("\n\n")).map(str::to_owned);
    let hard = hard::texts(120).into_iter().map(|(_, text)| text);
    let whole = ARTICLES.iter().map(|article| (*article).to_owned());
    Target {
        name: "text".into(),
        seeds: cases.chain(paragraphs).chain(hard).chain(whole).map(String::into_bytes).collect(),
        words: pieces::PIECES.iter().map(|piece| bytes(piece)).collect(),
        longest: 6000,
        repeated: Some(200_000),
        share: 8,
        run: Box::new(|bytes, effort| {
            let text = String::from_utf8_lossy(bytes);
            if effort == Effort::Whole && text.len() < 20_000 {
                return holds::check(&text);
            }
            let document = whosaid::annotate(&text);
            if let Err(fault) = document.check(&text) {
                panic!("{fault}");
            }
            Columns::new(&text, &document);
        }),
    }
}

/// What parts a file from the text beside it in an input.
const BESIDE: char = '\u{1e}';

fn format(format: &'static Format) -> Target {
    let samples = [
        "Mayor Ada Lumen said the harbor is safe. “It must stay open,” she said, “whatever Norway wants.”\n\nThe union opposes the plan.",
        "Der Hafen",
        "",
    ];
    Target {
        name: format.id.into(),
        seeds: samples.iter().map(|text| seed(format, text)).chain(foreign(format.id)).collect(),
        words: Vec::new(),
        longest: 6000,
        repeated: None,
        share: 1,
        run: Box::new(|bytes, effort| read(format, &String::from_utf8_lossy(bytes), effort)),
    }
}

/// Files as other programs write them, by the format that they are in.
const FOREIGN: [(&str, &str); 8] = [
    ("doccano", r#"{"id": 7, "text": "Ann said no.", "label": [[0, 3, "PER"]], "Comments": ["hm"], "meta": {"a": 1}, "title": "x"}"#),
    (
        "doccano",
        r#"{"data": "Ann", "entities": [{"id": 1, "label": "Cue", "start_offset": 0, "end_offset": 3, "sure": true}], "relations": []}"#,
    ),
    ("prodigy", r#"{"text": "Ann", "spans": [{"start": 0, "end": 3, "label": "PER", "source": "m"}], "label": "A", "answer": "reject"}"#),
    ("prodigy", r#"{"text": "Ann", "_task_hash": 1, "options": [{"id": "a"}], "accept": ["a"], "answer": "accept"}"#),
    (
        "spacy",
        r#"{"text": "Ann", "tokens": [{"id": 0, "start": 0, "end": 3, "tag": "N"}], "ents": [], "cats": {"A": 1}, "spans": {"sc": [{"start": 0, "end": 3, "label": "PER", "kb_id": "Q1"}]}}"#,
    ),
    (
        "label-studio",
        r#"[{"id": 1, "data": {"text": "Ann", "url": "u"}, "meta": {}, "annotations": [{"id": 2, "result": [{"id": "a", "type": "labels", "value": {"start": 0, "end": 3, "labels": ["PER"]}, "meta": {"text": ["hm"]}, "score": 1}]}], "predictions": [3]}]"#,
    ),
    ("brat", "T1\tPER 0 3\tAnn\nA1\tMention T1 Name\nT2 Place 0 3\nE1\tDirectQuote:T9\n*\tEquiv T1 T1\nT3\tPlace 0 1;2 3\tA n\n\u{1e}Ann"),
    ("brat", "#1\tWhosaid T1\t{\nR1\tX Arg1:T1\n"),
];

fn foreign(id: &str) -> impl Iterator<Item = Vec<u8>> {
    FOREIGN.iter().filter(move |(format, _)| *format == id).map(|(_, file)| file.as_bytes().to_vec())
}

/// Collections of texts, under the names that tell them apart.
fn corpus() -> Target {
    let files = [
        "{\"id\": 7, \"text\": \"Ann left.\", \"meta\": {\"a\": 1}, \"a\": 2}\n{\"Body\": \"Bob left.\", \"title\": \"x\"}\n",
        "[{\"content\": \"Ann\"}, {\"article\": null, \"text\": \" \"}]",
        "\u{feff}id,text,,id\r\n7,\"Ann, \"\"left\"\".\nNo.\",x,y\r\n",
        "id;content\n1;Ann\n",
        "id\ttext\n1\t\"Yes,\" said Ann.\n2\t\"No\"\n",
        "text\nAnn\n",
    ];
    Target {
        name: "corpus".into(),
        seeds: files.iter().map(|file| file.as_bytes().to_vec()).collect(),
        words: Vec::new(),
        longest: 4000,
        repeated: None,
        share: 1,
        run: Box::new(|bytes, effort| {
            let content = String::from_utf8_lossy(bytes);
            for (name, field) in [("file.jsonl", None), ("file.csv", None), ("file.tsv", Some("text"))] {
                match formats::corpus::read(&Input { name, content: &content, ..Input::default() }, field) {
                    Some(Ok(import)) => whole(&import, effort),
                    Some(Err(error)) => assert!(!error.to_string().is_empty()),
                    None => {}
                }
            }
        }),
    }
}

/// A file in `format` with the annotations of `text`, and the text beside it where the format keeps it apart.
fn seed(format: &Format, text: &str) -> Vec<u8> {
    let article = Article { name: "seed".into(), text: text.into(), document: whosaid::annotate(text) };
    let export = formats::write(&article, format).expect("what was found can be written");
    let ending = format!(".{}", format.extension);
    let main = export.files.iter().find(|file| file.name.ends_with(&ending)).expect("a format has a main file");
    let beside = export.files.iter().find(|file| file.name == "seed.txt").filter(|_| export.files.len() > 1);
    let beside = beside.map(|file| format!("{BESIDE}{}", file.text)).unwrap_or_default();
    format!("{}{beside}", main.text).into_bytes()
}

/// Reads a file; what is read has to be whole, and can be written in every format.
fn read(format: &Format, input: &str, effort: Effort) {
    let (content, text) = input.split_once(BESIDE).map_or((input, None), |(content, text)| (content, Some(text)));
    let name = format!("file.{}", format.extension);
    let file = Input { name: &name, content, text, unit: None };
    let result = formats::read(&file);
    if let Err(error) = &result {
        assert!(!error.to_string().is_empty());
        for &unit in &error.units {
            formats::read(&Input { unit: Some(unit), ..file }).ok().iter().for_each(|import| whole(import, effort));
        }
    }
    result.ok().iter().for_each(|import| whole(import, effort));
    if matches!(format.id, "jsonl" | "doccano" | "prodigy") {
        Articles::new("file", content.as_bytes(), None).take_while(Result::is_ok).for_each(drop);
    }
}

fn whole(import: &Import, effort: Effort) {
    let native = formats::format("json").expect("the native format is in the table");
    for article in &import.articles {
        if let Err(fault) = article.document.check(&article.text) {
            panic!("what was read is not whole: {fault}");
        }
        let written = |article: &Article, format: &Format| {
            let export = formats::write(article, format).unwrap_or_else(|error| panic!("cannot be written as {}: {error}", format.id));
            export.files.into_iter().next().map(|file| file.text).unwrap_or_default()
        };
        let file = written(article, native);
        let again = formats::read(&Input { name: "again.json", content: &file, ..Input::default() });
        let again = again.unwrap_or_else(|error| panic!("cannot be read again: {error}"));
        assert!(again.articles.len() == 1 && written(&again.articles[0], native) == file, "written otherwise again");
        if effort == Effort::Whole {
            FORMATS.iter().for_each(|format| drop(written(article, format)));
        }
    }
}
