//! The order of files in a folder: by their names, and numbers in names as numbers.

use std::cmp::Ordering;
use std::ffi::OsStr;

/// Compares names of files: `x-2` stands before `x-10`. Names that differ in nothing else are told apart by their bytes.
pub(crate) fn by_name(one: &OsStr, other: &OsStr) -> Ordering {
    let (left, right) = (one.to_string_lossy(), other.to_string_lossy());
    pieces(&left).cmp(pieces(&right)).then_with(|| one.cmp(other))
}

/// A run of digits, or a character. A run is compared without zeros before it, by how long it is and then digit by digit.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece<'a> {
    Number(usize, &'a str),
    Other(char),
}

fn pieces(name: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (piece, tail) = rest.split_at(if digits > 0 { digits } else { first.len_utf8() });
        rest = tail;
        let number = piece.trim_start_matches('0');
        Some(if digits > 0 { Piece::Number(number.len(), number) } else { Piece::Other(first) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_are_numbers() {
        for names in [
            &["x-1", "x-2", "x-10", "x-100"][..],
            &["1.txt", "2.txt", "10.txt", "a.txt"],
            &["a1b2", "a1b10", "a2b1"],
            &["x-01", "x-1", "x-02", "x-99999999999999999999999", "x-100000000000000000000000"],
            &["a", "a1", "ab", "b"],
            &["2024-01-09.txt", "2024-01-10.txt", "2024-02-01.txt"],
        ] {
            let mut sorted: Vec<&OsStr> = names.iter().rev().map(OsStr::new).collect();
            sorted.sort_by(|one, other| by_name(one, other));
            assert_eq!(sorted, names.iter().map(OsStr::new).collect::<Vec<_>>());
        }
    }
}
