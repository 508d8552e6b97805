/**
 * Where the worker and the core's files come from in the single file: from blocks of the page itself.
 *
 * It takes the place of www/core/spawn.js there. The worker is a classic script: module workers cannot be relied on to start from a
 * blob. Nothing here may be fetched, because a page opened from disk may fetch nothing.
 *
 * @module
 */

import { ownScript } from './trust.js';

/** @param {string} id @returns {string} */
const block = (id) => document.getElementById(id)?.textContent ?? '';

/** @returns {Worker} */
export function spawnWorker() {
  const url = URL.createObjectURL(new Blob([block('whosaid-worker')], { type: 'text/javascript' }));
  return new Worker(ownScript(url), { name: 'whosaid' });
}

/** Whether what reads carefully is part of this file. */
export const canReadCarefully = document.getElementById('whosaid-weights') !== null;

/** How many letters are turned into bytes in one go: a few milliseconds. They stand for whole bytes, four letters for three. */
const SLICE = 1 << 18;

/** @type {import('../../www/core/arrive.js').Open} */
export async function openFile(file) {
  const letters = block(`whosaid-${file}`).trim();
  const parts = [];
  for (let at = 0; at < letters.length; at += SLICE) {
    if (at > 0) await new Promise((resume) => setTimeout(resume));
    parts.push(Uint8Array.from(atob(letters.slice(at, at + SLICE)), (char) => char.charCodeAt(0)));
  }
  const type = file === 'models' || file === 'weights' ? 'application/octet-stream' : 'application/wasm';
  return new Response(new Blob(parts), { headers: { 'content-type': type } });
}
