//! Collections of texts that nobody has annotated yet: JSON objects with a text each, and tables with a column of texts.
//!
//! It decides which field holds the text by what it is called, and keeps the others: the id as `id`, the rest as `meta`. It refuses to guess
//! the field from what is in it, and to say what a text means.

mod stream;
mod table;

pub use stream::{Row as StreamRow, Rows};

use serde_json::Value;

use super::loss::add;
use super::records;
use super::wire::Extra;
use super::{Article, Import, ImportError, Input, Loss, stem, without_bom};
use crate::model::Document;

/// What the field of the text may be called, in capitals or not; the first of them that holds words is taken.
pub const TEXT_FIELDS: [&str; 4] = ["text", "content", "body", "article"];
/// What the headline may be called.
const TITLE_FIELDS: [&str; 2] = ["title", "headline"];
/// The fields of the article for what stood beside its text.
const ID: &str = "id";
const META: &str = "meta";

/// The texts of `input` as articles without annotations; nothing for what is no collection. `field` is what a person calls the field of the
/// text, where it has another name.
pub fn read(input: &Input<'_>, field: Option<&str>) -> Option<Result<Import, ImportError>> {
    let input = &Input { content: without_bom(input.content), ..*input };
    let rows = match kind(input)? {
        Kind::Records => rows_of_records(input),
        Kind::Table => table::rows(input, |name| is_text(name, field)),
    };
    Some(rows.and_then(|rows| articles(input, rows, field)).map_err(|error| error.in_file(input.name)))
}

enum Kind {
    Records,
    Table,
}

/// JSON is told from the content, a table from its name alone: commas stand in every text.
fn kind(input: &Input<'_>) -> Option<Kind> {
    let name = input.name.to_lowercase();
    let named = |extensions: &[&str]| extensions.iter().any(|extension| name.ends_with(extension));
    let data = input.content.trim_start().starts_with(['{', '[']);
    if data && (named(&[".json", ".jsonl", ".ndjson"]) || records::first(input.content).is_some()) {
        return Some(Kind::Records);
    }
    named(&[".csv", ".tsv", ".tab"]).then_some(Kind::Table)
}

/// A text with what stands beside it.
struct Row {
    fields: Extra,
}

fn rows_of_records(input: &Input<'_>) -> Result<Vec<Row>, ImportError> {
    let records = records::records(input.content)?;
    Ok(records.into_iter().map(|record| Row { fields: record.fields }).collect())
}

/// Whether a field of this name holds the text.
fn is_text(name: &str, field: Option<&str>) -> bool {
    match field {
        Some(field) => name == field,
        None => TEXT_FIELDS.iter().any(|known| name.eq_ignore_ascii_case(known)),
    }
}

fn articles(input: &Input<'_>, rows: Vec<Row>, field: Option<&str>) -> Result<Import, ImportError> {
    if !rows.iter().any(|row| row.fields.keys().any(|name| is_text(name, field))) {
        return Err(no_field(&rows, field));
    }
    let mut losses = Vec::new();
    let alone = rows.len() == 1;
    let mut articles = Vec::new();
    for (number, row) in (1..).zip(rows) {
        let name = if alone { stem(input.name).to_owned() } else { format!("{}-{number}", stem(input.name)) };
        articles.extend(article(name, row.fields, field, &mut losses));
    }
    Ok(Import { articles, losses, ..Import::default() })
}

/// What to say where no field is called as one of texts.
fn no_field(rows: &[Row], field: Option<&str>) -> ImportError {
    let mut names: Vec<String> = Vec::new();
    for name in rows.iter().flat_map(|row| row.fields.keys()) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let wanted = field.map_or_else(|| TEXT_FIELDS.join(", "), |field| format!("“{field}”"));
    let what = match names.as_slice() {
        [] => "holds no texts".to_owned(),
        names => format!("holds no field for a text: it has {}, and none is called {wanted}", names.join(", ")),
    };
    ImportError { fields: names.into(), ..ImportError::new(what, "Say which field holds the texts, or rename it") }
}

