//! Remnants of HTML in a text: tags and character references that came along when an article was copied.
//!
//! It decides what is such a remnant and gives the words without it, together with the way back: every place that is found in them is a place in the
//! text as it was pasted. What is not surely HTML stays as it is.

use crate::model::{Document, Span};

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

/// A text without remnants of HTML, and where its bytes come from.
pub struct Plain {
    /// The words alone.
    pub text: String,
    /// The source's length in bytes.
    source: u32,
    swaps: Vec<Swap>,
}

/// A remnant and what stands for it.
struct Swap {
    plain: Span,
    source: Span,
}

/// The text of `source` without remnants of HTML; `None` where it has none. Linear in its length.
pub fn plain(source: &str) -> Option<Plain> {
    // Nearly every text has neither mark, which is quickly seen.
    if !source.as_bytes().contains(&b'&') && !source.as_bytes().contains(&b'<') {
        return None;
    }
    let mut found = Plain { text: String::new(), source: source.len() as u32, swaps: Vec::new() };
    let (mut copied, mut at) = (0, 0);
    let mut unclosed = Unclosed::default();
    while let Some(mark) = source[at..].find(['&', '<']).map(|mark| at + mark) {
        let rest = &source[mark..];
        let remnant = if rest.starts_with('&') { reference(rest) } else { unclosed.hidden(rest).or_else(|| tag(rest)) };
        let Some((length, stands_for)) = remnant else {
            at = mark + 1;
            continue;
        };
        found.text.push_str(&source[copied..mark]);
        let start = found.text.len() as u32;
        found.text.extend(stands_for);
        found.swaps.push(Swap { plain: Span::new(start, found.text.len() as u32), source: Span::new(mark as u32, (mark + length) as u32) });
        at = mark + length;
        copied = at;
    }
    found.text.push_str(&source[copied..]);
    (!found.swaps.is_empty()).then_some(found)
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

impl Plain {
    /// The place in the source of what begins at `at` in the words alone.
    fn start(&self, at: u32) -> u32 {
        let Some(swap) = self.swaps[..self.swaps.partition_point(|swap| swap.plain.start() <= at)].last() else { return at };
        if at < swap.plain.end() { swap.source.start() } else { swap.source.end() + (at - swap.plain.end()) }
    }

    /// The place in the source of what ends at `at`.
    fn end(&self, at: u32) -> u32 {
        let Some(swap) = self.swaps[..self.swaps.partition_point(|swap| swap.plain.start() < at)].last() else { return at };
        if at <= swap.plain.end() { swap.source.end() } else { swap.source.end() + (at - swap.plain.end()) }
    }

    fn span(&self, span: Span) -> Span {
        Span::new(self.start(span.start()), self.end(span.end()))
    }

    /// How many bytes of the source are read when `read` of the words are.
    pub fn read(&self, read: usize) -> usize {
        if read >= self.text.len() { self.source as usize } else { self.start(read as u32) as usize }
    }

    /// What was found in the words alone, as places in the source.
    pub fn restore(&self, mut document: Document) -> Document {
        let mentions = document.mentions.iter_mut().map(|mention| &mut mention.span);
        let quotes = document.quotes.iter_mut().flat_map(|quote| quote.parts.iter_mut().chain(&mut quote.cue).chain(&mut quote.source));
        let positions = document.positions.iter_mut();
        let positions = positions.flat_map(|position| position.parts.iter_mut().chain(&mut position.cue).chain(&mut position.source));
        mentions.chain(quotes).chain(positions).for_each(|span| *span = self.span(*span));
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(INLINE.is_sorted() && BREAKS.is_sorted() && NAMED.is_sorted());
    }

    #[test]
    fn remnants_are_told_from_words() {
        for (source, expected) in [
            ("<p>Ada <b>Lumen</b></p>", "\nAda Lumen\n"),
            ("Ada&nbsp;Lumen&#8217;s &ldquo;plan&rdquo; &amp; Co&#x2E;", "Ada\u{a0}Lumen’s “plan” & Co."),
            ("one<br/>two<BR>three <a href=\"https://example.org/?a=1&amp;b=2\">four</a>", "one\ntwo\nthree four"),
            ("a<!-- a note -->b<script>if (a < b) c();</script>d", "a\nb\nd"),
            ("it&#146;s", "it’s"),
        ] {
            assert_eq!(plain(source).map(|plain| plain.text).as_deref(), Some(expected), "{source}");
        }
        for text in ["", "AT&T and R&D;", "a < b > c", "<3", "if a<b and b>c", "<b", "&;", "&#0;", "&#xD800;", "<Lumen>", "<!-- open"] {
            assert!(plain(text).is_none(), "{text}");
        }
    }

    #[test]
    fn places_lead_back_to_the_source() {
        let source = "<p><b>Ada&nbsp;Lumen</b> said &quot;AT&amp;T&quot;.</p>";
        let plain = plain(source).unwrap();
        for (words, pasted) in [("Ada\u{a0}Lumen", "Ada&nbsp;Lumen"), ("said", "said"), ("AT&T", "AT&amp;T"), ("T", "T"), ("\"", "&quot;")]
        {
            let start = plain.text.find(words).unwrap();
            let span = plain.span(Span::new(start as u32, (start + words.len()) as u32));
            assert_eq!(span.slice(source), pasted);
        }
        assert_eq!((plain.read(0), plain.read(plain.text.len())), (0, source.len()));
    }
}
