//! The reporter's words within a content: what stands between two stretches in quotation marks, and what follows a speech that its cue leads to.
//!
//! `quotation::remarks` tells by the marks where they stand; here is decided whose speech goes on behind them.

use std::ops::Range;

use super::attribution::own_subject;
use super::sites::{Scene, Site};
use crate::article::Article;
use crate::lexicon::Strength;
use crate::quotation::remarks;

/// The parts without the reporter's words, and without the speech that a cue among those words gives to another.
pub(super) fn leave_out(scene: &Scene<'_, '_>, site: &Site, parts: &[Range<usize>]) -> Vec<Range<usize>> {
    let article = scene.article;
    let mut kept = Vec::with_capacity(parts.len());
    for part in parts {
        let part = on_one_side(article, site, led_to(article, site, part.clone()));
        let mut start = part.start;
        for remark in remarks::within(article.text, &article.tokens, &article.zones, &part) {
            kept.push(start..remark.start);
            if remark.clone().any(|word| reports(article, site, word)) && !article.is_any(remark.start, &["(", "[", "—", "–", "--", "-"])
            {
                return trimmed(article, kept);
            }
            start = remark.end;
        }
        kept.push(start..part.end);
    }
    trimmed(article, kept)
}

fn trimmed(article: &Article<'_>, parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.into_iter().map(|part| article.trim(part)).filter(|part| !part.is_empty()).collect()
}

/// Whether the word is another's cue: `and her aide | replied`, `to which he | replied`.
fn reports(article: &Article<'_>, site: &Site, word: usize) -> bool {
    let speaks = article.cue(word).is_some_and(|cue| cue.clause == Strength::Strong);
    word != site.word && speaks && own_subject(article, word).is_some()
}

/// Of a part in which a closing mark was forgotten what stands on the side of the cue.
fn on_one_side(article: &Article<'_>, site: &Site, part: Range<usize>) -> Range<usize> {
    let reports = |word: usize| article.cue(word).is_some_and(|cue| cue.clause == Strength::Strong);
    let ends = remarks::forgotten(article.text, &article.tokens, &article.zones, &part, reports);
    let after = ends.iter().copied().rfind(|&end| end <= site.word);
    let before = ends.iter().copied().find(|&end| end > site.word);
    after.unwrap_or(part.start)..before.unwrap_or(part.end)
}

/// `said, « We go », before leaving`: of what begins with a speech right behind the comma or colon of its cue only that speech is said.
fn led_to(article: &Article<'_>, site: &Site, part: Range<usize>) -> Range<usize> {
    let opening = if article.is_quotation_mark(part.start) { part.start } else { part.start.saturating_sub(1) };
    let led = site.word < opening && opening > 0 && article.is_any(opening - 1, &[",", ":"]);
    let Some(zone) = article.zone_of(opening + 1).map(|zone| &article.zones[zone]).filter(|zone| led && zone.tokens.start == opening + 1)
    else {
        return part;
    };
    let alone = !(zone.tokens.end + 1..part.end).any(|word| article.zone_of(word).is_some());
    if zone.closed && alone && zone.tokens.end + 1 < part.end && article.is(zone.tokens.end + 1, ",") {
        part.start..zone.tokens.end
    } else {
        part
    }
}
