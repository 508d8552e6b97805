//! The noun phrase around the head of a description. Annotators agree on heads, so heads are what is learned; a reader wants to see “two former officials”
//! and not “officials”.

use super::features::Found;
use super::form::Form;
use super::mentions::Mention;
use crate::language::tagger::{Scratch, Tagger};
use crate::language::tags::{Tag, Upos, Xpos};
use crate::lexicon::titles;
use crate::model::MentionKind;

/// Mentions as a reader sees them: descriptions with what stands before their heads in the noun phrase, as far as no other mention has these words; all others
/// as they are. Phrases are told from parts of speech, as base noun phrases are (Ramshaw and Marcus 1995).
pub(super) fn whole(form: &Form, text: &str, mentions: &[Mention]) -> Vec<Mention> {
    let mut taken = vec![false; form.words.len()];
    mentions.iter().for_each(|mention| taken[mention.found.first..=mention.found.last].fill(true));
    let word = |word: usize| form.words.span(word).slice(text);
    let is_free = |number: usize| !taken[number] && !titles::is_calendar(&word(number).to_lowercase());
    let (tagger, mut scratch) = (Tagger::shipped(), Scratch::default());
    // Of the sentence that was looked at last: heads come in order.
    let (mut sentence, mut tags) = (None, Vec::new());
    let whole = |mention: &Mention| {
        let mut mention = *mention;
        let Found { first, head, kind, .. } = mention.found;
        let words = form.sentences[form.sentence_of[head] as usize].tokens.clone();
        // A capital is part of a name's.
        if kind == MentionKind::Role && word(head).starts_with(char::is_lowercase) {
            if sentence.replace(words.start) != Some(words.start) {
                let forms: Vec<&str> = words.clone().map(word).collect();
                tagger.tag(&forms, &mut scratch, &mut tags);
            }
            mention.found.first -=
                before(&tags[..first - words.start], |at| is_free(words.start + at), |at| is_article(word(words.start + at)));
        }
        mention
    };
    mentions.iter().map(whole).collect()
}

/// How many of the words before a noun, whose parts of speech are `tags`, belong to its phrase: nouns, before them what describes, before that what begins it.
fn before(tags: &[Tag], is_free: impl Fn(usize) -> bool, is_article: impl Fn(usize) -> bool) -> usize {
    let (mut back, mut last) = (0, Place::Noun);
    for (at, tag) in tags.iter().enumerate().rev().take_while(|(at, _)| is_free(*at)) {
        let Some(place) = place(*tag).filter(|place| *place >= last && (last < Place::Participle || *place != Place::Describing)) else {
            break;
        };
        match place {
            // An article says nothing of whom it is about.
            Place::Beginning => return tags.len() - at - usize::from(is_article(at)),
            Place::Noun | Place::Describing => back = tags.len() - at,
            // What might be a verb belongs to the phrase only where that has begun before it.
            Place::Participle => {}
        }
        last = place;
    }
    back
}

fn is_article(word: &str) -> bool {
    ["a", "an", "the"].iter().any(|article| article.eq_ignore_ascii_case(word))
}

/// Where in a noun phrase a word stands, from its head to its beginning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// The labour ministry.
    Noun,
    /// Two senior officials.
    Describing,
    /// A newly retired teacher.
    Participle,
    /// The, their, both.
    Beginning,
}

fn place(tag: Tag) -> Option<Place> {
    match (tag.upos(), tag.xpos()) {
        (_, Xpos::PrpS) | (Upos::Det, _) => Some(Place::Beginning),
        (Upos::Noun | Upos::Propn, Xpos::Nn | Xpos::Nnp | Xpos::Nns | Xpos::Nnps) => Some(Place::Noun),
        (Upos::Adj | Upos::Num, _) => Some(Place::Describing),
        (Upos::Adv, _) | (_, Xpos::Vbn | Xpos::Vbg) => Some(Place::Participle),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tagger;

    /// The phrase of the last of `words`.
    fn phrase(words: &str) -> String {
        let forms: Vec<&str> = words.split(' ').collect();
        let (head, tags) = (forms.len() - 1, tagger::tag(&forms));
        forms[head - before(&tags[..head], |_| true, |at| is_article(forms[at]))..].join(" ")
    }

    #[test]
    fn a_phrase_begins_where_its_noun_does() {
        for (words, expected) in [
            ("It was told by two former officials", "two former officials"),
            ("He told the crew and its retired captain", "its retired captain"),
            ("They wrote to all the union leaders", "union leaders"),
            ("It was said by a newly elected mayor", "newly elected mayor"),
            ("But officials", "officials"),
            ("It was good for both sides", "both sides"),
            ("He built a tool allowing users", "users"),
            ("They want a world where politicians", "politicians"),
            ("It was said by the national labour ministry", "national labour ministry"),
        ] {
            assert_eq!(phrase(words), expected, "{words}");
        }
    }
}
