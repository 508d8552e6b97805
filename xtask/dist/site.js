/**
 * The published site: the page, and its service worker once the page has loaded, so that the next visit needs no network.
 *
 * @module
 */

import './main.js';

if ('serviceWorker' in navigator) {
  // Without a service worker the page works as before, only not offline.
  const register = () => navigator.serviceWorker.register(new URL('./sw.js', import.meta.url)).catch(() => {});
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
