/**
 * The tables of the side panel, derived from a document: who speaks, who is only talked about, who stands where, who said what.
 *
 * They count and list what the annotations say; they judge nobody. Each is made when it is first asked for.
 *
 * @module
 */

import { agentsOf } from './agents.js';
import { find, partsOf } from './items.js';
import { lately } from './lately.js';
import { countPart, measureOf, wordsOf } from './measures.js';

/** @typedef {import('./types.js').Actor} Actor */
/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Filter} Filter */
/** @typedef {import('./types.js').Mention} Mention */
/** @typedef {import('./types.js').Position} Position */
/** @typedef {import('./types.js').Quote} Quote */

/**
 * Who speaks. `actor: null` gathers the quotes without a speaker. `direct` and `paraphrased` count words inside and outside quotation
 * marks, `words` both; `share` is their part (0 to 1) of all attributed words. `first` is where the first quote starts.
 * @typedef {{actor: Actor|null, quotes: number, positions: number, mentions: number, direct: number, paraphrased: number, words: number,
 *   share: number, unnamed: boolean, first: number, firstQuote: string, verbs: {verb: string, count: number}[]}} Voice
 */
/** Someone who is never quoted; `first` is where the first mention starts, -1 without mentions.
 * @typedef {{actor: Actor, mentions: number, positions: number, first: number, firstMention: string|null}} Bystander */
/** @typedef {{position: Position, holder: Actor|null, target: string, at: number}} Stand */
/** @typedef {import('./measures.js').Measure & {speaker: Actor|null, positions: Position[]}} Saying */

const mentionsBy = lately((/** @type {Doc} */ doc) => groupBy(doc.mentions, (mention) => mention.actor));
const heldBy = lately((/** @type {Doc} */ doc) => groupByAll(doc.positions, agentsOf));
const heard = lately((/** @type {Doc} */ doc) => new Set([...doc.quotes, ...doc.positions].flatMap(agentsOf)));
const stands = lately((/** @type {Doc} */ doc) => doc.positions.map((position) => standOf(doc, position)));
const sayings = lately(sayingsOf);

/** Who speaks, most words first. @type {(doc: Doc) => readonly Voice[]} */
export const voicesOf = lately((doc) => voicesFrom(doc, spoken(doc, sayings(doc)), mentionsBy(doc), heldBy(doc)));

/** Who is only talked about, in order of first mention. @type {(doc: Doc) => readonly Bystander[]} */
export const talkedAbout = lately((doc) => bystandersFrom(doc, mentionsBy(doc), heldBy(doc)));

/**
 * Who stands where, in text order. `filter.speaker` means the holder here.
 * @param {Doc} doc
 * @param {Filter} [filter]
 * @returns {readonly Stand[]}
 */
export function standsOf(doc, filter = {}) {
  return stands(doc).filter(({ position, target }) => passes(filter, position, target));
}

/**
 * The quotes in text order.
 * @param {Doc} doc
 * @param {Filter} [filter]
 * @returns {readonly Saying[]}
 */
export function quotesOf(doc, filter = {}) {
  return sayings(doc).filter(({ quote, content }) => passes(filter, quote, content));
}

/**
 * An actor's mentions in text order.
 * @param {Doc} doc
 * @param {string} actor
 * @returns {readonly Mention[]}
 */
export function mentionsOf(doc, actor) {
  return mentionsBy(doc).get(actor) ?? [];
}

/** Whether an actor says something or takes a stance, and is not only talked about. @param {Doc} doc @param {string} actor */
export const hasVoice = (doc, actor) => heard(doc).has(actor);

/** @param {Filter} filter @param {Quote|Position} item @param {string} words */
function passes(filter, item, words) {
  const who = agentsOf(item);
  if (typeof filter.speaker === 'string' && !(who.length ? who : ['']).includes(filter.speaker)) return false;
  if (filter.kind && item.kind !== filter.kind) return false;
  if (filter.status && item.status !== filter.status) return false;
  return !filter.words || words.toLowerCase().includes(filter.words.toLowerCase());
}

/**
 * As `groupBy`, where an item may belong to several groups; one without any belongs to `null`.
 * @template T @param {Iterable<T>} items @param {(item: T) => readonly string[]} keysOf @returns {Map<string|null, T[]>}
 */
function groupByAll(items, keysOf) {
  const pairs = [...items].flatMap((item) => {
    const keys = keysOf(item);
    return (keys.length ? keys : [null]).map((key) => ({ key, item }));
  });
  return new Map([...groupBy(pairs, ({ key }) => key)].map(([key, own]) => [key, own.map(({ item }) => item)]));
}

