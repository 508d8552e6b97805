/**
 * The page as it comes out of a printer.
 *
 * Firefox and Chromium print into a PDF by their drivers. WebKit's driver cannot print: there the page is told that printing begins and gets
 * the rules for paper on the screen, which shows all but the breaks between pages.
 *
 * @module
 */

import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';
import { env } from '../support.js';

/**
 * The first page.
 * @param {import('./tab.js').Tab} tab
 * @returns {Promise<PNG>}
 */
export async function printed(tab) {
  return tab.driver.pdf ? fromPdf(tab, await tab.driver.pdf()) : onScreen(tab);
}

/** @param {import('./tab.js').Tab} tab @param {Buffer} pdf */
async function fromPdf(tab, pdf) {
  const path = join(tab.home.dir, 'page');
  writeFileSync(`${path}.pdf`, pdf);
  await promisify(execFile)(env('WHOSAID_PDFTOPPM'), ['-png', '-r', '72', '-f', '1', '-singlefile', `${path}.pdf`, path]);
  return PNG.sync.read(readFileSync(`${path}.png`));
}

/** @param {import('./tab.js').Tab} tab */
async function onScreen(tab) {
  await tab.run(() => {
    globalThis.media = [];
    const swap = (list, from, to) => {
      if (list.mediaText !== from) return;
      list.mediaText = to;
      globalThis.media.push([list, from]);
    };
    for (const sheet of document.styleSheets) {
      swap(sheet.media, 'print', 'all');
      for (const rule of sheet.cssRules) if (rule instanceof CSSMediaRule) swap(rule.media, 'not print', 'not all');
    }
    dispatchEvent(new Event('beforeprint'));
    scrollTo(0, 0);
  });
  await tab.settled();
  const picture = await tab.screen();
  await tab.run(() => {
    dispatchEvent(new Event('afterprint'));
    for (const [list, from] of globalThis.media) list.mediaText = from;
  });
  return picture;
}