/// The article in a row; nothing where it has no words.
fn article(name: String, mut fields: Extra, field: Option<&str>, losses: &mut Vec<Loss>) -> Option<Article> {
    let words = |name: &str| fields.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let named = |wanted: &str| fields.keys().find(|name| name.eq_ignore_ascii_case(wanted)).cloned();
    let candidates: Vec<String> = match field {
        Some(field) => vec![field.to_owned()],
        None => TEXT_FIELDS.iter().filter_map(|wanted| named(wanted)).collect(),
    };
    let Some(held) = candidates.into_iter().find(|name| words(name).is_some()) else {
        add(losses, "rows without a text", 1);
        return None;
    };
    let title = TITLE_FIELDS.iter().find_map(|wanted| words(&named(wanted)?).map(Box::from));
    let id = named(ID);
    let Some(Value::String(text)) = fields.shift_remove(&held) else { return None };
    let id = id.and_then(|name| fields.shift_remove(&name));
    let mut extra = Vec::from_iter(id.map(|id| (ID.into(), id.to_string().into())));
    let meta = meta(fields);
    if !meta.is_empty() {
        extra.push((META.into(), Value::from(meta).to_string().into()));
    }
    Some(Article { name, text, document: Document { title, extra, ..Document::default() } })
}

/// What stood beside a text, in one object: what was called so already, and all other fields.
fn meta(mut fields: Extra) -> Extra {
    let mut meta = match fields.get_mut(META) {
        Some(Value::Object(inner)) => std::mem::take(inner),
        _ => return fields,
    };
    for (mut name, value) in fields.into_iter().filter(|(name, _)| name != META) {
        while meta.contains_key(&name) {
            name.push('_');
        }
        meta.insert(name, value);
    }
    meta
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(name: &str, content: &str, field: Option<&str>) -> Result<Import, ImportError> {
        read(&Input { name, content, ..Input::default() }, field).expect("it is a collection")
    }

    #[track_caller]
    fn texts(name: &str, content: &str, field: Option<&str>) -> Vec<(String, String)> {
        let import = open(name, content, field).unwrap_or_else(|error| panic!("{error}"));
        import.articles.into_iter().map(|article| (article.name, article.text)).collect()
    }

    /// The fields of an article of other programs, as JSON.
    fn beside(article: &Article) -> String {
        let fields: Vec<String> = article.document.extra.iter().map(|(name, value)| format!("{name}={value}")).collect();
        fields.join(" ")
    }

    fn pair(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn records_are_articles_by_whatever_their_text_is_called() {
        for (content, field) in [
            ("{\"text\": \"Ann left.\"}\n\n{\"text\": \"Bob left.\", \"n\": 1}\n", None),
            ("\u{feff}{\"content\": \"Ann left.\"}\r\n{\"Body\": \"Bob left.\"}", None),
            ("[{\"article\": \"Ann left.\"},\n {\"TEXT\": \"Bob left.\"}]", None),
            ("[{\"text\": \"\", \"body\": \"Ann left.\"}, {\"text\": null, \"body\": \"Bob left.\"}]", None),
            ("{\"story\": \"Ann left.\", \"text\": \"no\"}\n{\"story\": \"Bob left.\"}", Some("story")),
        ] {
            assert_eq!(texts("x.jsonl", content, field), [pair("x-1", "Ann left."), pair("x-2", "Bob left.")], "{content}");
        }
        assert_eq!(texts("one.json", "{\n \"content\": \"Ann left.\"\n}", None), [pair("one", "Ann left.")]);
    }

    #[test]
    fn what_stands_beside_a_text_is_kept() {
        for (content, kept) in [
            (r#"{"id": 7, "text": "Ann left.", "title": "Out", "tags": ["a"]}"#, r#"id=7 meta={"title":"Out","tags":["a"]}"#),
            (r#"{"text": "Ann left.", "meta": {"source": "Gazette"}}"#, r#"meta={"source":"Gazette"}"#),
            (r#"{"ID": "x", "body": "Ann left.", "meta": {"a": 1}, "a": 2}"#, r#"id="x" meta={"a":1,"a_":2}"#),
            (r#"{"text": "Ann left.", "meta": "plain"}"#, r#"meta={"meta":"plain"}"#),
            (r#"{"text": "Ann left."}"#, ""),
        ] {
            let import = open("x.jsonl", content, None).unwrap();
            assert_eq!(beside(&import.articles[0]), kept);
            assert_eq!(import.articles[0].document.title.as_deref(), content.contains("Out").then_some("Out"));
        }
    }

    #[test]
    fn tables_are_articles() {
        let expected = [pair("x-1", "Ann said “no”, and left."), pair("x-2", "Bob left.\nCy, too.")];
        for (name, content) in [
            ("x.csv", "\u{feff}id,text,date\r\n7,\"Ann said “no”, and left.\",May\r\n8,\"Bob left.\nCy, too.\",\r\n"),
            ("x.CSV", "id;Content;date\n7;Ann said “no”, and left.;May\n8;\"Bob left.\nCy, too.\";\n"),
            ("x.tsv", "id\ttext\tdate\n7\tAnn said “no”, and left.\tMay\n8\t\"Bob left.\nCy, too.\"\t\n"),
            ("x.csv", "id|body|date\n7|Ann said “no”, and left.|May\n8|\"Bob left.\nCy, too.\"|\n"),
        ] {
            assert_eq!(texts(name, content, None), expected, "{content}");
            let import = open(name, content, None).unwrap();
            assert_eq!(beside(&import.articles[0]), r#"id="7" meta={"date":"May"}"#);
        }
        assert_eq!(texts("x.csv", "words,n\nAnn left.,1\n", Some("words")), [pair("x", "Ann left.")]);
    }

    /// Tables with tabs are often written without a thought for quotation marks.
    #[test]
    fn marks_in_a_table_with_tabs_are_its_own_or_those_of_cells() {
        let bare = "id\ttext\n1\t\"Yes,\" said Ann.\n2\t\"No\n3\tBob \"left\n";
        assert_eq!(texts("x.tsv", bare, None), [pair("x-1", "\"Yes,\" said Ann."), pair("x-2", "\"No"), pair("x-3", "Bob \"left")]);
        let quoted = "id\ttext\n1\t\"\"\"Yes,\"\" said Ann.\"\n2\t\"No.\"\n";
        assert_eq!(texts("x.tsv", quoted, None), [pair("x-1", "\"Yes,\" said Ann."), pair("x-2", "No.")]);
    }

    #[test]
    fn rows_without_a_text_are_counted() {
        let import = open("x.jsonl", "{\"text\": \"Ann left.\"}\n{\"text\": \" \"}\n{\"title\": \"x\"}\n{\"text\": 3}\n", None).unwrap();
        assert_eq!(import.losses, [Loss { what: "rows without a text", count: 3 }]);
        assert_eq!(import.articles[0].name, "x-1");
    }

    #[test]
    fn what_does_not_hold_is_told_in_words_that_fit() {
        for (name, content, field, words) in [
            (
                "x.jsonl",
                r#"{"url": "u", "story": "s"}"#,
                None,
                "it has url, story, and none is called text, content, body, article. Say which",
            ),
            ("x.csv", "a,b\n1,2\n", None, "it has a, b, and none is called text"),
            ("x.csv", "a,b\n1,2\n", Some("c"), "it has a, b, and none is called “c”"),
            ("x.jsonl", "{\"text\": \"Ann\"}\n{\"text\": \"Bob\"", None, "x.jsonl, line 2, column 14: the file ends before"),
            ("x.csv", "id,text\n1,Ann, Bob\n", None, "x.csv, line 2: has 3 cells, but the first line has 2"),
            ("x.csv", "", None, "holds no texts"),
            ("h-quotes.csv", "id,speaker,content,start_codepoint\nq1,Ann,no,3\n", None, "is a table that Whosaid wrote"),
        ] {
            let error = open(name, content, field).map(|import| import.articles).expect_err(content).to_string();
            assert!(error.contains(words), "{error}");
        }
        assert_eq!(*open("x.csv", "a,b\n1,2\n", None).unwrap_err().fields, ["a".to_owned(), "b".to_owned()]);
        for content in ["Ann left.", "[Ann left.]", "{Ann", "", "[1, 2]"] {
            assert!(read(&Input { name: "x.txt", content, ..Input::default() }, None).is_none(), "{content}");
        }
    }
}
