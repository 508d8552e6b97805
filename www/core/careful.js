/**
 * The careful reading as a promise: a worker of its own reads a text window by window, one at each call, so that it can be left at any of them. What is
 * in view is read first, and told as soon as it is, then what stands below it.
 *
 * It is loaded when it is first asked for. A file that arrives damaged is fetched once more, past every cache; a worker that trapped is replaced by
 * the next call. What is done with the marks is decided elsewhere.
 *
 * @module
 */

import { CAREFUL } from '../state/takeover.js';
import { arriveBytes, arriveCode } from './arrive.js';
import { decode } from './columns.js';
import { Damaged, Fault } from './fault.js';
import { asError } from './promises.js';
import { spawnWorker } from './spawn.js';
import { damagedIn } from './supply.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Vocabulary} Vocabulary */
/** @typedef {import('./arrive.js').ArriveOptions} ArriveOptions */
/** @typedef {import('./fault.js').FileName} FileName */

/** @typedef {import('../state/types.js').Span} Span */

/** `onBytes` hears how many bytes of the model have come, `onShare` what share of the text is read, from 0 to 1. `view` says where the reader is,
 * and `onPart` gets what is found there and on the screen below, once for each place and as far as is known then, while the rest is not read.
 * @typedef {{signal?: AbortSignal, onBytes?: (count: number) => void, onShare?: (share: number) => void, view?: () => Span,
 *   onPart?: (found: Doc, where: Span) => void}} ReadOptions */

/**
 * @typedef {object} Careful
 * @property {(text: string, options?: ReadOptions) => Promise<Doc>} read rejects when `signal` says so, and with a `Fault` in words when what reads
 *   cannot be started
 * @property {() => boolean} isOpen whether what reads is there
 * @property {() => void} dispose
 */

/** The options are for tests; a page gives none of them.
 * @param {{spawn?: () => Worker, code?: (options: ArriveOptions) => Promise<import('./arrive.js').Code>, models?: (options: ArriveOptions) => Promise<ArrayBuffer>,
 *   weights?: (options: ArriveOptions) => Promise<ArrayBuffer>}} [options]
 * @returns {Careful} */
