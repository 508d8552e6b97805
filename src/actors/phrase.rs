//! Noun phrases read off the surface: where the phrase of a noun begins, and what stands around it.
//!
//! Tags and small words decide here rather than trees, because the pieces are short and trees err most where names are new.

use std::ops::Range;

use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};

/// The most words a phrase may have before its noun.
const WIDEST: usize = 12;

/// The first word of the noun phrase that ends with the noun `head`.
pub(super) fn left_edge(article: &Article<'_>, head: usize) -> usize {
    let floor = article.sentence(head).start.max(head.saturating_sub(WIDEST));
    let mut edge = head;
    while edge > floor {
        let next = edge - 1;
        if !belongs(article, next, edge, floor) {
            break;
        }
        edge = next;
        if ends_phrase(article, edge) && !(edge > floor && is_possessive(article, edge - 1)) {
            break;
        }
    }
    // A phrase does not begin with a mark, a clitic or an adverb.
    while edge < head && (article.is_mark(edge) || is_possessive(article, edge) || matches!(article.upos(edge), Upos::Adv | Upos::Cconj)) {
        edge += 1;
    }
    edge
}

fn belongs(article: &Article<'_>, word: usize, edge: usize, floor: usize) -> bool {
    match article.upos(word) {
        Upos::Det => !article.is_any(word, &["that", "which", "what"]),
        Upos::Noun if matches!(article.upos(edge), Upos::Adj | Upos::Det | Upos::Num) => false,
        Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn => !is_time(article, word),
        Upos::Pron => article.xpos(word) == Xpos::PrpS,
        Upos::Part => is_possessive(article, word),
        Upos::Adv => matches!(article.upos(edge), Upos::Adj) && article.word(word).ends_with("ly"),
        Upos::Verb => {
            let participle = matches!(article.xpos(word), Xpos::Vbn | Xpos::Vbg);
            participle
                && word > floor
                && matches!(article.upos(word - 1), Upos::Det | Upos::Adj | Upos::Punct)
                && !article.is(word - 1, ",")
        }
        Upos::Punct => {
            let hyphen = matches!(article.word(word), "-" | "‑" | "‐") && article.tokens.is_glued(edge);
            let list = article.is(word, ",") && word > floor && article.upos(word - 1) == Upos::Adj && article.upos(edge) == Upos::Adj;
            hyphen || list
        }
        Upos::Cconj => {
            article.is(word, "and")
                && word > floor
                && article.upos(word - 1) == Upos::Adj
                && matches!(article.upos(edge), Upos::Adj | Upos::Noun)
        }
        Upos::X | Upos::Intj => article.begins_upper(word) && !article.is(word, "I"),
        _ => false,
    }
}

fn is_time(article: &Article<'_>, word: usize) -> bool {
    article.is_any(
        word,
        &["today", "yesterday", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    )
}

fn ends_phrase(article: &Article<'_>, word: usize) -> bool {
    article.xpos(word) == Xpos::PrpS || (article.upos(word) == Upos::Det && !article.is_any(word, &["other", "such"]))
}

/// Whether the word is a possessive clitic: `'s`, or the apostrophe alone.
pub(super) fn is_possessive(article: &Article<'_>, word: usize) -> bool {
    matches!(article.word(word), "'s" | "’s" | "ʼs") && article.xpos(word) == Xpos::Pos
        || (article.xpos(word) == Xpos::Pos && article.word(word).chars().count() <= 2)
}

/// The word of `words` that hangs on something outside of them.
pub(super) fn top(article: &Article<'_>, words: &Range<usize>) -> usize {
    let mut at = words.end.saturating_sub(1).max(words.start);
    for _ in 0..12 {
        match article.head(at) {
            Some(above) if words.contains(&above) => at = above,
            _ => break,
        }
    }
    at
}

/// The verb or predicate whose subject the phrase is, and whether it acts there rather than suffers.
pub(super) fn predicate(article: &Article<'_>, words: &Range<usize>) -> Option<(usize, bool)> {
    let mut at = top(article, words);
    for _ in 0..6 {
        let above = article.head(at)?;
        match article.relation(at) {
            Relation::Nsubj | Relation::NsubjOuter => return Some((above, article.upos(above) == Upos::Verb)),
            Relation::NsubjPass => return Some((above, false)),
            Relation::OblAgent => return Some((above, true)),
            Relation::Conj | Relation::Appos | Relation::Flat | Relation::NmodDesc if article.tag(above).is_noun() => at = above,
            Relation::Compound if article.tag(above).is_proper() => at = above,
            _ => return None,
        }
    }
    None
}

/// The part that a phrase plays in its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Part {
    /// The verb or predicate whose subject it is.
    pub(super) verb: Option<usize>,
    /// Whether it acts: it is the subject of a verb in the active, stands after `according to`, or after the `by` of a passive.
    pub(super) acts: bool,
    /// Whether a word of saying or thinking is its predicate, or names it as a source.
    pub(super) speaks: bool,
}

/// The part that the phrase plays.
pub(super) fn part(article: &Article<'_>, words: &Range<usize>) -> Part {
    let start = words.start;
    let hung = predicate(article, words);
    let cue = hung.is_some_and(|(verb, acts)| acts && article.cue(verb).is_some());
    let speaks = cue || speaks(article, words);
    let according = start >= 2 && article.is(start - 1, "to") && article.is(start - 2, "according");
    let acts = match hung {
        Some((_, acts)) => acts || speaks,
        None => {
            let behind = (words.end..article.sentence(start).end).take(3).find(|&word| article.upos(word) != Upos::Adv);
            let verb = |word| article.upos(word) == Upos::Verb && matches!(article.xpos(word), Xpos::Vbd | Xpos::Vbz);
            let by_passive = start >= 2 && article.is(start - 1, "by") && matches!(article.xpos(start - 2), Xpos::Vbn | Xpos::Vbd);
            behind.is_some_and(verb) || by_passive || according || (start >= 2 && speaks)
        }
    };
    Part { verb: hung.map(|(verb, _)| verb), acts, speaks: speaks || according }
}

/// Whether the phrase acts.
pub(super) fn acts(article: &Article<'_>, words: &Range<usize>) -> bool {
    part(article, words).acts
}

/// Whether the phrase is the source of what is said.
pub(super) fn is_source(article: &Article<'_>, words: &Range<usize>) -> bool {
    part(article, words).speaks
}

/// Whether a verb that signals an attribution stands right behind the phrase, or right before it after a quotation.
pub(super) fn speaks(article: &Article<'_>, words: &Range<usize>) -> bool {
    let sentence = article.sentence(words.start);
    let adverb = |word: usize| article.upos(word) == Upos::Adv || article.upos(word) == Upos::Aux;
    let behind = (words.end..sentence.end).take(3).find(|&word| !adverb(word));
    let says = |word: usize| {
        article.is_any(word, &["said", "says", "told", "added", "argued", "wrote", "warned", "noted", "replied", "insisted", "reported"])
    };
    behind.is_some_and(says)
        || (words.start >= sentence.start + 2
            && says(words.start - 1)
            && (article.is_quotation_mark(words.start - 2) || article.is(words.start - 2, ",")))
}
