/** Two kept articles side by side: what both report, what only one does, and where each says it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { clean, open, painted, paste, soon } from './support.js';

const FIRST =
  'Harbour row in Norling\n\nMayor Ada Quill said on Monday that the new harbour “will open in May, whatever the council decides”.\n\n' +
  'Rowan Pike, a teacher, said the costs could rise. “Nobody has asked the fishers,” Pike said.\n\nThe harbour was closed after a storm in the spring of last year.\n';
const SECOND =
  'Norling to get its harbour back\n\nMayor Ada Quill boasted on Monday that the new harbour “will open in May, whatever the council decides”.\n\n' +
  '“The pier is not safe,” warned Lena Sorel, an engineer. Quill rejected the warning.\n\nAs is known, the harbour was closed after a storm in the spring of last year.\n';

/** Both articles are kept, and the list of articles is open with both ticked. @param {import('playwright-core').Page} page */
async function bothKept(page) {
  for (const text of [FIRST, SECOND]) {
    await page.evaluate(() => void (location.hash = ''));
    await page.locator('#paste').waitFor();
    await paste(page, { 'text/plain': text });
    await painted(page);
    await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  }
  await page.getByRole('button', { name: 'Articles', exact: true }).click();
  for (const box of await page.locator('dialog input[type=checkbox]').all()) await box.check();
}

test('two articles are compared, by keyboard as well, and each quote leads to its place', async () => {
  const { page } = await open({ bypassCSP: true });
  await bothKept(page);
  const compare = page.getByRole('button', { name: 'Compare the two' });
  await compare.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Two articles side by side' });
  await dialog.waitFor();
  assert.match(await dialog.locator('.pair-titles').innerText(), /Norling to get its harbour back[\s\S]*Harbour row in Norling/);
  const section = (name) => dialog.getByRole('region', { name, exact: true });
  assert.match(await section('Voices').innerText(), /Ada Quill[\s\S]*Rowan Pike/);
  assert.match(await section('Quotes that both have').innerText(), /Ada Quill · other verb[\s\S]*will open in May, whatever the council decides/);
  const only = await section('Quotes that only one has').innerText();
  assert.match(only, /Lena Sorel[\s\S]*The pier is not safe[\s\S]*Nobody has asked the fishers/);
  assert.doesNotMatch(only, /will open in May/);
  assert.match(await section('The same words').innerText(), /word for word/);
  await clean(page, 'two articles');
  await section('Quotes that only one has').getByRole('button', { name: /Nobody has asked the fishers/ }).click();
  await soon(async () => assert.match((await page.locator('#inspector').innerText()).replace(/\s+/g, ' '), /Pike/));
  assert.match(await page.locator('.part h1').first().innerText(), /Harbour row/);
});

test('the comparison goes into a table and onto paper', async () => {
  const { page } = await open();
  await bothKept(page);
  await page.getByRole('button', { name: 'Compare the two' }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Table (CSV)' }).click()]);
  assert.equal(file.suggestedFilename(), 'two-articles.csv');
  const table = await readFile(await file.path(), 'utf8');
  assert.match(table, /^\uFEFFwhat,who,first article,second article\r\n/);
  assert.match(table, /quote in the first only,Lena Sorel/);
  await page.emulateMedia({ media: 'print' });
  await soon(async () => {
    assert.equal(await page.locator('dialog.pair h3').first().isVisible(), true);
    assert.equal(await page.locator('#article').isVisible(), false);
  });
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#article').isVisible(), true);
});

test('the comparison fits a phone', async () => {
  const { page } = await open({ size: [390, 844], touch: true, dark: true, bypassCSP: true });
  await bothKept(page);
  await page.getByRole('button', { name: 'Compare the two' }).tap();
  await page.getByRole('dialog', { name: 'Two articles side by side' }).waitFor();
  const wide = await page.evaluate(() => [...document.querySelectorAll('dialog.pair *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1).length);
  assert.equal(wide, 0);
  await clean(page, 'two articles on a phone');
});
