/**
 * What people do in a class: a teacher in the maker, learners by finger and mouse.
 *
 * @module
 */

import { readFileSync } from 'node:fs';
import { openSample } from './support.js';

/** Opens the maker over the sample. */
export async function maker(page) {
  await openSample(page);
  await page.locator('.head-more summary').click();
  await page.getByRole('button', { name: 'Make an exercise' }).click();
  await page.locator('dialog.maker').waitFor();
}

/** Where words of a learner's article are. */
export async function spot(page, words, last = false, scroll = true) {
  return page.evaluate(({ wanted, end, isToMove }) => {
    const text = document.querySelector('.class-text');
    for (const line of text.children) {
      const at = line.textContent.indexOf(wanted);
      if (at < 0) continue;
      let seen = 0;
      const place = end ? at + wanted.length - 1 : at;
      for (const node of line.children) {
        seen += node.textContent.length;
        if (seen <= place) continue;
        if (isToMove) node.scrollIntoView({ block: 'center' });
        const box = node.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2, left: box.left + 1, right: box.right - 1 };
      }
    }
    throw new Error(`not in the article: ${wanted}`);
  }, { wanted: words, end: last, isToMove: scroll });
}

export const byFinger = async (page, words) => {
  const from = await spot(page, words);
  await page.touchscreen.tap(from.x, from.y);
  const to = await spot(page, words, true);
  await page.touchscreen.tap(to.x, to.y);
};

export const byMouse = async (page, words) => {
  await spot(page, words);
  const [from, to] = [await spot(page, words, false, false), await spot(page, words, true, false)];
  await page.mouse.move(from.left, from.y);
  await page.mouse.down();
  await page.mouse.move(to.right, to.y, { steps: 8 });
  await page.mouse.up();
};
export const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
export const EMPTY = 'Four more weeks is four more weeks of empty trucks';

/** Sees the result and hands in a file. */
export async function handIn(page, name) {
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByLabel(/^Your name/).fill(name);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the answer' }).click()]);
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}
export async function toResult(page) {
  await page.getByRole('button', { name: /^I am done/ }).click();
  await page.locator('dialog').getByRole('button', { name: 'See the result' }).click();
  await page.getByRole('heading', { name: 'Your result' }).waitFor();
}
