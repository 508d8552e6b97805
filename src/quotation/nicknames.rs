//! Names within a name: what stands in marks or brackets between a given name and a surname (`Robert “Bob” Hale`, `Mary (née Reese) Holt`).
//!
//! It decides from capitals and marks alone, before anybody knows what a name is. Nobody speaks in such marks, and a name does not end at them.

use std::ops::Range;

use crate::lexicon::{given, titles};
use crate::tokens::{Kind, Tokens};

/// The most words that stand within a name: `“The Stone”`.
const MOST: usize = 3;

/// The names within names of a text in order, each with its marks.
pub fn find(text: &str, tokens: &Tokens) -> Vec<Range<usize>> {
    let words = Words { text, tokens };
    let mut found: Vec<Range<usize>> = Vec::new();
    for open in (1..tokens.len()).filter(|&i| tokens.kind(i) == Kind::Mark) {
        if found.last().is_none_or(|last| last.end <= open) {
            found.extend(words.nickname(open));
        }
    }
    found
}

/// The one of `nicknames` in which the word stands, its marks included.
pub fn at(nicknames: &[Range<usize>], word: usize) -> Option<&Range<usize>> {
    nicknames.get(nicknames.partition_point(|nickname| nickname.end <= word)).filter(|nickname| nickname.start <= word)
}

/// The marks that close what `opening` opens within a name.
fn partners(opening: &str) -> &'static [&'static str] {
    match opening {
        "\"" => &["\""],
        "“" | "„" => &["”", "“", "\""],
        "'" => &["'"],
        "‘" => &["’", "'"],
        "«" => &["»"],
        "(" => &[")"],
        _ => &[],
    }
}

struct Words<'a> {
    text: &'a str,
    tokens: &'a Tokens,
}

impl Words<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.span(i).slice(self.text)
    }

    /// The name within a name whose opening mark is `open`, with its marks.
    fn nickname(&self, open: usize) -> Option<Range<usize>> {
        let partners = partners(self.word(open));
        let last = self.tokens.len().checked_sub(1)?.min(open + MOST + 2);
        let close = (open + 2..last).find(|&i| partners.contains(&self.word(i)))?;
        let behind = close + 1;
        let apart = !self.tokens.is_glued(open) && self.tokens.is_glued(open + 1);
        let ends = self.tokens.is_glued(close) && !self.tokens.is_glued(behind);
        let between = self.tokens.span(close).end() as usize..self.tokens.span(behind).start() as usize;
        let one_line = !self.text[between].contains('\n');
        let inner = open + 1..close;
        let fits = if self.word(open) == "(" { self.is_another_name(&inner, open - 1) } else { self.is_called(&inner) };
        (apart && ends && one_line && self.is_part(open - 1) && self.is_part(behind) && fits).then_some(open..behind)
    }

    /// Whether the word can be part of a name: a capital, and not one that the calendar or its place asks for.
    fn is_part(&self, i: usize) -> bool {
        let lower = self.word(i).to_lowercase();
        self.begins_upper(i) && !titles::is_function_word(&lower) && !titles::is_calendar(&lower)
    }

    fn begins_upper(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_uppercase)
    }

    /// Whether somebody may be called so in quotation marks: capitals at both ends, and no marks.
    fn is_called(&self, inner: &Range<usize>) -> bool {
        let plain = inner.clone().all(|i| self.tokens.kind(i) != Kind::Mark || self.tokens.is_glued(i) && self.word(i) == "-");
        plain && self.begins_upper(inner.start) && self.begins_upper(inner.end - 1)
    }

    /// Whether the words in brackets behind the given name `given` are another name of its bearer, rather than a party, a club or a place.
    fn is_another_name(&self, inner: &Range<usize>, given: usize) -> bool {
        let is_given = |i: usize| given::is_given(&self.word(i).to_lowercase());
        let only = || is_given(given) && !given.checked_sub(1).is_some_and(is_given);
        let written = |i: usize| self.word(i).chars().skip(1).any(char::is_lowercase);
        match inner.len() {
            1 => self.begins_upper(inner.start) && written(inner.start) && only(),
            _ => titles::tells_maiden_name(self.word(inner.start)) && (inner.start + 1..inner.end).all(|i| self.begins_upper(i)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    fn check(text: &str, expected: &[&str]) {
        let tokens = tokens::split(text);
        let span = |words: &Range<usize>| tokens.span(words.start).cover(tokens.span(words.end - 1));
        let found: Vec<&str> = find(text, &tokens).iter().map(|words| span(words).slice(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_nickname_stands_within_a_name() {
        check("Gordon “Gus” Penn won.", &["“Gus”"]);
        check("Gordon \"The Bear\" Penn won.", &["\"The Bear\""]);
        check("Then Gordon 'Gus' Penn and Ilse ‘Bee’ Marsh met.", &["'Gus'", "‘Bee’"]);
        check("Gordon K. “Gus” Penn Jr. won.", &["“Gus”"]);
        check("Susan (Sue) Penn met Ilse (née Rook) Marsh.", &["(Sue)", "(née Rook)"]);
    }

    #[test]
    fn other_words_in_marks_are_none() {
        for text in [
            "Penn said “No” Tuesday.",
            "Ask Penn. “No” Marsh said.",
            "In “Hamlet” Penn plays the king.",
            "The “Gus” Penn show",
            "Penn called it “Big,” Marsh said.",
            "Penn (Labour) Marsh (Greens)",
            "Susan Gordon (Mercedes) George Penn (Ferrari)",
            "Gordon “Yes”\nIlse “No”\nSusan “Yes”",
            "Gordon “",
            "“Gus” Penn",
        ] {
            check(text, &[]);
        }
    }
}
