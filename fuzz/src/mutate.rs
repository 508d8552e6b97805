//! Makes a new input of those at hand: bytes and words are changed, moved, repeated, taken out and put in from others. What an input means is not known
//! here.

use fastrand::Rng;

/// The most changes that are made at once, as a power of two.
const MOST_CHANGES: u32 = 3;

/// Numbers at which programs turn.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "7",
    "255",
    "256",
    "65535",
    "65536",
    "2147483647",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "1.5",
    "1e400",
];

/// Makes inputs for one target.
pub(crate) struct Mutator {
    /// Pieces that mean something in inputs of this kind.
    pub(crate) words: Vec<Vec<u8>>,
    /// The most bytes of an input.
    pub(crate) longest: usize,
}

impl Mutator {
    /// A new input made of one of `pool`.
    pub(crate) fn make(&self, rng: &mut Rng, pool: &[Vec<u8>]) -> Vec<u8> {
        let mut input = pick(rng, pool).clone();
        for _ in 0..1 << rng.u32(0..=MOST_CHANGES) {
            self.change(rng, &mut input, pool);
            input.truncate(self.longest);
        }
        input
    }

    /// A piece of an input, to be said over and over: what grows faster than the text shows then.
    pub(crate) fn piece(&self, rng: &mut Rng, pool: &[Vec<u8>]) -> Vec<u8> {
        let mut piece = pick(rng, pool).clone();
        if rng.bool() {
            let part = range(rng, piece.len(), 200);
            piece = piece[part].to_vec();
        }
        for _ in 0..rng.u32(0..3) {
            self.change(rng, &mut piece, pool);
        }
        piece.truncate(2000);
        piece
    }

    fn change(&self, rng: &mut Rng, input: &mut Vec<u8>, pool: &[Vec<u8>]) {
        match rng.u32(0..13) {
            0..=2 if !self.words.is_empty() => {
                let word = pick(rng, &self.words);
                insert(rng, input, word);
            }
            3 if !self.words.is_empty() => {
                let (at, word) = (range(rng, input.len(), 12), pick(rng, &self.words));
                input.splice(at, word.iter().copied());
            }
            4 => drop(input.drain(range(rng, input.len(), 64))),
            5 => {
                let piece = input[range(rng, input.len(), 64)].to_vec();
                insert(rng, input, &piece);
            }
            6 => {
                let piece = input[range(rng, input.len(), 24)].repeat(rng.usize(2..40));
                insert(rng, input, &piece);
            }
            7 => {
                let other = pick(rng, pool);
                let piece = other[range(rng, other.len(), 256)].to_vec();
                insert(rng, input, &piece);
            }
            8 => {
                let other = pick(rng, pool);
                input.truncate(rng.usize(0..=input.len()));
                input.extend_from_slice(&other[rng.usize(0..=other.len())..]);
            }
            9 => input.truncate(rng.usize(0..=input.len())),
            10 => number(rng, input),
            11 if !input.is_empty() => {
                let at = rng.usize(0..input.len());
                input[at] ^= 1 << rng.u32(0..8);
            }
            _ if !input.is_empty() => {
                let at = rng.usize(0..input.len());
                input[at] = rng.u8(..);
            }
            _ => input.push(rng.u8(..)),
        }
    }
}

/// One of several; there is always one.
fn pick<'a>(rng: &mut Rng, from: &'a [Vec<u8>]) -> &'a Vec<u8> {
    &from[rng.usize(0..from.len())]
}

/// A part of `length` bytes, seldom longer than `most`.
fn range(rng: &mut Rng, length: usize, most: usize) -> std::ops::Range<usize> {
    let start = rng.usize(0..=length);
    let most = if rng.u32(0..8) == 0 { length } else { most };
    start..(start + rng.usize(0..=most)).min(length)
}

fn insert(rng: &mut Rng, input: &mut Vec<u8>, piece: &[u8]) {
    let at = rng.usize(0..=input.len());
    input.splice(at..at, piece.iter().copied());
}

/// Another number in place of one.
fn number(rng: &mut Rng, input: &mut Vec<u8>) {
    let from = rng.usize(0..=input.len());
    let Some(start) = input[from..].iter().position(u8::is_ascii_digit).map(|at| from + at) else { return };
    let end = input[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(input.len(), |length| start + length);
    let number = NUMBERS[rng.usize(0..NUMBERS.len())];
    input.splice(start..end, number.bytes());
}

/// The words of `inputs`, each once: what mutation puts in.
pub(crate) fn words(inputs: &[Vec<u8>]) -> Vec<Vec<u8>> {
    const MOST: usize = 4000;
    const LONGEST: usize = 40;
    let mut words = std::collections::BTreeSet::new();
    for input in inputs {
        let text = String::from_utf8_lossy(input);
        words.extend(
            text.split_inclusive(|c: char| !c.is_alphanumeric()).filter(|word| word.len() <= LONGEST).map(|word| word.as_bytes().to_vec()),
        );
        words.extend(text.split('"').filter(|word| word.len() <= LONGEST).map(|word| format!("\"{word}\"").into_bytes()));
    }
    words.into_iter().take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_inputs_within_their_length() {
        let pool: Vec<Vec<u8>> = vec!["“Yes,” she said. 12".into(), Vec::new(), "{\"a\": 1}".into()];
        let mutator = Mutator { words: words(&pool), longest: 100 };
        let make = |seed| {
            let mut rng = Rng::with_seed(seed);
            (0..500).map(|_| mutator.make(&mut rng, &pool)).collect::<Vec<_>>()
        };
        assert_eq!(make(7), make(7));
        assert!(make(7) != make(8) && make(7).iter().all(|input| input.len() <= 100));
    }
}
