/**
 * Two real builds of the site, and what is asked of pages and service workers of each.
 *
 * @module
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, paste, profile as newProfile } from './support.js';

export const [OLD, NEW] = [env('WHOSAID_SITE'), env('WHOSAID_NEXT_SITE')];
export const TEXT = 'Mayor Odette Farnham said the trial would be reviewed. “If it does not work, we will stop,” she said.';
export const HEADING = { [OLD]: 'See who said what', [NEW]: 'See who said what, anew' };

/** @param {string} site */
export const versionOf = (site) => /<meta name="version" content="(\w+)"/.exec(readFileSync(join(site, 'index.html'), 'utf8'))[1];
/** @param {string} site @param {RegExp} name */
export const fileOf = (site, name) => name.exec(readFileSync(join(site, 'sw.js'), 'utf8'))[0];

/** @param {import('node:test').TestContext} t @param {{careful?: boolean}} [options] */
export async function profile(t, options) {
  const context = await newProfile(options);
  t.after(() => context.close());
  return context;
}

/** Opens the site and waits until its service worker keeps it. */
export async function settle(page, url) {
  await page.goto(url);
  await page.locator('#paste').waitFor();
  await controlled(page);
}

export const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, { polling: 100 });

export const versionIn = (page) => page.locator('meta[name=version]').getAttribute('content');
/** Waits as long as for anything else here: the browser decides for itself when it looks for a new service worker and when it starts one. */
export const isVersion = (page, site) => page.locator(`meta[name=version][content="${versionOf(site)}"]`).waitFor({ state: 'attached' });
export const update = (page, words = 'There is a new version') => page.locator('.notice', { hasText: words });
export const read = (page) => page.locator('.counts', { hasText: /^[1-9]\d* actor/ }).waitFor({ state: 'attached' });

/** Pastes on the first page and has it marked, which takes every file of a version. */
export async function works(page, site) {
  await page.getByRole('heading', { name: HEADING[site], exact: true }).waitFor();
  await paste(page, { 'text/plain': TEXT });
  await read(page);
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
  await page.locator('body').press('d');
  await page.locator('dialog .button.main:not([disabled])').waitFor();
  await page.keyboard.press('Escape');
}

/** What the service worker that controls the page says that it is. It is asked once: each question keeps an old one alive that is about to go. */
export async function controllingVersion(page) {
  await controlled(page);
  return page.evaluate(() => {
    const { controller } = navigator.serviceWorker;
    const answer = new Promise((resolve) => navigator.serviceWorker.addEventListener('message', ({ data, source }) => source === controller && resolve(data.version)));
    controller.postMessage('version');
    return answer;
  });
}

/** What the caches hold, by name without its scope. */
export const caches = (page) =>
  page.evaluate(async () => {
    const all = {};
    for (const name of await globalThis.caches.keys()) all[name] = (await (await globalThis.caches.open(name)).keys()).map(({ url }) => new URL(url).pathname).sort();
    return all;
  });
