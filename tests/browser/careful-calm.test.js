/** The careful marks come calmly: no jump, no other colors, nothing under a hand, no long task; and they tell what they changed. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newsText } from '../bench/text.mjs';
import { clickWords, highlighted, launch, open, paste, soon, where } from './support.js';
import { PATIENCE } from '../../www/state/patience.js';
import { TEXT, done, screens, sign, standIn } from './reading.js';

const reading = (page) => page.locator('#bar .careful[aria-label="Reading carefully 50 %"]').waitFor({ timeout: 60_000 });
/** Where each paragraph stands on paper. */
const places = (page) => page.locator('.part > :is(p, h1)').evaluateAll((lines) => lines.flatMap((line) => ['x', 'y', 'width', 'height'].map((side) => line.getBoundingClientRect()[side] + (side === 'y' ? scrollY : 0))));
/** Which color each speaker's label has in the margin. */
const colors = (page) => page.locator('.mark.voice:has(.chip)').evaluateAll((marks) => Object.fromEntries(marks.map((mark) => [mark.querySelector('.chip').dataset.label, /slot-\d/.exec(mark.className)[0]])));

for (const size of [[1280, 900], [390, 844]]) {
  test(`the text stays where it is, and whoever is found again keeps color and label, ${size[0]} wide`, async () => {
    const { page, faults } = await open({ careful: true, size });
    const { goOn } = await standIn(page);
    await page.click('[data-sample=court]');
    await reading(page);
    await page.locator('.mark.voice .chip').nth(3).waitFor();
    await page.evaluate(() => scrollTo(0, 250));
    await page.waitForTimeout(500);
    const [before, dyed, scroll] = [await places(page), await colors(page), await page.evaluate(() => scrollY)];
    await goOn();
    await done(page);
    await soon(async () => assert.notDeepEqual(await page.locator('.mark').count(), 0));
    const moved = (await places(page)).flatMap((side, i) => (Math.abs(side - before[i]) < 1 ? [] : [`${i}: ${before[i]} to ${side}`]));
    assert.deepEqual(moved, []);
    assert.equal(await page.evaluate(() => scrollY), scroll);
    await soon(async () => {
      const now = await colors(page);
      const again = Object.keys(now).filter((label) => label in dyed);
      assert.ok(again.length > 2, JSON.stringify(now));
      for (const label of again) assert.equal(now[label], dyed[label], label);
    });
    assert.deepEqual(faults, []);
  });
}

test('nothing changes under a pointer that rests on a mark; when it leaves, the marks come', async () => {
  const { page } = await open({ careful: true });
  const { goOn } = await standIn(page);
  await paste(page, { 'text/plain': TEXT });
  await reading(page);
  const { x, y } = await where(page, 'Odette Farnham');
  await soon(async () => {
    for (const step of [2, 0]) await page.mouse.move(x + step, y);
    assert.match(await page.locator('#hover').innerText(), /Odette Farnham/);
  });
  await goOn();
  await sign(page).filter({ hasText: 'Show the careful marks' }).waitFor();
  assert.equal(await page.locator('#hover').isVisible(), true);
  await page.mouse.move(4, 500);
  await done(page);
});

test('nor under a pointer that rests on a row of the panel, whatever is listed', async () => {
  for (const tab of ['Voices', 'Positions', 'Quotes']) {
    const { page, context } = await open({ careful: true });
    const { goOn } = await standIn(page);
    await paste(page, { 'text/plain': TEXT });
    await reading(page);
    await page.getByRole('tab', { name: tab }).click();
    const row = page.locator('.panel-body li').nth(1);
    const { x, y, width, height } = await row.boundingBox();
    await page.mouse.move(x + width - 3, y + height - 3);
    const before = await page.locator('.panel-body').innerHTML();
    await goOn();
    await sign(page).filter({ hasText: 'Show the careful marks' }).waitFor();
    assert.equal(await page.locator('.panel-body').innerHTML(), before, tab);
    await page.mouse.move(4, 500);
    await done(page);
    await context.close();
  }
});

test('nor while words are selected', async () => {
  const { page } = await open({ careful: true });
  const { goOn } = await standIn(page);
  await paste(page, { 'text/plain': TEXT });
  await reading(page);
  await page.locator('#article').focus();
  await page.keyboard.press('ArrowRight');
  const words = await page.evaluate(() => String(getSelection()));
  assert.ok(words);
  await goOn();
  await sign(page).filter({ hasText: 'Show the careful marks' }).waitFor();
  assert.equal(await page.evaluate(() => String(getSelection())), words);
  await page.keyboard.press('Escape');
  await done(page);
});

