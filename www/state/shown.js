/**
 * What is shown of a document: everything but what is cut off, and the suggestions that are less certain than is usual for their layer, or than a
 * reader asks for.
 *
 * What a person accepted, corrected or added is always shown. The document itself keeps everything; this decides about looking only, and
 * certain.js what is usual.
 *
 * @module
 */

import { agentsOf } from './agents.js';
import { isOf, usualOf } from './certain.js';
import { cutsOf } from './edit-cut.js';
import { lately } from './lately.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Note} Note */
/** @typedef {import('./types.js').Ref} Ref */

/** The limit that hides nothing, also not what is hidden unless it is asked for. */
export const ALL_SHOWN = -1;
/** The limit that hides what is less certain than is usual, and no more. */
export const THE_USUAL = 0;

const LISTS = /** @type {const} */ (['mentions', 'quotes', 'positions']);

/** The document without what stands in paragraphs that a person has cut off. @type {(doc: Doc) => Doc} */
export const uncut = lately((doc) => {
  const cuts = cutsOf(doc);
  return cuts.length === 0 ? doc : without(doc, (item) => cuts.some(([start, end]) => item.start < end && start < item.end));
});

/** @type {WeakMap<Doc, {limit: number, shown: Doc}>} */
const memory = new WeakMap();

/**
 * Whether an item is hidden: a suggestion of less confidence than `limit` (0 to 1). One without a confidence counts as certain.
 * @param {Note} item
 * @param {number} limit
 */
export function hides(item, limit) {
  return item.status === 'suggested' && (item.confidence ?? 1) < limit;
}

/**
 * The document without what is hidden: suggested mentions, quotes and positions below the limit of their layer, and suggested actors of whom
 * nothing is left. It is valid in itself, and `doc` itself where nothing is hidden.
 * @param {Doc} doc
 * @param {number} limit 0 to 1, or `ALL_SHOWN`; below what is usual it changes nothing
 * @returns {Doc}
 */
export function shownOf(doc, limit) {
  const limits = limitsOf(doc, limit);
  if (LISTS.every((list) => limits[list] <= 0)) return uncut(doc);
  const known = memory.get(doc);
  if (known?.limit === limit) return known.shown;
  const shown = without(uncut(doc), (item, list) => hides(item, isOf(doc.reading, item) ? limits[list] : limit));
  memory.set(doc, { limit, shown });
  return shown;
}

/** The limit of each layer. @param {Doc} doc @param {number} limit @returns {import('./certain.js').Limits} */
function limitsOf({ reading }, limit) {
  const usual = usualOf(limit < 0 ? '' : reading);
  const of = (/** @type {typeof LISTS[number]} */ list) => Math.max(usual[list], limit);
  return { mentions: of('mentions'), quotes: of('quotes'), positions: of('positions') };
}

/**
 * How many mentions, quotes and positions are hidden.
 * @param {Doc} doc
 * @param {number} limit as for `shownOf`
 */
export function countHidden(doc, limit) {
  const [all, shown] = [uncut(doc), shownOf(doc, limit)];
  const of = (/** @type {typeof LISTS[number]} */ list) => all[list].length - shown[list].length;
  const counts = { mentions: of('mentions'), quotes: of('quotes'), positions: of('positions') };
  return { ...counts, all: counts.mentions + counts.quotes + counts.positions };
}

/**
 * The suggestions that wait for a person, least certain first, those of one certainty in text order.
 * @param {Doc} doc
 * @param {readonly ('mention'|'quote'|'position')[]} kinds
 * @returns {Ref[]}
 */
export function uncertain(doc, kinds) {
  const lists = { mention: doc.mentions, quote: doc.quotes, position: doc.positions };
  const open = kinds.flatMap((kind) => lists[kind].filter(({ status }) => status === 'suggested').map(({ id, start, confidence }) => ({ kind, id, start, confidence: confidence ?? 1 })));
  return open.sort((a, b) => a.confidence - b.confidence || a.start - b.start).map(({ kind, id }) => ({ kind, id }));
}

/** @param {Doc} doc @param {(item: import('./types.js').Span & Note, list: typeof LISTS[number]) => boolean} isOut @returns {Doc} */
function without(doc, isOut) {
  const mentions = doc.mentions.filter((item) => !isOut(item, 'mentions'));
  const quotes = doc.quotes.filter((item) => !isOut(item, 'quotes'));
  const positions = doc.positions.filter((item) => !isOut(item, 'positions'));
  if (mentions.length + quotes.length + positions.length === doc.mentions.length + doc.quotes.length + doc.positions.length) return doc;
  const stated = new Set(quotes.map((quote) => quote.id));
  const named = namesIn(mentions, quotes, positions);
  const before = namesIn(doc.mentions, doc.quotes, doc.positions);
  return {
    ...doc,
    actors: doc.actors.filter((actor) => actor.status !== 'suggested' || named.has(actor.id) || !before.has(actor.id)),
    mentions,
    quotes,
    positions: positions.map((position) => (position.quote === null || stated.has(position.quote) ? position : { ...position, quote: null })),
  };
}

/** Whoever is named by these. @param {Doc['mentions']} mentions @param {Doc['quotes']} quotes @param {Doc['positions']} positions */
function namesIn(mentions, quotes, positions) {
  return new Set([...mentions.map((at) => at.actor), ...quotes.flatMap(agentsOf), ...positions.flatMap(agentsOf)]);
}
