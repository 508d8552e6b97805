/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Ref} Ref */
/** One part of an item in the text; `part` counts its parts. @typedef {{kind: 'mention'|'quote'|'position', id: string, start: number, end: number, part: number}} Entry */
/**
 * @typedef {object} SpanIndex
 * @property {readonly Entry[]} entries in text order, the longer first
 * @property {(offset: number) => Entry[]} at entries over this UTF-16 unit, innermost first
 * @property {(start: number, end: number) => Entry[]} inside entries that share a unit with the range, in text order
 * @property {(from: number|Ref, kinds?: readonly string[]) => Entry|null} next the first part of the item after this offset or item
 * @property {(from: number|Ref, kinds?: readonly string[]) => Entry|null} previous
 */
/** The contents and mentions of a document; made once for each document. @param {Doc} doc @returns {SpanIndex} */
export function spansOf(doc) { throw new Error('soon'); }
/** The cues and sources of a document: `part` is 0 for a cue and 1 for a source. @param {Doc} doc @returns {SpanIndex} */
export function cuesOf(doc) { throw new Error('soon'); }
