//! Block quotations: speech that stands in paragraphs of its own behind `X said:`, without quotation marks, as press releases and quoted posts have it.
//!
//! It decides where such speech begins and where the reporter takes the word back. Speech between quotation marks is not its business.

use std::ops::Range;

use super::attribution::Attribution;
use super::direct::{self, Found};
use crate::article::Article;
use crate::language::tags::Upos;
use crate::lexicon::Strength;
use crate::paragraphs::Kind;
use crate::reasons::Rule;

/// The block quotations of the article in text order, one part for each paragraph.
pub(super) fn find(article: &Article<'_>) -> Vec<Attribution> {
    let paragraphs = paragraphs(article);
    let mut found = Vec::new();
    let mut at = 0;
    while at < paragraphs.len() {
        let block = introduction(article, &paragraphs[at]).map(|around| (extent(article, &paragraphs[at + 1..]), around));
        at += 1;
        if let Some((count, around)) = block.filter(|&(count, _)| count > 0) {
            found.extend(direct::attribution(article, paragraphs[at..at + count].to_vec(), &around, Rule::DirectBlock));
            at += count;
        }
    }
    found
}

/// The words of each paragraph of the article. Furniture is empty, because no speech runs over it, and so is a heading, unless it stands right
/// behind a colon: a post may have no final mark.
fn paragraphs(article: &Article<'_>) -> Vec<Range<usize>> {
    let mut led = false;
    let mut found = Vec::new();
    for paragraph in &article.paragraphs {
        let is_text = paragraph.kind == Kind::Body || (led && paragraph.kind == Kind::Heading);
        found.push(if is_text { article.tokens.within(paragraph.span) } else { 0..0 });
        led = paragraph.span.slice(article.text).ends_with(':');
    }
    found
}

/// The cue and source of a paragraph that ends `X said:`.
fn introduction(article: &Article<'_>, paragraph: &Range<usize>) -> Option<Found> {
    let colon = paragraph.end.checked_sub(1).filter(|&last| !paragraph.is_empty() && article.is(last, ":"))?;
    let found = direct::cue_leading_to(article, article.sentence(colon).start.max(paragraph.start)..colon)?;
    found.verb.and_then(|verb| article.cue(verb)).filter(|cue| cue.clause == Strength::Strong)?;
    found.source.is_some().then_some(found)
}

/// How many of the paragraphs `after` an introduction are its speech.
///
/// A statement in one voice takes all the rest. Where the reporter comes back, the speech reaches as far as somebody says “I” or “we”, the first
/// paragraph in any case.
fn extent(article: &Article<'_>, after: &[Range<usize>]) -> usize {
    let Some((_, rest)) = after.split_first().filter(|(first, _)| !first.is_empty() && !is_quoted_or_introduces(article, first)) else {
        return 0;
    };
    let own_words = 1 + rest.iter().take_while(|words| !words.is_empty() && !is_reporters(article, words)).count();
    if after.get(own_words).is_none_or(|next| next.is_empty()) {
        return own_words;
    }
    after[..own_words].iter().rposition(|words| words.clone().any(|word| is_first_person(article, word))).map_or(1, |last| last + 1)
}

/// Whether the paragraph is told by the reporter: it quotes in marks, or reports what somebody other than “I”, “we” or “you” says.
pub(super) fn is_reporters(article: &Article<'_>, paragraph: &Range<usize>) -> bool {
    let reports = |word: usize| {
        let cue = article.cue(word).is_some_and(|cue| cue.clause == Strength::Strong && matches!(cue.lemma, "say" | "tell" | "add"));
        cue && super::own_subject(article, word).is_some_and(|who| !article.is_any(who, &["i", "we", "you"]))
    };
    is_quoted_or_introduces(article, paragraph) || paragraph.clone().any(|word| reports(word) && article.zone_of(word).is_none())
}

fn is_quoted_or_introduces(article: &Article<'_>, paragraph: &Range<usize>) -> bool {
    article.is_quotation_mark(paragraph.start) || introduction(article, paragraph).is_some()
}

/// Whether the word is “I”, “we” or one of their forms.
pub(super) fn is_first_person(article: &Article<'_>, word: usize) -> bool {
    matches!(article.upos(word), Upos::Pron | Upos::Det) && article.is_any(word, &["i", "we", "me", "us", "my", "our", "mine", "ours"])
}
