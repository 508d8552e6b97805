//! The dependency relations of Universal Dependencies that Whosaid's rules can ask for, one byte each.
//!
//! It names relations and their universal part; which relation holds between two words is decided in [`super::parser`].

macro_rules! relations {
    ($($(#[$doc:meta])* $variant:ident = $name:literal => $universal:ident),+ $(,)?) => {
        /// A relation between a word and its head, <https://universaldependencies.org/u/dep/>.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Relation { $($(#[$doc])* $variant),+ }

        impl Relation {
            /// Every relation, in the order of the classes in the model file.
            pub const ALL: &'static [Relation] = &[$(Relation::$variant),+];

            /// The name in CoNLL-U, subtype included.
            pub fn name(self) -> &'static str {
                match self { $(Relation::$variant => $name),+ }
            }

            /// The universal relation that this one is, or is a subtype of.
            pub fn universal(self) -> Relation {
                match self { $(Relation::$variant => Relation::$universal),+ }
            }

            fn exactly(name: &str) -> Option<Relation> {
                match name { $($name => Some(Relation::$variant),)+ _ => None }
            }
        }
    };
}

relations! {
    /// The sentence's main predicate; its head is itself.
    Root = "root" => Root,
    /// Clause that modifies a noun.
    Acl = "acl" => Acl,
    /// Relative clause.
    AclRelcl = "acl:relcl" => Acl,
    /// Adverbial clause.
    Advcl = "advcl" => Advcl,
    /// Relative clause on a whole clause.
    AdvclRelcl = "advcl:relcl" => Advcl,
    /// Adverb.
    Advmod = "advmod" => Advmod,
    /// Adjective.
    Amod = "amod" => Amod,
    /// Apposition.
    Appos = "appos" => Appos,
    /// Auxiliary.
    Aux = "aux" => Aux,
    /// Auxiliary of the passive.
    AuxPass = "aux:pass" => Aux,
    /// Preposition, postposition or the possessive clitic.
    Case = "case" => Case,
    /// Coordinating conjunction.
    Cc = "cc" => Cc,
    /// `both`, `either`: the first of a pair of conjunctions.
    CcPreconj = "cc:preconj" => Cc,
    /// Clause that is an object: what is said, thought, known.
    Ccomp = "ccomp" => Ccomp,
    /// Part of a compound.
    Compound = "compound" => Compound,
    /// Particle of a phrasal verb.
    CompoundPrt = "compound:prt" => Compound,
    /// Further conjunct.
    Conj = "conj" => Conj,
    /// Copula.
    Cop = "cop" => Cop,
    /// Clause that is a subject.
    Csubj = "csubj" => Csubj,
    /// Clause that is the subject of a passive.
    CsubjPass = "csubj:pass" => Csubj,
    /// Unspecified.
    Dep = "dep" => Dep,
    /// Determiner.
    Det = "det" => Det,
    /// `all`, `both` before a determiner.
    DetPredet = "det:predet" => Det,
    /// Interjection or discourse particle.
    Discourse = "discourse" => Discourse,
    /// Fronted or postposed part that repeats an argument.
    Dislocated = "dislocated" => Dislocated,
    /// Expletive.
    Expl = "expl" => Expl,
    /// Multiword function word.
    Fixed = "fixed" => Fixed,
    /// Further part of a name or date.
    Flat = "flat" => Flat,
    /// Part of a word that was split by mistake.
    Goeswith = "goeswith" => Goeswith,
    /// Indirect object.
    Iobj = "iobj" => Iobj,
    /// Item of a list.
    List = "list" => List,
    /// Subordinating conjunction, infinitive `to`.
    Mark = "mark" => Mark,
    /// Nominal that modifies a noun.
    Nmod = "nmod" => Nmod,
    /// Title or description that stands before a name.
    NmodDesc = "nmod:desc" => Nmod,
    /// Possessor.
    NmodPoss = "nmod:poss" => Nmod,
    /// Nominal without a preposition that modifies a noun.
    NmodUnmarked = "nmod:unmarked" => Nmod,
    /// Subject.
    Nsubj = "nsubj" => Nsubj,
    /// Subject of a clause whose predicate is a clause.
    NsubjOuter = "nsubj:outer" => Nsubj,
    /// Subject of a passive.
    NsubjPass = "nsubj:pass" => Nsubj,
    /// Number.
    Nummod = "nummod" => Nummod,
    /// Object.
    Obj = "obj" => Obj,
    /// Oblique: nominal with a preposition that depends on a predicate.
    Obl = "obl" => Obl,
    /// Agent of a passive: `by …`.
    OblAgent = "obl:agent" => Obl,
    /// Nominal without a preposition used like an adverb: times, measures.
    OblUnmarked = "obl:unmarked" => Obl,
    /// Loosely joined clause: an inserted `he said`, a colon's second half.
    Parataxis = "parataxis" => Parataxis,
    /// Punctuation.
    Punct = "punct" => Punct,
    /// Form of address.
    Vocative = "vocative" => Vocative,
    /// Clause without a subject of its own that completes a predicate.
    Xcomp = "xcomp" => Xcomp,
}

impl Relation {
    /// The relation that CoNLL-U calls `name`; one with an unknown subtype is taken without it, one that is altogether unknown is
    /// [`Relation::Dep`].
    ///
    /// Subtypes that older releases named otherwise are mapped: `tmod` and `npmod` are `unmarked`.
    pub fn from_name(name: &str) -> Relation {
        let unmarked = name.strip_suffix(":tmod").or_else(|| name.strip_suffix(":npmod"));
        let fallback = || match unmarked {
            Some("obl") => Relation::OblUnmarked,
            Some("nmod") => Relation::NmodUnmarked,
            _ => Relation::exactly(name.split(':').next().unwrap_or(name)).unwrap_or(Relation::Dep),
        };
        Relation::exactly(name).unwrap_or_else(fallback)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_classes_go_both_ways() {
        assert!(Relation::ALL.len() <= 48, "the labeler has 48 classes");
        for (class, &relation) in Relation::ALL.iter().enumerate() {
            assert_eq!(relation as usize, class);
            assert_eq!(Relation::from_name(relation.name()), relation);
            assert_eq!(relation.universal().name(), relation.name().split(':').next().unwrap());
        }
    }

    #[test]
    fn unknown_subtypes_fall_back() {
        assert_eq!(Relation::from_name("flat:foreign"), Relation::Flat);
        assert_eq!(Relation::from_name("obl:tmod"), Relation::OblUnmarked);
        assert_eq!(Relation::from_name("nonsense"), Relation::Dep);
    }
}
