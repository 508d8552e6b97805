//! Splits the text into words, numbers and marks, the way Universal Dependencies treebanks of English do.
//!
//! It decides where a token starts and ends and nothing else: hyphenated words fall apart (`wide - ranging`) except after a prefix (`anti-war`),
//! contractions fall apart (`do n't`, `Kyiv 's`), and an abbreviation keeps its period.

use std::ops::Range;

use crate::model::Span;

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Letters, perhaps with digits, apostrophes or periods within.
    Word,
    /// Begins with a digit.
    Number,
    /// An address of a page, a mailbox or an account.
    Address,
    /// Anything else.
    Mark,
}

/// The tokens of a text in order, as columns. A token is known by its place in them.
#[derive(Default, Debug)]
pub struct Tokens {
    spans: Vec<Span>,
    kinds: Vec<Kind>,
}

impl Tokens {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The bytes that token `i` covers: none, behind the last token, where there is no such token. Who looks ahead need not ask first.
    pub fn span(&self, i: usize) -> Span {
        self.spans.get(i).copied().unwrap_or_else(|| self.end())
    }

    /// What token `i` is made of; where there is none, it stops a phrase as a mark does.
    pub fn kind(&self, i: usize) -> Kind {
        self.kinds.get(i).copied().unwrap_or(Kind::Mark)
    }

    /// Whether token `i` follows the one before without white space.
    pub fn is_glued(&self, i: usize) -> bool {
        let before = i.checked_sub(1).and_then(|before| self.spans.get(before));
        before.zip(self.spans.get(i)).is_some_and(|(before, span)| before.end() == span.start())
    }

    #[cold]
    fn end(&self) -> Span {
        let end = self.spans.last().map_or(0, |last| last.end());
        Span::new(end, end)
    }

    /// The first token that starts at or behind `byte`.
    pub fn at_or_after(&self, byte: u32) -> usize {
        self.spans.partition_point(|span| span.start() < byte)
    }

    /// Some of the tokens by themselves, where they stand.
    pub fn part(&self, tokens: &Range<usize>) -> Tokens {
        Tokens { spans: self.spans[tokens.clone()].to_vec(), kinds: self.kinds[tokens.clone()].to_vec() }
    }

    /// The tokens that start within `span`.
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self.at_or_after(span.start());
        start..self.at_or_after_from(start, span.end())
    }

    /// Like [`Tokens::at_or_after`], of which it is known that it is `from` or behind it, and sought in growing steps: quick where it is not far.
    pub fn at_or_after_from(&self, from: usize, byte: u32) -> usize {
        let (mut start, mut step) = (from, 8);
        while self.spans.get(start + step).is_some_and(|span| span.start() < byte) {
            start += step;
            step *= 2;
        }
        let end = self.spans.len().min(start + step);
        start + self.spans[start.min(end)..end].partition_point(|span| span.start() < byte)
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        if start < end {
            self.spans.push(Span::new(start as u32, end as u32));
            self.kinds.push(kind);
        }
    }
}

/// Words whose period belongs to them, lower-cased and without it.
const ABBREVIATIONS: &[&str] = &[
    "a", "adm", "al", "approx", "apr", "aug", "ave", "b", "bldg", "blvd", "brig", "bros", "c", "ca", "capt", "cf", "cmdr", "co", "col",
    "comdr", "corp", "cpl", "d", "dec", "dept", "det", "dist", "dr", "e", "ed", "est", "etc", "f", "feb", "fig", "fr", "fri", "ft", "g",
    "gen", "gov", "govs", "h", "hon", "inc", "insp", "j", "jan", "jr", "jul", "jun", "k", "l", "lt", "ltd", "m", "maj", "mar", "messrs",
    "min", "mlle", "mme", "mon", "mr", "mrs", "ms", "msgr", "mt", "mx", "n", "nov", "o", "oct", "p", "ph", "plc", "pp", "pres", "prof",
    "pvt", "q", "r", "rep", "reps", "rev", "s", "sat", "sen", "sens", "sep", "sept", "sgt", "spc", "sr", "st", "supt", "t", "thu", "thur",
    "tue", "u", "univ", "v", "vol", "vs", "w", "wed", "x", "y", "z",
];

/// How many bytes an abbreviation has at most.
const LONGEST: usize = 6;

