/**
 * Two articles side by side: which voices and quotes only one has, what both have, and how each tells of the same actor.
 *
 * It counts and lists what the annotations say, and takes neither article for right.
 *
 * @module
 */

import { agentsOf } from '../agents.js';
import { standsOf, voicesOf } from '../voices.js';
import { wordsOf } from '../measures.js';
import { sameActors } from './names.js';
import { samePassages, wordsIn } from './passages.js';

/** @typedef {import('../types.js').Actor} Actor */
/** @typedef {import('../types.js').Doc} Doc */
/** @typedef {import('../types.js').Quote} Quote */
/** @typedef {import('../voices.js').Voice} Voice */
/** @typedef {{quote: Quote, speaker: Actor|null, words: string, cue: string|null}} Said */
/** What an article says of an actor. @typedef {{actor: Actor, voice: Voice|null, described: string[], verbs: string[], stands: import('../voices.js').Stand[]}} Told */
/** @typedef {{a: Voice|null, b: Voice|null}} VoicePair at least one is there */
/** `speakers`: whether both give it to the same speaker. @typedef {{a: Said, b: Said, speakers: boolean, cues: boolean}} QuotePair */

/**
 * @typedef {object} Pair
 * @property {VoicePair[]} voices both first, then those of the first article only, then of the second
 * @property {QuotePair[]} quotes what both report, in the first article's order
 * @property {{a: Said[], b: Said[]}} only quotes that one of them has
 * @property {{a: Told, b: Told}[]} told actors of both about whom they say something different
 * @property {import('./passages.js').Passage[]} passages
 * @property {{a: number, b: number}} share of the words of each, how many stand in the other in the same order (0 to 1)
 */

/** Two contents are the same words when they share this much of the words of either, and a row of this many where marks stand around them. */
const ALIKE = 0.5;
const ROW = 5;

/**
 * @param {Doc} a
 * @param {Doc} b
 * @returns {Pair}
 */
export function pairOf(a, b) {
  const same = sameActors(a, b);
  const [ours, theirs] = [saidIn(a), saidIn(b)];
  const quotes = pairQuotes(ours, theirs, same);
  const met = new Set(quotes.flatMap(({ a, b }) => [a, b]));
  const { passages, share } = samePassages(a.text, b.text);
  return {
    voices: pairVoices(voicesOf(a), voicesOf(b), same),
    quotes,
    only: { a: ours.filter((said) => !met.has(said)), b: theirs.filter((said) => !met.has(said)) },
    told: pairTold(a, b, same),
    passages,
    share: { a: share, b: samePassages(b.text, a.text).share },
  };
}

/** @param {Doc} doc @returns {Said[]} */
function saidIn(doc) {
  const actors = new Map(doc.actors.map((actor) => [actor.id, actor]));
  return doc.quotes.filter(({ negated }) => !negated).map((quote) => ({
    quote,
    speaker: quote.speaker === null ? null : (actors.get(quote.speaker) ?? null),
    words: wordsOf(doc, quote),
    cue: quote.cue && doc.text.slice(quote.cue.start, quote.cue.end),
  }));
}

/** @param {readonly Voice[]} ours @param {readonly Voice[]} theirs @param {Map<string, string>} same @returns {VoicePair[]} */
function pairVoices(ours, theirs, same) {
  const left = new Map(theirs.map((voice) => [voice.actor?.id ?? '', voice]));
  /** @type {VoicePair[]} */
  const pairs = ours.map((a) => {
    const key = a.actor ? (same.get(a.actor.id) ?? null) : '';
    const b = (key !== null && left.get(key)) || null;
    if (b) left.delete(key ?? '');
    return { a, b };
  });
  return [...pairs.filter(({ b }) => b), ...pairs.filter(({ b }) => !b), ...[...left.values()].map((b) => ({ a: null, b }))];
}

