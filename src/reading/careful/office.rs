//! The office that stands right before a name, “Foreign Minister Tomas Reyes”: no mention of its own, and yet what the text gives for the actor's role.

use std::ops::Range;

use super::features::{Found, Lower};
use super::form::Form;
use crate::lexicon::{nouns, titles};

/// How many words it has at most.
const LONGEST: usize = 5;

/// The words of the office right before the mention `name`, if there is one.
pub(super) fn before(form: &Form, lower: &Lower<'_>, text: &str, name: &Found) -> Option<Range<usize>> {
    let here = |word: usize| form.sentence_of[word] == form.sentence_of[name.first];
    let word = |place: usize| lower.word(place).trim_end_matches('.');
    let last = name.first.checked_sub(1).filter(|&last| here(last) && is_office(word(last)))?;
    let goes_on = |place: usize| {
        let capital = form.words.span(place).slice(text).starts_with(char::is_uppercase);
        capital && !titles::is_function_word(word(place)) && !titles::is_calendar(word(place))
    };
    let mut first = last;
    while name.first - first < LONGEST && first > 0 && here(first - 1) && goes_on(first - 1) {
        first -= 1;
    }
    Some(first..last + 1)
}

fn is_office(word: &str) -> bool {
    titles::is_title(word) || nouns::role(word).is_some()
}
