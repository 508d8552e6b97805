/**
 * The page in a browser that has nothing younger than Safari 16.4, Firefox 115 and Chrome 110: what has come since is taken away from today's before the
 * page starts. Syntax and styles are checked where they are written (`--target` of the bundler, the linter's baseline, the library of types).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { court } from '../../../www/samples/court.js';
import { env } from '../support.js';
import * as chromium from './chromium.js';
import * as firefox from './firefox.js';
import { host } from './host.js';
import { printed } from './paper.js';
import { dragsAreWhole, lookAtMarks } from './marks.js';
import { openBrowser } from './open.js';

/** Switched off in Firefox itself. */
const PREFERENCES = { 'layout.css.light-dark.enabled': false, 'layout.css.has-selector.enabled': false, 'dom.element.popover.enabled': false };

/** Runs in the page, before its own scripts. Trusted Types stay: a browser that lacks them does not ask for them in a policy either. */
function takeAway() {
  const gone = [
    [globalThis, 'Highlight HighlightRegistry Iterator CloseWatcher scheduler navigation'],
    [CSS, 'highlights'],
    [Document.prototype, 'caretPositionFromPoint startViewTransition'],
    [HTMLElement.prototype, 'popover showPopover hidePopover togglePopover oncontentvisibilityautostatechange'],
    [HTMLDialogElement.prototype, 'closedBy requestClose'],
    [Element.prototype, 'checkVisibility setHTMLUnsafe moveBefore'],
    [String.prototype, 'isWellFormed toWellFormed'],
    [Set.prototype, 'union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom'],
    [Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), 'map filter take drop flatMap reduce toArray forEach some every find'],
    [Map, 'groupBy'],
    [Object, 'groupBy'],
    [Array, 'fromAsync'],
    [Promise, 'withResolvers try'],
    [ArrayBuffer.prototype, 'transfer transferToFixedLength resize'],
    [Uint8Array, 'fromBase64 fromHex'],
    [RegExp, 'escape'],
    [URL, 'canParse parse'],
    [AbortSignal, 'any'],
    [Intl, 'Segmenter DurationFormat'],
    [ReadableStream.prototype, 'values'],
  ];
  // Firefox has had no other way from a point to a place in the text.
  const kept = 'caretRangeFromPoint' in document ? [] : ['caretPositionFromPoint'];
  for (const [owner, names] of gone) for (const name of names.split(' ')) if (!kept.includes(name)) delete owner[name];
  delete ReadableStream.prototype[Symbol.asyncIterator];
}

for (const [name, engine] of Object.entries({ chromium, firefox })) {
  test(`${name} as old as the oldest: an article is marked, drawn on, corrected, compared and printed`, async () => {
    const page = await host(env('WHOSAID_URL'));
    const tab = await openBrowser(engine, { preferences: PREFERENCES });
    try {
      await tab.driver.before(`(${takeAway})()`);
      await tab.driver.resize(1000, 700);
      await tab.open(page.url);
      assert.deepEqual(await tab.run(() => ['Highlight' in globalThis, 'showPopover' in document.body, 'groupBy' in Map, typeof ''.toWellFormed === 'function']), [false, false, false, false]);
      await tab.paste(court.text);
      await tab.painted();
      await tab.seen('.mark.voice');
      await tab.settled();
      await lookAtMarks(tab);
      await dragsAreWhole(tab);
      await tab.clickWords('I loved that company');
      await tab.seen('#inspector', 'Direct quote');
      await tab.press('x');
      await tab.until('it is removed', () => !document.querySelector('[aria-label^="Undo"]').disabled);
      await tab.press('Escape');
      await tab.press('Control+z');
      await tab.isMarked('ws-direct', 'I loved that company');
      await tab.press('d');
      await tab.click('.format', 'Whosaid JSON .json');
      await tab.until('the file is made', () => document.querySelector('.dialog-foot .main')?.disabled === false);
      await tab.press('Escape');
      await tab.run(() => scrollTo(0, document.documentElement.scrollHeight));
      await tab.settled();
      await lookAtMarks(tab);
      const paper = await printed(tab);
      const colors = new Set();
      for (let at = 0; at < paper.data.length; at += 4) colors.add(paper.data.readUIntBE(at, 3));
      // Letters are gray; names, bands and lines are not.
      const isColored = (color) => Math.max(color >> 16, (color >> 8) & 255, color & 255) - Math.min(color >> 16, (color >> 8) & 255, color & 255) > 40;
      assert.ok([...colors].filter(isColored).length > 40, 'paper has colors');
      assert.deepEqual(await tab.faults(), []);
    } finally {
      await tab.close();
      await page.close();
    }
  });
}
