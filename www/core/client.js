/**
 * The core as promises: sends one request at a time to the worker, and replaces a worker that trapped, crashed or became pointless.
 *
 * Every call is answered; a request that made the core trap is rejected, those waiting behind it are sent to the next worker.
 *
 * @module
 */

import { decode } from './columns.js';
import { createExchange } from './exchange.js';
import { PREVIEW, previewEnd } from './preview.js';
import { coreModels, coreModule, formatsModule, spawnWorker } from './spawn.js';
import { createSupply } from './supply.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Vocabulary} Vocabulary */
/** `milliseconds` is the core's own time. @typedef {{doc: Doc, milliseconds: number}} Annotated */
/**
 * `onPreview` gets the beginning of a long text first, `onProgress` the share of the text, from 0 to 1, that is read; `aside` lets a text
 * neither make another pointless nor become so.
 * @typedef {{onPreview?: (annotated: Annotated) => void, onProgress?: (share: number) => void, aside?: boolean}} AnnotateOptions
 */

/**
 * @typedef {object} Reading
 * @property {Promise<Vocabulary>} ready rejects when the core cannot be started
 * @property {(text: string, options?: AnnotateOptions) => Promise<Annotated>} annotate a later call makes an earlier one reject with
 *   `Superseded`
 * @property {() => void} dispose
 */

/** @typedef {Reading & import('./exchange.js').Exchange} Core */

/**
 * `spawn`, `module`, `models` and `formats` are for tests; a page gives none of them.
 * @typedef {() => Promise<WebAssembly.Module|undefined>} Load
 * @typedef {{workerUrl?: string|URL, spawn?: () => Worker, module?: Load, models?: () => Promise<ArrayBuffer>, formats?: Load}} CoreOptions
 */

/** @typedef {{call: string, args: unknown[], resolve: (value: any) => void, reject: (error: Error) => void, onProgress?: (share: number) => void}} Job */

/** Why an annotation never came: a later text made it pointless. */
export class Superseded extends Error {
  constructor() {
    super('A later text took its place.');
    this.name = 'Superseded';
  }
}

/**
 * Starts the core.
 * @param {CoreOptions} [options]
 * @returns {Core}
 */