/** @template T, K @param {Iterable<T>} items @param {(item: T) => K} keyOf @returns {Map<K, T[]>} */
export function groupBy(items, keyOf) {
  /** @type {Map<K, T[]>} */
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** @param {Doc} doc @param {string|null} id */
function actorOf(doc, id) {
  return id === null ? null : find(doc, { kind: 'actor', id });
}

/** @param {Doc} doc @param {Position} position @returns {Stand} */
function standOf(doc, position) {
  return { position, holder: actorOf(doc, position.holder), target: wordsOf(doc, position), at: position.start };
}

/** @param {Doc} doc @returns {Saying[]} */
function sayingsOf(doc) {
  const stated = groupBy(doc.positions, (position) => position.quote);
  return doc.quotes.map((quote) => ({ ...measureOf(doc, quote), speaker: actorOf(doc, quote.speaker), positions: stated.get(quote.id) ?? [] }));
}

/**
 * What is said, each word counted once: words of a quote within another are those of whoever is quoted there. What somebody is said not to have said
 * is no saying.
 * @param {Doc} doc @param {Saying[]} all @returns {Saying[]}
 */
function spoken({ text }, all) {
  const said = all.filter(({ quote }) => !quote.negated);
  const parts = said.flatMap((saying) => partsOf(saying.quote).map(([start, end]) => ({ saying, start, end }))).sort((a, b) => a.start - b.start || b.end - a.end);
  /** The words of others within a saying's own. @type {Map<Saying, {words: number, direct: number}>} */
  const inner = new Map();
  /** Those that are not closed yet, each within the one before. @type {typeof parts} */
  const open = [];
  for (const part of parts) {
    while (open.length > 0 && open[open.length - 1].end <= part.start) open.pop();
    const outer = open[open.length - 1];
    if (outer && outer.saying !== part.saying) {
      const [start, end] = [part.start, Math.min(part.end, outer.end)];
      const before = inner.get(outer.saying) ?? { words: 0, direct: 0 };
      const counted = countPart(text, outer.saying.quote.kind, start, end);
      inner.set(outer.saying, { words: before.words + counted.words, direct: before.direct + counted.direct });
    }
    open.push(part);
  }
  return said.map((saying) => {
    const less = inner.get(saying);
    return less ? { ...saying, words: Math.max(0, saying.words - less.words), direct: Math.max(0, saying.direct - less.direct) } : saying;
  });
}

/** @param {Doc} doc @param {Saying[]} sayings @param {Map<string, Mention[]>} mentions @param {Map<string|null, Position[]>} held @returns {Voice[]} */
function voicesFrom(doc, sayings, mentions, held) {
  const all = sum(sayings, 'words');
  // What several say together is said by each of them.
  const groups = [...groupByAll(sayings, (saying) => agentsOf(saying.quote))];
  const voices = groups.map(([id, own]) => {
    const actor = actorOf(doc, id);
    const words = sum(own, 'words');
    const direct = sum(own, 'direct');
    const first = own.reduce((a, b) => (b.quote.start < a.quote.start ? b : a)).quote;
    return {
      actor,
      quotes: own.length,
      positions: held.get(actor?.id ?? null)?.length ?? 0,
      mentions: actor ? (mentions.get(actor.id)?.length ?? 0) : 0,
      direct,
      paraphrased: words - direct,
      words,
      share: all ? words / all : 0,
      unnamed: actor?.anonymous ?? true,
      first: first.start,
      firstQuote: first.id,
      verbs: verbsOf(own),
    };
  });
  return voices.sort((a, b) => b.words - a.words || a.first - b.first);
}

/** @param {Saying[]} sayings @param {'words'|'direct'} field */
function sum(sayings, field) {
  return sayings.reduce((total, saying) => total + saying[field], 0);
}

/** The cues as they stand but for capitals, most used first. @param {Saying[]} sayings */
function verbsOf(sayings) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [cue, own] of groupBy(sayings, (saying) => saying.cue)) {
    const verb = cue?.toLowerCase().replace(/\s+/g, ' ');
    if (verb) counts.set(verb, (counts.get(verb) ?? 0) + own.length);
  }
  const verbs = [...counts].map(([verb, count]) => ({ verb, count }));
  return verbs.sort((a, b) => b.count - a.count || (a.verb < b.verb ? -1 : 1));
}

/** @param {Doc} doc @param {Map<string, Mention[]>} mentions @param {Map<string|null, Position[]>} held @returns {Bystander[]} */
function bystandersFrom(doc, mentions, held) {
  const speakers = new Set(doc.quotes.flatMap(agentsOf));
  const silent = doc.actors.filter((actor) => !speakers.has(actor.id));
  const rows = silent.map((actor) => {
    const own = mentions.get(actor.id) ?? [];
    const first = own.length ? own.reduce((a, b) => (b.start < a.start ? b : a)) : null;
    const positions = held.get(actor.id)?.length ?? 0;
    return { actor, mentions: own.length, positions, first: first?.start ?? -1, firstMention: first?.id ?? null };
  });
  return rows.sort((a, b) => a.first - b.first);
}
