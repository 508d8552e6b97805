//! Kinds of text that were misread, several variants each: who is found to say what.

use super::{Guideline, Reader};
use crate::model::Document;

fn read(text: &str) -> Document {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reading/careful/weights.bin");
    let file = std::fs::read(path).expect("is there");
    Reader::open(&file).expect("the shipped file is whole").read(text, Guideline::Quotes)
}

/// Each quote as its speaker and its words, its parts apart.
fn said(text: &str) -> Vec<String> {
    let document = read(text);
    let line = |quote: &crate::model::Quote| {
        let speaker = quote.speaker.map_or("?", |actor| &*document.actors[actor.index()].name);
        let parts: Vec<&str> = quote.parts.iter().map(|part| part.slice(text)).collect();
        format!("{speaker}: {}", parts.join(" … "))
    };
    document.quotes.iter().map(line).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(said(text), *expected, "{text}");
    }
}

#[test]
fn the_reporters_words_between_are_nobodys() {
    check(&[
        ("“We lost,” which surprised him, “but we go on,” Sam Reyes said.", &["Sam Reyes: We lost … but we go on"]),
        ("“The rail”—here he paused—“and the bus are late,” Sam Reyes said.", &["Sam Reyes: The rail … and the bus are late"]),
        ("“It is late” – she looked at the clock – “and we go home,” Ada Quill said.", &["Ada Quill: It is late … and we go home"]),
        ("\"The boats\" (he pointed at them) \"are ours,\" Sam Reyes said.", &["Sam Reyes: The boats … are ours"]),
        (
            "“We look at it.\n\nThe plan\n\n“We look again in spring,” Ada Quill said.",
            &["Ada Quill: We look at it … We look again in spring"],
        ),
        ("“We go, Ana Ruiz said. “We stay,” Bo Tan said.", &["Ana Ruiz: We go", "Bo Tan: We stay"]),
        ("\"We stop the ferry, Ada Quill said. \"We run it,\" Bo Tan said.", &["Ada Quill: We stop the ferry", "Bo Tan: We run it"]),
    ]);
}

#[test]
fn who_gives_no_answer_says_and_opposes_nothing() {
    for text in [
        "The company declined to comment.",
        "Quill declined repeatedly to say whether the ferry was safe.",
        "Officials refused to elaborate on the plan.",
        "The ministry refused to discuss the talks with reporters.",
        "Quill refused to answer questions.",
        "A spokeswoman would not say when the ferry would stop.",
    ] {
        let document = read(text);
        assert_eq!((document.quotes.len(), document.positions.len()), (0, 0), "{text}");
    }
    check(&[
        ("The bank did not say “we are broke.”", &[]),
        ("No official said the ferry was safe.", &[]),
        ("Nobody told reporters that the ferry was safe.", &[]),
        ("Unless Quill says it is safe, we will not go, Bo Tan said.", &["Bo Tan: Unless Quill says it is safe, we will not go"]),
    ]);
}

#[test]
fn names_go_as_a_whole() {
    for (text, expected) in [
        ("Robert “Bob” Hale said he would run. Hale won.", "Robert “Bob” Hale"),
        ("Joseph R. “Joe” Baylor Jr. said the vote was late. Baylor left.", "Joseph R. “Joe” Baylor Jr."),
        ("Mary (Molly) Reese said the vote was late.", "Mary (Molly) Reese"),
        ("Susan (née Rook) Marsh said the vote was late. Marsh left.", "Susan (née Rook) Marsh"),
        ("Elena 'Lena' Orr said the vote was late. Orr left.", "Elena 'Lena' Orr"),
        ("Dwayne \"The Stone\" Jansen said he would run. Jansen won the vote.", "Dwayne \"The Stone\" Jansen"),
        ("On Monday Jan van der Meer said the canal was shut. Later van der Meer left.", "Jan van der Meer"),
        ("Ines de la Cruz said the canal was shut. De la Cruz left.", "Ines de la Cruz"),
        ("Luis Ortega, a.k.a. “El Gato,” said he was innocent. El Gato left.", "Luis Ortega"),
        ("Ilse Marsh, better known as Bee, said the show would end. Bee left.", "Ilse Marsh"),
    ] {
        let names: Vec<String> = read(text).actors.iter().map(|actor| actor.name.to_string()).collect();
        assert_eq!(names, [expected], "{text}");
    }
}

#[test]
fn two_of_one_name_are_told_apart() {
    check(&[
        (
            "John Kell and Joan Kell were rescued. “I was cold,” Mr. Kell said. “I was not,” Mrs. Kell said.",
            &["John Kell: I was cold", "Joan Kell: I was not"],
        ),
        (
            "Anna Crane and Bill Crane ran. Ms. Crane said the vote was late. Mr. Crane said it was early.",
            &["Anna Crane: the vote was late", "Bill Crane: it was early"],
        ),
        (
            "Mary Nair met Tom Bell. She said the deal was dead. He said it was not.",
            &["Mary Nair: the deal was dead", "Tom Bell: it was not"],
        ),
        ("Tom Bell met Mary Nair. “It is over,” he said. “It is not,” she said.", &["Tom Bell: It is over", "Mary Nair: It is not"]),
        (
            "Spokeswoman Oka Lund met Aro Vint. She said the deal was dead. He said it was not.",
            &["Oka Lund: the deal was dead", "Aro Vint: it was not"],
        ),
    ]);
    let couple = read("Mr. and Mrs. Kell said the flood was close. \"We are tired,\" Mrs. Kell said. Mr. Kell nodded.");
    assert!(couple.actors.len() > 1, "husband and wife are two");
}
