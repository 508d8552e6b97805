/** Nothing a person made is lost: by a crash, by two tabs, by a full disk, by a core that fails. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clickWords, highlighted, kept, open, openSample, painted, paste, soon } from './support.js';

const saved = (page) => page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
/** Removes the position that these words are the target of. */
async function removePosition(page, words) {
  await clickWords(page, words);
  await page.locator('#inspector').waitFor();
  await page.keyboard.press('x');
}
const positions = async (page) => (await highlighted(page, 'ws-position')).length;

test('an edit survives a crash of the tab', async () => {
  const { page, context } = await open({ fixture: true });
  await openSample(page);
  await saved(page);
  const address = page.url();
  await removePosition(page, 'to pay for the losses');
  await saved(page);
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => {});
  await crashed;
  const again = await context.newPage();
  await again.goto(address);
  await painted(again);
  await soon(async () => assert.equal(await positions(again), 9));
});

test('an edit is undone and done again after a reload', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await removePosition(page, 'to pay for the losses');
  await soon(async () => assert.equal(await positions(page), 9));
  await saved(page);
  await page.reload();
  await painted(page);
  await page.getByRole('button', { name: /^Undo: remove/ }).click();
  await soon(async () => assert.equal(await positions(page), 10));
  await saved(page);
  await page.reload();
  await painted(page);
  await page.getByRole('button', { name: /^Redo: remove/ }).click();
  await soon(async () => assert.equal(await positions(page), 9));
});

test('a text that is pasted before the core is there survives a reload', async () => {
  const { page, context } = await open();
  await context.route('**/models.bin', () => {});
  await page.reload();
  await paste(page, { 'text/plain': 'The ferry will stay, said the mayor.\n\nThe council had asked for it twice.' });
  await page.locator('.part').waitFor();
  await page.reload();
  await page.locator(':is(.part, .kept .entry):visible', { hasText: 'The ferry will stay' }).first().waitFor();
});

test('what is typed on the first page survives a reload and a look at a sample, until it is opened', async () => {
  const { page } = await open({ fixture: true });
  await page.locator('#paste').pressSequentially('The ferry will stay.');
  await page.reload();
  assert.equal(await page.locator('#paste').inputValue(), 'The ferry will stay.');
  await openSample(page);
  await page.click('.brand');
  await page.getByRole('button', { name: 'Show who said what' }).click();
  await page.locator('.part', { hasText: 'The ferry will stay.' }).waitFor();
  await page.click('.brand');
  await page.locator('#paste').waitFor();
  assert.equal(await page.locator('#paste').inputValue(), '');
});

test('the source of an article is opened as the article it holds, title and all, also where it is typed', async () => {
  const { page } = await open({ fixture: true });
  await page.locator('#paste').fill('<h1>The ferry stays</h1>\n<p>“We will keep it,” said <b>Mayor Ada Quill</b>.</p>');
  await page.getByRole('button', { name: 'Show who said what' }).click();
  await page.locator('.part h1', { hasText: /^The ferry stays$/ }).waitFor();
  assert.doesNotMatch(await page.locator('#article').innerText(), /[<>]/);
  assert.match(await page.title(), /^The ferry stays/);
  await saved(page);
  await page.click('.brand');
  await page.locator('#paste').waitFor();
  assert.equal(await page.locator('#paste').inputValue(), '', 'it is kept');
});

test('an edit survives a tab that is closed at once', async () => {
  const { page, context } = await open({ fixture: true });
  await openSample(page);
  await saved(page);
  const address = page.url();
  const other = await context.newPage();
  await other.goto(new URL('.', address).href);
  await clickWords(page, 'to pay for the losses');
  await page.locator('#inspector').waitFor();
  await page.evaluate(() => {
    dispatchEvent(new KeyboardEvent('keydown', { key: 'x' }));
    location.href = 'about:blank';
  });
  await page.waitForURL('about:blank');
  await other.goto(address);
  await other.reload();
  await painted(other);
  await soon(async () => assert.equal((await highlighted(other, 'ws-position')).length, 9));
});

