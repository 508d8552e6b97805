//! What decided a suggestion, as it stands in files: beside the reason that is made from it, in a field that says itself what its places count and which
//! words stand there, so that it is understood wherever fields are kept.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Text, Word, unit_from_word, unit_word};
use crate::formats::ExportError;
use crate::model::{self, Clue, Span};
use crate::text::{Offsets, Unit};

/// What the field is called.
pub(crate) const EVIDENCE: &str = "evidence";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence<'a> {
    offset_unit: Text<'a>,
    grounds: Vec<Ground<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ground<'a> {
    clue: Word<Clue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chance: Option<f64>,
}

/// The grounds as JSON, with places in `unit`.
///
/// # Errors
/// When a place cannot be told in `unit`.
pub(super) fn write(
    grounds: &[model::Ground],
    text: &str,
    unit: Unit,
    place: impl Fn(Span) -> Result<(u32, u32), ExportError>,
) -> Result<Value, ExportError> {
    let ground = |ground: &model::Ground| {
        let place = ground.words.map(&place).transpose()?;
        Ok(Ground {
            clue: Word(ground.clue),
            start: place.map(|place| place.0),
            end: place.map(|place| place.1),
            words: ground.words.map(|words| words.slice(text).to_owned().into()),
            what: ground.what.as_deref().map(|what| what.to_owned().into()),
            chance: ground.percent.map(|percent| f64::from(percent) / 100.0),
        })
    };
    let grounds = grounds.iter().map(ground).collect::<Result<_, ExportError>>()?;
    let evidence = Evidence { offset_unit: unit_word(unit).into(), grounds };
    serde_json::to_value(evidence).map_err(|error| ExportError::new(EVIDENCE, error.to_string()))
}

/// The grounds that `value` holds; `None` where it is another program's field of that name, or where the text is not the one that they were found in.
pub(super) fn read<'o>(value: &Value, text: &str, offsets: impl Fn(Unit) -> &'o Offsets) -> Option<Box<[model::Ground]>> {
    let Evidence { offset_unit, grounds } = Evidence::deserialize(value).ok()?;
    let offsets = offsets(unit_from_word(&offset_unit)?);
    let ground = |ground: Ground<'_>| {
        let words = match (ground.start, ground.end, ground.words) {
            (None, None, None) => None,
            (Some(start), Some(end), Some(words)) => {
                let (start, end) = (offsets.to_byte(start)?, offsets.to_byte(end)?);
                let found = text.get(start as usize..end as usize)?;
                Some(Some(Span::new(start, end)).filter(|_| !words.is_empty() && *words == *found)?)
            }
            _ => return None,
        };
        let percent = match ground.chance {
            Some(chance) => Some(Some((chance * 100.0).round() as u8).filter(|_| (0.0..=1.0).contains(&chance))?),
            None => None,
        };
        Some(model::Ground { clue: ground.clue.0, words, what: ground.what.map(Into::into), percent })
    };
    grounds.into_iter().map(ground).collect()
}
