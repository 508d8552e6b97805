//! The command line as people meet it: real processes, real files.

#![cfg(feature = "cli")]

#[path = "cli/agree.rs"]
mod agree;
#[path = "support/articles.rs"]
mod articles;
#[path = "cli/stats.rs"]
mod stats;
#[path = "cli/stream.rs"]
mod stream;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use whosaid::formats;

/// A command that is about anything but the reading: texts are read quickly.
fn whosaid(folder: &Path, arguments: &[&str]) -> Output {
    run(Path::new(env!("CARGO_BIN_EXE_whosaid")), folder, &quickly(arguments))
}

/// The arguments with `--quick` where they ask for a reading.
fn quickly<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    let quick = arguments.first().filter(|command| **command == "annotate").map(|_| "--quick");
    arguments.iter().copied().take(1).chain(quick).chain(arguments.iter().copied().skip(1)).collect()
}

fn run(program: &Path, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap()
}

fn whosaid_with(input: &[u8], arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(quickly(arguments))
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
fn numbers_in_names_are_ordered_as_numbers() {
    let texts: Vec<(String, String)> = (1..=12).map(|i| (format!("in/x-{i}.txt"), format!("Text {i}."))).collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    let order = |lines: &str| lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["text"].clone()).collect::<Vec<_>>();
    let expected: Vec<Value> = texts.iter().map(|(_, text)| text.as_str().into()).collect();
    assert_eq!(order(&good(whosaid(folder.path(), &["annotate", "in", "--format", "jsonl", "-o", "all.jsonl"]))), [] as [Value; 0]);
    assert_eq!(order(&fs::read_to_string(folder.path().join("all.jsonl")).unwrap()), expected);
    // To a folder of files with a line each and back: the same order, and names that do not grow.
    good(whosaid(folder.path(), &["convert", "all.jsonl", "--to", "json", "-o", "apart"]));
    good(whosaid(folder.path(), &["convert", "apart", "--to", "jsonl", "-o", "again.jsonl"]));
    assert_eq!(order(&fs::read_to_string(folder.path().join("again.jsonl")).unwrap()), expected);
    good(whosaid(folder.path(), &["convert", "apart", "--to", "doccano", "-o", "lines/"]));
    good(whosaid(folder.path(), &["convert", "lines", "--to", "doccano", "-o", "more/"]));
    assert_eq!(listed(&folder.path().join("lines")), listed(&folder.path().join("more")));
}

