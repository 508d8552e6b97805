/**
 * Which words stand in both of two texts, in the same order: what one has from the other, or both from an agency.
 *
 * @module
 */

/** @typedef {{word: string, start: number, end: number}} Word in small letters, with its place */
/** A passage that both have; places are UTF-16 units of each text. @typedef {{words: number, a: [number, number], b: [number, number]}} Passage */

/** Fewer words in a row than these may be chance: a name with its title, a turn of phrase. */
const LEAST = 8;
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

/** @param {string} text @returns {Word[]} */
export function wordsIn(text) {
  return [...text.matchAll(WORD)].map((match) => ({ word: match[0].toLowerCase().replaceAll('’', "'"), start: match.index, end: match.index + match[0].length }));
}

/**
 * The passages of at least `least` words that both texts have, in the order of the first, none within another; punctuation and capitals do not count.
 * Takes time in step with the lengths of both (each run of words is looked up once).
 * @param {string} a
 * @param {string} b
 * @param {number} [least]
 * @returns {{passages: Passage[], share: number}} `share`: of the words of the first text, how many stand in one (0 to 1)
 */
export function samePassages(a, b, least = LEAST) {
  const [ours, theirs] = [wordsIn(a), wordsIn(b)];
  const key = (/** @type {Word[]} */ words, /** @type {number} */ at) => words.slice(at, at + least).map(({ word }) => word).join(' ');
  /** @type {Map<string, number>} */
  const places = new Map();
  for (let at = theirs.length - least; at >= 0; at--) places.set(key(theirs, at), at);
  /** @type {Passage[]} */
  const passages = [];
  let shared = 0;
  for (let at = 0; at + least <= ours.length; ) {
    const from = places.get(key(ours, at));
    if (from === undefined) {
      at++;
      continue;
    }
    let words = least;
    while (at + words < ours.length && from + words < theirs.length && ours[at + words].word === theirs[from + words].word) words++;
    passages.push({ words, a: [ours[at].start, ours[at + words - 1].end], b: [theirs[from].start, theirs[from + words - 1].end] });
    shared += words;
    at += words;
  }
  return { passages, share: ours.length === 0 ? 0 : shared / ours.length };
}
