/** Single keys: where they act, that they can be changed and switched off, and where they lead. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, clickWords, highlighted, open, openSample, said, selectWords, soon } from './support.js';

const help = (page) => page.getByRole('button', { name: /^Help and keys/ }).click();
const chosen = (page) => highlighted(page, 'ws-chosen');
const positions = async (page) => (await highlighted(page, 'ws-position')).length;

test('a single key does nothing to the article while a control elsewhere has the focus by keyboard', async () => {
  const { page, faults } = await open({ fixture: true, size: [1280, 1800] });
  await openSample(page);
  await page.locator('#article').focus();
  await page.keyboard.press('j');
  await soon(async () => assert.equal((await chosen(page)).length, 1));
  const before = await chosen(page);
  for (const control of ['#tab-quotes', '#bar .brand', '.legend .layer', '.head-more summary', '.panel-body']) {
    await page.keyboard.press('Shift');
    await page.locator(control).first().focus();
    await page.keyboard.press('Tab');
    await page.locator(control).first().focus();
    for (const key of ['x', 'n', 'a', '1']) await page.keyboard.press(key);
  }
  await page.waitForTimeout(200);
  assert.deepEqual(await chosen(page), before, 'the mark is there and selected');
  assert.equal(await page.locator('button[aria-label^="Undo"]').isDisabled(), true);
  assert.ok((await highlighted(page, 'ws-actor-0')).length > 0, 'the layer is shown');
  await page.keyboard.press('v');
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'article', 'but back from the list leads V'));
  await page.keyboard.press('x');
  await soon(async () => assert.match(await said(page), /^Removed/));
  // Who has clicked a control has not gone to it to work it by keyboard.
  await page.click('#tab-positions');
  await page.keyboard.press('n');
  await soon(async () => assert.equal((await chosen(page)).length, 1));
  assert.deepEqual(faults, []);
});

test('single keys are changed, kept, and switched off', async () => {
  const { page } = await open({ fixture: true, bypassCSP: true });
  await openSample(page);
  await help(page);
  await page.getByRole('button', { name: /^J: Next quote/ }).click();
  await page.keyboard.press('n');
  await page.getByRole('button', { name: /^N: Next quote/ }).waitFor();
  await page.getByRole('button', { name: /^J: Next mark/ }).waitFor();
  await clean(page, 'keys');
  await page.keyboard.press('Escape');
  await page.locator('.saved', { hasText: 'Saved' }).waitFor();
  await page.reload();
  await page.locator('.mark').first().waitFor();
  await page.locator('#article').focus();
  await page.keyboard.press('n');
  await soon(async () => assert.match(await said(page), /^Paraphrase, nobody named: they would reopen/));
  await help(page);
  await page.getByLabel(/^Single keys do something/).uncheck();
  assert.equal(await page.getByRole('button', { name: /^N: Next quote/ }).isDisabled(), true);
  await page.keyboard.press('Escape');
  await page.locator('#article').focus();
  const told = await said(page);
  for (const key of ['n', 'j', 'x', '?', '1']) await page.keyboard.press(key);
  await page.waitForTimeout(200);
  assert.deepEqual([await said(page), await page.locator('dialog').count()], [told, 0]);
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await page.evaluate(() => String(getSelection())), '', 'arrows, which nobody says, go on working');
  await help(page);
  await page.getByLabel(/^Single keys do something/).check();
  await page.getByRole('button', { name: 'Use the usual keys' }).click();
  await page.getByRole('button', { name: /^N: Next mark/ }).waitFor();
});

test('a key right after a selection opens the menu that stays, and letters answer it', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  for (const wait of [0, 60, 150, 250]) {
    await page.locator('#article').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.waitForTimeout(wait);
    await page.keyboard.press('o');
    await page.waitForTimeout(400);
    assert.equal(await page.locator('#selection-bar .label').textContent(), 'Which stance?', `after ${wait} ms`);
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), '? doubts');
    assert.equal(await page.locator('dialog').count(), 0, 'a letter is no command there');
    await page.keyboard.press('Escape');
  }
});

test('after X the next mark is the one behind it, after Escape arrows go on where they were', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await clickWords(page, 'any deal that did not settle');
  await page.locator('#inspector').waitFor();
  if (!(await page.locator('#inspector').getAttribute('aria-label')).endsWith('opposes')) await clickWords(page, 'any deal that did not settle');
  await page.locator('#inspector[aria-label$="opposes"]').waitFor();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await soon(async () => assert.match((await chosen(page)).join(), /a bridge without a price list/));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.locator('#article').focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  const word = () => page.evaluate(() => String(getSelection()));
  const before = await word();
  await page.keyboard.press('Escape');
  await soon(async () => assert.equal(await word(), ''));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  assert.equal(await word(), before);
});

test('a paragraph, or all that follows, is cut off by hand or key, greyed, and comes back', async () => {
  const { page, faults } = await open({ fixture: true, bypassCSP: true, size: [1280, 1800] });
  await openSample(page);
  const all = await positions(page);
  await selectWords(page, 'called on the government');
  await page.getByRole('button', { name: /^Cut this part off/ }).click();
  await page.getByRole('button', { name: 'this paragraph' }).click();
  await soon(async () => assert.equal(await positions(page), all - 2));
  await soon(async () => assert.equal(await page.locator('.part p.cut').count(), 1));
  await page.locator('#tab-positions .count', { hasText: String(all - 2) }).waitFor();
  await clean(page, 'a part that is cut off');
  await page.locator('.saved', { hasText: 'Saved' }).waitFor();
  await page.reload();
  await soon(async () => assert.equal(await page.locator('.part p.cut').count(), 1));
  await clickWords(page, 'called on the government');
  await page.locator('.toast', { hasText: 'cut off' }).getByRole('button', { name: 'Bring it back' }).click();
  await soon(async () => assert.equal(await positions(page), all));
  await selectWords(page, 'called on the government');
  await page.keyboard.press('c');
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await soon(async () => assert.ok((await page.locator('.part p.cut').count()) > 3));
  await page.keyboard.press('Control+z');
  await soon(async () => assert.equal(await page.locator('.part p.cut').count(), 0));
  await soon(async () => assert.equal(await positions(page), all));
  assert.deepEqual(faults, []);
});
