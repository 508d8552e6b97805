//! Names as they are compared: small letters, plain spaces, no accents, and a nickname apart from the name in which it stands.
//!
//! It decides when two ways to write a name are one; whether two names are one actor's is decided in `link`.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::article::Article;
use crate::lexicon::titles;

/// How many words a name has, without those of a nickname within it.
pub(super) fn size(article: &Article<'_>, words: &Range<usize>) -> usize {
    words.clone().filter(|&word| article.nickname(word).is_none()).count()
}

/// The words in lower case with single spaces, without "the" at the start and without a nickname.
pub(super) fn key<'a>(article: &'a Article<'_>, words: &Range<usize>) -> Cow<'a, str> {
    // Most names are one word, which is known in lower case.
    if words.len() == 1 && article.lower(words.start).is_ascii() {
        return article.lower(words.start).into();
    }
    let mut key = String::with_capacity(article.span(words).map_or(0, |span| span.len() as usize));
    let counts = |word: &usize| {
        !(*word == words.start && words.len() > 1 && article.is(*word, "the"))
            && article.nickname(*word).is_none()
            && !article.is(*word, ",")
    };
    for word in words.clone().filter(counts) {
        if !key.is_empty() && !article.tokens.is_glued(word) {
            key.push(' ');
        }
        let lower = article.lower(word);
        if lower.is_ascii() {
            key.push_str(lower);
        } else {
            key.extend(lower.chars().map(|c| if c == '’' { '\'' } else { c }));
        }
    }
    key.into()
}

/// What stands within the name, as names are compared: a nickname, or the name by birth behind the word that tells it.
pub(super) fn nickname(article: &Article<'_>, name: &Range<usize>) -> Option<String> {
    let marked = name.clone().find_map(|word| article.nickname(word))?;
    let words = marked.start + 1..marked.end - 1;
    let told = titles::tells_maiden_name(article.lower(words.start)) && words.len() > 1;
    Some((words.start + usize::from(told)..words.end).map(|word| article.lower(word)).collect::<Vec<_>>().join(" "))
}

/// A name as its other spellings are compared with it: without accents, and initials without space between them: `José`, `J. K. Marlow`.
pub(super) fn folded(key: Cow<'_, str>) -> Cow<'_, str> {
    if key.is_ascii() && !key.contains(". ") {
        return key;
    }
    let mut plain = String::with_capacity(key.len());
    key.chars().for_each(|c| decompose_canonical(c, |part| plain.extend((!is_combining_mark(part)).then_some(part))));
    let initials =
        |word: &str| word.len() > 1 && word.split_terminator('.').all(|letter| letter.chars().count() == 1) && word.ends_with('.');
    let mut written = String::with_capacity(plain.len());
    let mut before = "";
    for word in plain.split(' ') {
        if !(written.is_empty() || initials(before) && initials(word)) {
            written.push(' ');
        }
        written.push_str(word);
        before = word;
    }
    written.into()
}
