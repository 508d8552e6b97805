//! Trains the models in `src/language/models` from corpora given by a path.
//!
//! One process, one core, fixed seeds: the same corpora give the same bytes.

mod attribution;
mod confidence;
mod conllu;
mod corpora;
mod crf;
mod ftrl;
mod lemmas;
mod measure;
mod names;
mod parser;
mod silver;
mod tagger;
mod tools;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use std::path::PathBuf;

/// Trains the models that the core ships.
#[derive(Parser)]
struct Arguments {
    /// The folder with the corpora (see its README for what is expected there)
    #[arg(long)]
    data: PathBuf,
    /// Where the model files go
    #[arg(long, default_value = "src/language/models")]
    out: PathBuf,
    /// Measure those files instead of training: a line of measure, set and value
    #[arg(long)]
    measure: bool,
    /// Learn tags, trees and names without PolNeAR's automatic annotation, to see what it is good for
    #[arg(long)]
    without_polnear: bool,
    /// Which models to train; all of them when none is named
    models: Vec<Kind>,
}

/// A model that can be trained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// The table of irregular dictionary forms
    Lemmas,
    /// Parts of speech
    Tagger,
    /// Names of persons, organizations and places
    Names,
    /// Dependencies
    Parser,
    /// Attributions: cues, contents, sources. Learns from what the other models, as built in, make of its articles
    Attribution,
    /// How sure each suggestion is; last, for it learns from what all the others find
    Confidence,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if arguments.measure {
        return measure::run(&arguments.data, &arguments.out);
    }
    let kinds = if arguments.models.is_empty() { Kind::value_variants().to_vec() } else { arguments.models.clone() };
    let polnear = !arguments.without_polnear;
    for kind in kinds {
        match kind {
            Kind::Lemmas => lemmas(&arguments)?,
            Kind::Tagger => std::fs::write(arguments.out.join("tagger.bin"), tagger::train(&arguments.data, polnear)?)?,
            Kind::Parser => {
                let tagger = std::fs::read(arguments.out.join("tagger.bin"))?;
                std::fs::write(arguments.out.join("parser.bin"), parser::train(&arguments.data, &tagger, polnear)?)?;
            }
            Kind::Attribution if !polnear => println!("attribution: learns from PolNeAR alone, and stays as it is"),
            Kind::Attribution => {
                let tagger = std::fs::read(arguments.out.join("tagger.bin"))?;
                std::fs::write(arguments.out.join("attribution.bin"), attribution::train(&arguments.data, &tagger)?)?;
            }
            Kind::Confidence => std::fs::write(arguments.out.join("confidence.bin"), confidence::train(&arguments.data)?)?,
            Kind::Names => std::fs::write(arguments.out.join("names.bin"), names::train(&arguments.data, polnear)?)?,
        }
    }
    Ok(())
}

/// Writes the table of irregular forms, and measures the table that this program was built with.
fn lemmas(arguments: &Arguments) -> Result<()> {
    let read = |set: &str| conllu::read(&arguments.data.join(set));
    let table = lemmas::table(&[read("ewt/train.conllu.gz")?, read("gum/train.conllu.gz")?].concat());
    println!("lemmas: {} irregular forms, {} bytes with brotli", table.lines().count(), tools::brotli_size(table.as_bytes()));
    std::fs::write(arguments.out.join("lemmas.tsv"), table)?;
    for set in ["ewt", "gum"] {
        let (accuracy, words) = lemmas::score(&read(&format!("{set}/dev.conllu.gz"))?);
        println!("lemmas: {set} dev {accuracy:.4} ({words} inflected words)");
    }
    Ok(())
}
