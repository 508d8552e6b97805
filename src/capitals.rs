//! Capitals that say nothing: texts in capitals throughout, as wires and captions send them, and headlines in Title Case (`headlines`).
//!
//! It decides whether a text has them, and writes it with small letters then, capitals only where names and sentences begin, so that all later rooms see
//! ordinary writing. Every character keeps its place. A headline in capitals over ordinary writing stays as it is.

mod headlines;

use std::collections::BTreeSet;

use crate::language::tags::{Tag, Upos, Xpos};
use crate::language::{self, Syntax, lemmas};
use crate::lexicon::places::country;
use crate::lexicon::{cues, given, media, nouns, titles};
use crate::paragraphs::{Kind, Paragraph};
use crate::sentences::{self, Sentence};
use crate::tokens::{self, Tokens};
use crate::vocabulary::QuickMap;

/// How many letters are looked at before a text is taken for one in ordinary writing.
const SAMPLE: usize = 400;

/// The least share of capitals among the letters, in percent.
const SHARE: usize = 85;

/// `text` in ordinary writing; `None` where it is in that already. Linear in its length.
pub fn ordinary(text: &str, tokens: &Tokens, paragraphs: &[Paragraph]) -> Option<String> {
    from_capitals(text, tokens, paragraphs).or_else(|| headlines::lowered(text, tokens, paragraphs))
}

/// `text` in ordinary writing; `None` where it is not in capitals throughout. Headlines stay as they are. Linear in its length.
pub fn from_capitals(text: &str, tokens: &Tokens, paragraphs: &[Paragraph]) -> Option<String> {
    is_in_capitals(text).then(|| lowered(text, tokens, paragraphs))
}

/// `text`, which is in capitals throughout, in ordinary writing.
fn lowered(text: &str, tokens: &Tokens, paragraphs: &[Paragraph]) -> String {
    let sentences = sentences::split(text, tokens, paragraphs);
    let syntax = language::analyze(text, tokens, &sentences);
    let forms: Vec<&str> = (0..tokens.len()).map(|i| tokens.span(i).slice(text)).collect();
    let mut opens = vec![false; forms.len()];
    for sentence in &sentences {
        let first = sentence.tokens.clone().find(|&i| tokens.kind(i) == tokens::Kind::Word);
        first.into_iter().for_each(|i| opens[i] = true);
    }
    let names = Names::gather(&forms, &sentences, &syntax);
    let mut written = String::with_capacity(text.len());
    let mut copied = 0;
    for (i, form) in forms.iter().enumerate().filter(|&(i, _)| tokens.kind(i) == tokens::Kind::Word) {
        let span = tokens.span(i);
        written.push_str(&text[copied..span.start() as usize]);
        let write = match () {
            () if names.is_acronym(i) => Write::Upper,
            () if opens[i] || opens_speech(&forms, i) || names.is_name(i) => Write::Capital,
            () => Write::Lower,
        };
        push(&mut written, form, write);
        copied = span.end() as usize;
    }
    written.push_str(&text[copied..]);
    written
}

/// Whether speech begins with the word: behind a quotation mark that follows a comma or a colon.
fn opens_speech(forms: &[&str], i: usize) -> bool {
    i > 1 && matches!(forms[i - 1], "\"" | "“" | "‘" | "'") && matches!(forms[i - 2], "," | ":")
}

/// Whether nearly all letters of the text are capitals.
fn is_in_capitals(text: &str) -> bool {
    let (mut letters, mut capitals) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        capitals += usize::from(c.is_uppercase());
        if letters % SAMPLE == 0 && capitals * 100 < letters * SHARE {
            return false;
        }
    }
    letters > 0 && capitals * 100 >= letters * SHARE && text.split_whitespace().take(4).count() > 3
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Write {
    Upper,
    Capital,
    Lower,
}

/// Adds `form` to `text`, character by character, where the small letter takes as many bytes as the capital.
fn push(text: &mut String, form: &str, write: Write) {
    for (at, c) in form.chars().enumerate() {
        let mut lower = c.to_lowercase();
        let keeps = write == Write::Upper || (at == 0 && write == Write::Capital);
        match (lower.next(), lower.next()) {
            (Some(small), None) if !keeps && small.len_utf8() == c.len_utf8() => text.push(small),
            _ => text.push(c),
        }
    }
}

/// Which words are names, as far as tags, learned names and lists tell.
struct Names<'a> {
    lower: Vec<String>,
    proper: Vec<bool>,
    /// Whether the word belongs to a listed or learned name, or ends an organization's.
    known: Vec<bool>,
    /// How much speaks for each word being proper, and how much against it.
    counts: QuickMap<&'a str, [u32; 2]>,
    /// Short words that stand in brackets somewhere: `FISHING COUNCIL (NAFC)`.
    bracketed: BTreeSet<&'a str>,
    forms: &'a [&'a str],
}

