//! Reads tasks: each annotation of a person becomes an article, a task without one becomes what was predicted.
//!
//! Predictions stand beside an annotation only where we wrote both: whoever annotates in Label Studio begins with the predictions, so that
//! what is missing from the annotation was taken out.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{ANNOTATION, LINKED, OF_REGION, OF_TASK, OURS, RESULTS};
use crate::formats::flat::{Found, Piece, assemble};
use crate::formats::foreign;
use crate::formats::loss::add;
use crate::formats::place::{self, Claim};
use crate::formats::records::{self, Record};
use crate::formats::wire::Extra;
use crate::formats::{Article, Import, ImportError, Input, Loss};
use crate::text::Unit;

pub(super) fn read(input: &Input<'_>) -> Result<Import, ImportError> {
    records::read_each(input, |record, name, losses| articles(record, name, input.unit, losses))
}

fn articles(record: &Record<'_>, name: &str, asked: Option<Unit>, losses: &mut Vec<Loss>) -> Result<Vec<Article>, ImportError> {
    let (field, text) = text(record)?;
    let task = Task { record, name, text, unit: asked, document: document(record, &field), text_field: field };
    let mut annotations = Vec::new();
    for list in [RESULTS[0], RESULTS[2]] {
        annotations.extend(record.list(list)?.iter().enumerate().map(|(place, item)| (format!("{list}[{place}]"), item)));
    }
    let given = annotations.len();
    annotations.retain(|(_, annotation)| annotation.get("was_cancelled").and_then(Value::as_bool) != Some(true));
    add(losses, "annotations that were canceled", given - annotations.len());
    let predictions: Vec<(String, &Value)> =
        record.list(RESULTS[1])?.iter().enumerate().map(|(place, item)| (format!("predictions[{place}]"), item)).collect();
    let others = predictions.iter().filter(|(_, prediction)| prediction.is_object()).count();
    let ours = predictions.iter().find(|(_, prediction)| prediction.get("model_version").is_some_and(|version| version == OURS));
    if annotations.is_empty() {
        add(losses, "predictions of other models", others.saturating_sub(1));
        let prediction = ours.or(predictions.first()).cloned();
        return Ok(vec![task.article(name, prediction, None, losses)?]);
    }
    add(losses, "predictions of other models", others - usize::from(ours.is_some()));
    let several = annotations.len() > 1;
    let mut articles = Vec::new();
    for (number, annotation) in (1..).zip(annotations) {
        let fresh = annotation.1.get("parent_prediction").is_none_or(Value::is_null);
        let beside = ours.filter(|_| fresh && !several).cloned();
        let name = if several { format!("{name}-{number}") } else { task.name.to_owned() };
        articles.push(task.article(&name, beside, Some(annotation), losses)?);
    }
    Ok(articles)
}

/// The text and the field of the task's data that holds it: `text`, or the only one that there is.
fn text(record: &Record<'_>) -> Result<(String, String), ImportError> {
    let data = record.fields.get("data").and_then(Value::as_object).cloned().unwrap_or_default();
    if let Some(Value::String(text)) = data.get("text") {
        return Ok(("text".to_owned(), text.clone()));
    }
    let texts: Vec<(&String, &str)> = data.iter().filter_map(|(name, value)| Some((name, value.as_str()?))).collect();
    match texts.as_slice() {
        [(name, text)] => Ok(((*name).clone(), (*text).to_owned())),
        [] => Err(record.fault("data", ImportError::new("holds no text", "Give the text as data.text"))),
        _ => Err(record.fault("data", ImportError::new("holds several texts", "Call the one that the regions are in data.text"))),
    }
}

/// What is known of the article, with the task's other fields and those of its data.
fn document(record: &Record<'_>, text_field: &str) -> Extra {
    let data = record.fields.get("data").and_then(Value::as_object);
    let mut document = data.and_then(|data| data.get(OURS)?.as_object()).cloned().unwrap_or_default();
    document.extend(foreign::unknown(&record.fields, OF_TASK));
    let data = data.map(|data| foreign::unknown(data, &[text_field, OURS])).filter(|data| !data.is_empty());
    document.extend(data.map(|data| ("data".to_owned(), data.into())));
    document
}

