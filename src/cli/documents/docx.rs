//! Word documents (Office Open XML): a zip whose main part holds paragraphs of runs.
//!
//! It decides what of the XML is text that a reader of the document sees: not what was deleted, moved away or hidden, no code of fields, and
//! of two versions of one thing the newer.

use std::io::{Cursor, Read};

use anyhow::{Context, Result, anyhow, bail};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use zip::ZipArchive;

/// The most that is unpacked: a small file may claim to hold much more.
const LARGEST: u64 = 1 << 28;
/// The parts by which other kinds of zip are known, and what to say of them.
const OTHERS: &[(&str, &str)] = &[
    ("xl/workbook.xml", "this is a spreadsheet; save it as CSV"),
    ("ppt/presentation.xml", "these are slides; save their text"),
    ("content.xml", "this is an OpenDocument file; save it as .docx or as text"),
    ("META-INF/container.xml", "this is an e-book; save its text"),
];
/// What of a document is not in its text.
const UNSEEN: [&str; 6] = ["pPr", "moveFrom", "del", "Fallback", "instrText", "rPrChange"];

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The paragraphs of a document.
pub(super) fn paragraphs(bytes: &[u8]) -> Result<Vec<String>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| anyhow!("this is a damaged zip: {error}"))?;
    let main = main_part(&mut archive)?;
    let xml = part(&mut archive, &main)?;
    Body::default().read(&xml).with_context(|| format!("this Word document is damaged ({main})"))
}

/// The name of the part that the text is in.
fn main_part(archive: &mut Archive<'_>) -> Result<String> {
    let usual = "word/document.xml";
    if archive.index_for_name(usual).is_some() {
        return Ok(usual.to_owned());
    }
    if let Some((_, what)) = OTHERS.iter().find(|(name, _)| archive.index_for_name(name).is_some()) {
        bail!("{what}");
    }
    let relations = part(archive, "_rels/.rels").map_err(|_| anyhow!("this is a zip archive; unpack it first"))?;
    let target = target_of(&relations).ok_or_else(|| anyhow!("this is a zip archive; unpack it first"))?;
    Ok(target.trim_start_matches('/').to_owned())
}

