//! A page to read and print: the article with its marks, a legend, and lists of voices, quotes and positions.
//!
//! It decides how marks look, in one file that loads nothing and runs nothing. Nothing is told by color alone: actors are filled, quotes and
//! positions underlined in different ways and numbered, and the lists below say everything in words. Pieces of the text carry the numbers of
//! the annotations that cover them (`data-quotes`, `data-positions`, `data-mentions`), so that a program can find them too. Colors are the page's, and go
//! to whom the page gives them.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::loss::{self, add};
use super::markup::{escape, writable};
use super::pieces::{Mark, Piece, pieces};
use super::summary::{Entry, Summary, count_words, one_line};
use super::{Export, ExportError, Format, Group, Source};

pub(super) const FORMAT: Format = Format {
    id: "html",
    name: "Web page",
    extension: "html",
    description: "To print and to hand out: the article with its marks, and lists of who says what.",
    group: Group::Readers,
    joins: false,
    files: 1,
    write,
    read: None,
};

/// How many colors there are for actors; all others have a neutral one.
const HUES: usize = 9;

/// How long a headline is at most, and a title that is made of a first line, in characters.
const HEADLINE: usize = 160;
const TITLE: usize = 80;

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let (document, summary) = (&source.document, Summary::of(source));
    let (title, is_first_line) = title(source);
    let title = text(&title);
    let heading = if is_first_line { String::new() } else { format!("<h1>{title}</h1>\n") };
    let lang = document.language.as_deref().map_or_else(String::new, |tag| format!(" lang=\"{}\"", escape(&writable(tag).0, true)));
    let voices: String = summary.voices.iter().map(|voice| format!("<li>{}</li>\n", text(voice))).collect();
    let page = format!(
        "<!doctype html>
<html{lang}>
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<title>{title}</title>
<style>
{}</style>
</head>
<body>
<main>
{heading}<p class=\"legend\">{LEGEND}</p>
<article>{}</article>
{}{}{}</main>
</body>
</html>
",
        include_str!("html.css").replace("\r\n", "\n"),
        article(source, is_first_line),
        section("Voices", "ul", &voices),
        section("Quotes", "ol", &entries(&summary.quotes, "quote", 'q')),
        section("Positions", "ol", &entries(&summary.positions, "position", 'p')),
    );
    let mut losses = Vec::new();
    add(&mut losses, "characters as they are, for a web page cannot hold them", writable(source.text).1);
    loss::of_reading(&mut losses, document);
    add(&mut losses, "fields of other programs", document.extra.len());
    loss::of_cues(&mut losses, document);
    loss::of_origins(&mut losses, document);
    loss::of_annotations(&mut losses, document);
    Ok(Export { files: vec![source.file(".html", "text/html", page)], losses })
}

const LEGEND: &str = "<span class=\"actor h0\">Actors</span> are filled, each with a color. Quotes are underlined: <span class=\"quote direct\">direct</span>, <span class=\"quote mixed\">mixed</span>, <span class=\"quote indirect\">indirect</span>. What <span class=\"position\">positions</span> are about has a wavy line, within quotes a second one. The numbers lead to the lists below the text.";

/// What the article is called, and whether that is its first line: else the page would say it twice.
fn title(source: &Source<'_>) -> (String, bool) {
    let mut lines = source.text.lines().map(one_line).filter(|line| !line.is_empty());
    let first = lines.next();
    if let Some(title) = source.document.title.as_deref().map(one_line).filter(|title| !title.is_empty()) {
        let is_first = first.as_ref() == Some(&title);
        return (title, is_first);
    }
    let Some(first) = first else { return (one_line(source.name), false) };
    let is_headline =
        first.chars().count() <= HEADLINE && lines.next().is_some() && !first.ends_with(['.', ':', ';', ',', '”', '"', '’', '»']);
    if is_headline || first.chars().count() <= TITLE {
        return (first, is_headline);
    }
    (first.chars().take(TITLE - 1).collect::<String>() + "…", false)
}

/// The color of each actor: first of those who say most, then of those who take a stance, then of the others as they are mentioned.
fn hues<'s>(source: &'s Source<'_>) -> HashMap<&'s str, usize> {
    let document = &source.document;
    let mut said: HashMap<&str, usize> = HashMap::new();
    for quote in &document.quotes {
        quote.everybody().for_each(|id| *said.entry(id).or_default() += count_words(source, quote));
    }
    let holds: HashSet<&str> = document.positions.iter().flat_map(|position| position.everybody()).collect();
    let mut actors: Vec<&str> = document.actors.iter().filter_map(|actor| actor.id.as_deref()).collect();
    actors.sort_by_key(|id| (Reverse(said.get(id).copied().unwrap_or_default()), !holds.contains(id)));
    actors.into_iter().zip((0..HUES).chain(std::iter::repeat(HUES))).collect()
}

/// Words for an element.
fn text(words: &str) -> String {
    escape(&writable(words).0, false)
}

