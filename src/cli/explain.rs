//! `whosaid explain`: what a reading saw in a text, in words or as JSON.
//!
//! It decides what of it is shown and how, and refuses to know what any of it means.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, anyhow};
use serde_json::{Value, json};
use whosaid::model::Span;
use whosaid::text::{Offsets, Unit};
use whosaid::trace::{Candidate, Choice, Fate, Score, Trace, Word};

use super::arguments::Explain;
use super::border::guarded;
use super::input::Item;
use super::output::to_stdout;
use super::reading::Reading;
use super::shown;
use super::{OK, Stop};

pub(crate) fn run(arguments: &Explain) -> Result<u8, Stop> {
    let reading = Reading::of(&arguments.how)?;
    let path = Some(arguments.file.clone()).filter(|path| path.as_os_str() != "-");
    let item = Item { path, folder: PathBuf::new() };
    let text = guarded(|| item.read_text()).with_context(|| item.name())?;
    let trace = guarded(|| Ok(reading.explain(&text))).with_context(|| item.name())?;
    let view = View::of(&trace, arguments.at.as_deref()).ok_or_else(|| {
        let words = arguments.at.as_deref().unwrap_or_default();
        anyhow!("{}: “{words}” stands nowhere in the text as it is read", item.name())
    })?;
    let told = if arguments.json { format!("{:#}\n", view.json()) } else { view.words() };
    to_stdout(told.as_bytes())?;
    Ok(OK)
}

/// The part of a trace that is shown.
struct View<'t> {
    trace: &'t Trace,
    /// The numbers of the words of the sentences in which the places lie.
    words: Vec<usize>,
    candidates: Vec<&'t Candidate>,
}

