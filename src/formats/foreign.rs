//! Fields of other programs in records of JSON, and where they stand again when the record is written.
//!
//! It decides what is a format's own and what is kept, and refuses to look at what is kept. A field whose name is taken by one of ours gets an
//! underscore, as everywhere in the native shape.

use serde_json::Value;

use super::wire::{EVIDENCE, Extra, Mention, Position, Quote};

/// The fields of a record that the format does not know.
pub(super) fn unknown(fields: &Extra, own: &[&str]) -> Extra {
    fields.iter().filter(|(name, _)| !own.contains(&name.as_str())).map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// The fields by which records of other formats are known: in one of ours they would be taken for them.
const TELLING: &[&str] = &[
    "format",
    "mentions",
    "quotes",
    "target",
    "rows",
    "annotations",
    "predictions",
    "completions",
    "data",
    "entities",
    "labels",
    "spans",
    "tokens",
    "@context",
    "%FEATURE_STRUCTURES",
    "%VIEWS",
];

/// What no other program says of a document: it stays among our own fields. A column that some lines of a file lack stops programs that read it as a table (doccano).
const READING: &str = "reading";

/// Takes out the fields of other programs, which may stand in the record itself, beside the format's own.
pub(super) fn beside(fields: &mut Extra, own: &[&str]) -> Extra {
    let places = fields.get("label").is_some_and(Value::is_array);
    let ours = |name: &str| own.contains(&name) || TELLING.contains(&name) || name == READING;
    take(fields, |name| !(ours(name) || places && name == "label"))
}

/// Takes out the fields of these names.
pub(super) fn take(fields: &mut Extra, stands: impl Fn(&str) -> bool) -> Extra {
    let (beside, rest) = std::mem::take(fields).into_iter().partition(|(name, _)| stands(name));
    *fields = rest;
    beside
}

/// The fields of a labeled place that the format does not know, as details of its piece.
pub(super) fn details(place: &Extra, own: &[&str]) -> Extra {
    let renamed = |(name, value): (String, Value)| (if is_ours(&name) { name + "_" } else { name }, value);
    unknown(place, own).into_iter().map(renamed).collect()
}

/// Takes the fields of other programs out of a piece's details, named as they were in the labeled place.
pub(super) fn restored(details: &mut Extra, own: &[&str]) -> Extra {
    let plain = |name: &str| name.strip_suffix('_').filter(|plain| is_ours(plain)).unwrap_or(name).to_owned();
    let beside = take(details, |name| !is_ours(name) && !own.contains(&plain(name).as_str()));
    beside.into_iter().map(|(name, value)| (plain(&name), value)).collect()
}

/// How many fields of other programs are among details.
pub(super) fn count(details: &Extra) -> usize {
    details.keys().filter(|name| !is_ours(name)).count()
}

/// Whether details have a field of this name for something that Whosaid knows.
fn is_ours(name: &str) -> bool {
    name == "actor" || name == EVIDENCE || [Mention::KNOWN, Quote::KNOWN, Position::KNOWN].iter().any(|known| known.contains(&name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(value: Value) -> Extra {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn fields_come_back_by_the_names_they_had() {
        let own = &["start", "end", "label"];
        let place =
            fields(json!({ "start": 0, "end": 3, "label": "PERSON", "source": "patterns", "score": 0.5, "status": 7, "note_": [] }));
        let mut kept = details(&place, own);
        assert_eq!(Value::from(kept.clone()), json!({ "source_": "patterns", "score": 0.5, "status_": 7, "note_": [] }));
        kept.insert("status".to_owned(), "accepted".into());
        assert_eq!(count(&kept), 4);
        let back = restored(&mut kept, own);
        assert_eq!(Value::from(back), json!({ "source": "patterns", "score": 0.5, "status": 7, "note_": [] }));
        assert_eq!(Value::from(kept), json!({ "status": "accepted" }));
    }
}
