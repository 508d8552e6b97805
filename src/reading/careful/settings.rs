//! What was chosen by measuring on annotated articles: thresholds and biases. They come with the learned numbers, in the same file.

use super::file::File;
use crate::language::weights::ModelError;

/// How many there are.
const COUNT: usize = 19;

/// Thresholds and biases, in the order of the file.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub(super) struct Settings {
    /// How likely a word must head a mention.
    pub(super) mention: f32,
    /// The same, where the source of a quote stands.
    pub(super) source_mention: f32,
    /// How likely the likeliest word of a source must head a mention, where none is likelier than that.
    pub(super) source_least: f32,
    /// Added to the score of a new actor.
    pub(super) new: f32,
    /// How likely a quote must be.
    pub(super) quote: f32,
    /// How much the judgment by PolNeAR's guidelines counts for a cue.
    pub(super) attribution: f32,
    /// How likely an attribution by PolNeAR's guidelines must be, where these are asked for.
    pub(super) attributed: f32,
    /// As `content_bias` and `switch`, for attributions.
    pub(super) attributed_bias: f32,
    pub(super) attributed_switch: f32,
    /// How likely a quote without a cue must begin at a word.
    pub(super) uncued: f32,
    /// The same, where a stretch in quotation marks begins.
    pub(super) unclaimed: f32,
    /// Added to the log odds of a word of the content.
    pub(super) content_bias: f32,
    /// What it costs to begin or end a stretch of content.
    pub(super) switch: f32,
    /// Added to the log odds of a word of the source.
    pub(super) source_bias: f32,
    /// How likely a position must be.
    pub(super) position: f32,
    /// Added to the log odds of a word of the target.
    pub(super) target_bias: f32,
    /// What it costs to begin or end a stretch of the target.
    pub(super) target_switch: f32,
    /// How much two contents share that say the same.
    pub(super) same: f32,
    /// How likely somebody must stand behind a quote or a position.
    pub(super) agent: f32,
}

impl Settings {
    pub(super) fn read(file: &File<'_>) -> Result<Settings, ModelError> {
        let numbers = file.floats("settings", 1, COUNT)?;
        let mut numbers = numbers.into_iter();
        let mut next = || numbers.next().unwrap_or_default();
        Ok(Settings {
            mention: next(),
            source_mention: next(),
            source_least: next(),
            new: next(),
            quote: next(),
            attribution: next(),
            attributed: next(),
            attributed_bias: next(),
            attributed_switch: next(),
            uncued: next(),
            unclaimed: next(),
            content_bias: next(),
            switch: next(),
            source_bias: next(),
            position: next(),
            target_bias: next(),
            target_switch: next(),
            same: next(),
            agent: next(),
        })
    }
}
