//! Writes JSON CAS 0.4: types, feature structures and views in one file.

use serde_json::{Map, Value as Json, json};

use super::TYPES;
use super::structures::{Structure, TEXT, Value, structures};
use crate::formats::json::{Lines, to_string};
use crate::formats::{Export, ExportError, Source};

pub(super) fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let structures = structures(source)?;
    let members: Vec<usize> = (TEXT + 1..=structures.len()).collect();
    let list: Vec<Json> = structures.into_iter().zip(1..).map(|(structure, number)| object(structure, number)).collect();
    let cas = json!({
        "%HEADER": { "%VERSION": "0.4.0" },
        "%TYPES": types(),
        "%FEATURE_STRUCTURES": list,
        "%VIEWS": { "_InitialView": { "%SOFA": TEXT, "%MEMBERS": members } },
    });
    let mut text = to_string(&cas, Lines::default())?;
    text.push('\n');
    Ok(Export { files: vec![source.file(".json", "application/json", text)], losses: Vec::new() })
}

fn types() -> Map<String, Json> {
    let feature = |(name, range): &(&str, &str)| ((*name).to_owned(), json!({ "%NAME": name, "%RANGE": range }));
    let described = TYPES.iter().map(|described| {
        let mut fields = Map::new();
        fields.insert("%NAME".to_owned(), described.name.into());
        fields.insert("%SUPER_TYPE".to_owned(), described.above.into());
        fields.insert("%DESCRIPTION".to_owned(), described.what.into());
        fields.extend(described.features.iter().map(feature));
        (described.name.to_owned(), fields.into())
    });
    described.collect()
}

fn object(structure: Structure<'_>, number: usize) -> Json {
    let mut fields = Map::new();
    fields.insert("%ID".to_owned(), number.into());
    fields.insert("%TYPE".to_owned(), structure.kind.into());
    for (name, value) in structure.features {
        match value {
            Value::Text(text) => fields.insert(name.to_owned(), text.into()),
            Value::Whole(number) => fields.insert(name.to_owned(), number.into()),
            Value::Real(number) => fields.insert(name.to_owned(), number.into()),
            Value::Flag(flag) => fields.insert(name.to_owned(), flag.into()),
            Value::Structure(number) => fields.insert(format!("@{name}"), number.into()),
        };
    }
    fields.into()
}
