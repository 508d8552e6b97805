//! The labels of words: universal and Penn Treebank parts of speech as one joint tag, and the dictionary form of a word given its tag.
//! It says what the labels are; which one a word in a sentence has is for the tagger.

macro_rules! names {
    ($(#[$about:meta])* $kind:ident { $($(#[$doc:meta])* $name:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum $kind { $($(#[$doc])* $name),+ }

        impl $kind {
            /// The name as the treebanks write it.
            pub const fn name(self) -> &'static str {
                match self { $($kind::$name => $text),+ }
            }

            /// The label that the treebanks write as `name`.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some($kind::$name),)+ _ => None }
            }
        }
    };
}

names! {
    /// A universal part of speech (UD version 2).
    Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary, the copula included.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Common noun.
        Noun = "NOUN",
        /// Number.
        Num = "NUM",
        /// Particle: not, to, possessive 's.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Main verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
}

names! {
    /// A Penn Treebank tag, with the additions of the English Web Treebank.
    Xpos {
        /// Noun, singular.
        Nn = "NN",
        /// Preposition or subordinator.
        In = "IN",
        /// Determiner.
        Dt = "DT",
        /// Proper noun, singular.
        Nnp = "NNP",
        /// Adjective.
        Jj = "JJ",
        /// Personal pronoun.
        Prp = "PRP",
        /// Sentence end.
        Stop = ".",
        /// Comma.
        Comma = ",",
        /// Noun, plural.
        Nns = "NNS",
        /// Adverb.
        Rb = "RB",
        /// Verb, base form.
        Vb = "VB",
        /// Coordinating conjunction.
        Cc = "CC",
        /// Cardinal number.
        Cd = "CD",
        /// Verb, past participle.
        Vbn = "VBN",
        /// Verb, past tense.
        Vbd = "VBD",
        /// Verb, -ing form.
        Vbg = "VBG",
        /// Infinitival to.
        To = "TO",
        /// Verb, present, third person singular.
        Vbz = "VBZ",
        /// Possessive pronoun.
        PrpS = "PRP$",
        /// Modal.
        Md = "MD",
        /// Verb, present, not third person.
        Vbp = "VBP",
        /// Closing bracket.
        Rrb = "-RRB-",
        /// Opening bracket.
        Lrb = "-LRB-",
        /// Colon, semicolon or dash.
        Colon = ":",
        /// Wh-determiner.
        Wdt = "WDT",
        /// Interjection.
        Uh = "UH",
        /// Wh-adverb.
        Wrb = "WRB",
        /// Hyphen inside a word.
        Hyph = "HYPH",
        /// Opening quotation mark.
        OpenQuote = "``",
        /// Closing quotation mark.
        CloseQuote = "''",
        /// Wh-pronoun.
        Wp = "WP",
        /// Possessive ending.
        Pos = "POS",
        /// Particle of a phrasal verb.
        Rp = "RP",
        /// Proper noun, plural.
        Nnps = "NNPS",
        /// Adjective, comparative.
        Jjr = "JJR",
        /// Adjective, superlative.
        Jjs = "JJS",
        /// Existential there.
        Ex = "EX",
        /// Adverb, comparative.
        Rbr = "RBR",
        /// Symbol.
        Sym = "SYM",
        /// Currency sign.
        Dollar = "$",
        /// Predeterminer.
        Pdt = "PDT",
        /// Address of a page or mailbox.
        Add = "ADD",
        /// Superfluous punctuation.
        Nfp = "NFP",
        /// Foreign word.
        Fw = "FW",
        /// Part of a word written apart.
        Gw = "GW",
        /// Adverb, superlative.
        Rbs = "RBS",
        /// List marker.
        Ls = "LS",
        /// Affix.
        Afx = "AFX",
        /// Possessive wh-pronoun.
        WpS = "WP$",
    }
}

