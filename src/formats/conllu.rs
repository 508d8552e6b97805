//! CoNLL-U: a word a line, with actors and attribution in the last column.
//!
//! It decides how spans become brackets: `Entity` as CorefUD writes it (`(a1-person-name` … `a1)`), and `Attribution` in the same way
//! (`(q1-content` … `q1-content)`), which may run over sentences. What quotes, positions and actors say besides stands in comments. It refuses
//! to write part of speech and syntax: documents hold none. Words and the white space between them give back the text exactly.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range as Words;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::loss::{self, add};
use super::markup::visible;
use super::segments::Segments;
use super::summary::one_line;
use super::wire::{Range, Text};
use super::{Export, ExportError, Format, Group, Loss, Source};

pub(super) const FORMAT: Format = Format {
    id: "conllu",
    name: "CoNLL-U",
    extension: "conllu",
    description: "For linguists and parsers: a word a line, with actors and attribution in its last column.",
    group: Group::Models,
    joins: true,
    files: 1,
    write,
    read: None,
};

/// What an id keeps: the characters that mean nothing in brackets.
const ID: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_');

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let segments = Segments::of(source);
    let mut writer = Writer { source, segments: &segments, brackets: HashMap::new(), comments: BTreeMap::new(), losses: Vec::new() };
    writer.actors();
    writer.quotes();
    writer.positions();
    let Writer { brackets, comments, mut losses, .. } = writer;
    let text = lines(source, &segments, brackets, &comments);
    add(&mut losses, "characters as they are, for programs split lines at them", visible(source.text).1);
    if segments.tokens.is_empty() {
        add(&mut losses, "texts without a word", 1);
    }
    loss::of_origins(&mut losses, &source.document);
    loss::of_document(&mut losses, &source.document);
    loss::of_annotations(&mut losses, &source.document);
    Ok(Export { files: vec![source.file(".conllu", "text/plain", text)], losses })
}

/// A bracket at a word: those that close come first, the innermost at the head; then those that open, the outermost at the head.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Bracket {
    /// When it was opened, and its text.
    Close(Reverse<usize>, String),
    /// Where it closes.
    Open(Reverse<usize>, String),
}

struct Writer<'a> {
    source: &'a Source<'a>,
    segments: &'a Segments,
    /// By name of the attribute and number of the word.
    brackets: HashMap<(&'static str, usize), Vec<Bracket>>,
    /// By number of the sentence.
    comments: BTreeMap<usize, Vec<String>>,
    losses: Vec<Loss>,
}

