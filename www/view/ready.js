/**
 * Makes what is derived from a document before it is shown, a task for each table, so that a long text keeps no click waiting.
 *
 * The tables are made on demand otherwise and remembered where they are made; nothing is decided here.
 *
 * @module
 */

import { find } from '../state/items.js';
import { spansOf } from '../state/spans.js';
import { voicesOf } from '../state/voices.js';
import { lookOf } from './palette.js';
import { breath } from './turns.js';

/** @type {((doc: import('../state/types.js').Doc) => unknown)[]} */
const TABLES = [
  spansOf,
  (doc) => find(doc, { kind: 'mention', id: '' }),
  voicesOf,
  (doc) => lookOf(doc, doc.actors[0]?.id ?? null),
];

/** @param {import('../state/types.js').Doc} doc */
export async function readyTables(doc) {
  for (const table of TABLES) {
    await breath();
    table(doc);
  }
}
