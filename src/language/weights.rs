//! How learned weights lie in a file and are read in place: a checked container of named sections, and a sparse table from hashed features to
//! class weights. It refuses to know what a feature or a class means; that is for the tagger, the parser and the name recognizer to say.

/// The first bytes of every model file.
pub const MAGIC: [u8; 8] = *b"whosaid\x02";
/// The version of the layout below. A file of another version is refused.
pub const VERSION: u32 = 1;

const HEADER: usize = 32;
/// Where the checksum stands.
const CHECKSUM: usize = 16;
const ENTRY: usize = 16;
/// Buckets that share one base offset. A look-up sums at most this many lengths.
const BLOCK: usize = 16;

/// Why a model file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The file does not start with [`MAGIC`].
    #[error("this is not a model file")]
    Magic,
    /// The file has another layout than this build reads.
    #[error("the model file has layout version {0}, this build reads version {VERSION}")]
    Version(u32),
    /// The content is not what was written.
    #[error("the model file is damaged: its checksum differs")]
    Checksum,
    /// A section is missing, cut short or inconsistent.
    #[error("the model file's section {0:?} is missing or damaged")]
    Section(String),
}

/// The checksum that a model file says it has; nothing but zeros where it is cut short before that.
pub const fn checksum(file: &[u8]) -> [u8; 8] {
    match file.split_at_checked(CHECKSUM) {
        Some((_, rest)) => match rest.first_chunk() {
            Some(&checksum) => checksum,
            None => [0; 8],
        },
        None => [0; 8],
    }
}

/// A view of a model file. Nothing is copied and nothing is built.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    bytes: &'a [u8],
}

impl<'a> Model<'a> {
    /// Checks magic, version and checksum. Costs one pass over the bytes.
    ///
    /// # Errors
    /// [`ModelError`] when the bytes are not a whole model file of this version.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        if bytes.get(..8) != Some(&MAGIC[..]) {
            return Err(ModelError::Magic);
        }
        let version = u32_at(bytes, 8);
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        if bytes.len() < HEADER || u64_at(bytes, CHECKSUM) != hash_bytes(&bytes[24..]) {
            return Err(ModelError::Checksum);
        }
        Ok(Model { bytes })
    }

    /// A view without the checks of [`Model::open`], for files compiled into this library, which tests have opened.
    ///
    /// Damaged bytes give wrong answers, never a panic.
    pub const fn trusted(bytes: &'a [u8]) -> Self {
        Model { bytes }
    }

    /// The bytes of the section called `name`, empty if there is none.
    pub fn section(&self, name: &str) -> &'a [u8] {
        let key = section_key(name);
        let count = u32_at(self.bytes, 12) as usize;
        (0..count.min(64))
            .map(|at| HEADER + at * ENTRY)
            .find(|&at| self.bytes.get(at..at + 8) == Some(&key[..]))
            .and_then(|at| {
                let start = u32_at(self.bytes, at + 8) as usize;
                self.bytes.get(start..start.checked_add(u32_at(self.bytes, at + 12) as usize)?)
            })
            .unwrap_or(&[])
    }

    /// The table in the section called `name`; a table without weights if there is none.
    pub fn table(&self, name: &str) -> Table<'a> {
        Table::view(self.section(name)).unwrap_or(Table::EMPTY)
    }

    /// Like [`Model::table`], but says what is wrong.
    ///
    /// # Errors
    /// [`ModelError::Section`] when the section is missing or its parts do not fit together.
    pub fn checked_table(&self, name: &str) -> Result<Table<'a>, ModelError> {
        Table::view(self.section(name)).filter(Table::is_sound).ok_or_else(|| ModelError::Section(name.into()))
    }
}

