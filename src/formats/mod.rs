//! The files that annotations are kept in and handed on as: one format a file, and one table of them all.
//!
//! It decides which formats there are and which one a file is in, and refuses to decide what is annotated. Every format is written from the
//! verified native shape ([`wire`]) in code points and read back into it, so no format converts offsets or checks links by itself.

mod brat;
pub mod columns;
mod conll;
mod conllu;
pub mod corpus;
mod csv;
mod doccano;
mod dataset;
pub mod error;
mod flat;
mod foreign;
mod group;
mod html;
mod json;
pub mod jsonl;
mod label_studio;
mod labels;
mod loss;
mod markdown;
mod markup;
mod pieces;
mod place;
mod pretokenized;
mod prodigy;
mod records;
mod spacy;
mod segments;
mod summary;
mod tei;
mod text;
mod uima;
mod unknown;
mod w3c;
pub mod wire;

use std::collections::{HashMap, HashSet};

use crate::model::Document;
use crate::text::{Offsets, Unit};

pub use self::csv::is_formula;
pub use error::{ExportError, ImportError};
pub use group::Group;
pub use loss::Loss;
use loss::add;

/// A text with its annotations, and the name its files have without folder and extension.
#[derive(Clone, PartialEq, Debug)]
pub struct Article {
    /// The name of its files, without folder and extension.
    pub name: String,
    /// The text that the annotations' spans point into.
    pub text: String,
    /// The annotations, in UTF-8 bytes of `text`.
    pub document: Document,
}

/// A file to be handed over: always UTF-8.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct File {
    /// Its name with extension, without folder.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// What is in it.
    pub text: String,
}

/// What came of an export.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Export {
    /// The files; one for most formats.
    pub files: Vec<File>,
    /// What the format could not hold.
    pub losses: Vec<Loss>,
}

/// What came of an import.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Import {
    /// The articles, in the order of the file.
    pub articles: Vec<Article>,
    /// What the file held that Whosaid does not know.
    pub losses: Vec<Loss>,
    /// Lines that do not hold and were left out, in the order of the file: the rest was read.
    pub skipped: Vec<ImportError>,
    /// Texts that nobody has annotated, with what stood beside them: of files opened together ([`read_all`]).
    pub texts: Vec<Article>,
}

/// A file to be read.
#[derive(Clone, Copy, Default, Debug)]
pub struct Input<'a> {
    /// Its name; a folder before it is ignored.
    pub name: &'a str,
    /// What is in it.
    pub content: &'a str,
    /// What is in the `.txt` of the same name, for formats that keep the text apart.
    pub text: Option<&'a str>,
    /// What its offsets count, where a person has said so: asked for by [`ImportError::units`].
    pub unit: Option<Unit>,
}

/// A format: one row of the table that page, command line and documentation share.
pub struct Format {
    /// The word for it on the command line.
    pub id: &'static str,
    /// Its name as people know it.
    pub name: &'static str,
    /// The extension of its (main) file.
    pub extension: &'static str,
    /// One line on what it is good for.
    pub description: &'static str,
    /// Who needs it.
    pub group: Group,
    /// Whether the files of several articles may be joined into one.
    pub joins: bool,
    /// How many files an article becomes.
    pub files: usize,
    write: fn(&Source<'_>) -> Result<Export, ExportError>,
    read: Option<Reader>,
}

impl Format {
    /// Whether files in it can be read.
    pub fn reads(&self) -> bool {
        self.read.is_some()
    }
}

/// How a format is recognized and read.
struct Reader {
    recognizes: fn(&Input<'_>) -> bool,
    read: fn(&Input<'_>) -> Result<Import, ImportError>,
}

/// Every format there is, in the order that they are offered.
pub const FORMATS: &[Format] = &[
    json::FORMAT,
    jsonl::FORMAT,
    w3c::FORMAT,
    brat::FORMAT,
    label_studio::FORMAT,
    doccano::FORMAT,
    prodigy::FORMAT,
    uima::JSON,
    uima::XMI,
    conll::FORMAT,
    conllu::FORMAT,
    spacy::FORMAT,
    dataset::FORMAT,
    tei::FORMAT,
    csv::CSV,
    csv::TSV,
    text::FORMAT,
    markdown::FORMAT,
    html::FORMAT,
];

/// The format that goes by `id`.
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// An article on its way into a format: verified, named and in code points.
struct Source<'a> {
    name: &'a str,
    text: &'a str,
    document: wire::Document<'a>,
    offsets: Offsets,
}

impl<'a> Source<'a> {
    /// The words between two code point offsets.
    fn slice(&self, start: u32, end: u32) -> &'a str {
        let byte = |offset| self.offsets.to_byte(offset).map(|byte| byte as usize);
        byte(start).zip(byte(end)).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// The words of several parts, with an ellipsis where something stands between them.
    fn join(&self, parts: &[(u32, u32)]) -> String {
        let parts: Vec<&str> = parts.iter().map(|&(start, end)| self.slice(start, end)).collect();
        parts.join(" … ")
    }

