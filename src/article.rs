//! A text as read: everything that is known about it before anyone looks for actors, quotes or positions.
//!
//! It only gathers what tokens, sentences, quotation marks and the language models say, and answers questions about words and the clauses they head.

use std::cell::OnceCell;
use std::ops::Range;

use crate::language::parser::network::Network;
use crate::language::relations::Relation;
use crate::language::tags::{Tag, Upos, Xpos};
use crate::language::{self, Name, Syntax};
use crate::lexicon::cues::Cue;
use crate::lexicon::{nouns, places};
use crate::model::Span;
use crate::paragraphs::{self, Kind, Paragraph};
use crate::quotation::{self, Zone, nicknames};
use crate::sentences::{self, Sentence};
use crate::tokens::{self, Tokens};
use crate::vocabulary::{Vocabulary, Word};

/// A text with its tokens, sentences, quoted zones, tags, trees and names. Words are known by their token's place.
///
/// Whatever is asked about a word can be asked about any place, before the text and behind it: there stands a mark without characters on which nothing
/// hangs. So nobody who looks around a word runs out of the text.
pub struct Article<'a> {
    /// The source.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: Tokens,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its quoted zones, by opening mark.
    pub zones: Vec<Zone>,
    /// Its names within names, each with its marks.
    nicknames: Vec<Range<usize>>,
    /// Tags, trees and names.
    pub syntax: Syntax,
    vocabulary: Vocabulary<'a>,
    sentence_of: Vec<u32>,
    zone_of: Vec<u32>,
    /// For each sentence the number of its first name, or of the next.
    first_name: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl<'a> Article<'a> {
    /// Reads `text`.
    pub fn read(text: &'a str) -> Article<'a> {
        Article::of(text, tokens::split(text), paragraphs::split(text), &|_| ())
    }

    /// Reads `text` with the tokens that [`tokens::split`] made of it, and the paragraphs; `progress` is told how many bytes of it are read.
    pub fn of(text: &'a str, tokens: Tokens, paragraphs: Vec<Paragraph>, progress: &dyn Fn(usize)) -> Article<'a> {
        Article::with(text, tokens, paragraphs, |text, tokens, sentences| language::analyze_telling(text, tokens, sentences, progress))
    }

    /// Reads `text` with the trees of another parser: training needs those of one that has not learned from this text.
    pub fn read_with(parser: &Network, text: &'a str) -> Article<'a> {
        Article::with(text, tokens::split(text), paragraphs::split(text), |text, tokens, sentences| {
            language::analyze_with(parser, text, tokens, sentences)
        })
    }

    /// Reads `text` with what `analyze` says of its syntax.
    pub(crate) fn with(
        text: &'a str,
        tokens: Tokens,
        paragraphs: Vec<Paragraph>,
        analyze: impl Fn(&str, &Tokens, &[Sentence]) -> Syntax,
    ) -> Article<'a> {
        let sentences = sentences::split(text, &tokens, &paragraphs);
        let zones = quotation::pair(text, &tokens, &paragraphs);
        let nicknames = nicknames::find(text, &tokens);
        let syntax = analyze(text, &tokens, &sentences);
        let mut sentence_of = vec![NOWHERE; tokens.len()];
        for (number, sentence) in sentences.iter().enumerate() {
            sentence_of[sentence.tokens.clone()].fill(number as u32);
        }
        let mut zone_of = vec![NOWHERE; tokens.len()];
        for (number, zone) in zones.iter().enumerate().filter(|(_, zone)| zone.depth == 0) {
            zone_of[zone.tokens.clone()].fill(number as u32);
        }
        let mut next = 0;
        let first_name = sentences.iter().map(|sentence| {
            next += syntax.names[next..].iter().take_while(|name| name.tokens.end <= sentence.tokens.start).count();
            next as u32
        });
        let first_name = first_name.collect();
        let vocabulary = Vocabulary::gather(text, &tokens, &syntax.tags);
        Article { text, tokens, paragraphs, sentences, zones, nicknames, syntax, vocabulary, sentence_of, zone_of, first_name }
    }

    /// The word itself.
    #[inline]
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.span(i).slice(self.text)
    }

    /// Whether the word is `lower`, whatever its case.
    #[inline]
    pub fn is(&self, i: usize, lower: &str) -> bool {
        equal(self.bytes(i), lower)
    }

    /// Whether the word is one of `lower`, whatever its case.
    #[inline]
    pub fn is_any(&self, i: usize, lower: &[&str]) -> bool {
        let word = self.bytes(i);
        lower.iter().any(|lower| equal(word, lower))
    }

    /// The word's bytes: whole characters by the way tokens are made, which need not be looked at again with each question.
    #[inline]
    fn bytes(&self, i: usize) -> &'a [u8] {
        let span = self.tokens.span(i);
        &self.text.as_bytes()[span.start() as usize..span.end() as usize]
    }

    /// The word in lower case.
    pub fn lower(&self, i: usize) -> &str {
        &self.vocabulary.of(i).lower
    }

    /// A hash of the word in lower case, by its first bytes.
    pub fn lower_hash(&self, i: usize) -> u64 {
        self.vocabulary.of(i).lower_hash
    }

    /// A hash of the dictionary form.
    pub fn lemma_hash(&self, i: usize) -> u64 {
        self.vocabulary.of(i).lemma_hash
    }

    /// The distinct words of the text.
    pub fn words(&self) -> &[Word<'a>] {
        self.vocabulary.words()
    }

    /// The place of the word among the distinct words: those that differ in form or tag.
    pub fn number(&self, i: usize) -> usize {
        self.vocabulary.number_of(i)
    }

    /// Whether the word begins with a capital.
    pub fn begins_upper(&self, i: usize) -> bool {
        self.vocabulary.of(i).begins_upper
    }

    /// Whether the word begins with a small letter.
    pub fn begins_lower(&self, i: usize) -> bool {
        self.vocabulary.of(i).begins_lower
    }

    /// Whether the word has a capital anywhere.
    pub fn has_upper(&self, i: usize) -> bool {
        self.vocabulary.of(i).has_upper
    }

    /// What the word describes, if an actor.
    pub fn role(&self, i: usize) -> Option<nouns::Sort> {
        self.vocabulary.of(i).role
    }

    /// Whether the word stands before names as a title.
    pub fn is_title(&self, i: usize) -> bool {
        self.vocabulary.of(i).is_title
    }

    /// The country that the word belongs to, and how.
    pub fn country(&self, i: usize) -> Option<(&'static str, places::Sort)> {
        self.vocabulary.of(i).country
    }

    /// The dictionary form.
    pub fn lemma(&self, i: usize) -> &str {
        &self.vocabulary.of(i).lemma
    }

    /// Its tag.
    #[inline]
    pub fn tag(&self, i: usize) -> Tag {
        self.syntax.tags.get(i).copied().unwrap_or(Tag::MARK)
    }

    /// Its universal part of speech.
    #[inline]
    pub fn upos(&self, i: usize) -> Upos {
        self.tag(i).upos()
    }

    /// Its Penn Treebank tag.
    #[inline]
    pub fn xpos(&self, i: usize) -> Xpos {
        self.tag(i).xpos()
    }

    /// Its relation to its head.
    #[inline]
    pub fn relation(&self, i: usize) -> Relation {
        self.syntax.tree.relation(i).unwrap_or(Relation::Punct)
    }

    /// Its head; `None` for the root of a sentence.
    #[inline]
    pub fn head(&self, i: usize) -> Option<usize> {
        self.syntax.tree.head(i)
    }

    /// The words that hang on it, in text order.
    #[inline]
    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.syntax.outline.children(i).iter().map(|&child| child as usize)
    }

    /// The first of its children with a relation, or a subtype of it.
    #[inline]
    pub fn child(&self, i: usize, relation: Relation) -> Option<usize> {
        self.children(i).find(|&child| self.relation(child) == relation || self.relation(child).universal() == relation)
    }

    /// The words from the first to the last that hang below it, itself included.
    pub fn subtree(&self, i: usize) -> Range<usize> {
        self.syntax.outline.span(i)
    }

    /// Whether `i` is `ancestor` or hangs below it.
    pub fn is_under(&self, i: usize, ancestor: usize) -> bool {
        let mut at = Some(i);
        let mut steps = 0;
        while let Some(word) = at.filter(|_| steps < 500) {
            if word == ancestor {
                return true;
            }
            at = self.head(word);
            steps += 1;
        }
        false
    }

    /// The names from the first that ends behind it on; none for a word that stands in no sentence.
    pub fn names_from(&self, i: usize) -> &[Name] {
        let Some(&first) = self.first_name.get(self.sentence_of(i)) else { return &[] };
        let names = &self.syntax.names[first as usize..];
        &names[names.iter().take_while(|name| name.tokens.end <= i).count()..]
    }

    /// The number of the sentence it stands in; none has the number where it stands in none.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentence_of.get(i).map_or(NOWHERE as usize, |&sentence| sentence as usize)
    }

    /// The words of its sentence.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        self.sentences.get(self.sentence_of(i)).map_or(i..i.saturating_add(1), |sentence| sentence.tokens.clone())
    }

    /// The outer quoted zone it stands in, by number.
    #[inline]
    pub fn zone_of(&self, i: usize) -> Option<usize> {
        self.zone_of.get(i).filter(|&&zone| zone != NOWHERE).map(|&zone| zone as usize)
    }

    /// The name within a name in which the word stands, with its marks: `“Bob”` in `Robert “Bob” Hale`.
    #[inline]
    pub fn nickname(&self, i: usize) -> Option<&Range<usize>> {
        nicknames::at(&self.nicknames, i)
    }

    /// The sentences that belong to the article, with their numbers.
    pub fn article_sentences(&self) -> impl Iterator<Item = (usize, &Sentence)> + '_ {
        self.sentences.iter().enumerate().filter(|(_, sentence)| sentence.kind != Kind::Furniture)
    }

    /// The cue verb that the word is, if it is a verb that can signal an attribution or a stance.
    pub fn cue(&self, i: usize) -> Option<&'static Cue> {
        self.vocabulary.of(i).cue
    }

    /// Whether the word is a mark without letters or digits.
    #[inline]
    pub fn is_mark(&self, i: usize) -> bool {
        self.tokens.kind(i) == tokens::Kind::Mark
    }

    /// Whether the word is a quotation mark around a zone, or could be.
    #[inline]
    pub fn is_quotation_mark(&self, i: usize) -> bool {
        self.is_mark(i) && self.vocabulary.of(i).quotes
    }

    /// The bytes from the first word of `words` to the last; `None` when it is empty.
    #[inline]
    pub fn span(&self, words: &Range<usize>) -> Option<Span> {
        (!words.is_empty()).then(|| self.tokens.span(words.start).cover(self.tokens.span(words.end - 1)))
    }

    /// `words` without the marks at its ends that do not belong to what is said: commas, periods, dashes, quotation marks, lone brackets.
    pub fn trim(&self, words: Range<usize>) -> Range<usize> {
        let edge = |i: usize| self.is_mark(i) && !matches!(self.word(i), "$" | "€" | "£" | "%" | "#" | "…");
        let mut range = words;
        // A bracket at an end asks for its other half, which is looked for once, however many brackets ask.
        let last_closing = OnceCell::new();
        let closes = |range: &Range<usize>| last_closing.get_or_init(|| range.clone().rev().find(|&i| matches!(self.word(i), ")" | "]")));
        while !range.is_empty() && edge(range.start) {
            let opens = matches!(self.word(range.start), "(" | "[");
            if opens && closes(&range).is_some_and(|closing| closing >= range.start) {
                break;
            }
            range.start += 1;
        }
        let first_opening = OnceCell::new();
        let opens = |range: &Range<usize>| first_opening.get_or_init(|| range.clone().find(|&i| matches!(self.word(i), "(" | "[")));
        while !range.is_empty() && edge(range.end - 1) {
            let last = self.word(range.end - 1);
            let closes = matches!(last, ")" | "]") && opens(&range).is_some_and(|opening| opening < range.end);
            if closes || matches!(last, "?" | "!" | "..." | "…") {
                break;
            }
            range.end -= 1;
        }
        range
    }
}

