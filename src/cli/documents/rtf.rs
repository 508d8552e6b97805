//! Rich Text Format: a tokenizer takes it apart, and what follows says which of it is text and in which encoding.
//!
//! It decides as the format's specification does: groups inherit, destinations besides the body are left out, bytes are in the code page of
//! their font, and characters beyond it have a replacement behind them, which is skipped.

use std::collections::HashMap;

use anyhow::{Result, bail};
use encoding_rs::Encoding;
use rtf_grimoire::tokenizer::{Token, parse};

/// Groups that hold something else than the text.
const DESTINATIONS: &[&str] = &[
    "author",
    "buptim",
    "colortbl",
    "comment",
    "creatim",
    "doccomm",
    "docvar",
    "fldinst",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "footnote",
    "ftncn",
    "ftnsep",
    "ftnsepc",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "keywords",
    "listoverridetable",
    "listtable",
    "nonshppict",
    "objdata",
    "operator",
    "pict",
    "printim",
    "revtim",
    "revtbl",
    "rsidtbl",
    "rxe",
    "stylesheet",
    "subject",
    "tc",
    "themedata",
    "title",
    "txe",
    "xe",
    "xmlnstbl",
];
/// Control words that stand for characters.
const CHARACTERS: &[(&str, &str)] = &[
    ("bullet", "•"),
    ("cell", "\t"),
    ("emdash", "—"),
    ("emspace", "\u{2003}"),
    ("endash", "–"),
    ("enspace", "\u{2002}"),
    ("ldblquote", "“"),
    ("line", "\n"),
    ("lquote", "‘"),
    ("rdblquote", "”"),
    ("rquote", "’"),
    ("tab", "\t"),
];
/// Control words that end a paragraph.
const ENDS: &[&str] = &["page", "par", "row", "sect"];
/// The code pages that go with the character sets of fonts.
const CHARSETS: &[(i32, u16)] = &[
    (0, 1252),
    (77, 10000),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
];

/// The encoding of a code page; the one of Western Europe where it is not known.
fn encoding(page: u16) -> &'static Encoding {
    let label = match page {
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        65001 => "utf-8",
        page => &format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}

/// The paragraphs of a document.
pub(super) fn paragraphs(bytes: &[u8]) -> Result<Vec<String>> {
    let (rest, tokens) = parse(bytes.trim_ascii_start()).map_err(|_| anyhow::anyhow!("this RTF document is damaged"))?;
    let mut reader = Reader::default();
    tokens.iter().for_each(|token| reader.token(token));
    if !rest.is_empty() || !reader.above.is_empty() {
        bail!("this RTF document is damaged: it was cut off");
    }
    reader.flush();
    reader.done.push(reader.paragraph);
    Ok(reader.done)
}

/// What a group inherits from the one around it.
#[derive(Clone)]
struct Group {
    /// Whether it is no text.
    left_out: bool,
    hidden: bool,
    /// Whether it is the table of fonts.
    fonts: bool,
    font: i32,
    /// How many characters replace one that the code page lacks.
    replacement: usize,
}

struct Reader {
    group: Group,
    above: Vec<Group>,
    page: u16,
    /// The code page of each font.
    pages: HashMap<i32, u16>,
    /// Bytes whose encoding is that of the group, not yet decoded.
    bytes: Vec<u8>,
    /// Half of a character beyond the first plane.
    units: Vec<u16>,
    /// How much of a replacement is still to be skipped.
    skip: usize,
    /// Whether the group has just begun, or is one that may be left out.
    fresh: bool,
    paragraph: String,
    done: Vec<String>,
}

impl Default for Reader {
    fn default() -> Reader {
        let group = Group { left_out: false, hidden: false, fonts: false, font: -1, replacement: 1 };
        let (above, pages, bytes, units, skip, fresh, paragraph, done) = Default::default();
        Reader { group, above, page: 1252, pages, bytes, units, skip, fresh, paragraph, done }
    }
}

impl Reader {
    fn token(&mut self, token: &Token) {
        match token {
            Token::StartGroup => {
                self.flush();
                self.above.push(self.group.clone());
                (self.fresh, self.skip) = (true, 0);
                return;
            }
            Token::EndGroup => {
                self.flush();
                self.group = self.above.pop().unwrap_or_else(|| self.group.clone());
                self.skip = 0;
            }
            Token::ControlSymbol(symbol) => self.symbol(*symbol),
            Token::ControlWord { name, arg } => self.word(name, *arg),
            Token::Text(bytes) => self.text(bytes),
            Token::ControlBin(_) => self.skip = self.skip.saturating_sub(1),
            Token::Newline(_) => return,
        }
        self.fresh = false;
    }

    /// Bytes in the code page of the group.
    fn text(&mut self, bytes: &[u8]) {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        if self.is_seen() && skipped < bytes.len() {
            self.end_units();
            self.bytes.extend(&bytes[skipped..]);
        }
    }

