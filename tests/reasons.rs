//! Why something was suggested: the record of what decided, the annotation that it is about and the sentence that is made from it say the same.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use whosaid::model::{ActorId, Clue, Document, Ground, Note, Reason, Span};
use whosaid::{Guideline, Reader, reasons};

/// Articles with what was found in them, read carefully.
type Read = Vec<(String, Document)>;

/// Every article among the tests, and one more that is read for attributions: read once, because that takes its time.
fn read() -> &'static Read {
    static READ: OnceLock<Read> = OnceLock::new();
    READ.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let reader = Reader::open(&fs::read(root.join("src/reading/careful/weights.bin")).unwrap()).unwrap();
        let mut paths: Vec<_> = fs::read_dir(root.join("tests/articles")).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        paths.sort();
        assert!(paths.len() > 3);
        let all = paths.iter().map(|path| (path, Guideline::Quotes)).chain([(&paths[1], Guideline::Attributions)]);
        let texts = all.map(|(path, guideline)| (fs::read_to_string(path).unwrap(), guideline));
        texts.map(|(text, guideline)| (text.clone(), reader.read(&text, guideline))).collect()
    })
}

fn grounds(note: &Note) -> &[Ground] {
    let Reason::Seen(grounds) = &note.origin.reason else { panic!("no record: {:?}", note.origin.reason) };
    assert!(!grounds.is_empty());
    grounds
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The only ground of one of these sorts.
fn the<'g>(grounds: &'g [Ground], clues: &[Clue]) -> &'g Ground {
    let found: Vec<_> = grounds.iter().filter(|ground| clues.contains(&ground.clue)).collect();
    assert_eq!(found.len(), 1, "{clues:?} in {grounds:?}");
    found[0]
}

#[test]
fn each_sentence_says_its_record_and_nothing_else() {
    for (text, document) in read() {
        for note in document.notes() {
            let sentence = reasons::words(note, text).unwrap().into_owned();
            let mut rest = sentence.to_lowercase();
            let mut take = |words: &str| {
                let at = rest.find(&words.to_lowercase()).unwrap_or_else(|| panic!("{words:?} is not in {sentence:?}"));
                rest.replace_range(at..at + words.len(), "");
            };
            for ground in grounds(note) {
                // Who was named in the clause before is not named again.
                let again = ground.clue == Clue::Agent
                    && sentence.contains(&format!(" and was linked to {}", one_line(ground.what.as_ref().unwrap())));
                ground.words.filter(|_| !again).into_iter().for_each(|words| take(&format!("‘{}’", one_line(words.slice(text)))));
                ground.what.iter().for_each(|what| take(&one_line(what)));
                ground.percent.into_iter().for_each(|percent| take(&format!(", {percent} %")));
            }
            let ours = |c: char| c.is_ascii_lowercase() || " ‘’;.".contains(c);
            assert!(rest.chars().all(ours) && rest.matches(';').count() < grounds(note).len(), "{rest:?} of {sentence:?}");
        }
    }
}

#[test]
fn each_record_is_of_its_annotation() {
    for (text, document) in read() {
        let name = |actor: ActorId| &*document.actors[actor.index()].name;
        let mentions = |actor: ActorId, span: Span| document.mentions.iter().any(|mention| mention.actor == actor && mention.span == span);
        let agent = |note: &Note, actor: Option<ActorId>| {
            let ground = the(grounds(note), &[Clue::Agent, Clue::Nobody]);
            assert_eq!((ground.what.as_deref(), ground.words.is_some()), (actor.map(name), actor.is_some()), "{text}");
            assert!(actor.is_none_or(|actor| mentions(actor, ground.words.unwrap())), "{ground:?}");
        };
        for actor in &document.actors {
            let named = the(grounds(&actor.note), &[Clue::Name, Clue::Description]);
            assert_eq!((named.words.unwrap().slice(text), named.clue == Clue::Description), (&*actor.name, actor.anonymous));
            assert_eq!(the(grounds(&actor.note), &[Clue::Type]).what.as_deref(), actor.kind.map(|kind| kind.word()));
        }
        for mention in &document.mentions {
            assert!(mention.span.contains(the(grounds(&mention.note), &[Clue::Head]).words.unwrap()));
            let linked = the(grounds(&mention.note), &[Clue::Antecedent, Clue::First]);
            match linked.words {
                Some(words) => {
                    assert!(mentions(mention.actor, words) && words != mention.span, "{linked:?}");
                    assert_eq!(linked.what.as_deref(), Some(name(mention.actor)));
                }
                None => assert_eq!(linked.clue, Clue::First),
            }
        }
        for quote in &document.quotes {
            let begin = the(grounds(&quote.note), &[Clue::Cue, Clue::Opening]);
            assert_eq!((begin.words.filter(|_| begin.clue == Clue::Cue), begin.clue == Clue::Opening), (quote.cue, quote.cue.is_none()));
            let source = grounds(&quote.note).iter().find(|ground| ground.clue == Clue::Source);
            assert_eq!(source.and_then(|ground| ground.words), quote.source);
            agent(&quote.note, quote.speaker);
        }
        for position in &document.positions {
            assert_eq!(the(grounds(&position.note), &[Clue::Stance]).words, position.cue);
            assert_eq!(the(grounds(&position.note), &[Clue::Kind]).what.as_deref(), Some(position.kind.word()));
            agent(&position.note, position.holder);
        }
    }
}