/// Prefixes that stay joined to their word by a hyphen.
const PREFIXES: &[&str] = &[
    "anti", "co", "counter", "cross", "e", "ex", "inter", "mid", "mini", "multi", "neo", "non", "pan", "post", "pre", "pro", "pseudo",
    "re", "semi", "sub", "ultra", "un", "al", "el",
];

/// The tokens of `text`. Every character that is not white space lies in exactly one token.
pub fn split(text: &str) -> Tokens {
    // Tokens are rarely shorter with their space, so that a long text is not copied over and over while its columns grow.
    let room = text.len() / 4;
    let mut tokens = Tokens { spans: Vec::with_capacity(room), kinds: Vec::with_capacity(room) };
    let mut chunk = 0;
    for (at, c) in text.char_indices() {
        if is_space(c) {
            split_chunk(text, chunk, at, &mut tokens);
            chunk = at + c.len_utf8();
        }
    }
    split_chunk(text, chunk, text.len(), &mut tokens);
    tokens
}

/// Whether `c` separates words: white space and the invisible characters that news sites leave behind.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || (!c.is_ascii() && matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{200e}' | '\u{200f}'))
}

/// Whether `c` is an apostrophe or a single quotation mark.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining(c)
}

/// Whether `c` only modifies the character before it.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Splits a piece of text without white space.
fn split_chunk(text: &str, start: usize, end: usize, tokens: &mut Tokens) {
    // Most pieces are nothing but a word.
    if text.as_bytes()[start..end].iter().all(u8::is_ascii_alphabetic) {
        return push_word(&text[start..end], start, tokens);
    }
    let addresses = Addresses::of(&text[start..end]);
    let mut at = start;
    while at < end {
        let rest = &text[at..end];
        let c = rest.chars().next().unwrap_or(' ');
        let length = if let Some(length) = addresses.length(at - start, &text[start..end]) {
            tokens.push(at, at + length, Kind::Address);
            length
        } else if is_word(c) || clipped(rest) {
            let length = word(rest);
            push_word(&rest[..length], at, tokens);
            length
        } else {
            let length = mark(rest, c);
            tokens.push(at, at + length, Kind::Mark);
            length
        };
        at += length;
    }
}

/// The length of the mark that `rest` begins with: runs of the same mark, and joined characters such as emoji, stay together.
fn mark(rest: &str, c: char) -> usize {
    let mut length = c.len_utf8();
    if matches!(c, '.' | '-' | '!' | '?' | '*' | '=' | '_' | '`') || (c == '\'' && rest.starts_with("''")) {
        return rest.find(|next| next != c).unwrap_or(rest.len());
    }
    let mut joined = false;
    for next in rest[length..].chars() {
        if !(joined || next == '\u{200d}' || is_combining(next)) {
            break;
        }
        joined = next == '\u{200d}';
        length += next.len_utf8();
    }
    length
}

/// Whether `rest` begins with an apostrophe that stands for dropped letters: `'90s`, `'em`.
fn clipped(rest: &str) -> bool {
    let mut chars = rest.chars();
    if !chars.next().is_some_and(is_apostrophe) {
        return false;
    }
    let word: String = chars.as_str().chars().take_while(|&c| is_word(c)).map(|c| c.to_ascii_lowercase()).collect();
    let decade = word.len() == 3 && word.ends_with('s') && word[..2].bytes().all(|b| b.is_ascii_digit());
    decade || matches!(word.as_str(), "em" | "til" | "cause" | "tis" | "twas") || leads_dutch_name(rest)
}

