//! TEI P5, the text encoding of editions and archives.
//!
//! It decides what stands in the text and what beside it. Quotes (`said`) and mentions (`persName`, `orgName`, `rs`) are elements in the text as
//! long as they nest and stay in a paragraph; those that cross, and cues, sources and positions, stand in `standOff` and point to the text. The
//! text content of `body` is the article's text, character for character, so that pointers count code points of it.

mod inline;
mod standoff;

use super::loss::{self, add};
use super::markup::{escape, writable};
use super::{Export, ExportError, Format, Group, Source};

pub(super) const FORMAT: Format = Format {
    id: "tei",
    name: "TEI P5",
    extension: "xml",
    description: "For editions and archives: quotes and names in the text, positions beside it.",
    group: Group::Archives,
    joins: false,
    files: 1,
    write,
    read: None,
};

/// The id of the element whose text content pointers count in.
const TEXT: &str = "text";

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let mut lost = 0;
    let mut clean = |words: &str| {
        let (words, count) = writable(words);
        lost += count;
        words.into_owned()
    };
    let (text, document) = (clean(source.text), &source.document);
    let title = clean(document.title.as_deref().unwrap_or(source.name));
    let language = document.language.as_deref().filter(|tag| is_tag(tag));
    let inline = inline::Inline::new(source);
    let body = inline.body(&text);
    let standoff = standoff::standoff(source, &inline, &mut clean);
    let lang = language.map_or_else(String::new, |tag| format!(" xml:lang=\"{tag}\""));
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">
<teiHeader>
<fileDesc>
<titleStmt><title>{}</title></titleStmt>
<publicationStmt><p>Annotated with Whosaid; not published.</p></publicationStmt>
<sourceDesc><p>A news article.</p></sourceDesc>
</fileDesc>
<encodingDesc><p>The text content of body is the article as it was given. Pointers of the form string-range(ID,OFFSET,LENGTH) count its Unicode code points from 0.</p></encodingDesc>
</teiHeader>
{standoff}<text{lang}>
<body xml:id=\"{TEXT}\">{body}</body>
</text>
</TEI>
",
        escape(&title, false)
    );
    let mut losses = Vec::new();
    add(&mut losses, "characters as they are, for XML cannot hold them", lost);
    add(&mut losses, "names of the language", usize::from(document.language.is_some() && language.is_none()));
    loss::of_reading(&mut losses, document);
    add(&mut losses, "fields of other programs", document.extra.len());
    loss::of_reasons(&mut losses, document);
    loss::of_annotations(&mut losses, document);
    Ok(Export { files: vec![source.file(".xml", "application/tei+xml", text)], losses })
}

/// Whether a language has the form that `xml:lang` takes.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    first && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The attributes that all elements of annotations may have: an id of ours, the id in other files where it differs, and the confidence.
fn attributes(xml_id: &str, id: Option<&str>, confidence: Option<f64>) -> String {
    let own = id.filter(|id| *id != xml_id).map(|id| format!(" n=\"{}\"", escape(&writable(id).0, true)));
    let cert = confidence.map(|share| format!(" cert=\"{share}\""));
    format!("xml:id=\"{xml_id}\"{}{}", own.unwrap_or_default(), cert.unwrap_or_default())
}

/// The id of a part of a quote's content: parts are counted from 0.
fn part_id(quote: usize, part: usize) -> String {
    if part == 0 { format!("q{quote}") } else { format!("q{quote}.{}", part + 1) }
}

/// What leads from a part to the one before and the one behind.
fn chain(quote: usize, part: usize, parts: usize) -> String {
    let before = part.checked_sub(1).map(|before| format!(" prev=\"#{}\"", part_id(quote, before)));
    let behind = (part + 1 < parts).then(|| format!(" next=\"#{}\"", part_id(quote, part + 1)));
    before.unwrap_or_default() + &behind.unwrap_or_default()
}
