//! Text made safe for XML, HTML and files of one line a word.
//!
//! It decides which characters are escaped and which cannot be written at all, and refuses to know what is marked up.

use std::borrow::Cow;

/// Escapes `text` for an element or an attribute in double quotes, of XML and HTML alike. Carriage returns and tabs are written as references,
/// because parsers make other characters of them; line ends too where they would become a space, in an attribute.
pub(super) fn escape(text: &str, in_attribute: bool) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' if in_attribute => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' if in_attribute => escaped.push_str("&#9;"),
            '\n' if in_attribute => escaped.push_str("&#10;"),
            // Line ends of XML 1.1 and JavaScript, which some parsers normalize.
            '\u{85}' | '\u{2028}' => escaped.push_str(&format!("&#{};", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

/// `text` with a space for each character that XML 1.0 cannot hold, however escaped, and how many there were. No offset changes, in no unit but bytes.
pub(super) fn writable(text: &str) -> (Cow<'_, str>, usize) {
    replace(text, |c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'), ' ')
}

/// `text` with a replacement character for each control character, at which some programs split words or lines, and how many there were;
/// for words, which hold no white space.
pub(super) fn visible(text: &str) -> (Cow<'_, str>, usize) {
    replace(text, |c| c.is_control() && !c.is_whitespace(), char::REPLACEMENT_CHARACTER)
}

fn replace(text: &str, forbidden: impl Fn(char) -> bool, by: char) -> (Cow<'_, str>, usize) {
    let count = text.chars().filter(|c| forbidden(*c)).count();
    if count == 0 {
        return (text.into(), 0);
    }
    (text.chars().map(|c| if forbidden(c) { by } else { c }).collect::<String>().into(), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(escape("<a b=\"c\">&\r\n\t'", false), "&lt;a b=\"c\"&gt;&amp;&#13;\n\t'");
        assert_eq!(escape("\"\r\n\t", true), "&quot;&#13;&#10;&#9;");
    }

    #[test]
    fn what_cannot_be_written_is_counted() {
        assert_eq!(writable("a\u{0}b\u{1c}\r\n🦀"), ("a b \r\n🦀".into(), 2));
        assert!(matches!(writable("as it is"), (Cow::Borrowed(_), 0)));
        assert_eq!(visible("a\u{0}\u{7f}\u{85}b"), ("a\u{fffd}\u{fffd}\u{85}b".into(), 2));
    }
}
