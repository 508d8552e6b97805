//! Another name of somebody right behind the name: `Luis Ortega, a.k.a. “El Gato,”`, `Ilse Marsh, also known as Bee`.
//!
//! It decides from capitals and a few words that lead to such a name, before anybody knows what a name is. Nobody speaks in its marks.

use std::ops::Range;

use super::is_mark;
use crate::lexicon::given;
use crate::tokens::Tokens;

/// The most words of another name.
const MOST: usize = 4;

/// Another name of somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alias {
    /// The last word of the name before it.
    pub owner: usize,
    /// Its words, without marks.
    pub words: Range<usize>,
}

impl Alias {
    /// Whether the word is one of its words or of the marks around them.
    pub fn is_around(&self, word: usize) -> bool {
        (self.words.start.saturating_sub(1)..self.words.end + 2).contains(&word)
    }
}

/// The other names that a text gives, in order.
pub fn find(text: &str, tokens: &Tokens) -> Vec<Alias> {
    let word = |i: usize| tokens.span(i).slice(text);
    let upper = |i: usize| i < tokens.len() && word(i).starts_with(char::is_uppercase);
    let mut found: Vec<Alias> = Vec::new();
    for last in 1..tokens.len().saturating_sub(1) {
        let lower = |i: usize| word(i).to_lowercase();
        if !given::ends_alias_lead(&lower(last)) {
            continue;
        }
        // `also known as`, `a.k.a.`: from the last word back to the name.
        let first = (last.saturating_sub(3)..=last).find(|&first| given::leads_to_alias(&phrase(first..last + 1, lower)));
        let Some(first) = first.filter(|&first| first > 0) else { continue };
        let owner = if first > 1 && matches!(word(first - 1), "," | "(") { first - 2 } else { first - 1 };
        let start = last + 1 + usize::from(is_mark(word(last + 1)));
        let named = |i: &usize| upper(*i) || upper(i + 1) && given::is_particle(&lower(*i));
        let words = start..start + (start..(start + MOST).min(tokens.len())).take_while(named).count();
        // Things have other names, too, and nobody speaks in their marks: `the law, known as “Clean Rivers”`.
        if (upper(owner) || is_mark(word(last + 1))) && !words.is_empty() {
            found.push(Alias { owner, words });
        }
    }
    found
}

/// The one of `aliases` that the word stands in or in whose marks it stands.
pub fn at(aliases: &[Alias], word: usize) -> Option<&Alias> {
    aliases.get(aliases.partition_point(|alias| alias.words.end + 1 < word)).filter(|alias| alias.is_around(word))
}

fn phrase(words: Range<usize>, lower: impl Fn(usize) -> String) -> String {
    words.map(lower).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let tokens = tokens::split(text);
        let found = find(text, &tokens);
        let span = |words: &Range<usize>| tokens.span(words.start).cover(tokens.span(words.end - 1)).slice(text);
        let found: Vec<(&str, &str)> = found.iter().map(|alias| (tokens.span(alias.owner).slice(text), span(&alias.words))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn another_name_stands_behind_a_name() {
        check("Luis Ortega, a.k.a. “El Gato,” said he was innocent.", &[("Ortega", "El Gato")]);
        check("Luis Ortega, also known as \"El Gato\", said so.", &[("Ortega", "El Gato")]);
        check("Ilse Marsh, better known as Bee, sang.", &[("Marsh", "Bee")]);
        check("Luis Ortega, alias El Gato, was held.", &[("Ortega", "El Gato")]);
        check("Ilse Marsh, nicknamed ‘The Bear’, won.", &[("Marsh", "The Bear")]);
        check("Ilse Marsh (aka Bee) won.", &[("Marsh", "Bee")]);
        check("Ilse Marsh, who goes by Bee, won.", &[("Marsh", "Bee")]);
        check("The law, known as “Clean Rivers”, passed.", &[("law", "Clean Rivers")]);
    }

    #[test]
    fn other_words_are_none() {
        check("The law, known as Clean Rivers, passed.", &[]);
        check("Ilse Marsh is known as a teacher.", &[]);
        check("Ilse Marsh, known for “Bee,” said no.", &[]);
        check("alias", &[]);
    }
}
