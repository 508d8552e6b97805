//! Brings spans and links together to mentions, quotes and positions.
//!
//! It decides what a span is by its label, whatever its layer is called, so that a CAS of another project is read as far as its labels mean
//! something here; and which actor stands behind it: who its link leads to, else whom it names.

use std::collections::{HashMap, HashSet};

use super::read::{Item, View};
use super::{ACTOR, ARTICLE, DOCUMENT, link};
use crate::formats::labels::Meaning;
use crate::formats::loss::add;
use crate::formats::wire::{
    Actor, Document, Extra, FORMAT, Mention, Position, Problem, Quote, Range, Text, Vocabulary, Word, add_actor, number, several, unit_word,
};
use crate::formats::{Article, Loss};
use crate::model::{ActorType, MentionKind, Status};
use crate::text::Unit;

/// Types that every program adds to a text: no annotations that could be lost.
const FURNITURE: &[&str] = &["Token", "Sentence", "Paragraph", "DocumentMetaData", "CASMetadata", "TagsetDescription", "TagDescription"];

/// The article in a view.
pub(super) fn article(name: String, view: &View<'_>, losses: &mut Vec<Loss>) -> Result<Article, Problem> {
    let mut assembly = Assembly::new(view, losses)?;
    let mentions = assembly.mentions()?;
    let quotes = assembly.quotes()?;
    let positions = assembly.positions(&quotes)?;
    let about = view.items.iter().find(|item| item.kind == ARTICLE);
    let text = |name| about.map_or(Ok(None), |item| item.text(name));
    let stated = view.items.iter().find(|item| item.kind == DOCUMENT).map_or(Ok(None), |item| item.text("language"))?;
    let stated = stated.filter(|language| about.is_none() && *language != "x-unspecified");
    let document = Document {
        format: FORMAT.into(),
        offset_unit: Some(unit_word(Unit::Utf16).into()),
        text: view.text.into(),
        language: text("language")?.or(stated).map(Into::into),
        title: text("title")?.map(Into::into),
        reading: text("reading")?.map(Into::into),
        actors: assembly.actors,
        mentions,
        quotes: quotes.into_iter().map(|(_, quote)| quote).collect(),
        positions,
        extra: about.map_or(Ok(Extra::new()), |item| extra(item))?,
    };
    let (text, document) = document.into_model()?;
    Ok(Article { name, text, document })
}

/// A span with a label that means something, and where it is.
struct Span<'v> {
    item: &'v Item<'v>,
    meaning: Meaning,
    place: (u32, u32),
}

struct Assembly<'v> {
    view: &'v View<'v>,
    spans: Vec<Span<'v>>,
    /// The place of a span in `spans`, by the number of its structure.
    by_id: HashMap<i64, usize>,
    /// Where links lead, by where they come from and what they are called.
    links: HashMap<(i64, &'v str), Vec<i64>>,
    /// Spans that are further parts of others.
    further: HashSet<i64>,
    actors: Vec<Actor<'v>>,
    /// The ids of `actors`.
    known: HashSet<Text<'v>>,
    /// The ids of those who are mentioned.
    mentioned: HashSet<Text<'v>>,
    /// The id of a mention's actor, by the number of its structure.
    actor_of: HashMap<i64, Text<'v>>,
}

