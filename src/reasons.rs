//! Why a suggestion was made, in words a reader understands: one [`Rule`] for each way the quick reading decides, and a sentence for what the careful one
//! saw, which is made from the record of it and from nothing else.
//!
//! The confidences are measured: `xtask/reliability.py` prints them, as (right + 1) / (found + 2) on the annotated development articles.
//! They are where `confidence` begins, which settles how sure each single suggestion is.

use std::borrow::Cow;

use crate::model::{Clue, Ground, Note, Origin, Reason, Status};

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident, $confidence:literal, $words:literal;)+) => {
        /// A way the core decides. Its number is stable within one build only.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Rule { $($(#[$doc])* #[doc = $words] $name),+ }

        impl Rule {
            /// Every rule, in declaration order.
            pub const ALL: &'static [Rule] = &[$(Rule::$name),+];

            /// The reason as the page shows it.
            pub fn words(self) -> &'static str {
                match self { $(Rule::$name => $words),+ }
            }

            /// How often its suggestions are right, in percent, as measured on development data.
            pub fn confidence(self) -> u8 {
                match self { $(Rule::$name => $confidence),+ }
            }
        }
    };
}

rules! {
    ActorNamed, 98, "The text gives its name.";
    ActorDescribed, 91, "The text describes it without a name.";
    MentionFull, 95, "It is the actor's name, as fully as the text gives it.";
    MentionTitled, 96, "It is the actor's name, with a title or description before it.";
    MentionShort, 99, "It is a short form of a name that the text gives.";
    MentionLand, 93, "It is a country, capital or seat that stands for its government.";
    MentionRole, 95, "It describes somebody whom the text has introduced: office, nation or kind fit.";
    MentionUnnamed, 86, "It describes somebody without a name who acts or speaks.";
    MentionPronoun, 94, "It is a pronoun for the nearest actor that fits.";
    MentionVoice, 75, "The text is a statement, and “we” is who makes it.";
    QuoteClause, 77, "A verb of saying or thinking introduces it, and the verb's subject is the source.";
    QuoteInverted, 54, "A verb of saying behind it reports it, and the verb's subject is the source.";
    QuoteParenthetical, 76, "A remark such as “he said” is set into it or stands behind it.";
    QuoteInfinitive, 45, "A verb such as “vowed to” or “admitted” says what somebody will do, wants or did.";
    QuoteAccordingTo, 88, "“According to” names its source.";
    QuoteNoun, 69, "A noun such as “hope” or “claim” introduces it.";
    QuoteAdjective, 36, "An adjective such as “confident” introduces what somebody thinks.";
    QuoteObject, 53, "A word or phrase such as “cited” or “called for” says what somebody talks about or wants.";
    QuoteColon, 82, "A name and a colon stand before it.";
    DirectBehind, 69, "It stands in quotation marks, and a verb of saying right behind it names the source.";
    DirectBefore, 84, "It stands in quotation marks, and a verb of saying right before it names the source.";
    DirectClause, 98, "It stands in quotation marks and is what a verb of saying in the same sentence reports.";
    DirectSignature, 90, "It stands in quotation marks, and a name signs it.";
    DirectBlock, 80, "It stands in paragraphs of its own, and a verb of saying with a colon right before it names the source.";
    DirectNeighbor, 55, "It stands in quotation marks without a cue of its own; its neighbors tell who speaks.";
    PositionCue, 63, "The verb or phrase that introduces the quote takes a stance.";
    PositionClause, 66, "The words of the quote take a stance themselves: “must”, “will”, “want”, or a judgement.";
    PositionTaken, 86, "The reporter says so: a verb, noun or adjective of attitude.";
    DirectTurn, 80, "It is a turn of a conversation: the speaker stands before it, and the next one behind it.";
}

impl Rule {
    /// The note of a suggestion made by this rule.
    pub fn note(self) -> Note {
        let origin = Origin { status: Status::Suggested, reason: Reason::Rule(self), confidence: Some(self.confidence()) };
        Note { id: None, origin, extra: Vec::new() }
    }
}

/// Why something was suggested, in words; `None` where nothing is known, or a person made it.
pub fn words<'a>(note: &'a Note, text: &str) -> Option<Cow<'a, str>> {
    match &note.origin.reason {
        Reason::None => None,
        Reason::Rule(rule) => Some(rule.words().into()),
        Reason::Stated(words) => Some(Cow::from(&**words)),
        Reason::Seen(grounds) => Some(sentence(grounds, text).into()),
    }
}

