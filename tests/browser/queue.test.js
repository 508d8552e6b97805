/** The kept articles as a queue: one key to the next, a status for each, and a list that stays quick with thousands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, open, painted, paste, soon } from './support.js';

const TITLES = ['Part 2 of the harbour row', 'Part 10 of the harbour row', 'Part 1 of the harbour row', 'A flood in Norling'];
const library = (page) => page.getByRole('button', { name: 'Articles', exact: true }).click();
const titles = (page) => page.locator('dialog .entry .title').allTextContents();

/** Four short articles are kept, the last one is open. @param {import('playwright-core').Page} page */
async function fourKept(page) {
  for (const title of TITLES) {
    await page.evaluate(() => void (location.hash = ''));
    await page.locator('#paste').waitFor();
    await paste(page, { 'text/plain': `${title}\n\nMayor Ada Quill said the pier “must stay open”.\n` });
    await painted(page);
    await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  }
}

test('one key says done and opens the next that is not', async () => {
  const { page } = await open();
  await fourKept(page);
  const heading = () => page.locator('.part h1').first().textContent();
  const met = [await heading()];
  await page.locator('#article').focus();
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('g');
    await soon(async () => assert.ok(!met.includes(await heading())));
    met.push(await heading());
    await painted(page);
  }
  assert.deepEqual([...met].sort(), [...TITLES].sort());
  await page.keyboard.press('g');
  await page.getByText('Done. No article is left that waits.').first().waitFor();
  await page.getByRole('button', { name: 'Not done' }).click();
  await library(page);
  await page.getByText('3 of 4 articles done').waitFor();
});

test('the list is filtered, ordered and marked, and tells how far one is', async () => {
  const { page } = await open({ bypassCSP: true });
  await fourKept(page);
  await page.locator('#article').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  await library(page);
  await page.getByText(/^Open now .* of \d+ judged$/).waitFor();
  await clean(page, 'the queue');
  await page.getByLabel('Order').selectOption('by name');
  await soon(async () => assert.deepEqual(await titles(page), ['A flood in Norling', 'Part 1 of the harbour row', 'Part 2 of the harbour row', 'Part 10 of the harbour row']));
  await page.getByLabel('Status of Part 10 of the harbour row').selectOption('flagged');
  await page.getByLabel('Status', { exact: true }).selectOption({ label: 'flagged (1)' });
  await soon(async () => assert.deepEqual(await titles(page), ['Part 10 of the harbour row']));
  await page.getByLabel('Status', { exact: true }).selectOption('');
  await page.getByLabel('Filter by title').fill('row 1');
  await soon(async () => assert.deepEqual(await titles(page), ['Part 1 of the harbour row', 'Part 10 of the harbour row']));
  await page.keyboard.press('Escape');
  await page.reload();
  await painted(page);
  await library(page);
  assert.equal(await page.getByLabel('Status of Part 10 of the harbour row').inputValue(), 'flagged');
});

test('ten thousand articles are listed and filtered without a wait, on a phone, too', async () => {
  const { page } = await open({ size: [390, 844], touch: true });
  await fourKept(page);
  await page.evaluate(
    () =>
      new Promise((resolve, refuse) => {
        const asked = indexedDB.open('whosaid');
        asked.onsuccess = () => {
          const tx = asked.result.transaction('articles', 'readwrite');
          for (let i = 0; i < 10_000; i++) tx.objectStore('articles').put({ id: `many-${i}`, title: `Article ${i} on the harbour`, updated: i, added: i, length: 3000, revision: 1, judged: i % 5, marks: 9 });
          tx.oncomplete = () => (asked.result.close(), resolve());
          tx.onerror = refuse;
        };
        asked.onerror = refuse;
      }),
  );
  await page.getByRole('button', { name: 'Articles', exact: true }).tap();
  await page.getByText(/^The first 200 of 10004 are listed/).waitFor();
  await page.getByLabel('Filter by title').fill('9999');
  await soon(async () => assert.deepEqual(await titles(page), ['Article 9999 on the harbour']));
  const wide = await page.evaluate(() => [...document.querySelectorAll('dialog *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1).length);
  assert.equal(wide, 0);
});