impl<'v> Assembly<'v> {
    fn new(view: &'v View<'v>, losses: &mut Vec<Loss>) -> Result<Assembly<'v>, Problem> {
        let mut assembly = Assembly {
            view,
            spans: Vec::new(),
            by_id: HashMap::new(),
            links: HashMap::new(),
            further: HashSet::new(),
            actors: Vec::new(),
            known: HashSet::new(),
            mentioned: HashSet::new(),
            actor_of: HashMap::new(),
        };
        for item in &view.items {
            let label = item.text("label")?.or(item.text("value")?);
            match item.reference("Governor").zip(item.reference("Dependent")) {
                Some((from, to)) => assembly.link(label.unwrap_or_default(), from, to, losses),
                None if item.kind == ACTOR => assembly.actors.push(actor(item)?),
                None => match label.and_then(Meaning::of) {
                    Some(meaning) => {
                        assembly.by_id.insert(item.id, assembly.spans.len());
                        assembly.spans.push(Span { item, meaning, place: view.place(item)? });
                    }
                    None if item.reference("sofa").is_some() && !is_furniture(item) => {
                        add(losses, "annotations without a label that says what they are", 1);
                    }
                    None => {}
                },
            }
        }
        number(assembly.actors.iter_mut().map(|actor| &mut actor.id), 'a');
        assembly.known = assembly.actors.iter().filter_map(|actor| actor.id.clone()).collect();
        assembly.count_loose_links(losses);
        Ok(assembly)
    }

    fn link(&mut self, label: &'v str, from: i64, to: i64, losses: &mut Vec<Loss>) {
        let known = [link::CUE, link::SOURCE, link::PART, link::SPEAKER, link::HOLDER, link::QUOTE];
        match known.into_iter().find(|known| known.eq_ignore_ascii_case(label)) {
            Some(name) => {
                self.links.entry((from, name)).or_default().push(to);
                if name == link::PART {
                    self.further.insert(to);
                }
            }
            None => add(losses, "links of other kinds", 1),
        }
    }

    /// Counts links that do not lead from one span to another, and those beside another of the same name.
    fn count_loose_links(&self, losses: &mut Vec<Loss>) {
        for ((from, name), to) in &self.links_in_order() {
            let loose = to.iter().filter(|to| !self.by_id.contains_key(from) || !self.by_id.contains_key(to)).count();
            let beside = if [link::PART, link::SPEAKER, link::HOLDER].contains(name) { 0 } else { to.len().saturating_sub(1) };
            add(losses, "links that lead nowhere or stand beside another", loose.max(beside));
        }
    }

    fn links_in_order(&self) -> Vec<((i64, &'v str), &Vec<i64>)> {
        let mut links: Vec<_> = self.links.iter().map(|(key, to)| (*key, to)).collect();
        links.sort_unstable();
        links
    }

    /// The span that a link leads to.
    fn linked(&self, item: &Item<'_>, name: &'static str) -> Option<&Span<'v>> {
        let to = self.links.get(&(item.id, name))?.first()?;
        self.by_id.get(to).map(|place| &self.spans[*place])
    }

    fn range(&self, item: &Item<'_>, name: &'static str) -> Option<Range> {
        self.linked(item, name).map(|span| Range { start: span.place.0, end: span.place.1 })
    }

    /// The parts of a content, in text order.
    fn parts(&self, span: &Span<'v>) -> Vec<(u32, u32)> {
        let further = self.links.get(&(span.item.id, link::PART)).map_or(&[][..], Vec::as_slice);
        let further = further.iter().filter_map(|id| self.by_id.get(id)).map(|place| self.spans[*place].place);
        let mut parts: Vec<(u32, u32)> = std::iter::once(span.place).chain(further).collect();
        parts.sort_unstable();
        parts
    }

    fn mentions(&mut self) -> Result<Vec<Mention<'v>>, Problem> {
        let mut mentions = Vec::new();
        let mut by_words: HashMap<&str, Text<'v>> = HashMap::new();
        for place in 0..self.spans.len() {
            let (item, range, meaning) = (self.spans[place].item, self.spans[place].place, self.spans[place].meaning);
            let Meaning::Mention(kind) = meaning else { continue };
            let words = self.view.words(range);
            let named = item.text("actor")?;
            let actor = match named {
                Some(id) => self.known(id, words, kind),
                // A mention that names nobody is of the actor that others with the same words are of.
                None => match by_words.get(words) {
                    Some(id) => id.clone(),
                    None => add_actor(&mut self.actors, None, words, kind),
                },
            };
            self.known.insert(actor.clone());
            self.mentioned.insert(actor.clone());
            by_words.entry(words).or_insert_with(|| actor.clone());
            self.actor_of.insert(item.id, actor.clone());
            let form = item.text("form")?.map(|word| parse::<MentionKind>(item, "form", word)).transpose()?;
            mentions.push(Mention {
                id: item.text("identifier")?.map(Into::into),
                actor,
                kind: Word(form.unwrap_or(MentionKind::Name)),
                start: range.0,
                end: range.1,
                status: status(item)?,
                reason: item.text("reason")?.map(Into::into),
                confidence: confidence(item)?,
                extra: extra(item)?,
            });
        }
        number(mentions.iter_mut().map(|mention| &mut mention.id), 'm');
        Ok(mentions)
    }

    /// The actor of that identifier; one that the file does not describe is called as its mention.
    fn known(&mut self, id: &'v str, words: &'v str, kind: Option<ActorType>) -> Text<'v> {
        if self.known.contains(id) { id.into() } else { add_actor(&mut self.actors, Some(id.into()), words, kind) }
    }

    /// The actors behind a quote or position: those whose mentions it is linked to, in the order in which it names them, and those it names who have no mention.
    fn everybody(&self, item: &'v Item<'v>, name: &'static str) -> Result<Vec<Text<'v>>, Problem> {
        let linked = self.links.get(&(item.id, name)).map_or(&[][..], Vec::as_slice);
        let linked: Vec<Text<'v>> = linked.iter().filter_map(|span| self.actor_of.get(span).cloned()).collect();
        let listed = item.get("actors", "a JSON list of ids", |ids| serde_json::from_str::<Vec<String>>(ids.as_str()?).ok())?;
        let named: Vec<Text<'v>> = match listed {
            Some(ids) => ids.into_iter().map(Text::from).collect(),
            None => item.text("actor")?.into_iter().map(Text::from).collect(),
        };
        let stays = |id: &Text<'v>| linked.contains(id) || (self.known.contains(id) && (linked.is_empty() || !self.mentioned.contains(id)));
        let mut actors: Vec<Text<'v>> = named.into_iter().filter(stays).collect();
        let others: Vec<Text<'v>> = linked.into_iter().filter(|id| !actors.contains(id)).collect();
        actors.extend(others);
        Ok(actors)
    }

    fn quotes(&mut self) -> Result<Vec<(i64, Quote<'v>)>, Problem> {
        let mut quotes = Vec::new();
        for span in self.spans.iter().filter(|span| !self.further.contains(&span.item.id)) {
            let (item, Meaning::Quote(kind)) = (span.item, span.meaning) else { continue };
            let speakers = self.everybody(item, link::SPEAKER)?;
            let quote = Quote {
                id: item.text("identifier")?.map(Into::into),
                kind: Word(kind),
                start: None,
                end: None,
                spans: Some(self.parts(span)),
                cue: self.range(item, link::CUE),
                source: self.range(item, link::SOURCE),
                speaker: speakers.first().cloned(),
                speakers: several(speakers),
                hedged: flag(item, "hedged")?,
                status: status(item)?,
                reason: item.text("reason")?.map(Into::into),
                confidence: confidence(item)?,
                extra: extra(item)?,
            };
            quotes.push((item.id, quote));
        }
        number(quotes.iter_mut().map(|(_, quote)| &mut quote.id), 'q');
        Ok(quotes)
    }

    fn positions(&mut self, quotes: &[(i64, Quote<'v>)]) -> Result<Vec<Position<'v>>, Problem> {
        let mut positions = Vec::new();
        let by_id: HashMap<i64, &Quote<'v>> = quotes.iter().map(|(id, quote)| (*id, quote)).collect();
        for span in self.spans.iter().filter(|span| !self.further.contains(&span.item.id)) {
            let (item, Meaning::Position(kind)) = (span.item, span.meaning) else { continue };
            let holders = self.everybody(item, link::HOLDER)?;
            let polarity = item.get("polarity", "1, 0 or -1", |value| i8::try_from(value.as_i64()?).ok())?;
            let quote = self.linked(item, link::QUOTE).and_then(|span| by_id.get(&span.item.id)?.id.clone());
            positions.push(Position {
                id: item.text("identifier")?.map(Into::into),
                kind: Word(kind),
                polarity,
                start: None,
                end: None,
                spans: Some(self.parts(span)),
                cue: self.range(item, link::CUE),
                source: self.range(item, link::SOURCE),
                holder: holders.first().cloned(),
                holders: several(holders),
                quote,
                hedged: flag(item, "hedged")?,
                status: status(item)?,
                reason: item.text("reason")?.map(Into::into),
                confidence: confidence(item)?,
                extra: extra(item)?,
            });
        }
        number(positions.iter_mut().map(|position: &mut Position<'_>| &mut position.id), 'p');
        Ok(positions)
    }
}

fn is_furniture(item: &Item<'_>) -> bool {
    item.kind == DOCUMENT || item.kind.rsplit('.').next().is_some_and(|name| FURNITURE.contains(&name))
}

fn actor<'v>(item: &'v Item<'v>) -> Result<Actor<'v>, Problem> {
    let name = item.text("name")?.ok_or_else(|| Problem::new(&item.field, "has no name", "Give the actor one"))?;
    Ok(Actor {
        id: item.text("identifier")?.map(Into::into),
        r#type: item.text("kind")?.map(|word| parse::<ActorType>(item, "kind", word)).transpose()?.map(Word),
        name: name.into(),
        role: item.text("role")?.map(Into::into),
        anonymous: flag(item, "anonymous")?,
        status: status(item)?,
        reason: item.text("reason")?.map(Into::into),
        confidence: confidence(item)?,
        extra: extra(item)?,
    })
}

fn parse<T: Vocabulary>(item: &Item<'_>, name: &str, word: &str) -> Result<T, Problem> {
    T::parse(word).map_err(|what| Problem::new(format!("{}.{name}", item.field), what, "Correct it"))
}

fn flag(item: &Item<'_>, name: &str) -> Result<bool, Problem> {
    Ok(item.get(name, "true or false", serde_json::Value::as_bool)?.unwrap_or_default())
}

fn status(item: &Item<'_>) -> Result<Word<Status>, Problem> {
    Ok(item.text("status")?.map(|word| parse::<Status>(item, "status", word)).transpose()?.map_or_else(Word::default, Word))
}

fn confidence(item: &Item<'_>) -> Result<Option<f64>, Problem> {
    item.get("confidence", "a number from 0 to 1", |value| value.as_f64().filter(|share| (0.0..=1.0).contains(share)))
}

/// Fields of other programs, kept as JSON.
fn extra(item: &Item<'_>) -> Result<Extra, Problem> {
    let Some(json) = item.text("extra")? else { return Ok(Extra::new()) };
    serde_json::from_str(json).map_err(|_| Problem::new(format!("{}.extra", item.field), "is no JSON object", "Correct it or take it out"))
}