/// Whether `rest` begins a place's name with its article: `'s-Hertogenbosch`.
fn leads_dutch_name(rest: &str) -> bool {
    rest.trim_start_matches(is_apostrophe).strip_prefix("s-").is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// Where web, mail and account addresses can stand in a piece of text without white space: found once, however many tokens it has.
struct Addresses {
    /// Where the piece ends without the marks behind it.
    end: usize,
    /// The last place where a web or mail address can begin: before what makes it one.
    last: Option<usize>,
}

impl Addresses {
    fn of(chunk: &str) -> Addresses {
        // Every address has one of these.
        if !chunk.bytes().any(|byte| matches!(byte, b'@' | b'#' | b':' | b'w' | b'W')) {
            return Addresses { end: 0, last: None };
        }
        let body = chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '”', '’', '\'']);
        let mail = body.rfind('.').and_then(|dot| body[..dot].rfind('@'));
        let web = body.rfind(':').and_then(|_| body.rfind("://"));
        Addresses { end: body.len(), last: web.max(mail) }
    }

    /// The length of the address that begins at byte `at` of the piece.
    fn length(&self, at: usize, chunk: &str) -> Option<usize> {
        let bytes = chunk.as_bytes().get(at..self.end)?;
        let first = *bytes.first()?;
        let account = matches!(first, b'@' | b'#') && bytes.len() > 1 && bytes[1..].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_');
        if account {
            return Some(bytes.len());
        }
        let begins = first.is_ascii_alphanumeric() && bytes.len() >= 6;
        let address = self.last.is_some_and(|last| at <= last) || bytes.get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"www."));
        (begins && address).then_some(bytes.len())
    }
}

/// The length of the word or number that `rest` begins with, before contractions are taken apart.
fn word(rest: &str) -> usize {
    let mut end = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let mut before = rest[..end].chars().next_back().unwrap_or(' ');
    let mut chars = rest[end..].chars();
    while let Some(c) = chars.next() {
        let next = chars.clone().next().unwrap_or(' ');
        if !(is_word(c) || (end == 0 && is_apostrophe(c)) || joins(before, c, next, &rest[..end], chars.as_str())) {
            break;
        }
        before = c;
        end += c.len_utf8();
    }
    if rest[end..].starts_with('.') && !rest[end..].starts_with("..") && keeps_period(&rest[..end]) {
        end += 1;
    }
    end
}

/// Whether the mark `c` between `before` and `next` belongs to the word so far (`head`), with `tail` behind it.
fn joins(before: char, c: char, next: char, head: &str, tail: &str) -> bool {
    match c {
        _ if !is_word(before) || !is_word(next) => false,
        '.' if before.is_ascii_digit() || next.is_ascii_digit() => before.is_ascii_digit() && next.is_ascii_digit(),
        '.' => !starts_sentence(head, tail),
        ',' | ':' | '/' => before.is_ascii_digit() && next.is_ascii_digit(),
        '&' => before.is_alphabetic() && next.is_alphabetic(),
        '-' | '‐' | '‑' => {
            PREFIXES.iter().any(|prefix| prefix.eq_ignore_ascii_case(head)) && next.is_alphabetic()
                || head.starts_with(is_apostrophe) && head.ends_with('s') && head.chars().count() == 2 && next.is_uppercase()
        }
        '\u{200c}' | '\u{200d}' => true,
        _ => is_apostrophe(c) && before.is_alphanumeric() && next.is_alphabetic(),
    }
}

/// Whether the period between `head` and `tail` ends a sentence whose successor lacks its space: `in need.And most of all`.
fn starts_sentence(head: &str, tail: &str) -> bool {
    let mut after = tail.chars();
    let capital = after.next().is_some_and(char::is_uppercase) && after.next().is_none_or(|c| c.is_lowercase() || !is_word(c));
    let lower = head.chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2;
    capital && lower && !head.contains('.') && !tail.contains('.')
}

fn keeps_period(word: &str) -> bool {
    // Initials and acronyms with inner periods: J., U.S, a.m
    let dotted =
        word.contains('.') && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic));
    let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let listed = (2..=LONGEST).contains(&word.len()) && ABBREVIATIONS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok();
    // "no" and "mar" and the like are words first: they keep a period only when written as an abbreviation would be.
    let doubtful = matches!(
        word,
        "mar" | "sat" | "sun" | "mon" | "fig" | "min" | "co" | "ed" | "rep" | "rev" | "gen" | "col" | "dist" | "pres" | "ms"
    );
    dotted || single || (listed && !doubtful)
}

/// Pushes a word, taking contractions apart: `do|n't`, `Kyiv|'s`, `can|not`.
fn push_word(word: &str, start: usize, tokens: &mut Tokens) {
    let kind = if word.starts_with(|c: char| c.is_ascii_digit()) { Kind::Number } else { Kind::Word };
    let end = start + word.len();
    let cut = start + clitic(word);
    tokens.push(start, cut, kind);
    tokens.push(cut, end, Kind::Word);
}

