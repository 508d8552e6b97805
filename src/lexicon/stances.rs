//! Words that take a stance without being cue verbs of their own: nouns and adjectives of attitude, verbs with a preposition, words that judge.
//!
//! Compiled by hand; kinds follow the annotation guidelines.

use super::index::index;
use crate::model::PositionKind::{self, *};

/// The stance that a noun of attitude expresses towards what its preposition introduces: `skepticism over the plan`.
pub fn noun(lemma: &str) -> Option<PositionKind> {
    Some(match lemma {
        "support" | "backing" | "praise" | "admiration" | "endorsement" | "approval" | "appreciation" | "gratitude" | "respect"
        | "sympathy" | "enthusiasm" | "satisfaction" | "solidarity" | "preference" => Support,
        "opposition" | "criticism" | "objection" | "condemnation" | "anger" | "outrage" | "frustration" | "disapproval" | "contempt"
        | "hostility" | "resistance" | "regret" | "disappointment" | "dissatisfaction" | "dismay" | "disdain" | "fury" | "indignation"
        | "hatred" | "disagreement" => Oppose,
        "skepticism" | "scepticism" | "doubt" | "concern" | "reservation" | "misgiving" | "unease" | "uncertainty" | "suspicion"
        | "apprehension" | "worry" | "distrust" => Doubt,
        "hope" | "optimism" | "confidence" | "expectation" => Expect,
        "fear" | "alarm" | "warning" => Warn,
        "call" | "demand" | "request" | "appeal" | "plea" => Demand,
        "commitment" | "pledge" | "promise" | "willingness" | "readiness" => Commit,
        "proposal" | "suggestion" | "idea" => Propose,
        _ => return None,
    })
}

/// Verbs that lend a noun of attitude its holder: `expressed`, `voiced`.
pub fn is_bearer(lemma: &str) -> bool {
    matches!(
        lemma,
        "express"
            | "voice"
            | "raise"
            | "have"
            | "declare"
            | "offer"
            | "reiterate"
            | "signal"
            | "show"
            | "share"
            | "state"
            | "announce"
            | "issue"
            | "repeat"
            | "register"
            | "renew"
            | "convey"
            | "harbor"
            | "harbour"
            | "make"
            | "give"
            | "hold"
            | "indicate"
            | "reaffirm"
            | "pledge"
            | "throw"
            | "reject"
    )
}

/// The stance of a verb together with a preposition on what follows: `called for talks`.
pub fn verb_with(lemma: &str, preposition: &str) -> Option<PositionKind> {
    Some(match (lemma, preposition) {
        ("call" | "press" | "push" | "ask" | "appeal" | "plead" | "lobby" | "beg" | "pray", "for")
        | ("insist", "on" | "upon")
        | ("clamor" | "agitate" | "march" | "rally", "for") => Demand,
        ("agree" | "side" | "sympathise" | "sympathize", "with")
        | ("approve", "of")
        | ("speak" | "vote" | "campaign" | "argue" | "advocate" | "fight", "for")
        | ("rally" | "unite", "behind") => Support,
        ("disagree", "with")
        | ("object", "to")
        | ("disapprove" | "complain", "of" | "about" | "over")
        | ("protest" | "demonstrate", "over" | "at")
        | ("turn" | "push" | "hit", "down" | "back")
        | (
            "rail" | "speak" | "vote" | "campaign" | "argue" | "protest" | "advise" | "fight" | "rule" | "demonstrate" | "push" | "inveigh"
            | "march" | "rally" | "come" | "appeal",
            "against",
        )
        | ("balk" | "scoff" | "bristle", "at")
        | ("lash" | "hit", "out") => Oppose,
        ("warn" | "caution", "of" | "against" | "about") => Warn,
        ("commit" | "agree", "to") | ("agree", "on" | "upon") => Commit,
        ("opt" | "plump", "for") => Support,
        ("hope" | "wish", "for") => Expect,
        ("worry" | "doubt", "about" | "over") => Doubt,
        ("accuse", "of") => Oppose,
        ("admit" | "confess", "to") => Affirm,
        _ => return None,
    })
}

