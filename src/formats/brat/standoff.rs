//! The lines of a standoff file, taken apart and checked against the text.
//!
//! It decides what a line says and refuses text-bounds whose words do not stand where they say, because the text is another one then. A line
//! that says nothing is named and left out. What lines mean together, `read` decides.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use serde::de::DeserializeOwned;

use super::{ACTOR_NOTE, NOTE, Tail, ends_line};
use crate::formats::labels::Meaning;
use crate::formats::loss::add;
use crate::formats::place::{self, Claim};
use crate::formats::wire::{Actor, Text, number};
use crate::formats::{ImportError, Loss};
use crate::text::{Offsets, Unit};

pub(super) struct TextBound<'a> {
    pub(super) line: usize,
    pub(super) kind: &'a str,
    pub(super) parts: Vec<(u32, u32)>,
    pub(super) words: &'a str,
}

pub(super) struct Event<'a> {
    pub(super) line: usize,
    pub(super) id: &'a str,
    pub(super) kind: &'a str,
    pub(super) trigger: &'a str,
    pub(super) arguments: Vec<(&'a str, &'a str)>,
}

impl<'a> Event<'a> {
    pub(super) fn argument(&self, role: &str) -> Option<&'a str> {
        self.arguments.iter().find(|argument| argument.0 == role).map(|argument| argument.1)
    }

    /// All arguments of a role: brat numbers those behind the first (`Speaker`, `Speaker2`).
    pub(super) fn arguments(&self, role: &str) -> impl Iterator<Item = &'a str> {
        self.arguments.iter().filter(move |argument| unnumbered(argument.0) == role).map(|argument| argument.1)
    }
}

