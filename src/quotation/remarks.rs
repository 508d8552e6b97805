//! The reporter's words between two stretches in quotation marks: `“We go,” which surprised him, “and stay”`, `“The boats” (he pointed) “are ours”`.
//!
//! It decides from marks alone. Where speech begins in the reporter's own clause, what stands between its fragments belongs to that clause
//! (`said it was “late” and would be “costly”`); where it begins with a mark and the stretch is closed like speech, what follows is a remark.

use std::ops::Range;

use super::Zone;
use crate::tokens::{Kind, Tokens};

/// How many words may stand between the verb of a remark and its end: `said Ana Ruiz.`
const NAME: usize = 4;

/// The remarks among `words`, which somebody is said to have said, in text order. `zones` are all of the text's, in order.
pub fn within(text: &str, tokens: &Tokens, zones: &[Zone], words: &Range<usize>) -> Vec<Range<usize>> {
    let begun = zones.partition_point(|zone| zone.tokens.start < words.end);
    let first = zones[..begun].partition_point(|zone| zone.tokens.end <= words.start);
    let outer: Vec<&Zone> = zones[first..begun].iter().filter(|zone| zone.depth == 0 && zone.tokens.end > words.start).collect();
    let marks = Marks { text, tokens };
    let begins = outer.first().is_some_and(|zone| zone.tokens.start <= words.start + 1);
    let mut remarks = Vec::new();
    for pair in outer.windows(2) {
        let (before, behind) = (pair[0], pair[1]);
        let remark = before.tokens.end + usize::from(before.closed)..behind.tokens.start.saturating_sub(1);
        let says = remark.clone().any(|word| tokens.kind(word) != Kind::Mark);
        if says
            && (before.continues
                || marks.is_aside(&remark)
                || begins && marks.ends_speech(before) && tokens.kind(remark.end - 1) == Kind::Mark)
        {
            remarks.push(remark);
        }
    }
    remarks
}

/// Where among `words` stretches in marks end whose closing mark was forgotten before the next stretch began, behind a remark whose verb `reports`:
/// `“We go, Ana Ruiz said. “We stay,”`. What stands behind is not said with them.
pub fn forgotten(text: &str, tokens: &Tokens, zones: &[Zone], words: &Range<usize>, reports: impl Fn(usize) -> bool) -> Vec<usize> {
    let begun = zones.partition_point(|zone| zone.tokens.start < words.end);
    let first = zones[..begun].partition_point(|zone| zone.tokens.end <= words.start);
    let outer: Vec<&Zone> = zones[first..begun].iter().filter(|zone| zone.depth == 0 && zone.tokens.end > words.start).collect();
    let capital = |word: usize| tokens.span(word).slice(text).starts_with(char::is_uppercase);
    let is_reported = |zone: &Zone, next: &Zone| {
        let before = (zone.tokens.start..next.tokens.start - 1).rev().skip_while(|&word| tokens.kind(word) == Kind::Mark);
        before.take(NAME).find(|&word| !capital(word)).is_some_and(&reports)
    };
    let pairs = outer.windows(2).filter(|pair| !pair[0].closed && !pair[0].continues && is_reported(pair[0], pair[1]));
    pairs.map(|pair| pair[0].tokens.end).collect()
}

struct Marks<'a> {
    text: &'a str,
    tokens: &'a Tokens,
}

impl Marks<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.span(i).slice(self.text)
    }

    /// Whether dashes or brackets stand around the words.
    fn is_aside(&self, words: &Range<usize>) -> bool {
        let dash = |i: usize| matches!(self.word(i), "—" | "–" | "--") || self.word(i) == "-" && !self.tokens.is_glued(i);
        let (first, last) = (words.start, words.end - 1);
        first < last && dash(first) && dash(last) || matches!((self.word(first), self.word(last)), ("(", ")") | ("[", "]"))
    }

    /// Whether a stretch in marks closes as speech does, with a comma or the end of its sentence before the mark or right behind it.
    fn ends_speech(&self, zone: &Zone) -> bool {
        let ends = |i: usize| matches!(self.word(i), "," | "." | "!" | "?" | "…" | "..." | "—" | "–" | "--");
        zone.closed && (ends(zone.tokens.end - 1) || zone.tokens.end + 1 < self.tokens.len() && self.word(zone.tokens.end + 1) == ",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{paragraphs, quotation, tokens};

    /// The remarks in the part of `text` that stands between bars.
    fn check(marked: &str, expected: &[&str]) {
        let (start, end) = (marked.find('|').unwrap(), marked.rfind('|').unwrap() - 1);
        let text = marked.replace('|', "");
        let tokens = tokens::split(&text);
        let zones = quotation::pair(&text, &tokens, &paragraphs::split(&text));
        let words = tokens.at_or_after(start as u32)..tokens.at_or_after(end as u32);
        let found: Vec<&str> = within(&text, &tokens, &zones, &words)
            .iter()
            .map(|words| tokens.span(words.start).cover(tokens.span(words.end - 1)).slice(&text))
            .collect();
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn the_reporters_words_between_are_found() {
        check("|“We lost,” which surprised him, “but we go on,”| Reyes said.", &["which surprised him,"]);
        check("Ruiz said, |“We go,” and her aide replied, “We stay.”|", &["and her aide replied,"]);
        check("|“It will be our”—she leaned in—“shared burden,”| Groen said.", &["—she leaned in—"]);
        check("|\"The boats\" (he pointed at them) \"are ours,\"| Reyes said.", &["(he pointed at them)"]);
        check("|“The rail”—here he paused—“and the bus”—he coughed—“are late,”| he said.", &["—here he paused—", "—he coughed—"]);
        check("|'Go,' he waved, 'and stay gone,'| Reyes said.", &["he waved,"]);
        check("|“Is it late?” He sighed. “It is,”| Reyes said.", &["He sighed."]);
        check("|“We look at it.\n\nNo money\n\n“We look again,”| Quill said.", &["No money"]);
    }

    #[test]
    fn a_forgotten_mark_parts_who_speaks() {
        let ends = |text: &str| {
            let tokens = tokens::split(text);
            let zones = quotation::pair(text, &tokens, &paragraphs::split(text));
            forgotten(text, &tokens, &zones, &(0..tokens.len()), |word| tokens.span(word).slice(text) == "said").len()
        };
        assert_eq!(ends("“We go, Ana Ruiz said. “We stay,” Bo Tan said."), 1);
        assert_eq!(ends("“We go, said Ana Ruiz. “We stay,” Bo Tan said."), 1);
        assert_eq!(ends("Ana Ruiz said: “We go. Bo Tan said: “We stay.”"), 1);
        assert_eq!(ends("“We go, and they stay. “We stay,” Bo Tan said."), 0);
        assert_eq!(ends("“We go,” Ana Ruiz said. “We stay,” Bo Tan said."), 0);
    }

    #[test]
    fn what_the_speaker_says_between_fragments_is_none() {
        for text in [
            "He said |the plan was “late,” too dear and “a mistake.”|",
            "|“Late” and “dear” is what it was|, he said.",
            "|“Late,” “dear” and “wrong,”| he said.",
            "He wrote |“Late,” a play on the “lost” years|.",
            "He called |the state-run “trade”-and-“debt” deal| off.",
            "|“He said ‘go’ and then ‘stay,’”| she said.",
            "|“We go.”|",
        ] {
            check(text, &[]);
        }
    }
}
