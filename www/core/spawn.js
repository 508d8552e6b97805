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

/** @type {Promise<Response>|undefined} */
let code;

/**
 * The compiled core, asked for once and given to every worker, so that a replaced worker starts at once.
 * @returns {Promise<WebAssembly.Module|undefined>} `undefined` lets the worker load the core itself
 */
export function coreModule() {
  code = fetch(new URL('./pkg/whosaid_bg.wasm', import.meta.url));
  return compiled(code);
}

/**
 * The core's models. They are asked for once the code is on its way, which then need not share its way with them and is compiled while they come.
 * @returns {Promise<ArrayBuffer>}
 */
export async function coreModels() {
  await code?.catch(() => {});
  const answer = await fetch(new URL('./pkg/models.bin', import.meta.url), { priority: 'low' }).catch(() => undefined);
  if (!answer?.ok) throw new Error('The language models did not arrive; the connection may be down.');
  return answer.arrayBuffer();
}

/** The formats, in the same way. @returns {Promise<WebAssembly.Module|undefined>} */
export function formatsModule() {
  return compiled(fetch(new URL('./pkg/formats_bg.wasm', import.meta.url)));
}

/** @param {Promise<Response>} answer @returns {Promise<WebAssembly.Module|undefined>} */
async function compiled(answer) {
  try {
    return await WebAssembly.compileStreaming(answer);
  } catch {
    return undefined;
  }
}
