//! What holds of agreement for whatever people mark.

#[path = "support/articles.rs"]
mod articles;

use proptest::prelude::*;
use whosaid::agreement::{B3, Layer, Pair, Report, Text, compare};
use whosaid::formats::Article;

/// Several texts, each marked by as many people.
fn report(texts: &[Vec<&Article>]) -> Report {
    compare(&texts.iter().map(|people| text(people)).collect::<Vec<_>>())
}

fn text<'a>(people: &[&'a Article]) -> Text<'a> {
    Text { text: &people[0].text, documents: people.iter().map(|article| &article.document).collect() }
}

/// Every figure of all and of each two.
fn figures(report: &Report) -> Vec<Option<f64>> {
    let overall = report.layers.iter().flat_map(|layer| [layer.fleiss, layer.alpha, layer.unitizing]);
    overall.chain(report.pairs.iter().flat_map(of_pair)).collect()
}

fn of_pair(pair: &Pair) -> Vec<Option<f64>> {
    let of_layers =
        pair.layers.iter().flat_map(|layer| [layer.kappa, layer.f1, layer.f1_linked, layer.linked.figure(), layer.kinds.figure()]);
    of_layers.chain([pair.b3.f1()]).collect()
}

fn same(one: &[Option<f64>], other: &[Option<f64>]) -> bool {
    let close = |(one, other): (&Option<f64>, &Option<f64>)| match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        _ => one == other,
    };
    one.len() == other.len() && one.iter().zip(other).all(close)
}

proptest! {
    #[test]
    fn who_marks_the_same_agrees(article in articles::articles(), people in 2..4usize) {
        let report = report(&[vec![&article; people]]);
        for figure in figures(&report).into_iter().flatten() {
            prop_assert!((figure - 1.0).abs() < 1e-9, "{report:?}");
        }
        prop_assert!(report.disagreements.is_empty());
    }

    #[test]
    fn who_is_named_first_does_not_matter(one in articles::sets(3), other in articles::sets(3)) {
        let texts = |order: [usize; 3]| [&one, &other].map(|set| order.map(|person| &set[person]).to_vec());
        let first = report(&texts([0, 1, 2]));
        for order in [[1, 0, 2], [2, 1, 0], [1, 2, 0]] {
            let turned = report(&texts(order));
            let all = |report: &Report| report.layers.iter().flat_map(|layer| [layer.fleiss, layer.alpha, layer.unitizing]).collect::<Vec<_>>();
            prop_assert!(same(&all(&first), &all(&turned)));
            for pair in &turned.pairs {
                let mut between = pair.between.map(|person| order[person]);
                between.sort_unstable();
                let before = first.pairs.iter().find(|pair| pair.between == between).expect("the same pair");
                prop_assert!(same(&of_pair(before), &of_pair(pair)), "{before:?} {pair:?}");
            }
        }
    }

    #[test]
    fn a_figure_is_a_number_and_never_above_one(sets in articles::sets(3)) {
        let report = report(&[sets.iter().collect()]);
        for figure in figures(&report).into_iter().flatten() {
            prop_assert!(figure.is_finite() && figure <= 1.0 + 1e-9, "{figure}");
        }
        // Where something is not agreed on, the place is listed with what is said there.
        for found in &report.disagreements {
            prop_assert!(!found.differs.is_empty() && found.said.iter().any(|said| !said.is_empty()));
            prop_assert!(found.said.iter().flatten().flat_map(|said| &said.parts).all(|part| found.span.contains(*part)));
        }
        let alike = report.disagreements.is_empty();
        prop_assert_eq!(alike, figures(&report).into_iter().flatten().all(|figure| (figure - 1.0).abs() < 1e-9) && unmarked_alike(&sets));
    }
}

/// Whether all people have as many marks of each layer: figures over words do not see a mark on punctuation alone.
fn unmarked_alike(sets: &[Article]) -> bool {
    let counts = |article: &Article| [article.document.mentions.len(), article.document.quotes.len(), article.document.positions.len()];
    sets.windows(2).all(|two| counts(&two[0]) == counts(&two[1]))
}

#[test]
fn nobody_and_nothing_are_no_agreement() {
    assert_eq!((Layer::ALL.len(), report(&[]).pairs.len()), (3, 0));
    assert_eq!(B3::default().f1(), None);
}