/// Writes a model file of named sections (names of at most 8 bytes). The same sections give the same bytes.
pub fn write_model(sections: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut out = vec![0; HEADER + ENTRY * sections.len()];
    out[..8].copy_from_slice(&MAGIC);
    out[8..12].copy_from_slice(&VERSION.to_le_bytes());
    out[12..16].copy_from_slice(&(sections.len() as u32).to_le_bytes());
    for (index, (name, bytes)) in sections.iter().enumerate() {
        let at = HEADER + ENTRY * index;
        let start = out.len() as u32;
        out[at..at + 8].copy_from_slice(&section_key(name));
        out[at + 8..at + 12].copy_from_slice(&start.to_le_bytes());
        out[at + 12..at + 16].copy_from_slice(&(bytes.len() as u32).to_le_bytes());
        out.extend_from_slice(bytes);
        out.resize(out.len().next_multiple_of(16), 0);
    }
    let checksum = hash_bytes(&out[24..]);
    out[16..24].copy_from_slice(&checksum.to_le_bytes());
    out
}

/// A number that weights are added up in. A word has some thirty features, whose weights are bytes: 16 bits are enough for its classes.
pub trait Score: Copy + From<i8> + std::ops::AddAssign {}

impl<S: Copy + From<i8> + std::ops::AddAssign> Score for S {}

/// A sparse table from a feature's hash to weights of classes.
///
/// The top bits of the hash choose a bucket, the next eight tell the features of one bucket apart. So a feature that was never seen is mistaken
/// for a known one about once in 256 times instead of adding noise each time, and a row costs only the classes it speaks about.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    shift: u32,
    classes: usize,
    bases: &'a [[u8; 4]],
    lengths: &'a [[u8; BLOCK]],
    units: &'a [u8],
}

impl<'a> Table<'a> {
    const EMPTY: Table<'static> = Table { shift: 63, classes: 0, bases: &[], lengths: &[], units: &[] };

    fn view(bytes: &'a [u8]) -> Option<Self> {
        let bits = u32::from(*bytes.first()?);
        if !(4..=24).contains(&bits) {
            return None;
        }
        let buckets = 1usize << bits;
        let (bases, lengths) = (16, 16 + buckets / BLOCK * 4);
        let units = lengths + buckets;
        Some(Table {
            shift: 64 - bits,
            classes: usize::from(*bytes.get(1)?),
            bases: bytes.get(bases..lengths)?.as_chunks().0,
            lengths: bytes.get(lengths..units)?.as_chunks().0,
            units: bytes.get(units..)?,
        })
    }

    fn is_sound(&self) -> bool {
        let total: usize = self.lengths.iter().flatten().map(|&length| usize::from(length)).sum();
        total * 2 == self.units.len()
    }

