//! How the learned numbers of the careful reading lie in their file: named tensors, as floats, in 8 bits a row or in 4 bits a group.
//!
//! `train/encoder/export.py` writes it. A file that is damaged, of another version or with parts of another shape is refused, with words that say which.

use crate::language::weights::{Model, ModelError};

/// How many weights share a step where they are in 4 bits.
const GROUP: usize = 32;

/// Numbers in rows, as they lie in the file.
#[derive(Clone, Debug)]
pub(super) struct Tensor<'a> {
    name: &'a str,
    rows: usize,
    columns: usize,
    numbers: Numbers<'a>,
}

#[derive(Clone, Debug)]
enum Numbers<'a> {
    /// 32-bit floats.
    Floats(&'a [u8]),
    /// For each row a step as a float, then whole numbers of steps.
    Bytes { steps: &'a [u8], numbers: &'a [u8] },
    /// For each group of a row a step as the upper half of a float, then two numbers of steps to a byte, 8 added to each, the first in the lower half.
    Nibbles { steps: &'a [u8], numbers: &'a [u8] },
}

impl Tensor<'_> {
    /// Row `row`, into `out`.
    pub(super) fn row(&self, row: usize, out: &mut [f32]) {
        let columns = self.columns;
        match self.numbers {
            Numbers::Floats(bytes) => out.iter_mut().enumerate().for_each(|(at, out)| *out = float(bytes, row * columns + at)),
            Numbers::Bytes { steps, numbers } => {
                let step = float(steps, row);
                let numbers = numbers.get(row * columns..).unwrap_or_default();
                out.iter_mut().zip(numbers).for_each(|(out, &number)| *out = f32::from(number as i8) * step);
            }
            Numbers::Nibbles { steps, numbers } => {
                let groups = columns / GROUP;
                for (group, out) in out.chunks_mut(GROUP).enumerate() {
                    let step = half(steps, row * groups + group);
                    let numbers = numbers.get((row * columns + group * GROUP) / 2..).unwrap_or_default();
                    for (pair, &both) in out.chunks_mut(2).zip(numbers) {
                        let halves = [both & 15, both >> 4];
                        pair.iter_mut().zip(halves).for_each(|(out, number)| *out = (f32::from(number) - 8.0) * step);
                    }
                }
            }
        }
    }

    /// All rows, one behind the other.
    pub(super) fn floats(&self) -> Vec<f32> {
        let mut all = vec![0.0; self.rows * self.columns];
        all.chunks_exact_mut(self.columns.max(1)).enumerate().for_each(|(row, out)| self.row(row, out));
        all
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }
}

fn float(bytes: &[u8], at: usize) -> f32 {
    bytes.get(at * 4..).and_then(|rest| rest.first_chunk()).map_or(0.0, |&bytes| f32::from_le_bytes(bytes))
}

/// A float of which only the upper half is kept.
fn half(bytes: &[u8], at: usize) -> f32 {
    bytes.get(at * 2..).and_then(|rest| rest.first_chunk()).map_or(0.0, |&bytes| f32::from_bits(u32::from(u16::from_le_bytes(bytes)) << 16))
}

/// The parts of a file.
#[derive(Debug)]
pub(super) struct File<'a> {
    /// The word pieces in the order of their numbers, one a line.
    pub(super) pieces: &'a str,
    tensors: Vec<Tensor<'a>>,
}

impl<'a> File<'a> {
    /// Opens a file and finds its parts.
    ///
    /// # Errors
    /// [`ModelError`] when the bytes are no whole model file or no file of this reading.
    pub(super) fn open(bytes: &'a [u8]) -> Result<File<'a>, ModelError> {
        let model = Model::open(bytes)?;
        let bad = |section: &str| ModelError::Section(section.into());
        let pieces = std::str::from_utf8(model.section("pieces")).map_err(|_| bad("pieces"))?;
        let tensors = Cursor { rest: model.section("tensors") }.tensors().ok_or_else(|| bad("tensors"))?;
        Ok(File { pieces, tensors })
    }

    /// The tensor called `name` with that many columns.
    ///
    /// # Errors
    /// [`ModelError::Section`] when it is missing or of another shape.
    pub(super) fn tensor(&self, name: &str, columns: usize) -> Result<&Tensor<'a>, ModelError> {
        let found = self.tensors.iter().find(|tensor| tensor.name == name && tensor.columns == columns);
        found.ok_or_else(|| ModelError::Section(name.into()))
    }

