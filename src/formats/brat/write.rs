//! Writes standoff.
//!
//! It decides the order and numbers of lines: mentions, equivalences, quotes, positions, each followed by its attributes and notes.

use std::collections::HashMap;
use std::fmt::Write;

use serde::Serialize;
use serde_json::ser::CompactFormatter;

use super::{ACTOR_NOTE, NOTE, Tail, ends_line, polarity_word};
use crate::formats::json::{on_one_line, to_string};
use crate::formats::labels::{ACTOR, mention_type, position_type, quote_type};
use crate::formats::loss::{add, of_document};
use crate::formats::wire::{Actor, Document, Extra, Mention, Position, Quote, Range, Text, Word, own_id};
use crate::formats::{Export, ExportError, File, Loss, Source};
use crate::model::{ActorType, MentionKind, PositionKind, QuoteKind, Status};
use crate::text::{Offsets, Unit};

pub(super) fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let lines = Lines::new(source.text);
    let mut losses = Vec::new();
    add(&mut losses, "carriage returns of the text", source.text.matches('\r').count());
    of_document(&mut losses, &source.document);
    let mut writer = Writer { ann: String::new(), lines, losses, text_bounds: 0, events: 0, attributes: 0, notes: 0 };
    let mentions = writer.mentions(&source.document)?;
    let quotes = writer.quotes(&source.document, &mentions)?;
    writer.positions(&source.document, &mentions, &quotes)?;
    let Writer { ann, lines, losses, .. } = writer;
    let conf = File { name: "annotation.conf".to_owned(), mime: "text/plain", text: configuration() };
    Ok(Export { files: vec![source.file(".txt", "text/plain", lines.text), source.file(".ann", "text/plain", ann), conf], losses })
}

/// The text with LF line ends, and the way of offsets into it.
struct Lines {
    text: String,
    offsets: Offsets,
    /// Where carriage returns before a newline were taken out, in code points of the old text.
    returns: Vec<u32>,
}

impl Lines {
    fn new(old: &str) -> Lines {
        let mut text = String::with_capacity(old.len());
        let mut returns = Vec::new();
        let mut chars = old.chars().zip(0..).peekable();
        while let Some((c, at)) = chars.next() {
            match c {
                '\r' if chars.peek().is_some_and(|(next, _)| *next == '\n') => returns.push(at),
                '\r' => text.push('\n'),
                c => text.push(c),
            }
        }
        let offsets = Offsets::new(&text, Unit::Codepoint);
        Lines { text, offsets, returns }
    }

    /// The offset in the new text.
    fn moved(&self, offset: u32) -> u32 {
        offset - self.returns.partition_point(|&place| place < offset) as u32
    }

    /// The pieces of `parts` between line ends, in the new text, with their words.
    fn fragments(&self, parts: &[(u32, u32)]) -> Vec<(u32, u32, &str)> {
        let mut fragments = Vec::new();
        for &(start, end) in parts {
            let (start, end) = (self.moved(start), self.moved(end));
            let byte = |offset| self.offsets.to_byte(offset).unwrap_or_default() as usize;
            let mut at = start;
            for piece in self.text.get(byte(start)..byte(end)).unwrap_or_default().split(ends_line) {
                let length = piece.chars().count() as u32;
                if length > 0 {
                    fragments.push((at, at + length, piece));
                }
                at += length + 1;
            }
        }
        fragments
    }

    /// How many parts follow one another with nothing but line ends between: they cannot be told from one part over a line end.
    fn gaps(&self, parts: &[(u32, u32)]) -> usize {
        let gap = |pair: &[(u32, u32)]| {
            let byte = |offset| self.offsets.to_byte(self.moved(offset)).map(|byte| byte as usize);
            let gap = byte(pair[0].1).zip(byte(pair[1].0)).and_then(|(from, to)| self.text.get(from..to)).unwrap_or_default();
            !gap.is_empty() && gap.chars().all(ends_line)
        };
        parts.windows(2).filter(|pair| gap(pair)).count()
    }