    /// The words of a range, or nothing.
    fn words(&self, range: Option<wire::Range>) -> &'a str {
        range.map_or("", |range| self.slice(range.start, range.end))
    }

    /// The actors by id.
    fn actors(&self) -> HashMap<&str, &wire::Actor<'a>> {
        self.document.actors.iter().filter_map(|actor| Some((actor.id.as_deref()?, actor))).collect()
    }

    /// A file of this article.
    fn file(&self, ending: &str, mime: &'static str, text: String) -> File {
        File { name: format!("{}{ending}", self.name), mime, text }
    }
}

/// Writes `article` in `format`.
///
/// # Errors
/// When a span is no piece of the text, an id names nothing or stands twice, with the place; nothing is handed over then.
pub fn write(article: &Article, format: &Format) -> Result<Export, ExportError> {
    write_as(&article.name, article, format)
}

/// Writes several articles in `format`: joined into one file where the format can, else each by itself under a name that no other has.
///
/// # Errors
/// As [`write`], with the name of the article.
pub fn write_all(articles: &[Article], format: &Format) -> Result<Export, ExportError> {
    let mut taken = HashSet::new();
    let mut all = Vec::new();
    let mut losses = Vec::new();
    for article in articles {
        let name = free_name(&article.name, &mut taken);
        let export = write_as(&name, article, format).map_err(|error| match articles {
            [_] => error,
            _ => ExportError::new(format!("{name}, {}", error.place), error.what),
        })?;
        export.losses.iter().for_each(|loss| add(&mut losses, loss.what, loss.count));
        all.push((name, export.files));
    }
    let files = if format.joins && format.files == 1 && all.len() > 1 { vec![joined(all)] } else { gathered(all) };
    Ok(Export { files, losses })
}

/// `name`, or with a number behind it where that is taken, also by one that differs in capitals only.
fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    let candidates = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name}-{number}")));
    candidates.into_iter().find(|candidate| taken.insert(candidate.to_lowercase())).unwrap_or_default()
}

/// One file of the files of several articles.
fn joined(all: Vec<(String, Vec<File>)>) -> File {
    let mut parts = all.into_iter().flat_map(|(name, files)| files.into_iter().map(move |file| (name.clone(), file)));
    let (name, mut whole) = parts.next().unwrap_or_default();
    whole.name = format!("articles{}", whole.name.strip_prefix(&name).unwrap_or(&whole.name));
    whole.text.extend(parts.map(|(_, file)| file.text));
    whole
}

/// The files of several articles side by side: one that is the same for all stands once, and where files of one name differ each article
/// gets a folder.
fn gathered(all: Vec<(String, Vec<File>)>) -> Vec<File> {
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut clash = false;
    for file in all.iter().flat_map(|(_, files)| files) {
        clash |= seen.insert(file.name.clone(), file.text.clone()).is_some_and(|other| other != file.text);
    }
    let mut files = Vec::new();
    for (name, own) in all {
        for file in own {
            if clash {
                files.push(File { name: format!("{name}/{}", file.name), ..file });
            } else if seen.remove(&file.name).is_some() {
                files.push(file);
            }
        }
    }
    files
}

fn write_as(name: &str, article: &Article, format: &Format) -> Result<Export, ExportError> {
    let document = wire::Document::new(&article.text, &article.document, Unit::Codepoint)?;
    let offsets = Offsets::new(&article.text, Unit::Codepoint);
    let mut export = (format.write)(&Source { name, text: &article.text, document, offsets })?;
    export.losses.retain(|loss| loss.count > 0);
    Ok(export)
}

