//! Reads the corpora with annotated names into one shape: words, spans, classes. Each corpus's own classes are mapped here and nowhere else.

use crate::conllu::open;
use crate::silver;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::ops::Range;
use std::path::Path;

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub tokens: Range<usize>,
    /// Its number in `language::names::CLASSES`.
    pub class: usize,
}

/// A sentence with its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotated {
    pub forms: Vec<String>,
    pub spans: Vec<Span>,
    /// How much it counts in learning.
    pub importance: f32,
}

/// What names are learned from and measured on.
pub struct Corpora {
    pub train: Vec<Annotated>,
    /// UNER-EWT dev.
    pub web: Vec<Annotated>,
    /// Every tenth document of worldwide newswire.
    pub news: Vec<Annotated>,
}

const PERSON: usize = 0;
const ORGANIZATION: usize = 1;
const PLACE: usize = 2;
const NATIONALITY: usize = 3;
const OTHER: usize = 4;

/// Reads all of them from the folder `data`.
pub fn read(data: &Path, silver_importance: f32) -> Result<Corpora> {
    let names = data.join("names");
    let newswire = columns(&names.join("worldwide-newswire.tsv.gz"), 0, 1, 1.0)?;
    let newswire = newswire.into_iter().filter(|(_, sentence)| !sentence.forms.iter().any(|form| form == "\\"));
    let (news, train): (Vec<_>, Vec<_>) = newswire.partition(|(document, _)| document % 10 == 9);
    let mut train: Vec<Annotated> = train.into_iter().map(|(_, sentence)| sentence).collect();
    let nationalities = nationalities(&train);
    let mut more = Vec::new();
    more.extend(columns(&names.join("wikigold.conll.txt"), 0, 1, 0.5)?);
    more.extend(columns(&names.join("wnut17-wnut17train.conll"), 0, 1, 0.3)?);
    more.extend(columns(&names.join("wnut17-emerging.dev.conll"), 0, 1, 0.3)?);
    let mut more: Vec<Annotated> = more.into_iter().map(|(_, sentence)| sentence).collect();
    if silver_importance > 0.0 {
        let news = silver::read(&data.join("polnear/train-corenlp.conll.gz"), 80)?;
        more.extend(news.iter().map(|sentence| {
            let labels: Vec<&str> = sentence.iter().map(|token| token.entity.as_str()).collect();
            Annotated {
                forms: sentence.iter().map(|token| token.form.clone()).collect(),
                spans: spans(&labels),
                importance: silver_importance,
            }
        }));
    }
    more.iter_mut().for_each(|sentence| settle(sentence, &nationalities));
    train.append(&mut more);
    let web = columns(&names.join("uner-ewt-dev.iob2"), 1, 2, 1.0)?;
    let only = |sentences: Vec<(usize, Annotated)>| sentences.into_iter().map(|(_, sentence)| sentence).collect();
    Ok(Corpora { train, web: only(web), news: only(news) })
}

/// Sentences in columns, with the number of their document.
fn columns(path: &Path, form: usize, entity: usize, importance: f32) -> Result<Vec<(usize, Annotated)>> {
    let mut sentences = Vec::new();
    let (mut forms, mut labels) = (Vec::new(), Vec::new());
    let mut document = 0usize;
    let mut finish = |forms: &mut Vec<String>, labels: &mut Vec<String>, document: usize| {
        let spans = spans(&labels.iter().map(String::as_str).collect::<Vec<_>>());
        labels.clear();
        if !forms.is_empty() {
            sentences.push((document, Annotated { forms: std::mem::take(forms), spans, importance }));
        }
    };
    for line in open(path)?.lines() {
        let line = line.with_context(|| format!("in {}", path.display()))?;
        let columns: Vec<&str> = line.trim_end().split(['\t', ' ']).collect();
        if line.starts_with("# ") {
            finish(&mut forms, &mut labels, document);
            document += usize::from(line.starts_with("# doc") || line.starts_with("# newdoc"));
        } else if let (Some(form), Some(label)) = (columns.get(form), columns.get(entity)) {
            forms.push((*form).to_owned());
            labels.push((*label).to_owned());
        } else {
            finish(&mut forms, &mut labels, document);
        }
    }
    finish(&mut forms, &mut labels, document);
    Ok(sentences)
}

/// The spans of labels with or without `B-` and `I-`; neighbors of one class are one name unless a `B-` parts them.
fn spans(labels: &[&str]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(class) = class(label.trim_start_matches("B-").trim_start_matches("I-")) else { continue };
        match spans.last_mut() {
            Some(last) if last.tokens.end == at && last.class == class && !label.starts_with("B-") => last.tokens.end += 1,
            _ => spans.push(Span { tokens: at..at + 1, class }),
        }
    }
    spans
}

fn class(name: &str) -> Option<usize> {
    match name.to_ascii_lowercase().as_str() {
        "per" | "person" => Some(PERSON),
        "org" | "organization" | "corporation" | "group" => Some(ORGANIZATION),
        "loc" | "location" | "facility" => Some(PLACE),
        "norp" => Some(NATIONALITY),
        "misc" | "product" | "creative-work" => Some(OTHER),
        _ => None,
    }
}

/// The words that are mostly nationalities, religions or parties where those are annotated.
fn nationalities(sentences: &[Annotated]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for sentence in sentences {
        for span in sentence.spans.iter().filter(|span| span.tokens.len() == 1) {
            let (yes, all) = counts.entry(&sentence.forms[span.tokens.start]).or_default();
            *yes += usize::from(span.class == NATIONALITY);
            *all += 1;
        }
    }
    let often = counts.into_iter().filter(|(_, (yes, all))| yes * 2 > *all).map(|(word, _)| word.to_owned());
    let parties = ["Republican", "Republicans", "Democrat", "Democrats", "Democratic", "Latino", "Latinos", "Hispanic", "Hispanics"];
    often.chain(parties.map(String::from)).collect()
}

/// Other corpora call nationalities miscellaneous: those that are known get their class.
fn settle(sentence: &mut Annotated, nationalities: &BTreeSet<String>) {
    for span in sentence.spans.iter_mut().filter(|span| span.class == OTHER && span.tokens.len() == 1) {
        if nationalities.contains(&sentence.forms[span.tokens.start]) {
            span.class = NATIONALITY;
        }
    }
}

/// Countries with their capitals.
pub fn countries(data: &Path) -> Result<Vec<(String, String)>> {
    let path = data.join("lists/country-codes/country-codes.csv");
    let mut reader = csv::Reader::from_path(&path).with_context(|| format!("cannot open {}", path.display()))?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| headers.iter().position(|header| header == name).with_context(|| format!("no column {name:?}"));
    let (name, capital) = (column("CLDR display name")?, column("Capital")?);
    let row = |record: csv::StringRecord| (record[name].to_owned(), record[capital].to_owned());
    reader.into_records().map(|record| Ok(row(record?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_with_and_without_prefixes() {
        let span = |start, end, class| Span { tokens: start..end, class };
        assert_eq!(spans(&["B-PER", "I-PER", "B-PER", "O", "B-Date"]), [span(0, 2, PERSON), span(2, 3, PERSON)]);
        assert_eq!(
            spans(&["LOCATION", "LOCATION", "ORGANIZATION", "O", "MISC"]),
            [span(0, 2, PLACE), span(2, 3, ORGANIZATION), span(4, 5, OTHER)]
        );
    }
}
