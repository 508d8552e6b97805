//! What stands around an anchor: from the chances of its words to runs of words with edges in form.
//!
//! Rules here keep form only: a run begins and ends with a word, a compound with hyphens and what stands in quotation marks go as a whole.

use std::ops::Range;

use super::features::Lower;
use super::form::Form;
use super::heads::{FRAME_REACH, Frame};
use super::numbers::{chances, log};

/// What a word can be to an anchor.
pub(super) const CONTENT: usize = 1;
pub(super) const SOURCE: usize = 2;
pub(super) const CUE: usize = 3;

/// The log odds of a word that cannot be chosen.
const NEVER: f32 = -20.0;

const MARKS: &[&str] = &[
    "\"", "“", "”", "„", "‟", "«", "»", "‘", "’", "'", "`", "‹", "›", "‚", ",", ".", ";", ":", "!", "?", "—", "–", "-", "…", "''", "``",
    "...", "--",
];

/// How many marks in a row may stand between two runs that are one.
const MARKS_BETWEEN: usize = 4;

/// The chances of each word of a frame: nothing, content, source, cue.
pub(super) struct Shares {
    pub(super) start: usize,
    pub(super) rows: Vec<[f32; 4]>,
}

impl Shares {
    pub(super) fn of(frame: &Frame) -> Shares {
        Shares { start: frame.start, rows: frame.scores.iter().map(|&scores| chances(scores)).collect() }
    }

    /// How much each word is `what`.
    pub(super) fn column(&self, what: usize) -> Vec<f32> {
        self.rows.iter().map(|row| row[what]).collect()
    }

    /// The log odds of each word to be `what`, with a bias.
    pub(super) fn odds(&self, what: usize, bias: f32) -> Vec<f32> {
        self.rows.iter().map(|row| log_odds(row[what]) + bias).collect()
    }

    /// The words of the cue that begins at the anchor, in places of the text.
    pub(super) fn cue(&self, anchor: usize) -> Range<usize> {
        let behind = self.rows[anchor - self.start + 1..].iter().take_while(|row| row[CUE] > 0.5).count();
        anchor..anchor + 1 + behind
    }

    /// The words of the source outside the content: the run with the largest sum, unless none of it is likely.
    pub(super) fn source(&self, bias: f32, content: &[bool]) -> Option<Range<usize>> {
        let mut odds = self.odds(SOURCE, bias);
        odds.iter_mut().zip(content).filter(|(_, content)| **content).for_each(|(odds, _)| *odds = NEVER);
        let run = best_run(&odds);
        let likely = self.rows[run.clone()].iter().any(|row| row[SOURCE] >= 0.05);
        likely.then_some(run.start + self.start..run.end + self.start)
    }

    /// The mean chance of being content over runs.
    pub(super) fn sure(&self, runs: &[Range<usize>]) -> f32 {
        let words: usize = runs.iter().map(Range::len).sum();
        let all: f32 = runs.iter().flat_map(|run| &self.rows[run.clone()]).fold(0.0, |sum, row| sum + row[CONTENT]);
        all / words.max(1) as f32
    }

    /// How much content a run holds.
    pub(super) fn weight(&self, run: &Range<usize>) -> f32 {
        self.rows[run.clone()].iter().fold(0.0, |sum, row| sum + row[CONTENT])
    }
}

fn log_odds(chance: f32) -> f32 {
    let chance = chance.clamp(1e-5, 1.0 - 1e-5);
    log(chance) - log(1.0 - chance)
}

/// The words that are chosen when each change between chosen and not costs `switch` (Viterbi 1967, over two states).
pub(super) fn stretches(odds: &[f32], switch: f32) -> Vec<bool> {
    let Some((&first, rest)) = odds.split_first() else { return Vec::new() };
    let (mut out, mut chosen) = (0.0, first);
    // For each place whether the best way there changes on the way: when it ends outside, when it ends chosen.
    let mut changes = vec![(false, false)];
    for odds in rest {
        let (leaves, enters) = (chosen - switch > out, out - switch > chosen);
        changes.push((leaves, enters));
        (out, chosen) = (if leaves { chosen - switch } else { out }, (if enters { out - switch } else { chosen }) + odds);
    }
    let mut state = chosen > out;
    let mut states = vec![false; odds.len()];
    for (place, &(left, entered)) in changes.iter().enumerate().rev() {
        states[place] = state;
        state ^= if state { entered } else { left };
    }
    states
}

