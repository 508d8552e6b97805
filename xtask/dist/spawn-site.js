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

/** @type {Promise<Response>|undefined} */
let code;

/** @returns {Promise<WebAssembly.Module|undefined>} */
export function coreModule() {
  code = fetch(new URL('./core/whosaid_bg.wasm', import.meta.url));
  return compiled(code);
}

/** @returns {Promise<ArrayBuffer>} */
export async function coreModels() {
  await code?.catch(() => {});
  const answer = await fetch(new URL('./core/models.bin', import.meta.url), { priority: 'low' }).catch(() => undefined);
  if (!answer?.ok) throw new Error('The language models did not arrive; the connection may be down.');
  return answer.arrayBuffer();
}

/** @returns {Promise<WebAssembly.Module|undefined>} */
export function formatsModule() {
  return compiled(fetch(new URL('./core/formats_bg.wasm', import.meta.url)));
}

/** @param {Promise<Response>} answer @returns {Promise<WebAssembly.Module|undefined>} */
async function compiled(answer) {
  try {
    return await WebAssembly.compileStreaming(answer);
  } catch {
    return undefined;
  }
}
