//! Files of annotations: what is needed once something is opened or taken away.

use js_sys::Reflect;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::{set, to_js};
use crate::formats::wire;
use crate::formats::{self, Article, Export, FORMATS, Import, ImportError, Input, Loss};
use crate::text::Unit;

/// The table of formats.
///
/// # Errors
/// When JavaScript refuses an object.
#[wasm_bindgen(js_name = formats, unchecked_return_type = "Format[]")]
pub fn format_table() -> Result<JsValue, JsError> {
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
    to_js(&FORMATS.iter().map(format).collect::<Vec<_>>())
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
        texts: Vec<Named<'a>>,
        losses: Vec<LossOut>,
        skipped: Vec<String>,
    }
    fn named(articles: &[Article]) -> Result<Vec<Named<'_>>, JsError> {
        articles.iter().map(|article| Ok(Named { name: &article.name, document: to_page(article)? })).collect()
    }
    let skipped = import.skipped.iter().map(ToString::to_string).collect();
    to_js(&Out { articles: named(&import.articles)?, texts: named(&import.texts)?, losses: losses(&import.losses), skipped })
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