fn section(heading: &str, list: &str, items: &str) -> String {
    let items = if items.is_empty() { "<p>None.</p>\n".to_owned() } else { format!("<{list}>\n{items}</{list}>\n") };
    format!("<section>\n<h2>{heading}</h2>\n{items}</section>\n")
}

fn entries(entries: &[Entry], what: &str, letter: char) -> String {
    let item = |(entry, number): (&Entry, usize)| {
        let back = format!("<a href=\"#{letter}{number}-here\" aria-label=\"{what} {number} in the text\">↑</a>");
        format!("<li id=\"{letter}{number}\"><b>{}</b>: {} {back}</li>\n", text(&entry.who), text(&entry.words))
    };
    entries.iter().zip(1..).map(item).collect()
}

/// The text in paragraphs, one a line; the first is the heading where `has_heading` says so.
fn article(source: &Source<'_>, has_heading: bool) -> String {
    let hues = hues(source);
    let names = source.actors();
    let mut out = String::new();
    let mut paragraph = Paragraph { next: if has_heading { "h1" } else { "p" }, open: None };
    for piece in pieces(source) {
        let about = if piece.marks.is_empty() {
            String::new()
        } else {
            attributes(source, &piece, |id| (hues.get(id).copied().unwrap_or(HUES), names.get(id).map_or("", |actor| &actor.name)))
        };
        for words in piece.words.split_inclusive('\n').flat_map(line_and_end) {
            paragraph.make_room(words, &mut out);
            let words = text(words);
            out.push_str(&if about.is_empty() { words } else { format!("<span{about}>{words}</span>") });
        }
        for mark in &piece.ends {
            let (letter, what, number) = match mark {
                Mark::Quote(place) => ('q', "quote", place + 1),
                Mark::Position(place) | Mark::Mention(place) => ('p', "position", place + 1),
            };
            let label = format!("{}{number}", letter.to_ascii_uppercase());
            out.push_str(&format!(
                "<sup id=\"{letter}{number}-here\"><a href=\"#{letter}{number}\" aria-label=\"{label}, {what} {number}\">{label}</a></sup>"
            ));
        }
    }
    paragraph.close(&mut out);
    out
}

/// A line and what ends it, each where it is there.
fn line_and_end(line: &str) -> impl Iterator<Item = &str> {
    let (words, end) = line.split_at(line.trim_end_matches(['\n', '\r']).len());
    [words, end].into_iter().filter(|part| !part.is_empty())
}

/// The element that the text is in just now.
struct Paragraph {
    /// The next one's name.
    next: &'static str,
    /// The name of the one that is open.
    open: Option<&'static str>,
}

impl Paragraph {
    /// Begins a paragraph for words and ends it for a line's end; white space needs none.
    fn make_room(&mut self, words: &str, out: &mut String) {
        if words.ends_with('\n') {
            self.close(out);
        } else if self.open.is_none() && !words.trim().is_empty() {
            out.push_str(&format!("<{}>", self.next));
            self.open = Some(std::mem::replace(&mut self.next, "p"));
        }
    }

    fn close(&mut self, out: &mut String) {
        if let Some(name) = self.open.take() {
            out.push_str(&format!("</{name}>"));
        }
    }
}

/// The class, name and numbers of what covers a piece; of several mentions, the innermost gives color and name.
fn attributes<'a>(source: &Source<'_>, piece: &Piece<'_>, actor: impl Fn(&str) -> (usize, &'a str)) -> String {
    let document = &source.document;
    let (mut classes, mut named) = (Vec::new(), None);
    let mut numbers: [Vec<String>; 3] = Default::default();
    for mark in &piece.marks {
        let (list, place) = match *mark {
            Mark::Quote(place) => {
                classes.extend(["quote".to_owned(), document.quotes[place].kind.0.word().to_owned()]);
                (0, place)
            }
            Mark::Position(place) => {
                classes.push("position".to_owned());
                (1, place)
            }
            Mark::Mention(place) => {
                let inner = |other: usize| document.mentions[other].end - document.mentions[other].start;
                named = named.filter(|other| inner(*other) < inner(place)).or(Some(place));
                (2, place)
            }
        };
        numbers[list].push((place + 1).to_string());
    }
    let mut title = String::new();
    if let Some(place) = named {
        let (hue, name) = actor(&document.mentions[place].actor);
        classes.extend(["actor".to_owned(), format!("h{hue}")]);
        title = format!(" title=\"{}\"", escape(&writable(&one_line(name)).0, true));
    }
    classes.dedup();
    let data = ["quotes", "positions", "mentions"].iter().zip(&numbers).filter(|(_, numbers)| !numbers.is_empty());
    let data: String = data.map(|(name, numbers)| format!(" data-{name}=\"{}\"", numbers.join(" "))).collect();
    format!(" class=\"{}\"{title}{data}", classes.join(" "))
}
