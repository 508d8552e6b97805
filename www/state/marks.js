/**
 * Which words stand within quotation marks, for telling the kind of a quote that a person selects.
 *
 * Marks are paired within their paragraph: one that is not closed there holds all that follows, as speech over paragraphs does.
 *
 * @module
 */

/** @typedef {import('./types.js').QuoteKind} QuoteKind */

const LETTER = /[\p{L}\p{N}]/u;
/** What closes each opening mark. */
const PAIRS = new Map([['“', '”'], ['„', '“”'], ['«', '»'], ['»', '«'], ['"', '"'], ['‘', '’']]);

/**
 * The kind of a quote of these words: direct when all of them stand within quotation marks, indirect when none does.
 * @param {string} text
 * @param {number} start UTF-16
 * @param {number} end UTF-16
 * @returns {QuoteKind}
 */
export function kindAt(text, start, end) {
  let inside = 0;
  for (const { from, to } of quotedIn(text, text.lastIndexOf('\n', start - 1) + 1, end)) inside += letters(text.slice(Math.max(from, start), Math.max(to, start)));
  const outside = letters(text.slice(start, end)) - inside;
  return outside <= 0 ? (inside > 0 ? 'direct' : 'indirect') : inside > 0 ? 'mixed' : 'indirect';
}

/** @param {string} text */
const letters = (text) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** The stretches within marks. @param {string} text @param {number} start where a paragraph begins @param {number} end */
function quotedIn(text, start, end) {
  /** @type {{from: number, to: number}[]} */
  const found = [];
  let closing = '';
  let from = start;
  for (let at = start; at < end; at++) {
    const mark = text[at];
    if (mark === '\n') closing = endStretch(at);
    else if (closing && closing.includes(mark) && !isApostrophe(text, at)) closing = endStretch(at);
    else if (!closing && PAIRS.has(mark) && !isApostrophe(text, at)) [closing, from] = [/** @type {string} */ (PAIRS.get(mark)), at + 1];
  }
  endStretch(end);
  return found;

  /** @param {number} to */
  function endStretch(to) {
    if (closing) found.push({ from, to });
    return '';
  }
}

/** A single mark between letters. @param {string} text @param {number} at */
const isApostrophe = (text, at) => '’‘'.includes(text[at]) && LETTER.test(text[at - 1] ?? '') && LETTER.test(text[at + 1] ?? '');
