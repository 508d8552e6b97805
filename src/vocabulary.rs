//! The distinct words of a text, with what the rules ask of them again and again: worked out once a word instead of once a question.
//!
//! It decides nothing; lower case, dictionary form and what a word can be are what `language` and `lexicon` say.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use crate::language::lemmas::lemma;
use crate::language::memory::Memory;
use crate::language::tags::{Tag, Upos, Xpos};
use crate::language::weights::{hash_bytes, mix};
use crate::lexicon::cues::{Cue, cue_verb};
use crate::lexicon::places::{self, country};
use crate::lexicon::{nouns, titles};
use crate::quotation;
use crate::tokens::Tokens;

/// A form with a tag, as it stands somewhere in the text.
pub struct Word<'a> {
    /// The form.
    pub form: &'a str,
    /// The tag.
    pub tag: Tag,
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
    /// Whether it begins with a capital.
    pub begins_upper: bool,
    /// Whether it begins with a small letter.
    pub begins_lower: bool,
    /// Whether it has a capital anywhere.
    pub has_upper: bool,
    /// Whether it is a mark around a quotation, or could be.
    pub quotes: bool,
    /// What it describes, if an actor.
    pub role: Option<nouns::Sort>,
    /// Whether it stands before names as a title.
    pub is_title: bool,
    /// The country that it belongs to, and how.
    pub country: Option<(&'static str, places::Sort)>,
}

/// What stands where there is no word: a mark without characters.
static NOTHING: Word<'static> = Word {
    form: "",
    tag: Tag::MARK,
    lower: Cow::Borrowed(""),
    lemma: Cow::Borrowed(""),
    cue: None,
    lower_hash: 0,
    lemma_hash: 0,
    begins_upper: false,
    begins_lower: false,
    has_upper: false,
    quotes: false,
    role: None,
    is_title: false,
    country: None,
};

/// The distinct words of a text, known by the places of their tokens.
pub struct Vocabulary<'a> {
    words: Vec<Word<'a>>,
    word_of: Vec<u32>,
}

impl<'a> Vocabulary<'a> {
    /// The words of `text`, with one tag for each token.
    pub fn gather(text: &'a str, tokens: &Tokens, tags: &[Tag]) -> Vocabulary<'a> {
        let (mut known, mut recent): (QuickMap<Key<'_>, u32>, Memory<u32>) = Default::default();
        let mut words = Vec::new();
        let word_of = (0..tokens.len()).zip(tags).map(|(token, &tag)| {
            let key = Key(tokens.span(token).slice(text), tag);
            *recent.recall(key.hash(), || {
                *known.entry(key).or_insert_with(|| {
                    words.push(Word::new(key.0, tag));
                    words.len() as u32 - 1
                })
            })
        });
        let word_of = word_of.collect();
        Vocabulary { words, word_of }
    }

    /// The word at a token; a mark without characters where there is no such token.
    pub fn of(&self, token: usize) -> &Word<'a> {
        self.word_of.get(token).and_then(|&word| self.words.get(word as usize)).unwrap_or(&NOTHING)
    }

    /// The number of the word at a token.
    pub fn number_of(&self, token: usize) -> usize {
        self.word_of[token] as usize
    }

    /// The words by their numbers.
    pub fn words(&self) -> &[Word<'a>] {
        &self.words
    }
}

impl<'a> Word<'a> {
    fn new(form: &'a str, tag: Tag) -> Word<'a> {
        let small = form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lower = if small { Cow::Borrowed(form) } else { Cow::Owned(form.to_lowercase()) };
        let lemma = lemma(form, tag);
        let cue = if tag.upos() == Upos::Verb { cue_verb(&lemma) } else { None };
        let (lower_hash, lemma_hash) = (lower_hash(form), hash_bytes(lemma.as_bytes()));
        let begins_upper = form.starts_with(char::is_uppercase);
        Word {
            form,
            tag,
            begins_upper,
            begins_lower: form.starts_with(char::is_lowercase),
            quotes: quotation::is_mark(form) && tag.xpos() != Xpos::Pos,
            has_upper: begins_upper || form.chars().any(char::is_uppercase),
            role: nouns::role(&lower),
            is_title: titles::is_title(&lower),
            country: country(&lower),
            lower,
            lemma,
            cue,
            lower_hash,
            lemma_hash,
        }
    }
}

fn lower_hash(form: &str) -> u64 {
    let mut folded = [0; 24];
    let length = form.len().min(folded.len());
    folded[..length].copy_from_slice(&form.as_bytes()[..length]);
    folded[..length].make_ascii_lowercase();
    hash_bytes(&folded[..length])
}

/// A form with a tag, by which words are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key<'a>(&'a str, Tag);

impl Key<'_> {
    fn hash(self) -> u64 {
        mix(hash_bytes(self.0.as_bytes()), self.1.index() as u64)
    }
}

impl Hash for Key<'_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_u64((*self).hash());
    }
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

    fn write_u64(&mut self, hash: u64) {
        self.0 = mix(self.0, hash);
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
