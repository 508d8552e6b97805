//! What was found about agreement, in words, as JSON or as a table.
//!
//! It decides how many places a figure has, and that what is not defined is said so and never a number.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use whosaid::agreement::{Differs, Disagreement, Layer, Pair, Report, Said, Share};
use whosaid::model::Span;
use whosaid::text::{Offsets, Unit};

use super::sets::Shared;
use crate::cli::shown::message;
use crate::cli::table::Table;

/// Everything that is shown.
pub(super) struct View<'a> {
    pub(super) people: &'a [String],
    pub(super) texts: &'a [Shared],
    pub(super) report: &'a Report,
}

/// A figure with what it is called, and between whom it is where that is not all.
struct Figure {
    layer: Layer,
    measure: String,
    between: Option<[usize; 2]>,
    value: Option<f64>,
    /// Of how many it is a share.
    of: Option<Share>,
}

impl View<'_> {
    pub(super) fn words(&self) -> String {
        let mut out = format!("{} texts, {} words, marked by {}\n", self.report.texts, self.report.words, self.people.join(", "));
        for &layer in Layer::ALL {
            let marks: Vec<String> = self.report.layers[layer as usize].marks.iter().map(usize::to_string).collect();
            let _ = writeln!(out, "\n{} ({} marked)", layer.word(), marks.join(", "));
            for figure in self.figures().iter().filter(|figure| figure.layer == layer) {
                let between = figure
                    .between
                    .filter(|_| self.people.len() > 2)
                    .map_or_else(String::new, |between| format!("  {}", self.names(between)));
                let of = figure.of.map_or_else(String::new, |of| format!("  ({} of {})", of.same, of.of));
                let _ = writeln!(out, "  {:<42} {:>9}{of}{between}", figure.measure, in_words(figure.value));
            }
        }
        let _ = writeln!(out, "\n{} disagreements", self.report.disagreements.len());
        for found in &self.report.disagreements {
            let (start, end) = self.points(found.text, found.span);
            let text = &self.texts[found.text];
            let _ = writeln!(out, "\n{}, {start} to {end}, {}: {} differs", text.name, found.layer.word(), differs(found).join(", "));
            for (person, said) in self.people.iter().zip(&found.said) {
                let _ = writeln!(out, "  {person}: {}", self.said(found, said));
            }
        }
        message(&out)
    }

    pub(super) fn json(&self) -> Value {
        let figures = |layer: Layer| -> Vec<Value> {
            let own = self.figures().into_iter().filter(|figure| figure.layer == layer);
            own.map(|figure| {
                let people: Vec<&String> = match figure.between {
                    Some(between) => between.iter().map(|&person| &self.people[person]).collect(),
                    None => self.people.iter().collect(),
                };
                let mut row = json!({ "measure": figure.measure, "annotators": people, "value": figure.value });
                if let (Some(share), Some(row)) = (figure.of, row.as_object_mut()) {
                    row.insert("same".into(), share.same.into());
                    row.insert("of".into(), share.of.into());
                }
                row
            })
            .collect()
        };
        let layers: Map<String, Value> = Layer::ALL
            .iter()
            .map(|&layer| {
                let marks = &self.report.layers[layer as usize].marks;
                (layer.word().to_owned(), json!({ "marks": marks, "figures": figures(layer) }))
            })
            .collect();
        let disagreements: Vec<Value> = self.report.disagreements.iter().map(|found| self.disagreement(found)).collect();
        json!({
            "offset_unit": "codepoint",
            "annotators": self.people,
            "documents": self.texts.iter().map(|text| &text.name).collect::<Vec<_>>(),
            "words": self.report.words,
            "layers": layers,
            "disagreements": disagreements,
        })
    }

    fn disagreement(&self, found: &Disagreement) -> Value {
        let part = |span: &Span| {
            let (start, end) = self.points(found.text, *span);
            json!([start, end])
        };
        let mark = |said: &Said| {
            let spans: Vec<Value> = said.parts.iter().map(part).collect();
            json!({ "kind": said.kind, "spans": spans, "words": self.words_of(found.text, &said.parts), "names": said.agents })
        };
        let said: Vec<Value> = found.said.iter().map(|said| said.iter().map(mark).collect()).collect();
        let (start, end) = self.points(found.text, found.span);
        json!({
            "document": self.texts[found.text].name,
            "layer": found.layer.word(),
            "start": start,
            "end": end,
            "differs": differs(found),
            "said": said,
        })
    }

    /// One table of both: a row a figure, then a row a disagreement, with a column for what each person says there.
    pub(super) fn csv(&self) -> String {
        let fixed = ["row", "layer", "measure", "annotators", "value", "document", "start", "end", "differs"];
        let mut table = Table::new(fixed.into_iter().map(str::to_owned).chain(self.people.iter().cloned()));
        for figure in self.figures() {
            let between = figure.between.map_or_else(|| self.people.join(", "), |between| self.names(between));
            let value = figure.value.map_or_else(|| "undefined".to_owned(), |value| value.to_string());
            let mut row = vec!["figure".to_owned(), figure.layer.word().to_owned(), figure.measure, between, value];
            row.resize(fixed.len() + self.people.len(), String::new());
            table.row(row);
        }
        for found in &self.report.disagreements {
            let (start, end) = self.points(found.text, found.span);
            let mut row = vec!["disagreement".to_owned(), found.layer.word().to_owned()];
            row.resize(5, String::new());
            row.extend([self.texts[found.text].name.clone(), start.to_string(), end.to_string(), differs(found).join(", ")]);
            row.extend(found.said.iter().map(|said| self.said(found, said)));
            table.row(row);
        }
        table.finish()
    }

    /// Every figure, layer by layer: those of all, then those of each two.
    fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        for &layer in Layer::ALL {
            let all = &self.report.layers[layer as usize];
            let overall = |measure: &str, value| Figure { layer, measure: measure.to_owned(), between: None, value, of: None };
            figures.push(overall("Fleiss' kappa", all.fleiss));
            figures.push(overall("Krippendorff's alpha, nominal", all.alpha));
            figures.push(overall("Krippendorff's alpha, unitizing", all.unitizing));
            self.report.pairs.iter().for_each(|pair| figures.extend(of_pair(pair, layer)));
        }
        figures
    }

    fn names(&self, between: [usize; 2]) -> String {
        between.map(|person| self.people[person].clone()).join(", ")
    }

    /// What a person says at a place, in words.
    fn said(&self, found: &Disagreement, said: &[Said]) -> String {
        let one = |said: &Said| {
            let agents = if said.agents.is_empty() { format!("no {}", found.layer.agent()) } else { said.agents.join(" and ") };
            format!("{}, {agents}: “{}”", said.kind, self.words_of(found.text, &said.parts))
        };
        if said.is_empty() { "nothing".to_owned() } else { said.iter().map(one).collect::<Vec<_>>().join("; ") }
    }

    fn words_of(&self, text: usize, parts: &[Span]) -> String {
        parts.iter().map(|part| part.slice(&self.texts[text].text)).collect::<Vec<_>>().join(" … ")
    }

    /// Where a span lies in code points.
    fn points(&self, text: usize, span: Span) -> (u32, u32) {
        let offsets = Offsets::new(&self.texts[text].text, Unit::Codepoint);
        (offsets.from_byte(span.start()), offsets.from_byte(span.end()))
    }
}

fn of_pair(pair: &Pair, layer: Layer) -> Vec<Figure> {
    let own = &pair.layers[layer as usize];
    let figure = |measure: String, value, of| Figure { layer, measure, between: Some(pair.between), value, of };
    let mut figures = vec![
        figure("Cohen's kappa".into(), own.kappa, None),
        figure("F1".into(), own.f1, None),
        figure(format!("F1 with {}", layer.agent()), own.f1_linked, None),
        figure(format!("same {}, where both marked", layer.agent()), own.linked.figure(), Some(own.linked)),
        figure("same kind, where both marked".into(), own.kinds.figure(), Some(own.kinds)),
    ];
    if layer == Layer::Mentions {
        figures.push(figure("B³ of actors, where both marked".into(), pair.b3.f1(), None));
    }
    figures
}

fn differs(found: &Disagreement) -> Vec<&'static str> {
    found.differs.iter().map(|differs: &Differs| differs.word(found.layer)).collect()
}

fn in_words(value: Option<f64>) -> String {
    value.map_or_else(|| "undefined".to_owned(), |value| format!("{value:.3}"))
}
