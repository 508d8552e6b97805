/**
 * Where the worker and the compiled core come from in the single file: from blocks of the page itself.
 *
 * It takes the place of www/core/spawn.js there. The worker is a classic script: module workers cannot be relied on to start from a
 * blob. Nothing here may be fetched, because a page opened from disk may fetch nothing.
 *
 * @module
 */

/** @param {string} id @returns {string} */
const block = (id) => document.getElementById(id)?.textContent ?? '';

/** @type {string|undefined} */
let workerUrl;

/** @returns {Worker} */
export function spawnWorker() {
  workerUrl ??= URL.createObjectURL(new Blob([block('whosaid-worker')], { type: 'text/javascript' }));
  return new Worker(workerUrl, { name: 'whosaid' });
}

/** @returns {Promise<WebAssembly.Module>} */
export function coreModule() {
  return compiled('whosaid-core');
}

/** @returns {Promise<ArrayBuffer>} */
export async function coreModels() {
  return bytes('whosaid-models').buffer;
}

/** @returns {Promise<WebAssembly.Module>} */
export function formatsModule() {
  return compiled('whosaid-formats');
}

/** @param {string} id @returns {Promise<WebAssembly.Module>} */
async function compiled(id) {
  return WebAssembly.compile(bytes(id));
}

/** @param {string} id */
function bytes(id) {
  return Uint8Array.from(atob(block(id).trim()), (char) => char.charCodeAt(0));
}
