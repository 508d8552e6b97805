//! What is reported as said, and where somebody stands: frames around anchors, then who stands behind each.

use std::ops::Range;

use super::Guideline;
use super::confidence::Confidence;
use super::encoder::Room;
use super::features::{self, Anchor, Found, Lower};
use super::form::{Form, Quotation};
use super::frames::{CONTENT, Shares, in_form, in_marks, is_mark, runs, share, stretches, trim, without_marks};
use super::heads::{Heads, Purpose, Vectors, Words};
use super::mentions::Links;
use super::names;
use super::numbers::{chance, chances, largest as largest_of, place_of_largest};
use super::settings::Settings;
use super::speech::Sources;
use super::together::Near;
use crate::model::{PositionKind, QuoteKind};

/// How far a candidate may lie below its threshold before it is looked at: the words of its content can only make it less likely.
const CUE_SLACK: f32 = 0.5;
const ANCHOR_SLACK: f32 = 0.6;
/// How many words may lie between two parts of a target.
const TARGET_GAP: usize = 2;
/// How many mentions on each side of an anchor may name who stands behind it.
const AGENT_REACH: usize = 200;

/// A quote or a position. Places are words of the text.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) anchor: usize,
    pub(super) purpose: Purpose,
    pub(super) chance: f32,
    /// The content or target.
    pub(super) parts: Vec<Range<usize>>,
    /// The words of all parts.
    pub(super) content: Vec<usize>,
    /// Whether the quotation marks around it gave it more words.
    pub(super) widened: bool,
    pub(super) cue: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    /// The actor who stands behind it, and how likely.
    pub(super) agent: Option<(usize, f32)>,
    /// The actors who stand behind it together with the agent.
    pub(super) joint: Vec<usize>,
    /// The mention of that actor that names who stands behind it best.
    pub(super) named_by: Option<usize>,
    /// Of a position.
    pub(super) stance: Option<Stance>,
}

impl Said {
    /// The actor who stands behind it.
    pub(super) fn actor(&self) -> Option<usize> {
        self.agent.map(|(actor, _)| actor)
    }
}

/// What a position says besides its target.
#[derive(Clone, Debug)]
pub(super) struct Stance {
    pub(super) kind: PositionKind,
    /// How likely it is of this kind.
    pub(super) likely: f32,
    pub(super) polarity: i8,
    pub(super) hedged: bool,
    /// The quotes that it stands in, innermost first.
    pub(super) around: Vec<usize>,
}

/// What the heads are asked about.
pub(super) struct Reading<'a> {
    pub(super) heads: &'a Heads,
    pub(super) settings: &'a Settings,
    pub(super) confidence: &'a Confidence,
    pub(super) words: Words<'a>,
    pub(super) form: &'a Form,
    pub(super) lower: &'a Lower<'a>,
    pub(super) guideline: Guideline,
}

/// Who may stand behind what is said.
pub(super) struct Cast<'a> {
    pub(super) mentions: &'a [Found],
    pub(super) vectors: &'a Vectors,
    pub(super) links: &'a Links,
    pub(super) sources: &'a Sources,
}

