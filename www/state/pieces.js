/**
 * Cuts a document into the pieces in which it is stored, so that an edit writes little and no write holds up the page for long.
 *
 * It joins what it cut, exactly; it knows neither the database nor what the pieces mean.
 *
 * @module
 */

import { KINDS, LIST } from './items.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {[name: string, value: unknown]} Piece */

/** Items in a piece: copying that many into the database takes a few milliseconds. */
const ITEMS = 1000;

/**
 * The pieces of a document, sorted by name within each list.
 * @param {Doc} doc
 * @returns {Piece[]}
 */
export function cut(doc) {
  return changes(null, doc).put;
}

/**
 * What to write so that the pieces of `before` become those of `after`.
 * @param {Doc|null} before
 * @param {Doc} after
 * @returns {{put: Piece[], remove: string[]}}
 */
export function changes(before, after) {
  /** @type {Piece[]} */
  const put = [];
  /** @type {string[]} */
  const remove = [];
  if (before?.text !== after.text) put.push(['text', after.text]);
  const head = headOf(after);
  if (!before || !sameFields(headOf(before), head)) put.push(['head', head]);
  for (const kind of KINDS) {
    const list = LIST[kind];
    /** @type {readonly unknown[]} */
    const old = before?.[list] ?? [];
    /** @type {readonly unknown[]} */
    const now = after[list];
    if (old === now) continue;
    for (let at = 0; at < Math.max(old.length, now.length); at += ITEMS) {
      const name = `${list}/${String(at / ITEMS).padStart(6, '0')}`;
      if (at >= now.length) remove.push(name);
      else if (!sameStretch(old, now, at)) put.push([name, now.slice(at, at + ITEMS)]);
    }
  }
  return { put, remove };
}

/**
 * The document that `changes(doc, after)` leads to; not checked.
 * @param {Doc} doc
 * @param {{put: Piece[], remove: string[]}} changes
 * @returns {Record<string, unknown>}
 */
export function patch(doc, { put, remove }) {
  const pieces = new Map(cut(doc));
  for (const name of remove) pieces.delete(name);
  for (const [name, value] of put) pieces.set(name, value);
  return join(pieces);
}

/** @param {Doc} doc @returns {Record<string, unknown>} */
function headOf(doc) {
  const lists = new Set(['text', ...Object.values(LIST)]);
  return Object.fromEntries(Object.entries(doc).filter(([key]) => !lists.has(key)));
}

/** @param {Record<string, unknown>} a @param {Record<string, unknown>} b */
function sameFields(a, b) {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}

/** Items are never changed in place, so the same object means the same item. @param {readonly unknown[]} a @param {readonly unknown[]} b @param {number} at */
function sameStretch(a, b, at) {
  const end = Math.min(at + ITEMS, b.length);
  if (Math.min(at + ITEMS, a.length) !== end) return false;
  for (let i = at; i < end; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * The document that was cut into these pieces; not checked.
 * @param {Iterable<Piece>} pieces in any order
 * @returns {Record<string, unknown>}
 */
export function join(pieces) {
  const sorted = [...pieces].sort(([a], [b]) => (a < b ? -1 : 1));
  /** @type {Record<string, unknown[]>} */
  const lists = { actors: [], mentions: [], quotes: [], positions: [] };
  let text;
  let head = {};
  for (const [name, value] of sorted) {
    const list = lists[name.split('/')[0]];
    if (list) for (const item of /** @type {unknown[]} */ (value)) list.push(item);
    else if (name === 'text') text = value;
    else head = /** @type {Record<string, unknown>} */ (value);
  }
  return { ...head, text, ...lists };
}
