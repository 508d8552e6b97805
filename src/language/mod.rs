//! The learned layer: what a word is, how words hang together, what is a name. It reports what the models say about tokens, and leaves every
//! decision about actors, quotes and positions to the rooms after it.

pub mod attribution;
pub mod identify;
pub mod lemmas;
pub mod memory;
pub mod names;
pub mod parser;
pub mod relations;
pub mod shipped;
pub mod tagger;
pub mod tags;
pub mod weights;
pub mod words;

use std::cell::RefCell;
use std::ops::Range;

use crate::sentences::Sentence;
use crate::tokens::Tokens;
use parser::network::Network;
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

/// What the models remember of words, and buffers. One text after the other uses them, which spares short texts most of the look-ups; it never
/// changes a result.
#[derive(Default)]
struct Workshop {
    words: memory::Memory<words::Word>,
    tagger: tagger::Scratch,
    parser: parser::Workspace,
    names: names::Scratch,
}

thread_local! {
    static WORKSHOP: RefCell<Workshop> = RefCell::default();
}

/// Tags, parses and finds names in the sentences of `text`. Deterministic; linear in the length of the text.
pub fn analyze(text: &str, tokens: &Tokens, sentences: &[Sentence]) -> Syntax {
    analyze_telling(text, tokens, sentences, &|_| ())
}

/// Like [`analyze`]; `progress` is told after each sentence how many bytes of `text` are read.
pub fn analyze_telling(text: &str, tokens: &Tokens, sentences: &[Sentence], progress: &dyn Fn(usize)) -> Syntax {
    let mut workshop = WORKSHOP.take();
    let syntax = workshop.read(parser::shipped(), text, tokens, sentences, progress);
    WORKSHOP.set(workshop);
    syntax
}

/// Like [`analyze`], with the trees of another parser; nothing is kept for the next text.
pub fn analyze_with(parser: &Network, text: &str, tokens: &Tokens, sentences: &[Sentence]) -> Syntax {
    Workshop::default().read(parser, text, tokens, sentences, &|_| ())
}

