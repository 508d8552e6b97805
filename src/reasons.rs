//! Why a suggestion was made, in words a reader understands: one [`Rule`] for each way the core decides.
//!
//! The confidences are measured: `xtask/reliability.py` prints them, as (right + 1) / (found + 2) on the annotated development articles.
//! They are where `confidence` begins, which settles how sure each single suggestion is.

use crate::model::{Note, Origin, Reason, Status};

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
