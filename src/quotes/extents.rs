//! Where a content ends or begins by clear grammar, whatever the model has chosen: a remark around it, a verb beside the cue, the addressee or
//! the time between the cue and `that` are no part of what is said.

use std::ops::Range;

use super::attribution::{cue_words, is_negated, is_nominal, is_passive, own_subject};
use super::contents::Content;
use super::sites::{Scene, Site};
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::nouns::Sort;
use crate::lexicon::{Strength, answers, titles};
use crate::reasons::Rule;

/// How many words may stand between a refusal and the answer that is refused: `declined on Friday | to comment`.
const BETWEEN: usize = 4;

/// Repairs the content that the cue at `site` was found to report; nothing may be left of it.
pub(super) fn repair(scene: &Scene<'_, '_>, site: &Site, content: &mut Content) {
    leave_out_remark(scene, site.word, content);
    end_before_narration(scene.article, site, content);
    begin_behind_circumstances(scene.article, site.word, content);
    end_before_question(scene.article, site.word, content);
    resume_modal(scene.article, site, content);
    content.parts.retain(|part| !part.is_empty());
}

/// `Voters think the party will lose, Smith said`: what a remark reports that holds the cue, too, ends where that remark begins.
fn leave_out_remark(scene: &Scene<'_, '_>, word: usize, content: &mut Content) {
    let outer = content.parts.iter().flat_map(Clone::clone).filter(|&other| other > word).find_map(|other| {
        let sieve = scene.head_of(other)?;
        (sieve.rule == Rule::QuoteParenthetical && !sieve.holds(other) && sieve.holds(word)).then_some(sieve)
    });
    let Some(outer) = outer else { return };
    let both = |a: &Range<usize>, b: &Range<usize>| scene.article.trim(a.start.max(b.start)..a.end.min(b.end).max(a.start.max(b.start)));
    let parts = content.parts.iter().flat_map(|part| outer.content.iter().map(|said| both(part, said)));
    let parts: Vec<Range<usize>> = parts.filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() {
        content.parts = parts;
    }
}

/// `said it was ready and called on all sides to stop`: a verb in the tense of the report that goes with nothing in the content is the reporter's.
fn end_before_narration(article: &Article<'_>, site: &Site, content: &mut Content) {
    let word = site.word;
    let [part] = content.parts.as_mut_slice() else { return };
    let reports = article.xpos(word) == Xpos::Vbd && article.cue(word).is_some_and(|cue| cue.clause == Strength::Strong);
    let Some(who) = site.subject.filter(|_| reports && word < part.start) else { return };
    let plain = |at: usize| article.zone_of(at).is_none();
    let joint = (part.start + 2..part.end.saturating_sub(1)).find(|&at| {
        let verb = at + 1 + usize::from(article.upos(at + 1) == Upos::Adv && at + 2 < part.end);
        plain(at)
            && article.is_any(at, &["and", "but"])
            && is_narrated(article, verb)
            && plain(verb)
            && !is_matched(article, who, part.start..at)
    });
    if let Some(joint) = joint {
        *part = article.trim(part.start..joint);
    }
}

/// Whether the word is a verb of speech or stance in the past, as the reporter uses it. The tagger takes some for participles.
fn is_narrated(article: &Article<'_>, verb: usize) -> bool {
    matches!(article.xpos(verb), Xpos::Vbd | Xpos::Vbn)
        && own_subject(article, verb).is_none_or(|subject| subject < verb)
        && article.cue(verb).is_some_and(|cue| [cue.clause, cue.infinitive, cue.object].contains(&Strength::Strong))
}

