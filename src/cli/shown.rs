//! How names of files are shown, and everything else that is said on a terminal.
//!
//! It decides which characters a terminal must not get: those that move its cursor, color it, end a line or turn the order of writing round.

use std::path::Path;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// A path as it may be shown: what is no visible character is escaped, and so are bytes that are no text.
pub(crate) fn shown(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        chunk.valid().chars().for_each(|c| push(&mut name, c));
        chunk.invalid().iter().for_each(|byte| name.push_str(&format!("\\x{byte:02x}")));
    }
    name
}

/// A message as it may be shown; it keeps its lines.
pub(crate) fn message(words: &str) -> String {
    let mut message = String::new();
    for c in words.chars() {
        if c == '\n' { message.push(c) } else { push(&mut message, c) }
    }
    message
}

fn push(name: &mut String, c: char) {
    if is_active(c) { name.extend(c.escape_unicode()) } else { name.push(c) }
}

/// Whether a terminal does something at `c` instead of showing it. What joins emoji and letters is part of a name.
fn is_active(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator};
    !matches!(c, '\u{200c}' | '\u{200d}') && matches!(c.general_category(), Control | Format | LineSeparator | ParagraphSeparator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_no_orders_from_a_name() {
        for (name, expected) in [
            ("a b.txt", "a b.txt"),
            ("Ünï \\ 👩‍🚀 \"x\".txt", "Ünï \\ 👩‍🚀 \"x\".txt"),
            ("\u{1b}[31mred\u{1b}[0m", "\\u{1b}[31mred\\u{1b}[0m"),
            ("two\nlines\r\t", "two\\u{a}lines\\u{d}\\u{9}"),
            ("\u{9b}2J\u{7f}", "\\u{9b}2J\\u{7f}"),
            ("exe\u{202e}txt.a\u{2066}", "exe\\u{202e}txt.a\\u{2066}"),
            ("a\u{2028}b\u{feff}", "a\\u{2028}b\\u{feff}"),
        ] {
            assert_eq!(shown(Path::new(name)), expected);
        }
        assert_eq!(message("one\ntwo\u{1b}[2J"), "one\ntwo\\u{1b}[2J");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_told_apart() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(shown(Path::new(std::ffi::OsStr::from_bytes(b"a\xff\xfeb"))), "a\\xff\\xfeb");
    }
}
