//! Which words mention an actor, how, and whom: mentions from the chances of each word, then links from the chances of each pair.

use std::ops::Range;

use super::encoder::Room;
use super::features::{Found, HE, LINK_FLAGS, Linked, Lower, SHE};
use super::form::Form;
use super::heads::{MENTION_REACH, Side, Vectors};
use super::names;
use super::numbers::{chances, largest, log, place_of_largest};
use super::said::Reading;
use super::settings::Settings;
use super::speech::Speech;
use crate::lexicon::titles::{self, Gender};
use crate::model::{ActorType, MentionKind};
use crate::quotation::aliases;

/// How many mentions back an antecedent is looked for; beyond, only among those that share a telling word.
const LOOK_BACK: usize = 400;

/// How many mentions before one are near it.
const NEAR: usize = 12;
/// What a mention never reaches over.
const ENDS: &[&str] = &[",", ";", ":", "\"", "“", "”", "«", "»", "„", "(", ")", "!", "?"];

/// A mention with how likely it is one, and the logarithms of the chances of each type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) found: Found,
    pub(super) chance: f32,
    pub(super) types: [f32; 5],
}

/// The mentions of a text in the order of their heads. `sources` are the words that name the sources of quotes.
pub(super) fn find(reading: &Reading<'_>, sources: &[Range<usize>], room: &mut Room) -> Vec<Mention> {
    let &Reading { heads, settings, ref words, form, lower, .. } = reading;
    let scores = heads.mention.apply(words.0, room);
    let all: Vec<[f32; 4]> = scores.as_chunks::<4>().0.iter().map(|&scores| chances(scores)).collect();
    let some: Vec<f32> =
        all.iter().enumerate().map(|(word, chances)| if lower.is_wordlike(word) { 1.0 - chances[0] } else { 0.0 }).collect();
    let chosen = heads_of(&some, sources, settings);
    let likely: Vec<(usize, [f32; 4])> = all.into_iter().enumerate().filter(|(word, _)| chosen[*word]).collect();
    let vectors = heads.edges.vectors(words, room);
    let mut found: Vec<Mention> = Vec::new();
    for (place, &(head, chance)) in likely.iter().enumerate() {
        let kind = kind(&chance);
        let before = place.checked_sub(1).and_then(|place| likely.get(place)).map(|other| other.0);
        let behind = likely.get(place + 1).map(|other| other.0);
        let (first, last) = if kind == MentionKind::Pronoun {
            (head, head)
        } else {
            let (back, on) = heads.edges.reach(&vectors, head);
            let back = best(&back, |steps| head.checked_sub(steps).filter(|&word| Some(word) != before), form, lower, head);
            let on = best(&on, |steps| Some(head + steps).filter(|&word| Some(word) != behind), form, lower, head);
            (head - back, head + on)
        };
        let types = heads.actor_type.apply(words.row(head), room);
        let types = chances(std::array::from_fn(|at| types[at])).map(|chance| log(chance.max(1e-9)));
        let mention = Mention { found: Found { first, last, head, kind }, chance: 1.0 - chance[0], types };
        // Two heads can claim the same words: the likelier one has them.
        match found.iter_mut().rev().take(2 * MENTION_REACH).find(|other| (other.found.first, other.found.last) == (first, last)) {
            Some(other) if other.chance < mention.chance => *other = mention,
            Some(_) => {}
            None => found.push(mention),
        }
    }
    names::whole(form, lower, found)
}

/// Which words head a mention, given how likely each does: where somebody is the source of a quote, less is asked of a word.
fn heads_of(some: &[f32], sources: &[Range<usize>], settings: &Settings) -> Vec<bool> {
    let mut chosen: Vec<bool> = some.iter().map(|&chance| chance > settings.mention).collect();
    for source in sources {
        let (some, chosen) = (&some[source.clone()], &mut chosen[source.clone()]);
        chosen.iter_mut().zip(some).for_each(|(chosen, &chance)| *chosen |= chance > settings.source_mention);
        let best = place_of_largest(some);
        if !chosen.contains(&true) && some[best] > settings.source_least {
            chosen[best] = true;
        }
    }
    chosen
}

fn kind(chances: &[f32; 4]) -> MentionKind {
    let mut best = 1;
    (2..4).for_each(|kind| best = if chances[kind] > chances[best] { kind } else { best });
    [MentionKind::Name, MentionKind::Role, MentionKind::Pronoun][best - 1]
}

