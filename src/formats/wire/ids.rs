//! Ids that need not stand in a file, because a reader gives the same again: the letter of the list and the place in it.

use std::collections::HashSet;

use super::Text;

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
