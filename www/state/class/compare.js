/**
 * How a learner's marks and a key compare: by extent, by label and by who is behind it.
 *
 * It sorts and gives no points; a difference may be the key's mistake.
 *
 * @module
 */

import { actorMeant } from './names.js';
import { toolOf } from './tools.js';

/** @typedef {import('../types.js').Part} Part */
/** @typedef {import('./key.js').Key} Key */
/** @typedef {import('./key.js').KeyMark} KeyMark */
/** @typedef {import('./names.js').Who} Who */
/** A learner's mark. @typedef {{id: string, tool: string, start: number, end: number, who: Who|null}} Mark */
/** `speaker`: the words are found and somebody else is behind them; `label`: they are found and called otherwise. @typedef {'found'|'label'|'speaker'|'missed'|'extra'} Outcome */
/**
 * One row of a result. `marks` are the learner's that meet `key`, or the one that meets none; `near` is the key's that an extra mark touches;
 * `also` says that who is behind it differs, too, where the label does.
 * @typedef {{id: string, outcome: Outcome, key: KeyMark|null, marks: Mark[], near: KeyMark|null, also: boolean, start: number}} Row
 */
/** @typedef {Record<Outcome, number>} Counts */

/** Of these an overlap suffices: a name is a name with its title and without. */
const LOOSE = new Set(['actor', 'source', 'unheard', 'verb']);

/**
 * The result, in text order. A mark meets what it shares most words with, if these are half of its own; what is met by marks that together cover
 * half of it is found, so that two marks around “he said” find one quote.
 * @param {Key} key
 * @param {readonly Mark[]} marks
 * @param {{who: boolean}} asked whether learners tell who is behind a mark
 * @returns {Row[]}
 */
export function compareMarks(key, marks, asked) {
  /** @type {Map<KeyMark, Mark[]>} */
  const met = new Map();
  /** @type {Row[]} */
  const rows = [];
  for (const mark of marks) {
    const near = nearest(key, mark);
    if (near && meets(mark, near)) met.set(near, [...(met.get(near) ?? []), mark]);
    else rows.push(extra(mark, near));
  }
  for (const wanted of key.marks) {
    const own = met.get(wanted) ?? [];
    if (isCovered(wanted, own)) rows.push(found(key, wanted, own, asked));
    else {
      rows.push({ id: wanted.id, outcome: 'missed', key: wanted, marks: [], near: null, also: false, start: wanted.parts[0][0] });
      rows.push(...own.map((mark) => extra(mark, wanted)));
    }
  }
  return rows.sort((a, b) => a.start - b.start || a.id.localeCompare(b.id));
}

/** How many rows there are of each outcome. @param {readonly Row[]} rows @returns {Counts} */
export function countRows(rows) {
  const counts = { found: 0, label: 0, speaker: 0, missed: 0, extra: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** @param {Mark} mark @param {KeyMark|null} near @returns {Row} */
const extra = (mark, near) => ({ id: mark.id, outcome: 'extra', key: null, marks: [mark], near, also: false, start: mark.start });

/** @param {Key} key @param {KeyMark} wanted @param {Mark[]} own @param {{who: boolean}} asked @returns {Row} */
function found(key, wanted, own, asked) {
  const kinds = own.map(({ tool }) => toolOf(tool).kind).filter((kind) => kind !== null);
  const isOther = wanted.kind !== null && kinds.length > 0 && !kinds.includes(wanted.kind);
  const isOtherWho = asked.who && wanted.who.length > 0 && own.every(({ tool, who }) => toolOf(tool).who && !isMeant(key, who, wanted));
  const outcome = isOtherWho && !isOther ? 'speaker' : isOther ? 'label' : 'found';
  return { id: wanted.id, outcome, key: wanted, marks: own, near: null, also: isOther && isOtherWho, start: wanted.parts[0][0] };
}

/** Somebody without a name in the key is also met by “nobody named”, which is no name. @param {Key} key @param {Who|null} who @param {KeyMark} wanted */
function isMeant(key, who, wanted) {
  const id = actorMeant(who, key.actors);
  if (id !== null) return wanted.who.includes(id);
  return who?.name === '' && wanted.who.every((one) => key.actors.some((actor) => actor.id === one && actor.unnamed));
}

/** @param {Key} key @param {Mark} mark @returns {KeyMark|null} */
function nearest(key, mark) {
  const { layer, kind } = toolOf(mark.tool);
  /** @type {{near: KeyMark|null, shared: number}} */
  let best = { near: null, shared: 0 };
  for (const near of key.marks) {
    if (near.layer !== layer) continue;
    // Of two that lie on the same words the one with the same label is meant.
    const shared = sharedWith(mark, near) + (kind !== null && kind === near.kind ? 0.5 : 0);
    if (sharedWith(mark, near) > 0 && shared > best.shared) best = { near, shared };
  }
  return best.near;
}

/** A name may stand within a few words more, not within a paragraph. @param {Mark} mark @param {KeyMark} near */
const meets = (mark, near) => (LOOSE.has(near.layer) ? 4 : 2) * sharedWith(mark, near) >= mark.end - mark.start - gapsIn(mark, near);

/** @param {KeyMark} wanted @param {Mark[]} own */
function isCovered(wanted, own) {
  if (own.length === 0) return false;
  if (LOOSE.has(wanted.layer)) return true;
  const shared = own.reduce((sum, mark) => sum + sharedWith(mark, wanted), 0);
  return 2 * shared >= wanted.parts.reduce((sum, [start, end]) => sum + end - start, 0);
}

/** @param {Mark} mark @param {KeyMark} near */
const sharedWith = ({ start, end }, { parts, others }) => [...parts, ...others].reduce((sum, [from, to]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);

/** What of a mark lies between the parts of the key's, where it says “he said”. @param {Mark} mark @param {KeyMark} near */
function gapsIn({ start, end }, { parts }) {
  return parts.slice(1).reduce((sum, [to], i) => sum + Math.max(0, Math.min(end, to) - Math.max(start, parts[i][1])), 0);
}
