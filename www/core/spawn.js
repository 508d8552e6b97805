/**
 * Where the worker and the core's files come from: the only file that another kind of build (one self-contained page) replaces.
 *
 * It decides nothing else.
 *
 * @module
 */

import { ownScript } from './trust.js';

const PLACES = { code: './pkg/whosaid_bg.wasm', models: './pkg/models.bin', formats: './pkg/formats_bg.wasm', careful: './pkg/careful_bg.wasm', weights: './pkg/weights.bin' };

/** Whether what reads carefully is part of this build. */
export const canReadCarefully = true;

/**
 * A new worker that runs worker.js. It waits for its first message before it starts the core.
 *
 * It begins as a blob of the page's own, so that the page's policy holds in it as well, whatever the host says of worker.js.
 * @returns {Worker}
 */
export function spawnWorker() {
  const script = `import ${JSON.stringify(new URL('./worker.js', import.meta.url))};`;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return new Worker(ownScript(url), { type: 'module', name: 'whosaid' });
}

/** @type {Promise<unknown>|undefined} */
let code;

/**
 * A file of the core. The models are asked for once the code is on its way, which then need not share its way with them and is compiled while
 * they come.
 * @type {import('./arrive.js').Open}
 */
export async function openFile(file, init) {
  if (file === 'models') await code?.catch(() => {});
  const answer = fetch(new URL(PLACES[file], import.meta.url), file === 'models' ? { priority: 'low', ...init } : init);
  if (file === 'code') code = answer;
  return answer;
}
