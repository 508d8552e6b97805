/**
 * Where the worker and the compiled core come from: the only file that another kind of build (one self-contained page) replaces.
 *
 * It decides nothing else.
 *
 * @module
 */

/**
 * A new worker that runs worker.js. It waits for its first message before it starts the core.
 * @param {string|URL} [url]
 * @returns {Worker}
 */
export function spawnWorker(url = new URL('./worker.js', import.meta.url)) {
  return new Worker(url, { type: 'module', name: 'whosaid' });
}

/**
 * The compiled core, asked for once and given to every worker, so that a replaced worker starts at once.
 * @returns {Promise<WebAssembly.Module|undefined>} `undefined` lets the worker load the core itself
 */
export function coreModule() {
  return compiled('./pkg/whosaid_bg.wasm');
}

/** The formats, in the same way. @returns {Promise<WebAssembly.Module|undefined>} */
export function formatsModule() {
  return compiled('./pkg/formats_bg.wasm');
}

/** @param {string} path @returns {Promise<WebAssembly.Module|undefined>} */
async function compiled(path) {
  try {
    return await WebAssembly.compileStreaming(fetch(new URL(path, import.meta.url)));
  } catch {
    return undefined;
  }
}
