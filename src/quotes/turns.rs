//! Turns of a conversation: what stands behind `SMITH:`, `Prime Minister Stark:` or `Q.` in transcripts and interviews, up to the next speaker.
//!
//! It decides whether a text holds a conversation at all, where each turn begins and where it ends. A single name before a colon, as headlines have it,
//! is not its business.

use std::ops::Range;

use super::attribution::{Attribution, Source, is_nominal};
use super::block;
use crate::article::Article;
use crate::language::NameClass;
use crate::lexicon::nouns::Sort;
use crate::lexicon::{given, places, titles};
use crate::paragraphs::Kind;
use crate::reasons::Rule;

/// The most words that name a speaker.
const LONGEST: usize = 10;

/// Who a paragraph says is speaking.
struct Label {
    /// The words that name the speaker; `None` for `Q.` and `A.`.
    source: Option<Source>,
    /// The last word of the name in lower case, by which speakers come again.
    key: String,
    /// Whether more than a capital shows that it is a person.
    person: bool,
    /// The first word that is said.
    speech: usize,
}

/// The turns of the article in text order, one part for each paragraph; none where it holds no conversation.
pub(super) fn find(article: &Article<'_>) -> Vec<Attribution> {
    let paragraphs: Vec<Range<usize>> = article
        .paragraphs
        .iter()
        .map(|paragraph| if paragraph.kind == Kind::Furniture { 0..0 } else { article.tokens.within(paragraph.span) })
        .collect();
    let labels: Vec<Option<Label>> = paragraphs.iter().map(|paragraph| label(article, paragraph)).collect();
    if !is_conversation(&labels) {
        return Vec::new();
    }
    let starts: Vec<usize> = (0..labels.len()).filter(|&at| labels[at].is_some()).collect();
    let ends = starts.iter().skip(1).copied().chain([labels.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(&at, end)| turn(article, labels[at].as_ref()?, &paragraphs[at..end], end == labels.len()))
        .collect()
}

/// Whether one of the turns holds what `attribution` says already: it is the turn itself, or the speaker says in it that he says something.
pub(super) fn hold(article: &Article<'_>, turns: &[Attribution], attribution: &Attribution) -> bool {
    let start = attribution.bounds().start;
    let Some(turn) = turns[..turns.partition_point(|turn| turn.bounds().start <= start)].last() else { return false };
    let outside = |who: &Source| who.words.end <= turn.bounds().start;
    let own = attribution.source.as_ref().is_none_or(|who| outside(who) || article.is_any(who.head, &["i", "we", "you"]));
    turn.holds(start) && own
}

/// Whether the labels are those of a conversation: two turns at least, and a speaker who is known for a person or comes again. Questions need answers.
fn is_conversation(labels: &[Option<Label>]) -> bool {
    let found: Vec<&Label> = labels.iter().flatten().collect();
    let again = |label: &&Label| found.iter().filter(|other| other.key == label.key).take(2).count() > 1;
    let named = || found.iter().any(|label| label.source.is_some() && label.person) || found.iter().take(50).any(again);
    let has = |letter: &str| found.iter().any(|label| label.source.is_none() && label.key.starts_with(letter));
    found.len() > 1 && if found.iter().any(|label| label.source.is_none()) { has("q") && has("a") } else { named() }
}

/// Who speaks at the beginning of the paragraph.
fn label(article: &Article<'_>, paragraph: &Range<usize>) -> Option<Label> {
    let first = paragraph.start;
    if paragraph.len() < 3 || article.is_quotation_mark(first) || !article.begins_upper(first) {
        return None;
    }
    if matches!(article.word(first), "Q" | "A" | "Q." | "A." | "Question" | "Answer") {
        let colon = matches!(article.word(first + 1), ":" | ".");
        let dotted = article.word(first).ends_with('.');
        let speech = if colon { first + 2 } else { first + 1 };
        return (colon || dotted).then(|| Label { source: None, key: article.lower(first)[..1].into(), person: false, speech });
    }
    let colon = (first + 1..paragraph.end.min(first + LONGEST)).find(|&word| article.is_mark(word) && article.is(word, ":"))?;
    if colon + 1 >= paragraph.end || article.tokens.is_glued(colon + 1) {
        return None;
    }
    // `SMITH (Labour):`
    let end = (first + 1..colon).find(|&word| matches!(article.word(word), "(" | "[")).unwrap_or(colon);
    let name = first..end;
    let head = name.clone().rev().find(|&word| is_nominal(article, word) || article.begins_upper(word))?;
    let key = article.lower(head).to_owned();
    let person = is_person(article, &name, head);
    let loud = name.clone().all(|word| !article.word(word).contains(char::is_lowercase)) && article.word(head).len() > 1;
    let fits = name.clone().all(|word| is_part(article, word)) && (person || loud || article.tag(head).is_proper());
    let topic = titles::is_label(&key) || places::country(&key).is_some();
    (fits && !topic).then(|| Label { source: Some(Source { head, words: name }), key, person, speech: colon + 1 })
}

/// Whether the word can be part of a speaker's name and title.
fn is_part(article: &Article<'_>, word: usize) -> bool {
    article.begins_upper(word)
        || article.is_any(word, &["of", "the", "for", "and", "-", ".", "'s", "’s", "de", "van", "von", "der", "al", "bin"])
        || article.tokens.kind(word) == crate::tokens::Kind::Number
}

/// Whether the name shows a person: by a title or a description, by its given name, or because the learned names know it.
fn is_person(article: &Article<'_>, name: &Range<usize>, head: usize) -> bool {
    let learned = article.names_from(head).first();
    learned.is_some_and(|found| found.class == NameClass::Person && found.tokens.start <= head)
        || name.clone().any(|word| article.is_title(word) || article.role(word) == Some(Sort::Person))
        || name.len() > 1 && given::is_given(article.lower(name.start))
}

/// What the speaker says in `paragraphs`, whose first has the label. Between two speakers all is said by the first, save where the reporter takes the
/// word; behind the last, speech reaches as far as somebody says “I” or “we”.
fn turn(article: &Article<'_>, label: &Label, paragraphs: &[Range<usize>], is_last: bool) -> Option<Attribution> {
    let (first, rest) = paragraphs.split_first()?;
    let own = rest.iter().take_while(|words| !words.is_empty() && !block::is_reporters(article, words)).count();
    let first_person = |words: &Range<usize>| words.clone().any(|word| block::is_first_person(article, word));
    let count = if is_last { rest[..own].iter().rposition(first_person).map_or(0, |last| last + 1) } else { own };
    let parts = std::iter::once(label.speech..first.end).chain(rest[..count].iter().cloned());
    let content: Vec<Range<usize>> = parts.map(|part| article.trim(part)).filter(|part| !part.is_empty()).collect();
    (!content.is_empty()).then(|| Attribution {
        content,
        cue: None,
        cue_head: None,
        source: label.source.clone(),
        rule: Rule::DirectTurn,
        hedged: false,
        confidence: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(text: &str) -> Vec<String> {
        let article = Article::read(text);
        let words = |range: &Range<usize>| article.span(range).map(|span| span.slice(text)).unwrap_or_default();
        let draw = |turn: &Attribution| {
            let said: Vec<&str> = turn.content.iter().map(words).collect();
            format!("{}: {}", turn.source.as_ref().map_or("?", |who| words(&who.words)), said.join(" | "))
        };
        find(&article).iter().map(draw).collect()
    }

    #[test]
    fn a_turn_is_all_that_stands_before_the_next_speaker() {
        let text = "The session began at ten.\n\nADA SMITH: We will not sign. The offer is too small.\n\nPRIME MINISTER STARK: I hear you. \
                    Go on.\n\nAnd one more thing. We need a deal.\n\nSMITH (Labour): Then bring one.\n\nThe session ended at noon.";
        let expected = [
            "ADA SMITH: We will not sign. The offer is too small",
            "PRIME MINISTER STARK: I hear you. Go on | And one more thing. We need a deal",
            "SMITH: Then bring one",
        ];
        assert_eq!(turns(text), expected);
    }

    #[test]
    fn questions_and_answers_are_turns_of_nobody_known() {
        assert_eq!(
            turns("Q. What happened next?\n\nA. I went home. It was late."),
            ["?: What happened next?", "?: I went home. It was late"]
        );
        assert_eq!(turns("Q: Was it late?\nA: It was."), ["?: Was it late?", "?: It was"]);
        assert_eq!(turns("A. The bridge is old.\n\nB. The road is new."), Vec::<String>::new());
    }

    #[test]
    fn a_colon_alone_makes_no_conversation() {
        for text in [
            "Price: It will cost forty dollars.\n\nTime: It will take three years.",
            "The mayor had one message: We will not give up.\n\nThe town agreed.",
            "UPDATE: The vote was postponed.\n\nWATCH: The mayor speaks about it.",
            "Smith: Council needs a plan\n\nThe council met on Friday.",
        ] {
            assert_eq!(turns(text), Vec::<String>::new(), "{text}");
        }
    }
}
