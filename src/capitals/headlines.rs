//! Headlines in Title Case over an article in ordinary writing: `Mayor Ada Quill Slams Rail Firm Over Late Trains`.
//!
//! Every word has a capital there, so that nobody sees where a name ends. But whom a headline names the article below names again. It decides which words
//! keep their capital by how the article writes them, by lists and, for what is left, by tags.

use std::collections::BTreeSet;

use super::{Write, is_verb, push};
use crate::language;
use crate::lexicon::places::{country, is_region};
use crate::lexicon::{given, titles};
use crate::paragraphs::{Kind, Paragraph};
use crate::sentences;
use crate::tokens::{self, Tokens};
use crate::vocabulary::QuickMap;

/// A headline has no more words.
const LONGEST: usize = 40;

/// So many longer words show how a headline is written.
const FEWEST: usize = 3;

/// `text` with its headlines in ordinary writing; `None` where none is in Title Case. Every character keeps its place. Linear in its length.
pub(super) fn lowered(text: &str, tokens: &Tokens, paragraphs: &[Paragraph]) -> Option<String> {
    let words = Words { text, tokens };
    let first = paragraphs.iter().position(|paragraph| paragraph.kind != Kind::Furniture)?;
    let mut headlines = Vec::new();
    let mut article = Vec::new();
    for (number, &paragraph) in paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.kind != Kind::Furniture) {
        // One line at the top is a headline even with a period.
        let heads = paragraph.kind == Kind::Heading || number == first;
        if heads && words.is_title_case(&paragraph) { headlines.push(paragraph) } else { article.push(paragraph) }
    }
    if headlines.is_empty() || article.is_empty() {
        return None;
    }
    let usage = Usage::gather(&words, &article);
    let sentences = sentences::split(text, tokens, &headlines);
    let syntax = language::analyze(text, tokens, &sentences);
    let proper = |i: usize| syntax.tags.get(i).is_some_and(|tag| tag.is_proper());
    let mut written = String::with_capacity(text.len());
    let mut copied = 0;
    for sentence in &sentences {
        for i in sentence.tokens.clone().filter(|&i| !words.opens(i, sentence.tokens.start) && !usage.keeps(&words, i, &proper)) {
            let span = tokens.span(i);
            written.push_str(&text[copied..span.start() as usize]);
            push(&mut written, span.slice(text), Write::Lower);
            copied = span.end() as usize;
        }
    }
    written.push_str(&text[copied..]);
    Some(written)
}

/// The words of a text.
struct Words<'a> {
    text: &'a str,
    tokens: &'a Tokens,
}

impl<'a> Words<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.tokens.span(i).slice(self.text)
    }

    fn begins_upper(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_uppercase)
    }

    /// Whether the longer words of a paragraph, which is short, all begin with a capital, and have small letters.
    fn is_title_case(&self, paragraph: &Paragraph) -> bool {
        let range = self.tokens.within(paragraph.span);
        let telling = |&i: &usize| self.tokens.kind(i) == tokens::Kind::Word && self.word(i).chars().count() > 3;
        let telling = || range.clone().filter(telling).filter(|&i| !titles::is_function_word(&self.word(i).to_lowercase()));
        let small = || telling().filter(|&i| self.word(i).chars().any(char::is_lowercase)).count();
        range.len() <= LONGEST && telling().all(|i| self.begins_upper(i)) && small() >= FEWEST
    }

    /// Whether the word begins a sentence that begins at `start`, or what stands behind a colon or a mark in it, so that it has a capital anywhere.
    fn opens(&self, i: usize, start: usize) -> bool {
        i == start || self.tokens.kind(i - 1) == tokens::Kind::Mark && !matches!(self.word(i - 1), "," | "-" | "’" | "'" | "&" | ")")
    }
}

