//! Writes down what was found: words become bytes, numbers of actors become actors with a name and a type.

use std::ops::Range;

use super::evidence::Evidence;
use super::mentions::{Links, Mention};
use super::numbers::chances;
use super::office;
use super::phrase;
use super::said::{Reading, Said};
use crate::model::{
    Actor, ActorId, ActorType, Clue, Document, Ground, MentionKind, Note, Origin, Position, Quote, QuoteId, Reason, Span, Status,
};
use crate::quotation::balanced;

/// The document of a text.
pub(super) fn write(
    reading: &Reading<'_>,
    text: &str,
    mentions: &[Mention],
    links: &Links,
    quotes: &[Said],
    positions: &[Said],
) -> Document {
    let mentions = &*phrase::whole(reading.form, text, mentions);
    let evidence = Evidence { reading, mentions, quotes };
    let span = |words: &Range<usize>| reading.form.span(words);
    let whole = |words: &Range<usize>| span(&balanced(&reading.form.words, &reading.form.zones, words));
    let source = |words: &Range<usize>| span(&reading.source(words));
    let agent = |said: &Said| said.agent.map(|(actor, _)| ActorId(actor as u32));
    let joint = |said: &Said| said.joint.iter().map(|&actor| ActorId(actor as u32)).collect();
    let confidence = reading.confidence;
    let sure: Vec<f32> = mentions.iter().zip(&links.chances).map(|(mention, &linked)| confidence.mention(mention.chance, linked)).collect();
    let named = |said: &Said| said.agent.map_or(0.0, |(_, chance)| chance);
    let actors = actors(reading, text, mentions, links, &sure, span);
    let name = |actor: usize| &*actors[actor].name;
    let order = by_start(mentions);
    let listed = order.iter().map(|&number| {
        let found = &mentions[number].found;
        crate::model::Mention {
            span: span(&(found.first..found.last + 1)),
            actor: ActorId(links.actors[number] as u32),
            kind: found.kind,
            note: note(evidence.mention(number, links, &name), sure[number]),
        }
    });
    let quoted = quotes.iter().map(|said| Quote {
        kind: reading.kind(said),
        parts: said.parts.iter().map(whole).collect(),
        cue: said.cue.as_ref().map(span),
        source: said.source.as_ref().map(source),
        speaker: agent(said),
        joint: joint(said),
        hedged: false,
        note: note(evidence.quote(said, &name), confidence.quote(said.chance, named(said))),
    });
    let held = positions.iter().filter_map(|said| {
        let stance = said.stance.as_ref()?;
        Some(Position {
            kind: stance.kind,
            polarity: stance.polarity,
            parts: said.parts.iter().map(whole).collect(),
            cue: said.cue.as_ref().map(span),
            source: said.source.as_ref().map(source),
            holder: agent(said),
            joint: joint(said),
            quote: stance.around.first().map(|&quote| QuoteId(quote as u32)),
            hedged: stance.hedged,
            note: note(evidence.position(said, stance, &name), confidence.position(said.chance, named(said), stance.likely)),
        })
    });
    let mut positions: Vec<Position> = held.collect();
    positions.sort_by_key(|position| (position.span().start(), position.span().end()));
    let (mentions, quotes) = (listed.collect(), quoted.collect());
    Document { language: Some("en".into()), actors, mentions, quotes, positions, ..Document::default() }
}

/// The places of mentions in the order of their first words; of those that begin together, the longer first.
fn by_start(mentions: &[Mention]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&number| (mentions[number].found.first, std::cmp::Reverse(mentions[number].found.last)));
    order
}

/// Each actor with its fullest name, or the words that describe it best, and the type that its mentions make likeliest together; as sure as the surest of them.
fn actors(
    reading: &Reading<'_>,
    text: &str,
    mentions: &[Mention],
    links: &Links,
    sure: &[f32],
    span: impl Fn(&Range<usize>) -> Span,
) -> Vec<Actor> {
    let mut members: Vec<Vec<&Mention>> = vec![Vec::new(); links.count()];
    let mut surest = vec![0.0_f32; links.count()];
    for ((mention, &actor), &sure) in mentions.iter().zip(&links.actors).zip(sure) {
        members[actor].push(mention);
        surest[actor] = if sure > surest[actor] { sure } else { surest[actor] };
    }
    let words = |mention: &Mention| span(&(mention.found.first..mention.found.last + 1));
    let actor = |(members, &sure): (&Vec<&Mention>, &f32)| {
        let [name, role, pronoun] = [MentionKind::Name, MentionKind::Role, MentionKind::Pronoun].map(|kind| longest(members, kind));
        let named = name.or(role).or(pronoun);
        let slice = |mention: &Mention| words(mention).slice(text);
        let names = members.iter().map(|mention| &mention.found).filter(|found| found.kind == MentionKind::Name);
        let office = names.filter_map(|found| office::before(reading.form, reading.lower, text, found)).next();
        let office = office.map(|words| span(&words).slice(text));
        let mut types = [0.0; ActorType::ALL.len()];
        members.iter().for_each(|mention| types.iter_mut().zip(mention.types).for_each(|(sum, log)| *sum += log));
        let likeliest = (1..types.len()).fold(0, |best, place| if types[place] > types[best] { place } else { best });
        let kind = ActorType::ALL[likeliest];
        let clue = if name.is_some() { Clue::Name } else { Clue::Description };
        let called = named.map(|mention| Ground::new(clue).at(words(mention)));
        let taken = Ground::new(Clue::Type).taken_for(kind.word()).sure(chances(types)[likeliest]);
        Actor {
            kind: Some(kind),
            name: named.map_or("", slice).into(),
            role: role.map(slice).or(office).filter(|_| name.is_some()).map(Into::into),
            anonymous: name.is_none(),
            note: note(called.into_iter().chain([taken]).collect(), sure),
        }
    };
    members.iter().zip(&surest).map(actor).collect()
}

/// The note of a suggestion with what decided it, which is right with this chance.
fn note(grounds: Vec<Ground>, chance: f32) -> Note {
    let percent = (chance * 100.0).clamp(1.0, 99.0) as u8;
    let origin = Origin { status: Status::Suggested, reason: Reason::Seen(grounds.into()), confidence: Some(percent) };
    Note { id: None, origin, extra: Vec::new() }
}

/// The longest mention of a kind, the first of several.
fn longest<'a>(members: &[&'a Mention], kind: MentionKind) -> Option<&'a Mention> {
    let size = |mention: &Mention| mention.found.last - mention.found.first;
    let of_kind = members.iter().copied().filter(|mention| mention.found.kind == kind);
    of_kind.fold(None, |best, next| if best.is_some_and(|best| size(best) >= size(next)) { best } else { Some(next) })
}
