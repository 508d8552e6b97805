//! Prepares texts for the encoder exactly as the product does, so that training and use cannot drift.
//!
//! `forms VOCABULARY` reads JSON lines `{"name", "text"}` from standard input and writes one JSON line for each to standard output: the encoder's rows as
//! columns, and words with their sentences and paragraphs. Remnants are taken out as the product does. Places are in code points of the text as it was given,
//! as in the annotated files.

use std::io::{BufRead, Write, stdin, stdout};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use whosaid::model::Span;
use whosaid::reading::careful::form::Form;
use whosaid::reading::careful::pieces::Vocabulary;
use whosaid::remnants;
use whosaid::text::{Offsets, Unit};

fn main() -> Result<()> {
    let path = std::env::args_os().nth(1).context("usage: forms VOCABULARY < TEXTS.jsonl")?;
    let pieces = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let vocabulary = Vocabulary::new(pieces.lines()).context("the vocabulary has no [UNK], [CLS] or [SEP]")?;
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let text = article["text"].as_str().context("an article without text")?;
        writeln!(out, "{}", prepared(&article["name"], text, &vocabulary))?;
    }
    Ok(())
}

fn prepared(name: &Value, text: &str, vocabulary: &Vocabulary) -> Value {
    let plain = remnants::plain(text);
    let form = Form::of(plain.as_ref().map_or(text, |plain| &plain.text), vocabulary);
    let offsets = Offsets::new(text, Unit::Codepoint);
    let source = |span: Span| plain.as_ref().map_or(span, |plain| plain.span(span));
    let place = |span: Span| [source(span).start(), source(span).end()].map(|byte| offsets.from_byte(byte));
    let words = 0..form.words.len();
    let paragraph_of = |word: usize| form.sentences.get(form.sentence_of[word] as usize).map_or(0, |sentence| sentence.paragraph);
    let column = |value: &dyn Fn(&whosaid::reading::careful::form::Row) -> u32| form.rows.iter().map(value).collect::<Vec<u32>>();
    json!({
        "name": name,
        "ids": column(&|row| row.id),
        "continues": column(&|row| u32::from(row.continues)),
        "shapes": column(&|row| row.shape as u32),
        "quotations": column(&|row| row.quotation as u32),
        "kinds": column(&|row| row.kind as u32),
        "words": words.clone().map(|word| place(form.words.span(word))).collect::<Vec<_>>(),
        "rows": form.row_of,
        "sentences": form.sentence_of,
        "paragraphs": words.map(paragraph_of).collect::<Vec<_>>(),
        "zones": form.zones.iter().map(|zone| json!([zone.tokens.start, zone.tokens.end, zone.depth, zone.closed, zone.continues, zone.single])).collect::<Vec<_>>(),
    })
}
