/**
 * Finding, replacing, inserting and naming the items of a document without changing it in place.
 *
 * It knows the shape of the document and refuses offsets that are nonsense; what an edit means is decided in edits.js.
 *
 * @module
 */

import { lately } from './lately.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Item} Item */
/** @typedef {import('./types.js').ItemKind} ItemKind */
/** @typedef {import('./types.js').Part} Part */
/** @typedef {import('./types.js').Ref} Ref */
/** @typedef {import('./types.js').Span} Span */
/** @typedef {{actor: import('./types.js').Actor, mention: import('./types.js').Mention, quote: import('./types.js').Quote,
 *   position: import('./types.js').Position}} ItemOf */

/** Each kind's list in the document. */
export const LIST = Object.freeze({ actor: 'actors', mention: 'mentions', quote: 'quotes', position: 'positions' });
/** @type {readonly ItemKind[]} */
export const KINDS = Object.freeze(['actor', 'mention', 'quote', 'position']);
const PREFIX = Object.freeze({ actor: 'a', mention: 'm', quote: 'q', position: 'p' });

/** Where each id is in a list. Several lists of several documents are asked about in turn. */
const placesIn = lately((/** @type {readonly {id: string}[]} */ list) => new Map(list.map(({ id }, i) => [id, i])), 16);
/** @type {WeakMap<object, number>} */
const highest = new WeakMap();

/**
 * The list of one kind.
 * @template {ItemKind} K
 * @param {Doc} doc
 * @param {K} kind
 * @returns {ItemOf[K][]}
 */
export function listOf(doc, kind) {
  return /** @type {any} */ (doc[LIST[kind]]);
}

/**
 * The place of an item in its list, or -1. The first question builds a table.
 * @param {Doc} doc
 * @param {Ref} ref
 */
export function placeOf(doc, ref) {
  return placesIn(listOf(doc, ref.kind)).get(ref.id) ?? -1;
}

/**
 * The item, or `null`.
 * @template {ItemKind} K
 * @param {Doc} doc
 * @param {{kind: K, id: string}} ref
 * @returns {ItemOf[K]|null}
 */
export function find(doc, ref) {
  return listOf(doc, ref.kind)[placeOf(doc, ref)] ?? null;
}

/**
 * The item.
 * @template {ItemKind} K
 * @param {Doc} doc
 * @param {{kind: K, id: string}} ref
 * @returns {ItemOf[K]}
 * @throws {Error} when there is none
 */
export function need(doc, ref) {
  const item = find(doc, ref);
  if (!item) throw new Error(`There is no ${ref.kind} ${JSON.stringify(ref.id)}.`);
  return item;
}

/**
 * The document with another list of one kind.
 * @template {ItemKind} K
 * @param {Doc} doc
 * @param {K} kind
 * @param {ItemOf[K][]} list
 * @returns {Doc}
 */
export function withList(doc, kind, list) {
  return { ...doc, [LIST[kind]]: list };
}

/**
 * The document with one item replaced by `item` (of the same id), moved where the text order asks for it.
 * @template {ItemKind} K
 * @param {Doc} doc
 * @param {K} kind
 * @param {ItemOf[K]} item
 */
export function replaceItem(doc, kind, item) {
  const list = listOf(doc, kind);
  const place = placeOf(doc, { kind, id: item.id });
  const old = list[place];
  if (old === item) return doc;
  if ('start' in old && 'start' in item && (old.start !== item.start || old.end !== item.end)) {
    return insertItem(withList(doc, kind, list.toSpliced(place, 1)), kind, item);
  }
  return withList(doc, kind, list.with(place, item));
}

/**
 * The document with `item` put in: actors at the end, everything else where it belongs in the text.
 * @template {ItemKind} K
 * @param {Doc} doc
 * @param {K} kind
 * @param {ItemOf[K]} item
 */
