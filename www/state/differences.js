/**
 * What documents over a text mark otherwise than those before them: counted and listed, not judged.
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
/** `ref` is in `doc`: of what is gone, in the one before. @typedef {{what: 'come'|'gone'|'changed', doc: Doc, ref: {kind: MarkKind, id: string}, start: number}} Difference */
/** `list` is in text order. @typedef {{come: number, gone: number, changed: number, all: number, list: Difference[]}} Differences */
/** A mark, and what is told of it. @typedef {{id: string, start: number, told: string}} Told */

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
  const account = accountOf();
  await account.note(before, after);
  return account.sum(after);
}

/** @typedef {ReturnType<typeof accountOf>} Account */

/**
 * What several changes of one text come to: each place counts once, however often it changed, and not at all where it is told as at first. What else
 * changes between them is none of it.
 */
export function accountOf() {
  /** What was told of the places that changed, before they first did; nothing where no mark stood. @type {Map<MarkKind, Map<number, Told & {doc: Doc}|null>>} */
  const first = new Map(MARKS.map((kind) => [kind, new Map()]));
  return {
    /** @param {Doc} before @param {Doc} after */
    async note(before, after) {
      for (const [kind, known] of first) {
        const [old, now] = [await toldBy(before, kind), await toldBy(after, kind)];
        const note = (/** @type {number} */ place) => {
          const was = old.get(place);
          if (was?.told !== now.get(place)?.told && !known.has(place)) known.set(place, was ? { ...was, doc: before } : null);
        };
        for (const place of now.keys()) note(place);
        await breath();
        for (const place of old.keys()) note(place);
      }
    },
    /** What they come to in the last document. @param {Doc} after @returns {Promise<Differences>} */
    async sum(after) {
      /** @type {Difference[]} */
      const list = [];
      for (const [kind, known] of first) {
        const now = await toldBy(after, kind);
        for (const [place, was] of known) {
          const is = now.get(place);
          if (is?.told === was?.told) continue;
          if (is) list.push({ what: was ? 'changed' : 'come', doc: after, ref: { kind, id: is.id }, start: is.start });
          else if (was) list.push({ what: 'gone', doc: was.doc, ref: { kind, id: was.id }, start: was.start });
        }
      }
      const count = (/** @type {Difference['what']} */ wanted) => list.filter(({ what }) => what === wanted).length;
      return { come: count('come'), gone: count('gone'), changed: count('changed'), all: list.length, list: list.sort((a, b) => a.start - b.start) };
    },
  };
}

/** What is told of each place. @param {Doc} doc @param {MarkKind} kind @returns {Promise<Map<number, Told>>} */
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
