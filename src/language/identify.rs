//! Tells the language of a text by its commonest words and its script.
//!
//! It knows only enough to keep the English models away from texts that are not English; a text too short or too mixed to tell counts as English.

use std::borrow::Cow;

use crate::lexicon::index::index;
use crate::tokens::{Kind, Tokens};

/// Languages with their commonest words, none of which is common in another of them.
const COMMON: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "and", "of", "to", "that", "was", "with", "for", "is", "on", "said", "by", "it", "he", "at", "be", "not", "have", "has",
            "are", "this",
        ],
    ),
    ("de", &["der", "und", "das", "nicht", "mit", "ist", "sich", "auf", "dem", "den", "ein", "eine", "zu", "auch", "wird", "von", "dass"]),
    ("fr", &["le", "les", "et", "des", "une", "est", "dans", "pour", "qui", "sur", "pas", "du", "au", "ont", "avec", "cette"]),
    ("es", &["el", "los", "las", "y", "del", "por", "una", "con", "para", "su", "al", "lo", "como", "pero", "según"]),
    ("it", &["il", "di", "che", "della", "gli", "per", "sono", "anche", "nel", "alla", "più", "ha", "delle"]),
    ("pt", &["o", "os", "do", "da", "não", "uma", "em", "dos", "são", "pelo", "ao", "mais", "foi"]),
    ("nl", &["het", "een", "van", "niet", "zijn", "voor", "dat", "heeft", "aan", "ook", "bij", "wordt"]),
    ("pl", &["nie", "się", "jest", "że", "na", "przez", "oraz", "został", "dla"]),
    ("sv", &["och", "att", "det", "som", "för", "inte", "är", "av", "till"]),
];

/// The words of [`COMMON`] with the places of their languages.
static WORDS: [(&str, usize); count()] = {
    let mut words = [("", 0); count()];
    let (mut language, mut at) = (0, 0);
    while language < COMMON.len() {
        let mut word = 0;
        while word < COMMON[language].1.len() {
            words[at] = (COMMON[language].1[word], language);
            (word, at) = (word + 1, at + 1);
        }
        language += 1;
    }
    words
};

const fn count() -> usize {
    let (mut language, mut count) = (0, 0);
    while language < COMMON.len() {
        count += COMMON[language].1.len();
        language += 1;
    }
    count
}

/// The language of `text` with these tokens as a BCP 47 tag, judged by its first words; English where nothing speaks against it.
pub fn identify(text: &str, tokens: &Tokens) -> &'static str {
    const ENOUGH: u32 = 4000;
    let mut counts = [0usize; COMMON.len()];
    let (mut words, mut foreign) = (0, [0usize; SCRIPTS.len()]);
    let first = (0..tokens.len()).take_while(|&i| tokens.span(i).end() <= ENOUGH);
    for i in first.filter(|&i| tokens.kind(i) == Kind::Word) {
        let word = tokens.span(i).slice(text);
        words += 1;
        if let Some(script) = word.chars().next().and_then(script) {
            foreign[script] += 1;
            continue;
        }
        let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let lower = if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        if let Some(row) = index!(WORDS.0)(&lower) {
            counts[WORDS[row].1] += 1;
        }
    }
    if let Some(script) = (0..SCRIPTS.len()).find(|&script| foreign[script] * 2 > words && words > 3) {
        return SCRIPTS[script].0;
    }
    let best = (0..COMMON.len()).max_by_key(|&i| (counts[i], std::cmp::Reverse(i))).unwrap_or(0);
    let sure = words >= 20 && counts[best] > 2 * counts[0] && counts[best] * 10 >= words;
    if sure { COMMON[best].0 } else { "en" }
}

/// Scripts that one language or none of ours is written in: its tag (`und` where several share it) and its range.
const SCRIPTS: &[(&str, std::ops::RangeInclusive<char>)] = &[
    ("ru", '\u{400}'..='\u{52f}'),
    ("el", '\u{370}'..='\u{3ff}'),
    ("he", '\u{590}'..='\u{5ff}'),
    ("ar", '\u{600}'..='\u{6ff}'),
    ("hi", '\u{900}'..='\u{97f}'),
    ("ja", '\u{3040}'..='\u{30ff}'),
    ("zh", '\u{4e00}'..='\u{9fff}'),
    ("ko", '\u{ac00}'..='\u{d7af}'),
];

fn script(c: char) -> Option<usize> {
    SCRIPTS.iter().position(|(_, range)| range.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identify(text: &str) -> &'static str {
        super::identify(text, &crate::tokens::split(text))
    }

    #[test]
    fn no_word_stands_for_two_languages() {
        let mut words: Vec<&str> = WORDS.iter().map(|(word, _)| *word).collect();
        words.sort_unstable();
        assert!(words.windows(2).all(|pair| pair[0] != pair[1]) && !words.contains(&""));
    }

    #[test]
    fn languages_are_told_apart() {
        assert_eq!(
            identify(
                "Die Bürgermeisterin sagte am Freitag, dass der Hafen nicht geschlossen wird und dass sich die Lage mit dem neuen Plan auch von selbst verbessert."
            ),
            "de"
        );
        assert_eq!(
            identify(
                "La maire a dit vendredi que le port est ouvert et que les travaux sur le quai, dans une zone du vieux centre, ne sont pas finis pour cette année."
            ),
            "fr"
        );
        assert_eq!(identify("Мэр сказала в пятницу, что порт открыт."), "ru");
        assert_eq!(identify("The mayor said on Friday that the harbor is open and that the repairs on the pier are not finished."), "en");
        assert_eq!(identify(""), "en");
        assert_eq!(identify("Quid pro quo"), "en");
    }
}