test('what is marked by hand while it reads stays, and undo takes back the edit, never the reading', async () => {
  const { page } = await open({ careful: true });
  const { goOn } = await standIn(page);
  await paste(page, { 'text/plain': TEXT });
  await reading(page);
  await clickWords(page, 'Rowan Pike');
  await page.locator('#inspector').waitFor();
  await page.keyboard.press('a');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-name-accepted'), ['Rowan Pike']));
  await goOn();
  await done(page);
  assert.deepEqual(await highlighted(page, 'ws-name-accepted'), ['Rowan Pike']);
  const after = await page.locator('.counts').textContent();
  await page.locator('button[aria-label^="Undo"]').click();
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-name-accepted'), []));
  assert.equal(await page.locator('button[aria-label^="Undo"]').isDisabled(), true);
  assert.match(await sign(page).textContent(), /^Read carefully/);
  assert.equal(await page.locator('.counts').textContent(), after, 'the marks are those of the careful reading');
});

test('what is doubtful is hidden at first, told, and one step away; the sign lists which marks changed and leads to them', async () => {
  const { page, faults } = await open({ careful: true, bypassCSP: true });
  const { goOn } = await standIn(page);
  await page.click('[data-sample=court]');
  await reading(page);
  await goOn();
  await done(page);
  const hidden = page.locator('.some-hidden');
  await hidden.filter({ hasText: /^\d+ doubtful marks? hidden$/ }).waitFor();
  const count = Number(/\d+/.exec(await hidden.textContent())[0]);
  const quotes = async () => Number(/(\d+) quote/.exec(await page.locator('.counts').textContent())[1]);
  const before = await quotes();
  await hidden.click();
  assert.match(await page.getByRole('slider').getAttribute('aria-valuetext'), new RegExp(`^${count} suggestions hidden: (\\d+ quotes?|, |\\d+ positions?)+$`), 'no mention is');
  await page.keyboard.press('ArrowLeft');
  await hidden.waitFor({ state: 'hidden' });
  await soon(async () => assert.ok((await quotes()) > before));
  await sign(page).click();
  const dialog = page.locator('dialog');
  await dialog.locator('summary', { hasText: 'Which marks changed' }).click();
  assert.equal(await dialog.locator('.changes li').count(), Number(/\d+/.exec(await sign(page).textContent())[0]));
  for (const what of ['Gone', 'Changed']) await dialog.locator('.changes li', { hasText: what }).first().waitFor();
  await dialog.locator('.changes button').first().click();
  await dialog.waitFor({ state: 'detached' });
  await soon(async () => assert.ok((await highlighted(page, 'ws-chosen')).length > 0));
  assert.deepEqual(faults, []);
});

test('a text of a megabyte stays usable while its marks are replaced, screen by screen and then all: no task takes 50 ms', async () => {
  const { page } = await open({ careful: true });
  // What the page does about storage that does not answer is another matter, and on a busy machine it may not for a while.
  await page.addInitScript((patience) => {
    const set = globalThis.setTimeout;
    globalThis.setTimeout = (work, wait, ...rest) => set(work, wait === patience ? 10 * patience : wait, ...rest);
  }, PATIENCE);
  const { goOn, part } = await standIn(page);
  await paste(page, { 'text/plain': newsText(1_000_000, 12) });
  await reading(page);
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor({ timeout: 60_000 });
  const browser = await launch();
  await browser.startTracing(page, { categories: ['toplevel'] });
  for (const count of [1, 2]) {
    await part();
    await screens(page, count);
    await page.mouse.wheel(0, 300_000);
  }
  await goOn();
  await done(page);
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor({ timeout: 60_000 });
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`);
  // By the processor's clock: other programs take their time, too.
  const tasks = traceEvents.filter(({ name, pid, tid, tdur }) => /RunTask$/.test(name) && tdur !== undefined && mains.includes(`${pid} ${tid}`)).map(({ tdur }) => tdur / 1000);
  assert.ok(tasks.length > 100, `${tasks.length} tasks`);
  assert.ok(Math.max(...tasks) < 50, `the longest takes ${Math.max(...tasks)} ms`);
});
