/**
 * Where clauses and sentences begin and end, for stretching a mark by more than a word.
 *
 * A rule for fingers, not for language: a comma, a dash or a bracket parts clauses, a full stop, a question or exclamation mark sentences; a comma or
 * point within a number or an abbreviation of single letters parts nothing. Edges are those of words, so that no mark ends with punctuation.
 *
 * @module
 */

/** @typedef {import('../../state/types.js').Span} Span */
/** @typedef {'clause'|'sentence'} Unit */

/** How far around a mark is looked, in UTF-16 units. */
const REACH = 3000;
const SENTENCE = /\n|[.!?…]+["”’'»)\]]*(?=\s|$)/g;
const CLAUSE = /\n|[.!?…]+["”’'»)\]]*(?=\s|$)|[,;:](?=["”’'»)\]]*(?:\s|$))|[–—()[\]“”«»"]| - /g;
/** A letter by itself, or a title, before a point: “U.S.”, “J.”, “Dr.”. */
const SHORT = /(?:^|[\s.(“"])(?:\p{L}|Mr|Mrs|Ms|Mx|Dr|St|Jr|Sr|Sen|Rep|Gov|Gen|Prof)$/u;
const WORDS = /[\p{L}\p{N}][^]*[\p{L}\p{N}\p{M}%]|[\p{L}\p{N}]/u;

/**
 * The stretches of a unit around a place, in text order, from their first to their last word.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Unit} unit
 * @returns {Span[]}
 */
export function stretchesAround(text, from, to, unit) {
  const low = Math.max(text.lastIndexOf('\n', Math.max(0, from - REACH)) + 1, 0);
  const high = Math.min(text.length, to + REACH);
  const piece = text.slice(low, high);
  /** @type {Span[]} */
  const found = [];
  let start = 0;
  const close = (/** @type {number} */ end) => {
    const words = WORDS.exec(piece.slice(start, end));
    if (words) found.push({ start: low + start + words.index, end: low + start + words.index + words[0].length });
  };
  for (const mark of piece.matchAll(unit === 'sentence' ? SENTENCE : CLAUSE)) {
    if (mark[0] === '.' && SHORT.test(piece.slice(Math.max(0, mark.index - 6), mark.index))) continue;
    close(mark.index);
    start = mark.index + mark[0].length;
  }
  close(piece.length);
  return found;
}

/**
 * The next edge of a clause or sentence from an edge of a mark.
 * @param {string} text
 * @param {number} offset
 * @param {1|-1} direction
 * @param {'start'|'end'} edge
 * @param {Unit} unit
 * @returns {number} the same offset where there is none
 */
export function unitEdge(text, offset, direction, edge, unit) {
  const edges = stretchesAround(text, offset, offset, unit).map((stretch) => stretch[edge]);
  return (direction > 0 ? edges.find((at) => at > offset) : edges.findLast((at) => at < offset)) ?? offset;
}

/**
 * All sentences that a mark touches, as one span.
 * @param {string} text
 * @param {Span} span
 * @returns {Span}
 */
export function wholeSentences(text, { start, end }) {
  const touched = stretchesAround(text, start, end, 'sentence').filter((sentence) => sentence.start < end && sentence.end > start);
  const [first, last] = [touched[0], touched.at(-1)];
  return first && last ? { start: Math.min(start, first.start), end: Math.max(end, last.end) } : { start, end };
}

/**
 * Where a mark ends that goes up to the first word, or words, beginning as typed; capitals do not count.
 * @param {string} text
 * @param {number} start where the mark begins
 * @param {string} typed
 * @returns {number|null} the end of that word; null where none within reach begins so
 */
export function endAtWord(text, start, typed) {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  if (!wanted) return null;
  const piece = text.slice(start, start + REACH);
  const places = [...piece.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*[\p{L}\p{N}\p{M}]|[\p{L}\p{N}]/gu)];
  for (const [at, place] of places.entries()) {
    const rest = piece.slice(place.index, place.index + wanted.length + 20).toLowerCase().replace(/\s+/g, ' ');
    if (!rest.startsWith(wanted)) continue;
    const until = place.index + wanted.length;
    const last = places.slice(at).find((word) => word.index + word[0].length >= until) ?? place;
    return start + last.index + last[0].length;
  }
  return null;
}
