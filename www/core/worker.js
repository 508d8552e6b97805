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
import { rehearse } from './rehearsal.js';

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

/** Whether the core has its models. */
let isLoaded = false;

/** Whether the page waits for anything but for the core to get ready. */
let isAsked = false;

/** @type {Record<string, (...args: any[]) => any>} */
const calls = {
  /**
   * Starts the core, from a compiled module or bytes where the page has them. It rehearses until its models come.
   * @param {WebAssembly.Module|BufferSource} [module]
   */
  async start(module) {
    await init(module ? { module_or_path: module } : undefined);
    prepare(() => isLoaded);
    return vocabulary();
  },
  /**
   * Gives the core its models, which go back to the page then. It rehearses with them until it is asked for something.
   * @param {ArrayBuffer} models
   */
  load(models) {
    loadModels(new Uint8Array(models));
    isLoaded = true;
    prepare(() => isAsked);
    return models;
  },
  annotate,
  formats: withFormats(formats),
  isCompanion: withFormats(isCompanion),
  read: withFormats(read),
  recognize: withFormats(recognize),
  write: withFormats(write),
};

/** Rehearses until `isOver`. @param {() => boolean} isOver */
function prepare(isOver) {
  // A core that trapped here must not be used again: the page hears of it as of any error of the worker, and takes another.
  setTimeout(() => rehearse(readOwnText, isOver).catch(reportError));
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
  isAsked ||= data.call !== 'start' && data.call !== 'load';
  turn = turn.then(() => answer(data));
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
