//! Pieces and links into a document.
//!
//! It decides which pieces make up one annotation and counts what has no place in a document. It refuses a place that is no piece of the text.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Link, Piece, Role};
use crate::formats::foreign;
use crate::formats::labels::Meaning;
use crate::formats::loss::{OTHER_FIELDS, add};
use crate::formats::wire::{Actor, Document, Extra, FORMAT, Mention, Position, Quote, Text, is_reading, number, unit_word, unit_words};
use crate::formats::{Article, ImportError, Loss};
use crate::text::{Offsets, Unit};

/// What was found in a file.
#[derive(Default, Debug)]
pub(in crate::formats) struct Found {
    pub(in crate::formats) pieces: Vec<Piece>,
    /// Links by the file's word for them.
    pub(in crate::formats) links: Vec<(String, usize, usize)>,
    /// Language, title, reading and fields of other programs.
    pub(in crate::formats) document: Extra,
}

/// What does not hold, and at which piece.
#[derive(Debug)]
pub(in crate::formats) struct Fault {
    pub(in crate::formats) piece: Option<usize>,
    pub(in crate::formats) error: Box<ImportError>,
}

/// The first piece that is no piece of `text` in `unit`.
pub(in crate::formats) fn outside(text: &str, unit: Unit, pieces: &[Piece]) -> Option<usize> {
    let offsets = Offsets::new(text, unit);
    let byte = |offset| offsets.to_byte(offset).filter(|byte| text.is_char_boundary(*byte as usize));
    pieces.iter().position(|piece| piece.start >= piece.end || byte(piece.start).is_none() || byte(piece.end).is_none())
}

/// The article that pieces and links make up.
pub(in crate::formats) fn assemble(name: &str, text: &str, unit: Unit, found: Found, losses: &mut Vec<Loss>) -> Result<Article, Fault> {
    if let Some(piece) = outside(text, unit, &found.pieces) {
        let Piece { start, end, .. } = found.pieces[piece];
        let what = format!("from {start} to {end} is no piece of the text, counted in {}", unit_words(unit));
        let error = ImportError::new(what, "See that the text is the one these offsets were made for");
        return Err(Fault { piece: Some(piece), error: error.into() });
    }
    let mut builder = Builder::new(words(text, unit, &found.pieces), found.pieces, &found.links, losses);
    let (actors, mentions) = builder.mentions()?;
    let quotes = builder.quotes(&actors)?;
    let positions = builder.positions(&actors, &quotes)?;
    builder.count_unused();
    let mut extra = found.document;
    extra.shift_remove("offset_unit");
    let reading = extra.get("reading").and_then(Value::as_str).filter(|word| is_reading(word)).map(|word| Text::from(word.to_owned()));
    if reading.is_some() {
        extra.shift_remove("reading");
    }
    let mut word = |name: &str| match extra.get(name) {
        Some(Value::String(word)) => Some(Text::from(word.clone())).inspect(|_| drop(extra.shift_remove(name))),
        Some(Value::Null) => extra.shift_remove(name).and(None),
        _ => None,
    };
    let document = Document {
        format: FORMAT.into(),
        offset_unit: Some(unit_word(unit).into()),
        text: text.into(),
        language: word("language"),
        title: word("title"),
        reading,
        actors,
        mentions,
        quotes,
        positions,
        extra,
    };
    let (text, document) = document.into_model().map_err(|problem| Fault { piece: None, error: Box::new(problem.into()) })?;
    Ok(Article { name: name.to_owned(), text, document })
}

/// The words of each piece.
fn words<'t>(text: &'t str, unit: Unit, pieces: &[Piece]) -> Vec<&'t str> {
    let offsets = Offsets::new(text, unit);
    let byte = |offset| offsets.to_byte(offset).map(|byte| byte as usize);
    let words = |piece: &Piece| text.get(byte(piece.start)?..byte(piece.end)?);
    pieces.iter().map(|piece| words(piece).unwrap_or_default()).collect()
}

