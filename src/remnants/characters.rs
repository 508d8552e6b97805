//! Characters that are broken, joined or not seen: soft hyphens and zero-width characters, ligatures, wide letters, accents that stand behind their
//! letter, uncommon spaces and hyphens, and what UTF-8 becomes where it is read as an old encoding.

use unicode_normalization::char::{compose, is_combining_mark};

use super::{Layer, Writer};

/// Letters that are joined, from U+FB00 on.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// What the bytes from 0x80 to 0x9F are in Windows-1252; where they are nothing, the control character of that number.
const OLD: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// `source` with the characters that a reader sees in it; `None` where it has no others. Linear in its length.
pub(super) fn strip(source: &str) -> Option<(String, Layer)> {
    if source.is_ascii() {
        return None;
    }
    let mut plain = Writer::new(source);
    let mut before: Option<(usize, char)> = None;
    for (at, c) in source.char_indices() {
        if at >= plain.copied && !c.is_ascii() {
            take(&mut plain, before, at, c);
        }
        before = Some((at, c));
    }
    plain.finish()
}

/// Swaps the character `c` at `at`, and what belongs to it, for what is seen.
fn take(plain: &mut Writer<'_>, before: Option<(usize, char)>, at: usize, c: char) {
    let rest = &plain.source[at..];
    let end = at + c.len_utf8();
    match c {
        '\u{fb00}'..='\u{fb06}' => plain.swap(at..end, LIGATURES[c as usize - 0xfb00]),
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = char::from_u32(c as u32 - 0xff01 + 0x21).unwrap_or(c);
            plain.swap(at..end, narrow.encode_utf8(&mut [0; 4]));
        }
        '‐' | '\u{2011}' => plain.swap(at..end, "-"),
        'Â' | 'Ã' | 'â' | 'ï' => {
            if let Some((length, meant)) = misread(rest) {
                plain.swap(at..at + length, meant.encode_utf8(&mut [0; 4]));
            }
        }
        _ if is_invisible(c) => {
            let before = before.map(|(_, c)| c);
            if let Some((length, stands_for)) = invisible(before, rest) {
                plain.swap(at..at + length, stands_for);
            }
        }
        _ if c.is_whitespace() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') => plain.swap(at..end, " "),
        _ if is_combining_mark(c) => {
            let Some((start, letter)) = before.filter(|&(start, _)| start >= plain.copied) else { return };
            let accents = || rest.chars().take_while(|&c| is_combining_mark(c));
            if let Some(whole) = accents().try_fold(letter, compose) {
                plain.swap(start..at + accents().map(char::len_utf8).sum::<usize>(), whole.encode_utf8(&mut [0; 4]));
            }
        }
        _ => {}
    }
}

/// Whether `c` takes no room: it tells where a line may break, how letters join, or which way to read.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// How long the invisible characters are that `rest` begins with, and what stands for them behind the character `before`.
fn invisible(before: Option<char>, rest: &str) -> Option<(usize, &'static str)> {
    let behind = rest.trim_start_matches(is_invisible);
    let run = &rest[..rest.len() - behind.len()];
    let next = behind.chars().next();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_combining_mark(c));
    if run.contains('\u{ad}') && word(before) {
        // A word that was broken there.
        let line = behind.trim_start_matches([' ', '\t']).trim_start_matches('\r');
        let goes_on = line.strip_prefix('\n').map(|line| line.trim_start_matches([' ', '\t']));
        if let Some(line) = goes_on.filter(|line| line.starts_with(char::is_lowercase)) {
            return Some((rest.len() - line.len(), ""));
        }
    }
    // Joined pictures: 👩‍🚀.
    if run.contains('\u{200d}') && !(word(before) && word(next)) {
        return None;
    }
    let parts = run.contains('\u{200b}')
        && match (before, next) {
            (Some(before), Some(next)) if before.is_lowercase() && next.is_uppercase() => true,
            (Some(before), Some(next)) => matches!(before, '.' | '!' | '?' | ',' | ';' | ':' | '…' | '”') && !next.is_whitespace(),
            _ => false,
        };
    Some((run.len(), if parts { " " } else { "" }))
}

/// The character whose bytes `rest` begins with, each read as a letter of its own, and how long they are: `â€œ` for `“`.
fn misread(rest: &str) -> Option<(usize, char)> {
    let byte = |c: char| OLD.iter().position(|&old| old == c).map(|place| place as u8 + 0x80).or_else(|| u8::try_from(c as u32).ok());
    let count = if rest.starts_with(['â', 'ï']) { 3 } else { 2 };
    let mut bytes = [0; 3];
    let mut length = 0;
    for (place, c) in rest.chars().take(count).enumerate() {
        bytes[place] = byte(c)?;
        length += c.len_utf8();
    }
    let meant = std::str::from_utf8(&bytes[..count]).ok().and_then(|meant| meant.chars().next()).filter(|meant| !meant.is_ascii());
    let last = ("â€".len(), '”');
    match meant {
        Some('\u{a0}') => Some((length, ' ')),
        Some(meant) if !meant.is_control() => Some((length, meant)),
        // The last of its bytes is no character, and often lost.
        _ => rest.starts_with("â€").then_some(last),
    }
}
