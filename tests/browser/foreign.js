/**
 * A foreign request by every way that a script has, and another origin that counts what arrives.
 *
 * @module
 */

import { createServer } from 'node:http';

/** Another origin, which counts what arrives. @param {import('node:test').TestContext} t */
export async function elsewhere(t) {
  const arrived = new Set();
  const note = (request) => arrived.add(request.url.split('/').at(-1));
  const server = createServer((request, response) => {
    note(request);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' }).end('');
  });
  server.on('upgrade', (request, socket) => (note(request), socket.destroy()));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => (server.closeAllConnections(), server.close()));
  return { arrived, url: `http://localhost:${server.address().port}/` };
}

/** A script that tries every way out, and says so when it has. @param {string} url */
export const foreign = (url) => `;(() => {
  const at = (way) => ${JSON.stringify(url)} + way;
  const ways = {
    fetch: () => fetch(at('fetch'), { mode: 'no-cors' }),
    script: () => (self.importScripts ? importScripts(at('script')) : document.head.append(Object.assign(document.createElement('script'), { src: at('script') }))),
    socket: () => new WebSocket(at('socket').replace('http', 'ws')),
    events: () => new EventSource(at('events')),
    request: () => { const r = new XMLHttpRequest(); r.open('GET', at('request')); r.send(); },
    image: () => { new Image().src = at('image'); },
    beacon: () => navigator.sendBeacon(at('beacon'), 'x'),
    worker: () => new Worker(at('worker')),
    cache: async () => (await caches.open('foreign')).add(new Request(at('cache'), { mode: 'no-cors' })),
    font: () => new FontFace('f', 'url(' + at('font') + ')').load(),
    transport: () => new WebTransport(at('transport').replace('http:', 'https:')),
  };
  // The same functions lie further up: a worker inherits them, and may be asked for them there.
  const inherited = (way, name, ...rest) => { for (let up = Object.getPrototypeOf(self); up; up = Object.getPrototypeOf(up)) if (Object.hasOwn(up, name)) ways[way] = () => up[name].call(self, at(way), ...rest); };
  inherited('inherited-fetch', 'fetch', { mode: 'no-cors' });
  inherited('inherited-script', 'importScripts');
  // A service worker refuses it by itself.
  if (typeof ServiceWorkerGlobalScope === 'undefined') ways.module = () => import(at('module'));
  for (const way of Object.values(ways)) { try { Promise.resolve(way()).catch(() => {}); } catch {} }
})();`;

/** Time for what was sent to arrive. */
export const rest = () => new Promise((resolve) => setTimeout(resolve, 1500));

/** Puts the foreign script before every worker's own; runs in the page before its scripts. @param {string} script */
export const intoWorkers = (script) => {
  const { Blob: Own } = globalThis;
  globalThis.Blob = class extends Own {
    constructor(parts, options) {
      super(options?.type === 'text/javascript' ? [script, ...parts] : parts, options);
    }
  };
};
/** A page without its policy. @param {string} html */
export const bare = (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