/// The runs of chosen places.
pub(super) fn runs(chosen: &[bool]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (place, _) in chosen.iter().enumerate().filter(|(_, chosen)| **chosen) {
        match runs.last_mut() {
            Some(last) if last.end == place => last.end += 1,
            _ => runs.push(place..place + 1),
        }
    }
    runs
}

/// The run with the largest sum (Kadane; Bentley 1984).
fn best_run(odds: &[f32]) -> Range<usize> {
    let (mut best, mut sum, mut start, mut found) = (f32::NEG_INFINITY, 0.0, 0, 0..0);
    for (place, value) in odds.iter().enumerate() {
        if sum <= 0.0 {
            (sum, start) = (*value, place);
        } else {
            sum += value;
        }
        if sum > best {
            (best, found) = (sum, start..place + 1);
        }
    }
    found
}

/// Words, sorted, with what else stands in the same quotation marks: content that covers most of a stretch in marks covers all of it, over paragraphs, too.
/// A stretch that holds one of `blocked` is left alone.
pub(super) fn in_marks(form: &Form, words: &[usize], blocked: &Range<usize>) -> Vec<usize> {
    let mut all = words.to_vec();
    let zones: Vec<_> = form.zones.iter().filter(|zone| zone.depth == 0).collect();
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return all };
    let near = zones.partition_point(|zone| zone.tokens.end <= first)..zones.partition_point(|zone| zone.tokens.start <= last);
    for number in near {
        let tokens = &zones[number].tokens;
        let covered = words.partition_point(|&word| word < tokens.end) - words.partition_point(|&word| word < tokens.start);
        let cue_inside = blocked.start < tokens.end && tokens.start < blocked.end;
        if cue_inside || covered == 0 || 2 * covered < tokens.len().min(FRAME_REACH) {
            continue;
        }
        all.extend(tokens.clone());
        let chain = zones[number..].windows(2).take_while(|pair| pair[0].continues);
        chain.for_each(|pair| all.extend(pair[1].tokens.clone()));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The runs of `words`, sorted, with edges in form; runs with only marks between them are one.
pub(super) fn in_form(form: &Form, lower: &Lower<'_>, words: &[usize]) -> Vec<Range<usize>> {
    let only_marks = |from: usize, to: usize| to - from <= MARKS_BETWEEN && (from..to).all(|word| MARKS.contains(&lower.word(word)));
    let mut parts: Vec<Range<usize>> = Vec::new();
    for &word in words {
        match parts.last_mut() {
            Some(last) if only_marks(last.end, word) => last.end = word + 1,
            _ => parts.push(word..word + 1),
        }
    }
    parts.into_iter().map(|part| trim(form, lower, part)).filter(|part| !part.is_empty()).collect()
}

/// A run without marks at its edges, and without the “that” before it, but with the whole of the compounds that it begins and ends in.
pub(super) fn trim(form: &Form, lower: &Lower<'_>, run: Range<usize>) -> Range<usize> {
    let mut run = without_marks(lower, run);
    if run.len() > 1 && lower.word(run.start) == "that" {
        run.start += 1;
    }
    if run.is_empty() { run } else { with_compounds(form, lower, run) }
}

/// A run without marks at its edges: “Ada Quill, the mayor,” stands in the text, “Ada Quill, the mayor” is who speaks.
pub(super) fn without_marks(lower: &Lower<'_>, mut run: Range<usize>) -> Range<usize> {
    let is_edge = |word: usize, bracket: &str| MARKS.contains(&lower.word(word)) || lower.word(word) == bracket;
    while !run.is_empty() && is_edge(run.start, ")") {
        run.start += 1;
    }
    while !run.is_empty() && is_edge(run.end - 1, "(") {
        run.end -= 1;
    }
    run
}

/// A run with all of the words that hyphens join to its first and last: the pieces of “long-term” are words of their own, and the model judges each.
fn with_compounds(form: &Form, lower: &Lower<'_>, mut run: Range<usize>) -> Range<usize> {
    let is_joint = |hyphen: usize| {
        let is_glued = form.words.is_glued(hyphen) && form.words.is_glued(hyphen + 1);
        is_glued && lower.word(hyphen) == "-" && lower.is_wordlike(hyphen - 1) && lower.is_wordlike(hyphen + 1)
    };
    while run.start >= 2 && is_joint(run.start - 1) {
        run.start -= 2;
    }
    while is_joint(run.end) {
        run.end += 2;
    }
    run
}

/// Whether a word is a mark that content may begin or end beside.
pub(super) fn is_mark(lower: &Lower<'_>, word: usize) -> bool {
    MARKS.contains(&lower.word(word))
}

/// How many words two sorted lists share, of how many in both.
pub(super) fn share(one: &[usize], other: &[usize]) -> (usize, usize) {
    let both = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    (both, one.len() + other.len() - both)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::careful::pieces::Vocabulary;

    #[test]
    fn stretches_are_as_likely_as_can_be() {
        // All ways through a short row are tried, one by one.
        let odds = [-1.0, 2.0, -0.5, 1.5, -3.0, 0.4, -0.2, 3.0, -1.0];
        for switch in [0.0, 0.7, 1.5, 4.0] {
            let value = |bits: u32| {
                let on = |place: usize| bits >> place & 1 == 1;
                let sum: f32 = odds.iter().enumerate().filter(|(place, _)| on(*place)).map(|(_, odds)| odds).sum();
                sum - switch * (1..odds.len()).filter(|&place| on(place) != on(place - 1)).count() as f32
            };
            let best = (0..1 << odds.len()).map(value).fold(f32::NEG_INFINITY, f32::max);
            let found = stretches(&odds, switch).iter().enumerate().map(|(place, &on)| u32::from(on) << place).sum();
            assert!((value(found) - best).abs() < 1e-5, "{switch}");
        }
    }

    #[test]
    fn compounds_go_as_a_whole() {
        let vocabulary = Vocabulary::new(["[UNK]", "[CLS]", "[SEP]"].into_iter()).expect("has its special pieces");
        let cases = [
            ("He backs long-term repairs.", "long", "long-term"),
            ("He backs long-term repairs.", "term repairs", "long-term repairs"),
            ("A state-of-the-art pier", "of", "state-of-the-art"),
            ("It fell 7-6 on Monday.", "7", "7-6"),
            ("The plan - said Ada - stays.", "plan", "plan"),
            ("A long- and a short-term plan", "long", "long"),
            ("The pier—built late—fell.", "built late", "built late"),
            ("one-", "one", "one"),
            ("-one", "one", "one"),
            ("car-free", "-", ""),
        ];
        for (text, words, expected) in cases {
            let form = Form::of(text, &vocabulary);
            let lower = Lower::of(text, &form);
            let start = text.find(words).map(|at| form.words.at_or_after(at as u32)).expect("is there");
            let end = text.find(words).map(|at| form.words.at_or_after((at + words.len()) as u32)).expect("is there");
            let run = trim(&form, &lower, start..end);
            let found = if run.is_empty() { "" } else { form.span(&run).slice(text) };
            assert_eq!(found, expected, "{text}: {words}");
        }
    }

    #[test]
    fn sources_have_no_marks_around_them() {
        let vocabulary = Vocabulary::new(["[UNK]", "[CLS]", "[SEP]"].into_iter()).expect("has its special pieces");
        let cases = [
            ("Ada Quill, the mayor, said no.", "Ada Quill, the mayor,", "Ada Quill, the mayor"),
            ("“No,” said Ada Quill.", ",” said Ada Quill.", "said Ada Quill"),
            ("Her aides — two of them — agreed.", "— two of them —", "two of them"),
            ("The union (SEF) objects.", "The union (SEF)", "The union (SEF)"),
            ("Said: – no", ": –", ""),
        ];
        for (text, words, expected) in cases {
            let form = Form::of(text, &vocabulary);
            let start = text.find(words).map(|at| form.words.at_or_after(at as u32)).expect("is there");
            let end = text.find(words).map(|at| form.words.at_or_after((at + words.len()) as u32)).expect("is there");
            let run = without_marks(&Lower::of(text, &form), start..end);
            assert_eq!(if run.is_empty() { "" } else { form.span(&run).slice(text) }, expected, "{text}");
        }
    }

    #[test]
    fn runs_are_found() {
        assert_eq!(runs(&[true, false, true, true]), [0..1, 2..4]);
        assert_eq!(best_run(&[-1.0, 2.0, -1.0, 3.0, -4.0, 1.0]), 1..4);
        assert_eq!(best_run(&[]), 0..0);
    }
}