/// The stance of a verb on the kind of thing its object is, where the verb alone says too little: `accepted the proposal`.
pub fn verb_and_object(lemma: &str, object: &str) -> Option<PositionKind> {
    let plan = matches!(
        object,
        "proposal"
            | "plan"
            | "offer"
            | "deal"
            | "demand"
            | "term"
            | "recommendation"
            | "ruling"
            | "decision"
            | "resolution"
            | "amendment"
            | "ceasefire"
            | "truce"
            | "invitation"
            | "condition"
            | "agreement"
            | "treaty"
            | "pact"
            | "bill"
            | "measure"
            | "request"
            | "finding"
            | "suggestion"
            | "formula"
            | "blame"
            | "responsibility"
            | "call"
            | "appeal"
            | "petition"
            | "motion"
    );
    Some(match lemma {
        "accept" if matches!(object, "blame" | "responsibility") => Affirm,
        "accept" | "adopt" | "ratify" | "pass" if plan => Support,
        "sign" if matches!(object, "deal" | "agreement" | "treaty" | "pact" | "ceasefire" | "truce") => Commit,
        "block" | "ignore" | "shelve" | "quash" | "withdraw" if plan => Oppose,
        "issue" | "deliver" if matches!(object, "ultimatum" | "threat") => Warn,
        _ => return None,
    })
}

/// The stance of an adjective on a clause behind it: `confident that …`, `willing to …`.
pub fn adjective(word: &str) -> Option<PositionKind> {
    Some(match word {
        "confident" | "hopeful" | "optimistic" | "convinced" | "certain" | "sure" => Expect,
        "afraid" | "worried" | "fearful" => Warn,
        "concerned" | "skeptical" | "sceptical" | "doubtful" | "pessimistic" | "unsure" | "uncertain" => Doubt,
        "adamant" | "clear" | "sorry" => Affirm,
        "determined" | "willing" | "ready" | "eager" | "keen" | "prepared" => Commit,
        "unwilling" | "reluctant" | "disappointed" => Oppose,
        "proud" | "happy" | "glad" | "pleased" | "delighted" | "thrilled" | "grateful" => Support,
        _ => return None,
    })
}

/// The stance of an adjective on what its preposition introduces: `critical of the deal`.
pub fn adjective_with(word: &str, preposition: &str) -> Option<PositionKind> {
    Some(match (word, preposition) {
        ("critical" | "contemptuous" | "dismissive" | "scornful", "of")
        | ("opposed" | "hostile" | "averse", "to")
        | (
            "angry" | "furious" | "unhappy" | "outraged" | "upset" | "disappointed" | "frustrated" | "appalled" | "dismayed" | "disgusted",
            "with" | "about" | "at" | "by" | "over" | "in",
        )
        | ("unconvinced" | "unimpressed", "by")
        | ("dead" | "firmly" | "strongly", "against") => Oppose,
        ("supportive" | "proud" | "fond" | "appreciative", "of")
        | ("grateful" | "thankful", "for" | "to")
        | ("enthusiastic" | "excited" | "encouraged" | "heartened" | "impressed", "about" | "by" | "with")
        | ("happy" | "pleased" | "satisfied" | "delighted", "with" | "about")
        | ("loyal", "to") => Support,
        ("skeptical" | "sceptical" | "wary" | "suspicious" | "unsure" | "doubtful", "of" | "about" | "over")
        | ("concerned" | "worried" | "alarmed" | "troubled" | "uneasy" | "nervous", "about" | "over" | "by" | "at") => Doubt,
        ("hopeful" | "optimistic" | "confident", "of" | "about" | "in" | "over") | ("hopeful", "for") => Expect,
        ("committed" | "dedicated", "to") => Commit,
        ("afraid" | "fearful", "of") => Warn,
        _ => return None,
    })
}

/// Whether the noun is a finding, or what leads to one: it suggests that something is so, and proposes nothing.
pub fn is_research(lemma: &str) -> bool {
    matches!(
        lemma,
        "analysis"
            | "data"
            | "datum"
            | "estimate"
            | "evidence"
            | "figure"
            | "finding"
            | "poll"
            | "research"
            | "result"
            | "statistic"
            | "study"
            | "survey"
    )
}

/// Whether what is offered is a gesture or a word, no proposal: `offered a smile`.
pub fn is_gesture(lemma: &str) -> bool {
    matches!(
        lemma,
        "apology"
            | "clue"
            | "comment"
            | "condolence"
            | "detail"
            | "evidence"
            | "explanation"
            | "glimpse"
            | "hand"
            | "insight"
            | "prayer"
            | "smile"
    )
}

