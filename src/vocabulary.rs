//! The distinct words of a text, with what the rules ask of them again and again: worked out once a word instead of once a question.
//!
//! It decides nothing; lower case, dictionary form and cue are what `language` and `lexicon` say.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::language::lemmas::lemma;
use crate::language::tags::{Tag, Upos};
use crate::language::weights::{hash_bytes, mix};
use crate::lexicon::cues::{Cue, cue_verb};
use crate::tokens::Tokens;

/// A form with a tag, as it stands somewhere in the text.
pub struct Word<'a> {
    /// The form in lower case.
    pub lower: Cow<'a, str>,
    /// Its dictionary form.
    pub lemma: Cow<'a, str>,
    /// The cue verb that it is, if it is a verb that can signal an attribution or a stance.
    pub cue: Option<&'static Cue>,
    /// A hash of the form in lower case, by its first bytes.
    pub lower_hash: u64,
    /// A hash of the dictionary form.
    pub lemma_hash: u64,
}

/// The distinct words of a text, known by the places of their tokens.
pub struct Vocabulary<'a> {
    words: Vec<Word<'a>>,
    word_of: Vec<u32>,
}

impl<'a> Vocabulary<'a> {
    /// The words of `text`, with one tag for each token.
    pub fn gather(text: &'a str, tokens: &Tokens, tags: &[Tag]) -> Vocabulary<'a> {
        let mut known: QuickMap<(&str, u8), u32> = HashMap::default();
        let mut words = Vec::new();
        let word_of = (0..tokens.len()).zip(tags).map(|(token, &tag)| {
            let form = tokens.span(token).slice(text);
            *known.entry((form, tag.index() as u8)).or_insert_with(|| {
                words.push(Word::new(form, tag));
                words.len() as u32 - 1
            })
        });
        let word_of = word_of.collect();
        Vocabulary { words, word_of }
    }

    /// The word at a token.
    pub fn of(&self, token: usize) -> &Word<'a> {
        &self.words[self.word_of[token] as usize]
    }
}

impl<'a> Word<'a> {
    fn new(form: &'a str, tag: Tag) -> Word<'a> {
        let small = form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lower = if small { Cow::Borrowed(form) } else { Cow::Owned(form.to_lowercase()) };
        let lemma = lemma(form, tag);
        let cue = if tag.upos() == Upos::Verb { cue_verb(&lemma) } else { None };
        let (lower_hash, lemma_hash) = (lower_hash(form), hash_bytes(lemma.as_bytes()));
        Word { lower, lemma, cue, lower_hash, lemma_hash }
    }
}

fn lower_hash(form: &str) -> u64 {
    let mut folded = [0; 24];
    let length = form.len().min(folded.len());
    folded[..length].copy_from_slice(&form.as_bytes()[..length]);
    folded[..length].make_ascii_lowercase();
    hash_bytes(&folded[..length])
}

/// A map with the hash of the models, which is quicker than the standard one.
pub(crate) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Mixer>>;

/// The hash of the models, for look-ups only: its order decides nothing.
#[derive(Default)]
pub(crate) struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, hash_bytes(bytes));
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = mix(self.0, u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn each_word_is_kept_once_with_each_of_its_tags() {
        let article = Article::read("The Mayor SAID no. The mayor said No, he said, and mayors say so.");
        let vocabulary = Vocabulary::gather(article.text, &article.tokens, &article.syntax.tags);
        for token in 0..article.tokens.len() {
            let (form, tag) = (article.word(token), article.tag(token));
            assert_eq!(vocabulary.of(token).lower, form.to_lowercase());
            assert_eq!(vocabulary.of(token).lemma, lemma(form, tag));
            assert_eq!(vocabulary.of(token).cue.is_some(), tag.upos() == Upos::Verb);
        }
        let mut pairs: Vec<_> = (0..article.tokens.len()).map(|token| (article.word(token), article.tag(token).index())).collect();
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!(vocabulary.words.len(), pairs.len());
    }
}
