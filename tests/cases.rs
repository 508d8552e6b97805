//! Sentences, each with all that is found in it: `tests/cases/*.txt`.
//!
//! A case is a text, then what is expected of it in lines that begin with two spaces, then a blank line. A wrong answer that is known stays as it is, with a
//! line `# FIXME why` before the text. `BLESS=1 cargo test --test cases` rewrites the files: read the difference before you commit it.

mod support;

use std::path::{Path, PathBuf};

/// The cases of one file, drawn anew with what is found now.
fn redraw(file: &str) -> String {
    let mut out = String::new();
    let mut text: Vec<&str> = Vec::new();
    for line in file.lines().chain([""]) {
        if line.starts_with('#') {
            out.push_str(line);
            out.push('\n');
        } else if line.is_empty() && !text.is_empty() {
            let source = text.join("\n");
            let found = support::draw(&source, &whosaid::annotate(&source));
            out.push_str(&source);
            out.push('\n');
            found.lines().for_each(|line| out.push_str(&format!("  {line}\n")));
            out.push('\n');
            text.clear();
        } else if !line.is_empty() && !line.starts_with("  ") {
            text.push(line);
        }
    }
    out
}

fn check(name: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    let file = std::fs::read_to_string(&path).expect("the cases are there");
    support::expect_file(&path, &redraw(&file));
}

#[test]
fn quotes() {
    check("quotes.txt");
}

#[test]
fn positions() {
    check("positions.txt");
}

#[test]
fn text() {
    check("text.txt");
}

#[test]
fn actors() {
    check("actors.txt");
}
