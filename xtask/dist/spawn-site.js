/**
 * Where the worker and the compiled core come from in the published site: beside the one script that holds the page.
 *
 * It takes the place of www/core/spawn.js there.
 *
 * @module
 */

/** @param {string|URL} [url] @returns {Worker} */
export function spawnWorker(url = new URL('./core/worker.js', import.meta.url)) {
  return new Worker(url, { type: 'module', name: 'whosaid' });
}

/** @returns {Promise<WebAssembly.Module|undefined>} */
export function coreModule() {
  return compiled('./core/whosaid_bg.wasm');
}

/** @returns {Promise<WebAssembly.Module|undefined>} */
export function formatsModule() {
  return compiled('./core/formats_bg.wasm');
}

/** @param {string} path @returns {Promise<WebAssembly.Module|undefined>} */
async function compiled(path) {
  try {
    return await WebAssembly.compileStreaming(fetch(new URL(path, import.meta.url)));
  } catch {
    return undefined;
  }
}
