//! The places on which not all agree, with what each of them says there.

use super::links::Comparison;
use super::marks::{Layer, Marks};
use crate::model::Span;

/// What people do not agree on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Differs {
    /// Whether something is there: some have marked nothing.
    Presence,
    /// Which words.
    Words,
    /// Of which kind.
    Kind,
    /// Which actor, speaker or holder.
    Agent,
}

impl Differs {
    /// The word for it in a layer.
    pub fn word(self, layer: Layer) -> &'static str {
        match self {
            Differs::Presence => "presence",
            Differs::Words => "words",
            Differs::Kind => "kind",
            Differs::Agent => layer.agent(),
        }
    }
}

/// A place on which not all agree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disagreement {
    /// The place of the text among all.
    pub text: usize,
    /// The layer.
    pub layer: Layer,
    /// Everything that somebody marked there, in bytes of the text.
    pub span: Span,
    /// On what; never empty.
    pub differs: Vec<Differs>,
    /// What each person has marked there, in the order of the people: nothing, or mostly one mark.
    pub said: Vec<Vec<Said>>,
}

/// A mark of one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// The words, in bytes of the text.
    pub parts: Vec<Span>,
    /// The word for the kind.
    pub kind: &'static str,
    /// The names of whom it names.
    pub agents: Vec<String>,
}

/// The disagreements on the text in place `text`, in its order, layer by layer.
pub(super) fn disagreements(text: usize, marks: &[Marks], comparisons: &[([usize; 2], Comparison)]) -> Vec<Disagreement> {
    Layer::ALL.iter().flat_map(|&layer| in_layer(text, layer, marks, comparisons)).collect()
}

fn in_layer(text: usize, layer: Layer, marks: &[Marks], comparisons: &[([usize; 2], Comparison)]) -> Vec<Disagreement> {
    let mut groups = Groups::of(layer, marks);
    let mut apart = Vec::new();
    for ([one, other], comparison) in comparisons {
        let matched = comparison.matches[layer as usize].iter().zip(&comparison.linked[layer as usize]);
        for (&(i, j), &linked) in matched {
            groups.join(groups.number(*one, i), groups.number(*other, j));
            apart.extend((!linked).then(|| groups.number(*one, i)));
        }
    }
    let mut members: Vec<Vec<(usize, usize)>> = vec![Vec::new(); groups.above.len()];
    for (person, marks) in marks.iter().enumerate() {
        for mark in 0..marks.layer(layer).len() {
            members[groups.first(groups.number(person, mark))].push((person, mark));
        }
    }
    let mut agents_differ = vec![false; members.len()];
    apart.into_iter().for_each(|mark| agents_differ[groups.first(mark)] = true);
    let each = members.into_iter().zip(agents_differ).filter(|(members, _)| !members.is_empty());
    let mut found: Vec<Disagreement> = each.filter_map(|(members, agents)| disagreement(text, layer, marks, &members, agents)).collect();
    found.sort_by_key(|found| (found.span.start(), found.span.end()));
    found
}

/// What people differ in about marks that belong together; nothing where they agree.
fn disagreement(text: usize, layer: Layer, marks: &[Marks], members: &[(usize, usize)], agents: bool) -> Option<Disagreement> {
    let mut said: Vec<Vec<Said>> = vec![Vec::new(); marks.len()];
    for &(person, mark) in members {
        let mark = &marks[person].layer(layer)[mark];
        let name = |agent: &crate::model::ActorId| marks[person].names.get(agent.index()).cloned().unwrap_or_default();
        said[person].push(Said { parts: mark.parts.clone(), kind: mark.kind, agents: mark.agents.iter().map(name).collect() });
    }
    let all: Vec<&Said> = said.iter().flatten().collect();
    let differ = |same: fn(&Said, &Said) -> bool| all.windows(2).any(|two| !same(two[0], two[1]));
    let aspects = [
        (Differs::Presence, said.iter().any(Vec::is_empty)),
        (Differs::Words, differ(|one, other| one.parts == other.parts)),
        (Differs::Kind, differ(|one, other| one.kind == other.kind)),
        (Differs::Agent, agents),
    ];
    let differs: Vec<Differs> = aspects.into_iter().filter(|aspect| aspect.1).map(|aspect| aspect.0).collect();
    let span = all.iter().flat_map(|said| said.parts.iter().copied()).reduce(Span::cover)?;
    (!differs.is_empty()).then_some(Disagreement { text, layer, span, differs, said })
}

/// Marks of several people, joined where they mean the same: a forest in which each mark knows one above it.
struct Groups {
    /// Where each person's marks begin.
    starts: Vec<usize>,
    above: Vec<usize>,
}

impl Groups {
    fn of(layer: Layer, marks: &[Marks]) -> Groups {
        let mut starts = Vec::new();
        let mut count = 0;
        for marks in marks {
            starts.push(count);
            count += marks.layer(layer).len();
        }
        Groups { starts, above: (0..count).collect() }
    }

    fn number(&self, person: usize, mark: usize) -> usize {
        self.starts[person] + mark
    }

    /// The first mark of a mark's group.
    fn first(&self, mut mark: usize) -> usize {
        while self.above[mark] != mark {
            mark = self.above[mark];
        }
        mark
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.above[one.max(other)] = one.min(other);
    }
}