export function createCareful({ spawn = spawnWorker, code = (o) => arriveCode('careful', o), models = (o) => arriveBytes('models', o), weights = (o) => arriveBytes('weights', o) } = {}) {
  /** @type {Worker|null} */
  let worker = null;
  /** What the worker was sent and has not answered. @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const sent = new Map();
  let lastId = 0;
  /** The worker's vocabulary, once it can read. @type {Promise<Vocabulary>|null} */
  let opened = null;
  let isOpen = false;
  /** One text after the other. @type {Promise<unknown>} */
  let turn = Promise.resolve();

  /** @param {string} call @param {...unknown} args @returns {Promise<any>} */
  function ask(call, ...args) {
    return new Promise((resolve, reject) => {
      sent.set(++lastId, { resolve, reject });
      try {
        worker?.postMessage({ id: lastId, call, args }, args.filter((arg) => arg instanceof ArrayBuffer));
      } catch (error) {
        sent.delete(lastId);
        reject(asError(error));
      }
    });
  }

  /** @param {import('./messages.js').Answer} answer */
  function hear(answer) {
    const job = sent.get(answer.id);
    sent.delete(answer.id);
    if (!('error' in answer)) return job?.resolve(answer.result);
    const { message, fatal, damaged } = answer.error;
    const error = damaged ? new Damaged(damaged) : new Error(message);
    job?.reject(error);
    if (fatal) stop(error);
  }

  /** @param {Error} why */
  function stop(why) {
    worker?.terminate();
    worker = opened = null;
    isOpen = false;
    const jobs = [...sent.values()];
    sent.clear();
    for (const { reject } of jobs) reject(why);
  }

  function launch() {
    try {
      const fresh = spawn();
      worker = fresh;
      fresh.onmessage = ({ data }) => worker === fresh && hear(data);
      fresh.onerror = (event) => {
        event.preventDefault?.();
        if (worker === fresh) stop(isOpen && event.message ? new Error(event.message) : new Fault('worker', 'careful', event.message));
      };
      fresh.onmessageerror = () => worker === fresh && stop(new Fault('worker', 'careful'));
    } catch (error) {
      throw new Fault('worker', 'careful', error);
    }
  }

  /** @param {FileName|null} fresh the file that is fetched past every cache @param {ReadOptions} options @returns {Promise<Vocabulary>} */
  async function attempt(fresh, { onBytes }) {
    const files = [code({ fresh: fresh === 'careful' }), models({ fresh: fresh === 'models' }), weights({ fresh: fresh === 'weights', onBytes })];
    const [{ module, bytes }, syntax, numbers] = /** @type {[import('./arrive.js').Code, ArrayBuffer, ArrayBuffer]} */ (await Promise.all(files));
    launch();
    const vocabulary = await ask('openReader', module, bytes, syntax, numbers);
    isOpen = true;
    return vocabulary;
  }

  /** @param {ReadOptions} options */
  async function open(options) {
    try {
      return await attempt(null, options);
    } catch (first) {
      const file = damagedIn(first);
      stop(asError(first));
      if (!file) throw first;
      return attempt(file, options).catch((second) => {
        stop(asError(second));
        const again = damagedIn(second);
        throw again ? new Fault('damaged', again) : second;
      });
    }
  }

  /** @param {string} text @param {ReadOptions} options @returns {Promise<Doc>} */
  async function readNow(text, options) {
    const { signal, onShare = () => {}, view = () => ({ start: 0, end: 0 }), onPart } = options;
    signal?.throwIfAborted();
    const coming = (opened ??= open(options));
    const vocabulary = await coming.catch((error) => {
      if (opened === coming) opened = null;
      throw error;
    });
    // A file that came damaged at first has taken the worker of the first try along.
    if (worker) opened = coming;
    signal?.throwIfAborted();
    const told = stretches();
    /** The screen below, unless most of it is told. @param {Span} at */
    const below = ({ start, end }) => {
      const rest = told.rest({ start, end: Math.min(text.length, 2 * end - start) });
      return rest && 2 * (rest.end - rest.start) > end - start ? rest : null;
    };
    let share = await ask('beginCarefully', text);
    while (share < 1) {
      onShare(share);
      signal?.throwIfAborted();
      const at = view();
      const wanted = told.rest(at) ?? below(at) ?? at;
      const read = await ask('readOn', wanted.start, wanted.end);
      share = read.share;
      if (!read.isRead || share === 1 || !onPart || !told.rest(wanted)) continue;
      const columns = await ask('lookCarefully', wanted.start, wanted.end);
      signal?.throwIfAborted();
      const where = { start: columns.from, end: columns.to };
      for (const span of [wanted, where]) told.add(span);
      onPart({ ...(await decode(text, columns, vocabulary)), reading: CAREFUL }, where);
    }
    onShare(1);
    const columns = await ask('finishCarefully');
    signal?.throwIfAborted();
    return { ...(await decode(text, columns, vocabulary)), reading: CAREFUL };
  }

  return {
    read(text, options = {}) {
      const mine = turn.then(() => readNow(text, options));
      turn = mine.catch(() => {});
      return mine;
    },
    isOpen: () => isOpen,
    dispose: () => stop(new Error('The careful reading is closed.')),
  };
}

/** Stretches of a text, and what of another stretch lies in none of them: its first gap. */
function stretches() {
  /** @type {Span[]} */
  let all = [];
  return {
    /** @param {Span} span */
    add(span) {
      const apart = all.filter(({ start, end }) => end < span.start || start > span.end);
      const joined = all.filter((other) => !apart.includes(other));
      all = [...apart, { start: Math.min(span.start, ...joined.map(({ start }) => start)), end: Math.max(span.end, ...joined.map(({ end }) => end)) }];
    },
    /** @param {Span} span @returns {Span|null} */
    rest({ start, end }) {
      const from = all.find((other) => other.start <= start && start < other.end)?.end ?? start;
      const to = Math.min(end, ...all.map((other) => other.start).filter((other) => other > from));
      return from < to ? { start: from, end: to } : null;
    },
  };
}
