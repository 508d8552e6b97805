//! Trains the dependency parser: a dynamic oracle with exploration (Goldberg and Nivre 2013) tells the network which moves lose no arc, and
//! Adam (Kingma and Ba 2015) fits it by back-propagation.
//!
//! The features, the transition system and the forward pass are the core's own; here gradients are found, and numbers are rounded and written.

#[path = "parser/network.rs"]
mod network;

use crate::conllu::Sentence;
use crate::perceptron::Random;
use crate::tagger;
use anyhow::Result;
use network::{Network, add, best_relation, carry, carry_back, choose, is_sparse, multiply, multiply_back, softmax};
use whosaid::language::parser::features::{self, Known, MOVE_ROWS, MOVE_TABLE, RELATION_ROWS, RELATION_TABLE, Word};
use whosaid::language::parser::network::{ARC, CARRIED, LOCAL, MOVE, Network as Integers, Part, RELATIONS, SHARES, TOKEN, UNIT, WORD};
use whosaid::language::parser::state::{Move, State};
use whosaid::language::parser::{self, Tree, Workspace};
use whosaid::language::relations::Relation;
use whosaid::language::tagger::{Scratch, Tagger};
use whosaid::language::tags::Tag;
use whosaid::language::weights::{Model, write_model};

/// How a parser is trained.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often the corpus is gone through.
    pub epochs: usize,
    /// The step size at the start; it falls to zero in a straight line.
    pub rate: f32,
    /// Sentences between two steps.
    pub batch: usize,
    /// In how many of a hundred cases the parser's own choice is followed instead of the oracle's.
    pub explore: usize,
    /// In how many of a hundred cases a form is hidden, so that tags and affixes learn to stand alone.
    pub hide: usize,
    /// In how many of a hundred cases a number of a token is dropped (Srivastava et al. 2014).
    pub drop: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { epochs: 10, rate: 0.002, batch: 8, explore: 90, hide: 10, drop: 20 }
    }
}

/// A sentence with its gold tree, ready to be learned from.
pub struct Example {
    words: Vec<Word>,
    /// Projective; the root's head is the number of words.
    heads: Vec<u32>,
    relations: Vec<Relation>,
    children: Vec<Vec<u32>>,
}

impl Example {
    /// The example of a sentence with the given tags.
    pub fn new(sentence: &Sentence, tags: &[Tag], known: &Known) -> Example {
        let mut words = Vec::new();
        parser::prepare(sentence.tokens.iter().map(|token| token.form.as_str()).zip(tags.iter().copied()), known, &mut words);
        let count = sentence.tokens.len();
        let mut heads: Vec<u32> = gold_heads(sentence);
        projectivize(&mut heads);
        let mut children = vec![Vec::new(); count + 1];
        heads.iter().enumerate().for_each(|(word, &head)| children[head as usize].push(word as u32));
        let relations = sentence.tokens.iter().map(|token| Relation::from_name(&token.deprel)).collect();
        Example { words, heads, relations, children }
    }

    fn len(&self) -> usize {
        self.heads.len()
    }

    /// How many gold arcs can no longer be made after `step` (Goldberg and Nivre 2013, arc-hybrid).
    fn cost(&self, state: &State, step: Move) -> u32 {
        let next = state.ahead(0);
        let top = state.stacked(0);
        let ahead_of = |word: u32| self.children[word as usize].iter().filter(|&&child| child >= next).count() as u32;
        match step {
            Move::Left => {
                let head = self.heads[top as usize];
                ahead_of(top) + u32::from(head == state.stacked(1) || head > next)
            }
            Move::Right => ahead_of(top) + u32::from(self.heads[top as usize] >= next),
            Move::Shift => {
                let head = self.heads[next as usize];
                let stacked = self.children[next as usize].iter().filter(|&&child| state.is_stacked(child)).count() as u32;
                stacked + u32::from(head != top && state.is_stacked(head))
            }
        }
    }
}

