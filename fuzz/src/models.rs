//! Model files: a shipped one with bytes changed, or bytes as they come. Damaged bytes may give wrong answers, never a panic.

use std::cell::OnceCell;

use whosaid::Reader;
use whosaid::article::Article;
use whosaid::confidence;
use whosaid::language::attribution::Attributor;
use whosaid::language::names::{self, Recognizer};
use whosaid::language::parser::network::Network;
use whosaid::language::parser::{Tree, Workspace};
use whosaid::language::tagger::{self, Tagger};
use whosaid::language::weights::{Model, hash_bytes, write_model};
use whosaid::quotes;

use crate::targets::{Effort, Target};

const FILES: [&[u8]; 5] = [
    include_bytes!("../../src/language/models/names.bin"),
    include_bytes!("../../src/language/models/parser.bin"),
    include_bytes!("../../src/language/models/tagger.bin"),
    include_bytes!("../../src/language/models/attribution.bin"),
    include_bytes!("../../src/language/models/confidence.bin"),
];

const TEXT: &str = "Mayor Ada Lumen said the harbor is safe. “It must stay open,” she told Norway.";

/// Where the checksum stands, and what it covers.
const CHECKSUM: usize = 16;
const COVERED: usize = 24;

thread_local! {
    static READ: OnceCell<Article<'static>> = const { OnceCell::new() };
}

pub(crate) fn target() -> Target {
    // The first byte says which file; each change is its kind and place in three bytes, and its value in a fourth.
    let seeds =
        (0..FILES.len() as u8).flat_map(|file| [vec![file], vec![file, 0, 12, 0, 1], vec![file, 2, 1, 0, 9], vec![file, 1, 200, 9, 77]]);
    Target {
        name: "models".into(),
        seeds: seeds.chain([raw(b"whosaid\x02\x01\0\0\0\x01\0\0\0"), raw(&careful())]).collect(),
        words: Vec::new(),
        longest: 600,
        repeated: None,
        share: 3,
        run: Box::new(run),
    }
}

/// The input that is these bytes as they are.
fn raw(file: &[u8]) -> Vec<u8> {
    [&[u8::MAX], file].concat()
}

/// The beginning of a file of the careful reading: word pieces, and one tensor of each kind.
fn careful() -> Vec<u8> {
    let tensor = |name: &[u8], kind: u8, [rows, columns]: [u32; 2], numbers: usize| {
        let head = [&[name.len() as u8], name, &[kind], &rows.to_le_bytes(), &columns.to_le_bytes()].concat();
        [head, vec![1; numbers]].concat()
    };
    let tensors = [tensor(b"a", 0, [1, 2], 8), tensor(b"b", 1, [2, 2], 12), tensor(b"c", 2, [1, 32], 18)].concat();
    let pieces = b"[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\n##s".to_vec();
    write_model(&[("pieces", pieces), ("tensors", [3u32.to_le_bytes().to_vec(), tensors].concat())])
}

fn run(input: &[u8], _: Effort) {
    let Some((&choice, changes)) = input.split_first() else { return };
    let mut file = match FILES.get(usize::from(choice)) {
        Some(file) => changed(file, changes),
        None => changes.to_vec(),
    };
    answer(Model::trusted(&file));
    if file.len() > COVERED {
        let checksum = hash_bytes(&file[COVERED..]).to_le_bytes();
        file[CHECKSUM..COVERED].copy_from_slice(&checksum);
    }
    if let Err(error) = Reader::open(&file) {
        assert!(!error.to_string().is_empty());
    }
    if let Ok(model) = Model::open(&file) {
        ["weights", "lists", "cue", "content", "source"].iter().for_each(|section| drop(model.checked_table(section)));
    }
}

/// The file with some of its bytes changed: in its head, anywhere, at the beginning of a section, or cut off.
fn changed(file: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    for &[kind, low, high, value] in changes.as_chunks::<4>().0 {
        let place = usize::from(low) + 256 * usize::from(high);
        let anywhere = (place * 16 + usize::from(kind / 16)) % file.len().max(1);
        let at = match kind % 4 {
            0 => place % 160,
            1 => anywhere,
            2 => {
                let entry = 32 + 16 * (place % 8) + 8;
                let start =
                    file.get(entry..entry + 4).map_or(0, |bytes| bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | usize::from(byte)));
                start.saturating_add(place / 8 % 24)
            }
            _ => {
                file.truncate(anywhere);
                continue;
            }
        };
        if let Some(byte) = file.get_mut(at) {
            *byte = value;
        }
    }
    file
}

/// Asks everyone who reads a model.
fn answer(model: Model<'_>) {
    READ.with(|read| {
        let article = read.get_or_init(|| Article::read(TEXT));
        let forms: Vec<&str> = (0..article.tokens.len()).map(|word| article.word(word)).collect();
        let (mut tags, mut found, mut tree) = (Vec::new(), Vec::new(), Tree::default());
        Tagger::new(model).tag(&forms, &mut tagger::Scratch::default(), &mut tags);
        assert_eq!(tags.len(), forms.len());
        Recognizer::new(model).find(&forms, &article.syntax.tags, &mut names::Scratch::default(), &mut found);
        assert!(found.iter().all(|name| name.tokens.start < name.tokens.end && name.tokens.end <= forms.len()));
        Workspace::default().parse_with(&Network::read(&model), &forms, &article.syntax.tags, &mut tree);
        assert!(tree.heads.len() == forms.len() && tree.heads.iter().all(|&head| (head as usize) < forms.len()));
        quotes::attributions(article, &mut Attributor::new(model).scorer());
        confidence::percent(model, &[1, 2, 3, u64::MAX]);
    });
}
