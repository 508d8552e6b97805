/**
 * The words of quotes and how many they are, counted once a quote and remembered from edit to edit.
 *
 * Most of what the tables of voices.js cost is this. It remembers one text's quotes, the one that was asked about last.
 *
 * @module
 */

import { partsOf } from './items.js';
import { countQuoted, countWords } from './words.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Quote} Quote */
/** `content` is the words of the quote, its parts joined by an ellipsis; `direct` counts those inside quotation marks.
 * @typedef {{quote: Quote, content: string, cue: string|null, direct: number, words: number}} Measure */

/** By the quotes' ids: a map with thousands of weak keys would hold up the browser when it collects garbage. @type {Map<string, Measure>} */
let known = new Map();
let text = '';

/**
 * What is counted in a quote.
 * @param {Doc} doc
 * @param {Quote} quote one of the document's
 * @returns {Measure}
 */
export function measureOf(doc, quote) {
  if (text !== doc.text) known = new Map();
  // Comparing the very same string costs nothing, comparing its copy all of its length.
  text = doc.text;
  const before = known.get(quote.id);
  if (before?.quote === quote) return before;
  const measure = count(doc, quote);
  known.set(quote.id, measure);
  return measure;
}

/** @param {Doc} doc @param {Quote} quote @returns {Measure} */
function count(doc, quote) {
  let words = 0;
  let direct = 0;
  for (const [start, end] of partsOf(quote)) {
    const part = countPart(doc.text, quote.kind, start, end);
    words += part.words;
    direct += part.direct;
  }
  const cue = quote.cue && doc.text.slice(quote.cue.start, quote.cue.end);
  return { quote, content: wordsOf(doc, quote), cue, direct, words };
}

/**
 * How many words a piece of a quote of this kind holds, and how many of them within quotation marks.
 * @param {string} text @param {import('./types.js').QuoteKind} kind @param {number} start @param {number} end
 */
export function countPart(text, kind, start, end) {
  const words = countWords(text.slice(start, end));
  const direct = kind === 'direct' ? words : kind === 'mixed' ? Math.min(words, countQuoted(text, start, end)) : 0;
  return { words, direct };
}

/**
 * The words of an item: of a quote or position that is interrupted only those of its parts.
 * @param {Doc} doc
 * @param {import('./types.js').Span & {spans?: import('./types.js').Part[]}} item
 */
export function wordsOf(doc, item) {
  const parts = partsOf(item);
  if (parts.length === 1) return doc.text.slice(item.start, item.end);
  return parts.map(([start, end]) => doc.text.slice(start, end)).join(' … ');
}
