//! What each measure should reach: the least that is promised, and what the best known tools or two people reach. It compares; it measures nothing.

/// Where a figure comes from.
pub(crate) enum From {
    /// A line and a field of the scorer's table for a set of articles.
    Scorer(&'static str, &'static str),
    /// A line of `train --measure`.
    Models,
}
use From::{Models, Scorer};

/// A measure on a set, with the figure to reach at least and the one to aim for.
pub(crate) struct Goal {
    pub(crate) measure: &'static str,
    pub(crate) set: &'static str,
    pub(crate) from: From,
    least: f64,
    aim: Option<f64>,
}

const fn goal(measure: &'static str, set: &'static str, from: From, least: f64, aim: f64) -> Goal {
    Goal { measure, set, from, least, aim: if aim > 0.0 { Some(aim) } else { None } }
}

pub(crate) const BERLIN: &str = "Berlin article";
pub(crate) const TEN: &str = "Ten articles of gold/dev";
pub(crate) const ELEVEN: &str = "Ten articles of gold/dev and Berlin";
pub(crate) const POLNEAR: &str = "PolNeAR dev";
pub(crate) const VALID: &str = "23 articles of gold/valid";
pub(crate) const BERLIN_CAREFUL: &str = "Berlin article, read carefully";
pub(crate) const ELEVEN_CAREFUL: &str = "Ten articles of gold/dev and Berlin, read carefully";
pub(crate) const POLNEAR_CAREFUL: &str = "PolNeAR dev, read carefully";
pub(crate) const POLNEAR_ATTRIBUTIONS: &str = "PolNeAR dev, read carefully, attributions";
pub(crate) const VALID_CAREFUL: &str = "23 articles of gold/valid, read carefully";