/// Whether `word` is `lower`, whatever its case. Lengths and first letters, which nearly always differ, come first.
#[inline]
fn equal(word: &[u8], lower: &str) -> bool {
    const SMALL: u8 = 0x20;
    let lower = lower.as_bytes();
    word.len() == lower.len()
        && word.first().map(|first| first | SMALL) == lower.first().map(|first| first | SMALL)
        && word.eq_ignore_ascii_case(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_stay_where_their_other_half_is_there() {
        for (text, expected) in [
            ("(a) b)", "(a) b)"),
            ("((a b", "a b"),
            ("a b))", "a b"),
            ("(, [a b], )", "(, [a b], )"),
            (") a (", "a"),
            (", a (b, c) .", "a (b, c)"),
            ("( ( ( ( ) a", "( ( ( ( ) a"),
            ("a ( ) ) ) .", "a ( ) ) )"),
            ("(((", ""),
            (")))", ""),
        ] {
            let article = Article::read(text);
            let words = article.trim(0..article.tokens.len());
            assert_eq!(article.span(&words).map_or("", |span| span.slice(text)), expected, "{text}");
        }
    }

    #[test]
    fn around_the_text_stands_a_mark_without_characters() {
        for text in ["", "Reyes said THEY", "The bridge is safe, according"] {
            let article = Article::read(text);
            for place in [article.tokens.len(), article.tokens.len() + 1, usize::MAX] {
                assert_eq!((article.word(place), article.lower(place), article.lemma(place)), ("", "", ""));
                assert!(article.is_mark(place) && !article.is_quotation_mark(place) && article.upos(place) == Upos::Punct);
                assert_eq!((article.head(place), article.children(place).count(), article.zone_of(place)), (None, 0, None));
                assert!(!article.tokens.is_glued(place) && article.subtree(place).is_empty() && article.names_from(place).is_empty());
            }
        }
    }

    #[test]
    fn the_names_from_a_word_on_are_those_that_end_behind_it() {
        let article = Article::read("Maria Lopez met Daniel Reed. Nobody else came. In London, Reed left; the United Nations stayed.");
        let names = &article.syntax.names;
        assert!(names.len() > 3, "{names:?}");
        for word in 0..article.tokens.len() {
            assert_eq!(article.names_from(word), &names[names.partition_point(|name| name.tokens.end <= word)..], "{word}");
        }
    }
}
