/**
 * Makes what is derived from a document before it is shown, in turns, so that a long text keeps no click waiting.
 *
 * The tables are made on demand otherwise and remembered where they are made; nothing is decided here.
 *
 * @module
 */

import { breath } from '../state/breath.js';
import { KINDS, find } from '../state/items.js';
import { measureOf } from '../state/measures.js';
import { spansOf } from '../state/spans.js';
import { mentionsOf, quotesOf, standsOf, talkedAbout, voicesOf } from '../state/voices.js';
import { lookOf } from './palette.js';
import { inTurns } from './turns.js';

/** @type {((doc: import('../state/types.js').Doc) => unknown)[]} */
const TABLES = [
  spansOf,
  // Asking for what is not there makes the tables to look it up in.
  (doc) => spansOf(doc).next({ kind: 'mention', id: '' }),
  ...KINDS.map((kind) => (/** @type {import('../state/types.js').Doc} */ doc) => find(doc, { kind, id: '' })),
  (doc) => mentionsOf(doc, ''),
  quotesOf,
  voicesOf,
  standsOf,
  talkedAbout,
  (doc) => lookOf(doc, doc.actors[0]?.id ?? null),
];

/** @param {import('../state/types.js').Doc} doc */
export async function readyTables(doc) {
  await breath();
  await inTurns(doc.quotes, (quote) => measureOf(doc, quote));
  await inTurns(TABLES, (table) => table(doc));
  // Showing the document is a task of its own, or both together would be a long one.
  await breath();
}
