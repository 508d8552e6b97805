/**
 * The decisive paths, in any browser: what a reader, a teacher and an annotator cannot do without.
 *
 * @module
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { court } from '../../../www/samples/court.js';
import { env } from '../support.js';
import { host } from './host.js';
import { WIDE, openBrowser } from './open.js';
import { lookPaths } from './paths-look.js';
import { policyPaths } from './paths-policy.js';
import { QUOTE, workPaths } from './paths-work.js';

/**
 * Where the paths are walked: the browser's tab, the page on a host, and the page whose core is replaced by an article marked by hand.
 * @typedef {object} Here
 * @property {string} name
 * @property {import('./tab.js').Tab} tab
 * @property {Awaited<ReturnType<typeof host>>} page
 * @property {Awaited<ReturnType<typeof host>>} byHand
 * @property {(what: string, walk: () => Promise<void>) => void} path a path from a fresh page; nothing may fail in the page on the way
 * @property {() => Promise<void>} openCourt opens the court report, marked and kept
 */

/**
 * @param {string} name
 * @param {{launch: (home: import('./home.js').Home, options?: object) => Promise<import('./open.js').Driver>}} engine
 */
export function decisivePaths(name, engine) {
  const here = /** @type {Here} */ ({ name });
  before(async () => {
    here.page = await host(env('WHOSAID_URL'));
    here.byHand = await host(env('WHOSAID_URL'), { fixture: true });
    here.tab = await openBrowser(engine);
  });
  after(async () => {
    await here.tab?.close();
    await here.page?.close();
    await here.byHand?.close();
  });
  here.path = (what, walk) =>
    void test(`${name}: ${what}`, async () => {
      await here.tab.driver.resize(...WIDE);
      await here.tab.open(here.page.url);
      await walk();
      assert.deepEqual(await here.tab.faults(), []);
    });
  here.openCourt = async () => {
    await here.tab.paste(court.text);
    await here.tab.painted();
    await here.tab.isMarked('ws-direct', QUOTE);
    await here.tab.seen('.saved', 'Saved in this browser');
  };
  workPaths(here);
  lookPaths(here);
  policyPaths(here);
}
