//! The figures of published examples.

use super::*;

/// What one rater says, a letter or digit a unit; `.` is nothing.
fn rater(said: &str) -> Vec<Option<u32>> {
    said.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_digit(36)).collect()
}

#[track_caller]
fn is(what: &str, figure: Option<f64>, printed: f64, places: i32) {
    let figure = figure.unwrap_or(f64::NAN);
    assert!((figure - printed).abs() <= 0.5 * 10f64.powi(-places), "{what}: {figure}, printed {printed}");
}

/// Two raters with as many units for each pair of categories as the table says.
fn table(rows: &[&[usize]]) -> [Vec<Option<u32>>; 2] {
    let mut raters = [Vec::new(), Vec::new()];
    for (one, row) in (0..).zip(rows) {
        for (other, &count) in (0..).zip(*row) {
            raters[0].extend(std::iter::repeat_n(Some(one), count));
            raters[1].extend(std::iter::repeat_n(Some(other), count));
        }
    }
    raters
}

/// As many raters as a row has votes, who are nobody in particular: the order within a row means nothing to Fleiss.
fn votes(rows: &[&[usize]]) -> Vec<Vec<Option<u32>>> {
    let units: Vec<Vec<u32>> =
        rows.iter().map(|row| (0..).zip(*row).flat_map(|(category, &count)| std::iter::repeat_n(category, count)).collect()).collect();
    (0..units[0].len()).map(|rater| units.iter().map(|unit| Some(unit[rater])).collect()).collect()
}

/// Cohen 1960, table 2: two judges, 200 patients, three diagnoses.
#[test]
fn kappa_is_cohens() {
    let [one, other] = table(&[&[88, 14, 18], &[10, 40, 10], &[2, 6, 12]]);
    is("Cohen 1960", cohen(&one, &other), 0.492, 3);
    is("the other way round", cohen(&other, &one), 0.492, 3);
}

/// Fleiss 1971, table 1: thirty patients, six psychiatrists for each, five diagnoses.
const DIAGNOSES: [[usize; 5]; 30] = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
    [0, 0, 5, 0, 1],
    [3, 0, 0, 1, 2],
    [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0],
    [1, 0, 2, 0, 3],
    [0, 0, 0, 0, 6],
    [0, 1, 0, 5, 0],
    [0, 2, 0, 1, 3],
    [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1],
    [0, 5, 0, 1, 0],
    [4, 0, 0, 0, 2],
    [0, 2, 0, 4, 0],
    [1, 0, 5, 0, 0],
    [0, 0, 0, 0, 6],
];

#[test]
fn kappa_of_many_is_fleiss_s() {
    let rows: Vec<&[usize]> = DIAGNOSES.iter().map(|row| &row[..]).collect();
    is("Fleiss 1971", fleiss(&votes(&rows)), 0.430, 3);
}

/// The four examples of Krippendorff, “Computing Krippendorff's alpha-reliability” (2011).
#[test]
fn alpha_is_krippendorffs() {
    for (what, raters, printed) in [
        ("two observers, two values", &["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"][..], 0.095),
        ("two observers, many values", &["a a b b d c c c e d d a", "b a b b b c c c e d d d"], 0.692),
        (
            "four observers, who leave some out",
            &["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."],
            0.743,
        ),
    ] {
        let raters: Vec<_> = raters.iter().map(|said| rater(said)).collect();
        is(what, alpha(&raters), printed, 3);
    }
}

#[test]
fn what_chance_cannot_change_is_not_defined() {
    let (same, none) = (rater("1 1 1"), rater(". . ."));
    for raters in
        [vec![same.clone(), same.clone()], vec![none.clone(), same], vec![none.clone(), none], vec![Vec::new(), Vec::new()], vec![]]
    {
        assert_eq!((fleiss(&raters), alpha(&raters)), (None, None), "{raters:?}");
        if let [one, other] = &raters[..] {
            assert_eq!(cohen(one, other), None, "{raters:?}");
        }
    }
    let [one, other] = [rater("1 2 1"), rater("1 2 1")];
    assert_eq!((cohen(&one, &other), fleiss(&[one.clone(), other.clone()]), alpha(&[one, other])), (Some(1.0), Some(1.0), Some(1.0)));
}
