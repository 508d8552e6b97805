//! One annotation of a file, whoever wrote it, taken apart: what it says, where it points, and what it links to.
//!
//! It decides what counts as a tag, a link and a place, and refuses to decide what they mean together.

use serde_json::{Map, Value};

use super::Layer;
use crate::formats::wire::Problem;
use crate::model::{ActorType, PositionKind, QuoteKind};

/// A place as selectors give it.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// Where in the file it stands.
    pub(super) field: String,
    /// Offsets in some unit.
    pub(super) position: Option<(u32, u32)>,
    /// The words there, those before and those after.
    pub(super) exact: Option<String>,
    pub(super) prefix: String,
    pub(super) suffix: String,
}

/// An annotation, taken apart.
#[derive(Debug)]
pub(super) struct Item {
    /// Where in the file it stands.
    pub(super) field: String,
    pub(super) iri: Option<String>,
    /// What it stands for, as its tag says or its kind implies.
    pub(super) layer: Option<Layer>,
    /// The word that classifies it.
    pub(super) kind: Option<String>,
    /// Texts by purpose.
    pub(super) texts: Vec<(String, String)>,
    /// Resources that its bodies name.
    pub(super) links: Vec<String>,
    /// Places in the text.
    pub(super) places: Vec<Place>,
    /// Resources that it is about, other than places in the text.
    pub(super) targets: Vec<String>,
    /// All its fields.
    pub(super) fields: Map<String, Value>,
}

const REMEDY: &str = "Correct it as the Web Annotation Data Model asks";

impl Item {
    /// Takes apart the annotation that stands at `field`.
    pub(super) fn new(value: Value, field: String) -> Result<Item, Problem> {
        let Value::Object(fields) = value else { return Err(Problem::new(field, "is no annotation", REMEDY)) };
        let iri = fields.get("id").and_then(Value::as_str).map(str::to_owned);
        let empty = (Vec::new(), Vec::new());
        let mut item =
            Item { field, iri, layer: None, kind: None, texts: empty.0, links: empty.1, places: Vec::new(), targets: Vec::new(), fields };
        let bodies = list(item.fields.get("body"));
        bodies.iter().for_each(|body| item.body(body));
        for tag in list(item.fields.get("tags")).iter().chain(&list(item.fields.get("bodyValue"))).filter_map(Value::as_str) {
            item.texts.push(("tagging".to_owned(), tag.to_owned()));
        }
        let targets = list(item.fields.get("target"));
        for (i, target) in targets.iter().enumerate() {
            let place = if targets.len() == 1 { String::new() } else { format!("[{i}]") };
            item.target(target, &place)?;
        }
        item.classify();
        Ok(item)
    }

    fn body(&mut self, body: &Value) {
        let purpose = body.get("purpose").and_then(Value::as_str).unwrap_or("tagging");
        if let Some(value) = body.get("value").and_then(Value::as_str) {
            self.texts.push((purpose.to_owned(), value.to_owned()));
        } else if let Some(iri) = iri(body) {
            self.links.push(iri.to_owned());
        }
    }

    fn target(&mut self, target: &Value, place: &str) -> Result<(), Problem> {
        let selectors = list(target.get("selector"));
        if selectors.is_empty() {
            self.targets.extend(iri(target).map(str::to_owned));
            return Ok(());
        }
        let field = format!("{}.target{place}.selector", self.field);
        let mut found = Place { field: field.clone(), ..Place::default() };
        let text = |selector: &Value, name: &str| selector.get(name).and_then(Value::as_str).map(str::to_owned);
        for selector in &selectors {
            match selector.get("type").and_then(Value::as_str) {
                Some("TextPositionSelector") => {
                    let number = |name| selector.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
                    let problem = || Problem::new(&field, "start and end are no offsets", REMEDY);
                    found.position = Some(number("start").zip(number("end")).ok_or_else(problem)?);
                }
                Some("TextQuoteSelector") => {
                    found.exact = Some(text(selector, "exact").ok_or_else(|| Problem::new(&field, "exact is missing", REMEDY))?);
                    found.prefix = text(selector, "prefix").unwrap_or_default();
                    found.suffix = text(selector, "suffix").unwrap_or_default();
                }
                _ => {}
            }
        }
        if found.position.is_none() && found.exact.is_none() {
            return Err(Problem::new(field, "holds neither a TextPositionSelector nor a TextQuoteSelector", "Add one of them"));
        }
        self.places.push(found);
        Ok(())
    }

    /// Tells the layer from the tags; a tag that is a kind of one layer implies that layer.
    fn classify(&mut self) {
        let text = |purpose: &str| -> Vec<String> {
            self.texts.iter().filter(|(of, _)| of == purpose).map(|(_, value)| value.to_lowercase()).collect()
        };
        let (tags, kinds) = (text("tagging"), text("classifying"));
        self.layer = Layer::ALL.into_iter().find(|layer| tags.iter().any(|tag| tag == layer.tag()));
        self.kind = kinds.first().cloned();
        if self.layer.is_some() {
            return;
        }
        for word in kinds.into_iter().chain(tags) {
            let implied = if QuoteKind::from_word(&word).is_some() {
                Layer::Quote
            } else if PositionKind::from_word(&word).is_some() {
                Layer::Position
            } else if ActorType::from_word(&word).is_some() {
                Layer::Mention
            } else {
                continue;
            };
            (self.layer, self.kind) = (Some(implied), Some(word));
            return;
        }
    }

    /// The first text with this purpose.
    pub(super) fn text(&self, purpose: &str) -> Option<&str> {
        self.texts.iter().find(|text| text.0 == purpose).map(|text| text.1.as_str())
    }

    /// A field of ours.
    pub(super) fn own(&self, name: &str) -> Option<&Value> {
        self.fields.get(&format!("whosaid:{name}"))
    }
}

/// A value that may be missing, single or a list.
fn list(value: Option<&Value>) -> Vec<Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.clone(),
        Some(value) => vec![value.clone()],
    }
}

/// The resource that a body or target names.
fn iri(value: &Value) -> Option<&str> {
    let of = |value: &Value, name: &str| value.get(name).is_some();
    match value {
        Value::String(iri) => Some(iri),
        value if of(value, "source") => value.get("source").and_then(|source| source.as_str().or_else(|| source.get("id")?.as_str())),
        value => value.get("id").and_then(Value::as_str),
    }
}