impl Reading<'_> {
    /// The words of a source as they are shown: without the marks around them. The features see it as the head gave it.
    pub(super) fn source(&self, words: &Range<usize>) -> Range<usize> {
        let bare = without_marks(self.lower, words.clone());
        if bare.is_empty() { words.clone() } else { bare }
    }

    /// The quotes in the order of their anchors.
    pub(super) fn quotes(&self, room: &mut Room) -> Vec<Said> {
        let same = self.settings.same;
        let (anchors, least) = self.anchors(room);
        let seen = self.heads.quote.words(&self.words, room);
        let mut quotes = Vec::new();
        for (anchor, purpose, chance) in anchors {
            let frame = self.heads.quote.frame(&self.words, &seen, anchor, purpose, room);
            let quote = self.quote(anchor, purpose, chance, &Shares::of(&frame));
            quotes.extend(quote.filter(|said| said.chance >= least && self.is_said(said)));
        }
        let mut quotes = without_doubles(quotes, |_, _| true, same);
        quotes.sort_by_key(|said| said.parts[0].start);
        quotes
    }

    /// The words that a quote may be found at, each with its chance, and how likely a quote must be.
    pub(super) fn anchors(&self, room: &mut Room) -> (Vec<(usize, Purpose, f32)>, f32) {
        match self.guideline {
            Guideline::Quotes => (self.quote_anchors(room), self.settings.quote),
            Guideline::Attributions => (self.attribution_anchors(room), self.settings.attributed),
        }
    }

    /// The words that may be the first of a cue, or of a quote without one, each with its chance.
    fn quote_anchors(&self, room: &mut Room) -> Vec<(usize, Purpose, f32)> {
        let Settings { quote, attribution, uncued, unclaimed, .. } = *self.settings;
        let scores = self.heads.cue.apply(self.words.0, room);
        let cue = |scores: &[f32; 6]| {
            let [own, polnear] = [0, 3].map(|from| chances([scores[from], scores[from + 1], scores[from + 2]])[1]);
            (1.0 - attribution) * own + attribution * polnear
        };
        let cues = scores.as_chunks().0.iter().map(cue).enumerate().filter(|(_, chance)| *chance > quote * CUE_SLACK);
        let mut anchors: Vec<_> = cues.map(|(word, chance)| (word, Purpose::CuedQuote, chance)).collect();
        let starts: Vec<usize> = self.form.zones.iter().filter(|zone| zone.depth == 0).map(|zone| zone.tokens.start).collect();
        for (word, score) in self.heads.uncued.apply(self.words.0, room).into_iter().enumerate() {
            let likely = chance(score);
            let threshold = if starts.binary_search(&word).is_ok() { unclaimed } else { uncued };
            if likely > uncued.min(unclaimed) * ANCHOR_SLACK {
                // Chances of different sorts are compared by how far they lie above their threshold.
                anchors.push((word, Purpose::UncuedQuote, likely * quote / threshold));
            }
        }
        anchors
    }

    /// The words that may be the first of a cue by PolNeAR's guidelines, each with its chance.
    fn attribution_anchors(&self, room: &mut Room) -> Vec<(usize, Purpose, f32)> {
        let scores = self.heads.cue.apply(self.words.0, room);
        let cues = scores.as_chunks::<6>().0.iter().map(|scores| chances([scores[3], scores[4], scores[5]])[1]).enumerate();
        let likely = cues.filter(|(_, chance)| *chance > self.settings.attributed * CUE_SLACK);
        likely.map(|(word, chance)| (word, Purpose::Attribution, chance)).collect()
    }

    pub(super) fn quote(&self, anchor: usize, purpose: Purpose, likely: f32, shares: &Shares) -> Option<Said> {
        let Settings { content_bias, switch, attributed_bias, attributed_switch, source_bias, .. } = *self.settings;
        let (content_bias, switch) =
            if purpose == Purpose::Attribution { (attributed_bias, attributed_switch) } else { (content_bias, switch) };
        let chosen = stretches(&shares.odds(CONTENT, content_bias), switch);
        let found = runs(&chosen);
        let largest = largest(shares, &found)?;
        let found: Vec<Range<usize>> = found.into_iter().filter(|run| *run == largest || run.len() > 1).collect();
        let cue = (purpose != Purpose::UncuedQuote).then(|| shares.cue(anchor));
        let blocked = cue.clone().unwrap_or(0..0);
        let words: Vec<usize> = found.iter().flat_map(|run| run.start + shares.start..run.end + shares.start).collect();
        let whole = in_marks(self.form, &words, &blocked);
        let widened = whole.len() > words.len();
        let whole = self.on_one_side(whole, &blocked);
        let remarks = self.remarks(&whole);
        let is_remark = |word: &usize| blocked.contains(word) || remarks.iter().any(|remark| remark.contains(word));
        let words: Vec<usize> = whole.into_iter().filter(|word| !is_remark(word)).collect();
        let parts = in_form(self.form, self.lower, &words);
        if parts.is_empty() {
            return None;
        }
        Some(Said {
            anchor,
            purpose,
            chance: likely * shares.sure(&found),
            content: parts.iter().cloned().flatten().collect(),
            widened,
            parts,
            cue,
            source: shares.source(source_bias, &chosen).map(|source| names::around(self.form, self.lower, source)),
            agent: None,
            joint: Vec::new(),
            named_by: None,
            stance: None,
        })
    }

    /// The words that a position may be found at, each with its chance.
    pub(super) fn stance_anchors(&self, room: &mut Room) -> Vec<(usize, f32)> {
        let scores = self.heads.stance.apply(self.words.0, room);
        let likely = scores.into_iter().map(chance).enumerate();
        likely.filter(|(_, chance)| *chance > self.settings.position * ANCHOR_SLACK).collect()
    }

    /// The positions in the order of their anchors.
    pub(super) fn positions(&self, quotes: &[Said], room: &mut Room) -> Vec<Said> {
        let least = self.settings.position;
        let seen = self.heads.target.words(&self.words, room);
        let mut by_word = ByWord::of(self.form.words.len());
        quotes.iter().enumerate().for_each(|(number, quote)| by_word.put(number, &quote.content));
        let mut positions = Vec::new();
        for (anchor, likely) in self.stance_anchors(room) {
            let frame = self.heads.target.frame(&self.words, &seen, anchor, Purpose::Stance, room);
            let shares = Shares::of(&frame);
            let position = self.position(anchor, likely, &shares);
            let Some(said) = position.filter(|said| said.chance >= least && !self.is_silence(said)) else { continue };
            let around = quotes_around(&said, quotes, &by_word);
            // What somebody is reported to want is an attribution there, or nothing.
            if self.guideline == Guideline::Attributions && around.is_empty() {
                continue;
            }
            let scores = self.heads.stance_scores(&self.words, anchor, &frame, &shares.column(CONTENT), room);
            let stance = Stance {
                kind: PositionKind::ALL[place_of_largest(&scores.kinds)],
                likely: largest_of(&chances(scores.kinds)),
                polarity: place_of_largest(&scores.polarity) as i8 - 1,
                hedged: scores.hedged > 0.0,
                around,
            };
            positions.push(Said { stance: Some(stance), ..said });
        }
        positions
    }

    pub(super) fn position(&self, anchor: usize, likely: f32, shares: &Shares) -> Option<Said> {
        let Settings { target_bias, target_switch, .. } = *self.settings;
        let found = joined(runs(&stretches(&shares.odds(CONTENT, target_bias), target_switch)));
        let run = largest(shares, &found)?;
        let target = trim(self.form, self.lower, run.start + shares.start..run.end + shares.start);
        if target.is_empty() {
            return None;
        }
        Some(Said {
            anchor,
            purpose: Purpose::Stance,
            chance: likely * shares.sure(&[run]).sqrt(),
            content: target.clone().collect(),
            widened: false,
            parts: vec![target],
            cue: Some(shares.cue(anchor)),
            source: None,
            agent: None,
            joint: Vec::new(),
            named_by: None,
            stance: None,
        })
    }

    /// Finds who of `cast` stands behind each of `items`, which may stand in `quotes`.
    pub(super) fn name_agents(&self, items: &mut [Said], quotes: &[Said], cast: &Cast<'_>, room: &mut Room) {
        let &Cast { mentions, links, .. } = cast;
        for said in items.iter_mut().filter(|_| !mentions.is_empty()) {
            let (range, scores) = self.agents(said, quotes, cast, room);
            let best_mention = range.start + place_of_largest(&scores[..scores.len() - 1]);
            said.agent = likeliest(&links.actors[range.clone()], &scores).filter(|(_, chance)| *chance > self.settings.agent);
            let of_agent =
                range.clone().zip(&scores).filter(|(mention, _)| said.agent.is_some_and(|(actor, _)| links.actors[*mention] == actor));
            said.named_by = super::mentions::likeliest(of_agent);
            let mention = &mentions[best_mention];
            said.joint = match said.stance.iter().find_map(|stance| stance.around.first()).map(|&number| &quotes[number]) {
                // What is said together is held together.
                Some(quote) if said.actor() == quote.actor() => quote.joint.clone(),
                Some(_) => Vec::new(),
                None => {
                    let (mentions, actors) = (&mentions[range.clone()], &links.actors[range.clone()]);
                    let near = Near { lower: self.lower, sentence_of: &self.form.sentence_of, mentions, actors, chances: &scores };
                    near.joint(said, best_mention - range.start)
                }
            };
            if said.purpose == Purpose::Stance && self.form.sentence_of[mention.head] == self.form.sentence_of[said.anchor] {
                said.source = Some(mention.first..mention.last + 1);
            }
        }
    }

    /// The mentions of `cast` that may name who stands behind what is said, and how likely each does; the last chance is that of nobody.
    pub(super) fn agents(&self, said: &Said, quotes: &[Said], cast: &Cast<'_>, room: &mut Room) -> (Range<usize>, Vec<f32>) {
        let &Cast { mentions, vectors, links, sources } = cast;
        let around = said.stance.iter().flat_map(|stance| &stance.around).map(|&number| {
            let quote = &quotes[number];
            (quote.agent.map(|(actor, _)| actor), quote.source.clone().unwrap_or(0..0))
        });
        let around = around.collect();
        // The words of a position's holder are known only once the holder is.
        let source = said.source.clone().filter(|_| said.stance.is_none()).unwrap_or(0..0);
        let anchor = Anchor { word: said.anchor, purpose: said.purpose, source, content: &said.content, around, sources };
        let middle = mentions.partition_point(|mention| mention.head < said.anchor);
        let range = middle.saturating_sub(AGENT_REACH)..mentions.len().min(middle + AGENT_REACH);
        let (side, nobody) = self.heads.link.anchor(&self.words, said.anchor, said.purpose, room);
        let features = features::agent(self.form, mentions, &links.actors, &anchor, range.clone());
        let mut scores: Vec<f32> = range
            .clone()
            .zip(&features)
            .map(|(mention, (flags, tables))| self.heads.link.agent(vectors, &side, mention, flags, tables))
            .collect();
        scores.push(nobody);
        super::mentions::spread(&mut scores);
        (range, scores)
    }

    /// How much of a quote stands in quotation marks.
    pub(super) fn kind(&self, said: &Said) -> QuoteKind {
        let words = || said.content.iter().filter(|&&word| !is_mark(self.lower, word));
        let inside = words().filter(|&&word| features::quotation(self.form, word) != Quotation::Outside).count() as f32;
        match inside / words().count().max(1) as f32 {
            share if share > 0.95 => QuoteKind::Direct,
            share if share > 0.1 => QuoteKind::Mixed,
            _ => QuoteKind::Indirect,
        }
    }
}

