//! Why a suggestion was made, in words a reader understands: one [`Rule`] for each way the core decides.

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
    ActorNamed, 96, "The text gives its name.";
    ActorDescribed, 83, "The text describes it without a name.";
    MentionFull, 97, "It is the actor's name, as fully as the text gives it.";
    MentionTitled, 96, "It is the actor's name, with a title or description before it.";
    MentionShort, 99, "It is a short form of a name that the text gives.";
    MentionLand, 90, "It is a country, capital or seat that stands for its government.";
    MentionRole, 87, "It describes somebody whom the text has introduced: office, nation or kind fit.";
    MentionUnnamed, 87, "It describes somebody without a name who acts or speaks.";
    MentionPronoun, 94, "It is a pronoun for the nearest actor that fits.";
    MentionVoice, 83, "The text is a statement, and “we” is who makes it.";
    QuoteClause, 80, "A verb of saying or thinking introduces it, and the verb's subject is the source.";
    QuoteInverted, 80, "A verb of saying behind it reports it, and the verb's subject is the source.";
    QuoteParenthetical, 80, "A remark such as “he said” is set into it or stands behind it.";
    QuoteInfinitive, 80, "A verb such as “vowed to” or “admitted” says what somebody will do, wants or did.";
    QuoteAccordingTo, 80, "“According to” names its source.";
    QuoteNoun, 80, "A noun such as “hope” or “claim” introduces it.";
    QuoteAdjective, 80, "An adjective such as “confident” introduces what somebody thinks.";
    QuoteColon, 80, "A name and a colon stand before it.";
    DirectBehind, 80, "It stands in quotation marks, and a verb of saying right behind it names the source.";
    DirectBefore, 80, "It stands in quotation marks, and a verb of saying right before it names the source.";
    DirectClause, 80, "It stands in quotation marks and is what a verb of saying in the same sentence reports.";
    DirectSignature, 80, "It stands in quotation marks, and a name signs it.";
    DirectNeighbor, 80, "It stands in quotation marks without a cue of its own; its neighbors tell who speaks.";
    PositionCue, 80, "The verb or phrase that introduces the quote takes a stance.";
    PositionClause, 80, "The words of the quote take a stance themselves: “must”, “will”, “want”, or a judgement.";
    PositionTaken, 80, "The reporter says so: a verb, noun or adjective of attitude.";
}

impl Rule {
    /// The note of a suggestion made by this rule.
    pub fn note(self) -> Note {
        let origin = Origin { status: Status::Suggested, reason: Reason::Rule(self), confidence: Some(self.confidence()) };
        Note { id: None, origin, extra: Vec::new() }
    }
}
