//! Takes a JSON CAS apart and checks its places.
//!
//! It decides which structures belong to which text and refuses places outside of it; what they mean together, `assemble` decides.

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::SOFA;
use super::assemble::article;
use crate::formats::json::{locate, syntax_error};
use crate::formats::wire::Problem;
use crate::formats::{Import, ImportError, Input, stem};
use crate::text::{Offsets, Unit};

const LIST: &str = "%FEATURE_STRUCTURES";

/// Whether it is a JSON object with feature structures or views.
pub(super) fn recognizes(input: &Input<'_>) -> bool {
    #[derive(Deserialize)]
    struct Fields {
        #[serde(rename = "%FEATURE_STRUCTURES")]
        structures: Option<IgnoredAny>,
        #[serde(rename = "%VIEWS")]
        views: Option<IgnoredAny>,
    }
    let start = input.content.trim_start();
    start.starts_with('{') && serde_json::from_str(start).is_ok_and(|fields: Fields| fields.structures.is_some() || fields.views.is_some())
}

/// Reads each view with a text as an article.
pub(super) fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    let content = input.content;
    let cas: Value = serde_json::from_str(content)
        .map_err(|error| syntax_error(content).unwrap_or_else(|| ImportError::new(error.to_string(), "Export the file again")))?;
    let located = |problem| locate(content, problem);
    let items = items(&cas).map_err(located)?;
    let texts: Vec<(&Item<'_>, &str)> =
        items.iter().filter(|item| item.kind == SOFA).filter_map(|item| Some((item, item.fields.get("sofaString")?.as_str()?))).collect();
    if texts.is_empty() {
        let remedy = "Export the file with its text: a structure of the type uima.cas.Sofa holds it as sofaString";
        return Err(located(Problem::new(LIST, "holds no text", remedy)));
    }
    let mut import = Import::default();
    for (number, (sofa, text)) in (1..).zip(&texts) {
        let name = if texts.len() == 1 { stem(input.name).to_owned() } else { format!("{}-{number}", stem(input.name)) };
        let view = View { text, offsets: Offsets::new(text, Unit::Utf16), items: of_view(&items, sofa.id, texts.len() == 1) };
        import.articles.push(article(name, &view, &mut import.losses).map_err(located)?);
    }
    Ok(import)
}

/// A text with the structures that belong to it.
pub(super) struct View<'v> {
    pub(super) text: &'v str,
    pub(super) offsets: Offsets,
    pub(super) items: Vec<&'v Item<'v>>,
}

impl<'v> View<'v> {
    /// The place of an annotation, in UTF-16 code units: inside the text and not empty.
    pub(super) fn place(&self, item: &Item<'_>) -> Result<(u32, u32), Problem> {
        let offset = |name: &str| {
            let value = item.fields.get(name).or_else(|| item.fields.get(&format!("^{name}")));
            let number = value.and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
            let number = number.ok_or_else(|| Problem::new(&item.field, format!("has no {name}"), "Give it begin and end"))?;
            let inside = self.offsets.to_byte(number).is_some();
            let what = || format!("{number} lies outside the text or inside a character, counted in UTF-16 code units");
            let remedy = "See that sofaString is the text these offsets were made for, and that they count UTF-16, as UIMA does";
            inside.then_some(number).ok_or_else(|| Problem::new(format!("{}.{name}", item.field), what(), remedy))
        };
        let (start, end) = (offset("begin")?, offset("end")?);
        let empty = || Problem::new(&item.field, "covers nothing", "Give it an end behind its begin, or take it out");
        (start < end).then_some((start, end)).ok_or_else(empty)
    }

    /// The words at a place.
    pub(super) fn words(&self, (start, end): (u32, u32)) -> &'v str {
        let byte = |offset| self.offsets.to_byte(offset).map(|byte| byte as usize);
        byte(start).zip(byte(end)).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }
}

/// A feature structure in the file.
pub(super) struct Item<'v> {
    pub(super) field: String,
    pub(super) id: i64,
    pub(super) kind: &'v str,
    pub(super) fields: &'v Map<String, Value>,
}

impl<'v> Item<'v> {
    /// A feature with words.
    pub(super) fn text(&self, name: &str) -> Result<Option<&'v str>, Problem> {
        self.get(name, "words", Value::as_str)
    }

    /// A feature that is of a type, or none.
    pub(super) fn get<T>(&self, name: &str, what: &str, value: impl Fn(&'v Value) -> Option<T>) -> Result<Option<T>, Problem> {
        let Some(found) = self.fields.get(name).filter(|found| !found.is_null()) else { return Ok(None) };
        let wrong = || Problem::new(format!("{}.{name}", self.field), format!("{found} should be {what}"), "Correct it");
        value(found).map(Some).ok_or_else(wrong)
    }

    /// The number of the structure that a feature refers to.
    pub(super) fn reference(&self, name: &str) -> Option<i64> {
        self.fields.get(&format!("@{name}"))?.as_i64()
    }
}

/// The feature structures, whether they stand in a list or by their number.
fn items(cas: &Value) -> Result<Vec<Item<'_>>, Problem> {
    let found: Vec<(String, Option<i64>, &Value)> = match cas.get(LIST) {
        Some(Value::Array(list)) => list.iter().enumerate().map(|(i, value)| (format!("{LIST}[{i}]"), None, value)).collect(),
        Some(Value::Object(fields)) => fields.iter().map(|(id, value)| (format!("{LIST}.{id}"), id.parse().ok(), value)).collect(),
        _ => return Err(Problem::new(LIST, "is missing", "Export the file again, as JSON CAS 0.4")),
    };
    let mut seen = HashMap::new();
    let mut items = Vec::new();
    for (field, id, value) in found {
        let fault = |what: &str| Problem::new(&field, what, "Export the file again, as JSON CAS 0.4");
        let fields = value.as_object().ok_or_else(|| fault("is no feature structure"))?;
        let kind = fields.get("%TYPE").and_then(Value::as_str).ok_or_else(|| fault("has no %TYPE"))?;
        let id = fields.get("%ID").and_then(Value::as_i64).or(id).ok_or_else(|| fault("has no %ID"))?;
        if seen.insert(id, ()).is_some() {
            return Err(Problem::new(format!("{field}.%ID"), format!("{id} stands twice"), "Give each structure its own"));
        }
        items.push(Item { field, id, kind, fields });
    }
    Ok(items)
}

/// What belongs to a text: all that says so, and what has no place if there is no other text.
fn of_view<'v>(items: &'v [Item<'v>], sofa: i64, alone: bool) -> Vec<&'v Item<'v>> {
    items.iter().filter(|item| item.kind != SOFA && item.reference("sofa").map_or(alone, |of| of == sofa)).collect()
}