/// The actor whose mentions are likeliest together.
fn likeliest(actors: &[usize], chances: &[f32]) -> Option<(usize, f32)> {
    let mut sums: Vec<(usize, f32)> = Vec::new();
    for (&actor, chance) in actors.iter().zip(chances) {
        match sums.iter_mut().find(|(number, _)| *number == actor) {
            Some((_, sum)) => *sum += chance,
            None => sums.push((actor, *chance)),
        }
    }
    sums.into_iter().fold(None, |best: Option<(usize, f32)>, next| if best.is_none_or(|best| next.1 > best.1) { Some(next) } else { best })
}

/// The run with the most content.
fn largest(shares: &Shares, runs: &[Range<usize>]) -> Option<Range<usize>> {
    let weights: Vec<f32> = runs.iter().map(|run| shares.weight(run)).collect();
    runs.get(place_of_largest(&weights)).cloned()
}

/// Runs with few words between them as one.
fn joined(runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if run.start - last.end <= TARGET_GAP => last.end = run.end,
            _ => joined.push(run),
        }
    }
    joined
}

/// Which items hold a word in their content, so that no item is compared with all others of a long text.
struct ByWord(Vec<Vec<usize>>);

impl ByWord {
    fn of(words: usize) -> ByWord {
        ByWord(vec![Vec::new(); words])
    }

