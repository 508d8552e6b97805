//! Reported speech and thought: what a cue verb, noun, adjective or phrase says that somebody said.
//!
//! Each sieve looks at one construction in the trees. Quotation marks are not its business: `direct` finds those and `mod` joins both.

use std::ops::Range;

use super::attribution::{Attribution, Source, agent, cue_words, is_hedged, is_nominal, is_passive, own_subject, source, subject};
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::Strength;
use crate::lexicon::cues::Cue;
use crate::reasons::Rule;

/// The attributions of one sentence that the words outside long direct quotations report; `speech` tells which words are somebody's own.
pub(super) fn find(article: &Article<'_>, sentence: Range<usize>, speech: &dyn Fn(usize) -> bool) -> Vec<Attribution> {
    let mut found = Vec::new();
    for word in sentence.clone().filter(|&word| !speech(word)) {
        if article.is(word, "according") {
            found.extend(according_to(article, word, &sentence));
        } else if let Some(cue) = article.cue(word) {
            found.extend(by_verb(article, word, cue, &sentence));
        } else if let Some(attribution) = by_noun(article, word).or_else(|| by_adjective(article, word)) {
            found.push(attribution);
        }
    }
    found
}

fn by_verb(article: &Article<'_>, verb: usize, cue: &Cue, sentence: &Range<usize>) -> Option<Attribution> {
    clause(article, verb, cue).or_else(|| parenthetical(article, verb, cue, sentence)).or_else(|| infinitive(article, verb, cue))
}

/// `X said that …`, `…, X said`, `stating that …`.
fn clause(article: &Article<'_>, verb: usize, cue: &Cue) -> Option<Attribution> {
    if cue.clause == Strength::No || is_adnominal(article, verb) {
        return None;
    }
    let content = article.children(verb).find(|&child| article.relation(child) == Relation::Ccomp)?;
    let who = who(article, verb);
    let third = who
        .is_some_and(|head| !article.is_any(head, &["i", "you", "we", "it"]) || (article.is(head, "it") && cue.clause == Strength::Strong));
    if cue.clause == Strength::Weak && !third {
        return None;
    }
    if who.is_some_and(|head| article.is_any(head, &["it", "this", "that", "which", "there"]))
        && matches!(cue.lemma, "show" | "mean" | "suggest" | "indicate" | "reveal")
    {
        return None;
    }
    // A participle without anyone who could speak gives a result: "…, suggesting that more talks are needed".
    if who.is_none() && article.xpos(verb) == Xpos::Vbg {
        return None;
    }
    let words = content_words(article, content, verb);
    let rule = if content < verb { Rule::QuoteInverted } else { Rule::QuoteClause };
    build(article, vec![words], verb, who, rule)
}

/// `The plan, he said, will fail`: the verb hangs on what it reports.
fn parenthetical(article: &Article<'_>, verb: usize, cue: &Cue, sentence: &Range<usize>) -> Option<Attribution> {
    if cue.clause != Strength::Strong
        || !matches!(
            article.relation(verb).universal(),
            Relation::Parataxis | Relation::Advcl | Relation::Conj | Relation::Dep | Relation::Appos | Relation::Acl
        )
    {
        return None;
    }
    if article.relation(verb).universal() != Relation::Parataxis && !is_set_off(article, verb, sentence) {
        return None;
    }
    let who =
        own_subject(article, verb).filter(|&head| !article.is_any(head, &["which", "that", "who", "it"]) || article.is(head, "it"))?;
    let said = article.head(verb)?;
    let mut aside = article.subtree(verb);
    aside.start = aside.start.min(who);
    let whole = if article.relation(said) == Relation::Root { sentence.clone() } else { article.subtree(said) };
    let parts = without(article, whole, &aside);
    build(article, parts, verb, Some(who), Rule::QuoteParenthetical)
}

/// Whether commas or dashes stand around the clause of `verb`, or one before it and the sentence's end behind.
fn is_set_off(article: &Article<'_>, verb: usize, sentence: &Range<usize>) -> bool {
    let clause = article.subtree(verb);
    let mark = |i: usize| article.is_mark(i);
    let before = clause.start > sentence.start && (mark(clause.start - 1) || mark(clause.start));
    let after = clause.end >= sentence.end || mark(clause.end) || mark(clause.end - 1);
    before
        && after
        && !article.children(verb).any(|child| matches!(article.relation(child).universal(), Relation::Mark | Relation::Obj | Relation::Cc))
}