impl<'a> Names<'a> {
    fn gather(forms: &'a [&'a str], sentences: &[Sentence], syntax: &Syntax) -> Names<'a> {
        let lower: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
        let mut proper: Vec<bool> = syntax.tags.iter().map(|tag| tag.is_proper()).collect();
        let mut counts: QuickMap<&str, [u32; 2]> = QuickMap::default();
        for sentence in sentences {
            // What tags say in a headline counts where the article does not have the word.
            let weight = if sentence.kind == Kind::Body { 100 } else { 1 };
            for i in sentence.tokens.clone() {
                counts.entry(forms[i]).or_default()[usize::from(!proper[i])] += weight;
            }
        }
        let mut known = vec![false; forms.len()];
        for i in 1..forms.len() {
            // `TOMAS REYES CRITICIZED`: behind a given name stands the surname or the verb.
            proper[i] |=
                given::is_given(&lower[i - 1]) && matches!(syntax.tags[i].upos(), Upos::Noun | Upos::Verb | Upos::X) && !is_verb(&lower[i]);
            let pair = format!("{} {}", lower[i - 1], lower[i]);
            if titles::is_organization(&pair) || titles::is_government(&pair) || country(&pair).is_some() || media::is_outlet(&pair) {
                known[i - 1..=i].fill(true);
            }
            known[i] |= proper[i - 1] && syntax.tags[i - 1].is_proper() && titles::ends_organization(&lower[i]);
        }
        // In a headline the learned names take anything for one.
        for sentence in sentences.iter().filter(|sentence| sentence.kind == Kind::Body) {
            let first = syntax.names.partition_point(|name| name.tokens.start < sentence.tokens.start);
            let names = syntax.names[first..].iter().take_while(|name| name.tokens.start < sentence.tokens.end);
            for i in names.flat_map(|name| name.tokens.clone()) {
                known[i] |= matches!(syntax.tags[i].upos(), Upos::Propn | Upos::Noun | Upos::Adj | Upos::X);
            }
        }
        let alone = forms.windows(3).filter(|three| three[0] == "(" && three[2] == ")" && (2..=6).contains(&three[1].len()));
        let bracketed = alone.map(|three| three[1]).collect();
        Names { lower, proper, known, counts, bracketed, forms }
    }

    /// Whether the word is written with a capital: what is proper here, or mostly in this text. A title is where a name follows.
    fn is_name(&self, i: usize) -> bool {
        let lower = &*self.lower[i];
        if titles::is_function_word(lower) {
            return lower == "i";
        }
        if self.known[i] || country(lower).is_some() || self.proper[i] && (titles::is_calendar(lower) || given::is_given(lower)) {
            return true;
        }
        let office = titles::is_title(lower) || nouns::role(lower).is_some();
        if office {
            let next = i + 1 < self.forms.len() && self.proper[i + 1];
            return self.proper[i] && next;
        }
        let [proper, common] = self.counts.get(self.forms[i]).copied().unwrap_or_default();
        proper > 0 && proper >= common
    }

    /// Whether the word keeps its capitals: initials, what has no vowel, letters behind a name, and short names of states and organizations.
    fn is_acronym(&self, i: usize) -> bool {
        let (form, lower) = (self.forms[i], &*self.lower[i]);
        let listed = form.len() <= 4 && (titles::is_organization(lower) || country(lower).is_some() && form.len() <= 3);
        let vowel = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
        let consonants = form.len() > 1 && form.chars().all(|c| c.is_ascii_uppercase() && !vowel(c)) && !titles::is_title(lower);
        form.contains('.') && !titles::is_title(lower)
            || consonants
            || self.proper[i] && (listed || self.bracketed.contains(form) || titles::is_post_nominal(form))
    }
}

/// Whether the lower-cased word looks like a verb in the past, or like one of saying.
fn is_verb(lower: &str) -> bool {
    let lemma = |xpos: Xpos| Tag::of(Upos::Verb, xpos).map(|tag| lemmas::lemma(lower, tag));
    lower.ends_with("ed") || [Xpos::Vbd, Xpos::Vbz].into_iter().filter_map(lemma).any(|lemma| cues::cue_verb(&lemma).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraphs;

    fn ordinary(text: &str) -> Option<String> {
        super::ordinary(text, &tokens::split(text), &paragraphs::split(text))
    }

    #[test]
    fn capitals_stay_where_names_and_sentences_begin() {
        for (text, expected) in [
            ("MAYOR ADA LUMEN SAID THE BRIDGE WAS SAFE. SHE WAS WRONG.", "Mayor Ada Lumen said the bridge was safe. She was wrong."),
            ("\"WE WILL NOT SIGN,\" LUMEN TOLD REPORTERS IN NORWAY.", "\"We will not sign,\" Lumen told reporters in Norway."),
            ("ON FRIDAY THE U.S. AND NATO AGREED. I DID NOT.", "On Friday the U.S. and NATO agreed. I did not."),
        ] {
            assert_eq!(ordinary(text).as_deref(), Some(expected));
        }
    }

    #[test]
    fn ordinary_writing_stays() {
        let headline =
            "MAYOR SAYS BRIDGE WILL STAY SHUT\n\nThe mayor said on Friday that the bridge would stay shut until the spring came.";
        for text in ["", "NATO", "Ada Lumen said so.", "日本の首相は言った", headline] {
            assert_eq!(ordinary(text), None, "{text}");
        }
    }

    #[test]
    fn every_character_keeps_its_place() {
        for text in ["İSTANBUL ÜBER ÉCOLE STRASSE ẞ ONE TWO", "THE “BRIDGE” WAS\u{a0}SHUT — REYES’S FAULT!"] {
            let written = ordinary(text).unwrap();
            assert!(text.char_indices().map(|(at, _)| at).eq(written.char_indices().map(|(at, _)| at)), "{written}");
        }
    }
}