/// Each row of a collection is an article, with its id and what stood beside its text.
#[test]
fn collections_are_annotated_row_by_row() {
    let row = r#"{"id": 7, "text": "Ada Quill said no.", "source": "Gazette", "tags": ["a"]}"#;
    let files: &[(&str, &[u8])] = &[
        ("rows.jsonl", format!("{row}\n{}\n", row.replace('7', "8").replace("text", "Body")).leak().as_bytes()),
        ("rows.json", format!("[{row},\n{}]", row.replace('7', "8")).leak().as_bytes()),
        (
            "rows.csv",
            b"\xef\xbb\xbfid,Content,source\r\n7,Ada Quill said no.,Gazette\r\n8,\"Ada Quill\nsaid no.\",Gazette\r\n9,,Gazette\r\n",
        ),
        ("rows.tsv", b"id\tarticle\tsource\n7\tAda Quill said no.\tGazette\n8\t\"Ada Quill said no.\tGazette\n"),
        ("named.csv", b"id;story;source\n7;Ada Quill said no.;Gazette\n8;Ada Quill said no.;Gazette\n"),
        (
            "begun.jsonl",
            br#"{"id": 7, "text": "Ada Quill said no.", "label": [], "source": "Gazette"}
{"id": 8, "text": "Ada Quill said no.", "label": [], "source": "Gazette"}"#,
        ),
    ];
    let folder = folder(files);
    for (name, _) in files {
        let field: &[&str] = if *name == "named.csv" { &["--text-field", "story"] } else { &[] };
        let output = whosaid(folder.path(), &[&["annotate", name, "--format", "jsonl"], field].concat());
        assert_eq!(String::from_utf8_lossy(&output.stderr).contains("1 rows without a text"), *name == "rows.csv");
        let lines = good(output);
        let articles: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let ids: Vec<String> = articles.iter().map(|article| article["id"].to_string().replace('"', "")).collect();
        assert_eq!(ids, ["7", "8"], "{name}");
        for article in &articles {
            assert_eq!(article["actors"][0]["name"].as_str().map(|name| name.replace('\n', " ")).as_deref(), Some("Ada Quill"), "{name}");
            let source = if *name == "begun.jsonl" { &article["source"] } else { &article["meta"]["source"] };
            assert_eq!(source, "Gazette", "{name}");
        }
        // A file for each article goes into a folder, called after the collection.
        good(whosaid(folder.path(), &[&["annotate", name, "-o", "out"], field].concat()));
        assert!(bad(&whosaid(folder.path(), &[&["annotate", name][..], field].concat()), 2).contains("name a folder with -o"));
    }
    assert_eq!(listed(&folder.path().join("out"))[..4], ["begun-1.json", "begun-2.json", "named-1.json", "named-2.json"]);
    let rows = fs::read(folder.path().join("rows.jsonl")).unwrap();
    assert!(bad(&whosaid_with(&rows, &["annotate", "-"]), 2).contains("json writes a file for each article: name a folder with -o"));
    assert_eq!(good(whosaid_with(&rows, &["annotate", "-", "--format", "jsonl"])).lines().count(), 2);
    let errors = bad(&whosaid(folder.path(), &["convert", "rows.csv", "--to", "jsonl"]), 1);
    assert!(errors.contains("rows.csv: holds texts that nobody has annotated"), "{errors}");
}

