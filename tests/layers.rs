//! How the house is built: what a room may know, and how long a file may be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of `lib.rs`; each may use itself and those before it.
const ROOMS: &[&str] = &[
    "model",
    "reasons",
    "text",
    "order",
    "lexicon",
    "remnants",
    "tokens",
    "paragraphs",
    "sentences",
    "quotation",
    "language",
    "vocabulary",
    "capitals",
    "reading",
    "article",
    "rehearsal",
    "actors",
    "quotes",
    "positions",
    "confidence",
    "explain",
    "agreement",
    "voices",
];

/// All that the formats may know of the core: they see annotations, not how they are found; and how a text falls apart into words, sentences
/// and paragraphs, because some files hold one word a line.
const SEEN_BY_FORMATS: &[&str] = &["model", "reasons", "text", "tokens", "paragraphs", "sentences", "formats"];

/// All that the two faces may name: the one call, also with word of its progress, the careful reader, its result, what was seen on the way, the files it goes into, and the core's version of itself.
const SEEN_BY_FACES: &[&str] = &[
    "annotate",
    "annotate_telling",
    "explain_quickly",
    "trace",
    "Guideline",
    "Pass",
    "Reader",
    "rehearse",
    "rehearsal",
    "models",
    "formats",
    "agreement",
    "voices",
    "model",
    "reasons",
    "text",
    "wasm",
    "cli",
];

/// The one place where a room uses a later one, with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    // A rule makes the note of its suggestions, and a note's reason names a rule: the two are one vocabulary in two files.
    ("model", "reasons"),
];

/// The longest a Rust file may be, without its tests.
const RUST_LINES: usize = 400;

/// The longest a JavaScript file may be.
const JAVASCRIPT_LINES: usize = 250;

/// Files that are longer, with the most lines they may have. This list may only shrink.
const LONG: &[(&str, usize)] = &[("src/lexicon/places.rs", 833), ("tests/page/storage.test.js", 396)];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below `folder` whose names end in `.extension`, in order, by their path from the root; installed packages, built glue and others' libraries left out.
fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry of a folder").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && !["node_modules", "pkg", "vendor"].contains(&&*name) {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let place = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
                found.push((place, fs::read_to_string(&path).expect("a text file")));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no {extension} files in {folder}");
    found
}

/// The lines of a Rust file before its tests, which stand at its end.
fn without_tests(source: &str) -> std::str::Lines<'_> {
    source.find("#[cfg(test)]\nmod ").map_or(source, |tests| &source[..tests]).lines()
}

/// What a file of `src/` uses of the crate: the words behind `crate::`, several in one brace included, those in comments left out.
fn used(source: &str) -> Vec<String> {
    let code: Vec<&str> = without_tests(source).filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut names = Vec::new();
    for prefix in ["crate::", "whosaid::"] {
        for (at, _) in code.match_indices(prefix) {
            let whole_word = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let rest = &code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                _ if !whole_word => {}
                Some(group) => names.extend(group_heads(group)),
                None => names.push(word(rest)),
            }
        }
    }
    names
}

/// The first word of each path in `{a::B, c::{D, E}}`, from behind the first brace.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let (mut depth, mut fresh) = (1, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                heads.push(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn word(code: &str) -> String {
    code.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The room that a file of `src/` belongs to: its folder, or its own name.
fn room(path: &str) -> &str {
    let path = path.strip_prefix("src/").unwrap_or(path);
    path.split_once('/').map_or_else(|| path.trim_end_matches(".rs"), |(folder, _)| folder)
}

/// Whether a file in room `from` may use `to`.
fn may_use(from: &str, to: &str) -> bool {
    let place = |name: &str| ROOMS.iter().position(|room| *room == name);
    match from {
        "lib" => true,
        "formats" => SEEN_BY_FORMATS.contains(&to),
        "wasm" | "cli" | "main" => SEEN_BY_FACES.contains(&to),
        _ => match (place(from), place(to)) {
            (Some(from_place), Some(to_place)) => to_place <= from_place || EXCEPTIONS.contains(&(from, to)),
            _ => false,
        },
    }
}

#[test]
fn each_room_knows_only_those_before_it() {
    let mut uses = 0;
    let mut wrong = Vec::new();
    // A room's tests may ask the whole house.
    for (path, source) in files("src", "rs").into_iter().filter(|(path, _)| !path.ends_with("/tests.rs")) {
        for to in used(&source) {
            uses += 1;
            if !may_use(room(&path), &to) {
                wrong.push(format!("{path} uses {to}"));
            }
        }
    }
    assert!(uses > 100, "only {uses} uses were seen: is the house still in src/?");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_rooms_are_those_of_the_library() {
    let library = fs::read_to_string(root().join("src/lib.rs")).expect("the library");
    let listed: Vec<&str> = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let expected: Vec<&str> = ROOMS.iter().copied().chain(["formats", "wasm"]).collect();
    assert_eq!(listed, expected, "lib.rs lists the rooms in reading order");
}

#[test]
fn the_exceptions_are_still_needed() {
    for (from, to) in EXCEPTIONS {
        let needed = files("src", "rs").iter().any(|(path, source)| room(path) == *from && used(source).iter().any(|name| name == to));
        assert!(needed, "{from} does not use {to} any more: take it off the list");
    }
}

#[test]
fn uses_are_seen_in_every_form() {
    let code = "use crate::text::{Offsets, Unit};\nuse crate::{model::Span, lexicon::{cues, nouns}, language};\n// crate::positions\nlet x = crate::tokens::split(text);\nlet y = whosaid::annotate(text);\n#[cfg(test)]\nmod tests { use crate::quotes; }";
    assert_eq!(used(code), ["text", "model", "lexicon", "language", "tokens", "annotate"]);
    assert!(may_use("quotes", "actors") && !may_use("actors", "quotes") && !may_use("formats", "language") && !may_use("cli", "tokens"));
}

#[test]
fn files_are_short() {
    let mut long = BTreeMap::new();
    let mut measure = |folder, extension, most, lines: fn(&str) -> usize| {
        let measured = files(folder, extension).into_iter().map(|(path, source)| (path, lines(&source)));
        long.extend(measured.filter(|&(_, lines)| lines >= most));
    };
    for folder in ["src", "scorer/src", "xtask/src", "train/src"] {
        measure(folder, "rs", RUST_LINES, |source| without_tests(source).count());
    }
    for folder in ["www", "tests"] {
        measure(folder, "js", JAVASCRIPT_LINES, |source| source.lines().count());
    }
    let allowed = |path: &str| LONG.iter().find(|(known, _)| *known == path).map_or(0, |&(_, lines)| lines);
    let wrong: Vec<_> = long.iter().filter(|(path, lines)| **lines > allowed(path)).collect();
    assert!(wrong.is_empty(), "too long: cut in two by what they decide: {wrong:#?}");
    for (path, _) in LONG {
        assert!(long.contains_key(*path), "{path} is short now: take it off the list");
    }
}
