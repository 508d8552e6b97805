//! Speech whose speaker is named on a line of its own or before a colon: `And from Chairwoman Jane Doe:`, `Jane Doe, mayor: “…”`, `— Jane Doe`.
//!
//! It looks at lines without a verb only; where somebody says something in so many words, `direct` finds it.

use std::ops::Range;

use super::attribution::{Source, is_nominal};
use super::direct::{Found, Passage, signature};
use crate::article::Article;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::titles;
use crate::reasons::Rule;

/// A line that names a speaker has no more words.
const LONGEST: usize = 16;

/// Who is named around the passage without a verb, and how.
pub(super) fn around(article: &Article<'_>, passage: &Passage) -> Option<(Found, Rule)> {
    let signed = || signature(article, passage).or_else(|| signed_below(article, passage));
    let introduced = introduced(article, passage).map(|found| (found, Rule::QuoteColon));
    introduced.or_else(|| signed().map(|found| (found, Rule::DirectSignature)))
}

/// Who is named before a colon that leads to the passage, in its own line or in the one before.
fn introduced(article: &Article<'_>, passage: &Passage) -> Option<Found> {
    let mark = passage.bounds().start.checked_sub(1)?;
    let colon = mark.checked_sub(1).filter(|&colon| article.is(colon, ":"))?;
    named(article, article.sentence(colon).start..colon)
}

/// Who is named behind a dash that begins the line below the passage, where both lines hold nothing else.
fn signed_below(article: &Article<'_>, passage: &Passage) -> Option<Found> {
    let behind = passage.bounds().end + 1;
    let start = article.tokens.span(behind).start();
    let number = article.paragraphs.binary_search_by_key(&start, |paragraph| paragraph.span.start()).ok()?;
    let line = article.tokens.within(article.paragraphs[number].span);
    // `- Jane Doe: “…”` is the next line of a list.
    let leads = line.clone().any(|word| article.is(word, ":"));
    let dashed = !leads && matches!(article.word(line.start), "-" | "–" | "—" | "―" | "--" | "~");
    named(article, line.start + 1..line.end).filter(|_| dashed)
}

/// The name that begins a line without a verb, behind small words and with the title before it.
fn named(article: &Article<'_>, line: Range<usize>) -> Option<Found> {
    let verb = |word: usize| matches!(article.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    if line.len() > LONGEST || line.clone().any(verb) {
        return None;
    }
    let leads = |&word: &usize| article.is_mark(word) || matches!(article.upos(word), Upos::Cconj | Upos::Adp | Upos::Pron | Upos::Adv);
    let start = line.clone().find(|word| !leads(word))?;
    let belongs = |&word: &usize| !article.is_mark(word) || article.tokens.is_glued(word) && !article.is_any(word, &[",", ":", "("]);
    let phrase = start..line.clone().skip_while(|&word| word < start).find(|word| !belongs(word)).unwrap_or(line.end);
    let head = phrase.clone().rev().find(|&word| is_nominal(article, word))?;
    let person = article.tag(head).is_proper() && !titles::is_label(article.lower(head)) && article.begins_upper(head);
    let words = article.trim(start..head + 1);
    person.then_some(Found { verb: None, source: Some(Source { head, words }), leads_on: false })
}