/// Whether who bears the name of this office decides, or speaks for who does: `officials said that every claim will be checked`.
pub fn decides(lemma: &str) -> bool {
    matches!(
        lemma,
        "authority"
            | "boss"
            | "chairman"
            | "chairwoman"
            | "chief"
            | "commissioner"
            | "director"
            | "executive"
            | "governor"
            | "leader"
            | "manager"
            | "mayor"
            | "minister"
            | "official"
            | "owner"
            | "premier"
            | "president"
            | "principal"
            | "secretary"
            | "spokesman"
            | "spokesperson"
            | "spokeswoman"
    )
}

/// Whether what a verb tells of is harm: said of what may come, it warns.
pub fn is_harm(lemma: &str) -> bool {
    index!(HARM)(lemma).is_some()
}

#[rustfmt::skip]
const HARM: &[&str] = &[
    "backfire", "bankrupt", "cause", "choke", "collapse", "cripple", "damage", "deepen", "destabilize", "destroy", "devastate",
    "die", "displace", "disrupt", "endanger", "erode", "escalate", "exclude", "fall", "harm", "hurt", "jeopardize", "kill",
    "lead", "lose", "penalize", "poison", "result", "risk", "ruin", "smother", "spark", "starve", "suffer", "threaten",
    "undermine", "weaken", "worsen", "wreck",
];

/// What a word judges its subject to be: `Some(true)` good, `Some(false)` bad.
pub fn judgement(lemma: &str) -> Option<bool> {
    if index!(GOOD)(lemma).is_some() {
        Some(true)
    } else if index!(BAD)(lemma).is_some() {
        Some(false)
    } else {
        None
    }
}

#[rustfmt::skip]
const GOOD: &[&str] = &[
    "acceptable", "admirable", "appropriate", "balanced", "beautiful", "beneficial", "benefit", "best", "better", "breakthrough",
    "brilliant", "constructive", "courageous", "decent", "effective", "encouraging", "excellent", "exciting", "exemplary", "fair",
    "fantastic", "fine", "fruitful", "good", "great", "helpful", "historic", "honest", "honorable", "impressive",
    "improvement", "inspiring", "just", "landmark", "legitimate", "outstanding", "positive", "positively", "productive",
    "progress", "promising", "prudent", "reasonable", "remarkable", "right", "sensible", "smart", "sound", "strong", "success",
    "successful", "superb", "superior", "thorough", "triumph", "useful", "valuable", "victory", "warmly", "welcome", "wise",
    "wonderful", "worthwhile",
];

#[rustfmt::skip]
const BAD: &[&str] = &[
    "abhorrent", "absurd", "abuse", "alarming", "ambiguous", "appalling", "arbitrary", "attack", "awful", "bad", "baseless",
    "betrayal", "bigotry", "bizarre", "blunder", "catastrophe", "catastrophic", "clumsy", "corrupt", "counterproductive",
    "cowardly", "crazy", "crime", "criminal", "cruel", "cynical", "damaging", "damning", "dangerous", "deceptive", "deplorable",
    "destructive", "disappointing", "disaster", "disastrous", "discriminate", "discriminatory", "disgrace", "disgraceful",
    "disgusting", "dishonest", "disturbing", "divisive", "dreadful", "excessive", "extreme", "failure", "false", "farce",
    "flawed", "folly", "foolish", "fraud", "fraudulent", "harmful", "hateful", "hoax", "horrible", "horrific", "hypocritical",
    "idiotic", "ignorant", "illegal", "illegitimate", "immoral", "impossible", "inadequate", "incompetent", "incorrect",
    "indefensible", "inhumane", "injustice", "insane", "insult", "insulting", "irresponsible", "joke", "lie", "ludicrous",
    "misguided", "misleading", "mistake", "mistaken", "negative", "negatively", "nonsense", "offensive", "outrageous", "pathetic",
    "poor", "premature", "problem", "quackery", "racist", "reckless", "regrettable", "repugnant", "ridiculous", "sad", "scandal",
    "scandalous", "shame", "shameful", "shocking", "short-sighted", "shortsighted", "sick", "stupid", "terrible", "threat",
    "tragedy", "tragic", "troubling", "unacceptable", "unclear", "unconstitutional", "undemocratic", "unethical", "unfair",
    "unfairness", "unfit", "unfounded", "unjust", "unjustified", "unlawful", "unnecessary", "unqualified", "unrealistic",
    "unreasonable", "unthinking", "unworkable", "useless", "vague", "weak", "witch-hunt", "worse", "worst", "wrong",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_are_sorted() {
        assert!(GOOD.is_sorted() && BAD.is_sorted() && HARM.is_sorted());
        assert_eq!((judgement("wise"), judgement("wrong"), judgement("wooden")), (Some(true), Some(false), None));
    }
}
