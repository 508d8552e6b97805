//! The heads: small networks over the encoder's vectors of words, each with one question.
//!
//! They give scores; what is made of them is decided in `mentions`, `links`, `frames` and `agents`.

use super::encoder::{Block, EPSILON, Norm, Room, WIDTH};
use super::features::{AGENT_FLAGS, AGENT_TABLES, DISTANCES, LINK_FLAGS, LINK_TABLES, distance};
use super::file::File;
use super::linear::Linear;
use super::numbers::{add, gelu, sum};
use crate::language::weights::ModelError;

/// How many words of a mention lie at most before its head, and behind it.
pub(super) const MENTION_REACH: usize = 12;
/// How many words on each side of an anchor are looked at.
pub(super) const FRAME_REACH: usize = 64;
const FRAME_WIDTH: usize = 128;
const LINK_WIDTH: usize = 96;
const SPAN_WIDTH: usize = 48;
const STANCES: usize = 10;
/// The added variance of a normalization that was not pretrained.
const OWN_EPSILON: f32 = 1e-5;

/// What an anchor is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Purpose {
    /// A quote whose cue it begins.
    CuedQuote,
    /// A quote without a cue, of which it is the first word.
    UncuedQuote,
    /// An attribution by PolNeAR's guidelines, whose cue it begins.
    Attribution,
    /// A position.
    Stance,
}

/// The encoder's vectors of all words.
pub(super) struct Words<'a>(pub(super) &'a [f32]);

impl Words<'_> {
    pub(super) fn row(&self, word: usize) -> &[f32] {
        &self.0[word * WIDTH..][..WIDTH]
    }

    pub(super) fn len(&self) -> usize {
        self.0.len() / WIDTH
    }
}

/// Two layers with a bend between them.
#[derive(Debug)]
pub(super) struct Perceptron {
    hidden: Linear,
    out: Linear,
}

impl Perceptron {
    fn read(file: &File<'_>, name: &str, inputs: usize, hidden: usize, outputs: usize) -> Result<Perceptron, ModelError> {
        let hidden_layer = Linear::read(file, &format!("{name}.0"), inputs, hidden)?;
        Ok(Perceptron { hidden: hidden_layer, out: Linear::read(file, &format!("{name}.3"), hidden, outputs)? })
    }

    /// The scores of each row, one behind the other.
    pub(super) fn apply(&self, rows: &[f32], room: &mut Room) -> Vec<f32> {
        let (mut hidden, mut out) = (Vec::new(), Vec::new());
        self.hidden.apply(rows, &mut room.rounded, &mut hidden);
        gelu(&mut hidden);
        self.out.apply(&hidden, &mut room.rounded, &mut out);
        out
    }
}

/// How far mentions reach: products of vectors of their edges, and how far they reach for any word.
#[derive(Debug)]
pub(super) struct Edges(Linear);

/// The scores of each length before a head, and behind it.
pub(super) type Reach = ([f32; MENTION_REACH + 1], [f32; MENTION_REACH + 1]);

impl Edges {
    /// The vectors of all words that reaches are told from.
    pub(super) fn vectors(&self, words: &Words<'_>, room: &mut Room) -> Vec<f32> {
        let mut vectors = Vec::new();
        self.0.apply(words.0, &mut room.rounded, &mut vectors);
        vectors
    }

    /// How well each length fits the mention with this head.
    pub(super) fn reach(&self, vectors: &[f32], head: usize) -> Reach {
        let width = self.0.outputs();
        let row = |word: usize| &vectors[word * width..][..width];
        let part = |word: usize, which: usize| &row(word)[which * SPAN_WIDTH..][..SPAN_WIDTH];
        let scale = 1.0 / (SPAN_WIDTH as f32).sqrt();
        let count = vectors.len() / width;
        let own = |side: usize, steps: usize| row(head)[4 * SPAN_WIDTH + side * (MENTION_REACH + 1) + steps];
        let before = |steps: usize| {
            let first = head.checked_sub(steps)?;
            Some(own(0, steps) + product(part(first, 0), part(head, 1)) * scale)
        };
        let behind = |steps: usize| {
            let last = Some(head + steps).filter(|&last| last < count)?;
            Some(own(1, steps) + product(part(last, 2), part(head, 3)) * scale)
        };
        let none = f32::NEG_INFINITY;
        (std::array::from_fn(|steps| before(steps).unwrap_or(none)), std::array::from_fn(|steps| behind(steps).unwrap_or(none)))
    }
}

