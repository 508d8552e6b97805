//! Articles for tests: one by hand, and any number at random with everything in them that breaks offsets and links.

#![allow(dead_code, reason = "each suite uses its part")]

use proptest::prelude::*;
use whosaid::formats::Article;
use whosaid::model::*;
use whosaid::reasons::Rule;

/// Pieces that random texts are made of.
const PIECES: &[&str] = &[
    "Ann Lee",
    " said ",
    "that ",
    "the plan",
    ".",
    "“",
    "”",
    "\"",
    "'",
    "\\",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    " ",
    "=1+1",
    "@x",
    "-",
    "🦀",
    "👩‍👩‍👧‍👦",
    "🇺🇦",
    "e\u{301}",
    "\u{200d}",
    "שלום",
    "مرحبا",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\u{1c}",
    "\u{b}",
    "\u{feff}",
    "\u{0}",
    "ß",
    "日本",
    ";",
    ",",
];

/// Values of unknown fields, as the writer lays JSON out.
const VALUES: &[&str] =
    &["null", "true", "1.5", "-3", "18446744073709551615", "1e+300", "\"x\"", "\"\u{2028}\\n=\"", "[1,{\"a\":[]}]", "{\"b\":{},\"a\":1}"];
/// Names of unknown fields, with some that mean something in one format or another.
const NAMES: &[&str] = &["label", "target", "items", "creator", "whosaid:status", "whosaid:new", "@context", "x y"];
const NAMES_OF_ACTORS: &[&str] = &["Ann Lee", "the plan’s author", "=cmd", "A\nB\tC", "שלום", "🦀"];

/// A stream of choices, so that a random article shrinks well.
struct Choices<'a> {
    numbers: std::iter::Cycle<std::slice::Iter<'a, u16>>,
}

impl Choices<'_> {
    fn below(&mut self, bound: usize) -> usize {
        usize::from(*self.numbers.next().unwrap()) % bound.max(1)
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| value(self))
    }

    fn extra(&mut self) -> Extra {
        let mut names: Vec<&str> = Vec::new();
        for _ in 0..self.below(3) {
            names.push(*self.one(NAMES));
        }
        names.dedup();
        if names.len() == 2 && names[0] == names[1] {
            names.pop();
        }
        names.into_iter().map(|name| (name.into(), (*self.one(VALUES)).into())).collect()
    }

    fn note(&mut self, place: usize, edges: &[u32]) -> Note {
        let ids = [format!("x{place}"), format!("q {place}/é%41"), format!("a{}", place + 2), format!("m{}", 7 - place)];
        let id = if self.below(3) == 0 { Some(ids[place % 4].as_str().into()) } else { None };
        let reason = match self.below(4) {
            0 => Reason::None,
            1 => Reason::Stated("as\tshe\nsays \u{2028} “so”".into()),
            2 => Reason::Seen((0..self.below(4)).map(|_| self.ground(edges)).collect()),
            _ => Reason::Rule(Rule::ALL[self.below(Rule::ALL.len())]),
        };
        let confidence = self.maybe(|choices| choices.below(101) as u8);
        Note { id, origin: Origin { status: *self.one(Status::ALL), reason, confidence }, extra: self.extra() }
    }

    fn ground(&mut self, edges: &[u32]) -> Ground {
        let clue = *self.one(Clue::ALL);
        let (words, what) = (self.maybe(|choices| choices.span(edges)), self.maybe(|choices| (*choices.one(NAMES_OF_ACTORS)).into()));
        Ground { clue, words, what, percent: self.maybe(|choices| choices.below(101) as u8) }
    }

    fn span(&mut self, edges: &[u32]) -> Span {
        let (one, other) = (self.below(edges.len()), self.below(edges.len() - 1));
        let other = if other >= one { other + 1 } else { other };
        Span::new(edges[one.min(other)], edges[one.max(other)])
    }

    fn parts(&mut self, edges: &[u32]) -> Vec<Span> {
        let mut places: Vec<usize> = (0..2 + 2 * self.below(3)).map(|_| self.below(edges.len())).collect();
        places.sort_unstable();
        let parts: Vec<Span> =
            places.chunks_exact(2).filter(|pair| pair[0] < pair[1]).map(|pair| Span::new(edges[pair[0]], edges[pair[1]])).collect();
        if parts.is_empty() { vec![self.span(edges)] } else { parts }
    }
}

