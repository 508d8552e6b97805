/**
 * What keeps an article in its tab, in any browser: foreign requests of the page, of its worker and of its service worker arrive nowhere, on a host
 * that sends no headers.
 *
 * @module
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { court } from '../../../www/samples/court.js';
import { bare, elsewhere, foreign, intoWorkers, rest } from '../foreign.js';
import { host } from '../host.js';
import { env } from '../support.js';

/** What arrives from both where nothing stops it, in every browser: it is known then that something does. */
const FREE = ['fetch', 'request', 'script', 'socket', 'events'];

/** @param {import('./paths.js').Here} here */
export function policyPaths(here) {
  /** What arrives elsewhere while an article is read by the published site, with foreign scripts in the page and in its worker. @param {import('node:test').TestContext} t @param {(html: string) => string} change */
  async function arriving(t, change) {
    const { arrived, url } = await elsewhere(t);
    const scripts = `${foreign(`${url}page-`)}(${intoWorkers})(${JSON.stringify(foreign(`${url}worker-`))});`;
    const place = await host(t, env('WHOSAID_SITE'), {
      fault(path, body) {
        if (path === '/') return { body: Buffer.from(change(String(body))) };
        return path.startsWith('/main-') ? { body: Buffer.concat([Buffer.from(scripts), body]) } : undefined;
      },
    });
    await here.tab.driver.goto(place.url);
    await here.tab.seen('#paste');
    await here.tab.paste(court.text);
    await here.tab.until('the article is read', () => /^[1-9]\d* actor/.test(document.querySelector('.counts').textContent));
    return arrived;
  }

  test(`${here.name}: nothing of the page or its worker arrives elsewhere, on a host that sends no headers`, async (t) => {
    const arrived = await arriving(t, (html) => html);
    await rest();
    assert.deepEqual([...arrived], []);
  });

  test(`${here.name}: nothing of the service worker arrives elsewhere, on a host that sends no headers`, async (t) => {
    const { arrived, url } = await elsewhere(t);
    // Before its own script has closed the doors the same requests arrive: it is known then that something stops them.
    for (const [isFirst, wanted] of /** @type {[boolean, string[]][]} */ ([[false, []], [true, ['fetch', 'inherited-fetch']]])) {
      const place = await host(t, env('WHOSAID_SITE'), { fault: (path, body) => (path === '/sw.js' ? { body: isFirst ? foreign(url) + body : body + foreign(url) } : undefined) });
      await here.tab.driver.goto(place.url);
      await here.tab.until('the service worker is there', async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');
      for (let tries = 0; tries < 10 && (tries === 0 || !wanted.every((way) => arrived.has(way))); tries++) await rest();
      if (isFirst) assert.deepEqual(wanted.filter((way) => !arrived.has(way)), []);
      else assert.deepEqual([...arrived], []);
    }
  });

  test(`${here.name}: without the page's policy the same requests arrive`, async (t) => {
    const arrived = await arriving(t, bare);
    const wanted = ['page', 'worker'].flatMap((from) => FREE.map((way) => `${from}-${way}`));
    for (let tries = 0; tries < 10 && !wanted.every((way) => arrived.has(way)); tries++) await rest();
    assert.deepEqual(wanted.filter((way) => !arrived.has(way)), []);
  });
}
