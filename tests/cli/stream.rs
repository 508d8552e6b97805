//! Large collections: rows in, lines out.

use std::process::Child;
use std::time::Duration;

use super::*;

/// So many rows, each with an id and something beside its text.
fn rows(count: usize) -> String {
    (0..count).map(|n| format!("{{\"id\": {n}, \"text\": \"Ada Quill said number {n} is fine.\", \"outlet\": \"Gazette\"}}\n")).collect()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The ids of the lines of a file, in their order.
fn ids(text: &str) -> Vec<String> {
    lines(text).iter().map(|line| line["id"].to_string().trim_matches('"').to_owned()).collect()
}

fn numbers(range: std::ops::Range<usize>) -> Vec<String> {
    range.map(|number| number.to_string()).collect()
}

#[test]
fn rows_become_lines_in_their_order_and_keep_what_stood_beside() {
    let jsonl = rows(300);
    let csv: String = std::iter::once("id,text,outlet\n".to_owned())
        .chain((0..300).map(|n| format!("{n},\"Ada Quill said number {n} is fine.\",Gazette\n")))
        .collect();
    let gz = {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(jsonl.as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    let zst = ruzstd::encoding::compress_to_vec(csv.replace(',', "\t").as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    // Two pieces, as programs that compress in parallel write them.
    let (first, second) = jsonl.split_at(jsonl.find("{\"id\": 150").unwrap());
    let frame = |text: &str| ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let frames = [frame(first), frame(second)].concat();
    let files: &[(&str, &[u8])] =
        &[("x.jsonl", jsonl.as_bytes()), ("x.csv", csv.as_bytes()), ("y.jsonl.gz", &gz), ("x.tsv.zst", &zst), ("z.jsonl.zst", &frames)];
    let folder = folder(files);
    let plain = good(whosaid(folder.path(), &["annotate", "x.jsonl", "--format", "jsonl"]));
    assert_eq!(ids(&plain), numbers(0..300));
    assert!(
        lines(&plain).iter().all(|line| line["meta"]["outlet"] == "Gazette" && line["quotes"].as_array().is_some_and(|all| all.len() == 1))
    );
    for name in ["y.jsonl.gz", "z.jsonl.zst"] {
        assert_eq!(good(whosaid(folder.path(), &["annotate", name, "--format", "jsonl"])), plain, "{name}");
    }
    for name in ["x.csv", "x.tsv.zst"] {
        assert_eq!(good(whosaid(folder.path(), &["annotate", name, "--format", "jsonl"])), plain.replace_ids_by_text(), "{name}");
    }
    let both = good(whosaid(folder.path(), &["annotate", "x.jsonl", "x.csv", "--format", "jsonl", "-o", "both.jsonl"]));
    assert_eq!(both, "");
    assert_eq!(ids(&fs::read_to_string(folder.path().join("both.jsonl")).unwrap()), [numbers(0..300), numbers(0..300)].concat());
}

trait Ids {
    /// The lines as they are where ids are text, as in a table.
    fn replace_ids_by_text(&self) -> String;
}

impl Ids for String {
    fn replace_ids_by_text(&self) -> String {
        (0..300).fold(self.clone(), |lines, n| lines.replace(&format!("\"id\":{n},\"meta\""), &format!("\"id\":\"{n}\",\"meta\"")))
    }
}

#[test]
fn a_bad_row_is_told_and_kept_and_the_rest_goes_on() {
    let bad_rows = rows(40).replace("{\"id\": 7, ", "{\"id\" 7, ").replace("{\"id\": 9, ", "[{\"id\": 9, ");
    let folder = folder(&[("x.jsonl", bad_rows.as_bytes()), ("x.csv", b"id,text\n1,Ada Quill said no.\n2,a,b\n3,Ada Quill said yes.\n")]);
    let output = whosaid(folder.path(), &["annotate", "x.jsonl", "--format", "jsonl", "-o", "out.jsonl", "--errors", "bad.jsonl"]);
    let told = bad(&output, 1);
    assert!(told.contains("x.jsonl, line 8: ") && told.contains("x.jsonl, line 10: ") && told.contains("This row is left out."), "{told}");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let expected: Vec<String> = numbers(0..40).into_iter().filter(|id| id != "7" && id != "9").collect();
    assert_eq!(ids(&read("out.jsonl")), expected);
    let kept = lines(&read("bad.jsonl"));
    assert_eq!(
        kept.iter().map(|row| (row["row"].clone(), row["line"].clone())).collect::<Vec<_>>(),
        [(8.into(), 8.into()), (10.into(), 10.into())]
    );
    let output = whosaid(folder.path(), &["annotate", "x.csv", "--format", "jsonl"]);
    assert!(bad(&output, 1).contains("x.csv, line 3: has 3 cells"));
    assert_eq!(ids(&String::from_utf8_lossy(&output.stdout)), ["1", "3"]);
}

#[test]
fn a_part_is_annotated_where_a_part_is_asked_for() {
    let folder = folder(&[("x.jsonl", rows(1000).as_bytes()), ("a.txt", b"Ada Quill said no.")]);
    let run = |options: &[&str]| good(whosaid(folder.path(), &[&["annotate", "x.jsonl", "--format", "jsonl"], options].concat()));
    assert_eq!(ids(&run(&["--limit", "3"])), ["0", "1", "2"]);
    let sample = ids(&run(&["--sample", "0.1"]));
    assert!((60..140).contains(&sample.len()), "{}", sample.len());
    assert_eq!(ids(&run(&["--sample", "0.1", "--limit", "5"])), sample[..5]);
    for options in [&["--sample", "2"][..], &["--resume"], &["--resume", "-o", "."]] {
        bad(&whosaid(folder.path(), &[&["annotate", "x.jsonl", "--format", "jsonl"], options].concat()), 2);
    }
    let told = bad(&whosaid(folder.path(), &["annotate", "a.txt", "--limit", "1"]), 2);
    assert!(told.contains("--limit is for collections"), "{told}");
}

/// Runs that are killed at any moment, and one that is not: together they write what one run writes.
#[test]
fn a_run_that_was_killed_goes_on_and_does_nothing_twice() {
    let count = 4000;
    let broken = rows(count).replace("{\"id\": 77, ", "{\"id\" 77, ");
    let folder = folder(&[("x.jsonl", broken.as_bytes())]);
    let arguments = ["annotate", "--quick", "x.jsonl", "--format", "jsonl", "-o", "out.jsonl", "--resume", "--errors", "bad.jsonl"];
    let start = || -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
        command
            .args(arguments)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let notes = folder.path().join("out.jsonl.progress");
    let unfinished = folder.path().join("out.jsonl.unfinished");
    let (mut kills, mut grown, mut seed) = (0, Vec::new(), 7u64);
    loop {
        let mut child = start();
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        std::thread::sleep(Duration::from_millis(20 + (seed >> 33) % 400));
        match child.try_wait().unwrap() {
            Some(_) => break,
            None => {
                child.kill().unwrap();
                child.wait().unwrap();
                kills += 1;
                grown.push(fs::metadata(&unfinished).map_or(0, |file| file.len()));
                // On a slow machine the last one is left alone.
                if kills == 60 {
                    assert_eq!(start().wait_with_output().unwrap().status.code(), Some(1));
                    break;
                }
            }
        }
    }
    assert!(kills >= 2, "killed {kills} times only: give it more rows");
    assert!(grown.windows(2).any(|two| two[0] < two[1]), "no run went on: {grown:?}");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let expected: Vec<String> = numbers(0..count).into_iter().filter(|id| id != "77").collect();
    assert_eq!(ids(&read("out.jsonl")), expected);
    assert_eq!(lines(&read("bad.jsonl")).len(), 1);
    assert!(!notes.exists() && !unfinished.exists());
}

#[test]
fn a_run_does_not_go_on_with_something_else() {
    let folder = folder(&[("x.jsonl", rows(200).as_bytes())]);
    let notes = "{\"files\":[[\"/elsewhere.jsonl\",7]]}\n{\"rows\":5,\"taken\":5,\"articles\":5,\"bytes\":50,\"errors\":0}\n";
    fs::write(folder.path().join("out.jsonl.progress"), notes).unwrap();
    fs::write(folder.path().join("out.jsonl.unfinished"), "x".repeat(50)).unwrap();
    let told = bad(&whosaid(folder.path(), &["annotate", "x.jsonl", "--format", "jsonl", "-o", "out.jsonl", "--resume"]), 2);
    assert!(told.contains("an earlier run for this file was asked for something else"), "{told}");
    assert_eq!(fs::read_to_string(folder.path().join("out.jsonl.unfinished")).unwrap().len(), 50);
}

/// What nobody can annotate twice: a file that is annotated already, also where its first line is long.
#[test]
fn an_annotated_file_is_not_taken_for_rows() {
    let folder = folder(&[("x.jsonl", rows(2).replace("is fine", &"is fine ".repeat(10_000)).as_bytes())]);
    good(whosaid(folder.path(), &["annotate", "x.jsonl", "--format", "jsonl", "-o", "once.jsonl"]));
    let told = bad(&whosaid(folder.path(), &["annotate", "once.jsonl", "--format", "jsonl"]), 1);
    assert!(told.contains("is annotated already"), "{told}");
}