    fn is_seen(&self) -> bool {
        !self.above.is_empty() && !self.group.left_out && !self.group.hidden && !self.group.fonts
    }

    fn push(&mut self, words: &str) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.is_seen() {
            self.flush();
            self.paragraph.push_str(words);
        }
    }

    /// Decodes what has gathered.
    fn flush(&mut self) {
        self.end_units();
        if !self.bytes.is_empty() {
            let page = self.pages.get(&self.group.font).copied().unwrap_or(self.page);
            let (words, _) = encoding(page).decode_without_bom_handling(&self.bytes);
            self.paragraph.push_str(&words);
            self.bytes.clear();
        }
    }

    fn end_units(&mut self) {
        if !self.units.is_empty() {
            self.paragraph.push_str(&String::from_utf16_lossy(&self.units));
            self.units.clear();
        }
    }

    fn end_paragraph(&mut self) {
        if self.is_seen() {
            self.flush();
            self.done.push(std::mem::take(&mut self.paragraph));
        }
    }

    fn symbol(&mut self, symbol: char) {
        match symbol {
            // A group that a reader who does not know it leaves out.
            '*' => self.group.left_out = true,
            '\\' | '{' | '}' => self.text(&[symbol as u8]),
            '~' => self.push("\u{a0}"),
            '_' => self.push("\u{2011}"),
            '\n' | '\r' => self.end_paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, arg: Option<i32>) {
        let on = arg != Some(0);
        match (name, arg) {
            // What the tokenizer makes of a byte that is written as two digits.
            ("'", Some(byte)) => self.text(&[byte as u8]),
            ("u", Some(unit)) => {
                if self.is_seen() && self.skip == 0 {
                    if !self.bytes.is_empty() {
                        self.flush();
                    }
                    self.units.push(unit as u16);
                }
                self.skip = self.group.replacement;
            }
            ("uc", Some(count)) => self.group.replacement = usize::try_from(count).unwrap_or(1),
            ("ansicpg", Some(page)) => self.page = u16::try_from(page).unwrap_or(1252),
            ("mac", _) => self.page = 10000,
            ("fonttbl", _) => self.group.fonts = true,
            ("f", Some(font)) => {
                self.flush();
                self.group.font = font;
            }
            ("fcharset", Some(set)) if self.group.fonts => {
                let page = CHARSETS.iter().find(|(known, _)| *known == set).map(|(_, page)| *page);
                self.pages.extend(page.map(|page| (self.group.font, page)));
            }
            ("plain", _) => self.group.hidden = false,
            ("v" | "deleted", _) => {
                self.flush();
                self.group.hidden = on;
            }
            (name, _) if self.fresh && DESTINATIONS.contains(&name) => self.group.left_out = true,
            (name, _) if ENDS.contains(&name) => self.end_paragraph(),
            (name, _) => {
                if let Some((_, words)) = CHARACTERS.iter().find(|(word, _)| *word == name) {
                    self.push(words);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_document_is_read() {
        let head = r"\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}{\colortbl;\red255\green0\blue0;}{\*\generator Word;}{\info{\title Secret}}";
        for (body, expected) in [
            (r"\pard Ada Quill said no.\par “A\'e9\'94", &["Ada Quill said no.", "â€œAé”"][..]),
            (r"\ldblquote We stop,\rdblquote  she said \endash  and left.\par", &["“We stop,” she said – and left.", ""]),
            (r"\'93No,\'94 he said. It\'92s over.", &["“No,” he said. It’s over."]),
            (r"\uc1\u8220 ?No\u8221 ? and \u-10179?\u-8704?{\uc0\u233 t\u233 }", &["“No” and 😀été"]),
            (r"{\b Bold} and {\i it{\ul al}ic}, \{braces\} and \\", &["Bold and italic, {braces} and \\"]),
            (r"{\f1 \'cd\'e5\'f2} \f0 \'cd", &["Нет Í"]),
            (r"seen{\v hidden}{\header top}{\*\unknown x}{\pict 0a0b}\v0  too\tab x\line y", &["seen too\tx\ny"]),
            (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt a link}}\~and\_so\-on", &["a link\u{a0}and\u{2011}soon"]),
            ("one\\\ntwo\r\nthree", &["one", "twothree"]),
        ] {
            let document = format!("{{{head}{body}}}\0\n");
            assert_eq!(paragraphs(document.as_bytes()).unwrap(), expected, "{body}");
        }
        assert_eq!(paragraphs(b"{\\rtf1\\mac \\'d2No\\'d3}").unwrap(), ["“No”"]);
    }

    #[test]
    fn a_document_that_was_cut_off_is_told() {
        for document in ["{\\rtf1 Ada {\\b Quill", "{\\rtf1 Ada"] {
            assert!(paragraphs(document.as_bytes()).unwrap_err().to_string().contains("damaged"), "{document}");
        }
    }
}
