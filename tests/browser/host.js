/**
 * A host of the published site that a test can break: it sends the headers that the site ships or none, changes to another version, and gives
 * wrong answers where it is told to.
 *
 * @module
 */

import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', wasm: 'application/wasm', bin: 'application/octet-stream', webmanifest: 'application/manifest+json', txt: 'text/plain' };

/** @typedef {{status?: number, type?: string, body?: Buffer|string, headers?: Record<string, string>, hangs?: boolean, drops?: boolean}} Answer */
/** What a test has to say about an answer; nothing leaves it as it is. @typedef {(path: string, body: Buffer|null) => Answer|undefined} Fault */

/** The rules of a `_headers` file. @param {string} site */
function shipped(site) {
  const rules = [];
  for (const line of readFileSync(join(site, '_headers'), 'utf8').split('\n').filter((text) => text.trim())) {
    if (!line.startsWith(' ')) rules.push({ path: line.trim(), headers: [] });
    else rules.at(-1).headers.push(line.trim().split(/: (.*)/s).slice(0, 2));
  }
  return rules;
}

/**
 * @param {import('node:test').TestContext} t the test with which it ends
 * @param {string} site the folder that is served
 * @param {{headers?: boolean, under?: string, fault?: Fault}} [options] `headers`: whether it sends those that the site ships; `under`: the path
 *   at which the site lies
 */
export async function host(t, site, { headers = false, under = '/', fault = () => undefined } = {}) {
  const state = { site, fault, asked: /** @type {string[]} */ ([]) };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    state.asked.push(pathname);
    const path = pathname.startsWith(under) ? `/${pathname.slice(under.length)}` : null;
    const body = path === null ? null : fileAt(state.site, path);
    const wrong = state.fault(path ?? pathname, body);
    if (wrong?.hangs) return;
    if (wrong?.drops) return void response.destroy();
    const found = wrong?.body ?? body;
    const status = wrong?.status ?? (found === null ? 404 : 200);
    const fits = (rule) => (rule.endsWith('*') ? path?.startsWith(rule.slice(0, -1)) : path === rule);
    const own = headers ? shipped(state.site).filter((rule) => fits(rule.path)).flatMap((rule) => rule.headers) : [];
    const ending = (pathname.endsWith('/') ? 'index.html' : pathname).split('.').at(-1);
    const type = wrong?.type ?? (status === 404 ? 'text/html' : TYPES[ending] ?? 'application/octet-stream');
    response.writeHead(status, { ...Object.fromEntries(own), 'content-type': type, ...wrong?.headers });
    response.end(found ?? 'not found');
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  t.after(() => server.listening && close());
  const origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  return Object.assign(state, { origin, url: origin + under, close });
}

/** @param {string} site @param {string} path */
function fileAt(site, path) {
  const file = join(site, path.endsWith('/') ? `${path}index.html` : path);
  try {
    return statSync(file).isFile() ? readFileSync(file) : null;
  } catch {
    return null;
  }
}
