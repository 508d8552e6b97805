/** The model of the careful reading: asked for when it is wanted, kept for offline, and told when it is not there. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { visit } from './faulty.js';
import { host } from './host.js';
import { TEXT, done, sign } from './reading.js';
import { env, open, paste, soon } from './support.js';
import { OLD, fileOf, profile, settle } from './versions.js';

/** Says in a page, before it starts, that the device saves data. */
const SAVES = () => Object.defineProperty(navigator, 'connection', { value: { saveData: true } });

test('a device that saves data is asked first, with the size', async (t) => {
  const { page, place } = await visit(t, { careful: true, init: SAVES });
  await paste(page, { 'text/plain': TEXT });
  const notice = page.locator('.notice', { hasText: /loads \d+ MB once/ });
  await notice.waitFor();
  assert.ok(!place.asked.some((path) => /weights|careful-/.test(path)));
  await notice.getByRole('button', { name: 'Load and read carefully' }).click();
  await done(page);
});

for (const [what, fault, words] of [
  ['missing', () => ({ status: 404, body: '' }), 'not on the page’s host any more'],
  ['damaged', (body) => { const copy = Buffer.from(body); copy[copy.length >> 1] ^= 1; return { body: copy }; }, 'arrived damaged, twice'],
  ['half', (body) => ({ body: body.subarray(0, body.length >> 1) }), 'arrived damaged, twice'],
]) {
  test(`a model that is ${what} leaves the quick marks and is told; another try reads`, async (t) => {
    let broken = true;
    const { page } = await visit(t, { careful: true, fault: (path, body) => (broken && path.startsWith('/core/weights') ? fault(body) : undefined) });
    await paste(page, { 'text/plain': TEXT });
    await page.locator('.toast', { hasText: words }).waitFor({ timeout: 60_000 });
    await page.locator('.mark').first().waitFor();
    await sign(page).filter({ hasText: 'Not read carefully' }).click();
    await page.locator('dialog', { hasText: words }).waitFor();
    broken = false;
    await page.locator('dialog').getByRole('button', { name: 'Try again' }).click();
    await done(page);
  });
}

const code = () => readFileSync(join(OLD, fileOf(OLD, /core\/code-\w+\.wasm/)));
for (const [what, file, answer, words] of [
  ['the new model has another name', '/core/weights', () => ({ status: 404, body: '' }), 'not on the page’s host any more'],
  ['a new model stands under the old name', '/core/weights', (body) => ({ body: Buffer.from(body.map((byte, i) => (i === 5000 ? byte ^ 3 : byte))) }), 'arrived damaged, twice'],
  ['a new core stands under the old name', '/core/careful', () => ({ body: code(), type: 'application/wasm' }), 'arrived damaged, twice'],
]) {
  test(`an old tab reads with nothing of a new version: ${what}`, async (t) => {
    const { page, place } = await visit(t, { careful: true, init: SAVES });
    await paste(page, { 'text/plain': TEXT });
    const ask = page.locator('.notice').getByRole('button', { name: 'Load and read carefully' });
    await ask.waitFor();
    place.fault = (path, body) => (path.startsWith(file) ? answer(body) : undefined);
    await ask.click();
    await page.locator('.toast', { hasText: words }).waitFor({ timeout: 60_000 });
    await sign(page).filter({ hasText: 'Not read carefully' }).waitFor();
    assert.ok(await page.locator('.mark').count(), 'the quick marks stay');
  });
}

test('a model that came damaged once is fetched again', async (t) => {
  let times = 0;
  const fault = (path, body) => {
    if (!path.startsWith('/core/weights') || times++ > 0) return undefined;
    const copy = Buffer.from(body);
    copy[1000] ^= 1;
    return { body: copy };
  };
  const { page } = await visit(t, { careful: true, fault });
  await paste(page, { 'text/plain': TEXT });
  await done(page);
  assert.equal(times, 2);
});

test('what was read carefully once is read carefully offline', async (t) => {
  const place = await host(t, OLD);
  const context = await profile(t, { careful: true });
  const page = await context.newPage();
  await settle(page, place.url);
  await paste(page, { 'text/plain': TEXT });
  await done(page);
  await soon(async () => assert.equal(await page.evaluate(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return kept.flat().filter((url) => /core\/(weights|careful)-/.test(url)).length;
  }), 2));
  await place.close();
  await page.goto(place.url);
  await paste(page, { 'text/plain': TEXT.replace('Odette', 'Edda') });
  await done(page);
});

test('who has not read carefully has nothing of it kept', async (t) => {
  const place = await host(t, OLD);
  const page = await (await profile(t)).newPage();
  await settle(page, place.url);
  assert.ok(!place.asked.some((path) => /\/core\/(weights|careful)-/.test(path)));
});

test('the single file without the model never offers it, the one with it reads carefully from disk', async () => {
  const quick = await open({ careful: true, url: pathToFileURL(env('WHOSAID_FILE')).href });
  await paste(quick.page, { 'text/plain': TEXT });
  await quick.page.locator('.mark').first().waitFor();
  await quick.page.waitForTimeout(500);
  assert.equal(await sign(quick.page).isHidden(), true);
  const { page, faults } = await open({ careful: true, url: pathToFileURL(env('WHOSAID_CAREFUL_FILE')).href });
  await paste(page, { 'text/plain': TEXT });
  await done(page);
  assert.deepEqual(faults, []);
});