impl<'t> View<'t> {
    /// All of it, or what was seen wherever `at` stands; nothing where it stands nowhere.
    fn of(trace: &'t Trace, at: Option<&str>) -> Option<View<'t>> {
        let Some(at) = at else {
            return Some(View { trace, words: (0..trace.words.len()).collect(), candidates: trace.candidates.iter().collect() });
        };
        let span = |(start, words): (usize, &str)| Span::new(start as u32, (start + words.len()) as u32);
        let places: Vec<Span> = if at.is_empty() { Vec::new() } else { trace.text.match_indices(at).map(span).collect() };
        let is_there = |span: &Span| places.iter().any(|place| place.overlaps(*span));
        let sentences: BTreeSet<usize> = trace.words.iter().filter(|word| is_there(&word.span)).map(|word| word.sentence).collect();
        let words = (0..trace.words.len()).filter(|&word| sentences.contains(&trace.words[word].sentence)).collect();
        let candidates = trace.candidates.iter().filter(|candidate| is_there(&candidate.anchor) || candidate.parts.iter().any(is_there));
        (!places.is_empty()).then(|| View { trace, words, candidates: candidates.collect() })
    }

    fn words(&self) -> String {
        let mut out = format!("read by {}, taken for {}\n", self.trace.reading, self.trace.language);
        let mut sentence = None;
        for &number in &self.words {
            let word = &self.trace.words[number];
            if sentence.replace(word.sentence) != Some(word.sentence) {
                let _ = writeln!(out, "\nsentence {}", word.sentence + 1);
            }
            let _ = writeln!(out, "{}", shown::message(self.word(number, word).trim_end()));
        }
        for candidate in &self.candidates {
            let _ = writeln!(out, "\n{}", self.candidate(candidate));
        }
        if !self.trace.thresholds.is_empty() {
            let _ = writeln!(out, "\nthresholds: {}", scores(&self.trace.thresholds));
        }
        out
    }

    fn word(&self, number: usize, word: &Word) -> String {
        let marks = if word.quoted { '“' } else { ' ' };
        let mut line = format!("{number:>5} {marks} {:<16}", self.slice(word.span));
        if let Some(syntax) = &word.syntax {
            let head = syntax.head.map_or_else(|| "root".to_owned(), |head| format!("{} of {head} {}", syntax.relation, self.form(head)));
            let _ = write!(line, " {:<5} {:<14} {head:<28} {}", syntax.tag, syntax.lemma, syntax.name.unwrap_or_default());
        }
        line + " " + &scores(&word.scores)
    }

    fn form(&self, word: usize) -> String {
        self.trace.words.get(word).map_or_else(String::new, |word| self.slice(word.span))
    }

    fn candidate(&self, candidate: &Candidate) -> String {
        let fate = match &candidate.fate {
            Fate::Kept(what) => format!("kept: {what}"),
            Fate::Dropped(why) => format!("dropped: {why}"),
        };
        let Candidate { layer, anchor, parts, by, .. } = candidate;
        let mut lines = vec![
            format!("{layer} at “{}”, proposed by {by}", self.slice(*anchor)),
            format!("  {}", scores(&candidate.scores)),
            format!("  {fate}"),
        ];
        lines.extend(Some(self.join(parts)).filter(|words| !words.is_empty()).map(|words| format!("  {words}")));
        lines.extend(candidate.choices.iter().map(|choice| self.choice(choice)));
        let lines = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| shown::message(line));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn choice(&self, choice: &Choice) -> String {
        let taken = if choice.taken { '*' } else { ' ' };
        let words = if choice.words.is_empty() { "nobody".to_owned() } else { self.join(&choice.words) };
        format!("  {taken} {:<10} {:<40} {}", choice.what, words, scores(&choice.scores))
    }

    /// Parts in marks, on one line.
    fn join(&self, parts: &[Span]) -> String {
        parts.iter().map(|part| format!("“{}”", self.slice(*part))).collect::<Vec<_>>().join(" … ")
    }

    fn slice(&self, span: Span) -> String {
        span.slice(&self.trace.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn json(&self) -> Value {
        let offsets = Offsets::new(&self.trace.text, Unit::Codepoint);
        let place = |span: &Span| {
            let (start, end) = (offsets.from_byte(span.start()), offsets.from_byte(span.end()));
            json!({ "start": start, "end": end, "words": span.slice(&self.trace.text) })
        };
        let places = |spans: &[Span]| spans.iter().map(place).collect::<Value>();
        let word = |&number: &usize| {
            let word = &self.trace.words[number];
            let mut fields = json!({
                "number": number, "place": place(&word.span), "sentence": word.sentence, "quoted": word.quoted, "scores": numbers(&word.scores)
            });
            if let Some(syntax) = &word.syntax {
                fields["syntax"] = json!({
                    "tag": syntax.tag, "lemma": syntax.lemma, "head": syntax.head, "relation": syntax.relation, "name": syntax.name
                });
            }
            fields
        };
        let choice = |choice: &Choice| json!({ "what": choice.what, "places": places(&choice.words), "scores": numbers(&choice.scores), "taken": choice.taken });
        let candidate = |candidate: &&Candidate| {
            let (kept, fate) = match &candidate.fate {
                Fate::Kept(what) => (true, what),
                Fate::Dropped(why) => (false, why),
            };
            json!({
                "layer": candidate.layer, "anchor": place(&candidate.anchor), "places": places(&candidate.parts), "by": candidate.by,
                "scores": numbers(&candidate.scores), "kept": kept, "fate": fate,
                "choices": candidate.choices.iter().map(choice).collect::<Value>()
            })
        };
        json!({
            "reading": self.trace.reading,
            "language": self.trace.language,
            "offset_unit": "codepoint",
            "text": self.trace.text,
            "words": self.words.iter().map(word).collect::<Value>(),
            "candidates": self.candidates.iter().map(candidate).collect::<Value>(),
            "thresholds": numbers(&self.trace.thresholds),
        })
    }
}

fn scores(scores: &[Score]) -> String {
    scores.iter().map(|score| format!("{} {:.2}", score.name, score.value)).collect::<Vec<_>>().join(", ")
}

/// Scores by their names, with as many digits as mean something.
fn numbers(scores: &[Score]) -> Value {
    let rounded = |value: f32| (f64::from(value) * 10_000.0).round() / 10_000.0;
    scores.iter().map(|score| (score.name.to_owned(), json!(rounded(score.value)))).collect::<serde_json::Map<_, _>>().into()
}
