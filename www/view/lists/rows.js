/**
 * Lists that may be long: the first rows at once, the others a few at a time, so that neither a click nor a frame waits for them.
 *
 * It makes no row itself.
 *
 * @module
 */

import { breath } from '../../state/breath.js';
import { inTurns } from '../turns.js';

/** As many as a panel shows. */
const FIRST = 10;

/**
 * Puts a row for each item into `list`.
 * @template T
 * @param {HTMLElement} list
 * @param {readonly T[]} items
 * @param {(item: T) => Node} make
 * @param {() => boolean} wanted whether the list is still wanted; else its rows end early
 * @returns {Promise<void>} when all are there
 */
export async function fill(list, items, make, wanted) {
  list.append(...items.slice(0, FIRST).map(make));
  if (items.length <= FIRST) return;
  await breath();
  if (wanted()) await inTurns(items.slice(FIRST), (item) => list.append(make(item)), wanted);
}
