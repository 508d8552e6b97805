//! Sentences, each with all that the quick reading finds in it: `tests/cases/*.txt`, a test each.
//!
//! A case is a text, then what is right in lines that begin with two spaces, then a blank line; it is named after the last line that begins with `#`. What is
//! not right yet is told from what is: `WANT …` is right and not found yet, `WRONG …` is found and not right. Both fail when they are no longer true, so
//! that whoever mends something unwittingly is told.
//!
//! `cargo test --test cases -- "joint speakers"` runs the cases whose names hold these words, `BLESS=1 cargo test --test cases` rewrites what is expected:
//! read the difference before you commit it.

mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use whosaid::trace::{Candidate, Fate, Trace};

/// What begins a line that is right and not found yet.
const WANT: &str = "WANT ";
/// What begins a line that is found and not right.
const WRONG: &str = "WRONG ";

/// A text with what is expected of it.
struct Case {
    name: String,
    text: String,
    expected: Vec<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    if std::env::var_os("BLESS").is_some() {
        files().iter().for_each(|path| bless(path));
    }
    let trial = |case: Case| Trial::test(case.name.clone(), move || check(&case));
    let mut trials: Vec<Trial> = files().iter().flat_map(|path| cases(path)).map(trial).collect();
    trials.push(Trial::test("what is met, mended, missing or new is told", tells_what_differs));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The files with cases, in the order of their names.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the cases are there").map(|file| file.expect("a file").path()).collect();
    files.sort();
    files
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the cases can be read")
}

/// The cases of a file; several of one name are numbered.
fn cases(path: &Path) -> Vec<Case> {
    let file = path.file_stem().unwrap_or_default().to_string_lossy();
    let (mut cases, mut heading, mut number) = (Vec::new(), String::new(), 0);
    for block in read(path).split("\n\n") {
        let (mut text, mut expected) = (Vec::new(), Vec::new());
        for line in block.lines() {
            if let Some(words) = line.strip_prefix('#') {
                (heading, number) = (words.trim().trim_end_matches('.').to_owned(), 0);
            } else if let Some(line) = line.strip_prefix("  ") {
                expected.push(line.to_owned());
            } else {
                text.push(line);
            }
        }
        let text = text.join("\n");
        if !text.trim().is_empty() {
            number += 1;
            cases.push(Case { name: format!("{file}: {heading}, {number}"), text, expected });
        }
    }
    cases
}

/// What is found in a text, a line each.
fn found(text: &str) -> Vec<String> {
    support::draw(text, &whosaid::annotate(text)).lines().map(str::to_owned).collect()
}

fn check(case: &Case) -> Result<(), Failed> {
    let mut complaints = complaints(&case.expected, &found(&case.text));
    if case.name.contains("FIXME") {
        complaints.push("says what is not right in words: write it as lines, WANT and WRONG".to_owned());
    }
    if complaints.is_empty() {
        return Ok(());
    }
    Err(Failed::from(format!(
        "{}\n\n{}\n\nWhat decided:\n{}",
        case.text,
        complaints.join("\n"),
        decisions(&whosaid::explain_quickly(&case.text))
    )))
}

/// How what is found differs from what is expected; nothing where it does not.
fn complaints(expected: &[String], found: &[String]) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut left: Vec<&String> = found.iter().collect();
    let mut take = |line: &str| left.iter().position(|found| *found == line).map(|at| left.remove(at)).is_some();
    for line in expected {
        if let Some(wanted) = line.strip_prefix(WANT) {
            if take(wanted) {
                complaints.push(format!("is right now, drop its WANT: {wanted}"));
            }
        } else if let Some(wrong) = line.strip_prefix(WRONG) {
            if !take(wrong) {
                complaints.push(format!("is mended, drop the line: WRONG {wrong}"));
            }
        } else if !take(line) {
            complaints.push(format!("is missing: {line}"));
        }
    }
    complaints.extend(left.into_iter().map(|line| format!("is new: {line}")));
    complaints
}

fn tells_what_differs() -> Result<(), Failed> {
    let lines = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
    let expected = lines(&["right", "WANT met", "WANT not yet", "WRONG still", "WRONG mended", "missing"]);
    let told = complaints(&expected, &lines(&["met", "still", "right", "new"]));
    let asked = ["is right now, drop its WANT: met", "is mended, drop the line: WRONG mended", "is missing: missing", "is new: new"];
    if told == asked { Ok(()) } else { Err(Failed::from(format!("{told:?}"))) }
}

/// What was considered in a text, and what became of it.
fn decisions(trace: &Trace) -> String {
    let mut told = String::new();
    for Candidate { layer, anchor, by, scores, fate, .. } in &trace.candidates {
        let (Fate::Kept(fate) | Fate::Dropped(fate)) = fate;
        let scores: Vec<String> = scores.iter().map(|score| format!("{} {:.2}", score.name, score.value)).collect();
        let _ = writeln!(told, "  {layer} at “{}” by {by}: {fate} {}", anchor.slice(&trace.text), scores.join(", "));
    }
    told
}

/// Writes a file anew with what is found now; what is marked as not right stays marked as long as that is true.
fn bless(path: &Path) {
    let blocks: Vec<String> = read(path).split("\n\n").map(blessed).collect();
    std::fs::write(path, format!("{}\n", blocks.join("\n\n").trim_end())).expect("the cases can be written");
}

fn blessed(block: &str) -> String {
    let (expected, kept): (Vec<&str>, Vec<&str>) = block.lines().partition(|line| line.starts_with("  "));
    let text: Vec<&str> = kept.iter().filter(|line| !line.starts_with('#')).copied().collect();
    if text.is_empty() {
        return block.to_owned();
    }
    let found = found(&text.join("\n"));
    let marked =
        |mark: &str| expected.iter().filter_map(|line| line.trim_start().strip_prefix(mark).map(str::to_owned)).collect::<Vec<String>>();
    let wrong = marked(WRONG);
    let mut lines: Vec<String> = kept.iter().map(|line| (*line).to_owned()).collect();
    lines.extend(found.iter().map(|line| if wrong.contains(line) { format!("  {WRONG}{line}") } else { format!("  {line}") }));
    lines.extend(marked(WANT).into_iter().filter(|line| !found.contains(line)).map(|line| format!("  {WANT}{line}")));
    lines.join("\n")
}