/// A joint tag. The pairs are those seen at least fifteen times in the training treebanks, the most frequent first.
const TAGS: [(Upos, Xpos); 73] = [
    (Upos::Noun, Xpos::Nn),
    (Upos::Adp, Xpos::In),
    (Upos::Det, Xpos::Dt),
    (Upos::Propn, Xpos::Nnp),
    (Upos::Adj, Xpos::Jj),
    (Upos::Pron, Xpos::Prp),
    (Upos::Punct, Xpos::Stop),
    (Upos::Punct, Xpos::Comma),
    (Upos::Noun, Xpos::Nns),
    (Upos::Adv, Xpos::Rb),
    (Upos::Verb, Xpos::Vb),
    (Upos::Cconj, Xpos::Cc),
    (Upos::Num, Xpos::Cd),
    (Upos::Verb, Xpos::Vbn),
    (Upos::Sconj, Xpos::In),
    (Upos::Verb, Xpos::Vbd),
    (Upos::Verb, Xpos::Vbg),
    (Upos::Part, Xpos::To),
    (Upos::Aux, Xpos::Vbz),
    (Upos::Pron, Xpos::PrpS),
    (Upos::Aux, Xpos::Md),
    (Upos::Verb, Xpos::Vbp),
    (Upos::Aux, Xpos::Vbp),
    (Upos::Aux, Xpos::Vbd),
    (Upos::Verb, Xpos::Vbz),
    (Upos::Part, Xpos::Rb),
    (Upos::Aux, Xpos::Vb),
    (Upos::Punct, Xpos::Rrb),
    (Upos::Punct, Xpos::Lrb),
    (Upos::Punct, Xpos::Colon),
    (Upos::Pron, Xpos::Wdt),
    (Upos::Intj, Xpos::Uh),
    (Upos::Pron, Xpos::Dt),
    (Upos::Adv, Xpos::Wrb),
    (Upos::Punct, Xpos::Hyph),
    (Upos::Punct, Xpos::OpenQuote),
    (Upos::Punct, Xpos::CloseQuote),
    (Upos::Pron, Xpos::Wp),
    (Upos::Part, Xpos::Pos),
    (Upos::Adj, Xpos::Nnp),
    (Upos::Adp, Xpos::Rp),
    (Upos::Propn, Xpos::Nnps),
    (Upos::Adj, Xpos::Jjr),
    (Upos::Pron, Xpos::Nn),
    (Upos::Adj, Xpos::Jjs),
    (Upos::Pron, Xpos::Ex),
    (Upos::Adv, Xpos::Rbr),
    (Upos::Aux, Xpos::Vbn),
    (Upos::Sym, Xpos::Sym),
    (Upos::Sym, Xpos::Dollar),
    (Upos::Det, Xpos::Pdt),
    (Upos::Propn, Xpos::Add),
    (Upos::Punct, Xpos::Nfp),
    (Upos::Aux, Xpos::Vbg),
    (Upos::X, Xpos::Fw),
    (Upos::X, Xpos::Gw),
    (Upos::Adv, Xpos::Rbs),
    (Upos::Verb, Xpos::Nnp),
    (Upos::Num, Xpos::Ls),
    (Upos::Det, Xpos::Wdt),
    (Upos::Sym, Xpos::Nfp),
    (Upos::Sym, Xpos::Comma),
    (Upos::Sym, Xpos::Nn),
    (Upos::Noun, Xpos::Fw),
    (Upos::X, Xpos::Nn),
    (Upos::X, Xpos::Ls),
    (Upos::Propn, Xpos::Gw),
    (Upos::X, Xpos::Add),
    (Upos::Adv, Xpos::Fw),
    (Upos::X, Xpos::Afx),
    (Upos::Pron, Xpos::WpS),
    (Upos::Punct, Xpos::Sym),
    (Upos::Num, Xpos::Nnp),
];

/// The part of speech of a word in its sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Tag(u8);

impl Default for Tag {
    /// A common noun, which most words are.
    fn default() -> Self {
        Tag(0)
    }
}

impl Tag {
    /// How many tags there are.
    pub const COUNT: usize = TAGS.len();

    /// The tag of a mark, which stands where there is no word.
    pub const MARK: Tag = {
        let mut at = 0;
        while !matches!(TAGS[at].0, Upos::Punct) {
            at += 1;
        }
        Tag(at as u8)
    };

    /// The tag with a number below [`Tag::COUNT`].
    pub const fn from_index(index: usize) -> Option<Self> {
        if index < Tag::COUNT { Some(Tag(index as u8)) } else { None }
    }

    /// The tag's number, below [`Tag::COUNT`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Every tag.
    pub fn all() -> impl DoubleEndedIterator<Item = Tag> {
        (0..Tag::COUNT as u8).map(Tag)
    }

    /// The tag for a pair of parts of speech; for a rare pair the most frequent tag with the same universal part of speech.
    pub fn of(upos: Upos, xpos: Xpos) -> Option<Self> {
        let exact = Tag::all().find(|tag| (tag.upos(), tag.xpos()) == (upos, xpos));
        exact.or_else(|| Tag::all().find(|tag| tag.upos() == upos))
    }

    /// The universal part of speech.
    pub const fn upos(self) -> Upos {
        TAGS[self.0 as usize].0
    }

    /// The Penn Treebank tag.
    pub const fn xpos(self) -> Xpos {
        TAGS[self.0 as usize].1
    }

    /// Whether any word, also one never seen, may have this tag: nouns, main verbs, adjectives, adverbs, numbers, interjections and oddities.
    pub const fn is_open(self) -> bool {
        let open = matches!(self.upos(), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Adv | Upos::Num | Upos::Intj | Upos::X);
        open && !matches!(self.xpos(), Xpos::In | Xpos::Wrb | Xpos::Afx | Xpos::Gw)
    }

    /// Whether a token without letters and digits may have this tag.
    pub const fn is_mark(self) -> bool {
        matches!(self.upos(), Upos::Punct | Upos::Sym | Upos::Intj) || matches!(self.xpos(), Xpos::Ls | Xpos::Add)
    }

    /// Whether the word is a main verb or an auxiliary.
    pub const fn is_verb(self) -> bool {
        matches!(self.upos(), Upos::Verb | Upos::Aux)
    }

    /// Whether the word is a common or proper noun.
    pub const fn is_noun(self) -> bool {
        matches!(self.upos(), Upos::Noun | Upos::Propn)
    }

    /// Whether the word is a proper noun, or an adjective or verb inside a proper name (`United` in `United Nations`).
    pub const fn is_proper(self) -> bool {
        matches!(self.upos(), Upos::Propn) || matches!(self.xpos(), Xpos::Nnp | Xpos::Nnps)
    }
}