struct Task<'r> {
    record: &'r Record<'r>,
    name: &'r str,
    text: String,
    text_field: String,
    unit: Option<Unit>,
    document: Extra,
}

/// A region and where it stands.
struct Region {
    id: Option<String>,
    field: String,
    piece: Piece,
    words: Option<String>,
}

/// What results hold.
#[derive(Default)]
struct Regions {
    regions: Vec<Region>,
    ids: HashSet<String>,
    /// Label, from and to, each once, in order.
    relations: Vec<(String, String, String)>,
    linked: HashSet<(String, String, String)>,
}

impl Task<'_> {
    fn article(
        &self,
        name: &str,
        prediction: Option<(String, &Value)>,
        annotation: Option<(String, &Value)>,
        losses: &mut Vec<Loss>,
    ) -> Result<Article, ImportError> {
        let mut all = Regions::default();
        // What a person has done stands before what was suggested, so that of two regions of one id it is theirs that counts.
        for (result, human) in [(&annotation, true), (&prediction, false)] {
            if let Some((field, result)) = result {
                self.result(field, result, human, &mut all, losses)?;
            }
        }
        all.regions.sort_by_key(|region| region.id.as_deref().and_then(number).unwrap_or(usize::MAX));
        let unit = self.unit(&all.regions)?;
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (place, region) in all.regions.iter().enumerate() {
            region.id.as_deref().map(|id| *places.entry(id).or_insert(place));
        }
        let mut links = Vec::new();
        for (word, from, to) in all.relations {
            match places.get(from.as_str()).zip(places.get(to.as_str())) {
                Some((from, to)) => links.push((word, *from, *to)),
                None => add(losses, "links of other kinds", 1),
            }
        }
        let mut document = self.document.clone();
        let about = annotation.and_then(|(_, annotation)| annotation.as_object()).map(|fields| foreign::unknown(fields, OF_ANNOTATION));
        document.extend(about.filter(|about| !about.is_empty()).map(|about| (ANNOTATION.to_owned(), about.into())));
        let fields: Vec<&str> = all.regions.iter().map(|region| region.field.as_str()).collect();
        let pieces = all.regions.iter().map(|region| region.piece.clone()).collect();
        let found = Found { pieces, links, document };
        assemble(name, &self.text, unit, found, losses).map_err(|fault| {
            let field =
                fault.piece.and_then(|piece| fields.get(piece).copied()).map_or_else(|| format!("data.{}", self.text_field), str::to_owned);
            self.record.fault(&field, *fault.error)
        })
    }

    /// Adds the regions and relations of a result.
    fn result(&self, at: &str, result: &Value, human: bool, all: &mut Regions, losses: &mut Vec<Loss>) -> Result<(), ImportError> {
        let mut fresh = HashSet::new();
        for (place, item) in result.get("result").and_then(Value::as_array).into_iter().flatten().enumerate() {
            let field = format!("{at}.result[{place}]");
            let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
            match kind {
                "relation" => {
                    if let Some(relation) = relation(item).filter(|relation| all.linked.insert(relation.clone())) {
                        all.relations.push(relation);
                    }
                }
                "labels" => {
                    let id = item.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
                    if id.as_ref().is_some_and(|id| all.ids.contains(id)) {
                        continue;
                    }
                    fresh.extend(id.clone());
                    all.regions.extend(self.regions(item, id, &field, human)?);
                }
                _ => add(losses, "answers that are no labeled places in text", 1),
            }
        }
        all.ids.extend(fresh);
        Ok(())
    }

    /// A region for each of its labels.
    fn regions(&self, item: &Value, id: Option<String>, field: &str, human: bool) -> Result<Vec<Region>, ImportError> {
        let malformed = || {
            let error =
                ImportError::new("is no labeled place in plain text", "Give value.start and value.end as numbers, and value.labels");
            self.record.fault(&format!("{field}.value"), error)
        };
        let value = item.get("value").ok_or_else(malformed)?;
        let offset = |name: &str| value.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
        let (start, end) = offset("start").zip(offset("end")).ok_or_else(malformed)?;
        let labels = value.get("labels").and_then(Value::as_array).ok_or_else(malformed)?;
        let words = value.get("text").and_then(Value::as_str).map(str::to_owned);
        let mut details = details(item, human);
        let region = |label: &Value| Region {
            id: id.clone(),
            field: field.to_owned(),
            piece: Piece { label: label.as_str().unwrap_or_default().to_owned(), start, end, details: std::mem::take(&mut details) },
            words: words.clone(),
        };
        Ok(labels.iter().map(region).collect())
    }

    /// The unit in which every region has its words.
    fn unit(&self, regions: &[Region]) -> Result<Unit, ImportError> {
        let (told, claims): (Vec<&Region>, Vec<Claim<'_>>) = regions
            .iter()
            .filter_map(|region| {
                let parts = vec![(region.piece.start, region.piece.end)];
                Some((region, Claim { parts, exact: region.words.as_deref()? }))
            })
            .unzip();
        if claims.is_empty() {
            return Ok(self.unit.unwrap_or(Unit::Codepoint));
        }
        place::unit(&self.text, &claims).map_err(|failed| {
            let found = place::found(&self.text, &claims[failed].parts);
            let what = format!("should be “{}”, but {found} stands there", claims[failed].exact);
            let error = ImportError::new(what, "See that the text is the one that was labeled, unchanged");
            self.record.fault(&format!("{}.value", told[failed].field), error)
        })
    }
}