    /// How many classes the rows speak about; their numbers are below this.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The units of the bucket of `feature`: its rows one after the other, each a fingerprint, a length, and pairs of a class and its weight.
    #[inline]
    fn bucket(&self, feature: u64) -> &'a [u8] {
        let bucket = (feature >> self.shift) as usize;
        let (Some(lengths), Some(base)) = (self.lengths.get(bucket / BLOCK), self.bases.get(bucket / BLOCK)) else { return &[] };
        let at = bucket % BLOCK;
        let start = (u32::from_le_bytes(*base) as usize).wrapping_add(sum_before(lengths, at)).wrapping_mul(2);
        self.units.get(start..start.wrapping_add(usize::from(lengths[at]) * 2)).unwrap_or(&[])
    }

    /// Where the row of `feature` lies among the units: pairs of a class and its weight.
    #[inline]
    fn row(&self, feature: u64) -> Option<&'a [u8]> {
        if self.length(feature) == 0 { None } else { row(self.bucket(feature), fingerprint(feature, self.shift)) }
    }

    /// Adds the weights of `feature` to the scores of their classes. Classes without a score are passed over.
    #[inline]
    pub fn add<S: Score>(&self, feature: u64, scores: &mut [S]) {
        add_row(self.row(feature).unwrap_or_default(), scores);
    }

    /// Adds the weights of each of `features`.
    ///
    /// Most features were never seen: their buckets are empty or hold one other. These are sorted out first, without a branch that could be guessed
    /// wrongly, so that the memory is asked for many features at a time.
    #[inline(never)] // A small function, so that a browser soon replaces its first, slow code.
    pub fn add_all<S: Score>(&self, features: &[u64], scores: &mut [S]) {
        const MOST: usize = 16;
        let (mut kept, mut near) = ([0; MOST], [(0, &[][..]); MOST]);
        for features in features.chunks(MOST) {
            let mut count = 0;
            for &feature in features {
                kept[count % MOST] = feature;
                count += usize::from(self.length(feature) > 0);
            }
            let mut found = 0;
            for &feature in kept.iter().take(count) {
                let (print, units) = (fingerprint(feature, self.shift), self.bucket(feature));
                near[found % MOST] = (print, units);
                let (first, length) = units.first_chunk().map_or((print, 0), |&[print, length]| (print, length));
                found += usize::from(first == print || usize::from(length) * 2 + 2 != units.len());
            }
            near.iter().take(found).for_each(|&(print, units)| add_row(row(units, print).unwrap_or_default(), scores));
        }
    }

    /// How many units the bucket of `feature` has.
    #[inline]
    fn length(&self, feature: u64) -> u8 {
        self.lengths.as_flattened().get((feature >> self.shift) as usize).copied().unwrap_or(0)
    }

    /// The first class and weight stored for `feature`: for tables that map a word to one class.
    #[inline]
    pub fn first(&self, feature: u64) -> Option<(u8, i8)> {
        self.row(feature)?.first_chunk().map(|&[class, weight]| (class, weight as i8))
    }
}

