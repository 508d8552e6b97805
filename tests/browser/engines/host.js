/**
 * A host between the task's server and a browser: it can go away, and give a page another core.
 *
 * @module
 */

import { createServer } from 'node:http';
import { once } from 'node:events';
import { fixtureClient } from '../support.js';

/** What `fetch` has undone, or what belongs to one connection. */
const OWN = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date']);

/**
 * Serves what `base` serves.
 * @param {string} base
 * @param {{fixture?: boolean}} [options] `fixture`: the page gets the hand-made document instead of what the core finds
 */
export async function host(base, { fixture = false } = {}) {
  const server = createServer(async (asked, answer) => {
    if (fixture && asked.url === '/core/client.js') return void answer.writeHead(200, { 'content-type': 'text/javascript' }).end(fixtureClient());
    const { status, headers, body } = await ask(new URL(asked.url, base), asked.headers.accept);
    answer.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @param {URL} url @param {string} [accept] */
async function ask(url, accept = '*/*') {
  const answer = await fetch(url, { headers: { accept } });
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !OWN.has(name)));
  return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
}
