//! Makes sentences with an inserted reporting clause (`The talks, she said, went well.`) out of sentences with a reported one (`She said that
//! the talks went well.`): news is full of them, treebanks are not.
//!
//! It only moves words whose tree says that they can be moved; other sentences are left alone.

use crate::conllu::{Sentence, Token};
use std::ops::Range;
use whosaid::language::tags::{Tag, Upos, Xpos};

/// The sentence with its reporting clause inserted behind the subject of what is reported, and its tags.
pub fn insert_report(sentence: &Sentence, tags: &[Tag]) -> Option<(Sentence, Vec<Tag>)> {
    let tokens = &sentence.tokens;
    let report = tokens.iter().position(|token| token.head == 0 && token.xpos.starts_with("VB"))?;
    let said = only_child(tokens, report, "ccomp")?;
    let speaker = span(tokens, only_child(tokens, report, "nsubj")?);
    let others = |token: &Token| token.head == report + 1 && !["nsubj", "ccomp", "punct"].contains(&token.deprel.as_str());
    let mut content = span(tokens, said);
    let end = content.end;
    if speaker != (0..report) || tokens.iter().any(|token| others(token) || token.xpos == "``" || token.xpos == "''") {
        return None;
    }
    if content.start != report + 1 || tokens.len() - end > 1 {
        return None;
    }
    if tokens[content.start].deprel == "mark" && tokens[content.start].head == said + 1 {
        content.start += 1;
    }
    let topic = span(tokens, only_child(tokens, said, "nsubj")?);
    if topic.start != content.start || topic.end >= end || topic.contains(&said) {
        return None;
    }
    let comma = [None];
    let order: Vec<Option<usize>> = topic.clone().map(Some).chain(comma).chain((0..=report).map(Some)).chain(comma).collect();
    let order: Vec<Option<usize>> = order.into_iter().chain((topic.end..tokens.len()).map(Some)).collect();
    Some((reordered(tokens, &order, report, said), order.iter().map(|at| at.map_or_else(comma_tag, |at| tags[at])).collect()))
}

fn comma_tag() -> Tag {
    Tag::of(Upos::Punct, Xpos::Comma).unwrap_or_default()
}

/// The tokens in a new order; `None` stands for a new comma of the reporting clause.
fn reordered(tokens: &[Token], order: &[Option<usize>], report: usize, said: usize) -> Sentence {
    let place = |old: usize| order.iter().position(|&at| at == Some(old)).map_or(0, |new| new + 1);
    let moved = order.iter().enumerate().map(|(new, &at)| {
        let Some(at) = at else {
            let (form, deprel) = (",".into(), "punct".into());
            return Token { form, deprel, head: place(report), ..Token::default() };
        };
        let mut token = tokens[at].clone();
        (token.head, token.deprel) = match at {
            _ if at == said => (0, "root".into()),
            _ if at == report => (place(said), "parataxis".into()),
            _ if token.head == report + 1 && token.deprel == "punct" => (place(said), "punct".into()),
            _ => (place(token.head - 1), token.deprel),
        };
        if new == 0 {
            let mut rest = token.form.chars();
            token.form = rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default();
        } else if at == 0 && !token.xpos.starts_with("NNP") && token.form != "I" {
            token.form = token.form.to_lowercase();
        }
        token
    });
    Sentence { tokens: moved.collect(), ..Sentence::default() }
}

/// The child of `head` with `deprel`, if there is exactly one.
fn only_child(tokens: &[Token], head: usize, deprel: &str) -> Option<usize> {
    let mut children = (0..tokens.len()).filter(|&at| tokens[at].head == head + 1 && tokens[at].deprel == deprel);
    children.next().filter(|_| children.next().is_none())
}

/// From the first to the last word below `top`, itself included.
fn span(tokens: &[Token], top: usize) -> Range<usize> {
    let is_below = |&at: &usize| {
        let mut above = Some(at);
        (0..=tokens.len()).any(|_| {
            let found = above == Some(top);
            above = above.and_then(|at| tokens[at].head.checked_sub(1));
            found
        })
    };
    let below: Vec<usize> = (0..tokens.len()).filter(is_below).collect();
    below.first().map_or(top, |&first| first)..below.last().map_or(top, |&last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_moves_behind_the_subject() {
        let word = |form: &str, xpos: &str, head: usize, deprel: &str| Token {
            form: form.into(),
            xpos: xpos.into(),
            head,
            deprel: deprel.into(),
            ..Token::default()
        };
        let tokens = vec![
            word("She", "PRP", 2, "nsubj"),
            word("said", "VBD", 0, "root"),
            word("that", "IN", 6, "mark"),
            word("the", "DT", 5, "det"),
            word("oven", "NN", 6, "nsubj"),
            word("smoked", "VBD", 2, "ccomp"),
            word(".", ".", 2, "punct"),
        ];
        let sentence = Sentence { tokens, ..Sentence::default() };
        let (moved, tags) = insert_report(&sentence, &[Tag::default(); 7]).unwrap();
        assert_eq!(moved.forms(), ["The", "oven", ",", "she", "said", ",", "smoked", "."]);
        assert_eq!(moved.tokens.iter().map(|token| token.head).collect::<Vec<_>>(), [2, 7, 5, 5, 7, 5, 0, 7]);
        assert_eq!((moved.tokens[4].deprel.as_str(), tags.len(), tags[5]), ("parataxis", 8, comma_tag()));
        assert!(insert_report(&moved, &tags).is_none());
    }
}
