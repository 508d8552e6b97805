//! The browser's face of the core: functions without logic of their own, called from a worker.
//!
//! It decides how results cross into JavaScript (typed arrays for the many, objects for the few) and refuses to decide anything about them.
//! It is built as three modules: what the first article waits for and the careful reading, built to be quick, and the formats, built to be small.

#[cfg(feature = "wasm-careful")]
pub mod careful;
#[cfg(any(feature = "wasm-reading", feature = "wasm-careful"))]
pub mod columns;
#[cfg(feature = "wasm-formats")]
pub mod files;
#[cfg(feature = "wasm-reading")]
pub mod reading;

use js_sys::{Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("../formats/types.d.ts");

/// The version of the core.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

fn set(object: &Object, name: &str, value: &JsValue) -> Result<(), JsError> {
    Reflect::set(object, &name.into(), value).map(|_| ()).map_err(|_| JsError::new("JavaScript refused an object"))
}
