//! Reads CoNLL-U, gzipped or not: documents, sentences and words. It keeps the syntactic words only (no multiword ranges, no empty nodes) and
//! judges nothing.

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// One syntactic word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Token {
    pub form: String,
    pub lemma: String,
    pub upos: String,
    pub xpos: String,
    /// The number of the head word in the sentence, counted from 1; 0 for the root.
    pub head: usize,
    pub deprel: String,
    pub misc: String,
}

impl Token {
    /// The value of `key` in MISC.
    pub fn misc(&self, key: &str) -> Option<&str> {
        self.misc.split('|').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
    }
}

/// One sentence and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The number of its document in the file, counted from 0.
    pub document: usize,
    /// Whether it opens a paragraph.
    pub opens_paragraph: bool,
    pub tokens: Vec<Token>,
}

impl Sentence {
    /// The forms of the words.
    pub fn forms(&self) -> Vec<&str> {
        self.tokens.iter().map(|token| token.form.as_str()).collect()
    }
}

/// The text of a file, unpacked when its name ends in `.gz`.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let raw: Box<dyn Read> = if path.extension().is_some_and(|end| end == "gz") { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    Ok(Box::new(BufReader::new(raw)))
}

/// Every sentence of a CoNLL-U file.
pub fn read(path: &Path) -> Result<Vec<Sentence>> {
    parse(open(path)?).with_context(|| format!("in {}", path.display()))
}

/// Every sentence of a CoNLL-U text.
pub fn parse(text: impl BufRead) -> Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    let mut current = Sentence::default();
    let mut documents = 0usize;
    for (number, line) in text.lines().enumerate() {
        let line = line?;
        if line.starts_with("# newdoc") {
            documents += 1;
        } else if line.starts_with("# newpar") {
            current.opens_paragraph = true;
        } else if line.trim().is_empty() {
            finish(&mut current, documents, &mut sentences);
        } else if !line.starts_with('#') {
            current.tokens.extend(word(&line).with_context(|| format!("line {}", number + 1))?);
        }
    }
    finish(&mut current, documents, &mut sentences);
    Ok(sentences)
}

fn finish(current: &mut Sentence, documents: usize, sentences: &mut Vec<Sentence>) {
    if !current.tokens.is_empty() {
        let mut done = std::mem::take(current);
        done.document = documents.saturating_sub(1);
        sentences.push(done);
    }
}

/// The word of a line; `None` for a multiword range or an empty node.
fn word(line: &str) -> Result<Option<Token>> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, _, head, deprel, _, misc] = columns[..] else { bail!("{} columns instead of 10", columns.len()) };
    if id.contains(['-', '.']) {
        return Ok(None);
    }
    let head = if head == "_" { 0 } else { head.parse().with_context(|| format!("{head:?} is no head"))? };
    let [form, lemma, upos, xpos, deprel, misc] = [form, lemma, upos, xpos, deprel, misc].map(String::from);
    Ok(Some(Token { form, lemma, upos, xpos, head, deprel, misc }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# newdoc id = a\n# newpar\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
        1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n\
        3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No|Entity=(1)\n3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_\n\n\
        # newdoc id = b\n1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n";

    #[test]
    fn ranges_and_empty_nodes_are_left_out() {
        let sentences = parse(SAMPLE.as_bytes()).unwrap();
        assert_eq!(sentences.iter().map(Sentence::forms).collect::<Vec<_>>(), [vec!["Do", "n't", "go"], vec!["No"]]);
        assert_eq!(sentences.iter().map(|s| (s.document, s.opens_paragraph)).collect::<Vec<_>>(), [(0, true), (1, false)]);
        assert_eq!(sentences[0].tokens[2].misc("Entity"), Some("(1)"));
        assert_eq!(sentences[0].tokens[1].head, 3);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = parse("1\tNo\tno\n".as_bytes()).unwrap_err();
        assert_eq!(format!("{error:#}"), "line 1: 3 columns instead of 10");
    }
}
