/** Why a careful suggestion is there: told on demand, with the words that decided it marked in the article while it is. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, clickWords, highlighted, open, paste, said, soon } from './support.js';
import { TEXT, done } from './reading.js';

/** The article with its careful marks, and one of them selected. */
async function chosen(words, options = {}) {
  const opened = await open({ careful: true, bypassCSP: true, ...options });
  const { page } = opened;
  await paste(page, { 'text/plain': TEXT });
  await done(page);
  await clickWords(page, words);
  await page.locator('#inspector').waitFor();
  return opened;
}
const why = (page) => page.getByRole('button', { name: 'Why?', exact: true });
const grounds = (page) => highlighted(page, 'ws-ground');

for (const [size, dark] of [[[1280, 900], false], [[1280, 900], true], [[390, 844], false], [[390, 844], true]]) {
  test(`the words that decided are marked while it is open, ${size[0]} wide, ${dark ? 'dark' : 'light'}`, async () => {
    const { page, faults } = await chosen('If it does not work', { size, dark, touch: size[0] < 500 });
    const sentence = page.locator('#why');
    assert.equal(await sentence.isVisible(), false);
    assert.deepEqual(await grounds(page), []);
    await why(page).click();
    const told = await sentence.textContent();
    assert.match(told, /‘told reporters’ reports it|‘told’ reports it/);
    const marked = await grounds(page);
    assert.ok(marked.length > 1 && marked.every((words) => told.includes(words)), marked.join());
    assert.deepEqual(await highlighted(page, 'ws-cue'), [], 'what decided takes the place of the rest');
    await clean(page, 'the reason');
    if (process.env.WHOSAID_SHOTS) await page.screenshot({ path: `${process.env.WHOSAID_SHOTS}/why-${size[0]}-${dark ? 'dark' : 'light'}.png` });
    await why(page).click();
    assert.equal(await sentence.isVisible(), false);
    await soon(async () => assert.deepEqual(await grounds(page), []));
    assert.deepEqual(await highlighted(page, 'ws-cue').then((cues) => cues.length), 1);
    assert.deepEqual(faults, []);
  });
}

test('by keyboard: it opens, stays open from mark to mark, and ends with the inspector', async () => {
  const { page } = await chosen('If it does not work');
  await page.locator('#article').focus();
  await page.keyboard.press('e');
  for (let i = 0; i < 3 && !(await why(page).evaluate((button) => button === document.activeElement)); i++) await page.keyboard.press('Tab');
  assert.equal(await why(page).getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('Enter');
  assert.equal(await why(page).getAttribute('aria-expanded'), 'true');
  const first = await grounds(page);
  assert.ok(first.length > 0);
  await page.keyboard.press('j');
  await soon(async () => assert.notDeepEqual(await grounds(page), first));
  assert.equal(await page.locator('#why').isVisible(), true);
  assert.equal(await why(page).evaluate((button) => button === document.activeElement), true, 'the focus stays on it');
  await page.keyboard.press('Escape');
  await soon(async () => assert.deepEqual(await grounds(page), []));
});

test('a word of the reason leads to its place and is read out; the inspector stays in view', async () => {
  const { page } = await chosen('The mayor refused', { size: [1280, 420] });
  await why(page).click();
  const leads = page.locator('#why .ground');
  assert.ok((await leads.count()) > 0);
  for (const lead of await leads.all()) {
    const words = (await lead.textContent()).slice(1, -1);
    await lead.click();
    await soon(async () => assert.ok((await said(page)).includes(words)));
    await soon(async () => {
      const { y, height } = await page.locator('#inspector').boundingBox();
      assert.ok(y >= 0 && y + height <= 420, `${y} to ${y + height}`);
    });
  }
});

test('accepted, it is a person’s: no reason is told', async () => {
  const { page } = await chosen('If it does not work');
  await why(page).click();
  await page.keyboard.press('Escape');
  await clickWords(page, 'If it does not work');
  await why(page).waitFor();
  await page.locator('#inspector').getByRole('button', { name: /^Accept/ }).click();
  await soon(async () => assert.match(await page.locator('.why').textContent(), /^Accepted/));
  assert.deepEqual(await grounds(page), []);
});
