//! The comparison: what was found is matched with what was marked, one to one, and each measure counts its part.
//!
//! What matches something optional is neither right nor wrong.

use crate::matching::Matches;
use crate::{Found, FoundPosition, FoundQuote, Gold, GoldPosition, GoldQuote, Place, Tally, Target};

/// Something that was missed or is wrong, for who wants to look.
#[derive(Clone, PartialEq, Debug)]
pub struct Fault {
    /// What.
    pub what: &'static str,
    /// Where.
    pub place: Place,
}

/// Counts into `tally` how right `found` is, and says what is not.
pub fn score(gold: &Gold, found: &Found, tally: &mut Tally) -> Vec<Fault> {
    let mut faults = Vec::new();
    let entities = actors(gold, found, tally, &mut faults);
    let entity = |actor: Option<usize>| actor.and_then(|actor| entities.get(actor).copied().flatten());
    quotes(gold, found, &entity, tally, &mut faults);
    positions(gold, found, &entity, tally, &mut faults);
    faults
}

/// One layer as the matching sees it.
struct Layer<'a> {
    golds: Vec<&'a Target>,
    found: Vec<&'a Place>,
    matches: Matches,
}

impl<'a> Layer<'a> {
    fn new(golds: Vec<&'a Target>, found: Vec<&'a Place>, agree: impl Fn(usize, usize) -> bool) -> Layer<'a> {
        let matches = Matches::new(&golds, &found, agree);
        Layer { golds, found, matches }
    }

    /// Whether what was found is neither right nor wrong: it lies on something optional, whether it was matched with that or came second.
    fn excused(&self, one: usize) -> bool {
        match self.matches.gold(one) {
            Some(gold) => self.golds[gold].optional,
            None => self.golds.iter().any(|gold| gold.optional && gold.overlap(self.found[one]) >= 0.5),
        }
    }

    /// Counts what is right, extra and missed, where `right` says which matches count as right.
    fn count(&self, measure: &'static str, tally: &mut Tally, right: impl Fn(usize, usize) -> bool) {
        let required = self.golds.iter().filter(|gold| !gold.optional).count();
        let rights = self.matches.required(&self.golds).into_iter().filter(|&(gold, one)| right(gold, one)).count();
        let found = (0..self.found.len()).filter(|&one| !self.excused(one)).count();
        tally.found(measure, rights as u32, (found - rights) as u32, (required - rights) as u32);
    }

    /// Counts for each word of `kinds` how many of the required things of that kind were found.
    fn recalls(&self, kinds: &[(&'static str, &str)], kind: impl Fn(usize) -> &'a str, tally: &mut Tally) {
        for &(measure, word) in kinds {
            let all: Vec<usize> = (0..self.golds.len()).filter(|&gold| !self.golds[gold].optional && kind(gold) == word).collect();
            let found = all.iter().filter(|&&gold| self.matches.found(gold).is_some()).count();
            tally.share(measure, found as f64, all.len() as u32);
        }
    }

    /// Says what was missed, what is wrong, and which matches are not `right`.
    fn faults(&self, words: [&'static str; 3], right: impl Fn(usize, usize) -> bool, faults: &mut Vec<Fault>) {
        let [missed, wrong, half] = words;
        for (gold, target) in self.golds.iter().enumerate().filter(|(_, target)| !target.optional) {
            match self.matches.found(gold) {
                None => faults.push(Fault { what: missed, place: target.place.clone() }),
                Some(one) if !right(gold, one) => faults.push(Fault { what: half, place: target.place.clone() }),
                Some(_) => {}
            }
        }
        let extra = (0..self.found.len()).filter(|&one| self.matches.gold(one).is_none() && !self.excused(one));
        faults.extend(extra.map(|one| Fault { what: wrong, place: self.found[one].clone() }));
    }
}

/// Scores the mentions; the result is which entity each found actor stands for: the one that most of its matched mentions belong to.
fn actors(gold: &Gold, found: &Found, tally: &mut Tally, faults: &mut Vec<Fault>) -> Vec<Option<usize>> {
    let golds = gold.mentions.iter().map(|mention| &mention.target).collect();
    let layer = Layer::new(golds, found.mentions.iter().map(|mention| &mention.place).collect(), |_, _| true);
    layer.count("actors.mentions", tally, |_, _| true);
    let kinds = [("actors.recall.name", "name"), ("actors.recall.role", "role"), ("actors.recall.pronoun", "pronoun")];
    layer.recalls(&kinds, |mention| &gold.mentions[mention].kind, tally);
    links(gold, found, &layer, tally);
    let required = layer.matches.required(&layer.golds);
    let kind = |mention: usize| found.actors.get(found.mentions[mention].actor).and_then(Option::as_deref);
    let typed = required.iter().filter(|&&(g, f)| kind(f) == Some(&gold.entities[gold.mentions[g].entity].kind)).count();
    tally.share("actors.type", typed as f64, required.len() as u32);
    layer.faults(["missed actor mention", "wrong actor mention", ""], |_, _| true, faults);
    votes(gold, found, &layer.matches)
}

/// B³: for each required mention, how much of its entity its actor holds, and how much of its actor is its entity. What was missed holds nothing.
fn links(gold: &Gold, found: &Found, layer: &Layer<'_>, tally: &mut Tally) {
    let required = layer.matches.required(&layer.golds);
    let entity = |mention: usize| gold.mentions[mention].entity;
    let (mut recall, mut precision) = (0.0, 0.0);
    // In the order of the text, so that the sums are those of the measure's other implementations.
    let mut in_order = required.clone();
    in_order.sort_unstable();
    for &(mention, one) in &in_order {
        let same_entity = (0..layer.golds.len()).filter(|&other| !layer.golds[other].optional && entity(other) == entity(mention)).count();
        let same_actor: Vec<usize> =
            required.iter().filter(|pair| found.mentions[pair.1].actor == found.mentions[one].actor).map(|pair| pair.0).collect();
        let both = same_actor.iter().filter(|&&other| entity(other) == entity(mention)).count() as f64;
        recall += both / same_entity as f64;
        precision += both / same_actor.len() as f64;
    }
    let all = layer.golds.iter().filter(|gold| !gold.optional).count();
    tally.share("actors.link.b3recall", recall, all as u32);
    tally.share("actors.link.b3precision", precision, required.len() as u32);
}

fn votes(gold: &Gold, found: &Found, matches: &Matches) -> Vec<Option<usize>> {
    let mut votes: Vec<Vec<(usize, u32)>> = vec![Vec::new(); found.actors.len()];
    for &(mention, one) in &matches.pairs {
        let Some(votes) = votes.get_mut(found.mentions[one].actor) else { continue };
        let entity = gold.mentions[mention].entity;
        match votes.iter_mut().find(|vote| vote.0 == entity) {
            Some(vote) => vote.1 += 1,
            None => votes.push((entity, 1)),
        }
    }
    // Of those with as many votes, the first wins.
    votes.into_iter().map(|votes| votes.into_iter().rev().max_by_key(|vote| vote.1).map(|vote| vote.0)).collect()
}

fn quotes(gold: &Gold, found: &Found, entity: &dyn Fn(Option<usize>) -> Option<usize>, tally: &mut Tally, faults: &mut Vec<Fault>) {
    let pair = |g: usize, f: usize| -> (&GoldQuote, &FoundQuote) { (&gold.quotes[g], &found.quotes[f]) };
    let spoken = |g: usize, f: usize| gold.quotes[g].speaker.is_none() || entity(found.quotes[f].speaker) == gold.quotes[g].speaker;
    let golds = gold.quotes.iter().map(|quote| &quote.target).collect();
    let layer = Layer::new(golds, found.quotes.iter().map(|quote| &quote.place).collect(), spoken);
    layer.count("quotes.content", tally, |_, _| true);
    layer.count("quotes.content+speaker", tally, spoken);
    let kinds = [("quotes.recall.direct", "direct"), ("quotes.recall.mixed", "mixed"), ("quotes.recall.indirect", "indirect")];
    layer.recalls(&kinds, |quote| &gold.quotes[quote].kind, tally);
    let pairs: Vec<_> = layer.matches.required(&layer.golds).into_iter().map(|(g, f)| pair(g, f)).collect();
    let mut share = |measure, asked: &dyn Fn(&GoldQuote) -> bool, right: &dyn Fn(&GoldQuote, &FoundQuote) -> bool| {
        let asked: Vec<_> = pairs.iter().filter(|(gold, _)| asked(gold)).collect();
        let rights = asked.iter().filter(|(gold, found)| right(gold, found)).count();
        tally.share(measure, rights as f64, asked.len() as u32);
    };
    share("quotes.kind", &|_| true, &|gold, found| gold.kind == found.kind);
    share("quotes.exact", &|_| true, &|gold, found| gold.target.place == found.place);
    let touch = |gold: &Option<Place>, found: &Option<Place>| gold.as_ref().zip(found.as_ref()).is_some_and(|(g, f)| g.shared(f) > 0);
    share("quotes.cue", &|gold| gold.cue.is_some(), &|gold, found| touch(&gold.cue, &found.cue));
    share("quotes.source", &|gold| gold.source.is_some(), &|gold, found| {
        gold.source.as_ref().zip(found.source.as_ref()).is_some_and(|(gold, found)| same_source(gold, found))
    });
    layer.faults(["missed quote", "wrong quote", "wrong speaker"], spoken, faults);
}

/// Whether two places for a source agree well enough.
fn same_source(gold: &Place, found: &Place) -> bool {
    gold.agreement(found) >= 0.5
}

fn positions(gold: &Gold, found: &Found, entity: &dyn Fn(Option<usize>) -> Option<usize>, tally: &mut Tally, faults: &mut Vec<Fault>) {
    let pair = |g: usize, f: usize| -> (&GoldPosition, &FoundPosition) { (&gold.positions[g], &found.positions[f]) };
    let held = |g: usize, f: usize| entity(found.positions[f].holder) == gold.positions[g].holder;
    let full = |g: usize, f: usize| {
        let (gold, found) = pair(g, f);
        held(g, f) && gold.kinds.contains(&found.kind)
    };
    let golds = gold.positions.iter().map(|position| &position.target).collect();
    let layer = Layer::new(golds, found.positions.iter().map(|position| &position.place).collect(), full);
    layer.count("positions.target", tally, |_, _| true);
    layer.count("positions.target+holder", tally, held);
    layer.count("positions.full", tally, full);
    layer.faults(["missed position", "wrong position", "wrong holder or kind"], full, faults);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FoundMention;

    const TEXT: &str =
        "Mayor Ann Lee said the bridge was safe.\nShe told Bob Ray that it would open on Friday.\nResidents feared floods.\n";

    const LINES: &str = "\
actor lee | person | Ann Lee
  name 1 Ann Lee
  pronoun 2 She
actor ray | person | Bob Ray
  name 2 Bob Ray
actor? residents | group | residents
  role 3 Residents
quote q1 | 1 | indirect | lee | said | Mayor Ann Lee | the bridge was safe
quote q2 | 2 | indirect | lee | told | She | it would open on Friday
quote? q3 | 3 | indirect | residents | feared | Residents | floods
position 1 | affirm | lee | said | the bridge was safe | q1
position 2 | commit, expect | lee | would | it would open [on Friday] | q2
position? 3 | warn | residents | feared | floods | q3
";

    fn place(words: &str) -> Place {
        let at = TEXT.find(words).unwrap_or_else(|| panic!("{words} is not in the text")) as u32;
        Place::from(at..at + words.len() as u32)
    }

    fn mention(words: &str, actor: usize) -> FoundMention {
        FoundMention { place: place(words), actor }
    }

    fn quote(words: &str, speaker: usize, cue: &str, source: &str) -> FoundQuote {
        let (cue, source) = (Some(place(cue)), Some(place(source)));
        FoundQuote { place: place(words), kind: "indirect".into(), speaker: Some(speaker), cue, source }
    }

    fn position(words: &str, kind: &str, holder: Option<usize>) -> FoundPosition {
        FoundPosition { place: place(words), kind: kind.into(), holder }
    }

    /// All that is required, found as it was marked. Actor 0 is Lee, 1 is Ray, 2 the residents.
    fn right() -> Found {
        let person = Some("person".to_owned());
        Found {
            actors: vec![person.clone(), person, Some("group".into())],
            mentions: vec![mention("Ann Lee", 0), mention("She", 0), mention("Bob Ray", 1)],
            quotes: vec![quote("the bridge was safe", 0, "said", "Mayor Ann Lee"), quote("it would open on Friday", 0, "told", "She")],
            positions: vec![position("the bridge was safe", "affirm", Some(0)), position("it would open", "commit", Some(0))],
        }
    }

    /// The figures of what `change` makes of the right answer; every measure that is not in `expected` is 1.
    fn check(what: &str, change: impl Fn(&mut Found), expected: &[(&str, f64)]) {
        let gold = Gold::read(TEXT, LINES).expect("right marks");
        let (mut found, mut tally) = (right(), Tally::default());
        change(&mut found);
        score(&gold, &found, &mut tally);
        for (measure, counts) in tally.measures() {
            let Some(figure) = counts.figure() else { continue };
            let wanted = expected.iter().find(|(name, _)| *name == measure).map_or(1.0, |row| row.1);
            assert!((figure - wanted).abs() < 1e-9, "{what}: {measure} is {figure}, not {wanted}");
        }
        for (measure, _) in expected {
            assert!(tally.counts(measure).is_some(), "{what}: there is no {measure}");
        }
    }

    #[test]
    fn what_is_right_is_one() {
        check("all right", |_| (), &[]);
    }

    #[test]
    fn mentions() {
        // Two of three are found, and one that is none: F1 = 2·2 / (2·2 + 1 + 1). B³ recall: Lee 1/2, Ray 1, and nothing for “She”.
        let missed: [(&str, f64); 3] =
            [("actors.mentions", 4.0 / 6.0), ("actors.recall.pronoun", 0.0), ("actors.link.b3recall", 1.5 / 3.0)];
        check("one missed, one too many", |found| found.mentions[1] = mention("Friday", 0), &missed);
        // One actor for two people: Lee's two mentions share it with one of another, Ray's one with two. It stands for Lee, who has more of it.
        let one = [("actors.link.b3precision", (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0) / 3.0)];
        check("two people taken for one", |found| found.mentions[2].actor = 0, &one);
        // Two actors for one person: each mention of Lee holds half of her. As many votes for either, but the quotes ask actor 0 only.
        let two = [("actors.link.b3recall", (0.5 + 0.5 + 1.0) / 3.0)];
        check("one person taken for two", |found| found.mentions[1].actor = 2, &[two[0], ("actors.type", 2.0 / 3.0)]);
        check("of another type", |found| found.actors[1] = None, &[("actors.type", 2.0 / 3.0)]);
        check("more than half of a name", |found| found.mentions[0] = mention("Mayor Ann Lee", 0), &[]);
    }

    #[test]
    fn who_stands_for_whom_goes_by_votes() {
        // Actor 0 holds one mention of each; Lee's comes first, so it is hers.
        let change = |found: &mut Found| found.mentions = vec![mention("Ann Lee", 0), mention("Bob Ray", 0)];
        let figures = [("actors.mentions", 0.8), ("actors.recall.pronoun", 0.0), ("actors.link.b3recall", 1.5 / 3.0)];
        check("a tie", change, &[&figures[..], &[("actors.link.b3precision", 0.5)]].concat());
        // Actor 0 holds Ray's mention only: what it says is Ray's.
        let change = |found: &mut Found| found.mentions = vec![mention("Ann Lee", 1), mention("She", 1), mention("Bob Ray", 0)];
        check("changed places", change, &[("quotes.content+speaker", 0.0), ("positions.target+holder", 0.0), ("positions.full", 0.0)]);
    }

    #[test]
    fn quotes() {
        let half = [("quotes.content+speaker", 2.0 / 4.0)];
        check("of another speaker", |found| found.quotes[0].speaker = Some(1), &half);
        check("of no speaker", |found| found.quotes[0].speaker = None, &half);
        // “the bridge was” is 14 of 19 letters, “bridge” 6 of 19.
        check("cut short", |found| found.quotes[0].place = place("the bridge was"), &[("quotes.exact", 0.5)]);
        let lost = [("quotes.content", 0.5), ("quotes.content+speaker", 0.5), ("quotes.recall.indirect", 0.5)];
        check("cut too short", |found| found.quotes[0].place = place("bridge"), &lost);
        check("of another kind", |found| found.quotes[1].kind = "direct".into(), &[("quotes.kind", 0.5)]);
        check("cue elsewhere", |found| found.quotes[1].cue = Some(place("that")), &[("quotes.cue", 0.5)]);
        check("no source", |found| found.quotes[0].source = None, &[("quotes.source", 0.5)]);
        check("half a source", |found| found.quotes[0].source = Some(place("Ann Lee")), &[]);
        check("less of a source", |found| found.quotes[0].source = Some(place("Mayor")), &[("quotes.source", 0.5)]);
    }

    #[test]
    fn of_two_for_one_the_one_that_agrees_is_taken() {
        // The exact one has another speaker: the shorter one is matched, the exact one is too many. F1 = 2·2 / (2·2 + 1).
        let change = |found: &mut Found| {
            found.quotes[0].speaker = Some(1);
            found.quotes.push(quote("the bridge was", 0, "said", "Mayor Ann Lee"));
        };
        check("two for one", change, &[("quotes.content", 0.8), ("quotes.content+speaker", 0.8), ("quotes.exact", 0.5)]);
    }

    #[test]
    fn positions() {
        let full = [("positions.full", 0.5)];
        let held = [("positions.target+holder", 0.5), full[0]];
        check("the other kind that is right", |found| found.positions[1].kind = "expect".into(), &[]);
        check("of another kind", |found| found.positions[1].kind = "warn".into(), &full);
        check("of another holder", |found| found.positions[0].holder = Some(1), &held);
        check("of no holder", |found| found.positions[0].holder = None, &held);
        check("all that may be covered", |found| found.positions[1].place = place("it would open on Friday"), &[]);
        let lost = [("positions.target", 0.5), held[0], held[1]];
        check("elsewhere", |found| found.positions[1].place = place("Friday"), &lost);
        // Nothing but one that is there: F1 = 2 / (2 + 1).
        let third = [("positions.target", 2.0 / 3.0), ("positions.target+holder", 2.0 / 3.0), ("positions.full", 2.0 / 3.0)];
        check("one missed", |found| found.positions.truncate(1), &third);
    }

    #[test]
    fn what_is_optional_neither_helps_nor_harms() {
        let change = |found: &mut Found| {
            found.mentions.push(mention("Residents", 2));
            found.quotes.push(quote("floods", 2, "feared", "Residents"));
            found.positions.push(position("floods", "warn", Some(2)));
        };
        check("found", change, &[]);
        let wrongly = |found: &mut Found| {
            found.mentions.push(mention("Residents", 1));
            found.quotes.push(quote("floods", 0, "told", "She"));
            found.positions.push(position("floods", "support", None));
        };
        check("found wrongly", wrongly, &[]);
        let twice = |found: &mut Found| {
            change(found);
            wrongly(found);
        };
        check("found twice", twice, &[]);
    }

    #[test]
    fn faults_are_told_in_their_places() {
        let gold = Gold::read(TEXT, LINES).expect("right marks");
        let mut found = right();
        found.mentions[1] = mention("Friday", 0);
        found.quotes[0].speaker = Some(1);
        found.quotes[1].place = place("floods");
        found.positions = vec![position("the bridge was safe", "deny", Some(0)), position("Bob", "warn", None)];
        let faults = score(&gold, &found, &mut Tally::default());
        let told: Vec<(&str, &str)> = faults
            .iter()
            .map(|fault| (fault.what, &TEXT[fault.place.bounds().start as usize..fault.place.bounds().end as usize]))
            .collect();
        let expected = [
            ("missed actor mention", "She"),
            ("wrong actor mention", "Friday"),
            ("wrong speaker", "the bridge was safe"),
            ("missed quote", "it would open on Friday"),
            ("wrong holder or kind", "the bridge was safe"),
            ("missed position", "it would open"),
            ("wrong position", "Bob"),
        ];
        assert_eq!(told, expected);
    }
}
