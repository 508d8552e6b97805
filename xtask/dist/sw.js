/**
 * Keeps the site's own files, so that it works offline after the first visit. It never sees an article: the page asks for nothing else.
 *
 * It answers for the page and these files only; any other address in its scope is the host's, as if it were not here. A version is kept whole,
 * checked byte for byte, or not at all, and a new one waits until the page asks for it. Where a host sends no policy for it, this script closes
 * the ways out itself, before anything else.
 *
 * @module
 */

import { crc32 } from './crc.js';

/* The build puts in the version, which changes whenever a file does, and the site's files with their check sums; those in LATER are kept once a
 * page has asked for them. */
/* global VERSION, FILES, LATER */

/** What is named by its content and can be answered from whatever version is kept. */
const NAMED = /^\.\/(?:main|style|core\/(?:code|models|formats|careful|weights))-[A-Z0-9]{8}\.\w+$/;

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const { scope } = worker.registration;
const network = worker.fetch.bind(worker);
closeDoors();

/** The cache of a version; several copies of the site may share a host. */
const PREFIX = `whosaid ${scope} `;

worker.addEventListener('install', (event) => event.waitUntil(keepAll()));

worker.addEventListener('activate', (event) => event.waitUntil(dropOld().then(() => worker.clients.claim())));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = addressOf(request);
  if (!address) return;
  event.respondWith(kept(address).then((answer) => answer ?? network(request)));
});

/** The page says which version it is and hears which this is; or it asks this one to take over. */
worker.addEventListener('message', ({ data, source }) => {
  if (data === 'take over') void worker.skipWaiting();
  else if (data === 'keep careful') void keepLater((address, sum) => whole(address, sum)).catch(() => {});
  else if (data === 'version') source?.postMessage({ version: VERSION });
});

/** Which of the site's files is asked for, if any. @param {Request} request */
function addressOf({ method, mode, url, cache }) {
  const { origin, pathname } = new URL(url);
  const root = new URL(scope);
  if (method !== 'GET' || origin !== root.origin || !pathname.startsWith(root.pathname)) return null;
  const address = `./${pathname.slice(root.pathname.length)}`;
  if (address === './index.html') return './';
  // The page asks past every cache for what came damaged.
  if (cache === 'reload' && mode !== 'navigate') return null;
  return Object.hasOwn(FILES, address) || NAMED.test(address) ? address : null;
}

/** What cannot be read from the browser's storage is asked for like anything else. @param {string} address */
const kept = (address) => find(address).catch(() => undefined);

/** @param {string} address @returns {Promise<Response|undefined>} */
async function find(address) {
  const own = await caches.open(PREFIX + VERSION);
  const answer = await own.match(new URL(address, scope));
  if (answer || !NAMED.test(address)) return answer;
  // A page of the version before may still be open.
  for (const name of await ownCaches()) {
    const found = await (await caches.open(name)).match(new URL(address, scope));
    if (found) return found;
  }
  return undefined;
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

/** The version as a whole: while a host is being changed, some of its files may be of another. */
async function keepAll() {
  const name = PREFIX + VERSION;
  const isNew = !(await caches.has(name));
  try {
    const cache = await caches.open(name);
    await Promise.all(Object.entries(FILES).map(async ([address, sum]) => cache.put(new URL(address, scope), await whole(address, sum))));
    await keepLater(fromBefore);
  } catch (error) {
    if (isNew) await caches.delete(name);
    throw error;
  }
  // What came before there were versions side by side knows nothing of asking.
  if (worker.registration.active && (await firstCaches()).length > 0) await worker.skipWaiting();
}

/** Keeps what only some readers need, as far as `find` has it. @param {(address: string, sum: number) => Promise<Response|undefined>} find */
async function keepLater(find) {
  const cache = await caches.open(PREFIX + VERSION);
  for (const [address, sum] of Object.entries(LATER)) {
    const url = new URL(address, scope);
    const isHere = await cache.match(url).catch(() => undefined);
    const answer = isHere ? undefined : await find(address, sum);
    if (answer) await cache.put(url, answer);
  }
}

/** What the version before has kept, if it is the same. @param {string} address @param {number} sum */
async function fromBefore(address, sum) {
  const near = await kept(address);
  return near && (await isWhole(near, sum)) ? near : undefined;
}

/** @param {Response} answer @param {number} sum */
const isWhole = async (answer, sum) => crc32(new Uint8Array(await answer.clone().arrayBuffer())) === sum;

/** @param {string} address @param {number} sum */
async function whole(address, sum) {
  const near = NAMED.test(address) ? await kept(address) : undefined;
  const ways = [() => near, () => ask(address, NAMED.test(address) ? 'default' : 'no-cache'), () => ask(address, 'reload')];
  for (const way of ways) {
    const answer = await way();
    if (answer?.ok && (await isWhole(answer, sum))) return answer;
  }
  throw new Error(`${address} on the host is not the one of this version.`);
}

/** @param {string} address @param {RequestCache} cache */
function ask(address, cache) {
  return network(new Request(new URL(address, scope), { cache, redirect: 'error', credentials: 'same-origin' }));
}

/** This version and the one before stay. */
async function dropOld() {
  const others = (await ownCaches()).filter((name) => name !== PREFIX + VERSION);
  for (const name of [...others.slice(0, -1), ...(await firstCaches())]) await caches.delete(name);
}

/** The caches of this copy of the site from the time when their names told nothing of it. */
async function firstCaches() {
  const names = (await caches.keys()).filter((name) => /^whosaid-[0-9a-f]{16}$/.test(name));
  const own = await Promise.all(names.map(async (name) => (await (await caches.open(name)).match(scope)) !== undefined));
  return names.filter((_, i) => own[i]);
}

/**
 * Takes away every way to another host but the one request that `ask` makes. A policy in a header does the same from outside; a page cannot give
 * one to its service worker.
 */
function closeDoors() {
  /** @type {[object|undefined, string[]][]} */
  const doors = [
    [worker, ['fetch', 'fetchLater', 'importScripts', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'Worker', 'SharedWorker', 'FontFace']],
    [Cache.prototype, ['add', 'addAll']],
    [Clients.prototype, ['openWindow']],
    [WindowClient.prototype, ['navigate']],
    [ServiceWorkerRegistration.prototype, ['showNotification', 'backgroundFetch', 'pushManager']],
  ];
  for (const [place, names] of doors) {
    for (const name of names) if (place && name in place) closeDoor(place, name);
  }
}

/** Closes it where it is inherited from as well: from there it could still be called. @param {object} place @param {string} name */
function closeDoor(place, name) {
  const closed = { value: undefined, writable: false, configurable: false };
  for (let from = Object.getPrototypeOf(place); from; from = Object.getPrototypeOf(from)) if (Object.hasOwn(from, name)) Object.defineProperty(from, name, closed);
  Object.defineProperty(place, name, closed);
}