/// `vowed to …`, `admitted using …`, `urged them to …`.
fn infinitive(article: &Article<'_>, verb: usize, cue: &Cue) -> Option<Attribution> {
    if cue.infinitive == Strength::No || is_adnominal(article, verb) {
        return None;
    }
    let content = article.children(verb).find(|&child| {
        child > verb
            && matches!(article.relation(child), Relation::Xcomp | Relation::Ccomp | Relation::Advcl)
            && is_infinitive(article, child)
    })?;
    let who = who(article, verb)?;
    if cue.infinitive == Strength::Weak && article.is_any(who, &["it", "i", "we", "you", "this", "that"]) {
        return None;
    }
    let words = content_words(article, content, verb);
    build(article, vec![words], verb, Some(who), Rule::QuoteInfinitive)
}

/// Whether the word heads `to do` or `doing`.
fn is_infinitive(article: &Article<'_>, verb: usize) -> bool {
    article.children(verb).any(|child| child < verb && article.is(child, "to") && article.relation(child).universal() == Relation::Mark)
        || article.xpos(verb) == Xpos::Vbg
}

/// Whether the verb only modifies a noun: `the proposed plan`, `a so-called deal`.
fn is_adnominal(article: &Article<'_>, verb: usize) -> bool {
    matches!(article.relation(verb).universal(), Relation::Amod | Relation::Compound | Relation::Case | Relation::Fixed)
}

/// Who says what `verb` reports.
fn who(article: &Article<'_>, verb: usize) -> Option<usize> {
    let head = if is_passive(article, verb) { agent(article, verb) } else { subject(article, verb) }?;
    (is_nominal(article, head) || article.upos(head) == Upos::Adj || article.upos(head) == Upos::Det).then_some(head)
}

/// The words of the clause that `content` heads, as what is said: without `that`, and without a later remark of the same speaker.
fn content_words(article: &Article<'_>, content: usize, verb: usize) -> Range<usize> {
    let mut words = article.subtree(content);
    if verb < content {
        words.start = words.start.max(verb + 1);
    } else {
        words.end = words.end.min(verb);
    }
    words = article.trim(words);
    while words.len() > 1 && (article.is_mark(words.start) && !article.is_quotation_mark(words.start) || is_that(article, words.start)) {
        words.start += 1;
    }
    if let Some(cut) = words.clone().skip(1).find(|&word| is_added_remark(article, word, content)) {
        words.end = cut;
    }
    article.trim(words)
}

fn is_that(article: &Article<'_>, word: usize) -> bool {
    article.is(word, "that") && matches!(article.upos(word), Upos::Sconj | Upos::Adp)
}

/// Whether `word` begins another remark of the speaker behind the content: `…, describing the move as …`.
fn is_added_remark(article: &Article<'_>, word: usize, content: usize) -> bool {
    word > content
        && article.xpos(word) == Xpos::Vbg
        && article.is(word - 1, ",")
        && article.relation(word) == Relation::Advcl
        && article.cue(word).is_some_and(|cue| cue.clause == Strength::Strong || is_description(cue.lemma))
}

/// Verbs of the pattern `describe X as Y`.
pub fn is_description(lemma: &str) -> bool {
    matches!(
        lemma,
        "describe"
            | "characterize"
            | "characterise"
            | "portray"
            | "depict"
            | "brand"
            | "label"
            | "dub"
            | "term"
            | "deem"
            | "regard"
            | "view"
            | "rate"
            | "assess"
            | "call"
    )
}

