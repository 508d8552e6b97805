//! What the sieves find: a content with its cue and source, all as words of the article.

use std::ops::Range;

use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::language::{Name, NameClass};
use crate::lexicon::{given, nouns, titles};
use crate::reasons::Rule;

/// An attribution before its speaker is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attribution {
    /// The content's parts, trimmed, in text order. Never empty.
    pub content: Vec<Range<usize>>,
    /// The words of the cue.
    pub cue: Option<Range<usize>>,
    /// The word of the cue that carries its meaning.
    pub cue_head: Option<usize>,
    /// The source.
    pub source: Option<Source>,
    /// What found it.
    pub rule: Rule,
    /// Whether the reporter keeps a distance.
    pub hedged: bool,
    /// How sure the learned layer is, in percent; `None` where only a rule speaks.
    pub confidence: Option<u8>,
}

impl Attribution {
    /// From the first word of the content to the last.
    pub fn bounds(&self) -> Range<usize> {
        self.content.first().map_or(0, |part| part.start)..self.content.last().map_or(0, |part| part.end)
    }

    /// How many words the content has.
    pub fn words(&self) -> usize {
        self.content.iter().map(|part| part.len()).sum()
    }

    /// Whether the word belongs to the content.
    pub fn holds(&self, word: usize) -> bool {
        part_with(&self.content, word).is_some()
    }
}

/// The part that holds the word. Parts stand in text order, and a speech can have thousands, so they are not all looked at.
pub(super) fn part_with(parts: &[Range<usize>], word: usize) -> Option<&Range<usize>> {
    parts.get(parts.partition_point(|part| part.end <= word)).filter(|part| part.contains(&word))
}

/// How many words two lists of parts share, each in text order: both are gone through once.
pub(super) fn shared(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    let (mut sum, mut at, mut against) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(at), other.get(against)) {
        sum += a.end.min(b.end).saturating_sub(a.start.max(b.start));
        if a.end < b.end {
            at += 1;
        } else {
            against += 1;
        }
    }
    sum
}

/// The words that name who is behind a content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The noun or pronoun.
    pub head: usize,
    /// The whole phrase.
    pub words: Range<usize>,
}

/// The phrase that `head` heads, as a source: without what only hangs on it by accident.
pub fn source(article: &Article<'_>, head: usize) -> Source {
    let mut words = article.subtree(head);
    for child in article.children(head) {
        // A clause or an interjected phrase beside the name is not part of it.
        if matches!(article.relation(child).universal(), Relation::Parataxis | Relation::Advcl | Relation::Discourse | Relation::Punct) {
            if child > head && matches!(article.relation(child).universal(), Relation::Parataxis | Relation::Advcl) {
                words.end = words.end.min(article.subtree(child).start);
            } else if child < head {
                words.start = words.start.max(article.subtree(child).end.min(head));
            }
        }
    }
    let mut words = article.trim(words);
    if words.is_empty() || !words.contains(&head) {
        words = head..head + 1;
    }
    while words.start < head
        && matches!(article.upos(words.start), Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Adv)
        && !article.is_any(words.start, &["about", "nearly", "almost"])
    {
        words.start += 1;
    }
    let words = whole_name(article, head, words);
    match aide(article, head, &words) {
        Some(aide) => Source { head: aide, words: phrase_start(article, aide)..words.end },
        None => Source { head, words },
    }
}

/// Who speaks for the name `head` where the tree takes the name for the speaker: `an aide to Jane Doe said`. The phrase has to begin a clause.
fn aide(article: &Article<'_>, head: usize, words: &Range<usize>) -> Option<usize> {
    if !article.tag(head).is_proper() {
        return None;
    }
    let sentence = article.sentence(head);
    let start = (sentence.start..head).rev().find(|&word| !article.tag(word).is_proper()).map_or(sentence.start, |word| word + 1);
    let aide = start.checked_sub(2).filter(|&aide| aide >= sentence.start && words.start >= start.saturating_sub(1))?;
    let people = |word: usize| matches!(article.role(word), Some(nouns::Sort::Person | nouns::Sort::Group));
    let speaks_for = article.is_any(start - 1, &["to", "for"]) && (people(aide) || article.is(aide, "staff"));
    let first = phrase_start(article, aide);
    let begins = first == sentence.start || matches!(article.upos(first - 1), Upos::Punct | Upos::Sconj | Upos::Cconj);
    (speaks_for && begins).then_some(aide)
}

/// Where the noun phrase that ends with `noun` begins, by tags alone: `a former chief of staff`.
fn phrase_start(article: &Article<'_>, noun: usize) -> usize {
    let sentence = article.sentence(noun);
    let belongs = |word: usize| {
        matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num)
            || matches!(article.xpos(word), Xpos::PrpS | Xpos::Pos | Xpos::Hyph)
            || article.is(word, "of")
    };
    (sentence.start..noun).rev().find(|&word| !belongs(word)).map_or(sentence.start, |word| word + 1)
}

