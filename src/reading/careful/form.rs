//! What the encoder is given of a text: word pieces in rows, with what their vocabulary does not show, and where each word begins among them.
//!
//! It decides nothing: words, sentences, paragraphs and quotation marks are those of the rooms before it.

use std::ops::Range;

use crate::model::Span;
use crate::paragraphs::{self, Kind, Paragraph};
use crate::quotation::aliases::{self, Alias};
use crate::quotation::{self, Zone, nicknames};
use crate::reading::careful::pieces::Vocabulary;
use crate::sentences::{self, Sentence};
use crate::tokens::{self, Tokens};

/// How a word is written, for the pieces know no capitals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Shape {
    /// Between paragraphs.
    Separator,
    /// Small letters throughout.
    Lower,
    /// A capital first, and small letters.
    Capitalized,
    /// A single capital.
    Letter,
    /// Capitals throughout, perhaps with periods or digits.
    Capitals,
    /// Capitals elsewhere, as in `McKay` or `iPad`.
    Mixed,
    /// Begins with a digit.
    Number,
    /// No letters and no digits.
    Mark,
}

/// How many shapes there are.
pub const SHAPES: usize = 8;

/// Where a word stands among quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Quotation {
    /// In no marks.
    Outside,
    /// Between marks.
    Inside,
    /// An opening mark.
    Opening,
    /// A closing mark.
    Closing,
    /// Within marks that stand within marks.
    Nested,
}

/// How many places among quotation marks there are.
pub const QUOTATIONS: usize = 5;

/// How many kinds of paragraphs there are.
pub const KINDS: usize = 3;

/// A row of the encoder's input: a word piece, or the separator between two paragraphs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// The piece's number in the vocabulary.
    pub id: u32,
    /// The bytes that it stands for; none for a separator.
    pub span: Span,
    /// Whether it goes on with a word.
    pub continues: bool,
    /// How its word is written.
    pub shape: Shape,
    /// Where it stands among quotation marks.
    pub quotation: Quotation,
    /// What its paragraph is for.
    pub kind: Kind,
}

/// A text as the encoder reads it. Words are known by their token's place.
#[derive(Debug)]
pub struct Form {
    /// Its words.
    pub words: Tokens,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its stretches in quotation marks.
    pub zones: Vec<Zone>,
    /// Its names within names, with their marks.
    pub nicknames: Vec<std::ops::Range<usize>>,
    /// Other names that stand behind names.
    pub aliases: Vec<Alias>,
    /// The encoder's input.
    pub rows: Vec<Row>,
    /// For each word the row that it begins in; for a word that shows nothing, the row before it.
    pub row_of: Vec<u32>,
    /// For each word its sentence.
    pub sentence_of: Vec<u32>,
}

impl Form {
    /// Prepares `text` for an encoder with this vocabulary.
    pub fn of(text: &str, vocabulary: &Vocabulary) -> Form {
        let words = tokens::split(text);
        let paragraphs = paragraphs::split(text);
        let sentences = sentences::split(text, &words, &paragraphs);
        let zones = quotation::pair(text, &words, &paragraphs);
        let mut sentence_of = vec![0; words.len()];
        for (number, sentence) in (0..).zip(&sentences) {
            sentence_of[sentence.tokens.clone()].fill(number);
        }
        let quotations = quotations(&words, &zones);
        let (nicknames, aliases) = (nicknames::find(text, &words), aliases::find(text, &words));
        let mut form = Form { words, paragraphs, sentences, zones, nicknames, aliases, rows: Vec::new(), row_of: Vec::new(), sentence_of };
        form.lay_out(text, vocabulary, &quotations);
        form
    }

    /// The words of some paragraphs in a row.
    pub(super) fn words_of(&self, paragraphs: &Range<usize>) -> Range<usize> {
        match &self.paragraphs[paragraphs.clone()] {
            [] => 0..0,
            [first, .., last] => self.words.within(first.span.cover(last.span)),
            [only] => self.words.within(only.span),
        }
    }

    /// Some paragraphs in a row by themselves: words, sentences, zones and rows are counted from theirs on, bytes are those of the whole text.
    pub(super) fn part(&self, paragraphs: &Range<usize>) -> Form {
        let words = self.words_of(paragraphs);
        let within = |tokens: &Range<usize>| words.start <= tokens.start && tokens.end <= words.end;
        let moved = |tokens: &Range<usize>| tokens.start - words.start..tokens.end - words.start;
        let zones = self.zones.iter().filter(|zone| within(&zone.tokens));
        let sentences = self.sentences.iter().filter(|sentence| within(&sentence.tokens));
        let sentences = sentences.map(|sentence| Sentence {
            tokens: moved(&sentence.tokens),
            paragraph: sentence.paragraph - paragraphs.start,
            ..*sentence
        });
        let row_of = &self.row_of[words.clone()];
        let (first, end) = (row_of.first().map_or(0, |&row| row), row_of.last().map_or(0, |&row| row + 1));
        let before = self.sentences.partition_point(|sentence| sentence.tokens.start < words.start) as u32;
        let sentence_of = self.sentence_of[words.clone()].iter();
        let aliases = self.aliases.iter().filter(|alias| words.contains(&alias.owner) && within(&alias.words));
        Form {
            nicknames: self.nicknames.iter().filter(|nickname| within(nickname)).map(moved).collect(),
            aliases: aliases.map(|alias| Alias { owner: alias.owner - words.start, words: moved(&alias.words) }).collect(),
            paragraphs: self.paragraphs[paragraphs.clone()].to_vec(),
            sentences: sentences.collect(),
            zones: zones.map(|zone| Zone { tokens: moved(&zone.tokens), ..zone.clone() }).collect(),
            rows: self.rows[first as usize..end as usize].to_vec(),
            row_of: row_of.iter().map(|row| row - first).collect(),
            sentence_of: sentence_of.map(|number| number.saturating_sub(before)).collect(),
            words: self.words.part(&words),
        }
    }

