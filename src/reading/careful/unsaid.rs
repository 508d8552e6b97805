//! What tells that nothing was said: “declined to comment”, “would not say when”, “no one said”. The encoder knows well that these words report something, and
//! less well that what they report was never said.
//!
//! It decides from the words around a cue alone, as `quotes::is_silence` does from trees.

use std::ops::Range;

use super::Guideline;
use super::features::Lower;
use super::form::Form;
use super::said::{Reading, Said};
use crate::language::lemmas;
use crate::language::tags::{Tag, Upos, Xpos};
use crate::lexicon::cues::cue_verb;
use crate::lexicon::{Strength, answers};
use crate::quotation;

/// How many words may stand between “declined” and “to comment”: `declined on Friday to comment`.
const BETWEEN: usize = 4;

/// How many words behind the first of a cue may deny it.
const REACH: usize = 6;

impl Reading<'_> {
    /// Of `words`, where a closing mark was forgotten between them, those that stand on the side of the cue.
    pub(super) fn on_one_side(&self, words: Vec<usize>, cue: &Range<usize>) -> Vec<usize> {
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return words };
        let reports =
            |word: usize| is_form(self.lower.word(word), |lemma| cue_verb(lemma).is_some_and(|cue| cue.clause == Strength::Strong));
        let Form { words: tokens, zones, .. } = self.form;
        let ends = quotation::remarks::forgotten(self.lower.text, tokens, zones, &(first..last + 1), reports);
        let after = ends.iter().copied().rfind(|&end| !cue.is_empty() && end <= cue.start);
        let before = ends.iter().copied().find(|&end| end >= cue.end);
        words.into_iter().filter(|&word| after.is_none_or(|end| word >= end) && before.is_none_or(|end| word < end)).collect()
    }

    /// The reporter's words between stretches in quotation marks, from the first of `words` to the last.
    pub(super) fn remarks(&self, words: &[usize]) -> Vec<Range<usize>> {
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return Vec::new() };
        quotation::remarks::within(self.lower.text, &self.form.words, &self.form.zones, &(first..last + 1))
    }

    /// Whether somebody said it: not where no answer is given, nor where what is reported is what nobody has said,
    /// or might say. As attributions those count.
    pub(super) fn is_said(&self, said: &Said) -> bool {
        let told = |cue: &Range<usize>| cue.start..said.parts[0].start.clamp(cue.end, cue.start + REACH);
        let denied = |cue| Unsaid { form: self.form, lower: self.lower }.is_denied(&told(cue));
        let supposed =
            || said.source.as_ref().and_then(|who| who.start.checked_sub(1)).is_some_and(|word| answers::supposes(self.lower.word(word)));
        self.guideline == Guideline::Attributions || !self.is_silence(said) && !said.cue.as_ref().is_some_and(denied) && !supposed()
    }

    /// Whether its cue gives no answer: `declined to comment`.
    pub(super) fn is_silence(&self, said: &Said) -> bool {
        said.cue.as_ref().is_some_and(|cue| Unsaid { form: self.form, lower: self.lower }.is_silence(cue))
    }
}

/// Who asks whether something was said.
struct Unsaid<'a> {
    form: &'a Form,
    lower: &'a Lower<'a>,
}

