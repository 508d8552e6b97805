//! What files for other programs hold, over random articles: each place found again in the file, in its own unit, without the code under test.

#[path = "support/articles.rs"]
mod articles;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;
use whosaid::formats::{self, Article, Export, Input};
use whosaid::model::*;
use whosaid::reasons;

use articles::{articles, harbor};

fn write(article: &Article, id: &str) -> Export {
    formats::write(article, formats::format(id).unwrap()).unwrap()
}

fn lost(export: &Export, what: &str) -> usize {
    export.losses.iter().filter(|loss| loss.what.contains(what)).map(|loss| loss.count).sum()
}

/// Every mention, quote part and target part, and every cue and source.
fn spans(document: &Document) -> (Vec<Span>, Vec<Span>) {
    let mentions = document.mentions.iter().map(|item| item.span);
    let quotes = document.quotes.iter().flat_map(|item| item.parts.clone());
    let positions = document.positions.iter().flat_map(|item| item.parts.clone());
    let cues = document.quotes.iter().flat_map(|item| [item.cue, item.source]);
    let cues = cues.chain(document.positions.iter().flat_map(|item| [item.cue, item.source])).flatten();
    (mentions.chain(quotes).chain(positions).collect(), cues.collect())
}

/// The events of an XML file, read by another's parser: start tags with attributes, text, end tags.
mod xml {
    use std::collections::BTreeMap;

    pub(super) enum Event {
        Start(String, BTreeMap<String, String>),
        Text(String),
        End(String),
    }

    pub(super) fn events(content: &str) -> Vec<Event> {
        let document = roxmltree::Document::parse(content).unwrap_or_else(|error| panic!("{error}\n{content}"));
        let mut events = Vec::new();
        walk(document.root_element(), &mut events);
        events
    }

    fn walk(node: roxmltree::Node<'_, '_>, events: &mut Vec<Event>) {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            events.push(Event::Text(text.to_owned()));
            return;
        }
        let name = node.tag_name().name().to_owned();
        let attributes = node.attributes().map(|attribute| (attribute.name().to_owned(), attribute.value().to_owned())).collect();
        events.push(Event::Start(name.clone(), attributes));
        node.children().for_each(|child| walk(child, events));
        events.push(Event::End(name));
    }
}

/// What XML makes of a text: a space for what it cannot hold.
fn writable(text: &str) -> String {
    text.chars().map(|c| if c < ' ' && !"\t\r\n".contains(c) { ' ' } else { c }).collect()
}

