//! Names as a whole, where the encoder found only pieces of them: over the nickname within (`Robert “Bob” Hale`) and back over the small words before a surname
//! (`Jan van der Meer`).
//!
//! Form alone decides: capitals, marks and the small words that surnames begin with.

use std::ops::Range;

use super::features::{Found, Lower};
use super::form::Form;
use super::mentions::Mention;
use crate::lexicon::{given, titles};
use crate::model::MentionKind;
use crate::quotation::nicknames;

/// How many words may stand before a nickname or the small words of a surname: `Joseph R. “Joe” Baylor`.
const GIVEN: usize = 3;

/// The mentions, in the order of their heads, with their names whole; pieces of one name are one mention.
pub(super) fn whole(form: &Form, lower: &Lower<'_>, mut found: Vec<Mention>) -> Vec<Mention> {
    let written = Written { form, lower };
    for mention in found.iter_mut().filter(|mention| mention.found.kind == MentionKind::Name) {
        mention.found.first = written.with_particles(mention.found.first);
    }
    for nickname in &form.nicknames {
        let name = nickname.start - 1..nickname.end + 1;
        let touches = |mention: &Mention| mention.found.first < name.end && name.start <= mention.found.last;
        let first = found.iter().filter(|mention| touches(mention)).map(|mention| mention.found.first).min();
        let last = found.iter().filter(|mention| touches(mention)).map(|mention| mention.found.last).max();
        let (Some(first), Some(last)) = (first, last) else { continue };
        let first = first.min(written.given(name.start)).max(form.sentences[form.sentence_of[name.start] as usize].tokens.start);
        let reach = Found { first, last: last.max(nickname.end), head: nickname.end, kind: MentionKind::Name };
        found.iter_mut().filter(|mention| touches(mention)).for_each(|mention| mention.found = reach);
    }
    without_pieces(found)
}

/// The words of a source with the whole of the name that it begins or ends in.
pub(super) fn around(form: &Form, lower: &Lower<'_>, words: Range<usize>) -> Range<usize> {
    let written = Written { form, lower };
    let capital = lower.begins_upper(form, words.start) || written.is_particle(words.start);
    let first = if capital { written.with_particles(words.start) } else { words.start };
    let within = [words.start, words.end - 1].into_iter().find_map(|word| nicknames::at(&form.nicknames, word));
    let beside = || nicknames::at(&form.nicknames, words.start.saturating_sub(1));
    match within.or_else(beside) {
        Some(nickname) => first.min(written.given(nickname.start - 1))..words.end.max(nickname.end + 1),
        None => first..words.end,
    }
}

/// The mentions without names that lie within other names; what is surest of a piece holds for the whole.
fn without_pieces(mut found: Vec<Mention>) -> Vec<Mention> {
    let is_name = |mention: &Mention| mention.found.kind == MentionKind::Name;
    found.sort_by_key(|mention| (mention.found.first, std::cmp::Reverse(mention.found.last)));
    found.dedup_by(|piece, whole| {
        let within = is_name(piece) && is_name(whole) && piece.found.last <= whole.found.last;
        if within && piece.chance > whole.chance {
            (whole.chance, whole.types) = (piece.chance, piece.types);
        }
        within
    });
    found.sort_by_key(|mention| mention.found.head);
    found
}

struct Written<'a> {
    form: &'a Form,
    lower: &'a Lower<'a>,
}

impl Written<'_> {
    fn is_before(&self, word: usize) -> bool {
        word > 0 && self.form.sentence_of[word - 1] == self.form.sentence_of[word]
    }

    fn is_particle(&self, word: usize) -> bool {
        given::is_particle(self.lower.word(word))
    }

    /// Where the name that begins at `first`, or ends there, begins with the small words before it and the given name before these.
    fn with_particles(&self, first: usize) -> usize {
        let mut start = first;
        while self.is_before(start) && self.is_particle(start - 1) {
            start -= 1;
        }
        if start == first && !self.is_particle(first) {
            return first;
        }
        let small = !self.lower.begins_upper(self.form, start);
        let named = self.is_before(start) && self.is_given(start - 1) && (small || given::is_given(self.lower.word(start - 1)));
        match named {
            true => self.given(start - 1),
            // `van der Meer`, `Van Meer`, but neither `ten Greeks` nor `and la Stampa`.
            false if start < first && (!small || first - start > 1) => start,
            false => first,
        }
    }

    /// Where the given names begin that end with the word `last`: initials and the halves of a compound go along.
    fn given(&self, last: usize) -> usize {
        let mut first = last;
        for _ in 0..GIVEN {
            let compound =
                first > 1 && self.form.words.is_glued(first) && self.lower.word(first - 1) == "-" && self.form.words.is_glued(first - 1);
            let before = first.checked_sub(if compound { 2 } else { 1 });
            match before.filter(|&before| self.form.sentence_of[before] == self.form.sentence_of[last] && self.is_given(before)) {
                Some(before) => first = before,
                None => break,
            }
        }
        first
    }

    /// Whether the word can be a given name: a capital, and none that a title, the calendar or its place asks for.
    fn is_given(&self, word: usize) -> bool {
        let lower = self.lower.word(word);
        let calendar = titles::is_calendar(lower) && !given::is_given(lower);
        let none = titles::is_function_word(lower) || titles::is_title(lower) || calendar || self.is_particle(word);
        self.lower.begins_upper(self.form, word) && !none
    }
}
