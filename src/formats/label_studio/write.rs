//! Writes a task and its labeling configuration.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{ANNOTATION, BESIDE, CONFIG, LINKED, OF_REGION, OURS};
use crate::formats::flat::{Flat, Role, flatten};
use crate::formats::foreign;
use crate::formats::json::{Lines, to_string};
use crate::formats::labels::{self, Meaning};
use crate::formats::wire::Extra;
use crate::formats::{Export, ExportError, File, Source};

pub(super) fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let mut losses = Vec::new();
    let mut flat = flatten(&source.document, &|start, end| Some((start, end)), &mut losses)?;
    let human = human(&flat);
    let suggested: Vec<bool> = human.iter().map(|human| human.is_some_and(|human| !human)).collect();
    let done: Vec<bool> = human.iter().map(|human| human.unwrap_or(false)).collect();
    let mut task = foreign::take(&mut flat.document, |name| BESIDE.contains(&name));
    let mut data = Extra::from_iter([("text".to_owned(), source.text.into())]);
    data.extend(foreign::unknown(&object(&mut flat.document, "data"), &["text", OURS]));
    let mut annotation = object(&mut flat.document, ANNOTATION);
    data.insert(OURS.to_owned(), std::mem::take(&mut flat.document).into());
    let result = |own: &[bool], annotation: bool| result(source, &flat, own, annotation);
    let annotated = done.contains(&true) || !annotation.is_empty();
    annotation.insert("result".to_owned(), result(&done, true).into());
    let annotations: Vec<Value> = annotated.then(|| annotation.into()).into_iter().collect();
    let predictions = suggested.contains(&true).then(|| json!({ "model_version": OURS, "result": result(&suggested, false) }));
    let predictions: Vec<Value> = predictions.into_iter().collect();
    task.extend([("data".to_owned(), data.into()), ("annotations".to_owned(), annotations.into())]);
    task.insert("predictions".to_owned(), predictions.into());
    let mut text = to_string(&vec![task], Lines::default())?;
    text.push('\n');
    let config = File { name: CONFIG.to_owned(), mime: "application/xml", text: configuration() };
    Ok(Export { files: vec![source.file(".json", "application/json", text), config], losses })
}

/// Takes a field that holds an object; one that holds something else stays.
fn object(fields: &mut Extra, name: &str) -> Extra {
    match fields.get_mut(name) {
        Some(Value::Object(object)) => {
            let object = std::mem::take(object);
            fields.shift_remove(name);
            object
        }
        _ => Extra::new(),
    }
}

/// Whether a person has made, changed or accepted what begins with a piece; nothing for pieces that belong to others.
fn human(flat: &Flat) -> Vec<Option<bool>> {
    let mut owned = vec![false; flat.pieces.len()];
    let belongs = |role| matches!(role, Role::Part | Role::Cue | Role::Source);
    flat.links.iter().filter(|link| belongs(link.role)).for_each(|link| owned[link.to] = true);
    flat.pieces.iter().zip(owned).map(|(piece, owned)| (!owned).then(|| piece.details.contains_key("status"))).collect()
}

/// The regions that are its own and those that they lead to, then the relations between them.
fn result(source: &Source<'_>, flat: &Flat, own: &[bool], annotation: bool) -> Vec<Value> {
    let mut links_of = vec![Vec::new(); flat.pieces.len()];
    flat.links.iter().for_each(|link| links_of[link.from].push(link));
    let mut wanted = vec![false; flat.pieces.len()];
    let mut open: Vec<usize> = (0..own.len()).filter(|place| own[*place]).collect();
    while let Some(place) = open.pop() {
        if !std::mem::replace(&mut wanted[place], true) {
            open.extend(links_of[place].iter().map(|link| link.to));
        }
    }
    let mut result = Vec::new();
    for (place, piece) in flat.pieces.iter().enumerate().filter(|(place, _)| wanted[*place]) {
        let words = source.slice(piece.start, piece.end);
        let mut region = json!({
            "id": id(place), "from_name": "label", "to_name": "text", "type": "labels",
            "value": { "start": piece.start, "end": piece.end, "text": words, "labels": [piece.label] },
        });
        let mut details = piece.details.clone();
        region.as_object_mut().into_iter().for_each(|region| region.extend(foreign::restored(&mut details, OF_REGION)));
        if annotation {
            region["origin"] = origin(details.get("status").and_then(Value::as_str)).into();
            if !own[place] {
                details.insert(LINKED.to_owned(), true.into());
            }
        } else if let Some(confidence) = details.get("confidence") {
            region["score"] = confidence.clone();
        }
        if !details.is_empty() {
            match region.get_mut("meta").and_then(Value::as_object_mut) {
                Some(meta) => drop(meta.insert(OURS.to_owned(), details.into())),
                None => region["meta"] = json!({ OURS: details }),
            }
        }
        result.push(region);
    }
    let relations = flat.links.iter().filter(|link| wanted[link.from]);
    result.extend(relations.map(|link| {
        json!({ "type": "relation", "from_id": id(link.from), "to_id": id(link.to), "direction": "right", "labels": [link.role.word()] })
    }));
    result
}

fn id(place: usize) -> String {
    format!("s{}", place + 1)
}

/// Label Studio's word for where a region comes from.
fn origin(status: Option<&str>) -> &'static str {
    match status {
        Some("added") => "manual",
        Some("corrected") => "prediction-changed",
        _ => "prediction",
    }
}

fn configuration() -> String {
    let mut xml = String::from("<View>\n  <Relations>\n");
    for role in Role::ALL {
        let _ = writeln!(xml, "    <Relation value=\"{}\"/>", role.word());
    }
    xml.push_str("  </Relations>\n  <Labels name=\"label\" toName=\"text\">\n");
    for label in labels::all() {
        let color = match Meaning::of(&label) {
            Some(Meaning::Mention(_)) => "#2f6fb5",
            Some(Meaning::Quote(_)) => "#2e8b57",
            Some(Meaning::Position(_)) => "#b5562f",
            _ => "#6b6b6b",
        };
        let _ = writeln!(xml, "    <Label value=\"{label}\" background=\"{color}\"/>");
    }
    xml.push_str("  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n</View>\n");
    xml
}
