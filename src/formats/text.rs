//! The annotations as words to read: who speaks, what they said, where they stand.
//!
//! It decides how that is laid out in a message or on paper, and refuses to be read back.

use super::loss::{self, add};
use super::summary::{Summary, one_line};
use super::{Export, ExportError, Format, Group, Source};

pub(super) const FORMAT: Format = Format {
    id: "text",
    name: "Plain text",
    extension: "txt",
    description: "To read and to paste: the voices, the quotes with their speakers, the positions.",
    group: Group::Readers,
    joins: true,
    files: 1,
    write,
    read: None,
};

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let (document, summary) = (&source.document, Summary::of(source));
    let mut text = document.title.as_deref().map_or_else(String::new, |title| format!("{}\n\n", one_line(title)));
    let list =
        |(heading, lines): (&str, String)| format!("{}\n{}", heading.to_uppercase(), if lines.is_empty() { "none\n" } else { &lines });
    text.push_str(&summary.lists(str::to_owned).map(list).join("\n"));
    let mut losses = Vec::new();
    add(&mut losses, "places of mentions", document.mentions.len());
    add(&mut losses, "places of quotes and positions", document.quotes.len() + document.positions.len());
    add(&mut losses, "names of the language", usize::from(document.language.is_some()));
    loss::of_reading(&mut losses, document);
    add(&mut losses, "fields of other programs", document.extra.len());
    loss::of_annotations(&mut losses, document);
    Ok(Export { files: vec![source.file("-quotes.txt", "text/plain", text)], losses })
}
