//! Verbs of giving an answer, what begins the question that they leave open, and what tells that no answer was given.

/// What somebody does who answers; who declines to do so says nothing.
#[rustfmt::skip]
static ANSWERS: &[&str] = &[
    "address", "announce", "answer", "clarify", "comment", "confirm", "detail", "disclose", "discuss", "elaborate", "explain", "identify",
    "mention", "name", "reply", "respond", "reveal", "say", "speak", "specify", "talk", "tell",
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

/// What somebody does who will not do something.
static REFUSALS: &[&str] = &["decline", "refuse"];

/// Whether the dictionary form is a verb of not doing what was asked for.
pub fn refuses(lemma: &str) -> bool {
    REFUSALS.binary_search(&lemma).is_ok()
}

/// What denies the verb behind it.
static DENIALS: &[&str] = &["n't", "never", "not", "n’t"];

/// Whether the lower-cased word denies the verb behind it.
pub fn denies(word: &str) -> bool {
    DENIALS.binary_search(&word).is_ok()
}

/// How much somebody says who does not say all: who “isn’t saying much” says a little.
static MEASURES: &[&str] = &["enough", "everything", "much"];

/// Whether the lower-cased word tells how much was said.
pub fn measures(word: &str) -> bool {
    MEASURES.binary_search(&word).is_ok()
}

/// What may stand between such a word and its verb, besides adverbs in “-ly”.
static BETWEEN: &[&str] = &["also", "even", "ever", "so", "yet"];

/// Whether the lower-cased word may stand between `not` and its verb.
pub fn softens_denial(word: &str) -> bool {
    BETWEEN.binary_search(&word).is_ok()
}

/// Who says nothing because there is nobody: the first words of such subjects.
static NOBODY: &[&str] = &["neither", "no", "nobody", "none"];

/// Whether a subject that begins with the lower-cased word is nobody.
pub fn is_nobody(word: &str) -> bool {
    NOBODY.binary_search(&word).is_ok()
}

/// What begins a condition.
static CONDITIONS: &[&str] = &["if", "unless"];

/// Whether the lower-cased word begins a condition: what is said in it nobody has said.
pub fn supposes(word: &str) -> bool {
    CONDITIONS.binary_search(&word).is_ok()
}

/// What happens to a talk.
static PHASES: &[&str] = &["begin", "keep", "start", "stop"];

/// Whether the dictionary form tells that something begins, goes on or ends.
pub fn begins_or_ends(lemma: &str) -> bool {
    PHASES.binary_search(&lemma).is_ok()
}

/// What stands between a subject and its verb.
static AUXILIARIES: &[&str] = &["could", "did", "do", "does", "had", "has", "have", "may", "might", "should", "will", "would"];

/// Whether the lower-cased word is an auxiliary verb of saying.
pub fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [ANSWERS, OPENINGS, REFUSALS, DENIALS, BETWEEN, NOBODY, CONDITIONS, PHASES, AUXILIARIES, MEASURES] {
            assert!(table.is_sorted());
        }
        assert!(is_answer("comment") && !is_answer("sleep") && denies("n’t"));
    }
}
