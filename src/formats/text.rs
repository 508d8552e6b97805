//! The annotations as words to read: who speaks, what they said, where they stand.
//!
//! It decides how that reads on paper or in a message, and refuses to be read back.

use std::collections::HashMap;
use std::fmt::Write;

use super::loss::{self, add};
use super::wire::{Actor, Quote};
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
    let document = &source.document;
    let mut text = String::new();
    if let Some(title) = &document.title {
        text.push_str(&format!("{}\n\n", one_line(title)));
    }
    voices(source, &mut text);
    quotes(source, &mut text);
    positions(source, &mut text);
    let mut losses = Vec::new();
    add(&mut losses, "places of mentions", document.mentions.len());
    add(&mut losses, "places of quotes and positions", document.quotes.len() + document.positions.len());
    add(&mut losses, "names of the language", usize::from(document.language.is_some()));
    add(&mut losses, "fields of other programs", document.extra.len());
    loss::of_annotations(&mut losses, document);
    Ok(Export { files: vec![source.file("-quotes.txt", "text/plain", text)], losses })
}

/// The words in a quote's content.
pub(super) fn count_words(source: &Source<'_>, quote: &Quote<'_>) -> usize {
    quote.parts().iter().map(|&(start, end)| source.slice(start, end).split_whitespace().count()).sum()
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// An actor with type, role and whether it is unnamed.
fn introduce(actor: &Actor<'_>) -> String {
    let kind = actor.r#type.map(|kind| kind.0.word().to_owned());
    let role = actor.role.as_deref().map(one_line);
    let unnamed = actor.anonymous.then(|| "unnamed".to_owned());
    let about: Vec<String> = [kind, role, unnamed].into_iter().flatten().collect();
    let name = one_line(&actor.name);
    if about.is_empty() { name } else { format!("{name} ({})", about.join(", ")) }
}

fn voices(source: &Source<'_>, text: &mut String) {
    let document = &source.document;
    let mut by_speaker: HashMap<Option<&str>, Vec<&Quote<'_>>> = HashMap::new();
    document.quotes.iter().for_each(|quote| by_speaker.entry(quote.speaker.as_deref()).or_default().push(quote));
    let amount = |said: &[&Quote<'_>]| {
        let words = said.iter().map(|quote| count_words(source, quote)).sum();
        format!("{}, {}", counted(said.len(), "quote"), counted(words, "word"))
    };
    text.push_str("VOICES\n");
    let mut silent = Vec::new();
    for actor in &document.actors {
        let said = by_speaker.get(&actor.id.as_deref()).map_or(&[][..], Vec::as_slice);
        if said.is_empty() {
            silent.push(introduce(actor));
        } else {
            let _ = writeln!(text, "- {}: {}", introduce(actor), amount(said));
        }
    }
    let unknown = by_speaker.get(&None).map_or(&[][..], Vec::as_slice);
    if !unknown.is_empty() {
        let _ = writeln!(text, "- Source not known: {}", amount(unknown));
    }
    if !silent.is_empty() {
        let _ = writeln!(text, "- Talked about only: {}", silent.join("; "));
    }
    if document.actors.is_empty() && unknown.is_empty() {
        text.push_str("- none\n");
    }
}

fn quotes(source: &Source<'_>, text: &mut String) {
    let actors = source.actors();
    text.push_str("\nQUOTES\n");
    for (i, quote) in source.document.quotes.iter().enumerate() {
        let speaker = quote.speaker.as_deref().and_then(|id| actors.get(id));
        let speaker = speaker.map_or_else(|| "Source not known".to_owned(), |actor| one_line(&actor.name));
        let mut about = quote.kind.0.word().to_owned();
        if quote.cue.is_some() {
            let _ = write!(about, ", “{}”", one_line(source.words(quote.cue)));
        }
        if quote.hedged {
            about.push_str(", the reporter keeps a distance");
        }
        let _ = writeln!(text, "{}. {speaker} ({about}): {}", i + 1, one_line(&source.join(quote.parts())));
    }
    if source.document.quotes.is_empty() {
        text.push_str("none\n");
    }
}

fn positions(source: &Source<'_>, text: &mut String) {
    let actors = source.actors();
    let numbers: HashMap<&str, usize> = source.document.quotes.iter().filter_map(|quote| quote.id.as_deref()).zip(1..).collect();
    text.push_str("\nPOSITIONS\n");
    for (i, position) in source.document.positions.iter().enumerate() {
        let holder = position.holder.as_deref().and_then(|id| actors.get(id));
        let holder = holder.map_or_else(|| "Holder not known".to_owned(), |actor| one_line(&actor.name));
        let mut about = position.kind.0.word().to_owned();
        about.push_str(match position.polarity {
            Some(1) => ", for",
            Some(-1) => ", against",
            _ => "",
        });
        if let Some(number) = position.quote.as_deref().and_then(|id| numbers.get(id)) {
            let _ = write!(about, ", quote {number}");
        }
        if position.hedged {
            about.push_str(", the reporter keeps a distance");
        }
        let _ = writeln!(text, "{}. {holder} ({about}): {}", i + 1, one_line(&source.join(position.parts())));
    }
    if source.document.positions.is_empty() {
        text.push_str("none\n");
    }
}
