/**
 * How long an answer of the browser's storage is waited for before the reader is told that there is none.
 *
 * @module
 */

/** In milliseconds: told within three seconds. */
export const PATIENCE = 2500;

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((/** @type {(nothing: void) => void} */ resolve) => void setTimeout(resolve, milliseconds));

/**
 * Calls `tell` when `promise` keeps somebody waiting; the promise is returned as it is.
 * @template T
 * @param {Promise<T>} promise
 * @param {() => void} tell
 * @param {number} [patience]
 * @returns {Promise<T>}
 */
export function whenSlow(promise, tell, patience = PATIENCE) {
  const slow = setTimeout(tell, patience);
  const end = () => clearTimeout(slow);
  promise.then(end, end);
  return promise;
}