export function createCore({ workerUrl, spawn = () => spawnWorker(workerUrl), module = coreModule, models = coreModels, formats = formatsModule } = {}) {
  const supply = createSupply(module, models);
  const ready = /** @type {PromiseWithResolvers<Vocabulary>} */ (withResolvers());
  /** @type {Vocabulary|undefined} */
  let vocabulary;
  /** @type {Worker|null} */
  let worker = null;
  /** Whether the worker has been handed all it needs, and whether it has said that it can read. */
  let [isSupplied, isReady] = [false, false];
  /** What the worker was sent and has not answered, by number. @type {Map<number, Job>} */
  const sent = new Map();
  /** The one of these that somebody waits for. @type {Job|null} */
  let running = null;
  /** @type {Job[]} */
  let queue = [];
  /** @type {Job[]} */
  let annotating = [];
  let lastId = 0;
  let disposed = false;

  /** @param {string} call @param {unknown[]} args @param {(share: number) => void} [onProgress] @returns {{job: Job, result: Promise<any>}} */
  function request(call, args, onProgress) {
    const { promise, resolve, reject } = withResolvers();
    const job = { call, args, resolve, reject, onProgress };
    if (disposed) reject(new Error('The core is closed.'));
    else queue.push(job);
    pump();
    return { job, result: promise };
  }

  function pump() {
    if (running || !queue.length || disposed) return;
    if (!worker) launch();
    else if (isSupplied) send((running = /** @type {Job} */ (queue.shift())));
  }

  /** Hands a job to the worker; buffers move there. @param {Job} job */
  function send(job) {
    sent.set(++lastId, job);
    try {
      worker?.postMessage({ id: lastId, call: job.call, args: job.args }, job.args.filter((arg) => arg instanceof ArrayBuffer));
    } catch (error) {
      taken(lastId)?.reject(asError(error));
      pump();
    }
  }

  /** The job of that number, which is settled now. @param {number} id */
  function taken(id) {
    const job = sent.get(id);
    sent.delete(id);
    if (job === running) running = null;
    return job;
  }

  function launch() {
    try {
      const fresh = spawn();
      worker = fresh;
      fresh.onmessage = ({ data }) => worker === fresh && hear(data);
      fresh.onerror = (event) => {
        event.preventDefault?.();
        if (worker === fresh) crash(new Error(event.message || 'The core could not be loaded.'));
      };
      fresh.onmessageerror = () => worker === fresh && crash(new Error('The core gave an answer that cannot be read.'));
      begin(fresh).catch((error) => worker === fresh && failed(asError(error)));
    } catch (error) {
      failed(asError(error));
    }
  }

  /** @param {Worker} fresh */
  async function begin(fresh) {
    /** @type {(call: string, given: unknown) => Promise<any>} */
    const ask = (call, given) => new Promise((resolve, reject) => worker === fresh && send({ call, args: [given], resolve, reject }));
    vocabulary = await supply.give(ask, () => {
      if (worker !== fresh) return;
      isSupplied = true;
      pump();
    });
    isReady = true;
    ready.resolve(vocabulary);
  }

  /** Nobody waits forever for a core that does not start; the next call tries again. @param {Error} error */
  function failed(error) {
    const waiting = running ? [running, ...queue] : queue;
    queue = [];
    stop();
    for (const { reject } of [ready, ...waiting]) reject(error);
  }

  function stop() {
    worker?.terminate();
    worker = null;
    [isSupplied, isReady] = [false, false];
    sent.clear();
    running = null;
  }

  /** @param {import('./messages.js').Answer|import('./messages.js').Progress} answer */
  function hear(answer) {
    if ('share' in answer) return running?.onProgress?.(answer.share);
    const job = taken(answer.id);
    if (!job) return;
    if ('error' in answer) {
      const { message, units, fatal } = answer.error;
      const error = Object.assign(new Error(message), units && { units });
      job.reject(error);
      if (fatal) return crash(error);
    } else {
      job.resolve(answer.result);
    }
    pump();
  }

  /** @param {Error} error */
  function crash(error) {
    const [job, wasReady] = [running, isReady];
    stop();
    job?.reject(error);
    if (disposed) return;
    if (wasReady) launch();
    else failed(error);
  }

  /** Ends the annotation under way; a long one is cut off with its worker, so that the new text need not wait for it. */
  function supersede() {
    const stale = new Set(annotating);
    annotating = [];
    queue = queue.filter((job) => !stale.has(job));
    for (const job of stale) job.reject(new Superseded());
    if (running && stale.has(running) && String(running.args[0]).length > PREVIEW) {
      stop();
      launch();
    }
  }

  /** @param {string} text @param {Promise<import('./columns.js').Columns>} result @returns {Promise<Annotated>} */
  async function finish(text, result) {
    const columns = await result;
    return { doc: await decode(text, columns, /** @type {Vocabulary} */ (vocabulary)), milliseconds: columns.milliseconds };
  }

  /** @param {string} text @param {AnnotateOptions} [options] @returns {Promise<Annotated>} */
  async function annotate(text, { onPreview, onProgress, aside = false } = {}) {
    if (aside) return finish(text, request('annotate', [text]).result);
    supersede();
    const cut = onPreview ? previewEnd(text) : text.length;
    const early = cut < text.length ? request('annotate', [text.slice(0, cut)]) : null;
    const whole = request('annotate', [text], onProgress);
    const jobs = early ? [early.job, whole.job] : [whole.job];
    annotating = jobs;
    // A preview that fails is no loss: the whole text answers for itself.
    if (early) finish(text, early.result).then((beginning) => annotating === jobs && onPreview?.(beginning)).catch(() => {});
    const annotated = await finish(text, whole.result);
    if (annotating !== jobs) throw new Superseded();
    annotating = [];
    return annotated;
  }

  ready.promise.catch(() => {});
  launch();
  return {
    ready: ready.promise,
    annotate,
    ...createExchange((call, args) => request(call, args).result, formats),
    dispose() {
      disposed = true;
      const jobs = running ? [running, ...queue] : queue;
      queue = [];
      stop();
      for (const { reject } of [...jobs, ready]) reject(new Error('The core is closed.'));
    },
  };
}

/** @template T @returns {PromiseWithResolvers<T>} */
function withResolvers() {
  /** @type {any} */
  const all = {};
  all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }));
  return all;
}

/** @param {unknown} error */
function asError(error) {
  return error instanceof Error ? error : new Error(String(error));
}