/// The format that `input` is in, told from its content; its name decides only where that is empty or broken.
pub fn recognize(input: &Input<'_>) -> Option<&'static Format> {
    let input = &Input { content: without_bom(input.content), ..*input };
    FORMATS.iter().find(|format| format.read.as_ref().is_some_and(|reader| (reader.recognizes)(input)))
}

/// Reads every article in `input`.
///
/// # Errors
/// The first thing that does not hold, with file, line, field and remedy. Nothing is handed over then.
pub fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    let format = recognize(input);
    let input = &Input { content: without_bom(input.content), ..*input };
    let result = match format.and_then(|format| format.read.as_ref()) {
        Some(reader) => reader.read(input),
        None => Err(unknown::unknown(input)),
    };
    let named = |error: ImportError| error.in_file(input.name);
    let mut import = result.map_err(named)?;
    import.skipped = import.skipped.into_iter().map(named).collect();
    Ok(import)
}

impl Reader {
    /// Reads with the text beside as it is; where that does not hold, as it was before a program gave it a byte order mark or other line
    /// ends. Every place is checked against its words either way.
    fn read(&self, input: &Input<'_>) -> Result<Import, ImportError> {
        let first = (self.read)(input);
        let (Err(_), Some(text)) = (&first, input.text) else { return first };
        let plain = without_bom(text);
        let unix = plain.replace("\r\n", "\n");
        let others = [plain, &unix, &unix.replace('\n', "\r\n")];
        let mut others = others.into_iter().filter(|other| *other != text);
        others.find_map(|text| (self.read)(&Input { text: Some(text), ..*input }).ok()).map_or(first, Ok)
    }
}

/// Reads files that belong together, given as name and content: a `.txt` is the text of the file of the same name beside it. `unit` is what
/// the offsets count, where a person has said so. Collections of texts are handed on as texts.
///
/// # Errors
/// As [`read`]; one file that does not hold stops them all.
pub fn read_all(files: &[(&str, &str)], unit: Option<Unit>) -> Result<Import, ImportError> {
    let texts: HashMap<&str, &str> = files.iter().filter_map(|(name, content)| Some((name.strip_suffix(".txt")?, *content))).collect();
    let mut all = Import::default();
    for &(name, content) in files {
        let path = name.rsplit_once('.').map_or(name, |(path, _)| path);
        let is_text =
            name.ends_with(".txt") && files.iter().any(|(other, _)| *other != name && other.rsplit_once('.').is_some_and(|o| o.0 == path));
        if is_text || is_companion(name) {
            continue;
        }
        let input = Input { name, content, text: texts.get(path).copied(), unit };
        let import = match recognize(&input) {
            Some(_) => read(&input)?,
            None => match corpus::read(&input, None) {
                Some(Ok(Import { articles, losses, .. })) => Import { texts: articles, losses, ..Import::default() },
                _ => read(&input)?,
            },
        };
        all.articles.extend(import.articles);
        all.texts.extend(import.texts);
        import.losses.into_iter().for_each(|loss| add(&mut all.losses, loss.what, loss.count));
        all.skipped.extend(import.skipped);
    }
    Ok(all)
}

/// Whether a file only goes along with others and holds no annotations: what our formats write besides.
pub fn is_companion(name: &str) -> bool {
    name.ends_with(".conf")
        || ["README.md", "TypeSystem.xml", label_studio::CONFIG].contains(&name.rsplit(['/', '\\']).next().unwrap_or(name))
}

fn without_bom(content: &str) -> &str {
    content.strip_prefix('\u{feff}').unwrap_or(content)
}

/// A name for files that every system takes, made of a title or whatever a person called an article.
pub fn file_name(title: &str) -> String {
    let safe = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c };
    let name: String = title.trim().chars().take(80).map(safe).collect();
    let name = name.trim_matches(|c: char| c == '.' || c == '-' || c.is_whitespace());
    if name.is_empty() { "article".to_owned() } else { name.to_owned() }
}

/// The name without folder and extension.
pub fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.rfind('.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    }
}
