/**
 * Makes what is derived from a document before it is shown, in turns, so that a long text keeps no click waiting.
 *
 * The tables are made on demand otherwise and remembered where they are made; nothing is decided here.
 *
 * @module
 */

import { breath } from '../../state/breath.js';
import { KINDS, find } from '../../state/items.js';
import { measureOf } from '../../state/measures.js';
import { shownOf } from '../../state/shown.js';
import { spansOf } from '../../state/spans.js';
import { mentionsOf, quotesOf, standsOf, talkedAbout, voicesOf } from '../../state/voices.js';
import { lookOf } from '../paper/palette.js';
import { inTurns } from '../turns.js';

/** @type {((doc: import('../../state/types.js').Doc) => unknown)[]} */
const TABLES = [
  spansOf,
  // Asking for what is not there makes the tables to look it up in.
  (doc) => spansOf(doc).next({ kind: 'mention', id: '' }),
  ...KINDS.map((kind) => (/** @type {import('../../state/types.js').Doc} */ doc) => find(doc, { kind, id: '' })),
  (doc) => mentionsOf(doc, ''),
  quotesOf,
  voicesOf,
  standsOf,
  talkedAbout,
  (doc) => lookOf(doc, doc.actors[0]?.id ?? null),
];

/** @param {import('../../state/types.js').Doc} whole @param {number} limit what is hidden of it, as `shownOf` has it */
export async function readyTables(whole, limit) {
  await breath();
  const doc = shownOf(whole, limit);
  await breath();
  await inTurns(doc.quotes, (quote) => measureOf(doc, quote));
  await inTurns(TABLES, (table) => table(doc));
  // Edits and selections are of the whole.
  if (doc !== whole) await inTurns(KINDS, (kind) => find(whole, { kind, id: '' }));
  // Showing the document is a task of its own, or both together would be a long one.
  await breath();
}
