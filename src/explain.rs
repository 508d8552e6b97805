//! The quick reading laid open: what its models and rules saw in a text, and what they made of it.

use crate::article::Article;
use crate::language::NameClass;
use crate::model::{Document, Note, Reason, Span};
use crate::quotes;
use crate::reading::QUICK;
use crate::reading::trace::{Candidate, Fate, Score, Syntax, Trace, Word};

/// What was seen in `article`, in which `document` was found.
pub fn trace(article: &Article<'_>, document: &Document) -> Trace {
    let candidates = [mentions(document), quotes::explain::candidates(article), positions(document)].concat();
    Trace { reading: QUICK, language: "en", text: article.text.to_owned(), words: words(article), candidates, thresholds: Vec::new() }
}

fn words(article: &Article<'_>) -> Vec<Word> {
    let name = |word: usize| article.names_from(word).first().filter(|name| name.tokens.contains(&word)).map(|name| class(name.class));
    let word = |word: usize| Word {
        span: article.tokens.span(word),
        sentence: article.sentence_of(word),
        quoted: article.zone_of(word).is_some(),
        syntax: Some(Syntax {
            tag: article.xpos(word).name(),
            lemma: article.lemma(word).to_owned(),
            head: article.head(word),
            relation: article.relation(word).name(),
            name: name(word),
        }),
        scores: Vec::new(),
    };
    (0..article.tokens.len()).map(word).collect()
}

fn class(class: NameClass) -> &'static str {
    match class {
        NameClass::Person => "person",
        NameClass::Organization => "organization",
        NameClass::Place => "place",
        NameClass::Nationality => "nationality",
        NameClass::Other => "other",
    }
}

fn mentions(document: &Document) -> Vec<Candidate> {
    let mention = |mention: &crate::model::Mention| {
        let actor = &document.actors[mention.actor.index()];
        let fate = format!("actor {}, {}, {}", mention.actor.0 + 1, actor.name, actor.kind.map_or("unknown", |kind| kind.word()));
        kept("mention", mention.span, vec![mention.span], &mention.note, fate)
    };
    document.mentions.iter().map(mention).collect()
}

fn positions(document: &Document) -> Vec<Candidate> {
    let position = |(number, position): (usize, &crate::model::Position)| {
        let holder = position.holder.map_or("nobody", |actor| &*document.actors[actor.index()].name);
        let anchor = position.cue.unwrap_or_else(|| position.span());
        let fate = format!("position {}: {}, held by {holder}", number + 1, position.kind.word());
        kept("position", anchor, position.parts.clone(), &position.note, fate)
    };
    document.positions.iter().enumerate().map(position).collect()
}

/// What a rule found: it asks for no chances and tells nothing of what it passed over.
fn kept(layer: &'static str, anchor: Span, parts: Vec<Span>, note: &Note, fate: String) -> Candidate {
    let by = if let Reason::Rule(rule) = note.origin.reason { rule.words() } else { "" };
    let scores = note.origin.confidence.map(|percent| Score::new("confidence", f32::from(percent) / 100.0));
    Candidate { layer, anchor, parts, by, scores: scores.into_iter().collect(), choices: Vec::new(), fate: Fate::Kept(fate) }
}
