//! UIMA, for INCEpTION and whatever reads the CAS: JSON CAS, written and read, and XMI with its type system, written.
//!
//! It decides the type system and refuses to know how it looks in a file. Every place is a `Span` with a label, every link a `Link` from one
//! span to another, because an annotation layer of INCEpTION links annotations of one layer only. Actors and what is said of the article are
//! feature structures without a place. Offsets count UTF-16 code units, as Java does.

mod assemble;
mod json;
mod read;
mod structures;
mod xmi;

use super::{Format, Group, Reader};

pub(super) const JSON: Format = Format {
    id: "uima",
    name: "UIMA JSON CAS",
    extension: "json",
    description: "For INCEpTION and programs that work with UIMA or cassis; holds everything.",
    group: Group::Tools,
    joins: false,
    files: 1,
    write: json::write,
    read: Some(Reader { recognizes: read::recognizes, read: read::read }),
};

pub(super) const XMI: Format = Format {
    id: "xmi",
    name: "UIMA XMI",
    extension: "xmi",
    description: "For older UIMA programs: the annotations as XML, and the type system that goes with them.",
    group: Group::Tools,
    joins: false,
    files: 2,
    write: xmi::write,
    read: None,
};

const SOFA: &str = "uima.cas.Sofa";
const DOCUMENT: &str = "uima.tcas.DocumentAnnotation";
/// Custom layers of INCEpTION are known by this prefix.
const SPAN: &str = "webanno.custom.Span";
const LINK: &str = "webanno.custom.Link";
const ACTOR: &str = "whosaid.Actor";
const ARTICLE: &str = "whosaid.Article";

/// A type with its features, each with the type of its values.
struct Type {
    name: &'static str,
    above: &'static str,
    what: &'static str,
    features: &'static [(&'static str, &'static str)],
}

const TEXT: &str = "uima.cas.String";
const FLAG: &str = "uima.cas.Boolean";

/// All types that are not UIMA's own.
const TYPES: &[Type] = &[
    Type {
        name: SPAN,
        above: "uima.tcas.Annotation",
        what: "A place: a mention of an actor, a part of a quote's content or a position's target, a cue, a source.",
        features: &[
            ("label", TEXT),
            ("identifier", TEXT),
            ("actor", TEXT),
            ("actors", TEXT),
            ("form", TEXT),
            ("polarity", "uima.cas.Integer"),
            ("hedged", FLAG),
            ("status", TEXT),
            ("reason", TEXT),
            ("confidence", "uima.cas.Double"),
            ("extra", TEXT),
        ],
    },
    Type {
        name: LINK,
        above: "uima.tcas.Annotation",
        what: "From a quote or position to its cue, source, further part, the actor's mention, or its quote.",
        features: &[("label", TEXT), ("Governor", SPAN), ("Dependent", SPAN)],
    },
    Type {
        name: ACTOR,
        above: "uima.cas.TOP",
        what: "An actor, to whom spans refer by its identifier.",
        features: &[
            ("identifier", TEXT),
            ("kind", TEXT),
            ("name", TEXT),
            ("role", TEXT),
            ("anonymous", FLAG),
            ("status", TEXT),
            ("reason", TEXT),
            ("confidence", "uima.cas.Double"),
            ("extra", TEXT),
        ],
    },
    Type {
        name: ARTICLE,
        above: "uima.cas.TOP",
        what: "The language and title of the article, which reading made its suggestions, and fields of other programs as JSON.",
        features: &[("language", TEXT), ("title", TEXT), ("reading", TEXT), ("extra", TEXT)],
    },
];

/// What links are called: the words of the data contract, with a capital.
mod link {
    pub(super) const CUE: &str = "Cue";
    pub(super) const SOURCE: &str = "Source";
    pub(super) const PART: &str = "Part";
    pub(super) const SPEAKER: &str = "Speaker";
    pub(super) const HOLDER: &str = "Holder";
    pub(super) const QUOTE: &str = "Quote";
}
