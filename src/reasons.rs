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
    ActorName, 80, "It is written like a name.";
}

impl Rule {
    /// The note of a suggestion made by this rule.
    pub fn note(self) -> Note {
        let origin = Origin { status: Status::Suggested, reason: Reason::Rule(self), confidence: Some(self.confidence()) };
        Note { id: None, origin, extra: Vec::new() }
    }
}
