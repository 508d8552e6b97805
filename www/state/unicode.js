/**
 * What the language itself has in newer browsers only.
 *
 * @module
 */

/**
 * The text with its lone surrogates replaced, as `toWellFormed` does it where a browser has that.
 * @param {string} text
 * @returns {string}
 */
export function wellFormed(text) {
  const native = /** @type {{toWellFormed?: () => string}} */ (/** @type {unknown} */ (text));
  return native.toWellFormed ? native.toWellFormed() : text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
