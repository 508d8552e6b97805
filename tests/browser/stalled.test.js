/** The page where storage does not answer: that is told, and what a person makes meanwhile comes back. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PATIENT, TEXT, visit, notice, read, removeQuote } from './faulty.js';
import { clean, clickWords, highlighted, kept, paste, soon } from './support.js';

/** From now on no save has an answer. */
const stall = () => {
  IDBObjectStore.prototype.put = () => Object.create(IDBRequest.prototype, { addEventListener: { value() {} }, removeEventListener: { value() {} } });
};

test('storage that never opens is told, and what is made meanwhile comes back', async (t) => {
  const { page, context, place } = await visit(t, { init: () => sessionStorage.getItem('well') ?? (IDBFactory.prototype.open = () => Object.create(IDBOpenDBRequest.prototype, { addEventListener: { value() {} }, removeEventListener: { value() {} } })) });
  await notice(page, 'storage does not answer').waitFor({ timeout: PATIENT });
  await paste(page, { 'text/plain': TEXT });
  await read(page);
  await page.locator('.saved', { hasText: 'Not saved' }).waitFor();
  await removeQuote(page);
  const next = await context.newPage();
  await next.addInitScript(() => sessionStorage.setItem('well', 'yes'));
  await next.goto('about:blank');
  await next.goto(`${place.url}LICENSES.txt`);
  await next.goto(place.url);
  await next.locator('.kept .entry').first().click();
  await read(next);
  await soon(async () => assert.equal((await highlighted(next, 'ws-direct')).length, 0));
});

test('a tab that goes away before storage has answered leaves its text to the next visit, and one that only was hidden brings nothing twice', async (t) => {
  // Storage answers when a test says so, and nobody loses patience before: how long the page waits is tested where that is decided.
  const init = () => {
    const { setTimeout: own } = globalThis;
    globalThis.setTimeout = (work, delay, ...rest) => (delay >= 2000 ? 0 : own(work, delay, ...rest));
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...args) {
      const asked = open.apply(this, args);
      const answered = new Promise((resolve) => (window.answer = resolve));
      const { addEventListener } = asked;
      asked.addEventListener = (type, listener) => addEventListener.call(asked, type, type === 'success' ? (event) => void answered.then(() => listener(event)) : listener);
      return asked;
    };
  };
  const { page, context, place } = await visit(t, { init });
  await paste(page, { 'text/plain': TEXT });
  await page.locator('.part', { hasText: 'Mayor Odette Farnham' }).waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('whosaid-unsaved-')).length), 1);
  await page.evaluate(() => window.answer());
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  assert.equal((await kept(page)).length, 1);
  await page.reload();
  await page.goto(place.url);
  await page.locator('#paste').waitFor();
  await paste(page, { 'text/plain': `${TEXT} The ferry was late.` });
  await page.locator('.part', { hasText: 'The ferry was late' }).waitFor();
  await page.goto('about:blank');
  const next = await context.newPage();
  await next.goto(place.url);
  await next.evaluate(() => window.answer());
  await next.locator('.kept .entry', { hasText: 'Mayor' }).nth(1).waitFor();
  assert.equal(await next.locator('.kept .entry').count(), 2);
});

for (const colorScheme of ['light', 'dark']) {
  test(`what is told of faults is clean for axe on a phone, ${colorScheme}`, async (t) => {
    const phone = { viewport: { width: 390, height: 780 }, colorScheme, bypassCSP: true };
    const { page: stuck } = await visit(t, { ...phone, fault: (path) => (path.startsWith('/main-') ? { status: 404, body: '' } : undefined) });
    await stuck.getByRole('heading', { name: 'Whosaid has not started' }).waitFor();
    await clean(stuck, 'the page without its program');
    const { page } = await visit(t, { ...phone, fault: (path) => (path.startsWith('/core/models') ? { status: 404, body: '' } : undefined) });
    await paste(page, { 'text/plain': TEXT });
    await notice(page, 'not on the page’s host any more').waitFor();
    await clean(page, 'a text that could not be read');
    await page.getByRole('tab', { name: 'Quotes' }).click();
    await clean(page, 'a list of what was not read');
  });
}

test('a save that never answers is told, and noted', async (t) => {
  const { page } = await visit(t);
  await paste(page, { 'text/plain': TEXT });
  await read(page);
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  await page.evaluate(stall);
  await removeQuote(page);
  await notice(page, 'storage does not answer').waitFor({ timeout: PATIENT });
  await page.locator('.saved', { hasText: 'Not saved' }).waitFor();
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('whosaid-unsaved-')).length), 1);
});

test('a list of articles that does not come is told on the first page and in its dialog, and comes when storage answers', async (t) => {
  const { page } = await visit(t);
  await paste(page, { 'text/plain': TEXT });
  await read(page);
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  await page.evaluate(() => {
    const { getAll } = IDBObjectStore.prototype;
    const answered = new Promise((resolve) => (window.answer = resolve));
    IDBObjectStore.prototype.getAll = function (...args) {
      const asked = getAll.apply(this, args);
      const { addEventListener } = asked;
      asked.addEventListener = (type, listener) => addEventListener.call(asked, type, type === 'success' ? (event) => void answered.then(() => listener(event)) : listener);
      return asked;
    };
  });
  await page.click('.brand');
  await page.locator('.kept', { hasText: 'storage does not answer' }).waitFor({ timeout: PATIENT });
  await page.locator('body').press('l');
  await page.locator('dialog', { hasText: 'storage does not answer' }).waitFor({ timeout: PATIENT });
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.answer());
  await page.locator('.kept .entry', { hasText: 'Mayor' }).waitFor();
  assert.equal(await page.locator('.kept', { hasText: 'does not answer' }).count(), 0);
});

test('two tabs whose saves never answer both note the same article, and the next visit has the work of both', async (t) => {
  const { page: one, context, place } = await visit(t);
  await paste(one, { 'text/plain': TEXT });
  await read(one);
  await one.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  const two = await context.newPage();
  await two.goto(one.url());
  await read(two);
  for (const page of [one, two]) await page.evaluate(stall);
  await removeQuote(one);
  await two.bringToFront();
  await clickWords(two, 'Odette Farnham');
  await two.locator('#inspector[aria-label^="Odette Farnham"]').waitFor();
  await two.keyboard.press('x');
  const names = (page) => page.evaluate(() => [...CSS.highlights].filter(([name]) => /^ws-(actor|quiet)-/.test(name)).reduce((sum, [, { size }]) => sum + size, 0));
  await two.locator('.toast', { hasText: 'Removed' }).waitFor();
  const left = await names(two);
  for (const page of [one, two]) await page.goto('about:blank');
  const found = [];
  for (const at of [0, 1]) {
    // Each in a page of its own, which shows nothing of the other.
    const next = await context.newPage();
    await next.goto(place.url);
    await next.locator('.kept .entry').nth(1).waitFor();
    await next.locator('.kept .entry').nth(at).click();
    await read(next);
    await next.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    found.push([(await highlighted(next, 'ws-direct')).length, await names(next)]);
    await next.close();
  }
  found.sort(([a], [b]) => a - b);
  assert.deepEqual(found.map(([quotes]) => quotes), [0, 1]);
  assert.ok(found[0][1] > left && found[1][1] === left, JSON.stringify({ found, left }));
});
