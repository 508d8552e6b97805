/**
 * What the keeper knows of each article that it keeps: what the database holds of it, what it does not hold yet, and why.
 *
 * It decides nothing.
 *
 * @module
 */

import { NO_HISTORY } from './history.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Problem} Problem */

/**
 * An article that is being kept: `revision` and `stored` are what the database holds for sure, `unsaved` what it does not hold yet, with the `history`
 * that leads from it, `sent` what the save under way (or the last) carried. `isStalled`: that save has had no answer for long; `problem`: why it is not saved, as far as
 * that is known; `noted`: the name of its own note in the journal. A `title` is for a new article that is not called by its text.
 * @typedef {{id: string, revision: number, stored: Doc|null, unsaved: Doc|null, history: import('./history.js').History, sent: Doc|null, token: string,
 *   saving: Promise<void>|null, isStalled: boolean, problem: Problem|null, noted: string|null, title?: string}} Kept
 */

/** @param {string} id @returns {Kept} */
export function newKept(id) {
  return { id, revision: 0, stored: null, unsaved: null, history: NO_HISTORY, sent: null, token: '', saving: null, isStalled: false, problem: null, noted: null };
}
