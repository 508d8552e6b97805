//! `whosaid agree`.

use super::*;

const TEXT: &str = "Mayor Ann Lee said the bridge was safe. She told Bob Ray that it would open.";

/// A document of that text, with one quote of the first actor.
fn document(text: &str, quote: (usize, usize), kind: &str) -> String {
    format!(
        r#"{{"format": "whosaid/1", "offset_unit": "codepoint", "text": "{text}", "id": 7,
 "actors": [{{"id": "a1", "type": "person", "name": "Ann Lee"}}],
 "mentions": [{{"id": "m1", "actor": "a1", "kind": "name", "start": 6, "end": 13}}],
 "quotes": [{{"id": "q1", "kind": "{kind}", "start": {0}, "end": {1}, "spans": [[{0}, {1}]], "cue": null, "source": null, "speaker": "a1"}}],
 "positions": []}}"#,
        quote.0, quote.1
    )
}

fn figure(report: &Value, layer: &str, measure: &str) -> Value {
    let figures = report["layers"][layer]["figures"].as_array().unwrap();
    figures.iter().find(|figure| figure["measure"] == measure).unwrap_or_else(|| panic!("no {measure}"))["value"].clone()
}

#[test]
fn two_sets_are_compared_in_three_shapes() {
    let ann = document(TEXT, (19, 38), "indirect");
    let ben = document(TEXT, (19, 38), "direct");
    let folder = folder(&[("ann.json", ann.as_bytes()), ("ben.json", ben.as_bytes())]);
    let run = |format: &str| good(whosaid(folder.path(), &["agree", "ann.json", "ben.json", "--format", format]));
    let report: Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!((&report["annotators"], &report["words"]), (&serde_json::json!(["ann", "ben"]), &16.into()));
    assert_eq!(figure(&report, "mentions", "Cohen's kappa"), 1.0);
    assert_eq!(figure(&report, "quotes", "F1 with speaker"), 1.0);
    assert_eq!(figure(&report, "quotes", "same kind, where both marked"), 0.0);
    assert_eq!(figure(&report, "positions", "F1"), Value::Null);
    let found = &report["disagreements"][0];
    assert_eq!(
        (&found["document"], &found["start"], &found["differs"], &found["said"][1][0]["words"]),
        (&"7".into(), &19.into(), &serde_json::json!(["kind"]), &"the bridge was safe".into())
    );
    let text = run("text");
    for words in ["1 texts, 16 words, marked by ann, ben", "undefined", "1 disagreements", "7, 19 to 38, quotes: kind differs"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("ben: direct, Ann Lee: “the bridge was safe”") && !text.contains("NaN"), "{text}");
    let csv = run("csv");
    assert!(csv.starts_with("row,layer,measure,annotators,value,document,start,end,differs,ann,ben\n"), "{csv}");
    assert!(csv.contains("\nfigure,positions,F1,\"ann, ben\",undefined,"), "{csv}");
    assert!(csv.contains("\ndisagreement,quotes,,,,7,19,38,kind,"), "{csv}");
}

/// Sets in other formats, in folders, and of three people.
#[test]
fn sets_may_be_in_any_format() {
    let folder = folder(&[("ann.json", harbor_json().as_bytes())]);
    good(whosaid(folder.path(), &["convert", "ann.json", "--to", "brat", "-o", "ben/"]));
    good(whosaid(folder.path(), &["convert", "ann.json", "--to", "jsonl", "-o", "cleo.jsonl"]));
    let report: Value =
        serde_json::from_str(&good(whosaid(folder.path(), &["agree", "ann.json", "ben", "cleo.jsonl", "--format", "json"]))).unwrap();
    assert_eq!(report["annotators"], serde_json::json!(["ann", "ben", "cleo"]));
    assert_eq!(report["disagreements"], serde_json::json!([]));
    for layer in ["mentions", "quotes", "positions"] {
        assert_eq!(figure(&report, layer, "Fleiss' kappa"), 1.0, "{layer}");
    }
}

#[test]
fn texts_that_differ_are_refused_and_texts_of_one_set_left_out() {
    let (one, other) = (document(TEXT, (19, 38), "indirect"), document("Ann Lee, Ann Lee is safe.", (0, 7), "indirect"));
    let alone = other.replace("\"id\": 7", "\"id\": 8");
    let files: &[(&str, &[u8])] = &[
        ("ann/x.json", one.as_bytes()),
        ("ann/y.json", alone.as_bytes()),
        ("ben/x.json", one.as_bytes()),
        ("cleo/x.json", other.as_bytes()),
        ("dora/broken.json", b"{"),
    ];
    let folder = folder(files);
    let output = whosaid(folder.path(), &["agree", "ann", "ben"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("ann, 8: this text is not in every set, so that it is left out"), "{told}");
    assert!(good(output).starts_with("1 texts"));
    let told = bad(&whosaid(folder.path(), &["agree", "ben", "cleo"]), 1);
    assert!(told.contains("7: its text is not the same in all sets, so that it is refused"), "{told}");
    assert!(told.contains("there is no text that is in all sets"), "{told}");
    assert!(bad(&whosaid(folder.path(), &["agree", "ben"]), 2).contains("two or more"));
    assert!(bad(&whosaid(folder.path(), &["agree", "ben", "dora"]), 1).contains("dora"));
}
