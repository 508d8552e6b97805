//! What is added up over articles, group by group.
//!
//! It decides that voices of one name are one in all articles, but not what a name is: `Quill` and `Ada Quill` are two.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use whosaid::formats::Article;
use whosaid::model::{ActorId, Document};
use whosaid::voices::{self, Saying};

use super::By;

/// All groups, in the order of their values.
pub(super) struct Groups {
    /// By what they are made.
    pub(super) by: Vec<By>,
    all: bool,
    found: BTreeSet<String>,
    groups: BTreeMap<Vec<String>, Group>,
}

/// The articles that have the same values.
#[derive(Default)]
pub(super) struct Group {
    pub(super) documents: usize,
    pub(super) quotes: usize,
    /// All reported words, each once.
    pub(super) words: usize,
    /// Those in quotation marks.
    pub(super) direct: usize,
    /// Those of somebody who is named.
    pub(super) named: usize,
    pub(super) verbs: BTreeMap<String, usize>,
    voices: BTreeMap<(String, bool), Sum>,
}

/// A voice in all articles of a group.
#[derive(Default)]
pub(super) struct Sum {
    /// As the first article has it; nothing where nobody is named for the words.
    pub(super) name: Option<String>,
    pub(super) unnamed: bool,
    pub(super) documents: usize,
    pub(super) quotes: usize,
    pub(super) positions: usize,
    pub(super) mentions: usize,
    pub(super) direct: usize,
    pub(super) retold: usize,
    pub(super) verbs: BTreeMap<String, usize>,
}

impl Sum {
    pub(super) fn words(&self) -> usize {
        self.direct + self.retold
    }
}

impl Groups {
    /// No article yet. `all` counts also what the page does not show unasked.
    pub(super) fn new(by: Vec<By>, all: bool) -> Groups {
        Groups { by, all, found: BTreeSet::new(), groups: BTreeMap::new() }
    }

    /// Counts an article.
    pub(super) fn add(&mut self, article: &Article) {
        let mut key = Vec::new();
        for by in &self.by {
            let value = value(&article.document, by);
            self.found.extend(value.as_ref().map(|_| by.field.clone()));
            key.push(value.unwrap_or_default());
        }
        let group = self.groups.entry(key).or_default();
        if self.all {
            group.add(&article.text, &article.document);
        } else {
            group.add(&article.text, &voices::shown(&article.text, &article.document));
        }
    }

    /// How many articles were counted.
    pub(super) fn documents(&self) -> usize {
        self.groups.values().map(|group| group.documents).sum()
    }

    /// The fields that no article has.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &str> {
        self.by.iter().map(|by| by.field.as_str()).filter(|field| !self.found.contains(*field))
    }

    /// Each group with the values that its articles have.
    pub(super) fn each(&self) -> impl Iterator<Item = (&[String], &Group)> {
        self.groups.iter().map(|(key, group)| (&key[..], group))
    }
}

impl Group {
    fn add(&mut self, text: &str, document: &Document) {
        let sayings = voices::sayings(text, document);
        let is_named = |actor: ActorId| document.actors.get(actor.index()).is_some_and(|actor| !actor.anonymous);
        self.documents += 1;
        self.quotes += sayings.len();
        for Saying { quote, words, direct, verb } in &sayings {
            self.words += words;
            self.direct += direct;
            self.named += if document.quotes[*quote].speakers().any(is_named) { *words } else { 0 };
            verb.iter().for_each(|verb| *self.verbs.entry(verb.clone()).or_default() += 1);
        }
        let mut seen = BTreeSet::new();
        for voice in voices::voices_of(document, &sayings) {
            let name = voice.actor.and_then(|actor| Some(document.actors.get(actor.index())?.name.to_string()));
            let key = (name.as_deref().unwrap_or_default().to_lowercase(), voice.unnamed);
            let sum = self.voices.entry(key.clone()).or_insert_with(|| Sum { name, unnamed: voice.unnamed, ..Sum::default() });
            sum.documents += usize::from(seen.insert(key));
            sum.quotes += voice.quotes;
            sum.positions += voice.positions;
            sum.mentions += voice.mentions;
            sum.direct += voice.direct;
            sum.retold += voice.retold;
            voice.verbs.into_iter().for_each(|(verb, count)| *sum.verbs.entry(verb).or_default() += count);
        }
    }

    /// The voices, most words first.
    pub(super) fn voices(&self) -> Vec<&Sum> {
        let mut voices: Vec<&Sum> = self.voices.values().collect();
        voices.sort_by_key(|voice| Reverse(voice.words()));
        voices
    }
}

/// The verbs, most used first.
pub(super) fn most_used(verbs: &BTreeMap<String, usize>) -> Vec<(&str, usize)> {
    let mut verbs: Vec<(&str, usize)> = verbs.iter().map(|(verb, count)| (verb.as_str(), *count)).collect();
    verbs.sort_by_key(|verb| Reverse(verb.1));
    verbs
}

/// What an article says in a field: one of its own, or one that stood beside its text.
fn value(document: &Document, by: &By) -> Option<String> {
    let own = |name: &str| document.extra.iter().find(|(own, _)| **own == *name);
    let extra = |name: &str| own(name).and_then(|(_, value)| serde_json::from_str::<Value>(value).ok());
    let field = extra(&by.field).or_else(|| extra("meta").and_then(|meta| meta.get(&by.field).cloned()))?;
    let words = match field {
        Value::String(words) => words,
        Value::Null => return None,
        other => other.to_string(),
    };
    Some(by.head.map_or_else(|| words.clone(), |head| words.chars().take(head).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_the_articles_own_or_stood_beside_its_text() {
        let extra = |name: &str, value: &str| (Box::from(name), Box::from(value));
        let meta = r#"{"outlet": "Gazette", "date": "2024-05-17T09:00", "id": 8, "none": null}"#;
        let document = Document { extra: vec![extra("id", "7"), extra("meta", meta)], ..Document::default() };
        for (by, expected) in [
            ("outlet", Some("Gazette")),
            ("date:month", Some("2024-05")),
            ("date:year", Some("2024")),
            ("date", Some("2024-05-17T09:00")),
            ("id", Some("7")),
            ("none", None),
            ("section", None),
        ] {
            assert_eq!(value(&document, &By::read(by).unwrap()).as_deref(), expected, "{by}");
        }
        assert!(By::read("").is_err() && By::read(":month").is_err());
    }
}
