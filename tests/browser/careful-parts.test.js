/** The careful marks come screen by screen: first where the reader is, calmly, and never over what a person did. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newsText } from '../bench/text.mjs';
import { clickWords, highlighted, open, paste, soon, where } from './support.js';
import { done, kept, pace, screens, sign, standIn } from './reading.js';

const LONG = newsText(60_000, 21);
const reading = (page) => sign(page).filter({ hasText: /Reading carefully\s*50 %/ }).waitFor({ timeout: 60_000 });
const saved = (page) => page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor({ timeout: 60_000 });
/** Where each paragraph stands on paper. */
const places = (page) => page.locator('.part > :is(p, h1)').evaluateAll((lines) => lines.flatMap((line) => ['x', 'y', 'width', 'height'].map((side) => line.getBoundingClientRect()[side] + (side === 'y' ? scrollY : 0))));
/** What is told of each mark, by place: who is meant by name. */
function told(doc) {
  const names = new Map(doc.actors.map(({ id, name }) => [id, name]));
  const of = (list) => doc[list].map(({ kind, start, end, ...mark }) => [list, kind, start, end, ...[mark.actor ?? mark.speaker ?? mark.holder].map((id) => names.get(id) ?? null), mark.confidence, mark.reason]);
  return ['mentions', 'quotes', 'positions'].flatMap(of).map(String).sort();
}

test('the first screen is marked carefully before the end is read, then where the reader goes; in the end it is what is found in the whole', async () => {
  const { page, faults } = await open({ careful: true });
  const wait = await pace(page);
  await paste(page, { 'text/plain': LONG });
  await screens(page, 1);
  await wait(Infinity);
  await soon(async () => assert.ok((await kept(page)).carefully.length > 0));
  const first = await kept(page);
  assert.equal(first.doc.reading, 'partly 1');
  assert.ok(Math.max(...first.carefully) < LONG.length / 4, 'only the beginning');
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await wait(200);
  const end = LONG.length - 1500;
  await page.waitForFunction((from) => performance.getEntriesByName('careful-screen').length > from, first.screens, { timeout: 60_000 });
  await soon(async () => assert.ok((await kept(page)).carefully.some((start) => start > end)));
  await wait(Infinity);
  const { doc, carefully } = await kept(page);
  assert.equal(doc.reading, 'partly 1');
  assert.ok(!carefully.some((start) => start > LONG.length / 3 && start < LONG.length / 2), 'the middle is not read');
  await sign(page).click();
  await page.locator('dialog', { hasText: /% of this article is read.*So far \d+ marks have changed/ }).waitFor();
  await page.keyboard.press('Escape');
  await wait(0);
  await sign(page).filter({ hasText: 'Read carefully' }).waitFor({ timeout: 180_000 });
  await saved(page);
  await soon(async () => assert.equal((await kept(page)).doc.reading, 'careful 1'));
  // The command line finds the same in the whole: tests/wasm/parity.test.mjs.
  const whole = await page.evaluate(async (text) => (await import('/core/careful.js')).createCareful().read(text), LONG);
  assert.deepEqual(told((await kept(page)).doc), told(whole));
  assert.deepEqual(faults, []);
});