/// How many units the buckets of a block before the bucket `at` have: sums of bytes side by side in two registers.
#[inline]
fn sum_before(lengths: &[u8; BLOCK], at: usize) -> usize {
    const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
    let below = |bytes: usize| if bytes < 8 { (1 << (bytes * 8)) - 1 } else { u64::MAX };
    let (first, last) = (u64_at(lengths, 0) & below(at), u64_at(lengths, 8) & below(at.saturating_sub(8)));
    let pairs = (first & EVEN) + (first >> 8 & EVEN) + (last & EVEN) + (last >> 8 & EVEN);
    (pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

/// The row with a fingerprint among the units of a bucket.
#[inline]
fn row(mut units: &[u8], print: u8) -> Option<&[u8]> {
    while let [found, count, rest @ ..] = units {
        let (row, next) = rest.split_at_checked(usize::from(*count) * 2)?;
        if *found == print {
            return Some(row);
        }
        units = next;
    }
    None
}

#[inline]
fn add_row<S: Score>(row: &[u8], scores: &mut [S]) {
    for &[class, weight] in row.as_chunks::<2>().0 {
        if let Some(score) = scores.get_mut(usize::from(class)) {
            *score += S::from(weight as i8);
        }
    }
}

/// Writes a [`Table`]'s section. `rows` are features with their non-zero weights; classes must be below `classes`.
///
/// The number of buckets is the power of two next to the number of rows. Rows are stored in the order of their hashes, whatever order
/// they come in; of two rows that cannot be told apart the one with the larger weights stays, and so it does when a bucket overflows.
pub fn write_table(classes: u8, rows: &[(u64, Vec<(u8, i8)>)]) -> Vec<u8> {
    let bits = rows.len().max(16).next_power_of_two().trailing_zeros().min(24);
    let shift = 64 - bits;
    let mass = |row: &[(u8, i8)]| row.iter().map(|&(_, weight)| i32::from(weight).abs()).sum::<i32>();
    let mut sorted: Vec<&(u64, Vec<(u8, i8)>)> = rows.iter().filter(|(_, row)| !row.is_empty()).collect();
    sorted.sort_by_key(|(feature, row)| (feature >> shift, std::cmp::Reverse(mass(row)), *feature));
    let buckets = 1usize << bits;
    let mut lengths = vec![0u8; buckets];
    let mut bases = Vec::new();
    let mut units = Vec::new();
    let mut rest = sorted.into_iter().peekable();
    for (bucket, length) in lengths.iter_mut().enumerate() {
        if bucket % BLOCK == 0 {
            bases.extend(((units.len() / 2) as u32).to_le_bytes());
        }
        let mut prints = Vec::new();
        while let Some((feature, row)) = rest.next_if(|(feature, _)| (feature >> shift) as usize == bucket) {
            let print = fingerprint(*feature, shift);
            if prints.contains(&print) || usize::from(*length) + 1 + row.len() > 255 {
                continue;
            }
            prints.push(print);
            *length += 1 + row.len() as u8;
            units.extend([print, row.len() as u8]);
            units.extend(row.iter().flat_map(|&(class, weight)| [class, weight as u8]));
        }
    }
    let mut out = vec![0; 16];
    (out[0], out[1]) = (bits as u8, classes);
    out.extend(bases);
    out.extend(lengths);
    out.extend(units);
    out
}

/// A list of words, by hash, with a small number each: an open-addressing table that is read in place.
#[derive(Clone, Copy, Debug)]
pub struct WordList<'a> {
    slots: &'a [[u8; 5]],
}

impl<'a> WordList<'a> {
    /// The list in a section written by [`write_words`]; an empty list if the section is empty.
    pub fn new(section: &'a [u8]) -> Self {
        WordList { slots: section.as_chunks().0 }
    }

    /// The number stored for a word.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<u8> {
        let mask = self.slots.len().checked_sub(1)?;
        let key = (hash as u32 | 1).to_le_bytes();
        let mut at = (hash >> 40) as usize & mask;
        for _ in 0..self.slots.len() {
            let [a, b, c, d, value] = *self.slots.get(at)?;
            if [a, b, c, d] == key {
                return Some(value);
            }
            if a == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
        None
    }
}

/// Writes a [`WordList`]'s section. Of two words with the same hash the first stays.
pub fn write_words(words: &[(u64, u8)]) -> Vec<u8> {
    let count = (words.len() * 4 / 3 + 1).next_power_of_two();
    let mut slots = vec![[0u8; 5]; count];
    for &(hash, value) in words {
        let [a, b, c, d] = (hash as u32 | 1).to_le_bytes();
        let mut at = (hash >> 40) as usize & (count - 1);
        while slots[at][0] != 0 && slots[at][..4] != [a, b, c, d] {
            at = (at + 1) & (count - 1);
        }
        if slots[at][0] == 0 {
            slots[at] = [a, b, c, d, value];
        }
    }
    slots.concat()
}

#[inline]
fn fingerprint(feature: u64, shift: u32) -> u8 {
    (feature >> (shift - 8)) as u8
}

const K: u64 = 0x9e37_79b9_7f4a_7c15;

/// A 64-bit hash of bytes, eight at a time (the multiply-and-fold of FxHash and wyhash). Stable: model files depend on it.
#[inline]
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = K ^ bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        hash = mix(hash, u64::from_le_bytes(*word));
    }
    let mut last = 0;
    for &byte in rest {
        last = last << 8 | u64::from(byte);
    }
    mix(hash, last)
}

/// One hash out of two numbers. Every bit of the result depends on both, the top bits most.
#[inline]
pub fn mix(a: u64, b: u64) -> u64 {
    let hash = (a.rotate_left(29) ^ b).wrapping_mul(K);
    (hash ^ hash >> 32).wrapping_mul(K)
}

fn section_key(name: &str) -> [u8; 8] {
    let mut key = [0; 8];
    key.iter_mut().zip(name.bytes()).for_each(|(to, from)| *to = from);
    key
}

#[inline]
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |&word| u32::from_le_bytes(word))
}