/// An id with everything but letters, digits and `_` as `%41`.
fn percent(id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    id.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn slice(text: &[char], start: usize, end: usize) -> String {
    text[start..end].iter().collect()
}

/// A web page of this text, in which nothing is marked, as it begins: its title, and what stands between `<main>` and the first list.
fn page(text: &str, title: Option<&str>) -> (String, String) {
    let document = Document { title: title.map(Into::into), ..Document::default() };
    let page = write(&Article { name: "file-7".into(), text: text.into(), document }, "html").files[0].text.clone();
    let between =
        |from: &str, to: &str| page.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map(|(part, _)| part.to_owned()).unwrap();
    let body = between("<main>\n", "<section>");
    let legend = body.find("<p class=\"legend\">").unwrap()..body.find("<article>").unwrap();
    (between("<title>", "</title>"), body[..legend.start].to_owned() + body[legend.end..].trim_end())
}

#[test]
fn a_web_page_has_paragraphs_and_says_its_title_once() {
    let told = "The pier stays shut, the board said.\n\n\nNobody objected.";
    let paragraphs = "<p>The pier stays shut, the board said.</p>\n\n\n<p>Nobody objected.</p>";
    let long = "The pier stays shut for as long as the board has no money, ".repeat(3);
    let cases = [
        (told.to_owned(), Some("A pier"), "A pier", format!("<h1>A pier</h1>\n<article>{paragraphs}</article>")),
        (format!("A pier\r\n{told}"), None, "A pier", format!("<article><h1>A pier</h1>&#13;\n{paragraphs}</article>")),
        (format!("\n A  pier \n{told}"), Some("A pier"), "A pier", format!("<article>\n<h1> A  pier </h1>\n{paragraphs}</article>")),
        (
            told.to_owned(),
            None,
            "The pier stays shut, the board said.",
            format!("<h1>The pier stays shut, the board said.</h1>\n<article>{paragraphs}</article>"),
        ),
        ("One line".to_owned(), None, "One line", "<h1>One line</h1>\n<article><p>One line</p></article>".to_owned()),
        (String::new(), None, "file-7", "<h1>file-7</h1>\n<article></article>".to_owned()),
    ];
    for (text, title, expected, body) in cases {
        assert_eq!(page(&text, title), (expected.to_owned(), body), "{text:?}");
    }
    let (title, _) = page(&long, None);
    assert!(title.chars().count() == 80 && title.ends_with('…'), "{title}");
}

#[test]
fn a_hand_out_tells_stances_in_words() {
    let mut article = harbor();
    for (kind, polarity, expected) in [
        (PositionKind::Deny, -1, "1. Denial by The union (in quote 2): the harbor"),
        (PositionKind::Warn, 0, "1. Warning by The union (in quote 2): the harbor"),
        (PositionKind::Warn, -1, "1. Warning by The union (against it, in quote 2): the harbor"),
        (PositionKind::Demand, 1, "1. Demand by The union (for it, in quote 2): the harbor"),
        (PositionKind::Commit, 1, "1. Commitment by The union (in quote 2): the harbor"),
    ] {
        let position = &mut article.document.positions[0];
        (position.kind, position.polarity) = (kind, polarity);
        let text = write(&article, "text").files[0].text.clone();
        assert!(text.contains(expected), "{text}");
    }
    let position = &mut article.document.positions[0];
    (position.holder, position.quote, position.hedged) = (None, None, true);
    let text = write(&article, "text").files[0].text.clone();
    assert!(text.contains("1. Commitment by somebody not named (the reporter keeps a distance): the harbor"), "{text}");
}

#[test]
fn a_web_page_gives_colors_to_those_who_say_most() {
    let text: String = (1..=12).map(|who| format!("Person{who} said that it is {}so.\n", "very ".repeat(who))).collect();
    let mut document = Document::default();
    for who in 1..=12_u32 {
        let at = |words: &str| text.find(words).map(|at| Span::new(at as u32, (at + words.len()) as u32)).unwrap();
        let name = format!("Person{who} ");
        let mention = Span::new(at(&name).start(), at(&name).end() - 1);
        let content = Span::new(mention.end() + 6, mention.end() + 6 + (10 + 5 * who));
        let actor = ActorId(who - 1);
        document.actors.push(Actor { kind: None, name: name.trim().into(), role: None, anonymous: false, note: Note::default() });
        document.mentions.push(Mention { span: mention, actor, kind: MentionKind::Name, note: Note::default() });
        document.quotes.push(Quote {
            kind: QuoteKind::Indirect,
            parts: vec![content],
            cue: None,
            source: None,
            speaker: Some(actor),
            joint: Vec::new(),
            hedged: false,
            note: Note::default(),
        });
    }
    let page = write(&Article { name: "twelve".into(), text, document }, "html").files[0].text.clone();
    let hue = |who: usize| {
        page.split(&format!(" title=\"Person{who}\""))
            .next()
            .and_then(|before| before.rsplit("actor ").next())
            .map(|class| class.trim_end_matches('"').to_owned())
            .unwrap()
    };
    assert_eq!((hue(12), hue(11), hue(4), hue(3), hue(1)), ("h0".into(), "h1".into(), "h8".into(), "h9".into(), "h9".into()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_cas_counts_utf16(article in articles()) {
        let cas: Value = serde_json::from_str(&write(&article, "uima").files[0].text).unwrap();
        let list = cas["%FEATURE_STRUCTURES"].as_array().unwrap();
        let text: Vec<u16> = list[0]["sofaString"].as_str().unwrap().encode_utf16().collect();
        prop_assert_eq!(String::from_utf16(&text).unwrap(), &article.text[..]);
        let of = |kind: &str| list.iter().filter(move |item| item["%TYPE"] == *kind).collect::<Vec<_>>();
        let words = |item: &Value| {
            let place = |name: &str| item[name].as_u64().unwrap() as usize;
            String::from_utf16(&text[place("begin")..place("end")]).unwrap()
        };
        let mut found: Vec<String> = of("webanno.custom.Span").into_iter().map(words).collect();
        let (contents, cues) = spans(&article.document);
        let mut expected: Vec<String> = contents.into_iter().chain(cues).map(|span| span.slice(&article.text).to_owned()).collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
        for link in of("webanno.custom.Link") {
            let to = link["@Dependent"].as_u64().unwrap() as usize - 1;
            prop_assert_eq!((&list[to]["begin"], &list[to]["end"]), (&link["begin"], &link["end"]));
        }
        let ids: BTreeSet<u64> = list.iter().map(|item| item["%ID"].as_u64().unwrap()).collect();
        prop_assert_eq!(ids.len(), list.len());
    }

    #[test]
    fn xmi_says_what_json_cas_says(article in articles()) {
        let cas: Value = serde_json::from_str(&write(&article, "uima").files[0].text).unwrap();
        let export = write(&article, "xmi");
        xml::events(&export.files[1].text);
        let found = xml::events(&export.files[0].text).into_iter().filter_map(|event| match event {
            xml::Event::Start(name, attributes) if attributes.contains_key("id") && name != "NULL" => Some((name, attributes)),
            _ => None,
        });
        let mut seen = 0;
        for ((name, attributes), item) in found.zip(cas["%FEATURE_STRUCTURES"].as_array().unwrap()) {
            let fields = item.as_object().unwrap();
            prop_assert_eq!(fields["%TYPE"].as_str().unwrap().rsplit('.').next().unwrap(), &name);
            prop_assert_eq!(attributes.len(), fields.len() - 1);
            for (name, value) in fields.iter().filter(|(name, _)| !name.starts_with('%')) {
                let value = value.as_str().map_or_else(|| value.to_string(), writable);
                prop_assert_eq!(&attributes[name.trim_start_matches('@')], &value);
            }
            seen += 1;
        }
        prop_assert_eq!(seen, cas["%FEATURE_STRUCTURES"].as_array().unwrap().len());
        prop_assert!(lost(&export, "XML cannot hold") >= article.text.chars().filter(|c| *c < ' ' && !"\t\r\n".contains(*c)).count());
    }

    #[test]
    fn tei_holds_each_place_once(article in articles()) {
        let export = write(&article, "tei");
        let (mut text, mut inside, mut open) = (String::new(), 0, Vec::new());
        let (mut elements, mut pointers, mut ids) = (Vec::new(), Vec::new(), BTreeSet::new());
        for event in xml::events(&export.files[0].text) {
            match event {
                xml::Event::Start(name, attributes) => {
                    if let Some(id) = attributes.get("id") {
                        prop_assert!(ids.insert(id.clone()), "{} stands twice", id);
                    }
                    if let Some(pointer) = attributes.get("target") {
                        let numbers = pointer.strip_prefix("#string-range(text,").unwrap().strip_suffix(')').unwrap();
                        pointers.push(numbers.split(',').map(|number| number.parse().unwrap()).collect::<Vec<usize>>());
                    }
                    inside += usize::from(inside > 0 || name == "body");
                    open.push((name, text.chars().count()));
                }
                xml::Event::Text(words) if inside > 0 => text.push_str(&words),
                xml::Event::Text(_) => {}
                xml::Event::End(_) => {
                    let (name, start) = open.pop().unwrap();
                    inside -= usize::from(inside > 0);
                    if ["said", "persName", "orgName", "rs"].contains(&name.as_str()) && open.iter().any(|(name, _)| name == "body") {
                        elements.push((start, text.chars().count()));
                    }
                }
            }
        }
        prop_assert_eq!(&text, &writable(&article.text));
        let chars: Vec<char> = text.chars().collect();
        let pointed = pointers.iter().flat_map(|pointer| pointer.chunks(2)).map(|part| (part[0], part[0] + part[1]));
        let mut found: Vec<String> = elements.into_iter().chain(pointed).map(|(start, end)| slice(&chars, start, end)).collect();
        let (contents, cues) = spans(&article.document);
        let mut expected: Vec<String> = contents.into_iter().chain(cues).map(|span| writable(span.slice(&article.text))).collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn conllu_gives_back_the_text(article in articles()) {
        let export = write(&article, "conllu");
        let (mut text, mut open, mut found) = (String::new(), BTreeMap::<String, Vec<usize>>::new(), Vec::new());
        // Where each word begins and ends, and the number of its sentence.
        let (mut words, mut sentence) = (Vec::<(usize, usize, usize)>::new(), 0);
        for line in export.files[0].text.split('\n').filter(|line| !line.starts_with("# ")) {
            if line.is_empty() {
                sentence += 1;
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            prop_assert_eq!(columns.len(), 10, "{}", line);
            let misc: BTreeMap<&str, &str> = columns[9].split('|').map(|pair| pair.split_once('=').unwrap()).collect();
            let spaces = |name: &str| misc.get(name).map(|spaces| spaces.replace("\\s", " ").replace("\\t", "\t").replace("\\r", "\r").replace("\\n", "\n"));
            text.push_str(&spaces("SpacesBefore").unwrap_or_default());
            let start = text.chars().count();
            text.push_str(columns[1]);
            let end = text.chars().count();
            prop_assert_eq!(misc["TokenRange"], format!("{start}:{end}"));
            text.push_str(&spaces("SpacesAfter").unwrap_or_else(|| if misc.contains_key("SpaceAfter") { "" } else { " " }.to_owned()));
            for name in ["Entity", "Attribution"] {
                let brackets = misc.get(name).copied().unwrap_or_default().replace('(', " (").replace(')', ") ");
                for bracket in brackets.split_whitespace() {
                    let id: Vec<&str> = bracket.trim_matches(['(', ')']).split('-').collect();
                    let key = if name == "Entity" { id[0].to_owned() } else { id.join("-") };
                    let open = open.entry(format!("{name} {key}")).or_default();
                    if bracket.starts_with('(') { open.push(words.len()); }
                    if bracket.ends_with(')') { found.push((format!("{name} {key}"), open.pop().unwrap(), words.len())); }
                }
            }
            words.push((start, end, sentence));
        }
        prop_assert!(open.values().all(Vec::is_empty));
        // The first and the last word that a span touches; a mention ends with its sentence.
        let chars = |at: u32| article.text[..at as usize].chars().count();
        let touched = |span: Span, whole: bool| {
            let first = words.iter().position(|word| word.1 > chars(span.start()))?;
            let inside = |word: &&(usize, usize, usize)| word.0 < chars(span.end()) && (whole || word.2 == words[first].2);
            let count = words[first..].iter().take_while(inside).count();
            (count > 0).then(|| (first, first + count - 1))
        };
        let wire = whosaid::formats::wire::Document::new(&article.text, &article.document, whosaid::text::Unit::Codepoint).unwrap();
        let mut expected = Vec::new();
        for (item, wire) in article.document.mentions.iter().zip(&wire.mentions) {
            expected.extend(touched(item.span, false).map(|(first, last)| (format!("Entity {}", percent(&wire.actor)), first, last)));
        }
        let quotes = article.document.quotes.iter().zip(&wire.quotes).map(|(item, wire)| (&wire.id, "content", &item.parts, item.cue, item.source));
        let positions = article.document.positions.iter().zip(&wire.positions).map(|(item, wire)| (&wire.id, "target", &item.parts, item.cue, item.source));
        let taken = |content: &str, id: &str| content == "target" && wire.quotes.iter().any(|quote| quote.id.as_deref() == Some(id));
        for (id, content, parts, cue, source) in quotes.chain(positions) {
            let parts = parts.iter().map(|part| (content, *part)).chain(cue.map(|cue| ("cue", cue))).chain(source.map(|source| ("source", source)));
            for (role, part) in parts {
                let id = id.as_deref().unwrap();
                let name = format!("Attribution {}{}-{role}", percent(id), if taken(content, id) { "%20position" } else { "" });
                expected.extend(touched(part, true).map(|(first, last)| (name, first, last)));
            }
        }
        let mut missing = expected.clone();
        for span in &found {
            let at = missing.iter().position(|other| other == span);
            prop_assert!(at.is_some(), "{:?} is not in {:?}", span, missing);
            missing.swap_remove(at.unwrap());
        }
        prop_assert_eq!(missing.len(), lost(&export, "cross another of the same actor"), "{:?}", missing);
        let (contents, cues) = spans(&article.document);
        prop_assert_eq!(expected.len() + lost(&export, "spans without a word"), contents.len() + cues.len());
        let visible: String = article.text.chars().map(|c| if c.is_control() && !c.is_whitespace() { '\u{fffd}' } else { c }).collect();
        let ends = words.len();
        if ends > 0 {
            prop_assert_eq!(text, visible);
        } else {
            prop_assert_eq!(lost(&export, "texts without a word"), 1);
        }
    }

    #[test]
    fn conll_tags_each_span_or_counts_it(article in articles()) {
        let export = write(&article, "conll");
        let mut spans = 0;
        for file in &export.files {
            let (mut before, mut words) = (String::from("O"), 0);
            for line in file.text.split('\n') {
                let columns: Vec<&str> = line.split(' ').collect();
                prop_assert!(line.is_empty() || columns.len() == 4, "{:?}", line);
                let tag = columns.last().copied().filter(|tag| !tag.is_empty()).unwrap_or("O");
                if let Some(label) = tag.strip_prefix("I-") {
                    prop_assert!(before.ends_with(&format!("-{label}")), "{} follows {}", tag, before);
                }
                spans += usize::from(tag.starts_with("B-"));
                words += usize::from(!line.is_empty());
                before = tag.to_owned();
            }
            prop_assert!(words > 0);
        }
        let document = &article.document;
        let cues: BTreeSet<(Span, bool)> = document.quotes.iter().map(|item| (item.cue, item.source)).chain(document.positions.iter().map(|item| (item.cue, item.source)))
            .flat_map(|(cue, source)| [cue.map(|span| (span, true)), source.map(|span| (span, false))]).flatten().collect();
        let expected = self::spans(document).0.len() + cues.len();
        prop_assert_eq!(spans + lost(&export, "nested and crossing") + lost(&export, "without a word"), expected + lost(&export, "at a sentence end"));
    }

    #[test]
    fn a_dataset_row_is_whole_and_opens_here(article in articles()) {
        let export = write(&article, "dataset");
        let import = formats::read(&Input { name: "sample.jsonl", content: &export.files[0].text, ..Input::default() }).unwrap();
        let mut bare = article.clone();
        bare.document.extra.clear();
        for note in bare.document.notes_mut() {
            note.extra.clear();
            // The sentence stays; what it was made from is a field that rows of one shape have no place for.
            if matches!(note.origin.reason, Reason::Seen(_)) {
                note.origin.reason = Reason::Stated(reasons::words(note, &article.text).unwrap().into());
            }
        }
        let json = |article: &Article| write(article, "json").files[0].text.clone();
        prop_assert_eq!(json(&import.articles[0]), json(&bare));
        let row: Value = serde_json::from_str(&export.files[0].text).unwrap();
        let columns = |list: &str| row[list].as_array().unwrap().iter().map(|item| item.as_object().unwrap().keys().cloned().collect::<Vec<_>>()).collect::<BTreeSet<_>>();
        for list in ["actors", "mentions", "quotes", "positions"] {
            prop_assert!(columns(list).len() <= 1, "rows of {} differ", list);
        }
    }

    #[test]
    fn a_web_page_shows_the_text_with_every_annotation(article in articles()) {
        let export = write(&article, "html");
        let page = &export.files[0].text;
        let from = page.find("<article>").unwrap() + "<article>".len();
        let body = &page[from..page.find("</article>").unwrap()];
        let events = xml::events(&format!("<article>{body}</article>"));
        let (mut text, mut note, mut covered) = (String::new(), false, BTreeMap::<(String, usize), String>::new());
        let mut now: Vec<(String, usize)> = Vec::new();
        for event in events {
            match event {
                xml::Event::Start(name, attributes) => {
                    note |= name == "sup";
                    if name == "span" {
                        now = ["mentions", "quotes", "positions"].iter().flat_map(|list| {
                            let numbers = attributes.get(&format!("data-{list}")).cloned().unwrap_or_default();
                            numbers.split_whitespace().map(|number| ((*list).to_owned(), number.parse().unwrap())).collect::<Vec<_>>()
                        }).collect();
                        prop_assert!(!now.is_empty());
                    }
                }
                xml::Event::Text(words) if !note => {
                    now.iter().for_each(|key| covered.entry(key.clone()).or_default().push_str(&words));
                    text.push_str(&words);
                }
                xml::Event::Text(_) => {}
                xml::Event::End(name) => {
                    note &= name != "sup";
                    if name == "span" { now.clear(); }
                }
            }
        }
        prop_assert_eq!(text, writable(&article.text));
        let document = &article.document;
        let mut expected = BTreeMap::new();
        let words = |parts: &[Span]| writable(&parts.iter().map(|part| part.slice(&article.text)).collect::<String>());
        for (number, item) in (1..).zip(&document.mentions) { expected.insert(("mentions".to_owned(), number), words(&[item.span])); }
        for (number, item) in (1..).zip(&document.quotes) { expected.insert(("quotes".to_owned(), number), words(&item.parts)); }
        for (number, item) in (1..).zip(&document.positions) { expected.insert(("positions".to_owned(), number), words(&item.parts)); }
        prop_assert_eq!(covered, expected);
        let targets: BTreeSet<&str> = page.match_indices(" id=\"").map(|(at, _)| page[at + 5..].split('"').next().unwrap()).collect();
        let mut links = page.match_indices("href=\"#").map(|(at, _)| page[at + 7..].split('"').next().unwrap());
        prop_assert!(links.all(|link| targets.contains(link)), "a link leads nowhere");
        prop_assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
    }

    #[test]
    fn markdown_closes_what_it_opens(article in articles()) {
        let text = write(&article, "markdown").files[0].text.clone();
        for line in text.split('\n') {
            let mut open = Vec::new();
            for (at, _) in line.match_indices('<').filter(|(at, _)| line[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0) {
                let tag = line[at + 1..].split('>').next().unwrap();
                match tag.strip_prefix('/') {
                    Some(name) => prop_assert_eq!(open.pop(), Some(name)),
                    None if tag != "br" => open.push(tag),
                    None => {}
                }
            }
            prop_assert_eq!(open, Vec::<&str>::new());
        }
        let count = |list: &str| text.matches(list).count();
        prop_assert_eq!(count("<sup>Q"), article.document.quotes.len());
        prop_assert_eq!(count("<sup>P"), article.document.positions.len());
    }

    #[test]
    fn tsv_holds_the_cells_of_csv(article in articles()) {
        let read = |text: &str, between| {
            let mut builder = csv::ReaderBuilder::new();
            let mut reader = builder.has_headers(false).delimiter(between).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            reader.records().map(Result::unwrap).collect::<Vec<csv::StringRecord>>()
        };
        for (commas, tabs) in write(&article, "csv").files.iter().zip(&write(&article, "tsv").files) {
            prop_assert_eq!(read(&commas.text, b','), read(&tabs.text, b'\t'));
        }
    }
}

#[test]
fn a_cas_of_another_project_is_read_by_its_labels() {
    let cas = serde_json::json!({
        "%TYPES": {},
        "%FEATURE_STRUCTURES": {
            "1": { "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "🦀 Ann said it is over.\r\n" },
            "2": { "%TYPE": "some.NamedEntity", "@sofa": 1, "begin": 3, "end": 6, "value": "PER" },
            "3": { "%TYPE": "my.Layer", "@sofa": 1, "^begin": 12, "^end": 22, "label": "direct quote" },
            "4": { "%TYPE": "my.Layer", "@sofa": 1, "begin": 7, "end": 11, "label": "cue" },
            "5": { "%TYPE": "my.Relation", "@sofa": 1, "begin": 7, "end": 11, "label": "cue", "@Governor": 3, "@Dependent": 4 },
            "6": { "%TYPE": "my.Relation", "@sofa": 1, "begin": 3, "end": 6, "label": "Speaker", "@Governor": 3, "@Dependent": 2 },
            "7": { "%TYPE": "my.Layer", "@sofa": 1, "begin": 0, "end": 2, "label": "crustacean" },
            "8": { "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "@sofa": 1, "begin": 0, "end": 2 },
        },
        "%VIEWS": { "_InitialView": { "%SOFA": 1, "%MEMBERS": [2, 3, 4, 5, 6, 7, 8] } },
    });
    let content = format!("\u{feff}{}", serde_json::to_string_pretty(&cas).unwrap().replace('\n', "\r\n"));
    let import = formats::read(&Input { name: "x.json", content: &content, ..Input::default() }).unwrap();
    let losses: Vec<(&str, usize)> = import.losses.iter().map(|loss| (loss.what, loss.count)).collect();
    assert_eq!(losses, [("annotations without a label that says what they are", 1)]);
    let Article { text, document, .. } = &import.articles[0];
    assert_eq!(text, "🦀 Ann said it is over.\r\n");
    assert_eq!((&*document.actors[0].name, document.actors[0].kind), ("Ann", Some(ActorType::Person)));
    let quote = &document.quotes[0];
    assert_eq!((quote.span().slice(text), quote.cue.unwrap().slice(text), quote.speaker), ("it is over", "said", Some(ActorId(0))));
}

#[test]
fn several_views_are_several_articles() {
    let mut cas: Value = serde_json::from_str(&write(&harbor(), "uima").files[0].text).unwrap();
    let list = cas["%FEATURE_STRUCTURES"].as_array_mut().unwrap();
    list.push(serde_json::json!({ "%ID": 900, "%TYPE": "uima.cas.Sofa", "sofaNum": 2, "sofaID": "other", "sofaString": "Bo spoke." }));
    list.push(serde_json::json!({ "%ID": 901, "%TYPE": "x.Y", "@sofa": 900, "begin": 0, "end": 2, "label": "Person" }));
    let import = formats::read(&Input { name: "x.json", content: &cas.to_string(), ..Input::default() }).unwrap();
    let found: Vec<(&str, usize)> =
        import.articles.iter().map(|article| (article.name.as_str(), article.document.mentions.len())).collect();
    assert_eq!(found, [("x-1", 4), ("x-2", 1)]);
}

#[test]
fn a_broken_cas_is_told_by_line_and_field() {
    let whole = write(&harbor(), "uima").files[0].text.clone();
    let change = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from}");
        whole.replacen(from, to, 1)
    };
    let cases = [
        (change("\"begin\": 4", "\"begin\": 1"), "begin", "inside a character"),
        (change("\"begin\": 4", "\"begin\": 400"), "begin", "outside the text"),
        (change("\"begin\": 4, \"end\": 6", "\"begin\": 6, \"end\": 6"), "", "covers nothing"),
        (change("\"status\": \"suggested\"", "\"status\": \"guessed\""), "status", "use one of suggested"),
        (change("\"confidence\": 0.8", "\"confidence\": 80"), "confidence", "from 0 to 1"),
        (change("\"%ID\": 5", "\"%ID\": 4"), "%ID", "stands twice"),
        (change("\"sofaString\"", "\"sofaText\""), "%FEATURE_STRUCTURES", "holds no text"),
        (change("\"form\": \"pronoun\"", "\"form\": 7"), "form", "should be words"),
    ];
    for (content, field, words) in cases {
        let error = formats::read(&Input { name: "x.json", content: &content, ..Input::default() }).unwrap_err();
        assert!(error.field.as_deref().is_some_and(|found| found.ends_with(field)), "{error}");
        assert!(error.to_string().contains(words) && error.line.is_some_and(|line| line > 1), "{error}");
    }
}

#[test]
fn losses_of_flat_formats_are_counted() {
    let count = |id: &str| write(&harbor(), id).losses.iter().map(|loss| (loss.what, loss.count)).collect::<Vec<_>>();
    let origins = [("reasons", 9), ("marks of what a person has looked at or made", 1), ("confidences", 9)];
    let document = [("names of the language", 1), ("titles", 1), ("fields of other programs", 1)];
    let flat = [("links", 15), ("actors", 3), ("kinds of mentions", 4), ("polarities", 1), ("distances that the reporter keeps", 1)];
    assert_eq!(count("conll"), [&flat[..], &origins, &document].concat());
    assert_eq!(count("conllu"), [&origins[..], &document].concat());
    assert_eq!(count("uima"), []);
    assert_eq!(count("xmi"), []);
    assert_eq!(count("dataset"), [("fields of other programs", 1)]);
    assert_eq!(count("tei"), [("fields of other programs", 1), ("reasons", 9), ("marks of what a person has looked at or made", 1)]);
}

#[test]
fn nested_spans_are_counted() {
    let mut article = harbor();
    let inner = Span::new(article.document.quotes[0].parts[0].start() + 3, article.document.quotes[0].parts[0].end());
    article.document.quotes[1].parts = vec![inner];
    assert_eq!(lost(&write(&article, "conll"), "nested"), 1);
}

/// `(a1 … (a1 … a1) … a1)` is how one mention stands in another, whichever bracket was meant.
#[test]
fn crossing_mentions_of_one_actor_are_counted() {
    let mention = |start, end, actor: usize| Mention { span: Span::new(start, end), ..harbor().document.mentions[actor].clone() };
    let count = |mentions: Vec<Mention>| {
        let document = Document { mentions, ..harbor().document };
        let document = Document { quotes: Vec::new(), positions: Vec::new(), ..document };
        let export = write(&Article { name: "x".into(), text: "one two six ten".into(), document }, "conllu");
        (lost(&export, "cross"), export.files[0].text.matches("(a1-").count())
    };
    assert_eq!(count(vec![mention(4, 15, 0), mention(0, 11, 0)]), (1, 1));
    assert_eq!(count(vec![mention(0, 7, 0), mention(4, 15, 0)]), (0, 2), "the one ends with the word that the other begins with");
    assert_eq!(count(vec![mention(0, 15, 0), mention(4, 7, 0), mention(4, 15, 0)]), (0, 3), "nested");
    assert_eq!(count(vec![mention(0, 11, 0), mention(4, 15, 2)]), (0, 1), "another actor");
}

#[test]
fn what_other_programs_read_reads_well() {
    let article = harbor();
    let mut shown = String::new();
    for id in ["uima", "xmi", "conll", "conllu", "dataset", "tei", "markdown", "html", "tsv"] {
        for file in write(&article, id).files {
            shown.push_str(&format!("--- {}\n{}\n", file.name, file.text));
        }
    }
    insta::assert_snapshot!(shown);
}
