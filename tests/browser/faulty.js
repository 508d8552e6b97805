/**
 * The page among faults: a host that a test can break, and what is expected to be told.
 *
 * @module
 */

import assert from 'node:assert/strict';
import { clickWords, env, highlighted, paste, profile, soon } from './support.js';
import { host } from './host.js';

export const TEXT = 'Mayor Odette Farnham said the trial would be reviewed. “If it does not work, we will stop,” she said.';
/** Longer than the page waits for anything. */
export const PATIENT = 20_000;
export const SITE = env('WHOSAID_SITE');

/** The site on a host that a test can break, with whatever is broken before the page starts. */
export async function visit(t, { fault, init, ...options } = {}) {
  const place = await host(t, SITE, { fault });
  const context = await profile({ serviceWorkers: 'block', ...options });
  t.after(() => context.close());
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  await page.goto(place.url);
  return { page, context, place };
}

export const notice = (page, words) => page.locator('.notice', { hasText: words });
export const read = (page) => soon(async () => assert.match(await page.locator('.counts').textContent(), /^[1-9]\d* actor/));

/** Pastes and expects to be told, with the text in the page, nothing claimed of it, and no words of a machine. */
export async function toldOf(page, words) {
  // Before the page is made a paste is nobody's.
  await page.waitForFunction(() => (document.querySelector('#bar')?.childElementCount ?? 0) > 0);
  await paste(page, { 'text/plain': TEXT });
  // How long the page waits before it tells is tested where that is decided: a busy machine is no fault of it.
  await notice(page, words).waitFor({ timeout: PATIENT });
  await page.locator('.part', { hasText: 'Mayor Odette Farnham' }).waitFor();
  const all = await page.locator('body').innerText();
  assert.doesNotMatch(all, /Nobody is quoted|No position was found|magic|undefined|TypeError|CompileError|2023/);
  for (const tab of ['Voices', 'Positions', 'Quotes']) {
    await page.getByRole('tab', { name: tab }).click();
    assert.doesNotMatch(await page.locator('#panel').innerText(), /\d|Nobody|No position/, tab);
  }
  assert.match(await page.locator('.counts').textContent(), /^(Not read|Reading…)$/);
  await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
}

export const again = (page) => page.locator('.notice').getByRole('button', { name: 'Try again' }).first().click();

/** Removes the direct quote of the text. @param {import('playwright-core').Page} page */
export async function removeQuote(page) {
  await clickWords(page, 'If it does not work');
  await page.locator('#inspector').waitFor();
  await page.keyboard.press('x');
  await soon(async () => assert.equal((await highlighted(page, 'ws-direct')).length, 0));
}