#[inline]
fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |&word| u64::from_le_bytes(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: u64) -> Vec<(u64, Vec<(u8, i8)>)> {
        (0..count).map(|n| (mix(n, 7), vec![((n % 9) as u8, 5), (9, -(1 + (n % 100) as i8))])).collect()
    }

    #[test]
    fn a_table_gives_back_what_was_written() {
        let model = write_model(&[("other", vec![1, 2, 3]), ("weights", write_table(10, &rows(500)))]);
        let model = Model::open(&model).unwrap();
        assert_eq!(model.section("other"), [1, 2, 3]);
        let table = model.checked_table("weights").unwrap();
        assert_eq!(table.classes(), 10);
        let mut right = 0;
        for (feature, row) in rows(500) {
            let mut scores = [0; 10];
            table.add(feature, &mut scores);
            right += usize::from(row.iter().all(|&(class, weight)| scores[usize::from(class)] == i32::from(weight)));
        }
        assert!(right >= 497, "{right} of 500 rows, two in one bucket may share a fingerprint");
    }

    #[test]
    fn listed_words_are_found_and_no_others() {
        let words: Vec<(u64, u8)> = (0..700).map(|n| (mix(n, 3), n as u8)).collect();
        let section = write_words(&words);
        let list = WordList::new(&section);
        assert!(words.iter().all(|&(hash, value)| list.get(hash) == Some(value)));
        assert!((700..9000).all(|n| list.get(mix(n, 3)).is_none()));
        assert_eq!(WordList::new(&[]).get(1), None);
    }

    #[test]
    fn unknown_features_rarely_score() {
        let section = write_table(10, &rows(5000));
        let table = Table::view(&section).unwrap();
        let hits = (0..10_000).filter(|&n| table.first(mix(n, 1234)).is_some()).count();
        assert!(hits < 100, "{hits} of 10000");
    }

    #[test]
    fn the_order_of_rows_does_not_matter() {
        let mut reversed = rows(300);
        reversed.reverse();
        assert_eq!(write_table(10, &rows(300)), write_table(10, &reversed));
    }

    #[test]
    fn other_files_are_refused() {
        let good = write_model(&[("weights", write_table(10, &rows(50)))]);
        assert_eq!(Model::open(b"").unwrap_err(), ModelError::Magic);
        assert_eq!(Model::open(&good[1..]).unwrap_err(), ModelError::Magic);
        let mut newer = good.clone();
        newer[8] = 9;
        assert_eq!(Model::open(&newer).unwrap_err(), ModelError::Version(9));
        for at in [16, 24, 40, good.len() - 20] {
            let mut damaged = good.clone();
            damaged[at] ^= 4;
            assert_eq!(Model::open(&damaged).unwrap_err(), ModelError::Checksum, "byte {at}");
        }
        assert_eq!(Model::open(&good[..good.len() - 1]).unwrap_err(), ModelError::Checksum);
        let missing = Model::open(&good).unwrap().checked_table("names").unwrap_err();
        assert_eq!(missing, ModelError::Section("names".into()));
    }

    #[test]
    fn damaged_bytes_never_panic() {
        let good = write_model(&[("weights", write_table(10, &rows(200)))]);
        for at in 0..good.len() {
            let mut damaged = good.clone();
            damaged[at] ^= 0x5a;
            let table = Model::trusted(&damaged).table("weights");
            let mut scores = [0; 4];
            rows(20).iter().for_each(|(feature, _)| table.add(*feature, &mut scores));
            let table = Model::trusted(&good[..at]).table("weights");
            table.add(mix(3, 7), &mut scores);
        }
    }

    #[test]
    fn a_hash_stays_what_model_files_were_written_with() {
        assert_eq!(hash_bytes(b"said"), 0xe4ca_4dde_9300_a614);
        assert_ne!(hash_bytes(b"said"), hash_bytes(b"said\0"));
        assert_ne!(mix(1, 2), mix(2, 1));
    }
}