/// The sum of the products of two rows.
fn product(one: &[f32], other: &[f32]) -> f32 {
    let products: Vec<f32> = one.iter().zip(other).map(|(one, other)| one * other).collect();
    sum(&products)
}

/// What each word near an anchor is to it.
#[derive(Debug)]
pub(super) struct FrameHead {
    word: Linear,
    anchor: Linear,
    distance: Vec<f32>,
    purpose: Vec<f32>,
    norm: Norm,
    block: Block,
    out: Linear,
}

/// The scores of the words around an anchor: nothing, content, source, cue.
pub(super) struct Frame {
    /// The word that the first scores are of.
    pub(super) start: usize,
    /// Four scores a word.
    pub(super) scores: Vec<[f32; 4]>,
    /// The words' vectors, [`FRAME_WIDTH`] numbers each.
    pub(super) vectors: Vec<f32>,
}

impl FrameHead {
    fn read(file: &File<'_>, name: &str) -> Result<FrameHead, ModelError> {
        let part = |part: &str| format!("{name}.{part}");
        Ok(FrameHead {
            word: Linear::read(file, &part("word"), WIDTH, FRAME_WIDTH)?,
            anchor: Linear::read(file, &part("anchor"), WIDTH, 2 * FRAME_WIDTH)?,
            distance: file.floats(&part("distance.weight"), DISTANCES, FRAME_WIDTH)?,
            purpose: file.floats(&part("purpose.weight"), 4, FRAME_WIDTH)?,
            norm: Norm::read(file, &part("norm"), FRAME_WIDTH)?,
            block: Block::read(file, &part("block"), FRAME_WIDTH, 4, 2 * FRAME_WIDTH)?,
            out: Linear::read(file, &part("out"), FRAME_WIDTH, 4)?,
        })
    }

    /// All words as this head sees them, once for all anchors.
    pub(super) fn words(&self, words: &Words<'_>, room: &mut Room) -> Vec<f32> {
        let mut seen = Vec::new();
        self.word.apply(words.0, &mut room.rounded, &mut seen);
        seen
    }

    /// The words around an anchor; `seen` is what [`FrameHead::words`] says of all.
    pub(super) fn frame(&self, words: &Words<'_>, seen: &[f32], anchor: usize, purpose: Purpose, room: &mut Room) -> Frame {
        let mut film = Vec::new();
        self.anchor.apply(words.row(anchor), &mut room.rounded, &mut film);
        let (scale, shift) = film.split_at(FRAME_WIDTH);
        let start = anchor.saturating_sub(FRAME_REACH);
        let end = words.len().min(anchor + FRAME_REACH + 1);
        let mut rows = seen[start * FRAME_WIDTH..end * FRAME_WIDTH].to_vec();
        let purpose = &self.purpose[purpose as usize * FRAME_WIDTH..][..FRAME_WIDTH];
        for (word, row) in (start..end).zip(rows.chunks_exact_mut(FRAME_WIDTH)) {
            let bucket = distance(word as i32 - anchor as i32);
            let distance = &self.distance[bucket * FRAME_WIDTH..][..FRAME_WIDTH];
            for (at, number) in row.iter_mut().enumerate() {
                *number = *number * (1.0 + scale[at]) + shift[at] + distance[at] + purpose[at];
            }
        }
        self.norm.apply(&mut rows, OWN_EPSILON);
        self.block.apply(&mut rows, EPSILON, room);
        let mut scores = Vec::new();
        self.out.apply(&rows, &mut room.rounded, &mut scores);
        Frame { start, scores: scores.as_chunks::<4>().0.to_vec(), vectors: rows }
    }
}

/// Scores pairs: of two mentions, or of an anchor and a mention.
#[derive(Debug)]
struct PairHead {
    both: Linear,
    other: Linear,
    /// For each flag the numbers that it adds.
    flags: Vec<f32>,
    tables: Vec<Vec<f32>>,
    score: Vec<f32>,
    bias: f32,
}

/// One side of pairs: what it adds by itself, and what it multiplies the other side with.
#[derive(Default)]
pub(super) struct Side {
    alone: Vec<f32>,
    both: Vec<f32>,
}

