/** A long text: its lists are as quick and as steady as those of a short one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newsText } from '../bench/text.mjs';
import { open, painted, paste, soon } from './support.js';

/** An article with some hundred speakers, opened. */
async function openLong() {
  const opened = await open();
  await paste(opened.page, { 'text/plain': newsText(60_000, 11) });
  await painted(opened.page);
  await opened.page.locator('.saved', { hasText: 'Saved' }).waitFor();
  return opened;
}

test('more speakers than anybody looks through are searched for', async () => {
  const { page, faults } = await openLong();
  await page.click('#tab-quotes');
  const speakers = page.getByLabel('Speaker');
  const names = await speakers.locator('option').allTextContents();
  assert.ok(names.length < 70, `${names.length} names are offered`);
  const search = names.find((name) => /^Search \d+ names/.test(name));
  const all = Number(/\d+/.exec(search)[0]);
  assert.ok(all > names.length, `${all} speakers`);
  await speakers.selectOption({ label: search });
  const dialog = page.locator('dialog', { hasText: 'Speaker: whose?' });
  const last = dialog.getByRole('option').last();
  const name = await last.locator('.grow').evaluate((face) => face.firstChild.textContent);
  await last.click();
  await soon(async () => assert.deepEqual([...new Set(await page.locator('.saying .who b').allTextContents())], [name]));
  assert.equal(await speakers.locator('option:checked').textContent(), name);
  await speakers.selectOption({ label: search });
  await page.keyboard.press('Escape');
  await soon(async () => assert.equal(await speakers.locator('option:checked').textContent(), name, 'who asks and does not choose changes nothing'));
  assert.deepEqual(faults, []);
});

test('a list stays where somebody reads it while the article is corrected', async () => {
  const { page } = await openLong();
  await page.click('#tab-quotes');
  const row = page.locator('.saying').nth(120);
  await row.waitFor();
  await row.scrollIntoViewIfNeeded();
  await row.click();
  assert.ok((await page.locator('#panel-body').evaluate((body) => body.scrollTop)) > 1000, 'scrolled far');
  const place = async () => (await row.boundingBox()).y;
  const before = await place();
  await page.keyboard.press('a');
  await row.locator('.status').waitFor();
  assert.ok(Math.abs((await place()) - before) < 5, `${before} became ${await place()}`);
  assert.equal(await row.evaluate((at) => at === document.activeElement), true, 'and the row keeps the focus');
});
