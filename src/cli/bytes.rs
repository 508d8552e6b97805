//! What the bytes of a file are: text, a document with a text in it, or something else.
//!
//! It decides by the bytes, never by the name, and refuses to guess an encoding: text is UTF-8, and what is not is told in words that fit it.

use anyhow::{Result, anyhow, bail};

/// What holds a text in a shape of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Container {
    /// A zip: a Word document, if it has its parts.
    Zip,
    /// Rich Text Format.
    Rtf,
}

/// What files begin with, and what to say of them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "this is a PDF; copy its text into a file, or save it as text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Office document; save it as .docx or as text"),
    (b"\x1f\x8b", "this is compressed (gzip); unpack it first"),
    (b"BZh", "this is compressed (bzip2); unpack it first"),
    (b"\xfd7zXZ\0", "this is compressed (xz); unpack it first"),
    (b"\x28\xb5\x2f\xfd", "this is compressed (zstd); unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "this is a 7-Zip archive; unpack it first"),
    (b"Rar!\x1a\x07", "this is a RAR archive; unpack it first"),
    (b"\x89PNG\r\n\x1a\n", "this is a picture"),
    (b"\xff\xd8\xff", "this is a picture"),
    (b"GIF8", "this is a picture"),
    (b"ID3", "this is a recording; transcribe it first"),
    (b"OggS", "this is a recording; transcribe it first"),
    (b"PAR1", "this is a Parquet table; save it as CSV or JSON Lines"),
    (b"SQLite format 3\0", "this is a database; save its table as CSV"),
];

/// What holds a text in `bytes`, if they are no text themselves.
pub(crate) fn container(bytes: &[u8]) -> Option<Container> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(Container::Zip);
    }
    bytes.trim_ascii_start().starts_with(b"{\\rtf").then_some(Container::Rtf)
}

/// What a file is that begins with `bytes`, where that is no text; what is only partly UTF-8 is.
pub(crate) fn not_text(bytes: &[u8]) -> Option<&'static str> {
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what);
    known.or_else(|| is_utf16(bytes).then_some("line 1, byte 1: this is UTF-16, not UTF-8; save the file as UTF-8"))
}

/// The text that `bytes` are, unchanged.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String> {
    if let Some(what) = not_text(&bytes) {
        bail!("{what}");
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        // Both count from one and the byte within its line, as an editor shows the place.
        let before = &error.as_bytes()[..at];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let byte = at - before.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1) + 1;
        anyhow!("line {line}, byte {byte}: this is not UTF-8; save the file as UTF-8")
    })
}

/// How much of a file is looked at to tell its encoding.
const HEAD: usize = 1 << 16;

/// Whether `bytes` are UTF-16, by its mark or by what its units look like.
fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    head.contains(&0) && (units(head, |low, high| (low, high)) || units(head, |high, low| (low, high)))
}

/// Whether pairs of bytes, put in order by `pair`, are units of text: nearly all of one of the alphabets, whose letters share their high
/// byte, or of punctuation, and the low bytes anything. In text of single bytes the bytes at even and odd places are alike.
fn units(head: &[u8], pair: impl Fn(u8, u8) -> (u8, u8)) -> bool {
    const ALPHABETS: u8 = 0x10;
    const PUNCTUATION: u8 = 0x20;
    let units: Vec<(u8, u8)> = head.chunks_exact(2).map(|bytes| pair(bytes[0], bytes[1])).collect();
    let share = |of: &dyn Fn(&&(u8, u8)) -> bool| 10 * units.iter().filter(of).count();
    let letters = share(&|(_, high)| *high < ALPHABETS);
    let marks = share(&|(_, high)| *high == PUNCTUATION);
    let written = share(&|(low, high)| *low >= ALPHABETS || *high > 0);
    !units.is_empty() && letters + marks >= 9 * units.len() && letters >= 6 * units.len() && written >= 6 * units.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn utf16_without_a_mark_is_recognized() {
        let texts = [
            "Mayor Ada Quill said no.\r\n",
            "“No,” she said – “never”.\n\nÉmile left.",
            "Мэр сказала «нет».\n",
            "Ada",
            "Ο δήμαρχος είπε όχι.",
        ];
        for text in texts {
            for big in [false, true] {
                assert!(is_utf16(&utf16(text, big)), "{text} {big}");
                assert!(text == "Ada" || is_utf16(&utf16(text, big)[..utf16(text, big).len() - 1]), "{text} {big}");
            }
            assert!(!is_utf16(text.as_bytes()), "{text}");
        }
        for text in ["Ada\0Quill", "Ada\0Quills", "It is over.\0\n", "\0", "\0\0\0\0", "No.\0\0\0\0 He said no to all of it.", ""] {
            assert_eq!(self::text(text.as_bytes().to_vec()).ok().as_deref(), Some(text), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_called_what_it_is() {
        for (bytes, words) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], "this is a PDF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Office document"),
            (b"\x1f\x8b\x08\0", "gzip"),
            (b"\xff\xd8\xff\xe0", "a picture"),
            (b"ok\nline2 \xc3(", "line 2, byte 7: this is not UTF-8"),
            (b"\xff\xfeh\0", "this is UTF-16"),
        ] {
            assert!(text(bytes.to_vec()).unwrap_err().to_string().contains(words), "{words}");
        }
        assert_eq!(container(b"PK\x03\x04\x14"), Some(Container::Zip));
        assert_eq!(container(b"\n{\\rtf1\\ansi}"), Some(Container::Rtf));
        assert_eq!(container(b"{\"rtf\": 1}"), None);
    }
}
