//! Reads the corpora with annotated names into one shape: words, spans, classes. Each corpus's own classes are mapped here and nowhere else.

use crate::conllu::{self, open};
use crate::silver;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::ops::Range;
use std::path::Path;
use whosaid::lexicon::titles::is_title;

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
    /// Where names are not annotated: for each word whether it can be in none. What the others are is open.
    pub outside: Option<Vec<bool>>,
}

/// What names are measured on.
pub struct HeldOut {
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

/// How much a sentence counts of which only the parts of speech are annotated.
const TREEBANK_IMPORTANCE: f32 = 0.15;

/// How much an automatically annotated sentence counts beside one that a person annotated.
const SILVER_IMPORTANCE: f32 = 0.15;

/// The sets that no model is trained on.
pub fn held_out(data: &Path) -> Result<HeldOut> {
    let web = columns(&data.join("names/uner-ewt-dev.iob2"), 1, 2, 1.0)?;
    Ok(HeldOut { web: web.into_iter().map(|(_, sentence)| sentence).collect(), news: newswire(data, |document| document % 10 == 9)? })
}

/// The words of the sentences of worldwide newswire, without the documents held out.
pub fn newswire_text(data: &Path) -> Result<Vec<Vec<String>>> {
    Ok(newswire(data, |document| document % 10 != 9)?.into_iter().map(|sentence| sentence.forms).collect())
}

/// The sentences of the chosen documents of worldwide newswire.
fn newswire(data: &Path, choose: impl Fn(usize) -> bool) -> Result<Vec<Annotated>> {
    let all = columns(&data.join("names/worldwide-newswire.tsv.gz"), 0, 1, 1.0)?;
    let whole = |sentence: &Annotated| !sentence.forms.iter().any(|form| form == "\\");
    Ok(all.into_iter().filter(|(document, sentence)| choose(*document) && whole(sentence)).map(|(_, sentence)| sentence).collect())
}

/// What names are learned from, out of the folder `data`; with PolNeAR's automatic names if `polnear`.
pub fn read(data: &Path, polnear: bool) -> Result<Vec<Annotated>> {
    let names = data.join("names");
    let mut train = newswire(data, |document| document % 10 != 9)?;
    let nationalities = nationalities(&train);
    let mut more = Vec::new();
    more.extend(columns(&names.join("wikigold.conll.txt"), 0, 1, 1.0)?);
    more.extend(columns(&names.join("wnut17-wnut17train.conll"), 0, 1, 0.3)?);
    more.extend(columns(&names.join("wnut17-emerging.dev.conll"), 0, 1, 0.3)?);
    let mut more: Vec<Annotated> = more.into_iter().map(|(_, sentence)| sentence).collect();
    train.extend(gum(&data.join("gum/train.conllu.gz"), 1.0)?);
    let automatic = if polnear { silver::read(&data.join("polnear/train-corenlp.conll.gz"), 80)? } else { Vec::new() };
    more.extend(automatic.iter().map(|sentence| {
        let labels: Vec<&str> = sentence.iter().map(|token| token.entity.as_str()).collect();
        Annotated {
            forms: sentence.iter().map(|token| token.form.clone()).collect(),
            spans: spans(&labels),
            importance: SILVER_IMPORTANCE,
            outside: None,
        }
    }));
    more.iter_mut().for_each(|sentence| settle(sentence, &nationalities));
    train.append(&mut more);
    train.extend(treebank(&data.join("ewt/train.conllu.gz"))?);
    Ok(train)
}

/// The sentences of a treebank without names: a word that is no proper noun and has none near it is in no name.
fn treebank(path: &Path) -> Result<Vec<Annotated>> {
    const NEAR: usize = 2;
    let read = |sentence: &conllu::Sentence| {
        let proper: Vec<bool> = sentence.tokens.iter().map(|token| token.upos == "PROPN").collect();
        let around = |at: usize| at.saturating_sub(NEAR)..(at + NEAR + 1).min(proper.len());
        let outside = (0..proper.len()).map(|at| !proper[around(at)].contains(&true)).collect();
        let forms = sentence.tokens.iter().map(|token| token.form.clone()).collect();
        Annotated { forms, spans: Vec::new(), importance: TREEBANK_IMPORTANCE, outside: Some(outside) }
    };
    Ok(conllu::read(path)?.iter().map(read).collect())
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
            sentences.push((document, Annotated { forms: std::mem::take(forms), spans, importance, outside: None }));
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

/// GUM's mentions whose head is a proper noun, cut down to the name: titles and descriptions off.
fn gum(path: &Path, importance: f32) -> Result<Vec<Annotated>> {
    let named = |sentence: &conllu::Sentence| {
        let mut taken = vec![false; sentence.tokens.len()];
        let mut names: Vec<Span> = mentions(sentence).into_iter().filter_map(|mention| name_in(sentence, &mention)).collect();
        names.sort_by_key(|span| (std::cmp::Reverse(span.tokens.len()), span.tokens.start));
        names.retain(|span| {
            let free = taken[span.tokens.clone()].iter().all(|taken| !taken);
            taken[span.tokens.clone()].fill(true);
            free
        });
        names.sort_by_key(|span| span.tokens.start);
        Annotated { forms: sentence.tokens.iter().map(|token| token.form.clone()).collect(), spans: names, importance, outside: None }
    };
    Ok(conllu::read(path)?.iter().map(named).collect())
}

/// A mention as GUM has it: what it is, its tokens, its head.
struct Mention {
    class: usize,
    tokens: Range<usize>,
    head: usize,
}

fn mentions(sentence: &conllu::Sentence) -> Vec<Mention> {
    let mut open: Vec<(&str, Mention)> = Vec::new();
    let mut done = Vec::new();
    for (at, token) in sentence.tokens.iter().enumerate() {
        let value = token.misc("Entity").unwrap_or_default();
        for part in value.split_inclusive(')').flat_map(|part| part.split_inclusive('(')).map(|part| part.trim_end_matches('(')) {
            let fields: Vec<&str> = part.trim_end_matches(')').split('-').collect();
            if let [id, kind, _, _, _, head, ..] = fields[..] {
                let head = at + head.split(',').next().and_then(|head| head.parse::<usize>().ok()).unwrap_or(1).saturating_sub(1);
                let class = class(if kind == "place" { "location" } else { kind }).unwrap_or(OTHER);
                open.push((id, Mention { class, tokens: at..at + 1, head }));
            }
            let closed = part.ends_with(')').then(|| open.iter().rposition(|(id, _)| *id == fields[0])).flatten();
            if let Some((_, mut mention)) = closed.map(|at| open.remove(at)) {
                mention.tokens.end = at + 1;
                done.push(mention);
            }
        }
    }
    done
}

/// The run of proper nouns around the head of a mention; organizations and places may go on over `of` and the like.
fn name_in(sentence: &conllu::Sentence, mention: &Mention) -> Option<Span> {
    let token = |at: usize| sentence.tokens.get(at).filter(|_| mention.tokens.contains(&at));
    let proper = |at: usize| token(at).is_some_and(|token| token.xpos.starts_with("NNP"));
    let links = |at: usize| {
        token(at).is_some_and(|token| matches!(token.form.as_str(), "of" | "the" | "for" | "and" | "-" | "'s" | "’s" | "de" | "al"))
    };
    token(mention.head).filter(|token| token.upos == "PROPN")?;
    let (mut start, mut end) = (mention.head, mention.head + 1);
    let linked = matches!(mention.class, ORGANIZATION | PLACE | OTHER);
    let reach = |links_to: &dyn Fn(usize) -> bool| (0..3).find(|&gap| !links_to(gap)).unwrap_or(3);
    loop {
        let gap = if linked { reach(&|gap| links(end + gap)) } else { 0 };
        if !proper(end + gap) {
            break;
        }
        end += gap + 1;
    }
    while start > 0 && (proper(start - 1) || (start > 1 && token(start - 1).is_some_and(|token| token.form == "-") && proper(start - 2))) {
        start -= 1;
    }
    while mention.class == PERSON && start + 1 < end && is_title(&sentence.tokens[start].form.to_lowercase()) {
        start += 1;
    }
    let nationality = matches!(sentence.tokens[mention.head].xpos.as_str(), "NNPS") && mention.class == PERSON;
    Some(Span { tokens: start..end, class: if nationality { NATIONALITY } else { mention.class } })
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