#[test]
fn documents_of_word_processors_are_annotated() {
    let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0 Ada Quill said no.\par\par \'93Never,\'94 she said.\par}";
    let mut docx = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    docx.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let body = [paragraph("Ada Quill said no."), paragraph("“Never,” she said.")].concat();
    write!(
        docx,
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    )
    .unwrap();
    let docx = docx.finish().unwrap().into_inner();
    let folder = folder(&[("in/a.rtf", rtf), ("in/b.docx", &docx), ("in/c.TXT", "Ada Quill said no.\n\n“Never,” she said.\n".as_bytes())]);
    let lines = good(whosaid(folder.path(), &["annotate", "in", "--format", "jsonl"]));
    let documents: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(documents.len(), 3);
    assert!(documents.iter().all(|document| *document == documents[2]), "{lines}");
    assert_eq!(good(whosaid_with(&docx, &["annotate", "-", "--format", "jsonl"])), lines.lines().nth(1).unwrap().to_owned() + "\n");
    let errors = bad(&whosaid(folder.path(), &["convert", "in/b.docx", "--to", "jsonl"]), 1);
    assert!(errors.contains("b.docx: this is a zip archive or an Office document, which holds no annotations"), "{errors}");
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

/// The careful reading, which a debug build takes its time for.
mod carefully {
    use super::*;

    const PROGRAM: &str = env!("CARGO_BIN_EXE_whosaid");
    const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/reading/careful/weights.bin");
    const TEXT: &[u8] = b"Mayor Odette Farnham said the trial would be reviewed.";

    fn document(output: Output) -> Value {
        serde_json::from_str(&good(output)).unwrap()
    }

    #[test]
    fn attributions_have_a_cue_each() {
        let text = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles/council.txt")).unwrap();
        let folder = folder(&[("council.txt", &text)]);
        // Of each quote whether it has a cue, then how many positions stand in none.
        let found = |options: &[&str]| -> (Vec<bool>, usize) {
            let document = document(run(Path::new(PROGRAM), folder.path(), &[&["annotate", "council.txt"], options].concat()));
            assert_eq!(document["reading"], "careful 1");
            let list = |layer: &str| document[layer].as_array().unwrap().clone();
            let free = list("positions").iter().filter(|position| position["quote"].is_null()).count();
            (list("quotes").iter().map(|quote| quote["cue"].is_object()).collect(), free)
        };
        let (quotes, free) = found(&["--model", MODEL]);
        assert!(quotes.contains(&true) && quotes.contains(&false) && free > 0, "{quotes:?}, {free}");
        let (attributions, free) = found(&["--attributions", "--model", MODEL]);
        assert!(attributions.len() > 10 && attributions.iter().all(|cue| *cue) && free == 0, "{attributions:?}, {free}");
    }

    #[test]
    fn what_is_asked_for_is_what_reads() {
        let folder = folder(&[
            ("a.txt", TEXT),
            ("torn.bin", b"whosaid"),
            ("none.txt", b"Die B\xc3\xbcrgermeisterin sagte am Montag, dass der Hafen zu ist."),
        ]);
        let run = |arguments: &[&str]| run(Path::new(PROGRAM), folder.path(), arguments);
        let quick = document(run(&["annotate", "a.txt", "--quick"]));
        assert_eq!((&quick["reading"], &quick["language"]), (&"quick 1".into(), &"en".into()));
        // Within the program, where it is built so, is the model that is named here.
        let named = run(&["annotate", "a.txt", "--model", MODEL]);
        if cfg!(feature = "careful-model") {
            assert_eq!(good(run(&["annotate", "a.txt"])), good(named));
            // A text that is not read was read by somebody who said so.
            assert_eq!(document(run(&["annotate", "none.txt"]))["reading"], "careful 1");
        } else {
            assert_eq!(document(named)["reading"], "careful 1");
            assert!(bad(&run(&["annotate", "a.txt"]), 3).contains("built without the model"));
        }
        for arguments in [&["--quick", "--attributions"][..], &["--quick", "--model", MODEL]] {
            let output = run(&[&["annotate", "a.txt", "-o", "out.json"], arguments].concat());
            assert!(bad(&output, 2).contains("leave out one of them"));
        }
        for name in ["torn.bin", "gone.bin", "a.txt"] {
            let output = run(&["annotate", "a.txt", "-o", "out.json", "--model", name]);
            let errors = bad(&output, 3);
            assert!(errors.starts_with(&format!("whosaid: {name}: ")) && errors.contains("--quick"), "{errors}");
        }
        assert!(!folder.path().join("out.json").exists(), "never silently the other reading");
    }

    #[test]
    fn what_was_seen_is_explained() {
        let folder = folder(&[("a.txt", "Mayor Odette Farnham said the trial must end. “We are sorry,” she said.".as_bytes())]);
        let run = |options: &[&str]| run(Path::new(PROGRAM), folder.path(), &[&["explain", "a.txt", "--model", MODEL], options].concat());
        let trace = document(run(&["--json", "--at", "said the"]));
        assert_eq!((&trace["reading"], trace["words"].as_array().unwrap().len()), (&"careful 1".into(), 9));
        let quote =
            trace["candidates"].as_array().unwrap().iter().find(|one| one["layer"] == "quote" && one["anchor"]["words"] == "said").unwrap();
        assert!(
            quote["kept"] == true && quote["scores"]["cue"].as_f64().unwrap() >= trace["thresholds"]["quote"].as_f64().unwrap(),
            "{quote}"
        );
        let taken = |what: &str| -> Vec<&str> {
            let choices = quote["choices"].as_array().unwrap().iter().filter(|choice| choice["what"] == what && choice["taken"] == true);
            choices.map(|choice| choice["places"][0]["words"].as_str().unwrap()).collect()
        };
        assert_eq!(taken("word"), ["the", "trial", "must", "end"]);
        assert!(taken("speaker").contains(&"Odette Farnham"), "{quote}");
        // Read carefully, the places and their fate are those of the document.
        let all = document(run(&["--json"]));
        let kept =
            |layer: &str| all["candidates"].as_array().unwrap().iter().filter(|one| one["layer"] == layer && one["kept"] == true).count();
        let found = document(super::run(Path::new(PROGRAM), folder.path(), &["annotate", "a.txt", "--model", MODEL]));
        for (layer, list) in [("mention", "mentions"), ("quote", "quotes"), ("position", "positions")] {
            assert_eq!(kept(layer), found[list].as_array().unwrap().len(), "{layer}");
        }
    }

    /// Beside the program lies the model that it takes, whatever is built in.
    #[test]
    fn a_model_beside_the_program_is_taken() {
        let folder = folder(&[("a.txt", TEXT), ("whosaid-careful.bin", b"torn")]);
        let program = folder.path().join("whosaid");
        fs::copy(PROGRAM, &program).unwrap();
        let annotate = || run(&program, folder.path(), &["annotate", "a.txt"]);
        let errors = bad(&annotate(), 3);
        assert!(errors.contains("whosaid-careful.bin: this is not a model file"), "{errors}");
        fs::copy(MODEL, folder.path().join("whosaid-careful.bin")).unwrap();
        assert_eq!(document(annotate())["reading"], "careful 1");
        assert_eq!(document(run(&program, folder.path(), &["annotate", "a.txt", "--quick"]))["reading"], "quick 1");
    }
}

#[test]
fn what_the_quick_reading_saw_is_explained() {
    let text = "Mayor Ada Lumen said that the plan was dead. The council rejected it.";
    let folder = folder(&[("a.txt", text.as_bytes()), ("b.txt", "<p>Ada\u{1b}[2J Lumen said no.</p>".as_bytes())]);
    let explain = |arguments: &[&str]| whosaid(folder.path(), &[&["explain", "--quick"], arguments].concat());
    let told = good(explain(&["a.txt", "--at", "said"]));
    for words in ["read by quick 1", "sentence 1", "quote at “said”", "kept: quote 1", "content", "source"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains("rejected"), "{told}");
    let trace: Value = serde_json::from_str(&good(explain(&["a.txt", "--json"]))).unwrap();
    assert_eq!((&trace["reading"], &trace["text"]), (&"quick 1".into(), &text.into()));
    let words = trace["words"].as_array().unwrap();
    let (said, mayor) = (&words[3], &words[0]);
    assert_eq!((&said["place"]["words"], &said["syntax"]["lemma"], &said["syntax"]["tag"]), (&"said".into(), &"say".into(), &"VBD".into()));
    assert_eq!((&mayor["place"]["start"], &mayor["place"]["end"]), (&0.into(), &5.into()));
    let candidates = trace["candidates"].as_array().unwrap();
    for (layer, words) in [("mention", "Ada Lumen"), ("quote", "the plan was dead"), ("position", "it")] {
        assert!(
            candidates.iter().any(|one| one["layer"] == layer && one["kept"] == true && one["places"][0]["words"] == words),
            "{layer}: {trace:#}"
        );
    }
    // What is dropped says by which threshold, and what a word of a file would do to a terminal is not done.
    assert!(candidates.iter().filter(|one| one["kept"] == false).all(|one| !one["fate"].as_str().unwrap().is_empty()));
    assert!(!good(explain(&["b.txt"])).contains('\u{1b}'));
    assert!(bad(&explain(&["a.txt", "--at", "nobody"]), 1).contains("a.txt: “nobody” stands nowhere in the text"));
    assert!(bad(&explain(&["gone.txt"]), 1).contains("gone.txt: cannot be read"));
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
        ("bare.txt", b"M\0a\0y\0o\0r\0 \0A\0d\0a\0 \0s\0a\0i\0d\0 \0n\0o\0.\0"),
        ("page.txt", b"%PDF-1.7\n\xe2"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"),
        ("sheet.csv", b"a,b\n1,2\n"),
        ("torn.csv", b"id,text\n1,Ann, Bob\n"),
        ("links.jsonl", b"{\"url\": \"u\"}\n"),
        ("done.txt", harbor_json().leak().as_bytes()),
    ];
    let folder = folder(files);
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (name, words) in [
        ("bad.txt", "bad.txt: line 2, byte 7: this is not UTF-8"),
        ("first.txt", "first.txt: line 1, byte 1: this is not UTF-8"),
        ("wide.txt", "wide.txt: line 1, byte 1: this is UTF-16"),
        ("bare.txt", "bare.txt: line 1, byte 1: this is UTF-16"),
        ("page.txt", "page.txt: this is a PDF"),
        ("old.docx", "old.docx: this is an old Office document"),
        (
            "sheet.csv",
            "sheet.csv: holds no field for a text: it has a, b, and none is called text, content, body, article. Say which field holds the texts, or rename it. Use --text-field NAME.",
        ),
        ("torn.csv", "torn.csv: line 2: has 3 cells, but the first line has 2"),
        ("links.jsonl", "links.jsonl: holds no field for a text: it has url"),
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
    assert_eq!(fs::read_to_string(folder.path().join("back/harbor.json")).unwrap(), json);
    good(whosaid(folder.path(), &["convert", "harbor.json", "--to", "brat", "-o", "brat"]));
    let brat = good(whosaid(folder.path(), &["convert", "brat/harbor.ann", "--to", "json"]));
    let (one, other): (Value, Value) = (serde_json::from_str(&brat).unwrap(), serde_json::from_str(&json).unwrap());
    for list in ["text", "actors", "mentions", "quotes", "positions"] {
        assert_eq!(one[list], other[list], "{list}");
    }
    let piped = good(whosaid_with(json.as_bytes(), &["convert", "-", "--to", "text"]));
    assert!(piped.contains("1. Ann Lee (direct quote, “said”): We will build the harbor,"), "{piped}");
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
        let output = command.args(["annotate", "--quick", "a.txt"]).current_dir(folder.path()).stdout(full).output().unwrap();
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
            let line = format!("ulimit -f 16; {} annotate --quick a.txt {arguments}", env!("CARGO_BIN_EXE_whosaid"));
            let output = Command::new("bash").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
            assert!(bad(&output, 1).contains("cannot be written: file too large"));
            assert_eq!(listed(folder.path()), before);
        }
        assert_eq!(fs::read(folder.path().join("old.json")).unwrap(), b"old");
    }

    /// Starts a run that waits for standard input when its first files are there.
    fn waiting(folder: &Path, before: &str, arguments: &str) -> std::process::Child {
        let line = format!("{before} {} annotate --quick {arguments}", env!("CARGO_BIN_EXE_whosaid"));
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
    fn a_place_that_cannot_be_searched_is_told_and_passed_over() {
        use std::os::unix::fs::symlink;
        let folder = folder(&[("lost/a.txt", b"One."), ("round/a.txt", b"One.")]);
        symlink("nowhere", folder.path().join("lost/link")).unwrap();
        symlink("../round", folder.path().join("round/link")).unwrap();
        for (name, words) in [
            ("lost", "whosaid: lost/link: cannot be searched: no such file or directory\n"),
            ("round", "whosaid: round/link: cannot be searched: this link leads back to round; remove it\n"),
        ] {
            for arguments in [&["annotate", name][..], &["annotate", name, "--format", "jsonl", "-o", "all.jsonl"]] {
                let output = whosaid(folder.path(), arguments);
                assert_eq!(bad(&output, 1), words);
                let written = fs::read_to_string(folder.path().join("all.jsonl")).unwrap_or_default();
                assert!(format!("{written}{}", String::from_utf8_lossy(&output.stdout)).contains("One."), "the rest is read");
            }
        }
        // Where nothing else is in a folder, nothing is written.
        fs::create_dir(folder.path().join("only")).unwrap();
        symlink("nowhere", folder.path().join("only/link.txt")).unwrap();
        let errors = bad(&whosaid(folder.path(), &["annotate", "only", "-o", "new"]), 1);
        assert!(errors.contains("only/link.txt: cannot be searched") && !folder.path().join("new").exists(), "{errors}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
        let output = command.args(["annotate", "--quick", "-"]).stdin(fs::File::open(folder.path()).unwrap()).output().unwrap();
        assert_eq!(bad(&output, 1), "whosaid: standard input: cannot be read: is a directory\n");
    }

    /// A name may hold orders for a terminal, and so may what is said of a file's words.
    #[test]
    fn a_terminal_gets_no_orders() {
        use std::os::unix::ffi::OsStrExt;
        let names: &[(&[u8], &str)] = &[
            (b"\x1b[31mx.txt", "\\u{1b}[31mx.txt: line 1, byte 1"),
            (b"a\nwhosaid: all done\x07.txt", "a\\u{a}whosaid: all done\\u{7}.txt: line 1, byte 1"),
            ("x\u{202e}txt.ext".as_bytes(), "x\\u{202e}txt.ext: line 1, byte 1"),
            (b"a\xffb.txt", "a\\xffb.txt: line 1, byte 1"),
        ];
        let folder = TempDir::new().unwrap();
        for (name, words) in names {
            let name = std::ffi::OsStr::from_bytes(name);
            fs::write(folder.path().join(name), b"\xff").unwrap();
            for command in ["annotate", "convert"] {
                let mut run = Command::new(env!("CARGO_BIN_EXE_whosaid"));
                let quick = (command == "annotate").then_some("--quick");
                let output = run.arg(command).args(quick).arg(name).args(["--format", "json"]).current_dir(folder.path()).output().unwrap();
                let errors = bad(&output, 1);
                assert!(errors.contains(words) && errors.lines().count() == 1, "{errors}");
                assert!(!errors.trim_end().contains(|c: char| c.is_control() || c == '\u{202e}'), "{errors:?}");
            }
            let mut run = Command::new(env!("CARGO_BIN_EXE_whosaid"));
            let place = folder.path().join("none").join(name);
            let output = run.args(["annotate", "--quick", "-", "-o"]).arg(place).stdin(Stdio::null()).output().unwrap();
            assert!(!bad(&output, 1).trim_end().contains(char::is_control));
        }
        fs::write(folder.path().join("x.ann"), "T1\tPerson 0 3\tA\x1b[2Jn\n").unwrap();
        fs::write(folder.path().join("x.txt"), "Bob").unwrap();
        let errors = bad(&whosaid(folder.path(), &["convert", "x.ann", "--to", "jsonl"]), 1);
        assert!(errors.contains("“A\\u{1b}[2Jn”"), "{errors}");
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
        let line = format!("set -o pipefail; {} annotate --quick a.txt | head -c 10", env!("CARGO_BIN_EXE_whosaid"));
        let output = Command::new("bash").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
        assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]));
    }

    #[test]
    fn files_are_made_with_the_rights_that_people_expect() {
        let folder = folder(&[("a.txt", b"One."), ("mine.json", b"old")]);
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
        fs::set_permissions(folder.path().join("mine.json"), fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("mine.json", folder.path().join("link.json")).unwrap();
        let line = format!(
            "umask 022; {0} annotate --quick a.txt -o new.json && {0} annotate --quick a.txt -o link.json",
            env!("CARGO_BIN_EXE_whosaid")
        );
        let output = Command::new("bash").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!((mode("new.json"), mode("mine.json")), (0o644, 0o640));
        assert!(fs::symlink_metadata(folder.path().join("link.json")).unwrap().is_symlink());
        assert_ne!(fs::read(folder.path().join("mine.json")).unwrap(), b"old");
    }
}
