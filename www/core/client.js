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
import { arriveBytes, arriveCode } from './arrive.js';
import { Damaged, Fault, againWords, silenceWords } from './fault.js';
import { QUICK } from '../state/takeover.js';
import { asError, withResolvers } from './promises.js';
import { spawnWorker } from './spawn.js';
import { createSupply } from './supply.js';
import { createWatch } from './watch.js';

/** @typedef {import('../state/types.js').Vocabulary} Vocabulary */
/** @typedef {import('./types.js').Annotated} Annotated */
/** @typedef {import('./types.js').AnnotateOptions} AnnotateOptions */
/** @typedef {import('./types.js').Core} Core */
/** @typedef {import('./types.js').CoreOptions} CoreOptions */

/** `supply` counts which models were sent before it. @typedef {{call: string, args: unknown[], resolve: (value: any) => void, reject: (error: Error) => void, onProgress?: (share: number) => void, supply?: number}} Job */

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
export function createCore({ onTrouble = () => {}, silence, spawn = spawnWorker, module = (o) => arriveCode('code', o), models = (o) => arriveBytes('models', o), formats = (o) => arriveCode('formats', o) } = {}) {
  const again = (/** @type {import('./fault.js').FileName} */ file) => onTrouble({ words: againWords(file) });
  const supply = createSupply(module, models, again);
  const exchange = createExchange((call, args) => request(call, args).result, formats, again, (promise) => watch.during(promise));
  const watch = createWatch((isSilent) => onTrouble(isSilent ? { words: silenceWords(supply.missing() ?? exchange.missing()), retry } : null), silence);
  const ready = /** @type {import('./promises.js').Deferred<Vocabulary>} */ (withResolvers());
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
  /** What waits to be sent, and what the annotation under way is made of. @type {[Job[], Job[]]} */
  let [queue, annotating] = [[], []];
  /** How often models were sent to a worker. */
  let supplies = 0;
  let lastId = 0;
  let disposed = false;

  /** @param {string} call @param {unknown[]} args @param {(share: number) => void} [onProgress] @returns {{job: Job, result: Promise<any>}} */
  function request(call, args, onProgress) {
    const { promise, resolve, reject } = withResolvers();
    const job = { call, args, resolve, reject, onProgress };
    if (disposed) reject(new Error('The core is closed.'));
    else queue.push(job);
    pump();
    return { job, result: watch.during(promise) };
  }

  function pump() {
    if (running || !queue.length || disposed) return;
    if (!worker) launch();
    else if (isSupplied) send((running = /** @type {Job} */ (queue.shift())));
  }

  /** Hands a job to the worker; buffers move there. @param {Job} job */
  function send(job) {
    sent.set(++lastId, job);
    job.supply = supplies;
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

  /** What the browser said of it is no help to the reader. @param {string} message */
  const broken = (message) => new Fault(isReady ? 'stopped' : 'worker', 'code', message);

  function launch() {
    try {
      const fresh = spawn();
      worker = fresh;
      fresh.onmessage = ({ data }) => worker === fresh && hear(data);
      fresh.onerror = (event) => {
        event.preventDefault?.();
        if (worker === fresh) crash(broken(event.message));
      };
      fresh.onmessageerror = () => worker === fresh && crash(broken('The answer cannot be read.'));
      begin(fresh).catch((error) => worker === fresh && failed(error instanceof Fault ? error : new Fault('worker', 'code', error)));
    } catch {
      failed(new Fault('worker'));
    }
  }

  /** @param {Worker} fresh */
  async function begin(fresh) {
    /** @type {import('./supply.js').Ask} */
    const ask = (call, ...args) => new Promise((resolve, reject) => worker === fresh && send({ call, args, resolve, reject }));
    vocabulary = await supply.give(ask, () => {
      if (worker !== fresh) return;
      isSupplied = true;
      supplies++;
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
    watch.life();
    if ('share' in answer) return running?.onProgress?.(answer.share);
    const job = taken(answer.id);
    if (!job) return;
    if ('error' in answer) {
      const { message, units, fatal, damaged, early } = answer.error;
      // Sent behind models that proved damaged, it waits for the next ones, which may be there by now.
      if (early) return postpone(job);
      const error = fatal ? broken(message) : damaged ? new Damaged(damaged) : Object.assign(new Error(message), units && { units });
      job.reject(error);
      if (fatal) return crash(error);
    } else {
      job.resolve(answer.result);
    }
    pump();
  }

  /** @param {Job} job */
  function postpone(job) {
    queue.unshift(job);
    if (job.supply === supplies) isSupplied = false;
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

  /** Begins anew with another worker, and asks again for what did not come. What waits goes on waiting. */
  function retry() {
    const job = running;
    // What has moved to the worker is gone with it: whoever sent it fetches it again.
    const isGone = job?.args.some((arg) => arg instanceof ArrayBuffer);
    if (job && !isGone) queue.unshift(job);
    stop();
    if (isGone) job?.reject(new Damaged('formats'));
    supply.giveUp();
    exchange.giveUp();
    watch.life();
    launch();
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
    const doc = await decode(text, columns, /** @type {Vocabulary} */ (vocabulary));
    return { doc: { ...doc, reading: QUICK }, milliseconds: columns.milliseconds };
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
    ...exchange,
    dispose() {
      disposed = true;
      const jobs = running ? [running, ...queue] : queue;
      queue = [];
      stop();
      for (const { reject } of [...jobs, ready]) reject(new Error('The core is closed.'));
    },
  };
}
