//! Articles in which a person marked attributions, read into the words of the core.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use whosaid::article::Article;
use whosaid::language::parser::{self, network::Network};
use whosaid::quotes::sites::key;

/// An attribution as marked, in bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// The content's parts.
    pub content: Vec<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub source: Option<Range<usize>>,
}

/// A text with its attributions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The document's name.
    pub name: String,
    pub text: String,
    pub golds: Vec<Gold>,
}

/// The articles of a folder, each a `.json` with marks beside a `.txt`, in the order of their names.
pub fn read_folder(folder: &Path) -> Result<Vec<Marked>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|end| end == "json"));
    files.sort();
    ensure!(!files.is_empty(), "no articles in {}", folder.display());
    files.iter().map(|path| read(path).with_context(|| format!("in {}", path.display()))).collect()
}

fn read(path: &Path) -> Result<Marked> {
    let marks: Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let text = std::fs::read_to_string(path.with_extension("txt"))?;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let span = |value: &Value| -> Option<Range<usize>> {
        let bound = |at: usize| bytes.get(value.get(at)?.as_u64()? as usize).copied();
        Some(bound(0)?..bound(1)?)
    };
    let quotes = marks["quotes"].as_array().context("no quotes")?;
    let golds = quotes.iter().filter(|quote| quote["optional"] != true).map(|quote| {
        let parts = quote["spans"].as_array().map(|spans| spans.iter().filter_map(span).collect());
        Gold {
            content: parts.unwrap_or_else(|| span(&quote["content"]).into_iter().collect()),
            cue: span(&quote["cue"]),
            source: span(&quote["source"]),
        }
    });
    let golds = golds.collect();
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Marked { name, text, golds })
}

/// A marked article as read by the core.
pub struct Words<'a> {
    pub article: Article<'a>,
    pub golds: &'a [Gold],
}

impl<'a> Words<'a> {
    pub fn of(marked: &'a Marked) -> Self {
        Words::read(marked, parser::shipped())
    }

    /// As [`Words::of`], with the trees of another parser.
    pub fn read(marked: &'a Marked, parser: &Network) -> Self {
        Words { article: Article::read_with(parser, &marked.text), golds: &marked.golds }
    }

    /// The word of the marked cue that carries its meaning.
    pub fn cue_head(&self, gold: &Gold) -> Option<usize> {
        let cue = gold.cue.as_ref()?;
        let start = self.article.tokens.at_or_after(cue.start as u32);
        let words = (start..self.article.tokens.len()).take_while(|&word| (self.article.tokens.span(word).end() as usize) <= cue.end);
        let words: Vec<usize> = words.collect();
        let outside = |word: usize| self.article.head(word).is_none_or(|head| !words.contains(&head));
        words.iter().copied().filter_map(|word| Some((key(&self.article, word)?.0, !outside(word), word))).min().map(|(.., word)| word)
    }

    /// Counts how often each word is a cue, and how often it occurs.
    pub fn count_cues(&self, counts: &mut BTreeMap<u64, (usize, usize)>) {
        for word in 0..self.article.tokens.len() {
            if let Some((_, key)) = key(&self.article, word) {
                counts.entry(key).or_default().1 += 1;
            }
        }
        for word in self.golds.iter().filter_map(|gold| self.cue_head(gold)) {
            if let Some((_, key)) = key(&self.article, word) {
                counts.entry(key).or_default().0 += 1;
            }
        }
    }

    /// The bytes that some words cover.
    pub fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        self.article.span(words).map_or(0..0, |span| span.start() as usize..span.end() as usize)
    }
}

/// The share of bytes that two sets of spans have in common (intersection over union). The parts of each do not overlap.
pub fn agreement(a: &[Range<usize>], b: &[Range<usize>]) -> f64 {
    let size = |parts: &[Range<usize>]| parts.iter().map(|part| part.len()).sum::<usize>();
    let common: usize = a.iter().flat_map(|a| b.iter().map(|b| a.end.min(b.end).saturating_sub(a.start.max(b.start)))).sum();
    common as f64 / (size(a) + size(b) - common).max(1) as f64
}
