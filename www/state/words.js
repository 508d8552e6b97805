/**
 * Counting words, and telling those inside quotation marks from the rest.
 *
 * It counts what a reader would call words in European scripts and takes a run of letters of other scripts for one; it does not pair
 * marks (the core does) and reads them only within one content.
 *
 * @module
 */

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-'’.,][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;
const OPENING = '“„«‹';
const CLOSING = '”»›';

/**
 * How many words a text holds.
 * @param {string} text
 */
export function countWords(text) {
  return text.match(WORD)?.length ?? 0;
}

/**
 * How many words of `text` from `start` to `end` stand inside quotation marks.
 *
 * A content comes without its outer marks: so it begins inside them when a mark stands just before it, or when the first mark closes.
 * @param {string} text
 * @param {number} start UTF-16
 * @param {number} end UTF-16
 */
export function countQuoted(text, start, end) {
  let from = start;
  let quoted = opens(text, start, end);
  let count = 0;
  for (let i = start; i < end; i++) {
    const mark = text[i];
    const opening = OPENING.includes(mark);
    if (!opening && !CLOSING.includes(mark) && mark !== '"') continue;
    if (quoted) count += countWords(text.slice(from, i));
    quoted = opening || (mark === '"' && !quoted);
    from = i + 1;
  }
  return quoted ? count + countWords(text.slice(from, end)) : count;
}

/** @param {string} text @param {number} start @param {number} end */
function opens(text, start, end) {
  if (start > 0 && (OPENING.includes(text[start - 1]) || text[start - 1] === '"')) return true;
  for (let i = start; i < end; i++) {
    if (OPENING.includes(text[i]) || text[i] === '"') return false;
    if (CLOSING.includes(text[i])) return true;
  }
  return false;
}