/// The words of a source with the whole of the learned name in which it stands, wherever the tree parts that: `Miles | O'Brien`, `Jean- | Michel Basso`.
pub fn with_name(article: &Article<'_>, who: &Source) -> Range<usize> {
    let holds = |name: &&Name| name.class == NameClass::Person && name.tokens.contains(&who.head);
    let name = article.names_from(who.head).first().filter(holds).map_or(who.head..who.head + 1, |name| name.tokens.clone());
    with_particles(article, who.words.start.min(name.start))..who.words.end.max(name.end)
}

/// Where the name begins whose surname begins at `first`: with the small words before it, and the given name before these: `Jan van der | Meer`.
fn with_particles(article: &Article<'_>, first: usize) -> usize {
    let sentence = article.sentence(first);
    let mut start = first;
    while start > sentence.start && given::is_particle(article.lower(start - 1)) && article.begins_upper(first) {
        start -= 1;
    }
    let named = start < first && start > sentence.start && article.begins_upper(start - 1) && article.begins_lower(start);
    let given = |word: usize| given::is_given(article.lower(word)) || !titles::is_calendar(article.lower(word));
    match named && given(start - 1) && !titles::is_function_word(article.lower(start - 1)) {
        true => start - 1,
        // `van der Meer`, `Van Meer`, but neither `ten Greeks` nor `and la Stampa`.
        false if start < first && (article.begins_upper(start) || first - start > 1) => start,
        false => first,
    }
}

/// `words` with the title before a name, or the name behind a title, where the tree has parted them: `engineer | Tomas Reyes`.
fn whole_name(article: &Article<'_>, head: usize, mut words: Range<usize>) -> Range<usize> {
    let sentence = article.sentence(head);
    let person = |word: usize| article.role(word) == Some(nouns::Sort::Person) || article.is_title(word);
    let modifies = |word: usize| {
        matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det) && !titles::is_calendar(article.lower(word))
    };
    if article.upos(head) == Upos::Propn && words.start > sentence.start && person(words.start - 1) {
        while words.start > sentence.start && modifies(words.start - 1) {
            words.start -= 1;
        }
    }
    if titles::is_post_nominal(article.word(head)) {
        while words.start > sentence.start && article.tag(words.start - 1).is_proper() {
            words.start -= 1;
        }
    }
    if person(head) && words.end == head + 1 {
        while words.end < sentence.end && article.tag(words.end).is_proper() {
            words.end += 1;
        }
    }
    words
}

/// The word that heads the subject of the verb `verb`: its own, or the one it shares with the verb it depends on.
pub fn subject(article: &Article<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..8 {
        if is_passive(article, at) {
            return if at == verb { agent(article, at) } else { own_subject(article, at).map(|word| antecedent(article, word, at)) };
        }
        if let Some(word) = own_subject(article, at) {
            return Some(antecedent(article, word, at));
        }
        let above = article.head(at)?;
        match article.relation(at).universal() {
            // "…, saying": a participle behind a comma belongs to the subject of the sentence, whatever it hangs on.
            Relation::Acl | Relation::Obl | Relation::Nmod | Relation::Obj if at != verb || is_loose_participle(article, at) => {}
            Relation::Acl => return Some(above),
            Relation::Xcomp => {
                if let Some(object) =
                    article.child(above, Relation::Obj).or_else(|| article.child(above, Relation::Iobj)).filter(|&object| object < at)
                    && is_nominal(article, object)
                    && article.cue(above).is_some_and(|cue| !matches!(cue.lemma, "promise" | "vow" | "threaten"))
                {
                    return Some(object);
                }
            }
            Relation::Conj | Relation::Advcl | Relation::Parataxis | Relation::Dep | Relation::Ccomp => {}
            _ => return None,
        }
        at = above;
    }
    None
}

/// Whether the word is a participle behind a comma: `…, saying`.
fn is_loose_participle(article: &Article<'_>, verb: usize) -> bool {
    article.xpos(verb) == Xpos::Vbg && verb > 0 && article.is(verb - 1, ",")
}

/// The subject that hangs on the verb itself; of two in a row (`chief Kaja Kallas`) the one next to the verb.
pub fn own_subject(article: &Article<'_>, verb: usize) -> Option<usize> {
    let subject = |child: &usize| article.relation(*child).universal() == Relation::Nsubj;
    let first = article.children(verb).find(subject)?;
    let nearest = article.children(verb).filter(subject).rfind(|&child| child < verb).unwrap_or(first);
    // "Okafor, 23, said": an age between commas is not who says it.
    let aged = article.upos(nearest) == Upos::Num && nearest >= 2 && article.is(nearest - 1, ",") && is_nominal(article, nearest - 2);
    Some(if aged { nearest - 2 } else { nearest })
}

