//! W3C Web Annotation: an annotation page in JSON-LD, as the Recommendation asks, with the text inside so that it can be read back.
//!
//! It decides which annotation stands for what: a mention, an actor, a quote, a position, a cue, a source, or a link between two of these.
//! Offsets count code points, as the Recommendation says; files that count UTF-16 (Hypothesis, Recogito) are read by checking them against
//! the words they quote.

mod item;
mod read;
mod selector;
mod write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{Format, Group, Reader};

pub(super) const FORMAT: Format = Format {
    id: "w3c",
    name: "W3C Web Annotation",
    extension: "jsonld",
    description: "The web's standard for annotations (JSON-LD), for annotation servers and readers; holds everything.",
    group: Group::Tools,
    joins: false,
    files: 1,
    write: write::write,
    read: Some(Reader { recognizes: read::recognizes, read: read::read }),
};

/// The context of the standard.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What an annotation stands for, as its tag says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Layer {
    Actor,
    Mention,
    Quote,
    Position,
    Cue,
    Source,
}

impl Layer {
    const ALL: [Layer; 6] = [Layer::Actor, Layer::Mention, Layer::Quote, Layer::Position, Layer::Cue, Layer::Source];

    fn tag(self) -> &'static str {
        match self {
            Layer::Actor => "actor",
            Layer::Mention => "mention",
            Layer::Quote => "quote",
            Layer::Position => "position",
            Layer::Cue => "cue",
            Layer::Source => "source",
        }
    }

    /// The IRI, relative to the page, of the annotation with this id.
    fn iri(self, id: &str) -> String {
        format!("#{}/{}", self.tag(), encode(id))
    }
}

/// Fields that an annotation has anyway; fields of other programs with such a name are put aside in `whosaid:extra`.
const RESERVED: &[&str] = &["@context", "id", "type", "motivation", "body", "target"];
/// Where fields of other programs stand that have a reserved name.
const EXTRA: &str = "whosaid:extra";

/// Whether a field of another program can stand beside ours.
fn is_free(name: &str) -> bool {
    !RESERVED.contains(&name)
        && !name.starts_with("whosaid:")
        && !["items", "first", "rows", "annotations", "tags", "bodyValue"].contains(&name)
}

/// What may stand in an IRI as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `id` as it may stand in an IRI.
fn encode(id: &str) -> String {
    utf8_percent_encode(id, PLAIN).to_string()
}

/// The id that [`encode`] was given, if `iri` came from there.
fn decode(iri: &str) -> Option<String> {
    percent_decode_str(iri).decode_utf8().ok().map(String::from).filter(|id| encode(id) == iri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_survives_in_an_iri() {
        for id in ["a1", "", "q 1/cue", "%41", "über 🦀", "#", "a-b_c.d~"] {
            assert_eq!(decode(&encode(id)).as_deref(), Some(id));
        }
        assert_eq!(decode("%zz"), None);
        assert_eq!(decode("%4"), None);
        assert_eq!(decode("a b"), None);
    }
}
