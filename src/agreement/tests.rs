//! Two people and a text, by hand.

use super::*;
use crate::model::{Actor, ActorId, Mention, MentionKind, Note, Position, PositionKind, Quote, QuoteKind, Span};

const TEXT: &str = "Mayor Ann Lee said the bridge was safe. She told Bob Ray that it would open.";

fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect("words of the text") as u32;
    Span::new(start, start + words.len() as u32)
}

fn document(
    actors: &[&str],
    mentions: &[(&str, u32)],
    quotes: &[(&str, Option<u32>)],
    positions: &[(&str, PositionKind, u32)],
) -> Document {
    let actor = |name: &&str| Actor { kind: None, name: (*name).into(), role: None, anonymous: false, note: Note::default() };
    let mention =
        |&(words, actor): &(&str, u32)| Mention { span: at(words), actor: ActorId(actor), kind: MentionKind::Name, note: Note::default() };
    let quote = |&(words, speaker): &(&str, Option<u32>)| Quote {
        kind: QuoteKind::Indirect,
        parts: vec![at(words)],
        cue: None,
        source: None,
        speaker: speaker.map(ActorId),
        joint: Vec::new(),
        hedged: false,
        note: Note::default(),
    };
    let position = |&(words, kind, holder): &(&str, PositionKind, u32)| Position {
        kind,
        polarity: 0,
        parts: vec![at(words)],
        cue: None,
        source: None,
        holder: Some(ActorId(holder)),
        joint: Vec::new(),
        quote: None,
        hedged: false,
        note: Note::default(),
    };
    Document {
        actors: actors.iter().map(actor).collect(),
        mentions: mentions.iter().map(mention).collect(),
        quotes: quotes.iter().map(quote).collect(),
        positions: positions.iter().map(position).collect(),
        ..Document::default()
    }
}

fn ann() -> Document {
    document(
        &["Ann Lee", "Bob Ray"],
        &[("Ann Lee", 0), ("She", 0), ("Bob Ray", 1)],
        &[("the bridge was safe", Some(0)), ("it would open", Some(0))],
        &[("it would open", PositionKind::Commit, 0)],
    )
}

fn compared(one: &Document, other: &Document) -> Report {
    compare(&[Text { text: TEXT, documents: vec![one, other] }])
}

#[test]
fn who_marks_the_same_agrees_in_everything() {
    let report = compared(&ann(), &ann());
    assert_eq!((report.texts, report.words), (1, 16));
    for Overall { fleiss, alpha, unitizing, .. } in report.layers {
        assert_eq!([fleiss, alpha, unitizing], [Some(1.0); 3]);
    }
    let pair = &report.pairs[0];
    for layer in &pair.layers {
        assert_eq!([layer.kappa, layer.f1, layer.f1_linked, layer.linked.figure(), layer.kinds.figure()], [Some(1.0); 5]);
    }
    assert_eq!(pair.b3.f1(), Some(1.0));
    assert_eq!(report.disagreements, []);
}

/// The other person numbers the actors differently, takes “She” for Bob Ray, misses a quote, and reads the position otherwise.
#[test]
fn every_disagreement_is_counted_and_listed() {
    let ben = document(
        &["Bob Ray", "Ann Lee"],
        &[("Mayor Ann Lee", 1), ("She", 0), ("Bob Ray", 0)],
        &[("the bridge was safe", Some(1))],
        &[("it would open", PositionKind::Expect, 0)],
    );
    let report = compared(&ann(), &ben);
    let pair = &report.pairs[0];
    let figures: Vec<_> = pair.layers.iter().map(|layer| (layer.f1, layer.linked, layer.kinds)).collect();
    let share = |same, of| Share { same, of };
    assert_eq!(
        figures,
        [(Some(1.0), share(2, 3), share(3, 3)), (Some(2.0 / 3.0), share(1, 1), share(1, 1)), (Some(1.0), share(0, 1), share(0, 1)),]
    );
    // She: 1/2 of Ann's two and 1/2 of Ben's two; Ann Lee: 1/2 and 1; Bob Ray: 1 and 1/2.
    assert_eq!((pair.b3.precision(), pair.b3.recall()), (Some(2.0 / 3.0), Some(2.0 / 3.0)));
    let listed: Vec<(&str, &str, Vec<&str>)> = report
        .disagreements
        .iter()
        .map(|found| (found.layer.word(), found.span.slice(TEXT), found.differs.iter().map(|what| what.word(found.layer)).collect()))
        .collect();
    assert_eq!(
        listed,
        [
            ("mentions", "Mayor Ann Lee", vec!["words"]),
            ("mentions", "She", vec!["actor"]),
            ("quotes", "it would open", vec!["presence"]),
            ("positions", "it would open", vec!["kind", "holder"]),
        ]
    );
    assert_eq!(report.disagreements[2].said[0][0].agents, ["Ann Lee"]);
    assert_eq!(report.disagreements[2].said[1], []);
}

#[test]
fn a_speaker_without_a_mention_is_known_by_name() {
    let typed = document(&["ann lee"], &[], &[("the bridge was safe", Some(0))], &[]);
    let pair = &compared(&ann(), &typed).pairs[0];
    assert_eq!(pair.layers[Layer::Quotes as usize].linked, Share { same: 1, of: 1 });
    let nobody = document(&[], &[], &[("the bridge was safe", None)], &[]);
    assert_eq!(compared(&ann(), &nobody).pairs[0].layers[Layer::Quotes as usize].linked, Share { same: 0, of: 1 });
    assert_eq!(compared(&nobody, &nobody).pairs[0].layers[Layer::Quotes as usize].linked, Share { same: 1, of: 1 });
}

#[test]
fn what_is_not_defined_is_no_number() {
    let nothing = Document::default();
    let report = compared(&nothing, &nothing);
    for Overall { fleiss, alpha, unitizing, .. } in report.layers {
        assert_eq!([fleiss, alpha, unitizing], [None; 3]);
    }
    for layer in &report.pairs[0].layers {
        assert_eq!([layer.kappa, layer.f1, layer.f1_linked, layer.linked.figure()], [None; 4]);
    }
    assert_eq!(report.pairs[0].b3.f1(), None);
    // One who marks and one who does not: no agreement, which is defined.
    let layer = compared(&ann(), &nothing).pairs[0].layers[0].clone();
    assert_eq!((layer.f1, layer.kappa), (Some(0.0), Some(0.0)));
}
