//! One sentence at a time: forward through the network, a walk to a tree under the eyes of the dynamic oracle, and the gradient back.

use super::Settings;
use super::adam::Adam;
use super::example::{Counts, Example};
use super::network::{
    ARC, CARRIED, LOCAL, MOVE, Network, SHARES, TOKEN, best_relation, carry, carry_back, choose, multiply, multiply_back, shape, softmax,
    used,
};
use crate::tools::Random;
use whosaid::language::parser::arcs;
use whosaid::language::parser::features::{self, MOVE_ROWS, MOVE_TABLE, RELATION_ROWS, RELATION_TABLE, Word};
use whosaid::language::parser::network::{PLACES, Part, REACH, RELATIONS, UNIT, WORD};
use whosaid::language::parser::state::{Move, State};
use whosaid::language::relations::Relation;
use whosaid::language::weights::write_model;

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
    /// The mean of the networks of late, which errs less than the last of them (Polyak and Juditsky 1992).
    mean: Network,
    counts: Counts,
    adam: Adam,
    random: Random,
    steps: usize,
    planned: usize,
}

impl Trainer {
    /// Begins with small random numbers; `planned` is how many sentences it would take until the step size is zero.
    pub fn new(settings: Settings, counts: Counts, planned: usize) -> Trainer {
        let mut random = Random(settings.seed);
        let network = Network::random(&mut random, settings.size);
        let mean = network.clone();
        Trainer { settings, network, mean, counts, adam: Adam::new(), random, steps: 0, planned }
    }

    /// Goes once through `examples`, in an order of its own.
    pub fn epoch(&mut self, examples: &[&Example], explore: bool) -> Mistakes {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        self.random.shuffle(&mut order);
        let mut state = State::default();
        let mut trace = Trace::default();
        let mut mistakes = Mistakes::default();
        for (count, at) in order.into_iter().enumerate() {
            self.forward(examples[at], &mut trace);
            self.walk(examples[at], &mut trace, &mut state, explore, &mut mistakes);
            self.backward(&trace);
            self.steps += 1;
            if (count + 1) % self.settings.batch == 0 {
                let left = 1.0 - self.steps as f32 / self.planned as f32;
                self.adam.step(&mut self.network, self.settings.rate * left.max(0.0));
            }
            if (count + 1) % (self.settings.stride * self.settings.batch) == 0 {
                self.mean.approach(&self.network, self.settings.forget);
            }
        }
        mistakes
    }

    /// The mean network.
    pub fn into_mean(self) -> Network {
        self.mean
    }

    /// The model file of the mean network: each part in signed bytes that count in the smallest steps of a power of two in which all fit.
    pub fn write(&self) -> Vec<u8> {
        let mut shifts = Vec::new();
        let mut numbers = Vec::new();
        for part in Part::ALL {
            let numbers_of = &self.mean.parts[part as usize];
            let (rows, columns) = used(part, self.settings.size);
            let width = shape(part).1;
            let largest = numbers_of.iter().fold(0.0f32, |most, number| most.max(number.abs()));
            let shift = (0..=UNIT).rev().find(|&shift| largest * (1 << shift) as f32 <= 127.5).unwrap_or(0);
            shifts.push(shift as u8);
            let byte = |number: f32| (number * (1 << shift) as f32).round().clamp(-127.0, 127.0) as i8 as u8;
            numbers.extend(rows.iter().flat_map(|row| columns.iter().map(move |column| byte(numbers_of[row * width + column]))));
        }
        let mut sections = vec![("shifts", shifts), ("known", self.counts.known.clone())];
        sections.extend(self.counts.arcs.write());
        sections.push(("numbers", numbers));
        write_model(&sections)
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
        trace.inputs.extend(trace.local.iter().map(|local| network.feed(local)));
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
        let scores = self.network.score_move(&hidden);
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
        let out = &self.network.parts[Part::MoveOut as usize];
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
        let among = self.counts.arcs.relations(features::arc(&trace.words, head, word));
        if let Some(relation) = arcs::only(among) {
            return relation;
        }
        let mut rows = [0; RELATION_ROWS];
        features::of_relation(state, &trace.words, head, word, &mut rows);
        let hidden = self.network.hide_arc(&trace.shares, head, word, &rows);
        let mut scores = self.network.score_arc(&hidden);
        let guess = best_relation(&scores, among);
        let gold = example.relations[word as usize];
        if example.heads[word as usize] != head || among >> gold as u32 & 1 == 0 {
            return guess;
        }
        mistakes.relations += usize::from(guess != gold);
        (0..RELATIONS).filter(|&number| among >> number & 1 == 0).for_each(|number| scores[number] = -1e9);
        let mut dscores = softmax(&scores, RELATIONS);
        dscores[gold as usize] -= 1.0;
        let mut dhidden = [0.0; ARC];
        let out = &self.network.parts[Part::RelationOut as usize];
        multiply_back(&hidden, &dscores, out, &mut self.adam.gradient.parts[Part::RelationOut as usize], &mut dhidden);
        self.adam.add(Part::RelationOut, ARC, &dscores);
        dhidden.iter_mut().zip(&hidden).filter(|(_, hidden)| **hidden <= 0.0).for_each(|(d, _)| *d = 0.0);
        for (place, word) in [head, word].into_iter().enumerate() {
            if let Some(dshares) = trace.dshares.get_mut(word as usize) {
                let start = 3 * MOVE + place * ARC;
                dshares[start..start + ARC].iter_mut().zip(&dhidden).for_each(|(to, from)| *to += from);
            }
        }
        rows.iter().map(|&row| usize::from(row)).chain([RELATION_TABLE]).for_each(|row| self.adam.add(Part::Relations, row, &dhidden));
        guess
    }

    /// From the shares back to the rows of words.
    fn backward(&mut self, trace: &Trace) {
        let count = trace.embedded.len();
        let network = &self.network;
        let mut dtokens = vec![[0.0; TOKEN]; count];
        for (at, dtoken) in dtokens.iter_mut().enumerate() {
            let share = Part::Share as usize;
            let gradient = &mut self.adam.gradient.parts[share];
            multiply_back(&trace.tokens[at], &trace.dshares[at], &network.parts[share], gradient, dtoken);
            dtoken.iter_mut().zip(&trace.masks[at]).for_each(|(d, mask)| *d *= mask);
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
            for place in 0..PLACES {
                let Some(neighbor) = (at + place).checked_sub(REACH).filter(|&neighbor| neighbor < count) else { continue };
                let range = place * WORD * LOCAL..(place + 1) * WORD * LOCAL;
                let gradient = &mut self.adam.gradient.parts[part][range.clone()];
                let matrix = &network.parts[part][range];
                multiply_back(&trace.embedded[neighbor], &dlocal, matrix, gradient, &mut dembedded[neighbor]);
            }
            self.adam.add(Part::Window, PLACES * WORD, &dlocal);
        }
        for (word, dembedded) in trace.words.iter().zip(&dembedded) {
            word.rows.iter().for_each(|&row| self.adam.add(Part::Words, usize::from(row), dembedded));
        }
    }
}