/** The likeliest pairs first, each quote once. @param {Said[]} ours @param {Said[]} theirs @param {Map<string, string>} same @returns {QuotePair[]} */
function pairQuotes(ours, theirs, same) {
  const [x, y] = [ours, theirs].map((all) => all.map((said) => wordsIn(said.words).map(({ word }) => word)));
  /** Who has a word, so that only quotes with common words are compared. @type {Map<string, number[]>} */
  const holders = new Map();
  y.forEach((words, at) => new Set(words).forEach((word) => holders.set(word, [...(holders.get(word) ?? []), at])));
  const found = x.flatMap((words, at) => {
    const near = new Set(words.flatMap((word) => holders.get(word) ?? []));
    return [...near].map((other) => ({ at, other, alike: likeness(words, y[other]) })).filter(({ alike, other }) => alike >= ALIKE && fits(ours[at], theirs[other], alike, same));
  });
  found.sort((p, q) => q.alike - p.alike || p.at - q.at);
  /** @type {Map<number, number>} */
  const chosen = new Map();
  const taken = new Set();
  for (const { at, other } of found) {
    if (chosen.has(at) || taken.has(other)) continue;
    chosen.set(at, other);
    taken.add(other);
  }
  return [...chosen].sort(([p], [q]) => p - q).map(([at, other]) => {
    const [a, b] = [ours[at], theirs[other]];
    return { a, b, speakers: speakersAgree(a, b, same), cues: (a.cue ?? '').toLowerCase() === (b.cue ?? '').toLowerCase() };
  });
}

/** What is retold alike is the same only when the same actor says it; what stands in marks in both speaks for itself. @param {Said} a @param {Said} b @param {number} alike @param {Map<string, string>} same */
function fits(a, b, alike, same) {
  return speakersAgree(a, b, same) || alike === 1 || (a.quote.kind !== 'indirect' && b.quote.kind !== 'indirect');
}

/** @param {Said} a @param {Said} b @param {Map<string, string>} same */
function speakersAgree(a, b, same) {
  const theirs = agentsOf(b.quote);
  const ours = agentsOf(a.quote);
  if (ours.length === 0 || theirs.length === 0) return ours.length === theirs.length;
  return ours.some((id) => theirs.includes(same.get(id) ?? ''));
}

/** From 0 to 1: the share of common words in both, or of a row of common words in the shorter. @param {string[]} a @param {string[]} b */
function likeness(a, b) {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return 0;
  const rest = new Map();
  for (const word of long) rest.set(word, (rest.get(word) ?? 0) + 1);
  let both = 0;
  for (const word of short) {
    const left = rest.get(word) ?? 0;
    if (left > 0) both++;
    rest.set(word, left - 1);
  }
  const share = (2 * both) / (short.length + long.length);
  const row = short.length >= ROW && both >= ROW ? longestRow(short, long) : 0;
  return row >= ROW ? Math.max(share, Math.min(1, row / short.length)) : share;
}

/** The most words in a row that stand in both. @param {string[]} a @param {string[]} b */
function longestRow(a, b) {
  let best = 0;
  let before = new Array(b.length + 1).fill(0);
  for (const word of a) {
    const now = new Array(b.length + 1).fill(0);
    for (let at = 0; at < b.length; at++) if (word === b[at]) best = Math.max(best, (now[at + 1] = before[at] + 1));
    before = now;
  }
  return best;
}

/** @param {Doc} a @param {Doc} b @param {Map<string, string>} same */
function pairTold(a, b, same) {
  const [ours, theirs] = [toldIn(a), toldIn(b)];
  const pairs = [...same].map(([x, y]) => ({ a: /** @type {Told} */ (ours.get(x)), b: /** @type {Told} */ (theirs.get(y)) }));
  const differs = (/** @type {string[]} */ x, /** @type {string[]} */ y) => x.join('|') !== y.join('|');
  const kinds = (/** @type {Told} */ { stands }) => stands.map(({ position }) => position.kind).sort();
  return pairs.filter(({ a, b }) => differs(a.described, b.described) || differs(a.verbs, b.verbs) || differs(kinds(a), kinds(b)));
}

/** @param {Doc} doc @returns {Map<string, Told>} */
function toldIn(doc) {
  const voices = new Map(voicesOf(doc).map((voice) => [voice.actor?.id, voice]));
  const stands = standsOf(doc);
  /** @type {Map<string, Map<string, string>>} */
  const roles = new Map();
  for (const { actor, kind, start, end } of doc.mentions) {
    if (kind !== 'role') continue;
    const words = doc.text.slice(start, end).replace(/\s+/g, ' ');
    const own = roles.get(actor) ?? new Map();
    if (!own.has(words.toLowerCase())) own.set(words.toLowerCase(), words);
    roles.set(actor, own);
  }
  return new Map(doc.actors.map((actor) => {
    const voice = voices.get(actor.id) ?? null;
    const described = [...new Set([...(actor.role ? [actor.role] : []), ...(roles.get(actor.id)?.values() ?? [])])];
    return [actor.id, { actor, voice, described, verbs: voice?.verbs.map(({ verb }) => verb) ?? [], stands: stands.filter(({ position }) => agentsOf(position).includes(actor.id)) }];
  }));
}
