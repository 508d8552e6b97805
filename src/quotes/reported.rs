//! Reported speech and thought: what a cue verb, noun, adjective or phrase says that somebody said.
//!
//! Each sieve looks at one construction in the trees. Quotation marks are not its business: `direct` finds those and `mod` joins both.

use std::ops::Range;

use super::attribution::{Attribution, Source, agent, cue_words, is_hedged, is_nominal, is_passive, own_subject, source, subject};
use super::phrases::{according_to, by_adjective, by_noun};
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
    aside(article, verb, cue, sentence)
        .or_else(|| clause(article, verb, cue, sentence))
        .or_else(|| parenthetical(article, verb, cue, sentence))
        .or_else(|| infinitive(article, verb, cue))
        .or_else(|| following(article, verb, cue, sentence))
        .or_else(|| quoted_object(article, verb, cue))
}

/// `X said that …`, `…, X said`, `stating that …`.
fn clause(article: &Article<'_>, verb: usize, cue: &Cue, sentence: &Range<usize>) -> Option<Attribution> {
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
    // A thing shows or suggests, a person says: only the latter is an attribution.
    if (infers(cue.lemma) || article.xpos(verb) == Xpos::Vbg) && who.is_some_and(|head| !is_somebody(article, head)) {
        return None;
    }
    // A participle without anyone who could speak gives a result: "…, suggesting that more talks are needed".
    if who.is_none() && article.xpos(verb) == Xpos::Vbg {
        return None;
    }
    if cue.clause == Strength::Weak && !who.is_some_and(|head| is_somebody(article, head)) {
        return None;
    }
    let words = completed(article, content_words(article, content, verb), verb, sentence);
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

/// `…, Lumen said.` and `…, he added, …` by their commas alone: the surest sign, whatever the tree makes of it.
fn aside(article: &Article<'_>, verb: usize, cue: &Cue, sentence: &Range<usize>) -> Option<Attribution> {
    let finite = matches!(article.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn);
    if cue.clause != Strength::Strong || !finite {
        return None;
    }
    let who = own_subject(article, verb).filter(|&head| !article.is_any(head, &["which", "that", "who", "what", "there"]))?;
    let words = source(article, who).words;
    let start = words.start.min(cue_words(article, verb).start);
    let comma = start.checked_sub(1).filter(|&comma| comma > sentence.start && matches!(article.word(comma), "," | "—" | "–" | "--"))?;
    let end = aside_end(article, verb.max(words.end - 1) + 1, sentence.end)?;
    let parts = without(article, sentence.clone(), &(comma..end));
    let long = parts.first().is_some_and(|part| part.end <= comma && part.len() > 2) || (parts.len() > 1 && parts[0].len() > 1);
    // "While the union agreed, Lumen said, …" is one thing; "The union agreed, Lumen said that …" another.
    let mut parts = parts;
    if let Some(last) = parts.last_mut().filter(|last| last.start >= end) {
        let cut = last.clone().find(|&word| is_coordinate_clause(article, word, verb));
        last.end = cut.unwrap_or(last.end);
    }
    long.then(|| build(article, parts, verb, Some(who), Rule::QuoteParenthetical)).flatten()
}

/// Where an aside that has reached `from` ends: at a comma, or with the sentence, a few words for addressee, time and place allowed between.
fn aside_end(article: &Article<'_>, from: usize, end: usize) -> Option<usize> {
    let stop = (from..end.min(from + 9)).find(|&word| matches!(article.word(word), "," | "." | "—" | "–" | "--" | ";")).unwrap_or(end);
    let short = stop - from <= 8;
    let plain = (from..stop).all(|word| {
        !matches!(article.upos(word), Upos::Verb | Upos::Aux | Upos::Sconj)
            && !is_that(article, word)
            && !matches!(article.xpos(word), Xpos::Wdt | Xpos::Wp | Xpos::Wrb)
            && article.zone_of(word).is_none()
    });
    (short && plain && (stop < end || from <= end)).then_some(stop)
}

/// Whether a new main clause with a subject of its own begins at `word`.
fn is_coordinate_clause(article: &Article<'_>, word: usize, verb: usize) -> bool {
    article.upos(word) == Upos::Cconj
        && article.is(word - 1, ",")
        && article.head(word).is_some_and(|clause| article.head(clause) == Some(verb) && own_subject(article, clause).is_some())
}

/// `told reporters the bridge …`: what follows a verb of saying, where the tree has lost the clause.
fn following(article: &Article<'_>, verb: usize, cue: &Cue, sentence: &Range<usize>) -> Option<Attribution> {
    let finite = matches!(article.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) || article.child(verb, Relation::Aux).is_some();
    if cue.clause != Strength::Strong || !finite || is_passive(article, verb) || is_adnominal(article, verb) {
        return None;
    }
    let who = who(article, verb).filter(|&head| head < verb && is_somebody(article, head))?;
    let that = (verb + 1..sentence.end)
        .find(|&word| is_that(article, word))
        .filter(|&that| (verb + 1..that).all(|word| !matches!(article.upos(word), Upos::Verb | Upos::Aux)));
    let from = match that {
        Some(that) => that + 1,
        None => {
            let addressee = article.children(verb).find(|&child| child > verb && matches!(article.relation(child), Relation::Iobj));
            let from = addressee.map_or(verb + 1, |head| head + 1);
            if matches!(
                article.upos(from.min(sentence.end - 1)),
                Upos::Adp | Upos::Sconj | Upos::Part | Upos::Punct | Upos::Cconj | Upos::Adv
            ) {
                return None;
            }
            from
        }
    };
    let words = article.trim(from..sentence.end);
    let words = words.start..cut_remark(article, &words, verb).unwrap_or(words.end);
    let comma = words.clone().find(|&word| article.is(word, ",")).filter(|_| that.is_none()).unwrap_or(words.end);
    let shared = words.clone().find(|&word| matches!(article.upos(word), Upos::Verb | Upos::Aux)).is_some_and(|first| {
        article.head(first) == Some(verb) && article.relation(first) == Relation::Conj && own_subject(article, first).is_none()
    });
    if shared && that.is_none() {
        return None;
    }
    let finite = (words.start..comma).any(|word| matches!(article.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    (finite && words.len() > 2).then(|| build(article, vec![words], verb, Some(who), Rule::QuoteClause)).flatten()
}

/// `acknowledged the “noise” in the media`: what is said is a phrase, part of it in quotation marks.
fn quoted_object(article: &Article<'_>, verb: usize, cue: &Cue) -> Option<Attribution> {
    let object = article.child(verb, Relation::Obj).filter(|&object| object > verb && cue.clause == Strength::Strong)?;
    let who = who(article, verb).filter(|&head| is_somebody(article, head))?;
    let words = article.trim(article.subtree(object));
    let quoted = words.clone().filter(|&word| article.zone_of(word).is_some()).count();
    (quoted > 1 && quoted < words.len()).then(|| build(article, vec![words], verb, Some(who), Rule::QuoteClause)).flatten()
}

/// Whether the word names somebody who can speak or think: a name, a personal pronoun, a noun for people, bodies or documents.
fn is_somebody(article: &Article<'_>, head: usize) -> bool {
    article.tag(head).is_proper()
        || article.begins_upper(head)
        || article.is_any(
            head,
            &[
                "he", "she", "they", "who", "it", "i", "we", "some", "many", "others", "both", "one", "nobody", "everyone", "someone",
                "few", "most", "none",
            ],
        )
        || article.role(head).is_some()
}

/// `words`, carried on where the tree breaks the clause off in mid-air: what follows without a comma still belongs to it.
fn completed(article: &Article<'_>, words: Range<usize>, verb: usize, sentence: &Range<usize>) -> Range<usize> {
    let next = words.end;
    let at = |word: usize| word < sentence.end && word >= next;
    let is_verb = |word: usize| at(word) && matches!(article.upos(word), Upos::Verb | Upos::Aux);
    let goes_on = is_verb(next) || (at(next) && article.upos(next) == Upos::Adv && is_verb(next + 1));
    // "… allowed him to rebound and hire": a bare verb cannot belong to a finite verb of saying.
    let conjunct = (next + 1..(next + 4).min(sentence.end))
        .find(|&word| is_verb(word))
        .filter(|&word| at(next) && article.upos(next) == Upos::Cconj && article.head(word) == Some(verb));
    let bare = conjunct.is_some_and(|word| {
        matches!(article.xpos(word), Xpos::Vb | Xpos::Vbp)
            && own_subject(article, word).is_none()
            && !matches!(article.xpos(verb), Xpos::Vb | Xpos::Vbp)
    });
    let fragment = at(next) && article.is_quotation_mark(next) && at(next + 1) && article.zone_of(next + 1).is_some();
    let broken = verb < words.start && (goes_on || bare || fragment);
    if !broken {
        return words;
    }
    let whole = article.trim(words.start..sentence.end);
    let end = cut_remark(article, &whole, verb).unwrap_or(whole.end);
    article.trim(whole.start..end)
}

/// `vowed to …`, `admitted using …`, `urged them to …`.
fn infinitive(article: &Article<'_>, verb: usize, cue: &Cue) -> Option<Attribution> {
    if cue.infinitive == Strength::No || is_adnominal(article, verb) {
        return None;
    }
    // In a headline the tree seldom knows `To` for what it is.
    let headline = (verb + 1 < article.tokens.len() && article.word(verb + 1) == "To").then(|| article.head(verb + 1)).flatten();
    let content = headline.filter(|&head| head > verb + 1).or_else(|| {
        article.children(verb).find(|&child| {
            child > verb
                && matches!(article.relation(child), Relation::Xcomp | Relation::Ccomp | Relation::Advcl)
                && is_infinitive(article, child)
        })
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
pub(super) fn who(article: &Article<'_>, verb: usize) -> Option<usize> {
    let head = if is_passive(article, verb) { agent(article, verb) } else { subject(article, verb) }?;
    (is_nominal(article, head) || article.upos(head) == Upos::Adj || article.upos(head) == Upos::Det).then_some(head)
}

/// The words of the clause that `content` heads, as what is said: without `that`, and without a later remark of the same speaker.
pub(super) fn content_words(article: &Article<'_>, content: usize, verb: usize) -> Range<usize> {
    let mut words = article.subtree(content);
    if verb < content {
        words.start = words.start.max(verb + 1);
    } else {
        words.end = words.end.min(verb);
    }
    words = article.trim(words);
    // The tree took the subject of what is said for the object of the verb of saying.
    let torn = verb < content
        && words.start > verb + 1
        && own_subject(article, content).is_none()
        && !is_infinitive(article, content)
        && !matches!(article.lemma(verb), "tell" | "ask" | "inform" | "assure" | "remind" | "warn" | "urge");
    if torn
        && (verb + 1..words.start).all(|word| {
            is_nominal(article, word) || matches!(article.upos(word), Upos::Det | Upos::Adj | Upos::Adp | Upos::Num | Upos::Part)
        })
        && matches!(article.upos(words.start), Upos::Verb | Upos::Aux | Upos::Adv)
    {
        words.start = verb + 1;
    }
    while words.len() > 1 && (article.is_mark(words.start) && !article.is_quotation_mark(words.start) || is_that(article, words.start)) {
        words.start += 1;
    }
    if let Some(cut) = cut_remark(article, &words, content) {
        words.end = cut;
    }
    article.trim(words)
}

/// Where another remark begins within `words`, if one does.
fn cut_remark(article: &Article<'_>, words: &Range<usize>, content: usize) -> Option<usize> {
    words.clone().skip(1).find_map(|word| is_added_remark(article, word, content))
}

fn is_that(article: &Article<'_>, word: usize) -> bool {
    article.is(word, "that") && matches!(article.upos(word), Upos::Sconj | Upos::Adp)
}

/// Where the remark of which `word` is the verb begins, if it is another one beside the content: `…, describing the move as …`, `…, with Reyes adding that …`.
fn is_added_remark(article: &Article<'_>, word: usize, content: usize) -> Option<usize> {
    let reports = word > content
        && article.xpos(word) == Xpos::Vbg
        && article.zone_of(word).is_none()
        && article.cue(word).is_some_and(|cue| cue.clause == Strength::Strong || is_description(cue.lemma));
    if !reports || !matches!(article.relation(word).universal(), Relation::Advcl | Relation::Conj | Relation::Acl | Relation::Parataxis) {
        return None;
    }
    let start = own_subject(article, word).map_or(word, |subject| article.subtree(subject).start.min(word));
    let joint = start.checked_sub(1).filter(|&joint| article.is_any(joint, &["with", "while", "whilst", "and", "but"]));
    let start = joint.unwrap_or(start);
    start.checked_sub(1).is_some_and(|comma| article.is(comma, ",")).then_some(start)
}

/// Verbs by which things show as well as people say.
pub(super) fn infers(lemma: &str) -> bool {
    matches!(lemma, "suggest" | "indicate" | "show" | "mean" | "imply" | "reveal" | "signal" | "demonstrate" | "prove")
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

fn build(article: &Article<'_>, parts: Vec<Range<usize>>, verb: usize, who: Option<usize>, rule: Rule) -> Option<Attribution> {
    finish(article, parts, cue_words(article, verb), verb, who, rule)
}

pub(super) fn finish(
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
    Some(Attribution { content, cue: Some(cue), cue_head: Some(head), source, rule, hedged: is_hedged(article, head), confidence: None })
}

pub(super) fn trimmed(article: &Article<'_>, parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.into_iter().map(|part| article.trim(part)).filter(|part| !part.is_empty()).collect()
}

/// `whole` without the words of `hole`, as one or two parts.
pub(super) fn without(article: &Article<'_>, whole: Range<usize>, hole: &Range<usize>) -> Vec<Range<usize>> {
    trimmed(article, vec![whole.start..hole.start.clamp(whole.start, whole.end), hole.end.clamp(whole.start, whole.end)..whole.end])
}
