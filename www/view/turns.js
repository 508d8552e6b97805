/**
 * Work that can wait until the reader has seen the next frame, a task for each piece, so that neither a frame nor a task grows long.
 *
 * It keeps the order and decides nothing about the work.
 *
 * @module
 */

import { breath } from '../state/breath.js';

/** A tab that is not shown gets no frames; its work is done all the same after this many milliseconds. */
const PATIENCE = 100;
/** Milliseconds of work in one go. */
const SLICE = 8;

/** @type {(() => void)[]} */
const waiting = [];
let asked = false;
const { port1, port2 } = new MessageChannel();
port1.onmessage = turn;

/**
 * Does `work` after the next frame is painted.
 * @param {() => void} work
 */
export function afterFrame(work) {
  waiting.push(work);
  if (asked) return;
  asked = true;
  let begun = false;
  const begin = () => {
    if (!begun) port2.postMessage(null);
    begun = true;
  };
  requestAnimationFrame(begin);
  setTimeout(begin, PATIENCE);
}

/** When the next frame is painted. */
export function painted() {
  return new Promise((/** @type {(nothing: void) => void} */ resolve) => afterFrame(resolve));
}

/**
 * Does `work` for each item, and takes a breath whenever that has gone on for a while.
 * @template T
 * @param {Iterable<T>} items
 * @param {(item: T) => unknown} work
 * @param {() => boolean} [wanted] asked after each breath; false ends it
 */
export async function inTurns(items, work, wanted = () => true) {
  let began = performance.now();
  for (const item of items) {
    if (performance.now() - began > SLICE) {
      await breath();
      if (!wanted()) return;
      began = performance.now();
    }
    work(item);
  }
}

function turn() {
  const work = waiting.shift();
  if (waiting.length > 0) port2.postMessage(null);
  else asked = false;
  work?.();
}
