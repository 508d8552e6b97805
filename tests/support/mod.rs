//! Draws a document as lines a person can check, and keeps expectations in files that `BLESS=1 cargo test` rewrites.

#![allow(dead_code, missing_docs, unreachable_pub, reason = "shared by several test suites, each of which uses a part")]

use std::fmt::Write as _;
use std::path::Path;

use whosaid::model::{ActorId, Document, MentionKind, Position, Quote, Span};

/// Every actor, quote and position of `document`, a line each.
pub fn draw(text: &str, document: &Document) -> String {
    let mut lines = String::new();
    for (number, actor) in document.actors.iter().enumerate() {
        let kind = actor.kind.map_or("unknown", |kind| kind.word());
        let unnamed = if actor.anonymous { ", unnamed" } else { "" };
        let role = actor.role.as_ref().map_or(String::new(), |role| format!(", {role}"));
        let mentions: Vec<String> = document
            .mentions
            .iter()
            .filter(|mention| mention.actor.index() == number)
            .map(|mention| format!("{}{}", mark(mention.kind), one_line(mention.span.slice(text))))
            .collect();
        let _ = writeln!(lines, "actor {kind} {}{role}{unnamed}: {}", one_line(&actor.name), mentions.join(" | "));
    }
    for quote in &document.quotes {
        let _ = writeln!(lines, "{}", draw_quote(text, document, quote));
    }
    for position in &document.positions {
        let _ = writeln!(lines, "{}", draw_position(text, document, position));
    }
    lines
}

fn mark(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Name => "",
        MentionKind::Role => "~",
        MentionKind::Pronoun => "*",
    }
}

fn draw_quote(text: &str, document: &Document, quote: &Quote) -> String {
    let hedged = if quote.hedged { " hedged" } else { "" };
    let (who, cue) = (who(document, quote.speakers()), words(text, quote.cue));
    format!("quote {}{hedged} [{who}] {cue}: {}", quote.kind.word(), parts(text, &quote.parts))
}

fn draw_position(text: &str, document: &Document, position: &Position) -> String {
    let hedged = if position.hedged { " hedged" } else { "" };
    let (who, cue) = (who(document, position.holders()), words(text, position.cue));
    format!("position {}{hedged} [{who}] {cue}: {}", position.kind.word(), parts(text, &position.parts))
}

fn who(document: &Document, actors: impl Iterator<Item = ActorId>) -> String {
    let names: Vec<String> = actors.map(|actor| one_line(&document.actors[actor.index()].name)).collect();
    if names.is_empty() { "?".into() } else { names.join(" + ") }
}

fn words(text: &str, span: Option<Span>) -> String {
    span.map_or("-".into(), |span| one_line(span.slice(text)))
}

fn parts(text: &str, parts: &[Span]) -> String {
    parts.iter().map(|part| one_line(part.slice(text))).collect::<Vec<_>>().join(" … ")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Compares `found` with the file at `path`; with `BLESS` set in the environment, writes it there instead.
///
/// # Panics
/// When they differ, with the first line that does.
pub fn expect_file(path: &Path, found: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, found).expect("the expectation can be written");
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    for (number, (expected, found)) in expected.lines().zip(found.lines()).enumerate() {
        assert_eq!(expected, found, "{}:{}: look at the change, then run with BLESS=1", path.display(), number + 1);
    }
    assert_eq!(
        expected.lines().count(),
        found.lines().count(),
        "{}: lines are missing or new; look, then run with BLESS=1",
        path.display()
    );
}