/// The heads counted from 0, the root's being the number of words.
fn gold_heads(sentence: &Sentence) -> Vec<u32> {
    let count = sentence.tokens.len() as u32;
    sentence.tokens.iter().map(|token| (token.head as u32).checked_sub(1).unwrap_or(count)).collect()
}

/// Lifts the shortest crossing arc to its head's head until no arcs cross (Nivre and Nilsson 2005).
fn projectivize(heads: &mut [u32]) {
    let count = heads.len() as u32;
    loop {
        let crossing = (0..count).filter(|&word| heads[word as usize] != count && !is_projective(heads, word));
        let Some(word) = crossing.min_by_key(|&word| (heads[word as usize].abs_diff(word), word)) else { return };
        heads[word as usize] = heads[heads[word as usize] as usize];
    }
}

/// Whether all words between `word` and its head hang below the head.
fn is_projective(heads: &[u32], word: u32) -> bool {
    let head = heads[word as usize];
    let (low, high) = (word.min(head), word.max(head));
    (low + 1..high).all(|between| {
        let mut above = between;
        while above != head && (above as usize) < heads.len() {
            above = heads[above as usize];
        }
        above == head
    })
}

/// The set of forms seen at least `least` times.
pub fn known_forms(sentences: &[Sentence], least: usize) -> Vec<u8> {
    let mut counts = std::collections::BTreeMap::<u64, usize>::new();
    for token in sentences.iter().flat_map(|sentence| &sentence.tokens) {
        *counts.entry(features::Folded::new(&token.form).form).or_default() += 1;
    }
    let mut known = vec![0; features::KNOWN_BYTES];
    for (hash, _) in counts.into_iter().filter(|&(_, count)| count >= least) {
        let (byte, bit) = Known::place(hash);
        known[byte] |= bit;
    }
    known
}

/// Tags for each sentence from a tagger that was trained on the other documents only, so that the parser learns from tags as wrong as those it
/// will be given.
pub fn jackknife(sentences: &[Sentence], folds: usize) -> Result<Vec<Vec<Tag>>> {
    let mut tags = vec![Vec::new(); sentences.len()];
    let mut scratch = Scratch::default();
    for fold in 0..folds {
        let others: Vec<Sentence> = sentences.iter().filter(|sentence| sentence.document % folds != fold).cloned().collect();
        let model = tagger::learn(&others, &tagger::Settings::default())?;
        let tagger = Tagger::new(Model::open(&model)?);
        for (sentence, tags) in sentences.iter().zip(&mut tags).filter(|(sentence, _)| sentence.document % folds == fold) {
            tagger.tag(&sentence.forms(), &mut scratch, tags);
        }
    }
    Ok(tags)
}

/// The gradient of a batch and Adam's moments.
struct Adam {
    gradient: Network,
    first: Network,
    second: Network,
    touched: [Vec<usize>; 8],
    is_touched: [Vec<bool>; 8],
    steps: i32,
}

impl Adam {
    fn new() -> Adam {
        Adam {
            gradient: Network::zero(),
            first: Network::zero(),
            second: Network::zero(),
            touched: Default::default(),
            is_touched: Part::ALL.map(|part| vec![false; part.shape().0]),
            steps: 0,
        }
    }

    /// Adds to the gradient of a row.
    fn add<const N: usize>(&mut self, part: Part, row: usize, values: &[f32; N]) {
        let at = part as usize;
        if !self.is_touched[at][row] {
            self.is_touched[at][row] = true;
            self.touched[at].push(row);
        }
        add(&mut self.gradient.parts[at].as_chunks_mut::<N>().0[row], values, 1.0);
    }

