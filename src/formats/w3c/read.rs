//! Reads Web Annotations: our own pages, and what Hypothesis, Recogito and their like write.
//!
//! It decides how annotations and links come together as actors, quotes and positions, and refuses to guess where a place is: every
//! place is checked against the words it quotes.

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::item::{Item, Place};
use super::{CONTEXT, EXTRA, Layer, RESERVED, decode};
use crate::formats::json::{locate, syntax_error};
use crate::formats::loss::add;
use crate::formats::place::{self, Claim};
use crate::formats::wire::{
    Actor, Document, Extra, FORMAT, Mention, Position, Problem, Quote, Range, Text, Vocabulary, Word, add_actor, several, unit_word,
};
use crate::formats::{Article, Import, ImportError, Input, Loss, stem};
use crate::model::{ActorType, MentionKind, PositionKind, QuoteKind, Status};
use crate::text::{Offsets, Unit};

/// Where a file may hold its annotations.
const LISTS: &[&str] = &["/items", "/first/items", "/rows", "/annotations"];
/// Fields of ours that are understood.
const OWN: &[&str] =
    &["text", "language", "title", "reading", "offsetUnit", "status", "reason", "confidence", "anonymous", "hedged", "polarity", "extra"];

pub(super) fn recognizes(input: &Input<'_>) -> bool {
    #[derive(Deserialize)]
    struct Fields<'a> {
        r#type: Option<Value>,
        #[serde(rename = "@context")]
        context: Option<Value>,
        #[serde(borrow)]
        target: Option<&'a RawValue>,
        #[serde(borrow)]
        rows: Option<Vec<Target<'a>>>,
        #[serde(borrow)]
        annotations: Option<Vec<Target<'a>>>,
    }
    #[derive(Deserialize)]
    struct Target<'a> {
        #[serde(borrow)]
        target: Option<&'a RawValue>,
        /// What the text annotator calls them in a shape of its own.
        bodies: Option<IgnoredAny>,
    }
    // A place or an address; sets of training data call their answers so, too.
    let leads =
        |target: &Option<&RawValue>| target.is_some_and(|target| target.get().starts_with(['{', '[']) || target.get().contains("://"));
    let annotates = |item: &Target<'_>| leads(&item.target) && item.bodies.is_none();
    let start = input.content.trim_start();
    if start.starts_with('[') {
        return serde_json::from_str::<Vec<Target<'_>>>(start).is_ok_and(|list| !list.is_empty() && list.iter().all(annotates));
    }
    let targets = |list: &Option<Vec<Target<'_>>>| list.as_ref().is_some_and(|list| !list.is_empty() && list.iter().all(annotates));
    start.starts_with('{')
        && serde_json::from_str(start).is_ok_and(|fields: Fields<'_>| {
            let annotation = fields.r#type.and_then(|kind| kind.as_str().map(|kind| kind.starts_with("Annotation"))).unwrap_or_default();
            let context = fields.context.is_some_and(|context| context.to_string().contains(CONTEXT));
            context || annotation || leads(&fields.target) || targets(&fields.rows) || targets(&fields.annotations)
        })
}

pub(super) fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    let content = input.content;
    let page: Value = serde_json::from_str(content)
        .map_err(|error| syntax_error(content).unwrap_or_else(|| ImportError::new(error.to_string(), "Export the file again")))?;
    let located = |problem| locate(content, problem);
    let (page, items) = items(page).map_err(located)?;
    let name = stem(input.name);
    let text = page.get("whosaid:text").and_then(Value::as_str).or(input.text).ok_or_else(|| {
        ImportError::new("the text is not here", format!("Open it together with {name}.txt, which these annotations were made for"))
    })?;
    let asked = || ImportError::which_unit(&[Unit::Codepoint, Unit::Utf16]);
    let unit = unit(&page, &items, text).map_err(located)?.or(input.unit).ok_or_else(asked)?;
    let mut losses = Vec::new();
    let document = Assembly::new(&items, text, unit).and_then(|assembly| assembly.document(&page, &mut losses)).map_err(located)?;
    let (text, document) = document.into_model()?;
    Ok(Import { articles: vec![Article { name: name.to_owned(), text, document }], losses, ..Import::default() })
}