/// The likeliest number of words that a mention reaches from its head: within its sentence, over no mark and no other head.
fn best(scores: &[f32; MENTION_REACH + 1], word_at: impl Fn(usize) -> Option<usize>, form: &Form, lower: &Lower<'_>, head: usize) -> usize {
    let sentence = form.sentence_of[head];
    let open = |steps: usize| {
        word_at(steps).is_some_and(|word| form.sentence_of.get(word) == Some(&sentence) && !ENDS.contains(&lower.word(word)))
    };
    let allowed = (1..=MENTION_REACH).take_while(|&steps| open(steps)).count();
    let most = largest(&scores[..=allowed]);
    scores.iter().position(|&score| score == most).unwrap_or_default()
}

/// The number of each mention's actor, and how likely it was linked right.
pub(super) struct Links {
    pub(super) actors: Vec<usize>,
    pub(super) chances: Vec<f32>,
    /// The mention before it, of the same actor, that it fits best.
    pub(super) antecedents: Vec<Option<usize>>,
}

impl Links {
    /// How many actors there are.
    pub(super) fn count(&self) -> usize {
        self.actors.iter().max().map_or(0, |most| most + 1)
    }
}

/// Each mention beside those before it.
pub(super) struct Pairs<'p> {
    reading: &'p Reading<'p>,
    vectors: &'p Vectors,
    linked: Linked<'p>,
    side: Side,
    new: Vec<f32>,
}

impl<'p> Pairs<'p> {
    pub(super) fn of(reading: &'p Reading<'_>, vectors: &'p Vectors, mentions: &[Found], speech: &'p Speech, room: &mut Room) -> Pairs<'p> {
        let (side, new) = reading.heads.link.later(vectors, room);
        Pairs { reading, vectors, linked: Linked::of(reading.form, reading.lower, mentions, speech), side, new }
    }

    /// The mentions before one, how likely each means the same, and at the end how likely none does.
    pub(super) fn chances(&self, later: usize) -> (Range<usize>, Vec<f32>) {
        let candidates = later.saturating_sub(LOOK_BACK)..later;
        let score = |earlier| {
            let (flags, tables): ([f32; LINK_FLAGS], _) = self.linked.pair(later, earlier);
            self.reading.heads.link.link(self.vectors, &self.side, later, earlier, &flags, &tables)
        };
        let mut scores: Vec<f32> = candidates.clone().map(score).collect();
        scores.push(self.new[later] + self.reading.settings.new);
        spread(&mut scores);
        (candidates, scores)
    }
}

/// Joins mentions one by one, in order: each to the actor whose mentions it fits best together, or to a new one.
pub(super) fn link(reading: &Reading<'_>, vectors: &Vectors, mentions: &[Mention], speech: &Speech, room: &mut Room) -> Links {
    let found: Vec<Found> = mentions.iter().map(|mention| mention.found).collect();
    let pairs = Pairs::of(reading, vectors, &found, speech, room);
    let lower = reading.lower;
    let mut links = Links { actors: Vec::with_capacity(mentions.len()), chances: Vec::new(), antecedents: Vec::new() };
    let mut known: Vec<Known> = Vec::new();
    for (later, mention) in mentions.iter().enumerate() {
        let (candidates, scores) = pairs.chances(later);
        // Chances of one actor's mentions add up, in the order of the actors' first mentions.
        let mut by_actor: Vec<(usize, f32)> = Vec::new();
        for (earlier, chance) in candidates.clone().zip(&scores) {
            let actor = links.actors[earlier];
            match by_actor.iter_mut().find(|(number, _)| *number == actor) {
                Some((_, sum)) => *sum += chance,
                None => by_actor.push((actor, *chance)),
            }
        }
        let this = Known::of(lower, mention);
        let (fitting, clashing): (Vec<_>, Vec<_>) = by_actor.into_iter().partition(|(actor, _)| !known[*actor].clashes(&this));
        let lost = clashing.iter().fold(0.0, |sum, (_, chance)| sum + chance);
        let left = left(&this, &known, &links.actors[later.saturating_sub(NEAR)..]);
        let fitting = fitting.into_iter().map(|(actor, chance)| (actor, if left == Some(actor) { chance + lost } else { chance }));
        let best =
            fitting.fold(None, |best: Option<(usize, f32)>, next| if best.is_none_or(|best| next.1 > best.1) { Some(next) } else { best });
        let alone = scores[scores.len() - 1];
        let owner = owner(reading.form, &mentions[..later], mention);
        let (actor, chance) = owner
            .map(|owner| (links.actors[owner], links.chances[owner]))
            .or_else(|| best.filter(|(_, chance)| *chance >= alone))
            .unwrap_or((known.len(), alone));
        match known.get_mut(actor) {
            Some(actor) => actor.join(this),
            None => known.push(this),
        }
        let same = candidates.zip(&scores).filter(|(earlier, _)| links.actors[*earlier] == actor);
        links.antecedents.push(likeliest(same));
        links.actors.push(actor);
        links.chances.push(chance);
    }
    links
}

