/** The reader's own colors, where an operating system forces them on every page: nothing that tells marks apart is left blank. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { env } from '../support.js';
import * as chromium from './chromium.js';
import * as firefox from './firefox.js';
import { host } from './host.js';
import { behind, colorAt, distance } from './pixels.js';
import { openBrowser } from './open.js';

const FORCED = { forcedColors: 'active', preferences: { 'browser.display.document_color_use': 2 } };
const KEYS = ['.swatch.s-actor', '.swatch.s-direct', '.swatch.s-position', '.bar-key.direct', '.bar-key.retold', '.share .direct', '.share .retold'];

/** In the page: where these are. @param {string[]} selectors */
function boxesOf(selectors) {
  return selectors.map((selector) => {
    const at = [...document.querySelectorAll(selector)].find((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().top > 60);
    const { left, top, right, bottom } = at.getBoundingClientRect();
    return { left, top, right, bottom };
  });
}

/** Whether enough of a box has another color than what is around it. @param {import('pngjs').PNG} picture @param {import('./pixels.js').Box} box */
function isFilled(picture, { left, top, right, bottom }) {
  const around = colorAt(picture, left - 3, (top + bottom) / 2);
  let other = 0;
  for (let y = Math.ceil(top); y < bottom; y++) for (let x = Math.ceil(left); x < right; x++) other += Number(distance(colorAt(picture, x, y), around) > 60);
  return other > 0.08 * (right - left) * (bottom - top);
}

for (const [name, engine] of Object.entries({ chromium, firefox })) {
  for (const painter of ['highlights', 'elements']) {
    test(`${name} with forced colors and ${painter}: the keys show what they explain, and names are marked`, async () => {
      const page = await host(env('WHOSAID_URL'), { fixture: true });
      const tab = await openBrowser(engine, FORCED);
      try {
        if (painter === 'elements') await tab.driver.before('delete globalThis.Highlight');
        await tab.driver.resize(1280, 900);
        await tab.open(page.url);
        assert.ok(await tab.run(() => matchMedia('(forced-colors: active)').matches));
        await tab.click('[data-sample=border]');
        await tab.painted();
        await tab.seen('.mark.voice');
        await tab.settled();
        const boxes = await tab.run(boxesOf, KEYS);
        const [words] = await tab.words('Ilse Marrow');
        const picture = await tab.screen();
        const paper = colorAt(picture, 5, 400);
        assert.deepEqual(KEYS.filter((_, i) => !isFilled(picture, boxes[i])), [], 'blank');
        assert.ok(distance(behind(picture, boxes[0]), colorAt(picture, boxes[0].left - 3, boxes[0].top + 4)) > 25, 'the key of names has their color');
        const name = behind(picture, { ...words, top: words.top + 2, bottom: words.bottom - 2 });
        assert.ok(distance(name, paper) > 100, `a name on ${name}`);
      } finally {
        await tab.close();
        await page.close();
      }
    });
  }
}
