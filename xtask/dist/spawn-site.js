/**
 * Where the worker and the core's files come from in the published site: the worker from this very script, the files from beside it, under names
 * made of their content.
 *
 * It takes the place of www/core/spawn.js there. The build puts the worker's script in as text and names the files, so that a page never gets
 * those of another version.
 *
 * @module
 */

import careful from './careful.wasm';
import code from './code.wasm';
import formats from './formats.wasm';
import models from './models.bin';
import { ownScript } from './trust.js';
import weights from './weights.bin';
import script from './worker.txt';

const PLACES = { code, models, formats, careful, weights };

/** Whether what reads carefully is part of this build. */
export const canReadCarefully = true;

/** The page's policy holds in a worker that is made of a blob, also where the host sends none. @returns {Worker} */
export function spawnWorker() {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return new Worker(ownScript(url), { name: 'whosaid' });
}

/** @type {Promise<unknown>|undefined} */
let coming;

/** The models let the code go first. @type {import('../../www/core/arrive.js').Open} */
export async function openFile(file, init) {
  if (file === 'models') await coming?.catch(() => {});
  const answer = fetch(new URL(PLACES[file], import.meta.url), file === 'models' ? { priority: 'low', ...init } : init);
  if (file === 'code') coming = answer;
  return answer;
}