/// `According to X, …` and `…, according to X`.
fn according_to(article: &Article<'_>, word: usize, sentence: &Range<usize>) -> Option<Attribution> {
    let to = word + 1;
    if to + 1 >= sentence.end || !article.is(to, "to") {
        return None;
    }
    let head = source_after(article, to + 1, sentence.end)?;
    let mut who = source(article, head);
    who.words.start = who.words.start.max(to + 1).min(head);
    // The phrase ends where the comma behind the source is; a wrong attachment must not make it swallow the content.
    let comma = (head + 1..sentence.end).find(|&i| article.is(i, ",") && !is_inside_apposition(article, i, head));
    let initial = (sentence.start..word).all(|i| {
        article.is_mark(i)
            || article.relation(i).universal() == Relation::Advmod
            || matches!(article.upos(i), Upos::Cconj | Upos::Sconj | Upos::Adv)
    });
    let cue = Some(word..to + 1);
    let content = if initial {
        let from = comma.map_or(who.words.end, |comma| comma + 1);
        who.words.end = who.words.end.min(comma.unwrap_or(who.words.end)).max(head + 1);
        vec![from..sentence.end]
    } else {
        let clause = governing_clause(article, head, sentence);
        without(article, clause, &(word..who.words.end))
    };
    let content = trimmed(article, content);
    (!content.is_empty()).then(|| Attribution {
        content,
        cue,
        cue_head: Some(word),
        source: Some(who),
        rule: Rule::QuoteAccordingTo,
        hedged: false,
    })
}

/// The head of the first noun phrase from `from`.
fn source_after(article: &Article<'_>, from: usize, end: usize) -> Option<usize> {
    let mut head = (from..end).find(|&word| is_nominal(article, word))?;
    for _ in 0..12 {
        match article.head(head) {
            Some(above) if above >= from && above < end && above > head && is_nominal(article, above) => head = above,
            Some(above) if above >= from && above < head && article.relation(head).universal() == Relation::Flat => head = above,
            _ => break,
        }
    }
    Some(head)
}

/// Whether the comma at `comma` stands before an apposition or a relative clause of `head`, and what follows still belongs to the source.
fn is_inside_apposition(article: &Article<'_>, comma: usize, head: usize) -> bool {
    article.children(head).any(|child| {
        let words = article.subtree(child);
        matches!(article.relation(child).universal(), Relation::Appos | Relation::Acl | Relation::Conj)
            && (words.start..words.end.max(words.start + 1)).contains(&comma)
            || (article.relation(child).universal() == Relation::Appos
                && words.start == comma + 1
                && words.end < article.sentence(head).end
                && article.is(words.end, ","))
    })
}

/// The clause that an adverbial phrase around `word` says something about: the nearest verb's whole clause, or the sentence.
fn governing_clause(article: &Article<'_>, word: usize, sentence: &Range<usize>) -> Range<usize> {
    let mut at = word;
    for _ in 0..12 {
        match article.head(at) {
            None => return sentence.clone(),
            Some(above) => {
                let verbal = matches!(article.upos(above), Upos::Verb | Upos::Aux | Upos::Adj);
                at = above;
                if verbal && !matches!(article.relation(at), Relation::Acl | Relation::Amod) {
                    break;
                }
            }
        }
    }
    if article.relation(at) == Relation::Root { sentence.clone() } else { article.subtree(at) }
}

/// Nouns that carry an attitude towards a clause.
const ATTITUDES: &[&str] = &[
    "hope",
    "hopes",
    "optimism",
    "confidence",
    "concern",
    "concerns",
    "fear",
    "fears",
    "worry",
    "worries",
    "doubt",
    "doubts",
    "skepticism",
    "scepticism",
    "belief",
    "view",
    "regret",
    "suspicion",
    "suspicions",
    "conviction",
    "certainty",
    "outrage",
    "frustration",
    "disappointment",
    "alarm",
    "dismay",
    "satisfaction",
    "claim",
    "claims",
    "allegation",
    "allegations",
    "warning",
    "warnings",
    "assertion",
    "suggestion",
    "statement",
    "promise",
    "pledge",
    "vow",
    "argument",
    "opinion",
    "expectation",
    "expectations",
    "desire",
    "willingness",
    "intention",
    "readiness",
    "determination",
    "prediction",
    "assurance",
    "assurances",
    "insistence",
];