/// Whether a past tense or a participle may be coordinated with the clause `before` in what `who` says: after a full verb in the past, a perfect
/// or a passive it may; after a modal, or after what somebody is said to be of themself, it may not.
fn is_matched(article: &Article<'_>, who: usize, before: Range<usize>) -> bool {
    let verbs = || before.clone().filter(|&at| matches!(article.upos(at), Upos::Verb | Upos::Aux));
    let finite = verbs().rfind(|&at| matches!(article.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    let Some(finite) = finite else { return true };
    if article.xpos(finite) == Xpos::Md {
        // "would be arrested and charged"
        return verbs().any(|at| at > finite && (article.xpos(at) == Xpos::Vbn || article.is_any(at, &["be", "have"])));
    }
    let is_state = article.lemma(finite) == "be" && verbs().all(|at| at <= finite || article.xpos(at) != Xpos::Vbn);
    let themself = finite.checked_sub(1).is_some_and(|subject| subject == before.start && may_mean(article, subject, who));
    !(is_state && themself)
}

/// Whether the pronoun may stand for `who` by number and kind.
fn may_mean(article: &Article<'_>, pronoun: usize, who: usize) -> bool {
    let person = article.role(who) == Some(Sort::Person);
    match article.lower(pronoun) {
        same if same == article.lower(who) => true,
        "he" | "she" => person || article.upos(who) == Upos::Propn,
        "it" => !person && article.upos(who) == Upos::Propn || article.role(who) == Some(Sort::Organization),
        "they" => matches!(article.xpos(who), Xpos::Nns | Xpos::Nnps),
        _ => false,
    }
}

/// `said on Monday | that …`, `told the jury | that …`, `told MPs | it was late`: when, where and to whom it was said stands before what was said.
fn begin_behind_circumstances(article: &Article<'_>, word: usize, content: &mut Content) {
    let Some(part) = content.parts.first_mut() else { return };
    let speaks = article.upos(word) == Upos::Verb && article.cue(word).is_some_and(|cue| cue.clause == Strength::Strong);
    if !speaks || part.start <= word || article.zone_of(part.start).is_some() {
        return;
    }
    let mut start = part.start;
    if start == cue_words(article, word).end {
        start = behind_time(article, start, part.end)
            .or_else(|| behind_addressee(article, word, start, part.end))
            .or_else(|| behind_adverbial(article, start, part.end))
            .unwrap_or(start);
    }
    if start + 2 < part.end && is_conjunction(article, start) {
        start += 1;
    }
    *part = article.trim(start..part.end);
}

/// Whether `that` here begins a clause: the tagger takes it for a pronoun after a noun.
fn is_conjunction(article: &Article<'_>, that: usize) -> bool {
    let is_followed = that + 1 < article.tokens.len();
    is_followed && article.is(that, "that") && matches!(article.xpos(that), Xpos::In | Xpos::Wdt) && article.upos(that + 1) != Upos::Aux
}

/// Behind `last week`.
fn behind_time(article: &Article<'_>, start: usize, end: usize) -> Option<usize> {
    let time = start + 2;
    if time >= end {
        return None;
    }
    let period = start + 1;
    let is_time = article.is(start, "last")
        && (titles::is_calendar(article.lower(period))
            || article.is_any(period, &["week", "month", "year", "night", "summer", "autumn", "spring", "winter"]));
    (is_time && time + 1 < end && !article.is_mark(time) && is_clause_start(article, time)).then_some(time)
}

/// Whether a clause or a noun phrase may begin here.
fn is_clause_start(article: &Article<'_>, word: usize) -> bool {
    matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Num | Upos::Adj) || is_conjunction(article, word)
}

/// Behind whom somebody `told`: before `that` or a pronoun that can only be a subject.
fn behind_addressee(article: &Article<'_>, word: usize, start: usize, end: usize) -> Option<usize> {
    if !matches!(article.lemma(word), "tell" | "inform" | "assure" | "remind") || is_passive(article, word) || !is_phrase(article, start) {
        return None;
    }
    let next = (start + 1..end.min(start + 8)).find(|&at| !is_phrase(article, at))?;
    let begins = is_conjunction(article, next) || article.is_any(next, &["he", "she", "it", "they", "we", "i"]);
    (begins && next + 2 < end).then_some(next)
}

/// Whether the word may belong to a noun phrase.
fn is_phrase(article: &Article<'_>, word: usize) -> bool {
    matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num)
        && !(article.is(word, "that") && article.xpos(word) != Xpos::Dt)
        || article.is_any(word, &["'s", "’s", "of", "his", "her", "their", "its"])
}