/// The one named person among the actors of the last mentions who is left for a he or a she, who was somebody before: what others lose goes to whom
/// the text leaves.
fn left(this: &Known<'_>, known: &[Known<'_>], last: &[usize]) -> Option<usize> {
    let mut fitting = last.iter().copied().filter(|&actor| this.may_be(&known[actor]) && !known[actor].clashes(this));
    let first = fitting.next().filter(|_| this.he || this.she)?;
    // Of a family nobody knows whom a pronoun leaves.
    let bears = |other: &Known<'_>| other.people.iter().any(|one| known[first].people.iter().any(|two| are_of_one_family(one, two)));
    if this.names.is_empty() && last.iter().any(|&other| bears(&known[other])) {
        return None;
    }
    fitting.all(|actor| actor == first).then_some(first)
}

/// The mention before `mention` whose bearer the text gives it as another name: `Luis Ortega, a.k.a. “El Gato”`.
fn owner(form: &Form, earlier: &[Mention], mention: &Mention) -> Option<usize> {
    let alias = aliases::at(&form.aliases, mention.found.head).filter(|alias| alias.words.contains(&mention.found.head))?;
    earlier.iter().enumerate().rev().take(NEAR).find(|(_, other)| other.found.last == alias.owner).map(|(owner, _)| owner)
}

/// The first of the likeliest.
pub(super) fn likeliest<'c>(candidates: impl Iterator<Item = (usize, &'c f32)>) -> Option<usize> {
    let better =
        |best: Option<(usize, &'c f32)>, next: (usize, &'c f32)| if best.is_some_and(|best| best.1 >= next.1) { best } else { Some(next) };
    candidates.fold(None, better).map(|(candidate, _)| candidate)
}

/// Scores to chances that sum to one.
pub(super) fn spread(scores: &mut Vec<f32>) {
    let count = scores.len();
    scores.resize(count.next_multiple_of(super::numbers::EIGHT), f32::NEG_INFINITY);
    super::numbers::softmax(scores, count);
    scores.truncate(count);
}

/// What forbids a mention to mean an actor: pronouns and names by which the text has called it.
#[derive(Default)]
struct Known<'a> {
    he: bool,
    she: bool,
    /// The telling words of each name, different ones once.
    names: Vec<Vec<&'a str>>,
    /// Those that are the full name of a person.
    people: Vec<Vec<&'a str>>,
    /// What tells those of one name in a family apart: `Jr.`
    generation: Option<&'a str>,
}

impl<'a> Known<'a> {
    fn of(lower: &'a Lower<'_>, mention: &Mention) -> Known<'a> {
        let class = lower.pronoun_class(&mention.found);
        let names = if mention.found.kind == MentionKind::Name { vec![lower.telling(&mention.found)] } else { Vec::new() };
        let is_person = largest(&mention.types) == mention.types[ActorType::Person as usize];
        let people = names.iter().filter(|name| is_person && name.len() > 1).cloned().collect();
        let title = if names.is_empty() { None } else { honorific(lower, &mention.found) };
        let (he, she) = (class == HE || title == Some(Gender::Male), class == SHE || title == Some(Gender::Female));
        let generation = if names.is_empty() { None } else { generation(lower, &mention.found) };
        Known { he, she, names, people, generation }
    }

    /// Whether this, which is said of a man or woman, may mean a person that the text has named: a pronoun any, a surname one who bears it.
    fn may_be(&self, person: &Known<'_>) -> bool {
        let bears = |name: &Vec<&str>| person.people.iter().any(|full| full.last() == name.last());
        !person.people.is_empty() && (self.names.is_empty() || self.names.iter().any(bears))
    }

    fn join(&mut self, other: Known<'a>) {
        self.he |= other.he;
        self.she |= other.she;
        self.generation = self.generation.or(other.generation);
        for (names, others) in [(&mut self.names, other.names), (&mut self.people, other.people)] {
            others.into_iter().for_each(|name| {
                if !names.contains(&name) {
                    names.push(name)
                }
            });
        }
    }

    /// He and she are two, father and son are two, and so are two full names with one last name and different first names, and two people whose full names share no word.
    fn clashes(&self, other: &Known<'_>) -> bool {
        let any = |ours: &[Vec<&str>], theirs: &[Vec<&str>], are_two: fn(&[&str], &[&str]) -> bool| {
            ours.iter().any(|one| theirs.iter().any(|two| are_two(one, two)))
        };
        self.he && other.she
            || self.she && other.he
            || self.generation.zip(other.generation).is_some_and(|(one, two)| one != two)
            || any(&self.names, &other.names, are_of_one_family)
            || self.is_stranger_to(other)
    }
}