/// The fields of the file and its annotations.
fn items(mut page: Value) -> Result<(Map<String, Value>, Vec<Item>), Problem> {
    let found = LISTS.iter().find_map(|path| Some((*path, page.pointer_mut(path)?.as_array_mut().map(std::mem::take)?)));
    let (prefix, values, fields) = match (found, page) {
        (Some((path, values)), Value::Object(fields)) => (path[1..].replace('/', "."), values, fields),
        (_, Value::Array(values)) => (String::new(), values, Map::new()),
        (_, value) => {
            let items = vec![Item::new(value, String::new())?];
            return Ok((Map::new(), items));
        }
    };
    let item = |(i, value)| Item::new(value, format!("{prefix}[{i}]"));
    Ok((fields, values.into_iter().enumerate().map(item).collect::<Result<_, _>>()?))
}

/// The unit of all positions, told from the words they should cover; nothing where there are no words and it matters.
fn unit(page: &Map<String, Value>, items: &[Item], text: &str) -> Result<Option<Unit>, Problem> {
    let places: Vec<(&Place, (u32, u32))> =
        items.iter().flat_map(|item| &item.places).filter_map(|place| Some((place, place.position?))).collect();
    let checked: Vec<(&Place, Claim<'_>)> = places
        .iter()
        .filter_map(|(place, position)| Some((*place, Claim { parts: vec![*position], exact: place.exact.as_deref()? })))
        .collect();
    let stated = page.get("whosaid:offsetUnit").and_then(Value::as_str).and_then(crate::formats::wire::unit_from_word);
    if checked.is_empty() {
        let same = text.chars().all(|c| c.len_utf16() == 1);
        return Ok(if places.is_empty() || same { Some(Unit::Codepoint) } else { stated });
    }
    let (places, claims): (Vec<&Place>, Vec<Claim<'_>>) = checked.into_iter().unzip();
    place::unit(text, &claims).map(Some).map_err(|failed| {
        let claim = &claims[failed];
        let what = format!("should be “{}”, but {} stands there", claim.exact, place::found(text, &claim.parts));
        Problem::new(&places[failed].field, what, "See that the text is the one these annotations were made for, unchanged")
    })
}

/// Brings annotations and links together.
struct Assembly<'i> {
    items: &'i [Item],
    text: &'i str,
    offsets: Offsets,
    unit: Unit,
    by_iri: HashMap<&'i str, &'i Item>,
    /// The cues, sources, actors and quotes by the IRI of what they belong to: of actors there may be several.
    linked: HashMap<(&'i str, Layer), Vec<&'i Item>>,
    /// Links that mean nothing here.
    lost_links: usize,
}

/// An id as ours if it is one, else the whole IRI.
fn id(iri: &str, layer: Layer) -> Text<'static> {
    let own = iri.strip_prefix('#').and_then(|iri| iri.strip_prefix(layer.tag())).and_then(|iri| iri.strip_prefix('/'));
    own.and_then(decode).unwrap_or_else(|| iri.to_owned()).into()
}

impl<'i> Assembly<'i> {
    fn new(items: &'i [Item], text: &'i str, unit: Unit) -> Result<Assembly<'i>, Problem> {
        let mut by_iri = HashMap::new();
        for item in items {
            if let Some(iri) = &item.iri
                && by_iri.insert(iri.as_str(), item).is_some()
            {
                return Err(Problem::new(format!("{}.id", item.field), format!("“{iri}” stands twice"), "Give each its own id"));
            }
        }
        let offsets = Offsets::new(text, unit);
        let mut assembly = Assembly { items, text, offsets, unit, by_iri, linked: HashMap::new(), lost_links: 0 };
        assembly.link();
        Ok(assembly)
    }

    /// Follows the linking annotations. An actor that is linked to a source belongs to what that source belongs to.
    fn link(&mut self) {
        let links: Vec<(&str, &Item)> = self.items.iter().filter(|item| is_link(item)).flat_map(|item| self.ends(item)).collect();
        let expected: usize = self.items.iter().filter(|item| is_link(item)).map(|item| item.links.len().max(1)).sum();
        let owners: HashMap<&str, &str> = links
            .iter()
            .filter(|(_, to)| to.layer == Some(Layer::Source))
            .filter_map(|(from, to)| Some((to.iri.as_deref()?, *from)))
            .collect();
        self.lost_links = expected.saturating_sub(links.len());
        for (from, to) in links {
            let layer_of = |iri: &str| self.by_iri.get(iri).and_then(|item| item.layer);
            let owner = if layer_of(from) == Some(Layer::Source) { owners.get(from).copied() } else { Some(from) };
            let fits = match to.layer {
                Some(Layer::Cue | Layer::Source | Layer::Actor) => matches!(owner.and_then(layer_of), Some(Layer::Quote | Layer::Position)),
                Some(Layer::Quote) => owner.and_then(layer_of) == Some(Layer::Position),
                _ => false,
            };
            match owner.zip(to.layer).filter(|_| fits) {
                Some(key) => {
                    let linked = self.linked.entry(key).or_default();
                    self.lost_links += usize::from(!linked.is_empty() && key.1 != Layer::Actor);
                    linked.push(to);
                }
                None => self.lost_links += 1,
            }
        }
    }

    /// What a linking annotation links.
    fn ends(&self, link: &'i Item) -> Vec<(&'i str, &'i Item)> {
        let to = link.links.iter().filter_map(|iri| self.by_iri.get(iri.as_str()).copied());
        let from = link.targets.first().filter(|iri| self.by_iri.contains_key(iri.as_str()));
        to.filter_map(|to| Some((from?.as_str(), to))).collect()
    }

    fn document(&self, page: &Map<String, Value>, losses: &mut Vec<Loss>) -> Result<Document<'static>, Problem> {
        let (mut actors, mut mentions, mut quotes, mut positions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for item in self.items.iter().filter(|item| item.layer == Some(Layer::Actor)) {
            actors.push(self.actor(item)?);
        }
        let mut named = HashMap::new();
        for item in self.items.iter().filter(|item| !is_link(item)) {
            match item.layer {
                Some(Layer::Mention) => mentions.push(self.mention(item, &mut actors, &mut named)?),
                Some(Layer::Quote) => quotes.push(self.quote(item)?),
                Some(Layer::Position) => positions.push(self.position(item)?),
                Some(Layer::Cue | Layer::Source) => add(losses, "fields of cues and sources", extra(&item.fields).len()),
                Some(Layer::Actor) => {}
                None => add(losses, "annotations without a tag that says what they are", 1),
            }
        }
        add(losses, "links", self.lost_links);
        let text = |name: &str| page.get(name).and_then(Value::as_str).map(|text| text.to_owned().into());
        Ok(Document {
            format: FORMAT.into(),
            offset_unit: Some(unit_word(self.unit).into()),
            text: self.text.to_owned().into(),
            language: text("whosaid:language"),
            title: text("whosaid:title"),
            reading: text("whosaid:reading"),
            actors,
            mentions,
            quotes,
            positions,
            extra: extra(page),
        })
    }

    /// The one place of an annotation.
    fn range(&self, item: &Item) -> Result<(u32, u32), Problem> {
        match item.places.as_slice() {
            [place] => self.place(place),
            _ => Err(Problem::new(format!("{}.target", item.field), "is not one place in the text", "Give it one selector")),
        }
    }

    fn place(&self, place: &Place) -> Result<(u32, u32), Problem> {
        if let Some(position) = place.position {
            return Ok(position);
        }
        let exact = place.exact.as_deref().unwrap_or_default();
        let fits =
            |at: &(usize, &str)| self.text[..at.0].ends_with(&place.prefix) && self.text[at.0 + exact.len()..].starts_with(&place.suffix);
        let mut found = self.text.match_indices(exact).filter(fits).map(|at| at.0 as u32).fuse();
        match (found.next(), found.next()) {
            (Some(at), None) => Ok((self.offsets.from_byte(at), self.offsets.from_byte(at + exact.len() as u32))),
            (None, _) => {
                Err(Problem::new(&place.field, format!("“{exact}” is not in the text"), "Check the text, exact, prefix and suffix"))
            }
            _ => {
                Err(Problem::new(&place.field, format!("“{exact}” is in the text more than once"), "Add a TextPositionSelector or context"))
            }
        }
    }

    fn parts(&self, item: &Item) -> Result<Vec<(u32, u32)>, Problem> {
        item.places.iter().map(|place| self.place(place)).collect()
    }

    fn linked<'s>(&'s self, item: &'s Item, layer: Layer) -> &'s [&'s Item] {
        item.iri.as_deref().and_then(|iri| self.linked.get(&(iri, layer))).map_or(&[], Vec::as_slice)
    }

    fn linked_range(&self, item: &Item, layer: Layer) -> Result<Option<Range>, Problem> {
        let range = self.linked(item, layer).last().map(|item| self.range(item)).transpose()?;
        Ok(range.map(|(start, end)| Range { start, end }))
    }

    fn linked_ids(&self, item: &Item, layer: Layer) -> Vec<Text<'static>> {
        self.linked(item, layer).iter().filter_map(|item| item.iri.as_deref()).map(|iri| id(iri, layer)).collect()
    }

    fn actor(&self, item: &Item) -> Result<Actor<'static>, Problem> {
        let name = item.text("identifying").ok_or_else(|| {
            Problem::new(format!("{}.body", item.field), "does not name the actor", "Add a TextualBody with the purpose identifying")
        })?;
        Ok(Actor {
            id: item.iri.as_deref().map(|iri| id(iri, Layer::Actor)),
            r#type: item.kind.as_deref().map(|kind| word::<ActorType>(item, kind)).transpose()?,
            name: name.to_owned().into(),
            role: item.text("describing").map(|role| role.to_owned().into()),
            anonymous: own(item, "anonymous")?.unwrap_or_default(),
            status: status(item)?,
            reason: own(item, "reason")?,
            confidence: own(item, "confidence")?,
            extra: extra(&item.fields),
        })
    }

    /// A mention; one that links to no actor makes one, which others with the same words share.
    fn mention(
        &self,
        item: &Item,
        actors: &mut Vec<Actor<'static>>,
        named: &mut HashMap<String, Text<'static>>,
    ) -> Result<Mention<'static>, Problem> {
        let (start, end) = self.range(item)?;
        let linked = item.links.iter().find(|iri| self.by_iri.get(iri.as_str()).is_some_and(|item| item.layer == Some(Layer::Actor)));
        let actor_type = item.kind.as_deref().and_then(ActorType::from_word);
        let actor = match linked {
            Some(iri) => id(iri, Layer::Actor),
            None => {
                let byte = |offset| self.offsets.to_byte(offset).unwrap_or_default() as usize;
                let name = self.text.get(byte(start)..byte(end)).unwrap_or_default();
                named.entry(name.to_owned()).or_insert_with(|| add_actor(actors, None, name.to_owned(), actor_type)).clone()
            }
        };
        let kind = item.kind.as_deref().filter(|_| actor_type.is_none()).map(|kind| word::<MentionKind>(item, kind)).transpose()?;
        Ok(Mention {
            id: item.iri.as_deref().map(|iri| id(iri, Layer::Mention)),
            actor,
            kind: kind.unwrap_or(Word(MentionKind::Name)),
            start,
            end,
            status: status(item)?,
            reason: own(item, "reason")?,
            confidence: own(item, "confidence")?,
            extra: extra(&item.fields),
        })
    }

    fn quote(&self, item: &Item) -> Result<Quote<'static>, Problem> {
        let speakers = self.linked_ids(item, Layer::Actor);
        Ok(Quote {
            id: item.iri.as_deref().map(|iri| id(iri, Layer::Quote)),
            kind: kind::<QuoteKind>(item)?,
            start: None,
            end: None,
            spans: Some(self.parts(item)?),
            cue: self.linked_range(item, Layer::Cue)?,
            source: self.linked_range(item, Layer::Source)?,
            speaker: speakers.first().cloned(),
            speakers: several(speakers),
            hedged: own(item, "hedged")?.unwrap_or_default(),
            status: status(item)?,
            reason: own(item, "reason")?,
            confidence: own(item, "confidence")?,
            extra: extra(&item.fields),
        })
    }

    fn position(&self, item: &Item) -> Result<Position<'static>, Problem> {
        let holders = self.linked_ids(item, Layer::Actor);
        Ok(Position {
            id: item.iri.as_deref().map(|iri| id(iri, Layer::Position)),
            kind: kind::<PositionKind>(item)?,
            polarity: own(item, "polarity")?,
            start: None,
            end: None,
            spans: Some(self.parts(item)?),
            cue: self.linked_range(item, Layer::Cue)?,
            source: self.linked_range(item, Layer::Source)?,
            holder: holders.first().cloned(),
            holders: several(holders),
            quote: self.linked_ids(item, Layer::Quote).pop(),
            hedged: own(item, "hedged")?.unwrap_or_default(),
            status: status(item)?,
            reason: own(item, "reason")?,
            confidence: own(item, "confidence")?,
            extra: extra(&item.fields),
        })
    }
}