    /// The numbers of the tensor called `name`, `rows` times `columns` of them.
    ///
    /// # Errors
    /// [`ModelError::Section`] when it is missing or of another shape.
    pub(super) fn floats(&self, name: &str, rows: usize, columns: usize) -> Result<Vec<f32>, ModelError> {
        let tensor = self.tensor(name, columns)?;
        if tensor.rows == rows { Ok(tensor.floats()) } else { Err(ModelError::Section(name.into())) }
    }
}

/// What is left to read of a section. Each step is `None` when there is too little.
struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?) as usize)
    }

    fn tensors(mut self) -> Option<Vec<Tensor<'a>>> {
        let count = self.number()?;
        (0..count).map(|_| self.tensor()).collect()
    }

    fn tensor(&mut self) -> Option<Tensor<'a>> {
        let length = usize::from(*self.take(1)?.first()?);
        let name = std::str::from_utf8(self.take(length)?).ok()?;
        let kind = *self.take(1)?.first()?;
        let (rows, columns) = (self.number()?, self.number()?);
        let count = rows.checked_mul(columns)?;
        let numbers = match kind {
            0 => Numbers::Floats(self.take(count.checked_mul(4)?)?),
            1 => Numbers::Bytes { steps: self.take(rows.checked_mul(4)?)?, numbers: self.take(count)? },
            2 if columns.is_multiple_of(GROUP) => Numbers::Nibbles { steps: self.take(count / GROUP * 2)?, numbers: self.take(count / 2)? },
            _ => return None,
        };
        Some(Tensor { name, rows, columns, numbers })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::weights::write_model;

    fn section(tensors: &[(&str, u8, u32, u32, Vec<u8>)]) -> Vec<u8> {
        let mut bytes = (tensors.len() as u32).to_le_bytes().to_vec();
        for (name, kind, rows, columns, payload) in tensors {
            bytes.push(name.len() as u8);
            bytes.extend_from_slice(name.as_bytes());
            bytes.push(*kind);
            bytes.extend_from_slice(&rows.to_le_bytes());
            bytes.extend_from_slice(&columns.to_le_bytes());
            bytes.extend_from_slice(payload);
        }
        bytes
    }

    fn sample() -> Vec<u8> {
        let floats = [1.5_f32, -2.0].iter().flat_map(|number| number.to_le_bytes()).collect();
        let mut bytes: Vec<u8> = [0.5_f32, 2.0].iter().flat_map(|number| number.to_le_bytes()).collect();
        bytes.extend([1, 255, 3, 128]);
        let mut nibbles = ((0.25_f32.to_bits() >> 16) as u16).to_le_bytes().to_vec();
        nibbles.extend([0xF0; 16]);
        section(&[("floats", 0, 1, 2, floats), ("bytes", 1, 2, 2, bytes), ("nibbles", 2, 1, 32, nibbles)])
    }

    #[test]
    fn tensors_are_read() {
        let bytes = write_model(&[("pieces", b"a\nb".to_vec()), ("tensors", sample())]);
        let file = File::open(&bytes).expect("is whole");
        assert_eq!(file.floats("floats", 1, 2).unwrap(), [1.5, -2.0]);
        assert_eq!(file.floats("bytes", 2, 2).unwrap(), [0.5, -0.5, 6.0, -256.0]);
        let nibbles = file.floats("nibbles", 1, 32).unwrap();
        assert_eq!(nibbles[..4], [-2.0, 1.75, -2.0, 1.75]);
        assert_eq!(file.floats("floats", 2, 2), Err(ModelError::Section("floats".into())));
        assert_eq!(file.floats("none", 1, 2), Err(ModelError::Section("none".into())));
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let whole = sample();
        for end in 0..whole.len() {
            assert!(Cursor { rest: &whole[..end] }.tensors().is_none(), "cut at {end}");
        }
        let mut bytes = write_model(&[("pieces", Vec::new()), ("tensors", whole)]);
        let last = bytes.len() - 20;
        bytes[last] ^= 1;
        assert_eq!(File::open(&bytes).unwrap_err(), ModelError::Checksum);
    }
}
