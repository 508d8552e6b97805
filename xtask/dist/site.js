/**
 * The published site: the page, and its service worker once the page has settled, so that the next visit needs no network.
 *
 * @module
 */

import { ownScript } from './core/trust.js';
import { core, keeper, say } from './main.js';
import { PATIENCE, pause } from './state/patience.js';
import { followUpdates } from './update.js';

/** The worker asks for every file again; the first article comes first. */
const SETTLED = 3000;

if ('serviceWorker' in navigator) {
  const script = ownScript(new URL('./sw.js', import.meta.url));
  const version = document.querySelector('meta[name="version"]')?.getAttribute('content') ?? '';
  const saved = () => keeper.then(async (place) => (place.flush(), place.settled()));
  // A file that is asked for in the moment in which one service worker follows another holds up the new one, in Chromium for good.
  const settle = () => Promise.all([saved(), Promise.race([core.prepare(), pause(PATIENCE)])]);
  // Without a service worker the page works as before, only not offline.
  const register = () => void followUpdates(navigator.serviceWorker, { script, version, say, settle }).catch(() => {});
  // A page that has read carefully can do so without a network the next time.
  addEventListener('whosaid-careful', () => void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage('keep careful')), { once: true });
  const later = () => void setTimeout(register, SETTLED);
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { once: true });
}
