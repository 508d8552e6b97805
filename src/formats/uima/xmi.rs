//! Writes XMI 2.0 and, beside it, the type system as UIMA describes it in XML.

use std::fmt::Write;

use super::TYPES;
use super::structures::{Structure, TEXT, Value, structures};
use crate::formats::loss::add;
use crate::formats::markup::{escape, writable};
use crate::formats::{Export, ExportError, File, Source};

pub(super) fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let structures = structures(source)?;
    let members: Vec<String> = (TEXT + 1..=structures.len()).map(|number| number.to_string()).collect();
    let mut losses = Vec::new();
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmi:version=\"2.0\" xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" xmlns:tcas=\"http:///uima/tcas.ecore\" xmlns:custom=\"http:///webanno/custom.ecore\" xmlns:whosaid=\"http:///whosaid.ecore\">\n  <cas:NULL xmi:id=\"0\"/>\n",
    );
    for (structure, number) in structures.iter().zip(1..) {
        let lost = element(&mut text, structure, number);
        add(&mut losses, "characters as they are, for XML cannot hold them", lost);
    }
    let _ = writeln!(text, "  <cas:View sofa=\"{TEXT}\" members=\"{}\"/>\n</xmi:XMI>", members.join(" "));
    let types = File { name: "TypeSystem.xml".to_owned(), mime: "application/xml", text: type_system() };
    Ok(Export { files: vec![source.file(".xmi", "application/vnd.xmi+xml", text), types], losses })
}

/// Appends an element; returns how many characters it could not hold.
fn element(text: &mut String, structure: &Structure<'_>, number: usize) -> usize {
    let (package, name) = structure.kind.rsplit_once('.').unwrap_or_default();
    let prefix = package.rsplit('.').next().unwrap_or_default();
    let mut lost = 0;
    let _ = write!(text, "  <{prefix}:{name} xmi:id=\"{number}\"");
    for (name, value) in &structure.features {
        let value = match value {
            Value::Text(words) => {
                let (words, count) = writable(words);
                lost += count;
                escape(&words, true)
            }
            Value::Whole(number) => number.to_string(),
            Value::Real(number) => format!("{number:?}"),
            Value::Flag(flag) => flag.to_string(),
            Value::Structure(number) => number.to_string(),
        };
        let _ = write!(text, " {name}=\"{value}\"");
    }
    text.push_str("/>\n");
    lost
}

fn type_system() -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n  <types>\n",
    );
    for described in TYPES {
        let _ = write!(
            text,
            "    <typeDescription>\n      <name>{}</name>\n      <description>{}</description>\n      <supertypeName>{}</supertypeName>\n      <features>\n",
            described.name, described.what, described.above
        );
        for (name, range) in described.features {
            let _ = writeln!(
                text,
                "        <featureDescription><name>{name}</name><description/><rangeTypeName>{range}</rangeTypeName></featureDescription>"
            );
        }
        text.push_str("      </features>\n    </typeDescription>\n");
    }
    text.push_str("  </types>\n</typeSystemDescription>\n");
    text
}