/// `expressing hope that …`, `his belief that …`.
fn by_noun(article: &Article<'_>, noun: usize) -> Option<Attribution> {
    if article.upos(noun) != Upos::Noun || !article.is_any(noun, ATTITUDES) {
        return None;
    }
    let content = article.children(noun).find(|&child| {
        child > noun
            && matches!(article.relation(child), Relation::Acl | Relation::Ccomp)
            && article
                .children(child)
                .any(|mark| article.relation(mark) == Relation::Mark && article.is_any(mark, &["that", "to", "whether"]))
    });
    let verb = article.head(noun).filter(|&verb| article.relation(noun).universal() == Relation::Obj && article.upos(verb) == Upos::Verb);
    let content = content.or_else(|| {
        let clause = article.children(verb?).find(|&child| child > noun && article.relation(child) == Relation::Ccomp)?;
        Some(clause)
    })?;
    let who = match verb {
        Some(verb) => who(article, verb),
        None => article
            .child(noun, Relation::NmodPoss)
            .or_else(|| article.children(noun).find(|&child| child < noun && article.relation(child).universal() == Relation::Nmod)),
    }?;
    let words = content_words(article, content, noun);
    let cue = verb.filter(|&verb| verb < noun && noun - verb < 4).map_or(noun..noun + 1, |verb| verb..noun + 1);
    finish(article, vec![words], cue, noun, Some(who), Rule::QuoteNoun)
}

/// Adjectives that carry an attitude towards a clause.
const CONVICTIONS: &[&str] = &[
    "confident",
    "hopeful",
    "optimistic",
    "certain",
    "sure",
    "convinced",
    "afraid",
    "worried",
    "concerned",
    "adamant",
    "skeptical",
    "sceptical",
    "doubtful",
    "pessimistic",
    "fearful",
    "clear",
    "unsure",
    "uncertain",
    "determined",
    "willing",
    "unwilling",
    "ready",
    "reluctant",
    "eager",
    "proud",
    "keen",
    "happy",
    "glad",
    "sorry",
];

/// `X is confident that …`, `X is willing to …`.
fn by_adjective(article: &Article<'_>, adjective: usize) -> Option<Attribution> {
    if !matches!(article.upos(adjective), Upos::Adj | Upos::Verb) || !article.is_any(adjective, CONVICTIONS) {
        return None;
    }
    let content = article.children(adjective).find(|&child| {
        child > adjective
            && matches!(article.relation(child), Relation::Ccomp | Relation::Xcomp | Relation::Advcl)
            && (article.child(child, Relation::Mark).is_some())
    })?;
    let made = article.head(adjective).filter(|&verb| {
        article.is(adjective, "clear") && article.relation(adjective) == Relation::Xcomp && matches!(article.lemma(verb).as_str(), "make")
    });
    let who = own_subject(article, adjective).or_else(|| subject(article, made?))?;
    if article.is(adjective, "clear") && made.is_none() || article.is_any(who, &["it", "this", "that", "there", "i", "we", "you"]) {
        return None;
    }
    let words = content_words(article, content, adjective);
    finish(
        article,
        vec![words],
        made.map_or(adjective, |verb| verb.min(adjective))..adjective + 1,
        adjective,
        Some(who),
        Rule::QuoteAdjective,
    )
}

fn build(article: &Article<'_>, parts: Vec<Range<usize>>, verb: usize, who: Option<usize>, rule: Rule) -> Option<Attribution> {
    finish(article, parts, cue_words(article, verb), verb, who, rule)
}

fn finish(
    article: &Article<'_>,
    parts: Vec<Range<usize>>,
    cue: Range<usize>,
    head: usize,
    who: Option<usize>,
    rule: Rule,
) -> Option<Attribution> {
    let content = trimmed(article, parts);
    if content.is_empty() {
        return None;
    }
    let source: Option<Source> = who.map(|who| source(article, who));
    Some(Attribution { content, cue: Some(cue), cue_head: Some(head), source, rule, hedged: is_hedged(article, head) })
}

fn trimmed(article: &Article<'_>, parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.into_iter().map(|part| article.trim(part)).filter(|part| !part.is_empty()).collect()
}

/// `whole` without the words of `hole`, as one or two parts.
pub(super) fn without(article: &Article<'_>, whole: Range<usize>, hole: &Range<usize>) -> Vec<Range<usize>> {
    trimmed(article, vec![whole.start..hole.start.clamp(whole.start, whole.end), hole.end.clamp(whole.start, whole.end)..whole.end])
}
