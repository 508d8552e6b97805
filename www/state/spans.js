/**
 * Which annotations lie where in the text: an interval index over mentions, quotes and positions, quick with 100,000 of them.
 *
 * It knows neither layers nor filters and draws nothing; offsets are UTF-16.
 *
 * @module
 */

import { partsOf } from './items.js';
import { lately } from './lately.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Ref} Ref */
/** One part of an item in the text; `part` counts the item's parts from 0.
 * @typedef {{kind: 'mention'|'quote'|'position', id: string, start: number, end: number, part: number}} Entry */

/**
 * @typedef {object} SpanIndex
 * @property {readonly Entry[]} entries in text order, of those with one start the longer first
 * @property {(offset: number) => Entry[]} at entries over this UTF-16 unit, innermost first
 * @property {(start: number, end: number) => Entry[]} inside entries that share a unit with the range, in text order
 * @property {(from: number|Ref, kinds?: readonly string[]) => Entry|null} next the item after this one, or the first that starts at
 *   this offset or later; its first part
 * @property {(from: number|Ref, kinds?: readonly string[]) => Entry|null} previous the item before this one, or the last that starts
 *   before this offset
 * @property {(place: import('./types.js').Span, step: 1|-1, kinds?: readonly string[]) => Entry|null} beside the item after or before where another
 *   has been, in the order of the entries; its first part
 */

/** The index over mentions and contents. @type {(doc: Doc) => SpanIndex} */
export const spansOf = lately((doc) => createIndex(contentEntries(doc)));

/** The index over cues (`part` 0) and sources (`part` 1) of quotes and positions. @type {(doc: Doc) => SpanIndex} */
export const cuesOf = lately((doc) => createIndex(cueEntries(doc)));

/**
 * Where an item stands: the part that `ref` means, or from its first to its last word.
 * @param {import('./types.js').Span & {spans?: import('./types.js').Part[]}} item
 * @param {Ref} ref
 * @returns {import('./types.js').Span}
 */
export function extentOf(item, { part }) {
  const [start, end] = (part !== undefined && item.spans?.[part]) || [item.start, item.end];
  return { start, end };
}

/** @param {Doc} doc @returns {Entry[]} */
function contentEntries(doc) {
  /** @type {Entry[]} */
  const entries = doc.mentions.map(({ id, start, end }) => ({ kind: 'mention', id, start, end, part: 0 }));
  for (const quote of doc.quotes) addParts(entries, 'quote', quote);
  for (const position of doc.positions) addParts(entries, 'position', position);
  return entries;
}

/** @param {Entry[]} entries @param {'quote'|'position'} kind @param {import('./types.js').Quote|import('./types.js').Position} item */
function addParts(entries, kind, item) {
  partsOf(item).forEach(([start, end], part) => entries.push({ kind, id: item.id, start, end, part }));
}

/** @param {Doc} doc @returns {Entry[]} */
function cueEntries(doc) {
  /** @type {Entry[]} */
  const entries = [];
  for (const kind of /** @type {const} */ (['quote', 'position'])) {
    for (const { id, cue, source } of kind === 'quote' ? doc.quotes : doc.positions) {
      if (cue) entries.push({ kind, id, start: cue.start, end: cue.end, part: 0 });
      if (source) entries.push({ kind, id, start: source.start, end: source.end, part: 1 });
    }
  }
  return entries;
}

/**
 * An index over these entries: sorted by start, with the furthest end of each stretch in a complete binary tree above them, so that a
 * question costs the logarithm of all entries and the number of answers.
 * @param {Entry[]} unsorted
 * @returns {SpanIndex}
 */
export function createIndex(unsorted) {
  // The lists come in text order, so the sort mostly merges runs.
  const entries = unsorted.sort((a, b) => a.start - b.start || b.end - a.end);
  const leaves = 2 ** Math.ceil(Math.log2(Math.max(1, entries.length)));
  const furthest = new Int32Array(2 * leaves).fill(-1);
  for (let i = 0; i < entries.length; i++) furthest[leaves + i] = entries[i].end;
  for (let i = leaves - 1; i > 0; i--) furthest[i] = Math.max(furthest[2 * i], furthest[2 * i + 1]);

  /** How many entries start before `offset`. @param {number} offset */
  function before(offset) {
    let low = 0;
    for (let high = entries.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (entries[middle].start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {number} start @param {number} end */
  function inside(start, end) {
    /** @type {Entry[]} */
    const found = [];
    const limit = before(end);
    /** @param {number} node @param {number} from @param {number} size */
    const visit = (node, from, size) => {
      if (from >= limit || furthest[node] <= start) return;
      if (size === 1) {
        found.push(entries[from]);
        return;
      }
      visit(2 * node, from, size / 2);
      visit(2 * node + 1, from + size / 2, size / 2);
    };
    if (start < end) visit(1, 0, leaves);
    return found;
  }

  /** @type {Map<string, number>|undefined} */
  let places;
  /** The place of an item's first part. @param {Ref} ref */
  function placeOf(ref) {
    if (!places) {
      places = new Map();
      for (let i = 0; i < entries.length; i++) {
        const key = entries[i].kind + entries[i].id;
        if (entries[i].part === 0 || !places.has(key)) places.set(key, i);
      }
    }
    return places.get(ref.kind + ref.id);
  }

  /** @param {number|Ref} from @param {1|-1} step @param {readonly string[]} [kinds] */
  function walk(from, step, kinds) {
    const place = typeof from === 'number' ? before(from) - (step > 0 ? 1 : 0) : placeOf(from);
    if (place === undefined) return null;
    for (let i = place + step; i >= 0 && i < entries.length; i += step) {
      if (entries[i].part === 0 && (!kinds || kinds.includes(entries[i].kind))) return entries[i];
    }
    return null;
  }

  /** @param {import('./types.js').Span} place @param {1|-1} step @param {readonly string[]} [kinds] */
  function beside({ start, end }, step, kinds) {
    let at = before(start);
    while (at < entries.length && entries[at].start === start && (entries[at].end > end || (step > 0 && entries[at].end === end))) at++;
    for (let i = step > 0 ? at : at - 1; i >= 0 && i < entries.length; i += step) {
      if (entries[i].part === 0 && (!kinds || kinds.includes(entries[i].kind))) return entries[i];
    }
    return null;
  }

  return {
    beside,
    entries,
    inside,
    at: (offset) => inside(offset, offset + 1).sort((a, b) => a.end - a.start - (b.end - b.start)),
    next: (from, kinds) => walk(from, 1, kinds),
    previous: (from, kinds) => walk(from, -1, kinds),
  };
}
