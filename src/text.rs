//! The source text: conversion of offsets between their units.

use unicode_segmentation::UnicodeSegmentation;

/// A unit in which offsets into a text can be counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// UTF-8 bytes: Rust.
    Byte,
    /// UTF-16 code units: JavaScript, Java.
    Utf16,
    /// Unicode code points: Python, W3C Web Annotation, files.
    Codepoint,
    /// Grapheme clusters, what a reader takes for one character: doccano, where a project asks for it. For reading only.
    Grapheme,
}

/// Converts offsets into one text between bytes and another unit.
///
/// It keeps one row for each character of more than a byte only, so it costs nothing for plain ASCII (the idea of rust-analyzer's `line-index`).
pub struct Offsets {
    wide: Vec<Wide>,
    bytes: u32,
}

/// A character of more than one byte; a whole cluster where the unit is one.
struct Wide {
    /// The byte just behind it.
    end: u32,
    /// The same place in the unit.
    unit_end: u32,
    /// How many of the unit it takes.
    units: u32,
}

impl Offsets {
    /// The conversion between bytes and `unit` for `text`.
    pub fn new(text: &str, unit: Unit) -> Offsets {
        let mut wide = Vec::new();
        let mut saved = 0;
        let mut push = |at: usize, bytes: usize, units: usize| {
            let end = at + bytes;
            saved += bytes - units;
            wide.push(Wide { end: end as u32, unit_end: (end - saved) as u32, units: units as u32 });
        };
        let wide_chars = || text.char_indices().filter(|(_, c)| !c.is_ascii());
        match unit {
            Unit::Byte => {}
            Unit::Utf16 | Unit::Codepoint if text.is_ascii() => {}
            Unit::Utf16 => wide_chars().for_each(|(at, c)| push(at, c.len_utf8(), c.len_utf16())),
            Unit::Codepoint => wide_chars().for_each(|(at, c)| push(at, c.len_utf8(), 1)),
            Unit::Grapheme => {
                let clusters = text.grapheme_indices(true).filter(|(_, cluster)| cluster.len() > 1);
                clusters.for_each(|(at, cluster)| push(at, cluster.len(), 1));
            }
        }
        Offsets { wide, bytes: text.len() as u32 }
    }

    /// The offset in the unit of the character boundary at `byte`.
    pub fn from_byte(&self, byte: u32) -> u32 {
        match self.wide[..self.wide.partition_point(|wide| wide.end <= byte)].last() {
            None => byte,
            Some(last) => last.unit_end + (byte - last.end),
        }
    }

    /// The byte offset of `offset`, or `None` when it lies past the end of the text or inside a character.
    ///
    /// For [`Unit::Byte`] the caller checks the character boundary itself.
    pub fn to_byte(&self, offset: u32) -> Option<u32> {
        let row = self.wide.partition_point(|wide| wide.unit_end <= offset);
        if self.wide.get(row).is_some_and(|next| next.unit_end - next.units < offset) {
            return None;
        }
        let (end, unit_end) = self.wide[..row].last().map_or((0, 0), |last| (last.end, last.unit_end));
        end.checked_add(offset - unit_end).filter(|&byte| byte <= self.bytes)
    }

    /// The same conversion for many offsets that follow one another closely.
    pub fn cursor(&self) -> Cursor<'_> {
        Cursor { offsets: self, row: 0 }
    }
}

/// Converts byte offsets, each search beginning where the last one ended: constant work for offsets in text order.
pub struct Cursor<'a> {
    offsets: &'a Offsets,
    row: usize,
}

impl Cursor<'_> {
    /// As [`Offsets::from_byte`].
    pub fn from_byte(&mut self, byte: u32) -> u32 {
        let wide = &self.offsets.wide;
        let (mut low, mut high, mut step) = (self.row, self.row, 1);
        while wide.get(high).is_some_and(|row| row.end <= byte) {
            low = high;
            high = (high + step).min(wide.len());
            step *= 2;
        }
        step = 1;
        while low > 0 && wide.get(low - 1).is_some_and(|row| row.end > byte) {
            high = low;
            low = low.saturating_sub(step);
            step *= 2;
        }
        self.row = low + wide[low..high].partition_point(|row| row.end <= byte);
        match wide[..self.row].last() {
            None => byte,
            Some(last) => last.unit_end + (byte - last.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_counted_as_one() {
        let text = "a👩‍🚀e\u{301}\r\nz";
        let offsets = Offsets::new(text, Unit::Grapheme);
        let edges: Vec<Option<u32>> = (0..=6).map(|offset| offsets.to_byte(offset)).collect();
        assert_eq!(edges, [Some(0), Some(1), Some(12), Some(15), Some(17), Some(18), None]);
        assert!([0u32, 1, 12, 15, 17, 18].iter().zip(0..).all(|(&byte, offset)| offsets.from_byte(byte) == offset));
    }

    #[test]
    fn offsets_agree_with_counting() {
        let text = "a “b” 🦀 e\u{301}\u{200d}👩‍🚀 ש\r\n\u{a0}z";
        for unit in [Unit::Byte, Unit::Utf16, Unit::Codepoint] {
            let offsets = Offsets::new(text, unit);
            let mut seen = Vec::new();
            for byte in (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)) {
                let before = &text[..byte];
                let expected = match unit {
                    Unit::Byte => before.len(),
                    Unit::Utf16 => before.encode_utf16().count(),
                    Unit::Codepoint | Unit::Grapheme => before.chars().count(),
                } as u32;
                assert_eq!(offsets.from_byte(byte as u32), expected);
                assert_eq!(offsets.to_byte(expected), Some(byte as u32));
                seen.push(expected);
            }
            let mut cursor = offsets.cursor();
            let jumps = (0..text.len() * text.len()).map(|i| i % text.len() * (i / text.len()) % (text.len() + 1));
            for byte in jumps.filter(|&byte| text.is_char_boundary(byte)) {
                assert_eq!(cursor.from_byte(byte as u32), offsets.from_byte(byte as u32));
            }
            let end = offsets.from_byte(text.len() as u32);
            let inside = (0..end).filter(|offset| !seen.contains(offset));
            if unit != Unit::Byte {
                assert!(inside.into_iter().all(|offset| offsets.to_byte(offset).is_none()));
            }
            assert_eq!(offsets.to_byte(end + 1), None);
        }
    }
}
