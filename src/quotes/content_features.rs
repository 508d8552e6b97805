//! What speaks for a candidate as the content of a cue: how it was made, where it begins and ends, and how it lies to marks, tree and sieves.

use super::attribution::{part_with, shared};
use super::contents::Content;
use super::looks::{COMMA, FINITE, PLAIN, QUOTED};
use super::sites::{Scene, Site, bits, frame};
use crate::language::relations::Relation;
use crate::language::weights::mix;

impl Scene<'_, '_> {
    /// The features by which a candidate is preferred to others, into `out`, which is cleared first. Training calls this very function.
    pub fn content_features(&self, site: &Site, content: &Content, out: &mut Vec<u64>) {
        out.clear();
        let article = self.article;
        let (first, end) = (content.parts[0].start, content.parts[content.parts.len() - 1].end);
        let words: usize = content.parts.iter().map(|part| part.len()).sum();
        let core = site.frame & frame::CORE;
        let class = article.upos(site.word) as u64;
        let before = first.checked_sub(1).map_or(1, |at| self.lower(at));
        let side = if first > site.word { 0u64 } else { 1 + u64::from(end > site.word) };
        let distance = if first > site.word { first - site.word } else { site.word.saturating_sub(end) }.min(6) as u64;
        let marks = self.marks(content);
        let ends = self.ends(site, end);
        let verbal = self.looks.any(&content.parts, FINITE);
        let anchor = content.anchor.map_or(0, |anchor| article.relation(anchor) as u64 + 1);
        let marker =
            content.anchor.and_then(|anchor| article.children(anchor).find(|&child| child < anchor)).map_or(0, |child| self.lower(child));
        let kin = self.kinship(site, content);
        let length = (usize::BITS - words.leading_zeros()) as u64;
        let bounds = self.looks.count(first..end, COMMA).min(4) as u64;
        let shared = self.shared(site, content);
        let mut add = |template: u64, value: u64| out.push(mix(value, 320 + template));
        add(0, mix(shared, content.ways));
        for way in bits(content.ways) {
            add(1, way);
            add(2, mix(way, site.lemma));
            add(3, mix(way, core));
            add(4, mix(way, class * 128 + site.quotation));
            add(5, mix(way, ends));
        }
        add(6, content.ways);
        add(7, mix(content.ways, core));
        add(8, mix(length, content.ways));
        add(9, length * 4 + side);
        add(10, mix(self.lower(first), side));
        add(11, mix(article.tag(first).index() as u64, content.ways));
        add(12, mix(before, side));
        add(13, mix(self.lower(end), side));
        add(14, mix(self.lower(end), self.lower(end + 1)));
        add(15, mix(ends, side * 64 + marks));
        add(16, mix(u64::from(verbal), content.ways));
        add(17, mix(u64::from(verbal), site.lemma));
        add(18, mix(marker, anchor));
        add(19, content.anchor.map_or(0, |anchor| self.lower(anchor)));
        add(20, kin);
        add(21, mix(kin, content.ways));
        add(22, distance * 4 + side);
        add(23, mix(distance * 4 + side, core));
        add(24, bounds * 8 + length.min(7));
        add(25, mix(content.parts.len() as u64, side * 16 + marks));
    }

    /// How the candidate lies with regard to quotation marks.
    fn marks(&self, content: &Content) -> u64 {
        let article = self.article;
        let zone = |at: usize| article.zone_of(at);
        let (quoted, plain) = (self.looks.any(&content.parts, QUOTED), self.looks.any(&content.parts, PLAIN));
        let (start, end) = (content.parts[0].start, content.parts[content.parts.len() - 1].end);
        let opens = zone(start).is_some_and(|zone| article.zones[zone].tokens.start == start);
        let closes = zone(end - 1).is_some_and(|zone| article.zones[zone].tokens.end <= end + 1);
        let cut = zone(end - 1).is_some_and(|inside| article.zones[inside].tokens.end > end + 1);
        u64::from(quoted) | u64::from(plain) << 1 | u64::from(opens) << 2 | u64::from(closes) << 3 | u64::from(cut) << 4
    }

    /// Whether the candidate holds a second verb of the cue's subject, or ends before it: `said the harbor was shut | and left`.
    fn shared(&self, site: &Site, content: &Content) -> u64 {
        let article = self.article;
        let end = content.parts[content.parts.len() - 1].end;
        let second = article.children(site.word).find(|&child| child > site.word && article.relation(child) == Relation::Conj);
        second.map_or(0, |verb| {
            let own = super::own_subject(article, verb).is_some();
            let held = part_with(&content.parts, verb).is_some();
            let at = end <= verb && verb - end < 3;
            1 + u64::from(held) + 2 * u64::from(at) + 4 * u64::from(own)
        })
    }

    /// How the candidate ends: with the region, at a comma, where the tree goes on.
    fn ends(&self, site: &Site, end: usize) -> u64 {
        let article = self.article;
        if end + 1 >= site.region.end {
            return 0;
        }
        let next = match article.word(end) {
            "," => 1,
            ";" | "—" | "--" | "–" | "-" => 2,
            _ if article.is_quotation_mark(end) => 3,
            _ => 4,
        };
        let at = if next == 4 { end } else { end + 1 };
        let bound = article.head(at).is_some_and(|head| head < end && head != site.word);
        next * 2 + u64::from(bound)
    }

    /// How the candidate relates to what the sieves took.
    fn kinship(&self, site: &Site, content: &Content) -> u64 {
        let Some(sieve) = self.sieve(site.word) else { return 0 };
        let rule = sieve.rule as u64 + 1;
        let shared = shared(&content.parts, &sieve.content);
        let words: usize = content.parts.iter().map(|part| part.len()).sum();
        let fit = match (content.parts == sieve.content, shared * 2 > words.max(sieve.words()), shared > 0) {
            (true, ..) => 1,
            (_, true, _) => 2,
            (.., true) => 3,
            _ => 4,
        };
        rule * 8 + fit
    }
}
