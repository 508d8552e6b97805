//! The careful reading laid open: its own steps, taken again with an eye on each.

use std::ops::Range;

use super::encoder::Room;
use super::form::Quotation;
use super::frames::{CONTENT, CUE, SOURCE, Shares, share};
use super::heads::Purpose;
use super::mentions::{Links, Pairs};
use super::numbers::{chance, chances, place_of_largest};
use super::said::{Cast, Reading, Said};
use super::{Decided, features};
use crate::model::{ActorType, MentionKind, Span};
use crate::reading::CAREFUL;
use crate::reading::trace::{Candidate, Choice, Fate, Score, Trace, Word};

/// What is less likely than this is not told.
const TOLD: f32 = 0.05;
/// How many answers to a question are told.
const MOST: usize = 6;

/// What was seen in a text in English.
pub(super) fn trace(reading: &Reading<'_>, text: &str, decided: &Decided, room: &mut Room) -> Trace {
    let seen = Seen { reading, text, decided };
    let settings = reading.settings;
    let thresholds = [
        ("mention", settings.mention),
        ("mention at a source", settings.source_mention),
        ("likeliest word of a source", settings.source_least),
        ("quote", settings.quote),
        ("quote without a cue", settings.uncued),
        ("quotation marks without a cue", settings.unclaimed),
        ("attribution", settings.attributed),
        ("position", settings.position),
        ("who stands behind it", settings.agent),
        ("shared words of doubles", settings.same),
    ];
    Trace {
        reading: CAREFUL,
        language: "en",
        text: text.to_owned(),
        words: seen.words(room),
        candidates: [seen.mentions(room), seen.quotes(room), seen.positions(room)].concat(),
        thresholds: thresholds.map(|(name, value)| Score::new(name, value)).to_vec(),
    }
}

/// A quote or a position as it was weighed, and those that are left of `all` that were.
struct Weighed<'w> {
    layer: &'static str,
    by: &'static str,
    anchor: usize,
    likely: f32,
    said: Option<Said>,
    shares: &'w Shares,
    threshold: (&'static str, f32),
    all: &'w [Said],
    kept: Option<usize>,
}

struct Seen<'s> {
    reading: &'s Reading<'s>,
    text: &'s str,
    decided: &'s Decided,
}