test('two tabs that edit the same article both keep their work', async () => {
  const { page, context } = await open({ fixture: true });
  await openSample(page);
  await saved(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await painted(other);
  await removePosition(page, 'to pay for the losses');
  await saved(page);
  await other.locator('.notice', { hasText: 'changed in another tab' }).waitFor();
  await other.bringToFront();
  await removePosition(other, 'the outcome');
  await other.locator('.notice', { hasText: 'nothing was overwritten' }).waitFor();
  await saved(other);
  assert.notEqual(other.url(), page.url());
  const names = await kept(other);
  assert.equal(names.length, 2);
  assert.ok(names[0].endsWith('(copy)'), names[0]);
  for (const [tab, gone, there] of [[page, 'to pay for the losses', 'the outcome'], [other, 'the outcome', 'to pay for the losses']]) {
    await tab.bringToFront();
    await tab.reload();
    await painted(tab);
    const now = await highlighted(tab, 'ws-position');
    assert.ok(!now.includes(gone) && now.includes(there), `${gone}: ${now}`);
  }
});

test('a full disk is told, the work goes on, can be downloaded, and is saved when there is room', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await saved(page);
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function full() {
      throw new DOMException('full', 'QuotaExceededError');
    };
    window.room = () => (IDBObjectStore.prototype.put = put);
  });
  await removePosition(page, 'to pay for the losses');
  const notice = page.locator('.notice.bad', { hasText: 'Storage is full' });
  await notice.waitFor();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await soon(async () => assert.ok((await notice.boundingBox()).y >= 0, 'it is seen wherever the reader is'));
  await soon(async () => assert.equal(await positions(page), 9));
  await notice.getByRole('button', { name: 'Download' }).click();
  await page.locator('dialog .button.main:not([disabled])').waitFor();
  await Promise.all([page.waitForEvent('download'), page.locator('dialog .button.main').click()]);
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.room());
  await removePosition(page, 'the outcome');
  await saved(page);
  assert.equal(await notice.count(), 0);
  await page.reload();
  await painted(page);
  await soon(async () => assert.equal(await positions(page), 8));
});

test('a text that the core cannot mark is kept and can be marked by hand', async () => {
  const { page } = await open({ fixture: true });
  await page.unroute('**/core/client.js');
  await page.route('**/core/client.js', (route) => route.fulfill({
    contentType: 'text/javascript',
    body: "export class Superseded extends Error {} export const createCore = () => ({ ready: Promise.resolve({}), prepare() {}, formats: async () => [], annotate: async () => { throw new Error('It trapped.'); } });",
  }));
  await page.reload();
  await page.locator('#paste').waitFor();
  await paste(page, { 'text/plain': 'Ada Quill said it was late.' });
  await page.locator('.notice.bad', { hasText: 'It trapped.' }).waitFor();
  await saved(page);
  await page.locator('#article').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  await page.locator('#inspector[aria-label="Ada, by name"]').waitFor();
  await saved(page);
  await page.reload();
  await painted(page);
});

test('a long text that is being read survives a reload, and is read then', async () => {
  const { page, context } = await open();
  // A core that never ends before the first reload.
  const core = `
    export class Superseded extends Error {}
    const DOC = { format: 'whosaid/1', offset_unit: 'utf16', language: 'en', title: null, actors: [], mentions: [], quotes: [], positions: [] };
    export const createCore = () => ({ ready: Promise.resolve({}), prepare() {}, formats: async () => [],
      annotate: async (text) => (sessionStorage.getItem('ends') ? { doc: { ...DOC, text }, milliseconds: 1 } : new Promise(() => {})) });`;
  await page.route('**/core/client.js', (route) => route.fulfill({ contentType: 'text/javascript', body: core }));
  await page.reload();
  await page.locator('#paste').waitFor();
  await paste(page, { 'text/plain': 'The ferry to Lake Voss was late again, the harbor master said.\n\n'.repeat(1500) });
  const counts = page.locator('.counts');
  await soon(async () => assert.equal(await counts.textContent(), 'Reading…'));
  await saved(page);
  await page.evaluate(() => sessionStorage.setItem('ends', 'yes'));
  await page.reload();
  await soon(async () => assert.match(await counts.textContent(), /^0 actors/));
  await saved(page);
  await page.evaluate(() => sessionStorage.removeItem('ends'));
  await page.reload();
  await soon(async () => assert.match(await counts.textContent(), /^0 actors/, 'what was read is kept as read'));
  assert.equal((await kept(page)).length, 1);
  await context.close();
});
