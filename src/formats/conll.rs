//! Token files as of the CoNLL-2003 shared task: a word and its tag on each line, one file for each layer.
//!
//! It decides what becomes of annotations that such files cannot hold, for their tags are flat: within a layer the longest span wins, then the
//! first; a span is widened to the words it touches, and one that runs over a sentence end goes on as a new span. All of this is counted. Tags
//! are IOB2 (each span begins with `B-`), as most programs read them; the classic files are IOB1.

use super::labels::{CUE, SOURCE, mention_type, position_type, quote_type};
use super::loss::{self, add};
use super::markup::visible;
use super::segments::Segments;
use super::wire::{Document, Range};
use super::{Export, ExportError, File, Format, Group, Loss, Source};

pub(super) const FORMAT: Format = Format {
    id: "conll",
    name: "CoNLL-2003 (IOB2)",
    extension: "conll",
    description: "For sequence taggers: a word and its tag a line; actors, quotes, cues and positions in a file each.",
    group: Group::Models,
    joins: false,
    files: 4,
    write,
    read: None,
};

/// A span that wants its words tagged.
struct Claim {
    part: (u32, u32),
    label: String,
}

fn write(source: &Source<'_>) -> Result<Export, ExportError> {
    let (document, segments) = (&source.document, Segments::of(source));
    let mut losses = Vec::new();
    let mut file = |ending: &str, claims: Vec<Claim>| layer(source, &segments, ending, claims, &mut losses);
    let files = vec![
        file("-actors.conll", actors(source)),
        file("-quotes.conll", quotes(document)),
        file("-cues.conll", cues(document)),
        file("-positions.conll", positions(document)),
    ];
    add(&mut losses, "characters as they are, for programs split lines at them", 4 * visible(source.text).1);
    loss::of_links(&mut losses, document);
    loss::of_flat(&mut losses, document);
    Ok(Export { files, losses })
}

fn actors(source: &Source<'_>) -> Vec<Claim> {
    let actors = source.actors();
    let label = |id: &str| mention_type(actors.get(id).and_then(|actor| actor.r#type).map(|kind| kind.0));
    let mentions = source.document.mentions.iter();
    mentions.map(|mention| Claim { part: (mention.start, mention.end), label: label(&mention.actor) }).collect()
}

fn quotes(document: &Document<'_>) -> Vec<Claim> {
    let claim = |part: &(u32, u32), kind| Claim { part: *part, label: quote_type(kind) };
    document.quotes.iter().flat_map(|quote| quote.parts().iter().map(move |part| claim(part, quote.kind.0))).collect()
}

fn cues(document: &Document<'_>) -> Vec<Claim> {
    let quotes = document.quotes.iter().map(|quote| (quote.cue, quote.source));
    let positions = document.positions.iter().map(|position| (position.cue, position.source));
    let claim = |range: Range, label: &str| Claim { part: (range.start, range.end), label: label.to_owned() };
    let both = |(cue, source): (Option<Range>, Option<Range>)| {
        cue.map(|range| claim(range, CUE)).into_iter().chain(source.map(|range| claim(range, SOURCE)))
    };
    let mut claims: Vec<Claim> = quotes.chain(positions).flat_map(both).collect();
    // A quote and the position in it share their cue: that is one span, and nothing is lost.
    claims.sort_by(|one, other| (one.part, &one.label).cmp(&(other.part, &other.label)));
    claims.dedup_by(|one, other| one.part == other.part && one.label == other.label);
    claims
}

fn positions(document: &Document<'_>) -> Vec<Claim> {
    let claim = |part: &(u32, u32), kind| Claim { part: *part, label: position_type(kind) };
    document.positions.iter().flat_map(|position| position.parts().iter().map(move |part| claim(part, position.kind.0))).collect()
}

/// The file of one layer.
fn layer(source: &Source<'_>, segments: &Segments, ending: &str, mut claims: Vec<Claim>, losses: &mut Vec<Loss>) -> File {
    claims.sort_by_key(|claim| (std::cmp::Reverse(claim.part.1 - claim.part.0), claim.part.0));
    let mut winners: Vec<Option<usize>> = vec![None; segments.tokens.len()];
    for (place, claim) in claims.iter().enumerate() {
        let (words, whole) = segments.covered(claim.part);
        if words.is_empty() {
            add(losses, "spans without a word", 1);
        } else if winners[words.clone()].iter().any(Option::is_some) {
            add(losses, "nested and crossing spans", 1);
        } else {
            add(losses, "exact edges of spans within words", usize::from(!whole));
            winners[words].fill(Some(place));
        }
    }
    let mut text = String::from("-DOCSTART- -X- O O\n\n");
    for sentence in &segments.sentences {
        for token in sentence.tokens.clone() {
            let (start, end) = segments.tokens[token];
            let before = token.checked_sub(1).and_then(|before| winners[before]);
            let tag = match winners[token] {
                None => "O".to_owned(),
                winner if winner == before && token > sentence.tokens.start => format!("I-{}", claims[winner.unwrap_or_default()].label),
                Some(winner) => {
                    add(losses, "joints of spans at a sentence end", usize::from(before == Some(winner)));
                    format!("B-{}", claims[winner].label)
                }
            };
            text.push_str(&format!("{} -X- O {tag}\n", visible(source.slice(start, end)).0));
        }
        text.push('\n');
    }
    source.file(ending, "text/plain", text)
}
