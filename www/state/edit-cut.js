/**
 * Paragraphs that a person has cut off the article: page furniture, readers' comments, related headlines.
 *
 * The text and what is marked in it are kept, but count for nothing until they are brought back; shown.js leaves them out.
 *
 * @module
 */

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Part} Part */
/** @typedef {import('./types.js').Span} Span */

/** @type {readonly Part[]} */
const NONE = Object.freeze([]);

/** What is cut off, in text order. A file may say anything: what makes no sense there is not taken. @param {Doc} doc @returns {readonly Part[]} */
export function cutsOf({ cut, text }) {
  if (cut?.offset_unit !== 'utf16' || !Array.isArray(cut.spans)) return NONE;
  return cut.spans.filter((span) => Array.isArray(span) && span.every(Number.isInteger) && span[0] >= 0 && span[0] < span[1] && span[1] <= text.length);
}

/** Whether a place is cut off. @param {Doc} doc @param {number} at */
export const isCut = (doc, at) => cutsOf(doc).some(([start, end]) => start <= at && at < end);

/** Cuts off the paragraphs that these words stand in. @param {Doc} doc @param {Span} words @returns {Doc} */
export function cutOff(doc, words) {
  const { start, end } = paragraphs(doc.text, words);
  return withCuts(doc, [...without(cutsOf(doc), start, end), [start, end]]);
}

/** Cuts off all from the paragraph on that these words begin in. @param {Doc} doc @param {Span} words @returns {Doc} */
export const cutOffFrom = (doc, { start }) => cutOff(doc, { start, end: doc.text.length });

/** Brings the paragraphs back that these words stand in. @param {Doc} doc @param {Span} words @returns {Doc} */
export function bringBack(doc, words) {
  const { start, end } = paragraphs(doc.text, words);
  return withCuts(doc, without(cutsOf(doc), start, end));
}

/** What is cut off around a place, as one stretch. @param {Doc} doc @param {number} at @returns {Span|null} */
export function cutAround(doc, at) {
  const found = cutsOf(doc).find(([start, end]) => start <= at && at < end);
  return found ? { start: found[0], end: found[1] } : null;
}

/** @param {string} text @param {Span} words @returns {Span} */
function paragraphs(text, { start, end }) {
  const stop = text.indexOf('\n', Math.max(start, end - 1));
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: stop < 0 ? text.length : stop };
}

/** @param {readonly Part[]} spans @param {number} from @param {number} to @returns {Part[]} */
function without(spans, from, to) {
  return spans.flatMap(([start, end]) => /** @type {Part[]} */ ([[start, Math.min(end, from)], [Math.max(start, to), end]]).filter(([a, b]) => a < b));
}

/** @param {Doc} doc @param {Part[]} spans @returns {Doc} */
function withCuts(doc, spans) {
  const whole = { ...doc };
  delete whole.cut;
  return spans.length === 0 ? whole : { ...whole, cut: { offset_unit: 'utf16', spans: spans.sort(([a], [b]) => a - b) } };
}