    fn step(&mut self, network: &mut Network, rate: f32) {
        self.steps += 1;
        let bias = (1.0 - 0.999f32.powi(self.steps)).sqrt() / (1.0 - 0.9f32.powi(self.steps));
        for part in Part::ALL {
            let at = part as usize;
            let (rows, width) = part.shape();
            let touched = if is_sparse(part) { std::mem::take(&mut self.touched[at]) } else { (0..rows).collect() };
            for row in touched {
                self.is_touched[at][row] = false;
                let range = row * width..(row + 1) * width;
                let gradient = &mut self.gradient.parts[at][range.clone()];
                let first = &mut self.first.parts[at][range.clone()];
                let second = &mut self.second.parts[at][range.clone()];
                let numbers = &mut network.parts[at][range];
                for (((g, m), v), w) in gradient.iter_mut().zip(first).zip(second).zip(numbers) {
                    *m += 0.1 * (*g - *m);
                    *v += 0.001 * (*g * *g - *v);
                    *w -= rate * bias * *m / (v.sqrt() + 1e-6);
                    *g = 0.0;
                }
            }
        }
    }
}

/// What one sentence leaves behind on the way forward, for the way back.
#[derive(Default)]
struct Trace {
    words: Vec<Word>,
    embedded: Vec<[f32; WORD]>,
    local: Vec<[f32; LOCAL]>,
    inputs: Vec<[f32; 4 * CARRIED]>,
    ahead: Vec<[f32; CARRIED]>,
    back: Vec<[f32; CARRIED]>,
    tokens: Vec<[f32; TOKEN]>,
    masks: Vec<[f32; TOKEN]>,
    shares: Vec<[f32; SHARES]>,
    dshares: Vec<[f32; SHARES]>,
}

/// Mistakes made while training.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mistakes {
    pub moves: usize,
    pub relations: usize,
}

/// A parser being trained.
pub struct Trainer {
    settings: Settings,
    network: Network,
    known: Vec<u8>,
    adam: Adam,
    random: Random,
    steps: usize,
    planned: usize,
}

impl Trainer {
    /// Begins with small random numbers; `planned` is how many sentences will be seen in all.
    pub fn new(settings: Settings, known: Vec<u8>, planned: usize) -> Trainer {
        let mut random = Random(20);
        let network = Network::random(&mut random);
        Trainer { settings, network, known, adam: Adam::new(), random, steps: 0, planned }
    }

    /// Goes once through `examples`, in an order of its own.
    pub fn epoch(&mut self, examples: &[Example], explore: bool) -> Mistakes {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        self.random.shuffle(&mut order);
        let mut state = State::default();
        let mut trace = Trace::default();
        let mut mistakes = Mistakes::default();
        for (count, at) in order.into_iter().enumerate() {
            self.forward(&examples[at], &mut trace);
            self.walk(&examples[at], &mut trace, &mut state, explore, &mut mistakes);
            self.backward(&trace);
            self.steps += 1;
            if (count + 1) % self.settings.batch == 0 {
                let left = 1.0 - self.steps as f32 / self.planned as f32;
                self.adam.step(&mut self.network, self.settings.rate * left.max(0.0));
            }
        }
        mistakes
    }

    /// The model file: each part in signed bytes that count in the smallest steps of a power of two in which all fit.
    pub fn write(&self) -> Vec<u8> {
        let mut shifts = Vec::new();
        let mut numbers = Vec::new();
        for part in &self.network.parts {
            let largest = part.iter().fold(0.0f32, |most, number| most.max(number.abs()));
            let shift = (0..=UNIT).rev().find(|&shift| largest * (1 << shift) as f32 <= 127.5).unwrap_or(0);
            shifts.push(shift as u8);
            numbers.extend(part.iter().map(|number| (number * (1 << shift) as f32).round().clamp(-127.0, 127.0) as i8 as u8));
        }
        write_model(&[("shifts", shifts), ("known", self.known.clone()), ("numbers", numbers)])
    }