impl Unsaid<'_> {
    /// Whether the words of a cue give no answer: `declined to say whether …`, `had no comment`.
    fn is_silence(&self, cue: &Range<usize>) -> bool {
        cue.clone().any(|word| self.declines(word) || self.is_declined(word) || self.leaves_open(word) || self.says_no_comment(word))
    }

    /// Whether what the cue reports was not said, and nobody says that it was: `never said …`, `no one said …`.
    fn is_denied(&self, cue: &Range<usize>) -> bool {
        cue.clone().any(|word| self.answers(word) && (self.is_negated(word) || self.is_said_by_nobody(word)))
    }

    fn is_here(&self, word: usize, other: usize) -> bool {
        other < self.form.words.len() && self.form.sentence_of[other] == self.form.sentence_of[word]
    }

    /// The words before one in its sentence, the nearest first.
    fn before(&self, word: usize) -> impl Iterator<Item = usize> {
        (0..word).rev().take_while(move |&other| self.is_here(word, other))
    }

    fn refuses(&self, word: usize) -> bool {
        is_form(self.lower.word(word), answers::refuses)
    }

    fn answers(&self, word: usize) -> bool {
        is_form(self.lower.word(word), answers::is_answer)
    }

    /// Whether the word refuses, and what it refuses is an answer: `declined | to comment`.
    fn declines(&self, word: usize) -> bool {
        let to = || (word + 1..word + 2 + BETWEEN).take_while(|&to| self.is_here(word, to)).find(|&to| self.lower.word(to) == "to");
        self.refuses(word) && to().is_some_and(|to| self.is_here(word, to + 1) && self.answers(to + 1))
    }

    /// Whether the word is the answer that is refused: `declined to | comment`.
    fn is_declined(&self, word: usize) -> bool {
        let infinitive = self.answers(word) && word > 0 && self.lower.word(word - 1) == "to";
        infinitive && self.before(word - 1).take(BETWEEN + 1).any(|other| self.declines(other))
    }

    /// Whether a question is left open: `would not say | when …`, `did not elaborate`.
    fn leaves_open(&self, word: usize) -> bool {
        let next = self.lower.word(word + 1);
        self.answers(word) && self.is_negated(word) && (answers::opens_question(next) || !self.lower.is_wordlike(word + 1))
    }

    /// Whether no comment is made around the word: `had | no immediate comment`, but not `said | “no comment”`.
    fn says_no_comment(&self, word: usize) -> bool {
        let near = || (word..word + 4).take_while(|&near| self.is_here(word, near) && self.lower.is_wordlike(near));
        near().any(|near| self.lower.word(near) == "no") && near().any(|near| self.lower.word(near) == "comment")
    }

    /// Whether the verb is denied: by `not` or `never` before it, with nothing but adverbs between.
    fn is_negated(&self, verb: usize) -> bool {
        let adverb = |&word: &usize| self.lower.word(word).ends_with("ly") || answers::softens_denial(self.lower.word(word));
        self.before(verb).find(|word| !adverb(word)).is_some_and(|word| answers::denies(self.lower.word(word)))
    }

    /// Whether nobody is the subject of the verb: `No one said`, `neither side would say`.
    fn is_said_by_nobody(&self, verb: usize) -> bool {
        let clause = self.before(verb).take_while(|&word| self.lower.is_wordlike(word));
        let mut subject = clause.filter(|&word| !answers::is_auxiliary(self.lower.word(word))).take(3);
        let begins = |word: usize| !self.before(word).next().is_some_and(|before| self.lower.is_wordlike(before));
        subject.any(|word| answers::is_nobody(self.lower.word(word)) && begins(word))
    }
}

/// Whether the word is a form of a verb of which `is` holds.
fn is_form(word: &str, is: impl Fn(&str) -> bool) -> bool {
    let forms = [Xpos::Vb, Xpos::Vbd, Xpos::Vbz, Xpos::Vbg];
    forms.into_iter().filter_map(|form| Tag::of(Upos::Verb, form)).any(|tag| is(&lemmas::lemma(word, tag)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::careful::pieces::Vocabulary;

    /// What the word `cue` of the text tells: silence, denial.
    fn told(text: &str, cue: &str) -> (bool, bool) {
        let vocabulary = Vocabulary::new(["[UNK]", "[CLS]", "[SEP]"].into_iter()).expect("has its special pieces");
        let form = Form::of(text, &vocabulary);
        let lower = Lower::of(text, &form);
        let word = form.words.at_or_after(text.find(cue).expect("is there") as u32);
        let unsaid = Unsaid { form: &form, lower: &lower };
        (unsaid.is_silence(&(word..word + 1)), unsaid.is_denied(&(word..word + 1)))
    }

    #[test]
    fn who_gives_no_answer_says_nothing() {
        for (text, cue) in [
            ("The company declined to comment.", "declined"),
            ("The company declined to comment.", "comment"),
            ("Quill declined on Monday to say whether it was safe.", "declined"),
            ("Quill declined on Monday to say whether it was safe.", "say"),
            ("Quill refused to elaborate.", "refused"),
            ("The ministry is refusing to discuss the talks.", "refusing"),
            ("Quill would not say when the ferry would stop.", "say"),
            ("Officials haven’t disclosed how many were held.", "disclosed"),
            ("The bank did not elaborate.", "elaborate"),
            ("A spokesman had no immediate comment.", "had"),
        ] {
            assert!(told(text, cue).0, "{text}: {cue}");
        }
    }

    #[test]
    fn what_was_not_said_is_denied() {
        for (text, cue) in [
            ("Quill never said the ferry was safe.", "said"),
            ("She didn't say “perhaps never,” but she left.", "say"),
            ("Quill would not immediately confirm that it was safe.", "confirm"),
            ("No one said the ferry was safe.", "said"),
            ("Nobody has said that it was safe.", "said"),
            ("Neither side would say it was safe.", "say"),
        ] {
            assert!(told(text, cue).1, "{text}: {cue}");
        }
    }

    #[test]
    fn what_was_said_is_neither() {
        for (text, cue) in [
            ("Quill refused to sell the boat, she said.", "refused"),
            ("Quill said it was not safe.", "said"),
            ("He is not sure, Quill said.", "said"),
            ("The party declined to join the vote.", "declined"),
            ("Not only did Quill say so, she left.", "left"),
            ("If no one comes, Quill said, we stop.", "said"),
            ("The plan is not dead, said Quill.", "said"),
            ("Quill said, when asked, that it was safe.", "said"),
            ("No, Quill said, it was not safe.", "said"),
            ("The aide said “no comment.”", "said"),
        ] {
            assert_eq!(told(text, cue), (false, false), "{text}: {cue}");
        }
    }
}