impl Seen<'_> {
    fn span(&self, words: &Range<usize>) -> Span {
        self.reading.form.span(words)
    }

    fn slice(&self, words: &Range<usize>) -> &str {
        self.span(words).slice(self.text)
    }

    fn words(&self, room: &mut Room) -> Vec<Word> {
        let Reading { heads, form, words, .. } = self.reading;
        let mention = heads.mention.apply(words.0, room);
        let cue = heads.cue.apply(words.0, room);
        let (uncued, stance) = (heads.uncued.apply(words.0, room), heads.stance.apply(words.0, room));
        let word = |word: usize| {
            let [_, name, role, pronoun] = chances([0, 1, 2, 3].map(|at| mention[word * 4 + at]));
            let first = |from: usize| chances([0, 1, 2].map(|at| cue[word * 6 + from + at]))[1];
            let scores = [
                ("name", name),
                ("description", role),
                ("pronoun", pronoun),
                ("cue", first(0)),
                ("cue of an attribution", first(3)),
                ("begins speech", chance(uncued[word])),
                ("stance", chance(stance[word])),
            ];
            Word {
                span: form.words.span(word),
                sentence: form.sentence_of[word] as usize,
                quoted: features::quotation(form, word) != Quotation::Outside,
                syntax: None,
                scores: scores.into_iter().filter(|score| score.1 >= TOLD).map(|(name, value)| Score::new(name, value)).collect(),
            }
        };
        (0..form.words.len()).map(word).collect()
    }

    fn mentions(&self, room: &mut Room) -> Vec<Candidate> {
        let Decided { mentions, found, linked, speech, links, .. } = self.decided;
        let pairs = Pairs::of(self.reading, linked, found, speech, room);
        let kept = mentions.iter().enumerate().map(|(number, mention)| {
            let words = |number: usize| found[number].first..found[number].last + 1;
            let (range, scores) = pairs.chances(number);
            let alone = scores[scores.len() - 1];
            let antecedent = |(earlier, value): (usize, f32)| {
                let taken = links.antecedents[number] == Some(earlier);
                Choice { what: "antecedent", words: vec![self.span(&words(earlier))], scores: vec![Score::new("linked", value)], taken }
            };
            let mut choices: Vec<Choice> = best(range.zip(scores.iter().copied())).map(antecedent).collect();
            let taken = links.antecedents[number].is_none();
            choices.push(Choice { what: "antecedent", words: Vec::new(), scores: vec![Score::new("new", alone)], taken });
            let by = match mention.found.kind {
                MentionKind::Name => "name",
                MentionKind::Role => "description",
                MentionKind::Pronoun => "pronoun",
            };
            let kind = ActorType::ALL[place_of_largest(&mention.types)].word();
            Candidate {
                layer: "mention",
                anchor: self.span(&(mention.found.head..mention.found.head + 1)),
                parts: vec![self.span(&words(number))],
                by,
                scores: vec![Score::new("mention", mention.chance), Score::new("actor", links.chances[number])],
                choices,
                fate: Fate::Kept(format!("actor {}, by itself likeliest a {kind}", links.actors[number] + 1)),
            }
        });
        let kept: Vec<Candidate> = kept.collect();
        let scores = self.reading.heads.mention.apply(self.reading.words.0, room);
        let least = self.reading.settings.mention;
        let dropped = (0..self.reading.form.words.len()).filter_map(|word| {
            let likely = 1.0 - chances([0, 1, 2, 3].map(|at| scores[word * 4 + at]))[0];
            let is_head = found.binary_search_by_key(&word, |mention| mention.head).is_ok();
            (likely >= TOLD && !is_head).then(|| {
                let why = match likely > least {
                    true if !self.reading.lower.is_wordlike(word) => "is no word".to_owned(),
                    true => "a likelier head has the same words".to_owned(),
                    false => below(likely, "mention", least),
                };
                let span = self.span(&(word..word + 1));
                let scores = vec![Score::new("mention", likely)];
                Candidate {
                    layer: "mention",
                    anchor: span,
                    parts: vec![span],
                    by: "head",
                    scores,
                    choices: Vec::new(),
                    fate: Fate::Dropped(why),
                }
            })
        });
        let dropped: Vec<Candidate> = dropped.collect();
        [kept, dropped].concat()
    }

    fn quotes(&self, room: &mut Room) -> Vec<Candidate> {
        let quotes = &self.decided.quotes;
        let (anchors, least) = self.reading.anchors(room);
        let words = self.reading.heads.quote.words(&self.reading.words, room);
        let mut all = Vec::new();
        for (anchor, purpose, likely) in anchors {
            let frame = self.reading.heads.quote.frame(&self.reading.words, &words, anchor, purpose, room);
            let shares = &Shares::of(&frame);
            let said = self.reading.quote(anchor, purpose, likely, shares);
            let kept = quotes.iter().position(|quote| (quote.anchor, quote.purpose) == (anchor, purpose));
            let by = if purpose == Purpose::UncuedQuote { "beginning of speech" } else { "cue" };
            let threshold = (if purpose == Purpose::Attribution { "attribution" } else { "quote" }, least);
            let speakers = kept.map(|kept| self.agents(&quotes[kept], "speaker", &[], room));
            let weighed = Weighed { layer: "quote", by, anchor, likely, said, shares, threshold, all: quotes, kept };
            all.push(self.candidate(&weighed, speakers.unwrap_or_default()));
        }
        all
    }

    fn positions(&self, room: &mut Room) -> Vec<Candidate> {
        let Decided { quotes, positions, .. } = self.decided;
        let words = self.reading.heads.target.words(&self.reading.words, room);
        let mut all = Vec::new();
        for (anchor, likely) in self.reading.stance_anchors(room) {
            let frame = self.reading.heads.target.frame(&self.reading.words, &words, anchor, Purpose::Stance, room);
            let shares = &Shares::of(&frame);
            let said = self.reading.position(anchor, likely, shares);
            let kept = positions.iter().position(|position| position.anchor == anchor);
            let threshold = ("position", self.reading.settings.position);
            let holders = kept.map(|kept| self.agents(&positions[kept], "holder", quotes, room));
            let weighed = Weighed { layer: "position", by: "stance", anchor, likely, said, shares, threshold, all: positions, kept };
            let mut candidate = self.candidate(&weighed, holders.unwrap_or_default());
            let stance = kept.and_then(|kept| positions[kept].stance.as_ref());
            candidate.scores.extend(stance.map(|stance| Score::new(stance.kind.word(), stance.likely)));
            all.push(candidate);
        }
        all
    }

    fn candidate(&self, weighed: &Weighed<'_>, agents: Vec<Choice>) -> Candidate {
        let &Weighed { layer, by, anchor, likely, ref said, shares, threshold: (threshold, least), all, kept } = weighed;
        let fate = match (said, kept) {
            (_, Some(number)) => Fate::Kept(format!("{layer} {}", number + 1)),
            (None, _) => Fate::Dropped("none of its words is likelier content than not".into()),
            (Some(said), _) if said.chance < least => Fate::Dropped(below(said.chance, threshold, least)),
            (Some(said), _) => Fate::Dropped(self.double(said, all)),
        };
        let mut scores = vec![Score::new(by, likely)];
        scores.extend(said.iter().map(|said| Score::new("with its content", said.chance)));
        let content = |word: usize| said.as_ref().is_some_and(|said| said.content.binary_search(&word).is_ok());
        let told = |row: &[f32; 4], word: usize| row[CONTENT].max(row[SOURCE]).max(row[CUE]) >= TOLD || content(word);
        let near = shares.rows.iter().zip(shares.start..).filter(|&(row, word)| told(row, word));
        let words = near.map(|(row, word)| Choice {
            what: "word",
            words: vec![self.span(&(word..word + 1))],
            scores: [("content", CONTENT), ("source", SOURCE), ("cue", CUE)].map(|(name, at)| Score::new(name, row[at])).to_vec(),
            taken: content(word),
        });
        Candidate {
            layer,
            anchor: self.span(&(anchor..anchor + 1)),
            parts: said.iter().flat_map(|said| &said.parts).map(|part| self.span(part)).collect(),
            by,
            scores,
            choices: words.chain(agents).collect(),
            fate,
        }
    }

    /// Why something that is likely enough is not there.
    fn double(&self, said: &Said, all: &[Said]) -> String {
        let alike = |other: &&Said| {
            let (both, either) = share(&said.content, &other.content);
            both as f32 > self.reading.settings.same * either as f32
        };
        match all.iter().find(alike) {
            Some(other) => format!("a likelier one says the same, at “{}”", self.slice(&(other.anchor..other.anchor + 1))),
            None => "it stands in no quote, and only attributions were asked for".into(),
        }
    }

    /// Who may stand behind what is said.
    fn agents(&self, said: &Said, what: &'static str, quotes: &[Said], room: &mut Room) -> Vec<Choice> {
        let Decided { found, linked, links, sources, .. } = self.decided;
        if found.is_empty() {
            return Vec::new();
        }
        let cast = Cast { mentions: found, vectors: linked, links, sources };
        let (range, scores) = self.reading.agents(said, quotes, &cast, room);
        let choice = |(mention, value): (usize, f32)| Choice {
            what,
            words: vec![self.span(&(found[mention].first..found[mention].last + 1))],
            scores: vec![Score::new("likely", value)],
            taken: is_of(links, mention, said),
        };
        let nobody = Score::new("likely", scores[scores.len() - 1]);
        let mut choices: Vec<Choice> = best(range.zip(scores.iter().copied())).map(choice).collect();
        choices.push(Choice { what, words: Vec::new(), scores: vec![nobody], taken: said.agent.is_none() });
        choices
    }
}

/// Whether a mention is of the actor who stands behind what is said.
fn is_of(links: &Links, mention: usize, said: &Said) -> bool {
    said.agent.is_some_and(|(actor, _)| links.actors[mention] == actor)
}

fn below(value: f32, name: &str, least: f32) -> String {
    format!("{value:.2} is below the threshold “{name}”, {least:.2}")
}

/// The likeliest of some answers, likeliest first.
fn best(answers: impl Iterator<Item = (usize, f32)>) -> impl Iterator<Item = (usize, f32)> {
    let mut likely: Vec<(usize, f32)> = answers.filter(|answer| answer.1 >= TOLD).collect();
    likely.sort_by(|one, other| other.1.total_cmp(&one.1));
    likely.into_iter().take(MOST)
}
