/** The parts of an interrupted quote: chosen, moved, added and removed, by mouse, keyboard and finger. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clickWords, highlighted, open, openSample, selectWords, soon, where } from './support.js';

const FIRST = '“They have learned to talk to each other again,”';
const SECOND = '“I hope they will not stop now.”';
const chosen = (page) => highlighted(page, 'ws-chosen');
/** Opens the quote with its less needed fields. */
async function openQuote(page, touch = false) {
  if (touch) {
    const { x, y } = await where(page, 'They have learned');
    await page.touchscreen.tap(x, y);
  } else await clickWords(page, 'They have learned');
  await page.locator('#inspector[aria-label="Direct quote by Amara Sefton"]').waitFor();
  await page.getByText('Cue, extent and more').click();
  await soon(async () => assert.deepEqual(await chosen(page), [FIRST, SECOND]));
}

test('one part is chosen, and its extent drawn without touching the other', async () => {
  const { page, faults } = await open({ fixture: true });
  await openSample(page);
  await openQuote(page);
  await page.getByRole('button', { name: /^Part 2: “I hope/ }).click();
  await soon(async () => assert.deepEqual(await chosen(page), [SECOND]));
  await page.getByRole('button', { name: /^Start one word later/ }).click();
  await soon(async () => assert.deepEqual(await chosen(page), [SECOND.slice(1)], 'of the part'));
  await page.getByRole('button', { name: /^Part 2/ }).click();
  await soon(async () => assert.deepEqual(await chosen(page), [FIRST, SECOND.slice(1)], 'chosen no more'));
  await page.getByRole('button', { name: /^Part 1/ }).click();
  await soon(async () => assert.deepEqual(await chosen(page), [FIRST]));
  const target = await where(page, 'to each other again');
  const handle = await page.locator('.handle.to').boundingBox();
  await page.mouse.move(handle.x + 14, handle.y + handle.height - 14);
  await page.mouse.down();
  await page.mouse.move(target.x, target.y, { steps: 5 });
  await page.mouse.up();
  await soon(async () => assert.deepEqual(await chosen(page), ['“They have learned to talk to']));
  assert.deepEqual(faults, []);
});

test('words become a further part, and a part is removed; both are undone', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await openQuote(page);
  await page.keyboard.press('Escape');
  await selectWords(page, 'reopening the railway line');
  await page.getByRole('button', { name: /^Part: it goes on/ }).click();
  await soon(async () => assert.deepEqual(await chosen(page), [FIRST, SECOND, 'reopening the railway line']));
  await page.getByRole('button', { name: 'Remove part 2' }).click();
  await soon(async () => assert.deepEqual(await chosen(page), [FIRST, 'reopening the railway line']));
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await soon(async () => assert.deepEqual(await chosen(page), [FIRST, SECOND]));
  await page.keyboard.press('Control+y');
  await soon(async () => assert.equal((await chosen(page)).length, 3));
});

test('a button of the bar means the words as they are selected when it is pressed, however late the browser tells of them', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await openQuote(page);
  await page.keyboard.press('Escape');
  await selectWords(page, 'reopening the railway line');
  // The bar has not heard of the second selection yet.
  await page.evaluate(() => {
    const { anchorNode, anchorOffset } = getSelection();
    getSelection().setBaseAndExtent(anchorNode, anchorOffset, anchorNode, anchorOffset + 'reopening the railway'.length);
    document.querySelector('#selection-bar [aria-label^="Part"]').click();
  });
  await soon(async () => assert.deepEqual(await chosen(page), [FIRST, SECOND, 'reopening the railway']));
});

test('parts by keyboard alone', async () => {
  const { page } = await open({ fixture: true });
  await openSample(page);
  await openQuote(page);
  await page.keyboard.press('Escape');
  await page.locator('#article').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('w');
  await soon(async () => assert.equal((await chosen(page)).length, 3));
  await page.keyboard.press('e');
  await page.getByRole('button', { name: /^Part 3/ }).focus();
  await page.keyboard.press('Enter');
  await soon(async () => assert.equal((await chosen(page)).length, 1));
  const [words] = await chosen(page);
  await page.locator('#article').focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await soon(async () => assert.ok((await chosen(page))[0].length < words.length));
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Remove part 1' }).focus();
  await page.keyboard.press('Enter');
  await soon(async () => assert.equal((await chosen(page)).length, 2));
});

test('parts by finger', async () => {
  const { page } = await open({ fixture: true, size: [390, 844], touch: true });
  await openSample(page);
  await openQuote(page, true);
  await page.getByRole('button', { name: /^Part 1/ }).tap();
  await soon(async () => assert.deepEqual(await chosen(page), [FIRST]));
  await page.getByRole('button', { name: /^End one word earlier/ }).tap();
  await soon(async () => assert.notDeepEqual(await chosen(page), [FIRST]));
  await page.getByRole('button', { name: 'Remove part 1' }).tap();
  await soon(async () => assert.deepEqual(await chosen(page), [SECOND]));
});
