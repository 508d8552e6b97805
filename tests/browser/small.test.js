/** Phones: stances say their word, and on its side a phone keeps two thirds of its height for the text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, openSample, soon } from './support.js';

for (const [name, size] of Object.entries({ phone: [390, 844], 'small phone': [320, 640], tablet: [800, 1000] })) {
  test(`on a ${name} each stance stands in its margin with its word, whole and apart from the next`, async () => {
    const { page } = await open({ fixture: true, touch: true, size });
    await openSample(page);
    const marks = page.locator('.mark.stance');
    await soon(async () => assert.ok((await marks.count()) > 1));
    for (let at = 0; at < 3; at++) {
      await page.evaluate((turn) => scrollTo(0, turn * innerHeight * 0.8), at);
      await page.waitForTimeout(300);
      const boxes = await marks.evaluateAll((all) => all.map((mark) => {
        const [{ top, bottom, right }, word] = [mark.getBoundingClientRect(), mark.querySelector('.word').getBoundingClientRect()];
        return { words: mark.textContent, top, bottom, right, size: Math.min(word.width, word.height), edge: mark.closest('.part').getBoundingClientRect().right };
      }));
      for (const { words, size: seen, right, edge } of boxes) assert.ok(seen > 8 && right <= edge, `${words}: ${seen} wide, to ${right} of ${edge}`);
      boxes.sort((a, b) => a.top - b.top).reduce((before, box) => (assert.ok(box.top >= before.bottom - 1, `${box.words} over ${before.words}`), box));
    }
  });
}

for (const size of [[844, 390], [740, 360], [667, 375], [915, 412]]) {
  test(`on a phone of ${size.join(' × ')} the text has two thirds of the height, at first and later`, async () => {
    const { page, faults } = await open({ fixture: true, touch: true, size });
    await openSample(page);
    const share = () => page.evaluate(() => {
      const bar = Math.max(0, document.querySelector('#bar').getBoundingClientRect().bottom);
      const top = Math.max(bar, document.querySelector('.part').getBoundingClientRect().top);
      const below = document.querySelector('#panel').getBoundingClientRect();
      // On a wide one the lists stand beside the text.
      return ((below.height < innerHeight / 2 ? below.top : innerHeight) - top) / innerHeight;
    });
    await soon(async () => assert.ok((await share()) >= 2 / 3, `${await share()}`));
    await page.evaluate(() => scrollTo(0, 500));
    assert.ok((await share()) >= 2 / 3, `${await share()}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    assert.equal(await page.locator('#bar').evaluate((bar) => bar.scrollWidth - bar.clientWidth), 0, 'nothing of the bar is cut');
    await page.tap('#tab-quotes');
    await page.locator('.saying').first().waitFor();
    const close = page.getByRole('button', { name: 'Close the list' });
    if (await close.isVisible()) await close.tap();
    assert.deepEqual(faults, []);
  });
}
