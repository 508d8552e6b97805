//! The learned layer: what a word is, how words hang together, what is a name. It reports what the models say about tokens, and leaves every
//! decision about actors, quotes and positions to the rooms after it.

pub mod identify;
pub mod lemmas;
pub mod names;
pub mod parser;
pub mod relations;
pub mod tagger;
pub mod tags;
pub mod weights;
pub mod words;

use std::ops::Range;

use crate::sentences::Sentence;
use crate::tokens::Tokens;
use parser::{Outline, Tree};
use relations::Relation;
use tags::Tag;

/// What the models say about the words of a text.
pub struct Syntax {
    /// The tag of each token.
    pub tags: Vec<Tag>,
    /// The trees of all sentences as one forest over the tokens of the text.
    pub tree: Tree,
    /// Spans and children of all tokens.
    pub outline: Outline,
    /// The names, in text order, without overlap.
    pub names: Vec<Name>,
}

/// A name in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// Its tokens. Never empty.
    pub tokens: Range<usize>,
    /// What it names.
    pub class: NameClass,
}

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameClass {
    /// A human being.
    Person,
    /// An organization.
    Organization,
    /// A place.
    Place,
    /// A nationality, religion or political group.
    Nationality,
    /// Anything else: events, laws, products.
    Other,
}

/// Tags, parses and finds names in the sentences of `text`. Deterministic; linear in the length of the text.
pub fn analyze(text: &str, tokens: &Tokens, sentences: &[Sentence]) -> Syntax {
    let mut syntax = Syntax {
        tags: vec![Tag::default(); tokens.len()],
        tree: Tree { heads: (0..tokens.len() as u32).collect(), relations: vec![Relation::Root; tokens.len()] },
        outline: Outline::default(),
        names: Vec::new(),
    };
    let tagger = tagger::Tagger::shipped();
    let (mut scratch, mut workspace, mut tree) = (tagger::Scratch::default(), parser::Workspace::default(), Tree::default());
    let (recognizer, mut buffers, mut names) = (names::Recognizer::shipped(), names::Scratch::default(), Vec::new());
    let (mut forms, mut tags): (Vec<&str>, Vec<Tag>) = (Vec::new(), Vec::new());
    for words in sentences.iter().flat_map(|sentence| pieces(&sentence.tokens)) {
        forms.clear();
        forms.extend(words.clone().map(|i| tokens.span(i).slice(text)));
        tagger.tag(&forms, &mut scratch, &mut tags);
        workspace.parse(&forms, &tags, &mut tree);
        recognizer.find(&forms, &tags, &mut buffers, &mut names);
        syntax.names.extend(
            names.drain(..).map(|Name { tokens, class }| Name { tokens: tokens.start + words.start..tokens.end + words.start, class }),
        );
        for (at, token) in words.clone().enumerate() {
            syntax.tags[token] = tags[at];
            syntax.tree.heads[token] = tree.heads[at] + words.start as u32;
            syntax.tree.relations[token] = tree.relations[at];
        }
    }
    syntax.outline.update(&syntax.tree);
    syntax
}

/// A sentence in pieces that the models take: text without an end, such as a table, is cut so that no step depends on all of it.
fn pieces(words: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
    const LONGEST: usize = 400;
    let words = words.clone();
    words.clone().step_by(LONGEST).map(move |start| start..words.end.min(start + LONGEST))
}
