//! A word as the models see it: hashes of its folded form, beginnings and endings, and its shape. It folds away what must not matter to any
//! model (the case, curly or straight quotation marks, kinds of dashes, which digit) and decides nothing.

use super::memory::Memory;
use super::weights::{hash_bytes, mix};

/// Folded bytes kept of one word. Longer words (addresses, mostly) are known by their beginning.
const KEPT: usize = 48;

/// How a sentence uses capitals, which says how much a capital means in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub enum Casing {
    /// Capitals begin sentences and names.
    #[default]
    Normal,
    /// Everything is in capitals.
    Upper,
    /// Nothing is.
    Lower,
    /// Every longer word begins with a capital, as in headlines.
    Title,
}

/// How a word is written with regard to case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub enum Case {
    /// No letter that has a case.
    #[default]
    None,
    /// All letters small.
    Lower,
    /// The first letter is a capital, no other.
    Capital,
    /// All letters are capitals, at least two.
    Upper,
    /// Anything else, as in `iPhone` or `McCain`.
    Mixed,
}

/// What the models know of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the folded form: lowercased, digits as `0`, quotation marks and dashes straight.
    pub lower: u64,
    /// Hash of the form with its case, otherwise folded.
    pub form: u64,
    /// Hashes of the last one to four bytes of the folded form, `lower` where it is not longer.
    pub suffixes: [u64; 4],
    /// Hashes of the first one to four bytes.
    pub prefixes: [u64; 4],
    /// How it is written with regard to case.
    pub case: Case,
    /// Case, digits, hyphens, periods and apostrophes in one small number.
    pub shape: u8,
    /// How many bytes it has, up to 255.
    pub length: u8,
    /// Whether names may go on over it: a short small word, a hyphen, an apostrophe, a period or an ampersand.
    pub links: bool,
    /// Whether it may close a name behind a comma, as `Inc.` and `Jr.` do.
    pub closes: bool,
    /// Whether it is the pronoun `I`, whose capital says nothing.
    pub pronoun: bool,
    /// Whether a sentence, a quotation or a list item may begin here, so that a capital says little.
    pub opens: bool,
}

impl Word {
    /// What stands for a word before the first or behind the last.
    pub const NONE: Word = Word {
        lower: 1,
        form: 1,
        suffixes: [1; 4],
        prefixes: [1; 4],
        case: Case::None,
        shape: 0,
        length: 0,
        links: false,
        closes: false,
        pronoun: false,
        opens: false,
    };

    /// Whether it is a hyphen or has one.
    pub fn is_hyphen(&self) -> bool {
        self.shape >> 4 & 1 == 1
    }

    /// Whether it has neither letters nor digits.
    pub fn is_mark(&self) -> bool {
        self.case == Case::None && self.shape & (DIGIT | LETTER) == 0
    }
}

/// Reads the words of one sentence into `words`, which is cleared first, and says how the sentence uses capitals.
pub fn read(forms: &[&str], words: &mut Vec<Word>) -> Casing {
    read_by(forms, words, read_one)
}

/// Like [`read`], with the words that `memory` still knows taken from it.
pub fn recall(forms: &[&str], memory: &mut Memory<Word>, words: &mut Vec<Word>) -> Casing {
    read_by(forms, words, |form| *memory.recall(hash_bytes(form.as_bytes()), || read_one(form)))
}

fn read_by(forms: &[&str], words: &mut Vec<Word>, mut read_one: impl FnMut(&str) -> Word) -> Casing {
    words.clear();
    let mut opens = true;
    let mut count = Counts::default();
    for form in forms {
        let mut word = read_one(form);
        word.opens = opens;
        count.add(form, word.case, opens);
        opens = word.case == Case::None && word.shape & DIGIT == 0 && (opens || is_opening(form));
        words.push(word);
    }
    count.casing()
}

fn is_opening(form: &str) -> bool {
    matches!(form, "\"" | "“" | "``" | "‘" | "'" | ":" | "«" | "„" | "-" | "–" | "—" | "--" | "•" | "*" | "...")
}

