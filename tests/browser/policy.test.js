/**
 * A foreign request put into each script of the site does not arrive at another origin: with the headers that the site ships, and, as far as a page can
 * see to it, on a host that sends none.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, elsewhere, foreign, intoWorkers, rest } from './foreign.js';
import { env, paste, profile, soon } from './support.js';
import { host } from './host.js';

const SITE = env('WHOSAID_SITE');
const TEXT = 'Mayor Odette Farnham said the trial would be reviewed.';

/** What arrives when this visit is made: every file as `change` has it, and `init` run before its scripts. */
async function visit(t, { headers, change = (_, body) => body, init }) {
  const { arrived, url } = await elsewhere(t);
  const place = await host(t, SITE, {
    headers,
    fault(path, body) {
      const changed = body && change(path, body.toString('latin1'), foreign(url));
      return typeof changed === 'string' ? { body: Buffer.from(changed, 'latin1') } : undefined;
    },
  });
  const context = await profile({ reducedMotion: 'no-preference' });
  t.after(() => context.close());
  if (init) await context.addInitScript(init, foreign(url));
  const page = await context.newPage();
  await page.goto(place.url);
  await page.locator('#paste').waitFor();
  return { page, arrived, place };
}

for (const headers of [true, false]) {
  const where = headers ? 'with the headers that the site ships' : 'on a host that sends no headers';

  test(`the page, ${where}: nothing arrives elsewhere`, async (t) => {
    const { page, arrived } = await visit(t, { headers, change: (path, body, script) => (path.startsWith('/main-') ? script + body : undefined) });
    await paste(page, { 'text/plain': TEXT });
    await soon(async () => assert.match(await page.locator('.counts').textContent(), /^[1-9]\d* actor/));
    await rest();
    assert.deepEqual([...arrived], []);
  });

  test(`the core's worker, ${where}: nothing arrives elsewhere`, async (t) => {
    const { page, arrived } = await visit(t, { headers, init: intoWorkers });
    await paste(page, { 'text/plain': TEXT });
    await soon(async () => assert.match(await page.locator('.counts').textContent(), /^[1-9]\d* actor/));
    await rest();
    assert.deepEqual([...arrived], []);
  });

  test(`the service worker, ${where}: nothing arrives elsewhere`, async (t) => {
    const { page, arrived } = await visit(t, { headers, change: (path, body, script) => (path === '/sw.js' ? body + script : undefined) });
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, { polling: 100 });
    await rest();
    assert.deepEqual([...arrived], []);
  });
}

test('the same requests arrive where nothing stops them, so that it is known that something does', async (t) => {
  const free = (path, body, script) => (path === '/' ? bare(body) : path.startsWith('/main-') ? script + body : undefined);
  const { arrived: fromPage } = await visit(t, { headers: false, change: free });
  await soon(async () => assert.deepEqual(['beacon', 'events', 'fetch', 'image', 'module', 'request', 'script', 'socket'].filter((way) => !fromPage.has(way)), []));
  const { arrived: fromWorker, page } = await visit(t, { headers: false, init: intoWorkers, change: (path, body) => (path === '/' ? bare(body) : undefined) });
  await paste(page, { 'text/plain': TEXT });
  await soon(async () => assert.deepEqual(['cache', 'events', 'fetch', 'font', 'inherited-fetch', 'inherited-script', 'module', 'request', 'script', 'socket'].filter((way) => !fromWorker.has(way)), []));
  // Before our own script has closed the doors, only a header can: docs/HOSTING.md says so.
  for (const headers of [false, true]) {
    const first = await visit(t, { headers, change: (path, body, script) => (path === '/sw.js' ? script + body : undefined) });
    if (headers) await rest().then(rest).then(rest).then(() => assert.deepEqual([...first.arrived], []));
    else await soon(async () => assert.deepEqual(['events', 'fetch', 'font', 'inherited-fetch', 'inherited-script', 'script', 'socket'].filter((way) => !first.arrived.has(way)), []));
  }
});

test('nobody may frame the site where its headers are sent, and no other site gets its files', async (t) => {
  const place = await host(t, SITE, { headers: true });
  const outside = await host(t, SITE, { fault: () => ({ type: 'text/html', body: `<!doctype html><iframe src="${place.url.replace('127.0.0.1', 'localhost')}"></iframe>` }) });
  const context = await profile({ reducedMotion: 'no-preference' });
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(outside.url);
  await soon(async () => assert.ok(place.asked.includes('/')));
  await rest();
  assert.equal(await page.frames()[1].locator('#paste').count(), 0);
});
