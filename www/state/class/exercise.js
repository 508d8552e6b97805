/**
 * An exercise as it is given to a class: a text, what is asked, the tools, and the key; and what it must hold when it is read.
 *
 * Places in it count UTF-16 units and it says so. The key inside is no secret.
 *
 * @module
 */

import { cutsOf } from '../edit-cut.js';
import { uncut } from '../shown.js';
import { keyOf } from './key.js';
import { TASKS, TOOLS, taskOf } from './tools.js';

/** @typedef {import('../types.js').Doc} Doc */
/** @typedef {import('./key.js').Key} Key */
/** @typedef {import('./tools.js').ToolId} ToolId */
/** @typedef {import('./tools.js').TaskId} TaskId */
/** What a teacher chooses. `who`: learners tell who is behind a mark; `missing` and `worksheet`: they are asked for more than marks. @typedef {{task: TaskId, tools: ToolId[], who: boolean, missing: boolean, worksheet: boolean, instructions: string}} Choices */
/**
 * `print` tells this text from another and from an other version of it.
 * @typedef {{'whosaid-exercise': 1, id: string, print: string, title: string, language: string|null, offset_unit: 'utf16', text: string, key: Key} & Choices} Exercise
 */

/** As large as an exercise may be, in letters of its text: a page of words a child can tap has an end. */
export const LONGEST = 200_000;

/** Why something is no exercise or no answer, in words for a person. */
export class ClassError extends Error {}

/** The choices that suit a task. @param {TaskId} task @returns {Choices} */
export function usualChoices(task) {
  const { default: tools, ask, missing = false, who = false } = taskOf(task);
  return { task, tools: [...tools], who, missing, worksheet: false, instructions: ask };
}

/**
 * An exercise about an article as it is shown.
 * @param {Doc} doc without what is hidden
 * @param {Choices} choices
 * @param {{id: string, title: string, isLoaded: (cue: string) => boolean}} about
 * @returns {Exercise}
 */
export function makeExercise(doc, choices, { id, title, isLoaded }) {
  const { text, key } = withoutCuts(doc, keyOf(uncut(doc), choices.tools, isLoaded));
  const { task, tools, who, missing, worksheet } = choices;
  return { 'whosaid-exercise': 1, id, print: printOf(text), title, language: doc.language, task, tools, who, missing, worksheet, instructions: choices.instructions.trim(), offset_unit: 'utf16', text, key };
}

/** The text without what was cut off, and a key with its places there. @param {Doc} doc @param {Key} key @returns {{text: string, key: Key}} */
function withoutCuts({ text, ...doc }, key) {
  const cuts = cutsOf({ text, ...doc });
  if (cuts.length === 0) return { text, key };
  const moved = (/** @type {number} */ at) => at - cuts.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(at, end) - start), 0);
  const places = (/** @type {import('../types.js').Part[]} */ list) => list.map(([start, end]) => /** @type {import('../types.js').Part} */ ([moved(start), moved(end)])).filter(([start, end]) => start < end);
  const edges = [0, ...cuts.flat(), text.length];
  const kept = edges.flatMap((start, i) => (i % 2 === 0 ? [text.slice(start, edges[i + 1])] : []));
  return {
    text: kept.join(''),
    key: { actors: key.actors.map((actor) => ({ ...actor, places: places(actor.places) })), marks: key.marks.map((mark) => ({ ...mark, parts: places(mark.parts), others: places(mark.others) })).filter(({ parts }) => parts.length > 0) },
  };
}

/**
 * The exercise in something that was read, every field of it looked at.
 * @param {unknown} value
 * @returns {Exercise}
 * @throws {ClassError} which says what is wrong
 */
export function checkExercise(value) {
  const it = /** @type {any} */ (value);
  if (it?.['whosaid-exercise'] === undefined) throw new ClassError('This is no exercise of Whosaid.');
  if (it['whosaid-exercise'] !== 1) throw new ClassError('This exercise was made by a later version of Whosaid. Open it with that one.');
  const wrong = (/** @type {string} */ what) => new ClassError(`This exercise is damaged: ${what}. Ask for it once more.`);
  for (const field of ['id', 'print', 'title', 'text', 'instructions']) if (typeof it[field] !== 'string') throw wrong(`its ${field} is missing`);
  if (it.offset_unit !== 'utf16') throw wrong('it does not say what its places count');
  if (it.text.length === 0 || it.text.length > LONGEST) throw wrong('its text is empty or too long');
  if (printOf(it.text) !== it.print) throw wrong('its text was changed after it was made');
  if (!Object.hasOwn(TASKS, it.task)) throw wrong('its task is unknown');
  if (!isList(it.tools) || it.tools.length === 0 || !it.tools.every((/** @type {string} */ tool) => Object.hasOwn(TOOLS, tool))) throw wrong('its tools are unknown');
  const flags = ['who', 'missing', 'worksheet'];
  if (flags.some((flag) => typeof it[flag] !== 'boolean')) throw wrong('it does not say what is asked');
  if (!isKey(it.key, it.text.length)) throw wrong('its key does not fit its text');
  return it;
}

/** @param {any} key @param {number} length */
function isKey(key, length) {
  if (!isList(key?.actors) || !isList(key.marks)) return false;
  const isPlaces = (/** @type {any} */ list) => isList(list) && list.every((/** @type {any} */ place) => isPlace(place, length));
  const isActor = (/** @type {any} */ actor) => typeof actor?.id === 'string' && typeof actor.name === 'string' && isNames(actor.names) && isPlaces(actor.places) && typeof actor.unnamed === 'boolean';
  if (!key.actors.every(isActor)) return false;
  const ids = new Set(key.actors.map((/** @type {any} */ { id }) => id));
  const layers = new Set(Object.values(TOOLS).map(({ layer }) => /** @type {string} */ (layer)));
  return key.marks.every((/** @type {any} */ mark) =>
    typeof mark?.id === 'string' && layers.has(mark.layer) && isPlaces(mark.parts) && mark.parts.length > 0 && isPlaces(mark.others) && isNames(mark.who) && mark.who.every((/** @type {string} */ id) => ids.has(id)) &&
    (mark.kind === null || typeof mark.kind === 'string') && (mark.reason === null || typeof mark.reason === 'string'));
}

/** @param {any} place @param {number} length */
const isPlace = (place, length) => isList(place) && place.length === 2 && isSpan(place[0], place[1], length);
/** @param {any} start @param {any} end @param {number} length */
const isSpan = (start, end, length) => Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= length;
/** @param {any} list @returns {list is any[]} */
const isList = (list) => Array.isArray(list);
/** @param {any} list */
const isNames = (list) => isList(list) && list.every((one) => typeof one === 'string');

/**
 * Whether something is a learner's mark within a text of this length.
 * @param {any} mark
 * @param {number} length
 */
export function isMark(mark, length) {
  const isWho = mark?.who === null || (typeof mark?.who?.name === 'string' && (mark.who.start === undefined || isSpan(mark.who.start, mark.who.end, length)));
  return typeof mark?.id === 'string' && Object.hasOwn(TOOLS, mark.tool) && isSpan(mark.start, mark.end, length) && isWho;
}

/**
 * A short print of a text, the same everywhere: it tells texts apart and protects nothing.
 * @param {string} text
 */
export function printOf(text) {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return `${text.length.toString(36)}-${(4294967296 * (2097151 & low) + (high >>> 0)).toString(36)}`;
}

