//! Ids that need not stand in a file, because a reader gives the same again: the letter of the list and the place in it.

use std::collections::HashSet;

use super::{Actor, Extra, Text, Word};
use crate::model::ActorType;

/// An id, unless it is the one that a reader would give anyway.
pub(crate) fn own_id<'a>(id: Option<Text<'a>>, letter: char, number: usize) -> Option<Text<'a>> {
    id.filter(|id| **id != format!("{letter}{number}"))
}

/// Gives those without an id their place in the list for one, as the writer expects, unless a file that was changed has used it.
pub(crate) fn number<'i, 'a: 'i>(ids: impl Iterator<Item = &'i mut Option<Text<'a>>>, letter: char) {
    let ids: Vec<&mut Option<Text<'a>>> = ids.collect();
    let taken: HashSet<Text<'a>> = ids.iter().filter_map(|id| (**id).clone()).collect();
    for (id, place) in ids.into_iter().zip(1..) {
        if id.is_none() {
            let plain = format!("{letter}{place}");
            let free = (2..).map(|copy| format!("{plain}-{copy}")).find(|id| !taken.contains(id.as_str()));
            *id = if taken.contains(plain.as_str()) { free.map(Text::from) } else { Some(plain.into()) };
        }
    }
}

impl<'a> Actor<'a> {
    /// An actor of which nothing is known but what it is called; it has no id.
    pub(crate) fn named(name: impl Into<Text<'a>>) -> Actor<'a> {
        Actor {
            id: None,
            r#type: None,
            name: name.into(),
            role: None,
            anonymous: false,
            status: Word::default(),
            reason: None,
            confidence: None,
            extra: Extra::new(),
        }
    }
}

/// Adds an actor of which only name and type are known; returns its id, which is the next one that is free if none is given.
pub(crate) fn add_actor<'a>(
    actors: &mut Vec<Actor<'a>>,
    id: Option<Text<'a>>,
    name: impl Into<Text<'a>>,
    kind: Option<ActorType>,
) -> Text<'a> {
    let taken = |id: &str| actors.iter().any(|actor| actor.id.as_deref() == Some(id));
    let free = || (actors.len() + 1..).map(|number| format!("a{number}")).find(|id| !taken(id)).unwrap_or_default();
    let id = id.unwrap_or_else(|| free().into());
    actors.push(Actor { id: Some(id.clone()), r#type: kind.map(Word), ..Actor::named(name) });
    id
}
