/**
 * The decisive paths of those who change marks: correct, add, mark first, take away and open again, find in the list.
 *
 * @module
 */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FREE, dragsAreWhole } from './marks.js';
import { drawOver } from './draw.js';

/** Words of the court report that stand in quotation marks. */
export const QUOTE = 'I did not write those letters to protect myself';

/** @param {import('./paths.js').Here} here */
export function workPaths(here) {
  here.path('a mark is looked at and corrected, undone and done again, and is there after a reload', async () => {
    await here.openCourt();
    await here.tab.clickWords(QUOTE);
    await here.tab.seen('#inspector', 'Direct quote');
    const body = await here.tab.run(() => document.querySelector('.inspector-body').getBoundingClientRect().height);
    assert.ok(body > 150, `the inspector shows ${body} pixels of its fields`);
    await here.tab.run(() => {
      const kind = document.querySelector('#inspector [data-field=kind]');
      kind.value = 'indirect';
      kind.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await here.tab.isMarked('ws-indirect', QUOTE);
    await here.tab.press('Escape');
    await here.tab.press('Control+z');
    await here.tab.isMarked('ws-direct', QUOTE);
    await here.tab.press('Control+Shift+z');
    await here.tab.isMarked('ws-indirect', QUOTE);
    await here.tab.seen('.saved', 'Saved in this browser');
    await here.tab.reload();
    await here.tab.isMarked('ws-indirect', QUOTE);
  });

  here.path('words that are drawn over quickly become a quote, from the first letter, and a position', async () => {
    await here.openCourt();
    await dragsAreWhole(here.tab);
    await here.tab.selectWords(FREE);
    await here.tab.press('q');
    await here.tab.seen('dialog', 'Speaker: who is it?');
    await here.tab.driver.type('galbraith');
    await here.tab.press('Enter');
    await here.tab.seen('#inspector', 'by Fiona Galbraith');
    await here.tab.isMarked('ws-indirect', FREE);
    await here.tab.press('Escape');
    await here.tab.press('Control+z');
    await here.tab.press('Control+z');
    await here.tab.until('the added quote is gone', () => document.querySelector('[aria-label^="Undo"]').disabled);
    assert.ok(!(await here.tab.marked('ws-indirect')).join(' ').includes(FREE));
  });

  here.path('who marks first sees no suggestion, and compares then', async () => {
    await here.openCourt();
    await here.tab.click('.head-more summary');
    await here.tab.click('.link', 'Mark it yourself first');
    await here.tab.seen('.class-page.learner .class-text', QUOTE);
    await here.tab.until('nothing is given away', () => document.querySelector('.reader').getClientRects().length === 0 && !document.querySelector('.class-text .own, .class-text .out'));
    await drawOver(here.tab, '.class-text', QUOTE);
    await here.tab.click('.big-tool', 'What is said');
    await here.tab.seen('.who');
    await here.tab.click('.who input');
    await here.tab.driver.type('Callum Reyes');
    await here.tab.press('Enter');
    await here.tab.seen('.own-mark', 'Callum Reyes');
    // The tools stand over the end of the page until it is scrolled up.
    await here.tab.run(() => document.querySelector('.class-done').scrollIntoView({ block: 'center' }));
    await here.tab.click('.class-done button', 'I am done');
    await here.tab.click('dialog button', 'See the result');
    await here.tab.seen('.class-page h1', 'Your result');
    await here.tab.seen('.result-row', QUOTE);
  });

  here.path('a download opens again, with what was corrected', async () => {
    await here.openCourt();
    await here.tab.clickWords(QUOTE);
    await here.tab.seen('#inspector', 'Direct quote');
    await here.tab.press('a');
    await here.tab.press('Escape');
    await here.tab.press('d');
    await here.tab.click('.format', 'Whosaid JSON .json');
    await here.tab.until('the file is made', () => document.querySelector('.dialog-foot .main')?.disabled === false);
    const { content } = await here.tab.download(() => here.tab.click('.dialog-foot .main', 'Download'));
    const file = JSON.parse(content);
    assert.equal(file.format, 'whosaid/1');
    assert.deepEqual(file.quotes.filter((quote) => quote.status === 'accepted').map((quote) => [...file.text].slice(quote.start, quote.end).join('').includes(QUOTE)), [true]);
    await here.tab.press('Escape');
    await here.tab.click('.brand');
    await here.tab.seen('#paste');
    const back = join(here.tab.home.dir, 'back.json');
    writeFileSync(back, content);
    await here.tab.driver.choose('input[type=file]', back);
    await here.tab.isMarked('ws-direct', QUOTE);
    await here.tab.clickWords(QUOTE);
    await here.tab.seen('#inspector', 'Accepted');
  });

  here.path('the panel lists who speaks, and a row leads to its place', async () => {
    await here.openCourt();
    await here.tab.click('#tab-quotes');
    await here.tab.click('.saying', 'everyone knew'.replace('e', 'E'));
    await here.tab.isMarked('ws-chosen', 'Everyone knew what the question meant');
    const inView = await here.tab.until('it is in view', () => {
      const line = [...document.querySelectorAll('.part > p')].find((one) => one.textContent.includes('Everyone knew'));
      const { top, bottom } = line.getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    });
    assert.ok(inView);
  });
}
