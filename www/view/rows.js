/**
 * Lists that may be long: the first rows at once, the others a few at a time, so that neither a click nor a frame waits for them.
 *
 * It makes no row itself.
 *
 * @module
 */

import { breath } from './turns.js';

const FIRST = 16;
/** Milliseconds in one go. */
const SLICE = 8;

/**
 * Puts a row for each item into `list`, and ends early when the list is no longer in the page.
 * @template T
 * @param {HTMLElement} list
 * @param {readonly T[]} items
 * @param {(item: T) => Node} make
 * @param {boolean} [whole] all at once
 * @returns {Promise<void>} when all are there
 */
export async function fill(list, items, make, whole = false) {
  const first = whole ? items.length : FIRST;
  list.append(...items.slice(0, first).map(make));
  for (let at = first; at < items.length; ) {
    await breath();
    if (!list.isConnected) return;
    const began = performance.now();
    while (at < items.length && performance.now() - began < SLICE) list.append(make(items[at++]));
  }
}