#[derive(Default)]
struct Counts {
    upper: usize,
    lower: usize,
    capital: usize,
    long_lower: usize,
    long_capital: usize,
}

impl Counts {
    fn add(&mut self, form: &str, case: Case, opens: bool) {
        let long = form.len() >= 5;
        match case {
            Case::None => {}
            Case::Upper => self.upper += 1,
            Case::Lower => {
                self.lower += 1;
                self.long_lower += usize::from(long);
            }
            Case::Capital | Case::Mixed => {
                self.capital += 1;
                self.long_capital += usize::from(long && !opens);
            }
        }
    }

    fn casing(&self) -> Casing {
        let cased = self.upper + self.lower + self.capital;
        if cased >= 3 && self.upper * 10 >= cased * 7 {
            Casing::Upper
        } else if cased >= 3 && self.lower == cased {
            Casing::Lower
        } else if self.long_capital >= 3 && self.long_lower * 8 <= self.long_capital {
            Casing::Title
        } else {
            Casing::Normal
        }
    }
}

const DIGIT: u8 = 8;
/// A letter outside ASCII.
const LETTER: u8 = 8 << 4;

/// Reads one word, as if inside a sentence.
pub fn read_one(form: &str) -> Word {
    let mut lower = [0u8; KEPT];
    let mut cased = [0u8; KEPT];
    let (length, look) = if form.is_ascii() { fold_ascii(form, &mut lower, &mut cased) } else { fold(form, &mut lower, &mut cased) };
    let text = lower.get(..length).unwrap_or_default();
    let lower = hash_bytes(text);
    let case = look.case();
    let ends = |n: usize| text.len().checked_sub(n).and_then(|from| text.get(from..)).map_or(lower, |end| packed(end, n as u64));
    let starts = |n: usize| text.get(..n).map_or(lower, |start| packed(start, n as u64 + 8));
    Word {
        lower,
        form: if matches!(case, Case::Capital | Case::Upper | Case::Mixed) {
            hash_bytes(cased.get(..length).unwrap_or_default())
        } else {
            lower
        },
        suffixes: [ends(1), ends(2), ends(3), ends(4)],
        prefixes: [starts(1), starts(2), starts(3), starts(4)],
        case,
        shape: case as u8 | if look.digits > 0 { DIGIT } else { 0 } | look.marks << 4,
        length: length.min(255) as u8,
        links: (case == Case::Lower && length <= 4) || (case == Case::None && matches!(text, b"-" | b"'" | b"." | b"&" | b"/" | b"")),
        closes: matches!(
            text.strip_suffix(b".").unwrap_or(text),
            b"inc" | b"ltd" | b"corp" | b"llc" | b"l.l.c" | b"llp" | b"l.p" | b"plc" | b"jr" | b"sr"
        ),
        pronoun: text == b"i",
        opens: false,
    }
}

fn packed(bytes: &[u8], kind: u64) -> u64 {
    mix(bytes.iter().fold(0, |all, &byte| all << 8 | u64::from(byte)), kind)
}

/// What was seen while folding.
#[derive(Default)]
struct Look {
    capitals: u32,
    smalls: u32,
    digits: u32,
    starts_capital: bool,
    /// One bit each: a hyphen, a period, an apostrophe, a letter outside ASCII.
    marks: u8,
}

impl Look {
    fn case(&self) -> Case {
        match (self.capitals, self.smalls) {
            (0, 0) => Case::None,
            (0, _) => Case::Lower,
            (1, _) if self.starts_capital => Case::Capital,
            (_, 0) => Case::Upper,
            _ => Case::Mixed,
        }
    }
}