export function insertItem(doc, kind, item) {
  const list = listOf(doc, kind);
  if (!('start' in item)) return withList(doc, kind, [...list, item]);
  const spans = /** @type {Span[]} */ (/** @type {unknown} */ (list));
  const { start, end } = item;
  let low = 0;
  for (let high = spans.length; low < high; ) {
    const middle = (low + high) >> 1;
    const at = spans[middle];
    if (at.start < start || (at.start === start && at.end >= end)) low = middle + 1;
    else high = middle;
  }
  return withList(doc, kind, list.toSpliced(low, 0, item));
}

/**
 * The parts of a content in text order: `spans`, or the whole where a file gave none.
 * @param {Span & {spans?: Part[]}} item
 * @returns {Part[]}
 */
export function partsOf(item) {
  return item.spans?.length ? item.spans : [[item.start, item.end]];
}

/** @param {Item} item @param {ItemKind} kind */
function numberOf(item, kind) {
  const { id } = item;
  return id.startsWith(PREFIX[kind]) && /^[1-9]\d{0,14}$/.test(id.slice(1)) ? Number(id.slice(1)) : 0;
}

/**
 * The highest number that an id of this kind has or ever had in this document.
 * @param {Doc} doc
 * @param {ItemKind} kind
 */
export function lastNumber(doc, kind) {
  const list = listOf(doc, kind);
  let top = highest.get(list);
  if (top === undefined) {
    top = list.reduce((most, item) => Math.max(most, numberOf(item, kind)), 0);
    highest.set(list, top);
  }
  const thrown = (doc.rejected ?? []).map((entry) => (entry.kind === kind ? numberOf(entry.item, kind) : 0));
  return thrown.reduce((a, b) => Math.max(a, b), Math.max(top, doc.last_ids?.[kind] ?? 0));
}

/**
 * A fresh id and the document that remembers it as used.
 * @param {Doc} doc
 * @param {ItemKind} kind
 * @returns {{doc: Doc, id: string}}
 */
export function takeId(doc, kind) {
  const number = lastNumber(doc, kind) + 1;
  return { doc: { ...doc, last_ids: { ...doc.last_ids, [kind]: number } }, id: PREFIX[kind] + number };
}

/**
 * The document that remembers which ids of this kind were used; called when an item is about to go.
 * @param {Doc} doc
 * @param {ItemKind} kind
 * @returns {Doc}
 */
export function retire(doc, kind) {
  return { ...doc, last_ids: { ...doc.last_ids, [kind]: lastNumber(doc, kind) } };
}

/**
 * The item of this kind that was added last, for selecting it.
 * @param {Doc} doc
 * @param {ItemKind} kind
 * @returns {Ref|null}
 */
export function lastAdded(doc, kind) {
  const ref = { kind, id: PREFIX[kind] + lastNumber(doc, kind) };
  return find(doc, ref) ? ref : null;
}

/**
 * Refuses a span that is not a non-empty piece of `text` on character boundaries.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} [what] what the span is for, for the message
 * @throws {Error}
 */
export function checkSpan(text, start, end, what = 'span') {
  const fault = spanFault(text, start, end);
  if (fault) throw new Error(`The ${what} ${start}–${end} ${fault}.`);
}

/**
 * What is wrong with a span, or `null`.
 * @param {string} text
 * @param {unknown} start
 * @param {unknown} end
 * @returns {string|null}
 */
export function spanFault(text, start, end) {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return 'has no whole numbers as offsets';
  const [from, to] = [Number(start), Number(end)];
  if (from < 0 || to > text.length) return 'lies outside the text';
  if (from >= to) return 'is empty';
  return splits(text, from) || splits(text, to) ? 'cuts a character in two' : null;
}

/** @param {string} text @param {number} at */
function splits(text, at) {
  if (at <= 0 || at >= text.length) return false;
  return (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/**
 * The item with a person's change: a suggestion becomes `corrected` and gives up the machine's reason with what it was made from; what a person added stays `added`.
 * @template {Item} T
 * @param {T} item
 * @param {Partial<T>|Record<string, unknown>} change
 * @returns {T}
 */
export function touched(item, change) {
  if (item.status === 'added') return { ...item, ...change };
  const next = { ...item, ...change, status: /** @type {const} */ ('corrected') };
  delete next.reason;
  delete next.evidence;
  delete next.confidence;
  return next;
}
