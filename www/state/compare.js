/**
 * How a person's own marks and the suggestions compare: found by both, by the person only, suggested only.
 *
 * It counts and takes neither for right.
 *
 * @module
 */

import { spansOf } from './spans.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Span} Span */
/** @typedef {import('./types.js').Ref} Ref */
/** `both` counts the person's marks. @typedef {{both: number, yours: number, suggested: number}} Comparison */
/** @typedef {Span & {id: string, status: string}} Item */

/**
 * The comparison for mentions, quotes and positions, and every mark that only one of the two has made, in text order. Two marks of a kind are
 * the same when each covers at least half of the other.
 * @param {Doc} doc
 * @returns {{mentions: Comparison, quotes: Comparison, positions: Comparison, different: Ref[]}}
 */
export function compare(doc) {
  const [mentions, quotes, positions] = [of(doc, 'mention', doc.mentions), of(doc, 'quote', doc.quotes), of(doc, 'position', doc.positions)];
  const different = [mentions, quotes, positions].flatMap(({ alone }) => alone).sort((a, b) => a.start - b.start);
  return { mentions: mentions.counts, quotes: quotes.counts, positions: positions.counts, different: different.map(({ kind, id }) => ({ kind, id })) };
}

/** @param {Doc} doc @param {'mention'|'quote'|'position'} kind @param {readonly Item[]} items */
function of(doc, kind, items) {
  const suggested = new Map(items.filter(({ status }) => status === 'suggested').map((item) => [item.id, item]));
  const own = items.filter(({ status }) => status !== 'suggested');
  /** @type {Set<string>} */
  const met = new Set();
  /** @type {Item[]} */
  const yours = [];
  for (const mine of own) {
    const near = spansOf(doc).inside(mine.start, mine.end).filter((entry) => entry.kind === kind && suggested.has(entry.id));
    const same = near.filter(({ id }) => agree(mine, /** @type {Span} */ (suggested.get(id))));
    for (const { id } of same) met.add(id);
    if (same.length === 0 && mine.status === 'added') yours.push(mine);
  }
  const theirs = [...suggested.values()].filter(({ id }) => !met.has(id));
  return {
    counts: { both: own.length - yours.length, yours: yours.length, suggested: theirs.length },
    alone: [...yours, ...theirs].map(({ id, start }) => ({ kind, id, start })),
  };
}

/** @param {Span} a @param {Span} b */
function agree(a, b) {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return 2 * shared >= Math.max(a.end - a.start, b.end - b.start);
}
