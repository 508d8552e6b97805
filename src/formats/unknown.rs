//! Files that are in no format that is read: what they are, as far as it can be told, and what to do instead.
//!
//! It decides on the words. It refuses to read anything.

use super::wire::Extra;
use super::{FORMATS, ImportError, Input, corpus, records};

const NO_FORMAT: &str = "is in no format that Whosaid reads";

/// Why `input` is not read.
pub(super) fn unknown(input: &Input<'_>) -> ImportError {
    let content = input.content.trim_start();
    if content.starts_with('<') {
        return markup(content);
    }
    if content.starts_with("-DOCSTART-") || content.starts_with("# newdoc") || content.starts_with("#FORMAT=WebAnno TSV") {
        return ImportError::new("is a table of words, a word a line, which Whosaid writes but does not read", instead());
    }
    if content.starts_with(['{', '[']) {
        let read = records::records(input.content).map(|records| records.first().and_then(|first| of_another_shape(&first.fields)));
        if let Some(error) = read.unwrap_or_else(Some) {
            return error;
        }
    }
    match corpus::read(input, None) {
        Some(Ok(_)) => ImportError::new(
            "holds texts that nobody has annotated",
            "There is nothing to import in them: annotate them (whosaid annotate)",
        ),
        Some(Err(error)) if error.line.is_some() => error,
        Some(Err(error)) => ImportError { what: format!("{NO_FORMAT} and {}", error.what), ..error },
        None => ImportError::new(NO_FORMAT, format!("{}; plain text is annotated, not imported", instead())),
    }
}

fn instead() -> String {
    let readable: Vec<&str> = FORMATS.iter().filter(|format| format.reads()).map(|format| format.name).collect();
    format!("Open one of these: {}", readable.join(", "))
}

/// What begins like XML or HTML.
fn markup(content: &str) -> ImportError {
    let head: String = content.chars().take(1000).collect::<String>().to_lowercase();
    let (what, remedy) = if head.contains("<xmi:xmi") || head.contains("<cas") {
        ("is UIMA XMI, which Whosaid writes but does not read", "Export it as UIMA JSON CAS".to_owned())
    } else if head.contains("<tei") {
        ("is TEI, which Whosaid writes but does not read", instead())
    } else if head.contains("<html") {
        ("is a web page", "Have its text annotated: there is nothing to import in it".to_owned())
    } else {
        ("is XML of a kind that Whosaid does not read", instead())
    };
    ImportError::new(what, remedy)
}

/// JSON of programs whose other formats are read.
fn of_another_shape(first: &Extra) -> Option<ImportError> {
    let has = |names: &[&str]| names.iter().all(|name| first.contains_key(*name));
    if has(&["_context"]) || has(&["_referenced_fss"]) || has(&["_views"]) {
        return Some(ImportError::new(
            "is UIMA JSON of the old kind",
            "Export it as UIMA CAS JSON, version 0.4, which INCEpTION calls so since 2022",
        ));
    }
    if has(&["bodies", "target"]) {
        return Some(ImportError::new("holds annotations in the text annotator's own shape", "Export them as W3C Web Annotation"));
    }
    None
}
