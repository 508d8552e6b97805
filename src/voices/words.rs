//! Counting words, and telling those inside quotation marks from the rest, as `www/state/words.js` does.
//!
//! It counts what a reader would call words in European scripts and takes a run of letters of other scripts for one; it does not pair marks
//! (the core does) and reads them only within one content.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::model::{QuoteKind, Span};

const JOINING: [char; 5] = ['-', '\'', '’', '.', ','];
const OPENING: [char; 4] = ['“', '„', '«', '‹'];
const CLOSING: [char; 3] = ['”', '»', '›'];

/// How many words a text holds.
pub fn count_words(text: &str) -> usize {
    let (mut count, mut inside) = (0, false);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if is_letter(c) {
            count += usize::from(!inside);
            inside = true;
        } else {
            let joins = JOINING.contains(&c) && rest.clone().next().is_some_and(is_letter);
            inside = inside && (joins || is_mark(c));
        }
    }
    count
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || !c.is_ascii() && matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Mark
}

/// How many words a piece of a quote of this kind holds, and how many of them within quotation marks.
pub(super) fn count_part(text: &str, kind: QuoteKind, part: Span) -> (usize, usize) {
    let words = count_words(part.slice(text));
    let direct = match kind {
        QuoteKind::Direct => words,
        QuoteKind::Mixed => words.min(count_quoted(text, part)),
        QuoteKind::Indirect => 0,
    };
    (words, direct)
}

/// How many words of `part` stand inside quotation marks.
///
/// A content comes without its outer marks: so it begins inside them when a mark stands just before it, or when the first mark closes.
fn count_quoted(text: &str, part: Span) -> usize {
    let words = part.slice(text);
    let mut quoted = opens(&text[..part.start() as usize], words);
    let (mut count, mut from) = (0, 0);
    for (at, mark) in words.char_indices().filter(|(_, c)| is_quotation(*c)) {
        if quoted {
            count += count_words(&words[from..at]);
        }
        quoted = OPENING.contains(&mark) || (mark == '"' && !quoted);
        from = at + mark.len_utf8();
    }
    if quoted { count + count_words(&words[from..]) } else { count }
}

fn is_quotation(c: char) -> bool {
    OPENING.contains(&c) || CLOSING.contains(&c) || c == '"'
}

fn opens(before: &str, words: &str) -> bool {
    let mark_before = before.chars().next_back().is_some_and(|c| OPENING.contains(&c) || c == '"');
    mark_before || words.chars().find(|c| is_quotation(*c)).is_some_and(|c| CLOSING.contains(&c))
}

/// A cue without capitals and line ends.
pub(super) fn verb(cue: &str) -> String {
    let mut verb = String::new();
    for c in cue.to_lowercase().chars() {
        match is_space(c) {
            true if verb.ends_with(' ') => {}
            true => verb.push(' '),
            false => verb.push(c),
        }
    }
    verb
}

/// White space as browsers have it.
fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of `tests/page/voices.test.js`.
    #[test]
    fn words_are_counted_as_on_the_page() {
        for (text, words) in [
            ("It’s a well-known U.S. law, isn’t it?", 7),
            (" … 🌉 — ", 0),
            ("", 0),
            ("rock'n'roll.", 1),
            ("a--b a’’b 1,000,", 5),
            ("e\u{301}t\u{e9} nai\u{308}ve-x", 2),
            ("日本", 1),
        ] {
            assert_eq!(count_words(text), words, "{text}");
        }
        let quoted = |text: &str, from: u32| count_quoted(text, Span::new(from, text.len() as u32));
        for (text, from, words) in [
            ("the bridge “will open in May", 0, 4),
            ("a mistake” for the town", 0, 2),
            ("“a mistake” and \"bad luck\" here", 0, 4),
            ("He said \"a mistake\" for all", 9, 2),
            ("nothing at all", 0, 0),
        ] {
            assert_eq!(quoted(text, from), words, "{text}");
        }
        assert_eq!(verb("Made\n  it  Clear"), "made it clear");
    }
}
