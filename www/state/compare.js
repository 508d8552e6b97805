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
/** `both` counts the person's marks. @typedef {{both: number, yours: number, suggested: number}} Comparison */

/**
 * The comparison for mentions, quotes and positions. Two marks of a kind are the same when each covers at least half of the other.
 * @param {Doc} doc
 * @returns {{mentions: Comparison, quotes: Comparison, positions: Comparison}}
 */
export function compare(doc) {
  return { mentions: of(doc, 'mention', doc.mentions), quotes: of(doc, 'quote', doc.quotes), positions: of(doc, 'position', doc.positions) };
}

/** @param {Doc} doc @param {'mention'|'quote'|'position'} kind @param {readonly (Span & {id: string, status: string})[]} items @returns {Comparison} */
function of(doc, kind, items) {
  const suggested = new Map(items.filter(({ status }) => status === 'suggested').map((item) => [item.id, item]));
  const own = items.filter(({ status }) => status !== 'suggested');
  /** @type {Set<string>} */
  const met = new Set();
  let both = 0;
  for (const mine of own) {
    const near = spansOf(doc).inside(mine.start, mine.end).filter((entry) => entry.kind === kind && suggested.has(entry.id));
    const same = near.filter(({ id }) => agree(mine, /** @type {Span} */ (suggested.get(id))));
    for (const { id } of same) met.add(id);
    if (same.length > 0 || mine.status !== 'added') both++;
  }
  return { both, yours: own.length - both, suggested: suggested.size - met.size };
}

/** @param {Span} a @param {Span} b */
function agree(a, b) {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return 2 * shared >= Math.max(a.end - a.start, b.end - b.start);
}
