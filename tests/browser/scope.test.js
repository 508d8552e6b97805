/** What the service worker keeps and answers: one version whole or none, its own files and nothing else. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { host } from './host.js';
import { soon } from './support.js';
import { OLD, NEW, fileOf, versionOf, profile, settle, controlled, isVersion, update, read, works, caches } from './versions.js';

for (const [what, mixed] of [
  ['the new service worker arrives before the new page', (path) => path !== '/sw.js'],
  ['the new service worker and the new page arrive before the new files', (path) => path !== '/sw.js' && path !== '/'],
]) {
  test(`${what}: nothing is mixed, the old version works on, and the new one comes whole`, async (t) => {
    const place = await host(t, OLD);
    const page = await (await profile(t)).newPage();
    await settle(page, place.url);
    place.site = NEW;
    place.fault = (path) => {
      if (!mixed(path)) return undefined;
      try {
        return { body: readFileSync(join(OLD, path === '/' ? 'index.html' : path)) };
      } catch {
        return { status: 404, body: '' };
      }
    };
    await page.reload();
    // The new one has asked for what only its version has, and given up.
    await soon(async () => assert.ok(place.asked.includes(`/${fileOf(NEW, /main-[A-Z0-9]{8}\.js/)}`)));
    await soon(async () => assert.equal(await page.evaluate(async () => { const r = await navigator.serviceWorker.getRegistration(); return r.installing ?? r.waiting; }), null));
    await soon(async () => assert.deepEqual(Object.keys(await caches(page)).map((name) => name.split(' ').at(-1)), [versionOf(OLD)]));
    await works(page, OLD);
    assert.equal(await update(page).count(), 0);
    place.fault = () => undefined;
    await page.reload();
    await update(page).getByRole('button', { name: 'Load the new version' }).click();
    await isVersion(page, NEW);
  });
}

test('the new page arrives before the new service worker: it works without one, and nothing of another version is kept', async (t) => {
  const place = await host(t, NEW, { fault: (path) => (path === '/sw.js' ? { body: readFileSync(join(OLD, 'sw.js')) } : undefined) });
  const page = await (await profile(t)).newPage();
  await page.goto(place.url);
  await works(page, NEW);
  await soon(async () => assert.ok(place.asked.includes('/sw.js')));
  await soon(async () => assert.ok(place.asked.filter((path) => path.startsWith('/main-')).length > 1));
  await soon(async () => assert.deepEqual(await caches(page), {}));
  place.fault = () => undefined;
  await page.reload();
  await controlled(page);
  await isVersion(page, NEW);
});

test('a network that answers everything with its own page puts nothing of that into a version', async (t) => {
  const place = await host(t, OLD);
  const page = await (await profile(t)).newPage();
  await page.goto(place.url);
  await page.locator('#paste').waitFor();
  place.fault = (path) => (path === '/sw.js' ? undefined : { type: 'text/html', body: '<!doctype html><title>Welcome to our Wi-Fi</title>' });
  await soon(async () => assert.ok(place.asked.filter((path) => path === '/manifest.webmanifest' || path === '/LICENSES.txt').length > 0));
  await soon(async () => assert.deepEqual(await caches(page), {}));
  place.fault = () => undefined;
  await settle(page, place.url);
  await works(page, OLD);
});

test('the service worker of the first releases, which kept its version for ever, is replaced at the next visit', async (t) => {
  const first = `
    const VERSION = 'whosaid-0123456789abcdef';
    addEventListener('install', (event) => event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(['./']))));
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));
    addEventListener('fetch', (event) => event.respondWith(caches.open(VERSION).then(async (cache) => (await cache.match(event.request.mode === 'navigate' ? './' : event.request, { ignoreSearch: true })) ?? fetch(event.request))));`;
  const place = await host(t, OLD, {
    fault: (path) => ({ '/': { body: '<!doctype html><title>The first release</title>' }, '/sw.js': { body: first } })[path],
  });
  const page = await (await profile(t)).newPage();
  await page.goto(place.url);
  await page.evaluate(() => navigator.serviceWorker.register('./sw.js'));
  await controlled(page);
  place.fault = () => undefined;
  await page.reload();
  assert.equal(await page.title(), 'The first release');
  await soon(async () => assert.deepEqual(Object.keys(await caches(page)).map((name) => name.split(' ').at(-1)), [versionOf(OLD)]));
  await page.reload();
  await works(page, OLD);
});

test('the service worker answers for the page and its own files, and for nothing else in its scope or on its host', async (t) => {
  const others = { '/app/notes/': 'A page of another folder', '/app/notes/index.html': 'A page of another folder', '/app/whosaid': 'No folder', '/': 'The host', '/app2/': 'A neighbour' };
  const place = await host(t, OLD, { under: '/app/' });
  const own = place.fault;
  place.fault = (path, body) => {
    const full = path === '/' || !path.startsWith('/app') ? `/app${path}` : path;
    const words = others[path] ?? others[full];
    return body === null && words ? { status: 200, type: 'text/html', body: `<!doctype html><title>${words}</title>` } : own(path, body);
  };
  const page = await (await profile(t)).newPage();
  await settle(page, place.url);
  for (const [path, words] of Object.entries(others)) {
    await page.goto(place.origin + path);
    assert.equal(await page.title(), words, path);
  }
  await page.goto(`${place.url}LICENSES.txt`);
  assert.match(await page.locator('body').innerText(), /^Whosaid/);
  assert.equal((await page.goto(`${place.url}no-such-page`)).status(), 404);
  for (const address of ['', 'index.html', '?from=a-bookmark', '#article=x']) {
    await page.goto('about:blank');
    await page.goto(place.url + address);
    await page.locator('#paste').waitFor();
  }
  await place.close();
  for (const address of ['', 'index.html?x=1', 'LICENSES.txt']) assert.equal((await page.goto(place.url + address)).status(), 200, `${address} without a network`);
});

test('two copies of the site on one host keep their files apart', async (t) => {
  const place = await host(t, OLD);
  const server = place.fault;
  const at = (site, path) => {
    try {
      return { status: 200, body: readFileSync(join(site, path.endsWith('/') ? `${path}index.html` : path)), type: path.endsWith('/') ? 'text/html' : undefined };
    } catch {
      return undefined;
    }
  };
  const sites = { one: OLD, two: NEW };
  place.fault = (path, body) => {
    const [, copy, rest] = /^\/(one|two)(\/.*)$/.exec(path) ?? [];
    return copy ? at(sites[copy], rest) : server(path, body);
  };
  const page = await (await profile(t)).newPage();
  await settle(page, `${place.origin}/one/`);
  await settle(page, `${place.origin}/two/`);
  await isVersion(page, NEW);
  sites.two = OLD;
  await page.reload();
  await update(page).getByRole('button', { name: 'Load the new version' }).click();
  await isVersion(page, OLD);
  assert.ok(Object.keys(await caches(page)).some((name) => name.includes('/one/')));
  await place.close();
  for (const copy of ['one', 'two']) {
    await page.goto(`${place.origin}/${copy}/`);
    await works(page, OLD);
    await page.click('.brand');
  }
});

test('the service worker asks for its own files only and keeps nothing else, whatever is read and edited', async (t) => {
  const place = await host(t, OLD);
  const page = await (await profile(t)).newPage();
  await settle(page, place.url);
  await works(page, OLD);
  await page.reload();
  await read(page);
  const [[name, files], ...more] = Object.entries(await caches(page));
  assert.deepEqual(more, []);
  assert.ok(name.endsWith(versionOf(OLD)));
  const list = JSON.parse(`{${/\{"\.\/"[^}]*|"\.\/[^{}]*"\.\/[^{}]*/.exec(readFileSync(join(OLD, 'sw.js'), 'utf8'))[0].replace(/^\{/, '')}}`);
  assert.deepEqual(files, Object.keys(list).map((address) => address.slice(1)).sort());
  const known = new Set([...files, '/sw.js', '/favicon.ico']);
  assert.deepEqual(place.asked.filter((path) => !known.has(path)), []);
});
