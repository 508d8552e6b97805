/**
 * The decisive paths of those who look: a long article, what is handed out, light and dark, phone and paper, without a network and from disk.
 *
 * @module
 */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { court } from '../../../www/samples/court.js';
import { newsText } from '../../bench/text.mjs';
import { env } from '../support.js';
import { host } from './host.js';
import { lookAtMarks } from './marks.js';
import { WIDE } from './open.js';
import { printed } from './paper.js';
import { QUOTE } from './paths-work.js';
import { looksAsKept } from './pictures.js';
import { behind, colorAt, distance, lineUnder, thickness } from './pixels.js';

/** What is kept as a picture is no larger than it must be. */
const SMALL = /** @type {const} */ ([900, 600]);
const PHONE = /** @type {const} */ ([390, 700]);

/** @param {import('./paths.js').Here} here */
export function lookPaths(here) {
  here.path('all of a long article is marked, at its top, in its middle and at its end', async () => {
    const text = newsText(50_000, 7);
    await here.tab.paste(text);
    await here.tab.painted();
    const seen = new Set();
    for (const share of [0, 0.5, 1]) {
      await here.tab.run((part) => scrollTo(0, part * document.documentElement.scrollHeight), share);
      // What is scrolled past is laid out as it comes, and the article grows or shrinks by it.
      await here.tab.settled();
      await here.tab.run((part) => scrollTo(0, part * document.documentElement.scrollHeight), share);
      await here.tab.until(`marks and labels at ${share}`, () => [...document.querySelectorAll('.mark')].some((at) => at.getBoundingClientRect().top > 60 && at.getBoundingClientRect().bottom < innerHeight));
      await here.tab.settled();
      for (const kind of await lookAtMarks(here.tab)) seen.add(kind);
    }
    assert.deepEqual([...seen].sort(), ['actor', 'direct', 'indirect', 'mixed', 'position']);
    const shown = await here.tab.run(() => [...document.querySelectorAll('.part > :is(p, h1)')].map((line) => line.textContent).join('\n'));
    assert.equal(shown, text.split('\n').filter((line) => line.trim()).join('\n'), 'the text is as it was');
  });

  test(`${here.name}: the page that is handed out has the colors and lines of its marks`, async () => {
    await here.tab.driver.resize(...WIDE);
    await here.tab.open(here.page.url);
    await here.openCourt();
    await here.tab.press('d');
    await here.tab.click('.format', '.html');
    await here.tab.until('the file is made', () => document.querySelector('.dialog-foot .main')?.disabled === false && document.querySelector('.report').textContent.includes('Web page'));
    const { content } = await here.tab.download(() => here.tab.click('.dialog-foot .main', 'Download'));
    const handed = join(here.tab.home.dir, 'handed.html');
    writeFileSync(handed, content);
    await here.tab.driver.goto(pathToFileURL(handed).href);
    for (const [selector, least] of [['.actor', 0], ['.quote.direct', 0.6], ['.quote.mixed', 0.3], ['.quote.indirect', 0.2]]) {
      const box = await here.tab.run((wanted) => {
        const mark = [...document.querySelectorAll(`article ${wanted}`)].find((at) => at.getClientRects()[0].width > 50);
        mark.scrollIntoView({ block: 'center' });
        const { left, top, right, bottom } = mark.getClientRects()[0];
        return { left, top, right, bottom };
      }, selector);
      await here.tab.settled();
      const picture = await here.tab.screen();
      const paper = colorAt(picture, 5, 400);
      if (selector === '.actor') assert.ok(distance(behind(picture, box), paper) > 25, 'names have a color');
      else assert.ok(lineUnder(picture, box, [0x7d, 0x75, 0x6a]).cover > least, `${selector} has a line`);
    }
  });

  test(`${here.name}: how certain a mark is shows in its band, its line and its sign`, async () => {
    await here.tab.driver.resize(...WIDE);
    await here.tab.open(here.byHand.url);
    await here.tab.click('[data-sample=border]');
    await here.tab.painted();
    await here.tab.seen('.mark.stance');
    const rule = /** @type {const} */ ([0x7d, 0x75, 0x6a]);
    const look = async (words) => {
      await here.tab.settled();
      const [box] = await here.tab.words(words);
      const picture = await here.tab.screen();
      return { band: distance(behind(picture, { ...box, top: box.top + 2, bottom: box.bottom - 6 }), colorAt(picture, 5, 400)), rows: thickness(picture, box, rule) };
    };
    const signs = () => here.tab.run(() => [...document.querySelectorAll('.mark .level')].map((sign) => sign.textContent).sort().join(''));
    const [doubtful, fair, sure] = [await look('would reopen the'), await look('This is not the end'), await look('Four more weeks is four')];
    assert.ok(doubtful.band < 5, `a doubtful quote has a band: ${doubtful.band}`);
    assert.ok(fair.band > 8 && sure.band > 8, `a fair and a sure quote have none: ${fair.band}, ${sure.band}`);
    assert.ok(fair.rows <= sure.rows, `fair ${fair.rows}, sure ${sure.rows}`);
    assert.match(await signs(), /^○+◐+$|^◐+○+$/);
    await here.tab.clickWords('Four more weeks is four');
    await here.tab.seen('#inspector');
    await here.tab.press('a');
    await here.tab.press('Escape');
    await here.tab.press('Escape');
    const accepted = await look('Four more weeks is four');
    assert.ok(accepted.rows > fair.rows, `accepted ${accepted.rows}, fair ${fair.rows}`);
    assert.match(await signs(), /✓/);
    assert.deepEqual(await here.tab.faults(), []);
  });

  test(`${here.name}: it looks as it should, in light and dark, on a phone and on paper`, async (t) => {
    await here.tab.driver.resize(...SMALL);
    await here.tab.open(here.byHand.url);
    await here.tab.click('[data-sample=border]');
    await here.tab.painted();
    await here.tab.seen('.mark.stance');
    await here.tab.seen('.saved', 'Saved in this browser');
    // Scroll bars come and go as they like.
    await here.tab.run(() => {
      const [sheet] = document.styleSheets;
      sheet.insertRule('* { scrollbar-width: none !important; }');
      if (CSS.supports('selector(::-webkit-scrollbar)')) sheet.insertRule('::-webkit-scrollbar { display: none; }');
    });
    const themed = async (theme) => {
      // The message about it goes before the picture.
      await here.tab.run((wanted) => void (document.documentElement.dataset.theme = wanted), theme);
      await here.tab.settled();
      return here.tab.screen();
    };
    await t.test('light', async () => looksAsKept(`${here.name}-light`, await themed('light')));
    await t.test('dark', async () => {
      const picture = await themed('dark');
      assert.ok(Math.max(...colorAt(picture, 5, 400)) < 60, 'the page is dark');
      looksAsKept(`${here.name}-dark`, picture);
    });
    await t.test('on paper, in the colors of paper although the page is dark', async () => {
      const picture = await printed(here.tab);
      assert.deepEqual(colorAt(picture, 4, 4), [255, 255, 255]);
      looksAsKept(`${here.name}-print`, picture);
      assert.equal(await here.tab.run(() => document.querySelectorAll('.pin, .label-key').length), 0, 'the labels of paper are gone');
      await here.tab.isMarked('ws-indirect', 'they would reopen the Grenfall crossing next month');
    });
    await t.test('on a phone', async () => {
      await here.tab.driver.resize(...PHONE);
      const picture = await themed('light');
      assert.equal(await here.tab.run(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, 'nothing sticks out');
      looksAsKept(`${here.name}-phone`, picture);
      await here.tab.click('#tab-voices');
      await here.tab.seen('.panel-body', 'Ilse Marrow');
    });
    assert.deepEqual(await here.tab.faults(), []);
  });

  test(`${here.name}: the theme's button goes on from the device's colors to light and dark`, async () => {
    await here.tab.driver.resize(...WIDE);
    await here.tab.open(here.page.url);
    const seen = [];
    for (let turn = 0; turn < 3; turn++) {
      await here.tab.click('[aria-label="Light or dark"]');
      await here.tab.settled();
      seen.push(Math.max(...colorAt(await here.tab.screen(), 5, 400)) < 60);
    }
    assert.deepEqual(seen, [false, true, false]);
  });

  test(`${here.name}: the published site works without a network after the first visit`, async () => {
    const site = await host(env('WHOSAID_SITE_URL'));
    await here.tab.driver.resize(...WIDE);
    await here.tab.open(site.url);
    await here.tab.until('the service worker keeps the site', async () => {
      const { active } = (await navigator.serviceWorker.getRegistration()) ?? {};
      return active?.state === 'activated';
    });
    await site.close();
    await here.tab.open(site.url);
    await here.openCourt();
    assert.deepEqual(await here.tab.faults(), []);
  });

  test(`${here.name}: the single file works from disk`, async () => {
    await here.tab.open(pathToFileURL(env('WHOSAID_FILE')).href);
    await here.tab.paste(court.text);
    await here.tab.isMarked('ws-direct', QUOTE);
    assert.deepEqual(await here.tab.faults(), []);
  });
}
