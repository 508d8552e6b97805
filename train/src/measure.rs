//! Measures model files on what they were not trained on: one line for each measure and set, with tabs between measure, set and value. The
//! evaluation puts these lines beside what they should reach.

use crate::confidence;
use crate::conllu;
use crate::corpora;
use crate::names;
use crate::parser;
use crate::tagger;
use anyhow::Result;
use std::path::Path;

/// Measures the model files in the folder `models` with the corpora under `data`.
pub fn run(data: &Path, models: &Path) -> Result<()> {
    let file = |name: &str| std::fs::read(models.join(name));
    syntax(data, &file("tagger.bin")?, &file("parser.bin")?)?;
    let (model, held_out) = (file("names.bin")?, corpora::held_out(data)?);
    for (set, sentences) in [("UNER-EWT dev", &held_out.web), ("worldwide newswire, a tenth held out", &held_out.news)] {
        line("person, organization and place names, span F1", set, names::score(&model, sentences)?.f1());
    }
    Ok(())
}

/// Tags and trees on gold tokens, the trees on the tagger's own tags.
fn syntax(data: &Path, tagger: &[u8], parser: &[u8]) -> Result<()> {
    for (folder, set) in [("ewt", "EWT dev"), ("gum", "GUM dev")] {
        let sentences = conllu::read(&data.join(folder).join("dev.conllu.gz"))?;
        let tags = tagger::score(tagger, &sentences)?;
        line("UPOS accuracy, gold tokens", set, tags.upos);
        line("XPOS accuracy, gold tokens", set, tags.xpos);
        let trees = parser::score(parser, tagger, &sentences)?;
        line("UAS, gold tokens, own tags", set, trees.uas());
        line("LAS, gold tokens, own tags", set, trees.las());
    }
    // How far confidence can be trusted, as a table: the lines that begin with a bar.
    println!("{}", confidence::out_of_fold(&confidence::judged(data)?)?);
    Ok(())
}

fn line(measure: &str, set: &str, value: f64) {
    println!("{measure}\t{set}\t{value:.4}");
}
