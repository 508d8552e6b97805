/**
 * Through whom something reaches the reader: "according to sources, Reyes insisted" is what sources say of Reyes.
 *
 * @module
 */

import { agentsOf } from './agents.js';
import { lately } from './lately.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Quote} Quote */
/** @typedef {import('./types.js').Position} Position */

/** For each quote or position the quotes of others that it stands in, the outermost first. */
const chains = lately(chainsIn);

/**
 * The quotes of others that an item stands in, the outermost first: whoever is quoted there hands it on.
 * @param {Doc} doc
 * @param {Quote|Position} item one of the document's
 * @returns {readonly Quote[]}
 */
export const handedOn = (doc, item) => chains(doc).get(item.id) ?? [];

/** @param {Doc} doc @returns {Map<string, Quote[]>} by the item's id; only items that are handed on */
function chainsIn(doc) {
  // What holds another comes before it; of two over the same words, the quote.
  const items = [...doc.quotes, ...doc.positions].sort((a, b) => a.start - b.start || b.end - a.end || Number('holder' in a) - Number('holder' in b));
  /** @type {Map<string, Quote[]>} */
  const found = new Map();
  /** @type {Quote[]} */
  let open = [];
  for (const item of items) {
    open = open.filter((outer) => outer.end > item.start);
    const around = open.filter((outer) => outer.end >= item.end && holds(outer, item));
    if (around.length > 0) found.set(item.id, around);
    if ('speaker' in item) open.push(item);
  }
  return found;
}

/** Whether an item stands within a quote of somebody else, its cue included: a stance in one's own words is no hearsay. @param {Quote} outer @param {Quote|Position} item */
function holds(outer, item) {
  const [theirs, own] = [agentsOf(outer), agentsOf(item)];
  const cue = item.cue;
  const others = theirs.length > 0 && own.length > 0 && !own.some((id) => theirs.includes(id));
  return others && (!cue || (cue.start >= outer.start && cue.end <= outer.end));
}
