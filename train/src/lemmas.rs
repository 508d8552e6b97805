//! Lists the inflected forms that the spelling rules get wrong, with the dictionary form that the treebanks give them.

use crate::conllu::Sentence;
use std::collections::BTreeMap;
use whosaid::language::lemmas::{Inflection, lemma, lowercase, regular};
use whosaid::language::tags::{Tag, Upos, Xpos};

/// The table for `src/language/models/lemmas.tsv`, sorted.
pub fn table(sentences: &[Sentence]) -> String {
    let mut counts: BTreeMap<(char, String), BTreeMap<(String, bool), usize>> = BTreeMap::new();
    for token in sentences.iter().flat_map(|sentence| &sentence.tokens).filter(|token| !token.form.contains(char::is_whitespace)) {
        let Some(xpos) = Xpos::from_name(&token.xpos) else { continue };
        let Some(kind) = Inflection::of(xpos) else { continue };
        let form = lowercase(&token.form).into_owned();
        let gold = token.lemma.to_lowercase();
        let right = regular(&form, xpos).as_deref().unwrap_or(&form) == gold;
        *counts.entry((kind.letter(), form)).or_default().entry((gold, right)).or_default() += 1;
    }
    let mut table: BTreeMap<(char, String), String> = BTreeMap::new();
    for line in include_str!("../lists/irregular-verbs.txt").lines() {
        if let Some((form, base)) = line.split_once(' ').filter(|(form, base)| regular(form, Xpos::Vbd).as_deref() != Some(base)) {
            table.insert((Inflection::Verb.letter(), form.to_owned()), base.to_owned());
        }
    }
    for ((kind, form), golds) in counts {
        let Some(((gold, right), count)) = golds.into_iter().max_by_key(|(_, count)| *count) else { continue };
        let strong = count > 1 || (!form.ends_with("ed") && !form.ends_with("ing") && !form.ends_with('s'));
        if !right && strong && form.chars().all(|char| char.is_alphabetic() || char == '\'') && !gold.contains(char::is_whitespace) {
            table.entry((kind, form)).or_insert(gold);
        }
    }
    table.into_iter().map(|((kind, form), base)| format!("{kind}{form}\t{base}\n")).collect()
}

/// How often the dictionary forms of inflected words are right, given gold tags, and how many there are.
pub fn score(sentences: &[Sentence]) -> (f64, usize) {
    let (mut right, mut all) = (0, 0);
    for token in sentences.iter().flat_map(|sentence| &sentence.tokens) {
        let tag = Upos::from_name(&token.upos).zip(Xpos::from_name(&token.xpos)).and_then(|(upos, xpos)| Tag::of(upos, xpos));
        let Some(tag) = tag.filter(|tag| Inflection::of(tag.xpos()).is_some()) else { continue };
        right += usize::from(lemma(&token.form, tag) == token.lemma.to_lowercase());
        all += 1;
    }
    (right as f64 / all.max(1) as f64, all)
}
