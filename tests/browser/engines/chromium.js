/** Chromium, driven by Playwright. What a driver is, `open.js` says. */

import { chromium } from 'playwright-core';
import { FLAGS, env } from '../support.js';

/** @param {import('./home.js').Home} home @param {{forcedColors?: 'active'}} [options] @returns {Promise<import('./open.js').Driver>} */
export async function launch(home, { forcedColors } = {}) {
  const browser = await chromium.launch({ executablePath: env('WHOSAID_CHROMIUM'), args: FLAGS, env: home.env, downloadsPath: home.dir });
  const context = await browser.newContext({ reducedMotion: 'reduce', forcedColors, viewport: { width: 1000, height: 700 } });
  const page = await context.newPage();
  page.on('download', async (download) => void download.saveAs(`${home.downloads}/${download.suggestedFilename()}`));
  return {
    goto: (url) => page.goto(url),
    evaluate: (source) => page.evaluate(source),
    async pointer(steps) {
      for (const { to, press, release } of steps) {
        if (to) await page.mouse.move(to.x, to.y);
        if (press) await page.mouse.down();
        if (release) await page.mouse.up();
      }
    },
    press: (keys) => page.keyboard.press(keys.join('+')),
    type: (text) => page.keyboard.type(text),
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: () => page.screenshot(),
    choose: (selector, path) => page.setInputFiles(selector, path),
    pdf: () => page.pdf({ format: 'A4', printBackground: false, preferCSSPageSize: true }),
    dark: (on) => page.emulateMedia({ colorScheme: on ? 'dark' : 'light' }),
    before: (source) => page.addInitScript(source),
    close: () => browser.close(),
  };
}