struct Builder<'l> {
    words: Vec<&'l str>,
    pieces: Vec<Piece>,
    meanings: Vec<Option<Meaning>>,
    links: Vec<Link>,
    /// For a further part the first one.
    first_part: HashMap<usize, usize>,
    /// The further parts of a first one.
    parts: HashMap<usize, Vec<usize>>,
    /// Where links lead, by role and the first part of the annotation they come from.
    targets: HashMap<(Role, usize), Vec<usize>>,
    /// The actor of a mention.
    actor_of: HashMap<usize, usize>,
    /// The quote that begins with a piece.
    quote_of: HashMap<usize, usize>,
    used: HashSet<usize>,
    losses: &'l mut Vec<Loss>,
}

impl<'l> Builder<'l> {
    fn new(words: Vec<&'l str>, pieces: Vec<Piece>, links: &[(String, usize, usize)], losses: &'l mut Vec<Loss>) -> Builder<'l> {
        let meanings: Vec<Option<Meaning>> = pieces.iter().map(|piece| Meaning::of(&piece.label)).collect();
        let known = links.iter().filter_map(|(word, from, to)| directed(&meanings, Role::of(word)?, *from, *to));
        let known: Vec<Link> = known.collect();
        add(losses, "links of other kinds", links.len() - known.len());
        let mut first_part = HashMap::new();
        for link in known.iter().filter(|link| link.role == Role::Part) {
            let (first, part) = (root(&first_part, link.from), root(&first_part, link.to));
            if first != part {
                first_part.insert(part, first);
            }
        }
        let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
        for part in (0..pieces.len()).filter(|part| first_part.contains_key(part)) {
            parts.entry(root(&first_part, part)).or_default().push(part);
        }
        let mut targets: HashMap<(Role, usize), Vec<usize>> = HashMap::new();
        for link in &known {
            targets.entry((link.role, root(&first_part, link.from))).or_default().push(link.to);
        }
        let (actor_of, quote_of, used) = Default::default();
        Builder { words, pieces, meanings, links: known, first_part, parts, targets, actor_of, quote_of, used, losses }
    }

    /// The piece that a link of `role` leads to from the annotation that begins with `from`.
    fn target(&self, role: Role, from: usize) -> Option<usize> {
        self.targets.get(&(role, from))?.first().copied()
    }

    fn mentions(&mut self) -> Result<(Vec<Actor<'static>>, Vec<Mention<'static>>), Fault> {
        let places: Vec<usize> = self.places(|meaning| matches!(meaning, Meaning::Mention(_)));
        let chains = chains(&places, &self.links);
        let mut actors: Vec<Actor<'static>> = Vec::new();
        let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
        places.iter().for_each(|place| members.entry(root(&chains, *place)).or_default().push(*place));
        let mut by_chain: HashMap<usize, usize> = HashMap::new();
        for place in &places {
            let chain = root(&chains, *place);
            if let Entry::Vacant(entry) = by_chain.entry(chain) {
                entry.insert(actors.len());
                actors.push(self.actor(members.get(&chain).map_or(&[], Vec::as_slice))?);
            }
            self.actor_of.insert(*place, by_chain[&chain]);
        }
        distinct(actors.iter_mut().map(|actor| &mut actor.id), 'a');
        let mut mentions = Vec::new();
        for place in places {
            let mut fields = std::mem::take(&mut self.pieces[place].details);
            let actor = actors[self.actor_of[&place]].id.as_deref().unwrap_or_default();
            fields.extend([("actor".to_owned(), actor.into()), ("start".to_owned(), self.pieces[place].start.into())]);
            fields.insert("end".to_owned(), self.pieces[place].end.into());
            fields.entry("kind").or_insert("name".into());
            mentions.push(item(fields, place)?);
            self.used.insert(place);
        }
        distinct(mentions.iter_mut().map(|mention: &mut Mention<'_>| &mut mention.id), 'm');
        Ok((actors, mentions))
    }

    /// The actor behind mentions: as the details of one of them say, else called as the longest.
    fn actor(&mut self, members: &[usize]) -> Result<Actor<'static>, Fault> {
        let kind = members.first().and_then(|first| self.meanings[*first]);
        let said = members.iter().find_map(|place| Some((*place, self.pieces[*place].details.shift_remove("actor")?)));
        let (place, said) = said.unwrap_or((members[0], Value::Null));
        let mut fields = if let Value::Object(fields) = said { fields } else { Extra::new() };
        if let Some(Meaning::Mention(kind)) = kind {
            fields.insert("type".to_owned(), kind.map(|kind| kind.word()).into());
        }
        let longest = || members.iter().map(|member| self.words[*member]).max_by_key(|words| words.chars().count());
        fields.entry("name").or_insert_with(|| longest().into());
        item(fields, place)
    }

    fn places(&self, wanted: impl Fn(Meaning) -> bool) -> Vec<usize> {
        (0..self.pieces.len()).filter(|place| self.meanings[*place].is_some_and(&wanted)).collect()
    }

    /// Fills in what quotes and positions have in common.
    fn content(&mut self, place: usize, actors: &[Actor<'_>], roles: [Role; 2], [owner, all]: [&str; 2]) -> Extra {
        let mut fields = std::mem::take(&mut self.pieces[place].details);
        let parts: Vec<usize> = std::iter::once(place).chain(self.parts.remove(&place).unwrap_or_default()).collect();
        let mut spans: Vec<(u32, u32)> = parts.iter().map(|part| (self.pieces[*part].start, self.pieces[*part].end)).collect();
        spans.sort_unstable();
        self.used.extend(parts);
        fields.insert("spans".to_owned(), json!(spans));
        for (name, role) in [("cue", Role::Cue), ("source", Role::Source)] {
            let range = self.target(role, place).map(|to| {
                self.used.insert(to);
                json!({ "start": self.pieces[to].start, "end": self.pieces[to].end })
            });
            fields.insert(name.to_owned(), range.into());
        }
        let linked = roles.iter().find_map(|role| self.targets.get(&(*role, place))).map_or(&[][..], Vec::as_slice);
        let everybody = linked.iter().filter_map(|to| actors[*self.actor_of.get(to)?].id.as_deref());
        fields.insert(owner.to_owned(), everybody.clone().next().into());
        fields.insert(all.to_owned(), everybody.collect());
        fields.shift_remove("start");
        fields.shift_remove("end");
        fields
    }

    fn quotes(&mut self, actors: &[Actor<'_>]) -> Result<Vec<Quote<'static>>, Fault> {
        let mut quotes = Vec::new();
        for place in self.places(|meaning| matches!(meaning, Meaning::Quote(_))) {
            let Some(Meaning::Quote(kind)) = self.meanings[place].filter(|_| !self.first_part.contains_key(&place)) else { continue };
            let mut fields = self.content(place, actors, [Role::Speaker, Role::Holder], ["speaker", "speakers"]);
            fields.insert("kind".to_owned(), kind.word().into());
            self.quote_of.insert(place, quotes.len());
            quotes.push(item(fields, place)?);
        }
        distinct(quotes.iter_mut().map(|quote: &mut Quote<'_>| &mut quote.id), 'q');
        Ok(quotes)
    }

    fn positions(&mut self, actors: &[Actor<'_>], quotes: &[Quote<'_>]) -> Result<Vec<Position<'static>>, Fault> {
        let mut positions = Vec::new();
        for place in self.places(|meaning| matches!(meaning, Meaning::Position(_))) {
            let Some(Meaning::Position(kind)) = self.meanings[place].filter(|_| !self.first_part.contains_key(&place)) else { continue };
            let mut fields = self.content(place, actors, [Role::Holder, Role::Speaker], ["holder", "holders"]);
            let quote = self.target(Role::Quote, place).and_then(|to| self.quote_of.get(&root(&self.first_part, to)));
            fields.insert("quote".to_owned(), quote.and_then(|quote| quotes[*quote].id.as_deref()).into());
            fields.insert("kind".to_owned(), kind.word().into());
            positions.push(item(fields, place)?);
        }
        distinct(positions.iter_mut().map(|position: &mut Position<'_>| &mut position.id), 'p');
        Ok(positions)
    }

    fn count_unused(&mut self) {
        let unknown = self.meanings.iter().filter(|meaning| meaning.is_none()).count();
        add(self.losses, "annotations with other labels", unknown);
        add(self.losses, "cues and sources of no quote or position", self.pieces.len() - unknown - self.used.len());
        // What is known of cues, sources and further parts has no place; that of other labels goes with them.
        let kept = self.pieces.iter().zip(&self.meanings).filter(|(_, meaning)| meaning.is_some());
        add(self.losses, OTHER_FIELDS, kept.map(|(piece, _)| foreign::count(&piece.details)).sum());
    }
}

/// A link of `role` between two pieces, the other way round where it makes sense only so: some programs keep no direction.
fn directed(meanings: &[Option<Meaning>], role: Role, from: usize, to: usize) -> Option<Link> {
    let (one, other) = (meanings.get(from).copied()??, meanings.get(to).copied()??);
    if fits(role, one, other) { Some(Link { role, from, to }) } else { fits(role, other, one).then_some(Link { role, from: to, to: from }) }
}

/// Whether a link of `role` can lead from one piece to the other.
fn fits(role: Role, from: Meaning, to: Meaning) -> bool {
    use Meaning::{Cue, Mention, Position, Quote, Source};
    matches!(
        (role, from, to),
        (Role::Part, Quote(_), Quote(_))
            | (Role::Part, Position(_), Position(_))
            | (Role::Coreference, Mention(_), Mention(_))
            | (Role::Cue, Quote(_) | Position(_), Cue)
            | (Role::Source, Quote(_) | Position(_), Source)
            | (Role::Speaker | Role::Holder, Quote(_) | Position(_), Mention(_))
            | (Role::Quote, Position(_), Quote(_))
    )
}

fn root(of: &HashMap<usize, usize>, place: usize) -> usize {
    let mut root = place;
    while let Some(next) = of.get(&root) {
        root = *next;
    }
    root
}

/// For each mention that is not the first of its actor another one, nearer to it.
fn chains(places: &[usize], links: &[Link]) -> HashMap<usize, usize> {
    let mut chains = HashMap::with_capacity(places.len());
    for link in links.iter().filter(|link| link.role == Role::Coreference) {
        let (one, other) = (root(&chains, link.from), root(&chains, link.to));
        if one != other {
            chains.insert(one.max(other), one.min(other));
        }
    }
    chains
}

/// Numbers those without an id, and those whose id another one has: programs copy annotations.
fn distinct<'i>(ids: impl Iterator<Item = &'i mut Option<Text<'static>>>, letter: char) {
    let mut ids: Vec<&mut Option<Text<'static>>> = ids.collect();
    let mut seen = HashSet::new();
    for id in &mut ids {
        if id.as_ref().is_some_and(|id| !seen.insert(id.clone())) {
            **id = None;
        }
    }
    number(ids.into_iter(), letter);
}

fn item<T: DeserializeOwned>(fields: Extra, place: usize) -> Result<T, Fault> {
    serde_path_to_error::deserialize(Value::Object(fields)).map_err(|error| {
        let (field, what) = (error.path().to_string(), error.inner().to_string());
        let error =
            ImportError { field: (field != ".").then(|| field.into()), ..ImportError::new(what, "Correct this field or take it out") };
        Fault { piece: Some(place), error: error.into() }
    })
}
