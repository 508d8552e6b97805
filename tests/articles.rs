//! Whole articles, each with all that is found in it: `tests/articles/NAME.txt` and, beside it, `NAME.expected`.
//!
//! `BLESS=1 cargo test --test articles` writes what is found now: read the difference before you commit it. Wrong answers that are known stay in the
//! expectation; the lines at its head that begin with `#` name them and are kept.

mod support;

use std::path::Path;

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let text = std::fs::read_to_string(folder.join(name).with_extension("txt")).expect("the article is there");
    let path = folder.join(name).with_extension("expected");
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let faults: String = expected.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    support::expect_file(&path, &format!("{faults}{}", support::draw(&text, &whosaid::annotate(&text))));
}

#[test]
fn an_agency_report() {
    check("agency");
}

#[test]
fn a_court_report_with_british_marks() {
    check("court");
}

#[test]
fn local_politics_with_marks_that_do_not_match() {
    check("council");
}

#[test]
fn science_with_split_quotes() {
    check("science");
}

#[test]
fn a_match_report() {
    check("sport");
}