    fn forward(&mut self, example: &Example, trace: &mut Trace) {
        let count = example.len();
        trace.words.clone_from(&example.words);
        for word in &mut trace.words[..count] {
            if self.random.below(100) < self.settings.hide {
                word.rows[2..4].fill(features::UNKNOWN);
            }
        }
        let network = &self.network;
        trace.embedded.clear();
        trace.embedded.extend(trace.words[..count].iter().map(|word| network.embed(word)));
        trace.local.clear();
        trace.local.extend((0..count).map(|at| network.look_around(&trace.embedded, at)));
        trace.inputs.clear();
        trace.inputs.extend(trace.local.iter().map(|local| {
            let mut inputs = *network.row(Part::Carry, LOCAL);
            multiply(local, &network.parts[Part::Carry as usize][..LOCAL * 4 * CARRIED], &mut inputs);
            inputs
        }));
        trace.ahead.clear();
        trace.back.clear();
        trace.back.resize(count, [0.0; CARRIED]);
        let mut carried = [0.0; CARRIED];
        for inputs in &trace.inputs {
            carry(&mut carried, &inputs[..2 * CARRIED]);
            trace.ahead.push(carried);
        }
        carried = [0.0; CARRIED];
        for at in (0..count).rev() {
            carry(&mut carried, &trace.inputs[at][2 * CARRIED..]);
            trace.back[at] = carried;
        }
        self.share(count, trace);
    }

    /// Tokens with some numbers dropped, and what they contribute.
    fn share(&mut self, count: usize, trace: &mut Trace) {
        let kept = 1.0 - self.settings.drop as f32 / 100.0;
        trace.tokens.clear();
        trace.masks.clear();
        trace.shares.clear();
        for at in 0..count {
            let mut token = [0.0; TOKEN];
            token[..LOCAL].copy_from_slice(&trace.local[at]);
            token[LOCAL..LOCAL + CARRIED].copy_from_slice(&trace.ahead[at]);
            token[LOCAL + CARRIED..].copy_from_slice(&trace.back[at]);
            let mut mask = [0.0; TOKEN];
            mask.iter_mut().for_each(|mask| *mask = if self.random.below(100) < self.settings.drop { 0.0 } else { 1.0 / kept });
            token.iter_mut().zip(&mask).for_each(|(number, mask)| *number *= mask);
            let mut shares = [0.0; SHARES];
            multiply(&token, &self.network.parts[Part::Share as usize], &mut shares);
            trace.tokens.push(token);
            trace.masks.push(mask);
            trace.shares.push(shares);
        }
        trace.dshares.clear();
        trace.dshares.resize(count, [0.0; SHARES]);
    }

    /// Parses the sentence, and finds the gradients of every decision.
    fn walk(&mut self, example: &Example, trace: &mut Trace, state: &mut State, explore: bool, mistakes: &mut Mistakes) {
        state.begin(example.len());
        while !state.is_done() {
            let step = state.forced().unwrap_or_else(|| self.decide(example, trace, state, explore, mistakes));
            let relation = match state.arc(step) {
                None => Relation::Dep,
                Some((head, _)) if head == state.words() => Relation::Root,
                Some((head, word)) => self.name_arc(example, trace, state, head, word, mistakes),
            };
            state.apply(step, relation);
        }
    }