/// `grounds` as one sentence, a clause each: `‘stressed’ reports it, 97 %; ‘the spokesman’ is its source and was linked to Dmitry Peskov, 92 %.`
fn sentence(grounds: &[Ground], text: &str) -> String {
    let mut sentence = String::new();
    for (place, ground) in grounds.iter().enumerate() {
        let clause = clause(ground, text);
        let names_source = place > 0 && ground.clue == Clue::Agent && is_in(ground, &grounds[place - 1]);
        match clause.strip_prefix(&format!("{} was linked", quoted(ground, text))) {
            Some(rest) if names_source => sentence.push_str(&format!(" and was linked{rest}")),
            _ if place > 0 => sentence.push_str(&format!("; {clause}")),
            _ => sentence.push_str(&capital(&clause)),
        }
        if let Some(percent) = ground.percent {
            sentence.push_str(&format!(", {percent} %"));
        }
    }
    sentence + "."
}

/// Whether the mention of who stands behind a quote lies in the words that name its source.
fn is_in(agent: &Ground, source: &Ground) -> bool {
    source.clue == Clue::Source
        && agent.words.zip(source.words).is_some_and(|(agent, source)| source.contains(agent) || agent.contains(source))
}

fn clause(ground: &Ground, text: &str) -> String {
    let (words, what) = (quoted(ground, text), one_line(ground.what.as_deref().unwrap_or_default()));
    match ground.clue {
        Clue::Head => format!("{words} refers to somebody by {what}"),
        Clue::Sought => format!("{words} is the source of a quote and asks for somebody"),
        Clue::Antecedent => format!("it was linked to {what} by {words}"),
        Clue::First => "nobody before it fits better".into(),
        Clue::Cue => format!("{words} reports it"),
        Clue::Opening => format!("it begins with {words} and has no cue"),
        Clue::Marks => "what stands in the same quotation marks goes with it".into(),
        Clue::Source => format!("{words} is its source"),
        Clue::Agent => format!("{words} was linked to {what}"),
        Clue::Nobody => "nobody is likely enough to stand behind it".into(),
        Clue::Stance => format!("{words} takes a stance"),
        Clue::Kind => format!("its kind is ‘{what}’"),
        Clue::Name => format!("{words} is its fullest name"),
        Clue::Description => format!("{words} describes it without a name"),
        Clue::Type => format!("its mentions together make it ‘{what}’"),
    }
}

/// The words of a ground in quotation marks.
fn quoted(ground: &Ground, text: &str) -> String {
    ground.words.map_or_else(String::new, |words| format!("‘{}’", one_line(words.slice(text))))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn capital(clause: &str) -> String {
    let mut rest = clause.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[test]
    fn a_sentence_says_what_the_record_holds() {
        let text = "The spokesman stressed that he\nagrees.";
        let at = |words: &str| text.find(words).map(|at| Span::new(at as u32, (at + words.len()) as u32)).unwrap();
        let told = |grounds: &[&Ground]| sentence(&grounds.iter().copied().cloned().collect::<Vec<_>>(), text);
        let cue = Ground::new(Clue::Cue).at(at("stressed")).sure(0.974);
        let source = Ground::new(Clue::Source).at(at("The spokesman"));
        let agent = |words| Ground::new(Clue::Agent).at(at(words)).taken_for("Dmitry\nPeskov").sure(0.92);
        assert_eq!(
            told(&[&cue, &source, &agent("spokesman")]),
            "‘stressed’ reports it, 97 %; ‘The spokesman’ is its source and was linked to Dmitry Peskov, 92 %."
        );
        assert_eq!(
            told(&[&cue, &source, &agent("he\nagrees")]),
            "‘stressed’ reports it, 97 %; ‘The spokesman’ is its source; ‘he agrees’ was linked to Dmitry Peskov, 92 %."
        );
        assert_eq!(told(&[&Ground::new(Clue::Nobody)]), "Nobody is likely enough to stand behind it.");
        let kind = Ground::new(Clue::Kind).taken_for("demand").sure(1.0);
        assert_eq!(
            told(&[&Ground::new(Clue::Stance).at(at("he\nagrees")), &kind]),
            "‘he agrees’ takes a stance; its kind is ‘demand’, 99 %."
        );
    }
}
