/** The careful reading on the page: its marks come a breath after the quick ones, and never over what a person did. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clickWords, open, paste, said, soon } from './support.js';
import { TEXT, done, sign } from './reading.js';

/** What is stored of the document itself; what undo and redo lead to lies beside it. */
const stored = (page) => page.evaluate(async () => {
  const open = indexedDB.open('whosaid');
  const db = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  const stores = [...db.objectStoreNames];
  const all = await Promise.all(stores.map((name) => new Promise((resolve) => { const got = db.transaction(name).objectStore(name).getAll(); got.onsuccess = () => resolve(got.result); })));
  db.close();
  return JSON.stringify(all.flat().filter((piece) => !piece.past));
});
const saved = (page) => page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
/** The quotes as the list tells them. */
async function quotes(page) {
  await page.getByRole('tab', { name: 'Quotes' }).click();
  return page.locator('#panel').innerText();
}

test('the marks of the careful reading take the place of the quick ones, and that is told once', async () => {
  const { page, context, faults } = await open({ careful: true });
  // The model waits until the quick marks are looked at.
  let come = () => {};
  const wait = new Promise((resolve) => (come = resolve));
  await context.route('**/weights.bin', async (route) => (await wait, route.continue()));
  await paste(page, { 'text/plain': TEXT });
  await page.locator('.mark').first().waitFor();
  const before = await quotes(page);
  const top = await page.evaluate(() => scrollY);
  come();
  await done(page);
  await soon(async () => assert.match(await said(page), /^Read carefully: \d+ marks? changed\.$/));
  assert.notEqual(await quotes(page), before);
  assert.equal(await page.evaluate(() => scrollY), top);
  assert.equal(await page.locator('button[aria-label^="Undo"]').isDisabled(), true, 'there is nothing to undo: a reading is no edit');
  await saved(page);
  await soon(async () => assert.match(await stored(page), /careful 1/));
  await sign(page).click();
  await page.locator('dialog', { hasText: 'are new' }).waitFor();
  assert.deepEqual(faults, []);
});

test('what a person did while it was under way stays, can be undone, and undo never leads back to quick marks', async () => {
  const { page, context } = await open({ careful: true });
  // The model waits until the edits are done.
  let come = () => {};
  const wait = new Promise((resolve) => (come = resolve));
  await context.route('**/weights.bin', async (route) => (await wait, route.continue()));
  await paste(page, { 'text/plain': TEXT });
  await page.locator('#bar .careful', { hasText: 'Loading the careful model' }).waitFor();
  await clickWords(page, 'If it does not work');
  await page.locator('#inspector').waitFor();
  await page.keyboard.press('x');
  await clickWords(page, 'Odette Farnham');
  await page.locator('#inspector').waitFor();
  await page.keyboard.press('a');
  // Away from the mark that was selected next: while one is, the marks wait.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  come();
  await done(page);
  const told = await quotes(page);
  assert.doesNotMatch(told, /If it does not work/, 'what was thrown out does not come back');
  await saved(page);
  assert.match(await stored(page), /"status":"accepted"/);
  const reading = async () => /"reading":"(\w+)/.exec(await stored(page))?.[1];
  await page.locator('button[aria-label^="Undo"]').click();
  await page.locator('button[aria-label^="Undo"]').click();
  await soon(async () => assert.match(await quotes(page), /If it does not work/));
  await saved(page);
  assert.equal(await reading(), 'careful');
  assert.doesNotMatch(await stored(page), /"status":"accepted"/);
});

test('marks wait while one is selected, and come when they are asked for', async () => {
  const { page } = await open({ careful: true });
  await paste(page, { 'text/plain': TEXT });
  await page.locator('.mark').first().waitFor();
  await clickWords(page, 'Odette Farnham');
  await page.locator('#inspector').waitFor();
  await page.locator('#bar .careful', { hasText: 'Show the careful marks' }).waitFor({ timeout: 60_000 });
  assert.match(await page.locator('#inspector').innerText(), /Odette Farnham/);
  await sign(page).click();
  await done(page);
});

test('what was done before a reload, while it was under way, is undone after it, and leads to careful marks only', async () => {
  const { page, context } = await open({ careful: true });
  await context.route('**/weights.bin', () => {});
  await paste(page, { 'text/plain': TEXT });
  await page.locator('#bar .careful', { hasText: 'Loading' }).waitFor();
  await clickWords(page, 'Rowan Pike');
  await page.locator('#inspector').waitFor();
  await page.keyboard.press('a');
  await saved(page);
  await soon(async () => assert.match(await stored(page), /"status":"accepted"/));
  await context.unroute('**/weights.bin');
  await page.reload();
  await done(page);
  await saved(page);
  await page.locator('button[aria-label^="Undo"]').click();
  await soon(async () => assert.doesNotMatch(await stored(page), /"status":"accepted"|"reading":"quick/));
  assert.equal(await page.locator('button[aria-label^="Undo"]').isDisabled(), true);
  await page.reload();
  await saved(page);
  await page.locator('button[aria-label^="Redo"]').click();
  await soon(async () => assert.match(await stored(page), /"status":"accepted"/));
});

test('a reload in the middle goes on', async () => {
  const { page, context } = await open({ careful: true });
  await context.route('**/weights.bin', () => {});
  await paste(page, { 'text/plain': TEXT });
  await page.locator('#bar .careful', { hasText: 'Loading' }).waitFor();
  await saved(page);
  await context.unroute('**/weights.bin');
  await page.reload();
  await done(page);
});

test('switched off, nothing is loaded and the quick marks stay; switched on, the article is read', async () => {
  const { page, context } = await open({ careful: true });
  const asked = [];
  context.on('request', (request) => /careful_bg|weights/.test(request.url()) && asked.push(request.url()));
  await page.locator('body').press('?');
  await page.getByRole('button', { name: 'About the careful reading' }).click();
  await page.getByLabel('Read articles carefully').uncheck();
  await page.keyboard.press('Escape');
  await paste(page, { 'text/plain': TEXT });
  await page.locator('.mark').first().waitFor();
  await saved(page);
  await page.waitForTimeout(500);
  assert.deepEqual([asked, await sign(page).isHidden()], [[], true]);
  await page.locator('body').press('?');
  await page.getByRole('button', { name: 'About the careful reading' }).click();
  await page.getByLabel('Read articles carefully').check();
  await page.keyboard.press('Escape');
  await done(page);
});