/// What a relative pronoun that is the subject of `verb` stands for; any other word stands for itself.
pub(super) fn antecedent(article: &Article<'_>, word: usize, verb: usize) -> usize {
    let relative = matches!(article.xpos(word), Xpos::Wp | Xpos::Wdt) || (article.is(word, "that") && article.upos(word) == Upos::Pron);
    let mut clause = verb;
    for _ in 0..4 {
        match article.head(clause) {
            Some(noun) if relative && article.relation(clause).universal() == Relation::Acl => return noun,
            Some(above) if relative && article.relation(clause) == Relation::Conj => clause = above,
            _ => return word,
        }
    }
    word
}

/// Whether the verb is passive: `was told`, `described by`.
pub fn is_passive(article: &Article<'_>, verb: usize) -> bool {
    article.children(verb).any(|child| matches!(article.relation(child), Relation::AuxPass | Relation::NsubjPass | Relation::CsubjPass))
        || (article.xpos(verb) == Xpos::Vbn
            && matches!(article.relation(verb).universal(), Relation::Acl | Relation::Advcl | Relation::Amod)
            && !article
                .children(verb)
                .any(|child| article.relation(child).universal() == Relation::Aux || article.relation(child) == Relation::Nsubj))
}

/// Who does what a passive verb says: the noun after `by`.
pub fn agent(article: &Article<'_>, verb: usize) -> Option<usize> {
    article.children(verb).find(|&child| {
        article.relation(child) == Relation::OblAgent
            || (article.relation(child).universal() == Relation::Obl
                && article.children(child).any(|case| article.relation(case) == Relation::Case && article.is(case, "by")))
    })
}

/// The words of the cue that `word` heads.
pub(super) fn cue(article: &Article<'_>, word: usize) -> Range<usize> {
    if article.is(word, "according") { word..(word + 2).min(article.sentence(word).end) } else { cue_words(article, word) }
}

/// The words of a verbal cue: the verb with its auxiliaries, negation and particle where they stand beside it.
pub fn cue_words(article: &Article<'_>, verb: usize) -> Range<usize> {
    let mut words = verb..verb + 1;
    while words.start > 0
        && article.head(words.start - 1) == Some(verb)
        && (article.relation(words.start - 1).universal() == Relation::Aux
            || article.is_any(words.start - 1, &["not", "n't", "never", "also", "repeatedly", "reportedly"]))
    {
        words.start -= 1;
    }
    let particle = |i: usize| article.head(i) == Some(verb) && article.relation(i) == Relation::CompoundPrt;
    if words.end < article.tokens.len() && particle(words.end) {
        words.end += 1;
    }
    words
}

/// Whether the reporter keeps a distance from what the word says: an adverb such as `reportedly` hangs on it.
pub fn is_hedged(article: &Article<'_>, word: usize) -> bool {
    article.children(word).any(|child| {
        article.is_any(child, &["reportedly", "allegedly", "supposedly", "purportedly", "apparently", "seemingly", "ostensibly"])
    })
}

/// Whether the word is denied: `not`, `never`, `no longer`.
pub fn is_negated(article: &Article<'_>, word: usize) -> bool {
    article.children(word).any(|child| article.is_any(child, &["not", "n't", "n’t", "never", "neither", "nor"]))
}

/// Whether the word can name somebody: a noun, a name or a pronoun.
pub fn is_nominal(article: &Article<'_>, word: usize) -> bool {
    matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X) || article.tag(word).is_proper()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Parts in text order, apart from each other.
    fn parts() -> impl Strategy<Value = Vec<Range<usize>>> {
        prop::collection::vec((0..3usize, 1..4usize), 0..12).prop_map(|gaps| {
            let mut end = 0;
            let part = |(gap, length)| {
                let start = end + gap;
                end = start + length;
                start..end
            };
            gaps.into_iter().map(part).collect()
        })
    }

    proptest! {
        #[test]
        fn parts_share_what_their_words_share(one in parts(), other in parts(), word in 0..60usize) {
            let words = |parts: &[Range<usize>]| parts.iter().flat_map(Clone::clone).collect::<Vec<_>>();
            let both = words(&one).into_iter().filter(|word| words(&other).contains(word)).count();
            prop_assert_eq!(shared(&one, &other), both);
            prop_assert_eq!(part_with(&one, word).is_some(), words(&one).contains(&word));
        }
    }
}
