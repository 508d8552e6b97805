/**
 * Makes what is derived from a document before it is shown, in turns, so that a long text keeps no click waiting.
 *
 * The tables are made on demand otherwise and remembered where they are made; nothing is decided here.
 *
 * @module
 */

import { find } from '../state/items.js';
import { measureOf } from '../state/measures.js';
import { spansOf } from '../state/spans.js';
import { quotesOf, standsOf, talkedAbout, voicesOf } from '../state/voices.js';
import { lookOf } from './palette.js';
import { breath, inTurns } from './turns.js';

/** @type {((doc: import('../state/types.js').Doc) => unknown)[]} */
const TABLES = [
  spansOf,
  (doc) => find(doc, { kind: 'mention', id: '' }),
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
}
