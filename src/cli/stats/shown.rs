//! What was counted over many articles, in words, as JSON or as a table.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::groups::{Group, Groups, Sum, most_used};
use crate::cli::shown::message;
use crate::cli::table::Table;

/// What the words are called that nobody is named for.
const NOBODY: &str = "Source not known";

/// The figures of a group, with what they are called.
fn figures(group: &Group) -> [(&'static str, usize); 10] {
    let voices = group.voices();
    let unnamed = voices.iter().filter(|voice| voice.unnamed).count();
    [
        ("documents", group.documents),
        ("voices", voices.len()),
        ("voices_named", voices.len() - unnamed),
        ("voices_unnamed", unnamed),
        ("quotes", group.quotes),
        ("words", group.words),
        ("words_direct", group.direct),
        ("words_retold", group.words - group.direct),
        ("words_named", group.named),
        ("words_unnamed", group.words - group.named),
    ]
}

/// The part of `all`, 0 to 1.
fn share(part: usize, all: usize) -> f64 {
    if all > 0 { part as f64 / all as f64 } else { 0.0 }
}

/// In words: of each group the figures, and the first `top` of its voices and verbs.
pub(super) fn words(groups: &Groups, top: usize) -> String {
    let mut out = String::new();
    for (key, group) in groups.each() {
        if !key.is_empty() {
            let value = |value: &String| if value.is_empty() { "(none)".to_owned() } else { value.clone() };
            let named = groups.by.iter().zip(key).map(|(by, of)| format!("{} {}", by.field, value(of)));
            let _ = writeln!(out, "{}", named.collect::<Vec<_>>().join(", "));
        }
        of_group(&mut out, group, top);
    }
    message(&out)
}

fn of_group(out: &mut String, group: &Group, top: usize) {
    let percent = |part: usize| format!("{:.0} %", 100.0 * share(part, group.words));
    let [documents, voices, named, unnamed, quotes, all, direct, retold, of_named, of_unnamed] = figures(group).map(|figure| figure.1);
    let _ = writeln!(out, "documents: {documents}; voices: {voices} ({named} named, {unnamed} not); quotes: {quotes}; words: {all}");
    let _ = writeln!(out, "word for word: {direct} ({}); retold: {retold} ({})", percent(direct), percent(retold));
    let _ = writeln!(out, "of named sources: {of_named} ({}); of others: {of_unnamed} ({})\n", percent(of_named), percent(of_unnamed));
    let _ = writeln!(out, "{:>7} {:>7} {:>7} {:>7} {:>7}  voice", "words", "share", "direct", "retold", "quotes");
    for voice in group.voices().into_iter().take(top) {
        let name = voice.name.as_deref().unwrap_or(NOBODY);
        let unnamed = if voice.unnamed && voice.name.is_some() { " (unnamed)" } else { "" };
        let Sum { direct, retold, quotes, .. } = voice;
        let _ = writeln!(out, "{:>7} {:>7} {direct:>7} {retold:>7} {quotes:>7}  {name}{unnamed}", voice.words(), percent(voice.words()));
    }
    more(out, voices, top);
    let verbs: Vec<String> = most_used(&group.verbs).into_iter().take(top).map(|(verb, count)| format!("{verb} {count}")).collect();
    let _ = writeln!(out, "\nverbs: {}", verbs.join(", "));
    more(out, group.verbs.len(), top);
    out.push('\n');
}

fn more(out: &mut String, all: usize, top: usize) {
    if all > top {
        let _ = writeln!(out, "and {} more (--top {all} shows all)", all - top);
    }
}

pub(super) fn json(groups: &Groups) -> Value {
    let group = |(key, group): (&[String], &Group)| {
        let by: Map<String, Value> = groups.by.iter().zip(key).map(|(by, value)| (by.field.clone(), value.as_str().into())).collect();
        let counts: Map<String, Value> = figures(group).into_iter().map(|(name, count)| (name.to_owned(), count.into())).collect();
        let voices: Vec<Value> = group.voices().into_iter().map(|voice| voice_json(voice, group.words)).collect();
        json!({ "by": by, "counts": counts, "voices": voices, "verbs": verbs_json(most_used(&group.verbs)) })
    };
    json!({ "groups": groups.each().map(group).collect::<Vec<_>>() })
}

fn voice_json(voice: &Sum, all: usize) -> Value {
    json!({
        "name": voice.name,
        "unnamed": voice.unnamed,
        "documents": voice.documents,
        "quotes": voice.quotes,
        "positions": voice.positions,
        "mentions": voice.mentions,
        "direct": voice.direct,
        "retold": voice.retold,
        "words": voice.words(),
        "share": share(voice.words(), all),
        "verbs": verbs_json(most_used(&voice.verbs)),
    })
}

fn verbs_json(verbs: Vec<(&str, usize)>) -> Vec<Value> {
    verbs.into_iter().map(|(verb, count)| json!({ "verb": verb, "count": count })).collect()
}

/// The columns behind those that make the groups.
const COLUMNS: [&str; 13] =
    ["row", "name", "unnamed", "documents", "quotes", "positions", "mentions", "words", "share", "direct", "retold", "named", "count"];

/// One table: of each group a row for it, one for each voice, and one for each verb.
pub(super) fn csv(groups: &Groups) -> String {
    let by = groups.by.iter().map(|by| by.field.clone());
    let mut table = Table::new(by.chain(COLUMNS.map(str::to_owned)));
    for (key, group) in groups.each() {
        let verb = |(verb, count): (&str, usize)| vec![("row", "verb".into()), ("name", verb.into()), ("count", count.to_string())];
        let rows = [group_row(group)].into_iter().chain(group.voices().into_iter().map(|voice| voice_row(voice, group.words)));
        for cells in rows.chain(most_used(&group.verbs).into_iter().map(verb)) {
            let cell = |name: &str| cells.iter().find(|cell| cell.0 == name).map(|cell| cell.1.clone()).unwrap_or_default();
            table.row(key.iter().cloned().chain(COLUMNS.map(cell)));
        }
    }
    table.finish()
}

/// The cells of a row that are not empty, with their columns.
type Cells = Vec<(&'static str, String)>;

fn group_row(group: &Group) -> Cells {
    vec![
        ("row", "all".into()),
        ("documents", group.documents.to_string()),
        ("quotes", group.quotes.to_string()),
        ("words", group.words.to_string()),
        ("share", share(group.words, group.words).to_string()),
        ("direct", group.direct.to_string()),
        ("retold", (group.words - group.direct).to_string()),
        ("named", group.named.to_string()),
    ]
}

fn voice_row(voice: &Sum, all: usize) -> Cells {
    vec![
        ("row", "voice".into()),
        ("name", voice.name.clone().unwrap_or_else(|| NOBODY.into())),
        ("unnamed", voice.unnamed.to_string()),
        ("documents", voice.documents.to_string()),
        ("quotes", voice.quotes.to_string()),
        ("positions", voice.positions.to_string()),
        ("mentions", voice.mentions.to_string()),
        ("words", voice.words().to_string()),
        ("share", share(voice.words(), all).to_string()),
        ("direct", voice.direct.to_string()),
        ("retold", voice.retold.to_string()),
    ]
}