#[rustfmt::skip]
pub(crate) const GOALS: &[Goal] = &[
    goal("UPOS accuracy, gold tokens", "EWT dev", Models, 0.95, 0.965),
    goal("UPOS accuracy, gold tokens", "GUM dev", Models, 0.96, 0.975),
    goal("UAS, gold tokens, own tags", "GUM dev", Models, 0.86, 0.90),
    goal("LAS, gold tokens, own tags", "GUM dev", Models, 0.83, 0.88),
    goal("person, organization and place names, span F1", "UNER-EWT dev", Models, 0.70, 0.80),
    goal("person, organization and place names, span F1", "worldwide newswire, a tenth held out", Models, 0.82, 0.88),
    goal("quotes: content F1", POLNEAR, Scorer("quotes.content", "f1"), 0.66, 0.78),
    goal("quotes: recall, direct", POLNEAR, Scorer("quotes.recall.direct", "acc"), 0.92, 0.96),
    goal("quotes: recall, mixed", POLNEAR, Scorer("quotes.recall.mixed", "acc"), 0.80, 0.91),
    goal("quotes: recall, indirect", POLNEAR, Scorer("quotes.recall.indirect", "acc"), 0.60, 0.73),
    goal("quotes: content and source F1", POLNEAR, Scorer("quotes.content+source", "f1"), 0.58, 0.73),
    goal("quotes: content, cue and source F1", POLNEAR, Scorer("quotes.content+cue+source", "f1"), 0.56, 0.73),
    goal("mentions F1", ELEVEN, Scorer("actors.mentions", "f1"), 0.85, 0.92),
    goal("linking, B³ precision", ELEVEN, Scorer("actors.link.b3precision", "acc"), 0.85, 0.92),
    goal("linking, B³ recall", ELEVEN, Scorer("actors.link.b3recall", "acc"), 0.85, 0.92),
    goal("quotes: content and speaker F1", ELEVEN, Scorer("quotes.content+speaker", "f1"), 0.75, 0.88),
    goal("positions: target and holder F1", ELEVEN, Scorer("positions.target+holder", "f1"), 0.60, 0.78),
    goal("positions: target, holder and kind F1", ELEVEN, Scorer("positions.full", "f1"), 0.52, 0.70),
    goal("mentions F1", BERLIN, Scorer("actors.mentions", "f1"), 0.95, 0.0),
    goal("linking, B³ precision", BERLIN, Scorer("actors.link.b3precision", "acc"), 0.93, 0.0),
    goal("linking, B³ recall", BERLIN, Scorer("actors.link.b3recall", "acc"), 0.93, 0.0),
    goal("quotes: content F1", BERLIN, Scorer("quotes.content", "f1"), 0.95, 0.0),
    goal("quotes: content and speaker F1", BERLIN, Scorer("quotes.content+speaker", "f1"), 0.93, 0.0),
    goal("positions: target, holder and kind F1", BERLIN, Scorer("positions.full", "f1"), 0.85, 0.0),
    goal("mentions F1", VALID, Scorer("actors.mentions", "f1"), 0.87, 0.97),
    goal("linking, B³ precision", VALID, Scorer("actors.link.b3precision", "acc"), 0.92, 0.98),
    goal("linking, B³ recall", VALID, Scorer("actors.link.b3recall", "acc"), 0.71, 0.97),
    goal("quotes: content F1", VALID, Scorer("quotes.content", "f1"), 0.81, 0.97),
    goal("quotes: content and speaker F1", VALID, Scorer("quotes.content+speaker", "f1"), 0.68, 0.94),
    goal("positions: target and holder F1", VALID, Scorer("positions.target+holder", "f1"), 0.36, 0.85),
    goal("positions: target, holder and kind F1", VALID, Scorer("positions.full", "f1"), 0.33, 0.81),
    goal("quotes: content F1", POLNEAR_ATTRIBUTIONS, Scorer("quotes.content", "f1"), 0.76, 0.80),
    goal("quotes: content and source F1", POLNEAR_ATTRIBUTIONS, Scorer("quotes.content+source", "f1"), 0.715, 0.76),
    goal("quotes: content, cue and source F1", POLNEAR_ATTRIBUTIONS, Scorer("quotes.content+cue+source", "f1"), 0.705, 0.75),
    goal("quotes: recall, direct", POLNEAR_ATTRIBUTIONS, Scorer("quotes.recall.direct", "acc"), 0.94, 0.97),
    goal("quotes: recall, mixed", POLNEAR_ATTRIBUTIONS, Scorer("quotes.recall.mixed", "acc"), 0.83, 0.92),
    goal("quotes: recall, indirect", POLNEAR_ATTRIBUTIONS, Scorer("quotes.recall.indirect", "acc"), 0.68, 0.75),
    goal("mentions F1", VALID_CAREFUL, Scorer("actors.mentions", "f1"), 0.935, 0.97),
    goal("recall of names", VALID_CAREFUL, Scorer("actors.recall.name", "acc"), 0.95, 0.97),
    goal("recall of roles", VALID_CAREFUL, Scorer("actors.recall.role", "acc"), 0.86, 0.97),
    goal("recall of pronouns", VALID_CAREFUL, Scorer("actors.recall.pronoun", "acc"), 0.98, 0.99),
    goal("linking, B³ precision", VALID_CAREFUL, Scorer("actors.link.b3precision", "acc"), 0.94, 0.98),
    goal("linking, B³ recall", VALID_CAREFUL, Scorer("actors.link.b3recall", "acc"), 0.87, 0.97),
    goal("actor type", VALID_CAREFUL, Scorer("actors.type", "acc"), 0.97, 0.99),
    goal("quotes: content F1", VALID_CAREFUL, Scorer("quotes.content", "f1"), 0.90, 0.97),
    goal("quotes: content and speaker F1", VALID_CAREFUL, Scorer("quotes.content+speaker", "f1"), 0.855, 0.94),
    goal("quotes: exact extent of matched contents", VALID_CAREFUL, Scorer("quotes.exact", "acc"), 0.80, 0.90),
    goal("positions: target and holder F1", VALID_CAREFUL, Scorer("positions.target+holder", "f1"), 0.60, 0.85),
    goal("positions: target, holder and kind F1", VALID_CAREFUL, Scorer("positions.full", "f1"), 0.52, 0.81),
    goal("mentions F1", BERLIN_CAREFUL, Scorer("actors.mentions", "f1"), 0.95, 1.0),
    goal("linking, B³ precision", BERLIN_CAREFUL, Scorer("actors.link.b3precision", "acc"), 0.93, 1.0),
    goal("linking, B³ recall", BERLIN_CAREFUL, Scorer("actors.link.b3recall", "acc"), 0.93, 1.0),
    goal("quotes: content F1", BERLIN_CAREFUL, Scorer("quotes.content", "f1"), 0.95, 1.0),
    goal("quotes: content and speaker F1", BERLIN_CAREFUL, Scorer("quotes.content+speaker", "f1"), 0.93, 1.0),
    goal("positions: target, holder and kind F1", BERLIN_CAREFUL, Scorer("positions.full", "f1"), 0.85, 1.0),
];

