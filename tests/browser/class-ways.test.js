/** The ways into an exercise: by oneself, on a phone, by a link, task by task. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byMouse, EMPTY, maker, toResult } from './class-hands.js';
import { clean, open, openSample, soon } from './support.js';

test('marking it oneself shows nothing of the key, also where it was accepted, and outlives a reload', async () => {
  const { page, faults } = await open({ fixture: true });
  await openSample(page);
  await page.locator('#tab-quotes').click();
  await page.getByRole('button', { name: /^Accept/ }).first().click();
  await page.locator('.saved', { hasText: 'Saved' }).waitFor();
  await page.locator('.head-more summary').click();
  await page.getByRole('button', { name: 'Mark it yourself first' }).click();
  const hidden = async () => {
    await page.locator('.class-page.learner').waitFor();
    assert.deepEqual(await page.evaluate(() => ['.reader', '.panel', '.careful', '#inspector', '#hover'].filter((one) => document.querySelector(one)?.checkVisibility())), []);
    assert.equal(await page.locator('.class-text :is(.own, .out, [title])').count(), 0);
    // Names stand in the article's own words alone.
    assert.doesNotMatch(await page.evaluate(() => [...document.querySelectorAll('.class-page > :not(.class-text)')].map((part) => part.textContent).join(' ')), /Marrow|Lindqvale|Sefton/);
  };
  await hidden();
  await page.keyboard.press('l');
  await page.keyboard.press('j');
  assert.equal(await page.locator('dialog').count(), 0, 'no key leads to the lists');
  await page.reload();
  await hidden();
  await byMouse(page, EMPTY);
  await page.getByRole('button', { name: /^What is said/ }).click();
  await soon(async () => assert.equal(await page.locator('.who-row .button').count(), 3, 'nobody is offered'));
  await page.getByLabel(/^Who says this/).fill('Lindqvale');
  await page.keyboard.press('Enter');
  await toResult(page);
  await page.locator('.result-row.o-found', { hasText: EMPTY }).waitFor();
  await page.getByRole('button', { name: 'Back to the article' }).click();
  await page.locator('.reader').waitFor({ state: 'visible' });
  assert.equal(await page.locator('.voice .name', { hasText: 'Lindqvale' }).count(), 1, 'the name is no second actor');
  assert.deepEqual(faults, []);
});

test('the way to an exercise fits a phone', async () => {
  const { page, faults } = await open({ fixture: true, size: [390, 800], touch: true });
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > 390);
  await maker(page);
  assert.equal(await isWide(), false, 'the maker');
  await page.getByRole('button', { name: 'Compare answers' }).click();
  await page.getByText('No answers yet.').waitFor();
  assert.equal(await isWide(), false, 'the class');
  assert.deepEqual(faults, []);
});

test('a damaged link is told, and the page starts', async () => {
  const { page, faults } = await open({ fixture: true });
  await page.goto(`${page.url()}#exercise=dAAAA`);
  await page.reload();
  await page.locator('.notice', { hasText: 'cut off or damaged' }).waitFor();
  await page.locator('#paste').waitFor();
  assert.deepEqual(faults, []);
});

test('every task can be previewed, the worksheet filled in, and the article printed', async () => {
  const { page, faults } = await open({ fixture: true, bypassCSP: true });
  await maker(page);
  for (const task of ['Word for word or retold?', 'Named or unnamed sources?', 'Who holds which position?', 'Which verbs say more than “said”?', 'Whose voice is missing?']) {
    await page.getByLabel(task).check();
    await page.getByText(/to be found/).waitFor();
  }
  await page.getByText('Tools and more questions').click();
  await page.getByLabel('A worksheet about each source').check();
  await page.getByRole('button', { name: 'Preview as a learner' }).click();
  await page.getByRole('heading', { name: 'The sources' }).waitFor();
  await page.getByLabel('Another source').fill('The driver');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Is it independent, with nothing to gain?').selectOption('no');
  await page.getByLabel('What is your evidence?').fill('She is paid by the mile.');
  await page.getByLabel('Whose voice is missing?').fill('Those who live there.');
  await clean(page, 'the worksheet');
  await page.getByRole('button', { name: 'End of the preview' }).click();
  await page.locator('dialog.maker').waitFor();
  assert.equal(await page.getByLabel('A worksheet about each source').isChecked(), true, 'what was chosen stays');
  await page.getByRole('button', { name: 'Print without marks' }).click();
  await page.locator('.paper-view.for-notes').waitFor();
  assert.equal(await page.locator('.class-text .key-mark').count(), 0);
  await clean(page, 'paper');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Print with the key' }).click();
  await page.locator('.class-text .key-mark').first().waitFor();
  assert.deepEqual(faults, []);
});
