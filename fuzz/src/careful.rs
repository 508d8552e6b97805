//! Texts, read carefully. That takes a thousand times as long as reading them quickly, so they are short.

use whosaid::{Guideline, Reader};

use crate::targets::{Effort, Target};

const WEIGHTS: &[u8] = include_bytes!("../../src/reading/careful/weights.bin");
/// The most bytes of a text.
const LONGEST: usize = 400;

thread_local! {
    static READER: Reader = Reader::open(WEIGHTS).expect("the shipped model is whole");
}

/// Short ones of `texts`, changed with `words`.
pub(crate) fn target(texts: &[Vec<u8>], words: &[Vec<u8>]) -> Target {
    Target {
        name: "careful".into(),
        seeds: texts.iter().filter(|text| text.len() <= LONGEST).step_by(4).cloned().collect(),
        words: words.to_vec(),
        longest: LONGEST,
        repeated: None,
        share: 1,
        run: Box::new(|bytes, effort| READER.with(|reader| run(reader, &String::from_utf8_lossy(bytes), effort))),
    }
}

fn run(reader: &Reader, text: &str, effort: Effort) {
    let read = |guideline| {
        let document = reader.read(text, guideline);
        document.check(text).unwrap_or_else(|fault| panic!("{fault}"));
        document
    };
    let document = read(Guideline::Quotes);
    if effort == Effort::Whole {
        assert!(document == read(Guideline::Quotes), "read again it is another");
        read(Guideline::Attributions);
        reader.explain(text, Guideline::Quotes);
    }
}
