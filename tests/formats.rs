//! What the formats promise: places that hold in every unit, nothing lost in silence, files that read back as they were written.

#[path = "support/articles.rs"]
mod articles;

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;
use whosaid::formats::columns::{self, Columns, NONE};
use whosaid::formats::wire::{self, Range};
use whosaid::formats::{self, Article, Export, FORMATS, Format, Import, Input};
use whosaid::model::*;
use whosaid::reasons::Rule;
use whosaid::text::Unit;

use articles::{articles, harbor};

const UNITS: [Unit; 3] = [Unit::Byte, Unit::Utf16, Unit::Codepoint];

fn write(article: &Article, id: &str) -> Export {
    formats::write(article, format(id)).unwrap()
}

fn format(id: &str) -> &'static Format {
    formats::format(id).unwrap()
}

/// Reads an export back, its text file beside it.
fn read(export: &Export) -> Import {
    let files: Vec<(&str, &str)> = export.files.iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
    formats::read_all(&files, None).unwrap_or_else(|error| panic!("{error}\n{}", export.files[0].text))
}

fn only(import: Import) -> Article {
    assert_eq!(import.articles.len(), 1);
    import.articles.into_iter().next().unwrap()
}

/// The document as a reader sees it: with the ids that the writer gave.
fn with_ids(article: &Article) -> Document {
    let wire = wire::Document::new(&article.text, &article.document, Unit::Byte).unwrap();
    let mut document = article.document.clone();
    macro_rules! take {
        ($($list:ident),+) => {$(
            for (item, wire) in document.$list.iter_mut().zip(&wire.$list) {
                item.note.id = wire.id.as_deref().map(Into::into);
            }
        )+};
    }
    take!(actors, mentions, quotes, positions);
    document
}

/// What a document says, whatever the order of its actors and of other programs' fields.
fn said(article: &Article) -> Value {
    let mut wire = wire::Document::new(&article.text, &article.document, Unit::Codepoint).unwrap();
    wire.actors.sort_by(|one, other| one.id.cmp(&other.id));
    let mut value = serde_json::to_value(wire).unwrap();
    value.sort_all_objects();
    value
}

/// What is left of an article in a format of labeled places, and what is lost, counted without the code under test.
fn kept(article: &Article, trims: bool) -> (Article, Vec<(&'static str, usize)>) {
    let mut lost = std::collections::BTreeMap::new();
    let text = &article.text;
    let mut lose = |what: &'static str| *lost.entry(what).or_insert(0) += 1;
    let space = |c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c);
    let fit = |span: Span, lose: &mut dyn FnMut(&'static str)| {
        let words = span.slice(text);
        if !trims || words.trim_matches(space) == words {
            return Some(span);
        }
        let start = span.start() + (words.len() - words.trim_start_matches(space).len()) as u32;
        let end = start + words.trim_matches(space).len() as u32;
        let fitted = (start < end).then(|| Span::new(start, end));
        if fitted.is_some() {
            lose("annotations with white space at the edge");
        }
        fitted
    };
    let or_lost = |span: Option<Span>, lose: &mut dyn FnMut(&'static str)| {
        let fitted = span.map(|span| fit(span, lose));
        if fitted == Some(None) {
            lose("annotations of white space");
        }
        fitted.flatten()
    };
    let parts = |parts: &[Span], lose: &mut dyn FnMut(&'static str)| {
        let fitted: Vec<Span> = parts.iter().filter_map(|part| fit(*part, lose)).collect();
        match fitted.len() {
            0 => lose("annotations of white space"),
            some => (some..parts.len()).for_each(|_| lose("parts of white space")),
        }
        fitted
    };
    let mut document = with_ids(article);
    document.mentions.retain_mut(|mention| or_lost(Some(mention.span), &mut lose).inspect(|span| mention.span = *span).is_some());
    let mentioned: BTreeSet<usize> = document.mentions.iter().map(|mention| mention.actor.index()).collect();
    let mut actor = |actor: &mut ActorId| *actor = ActorId(mentioned.iter().position(|other| *other == actor.index()).unwrap() as u32);
    document.mentions.iter_mut().for_each(|mention| actor(&mut mention.actor));
    let mut link = |first: &mut Option<ActorId>, joint: &mut Vec<ActorId>, lose: &mut dyn FnMut(&'static str)| {
        let (mut left, lost): (Vec<ActorId>, Vec<ActorId>) =
            first.take().into_iter().chain(std::mem::take(joint)).partition(|actor| mentioned.contains(&actor.index()));
        lost.iter().for_each(|_| lose("links to an actor without a mention"));
        left.iter_mut().for_each(&mut actor);
        let mut left = left.into_iter();
        (*first, *joint) = (left.next(), left.collect());
    };
    let mut quotes = Vec::new();
    for (place, mut quote) in std::mem::take(&mut document.quotes).into_iter().enumerate() {
        quote.parts = parts(&quote.parts, &mut lose);
        if !quote.parts.is_empty() {
            (quote.cue, quote.source) = (or_lost(quote.cue, &mut lose), or_lost(quote.source, &mut lose));
            link(&mut quote.speaker, &mut quote.joint, &mut lose);
            quotes.push(place);
            document.quotes.push(quote);
        }
    }
    document.positions.retain_mut(|position| {
        position.parts = parts(&position.parts, &mut lose);
        if position.parts.is_empty() {
            return false;
        }
        (position.cue, position.source) = (or_lost(position.cue, &mut lose), or_lost(position.source, &mut lose));
        link(&mut position.holder, &mut position.joint, &mut lose);
        if let Some(quote) = position.quote {
            position.quote = quotes.iter().position(|other| *other == quote.index()).map(|place| QuoteId(place as u32));
            if position.quote.is_none() {
                lose("links to a quote of white space");
            }
        }
        true
    });
    let mut place = 0;
    document.actors.retain(|_| {
        place += 1;
        let kept = mentioned.contains(&(place - 1));
        if !kept {
            lose("actors without a mention");
        }
        kept
    });
    (Article { document, ..article.clone() }, lost.into_iter().collect())
}

