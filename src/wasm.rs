//! The browser's face of the core: free functions without logic or state, called from a worker.
//!
//! It decides how results cross into JavaScript (typed arrays for the many, objects for the few) and refuses to decide anything about them.

use js_sys::{Object, Reflect, Uint32Array};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

use crate::formats::columns::{self, Columns};
use crate::formats::wire::{self, Word};
use crate::formats::{self, Article, Export, FORMATS, Import, ImportError, Input, Loss};
use crate::model::{Actor, ActorType, Document, MentionKind, PositionKind, QuoteKind, Status};
use crate::reasons::Rule;
use crate::text::Unit;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("formats/types.d.ts");

/// The version of the core.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The lists whose places the columns of `annotate` name, and the table of formats.
///
/// # Errors
/// When JavaScript refuses an object.
#[wasm_bindgen(unchecked_return_type = "Vocabulary")]
pub fn vocabulary() -> Result<JsValue, JsError> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Vocabulary {
        actor_types: Vec<&'static str>,
        mention_kinds: Vec<&'static str>,
        quote_kinds: Vec<&'static str>,
        position_kinds: Vec<&'static str>,
        statuses: Vec<&'static str>,
        reasons: Vec<&'static str>,
        formats: Vec<Format>,
    }
    #[derive(Serialize)]
    struct Format {
        id: &'static str,
        name: &'static str,
        extension: &'static str,
        description: &'static str,
        reads: bool,
        writes: bool,
        files: usize,
        joins: bool,
        group: &'static str,
    }
    let format = |format: &'static formats::Format| Format {
        id: format.id,
        name: format.name,
        extension: format.extension,
        description: format.description,
        reads: format.reads(),
        writes: true,
        files: format.files,
        joins: format.joins,
        group: format.group.words(),
    };
    to_js(&Vocabulary {
        actor_types: ActorType::ALL.iter().map(|value| value.word()).collect(),
        mention_kinds: MentionKind::ALL.iter().map(|value| value.word()).collect(),
        quote_kinds: QuoteKind::ALL.iter().map(|value| value.word()).collect(),
        position_kinds: PositionKind::ALL.iter().map(|value| value.word()).collect(),
        statuses: Status::ALL.iter().map(|value| value.word()).collect(),
        reasons: Rule::ALL.iter().map(|rule| rule.words()).collect(),
        formats: FORMATS.iter().map(format).collect(),
    })
}

/// Finds the actors, quotes and positions in `text`; spans come back as columns, in UTF-16 offsets.
///
/// In a worker it posts a `Progress` message after each stage.
///
/// # Errors
/// When JavaScript refuses an object.
#[wasm_bindgen(unchecked_return_type = "Annotated")]
pub fn annotate(text: &str) -> Result<JsValue, JsError> {
    let clock = Clock::start();
    let document = crate::annotate(text);
    clock.report("annotated");
    let columns = Columns::new(text, &document);
    let result = annotated(&document, &columns)?;
    set(&result, "milliseconds", &clock.report("converted").into())?;
    Ok(result.into())
}

/// Writes articles (in the native shape) in the format with this id, joined into one file where the format can; the files are called by the
/// articles' names, or `article`.
///
/// # Errors
/// When the format is unknown, or a field or span of a document does not hold; the message names the place.
#[wasm_bindgen(unchecked_return_type = "Export")]
pub fn write(#[wasm_bindgen(unchecked_param_type = "NamedDocument[]")] articles: Vec<JsValue>, format: &str) -> Result<JsValue, JsError> {
    let format = formats::format(format).ok_or_else(|| JsError::new(&format!("There is no format “{format}”")))?;
    let articles: Vec<Article> = articles.into_iter().map(from_page).collect::<Result<_, _>>()?;
    export(&formats::write_all(&articles, format)?)
}

/// The id of the format that a file is in, told from its content; nothing for plain text and whatever else Whosaid does not read.
#[wasm_bindgen]
pub fn recognize(name: &str, content: &str) -> Option<String> {
    formats::recognize(&Input { name, content, ..Input::default() }).map(|format| format.id.to_owned())
}

/// Whether a file only goes along with annotations and holds none: a configuration, a data card.
#[wasm_bindgen(js_name = isCompanion)]
pub fn is_companion(name: &str) -> bool {
    formats::is_companion(name)
}

/// Reads every document in files that were opened together (`berlin.ann` with `berlin.txt`), in the native shape with UTF-16 offsets, and says
/// what could not be kept. `unit` is what the offsets count, where a person has said so.
///
/// # Errors
/// The first thing that does not hold, with file, line, field and remedy. Where only a person can tell what the offsets count, the error has
/// the possible `units`.
#[wasm_bindgen(unchecked_return_type = "Import")]
pub fn read(
    #[wasm_bindgen(unchecked_param_type = "NamedText[]")] files: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Unit | undefined")] unit: Option<String>,
) -> Result<JsValue, JsValue> {
    #[derive(Deserialize)]
    struct Named {
        name: String,
        content: String,
    }
    let files: Vec<Named> = serde_wasm_bindgen::from_value(files).map_err(JsError::from)?;
    let pairs: Vec<(&str, &str)> = files.iter().map(|file| (file.name.as_str(), file.content.as_str())).collect();
    let import = formats::read_all(&pairs, unit.as_deref().and_then(wire::unit_from_word)).map_err(|error| refusal(&error))?;
    Ok(imported(&import)?)
}

