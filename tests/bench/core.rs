//! How quick the core is, natively: each stage, the whole, how it grows from 1 MB to 10 MB, the most memory it takes, and the careful reading. Prints
//! Markdown tables.
//!
//! `cargo xtask bench --core` gives it generated text in the file that `WHOSAID_BENCH_TEXT` names (10 MB); without it the articles among the tests
//! are read, which is too little to say much.

#![allow(missing_docs)]

#[path = "growth.rs"]
mod growth;
#[path = "../support/hard.rs"]
mod hard;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use whosaid::article::Article;
use whosaid::formats::columns::Columns;
use whosaid::language::tags::Tag;
use whosaid::language::{names, parser, tagger};
use whosaid::{Guideline, Reader, actors, annotate, paragraphs, positions, quotation, quotes, sentences, tokens};

const MEGABYTE: usize = 1_000_000;

fn main() {
    let text = text();
    let part = prefix(&text, MEGABYTE);
    println!("| stage | 1 MB | MB/s |\n| --- | --- | --- |");
    let stages = stages(part);
    for (name, time) in &stages {
        println!("| {name} | {:.0} ms | {:.2} |", time.as_secs_f64() * 1e3, rate(part, *time));
    }
    let whole = stages.last().map_or(Duration::ZERO, |(_, time)| *time);
    if text.len() > part.len() {
        let long = median(1, || annotate(&text).quotes.len());
        let growth = long.as_secs_f64() / whole.as_secs_f64();
        let size = text.len() as f64 / part.len() as f64;
        println!(
            "\n{:.1} times the text takes {growth:.1} times as long: {:.2} s, {:.2} MB/s.",
            size,
            long.as_secs_f64(),
            rate(&text, long)
        );
    }
    println!("{}", growth::hard_texts());
    if let Some(peak) = peak_memory() {
        println!("The most memory in use at any time: {peak} MB.");
    }
    println!("{}", carefully(&text));
}

/// How quick the careful reading is on one core: how long its model takes to open, and texts of some lengths.
fn carefully(text: &str) -> String {
    const RUNS: usize = 9;
    let file = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reading/careful/weights.bin")).expect("the model is there");
    let open = || Reader::open(&file).expect("the model is whole");
    let reader = open();
    let row = |what: &str, time: Duration| format!("| {what} | {:.0} ms |\n", time.as_secs_f64() * 1e3);
    let mut table = String::from("\n| the careful reading, on one core | |\n| --- | --- |\n");
    table += &row("its model opened", median(RUNS, || std::mem::size_of_val(&open())));
    for count in [200, 1_000, 10_000] {
        let part = words(text, count);
        table += &row(&format!("{count} words read"), median(RUNS, || reader.read(part, Guideline::Quotes).quotes.len()));
    }
    table
}

/// The first `count` words of `text`.
fn words(text: &str, count: usize) -> &str {
    let end =
        text.match_indices(char::is_whitespace).filter(|(at, _)| text[..*at].ends_with(|last: char| !last.is_whitespace())).nth(count - 1);
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// The stages by name with their time. A stage gets what the stages before it made; the last one is everything together.
fn stages(text: &str) -> Vec<(&'static str, Duration)> {
    const RUNS: usize = 5;
    let article = Article::read(text);
    let found = actors::find(&article);
    let said = quotes::find(&article, &found);
    let document = annotate(text);
    vec![
        ("tokens, paragraphs, sentences, marks", median(RUNS, || split(text))),
        ("tags", median(RUNS, || tags(&article))),
        ("trees", median(RUNS, || trees(&article))),
        ("names", median(RUNS, || recognize(&article))),
        ("all of these", median(RUNS, || Article::read(text).tokens.len())),
        ("actors", median(RUNS, || actors::find(&article).mentions.len())),
        ("quotes", median(RUNS, || quotes::find(&article, &found).quotes.len())),
        ("positions", median(RUNS, || positions::find(&article, &found, &said).len())),
        ("columns for the page", median(RUNS, || Columns::new(text, &document).mentions.len())),
        ("the whole analysis", median(RUNS, || annotate(text).quotes.len())),
    ]
}

fn split(text: &str) -> usize {
    let tokens = tokens::split(text);
    let paragraphs = paragraphs::split(text);
    sentences::split(text, &tokens, &paragraphs).len() + quotation::pair(text, &tokens, &paragraphs).len()
}

fn tags(article: &Article<'_>) -> usize {
    let (tagger, mut scratch, mut tags) = (tagger::Tagger::shipped(), tagger::Scratch::default(), Vec::new());
    each_sentence(article, |forms, _| {
        tagger.tag(forms, &mut scratch, &mut tags);
        tags.len()
    })
}

fn trees(article: &Article<'_>) -> usize {
    let (mut workspace, mut tree) = (parser::Workspace::default(), parser::Tree::default());
    each_sentence(article, |forms, tags| {
        workspace.parse(forms, tags, &mut tree);
        tree.len()
    })
}

fn recognize(article: &Article<'_>) -> usize {
    let (recognizer, mut scratch, mut found) = (names::Recognizer::shipped(), names::Scratch::default(), Vec::new());
    each_sentence(article, |forms, tags| {
        recognizer.find(forms, tags, &mut scratch, &mut found);
        found.len()
    })
}

fn each_sentence(article: &Article<'_>, mut stage: impl FnMut(&[&str], &[Tag]) -> usize) -> usize {
    let mut forms = Vec::new();
    let mut sum = 0;
    for sentence in &article.sentences {
        forms.clear();
        forms.extend(sentence.tokens.clone().map(|token| article.word(token)));
        sum += stage(&forms, &article.syntax.tags[sentence.tokens.clone()]);
    }
    sum
}

fn median(runs: usize, mut run: impl FnMut() -> usize) -> Duration {
    let mut time = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    let mut times: Vec<Duration> = (0..runs).map(|_| time()).collect();
    times.sort();
    times[runs / 2]
}

fn rate(text: &str, time: Duration) -> f64 {
    text.len() as f64 / 1e6 / time.as_secs_f64()
}

fn text() -> String {
    match std::env::var_os("WHOSAID_BENCH_TEXT") {
        Some(path) => std::fs::read_to_string(path).expect("WHOSAID_BENCH_TEXT names a text file"),
        None => articles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles")),
    }
}

fn articles(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).expect("the articles are there");
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("an article can be read") + "\n\n").collect()
}

/// At most `length` bytes of `text`, up to the end of a paragraph.
fn prefix(text: &str, length: usize) -> &str {
    let end = (0..=length.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    if end == text.len() { text } else { &text[..text[..end].rfind("\n\n").unwrap_or(end)] }
}

/// The peak of this process's resident memory in MB, where Linux tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024 / 1_000_000)
}