/// Behind an adverbial that leads to `that`: `said | before leaving Athens | that …`.
fn behind_adverbial(article: &Article<'_>, start: usize, end: usize) -> Option<usize> {
    if !matches!(article.upos(start), Upos::Adp | Upos::Sconj) || is_conjunction(article, start) {
        return None;
    }
    let finite = |at: usize| matches!(article.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let that = (start + 1..end.min(start + 9)).take_while(|&at| !finite(at)).find(|&at| is_conjunction(article, at))?;
    (that + 2 < end && is_nominal(article, that - 1)).then_some(that)
}

/// `insisted he was happy | when asked about his future`: when it was said is no part of what was said.
fn end_before_question(article: &Article<'_>, word: usize, content: &mut Content) {
    let Some(part) = content.parts.last_mut().filter(|part| part.start > word) else { return };
    let when = (part.start + 1..part.end).find(|&at| at + 1 < part.end && is_when(article, at) && is_question(article, at + 1));
    if let Some(when) = when.filter(|&when| article.zone_of(when).is_none()) {
        *part = article.trim(part.start..when);
    }
}

fn is_when(article: &Article<'_>, word: usize) -> bool {
    article.is_any(word, &["when", "if", "once"])
}

/// Whether the word is an `asked` without anybody who asks that only says on what occasion something was said: `Asked whether …, she laughed`,
/// `when asked about …`.
pub(super) fn is_occasion(article: &Article<'_>, word: usize) -> bool {
    is_question(article, word) && (begins_sentence(article, word) || word > 0 && is_when(article, word - 1))
}

fn begins_sentence(article: &Article<'_>, word: usize) -> bool {
    article.sentence(word).start == word
}

/// Whether the word is a bare participle with a question: `asked about`, `asked whether`.
fn is_question(article: &Article<'_>, word: usize) -> bool {
    article.is_any(word, &["asked", "pressed", "questioned", "quizzed"])
        && word + 1 < article.tokens.len()
        && article.is_any(word + 1, &["about", "whether", "if", "why", "what", "how", "by", "on", "who", "when", "where", "which"])
}

/// Whether the candidate is only the occasion on which something was said: the `Asked whether …` before the main clause, or the end of `when asked about …`.
pub(super) fn is_only_occasion(article: &Article<'_>, site: &Site, parts: &[Range<usize>]) -> bool {
    let ([part], word) = (parts, site.word) else { return false };
    let first = site.region.start;
    if part.end <= word {
        let adjunct = first != word && is_question(article, first) && begins_sentence(article, first) && part.start <= first + 1;
        return adjunct && !part.clone().any(|at| article.is(at, ",")) && article.is(part.end, ",");
    }
    (word + 1..part.start).any(|at| is_occasion(article, at))
}

/// `saying the measure went too far | and would “strip …”`: a modal that is coordinated with the content, without a subject of its own, belongs to it.
fn resume_modal(article: &Article<'_>, site: &Site, content: &mut Content) {
    let Some(part) = content.parts.last_mut().filter(|part| part.start > site.word) else { return };
    let end = part.end;
    let modal = end + 2 < site.region.end
        && article.is_any(end, &["and", "but", "or"])
        && article.is_any(end + 1, &["would", "could", "should", "might"])
        && article.zone_of(end) == article.zone_of(site.word);
    if modal {
        let stop = |at: &usize| article.is_any(*at, &[",", ";", "—", "–", "--"]) && article.zone_of(*at).is_none();
        let stop = (end..site.region.end).find(stop).unwrap_or(site.region.end);
        *part = article.trim(part.start..stop);
    }
}

/// Whether the verb tells that nothing was said: `declined to comment`, `would not say when …`, `never said …`, `no one said …`, `if she says …`.
pub fn is_silence(article: &Article<'_>, word: usize) -> bool {
    let answers = |verb: usize| article.upos(verb) == Upos::Verb && answers::is_answer(article.lemma(verb));
    let refuses = |verb: usize| article.upos(verb) == Upos::Verb && answers::refuses(article.lemma(verb));
    let refused = |verb: usize| article.relation(verb) == Relation::Xcomp && article.head(verb).is_some_and(refuses);
    let to = |verb: usize| (verb + 1..article.sentence(verb).end.min(verb + 2 + BETWEEN)).find(|&to| article.is(to, "to"));
    let next = |verb: usize| refuses(verb) && to(verb).is_some_and(|to| to + 1 < article.tokens.len() && answers(to + 1));
    if refuses(word) {
        return next(word) || article.children(word).any(|answer| answers(answer) && refused(answer));
    }
    let declined = || article.is(word.saturating_sub(1), "to") && (word.saturating_sub(2 + BETWEEN)..word.saturating_sub(1)).any(next);
    answers(word) && (refused(word) || declined() || is_unsaid(article, word))
}

/// Whether nobody says that the verb of saying happened: it is denied, stands in a condition, has nobody for a subject, or is what somebody denies.
fn is_unsaid(article: &Article<'_>, verb: usize) -> bool {
    let denied = article.children(verb).any(|word| word < verb && answers::denies(article.lower(word)));
    let denies = |above: usize| article.xpos(verb) == Xpos::Vbg && article.lemma(above) == "deny";
    let nobody = || own_subject(article, verb).is_some_and(|who| is_nobody(article, who));
    let some = || article.children(verb).any(|word| word > verb && answers::measures(article.lower(word)));
    denied && !some() || is_supposed(article, verb) || nobody() || article.head(verb).is_some_and(denies)
}

/// Whether the verb stands in a condition: `if she says so`, but not `If anything, she says so`.
fn is_supposed(article: &Article<'_>, verb: usize) -> bool {
    let begins = |mark: usize| article.relation(mark) == Relation::Mark && answers::supposes(article.lower(mark));
    article.children(verb).any(|mark| begins(mark) && !(mark..verb).any(|word| article.is(word, ",")))
}

/// Whether the subject is nobody: `no one`, `nobody`, `none of them`, `no official`.
fn is_nobody(article: &Article<'_>, who: usize) -> bool {
    let nobody = |word: usize| answers::is_nobody(article.lower(word));
    nobody(who) || who > 0 && nobody(who - 1) || article.children(who).any(|word| word < who && nobody(word))
}

/// Whether the verb tells a deed rather than speech, because what it has is a thing: `wrote a book`, `did not respond to a request for comment`.
pub(super) fn is_deed(article: &Article<'_>, word: usize, parts: &[Range<usize>]) -> bool {
    article.upos(word) == Upos::Verb
        && parts.iter().all(|part| part.start > word && article.zone_of(part.start).is_none())
        && acts(article, word, parts)
        && !article.is_any(parts[0].start, &["that", "to"])
        && !article.is(parts[0].start - 1, "for")
        && !parts.iter().flat_map(Clone::clone).any(|at| is_clause(article, at, word))
}

/// Whether the verb acts where it has a thing: those that speak only in a clause, those that say nothing with `no` or `not`.
fn acts(article: &Article<'_>, word: usize, parts: &[Range<usize>]) -> bool {
    let object = article.child(word, Relation::Obj).filter(|&object| object > word);
    match article.lemma(word) {
        "press" | "launch" | "write" | "sign" | "read" => object.is_some(),
        // A talk that begins or ends: `began talking to him`.
        talk if answers::begins_or_ends(talk) => answers::is_answer(article.lemma(parts[0].start)),
        "point" => {
            object.is_some()
                && word + 1 < article.tokens.len()
                && matches!(article.upos(word + 1), Upos::Det | Upos::Noun | Upos::Adj | Upos::Num)
        }
        "recognize" | "recognise" => object.is_some_and(|object| article.role(object).is_some()),
        "offer" => article.is(parts[0].start, "no") && !parts.iter().flat_map(Clone::clone).any(|at| article.upos(at) == Upos::Verb),
        "respond" | "reply" | "answer" if is_negated(article, word) => true,
        // Where, when and to whom it was said: `said on television`, `replied to him`.
        "say" | "reply" | "add" => object.is_none() && article.upos(parts[0].start - 1) == Upos::Adp && parts[0].start == word + 2,
        "thank" => object.is_some_and(|object| article.role(object).is_some()) && parts.len() == 1,
        _ => false,
    }
}

/// Whether the word is the verb of a clause that describes no noun below `above`.
fn is_clause(article: &Article<'_>, word: usize, above: usize) -> bool {
    if !matches!(article.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md) {
        return false;
    }
    let mut at = word;
    for _ in 0..12 {
        match article.head(at) {
            _ if article.relation(at).universal() == Relation::Acl => return false,
            Some(head) if head != above => at = head,
            _ => return true,
        }
    }
    true
}
