//! The actor behind each attribution: whom its source names, else who spoke before, else the author, where a text in the first person says who that is.
//!
//! It decides nothing about “we”.

use super::attribution::{Attribution, Source, antecedent, source};
use crate::actors::Actors;
use crate::article::Article;
use crate::language::relations::Relation;
use crate::model::{Actor, ActorId, ActorType};
use crate::paragraphs::{Kind, Paragraph};
use crate::reasons::Rule;

/// The actor behind each attribution.
pub(super) fn find(article: &Article<'_>, actors: &Actors, attributions: &[Attribution]) -> Vec<Option<ActorId>> {
    let author = author(article, actors);
    let voice = |attribution: &Attribution| author.filter(|_| is_voice(article, attribution));
    let named: Vec<Option<ActorId>> = attributions
        .iter()
        .map(|attribution| speaker(article, actors, attribution.source.as_ref()?).or_else(|| voice(attribution)))
        .collect();
    let paragraph = |i: usize| {
        let sentence = article.sentences.get(article.sentence_of(attributions[i].bounds().start));
        sentence.map_or(0, |sentence| sentence.paragraph)
    };
    // Whoever is named next is known on the way back, whoever was named last on the way forth: nobody is looked for again and again.
    let mut following = None;
    let mut after: Vec<Option<usize>> = Vec::with_capacity(named.len());
    for i in (0..named.len()).rev() {
        after.push(following);
        following = named[i].map(|_| i).or(following);
    }
    let mut before = None;
    (0..named.len())
        .zip(after.into_iter().rev())
        .map(|(i, after)| {
            if named[i].is_some() || attributions[i].rule != Rule::DirectNeighbor {
                before = Some(i).filter(|_| named[i].is_some() && is_outer(attributions, i)).or(before);
                return named[i];
            }
            let here = |other: &usize| paragraph(*other) == paragraph(i);
            let before = before.filter(|&other| paragraph(other) + 2 > paragraph(i));
            before.filter(here).or(after.filter(here)).or(before).and_then(|other| named[other])
        })
        .collect()
}

/// Whether the attribution does not lie within the content of another. They are sorted, so only near ones can hold it.
fn is_outer(attributions: &[Attribution], i: usize) -> bool {
    const NEAR: usize = 40;
    let bounds = attributions[i].bounds();
    !attributions[i.saturating_sub(NEAR)..attributions.len().min(i + NEAR)]
        .iter()
        .any(|outer| outer.bounds().start <= bounds.start && bounds.end <= outer.bounds().end && outer.words() > attributions[i].words())
}

/// The actor that a source names; for `who` and `which` the one they stand for.
pub fn speaker(article: &Article<'_>, actors: &Actors, who: &Source) -> Option<ActorId> {
    let head = article.tokens.span(who.head);
    let words = article.span(&who.words)?;
    let mention = actors.mention_in(head, words).or_else(|| {
        let noun = article.head(who.head).map(|verb| antecedent(article, who.head, verb)).filter(|&noun| noun != who.head)?;
        actors.mention_in(article.tokens.span(noun), article.span(&source(article, noun).words)?)
    });
    mention.map(|mention| actors.mentions[mention].actor)
}

/// Whom a source names beside the first, `Munday and Dixson warned`: nobody where it does not name the first.
pub fn together(article: &Article<'_>, actors: &Actors, who: Option<&Source>, first: Option<ActorId>) -> Vec<ActorId> {
    let mut found = Vec::new();
    let Some((who, first)) = who.zip(first).filter(|(who, first)| speaker(article, actors, who) == Some(*first)) else { return found };
    let joined = |&word: &usize| article.relation(word) == Relation::Conj && article.head(word) == Some(who.head);
    let others = who.words.clone().filter(joined).map(|word| speaker(article, actors, &source(article, word)));
    for other in others.chain([before_and(article, actors, who)]) {
        found.extend(other.filter(|other| *other != first && !found.contains(other)));
    }
    found
}

/// The actor whose mention begins the sentence and stands before an “and” right before the source, where the tree takes only what is behind it for the subject.
fn before_and(article: &Article<'_>, actors: &Actors, who: &Source) -> Option<ActorId> {
    let and = who.words.start.checked_sub(1).filter(|&and| article.is_any(and, &["and", "&"]))?;
    let sentence = article.sentences.get(article.sentence_of(and))?;
    let words = article.span(&(sentence.tokens.start..and))?;
    let whole = actors.mentions.iter().find(|mention| mention.span == words)?;
    Some(whole.actor)
}

/// How many paragraphs from the top a byline may stand.
const TOP: usize = 8;

/// The author, where the text names one who is an actor in it.
fn author(article: &Article<'_>, actors: &Actors) -> Option<ActorId> {
    let named = |name: &str| {
        let whole = |&(_, actor): &(usize, &Actor)| {
            let rest = name.strip_prefix(&*actor.name);
            actor.kind == Some(ActorType::Person) && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        actors.actors.iter().enumerate().find(whole).map(|(id, _)| ActorId(id as u32))
    };
    let words = |paragraph: &Paragraph| paragraph.span.slice(article.text);
    let top = article.paragraphs.iter().take(TOP).filter(|paragraph| paragraph.kind == Kind::Furniture);
    let byline =
        top.filter_map(|paragraph| words(paragraph).get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map(|_| &words(paragraph)[3..]));
    let last = article.paragraphs.iter().rfind(|paragraph| paragraph.kind == Kind::Body).map(words);
    let about = last.filter(|words| words.len() < 300 && words.contains(" is a"));
    byline.chain(about).find_map(named)
}

/// Whether what is said is said by the text itself: by an “I” outside of quotation marks.
fn is_voice(article: &Article<'_>, attribution: &Attribution) -> bool {
    attribution.source.as_ref().is_some_and(|who| article.is(who.head, "i") && article.zone_of(who.head).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_author_is_in_the_byline_or_in_the_line_about_him() {
        let opinion = "I believe the bridge must open. Ada Lumen is late.";
        for (text, expected) in [
            (format!("The bridge must open\n\nBy Ada Lumen\n\n{opinion}"), Some("Ada Lumen")),
            (format!("{opinion}\n\nTomas Reyes is an engineer and a writer.\n\nSubscribe to our newsletter"), Some("Tomas Reyes")),
            (format!("{opinion}\n\nIt is a bridge that we need."), None),
            (opinion.to_owned(), None),
            (String::new(), None),
        ] {
            let article = Article::read(&text);
            let actors = crate::actors::find(&article);
            let found = author(&article, &actors).map(|id| &*actors.actors[id.index()].name);
            assert_eq!(found, expected, "{text}");
        }
    }
}