impl PairHead {
    fn read(file: &File<'_>, name: &str, other: &str, flags: usize, tables: &[usize]) -> Result<PairHead, ModelError> {
        let part = |part: &str| format!("{name}.{part}");
        let by_output = file.floats(&part("flags.weight"), LINK_WIDTH, flags)?;
        let flags = (0..flags * LINK_WIDTH).map(|at| by_output[at % LINK_WIDTH * flags + at / LINK_WIDTH]).collect();
        let read = |(number, &rows): (usize, &usize)| file.floats(&part(&format!("tables.{number}.weight")), rows, LINK_WIDTH);
        Ok(PairHead {
            both: Linear::read(file, &part("both"), LINK_WIDTH, LINK_WIDTH)?,
            other: Linear::read(file, &part(other), LINK_WIDTH, LINK_WIDTH)?,
            flags,
            tables: tables.iter().enumerate().map(read).collect::<Result<_, _>>()?,
            score: file.floats(&part("score.weight"), 1, LINK_WIDTH)?,
            bias: file.floats(&part("score.bias"), 1, 1)?[0],
        })
    }

    fn score(&self, alone: &[f32], both: &[f32], other: &[f32], vector: &[f32], flags: &[f32], tables: &[usize]) -> f32 {
        let mut row = [0.0; LINK_WIDTH];
        for (at, number) in row.iter_mut().enumerate() {
            *number = alone[at] + other[at] + both[at] * vector[at];
        }
        for (flag, weights) in flags.iter().zip(self.flags.chunks_exact(LINK_WIDTH)).filter(|(flag, _)| **flag != 0.0) {
            row.iter_mut().zip(weights).for_each(|(number, weight)| *number += flag * weight);
        }
        for (table, number) in self.tables.iter().zip(tables) {
            add(&mut row, &table[number * LINK_WIDTH..][..LINK_WIDTH]);
        }
        gelu(&mut row);
        row.iter_mut().zip(&self.score).for_each(|(number, weight)| *number *= weight);
        sum(&row) + self.bias
    }
}

/// Mentions as pairs are scored from.
pub(super) struct Vectors {
    rows: Vec<f32>,
    /// As earlier mentions, and as those who may stand behind something.
    earlier: Vec<f32>,
    agents: Vec<f32>,
}

impl Vectors {
    fn row(of: &[f32], number: usize) -> &[f32] {
        &of[number * LINK_WIDTH..][..LINK_WIDTH]
    }
}

/// Which earlier mention a mention belongs to, and who stands behind what is said.
#[derive(Debug)]
pub(super) struct LinkHead {
    mention: Linear,
    later: Linear,
    pair: PairHead,
    new: Perceptron,
    anchor: Linear,
    purpose: Vec<f32>,
    agent: PairHead,
    nobody: Perceptron,
}

impl LinkHead {
    fn read(file: &File<'_>) -> Result<LinkHead, ModelError> {
        Ok(LinkHead {
            mention: Linear::read(file, "link.mention", 2 * WIDTH, LINK_WIDTH)?,
            later: Linear::read(file, "link.later", LINK_WIDTH, LINK_WIDTH)?,
            pair: PairHead::read(file, "link", "earlier", LINK_FLAGS, &LINK_TABLES)?,
            new: Perceptron::read(file, "link.new", LINK_WIDTH, SPAN_WIDTH, 1)?,
            anchor: Linear::read(file, "agent.anchor", WIDTH, LINK_WIDTH)?,
            purpose: file.floats("agent.purpose.weight", 4, LINK_WIDTH)?,
            agent: PairHead::read(file, "agent", "mention", AGENT_FLAGS, &AGENT_TABLES)?,
            nobody: Perceptron::read(file, "agent.nobody", WIDTH, 32, 1)?,
        })
    }

    /// The vectors of mentions given as (head, first word).
    pub(super) fn vectors(&self, words: &Words<'_>, mentions: &[(usize, usize)], room: &mut Room) -> Vectors {
        let joined: Vec<f32> = mentions.iter().flat_map(|&(head, first)| [words.row(head), words.row(first)].concat()).collect();
        let mut vectors = Vectors { rows: Vec::new(), earlier: Vec::new(), agents: Vec::new() };
        self.mention.apply(&joined, &mut room.rounded, &mut vectors.rows);
        self.pair.other.apply(&vectors.rows, &mut room.rounded, &mut vectors.earlier);
        self.agent.other.apply(&vectors.rows, &mut room.rounded, &mut vectors.agents);
        vectors
    }

    /// All mentions as later ones of pairs, and their scores of being new.
    pub(super) fn later(&self, vectors: &Vectors, room: &mut Room) -> (Side, Vec<f32>) {
        let mut side = Side::default();
        self.later.apply(&vectors.rows, &mut room.rounded, &mut side.alone);
        self.pair.both.apply(&vectors.rows, &mut room.rounded, &mut side.both);
        (side, self.new.apply(&vectors.rows, room))
    }