    /// The bytes from the first of some words to the last.
    pub(super) fn span(&self, words: &Range<usize>) -> Span {
        self.words.span(words.start).cover(self.words.span(words.end - 1))
    }

    /// Lays the pieces of all paragraphs out in rows, and finds the row that each word begins in.
    fn lay_out(&mut self, text: &str, vocabulary: &Vocabulary, quotations: &[Quotation]) {
        for paragraph in &self.paragraphs {
            if !self.rows.is_empty() {
                let span = Span::new(paragraph.span.start(), paragraph.span.start());
                let (shape, quotation) = (Shape::Separator, Quotation::Outside);
                self.rows.push(Row { id: vocabulary.separator, span, continues: false, shape, quotation, kind: paragraph.kind });
            }
            let words = self.words.within(paragraph.span);
            let mut word = words.start;
            for piece in vocabulary.cut(text, paragraph.span) {
                while word + 1 < words.end && self.words.span(word + 1).start() <= piece.span.start() {
                    word += 1;
                }
                let shape = shape(self.words.span(word).slice(text));
                let (span, continues) = (piece.span, piece.continues);
                self.rows.push(Row { id: piece.id, span, continues, shape, quotation: quotations[word], kind: paragraph.kind });
            }
        }
        let mut row = 0;
        for word in 0..self.words.len() {
            let start = self.words.span(word).start();
            while self.rows.get(row + 1).is_some_and(|next| next.span.start() <= start) {
                row += 1;
            }
            self.row_of.push(row as u32);
        }
    }
}

/// Where each word stands among quotation marks.
fn quotations(words: &Tokens, zones: &[Zone]) -> Vec<Quotation> {
    let mut places = vec![Quotation::Outside; words.len()];
    for zone in zones {
        let inside = if zone.depth == 0 { Quotation::Inside } else { Quotation::Nested };
        places[zone.tokens.clone()].fill(inside);
        if let Some(opening) = zone.tokens.start.checked_sub(1) {
            places[opening] = Quotation::Opening;
        }
        if let Some(closing) = places.get_mut(zone.tokens.end).filter(|_| zone.closed) {
            *closing = Quotation::Closing;
        }
    }
    places
}

/// How `word` is written.
fn shape(word: &str) -> Shape {
    let Some(first) = word.chars().next() else { return Shape::Mark };
    if first.is_numeric() {
        return Shape::Number;
    }
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    if letters().next().is_none() {
        return Shape::Mark;
    }
    if !letters().any(char::is_uppercase) {
        return Shape::Lower;
    }
    if letters().all(char::is_uppercase) {
        return if letters().count() == 1 { Shape::Letter } else { Shape::Capitals };
    }
    let small_behind = letters().skip(1).all(|c| !c.is_uppercase());
    if first.is_uppercase() && small_behind { Shape::Capitalized } else { Shape::Mixed }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let pieces = ["[UNK]", "[CLS]", "[SEP]", "“", "”", "we", "go", ",", "said", "can", "##not", ".", "paris", "mayor"];
        Vocabulary::new(pieces.into_iter()).expect("has its special pieces")
    }

    #[test]
    fn each_word_has_the_row_it_begins_in() {
        let text = "Mayor said.\n\n“We cannot go,” Paris said.";
        let form = Form::of(text, &vocabulary());
        let begun: Vec<(&str, &str)> = (0..form.words.len())
            .map(|word| (form.words.span(word).slice(text), form.rows[form.row_of[word] as usize].span.slice(text)))
            .collect();
        let same =
            [("Mayor", "Mayor"), ("said", "said"), (".", "."), ("“", "“"), ("We", "We"), ("can", "can"), ("not", "not"), ("go", "go")];
        assert_eq!(begun[..8], same);
        assert_eq!(form.rows.iter().filter(|row| row.shape == Shape::Separator).count(), 1);
        let marks: Vec<Quotation> = form.rows[4..9].iter().map(|row| row.quotation).collect();
        use Quotation::{Closing, Inside, Opening, Outside};
        assert_eq!(marks, [Opening, Inside, Inside, Inside, Inside]);
        assert_eq!((form.rows[10].quotation, form.rows[11].quotation), (Closing, Outside));
    }

    #[test]
    fn shapes() {
        let words = ["said", "Mayor", "A", "NATO", "U.S.", "McKay", "3rd", "“", "it's", "O'Neil"];
        use Shape::{Capitalized, Capitals, Letter, Lower, Mark, Mixed, Number};
        let shapes = [Lower, Capitalized, Letter, Capitals, Capitals, Mixed, Number, Mark, Lower, Mixed];
        assert_eq!(words.map(shape), shapes);
    }

    #[test]
    fn texts_without_words() {
        for text in ["", " \n\n ", "\u{ad}", "\u{200b}\n\n\u{200b}"] {
            let form = Form::of(text, &vocabulary());
            assert_eq!(form.row_of.len(), form.words.len());
        }
    }
}