fn relation(item: &Value) -> Option<(String, String, String)> {
    let id = |name: &str| item.get(name)?.as_str().map(str::to_owned);
    let word = item.get("labels").and_then(|labels| labels.get(0)?.as_str()).unwrap_or_default();
    let (from, to) = (id("from_id")?, id("to_id")?);
    Some(if item.get("direction").is_some_and(|way| way == "left") { (word.to_owned(), to, from) } else { (word.to_owned(), from, to) })
}

/// The fields of an annotation that mean something here: its regions, and from which prediction it began.
const OF_ANNOTATION: &[&str] = &["result", "parent_prediction", "prediction", "was_cancelled"];

/// What is known of a region; in an annotation a region that says nothing of its state is as its origin says.
fn details(item: &Value, human: bool) -> Extra {
    let mut details = item.get("meta").and_then(|meta| meta.get(OURS)?.as_object()).cloned().unwrap_or_default();
    let linked = details.shift_remove(LINKED).is_some();
    let score = item.get("score").filter(|score| score.as_f64().is_some_and(|score| (0.0..=1.0).contains(&score)));
    match (human && !linked, item.get("origin").and_then(Value::as_str)) {
        (false, _) if !linked && details.is_empty() => details.extend(score.map(|score| ("confidence".to_owned(), score.clone()))),
        (false, _) => {}
        (true, Some("prediction")) => drop(details.entry("status").or_insert("accepted".into())),
        (true, Some("prediction-changed")) => drop(details.entry("status").or_insert("corrected".into())),
        (true, _) => drop(details.entry("status").or_insert("added".into())),
    }
    let mut others = foreign::details(item.as_object().unwrap_or(&Extra::new()), OF_REGION);
    others.shift_remove("meta");
    if score.is_some() && !human {
        others.shift_remove("score");
    }
    let notes = item.get("meta").and_then(Value::as_object).map(|meta| foreign::unknown(meta, &[OURS])).filter(|notes| !notes.is_empty());
    others.extend(notes.map(|notes| ("meta".to_owned(), notes.into())));
    others.extend(details);
    others
}

/// The number in an id that we gave.
fn number(id: &str) -> Option<usize> {
    id.strip_prefix('s')?.parse().ok()
}
