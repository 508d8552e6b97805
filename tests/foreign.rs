//! Files of labeled places as other programs write them, and as people break them.

use serde_json::Value;
use whosaid::formats::jsonl::Articles;
use whosaid::formats::{self, Article, Import, ImportError, Input};
use whosaid::model::{PositionKind, QuoteKind, Status};
use whosaid::text::Unit;

fn open(name: &str, content: &str, unit: Option<Unit>) -> Result<Import, ImportError> {
    formats::read(&Input { name, content, text: None, unit })
}

#[track_caller]
fn read(content: &str) -> Import {
    open("x.jsonl", content, None).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn refused(content: &str) -> String {
    open("x.jsonl", content, None).map(|import| import.articles).expect_err("this should not be read").to_string()
}

fn losses(import: &Import) -> Vec<(&str, usize)> {
    import.losses.iter().map(|loss| (loss.what, loss.count)).collect()
}

fn mentions(article: &Article) -> Vec<&str> {
    article.document.mentions.iter().map(|mention| mention.span.slice(&article.text)).collect()
}

#[test]
fn doccanos_sequence_labels_are_read() {
    let line =
        r#"{"id": 3, "text": "Ann said no.\r\n", "label": [[0, 3, "PER"], [9, 11, "Indirect quote"], [4, 8, "verb"]], "Comments": []}"#;
    let import = read(&format!("\u{feff}{line}\r\n\r\n{line}\r\n"));
    let names: Vec<&str> = import.articles.iter().map(|article| article.name.as_str()).collect();
    assert_eq!((names, losses(&import)), (vec!["x-1", "x-2"], vec![("annotations with other labels", 2)]));
    let article = &import.articles[1];
    assert_eq!((mentions(article), article.document.quotes[0].kind), (vec!["Ann"], QuoteKind::Indirect));
    assert_eq!(&*article.document.actors[0].name, "Ann");
}

#[test]
fn doccanos_unit_is_asked_for_where_it_matters() {
    let line = |text: &str, start: u32, end: u32| {
        format!(
            r#"{{"text": "{text}", "entities": [{{"id": 1, "label": "Person", "start_offset": {start}, "end_offset": {end}}}], "relations": []}}"#
        )
    };
    // Before the first wide character all units mean the same.
    assert_eq!(mentions(&read(&line("Ann 🦀 Bob", 0, 3)).articles[0]), ["Ann"]);
    // Only UTF-16 units reach that far.
    assert_eq!(mentions(&read(&line("Ann 🦀 Bob", 7, 10)).articles[0]), ["Bob"]);
    let content = line("🦀👩‍🚀 Ann Bob!", 5, 8);
    let error = open("x.jsonl", &content, None).unwrap_err();
    assert_eq!(&*error.units, [Unit::Utf16, Unit::Codepoint, Unit::Grapheme].as_slice());
    assert!(error.to_string().contains("line 1, entities") && error.to_string().contains("UTF-16"), "{error}");
    for (unit, words) in [(Unit::Codepoint, "Ann"), (Unit::Grapheme, "n B")] {
        assert_eq!(mentions(&open("x.jsonl", &content, Some(unit)).unwrap().articles[0]), [words]);
    }
    // A file that says what it counts is believed.
    let stated = content.replacen('{', r#"{"id": 1, "whosaid": {"document": {"offset_unit": "codepoint"}}, "#, 1);
    assert_eq!(mentions(&read(&stated).articles[0]), ["Ann"]);
}

#[test]
fn links_of_doccano_may_lead_either_way() {
    let entities = r#"[{"id": 7, "label": "Person", "start_offset": 0, "end_offset": 3}, {"id": 9, "label": "DirectQuote", "start_offset": 9, "end_offset": 11}]"#;
    let relations = r#"[{"id": 1, "from_id": 7, "to_id": 9, "type": "speaker"}, {"id": 2, "from_id": 9, "to_id": 7, "type": "likes"}]"#;
    let import = read(&format!(r#"{{"text": "Ann said no.", "entities": {entities}, "relations": {relations}}}"#));
    assert_eq!(losses(&import), [("links of other kinds", 1)]);
    assert!(import.articles[0].document.quotes[0].speaker.is_some());
    let error = refused(&format!(
        r#"{{"text": "Ann said no.", "entities": {entities}, "relations": [{{"from_id": 8, "to_id": 9, "type": "Cue"}}]}}"#
    ));
    assert!(error.contains("line 1, relations[0].from_id: names no entity"), "{error}");
}

/// A task of Prodigy, the offsets of its tokens as given.
fn prodigy(tokens: [(u32, u32); 3], spans: &str, more: &str) -> String {
    let words = ["🦀", "Ann", "won"];
    let tokens: Vec<String> = (0..)
        .zip(words.iter().zip(tokens))
        .map(|(id, (word, (start, end))): (usize, _)| {
            format!(r#"{{"text": "{word}", "start": {start}, "end": {end}, "id": {id}, "ws": true}}"#)
        })
        .collect();
    format!(r#"{{"text": "🦀 Ann won", "_input_hash": 5, "tokens": [{}], "spans": [{spans}], {more}}}"#, tokens.join(", "))
}

#[test]
fn prodigys_tasks_are_read() {
    let codepoints = [(0, 1), (2, 5), (6, 9)];
    let spans = r#"{"start": 2, "end": 5, "token_start": 1, "token_end": 1, "label": "PERSON"}, {"start": 6, "end": 9, "token_start": 2, "token_end": 2, "label": "MIXED_QUOTE"}"#;
    let relations = r#""relations": [{"head": 2, "child": 1, "label": "SPEAKER"}, {"head": 0, "child": 1, "label": "SPEAKER"}]"#;
    let import = read(&prodigy(codepoints, spans, &format!(r#"{relations}, "answer": "accept""#)));
    assert_eq!(losses(&import), [("links between words that are no span", 1)]);
    let document = &import.articles[0].document;
    assert!(document.quotes[0].speaker.is_some());
    assert_eq!((document.quotes[0].note.origin.status, document.mentions[0].note.origin.status), (Status::Accepted, Status::Accepted));
    let ignored = read(&prodigy(codepoints, spans, r#""answer": "ignore""#));
    assert_eq!(losses(&ignored), [("answers that are no “accept”", 1)]);
    assert_eq!(ignored.articles[0].document.quotes[0].note.origin.status, Status::Suggested);
}

/// Whoever rejects a task has said that its spans are wrong: they are no suggestions.
#[test]
fn what_prodigys_users_reject_is_left_out() {
    let span = r#"{"start": 0, "end": 3, "label": "PERSON"}"#;
    for (task, expected) in [
        (format!(r#"{{"text": "Ada left.", "spans": [{span}], "answer": "reject"}}"#), vec![("annotations of rejected answers", 1)]),
        (
            format!(
                r#"{{"text": "Ada left.", "spans": [{span}, {span}], "relations": [{{"head": 0, "child": 0, "label": "SPEAKER"}}], "answer": "reject"}}"#
            ),
            vec![("annotations of rejected answers", 2), ("links of rejected answers", 1)],
        ),
        (r#"{"text": "Ada left.", "label": "SPORT", "answer": "reject"}"#.to_owned(), vec![]),
    ] {
        let import = read(&task);
        let all: Vec<(&str, usize)> = [("answers that are no “accept”", 1)].into_iter().chain(expected).collect();
        assert_eq!(losses(&import), all, "{task}");
        assert_eq!((mentions(&import.articles[0]), &*import.articles[0].text), (vec![], "Ada left."));
        assert!(!rewritten(&task, "prodigy").to_string().contains("reject"));
    }
}

/// A record, read and written again in a format.
#[track_caller]
fn rewritten(content: &str, format: &str) -> Value {
    let article = read(content).articles.into_iter().next().unwrap();
    let native = formats::write(&article, formats::format("json").unwrap()).unwrap();
    let article = open("x.json", &native.files[0].text, None).unwrap().articles.remove(0);
    let again = formats::write(&article, formats::format(format).unwrap()).unwrap();
    let value: Value = serde_json::from_str(&again.files[0].text).unwrap();
    value.get(0).cloned().unwrap_or(value)
}

/// Pointers into a record, and the JSON that stands there.
type Fields<'a> = &'a [(&'a str, &'a str)];

/// What a tool has written beside the places stands there again, also after a way through the native file.
#[test]
fn fields_of_other_programs_survive_in_their_places() {
    let doccano = r#"{"id": 77, "text": "Ann said no.", "label": [[0, 3, "PERSON"]], "Comments": ["check"], "meta": {"source": "Gazette"}, "Section": 4}"#;
    let entities = r#"{"text": "Ann said no.", "entities": [{"id": 5, "label": "PER", "start_offset": 0, "end_offset": 3, "sure": true, "status": 2}], "relations": [], "example_id": 9}"#;
    let spans = r#"{"text": "Ann said no.", "spans": [{"start": 0, "end": 3, "label": "PER", "source": "model", "score": 0.7, "note": "hm"}], "meta": {"source": "Gazette"}, "label": "POLITICS", "_task_hash": -4}"#;
    let choice = r#"{"text": "Ann said no.", "spans": [{"start": 0, "end": 3, "label": "PER"}], "options": [{"id": "a", "text": "A"}], "accept": ["a"], "answer": "accept"}"#;
    let whole = r#"{"text": "Ann said no.", "label": "SPORT", "cats": {"SPORT": 1}, "title": "Out", "_input_hash": 1, "answer": "accept"}"#;
    let task = r#"[{"id": 12, "data": {"text": "Ann said no.", "source": "Gazette", "n": [1]}, "meta": {"batch": 3}, "project": 8,
        "annotations": [{"id": 31, "completed_by": 2, "lead_time": 1.5, "result": [{"id": "r", "type": "labels", "from_name": "label", "to_name": "text", "origin": "manual",
            "meta": {"text": ["sure?"]}, "readonly": true, "value": {"start": 0, "end": 3, "labels": ["Person"]}}]}]}]"#;
    let cases: &[(&str, &str, Fields<'_>)] = &[
        ("doccano", doccano, &[("/id", "77"), ("/Comments", r#"["check"]"#), ("/meta/source", "\"Gazette\""), ("/Section", "4")]),
        ("doccano", entities, &[("/example_id", "9"), ("/entities/0/sure", "true"), ("/entities/0/status", "2"), ("/Comments", "[]")]),
        ("prodigy", spans, &[("/meta/source", "\"Gazette\""), ("/label", "\"POLITICS\""), ("/_task_hash", "-4")]),
        ("prodigy", spans, &[("/spans/0/source", "\"model\""), ("/spans/0/score", "0.7"), ("/spans/0/note", "\"hm\"")]),
        ("prodigy", choice, &[("/options/0/id", "\"a\""), ("/accept", r#"["a"]"#)]),
        ("prodigy", whole, &[("/label", "\"SPORT\""), ("/cats/SPORT", "1"), ("/title", "\"Out\"")]),
        (
            "label-studio",
            task,
            &[("/id", "12"), ("/data/source", "\"Gazette\""), ("/data/n", "[1]"), ("/meta/batch", "3"), ("/project", "8")],
        ),
        ("label-studio", task, &[("/annotations/0/id", "31"), ("/annotations/0/completed_by", "2"), ("/annotations/0/lead_time", "1.5")]),
        ("label-studio", task, &[("/annotations/0/result/0/meta/text", r#"["sure?"]"#), ("/annotations/0/result/0/readonly", "true")]),
    ];
    for (format, content, fields) in cases {
        assert_eq!(losses(&read(content)), [], "{content}");
        let again = rewritten(content, format);
        for (pointer, value) in *fields {
            assert_eq!(again.pointer(pointer).map(Value::to_string).as_deref(), Some(*value), "{pointer} in {again}");
        }
    }
    // Another tool gets them, too.
    assert_eq!(rewritten(doccano, "prodigy")["meta"]["source"], "Gazette");
    assert_eq!((rewritten(spans, "doccano")["_task_hash"].clone(), rewritten(task, "doccano")["id"].clone()), ((-4).into(), 12.into()));
}

#[test]
fn fields_without_a_place_are_counted() {
    let cue = r#"{"text": "Ann said no.", "spans": [{"start": 4, "end": 8, "label": "CUE", "note": "hm"}]}"#;
    assert_eq!(losses(&read(cue)), [("cues and sources of no quote or position", 1), ("fields of other programs", 1)]);
    let tokens = r#"{"text": "Ann", "tokens": [{"id": 0, "start": 0, "end": 3, "tag": "NNP"}], "ents": [], "cats": {"SPORT": 0.5}, "spans": {"sc": [{"start": 0, "end": 3, "label": "PERSON", "kb_id": "Q42"}]}}"#;
    assert_eq!(losses(&read(tokens)), [("descriptions of tokens", 1)]);
    let spacy = rewritten(tokens, "spacy");
    assert_eq!((spacy["cats"]["SPORT"].as_f64(), spacy["whosaid"]["actors"]["a1"]["kb_id"].as_str()), (Some(0.5), Some("Q42")));
    let model = r#""predictions": [{"model_version": "m", "result": []}, 286]"#;
    assert_eq!(losses(&read(&task(&format!(r#""annotations": [{{"result": []}}], {model}"#)))), [("predictions of other models", 1)]);
}

#[test]
fn prodigys_unit_is_told_from_its_tokens() {
    let spans = r#"{"start": 3, "end": 6, "label": "PERSON"}"#;
    let utf16 = read(&prodigy([(0, 2), (3, 6), (7, 10)], spans, r#""answer": "ignore""#));
    assert_eq!(mentions(&utf16.articles[0]), ["Ann"]);
    let error = refused(&prodigy([(0, 1), (2, 5), (7, 10)], spans, r#""answer": "ignore""#));
    assert!(error.contains("line 1, tokens[2]: should be “won”, but nothing stands there"), "{error}");
}

#[test]
fn spacys_documents_are_read() {
    let pretty = "{\n \"text\": \"Ann said no.\",\n \"ents\": [{\"start\": 0, \"end\": 3, \"label\": \"PERSON\"}, {\"start\": 4, \"end\": 8, \"label\": \"DATE\"}],\n \"tokens\": []\n}";
    let import = read(pretty);
    assert_eq!((import.articles[0].name.as_str(), mentions(&import.articles[0])), ("x", vec!["Ann"]));
    assert_eq!(losses(&import), [("annotations with other labels", 1)]);
    // Spans of one name are one quote; entities of one name one actor.
    let groups = r#"{"sc": [{"start": 0, "end": 3, "label": "Person", "kb_id": "Q1"}, {"start": 9, "end": 11, "label": "Group", "kb_id": "Q1"}],
        "quotes": [{"start": 4, "end": 8, "label": "DirectQuote", "kb_id": "z"}, {"start": 9, "end": 11, "label": "DirectQuote", "kb_id": "z"}]}"#;
    let groups = groups.replace('\n', " ");
    let import = read(&format!(r#"{{"text": "Ann said no.", "tokens": [], "spans": {groups}}}"#));
    let document = &import.articles[0].document;
    assert_eq!((document.actors.len(), document.mentions.len(), document.quotes.len(), document.quotes[0].parts.len()), (1, 2, 1, 2));
}

/// A region of Label Studio.
fn region(id: &str, place: (u32, u32), words: &str, label: &str, more: &str) -> String {
    let (start, end) = place;
    format!(
        r#"{{"id": "{id}", "type": "labels", "from_name": "l", "to_name": "t", "value": {{"start": {start}, "end": {end}, "text": "{words}", "labels": ["{label}"]}}{more}}}"#
    )
}

fn task(results: &str) -> String {
    format!(r#"[{{"id": 1, "data": {{"article": "🦀 Ann & Bob won’t."}}, {results}}}]"#)
}

#[test]
fn label_studios_annotations_become_articles() {
    let ann = region("a", (2, 5), "Ann", "Person", r#", "origin": "prediction""#);
    let both = region("b", (2, 11), "Ann &amp; Bob", "Group", r#", "origin": "manual""#);
    let relation = r#"{"type": "relation", "from_id": "a", "to_id": "b", "direction": "bi", "labels": ["Coreference"]}"#;
    let choice = r#"{"type": "choices", "value": {"choices": ["good"]}}"#;
    let canceled = r#"{"result": [], "was_cancelled": true}"#;
    let import = read(&task(&format!(
        r#""annotations": [{{"result": [{ann}, {both}, {relation}, {choice}]}}, {{"result": [{both}]}}, {canceled}], "predictions": [{{"model_version": "m", "result": [{ann}]}}]"#
    )));
    let expected =
        [("annotations that were canceled", 1), ("predictions of other models", 1), ("answers that are no labeled places in text", 1)];
    assert_eq!(losses(&import), expected);
    let names: Vec<&str> = import.articles.iter().map(|article| article.name.as_str()).collect();
    assert_eq!(names, ["x-1", "x-2"]);
    let document = &import.articles[0].document;
    assert_eq!((mentions(&import.articles[0]), document.actors.len()), (vec!["Ann", "Ann & Bob"], 1));
    let states: Vec<Status> = document.mentions.iter().map(|mention| mention.note.origin.status).collect();
    assert_eq!(states, [Status::Accepted, Status::Added]);
}

#[test]
fn label_studios_predictions_are_suggestions() {
    let oppose = region("p", (12, 15), "won", "oppose", r#", "score": 0.25"#);
    let import =
        read(&task(&format!(r#""predictions": [{{"model_version": "m", "result": [{oppose}]}}, {{"model_version": "n", "result": []}}]"#)));
    assert_eq!(losses(&import), [("predictions of other models", 1)]);
    let position = &import.articles[0].document.positions[0];
    assert_eq!((position.kind, position.polarity), (PositionKind::Oppose, -1));
    assert_eq!((position.note.origin.status, position.note.origin.confidence), (Status::Suggested, Some(25)));
}

#[test]
fn what_is_broken_is_named_with_line_field_and_remedy() {
    let ann = region("a", (1, 4), "Ann", "Person", "");
    for (content, words) in [
        (
            task(&format!("\n\"annotations\": [{{\"result\": [\n{ann}]}}]")),
            "line 3, [0].annotations[0].result[0].value: should be “Ann”, but “ An” stands there. See",
        ),
        (
            task(r#""annotations": [{"result": [{"type": "labels", "value": {"start": "/p[1]/text()[1]", "end": "x", "labels": []}}]}]"#),
            "is no labeled place in plain text. Give value.start",
        ),
        (r#"{"text": "Ann", "label": [[0, 3, "Person"]]}"#.to_owned() + "\n{\"text\": \"Ann\",\n", "line 2, column"),
        (
            r#"{"text": "Ann", "label": [[0, 3, "Person"]]}"#.to_owned() + "\n" + r#"{"text": "Ann", "label": [[0, 4, "Person"]]}"#,
            "line 2, label[0]: from 0 to 4 is no piece of the text",
        ),
        (r#"{"text": "Ann", "label": [[0, 0, "Person"]]}"#.to_owned(), "line 1, label[0]: from 0 to 0 is no piece of the text"),
        (
            r#"[{"id": 1, "text": "Ann", "label": [{"start": 0, "end": 3, "text": "Ann", "labels": ["Person"]}], "annotator": 1}]"#
                .to_owned(),
            "line 1, [0].label[0]: comes from Label Studio’s short export (JSON-MIN), which leaves out links. Export it as JSON",
        ),
        (
            r#"{"text": "Ann", "tokens": [], "spans": {"a": [{"start": 0, "end": 3}]}}"#.to_owned(),
            "line 1, spans.a[0]: is no span. Give start, end and label",
        ),
        (
            r#"{"text": "Ann", "spans": [{"start": 0, "end": 3, "label": "Person", "whosaid": {"status": "fine"}}]}"#.to_owned(),
            "line 1, spans[0].status: “fine” is not a status",
        ),
    ] {
        let error = refused(&content);
        assert!(error.contains(words), "{error}\nfor {content}");
    }
}

/// Editors and version control change what a text begins with and how its lines end, and leave the offsets beside it alone.
#[test]
fn a_text_beside_may_have_got_a_mark_or_other_line_ends() {
    let ann = |start: u32| format!("T1\tPerson {start} {}\tBo Ray\n", start + 6);
    let read = |start, text| formats::read(&Input { name: "x.ann", content: &ann(start), text: Some(text), unit: None });
    for (start, text) in [
        (8, "Ann.\r\n\r\nBo Ray.\r\n"),
        (6, "Ann.\r\n\r\nBo Ray.\r\n"),
        (8, "Ann.\n\nBo Ray.\n"),
        (6, "\u{feff}Ann.\n\nBo Ray.\n"),
        (7, "\u{feff}Ann.\n\nBo Ray.\n"),
        (6, "\u{feff}Ann.\r\n\r\nBo Ray.\r\n"),
        (8, "\u{feff}Ann.\n\nBo Ray.\n"),
    ] {
        let import = read(start, text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(mentions(&import.articles[0]), ["Bo Ray"], "{start} in {text:?}");
    }
    let error = read(5, "Ann.\r\n\r\nBo Ray.\r\n").unwrap_err().to_string();
    assert!(error.contains("x.ann, line 1: T1 should be “Bo Ray”, but “\n\r\nBo ”"), "{error:?}");
}

#[test]
fn copies_that_programs_make_get_ids_of_their_own() {
    let span = r#"{"start": 0, "end": 3, "label": "Person", "whosaid": {"id": "x"}}"#;
    let import = read(&format!(r#"{{"text": "Ann", "spans": [{span}, {span}]}}"#));
    let article = import.articles.into_iter().next().unwrap();
    assert_eq!(article.document.mentions.len(), 2);
    formats::write(&article, formats::format("json").unwrap()).unwrap();
}

#[test]
fn selectors_without_words_are_asked_about() {
    let annotation = r#"{"type": "Annotation", "body": {"value": "person"}, "target": {"selector": {"type": "TextPositionSelector", "start": 2, "end": 5}}}"#;
    let open = |text: &'static str, unit| {
        let import = formats::read(&Input { name: "x.json", content: annotation, text: Some(text), unit })?;
        Ok::<String, ImportError>(mentions(&import.articles[0])[0].to_owned())
    };
    assert_eq!(open("A Bob", None).unwrap(), "Bob");
    assert_eq!(&*open("🦀 Bob", None).unwrap_err().units, [Unit::Codepoint, Unit::Utf16].as_slice());
    assert_eq!((open("🦀 Bob", Some(Unit::Codepoint)).unwrap(), open("🦀 Bob", Some(Unit::Utf16)).unwrap()), ("Bob".into(), " Bo".into()));
}

/// Data of other kinds is called what it is, with what to do instead.
#[test]
fn what_is_not_read_is_told_in_words_that_fit() {
    for (name, content, words) in [
        ("x.jsonl", r#"{"text": "Ann left.", "meta": {"source": "Gazette"}}"#, "holds texts that nobody has annotated"),
        ("x.jsonl", "{\"headline\": \"h\", \"body\": \"Ann left.\"}\n{\"body\": \"Bob left.\"}\n", "holds texts that nobody has annotated"),
        ("x.csv", "id,text\n1,Ann left.\n", "holds texts that nobody has annotated"),
        ("x.jsonl", r#"{"text": "Ann left.", "options": [{"id": "a"}], "accept": ["a"]}"#, "holds texts that nobody has annotated"),
        ("x.jsonl", r#"{"text": "Ann left.", "label": ["sports"]}"#, "holds texts that nobody has annotated"),
        ("x.json", r#"{"url": "u"}"#, "is in no format that Whosaid reads and holds no field for a text: it has url"),
        ("x.json", r#"{"text": "a", "text": "b", "format": "whosaid/1"}"#, "line 1, column 20: duplicate field `text`"),
        ("x.json", r#"{"_context": {}, "_views": {}}"#, "is UIMA JSON of the old kind. Export it as UIMA CAS JSON"),
        ("x.json", r#"[{"id": "1", "bodies": [], "target": {}}]"#, "in the text annotator's own shape. Export them as W3C"),
        (
            "x.xmi",
            "<?xml version=\"1.0\"?><xmi:XMI xmlns:xmi=\"u\"/>",
            "is UIMA XMI, which Whosaid writes but does not read. Export it as UIMA JSON CAS",
        ),
        ("x.xml", "<TEI><text/></TEI>", "is TEI, which"),
        ("x.html", "<!doctype html><html></html>", "is a web page"),
        ("x.xml", "<annotations/>", "is XML of a kind"),
        ("x.conll", "-DOCSTART- O\n\nAnn B-PER\n", "is a table of words"),
        ("x.txt", "Ann left.", "plain text is annotated, not imported"),
        ("x.jsonl", "{\"text\": \"a\", \"label\": [[0, 1, \"PER\"]]}\n{\"text\": \"a\", \"la", "x.jsonl, line 2, column 17: the file ends"),
    ] {
        let error = open(name, content, None).map(|import| import.articles).expect_err(content).to_string();
        assert!(error.contains(words) && error.starts_with(name), "{error}");
    }
}

/// Label Studio's tasks, a line each.
#[test]
fn tasks_may_stand_line_by_line() {
    let ann = region("a", (2, 5), "Ann", "Person", "");
    let line = |results: &str| task(results).trim_matches(['[', ']']).to_owned();
    let content = [line(&format!(r#""annotations": [{{"result": [{ann}]}}, {{"result": []}}]"#)), line(r#""annotations": []"#)].join("\n");
    let names = |import: &[Article]| import.iter().map(|article| article.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&read(&content).articles), ["x-1-1", "x-1-2", "x-2"]);
    let articles: Result<Vec<Article>, _> = Articles::new("x", content.as_bytes(), None).collect();
    assert_eq!(names(&articles.unwrap()), ["x-1-1", "x-1-2", "x-2"]);
    let alone: Result<Vec<Article>, _> = Articles::new("x", line(r#""annotations": []"#).as_bytes(), None).collect();
    assert_eq!(names(&alone.unwrap()), ["x"]);
}