test('an edit in the middle stays, undo in the middle leads to what is read as far, and a reload goes on', async () => {
  const { page, context } = await open({ careful: true });
  const wait = await pace(page);
  await paste(page, { 'text/plain': LONG });
  await screens(page, 1);
  await wait(Infinity);
  await soon(async () => assert.equal((await kept(page)).doc.reading, 'partly 1'));
  const { doc } = await kept(page);
  const mark = doc.mentions.find(({ evidence, kind }) => evidence && kind === 'name');
  const words = LONG.slice(mark.start, mark.end);
  await clickWords(page, words);
  await page.locator('#inspector').waitFor();
  await page.keyboard.press('a');
  for (const key of ['Escape', 'Escape', 'Control+z', 'Control+Shift+z', 'Control+z']) await page.keyboard.press(key);
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-name-accepted'), []));
  await saved(page);
  const undone = await kept(page);
  assert.equal(undone.doc.reading, 'partly 1', 'not back to quick marks');
  assert.ok(undone.carefully.length > 0);
  await page.keyboard.press('Control+Shift+z');
  await soon(async () => assert.ok((await highlighted(page, 'ws-name-accepted')).includes(words)));
  await saved(page);
  await soon(async () => assert.ok((await kept(page)).doc.mentions.some(({ status }) => status === 'accepted')));
  // What is taken over is there after a reload, also while the model is not, and the reading goes on when it is.
  await context.route('**/weights.bin', () => {});
  await page.reload();
  await sign(page).filter({ hasText: 'Loading the careful model' }).waitFor();
  const reloaded = await kept(page);
  assert.equal(reloaded.doc.reading, 'partly 1');
  assert.deepEqual((await highlighted(page, 'ws-name-accepted')), [words]);
  assert.ok(reloaded.carefully.length > 0);
  await context.unroute('**/weights.bin');
  await page.reload();
  await sign(page).filter({ hasText: 'Read carefully' }).waitFor({ timeout: 180_000 });
  assert.deepEqual(await highlighted(page, 'ws-name-accepted'), [words]);
  await page.locator('button[aria-label^="Undo"]').click();
  await soon(async () => assert.deepEqual(await highlighted(page, 'ws-name-accepted'), []));
  await saved(page);
  assert.equal((await kept(page)).doc.reading, 'careful 1');
});

test('nothing changes under a pointer that rests on a mark, nor while something is selected; then the screen changes, and no line moves', async () => {
  const { page, faults } = await open({ careful: true });
  const { part, goOn } = await standIn(page);
  await paste(page, { 'text/plain': LONG });
  await reading(page);
  await saved(page);
  await page.evaluate(() => scrollTo(0, 700));
  await page.waitForTimeout(600);
  const name = LONG.slice(...await kept(page).then(({ doc }) => doc.mentions.filter(({ kind }) => kind === 'name').map(({ start, end }) => [start, end])[3]));
  const { x, y } = await where(page, name);
  await soon(async () => {
    for (const step of [2, 0]) await page.mouse.move(x + step, y);
    assert.equal(await page.locator('#hover').isVisible(), true);
  });
  const before = await places(page);
  await part();
  await page.waitForTimeout(1_200);
  assert.equal((await kept(page)).screens, 0, 'a pointer rests there');
  await page.mouse.move(4, 500);
  await page.mouse.click(x, y);
  await page.locator('#inspector').waitFor();
  await page.waitForTimeout(800);
  assert.equal((await kept(page)).screens, 0, 'something is selected');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.mouse.move(4, 500);
  const scroll = await page.evaluate(() => scrollY);
  await screens(page, 1);
  assert.equal(await page.evaluate(() => scrollY), scroll);
  const moved = (await places(page)).filter((side, i) => Math.abs(side - before[i]) >= 1);
  assert.deepEqual(moved, []);
  assert.match(await sign(page).textContent(), /^Reading carefully/);
  await soon(async () => assert.equal((await kept(page)).doc.reading, 'partly 1'));
  await goOn();
  await done(page);
  assert.deepEqual(faults, []);
});

test('where the rest comes to nothing, what is there stays, and that is told', async () => {
  const { page } = await open({ careful: true });
  const { part, fail } = await standIn(page);
  await paste(page, { 'text/plain': LONG });
  await reading(page);
  await part();
  await screens(page, 1);
  await fail();
  await sign(page).filter({ hasText: 'Not read carefully' }).waitFor();
  await part();
  await page.waitForTimeout(800);
  assert.equal((await kept(page)).screens, 1, 'what comes later is of no reading');
  await sign(page).filter({ hasText: 'Not read carefully' }).click();
  await page.locator('dialog', { hasText: 'The rest of the article keeps its quick marks.' }).waitFor();
});
