//! Writes a task and its labeling configuration.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{CONFIG, LINKED, OURS};
use crate::formats::flat::{Flat, Role, flatten};
use crate::formats::json::{Lines, to_string};
use crate::formats::labels::{self, Meaning};
use crate::formats::{Export, ExportError, File, Source};

pub(super) fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let mut losses = Vec::new();
    let flat = flatten(&source.document, &|start, end| Some((start, end)), &mut losses)?;
    let human = human(&flat);
    let suggested: Vec<bool> = human.iter().map(|human| human.is_some_and(|human| !human)).collect();
    let done: Vec<bool> = human.iter().map(|human| human.unwrap_or(false)).collect();
    let data = json!({ "text": source.text, OURS: flat.document });
    let result = |own: &[bool], annotation: bool| result(source, &flat, own, annotation);
    let annotations: Vec<Value> = done.contains(&true).then(|| json!({ "result": result(&done, true) })).into_iter().collect();
    let predictions = suggested.contains(&true).then(|| json!({ "model_version": OURS, "result": result(&suggested, false) }));
    let predictions: Vec<Value> = predictions.into_iter().collect();
    let task = json!({ "data": data, "annotations": annotations, "predictions": predictions });
    let mut text = to_string(&vec![task], Lines::default())?;
    text.push('\n');
    let config = File { name: CONFIG.to_owned(), mime: "application/xml", text: configuration() };
    Ok(Export { files: vec![source.file(".json", "application/json", text), config], losses })
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
        if annotation {
            region["origin"] = origin(details.get("status").and_then(Value::as_str)).into();
            if !own[place] {
                details.insert(LINKED.to_owned(), true.into());
            }
        } else if let Some(confidence) = details.get("confidence") {
            region["score"] = confidence.clone();
        }
        if !details.is_empty() {
            region["meta"] = json!({ OURS: details });
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