/// The piece of `text` between two offsets, counted without the code under test.
fn slice(text: &str, unit: Unit, start: u32, end: u32) -> String {
    let (start, end) = (start as usize, end as usize);
    match unit {
        Unit::Byte => text[start..end].to_owned(),
        Unit::Utf16 => String::from_utf16(&text.encode_utf16().collect::<Vec<u16>>()[start..end]).unwrap(),
        Unit::Codepoint => text.chars().skip(start).take(end - start).collect(),
        Unit::Grapheme => text.graphemes(true).skip(start).take(end - start).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_hold_in_all_three_units(article in articles()) {
        let (text, document) = (&article.text, &article.document);
        for unit in UNITS {
            let wire = wire::Document::new(text, document, unit).unwrap();
            let same = |range: Range, span: Span| assert_eq!(slice(text, unit, range.start, range.end), span.slice(text));
            for (wire, model) in wire.mentions.iter().zip(&document.mentions) {
                same(Range { start: wire.start, end: wire.end }, model.span);
            }
            for (wire, model) in wire.quotes.iter().zip(&document.quotes) {
                wire.parts().iter().zip(&model.parts).for_each(|(&(start, end), span)| same(Range { start, end }, *span));
                wire.cue.into_iter().zip(model.cue).chain(wire.source.into_iter().zip(model.source)).for_each(|(range, span)| same(range, span));
                assert_eq!((wire.parts().len(), wire.cue.is_some()), (model.parts.len(), model.cue.is_some()));
            }
            for (wire, model) in wire.positions.iter().zip(&document.positions) {
                wire.parts().iter().zip(&model.parts).for_each(|(&(start, end), span)| same(Range { start, end }, *span));
                wire.cue.into_iter().zip(model.cue).chain(wire.source.into_iter().zip(model.source)).for_each(|(range, span)| same(range, span));
            }
            let (back, read) = wire.into_model().unwrap();
            prop_assert_eq!(&back, text);
            prop_assert_eq!(read, with_ids(&article));
        }
    }

    #[test]
    fn lossless_formats_give_back_what_they_got(article in articles()) {
        for id in ["json", "jsonl", "w3c", "uima"] {
            let export = write(&article, id);
            prop_assert_eq!(&export.losses, &[]);
            let back = only(read(&export));
            prop_assert_eq!(&back.text, &article.text);
            prop_assert_eq!(said(&back), said(&article));
            if id.starts_with("json") {
                prop_assert_eq!(back.document, with_ids(&article));
            }
        }
    }

    #[test]
    fn every_format_that_reads_is_stable(article in articles()) {
        for format in FORMATS.iter().filter(|format| format.reads()) {
            let first = formats::write(&article, format).unwrap();
            let import = read(&first);
            prop_assert_eq!(&import.losses, &[]);
            let again = Article { name: article.name.clone(), ..only(import) };
            let second = formats::write(&again, format).unwrap();
            for (one, other) in first.files.iter().zip(&second.files) {
                let difference = one.text.lines().zip(other.text.lines()).find(|(one, other)| one != other);
                prop_assert_eq!(difference, None, "{} changed", one.name);
            }
            prop_assert_eq!(second.files, first.files);
        }
    }

    #[test]
    fn flat_formats_lose_only_what_they_say(article in articles()) {
        for (id, trims) in [("spacy", true), ("prodigy", true), ("doccano", false), ("label-studio", false)] {
            let export = write(&article, id);
            let back = only(read(&export));
            let (kept, lost) = kept(&article, trims);
            prop_assert_eq!(said(&back), said(&kept), "{}", id);
            let mut told: Vec<(&str, usize)> = export.losses.iter().map(|loss| (loss.what, loss.count)).collect();
            told.sort_unstable();
            prop_assert_eq!(told, lost, "{}", id);
        }
    }

    #[test]
    fn flat_formats_say_the_words_of_every_place(article in articles()) {
        let text: Vec<char> = article.text.chars().collect();
        let words = |start: &Value, end: &Value| -> String {
            text[start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize].iter().collect()
        };
        let prodigy: Value = serde_json::from_str(&write(&article, "prodigy").files[0].text).unwrap();
        let tokens = prodigy["tokens"].as_array().unwrap();
        let spelled: String = tokens.iter().map(|token| token["text"].as_str().unwrap().to_owned() + if token["ws"] == true { " " } else { "" }).collect();
        prop_assert_eq!(spelled, article.text.clone());
        prop_assert!(tokens.iter().all(|token| token["text"] == words(&token["start"], &token["end"])));
        for span in prodigy["spans"].as_array().unwrap() {
            let token = |name: &str| &tokens[span[name].as_u64().unwrap() as usize];
            prop_assert_eq!((&span["start"], &span["end"]), (&token("token_start")["start"], &token("token_end")["end"]));
        }
        let task: Value = serde_json::from_str(&write(&article, "label-studio").files[0].text).unwrap();
        let results = ["annotations", "predictions"].map(|list| task[0][list][0]["result"].as_array().cloned().unwrap_or_default());
        for value in results.iter().flatten().map(|region| &region["value"]).filter(|value| value.is_object()) {
            prop_assert_eq!(words(&value["start"], &value["end"]), value["text"].as_str().unwrap());
        }
        let line: Value = serde_json::from_str(&write(&article, "doccano").files[0].text).unwrap();
        for entity in line["entities"].as_array().unwrap() {
            let offset = |name: &str| entity[name].as_u64().unwrap() as u32;
            slice(&article.text, Unit::Utf16, offset("start_offset"), offset("end_offset"));
        }
    }

    #[test]
    fn brat_loses_only_what_it_says(mut article in articles()) {
        (article.document.language, article.document.title, article.document.reading) = (None, None, None);
        article.document.extra.clear();
        let export = write(&article, "brat");
        let back = only(read(&export));
        if export.losses.is_empty() {
            prop_assert_eq!(&back.text, &article.text);
            prop_assert_eq!(said(&back), said(&article));
        }
        let lost = |what: &str| export.losses.iter().filter(|loss| loss.what == what).map(|loss| loss.count).sum::<usize>();
        prop_assert_eq!(lost("carriage returns of the text"), article.text.matches('\r').count());
        let items = |document: &Document| document.mentions.len() + document.quotes.len() + document.positions.len();
        prop_assert!(items(&article.document) - items(&back.document) <= lost("annotations of a line end"));
    }

    #[test]
    fn brat_lines_quote_the_text(article in articles()) {
        let export = write(&article, "brat");
        let text: Vec<char> = export.files[0].text.chars().collect();
        for line in export.files[1].text.split_terminator('\n').filter(|line| line.starts_with('T')) {
            let fields: Vec<&str> = line.splitn(3, '\t').collect();
            let offsets = fields[1].split_once(' ').unwrap().1;
            let pieces: Vec<String> = offsets.split(';').map(|part| {
                let (start, end) = part.split_once(' ').unwrap();
                text[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
            }).collect();
            prop_assert_eq!(pieces.join(" "), fields[2]);
            let ends_line = ['\n', '\r', '\u{85}', '\u{2028}'];
            let whole = pieces.iter().all(|piece| !piece.is_empty() && !piece.contains(ends_line));
            prop_assert!(whole, "a piece runs over a line end");
        }
    }

    #[test]
    fn selectors_quote_the_text(article in articles()) {
        let export = write(&article, "w3c");
        let page: Value = serde_json::from_str(&export.files[0].text).unwrap();
        let text: Vec<char> = article.text.chars().collect();
        let mut seen = 0;
        for item in page["items"].as_array().unwrap() {
            let targets = match &item["target"] { Value::Array(targets) => targets.clone(), target => vec![target.clone()] };
            for selectors in targets.iter().filter_map(|target| target.get("selector")) {
                let [place, quote] = selectors.as_array().unwrap().as_slice() else { panic!("two selectors") };
                let (start, end) = (place["start"].as_u64().unwrap() as usize, place["end"].as_u64().unwrap() as usize);
                let words = |name: &str| quote[name].as_str().unwrap().chars().collect::<Vec<char>>();
                prop_assert_eq!(&words("exact")[..], &text[start..end]);
                prop_assert!(text[..start].ends_with(&words("prefix")) && text[end..].starts_with(&words("suffix")));
                prop_assert!(words("prefix").len() <= 32 && words("suffix").len() <= 32);
                seen += 1;
            }
        }
        let document = &article.document;
        let ranges = document.quotes.iter().flat_map(|quote| [quote.cue, quote.source]);
        let ranges = ranges.chain(document.positions.iter().flat_map(|position| [position.cue, position.source])).flatten().count();
        let parts: usize = document.quotes.iter().map(|quote| quote.parts.len()).chain(document.positions.iter().map(|item| item.parts.len())).sum();
        prop_assert_eq!(seen, document.mentions.len() + parts + ranges);
    }

    #[test]
    fn tables_are_whole_and_hold_no_formula(article in articles()) {
        let document = &article.document;
        let export = write(&article, "csv");
        let expected = [document.quotes.len(), document.positions.len(), document.actors.len()];
        for (file, rows) in export.files.iter().zip(expected) {
            let body = file.text.strip_prefix('\u{feff}').unwrap();
            let mut reader = csv::Reader::from_reader(body.as_bytes());
            let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(records.len(), rows);
            let header = reader.headers().unwrap().clone();
            for (name, cell) in records.iter().flat_map(|record| header.iter().zip(record)) {
                let number = cell.parse::<f64>().is_ok() && ["polarity", "confidence"].contains(&name);
                prop_assert!(number || !cell.trim_start().starts_with(['=', '+', '-', '@']), "{}: {}", name, cell);
            }
        }
    }

    #[test]
    fn columns_say_what_the_json_says(article in articles()) {
        let columns = Columns::new(&article.text, &article.document);
        let wire = wire::Document::new(&article.text, &article.document, Unit::Utf16).unwrap();
        let ids: Vec<&str> = wire.actors.iter().map(|actor| actor.id.as_deref().unwrap()).collect();
        let quote_ids: Vec<&str> = wire.quotes.iter().map(|quote| quote.id.as_deref().unwrap()).collect();
        let range = |row: &[u32]| (row[0] != NONE).then(|| Range { start: row[0], end: row[1] });
        let name = |ids: &[&str], row: u32| (row != NONE).then(|| ids[row as usize].to_owned());
        let parts = |row: &[u32]| -> Vec<(u32, u32)> {
            (row[0] as usize..row[1] as usize).map(|part| (columns.parts[2 * part], columns.parts[2 * part + 1])).collect()
        };
        let together = |first: u32, row: &[u32]| -> Vec<String> {
            let joint = columns.joint[row[0] as usize..row[1] as usize].iter().copied();
            std::iter::once(first).chain(joint).filter_map(|actor| name(&ids, actor)).collect()
        };
        let percent = |confidence: Option<f64>| confidence.map_or(NONE, |share| (share * 100.0).round() as u32);
        let rule = |row: u32| (row != NONE).then(|| Rule::ALL[row as usize]);
        let units: Vec<u16> = columns.labels.encode_utf16().collect();
        let mut read = 0;
        let mut label = |length: u32| (length != NONE).then(|| { read += length as usize; String::from_utf16(&units[read - length as usize..read]).unwrap() });
        prop_assert_eq!(columns.actors.len(), wire.actors.len() * columns::ACTOR);
        for ((row, item), model) in columns.actors.chunks(columns::ACTOR).zip(&wire.actors).zip(&article.document.actors) {
            prop_assert_eq!((label(row[4]), label(row[5])), (Some(item.name.to_string()), item.role.as_deref().map(str::to_owned)));
            let kind = (row[0] != NONE).then(|| ActorType::ALL[row[0] as usize]);
            prop_assert_eq!(rule(row[2]).map(Reason::Rule), Some(model.note.origin.reason.clone()).filter(|reason| matches!(reason, Reason::Rule(_))));
            prop_assert_eq!((kind, row[1] == 1, row[3]), (item.r#type.map(|kind| kind.0), item.anonymous, percent(item.confidence)));
        }
        prop_assert_eq!(columns.mentions.len(), wire.mentions.len() * columns::MENTION);
        prop_assert_eq!(columns.quotes.len(), wire.quotes.len() * columns::QUOTE);
        prop_assert_eq!(columns.positions.len(), wire.positions.len() * columns::POSITION);
        for ((row, item), model) in columns.mentions.chunks(columns::MENTION).zip(&wire.mentions).zip(&article.document.mentions) {
            prop_assert_eq!((row[0], row[1], ids[row[2] as usize]), (item.start, item.end, &*item.actor));
            prop_assert_eq!((MentionKind::ALL[row[3] as usize], row[5]), (item.kind.0, percent(item.confidence)));
            prop_assert_eq!(rule(row[4]).map(Reason::Rule), Some(model.note.origin.reason.clone()).filter(|reason| matches!(reason, Reason::Rule(_))));
        }
        for (row, item) in columns.quotes.chunks(columns::QUOTE).zip(&wire.quotes) {
            prop_assert_eq!((Some(row[0]), Some(row[1]), QuoteKind::ALL[row[2] as usize]), (item.start, item.end, item.kind.0));
            prop_assert_eq!((range(&row[3..5]), range(&row[5..7])), (item.cue, item.source));
            prop_assert_eq!((together(row[7], &row[13..15]), row[8] == 1), (item.everybody().map(str::to_owned).collect(), item.hedged));
            prop_assert_eq!((row[10], &parts(&row[11..13])[..]), (percent(item.confidence), item.parts()));
        }
        for (row, item) in columns.positions.chunks(columns::POSITION).zip(&wire.positions) {
            prop_assert_eq!((Some(row[0]), Some(row[1]), PositionKind::ALL[row[2] as usize]), (item.start, item.end, item.kind.0));
            prop_assert_eq!((row[3] as i8 - 1, range(&row[4..6]), range(&row[6..8])), (item.polarity.unwrap(), item.cue, item.source));
            prop_assert_eq!(together(row[8], &row[15..17]), item.everybody().map(str::to_owned).collect::<Vec<_>>());
            prop_assert_eq!(name(&quote_ids, row[9]), item.quote.as_deref().map(str::to_owned));
            prop_assert_eq!((row[10] == 1, row[12], &parts(&row[13..15])[..]), (item.hedged, percent(item.confidence), item.parts()));
        }
        let told: Vec<u16> = columns.told.encode_utf16().collect();
        let mut read = 0;
        let mut words = |length: u32| { read += length as usize; String::from_utf16(&told[read - length as usize..read]).unwrap() };
        let reasons = wire.actors.iter().map(|item| (&item.reason, &item.extra)).chain(wire.mentions.iter().map(|item| (&item.reason, &item.extra)));
        let reasons = reasons.chain(wire.quotes.iter().map(|item| (&item.reason, &item.extra)));
        let reasons: Vec<_> = reasons.chain(wire.positions.iter().map(|item| (&item.reason, &item.extra))).collect();
        for row in columns.seen.chunks(columns::SEEN) {
            let (reason, extra) = reasons[row[0] as usize];
            prop_assert_eq!(Some(words(row[1])), reason.as_deref().map(str::to_owned));
            let grounds = extra["evidence"]["grounds"].as_array().unwrap();
            let rows = columns.grounds.chunks(columns::GROUND).skip(row[2] as usize).take((row[3] - row[2]) as usize);
            prop_assert_eq!(rows.len(), grounds.len());
            for (row, ground) in rows.zip(grounds) {
                let number = |name: &str| ground.get(name).map_or(NONE, |number| number.as_u64().unwrap() as u32);
                let what = (row[3] != NONE).then(|| words(row[3]));
                prop_assert_eq!((Clue::ALL[row[0] as usize].word(), row[1], row[2]), (ground["clue"].as_str().unwrap(), number("start"), number("end")));
                prop_assert_eq!((what.as_deref(), row[4]), (ground.get("what").and_then(Value::as_str), percent(ground.get("chance").and_then(Value::as_f64))));
            }
        }
        let seen = article.document.notes().filter(|note| matches!(note.origin.reason, Reason::Seen(_))).count();
        prop_assert_eq!((columns.seen.len(), read), (seen * columns::SEEN, told.len()));
    }

    #[test]
    fn no_file_makes_a_reader_panic(name in "[a-z]{1,3}\\.(json|jsonl|jsonld|ann|txt)", content in "\\PC{0,80}", broken in articles(), cut in 0usize..4000) {
        let _ = formats::read(&Input { name: &name, content: &content, text: Some("abc"), ..Input::default() });
        for format in FORMATS {
            for file in formats::write(&broken, format).unwrap().files {
                let cut = (0..=cut.min(file.text.len())).rev().find(|&cut| file.text.is_char_boundary(cut)).unwrap();
                let _ = formats::read(&Input { name: &file.name, content: &file.text[..cut], text: Some(&broken.text), ..Input::default() });
            }
        }
    }
}

#[test]
fn the_native_file_is_as_the_contract_says() {
    let export = write(&harbor(), "json");
    let file: Value = serde_json::from_str(&export.files[0].text).unwrap();
    let fields: Vec<&str> = file.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["format", "offset_unit", "text", "language", "title", "actors", "mentions", "quotes", "positions", "project"]);
    assert_eq!((&file["format"], &file["offset_unit"]), (&"whosaid/1".into(), &"codepoint".into()));
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&file["actors"][0]), "id type name role anonymous status reason confidence");
    assert_eq!(keys(&file["actors"][2]), "id type name role anonymous status");
    assert_eq!(keys(&file["mentions"][0]), "id actor kind start end status reason confidence");
    assert_eq!(keys(&file["quotes"][0]), "id kind start end spans cue source speaker hedged status reason confidence");
    assert_eq!(keys(&file["positions"][0]), "id kind polarity start end spans cue source holder quote hedged status reason confidence");
    let quote = &file["quotes"][0];
    assert_eq!(quote["spans"], serde_json::json!([[3, 28]]));
    assert_eq!((&quote["cue"]["start"], &quote["speaker"], &quote["id"]), (&44.into(), &"a1".into(), &"q1".into()));
    assert_eq!((&quote["reason"], &quote["confidence"]), (&"It says so.".into(), &0.8.into()));
    let mut article = harbor();
    article.document.quotes[0].note = Rule::ALL[0].note();
    let file: Value = serde_json::from_str(&write(&article, "json").files[0].text).unwrap();
    assert_eq!(file["quotes"][0]["reason"], Rule::ALL[0].words());
    assert_eq!(file["quotes"][0]["confidence"], f64::from(Rule::ALL[0].confidence()) / 100.0);
}

#[test]
fn numbers_go_around_ids_that_are_taken() {
    let mut article = harbor();
    article.document.actors[2].note.id = Some("a1".into());
    article.document.actors[1].note.id = Some("a3".into());
    let file: Value = serde_json::from_str(&write(&article, "json").files[0].text).unwrap();
    let ids: Vec<&str> = file["actors"].as_array().unwrap().iter().map(|actor| actor["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a2", "a3", "a1"]);
}

#[test]
fn what_does_not_hold_is_not_exported() {
    let mut cut = harbor();
    cut.document.quotes[0].cue = Some(Span::new(1, 4));
    let mut twice = harbor();
    (0..2).for_each(|i| twice.document.quotes[i].note.id = Some("q".into()));
    let mut nobody = harbor();
    nobody.document.positions[0].holder = Some(ActorId(9));
    let mut broken = harbor();
    broken.document.extra = vec![("x".into(), "{".into())];
    for (article, place) in [(cut, "quotes[0].cue"), (twice, "quotes"), (nobody, "positions[0]"), (broken, "x")] {
        for format in FORMATS {
            assert_eq!(formats::write(&article, format).unwrap_err().place, place, "{}", format.id);
        }
    }
}

/// A native file with a field replaced.
fn native(path: &str, value: Value) -> String {
    let mut file: Value = serde_json::from_str(&write(&harbor(), "json").files[0].text).unwrap();
    *file.pointer_mut(path).unwrap() = value;
    serde_json::to_string_pretty(&file).unwrap()
}

#[test]
fn errors_name_line_field_and_remedy() {
    use serde_json::json;
    let cases = [
        (native("/offset_unit", Value::Null), "offset_unit", "codepoint (Python), utf16"),
        (native("/offset_unit", json!("chars")), "offset_unit", "“chars” is not known"),
        (native("/format", json!("whosaid/9")), "format", "reads whosaid/1"),
        (native("/quotes/1/kind", json!("shouted")), "quotes[1].kind", "use one of direct, mixed, indirect"),
        (native("/quotes/1/cue/start", json!(-1)), "quotes[1].cue.start", "integer `-1`"),
        (native("/quotes/1/cue/end", json!(9999)), "quotes[1].cue.end", "lies outside the text"),
        (native("/quotes/0/end", json!(27)), "quotes[0]", "do not bound spans"),
        (native("/quotes/0/speaker", json!("a9")), "quotes[0].speaker", "“a9” names nothing"),
        (native("/quotes/0/confidence", json!(80)), "quotes[0].confidence", "from 0 to 1"),
        (native("/mentions/1/id", json!("m1")), "mentions[1].id", "“m1” stands twice"),
        (native("/mentions/1/end", json!(0)), "mentions[1]", "not after its start"),
        (native("/positions/0/polarity", json!(2)), "positions[0]", "polarity 2"),
        (native("/actors/0/name", Value::Null), "actors[0].name", "null"),
    ];
    for (content, field, words) in cases {
        let error = formats::read(&Input { name: "harbor.json", content: &content, ..Input::default() }).unwrap_err();
        assert_eq!(error.field.as_deref(), Some(field), "{error}");
        let message = error.to_string();
        assert!(message.contains(words), "{message}");
        let line = content.lines().nth(error.line.unwrap() as usize - 1).unwrap();
        let last = field.rsplit(['.']).next().unwrap();
        assert!(last.ends_with(']') || line.contains(last), "{message}: {line}");
        assert!(message.starts_with("harbor.json, line "), "{message}");
    }
}

#[test]
fn a_missing_unit_is_asked_for() {
    let content = write(&harbor(), "json").files[0].text.replace("\"offset_unit\": \"codepoint\",\n", "");
    let error = formats::read(&Input { name: "x.json", content: &content, ..Input::default() }).unwrap_err();
    assert_eq!((error.field.as_deref(), error.what.as_str()), (Some("offset_unit"), "is missing"));
}

#[test]
fn broken_json_is_shown_where_it_breaks() {
    let error = formats::read(&Input { name: "x.json", content: "{\n\"é\": \"ü\", oops}", ..Input::default() }).unwrap_err();
    assert_eq!((error.line, error.column), (Some(2), Some(11)));
    let whole = write(&harbor(), "json").files[0].text.clone();
    let error = formats::read(&Input { name: "x.json", content: &whole[..200], ..Input::default() }).unwrap_err();
    assert!(error.to_string().contains("the file ends before its last bracket is closed"), "{error}");
}

#[test]
fn a_broken_line_of_many_is_named() {
    let line = write(&harbor(), "jsonl").files[0].text.clone();
    let content = format!("\u{feff}{line}\r\n\n{}", line.replace("\"direct\"", "\"loud\""));
    let error = formats::read(&Input { name: "all.jsonl", content: &content, ..Input::default() }).unwrap_err();
    assert_eq!((error.line, error.field.as_deref()), (Some(4), Some("quotes[0].kind")), "{error}");
    let good = formats::read(&Input { name: "all.jsonl", content: &format!("{line}{line}"), ..Input::default() }).unwrap();
    let names: Vec<&str> = good.articles.iter().map(|article| article.name.as_str()).collect();
    assert_eq!(names, ["all-1", "all-2"]);
}

#[test]
fn offsets_may_count_any_unit_that_is_named() {
    for (unit, word) in UNITS.into_iter().zip(["byte", "UTF-16", "code points"]) {
        let article = harbor();
        let mut wire = wire::Document::new(&article.text, &article.document, unit).unwrap();
        wire.offset_unit = Some(word.into());
        let content = serde_json::to_string(&wire).unwrap();
        let import = formats::read(&Input { name: "x.json", content: &content, ..Input::default() }).unwrap();
        assert_eq!(only(import).document, with_ids(&article));
    }
}

#[test]
fn unknown_numbers_survive_and_may_be_rounded_for_javascript() {
    let mut article = harbor();
    article.document.extra = vec![("n".into(), "18446744073709551615".into())];
    assert_eq!(only(read(&write(&article, "json"))).document.extra, article.document.extra);
    let mut wire = wire::Document::new(&article.text, &article.document, Unit::Utf16).unwrap();
    wire.round_large_numbers();
    assert_eq!(wire.extra["n"], Value::from(18446744073709551615.0));
}

#[test]
fn the_format_is_told_from_the_content() {
    let article = harbor();
    for format in FORMATS.iter().filter(|format| format.reads()) {
        let export = formats::write(&article, format).unwrap();
        let file = export.files.iter().find(|file| file.name.ends_with(format.extension)).unwrap();
        let id = |content: &str| formats::recognize(&Input { name: "misnamed", content, ..Input::default() }).map(|format| format.id);
        // One document on one line is a native file as well as a file of one line.
        let expected = if format.id == "jsonl" { "json" } else { format.id };
        assert_eq!(id(&file.text), Some(expected));
        assert_eq!(id(&format!("\u{feff}{}", file.text.replace('\n', "\r\n"))), Some(expected));
        // Some programs write a slash as an escape.
        if expected == "json" {
            assert_eq!(id(&file.text.replace("whosaid/1", r"whosaid\/1")), Some(expected));
        }
    }
    for content in ["", "The mayor said so.", "{}", "[]", "[1]", "null", "{\"a\": 1}", "T1", "a\tb", "<p>T1\tx</p>"] {
        assert_eq!(formats::recognize(&Input { name: "a.txt", content, ..Input::default() }).map(|format| format.id), None, "{content}");
    }
}

const NOTE: &str = "🦀 Ann Lee said it is over.";

/// Annotations as a page script makes them: UTF-16 offsets, tags only.
fn foreign(start: usize, end: usize) -> String {
    serde_json::json!({ "rows": [{
        "id": "Xy-1", "created": "2026-01-02", "user": "acct:reader", "tags": ["Direct"], "text": "!",
        "target": [{ "source": "https://example.org/", "selector": [
            { "type": "RangeSelector", "startContainer": "/p[1]" },
            { "type": "TextPositionSelector", "start": start, "end": end },
            { "type": "TextQuoteSelector", "exact": "it is over", "prefix": "said ", "suffix": "." },
        ] }],
    }, { "id": "Xy-2", "tags": ["lovely"], "target": [{ "selector": [{ "type": "TextQuoteSelector", "exact": "Ann" }] }] }] })
    .to_string()
}

#[test]
fn foreign_selectors_are_checked_against_their_words() {
    for (start, end) in [(15, 25), (16, 26)] {
        let content = foreign(start, end);
        let import = formats::read(&Input { name: "notes.json", content: &content, text: Some(NOTE), ..Input::default() }).unwrap();
        assert_eq!(import.losses.iter().map(|loss| loss.count).collect::<Vec<_>>(), [1]);
        let article = only(import);
        assert_eq!(article.document.quotes[0].span().slice(NOTE), "it is over");
        let note = &article.document.quotes[0].note;
        let names: Vec<&str> = note.extra.iter().map(|field| &*field.0).collect();
        assert_eq!((note.id.as_deref(), names), (Some("Xy-1"), vec!["created", "user", "text"]));
    }
    let content = foreign(17, 27);
    let error = formats::read(&Input { name: "notes.json", content: &content, text: Some(NOTE), ..Input::default() }).unwrap_err();
    assert_eq!(error.field.as_deref(), Some("rows[0].target.selector"), "{error}");
    let error = formats::read(&Input { name: "notes.json", content: &content, ..Input::default() }).unwrap_err();
    assert!(error.to_string().contains("notes.txt"), "{error}");
}

#[test]
fn a_quoted_place_without_offsets_is_found_by_its_words() {
    let text = "No, said Ann. No, said Bob.";
    let content = |prefix: &str| {
        serde_json::json!([{ "type": "Annotation", "body": [{ "type": "TextualBody", "value": "person", "purpose": "tagging" }],
            "target": { "source": "x", "selector": { "type": "TextQuoteSelector", "exact": "No", "prefix": prefix } } }])
        .to_string()
    };
    let article = only(formats::read(&Input { name: "x.json", content: &content(". "), text: Some(text), ..Input::default() }).unwrap());
    assert_eq!(article.document.mentions[0].span, Span::new(14, 16));
    assert_eq!((&*article.document.actors[0].name, article.document.actors[0].kind), ("No", Some(ActorType::Person)));
    let error = formats::read(&Input { name: "x.json", content: &content(""), text: Some(text), ..Input::default() }).unwrap_err();
    assert!(error.to_string().contains("more than once"), "{error}");
}

#[test]
fn foreign_standoff_is_read_and_its_rest_counted() {
    let ann = "T1\tPerson 2 9\tAnn Lee\nT2\tDirectQuote 10 14\tsaid\nT3\tContent 15 25\tit is over\nT4\tPlace 2 5\tAnn\n\
        E1\tDirectQuote:T2 Content:T3 Speaker:T1 Mood:T4\nR1\tKnows Arg1:T1 Arg2:T4\n#1\tAnnotatorNotes T1\thm\nA1\tHedged E1\n";
    let import = formats::read(&Input { name: "x.ann", content: ann, text: Some(NOTE), ..Input::default() }).unwrap();
    let losses: BTreeSet<(&str, usize)> = import.losses.iter().map(|loss| (loss.what, loss.count)).collect();
    let expected = [
        ("annotations of other types", 1),
        ("arguments of other roles", 1),
        ("notes", 1),
        ("relations, normalizations and other lines", 1),
    ];
    assert_eq!(losses, expected.into());
    let document = only(import).document;
    assert_eq!((document.quotes[0].speaker, document.quotes[0].hedged), (Some(ActorId(0)), true));
    assert_eq!(document.quotes[0].cue.unwrap().slice(NOTE), "said");
    let utf16 = "T1\tPerson 3 10\tAnn Lee\n";
    let document = only(formats::read(&Input { name: "x.ann", content: utf16, text: Some(NOTE), ..Input::default() }).unwrap()).document;
    assert_eq!(document.mentions[0].span.slice(NOTE), "Ann Lee");
}

/// A line that does not hold is named and left out; the rest is read.
#[test]
fn a_broken_line_of_standoff_refuses_no_file() {
    let cases = [
        ("T2\tPerson two 9\tAnn Lee", "should read id, tab, type"),
        ("T2 Person 2 9 Ann Lee", "should read an id, a tab and more"),
        ("T32\tOrganization", "should read id, tab, type"),
        ("T2\tPerson 9 9\t", "should read id, tab, type"),
        ("E1\tDirectQuote:T7", "T7 is not in the file"),
        ("E1\tDirectQuote:T3 Speaker:E1", "Speaker E1 is no mention"),
        ("E1\tSupport:T3 Quote:E9", "E9 is no quote"),
        ("E1\tDirectQuote", "should read id, tab, Type:Trigger"),
        ("T1\tPerson 2 9\tAnn Lee", "T1 stands twice"),
        ("A1\tMention T1 Name", "“Name” is no value of Mention"),
        ("A1\tMention T1", "“” is no value of Mention"),
        ("A1\tMention", "should read id, tab, name, target"),
        ("#1\tWhosaid T1\t{", "does not hold"),
        ("#1\tWhosaidActor T1\t{\"name\": 3}", "does not hold"),
        ("*\tEquiv T1 T9", "T9 is not in the file"),
    ];
    for (broken, words) in cases {
        let ann = format!("T1\tPerson 2 9\tAnn Lee\n{broken}\nT3\tPlace 10 14\tsaid\n");
        let import = formats::read(&Input { name: "x.ann", content: &ann, text: Some(NOTE), ..Input::default() });
        let import = import.unwrap_or_else(|error| panic!("{error}"));
        let told: Vec<String> = import.skipped.iter().map(ToString::to_string).collect();
        assert!(matches!(&told[..], [one] if one.starts_with("x.ann, line 2: ") && one.contains(words)), "{told:?}");
        let document = only(import).document;
        assert_eq!((document.mentions.len(), document.mentions[0].kind), (1, MentionKind::Name));
        assert_eq!((document.quotes.len(), document.positions.len()), (0, 0), "{broken}");
    }
}

#[test]
fn standoff_is_read_by_the_labels_of_other_formats() {
    for (label, kind) in [
        ("PER", Some(ActorType::Person)),
        ("PERSON", Some(ActorType::Person)),
        ("person", Some(ActorType::Person)),
        ("ORG", Some(ActorType::Organization)),
        ("Organisation", Some(ActorType::Organization)),
        ("GOVERNMENT", Some(ActorType::Government)),
        ("actor", None),
    ] {
        let ann = format!("T1\t{label} 2 9\tAnn Lee\nT2\tdirect_quote 15 25\tit is over\nE1\tdirect_quote:T2 Speaker:T1\n");
        let document = only(formats::read(&Input { name: "x.ann", content: &ann, text: Some(NOTE), ..Input::default() }).unwrap()).document;
        assert_eq!((document.actors[0].kind, document.quotes[0].speaker), (kind, Some(ActorId(0))), "{label}");
    }
}

#[test]
fn what_standoff_joins_or_parts_is_counted_where_it_is_lost() {
    let losses = |ann: &str| {
        let import = formats::read(&Input { name: "x.ann", content: ann, text: Some(NOTE), ..Input::default() }).unwrap();
        import.losses.iter().map(|loss| (loss.what, loss.count)).collect::<Vec<_>>()
    };
    let equivalences = ("equivalences of annotations that are left out", 1);
    let places = "T1\tPlace 2 5\tAnn\nT2\tPlace 6 9\tLee\n*\tEquiv T1 T2\n";
    assert_eq!(losses(places), [("annotations of other types", 2), equivalences]);
    assert_eq!(losses(&places.replacen("Place", "PER", 1)), [("annotations of other types", 1), equivalences]);
    assert_eq!(losses(&places.replace("Place", "PER")), []);
    assert_eq!(losses("T1\tPerson 2 5;10 14\tAnn said\n"), [("joints between the parts of a mention", 1)]);
}

#[test]
fn standoff_that_does_not_fit_is_refused_by_line() {
    let cases = [
        ("T1\tPerson 2 9\tAnn Lee\nT2\tPerson 4 11\tAnn Lee\n", 2, "should be “Ann Lee”"),
        ("T1 Person 2 9 Ann Lee\n", 1, "should read an id, a tab and more"),
        ("T1\tPerson two 9\tAnn Lee\n", 1, "should read"),
    ];
    for (ann, line, words) in cases {
        let error = formats::read(&Input { name: "x.ann", content: ann, text: Some(NOTE), ..Input::default() }).unwrap_err();
        assert!(error.line == Some(line) && error.to_string().contains(words), "{error}");
    }
}

#[test]
fn losses_are_counted() {
    let article = harbor();
    let count = |id: &str| write(&article, id).losses.iter().map(|loss| (loss.what, loss.count)).collect::<Vec<_>>();
    assert_eq!(count("json"), []);
    assert_eq!(count("w3c"), []);
    assert_eq!(count("brat"), [("names of the language", 1), ("titles", 1), ("fields of other programs", 1)]);
    let expected = [
        ("places of mentions", 4),
        ("places of cues and sources", 6),
        ("names of the language", 1),
        ("titles", 1),
        ("fields of other programs", 1),
    ];
    assert_eq!(count("csv"), expected);
    let expected =
        [("places of mentions", 4), ("places of quotes and positions", 3), ("names of the language", 1), ("fields of other programs", 1)];
    assert_eq!(count("text"), expected);
}

#[test]
fn what_decided_is_kept_with_its_sentence() {
    let mut article = harbor();
    let words = article.document.quotes[0].cue.unwrap();
    let ground = Ground::new(Clue::Cue).at(words).sure(0.97);
    article.document.quotes[0].note.origin.reason = Reason::Seen(Box::new([ground.clone()]));
    let sentence = "‘said’ reports it, 97 %.";
    for format in FORMATS {
        let export = formats::write(&article, format).unwrap();
        let counted = export.losses.iter().any(|loss| (loss.what, loss.count) == ("records of what decided", 1));
        let held = export.files.iter().any(|file| file.text.contains("grounds"));
        assert!(counted != held, "{}: counted {counted}, held {held}", format.id);
        if held && format.reads() {
            let reason = only(read(&export)).document.quotes.remove(0).note.origin.reason;
            assert_eq!(reason, Reason::Seen(Box::new([ground.clone()])), "{}", format.id);
        }
    }
    let file = write(&article, "json").files[0].text.clone();
    let quote = |file: &str| -> Value { serde_json::from_str::<Value>(file).unwrap()["quotes"][0].clone() };
    assert_eq!(quote(&file)["reason"], sentence);
    let grounds = serde_json::json!([{ "clue": "cue", "start": 44, "end": 48, "words": "said", "chance": 0.97 }]);
    assert_eq!(quote(&file)["evidence"], serde_json::json!({ "offset_unit": "codepoint", "grounds": grounds }));
    let back = |file: &str| only(formats::read_all(&[("x.json", file)], None).unwrap()).document.quotes.remove(0).note;
    // Words that do not stand there, and a field of that name that is another program's, are left as they are.
    for changed in [file.replace("\"words\": \"said\"", "\"words\": \"read\""), file.replace("\"clue\": \"cue\"", "\"clue\": \"tea\"")] {
        assert_ne!(changed, file);
        let note = back(&changed);
        assert_eq!((note.origin.reason, note.extra.len()), (Reason::Stated(sentence.into()), 1));
    }
    // Who corrects an annotation takes its reason away, and what decided goes with it.
    let note = back(&file.replacen(&format!("\"reason\": \"{sentence}\", "), "", 1));
    assert_eq!((note.origin.reason, note.extra.len()), (Reason::None, 0));
}

#[test]
fn which_reading_it_was_is_kept_or_counted() {
    let mut article = harbor();
    article.document.reading = Some("careful 1".into());
    for format in FORMATS {
        let export = formats::write(&article, format).unwrap();
        let counted = export.losses.iter().any(|loss| (loss.what, loss.count) == ("names of the reading", 1));
        let held = export.files.iter().any(|file| file.text.contains("careful 1"));
        assert!(counted != held, "{}: counted {counted}, held {held}", format.id);
        if held && format.reads() {
            assert_eq!(only(read(&export)).document.reading, article.document.reading, "{}", format.id);
        }
    }
    // What another program calls so is that program's, and what nobody has read says nothing.
    for (value, json) in [("B2", "\"B2\""), ("quick", "\"quick\""), ("careful one", "\"careful one\"")] {
        let line = format!(r#"{{"text": "Ann left.", "label": [[0, 3, "Person"]], "reading": "{value}"}}"#);
        let document = only(formats::read_all(&[("x.jsonl", &line)], None).unwrap()).document;
        assert_eq!((document.reading, &*document.extra), (None, &[("reading".into(), json.into())][..]));
    }
    assert!(!write(&harbor(), "json").files[0].text.contains("reading"));
    // doccano reads a file as a table and stops at a column that some of its lines lack.
    let line: Value = serde_json::from_str(&write(&article, "doccano").files[0].text).unwrap();
    assert_eq!((line.get("reading"), &line["whosaid"]["document"]["reading"]), (None, &"careful 1".into()));
}

#[test]
fn what_people_read_reads_well() {
    let article = harbor();
    let mut shown = String::new();
    for id in ["text", "brat", "csv", "w3c", "json"] {
        for file in write(&article, id).files {
            shown.push_str(&format!("--- {}\n{}\n", file.name, file.text));
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn the_table_is_sound() {
    let ids: BTreeSet<&str> = FORMATS.iter().map(|format| format.id).collect();
    assert_eq!(ids.len(), FORMATS.len());
    for format in FORMATS {
        let export = formats::write(&harbor(), format).unwrap();
        assert_eq!(export.files.len(), format.files, "{}", format.id);
        assert!(export.files.iter().any(|file| file.name.ends_with(format.extension)), "{}", format.id);
        assert!(format.description.ends_with('.') && format.name.len() < 30 && format.description.len() < 100);
    }
}

#[test]
fn every_format_stands_in_a_group() {
    let groups: Vec<&str> = formats::Group::ALL.iter().map(|group| group.words()).collect();
    assert_eq!(groups.iter().collect::<BTreeSet<_>>().len(), groups.len());
    let order: Vec<Option<usize>> =
        FORMATS.iter().map(|format| formats::Group::ALL.iter().position(|group| *group == format.group)).collect();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "the table goes group by group");
}

/// Several articles at once: `Harbor` and `harbor` would be one file on some systems.
#[test]
fn several_articles_share_no_file() {
    let articles = [Article { name: "Harbor".to_owned(), ..harbor() }, Article { name: "harbor".to_owned(), ..harbor() }];
    let names = |id| {
        let export = formats::write_all(&articles, formats::format(id).unwrap()).unwrap();
        export.files.into_iter().map(|file| file.name).collect::<Vec<_>>()
    };
    assert_eq!(names("json"), ["Harbor.json", "harbor-2.json"]);
    assert_eq!(names("jsonl"), ["articles.jsonl"]);
    assert_eq!(names("brat"), ["Harbor.txt", "Harbor.ann", "annotation.conf", "harbor-2.txt", "harbor-2.ann"]);
    let all = formats::write_all(&articles, formats::format("jsonl").unwrap()).unwrap();
    let import = formats::read(&Input { name: "articles.jsonl", content: &all.files[0].text, ..Input::default() }).unwrap();
    assert_eq!(import.articles.len(), 2);
    let one = formats::write(&articles[0], formats::format("csv").unwrap()).unwrap();
    let both = formats::write_all(&articles, formats::format("csv").unwrap()).unwrap();
    assert!(one.losses.iter().zip(&both.losses).all(|(one, both)| both.count == 2 * one.count));
}

#[test]
fn a_unit_that_nobody_states_is_asked_for() {
    let error = formats::ImportError::which_unit(&[Unit::Codepoint, Unit::Utf16]);
    assert_eq!(*error.units, [Unit::Codepoint, Unit::Utf16]);
    let words = "its places count Unicode characters or UTF-16 units, and the file does not say which. Say which one the program that wrote it counts.";
    assert_eq!(error.to_string(), words);
}

#[test]
fn names_of_files_suit_every_system() {
    for (title, name) in [
        ("A harbor", "A harbor"),
        (" ../../etc/passwd ", "etc-passwd"),
        ("Who? “Me”: 1/2\n", "Who- “Me”- 1-2"),
        ("", "article"),
        ("...", "article"),
        ("🦀\u{0}", "🦀"),
    ] {
        assert_eq!(formats::file_name(title), name);
    }
}

/// The formats as `docs/FORMATS.md` lists them.
#[test]
fn the_documentation_lists_the_formats() {
    let row = |format: &Format| {
        let ways = if format.reads() { "write, read" } else { "write" };
        format!("| `{}` | {} | {} | {} |\n", format.id, format.name, ways, format.description)
    };
    let table: String = FORMATS.iter().map(row).collect();
    let documentation = include_str!("../docs/FORMATS.md").replace("\r\n", "\n");
    assert!(documentation.contains(&table), "docs/FORMATS.md should hold\n{table}");
}

#[test]
fn the_types_for_the_page_list_the_vocabulary() {
    let types = include_str!("../src/formats/types.d.ts");
    let union = |words: Vec<&str>| words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | ");
    let lists = [
        ("ActorType", union(ActorType::ALL.iter().map(|value| value.word()).collect())),
        ("MentionKind", union(MentionKind::ALL.iter().map(|value| value.word()).collect())),
        ("QuoteKind", union(QuoteKind::ALL.iter().map(|value| value.word()).collect())),
        ("PositionKind", union(PositionKind::ALL.iter().map(|value| value.word()).collect())),
        ("Status", union(Status::ALL.iter().map(|value| value.word()).collect())),
        ("Unit", union(vec!["codepoint", "utf16", "byte", "grapheme"])),
    ];
    for (name, union) in lists {
        assert!(types.contains(&format!("export type {name} = {union};\n")), "{name} = {union}");
    }
}
