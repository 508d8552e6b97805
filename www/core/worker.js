/**
 * Runs the core beside the page: takes one call at a time and always answers it, with a result or an error.
 *
 * It keeps no state but the loaded core and the text that is being read carefully, and decides nothing; after a `fatal` error its core must not be used again, and client.js
 * replaces the whole worker.
 *
 * @module
 */

import { crc32 } from './crc.js';
import { Damaged } from './fault.js';
import initCareful, { CarefulReader, loadModels as loadSyntax, vocabulary as carefulVocabulary } from './pkg/careful.js';
import { CHECKSUMS } from './pkg/checksums.js';
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

/** Whether the models that came were damaged, and whole ones have not come since. */
let isLacking = false;

/** What reads carefully, and the text that it is reading. @type {CarefulReader|undefined} */
let reader;
/** @type {import('./pkg/careful.js').CarefulPass|undefined} */
let pass;

/** @type {Record<string, (...args: any[]) => any>} */
const calls = {
  check,
  /**
   * Starts the core. It rehearses until its models come.
   * @param {WebAssembly.Module} module
   * @param {ArrayBuffer} [bytes] what it was compiled from, where that is to be checked
   */
  async start(module, bytes) {
    if (bytes) check('code', bytes);
    await init({ module_or_path: module });
    rehearse = createRehearsal(readOwnText);
    goOn(0);
    return vocabulary();
  },
  /**
   * Gives the core its models, which go back to the page then. It rehearses with them while it is asked for nothing.
   * @param {ArrayBuffer} models
   */
  load(models) {
    isLacking = true;
    check('models', models);
    loadModels(new Uint8Array(models));
    isLacking = false;
    rehearse = createRehearsal(readOwnText);
    goOn(0);
    return models;
  },
  annotate,
  /**
   * Starts the careful reading, which a worker of its own does.
   * @param {WebAssembly.Module} module
   * @param {ArrayBuffer|undefined} bytes what it was compiled from, where that is to be checked
   * @param {ArrayBuffer} models
   * @param {ArrayBuffer} weights
   */
  async openReader(module, bytes, models, weights) {
    if (bytes) check('careful', bytes);
    check('models', models);
    check('weights', weights);
    await initCareful({ module_or_path: module });
    loadSyntax(new Uint8Array(models));
    reader = new CarefulReader(new Uint8Array(weights));
    return carefulVocabulary();
  },
  /** Begins a text; one that was left in the middle is forgotten. Tells the share of it that is read. @param {string} text */
  beginCarefully(text) {
    pass?.free();
    pass = reader?.begin(text);
    return pass?.share;
  },
  /**
   * Reads some more of the text, first what stands from `start` to `end`. Tells also whether all is read that tells what is found there.
   * @param {number} start @param {number} end
   */
  readOn(start, end) {
    pass?.stepAt(start, end);
    return { share: pass?.share, isRead: pass?.isRead(start, end) };
  },
  /** What is found there, and in how much of the text around it. @param {number} start @param {number} end */
  lookCarefully(start, end) {
    return pass?.part(start, end);
  },
  finishCarefully() {
    const found = pass?.finish();
    pass = undefined;
    return found;
  },
  formats: withFormats(formats),
  isCompanion: withFormats(isCompanion),
  read: withFormats(read),
  recognize: withFormats(recognize),
  write: withFormats(write),
};

/**
 * Refuses a file that is not, byte for byte, the one that the build wrote.
 * @param {import('./fault.js').FileName} file
 * @param {ArrayBuffer} bytes
 */
function check(file, bytes) {
  if (crc32(new Uint8Array(bytes)) !== CHECKSUMS[file]) throw new Damaged(file);
}

/** Goes on with the rehearsal when nobody waits. @param {number} delay */
function goOn(delay) {
  // A core that trapped here must not be used again: the page hears of it as of any error of the worker, and takes another.
  setTimeout(() => rehearse?.(() => waiting > 0).catch(reportError), delay);
}

/**
 * A call of the formats, a core of its own that is made at its first call from the compiled module that comes along.
 * @param {(...args: any[]) => any} call
 * @returns {(module: WebAssembly.Module, ...args: any[]) => Promise<any>}
 */
function withFormats(call) {
  return async (module, ...args) => {
    await initFormats({ module_or_path: module });
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
    const damaged = error instanceof Damaged ? error.file : undefined;
    const early = isLacking && call === 'annotate';
    scope.postMessage({ id, error: { message: error instanceof Error ? error.message : String(error), fatal, units, damaged, early } });
  }
}

/** The buffers of a result, which move to the page instead of being copied. @param {unknown} result @returns {ArrayBuffer[]} */
function buffersIn(result) {
  if (result instanceof ArrayBuffer) return [result];
  if (typeof result !== 'object' || result === null) return [];
  const columns = Object.values(result).filter((value) => value instanceof Uint32Array);
  return [...new Set(columns.map((column) => column.buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}