fn is_link(item: &Item) -> bool {
    item.places.is_empty()
        && item.layer.is_none()
        && !item.targets.is_empty()
        && item.fields.get("motivation").is_some_and(|value| value == "linking")
}

fn word<T: Vocabulary>(item: &Item, word: &str) -> Result<Word<T>, Problem> {
    T::parse(word).map(Word).map_err(|what| Problem::new(format!("{}.body", item.field), what, "Correct the tag"))
}

fn kind<T: Vocabulary>(item: &Item) -> Result<Word<T>, Problem> {
    let missing =
        || Problem::new(format!("{}.body", item.field), "does not say which kind it is", "Add a tag with the purpose classifying");
    word(item, item.kind.as_deref().ok_or_else(missing)?)
}

fn status(item: &Item) -> Result<Word<Status>, Problem> {
    Ok(own(item, "status")?.unwrap_or_default())
}

/// The value of a field of ours.
fn own<T: DeserializeOwned>(item: &Item, name: &str) -> Result<Option<T>, Problem> {
    let problem =
        |error: serde_json::Error| Problem::new(format!("{}.whosaid:{name}", item.field), error.to_string(), "Correct it or take it out");
    item.own(name).map(|value| serde_json::from_value(value.clone()).map_err(problem)).transpose()
}

/// The fields that are not ours and not the standard's.
fn extra(fields: &Map<String, Value>) -> Extra {
    let ours = |name: &str| name.strip_prefix("whosaid:").is_some_and(|name| OWN.contains(&name));
    let structure = |name: &str| RESERVED.contains(&name) || ["items", "first", "rows", "annotations", "tags", "bodyValue"].contains(&name);
    let other = fields.iter().filter(|(name, _)| !ours(name) && !structure(name)).map(|(name, value)| (name.clone(), value.clone()));
    let aside = fields.get(EXTRA).and_then(Value::as_object).into_iter().flatten().map(|(name, value)| (name.clone(), value.clone()));
    other.chain(aside).collect()
}