    /// Where the first piece begins and the last one ends.
    fn bounds(&self, parts: &[(u32, u32)]) -> Option<(u32, u32)> {
        let pieces = self.fragments(parts);
        Some((pieces.first()?.0, pieces.last()?.1))
    }

    /// Whether a line end stands at the edge of a part, so that it is not between two pieces.
    fn edge(&self, parts: &[(u32, u32)]) -> bool {
        parts.iter().any(|&(start, end)| self.bounds(&[(start, end)]) != Some((self.moved(start), self.moved(end))))
    }
}

struct Writer {
    /// Writing into a string cannot fail, which is why the results of `writeln!` are let go.
    ann: String,
    lines: Lines,
    losses: Vec<Loss>,
    text_bounds: usize,
    events: usize,
    attributes: usize,
    notes: usize,
}

/// The number of the mention line that stands for an actor: within the source if there is one, else the first.
#[derive(Default)]
struct Mentions<'a> {
    /// Place and number of an actor's mentions, in text order.
    of: HashMap<&'a str, Vec<(u32, u32, usize)>>,
    /// The number of an actor's first mention in the file.
    first: HashMap<&'a str, usize>,
}

impl Mentions<'_> {
    /// The mention of `actor`; places are those that are written, so that a reader of the file comes to the same mention.
    fn number(&self, actor: &str, source: Option<(u32, u32)>) -> Option<usize> {
        let mentions = self.of.get(actor)?;
        let within = |(start, end): (u32, u32)| {
            let from = mentions.partition_point(|mention| mention.0 < start);
            mentions.get(from).filter(|mention| mention.1 <= end)
        };
        source.and_then(within).map(|mention| mention.2).or_else(|| self.first.get(actor).copied())
    }
}

impl Writer {
    /// Writes a text-bound and returns its number; nothing when it covers line ends only.
    fn text_bound(&mut self, kind: &str, parts: &[(u32, u32)]) -> Option<usize> {
        let fragments = self.lines.fragments(parts);
        if fragments.is_empty() {
            return None;
        }
        let places: Vec<String> = fragments.iter().map(|(start, end, _)| format!("{start} {end}")).collect();
        let words: Vec<&str> = fragments.iter().map(|(.., words)| *words).collect();
        let (places, words) = (places.join(";"), words.join(" "));
        add(&mut self.losses, "line ends at the edge of an annotation", usize::from(self.lines.edge(parts)));
        add(&mut self.losses, "gaps that are line ends only", self.lines.gaps(parts));
        self.text_bounds += 1;
        let _ = writeln!(self.ann, "T{}\t{kind} {places}\t{words}", self.text_bounds);
        Some(self.text_bounds)
    }

    fn range(&mut self, kind: &str, range: Option<Range>) -> Option<usize> {
        let range = range?;
        let number = self.text_bound(kind, &[(range.start, range.end)]);
        add(&mut self.losses, "annotations of a line end", usize::from(number.is_none()));
        number
    }

    fn attribute(&mut self, name: &str, target: &str, value: Option<&str>) {
        self.attributes += 1;
        let value = value.map_or_else(String::new, |value| format!(" {value}"));
        let _ = writeln!(self.ann, "A{}\t{name} {target}{value}", self.attributes);
    }

    fn note(&mut self, kind: &str, target: &str, value: &impl Serialize) -> Result<(), ExportError> {
        let json = on_one_line(to_string(value, CompactFormatter)?);
        if json != "{}" {
            self.notes += 1;
            let _ = writeln!(self.ann, "#{}\t{kind} {target}\t{json}", self.notes);
        }
        Ok(())
    }

