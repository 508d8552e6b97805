//! Reads automatic parses of news in the first version of Universal Dependencies (as CoreNLP writes them) and turns them into the second.
//!
//! The result is for learning from, never for measuring; what the other parser was not sure about is marked.

use crate::conllu::{self, Sentence, Token};
use anyhow::{Context, Result, bail};
use std::io::BufRead;
use std::path::Path;

/// A line: what becomes a token, and its entity type.
type Line = (Token, String);

/// A sentence of news.
pub struct Silver {
    /// The name of its document, if it has one.
    pub document: Option<String>,
    pub sentence: Sentence,
    /// Whether the other parser was sure of its tree; else the tree says nothing.
    pub sure: bool,
}

/// The sentences of 5 to 60 words of a file of nine columns: number, start, end, form, lemma, tag, entity, head, relation.
pub fn read(path: &Path) -> Result<Vec<Silver>> {
    let mut document = None;
    let mut sentences = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for line in conllu::open(path)?.lines().chain([Ok(String::new())]) {
        let line = line?;
        if line.starts_with("# ") {
            document = line.strip_prefix("# doc = ").map(String::from).or(document);
            continue;
        }
        if !line.is_empty() {
            lines.push(read_line(&line).with_context(|| format!("in {}", path.display()))?);
            continue;
        }
        let lines = std::mem::take(&mut lines);
        if LENGTHS.contains(&lines.len()) {
            let sure = is_sure(&lines);
            let tokens = if sure { convert(lines) } else { unparsed(lines.into_iter().map(|(token, _)| token.form)) };
            sentences.push(Silver { document: document.clone(), sentence: Sentence { tokens, ..Sentence::default() }, sure });
        }
    }
    Ok(sentences)
}

/// The sentences of 5 to 60 of the given words.
pub fn plain(texts: Vec<Vec<String>>) -> Vec<Silver> {
    let texts = texts.into_iter().filter(|forms| LENGTHS.contains(&forms.len()));
    texts
        .map(|forms| Silver { document: None, sentence: Sentence { tokens: unparsed(forms), ..Sentence::default() }, sure: false })
        .collect()
}

const LENGTHS: std::ops::RangeInclusive<usize> = 5..=60;

/// Words under one root.
fn unparsed(forms: impl IntoIterator<Item = String>) -> Vec<Token> {
    forms.into_iter().map(|form| Token { form, deprel: "dep".into(), ..Token::default() }).collect()
}

fn read_line(line: &str) -> Result<Line> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [_, _, _, form, lemma, xpos, entity, head, deprel] = columns[..] else { bail!("{} columns instead of 9", columns.len()) };
    let head = head.parse().with_context(|| format!("{head:?} is no head"))?;
    let form = match form {
        "-LRB-" | "-LCB-" => "(",
        "-RRB-" | "-RCB-" => ")",
        "-LSB-" => "[",
        "-RSB-" => "]",
        "``" | "''" => "\"",
        form => form,
    };
    let [form, lemma, xpos, deprel] = [form, lemma, xpos, deprel].map(String::from);
    Ok((Token { form, lemma, xpos, head, deprel, ..Token::default() }, entity.to_string()))
}

/// Whether there is one tree without relations that the parser left open.
fn is_sure(lines: &[Line]) -> bool {
    let roots = lines.iter().filter(|(token, _)| token.head == 0).count();
    roots == 1 && !lines.iter().any(|(token, _)| token.deprel == "dep" || token.head > lines.len())
}

/// The sentence in the second version.
fn convert(mut lines: Vec<Line>) -> Vec<Token> {
    join_names(&mut lines);
    let mut tokens: Vec<Token> = lines.into_iter().map(|(token, _)| token).collect();
    move_coordinators(&mut tokens);
    let renamed: Vec<String> = (0..tokens.len()).map(|at| rename(&tokens, at)).collect();
    tokens.iter_mut().zip(renamed).for_each(|(token, deprel)| token.deprel = deprel);
    tokens
}

/// A person's name hangs on its first part, not on its last.
fn join_names(lines: &mut [Line]) {
    let mut start = 0;
    while start < lines.len() {
        let part = |(token, entity): &Line| entity == "PERSON" && token.xpos == "NNP";
        let end = start + lines[start..].iter().take_while(|line| part(line)).count();
        let inside = |head: usize| (start + 1..=end).contains(&head);
        let outer: Vec<usize> = (start..end).filter(|&at| !inside(lines[at].0.head)).collect();
        if let ([outer], true) = (&outer[..], end - start > 1) {
            let (head, deprel) = (lines[*outer].0.head, lines[*outer].0.deprel.clone());
            for (at, (token, _)) in lines.iter_mut().enumerate() {
                if (start..end).contains(&at) {
                    (token.head, token.deprel) = (start + 1, "flat".into());
                } else if inside(token.head) {
                    token.head = start + 1;
                }
            }
            (lines[start].0.head, lines[start].0.deprel) = (head, deprel);
        }
        start = end.max(start + 1);
    }
}

/// A coordinator and the commas of a coordination hang on the conjunct that follows, not on the first.
fn move_coordinators(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let head = tokens[at].head;
        if head == 0 || head > at || !(tokens[at].deprel == "cc" || tokens[at].form == ",") {
            continue;
        }
        let is_next = |next: &usize| tokens[*next].head == head && tokens[*next].deprel == "conj";
        // A comma belongs to a coordination only when a conjunct of the same head follows before anything else of that head does.
        let next = (at + 1..tokens.len()).find(|&next| tokens[next].head == head && tokens[next].deprel != "cc").filter(is_next);
        if let Some(next) = next {
            tokens[at].head = next + 1;
        }
    }
}

/// The relation's name in the second version.
fn rename(tokens: &[Token], at: usize) -> String {
    let token = &tokens[at];
    let is_clause = token.head.checked_sub(1).is_some_and(|head| {
        let verbal = ["VB", "JJ", "RB", "MD"].iter().any(|tag| tokens[head].xpos.starts_with(tag));
        verbal || tokens.iter().any(|other| other.head == head + 1 && other.deprel == "cop")
    });
    let nominal = |subtype: &str| format!("{}{subtype}", if is_clause { "obl" } else { "nmod" });
    match token.deprel.as_str() {
        "dobj" => "obj".into(),
        "nsubjpass" => "nsubj:pass".into(),
        "csubjpass" => "csubj:pass".into(),
        "auxpass" => "aux:pass".into(),
        "mwe" => "fixed".into(),
        "neg" => if token.form.eq_ignore_ascii_case("no") { "det" } else { "advmod" }.into(),
        "nmod" if is_agent(tokens, at) => "obl:agent".into(),
        "nmod" => nominal(""),
        "nmod:tmod" | "nmod:npmod" => nominal(":unmarked"),
        other => other.into(),
    }
}

/// Whether the word is introduced by `by` and hangs on a passive participle.
fn is_agent(tokens: &[Token], at: usize) -> bool {
    let by = |token: &Token| token.head == at + 1 && token.deprel == "case" && token.form.eq_ignore_ascii_case("by");
    let head = tokens[at].head;
    tokens.get(head.wrapping_sub(1)).is_some_and(|head| head.xpos == "VBN") && tokens.iter().any(by)
}
