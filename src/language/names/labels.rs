//! The labels that words get with regard to names, and what it counts to go from one to the next.

use super::super::NameClass;
use super::super::weights::Model;

/// A place in a name: outside, or one of begin, inside, last and only word, for each class.
pub const LABELS: usize = 1 + 4 * CLASSES.len();

/// The classes in the order of their labels.
pub const CLASSES: [NameClass; 5] =
    [NameClass::Person, NameClass::Organization, NameClass::Place, NameClass::Nationality, NameClass::Other];

/// The label of a word outside any name.
pub const OUTSIDE: usize = 0;

/// The label of a word in a name of `class` (its number in [`CLASSES`]), given whether it is the first and the last of the name.
pub const fn label(class: usize, first: bool, last: bool) -> usize {
    1 + class * 4
        + match (first, last) {
            (true, false) => 0,
            (false, false) => 1,
            (false, true) => 2,
            (true, true) => 3,
        }
}

/// Whether a label leaves its name unfinished.
pub(super) const fn is_open(label: usize) -> bool {
    label != OUTSIDE && (label - 1) % 4 < 2
}

/// Whether a label goes on with a name that was begun.
pub(super) const fn goes_on(label: usize) -> bool {
    label != OUTSIDE && matches!((label - 1) % 4, 1 | 2)
}

/// Whether `to` may follow `from`.
pub const fn may_follow(from: usize, to: usize) -> bool {
    if is_open(from) { goes_on(to) && (from - 1) / 4 == (to - 1) / 4 } else { !goes_on(to) }
}

/// Whether a stretch may end with a label.
pub const fn may_end(label: usize) -> bool {
    !is_open(label)
}

/// The labels that may precede `to`, in order.
pub fn predecessors(to: usize) -> impl Iterator<Item = usize> {
    let inner = goes_on(to).then(|| (to - 1) / 4 * 4 + 1);
    let (open, closed) = match inner {
        Some(begin) => (begin..begin + 2, 0..0),
        None => (0..0, 0..LABELS),
    };
    open.chain(closed.filter(|&label| !is_open(label)))
}

/// The labels that leave no name unfinished.
const WHOLE: [usize; LABELS.div_ceil(2)] = labels_that(false);
/// The labels that go on with no name.
const NEW: [usize; LABELS.div_ceil(2)] = labels_that(true);
/// How many of these there are, padded to whole vector registers.
const NEWS: usize = NEW.len().next_multiple_of(4);

const fn labels_that(begin: bool) -> [usize; LABELS.div_ceil(2)] {
    let (mut found, mut count, mut label) = ([0; LABELS.div_ceil(2)], 0, 0);
    while label < LABELS {
        if if begin { !goes_on(label) } else { !is_open(label) } {
            found[count] = label;
            count += 1;
        }
        label += 1;
    }
    assert!(count == found.len());
    found
}

/// How many bits hold a label, and the largest number in them.
const LABEL_BITS: u32 = 5;
const LAST_LABEL: i32 = (1 << LABEL_BITS) - 1;
const _: () = assert!(LABELS <= 1 << LABEL_BITS);
/// The score of what cannot be: below all that can be in the longest sentence, with room for what is added and for a label.
pub(super) const NEVER: i32 = -1 << 24;

/// What it counts to go from one label to another.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    /// A row for each label that a step comes from.
    scores: [[i32; LABELS]; LABELS],
    /// The same for steps from what is [`WHOLE`] to what is [`NEW`], with the label that each comes from in the lowest bits, the first as the largest.
    joints: [[i32; NEWS]; WHOLE.len()],
}

impl Steps {
    /// Those in the section `steps` of a model file.
    pub(super) fn read(model: &Model) -> Steps {
        let (rows, _) = model.section("steps").as_chunks::<LABELS>();
        let score = |from: usize, to: usize| rows.get(from).and_then(|row| row.get(to)).map_or(0, |&step| i32::from(step as i8));
        let joint = |from: usize, to: Option<&usize>| to.map_or(0, |&to| score(from, to)) << LABEL_BITS | (LAST_LABEL - from as i32);
        Steps {
            scores: std::array::from_fn(|from| std::array::from_fn(|to| score(from, to))),
            joints: WHOLE.map(|from| std::array::from_fn(|to| joint(from, NEW.get(to)))),
        }
    }

    /// For each label the best score of the steps to it, and the label that this step comes from, the first of equals.
    #[inline]
    pub(super) fn best(&self, before: &[i32; LABELS]) -> ([i32; LABELS], [u8; LABELS]) {
        // What begins anew may follow all that is whole: many at a time, the label in the lowest bits, so that one comparison finds both.
        let mut news = [i32::MIN; NEWS];
        for (&from, steps) in WHOLE.iter().zip(&self.joints) {
            let score = before[from] << LABEL_BITS;
            news.iter_mut().zip(steps).for_each(|(best, step)| *best = (*best).max(score + step));
        }
        let (mut best, mut back) = ([NEVER; LABELS], [OUTSIDE as u8; LABELS]);
        for (&to, packed) in NEW.iter().zip(news) {
            (best[to], back[to]) = (packed >> LABEL_BITS, (LAST_LABEL - (packed & LAST_LABEL)) as u8);
        }
        for to in (0..LABELS).filter(|&to| goes_on(to)) {
            for from in predecessors(to) {
                let score = before[from] + self.scores[from][to];
                if score > best[to] {
                    (best[to], back[to]) = (score, from as u8);
                }
            }
        }
        (best, back)
    }
}