/// Whether a goal's least figure is reached. What was not measured is not.
fn holds(goal: &Goal, measured: Option<f64>) -> bool {
    measured.is_some_and(|value| value >= goal.least)
}

/// How many goals are below their least figure or not measured.
pub(crate) fn missed(figure: &dyn Fn(&Goal) -> Option<f64>) -> usize {
    GOALS.iter().filter(|goal| !holds(goal, figure(goal))).count()
}

/// The table of all goals; `figure` knows the measured values.
pub(crate) fn table(figure: &dyn Fn(&Goal) -> Option<f64>) -> String {
    let mut table = String::from("| measure | set | measured | at least | goal | holds |\n| --- | --- | --- | --- | --- | --- |\n");
    for goal in GOALS {
        let measured = figure(goal);
        let holds = match measured {
            None => "not measured",
            measured if !holds(goal, measured) => "no",
            Some(value) if goal.aim.is_some_and(|aim| value >= aim) => "yes, and the goal",
            Some(_) => "yes",
        };
        let shown = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"));
        table.push_str(&format!(
            "| {} | {} | {} | {} | {} | {holds} |\n",
            goal.measure,
            goal.set,
            shown(measured),
            goal.least,
            goal.aim.map_or_else(|| "–".to_owned(), |aim| aim.to_string())
        ));
    }
    table
}

/// The field of a line in the scorer's table: `quotes.content  p 0.7  r 0.6  f1 0.64`.
pub(crate) fn field(table: &str, line: &str, field: &str) -> Option<f64> {
    let words: Vec<&str> =
        table.lines().map(str::split_whitespace).find_map(|mut words| (words.next() == Some(line)).then(|| words.collect()))?;
    words.windows(2).find(|pair| pair[0] == field)?[1].parse().ok()
}

/// The value on the line of a measure and a set, behind tabs.
pub(crate) fn line(lines: &str, measure: &str, set: &str) -> Option<f64> {
    lines
        .lines()
        .find_map(|line| line.strip_prefix(measure)?.strip_prefix('\t')?.strip_prefix(set)?.strip_prefix('\t')?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found() {
        let scores = "2 documents\nquotes.content       p 0.7  r 0.6  f1 0.64  gold 3  pred 3\nquotes.recall.direct acc None  of 0\n";
        assert_eq!(field(scores, "quotes.content", "f1"), Some(0.64));
        assert_eq!((field(scores, "quotes.recall.direct", "acc"), field(scores, "quotes", "p")), (None, None));
        assert_eq!(line("UAS\tGUM dev\t0.9\n", "UAS", "GUM dev"), Some(0.9));
        assert_eq!(line("UAS\tGUM dev\t0.9\n", "UAS", "GUM"), None);
    }

    #[test]
    fn the_table_says_what_holds() {
        let first = GOALS[0].measure;
        let table = table(&|goal| (goal.measure == first).then_some(if goal.set == "EWT dev" { 0.97 } else { 0.5 }));
        let row = |number: usize| table.lines().nth(2 + number).unwrap();
        assert!(row(0).ends_with("| 0.970 | 0.95 | 0.965 | yes, and the goal |"));
        assert!(row(1).ends_with("| no |") && row(2).ends_with("| – | 0.86 | 0.9 | not measured |"));
    }
}