impl Workshop {
    /// Always with the same parser, whose numbers are remembered.
    fn read(&mut self, parser: &Network, text: &str, tokens: &Tokens, sentences: &[Sentence], progress: &dyn Fn(usize)) -> Syntax {
        let mut syntax = Syntax {
            tags: vec![Tag::default(); tokens.len()],
            tree: Tree { heads: (0..tokens.len() as u32).collect(), relations: vec![Relation::Root; tokens.len()] },
            outline: Outline::default(),
            names: Vec::new(),
        };
        let (tagger, recognizer) = (tagger::Tagger::shipped(), names::Recognizer::shipped());
        let (mut tree, mut names) = (Tree::default(), Vec::new());
        let (mut forms, mut read, mut tags): (Vec<&str>, Vec<words::Word>, Vec<Tag>) = (Vec::new(), Vec::new(), Vec::new());
        for words in sentences.iter().map(|sentence| sentence.tokens.clone()) {
            forms.clear();
            forms.extend(words.clone().map(|i| tokens.span(i).slice(text)));
            let casing = words::recall(&forms, &mut self.words, &mut read);
            tagger.tag_words(&read, casing, &mut self.tagger, &mut tags, |_| tagger::ALL);
            if matches!(forms.last(), Some(&"." | &"!" | &"?")) {
                tagger.find_finite(&read, &mut tags);
            }
            self.parser.parse_words(parser, &forms, &read, &tags, &mut tree);
            recognizer.find_words(&read, casing, &tags, &mut self.names, &mut names);
            syntax.names.extend(
                names.drain(..).map(|Name { tokens, class }| Name { tokens: tokens.start + words.start..tokens.end + words.start, class }),
            );
            for (at, token) in words.clone().enumerate() {
                syntax.tags[token] = tags[at];
                syntax.tree.heads[token] = tree.heads[at] + words.start as u32;
                syntax.tree.relations[token] = tree.relations[at];
            }
            progress(words.end.checked_sub(1).map_or(0, |last| tokens.span(last).end() as usize));
        }
        progress(text.len());
        syntax.outline.update(&syntax.tree);
        syntax
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{paragraphs, sentences, tokens};
    use tags::{Upos, Xpos};

    /// Sentences of our own in plain writing.
    const PLAIN: &[&str] = &[
        "Mayor Maria Lopez said on Monday that the old bridge would stay closed until spring.",
        "The council rejected the plan because nobody had asked the residents of Springfield.",
        "Police arrested three men after the game, and two of them were released on Friday.",
        "“We never saw the report,” Daniel Reed told reporters in London.",
        "The company will not pay its workers, according to the United Nations.",
        "Critics say that the new law is too weak to protect children in Kenya.",
        "He has been the president of the National Farmers Union since March.",
        "Ukraine wants more weapons, but Germany is still waiting for an answer.",
    ];

    fn read(text: &str) -> (Tokens, Syntax) {
        let tokens = tokens::split(text);
        let sentences = sentences::split(text, &tokens, &paragraphs::split(text));
        let syntax = analyze(text, &tokens, &sentences);
        (tokens, syntax)
    }

    /// The parts of speech, with proper nouns as nouns: capitals alone tell them apart.
    fn parts(text: &str) -> Vec<Upos> {
        let plain = |tag: Tag| if tag.upos() == Upos::Propn { Upos::Noun } else { tag.upos() };
        read(text).1.tags.into_iter().map(plain).collect()
    }

    /// How many of a hundred words keep their part of speech when every sentence is written otherwise.
    fn kept(rewrite: impl Fn(&str) -> String) -> usize {
        let (mut same, mut all) = (0, 0);
        for text in PLAIN {
            let (plain, other) = (parts(text), parts(&rewrite(text)));
            assert_eq!(plain.len(), other.len(), "{text}");
            same += plain.iter().zip(&other).filter(|(a, b)| a == b).count();
            all += plain.len();
        }
        same * 100 / all
    }

    /// Every word with a capital, as in a headline.
    fn title(text: &str) -> String {
        let capital = |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
        text.split(' ').map(capital).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn capitals_change_few_parts_of_speech() {
        let found = [kept(str::to_uppercase), kept(str::to_lowercase), kept(title)];
        assert!(found.iter().zip([95, 98, 95]).all(|(&kept, least)| kept >= least), "{found:?}");
    }

    #[test]
    fn a_whole_sentence_has_a_finite_verb() {
        let verb = |text| read(text).1.tags.into_iter().find(|tag| tag.upos() == Upos::Verb).map(Tag::xpos);
        assert_eq!(verb("The union called for a new contract."), Some(Xpos::Vbd));
        assert_eq!(verb("Waves crashed on the rocks."), Some(Xpos::Vbd));
        assert_eq!(verb("A bridge built in May"), Some(Xpos::Vbn));
        assert_eq!(verb("The plan rejected by the council was new."), Some(Xpos::Vbn));
    }

    #[test]
    fn marks_and_spelling_change_few_parts_of_speech() {
        let typed = kept(|text| text.replace(['“', '”'], "\""));
        let misspelled = kept(|text| {
            text.replace("council", "counsil").replace("according", "acording").replace("weapons", "waepons").replace("because", "becuase")
        });
        assert!(typed == 100 && misspelled >= 97, "{typed} {misspelled}");
        for (british, american) in [
            ("The minister criticised the programme.", "The minister criticized the program."),
            ("They would honour the organisation's centre.", "They would honor the organization's center."),
            ("The defence secretary analysed the licence.", "The defense secretary analyzed the license."),
            ("She favoured a cancelled labour deal.", "She favored a canceled labor deal."),
        ] {
            assert_eq!(parts(british), parts(american), "{british}");
        }
    }

    /// The names in a text, each with its class.
    fn names_in(text: &str) -> Vec<(&str, NameClass)> {
        let (tokens, syntax) = read(text);
        let span = |words: &Range<usize>| tokens.span(words.start).start() as usize..tokens.span(words.end - 1).end() as usize;
        syntax.names.iter().map(|name| (&text[span(&name.tokens)], name.class)).collect()
    }

    #[test]
    fn names_are_found_in_unusual_writing() {
        use NameClass::{Organization, Person, Place};
        for (text, names) in [
            ("Maria Lopez sayd the counsil had no choise.", &[("Maria Lopez", Person)][..]),
            ("MARIA LOPEZ FLEW TO LONDON ON MONDAY.", &[("MARIA LOPEZ", Person), ("LONDON", Place)]),
            ("maria lopez flew to london on monday.", &[("maria lopez", Person), ("london", Place)]),
            ("<p>Maria Lopez said&nbsp;no.</p>", &[("Maria Lopez", Person)]),
            ("Maria Lopez &amp; Daniel Reed left.<br>", &[("Maria Lopez", Person), ("Daniel Reed", Person)]),
            ("The United Nations&#8217; envoy met Daniel Reed .", &[("United Nations", Organization), ("Daniel Reed", Person)]),
            ("maria lopez said nothing was wrong.", &[("maria lopez", Person)]),
            ("Anna  Reed ,who leads the party ,said no .", &[("Anna  Reed", Person)]),
            ("“Maria Lopez--the mayor--knew,” said Daniel Reed.", &[("Maria Lopez", Person), ("Daniel Reed", Person)]),
            ("nothing was wrong, they said, and nobody was hurt.", &[]),
            ("NOTHING WAS WRONG, THEY SAID, AND NOBODY WAS HURT.", &[]),
        ] {
            assert_eq!(names_in(text), names, "{text}");
        }
    }
}