impl Writer<'_> {
    /// The words a part covers; counts what does not fit words.
    fn words(&mut self, part: (u32, u32)) -> Option<Words<usize>> {
        let (words, whole) = self.segments.covered(part);
        add(&mut self.losses, "spans without a word", usize::from(words.is_empty()));
        add(&mut self.losses, "exact edges of spans within words", usize::from(!whole && !words.is_empty()));
        (!words.is_empty()).then_some(words)
    }

    fn bracket(&mut self, name: &'static str, words: &Words<usize>, open: &str, close: &str) {
        let last = words.end - 1;
        if words.start == last {
            let whole = Bracket::Open(Reverse(last), format!("({open})"));
            self.brackets.entry((name, last)).or_default().push(whole);
        } else {
            self.brackets.entry((name, words.start)).or_default().push(Bracket::Open(Reverse(last), format!("({open}")));
            self.brackets.entry((name, last)).or_default().push(Bracket::Close(Reverse(words.start), format!("{close})")));
        }
    }

    fn sentence(&self, word: usize) -> usize {
        self.segments.sentences.partition_point(|sentence| sentence.tokens.end <= word)
    }

    fn actors(&mut self) {
        let source = self.source;
        let mut kinds = HashMap::new();
        for item in &source.document.actors {
            let kind = item.r#type.map_or("unknown", |kind| kind.0.word());
            kinds.insert(item.id.as_deref().unwrap_or_default(), kind);
            let fields = [("type", kind.into()), ("name", item.name.clone()), ("role", item.role.clone().unwrap_or_default())];
            let comment = comment("actor", item.id.as_deref(), fields.into_iter().chain([yes("anonymous", item.anonymous)]));
            self.comments.entry(0).or_default().push(comment);
        }
        let mut mentions = Vec::new();
        for item in &source.document.mentions {
            let Some(mut words) = self.words((item.start, item.end)) else { continue };
            let end = self.segments.sentences[self.sentence(words.start)].tokens.end;
            add(&mut self.losses, "ends of mentions behind a sentence end", usize::from(words.end > end));
            words.end = words.end.min(end);
            mentions.push((words, item));
        }
        mentions.sort_by_key(|(words, _)| (words.start, Reverse(words.end)));
        let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
        for (words, item) in mentions {
            if crosses(open.entry(&item.actor).or_default(), &words) {
                add(&mut self.losses, "mentions that cross another of the same actor", 1);
                continue;
            }
            let id = key(&item.actor);
            let opening = format!("{id}-{}-{}", kinds.get(&*item.actor).unwrap_or(&"unknown"), item.kind.0.word());
            self.bracket("Entity", &words, &opening, &id);
        }
    }

    /// The brackets of a quote or position; returns the sentence it begins in.
    fn attribution(&mut self, id: Option<&str>, content: &str, parts: &[(u32, u32)], cue: Option<Range>, source: Option<Range>) -> usize {
        let range = |range: Range| (range.start, range.end);
        let around = cue.map(|cue| ("cue", range(cue))).into_iter().chain(source.map(|source| ("source", range(source))));
        let mut first = None;
        for (role, part) in parts.iter().map(|part| (content, *part)).chain(around) {
            if let Some(words) = self.words(part) {
                let name = format!("{}-{role}", key(id.unwrap_or_default()));
                self.bracket("Attribution", &words, &name, &name);
                first = first.or(Some(words.start));
            }
        }
        first.map_or(0, |word| self.sentence(word))
    }

    fn quotes(&mut self) {
        let source = self.source;
        for item in &source.document.quotes {
            let at = self.attribution(item.id.as_deref(), "content", item.parts(), item.cue, item.source);
            let fields = [("kind", item.kind.0.word().into()), ("speaker", references(item.everybody()))];
            let comment = comment("quote", item.id.as_deref(), fields.into_iter().chain([yes("hedged", item.hedged)]));
            self.comments.entry(at).or_default().push(comment);
        }
    }

    fn positions(&mut self) {
        let source = self.source;
        let quotes: HashSet<Option<&str>> = source.document.quotes.iter().map(|quote| quote.id.as_deref()).collect();
        for item in &source.document.positions {
            // Ids are unique in their list only, but the cue of a quote and that of a position look alike.
            let id = item.id.as_deref().map(|id| if quotes.contains(&Some(id)) { format!("{id} position") } else { id.to_owned() });
            let at = self.attribution(id.as_deref(), "target", item.parts(), item.cue, item.source);
            let fields = [
                ("kind", item.kind.0.word().into()),
                ("polarity", item.polarity.unwrap_or_default().to_string().into()),
                ("holder", references(item.everybody())),
                ("quote", reference(item.quote.as_deref())),
            ];
            let comment = comment("position", id.as_deref(), fields.into_iter().chain([yes("hedged", item.hedged)]));
            self.comments.entry(at).or_default().push(comment);
        }
    }
}

/// Whether `words` begin within a mention of the same actor and end behind it; else they count among the `open` ones, given by their ends.
/// A closing bracket has no more than the actor's id, so that readers would take the two for one in the other. Mentions come in text order.
fn crosses(open: &mut Vec<usize>, words: &Words<usize>) -> bool {
    open.retain(|end| *end > words.start + 1);
    let crosses = open.iter().any(|end| *end < words.end);
    if !crosses {
        open.push(words.end);
    }
    crosses
}

