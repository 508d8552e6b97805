/** Correcting by keyboard alone: one key a decision, letters for kinds, digits for people, clauses and words for extents. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, clickWords, highlighted, open, openSample, said, soon } from './support.js';

const chosen = async (page) => (await highlighted(page, 'ws-chosen')).join(' ');
/** Selects what these words belong to, and leaves the focus in the article. */
async function choose(page, words) {
  await clickWords(page, words);
  await page.locator('#inspector').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#article').focus();
  return chosen(page);
}

test('one key judges a mark and goes on to the next that waits', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await page.locator('#article').focus();
  await page.keyboard.press('j');
  const first = await chosen(page);
  await page.keyboard.press('y');
  await soon(async () => assert.match(await said(page), /\S/));
  const second = await chosen(page);
  assert.notEqual(second, first);
  await soon(async () => assert.ok(await page.evaluate(() => [...CSS.highlights].some(([name, { size }]) => name.endsWith('-accepted') && size > 0)), 'it is painted as accepted'));
  await page.keyboard.press('r');
  await page.getByText(/^Removed: /).first().waitFor();
  assert.notEqual(await chosen(page), second);
  // What is judged is passed over.
  await page.keyboard.press('Shift+Tab');
  await page.locator('#article').focus();
  await page.keyboard.press('Control+z');
  await soon(async () => assert.equal(await chosen(page), second));
});

test('the last mark that waits is told', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await page.locator('#article').focus();
  for (let i = 0; i < 120 && (await page.getByText('This was the last mark that waits.').count()) === 0; i++) await page.keyboard.press('y');
  assert.ok((await page.getByText('This was the last mark that waits.').count()) > 0);
});

test('a kind is changed by how it begins', async () => {
  const { page } = await open({ fixture: true, bypassCSP: true });
  await openSample(page);
  await choose(page, 'to pay for the losses');
  await page.keyboard.press('h');
  await page.getByRole('dialog', { name: /^Kind: / }).waitFor();
  await clean(page, 'the kinds');
  await page.keyboard.type('d');
  assert.equal(await page.getByRole('dialog').locator('li').count(), 3, 'demand, doubt and denial are left');
  const before = await chosen(page);
  // One letter more would do; those behind it are no commands.
  await page.keyboard.type('oubt');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await chosen(page), before);
  await page.waitForTimeout(600);
  await page.keyboard.press('e');
  await page.locator('#inspector[aria-label$="doubts"]').waitFor();
});

test('a mark is stretched by clauses, to its sentence and to a typed word', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  const words = await choose(page, 'to pay for the losses');
  await page.keyboard.press('.');
  await soon(async () => assert.ok((await chosen(page)).length > words.length));
  const sentence = await chosen(page);
  assert.match(sentence, /^\p{Lu}/u);
  await page.keyboard.press('Control+Shift+ArrowLeft');
  const shorter = await chosen(page);
  await page.keyboard.press('Control+Shift+ArrowRight');
  assert.ok(shorter.length < sentence.length && (await chosen(page)) === sentence, shorter);
  await page.keyboard.press('t');
  await page.getByRole('dialog', { name: 'Up to which word?' }).waitFor();
  await page.keyboard.type('xyz');
  await page.getByText('No word from here on begins so.').waitFor();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace');
  const second = sentence.split(' ')[1];
  await page.keyboard.type(second);
  await page.keyboard.press('Enter');
  await soon(async () => assert.equal(await chosen(page), sentence.split(' ').slice(0, 2).join(' ')));
  await page.keyboard.press('Control+z');
  await soon(async () => assert.equal(await chosen(page), sentence));
});

test('a digit chooses among the nearest people', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await choose(page, 'to pay for the losses');
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const second = await dialog.getByRole('option').nth(1).locator('.grow').evaluate((element) => element.firstChild.textContent);
  await page.keyboard.press('2');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('e');
  await soon(async () => assert.ok((await page.locator('#inspector').innerText()).includes(second), second));
});