fn unique(notes: Vec<&mut Note>) {
    let mut seen = std::collections::BTreeSet::new();
    for note in notes {
        if note.id.as_ref().is_some_and(|id| !seen.insert(id.clone())) {
            note.id = None;
        }
    }
}

/// Random articles.
pub(crate) fn articles() -> impl Strategy<Value = Article> {
    let text = prop::collection::vec(prop::sample::select(PIECES), 1..40);
    (text, prop::collection::vec(any::<u16>(), 1..400)).prop_map(|(pieces, numbers)| build(pieces.concat(), &numbers))
}

fn build(text: String, numbers: &[u16]) -> Article {
    let mut choices = Choices { numbers: numbers.iter().cycle() };
    let choices = &mut choices;
    let edges: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let mut document = Document {
        language: choices.maybe(|_| "en".into()),
        title: choices.maybe(|_| "A “title”".into()),
        reading: choices.maybe(|_| "careful 1".into()),
        ..Document::default()
    };
    document.extra = choices.extra();
    for place in 0..choices.below(5) {
        document.actors.push(Actor {
            kind: choices.maybe(|choices| *choices.one(ActorType::ALL)),
            name: (*choices.one(NAMES_OF_ACTORS)).into(),
            role: choices.maybe(|_| "+minister".into()),
            anonymous: choices.below(2) == 0,
            note: choices.note(place, &edges),
        });
    }
    let actors = document.actors.len();
    let actor = |choices: &mut Choices<'_>| ActorId(choices.below(actors) as u32);
    // Some say it with one or two others.
    let joint = |choices: &mut Choices<'_>, first: Option<ActorId>| {
        let others = |first: ActorId| (1..actors as u32).map(|step| ActorId((first.0 + step) % actors as u32)).collect::<Vec<_>>();
        let count = if choices.below(4) == 0 { choices.below(3) } else { 0 };
        first.map_or_else(Vec::new, others).into_iter().take(count).collect::<Vec<_>>()
    };
    for place in 0..if actors == 0 { 0 } else { choices.below(8) } {
        let kind = *choices.one(MentionKind::ALL);
        document.mentions.push(Mention { span: choices.span(&edges), actor: actor(choices), kind, note: choices.note(place, &edges) });
    }
    for place in 0..choices.below(5) {
        let speaker = choices.maybe(actor).filter(|_| actors > 0);
        document.quotes.push(Quote {
            kind: *choices.one(QuoteKind::ALL),
            parts: choices.parts(&edges),
            cue: choices.maybe(|choices| choices.span(&edges)),
            source: choices.maybe(|choices| choices.span(&edges)),
            speaker,
            joint: joint(choices, speaker),
            hedged: choices.below(2) == 0,
            note: choices.note(place, &edges),
        });
    }
    let quotes = document.quotes.len();
    for place in 0..choices.below(5) {
        let holder = choices.maybe(actor).filter(|_| actors > 0);
        document.positions.push(Position {
            kind: *choices.one(PositionKind::ALL),
            polarity: choices.below(3) as i8 - 1,
            parts: choices.parts(&edges),
            cue: choices.maybe(|choices| choices.span(&edges)),
            source: choices.maybe(|choices| choices.span(&edges)),
            holder,
            joint: joint(choices, holder),
            quote: choices.maybe(|choices| QuoteId(choices.below(quotes) as u32)).filter(|_| quotes > 0),
            hedged: choices.below(2) == 0,
            note: choices.note(place, &edges),
        });
    }
    unique(document.actors.iter_mut().map(|item| &mut item.note).collect());
    unique(document.mentions.iter_mut().map(|item| &mut item.note).collect());
    unique(document.quotes.iter_mut().map(|item| &mut item.note).collect());
    unique(document.positions.iter_mut().map(|item| &mut item.note).collect());
    Article { name: "sample".into(), text, document }
}