    fn mentions<'a>(&mut self, document: &'a Document<'_>) -> Result<Mentions<'a>, ExportError> {
        let actors: HashMap<&str, &Actor<'_>> = document.actors.iter().filter_map(|actor| Some((actor.id.as_deref()?, actor))).collect();
        let mut mentions = Mentions::default();
        let mut order = Vec::new();
        for mention in &document.mentions {
            let actor = actors.get(&*mention.actor).copied();
            let kind = mention_type(actor.and_then(|actor| actor.r#type).map(|kind| kind.0));
            let Some(number) = self.text_bound(&kind, &[(mention.start, mention.end)]) else {
                add(&mut self.losses, "annotations of a line end", 1);
                continue;
            };
            let target = format!("T{number}");
            self.attribute("Mention", &target, Some(mention.kind.0.word()));
            self.note(NOTE, &target, &tail_of_mention(mention, number))?;
            let of = mentions.of.entry(&mention.actor).or_default();
            if of.is_empty() {
                mentions.first.insert(&mention.actor, number);
                order.push((&mention.actor, number));
            }
            let (start, end) = self.lines.bounds(&[(mention.start, mention.end)]).unwrap_or_default();
            of.push((start, end, number));
        }
        for (place, (id, number)) in order.iter().enumerate() {
            if let Some(actor) = actors.get(&***id) {
                self.actor(actor, place, *number, mentions.of.get(&***id).map_or(&[], Vec::as_slice))?;
            }
        }
        mentions.of.values_mut().for_each(|of| of.sort_unstable());
        add(&mut self.losses, "actors without a mention", document.actors.len() - order.len());
        Ok(mentions)
    }

    fn actor(&mut self, actor: &Actor<'_>, place: usize, first: usize, mentions: &[(u32, u32, usize)]) -> Result<(), ExportError> {
        let actor = Actor { id: own_id(actor.id.clone(), 'a', place + 1), ..actor.clone() };
        let mut value = serde_json::to_value(&actor).map_err(|error| ExportError::new("actors", error.to_string()))?;
        if let Some(fields) = value.as_object_mut() {
            // The type stands in the mentions' lines, where a person using brat changes it.
            fields.shift_remove("type");
        }
        self.note(ACTOR_NOTE, &format!("T{first}"), &value)?;
        if mentions.len() > 1 {
            let names: Vec<String> = mentions.iter().map(|mention| format!("T{}", mention.2)).collect();
            let _ = writeln!(self.ann, "*\tEquiv {}", names.join(" "));
        }
        Ok(())
    }

    /// Writes an event and returns its number; nothing when its content covers line ends only. Without a cue the content is the trigger.
    fn event(&mut self, kind: &str, role: &str, content: &[(u32, u32)], cue: Option<Range>) -> Option<(usize, String)> {
        if self.lines.fragments(content).is_empty() {
            add(&mut self.losses, "annotations of a line end", 1);
            return None;
        }
        let cue = self.range(kind, cue);
        let content = self.text_bound(if cue.is_some() { role } else { kind }, content)?;
        self.events += 1;
        let arguments = match cue {
            Some(cue) => format!("{kind}:T{cue} {role}:T{content}"),
            None => format!("{kind}:T{content}"),
        };
        Some((self.events, arguments))
    }

    /// The argument that links to an actor, by one of its mentions.
    /// The arguments that lead to actors, numbered from the second on.
    fn links<'i>(&mut self, mentions: &Mentions<'_>, role: &str, actors: impl Iterator<Item = &'i str>, source: Option<Range>) -> String {
        let source = source.and_then(|range| self.lines.bounds(&[(range.start, range.end)]));
        let (known, unknown): (Vec<_>, Vec<_>) = actors.map(|actor| mentions.number(actor, source)).partition(Option::is_some);
        add(&mut self.losses, "links to an actor without a mention", unknown.len());
        let argument = |(place, number): (usize, usize)| match place {
            0 => format!(" {role}:T{number}"),
            place => format!(" {role}{}:T{number}", place + 1),
        };
        known.into_iter().flatten().enumerate().map(argument).collect()
    }

    fn quotes<'a>(&mut self, document: &'a Document<'_>, mentions: &Mentions<'_>) -> Result<HashMap<&'a str, usize>, ExportError> {
        let mut numbers = HashMap::new();
        for quote in &document.quotes {
            let Some((number, mut arguments)) = self.event(&quote_type(quote.kind.0), "Content", quote.parts(), quote.cue) else {
                continue;
            };
            if let Some(source) = self.range("Source", quote.source) {
                let _ = write!(arguments, " Source:T{source}");
            }
            arguments.push_str(&self.links(mentions, "Speaker", quote.everybody(), quote.source));
            let _ = writeln!(self.ann, "E{number}\t{arguments}");
            let target = format!("E{number}");
            if quote.hedged {
                self.attribute("Hedged", &target, None);
            }
            numbers.extend(quote.id.as_deref().map(|id| (id, number)));
            self.note(NOTE, &target, &tail_of_quote(quote, numbers.len()))?;
        }
        Ok(numbers)
    }

    fn positions(&mut self, document: &Document<'_>, mentions: &Mentions<'_>, quotes: &HashMap<&str, usize>) -> Result<(), ExportError> {
        let mut count = 0;
        for position in &document.positions {
            let Some((number, mut arguments)) = self.event(&position_type(position.kind.0), "Target", position.parts(), position.cue)
            else {
                continue;
            };
            if let Some(source) = self.range("Source", position.source) {
                let _ = write!(arguments, " Source:T{source}");
            }
            arguments.push_str(&self.links(mentions, "Holder", position.everybody(), position.source));
            match position.quote.as_deref().map(|id| quotes.get(id)) {
                Some(Some(quote)) => arguments.push_str(&format!(" Quote:E{quote}")),
                Some(None) => add(&mut self.losses, "links to a quote of a line end", 1),
                None => {}
            }
            let _ = writeln!(self.ann, "E{number}\t{arguments}");
            let target = format!("E{number}");
            self.attribute("Polarity", &target, Some(polarity_word(position.polarity.unwrap_or_default())));
            if position.hedged {
                self.attribute("Hedged", &target, None);
            }
            count += 1;
            self.note(NOTE, &target, &tail_of_position(position, count))?;
        }
        Ok(())
    }
}

