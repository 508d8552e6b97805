/**
 * One file of the core, asked for once, however many need it; what did not come is asked for again by the next who does.
 *
 * @module
 */

import { withResolvers } from './promises.js';

/** @template T @typedef {import('./promises.js').Deferred<T>} Deferred */

/** @typedef {import('./arrive.js').ArriveOptions} ArriveOptions */

/**
 * @template T
 * @typedef {object} Stock
 * @property {() => Promise<T>} get
 * @property {(value: T) => void} put it is here again
 * @property {() => void} take it is handed on, and must be put back or asked for again
 * @property {() => void} drop what came is not wanted, what is on its way given up: it is asked for anew, past every cache, for whoever waits or
 *   will
 * @property {() => boolean} isComing whether it is under way
 */

/**
 * @template T
 * @param {(options: ArriveOptions) => Promise<T>} load
 * @returns {Stock<T>}
 */
export function createStock(load) {
  /** What came or is to come. @type {Deferred<T>|undefined} */
  let here;
  /** What ends the way that is under way. @type {AbortController|undefined} */
  let way;
  let isFresh = false;

  /** @param {Deferred<T>} wanted */
  function fetchIt(wanted) {
    const own = new AbortController();
    way = own;
    load({ signal: own.signal, fresh: isFresh }).then(
      (value) => {
        if (way !== own) return;
        way = undefined;
        isFresh = false;
        wanted.resolve(value);
      },
      (error) => {
        if (way !== own) return;
        way = undefined;
        if (here === wanted) here = undefined;
        wanted.reject(error);
      },
    );
  }

  return {
    get() {
      if (here) return here.promise;
      const wanted = /** @type {Deferred<T>} */ (withResolvers());
      here = wanted;
      // Who waits for it hears of a failure; until then nobody does.
      wanted.promise.catch(() => {});
      fetchIt(wanted);
      return wanted.promise;
    },
    put(value) {
      here = withResolvers();
      here?.resolve(value);
    },
    take() {
      here = undefined;
    },
    drop() {
      isFresh = true;
      way?.abort();
      if (way && here) fetchIt(here);
      else here = way = undefined;
    },
    isComing: () => way !== undefined,
  };
}