fn fold_ascii(form: &str, lower: &mut [u8; KEPT], cased: &mut [u8; KEPT]) -> (usize, Look) {
    let mut look = Look { starts_capital: form.as_bytes().first().is_some_and(u8::is_ascii_uppercase), ..Look::default() };
    let mut length = 0;
    for ((&byte, lower), cased) in form.as_bytes().iter().zip(lower).zip(cased) {
        *lower = byte.to_ascii_lowercase();
        *cased = byte;
        match byte {
            b'a'..=b'z' => look.smalls += 1,
            b'A'..=b'Z' => look.capitals += 1,
            b'0'..=b'9' => {
                look.digits += 1;
                (*lower, *cased) = (b'0', b'0');
            }
            b'-' => look.marks |= 1,
            b'.' => look.marks |= 2,
            b'\'' => look.marks |= 4,
            _ => {}
        }
        length += 1;
    }
    (length, look)
}

fn fold(form: &str, lower: &mut [u8; KEPT], cased: &mut [u8; KEPT]) -> (usize, Look) {
    let mut look = Look { starts_capital: form.chars().next().is_some_and(char::is_uppercase), ..Look::default() };
    let mut length = 0;
    for char in form.chars() {
        let char = straight(char);
        let small = char.to_lowercase().next().unwrap_or(char);
        let mut bytes = [0; 4];
        let end = length + small.encode_utf8(&mut bytes).len();
        let Some(place) = lower.get_mut(length..end) else { break };
        place.copy_from_slice(&bytes[..end - length]);
        if let Some(place) = cased.get_mut(length..end) {
            place.copy_from_slice(&bytes[..end - length]);
            if char != small {
                place[0] ^= 0x20;
            }
        }
        look.capitals += u32::from(char.is_uppercase());
        look.smalls += u32::from(char.is_lowercase());
        look.digits += u32::from(char.is_ascii_digit());
        if char.is_ascii_digit() {
            (lower[length], cased[length]) = (b'0', b'0');
        }
        look.marks |= match char {
            '-' => 1,
            '.' => 2,
            '\'' => 4,
            _ if !char.is_ascii() && char.is_alphabetic() => 8,
            _ => 0,
        };
        length = end;
    }
    (length, look)
}

/// The typewriter's character for a typeset one.
fn straight(char: char) -> char {
    match char {
        '‘' | '’' | '‛' | '′' | '`' | '´' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '…' => '.',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typeset_and_typed_marks_are_one_word() {
        for (a, b) in [("“", "\""), ("’s", "'s"), ("don’t", "don't"), ("–", "—"), ("Kyiv–Lviv", "Kyiv-Lviv"), ("1984", "2077")]
        {
            assert_eq!(read_one(a).lower, read_one(b).lower, "{a} {b}");
            assert_eq!(read_one(a).form, read_one(b).form, "{a} {b}");
        }
    }

    #[test]
    fn case_is_kept_apart_from_the_word() {
        let [small, capital, upper] = ["émile", "Émile", "ÉMILE"].map(read_one);
        assert_eq!((small.lower, small.lower), (capital.lower, upper.lower));
        assert_ne!(small.form, capital.form);
        assert_eq!([small.case, capital.case, upper.case], [Case::Lower, Case::Capital, Case::Upper]);
        assert_eq!(read_one("McCain").case, Case::Mixed);
        assert_eq!(read_one("A").case, Case::Capital);
        assert_eq!(read_one("1999").case, Case::None);
    }

    #[test]
    fn headlines_are_told_from_sentences() {
        let casing = |text: &str| read(&text.split(' ').collect::<Vec<_>>(), &mut Vec::new());
        assert_eq!(casing("MAYOR SAYS NO TO NEW BRIDGE"), Casing::Upper);
        assert_eq!(casing("Mayor Rejects Plan for New Harbor Bridge"), Casing::Title);
        assert_eq!(casing("the mayor said no again"), Casing::Lower);
        assert_eq!(casing("The mayor of Springfield said no to President Lopez"), Casing::Normal);
        assert_eq!(casing("No"), Casing::Normal);
        assert_eq!(casing(""), Casing::Normal);
    }

    #[test]
    fn long_and_odd_words_are_read() {
        let long = "é".repeat(500);
        for form in ["", "\u{301}", "🏳️‍🌈", "ß", "İstanbul", &long, &"x".repeat(1000)] {
            let _ = read_one(form);
        }
    }
}
