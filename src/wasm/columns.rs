//! What both readings share: the models of syntax, and documents as columns.

use js_sys::{Object, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{set, to_js};
use crate::formats::columns::Columns;
use crate::model::{ActorType, Clue, Document, MentionKind, PositionKind, QuoteKind, Status};
use crate::models;
use crate::reasons::Rule;

/// The lists whose places the columns of `annotate` name.
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
        clues: Vec<&'static str>,
    }
    to_js(&Vocabulary {
        actor_types: ActorType::ALL.iter().map(|value| value.word()).collect(),
        mention_kinds: MentionKind::ALL.iter().map(|value| value.word()).collect(),
        quote_kinds: QuoteKind::ALL.iter().map(|value| value.word()).collect(),
        position_kinds: PositionKind::ALL.iter().map(|value| value.word()).collect(),
        statuses: Status::ALL.iter().map(|value| value.word()).collect(),
        reasons: Rule::ALL.iter().map(|rule| rule.words()).collect(),
        clues: Clue::ALL.iter().map(|clue| clue.word()).collect(),
    })
}

/// Gives the core its models, without which no text can be read: their files, one behind the other. A second time changes nothing.
///
/// # Errors
/// When they are not those that this core was built with.
#[wasm_bindgen(js_name = loadModels)]
pub fn load_models(files: Vec<u8>) -> Result<(), JsError> {
    Ok(models::load(files)?)
}

/// What was found in `text`, for JavaScript.
pub(super) fn annotated(text: &str, document: &Document) -> Result<Object, JsError> {
    let columns = Columns::new(text, document);
    let result = Object::new();
    set(&result, "language", &to_js(&document.language)?)?;
    set(&result, "title", &to_js(&document.title)?)?;
    set(&result, "labels", &columns.labels.as_str().into())?;
    set(&result, "told", &columns.told.as_str().into())?;
    for (name, column) in [
        ("actors", &columns.actors),
        ("mentions", &columns.mentions),
        ("quotes", &columns.quotes),
        ("positions", &columns.positions),
        ("parts", &columns.parts),
        ("joint", &columns.joint),
        ("seen", &columns.seen),
        ("grounds", &columns.grounds),
    ] {
        set(&result, name, &Uint32Array::from(column.as_slice()))?;
    }
    Ok(result)
}
