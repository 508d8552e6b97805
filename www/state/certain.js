/**
 * How certain a suggestion is, in three steps, and how certain it must be to be shown at first. All such numbers of the page stand here.
 *
 * @module
 */

import { CAREFUL, PARTLY } from './takeover.js';

/** @typedef {import('./types.js').Note} Note */
/** `accepted` is whatever a person stands behind. @typedef {'accepted'|'sure'|'fair'|'doubtful'} Level */
/** The least confidence of what is shown, layer by layer. @typedef {{mentions: number, quotes: number, positions: number}} Limits */

/** From here on a suggestion is sure: at least four of five like it are right. */
export const SURE = 0.8;
/** From here on it is fair; what is less certain is doubtful. */
export const FAIR = 0.6;

/** @type {readonly Level[]} */
export const LEVELS = Object.freeze(['accepted', 'sure', 'fair', 'doubtful']);

/** @type {Limits} */
const CAREFULLY = Object.freeze({ mentions: 0, quotes: 0.35, positions: 0.6 });
/** @type {Limits} */
const NONE = Object.freeze({ mentions: 0, quotes: 0, positions: 0 });

/**
 * What is right often enough to be shown unasked, by the reading that suggests it. On 33 annotated articles that the model had not seen .91 of the quotes from .35 on
 * are right with their speaker, and .77 of the positions from .60 on. Another model has a row of its own. Of a text that is read in part the row is for the
 * suggestions that are new (`isOf`).
 * @type {Readonly<Record<string, Limits>>}
 */
export const USUAL = Object.freeze({ [CAREFUL]: CAREFULLY, [PARTLY]: CAREFULLY });

/** How certain an item is. One that says no confidence counts as sure. @param {Note} item @returns {Level} */
export function levelOf({ status, confidence }) {
  if (status !== 'suggested') return 'accepted';
  const sure = confidence ?? 1;
  return sure >= SURE ? 'sure' : sure >= FAIR ? 'fair' : 'doubtful';
}

/** What the suggestions of a reading need to be shown unasked. @param {string} [reading] @returns {Limits} */
export const usualOf = (reading = '') => USUAL[reading] ?? NONE;

/** Whether a suggestion is from the reading that the document names: while a text is read carefully, that is what has a record. @param {string|undefined} reading @param {Note} item */
export const isOf = (reading, { evidence }) => reading !== PARTLY || evidence !== undefined;