/// Where the relations of a package say that its document is.
fn target_of(relations: &str) -> Option<String> {
    let mut reader = Reader::from_str(relations);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element)
                if attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")) =>
            {
                return attribute(&element, "Target");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(attribute.value.into_owned())
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<String> {
    let file = archive.by_name(name).map_err(|error| anyhow!("this Word document is damaged ({name}: {error})"))?;
    let mut xml = String::new();
    file.take(LARGEST + 1).read_to_string(&mut xml).map_err(|_| anyhow!("this Word document is damaged ({name})"))?;
    if xml.len() as u64 > LARGEST {
        bail!("this Word document unpacks to more than {} MB", LARGEST >> 20);
    }
    Ok(xml)
}

/// What is read of a document so far.
#[derive(Default)]
struct Body {
    done: Vec<String>,
    /// Paragraphs that are open: a box with a text of its own stands within one.
    open: Vec<String>,
    /// Runs that are open: a box stands within one.
    runs: Vec<Run>,
    in_text: bool,
}

/// Words of one kind.
struct Run {
    /// Where in its paragraph it begins.
    start: usize,
    hidden: bool,
}

impl Body {
    fn read(mut self, xml: &str) -> Result<Vec<String>> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event()? {
                Event::Start(element) if UNSEEN.contains(&element.local_name().as_ref()) => {
                    let name = element.name().0.to_owned();
                    reader.read_to_end(QName(&name))?;
                }
                Event::Start(element) => self.start(&element),
                Event::Empty(element) => self.empty(&element),
                Event::End(element) => self.end(element.local_name().as_ref()),
                Event::Text(text) if self.in_text => self.push(&text.xml10_content()),
                Event::CData(text) if self.in_text => self.push(&text.xml10_content()),
                Event::GeneralRef(reference) if self.in_text => {
                    let character = reference.resolve_char_ref()?.map(String::from);
                    let words = character.or_else(|| resolve_xml_entity(&reference).map(str::to_owned));
                    self.push(&words.unwrap_or_default());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        self.done.extend(self.open);
        Ok(self.done)
    }

    fn push(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push_str(words);
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "p" => self.open.push(String::new()),
            "r" => self.runs.push(Run { start: self.open.last().map_or(0, String::len), hidden: false }),
            "t" => self.in_text = true,
            _ => self.empty(element),
        }
    }

    fn empty(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "vanish" => {
                if let Some(run) = self.runs.last_mut() {
                    run.hidden = attribute(element, "val").is_none_or(|val| !["0", "false", "off"].contains(&val.as_str()));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.done.extend(self.open.pop()),
            "t" => self.in_text = false,
            "r" => {
                let run = self.runs.pop().filter(|run| run.hidden);
                if let (Some(run), Some(paragraph)) = (run, self.open.last_mut()) {
                    paragraph.truncate(run.start);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn document(body: &str) -> String {
        format!(
            r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="x"><w:body>{body}</w:body></w:document>"#
        )
    }

    #[test]
    fn what_a_reader_sees_is_the_text() {
        let text = |words: &str| format!("<w:t>{words}</w:t>");
        for (body, expected) in [
            (
                "<w:p><w:r><w:t xml:space=\"preserve\">“No,” she </w:t></w:r><w:r><w:t>said &amp; left&#8217;.</w:t></w:r></w:p>"
                    .to_owned(),
                &["“No,” she said & left’."][..],
            ),
            (
                format!(
                    "<w:p><w:pPr><w:pStyle w:val=\"T\"/><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r>{}<w:tab/>{}<w:br/>{}</w:r></w:p>",
                    text("a"),
                    text("b"),
                    text("c")
                ),
                &["a\tb\nc"],
            ),
            (
                format!(
                    "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r>{}</w:r></w:ins><w:moveFrom><w:r>{}</w:r></w:moveFrom></w:p>",
                    text("in"),
                    text("off")
                ),
                &["in"],
            ),
            (
                format!(
                    "<w:p><w:r><w:rPr><w:vanish/></w:rPr>{}</w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr>{}</w:r></w:p>",
                    text("secret"),
                    text("seen")
                ),
                &["seen"],
            ),
            (
                format!(
                    "<w:p><w:r>{}</w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r>{}</w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r>{}</w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>",
                    text("out"),
                    text("box"),
                    text("old")
                ),
                &["box", "out"],
            ),
            (
                format!(
                    "<w:p><w:hyperlink><w:r><w:instrText>HYPERLINK</w:instrText>{}</w:r></w:hyperlink></w:p><w:tbl><w:tr><w:tc><w:p><w:r>{}</w:r></w:p></w:tc></w:tr></w:tbl>",
                    text("link"),
                    text("cell")
                ),
                &["link", "cell"],
            ),
        ] {
            assert_eq!(paragraphs(&zipped(&[("word/document.xml", &document(&body))])).unwrap(), expected);
        }
    }

    #[test]
    fn a_hidden_run_goes_as_a_whole_whatever_runs_are_in_it() {
        // The run in the box begins elsewhere in its paragraph than the run around it, in the middle of a letter of that one's.
        let inner = "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>";
        let body = format!("<w:p><w:r><w:t>é</w:t></w:r><w:r>{inner}<w:t>gone</w:t><w:rPr><w:vanish/></w:rPr></w:r></w:p>");
        assert_eq!(paragraphs(&zipped(&[("word/document.xml", &document(&body))])).unwrap(), ["ab", "é"]);
    }

    #[test]
    fn words_may_stand_in_a_section_of_characters() {
        let body = "<w:p><w:r><w:t>Ann <![CDATA[& Bob]]> left.</w:t></w:r></w:p>";
        assert_eq!(paragraphs(&zipped(&[("word/document.xml", &document(body))])).unwrap(), ["Ann & Bob left."]);
    }

    #[test]
    fn the_document_may_have_another_name() {
        let relations = r#"<Relationships><Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
        let body = document("<w:p><w:r><w:t>Ann left.</w:t></w:r></w:p>");
        assert_eq!(paragraphs(&zipped(&[("_rels/.rels", relations), ("word/document2.xml", &body)])).unwrap(), ["Ann left."]);
    }

    #[test]
    fn what_is_no_document_is_called_what_it_is() {
        for (files, words) in [
            (&[("xl/workbook.xml", "<x/>")][..], "a spreadsheet"),
            (&[("mimetype", "x"), ("content.xml", "<x/>")], "an OpenDocument file"),
            (&[("a.txt", "Ann left.")], "a zip archive"),
            (&[("word/document.xml", "<w:p><w:r></w:p>")], "damaged"),
        ] {
            assert!(format!("{:#}", paragraphs(&zipped(files)).unwrap_err()).contains(words), "{words}");
        }
        assert!(paragraphs(b"PK\x03\x04cut").unwrap_err().to_string().contains("damaged zip"));
    }
}
