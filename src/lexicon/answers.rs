//! Verbs of giving an answer, and what begins the question that they leave open.

/// What somebody does who answers; who declines to do so says nothing.
#[rustfmt::skip]
static ANSWERS: &[&str] = &[
    "address", "answer", "comment", "confirm", "disclose", "discuss", "elaborate", "reply", "respond", "reveal", "say",
    "speak", "specify", "talk",
];

/// Whether the dictionary form is a verb of answering.
pub fn is_answer(lemma: &str) -> bool {
    ANSWERS.binary_search(&lemma).is_ok()
}

/// What begins what somebody would not say: `whether the bridge was safe`.
#[rustfmt::skip]
static OPENINGS: &[&str] = &["about", "how", "if", "on", "what", "when", "where", "whether", "which", "who", "why"];

/// Whether the lower-cased word begins a question.
pub fn opens_question(word: &str) -> bool {
    OPENINGS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_sorted() {
        assert!(ANSWERS.is_sorted() && OPENINGS.is_sorted() && is_answer("comment") && !is_answer("sleep"));
    }
}
