//! The command line as people meet it: real processes, real files.

#![cfg(feature = "cli")]

#[path = "support/articles.rs"]
mod articles;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use whosaid::formats;

fn whosaid(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_whosaid")).args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap()
}

fn whosaid_with(input: &[u8], arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Standard output, of a command that went well.
fn good(output: Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Standard error, of a command that ended with `code`.
#[track_caller]
fn bad(output: &Output, code: i32) -> String {
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{errors}");
    assert!(!errors.contains("os error") && !errors.contains("panicked"), "{errors}");
    errors
}

/// Every file below a folder, by its path there.
fn listed(folder: &Path) -> Vec<String> {
    let files = walkdir(folder);
    let mut names: Vec<String> = files.iter().map(|path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn walkdir(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walkdir(&path) } else { vec![path] }).collect()
}

/// The harbor article as a native file.
fn harbor_json() -> String {
    let article = articles::harbor();
    formats::write(&article, formats::format("json").unwrap()).unwrap().files[0].text.clone()
}

#[test]
fn a_text_becomes_one_document_that_keeps_it_exactly() {
    let text = "\u{feff}🦀 “We will,” said Ann.\r\n\r\nIt is over.\u{0}\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let document: Value = serde_json::from_str(&good(whosaid(folder.path(), &["annotate", "--format", "json", "a.txt"]))).unwrap();
    assert_eq!((&document["format"], &document["offset_unit"]), (&"whosaid/1".into(), &"codepoint".into()));
    assert_eq!(document["text"], text);
    let piped: Value = serde_json::from_str(&good(whosaid_with(text.as_bytes(), &["annotate", "-"]))).unwrap();
    assert_eq!(piped, document);
    let none_named: Value = serde_json::from_str(&good(whosaid_with(text.as_bytes(), &["annotate"]))).unwrap();
    assert_eq!(none_named, document);
}

#[test]
fn a_folder_becomes_lines_in_the_order_of_names() {
    let texts: Vec<(String, String)> = (0..80).map(|i| (format!("in/{i:02}.txt"), format!("Text number {i}."))).collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    fs::write(folder.path().join("in/skip.md"), "no text").unwrap();
    let lines = good(whosaid(folder.path(), &["annotate", "in", "--format", "jsonl"]));
    let found: Vec<String> =
        lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(found, texts.into_iter().map(|text| text.1).collect::<Vec<_>>());
}

#[test]
fn a_folder_becomes_a_folder() {
    let folder = folder(&[("in/a.txt", b"One."), ("in/deep/a.txt", b"Two."), ("in/deep/B.TXT", b"Three.")]);
    good(whosaid(folder.path(), &["annotate", "in", "-o", "out"]));
    assert_eq!(listed(&folder.path().join("out")), ["a.json", "deep/B.json", "deep/a.json"]);
    good(whosaid(folder.path(), &["annotate", "in", "--format", "brat", "-o", "brat"]));
    let expected = ["a.ann", "a.txt", "annotation.conf", "deep/B.ann", "deep/B.txt", "deep/a.ann", "deep/a.txt", "deep/annotation.conf"];
    assert_eq!(listed(&folder.path().join("brat")), expected);
    good(whosaid(folder.path(), &["annotate", "in/a.txt", "in/deep/B.TXT", "--format", "brat", "-o", "flat"]));
    assert_eq!(listed(&folder.path().join("flat")), ["B.ann", "B.txt", "a.ann", "a.txt", "annotation.conf"]);
}

#[test]
fn commands_that_make_no_sense_are_refused() {
    let folder = folder(&[("a.txt", b"One."), ("b.txt", b"Two."), ("file", b"")]);
    for (arguments, words) in [
        (&["annotate", "a.txt", "b.txt"][..], "json writes a file for each article: name a folder with -o"),
        (&["annotate", "a.txt", "--format", "csv"], "csv writes 3 files an article"),
        (&["annotate", "a.txt", "--format", "brat", "-o", "file"], "this is a file"),
        (&["annotate", "a.txt", "--format", "pdf"], "possible values: json, jsonl, w3c, brat, "),
        (&["annotate", "-", "-"], "only once"),
        (&["annotate", "a.txt", "-o", "a.txt"], "this is an input file"),
        (&["convert", "--to", "csv"], "required"),
        (&["fly"], "unrecognized subcommand"),
        (&[], "Usage"),
    ] {
        let errors = bad(&whosaid(folder.path(), arguments), 2);
        assert!(errors.contains(words), "{arguments:?}: {errors}");
    }
    assert_eq!(listed(folder.path()), ["a.txt", "b.txt", "file"]);
}

#[test]
fn what_is_no_text_is_named() {
    let files: &[(&str, &[u8])] = &[
        ("good.txt", b"Good."),
        ("bad.txt", b"ok\nline2 \xc3("),
        ("first.txt", b"\xff"),
        ("wide.txt", b"\xff\xfeh\0"),
        ("done.txt", harbor_json().leak().as_bytes()),
    ];
    let folder = folder(files);
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (name, words) in [
        ("bad.txt", "bad.txt: line 2, byte 7: this is not UTF-8"),
        ("first.txt", "first.txt: line 1, byte 1: this is not UTF-8"),
        ("wide.txt", "wide.txt: line 1, byte 1: this is UTF-16"),
        ("done.txt", "use 'whosaid convert'"),
        ("gone.txt", "gone.txt: cannot be read: no such file"),
        ("empty", "empty: this folder holds no text"),
    ] {
        let output = whosaid(folder.path(), &["annotate", name]);
        assert_eq!(output.stdout, b"", "{name}");
        let errors = bad(&output, 1);
        assert!(errors.contains(words), "{errors}");
        assert!(errors.starts_with("whosaid: "), "{errors}");
    }
    let output = whosaid(folder.path(), &["annotate", "bad.txt", "good.txt", "--format", "jsonl"]);
    assert!(bad(&output, 1).contains("bad.txt"));
    assert!(String::from_utf8(output.stdout).unwrap().contains("Good."));
    bad(&whosaid(folder.path(), &["annotate", "bad.txt", "gone.txt", "--format", "jsonl", "-o", "none.jsonl"]), 1);
    assert!(!folder.path().join("none.jsonl").exists());
}

#[test]
fn nothing_that_was_read_is_overwritten_and_no_file_is_written_twice() {
    let folder = folder(&[("a.txt", b"One.\r\nTwo."), ("b/a.txt", b"Other."), ("plain.txt", b"Plain.")]);
    let errors = bad(&whosaid(folder.path(), &["annotate", "a.txt", "--format", "brat", "-o", "."]), 1);
    assert!(errors.contains("a.txt: this is an input file and would be overwritten"), "{errors}");
    assert_eq!(fs::read(folder.path().join("a.txt")).unwrap(), b"One.\r\nTwo.");
    good(whosaid(folder.path(), &["annotate", "plain.txt", "--format", "brat", "-o", "."]));
    assert!(folder.path().join("plain.ann").exists());
    let errors = bad(&whosaid(folder.path(), &["annotate", "a.txt", "b/a.txt", "-o", "out"]), 1);
    assert!(errors.contains("a.txt and b/a.txt would both be written here"), "{errors}");
}

#[test]
fn articles_with_the_same_text_are_not_taken_for_one() {
    let folder = folder(&[("s1/a.txt", b"One."), ("s2/a.txt", b"One."), ("s2/README.txt", b"Two."), ("s3/README.txt", b"Two.")]);
    let refused = |arguments: &[&str], words: &str| {
        let errors = bad(&whosaid(folder.path(), arguments), 1);
        assert!(errors.contains(words), "{errors}");
    };
    let both = "s1/a.txt and s2/a.txt would both be written here; rename one of them";
    refused(&["annotate", "s1", "s2", "-o", "json"], both);
    refused(&["annotate", "s1", "s2", "--format", "brat", "-o", "brat"], both);
    refused(&["annotate", "s1/a.txt", "s1", "-o", "twice"], "a.json: s1/a.txt would be written here twice; name it once");
    // A page about an article is called as a data set's card is.
    refused(&["annotate", "s2", "s3", "--format", "markdown", "-o", "page/"], "s2/README.txt and s3/README.txt would both be written here");
    // What configures a program is the same for all articles and stands once.
    good(whosaid(folder.path(), &["annotate", "s1", "s3", "--format", "brat", "-o", "two"]));
    assert_eq!(listed(&folder.path().join("two")), ["README.ann", "README.txt", "a.ann", "a.txt", "annotation.conf"]);
    good(whosaid(folder.path(), &["annotate", "s1", "s3", "--format", "dataset", "-o", "rows"]));
    assert_eq!(listed(&folder.path().join("rows")), ["README.jsonl", "README.md", "a.jsonl"]);
}

/// How many articles a folder or a stream holds today does not decide what `-o` means.
#[test]
fn a_name_without_extension_is_a_folder_where_several_articles_may_come() {
    let folder = folder(&[("multi/a.txt", b"One."), ("file", b"old")]);
    good(whosaid(folder.path(), &["annotate", "multi", "-o", "one"]));
    fs::write(folder.path().join("multi/b.txt"), "Two.").unwrap();
    good(whosaid(folder.path(), &["annotate", "multi", "-o", "one"]));
    assert_eq!(listed(&folder.path().join("one")), ["a.json", "b.json"]);
    fs::remove_file(folder.path().join("multi/b.txt")).unwrap();
    // A file's extension says that a file is meant, and one article fits in.
    good(whosaid(folder.path(), &["annotate", "multi", "-o", "a.JSON"]));
    assert!(folder.path().join("a.JSON").is_file());
    let errors = bad(&whosaid(folder.path(), &["annotate", "multi", "-o", "file"]), 2);
    assert!(errors.contains("file: this is a file, but json writes a file for each article: name a folder with -o"), "{errors}");
    assert_eq!(fs::read(folder.path().join("file")).unwrap(), b"old");
    // What joins articles goes into one file, and so does what comes from one.
    good(whosaid(folder.path(), &["annotate", "multi", "--format", "jsonl", "-o", "lines"]));
    assert!(folder.path().join("lines").is_file());
    good(whosaid(folder.path(), &["annotate", "multi/a.txt", "-o", "single"]));
    assert!(folder.path().join("single").is_file());
    fs::rename(folder.path().join("lines"), folder.path().join("lines.jsonl")).unwrap();
    good(whosaid(folder.path(), &["convert", "lines.jsonl", "--to", "json", "-o", "taken apart"]));
    assert_eq!(listed(&folder.path().join("taken apart")).len(), 1);
}

#[test]
fn a_run_without_results_leaves_no_folder() {
    let folder = folder(&[("bad.txt", b"\xff"), ("bad.json", b"{"), ("in/deep/bad.txt", b"\xff"), ("in/good.txt", b"One.")]);
    fs::create_dir(folder.path().join("mine")).unwrap();
    bad(&whosaid(folder.path(), &["annotate", "bad.txt", "-o", "new/"]), 1);
    bad(&whosaid(folder.path(), &["annotate", "bad.txt", "--format", "brat", "-o", "new/er/est"]), 1);
    bad(&whosaid(folder.path(), &["convert", "bad.json", "--to", "brat", "-o", "new"]), 1);
    bad(&whosaid(folder.path(), &["annotate", "bad.txt", "-o", "mine/new/"]), 1);
    assert!(!folder.path().join("new").exists() && !folder.path().join("mine/new").exists());
    // A folder that was there stays, and so does one that holds a result.
    assert!(folder.path().join("mine").exists());
    bad(&whosaid(folder.path(), &["annotate", "in", "-o", "some/where"]), 1);
    assert_eq!(listed(&folder.path().join("some")), ["where/good.json"]);
}

#[test]
fn losses_are_told() {
    let folder = folder(&[("harbor.json", harbor_json().as_bytes())]);
    let output = whosaid(folder.path(), &["convert", "harbor.json", "--to", "csv", "-o", "out"]);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("CSV tables leaves out 4 places of mentions, 6 places of cues and sources"), "{told}");
    assert_eq!(listed(&folder.path().join("out")), ["harbor-actors.csv", "harbor-positions.csv", "harbor-quotes.csv"]);
}

#[test]
fn conversions_lead_back() {
    let json = harbor_json();
    let folder = folder(&[("harbor.json", json.as_bytes())]);
    for (format, file) in [("w3c", "harbor.jsonld"), ("jsonl", "harbor.jsonl")] {
        good(whosaid(folder.path(), &["convert", "harbor.json", "--to", format, "-o", file]));
    }
    let back = good(whosaid(folder.path(), &["convert", "harbor.jsonld", "--to", "json"]));
    assert_eq!(back, json);
    good(whosaid(folder.path(), &["convert", "harbor.jsonl", "--to", "json", "-o", "back/"]));
    assert_eq!(fs::read_to_string(folder.path().join("back/harbor-1.json")).unwrap(), json);
    good(whosaid(folder.path(), &["convert", "harbor.json", "--to", "brat", "-o", "brat"]));
    let brat = good(whosaid(folder.path(), &["convert", "brat/harbor.ann", "--to", "json"]));
    let (one, other): (Value, Value) = (serde_json::from_str(&brat).unwrap(), serde_json::from_str(&json).unwrap());
    for list in ["text", "actors", "mentions", "quotes", "positions"] {
        assert_eq!(one[list], other[list], "{list}");
    }
    let piped = good(whosaid_with(json.as_bytes(), &["convert", "-", "--to", "text"]));
    assert!(piped.contains("1. Ann Lee (direct, “said”): We will build the harbor,"), "{piped}");
}

#[test]
fn an_import_that_fails_changes_nothing_and_says_where() {
    let line = good(whosaid_with(harbor_json().as_bytes(), &["convert", "-", "--to", "jsonl"]));
    let broken = format!("{line}{}", line.replace("\"said\"", "\"saïd\"").replace("\"direct\"", "\"loud\""));
    let folder = folder(&[("all.jsonl", broken.as_bytes()), ("x.ann", b"T1\tPerson 0 3\tAnn\n"), ("x.txt", b"Bob"), ("y.ann", b"")]);
    let before = listed(folder.path());
    for (name, words) in [
        ("all.jsonl", "all.jsonl, line 2, column"),
        ("x.ann", "x.ann, line 1: T1 should be “Ann”, but “Bob” stands there"),
        ("y.ann", "Open it together with y.txt"),
        ("x.txt", "plain text is annotated, not imported"),
    ] {
        let errors = bad(&whosaid(folder.path(), &["convert", name, "--to", "jsonl", "-o", "out.jsonl"]), 1);
        assert!(errors.contains(words), "{errors}");
        assert_eq!(listed(folder.path()), before);
    }
    let errors = bad(&whosaid(folder.path(), &["convert", "all.jsonl", "--to", "json"]), 2);
    assert!(errors.contains("name a folder"), "{errors}");
}

#[test]
fn every_format_that_reads_leads_back_through_files() {
    let json = harbor_json();
    let folder = folder(&[("harbor.json", json.as_bytes())]);
    for format in formats::FORMATS.iter().filter(|format| format.reads()) {
        let made = format!("made-{}/", format.id);
        good(whosaid(folder.path(), &["convert", "harbor.json", "--to", format.id, "-o", &made]));
        let back = good(whosaid(folder.path(), &["convert", &made, "--to", "jsonl"]));
        let (one, other): (Value, Value) = (serde_json::from_str(&back).unwrap(), serde_json::from_str(&json).unwrap());
        for list in ["text", "actors", "mentions", "quotes", "positions"] {
            assert_eq!(one[list], other[list], "{}: {list}", format.id);
        }
        if format.files == 1 {
            let file = fs::read(folder.path().join(&made).join(format!("harbor.{}", format.extension))).unwrap();
            let piped = good(whosaid_with(&file, &["convert", "-", "--to", "jsonl"]));
            assert_eq!(serde_json::from_str::<Value>(&piped).unwrap()["quotes"], other["quotes"], "{}", format.id);
        }
    }
}

#[test]
fn streams_of_other_tools_are_taken_apart_line_by_line() {
    let json = harbor_json();
    let folder = folder(&[("a/one.json", json.as_bytes()), ("a/two.json", json.as_bytes())]);
    for format in ["spacy", "prodigy", "doccano"] {
        good(whosaid(folder.path(), &["convert", "a", "--to", format, "-o", "all.jsonl"]));
        let lines = good(whosaid(folder.path(), &["convert", "all.jsonl", "--to", "jsonl"]));
        assert_eq!(lines.lines().count(), 2, "{format}");
        good(whosaid(folder.path(), &["convert", "all.jsonl", "--to", "json", "-o", "apart/"]));
        assert_eq!(listed(&folder.path().join("apart")), ["all-1.json", "all-2.json"]);
        let all = fs::read_to_string(folder.path().join("all.jsonl")).unwrap();
        fs::write(folder.path().join("cut.jsonl"), &all[..all.len() - 30]).unwrap();
        let errors = bad(&whosaid(folder.path(), &["convert", "cut.jsonl", "--to", "jsonl", "-o", "none.jsonl"]), 1);
        assert!(errors.contains("cut.jsonl, line 2, column") && !folder.path().join("none.jsonl").exists(), "{errors}");
    }
}

#[test]
fn a_unit_that_a_file_does_not_say_is_asked_for() {
    let line = r#"{"text": "🦀 Ann won.", "label": [[2, 5, "Person"]]}"#;
    let folder = folder(&[("admin.jsonl", line.as_bytes())]);
    let output = whosaid(folder.path(), &["convert", "admin.jsonl", "--to", "jsonl"]);
    let errors = bad(&output, 1);
    assert!(errors.contains("Use --offset-unit utf16 or --offset-unit codepoint"), "{errors}");
    let told = good(whosaid(folder.path(), &["convert", "admin.jsonl", "--to", "jsonl", "--offset-unit", "codepoint"]));
    assert_eq!(serde_json::from_str::<Value>(&told).unwrap()["actors"][0]["name"], "Ann");
    bad(&whosaid(folder.path(), &["convert", "admin.jsonl", "--to", "jsonl", "--offset-unit", "miles"]), 2);
}

#[test]
fn what_cannot_be_converted_is_named() {
    let folder = folder(&[
        ("wide.json", b"\xff\xfe{\0"),
        ("bad.jsonl", b"{\"text\": \"a\",\n\"\xff\""),
        ("empty/x.txt", b"no annotation"),
        ("none.json", b"[]"),
    ]);
    for (name, words) in [
        ("wide.json", "wide.json: line 1, byte 1: this is UTF-16"),
        ("bad.jsonl", "bad.jsonl: line 2, byte 2: this is not UTF-8"),
        ("empty", "empty: this folder holds no annotated file"),
        ("gone.json", "gone.json: cannot be read: no such file"),
        ("none.json", "is in no format that Whosaid reads"),
    ] {
        let output = whosaid(folder.path(), &["convert", name, "--to", "json", "-o", "out/"]);
        let errors = bad(&output, 1);
        assert!(errors.contains(words), "{name}: {errors}");
        assert!(!folder.path().join("out").is_dir() || listed(&folder.path().join("out")).is_empty(), "{name}");
    }
}

#[test]
fn several_articles_in_one_file_are_never_run_together() {
    let task = |words: &str| {
        format!(
            r#"{{"data": {{"text": "{words} spoke."}}, "annotations": [{{"result": [{{"id": "a", "type": "labels", "value": {{"start": 0, "end": 3, "labels": ["Person"]}}}}]}}]}}"#
        )
    };
    let tasks = format!("[{}, {}]", task("Ann"), task("Bob"));
    let line = harbor_json().replace('\n', " ") + "\n";
    let folder = folder(&[("tasks.json", tasks.as_bytes()), ("two.jsonl", line.repeat(2).as_bytes()), ("one.jsonl", line.as_bytes())]);
    for name in ["tasks.json", "two.jsonl"] {
        for to in ["json", "html"] {
            for arguments in [&["convert", name, "--to", to][..], &["convert", name, "--to", to, "-o", &format!("new.{to}")]] {
                let errors = bad(&whosaid(folder.path(), arguments), 2);
                assert!(errors.contains(&format!("{to} writes a file for each article: name a folder with -o")), "{errors}");
            }
        }
        assert_eq!(good(whosaid(folder.path(), &["convert", name, "--to", "jsonl"])).lines().count(), 2);
        good(whosaid(folder.path(), &["convert", name, "--to", "json", "-o", "out"]));
    }
    assert!(bad(&whosaid_with(tasks.as_bytes(), &["convert", "-", "--to", "json"]), 2).contains("name a folder"));
    assert_eq!(listed(&folder.path().join("out")), ["tasks-1.json", "tasks-2.json", "two-1.json", "two-2.json"]);
    // One article goes into one file, whatever it comes from.
    good(whosaid(folder.path(), &["convert", "one.jsonl", "--to", "json", "-o", "one.json"]));
    assert_eq!(
        fs::read_to_string(folder.path().join("one.json")).unwrap(),
        good(whosaid(folder.path(), &["convert", "one.jsonl", "--to", "json"]))
    );
}

#[test]
fn the_formats_are_listed() {
    let table = good(whosaid(Path::new("."), &["formats"]));
    assert_eq!(table.lines().count(), formats::FORMATS.len());
    let column = |line: &str, format: &formats::Format| line.find(format.description).unwrap();
    let columns: Vec<usize> = table.lines().zip(formats::FORMATS).map(|(line, format)| column(line, format)).collect();
    assert!(columns.iter().all(|at| *at == columns[0]), "{table}");
    for (line, format) in table.lines().zip(formats::FORMATS) {
        assert!(line.starts_with(format.id) && line.contains(format.name) && line.ends_with(format.description), "{line}");
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_full_disk_is_told() {
        let folder = folder(&[("a.txt", b"One.")]);
        let errors = bad(&whosaid(folder.path(), &["annotate", "a.txt", "-o", "/dev/full"]), 1);
        assert!(errors.contains("/dev/full: cannot be written: no space left on device"), "{errors}");
        fs::write(folder.path().join("a.json"), harbor_json()).unwrap();
        let errors = bad(&whosaid(folder.path(), &["convert", "a.json", "--to", "prodigy", "-o", "/dev/full"]), 1);
        assert!(errors.contains("/dev/full: cannot be written: no space left on device"), "{errors}");
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
        let output = command.args(["annotate", "a.txt"]).current_dir(folder.path()).stdout(full).output().unwrap();
        assert!(bad(&output, 1).contains("standard output: cannot be written: no space left on device"));
    }

    /// A limit on the size of files stands for a disk that fills up while a file is written.
    #[test]
    fn no_half_written_file_is_left() {
        let text = "\n".repeat(60_000);
        let folder = folder(&[("a.txt", text.as_bytes()), ("old.json", b"old")]);
        let before = listed(folder.path());
        for arguments in ["-o old.json", "-o new.json", "--format brat -o ./out"] {
            fs::create_dir_all(folder.path().join("out")).unwrap();
            let line = format!("ulimit -f 16; {} annotate a.txt {arguments}", env!("CARGO_BIN_EXE_whosaid"));
            let output = Command::new("bash").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
            assert!(bad(&output, 1).contains("cannot be written: file too large"));
            assert_eq!(listed(folder.path()), before);
        }
        assert_eq!(fs::read(folder.path().join("old.json")).unwrap(), b"old");
    }

    /// Starts a run that waits for standard input when its first files are there.
    fn waiting(folder: &Path, before: &str, arguments: &str) -> std::process::Child {
        let line = format!("{before} {} annotate {arguments}", env!("CARGO_BIN_EXE_whosaid"));
        let mut command = Command::new("bash");
        command.args(["-c", &line]).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let entries = || walkdir(folder).len() + usize::from(folder.join("new").exists());
        let (had, child) = (entries(), command.spawn().unwrap());
        let begun = std::time::Instant::now();
        while entries() == had {
            assert!(begun.elapsed().as_secs() < 20, "no file came: {arguments}");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        child
    }

    fn send(signal: &str, child: &std::process::Child) {
        assert!(Command::new("bash").args(["-c", &format!("kill -s {signal} {}", child.id())]).status().unwrap().success());
    }

    #[test]
    fn a_run_that_is_broken_off_leaves_nothing() {
        use std::os::unix::process::ExitStatusExt;
        let folder = folder(&[("a.txt", b"One."), ("old.jsonl", b"old")]);
        let before = listed(folder.path());
        for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
            for arguments in ["a.txt - --format jsonl -o new.jsonl", "- --format jsonl -o old.jsonl", "- --format brat -o new/er"] {
                // The tests themselves may run where signals are ignored.
                let mut child = waiting(folder.path(), "exec env --default-signal=INT,TERM,HUP", arguments);
                send(signal, &child);
                // Standard input stays open (waiting for a child would close it): the signal alone ends the run, as it does by default.
                let _open = child.stdin.take();
                assert_eq!(child.wait().unwrap().signal(), Some(number), "{arguments}");
                assert_eq!(listed(folder.path()), before, "{signal} {arguments}");
                assert!(!folder.path().join("new").exists(), "{signal}");
            }
        }
    }

    /// So it is for what a script starts in the background, and under nohup.
    #[test]
    fn a_signal_that_was_to_be_ignored_is_ignored() {
        let folder = folder(&[("a.txt", b"One.")]);
        let mut child = waiting(folder.path(), "trap '' INT HUP; exec", "a.txt - --format jsonl -o all.jsonl");
        send("INT", &child);
        send("HUP", &child);
        std::thread::sleep(std::time::Duration::from_millis(50));
        child.stdin.take().unwrap().write_all(b"Two.").unwrap();
        good(child.wait_with_output().unwrap());
        assert_eq!(fs::read_to_string(folder.path().join("all.jsonl")).unwrap().lines().count(), 2);
    }

    #[test]
    fn a_folder_that_cannot_be_searched_is_told_once() {
        use std::os::unix::fs::symlink;
        let folder = folder(&[("lost/a.txt", b"One."), ("round/a.txt", b"One.")]);
        symlink("nowhere", folder.path().join("lost/link")).unwrap();
        symlink("../round", folder.path().join("round/link")).unwrap();
        for (name, words) in [
            ("lost", "whosaid: lost/link: cannot be searched: no such file or directory\n"),
            ("round", "whosaid: round/link: cannot be searched: this link leads back to round; remove it\n"),
        ] {
            assert_eq!(bad(&whosaid(folder.path(), &["annotate", name]), 1), words);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
        let output = command.args(["annotate", "-"]).stdin(fs::File::open(folder.path()).unwrap()).output().unwrap();
        assert_eq!(bad(&output, 1), "whosaid: standard input: cannot be read: is a directory\n");
    }

    #[test]
    fn a_target_that_cannot_be_written_is_told() {
        let folder = folder(&[("a.txt", b"One."), ("locked.json", b"old"), ("taken.json/x", b"")]);
        let locked = folder.path().join("locked.json");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).unwrap();
        for (target, words) in [
            ("locked.json", "locked.json: cannot be written: it is read-only"),
            ("gone/x.json", "gone/x.json: cannot be written: no such file"),
            ("/proc/none/", "/proc/none/: this folder cannot be made"),
            ("/proc/none.json", "/proc/none.json: cannot be written"),
        ] {
            let errors = bad(&whosaid(folder.path(), &["annotate", "a.txt", "-o", target]), 1);
            assert!(errors.contains(words), "{errors}");
        }
        assert_eq!(fs::read(&locked).unwrap(), b"old");
        good(whosaid(folder.path(), &["annotate", "a.txt", "-o", "taken.json"]));
        assert_eq!(listed(folder.path()), ["a.txt", "locked.json", "taken.json/a.json", "taken.json/x"]);
    }

    #[test]
    fn a_reader_that_stops_is_no_failure() {
        let folder = folder(&[("a.txt", "\n".repeat(100_000).as_bytes())]);
        let line = format!("set -o pipefail; {} annotate a.txt | head -c 10", env!("CARGO_BIN_EXE_whosaid"));
        let output = Command::new("bash").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
        assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]));
    }

    #[test]
    fn files_are_made_with_the_rights_that_people_expect() {
        let folder = folder(&[("a.txt", b"One."), ("mine.json", b"old")]);
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
        fs::set_permissions(folder.path().join("mine.json"), fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("mine.json", folder.path().join("link.json")).unwrap();
        let line = format!("umask 022; {0} annotate a.txt -o new.json && {0} annotate a.txt -o link.json", env!("CARGO_BIN_EXE_whosaid"));
        let output = Command::new("bash").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!((mode("new.json"), mode("mine.json")), (0o644, 0o640));
        assert!(fs::symlink_metadata(folder.path().join("link.json")).unwrap().is_symlink());
        assert_ne!(fs::read(folder.path().join("mine.json")).unwrap(), b"old");
    }
}
