/**
 * Where words begin and end, for selecting and stretching by keyboard and touch.
 *
 * It is a rule for fingers, not for language: letters and digits with their apostrophes and hyphens make a word, every other visible
 * character stands alone.
 *
 * @module
 */

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’\-.,][\p{L}\p{N}\p{M}]+)*|\S/gu;
const REACH = 400;

/** @param {string} text @param {number} offset @returns {{start: number, end: number}[]} the words around an offset, in its line */
function around(text, offset) {
  const low = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - REACH);
  const line = text.indexOf('\n', offset);
  const high = Math.min(line < 0 ? text.length : line, offset + REACH);
  return [...text.slice(low, high).matchAll(WORD)].map((m) => ({ start: low + m.index, end: low + m.index + m[0].length }));
}

/**
 * The word at an offset, or the nearest one in its line.
 * @param {string} text
 * @param {number} offset
 * @returns {{start: number, end: number}|null}
 */
export function wordAt(text, offset) {
  const words = around(text, offset);
  return words.find((w) => w.start <= offset && offset < w.end) ?? words.find((w) => w.end === offset) ?? words.find((w) => w.start > offset) ?? words.at(-1) ?? null;
}

/**
 * The next edge of a word from `offset`; where the line ends, that of the next line with words.
 * @param {string} text
 * @param {number} offset
 * @param {1|-1} direction
 * @param {'start'|'end'} edge
 */
export function wordEdge(text, offset, direction, edge) {
  const edges = around(text, offset).map((word) => word[edge]);
  const next = direction > 0 ? edges.find((e) => e > offset) : edges.findLast((e) => e < offset);
  if (next !== undefined) return next;
  const beyond = wordBeyond(text, offset, direction);
  return beyond ? beyond[edge] : offset;
}

/** The first word behind the line of `offset`, or the last one before it. @param {string} text @param {number} offset @param {1|-1} direction */
function wordBeyond(text, offset, direction) {
  let at = direction > 0 ? text.indexOf('\n', offset) : text.lastIndexOf('\n', offset - 1);
  while (at >= 0 && at < text.length && /\s/.test(text[at])) at += direction;
  return at < 0 || at >= text.length || (direction < 0 && offset === 0) ? null : wordAt(text, at);
}

/**
 * A selection grown to whole words and stripped of white space at its edges, or `null` when nothing is left.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
export function wholeWords(text, start, end) {
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  if (start >= end) return null;
  const first = wordAt(text, start);
  const last = wordAt(text, end - 1);
  return { start: Math.min(start, first?.start ?? start), end: Math.max(end, last?.end ?? end) };
}