/// Where the clitic of `word` begins; its length when there is none.
fn clitic(word: &str) -> usize {
    if word.eq_ignore_ascii_case("cannot") {
        return 3;
    }
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return word.len();
    }
    let Some((at, _)) = word.char_indices().rev().find(|&(at, c)| at > 0 && is_apostrophe(c)) else { return word.len() };
    let tail = word[at..].trim_start_matches(is_apostrophe);
    if tail.eq_ignore_ascii_case("t") && word[..at].ends_with(['n', 'N']) && at > 1 {
        return at - 1;
    }
    let clitic = ["s", "re", "ve", "ll", "d", "m"].iter().any(|known| tail.eq_ignore_ascii_case(known));
    if clitic { at } else { word.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let tokens = split(text);
        let found: Vec<&str> = (0..tokens.len()).map(|i| tokens.span(i).slice(text)).collect();
        assert_eq!(found.join("|"), expected, "{text}");
    }

    #[test]
    fn tokens_follow_the_treebanks() {
        check("Kyiv's army didn't move.", "Kyiv|'s|army|did|n't|move|.");
        check("“They can’t,” he said.", "“|They|ca|n’t|,|”|he|said|.");
        check("a wide-ranging anti-war co-founder", "a|wide|-|ranging|anti-war|co-founder");
        check("the U.S. and J. Doe of Acme Inc. met Mr. Roe", "the|U.S.|and|J.|Doe|of|Acme|Inc.|met|Mr.|Roe");
        check("It cost $1,000.50, 5% more.", "It|cost|$|1,000.50|,|5|%|more|.");
        check("in need.And, most", "in|need|.|And|,|most");
        check("see www.example.org, alt.news or a@b.org.", "see|www.example.org|,|alt.news|or|a@b.org|.");
        check("wait... no -- really?!", "wait|...|no|--|really|?|!");
        check("the ministers' plan and '90s O'Brien", "the|ministers|'|plan|and|'90s|O'Brien");
        check("I cannot say “no.”", "I|can|not|say|“|no|.|”");
        check("at 5:30 p.m. on 9/11 in 2004.", "at|5:30|p.m.|on|9/11|in|2004|.");
        check("AT&T [...] 👩‍🚀 e\u{301}te\u{301}", "AT&T|[|...|]|👩‍🚀|e\u{301}te\u{301}");
        check("“‘Yes,’ he said”", "“|‘|Yes|,|’|he|said|”");
        check("the 90’s and I’ve", "the|90|’s|and|I|’ve");
        check("in 's-Hertogenbosch or ’s-Gravenhage, the city's-end", "in|'s-Hertogenbosch|or|’s-Gravenhage|,|the|city|'s|-|end");
        check("Mx. Vale left.", "Mx.|Vale|left|.");
    }

    #[test]
    fn abbreviations_are_sorted_and_short() {
        assert!(ABBREVIATIONS.is_sorted() && ABBREVIATIONS.iter().all(|word| word.is_ascii() && word.len() <= LONGEST));
    }

    #[test]
    fn growing_steps_find_what_halving_finds() {
        let tokens = split(&"one, two and three ".repeat(40));
        for byte in 0..tokens.span(tokens.len() - 1).end() + 3 {
            let first = tokens.at_or_after(byte);
            for from in (0..=first).step_by(7).chain([first]) {
                assert_eq!(tokens.at_or_after_from(from, byte), first, "{from} {byte}");
            }
        }
        assert_eq!(split("").at_or_after_from(0, 5), 0);
    }

    #[test]
    fn every_character_but_space_is_in_one_token() {
        for text in
            ["", " ", "a", "...", "''x''", "x\u{200b}y\u{a0}z", "\u{200d}\u{301}", "1.2.3.a.B", "'s", "n't", "@", "#1", "שלום, “world”"]
        {
            let tokens = split(text);
            let mut at = 0;
            for i in 0..tokens.len() {
                let span = tokens.span(i);
                assert!(text[at..span.start() as usize].chars().all(is_space), "{text:?}");
                assert!(!span.is_empty());
                at = span.end() as usize;
            }
            assert!(text[at..].chars().all(is_space), "{text:?}");
        }
    }
}
