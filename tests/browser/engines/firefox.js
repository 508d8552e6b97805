/** Firefox, driven by Puppeteer over WebDriver BiDi. What a driver is, `open.js` says. */

import puppeteer from 'puppeteer-core';
import { env } from '../support.js';

const PREFERENCES = {
  'browser.download.folderList': 2,
  'browser.download.useDownloadDir': true,
  'browser.download.always_ask_before_handling_new_types': false,
  'dom.serviceWorkers.testing.enabled': true,
  'layout.css.devPixelsPerPx': '1.0',
  'ui.caretBlinkTime': 0,
  'ui.prefersReducedMotion': 1,
  'ui.systemUsesDarkTheme': 0,
};

/** @param {import('./home.js').Home} home @param {{preferences?: Record<string, unknown>}} [options] @returns {Promise<import('./open.js').Driver>} */
export async function launch(home, { preferences = {} } = {}) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: env('WHOSAID_FIREFOX'),
    headless: true,
    env: home.env,
    extraPrefsFirefox: { ...PREFERENCES, 'browser.download.dir': home.downloads, ...preferences },
    defaultViewport: { width: 1000, height: 700 },
  });
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  return {
    goto: (url) => page.goto(url, { waitUntil: 'load' }),
    evaluate: (source) => page.evaluate(source),
    async pointer(steps) {
      for (const { to, press, release } of steps) {
        if (to) await page.mouse.move(to.x, to.y);
        if (press) await page.mouse.down();
        if (release) await page.mouse.up();
      }
    },
    async press(keys) {
      for (const key of keys) await page.keyboard.down(key);
      for (const key of [...keys].reverse()) await page.keyboard.up(key);
    },
    type: (text) => page.keyboard.type(text),
    resize: (width, height) => page.setViewport({ width, height }),
    screenshot: async () => Buffer.from(await page.screenshot()),
    choose: async (selector, path) => (await page.$(selector)).uploadFile(path),
    pdf: async () => Buffer.from(await page.pdf({ format: 'A4', printBackground: false, preferCSSPageSize: true })),
    before: (source) => page.evaluateOnNewDocument(source),
    close: () => browser.close(),
  };
}
