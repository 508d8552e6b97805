/**
 * Runs the core beside the page: takes one call at a time and always answers it, with a result or an error.
 *
 * It keeps no state but the loaded core and decides nothing; after a `fatal` error its core must not be used again, and client.js
 * replaces the whole worker.
 *
 * @module
 */

import initFormats, { formats, isCompanion, read, recognize, write } from './pkg/formats.js';
import init, { annotate, loadModels, rehearse as readOwnText, vocabulary } from './pkg/whosaid.js';
import { createRehearsal } from './rehearsal.js';

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

/** How long nobody has waited before the rehearsal goes on, in milliseconds: the page is busy with the answer first. */
const QUIET = 300;

/** How many requests are not answered. */
let waiting = 0;

/** What is rehearsed, once there is a core: all that can be done without the models, then with them. @type {((isOver: () => boolean) => Promise<void>)|undefined} */
let rehearse;

/** @type {Record<string, (...args: any[]) => any>} */
const calls = {
  /**
   * Starts the core, from a compiled module or bytes where the page has them. It rehearses until its models come.
   * @param {WebAssembly.Module|BufferSource} [module]
   */
  async start(module) {
    await init(module ? { module_or_path: module } : undefined);
    rehearse = createRehearsal(readOwnText);
    goOn(0);
    return vocabulary();
  },
  /**
   * Gives the core its models, which go back to the page then. It rehearses with them while it is asked for nothing.
   * @param {ArrayBuffer} models
   */
  load(models) {
    loadModels(new Uint8Array(models));
    rehearse = createRehearsal(readOwnText);
    goOn(0);
    return models;
  },
  annotate,
  formats: withFormats(formats),
  isCompanion: withFormats(isCompanion),
  read: withFormats(read),
  recognize: withFormats(recognize),
  write: withFormats(write),
};

/** Goes on with the rehearsal when nobody waits. @param {number} delay */
function goOn(delay) {
  // A core that trapped here must not be used again: the page hears of it as of any error of the worker, and takes another.
  setTimeout(() => rehearse?.(() => waiting > 0).catch(reportError), delay);
}

/**
 * A call of the formats, a core of its own that is loaded at its first call, from a compiled module where the page has it.
 * @param {(...args: any[]) => any} call
 * @returns {(module: WebAssembly.Module|undefined, ...args: any[]) => Promise<any>}
 */
function withFormats(call) {
  return async (module, ...args) => {
    await initFormats(module ? { module_or_path: module } : undefined);
    return call(...args);
  };
}

/** One request after the other, also while one waits for something. */
let turn = Promise.resolve();

scope.addEventListener('message', (/** @type {MessageEvent<import('./messages.js').Request>} */ { data }) => {
  waiting++;
  turn = turn.then(() => answer(data)).then(() => {
    waiting--;
    goOn(QUIET);
  });
});

/** @param {import('./messages.js').Request} request */
async function answer({ id, call, args }) {
  try {
    const result = await calls[call](...args);
    scope.postMessage({ id, result }, buffersIn(result));
  } catch (error) {
    // A trap leaves the core's memory in an unknown state, and so does a stack that ran out.
    const fatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    const units = error instanceof Error && 'units' in error ? error.units : undefined;
    scope.postMessage({ id, error: { message: error instanceof Error ? error.message : String(error), fatal, units } });
  }
}

/** The buffers of a result, which move to the page instead of being copied. @param {unknown} result @returns {ArrayBuffer[]} */
function buffersIn(result) {
  if (result instanceof ArrayBuffer) return [result];
  if (typeof result !== 'object' || result === null) return [];
  const columns = Object.values(result).filter((value) => value instanceof Uint32Array);
  return [...new Set(columns.map((column) => column.buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}