/// How an article writes the words of its headlines.
#[derive(Default)]
struct Usage<'a> {
    /// For each word in small letters: how often it has a capital where none is asked for, where one is, and how often it has none.
    counts: QuickMap<String, [u32; 3]>,
    /// Words with a capital next to each other.
    pairs: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Usage<'a> {
    fn gather(words: &Words<'a>, article: &[Paragraph]) -> Usage<'a> {
        let mut usage = Usage::default();
        for paragraph in article {
            let range = words.tokens.within(paragraph.span);
            for i in range.clone().filter(|&i| words.tokens.kind(i) == tokens::Kind::Word) {
                let opens = words.opens(i, range.start);
                let way = if !words.begins_upper(i) { 2 } else { usize::from(opens) };
                usage.counts.entry(words.word(i).to_lowercase()).or_default()[way] += 1;
                if way == 0 && words.begins_upper(i - 1) {
                    usage.pairs.insert((words.word(i - 1), words.word(i)));
                }
            }
        }
        usage
    }

    /// Whether the word `i` of a headline keeps its capital, given which of them have the tag of a name.
    fn keeps(&self, words: &Words<'_>, i: usize, proper: &impl Fn(usize) -> bool) -> bool {
        let form = words.word(i);
        let lower = form.to_lowercase();
        if form.chars().filter(|c| c.is_uppercase()).count() > 1 {
            // `AFTER` is emphasis.
            return !titles::is_function_word(&lower) || is_known(&lower);
        }
        let paired = || self.pairs.contains(&(words.word(i - 1), form)) || self.pairs.contains(&(form, words.word(i + 1)));
        match self.has_capital(words, i, proper) {
            Some(capital) => capital || paired() || form == "I",
            None if titles::is_function_word(&lower) => form == "I",
            None if titles::is_title(&lower) => self.has_capital(words, i + 1, proper).unwrap_or_else(|| proper(i + 1)),
            None if is_known(&lower) => true,
            // The article has the name before it, and never with this word behind.
            None => proper(i) && !is_verb(&lower) && self.has_capital(words, i - 1, proper) != Some(true),
        }
    }

    /// Whether the article writes the word with a capital; `None` where it does not have it.
    fn has_capital(&self, words: &Words<'_>, i: usize, proper: &impl Fn(usize) -> bool) -> Option<bool> {
        let [capital, opening, small] = *self.counts.get(&words.word(i).to_lowercase())?;
        Some(capital > 2 * small || capital + small == 0 && opening > 0 && proper(i))
    }
}

/// Whether the lower-cased word is a name by itself.
fn is_known(lower: &str) -> bool {
    given::is_given(lower) || country(lower).is_some() || is_region(lower) || titles::is_organization(lower) || titles::is_calendar(lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraphs;

    fn lowered(text: &str) -> Option<String> {
        super::lowered(text, &tokens::split(text), &paragraphs::split(text))
    }

    #[test]
    fn the_article_tells_which_words_of_its_headline_are_names() {
        for (headline, article, expected) in [
            (
                "Mayor Nora Pell Blasts Tram Firm Over Late Cars",
                "Pell said the cars of the firm were late.",
                "Mayor Nora Pell blasts Tram firm over late cars",
            ),
            ("Nora Pell Wins Seat From Otto Marsh", "On Friday, Nora Pell said she was glad.", "Nora Pell wins seat from Otto Marsh"),
            (
                "Court Backs Governor Pell in Fight With Tram Union",
                "The Tram Union has lost. It had sued Governor Pell.",
                "Court backs Governor Pell in fight with Tram Union",
            ),
            ("Will Marsh Quit? Voters May Know Today", "He asked Will Marsh to go.", "Will Marsh quit? Voters may know today"),
            ("NATO Chief Warns: Bridge Could Fall", "The chief of NATO spoke.", "NATO chief warns: Bridge could fall"),
        ] {
            let text = format!("{headline}\n\n{article}");
            assert_eq!(lowered(&text).as_deref(), Some(&*format!("{expected}\n\n{article}")));
        }
    }

    #[test]
    fn other_headlines_stay() {
        for text in [
            "Nora Pell Wins Seat From Otto Marsh",
            "Mayor Nora Pell blasts tram firm\n\nPell said the cars were late.",
            "TRAM FIRM BLASTED\n\nPell said the cars were late.",
            "Nora Pell\n\nShe said the cars were late.",
        ] {
            assert_eq!(lowered(text), None, "{text}");
        }
    }
}