    /// How well mention `later` belongs to mention `earlier`.
    pub(super) fn link(&self, vectors: &Vectors, side: &Side, later: usize, earlier: usize, flags: &[f32], tables: &[usize]) -> f32 {
        let row = Vectors::row;
        let (alone, both) = (row(&side.alone, later), row(&side.both, later));
        self.pair.score(alone, both, row(&vectors.earlier, earlier), row(&vectors.rows, earlier), flags, tables)
    }

    /// An anchor as one side of pairs, and its score of nobody.
    pub(super) fn anchor(&self, words: &Words<'_>, anchor: usize, purpose: Purpose, room: &mut Room) -> (Side, f32) {
        let mut side = Side::default();
        self.anchor.apply(words.row(anchor), &mut room.rounded, &mut side.alone);
        add(&mut side.alone, &self.purpose[purpose as usize * LINK_WIDTH..][..LINK_WIDTH]);
        self.agent.both.apply(&side.alone, &mut room.rounded, &mut side.both);
        let nobody = self.nobody.apply(words.row(anchor), room)[0];
        (side, nobody)
    }

    /// How well a mention names who stands behind an anchor.
    pub(super) fn agent(&self, vectors: &Vectors, side: &Side, mention: usize, flags: &[f32], tables: &[usize]) -> f32 {
        let row = Vectors::row;
        self.agent.score(&side.alone, &side.both, row(&vectors.agents, mention), row(&vectors.rows, mention), flags, tables)
    }
}

/// All heads.
#[derive(Debug)]
pub(super) struct Heads {
    /// Nothing, name, role, pronoun.
    pub(super) mention: Perceptron,
    /// The types of actors.
    pub(super) actor_type: Perceptron,
    pub(super) edges: Edges,
    /// Nothing, first word, later word of a cue by our guidelines, then by PolNeAR's.
    pub(super) cue: Perceptron,
    pub(super) uncued: Perceptron,
    pub(super) quote: FrameHead,
    pub(super) stance: Perceptron,
    pub(super) target: FrameHead,
    stance_kind: Perceptron,
    pub(super) link: LinkHead,
}

/// The scores of a position: its kinds, its polarity (against, neither, for), and whether it is hedged.
pub(super) struct StanceScores {
    pub(super) kinds: [f32; STANCES],
    pub(super) polarity: [f32; 3],
    pub(super) hedged: f32,
}

impl Heads {
    pub(super) fn read(file: &File<'_>) -> Result<Heads, ModelError> {
        let perceptron = |name: &str, inputs, hidden, outputs| Perceptron::read(file, name, inputs, hidden, outputs);
        Ok(Heads {
            mention: perceptron("mention", WIDTH, 128, 4)?,
            actor_type: perceptron("actor_type", WIDTH, 64, 5)?,
            edges: Edges(Linear::read(file, "edges", WIDTH, 4 * SPAN_WIDTH + 2 * (MENTION_REACH + 1))?),
            cue: perceptron("cue", WIDTH, 128, 6)?,
            uncued: perceptron("uncued", WIDTH, 64, 1)?,
            quote: FrameHead::read(file, "quote")?,
            stance: perceptron("stance", WIDTH, 128, 1)?,
            target: FrameHead::read(file, "target")?,
            stance_kind: perceptron("stance_kind", WIDTH + FRAME_WIDTH, 128, STANCES + 4)?,
            link: LinkHead::read(file)?,
        })
    }

    /// What stance an anchor takes; `shares` says how much each word of its frame is target.
    pub(super) fn stance_scores(&self, words: &Words<'_>, anchor: usize, frame: &Frame, shares: &[f32], room: &mut Room) -> StanceScores {
        let mut pooled = vec![0.0; FRAME_WIDTH];
        for (share, vector) in shares.iter().zip(frame.vectors.chunks_exact(FRAME_WIDTH)) {
            pooled.iter_mut().zip(vector).for_each(|(sum, number)| *sum += share * number);
        }
        let all = sum(shares) + 1e-3;
        pooled.iter_mut().for_each(|number| *number /= all);
        let scores = self.stance_kind.apply(&[words.row(anchor), &pooled].concat(), room);
        let at = |place: usize| scores.get(place).copied().unwrap_or_default();
        StanceScores { kinds: std::array::from_fn(at), polarity: std::array::from_fn(|place| at(STANCES + place)), hedged: at(STANCES + 3) }
    }
}
