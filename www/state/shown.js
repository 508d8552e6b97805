/**
 * What is shown of a document when a reader asks for certainty: everything but the suggestions that are less certain than that.
 *
 * What a person accepted, corrected or added is always shown. The document itself keeps everything; this decides about looking only.
 *
 * @module
 */

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Note} Note */
/** @typedef {import('./types.js').Ref} Ref */

/** The limit that hides every suggestion, also those that say no confidence. */
export const ALL_HIDDEN = 2;

/** @type {WeakMap<Doc, {limit: number, shown: Doc}>} */
const memory = new WeakMap();

/**
 * Whether an item is hidden: a suggestion of less confidence than `limit` (0 to 1, or `ALL_HIDDEN`). One without a confidence counts as certain.
 * @param {Note} item
 * @param {number} limit
 */
export function hides(item, limit) {
  return item.status === 'suggested' && (item.confidence ?? 1) < limit;
}

/**
 * The document without what is hidden: suggested mentions, quotes and positions below `limit`, and suggested actors of whom nothing is left.
 * It is valid in itself, and `doc` itself where nothing is hidden.
 * @param {Doc} doc
 * @param {number} limit 0 to 1
 * @returns {Doc}
 */
export function shownOf(doc, limit) {
  if (limit <= 0) return doc;
  const known = memory.get(doc);
  if (known?.limit === limit) return known.shown;
  const shown = without(doc, limit);
  memory.set(doc, { limit, shown });
  return shown;
}

/**
 * How many mentions, quotes and positions are hidden.
 * @param {Doc} doc
 * @param {number} limit 0 to 1
 */
export function countHidden(doc, limit) {
  const shown = shownOf(doc, limit);
  const of = (/** @type {'mentions'|'quotes'|'positions'} */ list) => doc[list].length - shown[list].length;
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

/** @param {Doc} doc @param {number} limit @returns {Doc} */
function without(doc, limit) {
  const mentions = doc.mentions.filter((item) => !hides(item, limit));
  const quotes = doc.quotes.filter((item) => !hides(item, limit));
  const positions = doc.positions.filter((item) => !hides(item, limit));
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
  return new Set([...mentions.map((at) => at.actor), ...quotes.map((at) => at.speaker), ...positions.map((at) => at.holder)]);
}
