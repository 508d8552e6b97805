/**
 * Has the core's files come: says in words why one did not, and compiles code in the quickest way that works.
 *
 * Whether a file is damaged is told by the worker, which has the check sums; what is asked for again is decided in supply.js.
 *
 * @module
 */

import { Fault } from './fault.js';
import { openFile } from './spawn.js';

/** @typedef {import('./fault.js').FileName} FileName */
/** `fresh` leaves out every cache on the way; `onBytes` hears how many have come. @typedef {{signal?: AbortSignal, fresh?: boolean, onBytes?: (count: number) => void}} ArriveOptions */
/** Compiled code; its `bytes` where it has not been checked yet. @typedef {{module: WebAssembly.Module, bytes?: ArrayBuffer}} Code */
/** How a file is opened: an answer of the network, or one made of what the page holds.
 * @typedef {(file: FileName, init: RequestInit) => Promise<Response>} Open */

/** An answer that is the file and no excuse for it. @param {FileName} file @param {ArriveOptions} options @param {Open} open */
async function arrived(file, { signal, fresh }, open) {
  let answer;
  try {
    answer = await open(file, fresh ? { signal, cache: 'reload' } : { signal });
  } catch {
    throw lost(file);
  }
  if (answer.status === 404 || answer.status === 410) throw new Fault('missing', file);
  if (!answer.ok) throw new Fault('host', file);
  if (/^text\/html\b/i.test(answer.headers.get('content-type') ?? '')) throw new Fault('page', file);
  return answer;
}

/** @param {FileName} file */
const lost = (file) => new Fault(navigator.onLine === false ? 'offline' : 'unreachable', file);

/** @param {Response} answer @param {FileName} file */
const bytesOf = (answer, file) => answer.arrayBuffer().catch(() => Promise.reject(lost(file)));

/**
 * A file's bytes.
 * @param {FileName} file
 * @param {ArriveOptions} [options]
 * @param {Open} [open]
 * @returns {Promise<ArrayBuffer>}
 */
export async function arriveBytes(file, options = {}, open = openFile) {
  const answer = await arrived(file, options, open);
  return bytesOf(options.onBytes ? counted(answer, options.onBytes) : answer, file);
}

/** The same answer, whose bytes are counted as they come. @param {Response} answer @param {(count: number) => void} onBytes */
function counted(answer, onBytes) {
  let count = 0;
  const counter = new TransformStream({
    /** @param {Uint8Array} bytes @param {TransformStreamDefaultController} controller */
    transform(bytes, controller) {
      onBytes((count += bytes.length));
      controller.enqueue(bytes);
    },
  });
  return answer.body ? new Response(answer.body.pipeThrough(counter)) : answer;
}

/**
 * A file of code, compiled while it comes.
 * @param {FileName} file
 * @param {ArriveOptions} [options]
 * @param {Open} [open]
 * @returns {Promise<Code>}
 */
export async function arriveCode(file, options = {}, open = openFile) {
  if (typeof WebAssembly === 'undefined') throw new Fault('wasm');
  const answer = await arrived(file, options, open);
  // What the service worker keeps it has checked. Read once only, it comes with what the browser has made of it on earlier visits.
  if (!options.fresh && navigator.serviceWorker?.controller) {
    const module = await WebAssembly.compileStreaming(answer).catch(() => undefined);
    return module ? { module } : arriveCode(file, { ...options, fresh: true }, open);
  }
  const copy = answer.clone();
  const streamed = WebAssembly.compileStreaming(answer).catch(() => undefined);
  const bytes = await bytesOf(copy, file);
  // A host that misnames the type is no fault of the code.
  return { module: (await streamed) ?? (await compiled(bytes, file)), bytes };
}

/** @param {ArrayBuffer} bytes @param {FileName} file */
async function compiled(bytes, file) {
  try {
    return await WebAssembly.compile(bytes);
  } catch {
    throw new Fault('damaged', file);
  }
}
