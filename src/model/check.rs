//! Verifies a document against its text. It mends nothing.

use std::fmt;

use super::{ActorId, Document, QuoteId, Reason, Span};

/// What [`Document::check`] found wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The list and place, as `quotes[3].cue`.
    pub place: String,
    /// What is wrong, in words.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

impl std::error::Error for Fault {}

impl Document {
    /// Verifies that every span is a non-empty piece of `text` on character boundaries, that parts are in order and do not
    /// overlap, and that every id names something.
    ///
    /// # Errors
    /// The first fault found, with its place.
    pub fn check(&self, text: &str) -> Result<(), Fault> {
        for (i, note) in self.notes().enumerate() {
            if let Reason::Seen(grounds) = &note.origin.reason {
                grounds.iter().try_for_each(|ground| check_optional(text, ground.words, &|| format!("grounds of annotation {i}")))?;
            }
        }
        let actors = self.actors.len();
        for (i, mention) in self.mentions.iter().enumerate() {
            let place = || format!("mentions[{i}]");
            check_span(text, mention.span, &place)?;
            check_id(Some(mention.actor.index()), actors, "actor", &place)?;
        }
        for (i, quote) in self.quotes.iter().enumerate() {
            let place = || format!("quotes[{i}]");
            check_parts(text, &quote.parts, &place)?;
            check_optional(text, quote.cue, &|| format!("quotes[{i}].cue"))?;
            check_optional(text, quote.source, &|| format!("quotes[{i}].source"))?;
            check_id(quote.speaker.map(ActorId::index), actors, "speaker", &place)?;
            check_joint(quote.speaker, &quote.joint, actors, "speakers", &place)?;
        }
        for (i, position) in self.positions.iter().enumerate() {
            let place = || format!("positions[{i}]");
            check_parts(text, &position.parts, &place)?;
            check_optional(text, position.cue, &|| format!("positions[{i}].cue"))?;
            check_optional(text, position.source, &|| format!("positions[{i}].source"))?;
            check_id(position.holder.map(ActorId::index), actors, "holder", &place)?;
            check_joint(position.holder, &position.joint, actors, "holders", &place)?;
            check_id(position.quote.map(QuoteId::index), self.quotes.len(), "quote", &place)?;
            if !(-1..=1).contains(&position.polarity) {
                return Err(Fault { place: place(), what: format!("polarity {} is not -1, 0 or 1", position.polarity) });
            }
        }
        Ok(())
    }
}

type Place<'a> = &'a dyn Fn() -> String;

/// Those who stand behind something together are several and each is named once.
fn check_joint(first: Option<ActorId>, joint: &[ActorId], actors: usize, name: &str, place: Place<'_>) -> Result<(), Fault> {
    joint.iter().try_for_each(|actor| check_id(Some(actor.index()), actors, name, place))?;
    let twice = joint.iter().enumerate().any(|(number, actor)| first == Some(*actor) || joint[..number].contains(actor));
    if twice || (first.is_none() && !joint.is_empty()) {
        let what = format!("{name} names one twice, or others where there is no first");
        return Err(Fault { place: place(), what });
    }
    Ok(())
}

fn check_span(text: &str, span: Span, place: Place<'_>) -> Result<(), Fault> {
    let fault = |what: &str| Err(Fault { place: place(), what: format!("span {span:?} {what}") });
    let (start, end) = (span.start as usize, span.end as usize);
    if end > text.len() {
        fault("runs past the end of the text")
    } else if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
        fault("cuts a character in two")
    } else if start == end {
        fault("is empty")
    } else {
        Ok(())
    }
}

fn check_optional(text: &str, span: Option<Span>, place: Place<'_>) -> Result<(), Fault> {
    span.map_or(Ok(()), |span| check_span(text, span, place))
}

fn check_parts(text: &str, parts: &[Span], place: Place<'_>) -> Result<(), Fault> {
    if parts.is_empty() {
        return Err(Fault { place: place(), what: "has no content".into() });
    }
    parts.iter().try_for_each(|part| check_span(text, *part, place))?;
    if parts.windows(2).all(|pair| pair[0].end <= pair[1].start) {
        Ok(())
    } else {
        Err(Fault { place: place(), what: "parts overlap or are out of order".into() })
    }
}

fn check_id(id: Option<usize>, count: usize, what: &str, place: Place<'_>) -> Result<(), Fault> {
    match id {
        Some(id) if id >= count => Err(Fault { place: place(), what: format!("{what} names nothing: {id} of {count}") }),
        _ => Ok(()),
    }
}