/// A role without the number that brat gives to those behind the first.
fn unnumbered(role: &str) -> &str {
    role.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The lines of a file, apart.
#[derive(Default)]
pub(super) struct Standoff<'a> {
    pub(super) text_bounds: Vec<(&'a str, TextBound<'a>)>,
    places: HashMap<&'a str, usize>,
    pub(super) events: Vec<Event<'a>>,
    equivalent: Vec<(usize, Vec<&'a str>)>,
    /// By target and name.
    pub(super) attributes: HashMap<(&'a str, &'a str), (usize, &'a str)>,
    /// By target and kind.
    pub(super) notes: HashMap<(&'a str, &'a str), (usize, &'a str)>,
    /// Lines of kinds that are not read.
    others: usize,
    /// Why lines were left out.
    pub(super) skipped: Vec<ImportError>,
}

fn malformed(line: usize, expected: &str) -> ImportError {
    ImportError::new(format!("this line should read {expected}"), "Correct it as brat's standoff format asks").at_line(line)
}

impl<'a> Standoff<'a> {
    /// The lines of a file.
    ///
    /// # Errors
    /// What is wrong with the first line, when there is none that holds.
    pub(super) fn parse(content: &'a str) -> Result<Standoff<'a>, ImportError> {
        let mut standoff = Standoff::default();
        let rows = (1..).zip(content.split('\n').map(|row| row.trim_end_matches('\r')));
        let rows: Vec<(usize, &str)> = rows.filter(|(_, row)| !row.trim().is_empty()).collect();
        for (line, row) in &rows {
            if let Err(error) = standoff.line(*line, row) {
                standoff.skipped.push(error);
            }
        }
        if !rows.is_empty() && standoff.skipped.len() == rows.len() {
            return Err(standoff.skipped.swap_remove(0));
        }
        let equivalent = std::mem::take(&mut standoff.equivalent);
        for (line, ids) in equivalent {
            match ids.iter().try_for_each(|id| standoff.bound(id, line).map(drop)) {
                Ok(()) => standoff.equivalent.push((line, ids)),
                Err(error) => standoff.skipped.push(error),
            }
        }
        Ok(standoff)
    }

    fn line(&mut self, line: usize, row: &'a str) -> Result<(), ImportError> {
        let (id, rest) = row.split_once('\t').ok_or_else(|| malformed(line, "an id, a tab and more"))?;
        match id.chars().next() {
            Some('T') => self.text_bound(line, id, rest)?,
            Some('E') => self.event(line, id, rest)?,
            Some('A' | 'M') => self.attribute(line, rest)?,
            Some('#') => self.note(line, rest)?,
            Some('*') if rest.starts_with("Equiv ") => self.equivalent.push((line, rest.split(' ').skip(1).collect())),
            _ => self.others += 1,
        }
        Ok(())
    }

    fn text_bound(&mut self, line: usize, id: &'a str, rest: &'a str) -> Result<(), ImportError> {
        let expected = || malformed(line, "id, tab, type and offsets, tab, words");
        let (place, words) = rest.split_once('\t').ok_or_else(expected)?;
        let (kind, offsets) = place.split_once(' ').ok_or_else(expected)?;
        let part = |part: &str| {
            let (start, end) = part.split_once(' ')?;
            Some((start.parse().ok()?, end.parse().ok()?)).filter(|(start, end)| start < end)
        };
        let parts: Option<Vec<(u32, u32)>> = offsets.split(';').map(part).collect();
        let bound = TextBound { line, kind, parts: parts.ok_or_else(expected)?, words };
        match self.places.entry(id) {
            Entry::Occupied(_) => return Err(ImportError::new(format!("{id} stands twice"), "Give each line its own id").at_line(line)),
            Entry::Vacant(place) => place.insert(self.text_bounds.len()),
        };
        self.text_bounds.push((id, bound));
        Ok(())
    }

    fn event(&mut self, line: usize, id: &'a str, rest: &'a str) -> Result<(), ImportError> {
        let arguments: Option<Vec<(&str, &str)>> =
            rest.split(' ').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once(':')).collect();
        let mut arguments = arguments.unwrap_or_default().into_iter();
        let (kind, trigger) = arguments.next().ok_or_else(|| malformed(line, "id, tab, Type:Trigger and Role:Id pairs"))?;
        self.events.push(Event { line, id, kind, trigger, arguments: arguments.collect() });
        Ok(())
    }

    fn attribute(&mut self, line: usize, rest: &'a str) -> Result<(), ImportError> {
        let mut words = rest.splitn(3, ' ');
        let (name, target) = words.next().zip(words.next()).ok_or_else(|| malformed(line, "id, tab, name, target and value"))?;
        let value = (line, words.next().unwrap_or_default());
        self.others += usize::from(self.attributes.insert((target, name), value).is_some());
        Ok(())
    }

    fn note(&mut self, line: usize, rest: &'a str) -> Result<(), ImportError> {
        let (about, value) = rest.split_once('\t').unwrap_or((rest, ""));
        let (kind, target) = about.split_once(' ').ok_or_else(|| malformed(line, "id, tab, kind and target, tab, words"))?;
        match kind {
            NOTE => drop(parse::<Tail<'_>>(value, line)?),
            ACTOR_NOTE => drop(parse::<Actor<'_>>(value, line)?),
            _ => {}
        }
        self.others += usize::from(self.notes.insert((target, kind), (line, value)).is_some());
        Ok(())
    }

    /// The unit of the offsets, told from the words.
    pub(super) fn unit(&self, text: &str) -> Result<Unit, ImportError> {
        let claims: Vec<Claim<'_>> =
            self.text_bounds.iter().map(|(_, bound)| Claim { parts: bound.parts.clone(), exact: bound.words }).collect();
        place::unit(text, &claims).map_err(|failed| {
            let (id, bound) = &self.text_bounds[failed];
            let what = format!("{id} should be “{}”, but {} stands there", bound.words, place::found(text, &bound.parts));
            ImportError::new(what, "See that the text is the one these annotations were made for, unchanged").at_line(bound.line)
        })
    }

    /// Joins pieces that only line ends part.
    pub(super) fn merge(&mut self, text: &str, unit: Unit) {
        let offsets = Offsets::new(text, unit);
        for (_, bound) in &mut self.text_bounds {
            let mut merged: Vec<(u32, u32)> = Vec::new();
            for &(start, end) in &bound.parts {
                let gap = merged.last().and_then(|last| {
                    let (from, to) = (offsets.to_byte(last.1)?, offsets.to_byte(start)?);
                    text.get(from as usize..to as usize)
                });
                match merged.last_mut() {
                    Some(last) if gap.is_some_and(|gap| !gap.is_empty() && gap.chars().all(ends_line)) => last.1 = end,
                    _ => merged.push((start, end)),
                }
            }
            bound.parts = merged;
        }
    }

    pub(super) fn bound(&self, id: &str, line: usize) -> Result<&TextBound<'a>, ImportError> {
        let missing = || ImportError::new(format!("{id} is not in the file"), "Add its line or take out the link").at_line(line);
        self.places.get(id).map(|place| &self.text_bounds[*place].1).ok_or_else(missing)
    }

    /// Counts what was not understood.
    pub(super) fn count_losses(&self, used: &HashSet<&str>, losses: &mut Vec<Loss>) {
        const ROLES: &[&str] = &["Content", "Target", "Source", "Speaker", "Holder", "Quote"];
        let known = |target: &str, name: &str, names: &[&str]| used.contains(target) && names.contains(&name);
        let attributes = self.attributes.keys().filter(|(target, name)| !known(target, name, &["Mention", "Polarity", "Hedged"]));
        let joined = |ids: &Vec<&str>| ids.iter().filter(|id| used.contains(**id)).count() > 1;
        let apart = self.equivalent.iter().filter(|(_, ids)| !joined(ids)).count();
        let notes = self.notes.keys().filter(|(target, kind)| !known(target, kind, &[NOTE, ACTOR_NOTE]));
        let events = self.events.iter().filter(|event| used.contains(event.id));
        let arguments = events
            .flat_map(|event| &event.arguments)
            .filter(|(role, _)| !ROLES.contains(role) && !["Speaker", "Holder"].contains(&unnumbered(role)));
        add(losses, "annotations of other types", (self.text_bounds.len() + self.events.len()).saturating_sub(used.len()));
        add(losses, "arguments of other roles", arguments.count());
        add(losses, "equivalences of annotations that are left out", apart);
        add(losses, "attributes", attributes.count());
        add(losses, "notes", notes.count());
        add(losses, "relations, normalizations and other lines", self.others);
    }

    /// What a note of ours says of a line. That it holds, [`Standoff::parse`] has seen to.
    pub(super) fn tail(&self, id: &'a str) -> Tail<'a> {
        self.notes.get(&(id, NOTE)).and_then(|(line, json)| parse(json, *line).ok()).unwrap_or_default()
    }

    /// The id of each quote by that of its event: its own, or its number among the quotes.
    pub(super) fn quote_ids(&self) -> HashMap<&'a str, Text<'a>> {
        let quotes = self.events.iter().filter(|event| matches!(Meaning::of(event.kind), Some(Meaning::Quote(_))));
        let quotes: Vec<&Event<'a>> = quotes.collect();
        let mut ids: Vec<Option<Text<'a>>> = quotes.iter().map(|event| self.tail(event.id).id).collect();
        number(ids.iter_mut(), 'q');
        quotes.iter().zip(ids).filter_map(|(event, id)| Some((event.id, id?))).collect()
    }

    /// For each text-bound in an equivalence the first one that is equivalent to it.
    pub(super) fn groups(&self) -> HashMap<&'a str, &'a str> {
        let mut groups: HashMap<&str, &str> = HashMap::new();
        for (_, ids) in &self.equivalent {
            let first = ids.iter().find_map(|id| groups.get(id).copied()).or(ids.first().copied()).unwrap_or_default();
            let joined: Vec<&str> = ids.iter().filter_map(|id| groups.get(id).copied()).filter(|group| *group != first).collect();
            if !joined.is_empty() {
                groups.values_mut().filter(|group| joined.contains(group)).for_each(|group| *group = first);
            }
            groups.extend(ids.iter().map(|id| (*id, first)));
        }
        groups
    }
}

pub(super) fn parse<T: DeserializeOwned>(json: &str, line: usize) -> Result<T, ImportError> {
    serde_json::from_str(json)
        .map_err(|error| ImportError::new(format!("this note does not hold: {error}"), "Correct its JSON or take it out").at_line(line))
}
