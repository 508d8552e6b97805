//! Places that other programs wrote: which unit they count in is told from the words they are said to cover.
//!
//! It decides the unit by checking every place and refuses to guess where none fits.

use std::borrow::Cow;

use crate::text::{Offsets, Unit};

/// The order in which units are tried: what the standards say, then what JavaScript and Java programs write, then bytes.
const UNITS: [Unit; 3] = [Unit::Codepoint, Unit::Utf16, Unit::Byte];

/// A place with the words that should stand there.
pub(super) struct Claim<'a> {
    /// The parts, in some unit.
    pub(super) parts: Vec<(u32, u32)>,
    /// The words, parts joined by one space.
    pub(super) exact: &'a str,
}

/// The unit in which every claim holds, or the number of the first claim that does not hold in code points.
pub(super) fn unit(text: &str, claims: &[Claim<'_>]) -> Result<Unit, usize> {
    let mut first_failure = None;
    for unit in UNITS {
        let offsets = Offsets::new(text, unit);
        match claims.iter().position(|claim| !holds(text, &offsets, claim)) {
            None => return Ok(unit),
            Some(failure) => first_failure = first_failure.or(Some(failure)),
        }
    }
    Err(first_failure.unwrap_or_default())
}

/// What stands at `parts` if they count code points: shown beside what should stand there.
pub(super) fn found(text: &str, parts: &[(u32, u32)]) -> String {
    let offsets = Offsets::new(text, Unit::Codepoint);
    let parts: Option<Vec<&str>> = parts.iter().map(|part| slice(text, &offsets, *part)).collect();
    parts.map_or_else(|| "nothing".to_owned(), |parts| format!("“{}”", parts.join(" ")))
}

fn holds(text: &str, offsets: &Offsets, claim: &Claim<'_>) -> bool {
    let parts: Option<Vec<&str>> = claim.parts.iter().map(|part| slice(text, offsets, *part)).collect();
    parts.is_some_and(|parts| same(&parts.join(" "), claim.exact))
}

fn slice<'a>(text: &'a str, offsets: &Offsets, (start, end): (u32, u32)) -> Option<&'a str> {
    let (start, end) = (offsets.to_byte(start)?, offsets.to_byte(end)?);
    text.get(start as usize..end as usize)
}

/// Whether two strings are the same but for white space and HTML's entities: formats of one line a place write a line end as a space, and
/// tools that live in a page collapse white space and escape marks.
fn same(left: &str, right: &str) -> bool {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    let words = |text: &str| unescaped(text).split_whitespace().collect::<Vec<_>>().join(" ");
    left == right || left.chars().map(plain).eq(right.chars().map(plain)) || words(left) == words(right)
}

/// `text` without the entities that tools write for marks.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", "\u{a0}"),
    ];
    // The ampersand comes last, so that nothing is unescaped twice.
    entities.iter().fold(text.to_owned(), |text, (entity, mark)| text.replace(entity, mark)).replace("&amp;", "&").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_told_from_the_words() {
        let text = "🦀 é said so";
        for (start, end, expected) in [(4, 8, Ok(Unit::Codepoint)), (5, 9, Ok(Unit::Utf16)), (8, 12, Ok(Unit::Byte)), (6, 10, Err(0))] {
            assert_eq!(unit(text, &[Claim { parts: vec![(start, end)], exact: "said" }]), expected);
        }
    }

    #[test]
    fn one_place_that_fails_in_each_unit_fails_them_all() {
        let text = "🦀 é said so";
        let claim = |start, end| Claim { parts: vec![(start, end)], exact: "said" };
        assert_eq!(unit(text, &[claim(4, 8), claim(5, 9)]), Err(1));
    }

    #[test]
    fn entities_and_collapsed_white_space_may_stand_for_marks() {
        assert_eq!(unit("a <b>  c", &[Claim { parts: vec![(0, 8)], exact: "a &lt;b&gt; c" }]), Ok(Unit::Codepoint));
        assert_eq!(unit("&amp;lt;", &[Claim { parts: vec![(0, 8)], exact: "<" }]), Err(0));
    }

    #[test]
    fn a_line_end_may_be_written_as_a_space() {
        assert_eq!(unit("a\nb", &[Claim { parts: vec![(0, 3)], exact: "a b" }]), Ok(Unit::Codepoint));
    }
}
