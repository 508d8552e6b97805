/**
 * A pause in long work, so that what else is waiting gets its turn. It decides nothing about the work.
 *
 * @module
 */

/** When other tasks, a key press or a frame, have had their turn. A timer would do too, but browsers let each of many wait for 4 ms. */
export function breath() {
  return new Promise((/** @type {(nothing: void) => void} */ resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
