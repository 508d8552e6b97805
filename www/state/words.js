/**
 * Counting words, and telling those inside quotation marks from the rest.
 *
 * It counts what a reader would call words in European scripts and takes a run of letters of other scripts for one; it does not pair
 * marks (the core does) and reads them only within one content.
 *
 * @module
 */

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-'’.,][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;
const JOINING = "-'’.,";
const OPENING = '“„«‹';
const CLOSING = '”»›';

/** Nothing but ASCII and the usual marks of English print. */
const PLAIN = /^[\0-~\u00a0‘’“”–—…]*$/;

/**
 * How many words a text holds.
 * @param {string} text
 */
export function countWords(text) {
  return PLAIN.test(text) ? countPlain(text) : (text.match(WORD)?.length ?? 0);
}

/** The same for text without other letters, several times as quick: a long article has thousands of quotes. @param {string} text */
function countPlain(text) {
  let count = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    if (isPlainLetter(text.charCodeAt(i))) {
      if (!inside) count++;
      inside = true;
    } else inside = inside && JOINING.includes(text[i]) && isPlainLetter(text.charCodeAt(i + 1));
  }
  return count;
}

/** @param {number} code a UTF-16 unit of plain text, or NaN behind its end */
function isPlainLetter(code) {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
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
