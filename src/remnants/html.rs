//! Tags and character references of HTML that came along when an article was copied. What is not surely HTML stays as it is.

use super::{Layer, Writer};

/// The most bytes that a tag has.
const LONGEST_TAG: usize = 4000;

/// Elements whose tags stand between words, lower-cased; the tags of [`BREAKS`] end a line as well.
#[rustfmt::skip]
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "del", "em", "font", "i", "iframe", "img", "input", "ins", "kbd", "label",
    "link", "mark", "meta", "noscript", "path", "picture", "s", "small", "source", "span", "strike", "strong", "sub", "sup", "svg",
    "time", "tt", "u", "wbr",
];

/// Elements whose tags part paragraphs, lower-cased.
#[rustfmt::skip]
const BREAKS: &[&str] = &[
    "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "td", "th", "thead", "title", "tr", "ul",
];

/// Names of character references, and what they stand for.
#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("Aacute", 'Á'), ("Auml", 'Ä'), ("Eacute", 'É'), ("Ouml", 'Ö'), ("Uuml", 'Ü'), ("aacute", 'á'), ("agrave", 'à'), ("amp", '&'),
    ("apos", '\''), ("aring", 'å'), ("atilde", 'ã'), ("auml", 'ä'), ("bdquo", '„'), ("bull", '•'), ("ccedil", 'ç'), ("cent", '¢'),
    ("copy", '©'), ("deg", '°'), ("eacute", 'é'), ("ecirc", 'ê'), ("egrave", 'è'), ("emsp", '\u{2003}'), ("ensp", '\u{2002}'),
    ("euml", 'ë'), ("euro", '€'), ("gt", '>'), ("hellip", '…'), ("iacute", 'í'), ("iuml", 'ï'), ("laquo", '«'), ("ldquo", '“'),
    ("lsquo", '‘'), ("lt", '<'), ("mdash", '—'), ("middot", '·'), ("nbsp", '\u{a0}'), ("ndash", '–'), ("ntilde", 'ñ'), ("oacute", 'ó'),
    ("ocirc", 'ô'), ("oslash", 'ø'), ("ouml", 'ö'), ("pound", '£'), ("quot", '"'), ("raquo", '»'), ("rdquo", '”'), ("reg", '®'),
    ("rsquo", '’'), ("sbquo", '‚'), ("shy", '\u{ad}'), ("szlig", 'ß'), ("thinsp", '\u{2009}'), ("trade", '™'), ("uacute", 'ú'),
    ("uuml", 'ü'), ("yen", '¥'), ("zwnj", '\u{200b}'),
];

/// What the numbers 145 to 151 stand for on pages that were written for one old system.
const OLD_MARKS: [char; 7] = ['‘', '’', '“', '”', '•', '–', '—'];

/// `source` without tags and character references; `None` where it has none. Linear in its length.
pub(super) fn strip(source: &str) -> Option<(String, Layer)> {
    // Nearly every text has neither mark, which is quickly seen.
    if !source.as_bytes().contains(&b'&') && !source.as_bytes().contains(&b'<') {
        return None;
    }
    let mut plain = Writer::new(source);
    let mut at = 0;
    let mut unclosed = Unclosed::default();
    while let Some(mark) = source[at..].find(['&', '<']).map(|mark| at + mark) {
        let rest = &source[mark..];
        let remnant = if rest.starts_with('&') { reference(rest) } else { unclosed.hidden(rest).or_else(|| tag(rest)) };
        let Some((length, stands_for)) = remnant else {
            at = mark + 1;
            continue;
        };
        at = mark + length;
        let mut buffer = [0; 4];
        plain.swap(mark..at, stands_for.map_or("", |c| c.encode_utf8(&mut buffer)));
    }
    plain.finish()
}

/// The character reference that `rest` begins with: its length and its character.
fn reference(rest: &str) -> Option<(usize, Option<char>)> {
    const LONGEST: usize = 10;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let hexadecimal = number.strip_prefix(['x', 'X']);
            let code = hexadecimal.map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok())?;
            let old = code.checked_sub(145).and_then(|place| OLD_MARKS.get(place as usize)).copied();
            old.or_else(|| char::from_u32(code)).filter(|c| !c.is_control())?
        }
        None => NAMED[NAMED.binary_search_by_key(&name, |(known, _)| known).ok()?].1,
    };
    Some((end + 1, Some(character)))
}

/// The tag of a known element that `rest` begins with: its length, and the line that it ends.
fn tag(rest: &str) -> Option<(usize, Option<char>)> {
    let inner = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let name = &inner[..inner.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count()];
    let behind = inner.as_bytes().get(name.len())?;
    if !(behind.is_ascii_whitespace() || matches!(behind, b'/' | b'>')) {
        return None;
    }
    let end = rest.bytes().skip(1).take(LONGEST_TAG).position(|byte| matches!(byte, b'<' | b'>'))? + 1;
    // `if a <b and b> c`: behind the name stand attributes or nothing.
    let attributes = rest[1..end].trim_start_matches('/')[name.len()..].trim_end_matches(['/', ' ', '\n', '\r', '\t']);
    if !attributes.is_empty() && !attributes.contains('=') {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let breaks = BREAKS.binary_search(&lower.as_str()).is_ok();
    let known = breaks || INLINE.binary_search(&lower.as_str()).is_ok();
    (known && rest.as_bytes()[end] == b'>').then_some((end + 1, breaks.then_some('\n')))
}

/// Which closings the rest of the text no longer has, so that none is looked for twice.
#[derive(Default)]
struct Unclosed([bool; 3]);

impl Unclosed {
    /// The comment, script or style sheet that `rest` begins with, which holds none of the article's words.
    fn hidden(&mut self, rest: &str) -> Option<(usize, Option<char>)> {
        const HIDDEN: [(&str, &str); 3] = [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")];
        let opens = |opening: &str| rest.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening));
        let kind = HIDDEN.iter().position(|(opening, _)| opens(opening)).filter(|&kind| !self.0[kind])?;
        let end = rest.find(HIDDEN[kind].1);
        self.0[kind] = end.is_none();
        end.map(|end| (end + HIDDEN[kind].1.len(), Some('\n')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(INLINE.is_sorted() && BREAKS.is_sorted() && NAMED.is_sorted());
    }
}
