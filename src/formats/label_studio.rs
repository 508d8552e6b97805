//! Label Studio: a task with the text, predictions for what was suggested and an annotation for what a person has done, and the labeling
//! configuration that the project needs.
//!
//! It decides what goes where: a suggestion into the prediction, the rest into the annotation, and whatever one of them links to goes along,
//! because relations cannot lead out of a result. Offsets count code points; in files of others the unit is told from the regions' words.

mod read;
mod write;

use super::records::{self, Fields, begins};
use super::{Format, Group, Input, Reader};

pub(super) const FORMAT: Format = Format {
    id: "label-studio",
    name: "Label Studio JSON",
    extension: "json",
    description: "For Label Studio: a task with predictions and annotations, and the labeling configuration.",
    group: Group::Tools,
    joins: false,
    files: 2,
    write: write::write,
    read: Some(Reader { recognizes, read: read::read }),
};

/// The labeling configuration's file.
pub(super) const CONFIG: &str = "label_config.xml";
/// Who made our predictions, and the field for what Label Studio has no field for.
const OURS: &str = "whosaid";
/// The mark of a region that is in an annotation only because another one links to it.
const LINKED: &str = "linked";

/// The field of the article that holds what an annotation says besides its regions.
const ANNOTATION: &str = "annotation";
/// The fields of a task that mean something here.
const OF_TASK: &[&str] = &["data", "annotations", "predictions", "completions"];
/// The fields that Label Studio writes into a task besides: they stand there again, all others stand in ours, which it keeps.
const BESIDE: &[&str] = &[
    "id",
    "meta",
    "drafts",
    "created_at",
    "updated_at",
    "updated_by",
    "project",
    "inner_id",
    "file_upload",
    "total_annotations",
    "cancelled_annotations",
    "total_predictions",
    "comment_count",
    "unresolved_comment_count",
    "last_comment_updated_at",
    "comment_authors",
];
/// The fields of a region.
const OF_REGION: &[&str] = &["id", "from_name", "to_name", "type", "value", "origin"];

fn recognizes(input: &Input<'_>) -> bool {
    let results = |fields: &Fields<'_>| RESULTS.iter().any(|name| begins(fields, name, '['));
    let new = |fields: &Fields<'_>| fields.keys().all(|name| name == "data" || BESIDE.contains(&name.as_str()));
    let task = |fields| begins(&fields, "data", '{') && (results(&fields) || new(&fields));
    records::first(input.content).is_some_and(task)
}

/// The fields of a task that hold results; the last one is what annotations were called once.
const RESULTS: [&str; 3] = ["annotations", "predictions", "completions"];