    fn decide(&mut self, example: &Example, trace: &mut Trace, state: &State, explore: bool, mistakes: &mut Mistakes) -> Move {
        let mut rows = [0; MOVE_ROWS];
        features::of_move(state, &trace.words, &mut rows);
        let hidden = self.network.hide_move(state, &trace.shares, &rows);
        let out = &self.network.parts[Part::MoveOut as usize];
        let mut scores: [f32; 4] = *self.network.row(Part::MoveOut, MOVE);
        multiply(&hidden, &out[..MOVE * 4], &mut scores);
        let guess = choose(state, &scores);
        let costs = Move::ALL.map(|step| if state.allows(step) { example.cost(state, step) } else { u32::MAX });
        let least = costs.into_iter().min().unwrap_or(0);
        mistakes.moves += usize::from(costs[guess as usize] > least);
        let mut masked = scores;
        (0..3).filter(|&at| costs[at] == u32::MAX).for_each(|at| masked[at] = -1e9);
        let chances = softmax(&masked, 3);
        let right: f32 = (0..3).filter(|&at| costs[at] == least).map(|at| chances[at]).sum::<f32>().max(1e-6);
        let mut dscores = [0.0; 4];
        for at in 0..3 {
            dscores[at] = chances[at] - if costs[at] == least { chances[at] / right } else { 0.0 };
        }
        let mut dhidden = [0.0; MOVE];
        multiply_back(&hidden, &dscores, out, &mut self.adam.gradient.parts[Part::MoveOut as usize], &mut dhidden);
        self.adam.add(Part::MoveOut, MOVE, &dscores);
        dhidden.iter_mut().zip(&hidden).filter(|(_, hidden)| **hidden <= 0.0).for_each(|(d, _)| *d = 0.0);
        for (place, word) in [state.stacked(0), state.stacked(1), state.ahead(0)].into_iter().enumerate() {
            if let Some(dshares) = trace.dshares.get_mut(word as usize) {
                dshares[place * MOVE..(place + 1) * MOVE].iter_mut().zip(&dhidden).for_each(|(to, from)| *to += from);
            }
        }
        rows.iter().map(|&row| usize::from(row)).chain([MOVE_TABLE]).for_each(|row| self.adam.add(Part::Moves, row, &dhidden));
        let best = (0..3).filter(|&at| costs[at] == least).reduce(|a, b| if scores[b] > scores[a] { b } else { a });
        let best = best.map_or(guess, |at| Move::ALL[at]);
        if explore && self.random.below(100) < self.settings.explore { guess } else { best }
    }

    /// The relation the network gives to an arc; it learns from it when the head is right.
    fn name_arc(&mut self, example: &Example, trace: &mut Trace, state: &State, head: u32, word: u32, mistakes: &mut Mistakes) -> Relation {
        let mut rows = [0; RELATION_ROWS];
        features::of_relation(state, &trace.words, head, word, &mut rows);
        let hidden = self.network.hide_arc(&trace.shares, head, word, &rows);
        let out = &self.network.parts[Part::ArcOut as usize];
        let mut scores: [f32; RELATIONS] = *self.network.row(Part::ArcOut, ARC);
        multiply(&hidden, &out[..ARC * RELATIONS], &mut scores);
        let guess = best_relation(&scores);
        let gold = example.relations[word as usize];
        if example.heads[word as usize] != head || gold == Relation::Root {
            return guess;
        }
        mistakes.relations += usize::from(guess != gold);
        let mut dscores = softmax(&scores, RELATIONS);
        dscores[gold as usize] -= 1.0;
        let mut dhidden = [0.0; ARC];
        multiply_back(&hidden, &dscores, out, &mut self.adam.gradient.parts[Part::ArcOut as usize], &mut dhidden);
        self.adam.add(Part::ArcOut, ARC, &dscores);
        dhidden.iter_mut().zip(&hidden).filter(|(_, hidden)| **hidden <= 0.0).for_each(|(d, _)| *d = 0.0);
        for (place, word) in [head, word].into_iter().enumerate() {
            if let Some(dshares) = trace.dshares.get_mut(word as usize) {
                let start = 3 * MOVE + place * ARC;
                dshares[start..start + ARC].iter_mut().zip(&dhidden).for_each(|(to, from)| *to += from);
            }
        }
        rows.iter().map(|&row| usize::from(row)).chain([RELATION_TABLE]).for_each(|row| self.adam.add(Part::Arcs, row, &dhidden));
        guess
    }