fn tail<'a>(id: Option<Text<'a>>, status: Word<Status>, reason: &Option<Text<'a>>, confidence: Option<f64>, extra: &Extra) -> Tail<'a> {
    Tail { id, status, reason: reason.clone(), confidence, extra: extra.clone() }
}

fn tail_of_mention<'a>(item: &Mention<'a>, number: usize) -> Tail<'a> {
    tail(own_id(item.id.clone(), 'm', number), item.status, &item.reason, item.confidence, &item.extra)
}

fn tail_of_quote<'a>(item: &Quote<'a>, number: usize) -> Tail<'a> {
    tail(own_id(item.id.clone(), 'q', number), item.status, &item.reason, item.confidence, &item.extra)
}

fn tail_of_position<'a>(item: &Position<'a>, number: usize) -> Tail<'a> {
    tail(own_id(item.id.clone(), 'p', number), item.status, &item.reason, item.confidence, &item.extra)
}

/// What brat must be told about the types used.
fn configuration() -> String {
    let actors: Vec<String> = ActorType::ALL.iter().map(|kind| mention_type(Some(*kind))).collect();
    let quotes: Vec<String> = QuoteKind::ALL.iter().map(|kind| quote_type(*kind)).collect();
    let positions: Vec<String> = PositionKind::ALL.iter().map(|kind| position_type(*kind)).collect();
    let any_actor = format!("{}|{ACTOR}", actors.join("|"));
    let any_quote = quotes.join("|");
    let mut conf = format!("[entities]\n{}\n{ACTOR}\nSource\nContent\nTarget\n\n", actors.join("\n"));
    conf.push_str("[relations]\nEquiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n");
    conf.push_str("<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n[events]\n");
    for quote in &quotes {
        let _ = writeln!(conf, "{quote}\tContent?:Content, Source?:Source, Speaker*:{any_actor}");
    }
    for position in &positions {
        let _ = writeln!(conf, "{position}\tTarget?:Target, Source?:Source, Holder*:{any_actor}, Quote?:{any_quote}");
    }
    let mentions: Vec<&str> = MentionKind::ALL.iter().map(|kind| kind.word()).collect();
    let _ = writeln!(conf, "\n[attributes]\nMention\tArg:{any_actor}, Value:{}", mentions.join("|"));
    let _ = writeln!(conf, "Polarity\tArg:{}, Value:for|against|neither\nHedged\tArg:<EVENT>", positions.join("|"));
    conf
}
