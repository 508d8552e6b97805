//! Documents of word processors, as the command line reads them: whole files, and the XML of a Word document by itself, packed anew, since nearly
//! every change to a zip only damages the zip.

use std::io::{Cursor, Write};

use anyhow::Result;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::targets::{Effort, Target};

#[path = "../../src/cli/documents/docx.rs"]
mod docx;
#[path = "../../src/cli/documents/rtf.rs"]
mod rtf;

/// What a Word document holds, in ways that are seldom together.
const BODIES: [&str; 5] = [
    "<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t xml:space=\"preserve\">“No,” she </w:t></w:r><w:r><w:t>said &amp; left&#8217;.</w:t><w:tab/><w:br/></w:r></w:p><w:p/>",
    "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>off</w:t></w:r></w:moveFrom></w:p>",
    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>é</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>seen</w:t></w:r></w:p>",
    "<w:p><w:r><w:t>oué</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:t>old</w:t></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "<w:tbl><w:tr><w:tc><w:p><w:hyperlink><w:r><w:instrText>LINK</w:instrText><w:noBreakHyphen/><![CDATA[x]]><!-- y --></w:r></w:hyperlink></w:p></w:tc></w:tr></w:tbl>",
];
const WORD_WORDS: [&str; 19] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:vanish/>",
    "<w:rPr><w:vanish/></w:rPr>",
    "<w:p/>",
    "<w:r/>",
    "<w:tab/>",
    "<w:del>",
    "</w:del>",
    "é",
    "&#x110000;",
    "&#0;",
    "&lt;",
    "&ent;",
    "<!DOCTYPE w [<!ENTITY ent \"words\">]>",
];

const RICH: [&str; 5] = [
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}{\colortbl;\red255;}{\*\generator Word;}{\info{\title Secret}}\pard “A\'e9\'94\par}",
    r"{\rtf1\uc1\u8220 ?No\u8221 ? and \u-10179?\u-8704?{\uc0\u233 t\u233 }}",
    r"{\rtf1{\fonttbl{\f1\fcharset128 M;}}{\f1 \'82\'a0} \f0 \'cd seen{\v hidden}{\header top}{\*\unknown x}{\pict 0a0b}\v0  too\tab x\line y}",
    r"{\rtf1\mac {\field{\*\fldinst HYPERLINK x}{\fldrslt a link}}\~and\_so\-on \{x\} \\ \bin3 abc\cell\row}",
    r"{\rtf1\ldblquote We stop,\rdblquote  she said \endash  and left.\sect\page\plain\deleted}",
];
const RICH_WORDS: [&str; 14] = [
    "{",
    "}",
    "\\",
    "\\'e9",
    "\\'",
    "\\u8220 ?",
    "\\u-10179",
    "\\uc0 ",
    "\\uc2147483647 ",
    "\\bin4294967295 ",
    "\\bin2 ",
    "\\f1 ",
    "\\ansicpg65001 ",
    "\\v ",
];

/// The document around a body.
fn document(body: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"m\"><w:body>{body}</w:body></w:document>").into_bytes()
}

fn bytes<const COUNT: usize>(words: [&str; COUNT]) -> Vec<Vec<u8>> {
    words.iter().map(|word| word.as_bytes().to_vec()).collect()
}

/// A zip with the text's part in it.
fn packed(xml: &[u8], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default().compression_method(method)).expect("a zip can be begun");
    writer.write_all(xml).expect("memory can be written");
    writer.finish().expect("a zip can be ended").into_inner()
}

/// Word documents: a zip as it is, or else what becomes the part with the text.
pub(crate) fn word() -> Target {
    let xml: Vec<Vec<u8>> = BODIES.iter().map(|body| document(body)).chain([document(&BODIES.concat())]).collect();
    let zips = [CompressionMethod::Stored, CompressionMethod::Deflated].map(|method| packed(&xml[0], method));
    Target {
        name: "docx".into(),
        seeds: xml.into_iter().chain(zips).collect(),
        words: bytes(WORD_WORDS),
        longest: 4000,
        repeated: Some(200_000),
        share: 1,
        run: Box::new(|input, effort| {
            let packed = if input.starts_with(b"PK") { input.to_vec() } else { packed(input, CompressionMethod::Stored) };
            let words = holds(&packed, effort, docx::paragraphs);
            // Nothing in XML stands for more bytes than it has itself.
            assert!(input.starts_with(b"PK") || words <= input.len(), "{words} bytes of text in {} of XML", input.len());
        }),
    }
}

/// Rich Text Format.
pub(crate) fn rich() -> Target {
    Target {
        name: "rtf".into(),
        seeds: bytes(RICH),
        words: bytes(RICH_WORDS),
        longest: 4000,
        repeated: Some(200_000),
        share: 1,
        run: Box::new(|input, effort| {
            let words = holds(input, effort, rtf::paragraphs);
            // A byte of a code page becomes three at most.
            assert!(words <= 3 * input.len(), "{words} bytes of text in {}", input.len());
        }),
    }
}

/// Reads a document, the second time around twice: how many bytes of text there are in it.
fn holds(input: &[u8], effort: Effort, read: fn(&[u8]) -> Result<Vec<String>>) -> usize {
    let told = |read: Result<Vec<String>>| read.map_err(|error| format!("{error:#}"));
    let found = told(read(input));
    if effort == Effort::Whole {
        assert!(found == told(read(input)), "read again it is another");
    }
    match found {
        Ok(paragraphs) => paragraphs.iter().map(String::len).sum(),
        Err(error) => {
            assert!(!error.is_empty(), "it does not say why");
            0
        }
    }
}
