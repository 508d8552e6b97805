/**
 * The published site: the page, and its service worker once the page has settled, so that the next visit needs no network.
 *
 * @module
 */

import './main.js';

/** The worker asks for every file again; the first article comes first. */
const SETTLED = 3000;

if ('serviceWorker' in navigator) {
  // Without a service worker the page works as before, only not offline.
  const register = () => void navigator.serviceWorker.register(new URL('./sw.js', import.meta.url)).catch(() => {});
  const later = () => void setTimeout(register, SETTLED);
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { once: true });
}
