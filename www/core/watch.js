/**
 * Sees to it that nobody waits in silence: whatever gives no sign of life for some seconds is told, and told again when it does.
 *
 * Nothing is ended here: a slow device may be at work all the same, and only the reader knows how long to wait.
 *
 * @module
 */

/** The silence that is told, in milliseconds. */
export const SILENCE = 3000;

/**
 * @param {(isSilent: boolean) => void} tell
 * @param {number} [silence]
 */
export function createWatch(tell, silence = SILENCE) {
  let waiting = 0;
  let isTold = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;

  function over() {
    clearTimeout(timer);
    timer = undefined;
    if (isTold) tell(false);
    isTold = false;
  }

  function life() {
    over();
    if (waiting > 0) timer = setTimeout(() => tell((isTold = true)), silence);
  }

  return {
    /** Something has come: a message, an answer, a file. */
    life,
    /**
     * Somebody waits until this is settled.
     * @template T
     * @param {Promise<T>} promise
     * @returns {Promise<T>}
     */
    during(promise) {
      waiting++;
      if (waiting === 1) life();
      const end = () => void (--waiting === 0 ? over() : life());
      promise.then(end, end);
      return promise;
    },
  };
}