/// An error with the units that a person has to choose from.
fn refusal(error: &ImportError) -> JsValue {
    let units: Vec<&str> = error.units.iter().map(|unit| wire::unit_word(*unit)).collect();
    let object = js_sys::Error::new(&error.to_string());
    if let (false, Ok(units)) = (units.is_empty(), to_js(&units)) {
        // An error without its units is still an error in words.
        let _ = set(&object, "units", &units);
    }
    object.into()
}

fn annotated(document: &Document, columns: &Columns) -> Result<Object, JsError> {
    let result = Object::new();
    set(&result, "language", &to_js(&document.language)?)?;
    set(&result, "title", &to_js(&document.title)?)?;
    set(&result, "actors", &actors(&document.actors)?)?;
    for (name, column) in
        [("mentions", &columns.mentions), ("quotes", &columns.quotes), ("positions", &columns.positions), ("parts", &columns.parts)]
    {
        set(&result, name, &Uint32Array::from(column.as_slice()))?;
    }
    Ok(result)
}

fn actors(actors: &[Actor]) -> Result<JsValue, JsError> {
    #[derive(Serialize)]
    struct Row<'a> {
        id: String,
        r#type: Option<Word<ActorType>>,
        name: &'a str,
        role: Option<&'a str>,
        anonymous: bool,
        rule: u32,
        confidence: u32,
    }
    fn row((i, actor): (usize, &Actor)) -> Row<'_> {
        Row {
            id: format!("a{}", i + 1),
            r#type: actor.kind.map(Word),
            name: &actor.name,
            role: actor.role.as_deref(),
            anonymous: actor.anonymous,
            rule: columns::rule(&actor.note),
            confidence: columns::confidence(&actor.note),
        }
    }
    let rows: Vec<Row<'_>> = actors.iter().enumerate().map(row).collect();
    to_js(&rows)
}

#[derive(Serialize)]
struct FileOut<'a> {
    name: &'a str,
    mime: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct LossOut {
    what: &'static str,
    count: usize,
}

fn losses(losses: &[Loss]) -> Vec<LossOut> {
    losses.iter().map(|loss| LossOut { what: loss.what, count: loss.count }).collect()
}

fn export(export: &Export) -> Result<JsValue, JsError> {
    #[derive(Serialize)]
    struct Out<'a> {
        files: Vec<FileOut<'a>>,
        losses: Vec<LossOut>,
    }
    let files = export.files.iter().map(|file| FileOut { name: &file.name, mime: file.mime, text: &file.text }).collect();
    to_js(&Out { files, losses: losses(&export.losses) })
}

fn imported(import: &Import) -> Result<JsValue, JsError> {
    #[derive(Serialize)]
    struct Named<'a> {
        name: &'a str,
        document: wire::Document<'a>,
    }
    #[derive(Serialize)]
    struct Out<'a> {
        articles: Vec<Named<'a>>,
        losses: Vec<LossOut>,
    }
    fn named(article: &Article) -> Result<Named<'_>, JsError> {
        Ok(Named { name: &article.name, document: to_page(article)? })
    }
    let articles = import.articles.iter().map(named).collect::<Result<_, _>>()?;
    to_js(&Out { articles, losses: losses(&import.losses) })
}

fn to_page(article: &Article) -> Result<wire::Document<'_>, JsError> {
    let mut document = wire::Document::new(&article.text, &article.document, Unit::Utf16)?;
    document.round_large_numbers();
    Ok(document)
}

/// `{name, document}` of the page.
fn from_page(named: JsValue) -> Result<Article, JsError> {
    let field = |name: &str| Reflect::get(&named, &name.into()).map_err(|_| JsError::new("There is no document to write"));
    let name = formats::file_name(&field("name")?.as_string().unwrap_or_default());
    let deserializer = serde_wasm_bindgen::Deserializer::from(field("document")?);
    let document: wire::Document<'_> = serde_path_to_error::deserialize(deserializer).map_err(|error| JsError::new(&error.to_string()))?;
    let (text, document) = document.into_model().map_err(|problem| JsError::new(&ImportError::from(problem).to_string()))?;
    Ok(Article { name, text, document })
}

fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

fn set(object: &Object, name: &str, value: &JsValue) -> Result<(), JsError> {
    Reflect::set(object, &name.into(), value).map(|_| ()).map_err(|_| JsError::new("JavaScript refused an object"))
}

/// The worker's clock; without a worker nothing is measured or posted.
struct Clock {
    scope: Option<(DedicatedWorkerGlobalScope, web_sys::Performance)>,
    start: f64,
}

impl Clock {
    fn start() -> Clock {
        let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().ok();
        let scope = scope.and_then(|scope| scope.performance().map(|performance| (scope, performance)));
        let start = scope.as_ref().map_or(0.0, |(_, performance)| performance.now());
        Clock { scope, start }
    }

    /// Posts that a stage is done; returns the milliseconds since the start.
    fn report(&self, stage: &str) -> f64 {
        let Some((scope, performance)) = &self.scope else { return 0.0 };
        let milliseconds = performance.now() - self.start;
        #[derive(Serialize)]
        struct Progress<'a> {
            r#type: &'a str,
            stage: &'a str,
            milliseconds: f64,
        }
        if let Ok(message) = to_js(&Progress { r#type: "progress", stage, milliseconds }) {
            // A message that cannot be posted is no reason to fail: it only tells how far the work is.
            let _ = scope.post_message(&message);
        }
        milliseconds
    }
}