/// An id without characters that mean something in brackets.
fn key(id: &str) -> String {
    utf8_percent_encode(id, ID).to_string()
}

fn reference(id: Option<&str>) -> Text<'static> {
    id.map(key).unwrap_or_default().into()
}

/// Several ids with commas between them.
fn references<'i>(ids: impl Iterator<Item = &'i str>) -> Text<'static> {
    ids.map(key).collect::<Vec<_>>().join(",").into()
}

fn yes<'a>(name: &'static str, value: bool) -> (&'static str, Text<'a>) {
    (name, if value { "yes".into() } else { "".into() })
}

/// `# quote = q1|kind=direct|speaker=a1`, fields without a value left out.
fn comment<'a>(what: &str, id: Option<&str>, fields: impl Iterator<Item = (&'static str, Text<'a>)>) -> String {
    let mut comment = format!("# {what} = {}", key(id.unwrap_or_default()));
    for (name, value) in fields.filter(|(_, value)| !value.is_empty()) {
        let value = visible(&one_line(&value)).0.replace('%', "%25").replace('|', "%7C");
        comment.push_str(&format!("|{name}={value}"));
    }
    comment
}

fn lines(
    source: &Source<'_>,
    segments: &Segments,
    mut brackets: HashMap<(&'static str, usize), Vec<Bracket>>,
    comments: &BTreeMap<usize, Vec<String>>,
) -> String {
    let mut text = String::new();
    let name = one_line(source.name);
    let end = source.text.chars().count() as u32;
    let mut paragraph = None;
    for (number, sentence) in segments.sentences.iter().enumerate() {
        if number == 0 {
            text.push_str(&format!("# newdoc id = {name}\n# global.Entity = eid-etype-form\n"));
        }
        if paragraph != Some(sentence.paragraph) {
            text.push_str("# newpar\n");
            paragraph = Some(sentence.paragraph);
        }
        text.push_str(&format!("# sent_id = {}-{}\n", name.replace([' ', '/'], "_"), number + 1));
        let (mut rows, mut words) = (String::new(), String::new());
        for token in sentence.tokens.clone() {
            let (start, stop) = segments.tokens[token];
            let next = segments.tokens.get(token + 1).map_or(end, |next| next.0);
            let form = visible(source.slice(start, stop)).0;
            let mut misc = Vec::new();
            for name in ["Attribution", "Entity"] {
                if let Some(mut found) = brackets.remove(&(name, token)) {
                    found.sort();
                    let found: String = found.into_iter().map(|(Bracket::Open(_, text) | Bracket::Close(_, text))| text).collect();
                    misc.push(format!("{name}={found}"));
                }
            }
            misc.extend(spaces(source.slice(stop, next)));
            if token == 0 && start > 0 {
                misc.push(format!("SpacesBefore={}", written(source.slice(0, start))));
            }
            misc.push(format!("TokenRange={start}:{stop}"));
            let id = token - sentence.tokens.start + 1;
            rows.push_str(&format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}\n", misc.join("|")));
            words.push_str(&form);
            words.push_str(if stop == next || token + 1 == sentence.tokens.end { "" } else { " " });
        }
        text.push_str(&format!("# text = {words}\n"));
        comments.get(&number).into_iter().flatten().for_each(|comment| text.push_str(&format!("{comment}\n")));
        text.push_str(&rows);
        text.push('\n');
    }
    text
}

/// The attribute for the white space behind a word; a space needs none.
fn spaces(behind: &str) -> Option<String> {
    match behind {
        "" => Some("SpaceAfter=No".to_owned()),
        " " => None,
        spaces => Some(format!("SpacesAfter={}", written(spaces))),
    }
}

/// White space as UDPipe writes it.
fn written(spaces: &str) -> String {
    let mut written = String::new();
    for c in spaces.chars() {
        match c {
            ' ' => written.push_str("\\s"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            '\n' => written.push_str("\\n"),
            c => written.push(c),
        }
    }
    written
}
