//! `whosaid stats`. That its figures are those of the page's panel is tested where both are at hand: `tests/wasm/stats.test.mjs`.

use super::*;

const ROWS: &str = r#"{"id": 1, "text": "“We will build it by May,” Mayor Ann Lee said.", "outlet": "Gazette", "date": "2024-05-17"}
{"id": 2, "text": "Mayor Ann Lee said that the bridge was safe.", "outlet": "Gazette", "date": "2024-06-02"}
{"id": 3, "text": "An official said on Friday that the bridge was dangerous.", "outlet": "Courier", "date": "2024-05-30"}
"#;

#[test]
fn voices_are_added_up_over_articles() {
    let folder = folder(&[("rows.jsonl", ROWS.as_bytes())]);
    good(whosaid(folder.path(), &["annotate", "rows.jsonl", "--format", "jsonl", "-o", "all.jsonl"]));
    let stats = |options: &[&str]| good(whosaid(folder.path(), &[&["stats", "all.jsonl"], options].concat()));
    let report: Value = serde_json::from_str(&stats(&["--format", "json"])).unwrap();
    let all = &report["groups"][0];
    assert_eq!((&all["counts"]["documents"], &all["counts"]["quotes"], &all["counts"]["voices"]), (&3.into(), &3.into(), &2.into()));
    let mayor = all["voices"].as_array().unwrap().iter().find(|voice| voice["name"] == "Ann Lee").expect("the mayor speaks");
    assert_eq!((&mayor["documents"], &mayor["quotes"], &mayor["direct"], &mayor["retold"]), (&2.into(), &2.into(), &6.into(), &4.into()));
    let sum: f64 = all["voices"].as_array().unwrap().iter().map(|voice| voice["share"].as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    assert_eq!(all["verbs"][0], serde_json::json!({"verb": "said", "count": 3}));

    let by: Value = serde_json::from_str(&stats(&["--by", "outlet", "--by", "date:month", "--format", "json"])).unwrap();
    let groups: Vec<(&str, &str)> = by["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| (group["by"]["outlet"].as_str().unwrap(), group["by"]["date"].as_str().unwrap()))
        .collect();
    assert_eq!(groups, [("Courier", "2024-05"), ("Gazette", "2024-05"), ("Gazette", "2024-06")]);

    let csv = stats(&["--by", "outlet", "--format", "csv"]);
    assert!(
        csv.starts_with("outlet,row,name,unnamed,documents,quotes,positions,mentions,words,share,direct,retold,named,count\n"),
        "{csv}"
    );
    assert!(csv.contains("\nGazette,voice,Ann Lee,false,2,2,"), "{csv}");
    assert!(csv.contains("\nGazette,verb,said,,,,,,,,,,,2\n"), "{csv}");
    let text = stats(&["--top", "1"]);
    assert!(
        text.contains("documents: 3; voices: 2 (1 named, 1 not); quotes: 3") && text.contains("and 1 more (--top 2 shows all)"),
        "{text}"
    );
}

#[test]
fn a_field_that_no_article_has_is_told() {
    let folder = folder(&[("a.json", harbor_json().as_bytes()), ("b.json", b"{")]);
    let output = whosaid(folder.path(), &["stats", "a.json", "--by", "outlet"]);
    assert!(bad(&output, 1).contains("no article has a field called outlet"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("outlet (none)"));
    assert!(bad(&whosaid(folder.path(), &["stats", "a.json", "b.json"]), 1).contains("b.json"));
    bad(&whosaid(folder.path(), &["stats", "a.json", "--by", ":month"]), 2);
}
