/**
 * What decided a suggestion, as far as its record says so in words that stand in the text where it says they do.
 *
 * The sentence that is made of the record is the core's; nothing is guessed here.
 *
 * @module
 */

import { spanFault } from './items.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Item} Item */
/** Words of the text that decided. @typedef {import('./types.js').Span & {words: string}} Deciding */

/**
 * The words of the text that decided, in the order of the sentence; none where nothing is on record. A record is a file's, too, and may hold anything.
 * @param {Doc} doc
 * @param {Item} item
 * @returns {Deciding[]}
 */
export function decidingWords(doc, { evidence }) {
  if (evidence?.offset_unit !== 'utf16' || !Array.isArray(evidence.grounds)) return [];
  return evidence.grounds.flatMap((ground) => {
    const { start, end, words } = ground ?? {};
    if (start === undefined || end === undefined || spanFault(doc.text, start, end) !== null) return [];
    return doc.text.slice(start, end) === words ? [{ start, end, words }] : [];
  });
}
