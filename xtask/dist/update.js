/**
 * A new version of the site: it is told, and taken when the reader says so, after everything is saved. Until then the page keeps the files of the
 * version that it began with.
 *
 * How versions are kept is decided in sw.js.
 *
 * @module
 */

/** How long the new service worker may take before the reader is told, in milliseconds. */
const SOON = 5000;
/** How often a page that stays open asks for a new version. */
const EVERY = 60 * 60 * 1000;

/** @typedef {import('../../www/view/services.js').Say} Say */

/**
 * @param {ServiceWorkerContainer} container
 * @param {{script: string, version: string, say: Say, settle: () => Promise<unknown>}} needs `settle` saves what is not saved
 *   and has what the page still needs of its own version come
 */
export async function followUpdates(container, { script, version, say, settle }) {
  let isAsked = false;
  /** The page that began without a service worker gets its first one, which is no news. */
  let isFirst = container.controller === null;
  const registration = await container.register(script, { updateViaCache: 'none' });

  /** What a service worker says of itself decides. @param {ServiceWorker|null} worker */
  const ask = (worker) => worker?.postMessage('version');

  async function take() {
    isAsked = true;
    await settle();
    if (!registration.waiting) return location.reload();
    registration.waiting.postMessage('take over');
    // Chromium holds on to one that was asked for a file just then, by another tab perhaps, as long as a page is open that it serves.
    setTimeout(() => say.message({ id: 'update', words: 'The browser holds on to the old version. It goes when you close all tabs of Whosaid and open it again; your articles and marks stay as they are.' }), SOON);
  }

  container.addEventListener('message', ({ data, source }) => {
    if (typeof data?.version !== 'string') return;
    const isWaiting = source === registration.waiting;
    if (!isWaiting && source !== container.controller) return;
    if (data.version === version) {
      // A page that is newer than the service worker it met.
      if (isWaiting) registration.waiting?.postMessage('take over');
      return;
    }
    say.message({
      id: 'update',
      words: isWaiting ? 'There is a new version of Whosaid. Your articles and marks stay as they are; only the steps of undo end.' : 'A new version of Whosaid is running in another tab. Load it here, too: your articles and marks stay as they are.',
      actions: [{ words: 'Load the new version', run: () => void take() }],
    });
  });
  container.addEventListener('controllerchange', () => {
    if (isAsked) location.reload();
    else if (!isFirst) ask(container.controller);
    isFirst = false;
  });

  const watch = () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => coming.state === 'installed' && ask(registration.waiting));
  };
  registration.addEventListener('updatefound', watch);
  watch();
  ask(registration.waiting);
  if (!isFirst) ask(container.controller);
  container.startMessages();
  // A page that was loaded past its service worker has not made the browser look for a newer one.
  if (isFirst && registration.active) registration.update().catch(() => {});

  let last = Date.now();
  const check = () => {
    if (Date.now() - last < EVERY || document.hidden) return;
    last = Date.now();
    registration.update().catch(() => {});
  };
  setInterval(check, EVERY / 6);
  document.addEventListener('visibilitychange', check);
}