    fn put(&mut self, number: usize, content: &[usize]) {
        content.iter().for_each(|&word| self.0[word].push(number));
    }

    /// The items that hold one of `content`, in their order.
    fn touching(&self, content: &[usize]) -> Vec<usize> {
        let mut found: Vec<usize> = content.iter().flat_map(|&word| &self.0[word]).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The quotes that a position stands in, innermost first.
fn quotes_around(position: &Said, quotes: &[Said], by_word: &ByWord) -> Vec<usize> {
    let stands_in = |quote: &Said| {
        let (both, _) = share(&position.content, &quote.content);
        quote.content.binary_search(&position.anchor).is_ok() || 2 * both > position.content.len()
    };
    let mut around = by_word.touching(&[&[position.anchor], &*position.content].concat());
    around.retain(|&number| stands_in(&quotes[number]));
    around.sort_by_key(|&number| quotes[number].content.len());
    around
}

/// The items without those that a likelier one says already, in the order of their anchors. What a cue reports is never taken for speech without one.
pub(super) fn without_doubles(mut items: Vec<Said>, alike: impl Fn(&Said, &Said) -> bool, same: f32) -> Vec<Said> {
    items.sort_by(|a, b| (a.purpose == Purpose::UncuedQuote).cmp(&(b.purpose == Purpose::UncuedQuote)).then(b.chance.total_cmp(&a.chance)));
    let words = items.iter().filter_map(|item| item.content.last()).max().map_or(0, |last| last + 1);
    let mut by_word = ByWord::of(words);
    let mut kept: Vec<Said> = Vec::new();
    for item in items {
        let says_the_same = |other: &Said| {
            let (both, all) = share(&item.content, &other.content);
            alike(&item, other) && both as f32 > same * all as f32
        };
        if !by_word.touching(&item.content).into_iter().any(|number| says_the_same(&kept[number])) {
            by_word.put(kept.len(), &item.content);
            kept.push(item);
        }
    }
    kept.sort_by_key(|said| (said.anchor, said.parts[0].start));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_are_near_are_one() {
        assert_eq!(joined(vec![0..2, 4..6, 9..10]), [0..6, 9..10]);
    }

    #[test]
    fn the_mentions_of_one_actor_count_together() {
        assert_eq!(likeliest(&[0, 1, 0], &[0.3, 0.4, 0.2, 0.1]), Some((0, 0.5)));
        assert_eq!(likeliest(&[], &[1.0]), None);
    }
}
