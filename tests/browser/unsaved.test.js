/** The page with work that is not saved, and beside other tabs: what a person made is kept, or the page says that it is not. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TEXT, visit, notice, read, removeQuote } from './faulty.js';
import { clickWords, highlighted, kept, paste, soon } from './support.js';

/** Closes the tab as a person does, and says whether the browser asked. */
async function askedOnClosing(page) {
  let asked = false;
  page.on('dialog', (dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.accept();
  });
  await page.close({ runBeforeUnload: true });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return asked;
}

test('a tab with work that is not saved asks before it closes, offers a download, and asks no more when it is saved', async (t) => {
  const full = () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function () {
      throw new DOMException('full', 'QuotaExceededError');
    };
    window.room = () => (IDBObjectStore.prototype.put = put);
  };
  for (const isMended of [false, true]) {
    const { page } = await visit(t);
    await paste(page, { 'text/plain': TEXT });
    await read(page);
    await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
    await page.evaluate(full);
    await removeQuote(page);
    await notice(page, 'Storage is full').getByRole('button', { name: 'Download' }).waitFor();
    if (isMended) {
      await page.evaluate(() => window.room());
      await page.keyboard.press('Control+z');
      await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
    }
    assert.equal(await askedOnClosing(page), !isMended);
  }
});

test('a tab asks where storage is denied as well, and where there is nothing to lose it does not', async (t) => {
  const init = () => (IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); });
  const { page } = await visit(t, { init });
  await notice(page, 'does not let the page keep anything').waitFor();
  await paste(page, { 'text/plain': TEXT });
  await read(page);
  await page.locator('.saved', { hasText: 'Not saved' }).waitFor();
  await clickWords(page, 'If it does not work');
  assert.equal(await askedOnClosing(page), true);
  const { page: idle } = await visit(t, { init });
  await idle.locator('#paste').click();
  assert.equal(await askedOnClosing(idle), false);
});

test('where neither storage nor the core work, the text and what was marked by hand can still be taken away, and open again', async (t) => {
  const { page } = await visit(t, {
    init: () => {
      delete globalThis.WebAssembly;
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    },
  });
  await paste(page, { 'text/plain': TEXT });
  await page.locator('.part', { hasText: 'Mayor Odette Farnham' }).waitFor();
  await page.locator('#article').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  await page.locator('#inspector[aria-label="Mayor, by name"]').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('body').press('d');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download as Whosaid JSON' }).click()]);
  const { page: well } = await visit(t);
  const [chooser] = await Promise.all([well.waitForEvent('filechooser'), well.getByRole('button', { name: 'Open a file' }).click()]);
  await chooser.setFiles({ name: 'mine.json', mimeType: 'application/json', buffer: readFileSync(await download.path()) });
  await soon(async () => assert.match(await well.locator('.counts').textContent(), /^1 actor/));
});

test('the browser is asked to keep what it stores once there is work, and not before', async (t) => {
  const init = () => {
    window.asked = 0;
    StorageManager.prototype.persisted = async () => false;
    StorageManager.prototype.persist = async () => ++window.asked > 0;
  };
  const { page } = await visit(t, { init });
  await paste(page, { 'text/plain': TEXT });
  await read(page);
  assert.equal(await page.evaluate(() => window.asked), 0);
  await removeQuote(page);
  await page.keyboard.press('Control+z');
  await soon(async () => assert.equal(await page.evaluate(() => window.asked), 1));
});

test('a change in another tab stays told until it is answered: theirs, or mine as a copy', async (t) => {
  const { page, context } = await visit(t);
  await paste(page, { 'text/plain': TEXT });
  await read(page);
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  const mine = await context.newPage();
  await mine.goto(page.url());
  await read(mine);
  await page.bringToFront();
  await removeQuote(page);
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  // Longer than any message that goes by itself.
  await new Promise((resolve) => setTimeout(resolve, 8000));
  await mine.bringToFront();
  const told = notice(mine, 'changed in another tab');
  await told.waitFor();
  await mine.locator('.saved', { hasText: 'Changed in another tab' }).waitFor();
  assert.equal((await highlighted(mine, 'ws-direct')).length, 1);
  await told.getByRole('button', { name: 'Keep mine as a copy' }).click();
  await mine.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  await told.waitFor({ state: 'detached' });
  assert.notEqual(mine.url(), page.url());
  assert.equal((await kept(mine)).length, 2);
  await mine.reload();
  await read(mine);
  assert.equal((await highlighted(mine, 'ws-direct')).length, 1);

  const third = await context.newPage();
  await third.goto(page.url());
  await read(third);
  await page.bringToFront();
  await page.keyboard.press('Control+z');
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  await third.bringToFront();
  await notice(third, 'changed in another tab').getByRole('button', { name: 'Take theirs' }).click();
  await soon(async () => assert.equal((await highlighted(third, 'ws-direct')).length, 1));
  await third.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  assert.equal(await third.locator('.notice').count(), 0);
});
