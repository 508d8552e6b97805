/**
 * What undo and redo lead to, as it is stored beside a document: of each step only what differs, and only so many steps that saving and opening stay
 * quick.
 *
 * A document that does not hold, or is of another text or another reading, is not led to, nor is what lies beyond it.
 *
 * @module
 */

import { breath } from './breath.js';
import { checked } from './check.js';
import { KINDS, LIST } from './items.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./store.js').Step} Step */
/** The steps back from a document and those forward again, the nearest last. @typedef {{past: readonly Step[], future: readonly Step[]}} History */
/** What a field was: a list that had `put` in place of `drop` entries at `at`, a value, or nothing where there was no such field.
 * @typedef {{at: number, drop: number, put: unknown[]}|{value?: unknown}} Was */
/** @typedef {{label: string, selection: Step['selection'], fields: Record<string, Was>}} PackedStep */
/** As `History`, the nearest first. @typedef {{past: PackedStep[], future: PackedStep[]}} Packed */

/** How many steps are stored each way. */
const STEPS = 200;
/** How many list entries they may hold together: copying a thousand into the database takes a few milliseconds. */
const ENTRIES = 3000;
/** How many annotations the documents that they lead to may have together, since each is checked when the article is opened. */
const CHECKED = 500_000;

/** Nothing to go back or forward to. @type {History} */
export const NO_HISTORY = Object.freeze({ past: [], future: [] });

/**
 * What is to be stored of a history.
 * @param {Doc} doc the document that it leads from
 * @param {History} history
 * @returns {Packed}
 */
export function pack(doc, { past, future }) {
  return { past: packed(doc, past), future: packed(doc, future) };
}

/**
 * The history that was packed, some steps at a time.
 * @param {Doc} doc
 * @param {Packed} packed
 * @returns {Promise<History>}
 */
export async function unpack(doc, { past, future }) {
  return { past: await unpacked(doc, past), future: await unpacked(doc, future) };
}

/** @param {Doc} doc @param {readonly Step[]} steps @returns {PackedStep[]} */
function packed(doc, steps) {
  /** @type {PackedStep[]} */
  const list = [];
  let [room, work] = [ENTRIES, CHECKED];
  for (let [i, from] = [steps.length - 1, doc]; i >= 0 && list.length < STEPS; i--) {
    const { doc: to, label, selection } = steps[i];
    const fields = difference(from, to);
    for (const was of Object.values(fields)) if ('put' in was) room -= was.put.length;
    for (const kind of KINDS) work -= to[LIST[kind]].length;
    if (room < 0 || work < 0) break;
    list.push({ label, selection, fields });
    from = to;
  }
  return list;
}

/** @param {Doc} doc @param {PackedStep[]} packed @returns {Promise<Step[]>} */
async function unpacked(doc, packed) {
  /** @type {Step[]} */
  const steps = [];
  try {
    for (let from = doc; steps.length < packed.length; ) {
      const { label, selection, fields } = packed[steps.length];
      const to = checked(led(from, fields));
      if (to.text !== doc.text || to.reading !== doc.reading || to.unread) break;
      steps.push({ doc: to, label, selection });
      from = to;
      await breath();
    }
  } catch {
    // The steps so far hold.
  }
  return steps.reverse();
}

/** What was told of a document, which every later save asks for again. @type {WeakMap<Doc, {from: Doc, fields: Record<string, Was>}>} */
const told = new WeakMap();

/** What makes `to` of `from`. @param {Doc} from @param {Doc} to @returns {Record<string, Was>} */
function difference(from, to) {
  const known = told.get(to);
  if (known?.from === from) return known.fields;
  const fields = differing(from, to);
  told.set(to, { from, fields });
  return fields;
}

/** @param {Doc} from @param {Doc} to @returns {Record<string, Was>} */
function differing(from, to) {
  const [old, now] = [/** @type {Record<string, unknown>} */ (from), /** @type {Record<string, unknown>} */ (to)];
  /** @type {Record<string, Was>} */
  const fields = {};
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [a, b] = [old[name], now[name]];
    const was = Array.isArray(a) && Array.isArray(b) ? stretch(a, b) : Object.is(a, b) ? null : b === undefined ? {} : { value: b };
    if (was) fields[name] = was;
  }
  return fields;
}

/** The stretch in which two lists differ: entries are never changed in place, so the same object means the same entry. @param {unknown[]} from @param {unknown[]} to */
function stretch(from, to) {
  const least = Math.min(from.length, to.length);
  let at = 0;
  while (at < least && from[at] === to[at]) at++;
  if (at === from.length && at === to.length) return null;
  let end = 0;
  while (end < least - at && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  return { at, drop: from.length - at - end, put: to.slice(at, to.length - end) };
}

/** @param {Doc} from @param {Record<string, Was>} fields @returns {Record<string, unknown>} */
function led(from, fields) {
  /** @type {Record<string, unknown>} */
  const doc = { ...from };
  for (const [name, was] of Object.entries(fields)) {
    if ('put' in was) doc[name] = spliced(doc[name], was);
    else if ('value' in was) doc[name] = was.value;
    else delete doc[name];
  }
  return doc;
}

/** @param {unknown} list @param {{at: number, drop: number, put: unknown[]}} was */
function spliced(list, { at, drop, put }) {
  if (!Array.isArray(list) || !(at >= 0 && drop >= 0 && at + drop <= list.length)) throw new RangeError('This step is not one from this document.');
  return [...list.slice(0, at), ...put, ...list.slice(at + drop)];
}