    /// From the shares back to the rows of words.
    fn backward(&mut self, trace: &Trace) {
        let count = trace.embedded.len();
        let network = &self.network;
        let mut dtokens = vec![[0.0; TOKEN]; count];
        for at in 0..count {
            let share = Part::Share as usize;
            let gradient = &mut self.adam.gradient.parts[share];
            multiply_back(&trace.tokens[at], &trace.dshares[at], &network.parts[share], gradient, &mut dtokens[at]);
            dtokens[at].iter_mut().zip(&trace.masks[at]).for_each(|(d, mask)| *d *= mask);
        }
        let mut dinputs = vec![[0.0; 4 * CARRIED]; count];
        let mut dcarried = [0.0; CARRIED];
        for at in (0..count).rev() {
            let before = at.checked_sub(1).map_or([0.0; CARRIED], |before| trace.ahead[before]);
            let dtoken = &dtokens[at][LOCAL..LOCAL + CARRIED];
            carry_back(&mut dcarried, dtoken, &before, &trace.inputs[at][..2 * CARRIED], &mut dinputs[at][..2 * CARRIED]);
        }
        dcarried = [0.0; CARRIED];
        for at in 0..count {
            let before = trace.back.get(at + 1).copied().unwrap_or([0.0; CARRIED]);
            let dtoken = &dtokens[at][LOCAL + CARRIED..];
            carry_back(&mut dcarried, dtoken, &before, &trace.inputs[at][2 * CARRIED..], &mut dinputs[at][2 * CARRIED..]);
        }
        self.backward_local(trace, &dtokens, &dinputs);
    }

    fn backward_local(&mut self, trace: &Trace, dtokens: &[[f32; TOKEN]], dinputs: &[[f32; 4 * CARRIED]]) {
        let count = trace.embedded.len();
        let network = &self.network;
        let mut dembedded = vec![[0.0; WORD]; count];
        for at in 0..count {
            let mut dlocal = [0.0; LOCAL];
            dlocal.copy_from_slice(&dtokens[at][..LOCAL]);
            let part = Part::Carry as usize;
            multiply_back(&trace.local[at], &dinputs[at], &network.parts[part], &mut self.adam.gradient.parts[part], &mut dlocal);
            self.adam.add(Part::Carry, LOCAL, &dinputs[at]);
            dlocal.iter_mut().zip(&trace.local[at]).filter(|(_, local)| **local <= 0.0).for_each(|(d, _)| *d = 0.0);
            let part = Part::Window as usize;
            for place in 0..3 {
                let Some(neighbor) = (at + place).checked_sub(1).filter(|&neighbor| neighbor < count) else { continue };
                let range = place * WORD * LOCAL..(place + 1) * WORD * LOCAL;
                let gradient = &mut self.adam.gradient.parts[part][range.clone()];
                let matrix = &network.parts[part][range];
                multiply_back(&trace.embedded[neighbor], &dlocal, matrix, gradient, &mut dembedded[neighbor]);
            }
            self.adam.add(Part::Window, 3 * WORD, &dlocal);
        }
        for (word, dembedded) in trace.words.iter().zip(&dembedded) {
            word.rows.iter().for_each(|&row| self.adam.add(Part::Words, usize::from(row), dembedded));
        }
    }
}

/// How often heads (UAS), heads with universal relations (LAS, as in the CoNLL shared tasks) and with subtypes are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub words: usize,
    pub heads: usize,
    pub labeled: usize,
    pub subtypes: usize,
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |count: usize| count as f64 / self.words.max(1) as f64;
        write!(f, "UAS {:.4} LAS {:.4} (with subtypes {:.4})", share(self.heads), share(self.labeled), share(self.subtypes))
    }
}

/// Scores the network on sentences, all words counted.
pub fn evaluate(network: &Integers, sentences: &[Sentence], tags: &[Vec<Tag>]) -> Score {
    let mut score = Score::default();
    let mut workspace = Workspace::default();
    let mut tree = Tree::default();
    for (sentence, tags) in sentences.iter().zip(tags) {
        workspace.parse_with(network, &sentence.forms(), tags, &mut tree);
        for (word, (&gold, token)) in gold_heads(sentence).iter().zip(&sentence.tokens).enumerate() {
            let head = if tree.heads[word] == word as u32 { tree.heads.len() as u32 } else { tree.heads[word] };
            let relation = Relation::from_name(&token.deprel);
            score.words += 1;
            score.heads += usize::from(head == gold);
            score.labeled += usize::from(head == gold && tree.relations[word].universal() == relation.universal());
            score.subtypes += usize::from(head == gold && tree.relations[word] == relation);
        }
    }
    score
}
