/**
 * Keeps the site's own files, so that it works offline after the first visit. It never sees an article: the page asks for nothing else.
 *
 * The build puts in the version, which changes whenever a file does, and the files. A new version waits until no tab uses the old one, so
 * that a page never gets files of two versions.
 *
 * @module
 */

const VERSION = '{VERSION}';
/** @type {string[]} */
const FILES = ['{FILES}'];

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })))));
});

worker.addEventListener('activate', (event) => {
  const drop = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('whosaid-') && name !== VERSION) await caches.delete(name);
    }
  };
  event.waitUntil(drop().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== worker.location.origin) return;
  const answer = async () => {
    const cache = await caches.open(VERSION);
    const kept = await cache.match(request.mode === 'navigate' ? './' : request, { ignoreSearch: true });
    return kept ?? fetch(request);
  };
  event.respondWith(answer());
});
