/** Two real builds of the site, in every order in which their parts can arrive: a page is of one version, learns of the next, and loses nothing. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { host } from './host.js';
import { clickWords, highlighted, kept, paste } from './support.js';
import { OLD, NEW, TEXT, versionOf, fileOf, profile, settle, versionIn, isVersion, update, read, works, controllingVersion } from './versions.js';

test('two builds differ in the names of what differs in them, and in nothing else', () => {
  for (const [name, same] of [[/main-\w+\.js/, false], [/style-\w+\.css/, false], [/formats-\w+\.wasm/, false], [/code-\w+\.wasm/, true], [/models-\w+\.bin/, true]]) {
    assert.equal(fileOf(OLD, name) === fileOf(NEW, name), same, String(name));
  }
  assert.notEqual(versionOf(OLD), versionOf(NEW));
});

test('an old page and a new service worker: the reader is told, goes on in peace, and takes the new version with all that was made', async (t) => {
  const place = await host(t, OLD);
  const page = await (await profile(t)).newPage();
  await settle(page, place.url);
  await works(page, OLD);
  place.site = NEW;
  await page.reload();
  await isVersion(page, OLD);
  await read(page);
  await update(page).waitFor();
  // The host has none of its files any more; what it needs is kept.
  const formats = `${place.url}${fileOf(OLD, /core\/formats-\w+\.wasm/)}`;
  assert.equal(await page.evaluate(async (url) => (await fetch(url)).status, formats), 200);
  await clickWords(page, 'If it does not work');
  await page.locator('#inspector').waitFor();
  await page.keyboard.press('x');
  await update(page).getByRole('button', { name: 'Load the new version' }).click();
  await isVersion(page, NEW);
  await read(page);
  assert.equal((await highlighted(page, 'ws-direct')).length, 0, 'the edit just before is there');
  assert.equal((await kept(page)).length, 1);
  assert.equal(await update(page).count(), 0);
  await page.click('.brand');
  await works(page, NEW);
});

test('the new service worker takes over when the page has all that it asks of the old one', async (t) => {
  const place = await host(t, OLD);
  const page = await (await profile(t)).newPage();
  await settle(page, place.url);
  place.site = NEW;
  // The last file is slow to come, and what is asked for while the workers change keeps the old one alive.
  await page.addInitScript(() => {
    const { fetch: own } = globalThis;
    globalThis.fetch = async (...args) => {
      const answer = await own(...args);
      if (!String(args[0]).includes('/core/formats-')) return answer;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      sessionStorage.setItem('order', `${sessionStorage.getItem('order') ?? ''} formats`);
      return answer;
    };
    const { postMessage } = ServiceWorker.prototype;
    ServiceWorker.prototype.postMessage = function (...args) {
      if (args[0] === 'take over') sessionStorage.setItem('order', `${sessionStorage.getItem('order') ?? ''} take over`);
      return postMessage.apply(this, args);
    };
  });
  await page.reload();
  await update(page).getByRole('button', { name: 'Load the new version' }).click();
  await isVersion(page, NEW);
  assert.match(await page.evaluate(() => sessionStorage.getItem('order')), /^ formats take over/);
});

test('a browser that holds on to the old service worker is told of, with what helps', async (t) => {
  const place = await host(t, OLD);
  const page = await (await profile(t)).newPage();
  await settle(page, place.url);
  place.site = NEW;
  await page.addInitScript(() => {
    const { postMessage } = ServiceWorker.prototype;
    ServiceWorker.prototype.postMessage = function (...args) {
      if (args[0] !== 'take over') postMessage.apply(this, args);
    };
  });
  await page.reload();
  await update(page).getByRole('button', { name: 'Load the new version' }).click();
  await update(page, 'close all tabs of Whosaid').waitFor();
  const next = await page.context().newPage();
  await page.close();
  await next.waitForTimeout(1000);
  await next.goto(place.url);
  await isVersion(next, NEW);
});

test('what is typed on the first page outlives the new version, too', async (t) => {
  const place = await host(t, OLD);
  const page = await (await profile(t)).newPage();
  await settle(page, place.url);
  place.site = NEW;
  await page.reload();
  await update(page).waitFor();
  await page.locator('#paste').fill('Half a sent');
  await update(page).getByRole('button', { name: 'Load the new version' }).click();
  await isVersion(page, NEW);
  await page.locator('#paste').waitFor();
  assert.equal(await page.locator('#paste').inputValue(), 'Half a sent');
});

test('an edit that cannot be saved outlives the new version, and comes back', async (t) => {
  const place = await host(t, OLD);
  const page = await (await profile(t)).newPage();
  await settle(page, place.url);
  await works(page, OLD);
  place.site = NEW;
  await page.reload();
  await read(page);
  await update(page).waitFor();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await clickWords(page, 'If it does not work');
  await page.locator('#inspector').waitFor();
  await page.keyboard.press('x');
  await page.locator('.saved', { hasText: 'Not saved' }).waitFor();
  page.on('dialog', (dialog) => void dialog.accept());
  await update(page).getByRole('button', { name: 'Load the new version' }).click();
  await isVersion(page, NEW);
  await read(page);
  assert.equal((await highlighted(page, 'ws-direct')).length, 0);
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
});

test('files that the browser keeps and cannot read come from the host', async (t) => {
  const place = await host(t, OLD);
  const worker = readFileSync(join(OLD, 'sw.js'), 'utf8');
  const broken = "Cache.prototype.match = () => Promise.reject(new DOMException('no', 'UnknownError'));";
  const own = place.fault;
  place.fault = (path, body) => (path === '/sw.js' ? { body: `${broken}\n${worker}` } : own?.(path, body));
  const page = await (await profile(t)).newPage();
  await settle(page, place.url);
  await page.reload();
  await works(page, OLD);
});

test('two tabs: one takes the new version, the other goes on with the old one and is told', async (t) => {
  const place = await host(t, OLD);
  const context = await profile(t);
  const [one, two] = [await context.newPage(), await context.newPage()];
  await settle(one, place.url);
  await settle(two, place.url);
  await paste(two, { 'text/plain': TEXT });
  await read(two);
  place.site = NEW;
  await one.bringToFront();
  await one.reload();
  await update(one).getByRole('button', { name: 'Load the new version' }).click();
  await isVersion(one, NEW);
  await two.bringToFront();
  await update(two, 'in another tab').waitFor();
  assert.equal(await versionIn(two), versionOf(OLD), 'nothing is pulled from under a reader');
  const formats = `${place.url}${fileOf(OLD, /core\/formats-\w+\.wasm/)}`;
  assert.equal(await two.evaluate(async (url) => (await fetch(url)).status, formats), 200, 'its files stay');
  await clickWords(two, 'If it does not work');
  await two.locator('#inspector').waitFor();
  await two.keyboard.press('x');
  await update(two, 'in another tab').getByRole('button', { name: 'Load the new version' }).click();
  await isVersion(two, NEW);
  await read(two);
  assert.equal((await highlighted(two, 'ws-direct')).length, 0);
  await update(two, 'in another tab').waitFor({ state: 'detached' });
});

test('a new page and an old service worker: it is replaced without a word, and the page works offline', async (t) => {
  const place = await host(t, OLD);
  const page = await (await profile(t)).newPage();
  await settle(page, place.url);
  place.site = NEW;
  const client = await page.context().newCDPSession(page);
  await client.send('Page.reload', { ignoreCache: true });
  await isVersion(page, NEW);
  await works(page, NEW);
  // A page that was loaded past its service worker has one again when the new one is at work.
  assert.equal(await controllingVersion(page), versionOf(NEW));
  assert.equal(await page.locator('.notice').count(), 0);
  await place.close();
  const offline = await page.context().newPage();
  await offline.goto(place.url);
  await isVersion(offline, NEW);
  await works(offline, NEW);
});

test('a deploy while the page loads, its script gone: the page says so and loads the new version', async (t) => {
  const place = await host(t, OLD);
  place.fault = (path) => {
    if (!path.startsWith('/main-') || place.site === NEW) return undefined;
    place.site = NEW;
    return { status: 404, body: '' };
  };
  const page = await (await profile(t)).newPage();
  await page.goto(place.url);
  await page.getByRole('heading', { name: 'Whosaid has not started' }).waitFor();
  await page.getByRole('link', { name: 'Load again' }).click();
  await isVersion(page, NEW);
  await works(page, NEW);
});

test('a deploy while the page loads, a file of the core gone: told as that, the text is kept and read by the new version', async (t) => {
  const place = await host(t, OLD);
  // The models did not change between the two; gone is gone.
  place.fault = (path) => {
    if (path.startsWith('/core/models')) place.site = NEW;
    return path.startsWith('/core/models') && !gone.done ? { status: 404, body: '' } : undefined;
  };
  const gone = { done: false };
  const page = await (await profile(t)).newPage();
  await page.goto(place.url);
  await page.locator('#paste').waitFor();
  await paste(page, { 'text/plain': TEXT });
  await page.locator('.notice', { hasText: 'a new version has been put there' }).waitFor();
  gone.done = true;
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await isVersion(page, NEW);
  await read(page);
});
