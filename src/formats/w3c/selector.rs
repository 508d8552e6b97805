//! The words before and after a place, which let a reader find it again when the text has shifted.
//!
//! It decides how much context a selector gives, and refuses to cut what a reader sees as one character.

use unicode_segmentation::UnicodeSegmentation;

/// How many characters (code points) of context are given, as Hypothesis does.
const CONTEXT: usize = 32;
/// How far back or ahead an edge is looked for: more than any real character is long.
const WINDOW: usize = 128;

/// The words before byte `at`: at most [`CONTEXT`] code points, beginning where a visible character begins.
pub(super) fn prefix(text: &str, at: usize) -> &str {
    let before = &text[..at];
    let from = before.char_indices().rev().take(WINDOW).last().map_or(at, |(place, _)| place);
    let window = &before[from..];
    let mut edges = window.grapheme_indices(true).map(|(place, _)| place).peekable();
    if from > 0 {
        // The window may begin inside a character, so its first edge is none.
        edges.next();
    }
    let short = edges.find(|&edge| window[edge..].chars().count() <= CONTEXT);
    short.map_or("", |edge| &window[edge..])
}

/// The words from byte `at` on: at most [`CONTEXT`] code points, ending where a visible character ends.
pub(super) fn suffix(text: &str, at: usize) -> &str {
    let after = &text[at..];
    let to = after.char_indices().nth(WINDOW).map_or(after.len(), |(place, _)| place);
    let window = &after[..to];
    let ends = window.grapheme_indices(true).map(|(place, grapheme)| place + grapheme.len());
    let whole = |end: &usize| *end < window.len() || to == after.len();
    let length = ends.filter(whole).take_while(|&end| window[..end].chars().count() <= CONTEXT).last();
    &window[..length.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_ends_where_characters_end() {
        let family = "👩‍👩‍👧‍👦";
        let text = format!("{family}{}said{}{family}{family}{family}{family}{family}", "x".repeat(30), "y".repeat(27));
        let start = text.find("said").unwrap();
        assert_eq!(prefix(&text, start), "x".repeat(30));
        assert_eq!(suffix(&text, start + 4), "y".repeat(27));
    }

    #[test]
    fn context_at_the_edges_of_the_text_is_what_there_is() {
        assert_eq!((prefix("said", 0), suffix("said", 4)), ("", ""));
        assert_eq!((prefix("e\u{301} said", 4), suffix("said e\u{301}", 4)), ("e\u{301} ", " e\u{301}"));
    }

    #[test]
    fn endless_characters_give_no_context() {
        let endless = format!("e{}", "\u{301}".repeat(5000));
        assert_eq!((prefix(&endless, endless.len()), suffix(&endless, 0)), ("", ""));
    }
}
