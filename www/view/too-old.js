/**
 * Whether a browser is older than what the page needs: Safari 16.4, Firefox 115, Chrome 110. It is asked at the start, because an old browser would
 * show the page well and fail at the first edit.
 *
 * @module
 */

/** A program for the core's arithmetic: four numbers at a time. */
const SIMD = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11);

export const TOO_OLD = 'This browser is too old for Whosaid: articles could not be marked or changed. It needs Safari 16.4, Firefox 115, Chrome or Edge 110, or a later version.';

export function isTooOld() {
  // Without WebAssembly at all it may be switched off, which the core tells.
  const lacksArithmetic = typeof WebAssembly === 'object' && !WebAssembly.validate(SIMD);
  return lacksArithmetic || !['at', 'findLast', 'with'].every((method) => method in Array.prototype);
}
