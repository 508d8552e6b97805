/**
 * What one document over a text marks otherwise than another: counted and listed, not judged.
 *
 * @module
 */

import { agentsOf } from './agents.js';
import { breath } from './breath.js';
import { listOf } from './items.js';
import { placeOf } from './takeover.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./takeover.js').Mark} Mark */
/** @typedef {import('./takeover.js').MarkKind} MarkKind */
/** `ref` is in the document after, of what is gone in the one before. @typedef {{what: 'come'|'gone'|'changed', ref: {kind: MarkKind, id: string}, start: number}} Difference */
/** `list` is in text order. @typedef {{come: number, gone: number, changed: number, all: number, list: Difference[]}} Differences */

/** @type {readonly MarkKind[]} */
const MARKS = Object.freeze(['mention', 'quote', 'position']);
/** What is compared between two breaths. */
const SLICE = 2000;

/**
 * Which mentions, quotes and positions are new, gone, or are told otherwise, by whom or of what kind.
 * @param {Doc} before @param {Doc} after
 * @returns {Promise<Differences>} many marks are compared some at a time, so that the page answers meanwhile
 */
export async function differences(before, after) {
  /** @type {Difference[]} */
  const list = [];
  for (const kind of MARKS) {
    const [old, now] = [await toldBy(before, kind), await toldBy(after, kind)];
    for (const [place, { id, start, told }] of now) {
      const known = old.get(place);
      if (known?.told !== told) list.push({ what: known ? 'changed' : 'come', ref: { kind, id }, start });
    }
    await breath();
    for (const [place, { id, start }] of old) if (!now.has(place)) list.push({ what: 'gone', ref: { kind, id }, start });
  }
  const count = (/** @type {Difference['what']} */ wanted) => list.filter(({ what }) => what === wanted).length;
  return { come: count('come'), gone: count('gone'), changed: count('changed'), all: list.length, list: list.sort((a, b) => a.start - b.start) };
}

/** What is told of each place. @param {Doc} doc @param {MarkKind} kind @returns {Promise<Map<number, {id: string, start: number, told: string}>>} */
async function toldBy(doc, kind) {
  const names = new Map(doc.actors.map(({ id, name }) => [id, name]));
  const told = new Map();
  for (const [at, mark] of /** @type {Mark[]} */ (listOf(doc, kind)).entries()) {
    if (at % SLICE === 0) await breath();
    const who = 'actor' in mark ? [mark.actor] : agentsOf(mark);
    told.set(placeOf(mark), { id: mark.id, start: mark.start, told: `${mark.kind} ${who.map((id) => names.get(id)).join(', ')}` });
  }
  return told;
}