impl Known<'_> {
    /// Whether both have full names, and none of them shares a word with any of the other's: one who has another name bears either.
    fn is_stranger_to(&self, other: &Known<'_>) -> bool {
        let shares = |one: &Vec<&str>| other.people.iter().any(|two| one.iter().any(|word| two.contains(word)));
        !self.people.is_empty() && !other.people.is_empty() && !self.people.iter().any(shares)
    }
}

/// Whether a title before a name, or at its beginning, tells of a man or a woman: `Mrs. Kell`.
fn honorific(lower: &Lower<'_>, found: &Found) -> Option<Gender> {
    let told = |word: usize| Some(lower.word(word)).filter(|title| titles::is_title(title)).and_then(titles::gender);
    let before = found.first.checked_sub(1).and_then(told);
    before.or_else(|| told(found.first).filter(|_| found.first < found.last))
}

/// What tells the bearer of a name from another in the family: `Dale Hurst Jr.`, `Martin Okafor, Jr.`
fn generation<'a>(lower: &'a Lower<'_>, found: &Found) -> Option<&'a str> {
    let next = if lower.word(found.last + 1) == "," { found.last + 2 } else { found.last + 1 };
    let told = |word: usize| Some(lower.word(word).trim_end_matches('.')).filter(|word| titles::is_generation(word));
    told(found.last).filter(|_| found.first < found.last).or_else(|| told(next))
}

/// Whether two names are full, with one last name and different first names.
fn are_of_one_family(one: &[&str], two: &[&str]) -> bool {
    let within = |one: &[&str], other: &[&str]| one.iter().all(|word| other.contains(word));
    one.len() > 1 && two.len() > 1 && one.last() == two.last() && one[0] != two[0] && !within(one, two) && !within(two, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_somebody() {
        let settings = Settings { mention: 0.6, source_mention: 0.3, source_least: 0.1, ..Settings::default() };
        let some = [0.7, 0.4, 0.2, 0.4, 0.2, 0.15, 0.05];
        let heads = |sources: &[Range<usize>]| -> Vec<usize> {
            heads_of(&some, sources, &settings).iter().enumerate().filter_map(|(word, head)| head.then_some(word)).collect()
        };
        assert_eq!(heads(&[]), [0]);
        assert_eq!(heads(&[1..4, 0..1]), [0, 1, 3], "less is asked of each word");
        assert_eq!(heads(&[4..6, 0..1]), [0, 4], "the likeliest stands for all");
        assert_eq!(heads(&[6..7, 1..3]), [0, 1], "what names nobody stays so");
    }

    #[test]
    fn relatives_are_told_apart() {
        assert!(are_of_one_family(&["ada", "quill"], &["tom", "quill"]));
        assert!(!are_of_one_family(&["quill"], &["tom", "quill"]));
        assert!(!are_of_one_family(&["tom", "quill"], &["tom", "b.", "quill"]));
        assert!(!are_of_one_family(&["b.", "quill"], &["tom", "b.", "quill"]));
        let person = |name: &[&'static str]| Known { people: vec![name.to_vec()], ..Known::default() };
        assert!(person(&["ada", "quill"]).clashes(&person(&["tom", "roy"])), "they share no word");
        assert!(!person(&["ada", "quill"]).clashes(&person(&["ada", "roy", "quill"])));
        let both = Known { people: vec![vec!["luis", "ortega"], vec!["el", "gato"]], ..Known::default() };
        assert!(!both.clashes(&person(&["el", "gato"])) && both.clashes(&person(&["tom", "roy"])), "either name is his");
        let (he, she) = (Known { he: true, ..Known::default() }, Known { she: true, ..Known::default() });
        assert!(he.clashes(&she) && she.clashes(&he) && !he.clashes(&he));
    }
}