/// What several people have marked in one random text, each at random.
pub(crate) fn sets(people: usize) -> impl Strategy<Value = Vec<Article>> {
    let text = prop::collection::vec(prop::sample::select(PIECES), 1..40);
    let numbers = prop::collection::vec(prop::collection::vec(any::<u16>(), 1..400), people);
    (text, numbers).prop_map(|(pieces, numbers)| numbers.iter().map(|numbers| build(pieces.concat(), numbers)).collect())
}

/// The place of `words` in `text`.
pub(crate) fn place(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in the text"));
    Span::new(start as u32, (start + words.len()) as u32)
}

/// An article about a harbor, with one of everything and an emoji before it all.
pub(crate) fn harbor() -> Article {
    let text = "🦀 “We will build the harbor,” Mayor Ann Lee said.\nThe union is against the harbor, according to its chair.".to_owned();
    let at = |words: &str| place(&text, words);
    // Words of its own, so that a change of the rules changes no snapshot.
    let reason = || Reason::Stated("It says so.".into());
    let note = || Note { origin: Origin { status: Status::Suggested, reason: reason(), confidence: Some(80) }, ..Note::default() };
    let actor = |kind, name: &str, role: Option<&str>| Actor {
        kind: Some(kind),
        name: name.into(),
        role: role.map(Into::into),
        anonymous: false,
        note: note(),
    };
    let mut chair = actor(ActorType::Person, "its chair", None);
    chair.anonymous = true;
    chair.note = Note { origin: Origin { status: Status::Added, ..Origin::default() }, ..Note::default() };
    let mention = |words, actor, kind| Mention { span: at(words), actor: ActorId(actor), kind, note: note() };
    let document = Document {
        language: Some("en".into()),
        title: Some("A harbor".into()),
        reading: None,
        actors: vec![actor(ActorType::Person, "Ann Lee", Some("Mayor")), actor(ActorType::Organization, "The union", None), chair],
        mentions: vec![
            mention("We", 0, MentionKind::Pronoun),
            mention("Ann Lee", 0, MentionKind::Name),
            mention("The union", 1, MentionKind::Role),
            mention("its chair", 2, MentionKind::Role),
        ],
        quotes: vec![
            Quote {
                kind: QuoteKind::Direct,
                parts: vec![at("We will build the harbor,")],
                cue: Some(at("said")),
                source: Some(at("Mayor Ann Lee")),
                speaker: Some(ActorId(0)),
                joint: Vec::new(),
                hedged: false,
                note: note(),
            },
            Quote {
                kind: QuoteKind::Indirect,
                parts: vec![at("The union is against the harbor")],
                cue: Some(at("according to")),
                source: Some(at("its chair")),
                speaker: Some(ActorId(2)),
                joint: vec![ActorId(1)],
                hedged: true,
                note: note(),
            },
        ],
        positions: vec![Position {
            kind: PositionKind::Oppose,
            polarity: -1,
            parts: vec![place(&text, "the harbor, according")].into_iter().map(|span| Span::new(span.start(), span.start() + 10)).collect(),
            cue: Some(at("is against")),
            source: Some(at("The union")),
            holder: Some(ActorId(1)),
            joint: Vec::new(),
            quote: Some(QuoteId(1)),
            hedged: false,
            note: note(),
        }],
        extra: vec![("project".into(), "{\"name\":\"harbors\"}".into())],
    };
    Article { name: "harbor".into(), text, document }
}
