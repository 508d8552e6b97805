//! Reads news text with automatic annotation: word forms, Penn Treebank tags and entity classes as CoreNLP gave them. It trusts none of them;
//! how much they may say is for the trainers.

use crate::conllu::open;
use anyhow::Result;
use std::io::BufRead;
use std::path::Path;

/// One word as the automatic annotation has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SilverToken {
    pub form: String,
    pub xpos: String,
    pub entity: String,
}

/// Every sentence of at most `longest` words in a file of nine columns (number, start, end, form, lemma, tag, entity, head, relation).
pub fn read(path: &Path, longest: usize) -> Result<Vec<Vec<SilverToken>>> {
    let mut sentences = Vec::new();
    let mut current = Vec::new();
    for line in open(path)?.lines() {
        let line = line?;
        let columns: Vec<&str> = line.split('\t').collect();
        if let [_, _, _, form, _, xpos, entity, ..] = columns[..] {
            let form = match form {
                "-LRB-" => "(",
                "-RRB-" => ")",
                "-LSB-" => "[",
                "-RSB-" => "]",
                "``" | "''" => "\"",
                form => form,
            };
            current.push(SilverToken { form: form.into(), xpos: xpos.into(), entity: entity.into() });
        } else if !current.is_empty() {
            sentences.push(std::mem::take(&mut current));
        }
    }
    sentences.extend(Some(current).filter(|current| !current.is_empty()));
    sentences.retain(|sentence| sentence.len() <= longest);
    Ok(sentences)
}
