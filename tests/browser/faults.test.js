/** The page among faults of the network, of files and of the worker: each is told within seconds in words that fit, the text stays, and the reader can try again. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PATIENT, TEXT, again, notice, read, removeQuote, toldOf, visit } from './faulty.js';
import { highlighted, kept, paste, soon } from './support.js';

test('without WebAssembly the page says so, keeps the text and claims nothing of it', async (t) => {
  const { page } = await visit(t, { init: () => delete globalThis.WebAssembly });
  await notice(page, 'WebAssembly is switched off').waitFor();
  await toldOf(page, 'WebAssembly is switched off');
  await page.reload();
  await notice(page, 'WebAssembly is switched off').waitFor();
  await page.locator('.part', { hasText: 'Mayor Odette Farnham' }).waitFor();
});

test('a worker that is killed without an event is told, and the text is read when tried again', async (t) => {
  const init = () => {
    const { Worker: Own } = globalThis;
    let count = 0;
    globalThis.Worker = class extends Own {
      postMessage(message, ...rest) {
        // Gone, as when a system takes its memory back: it never answers again.
        if (message.call === 'annotate' && count++ === 0) this.terminate();
        super.postMessage(message, ...rest);
      }
    };
  };
  const { page } = await visit(t, { init });
  await toldOf(page, 'gives no sign');
  await again(page);
  await read(page);
  assert.equal(await page.locator('.notice.bad').count(), 0);
  assert.equal((await kept(page)).length, 1, 'the same article');
});

test('a program that breaks off while it reads is told in words that help, with the browser’s own folded away, and the text is read when tried again', async (t) => {
  const init = () => {
    const { Worker: Own } = globalThis;
    let count = 0;
    globalThis.Worker = class extends Own {
      postMessage(message, ...rest) {
        if (message.call !== 'annotate' || count++ > 0) return super.postMessage(message, ...rest);
        this.terminate();
        setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'Uncaught RuntimeError: memory access out of bounds', cancelable: true })));
      }
    };
  };
  const { page } = await visit(t, { init });
  // The last file is asked for when the program can read.
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/core/formats-')));
  await toldOf(page, 'stopped in the middle and has been started anew. Try again.');
  const told = notice(page, 'stopped in the middle');
  assert.doesNotMatch(await told.innerText(), /RuntimeError/);
  await told.getByText('Details').click();
  await told.getByText('Uncaught RuntimeError: memory access out of bounds').waitFor();
  await again(page);
  await read(page);
  assert.equal(await page.locator('.notice.bad').count(), 0);
});

test('a worker that cannot be made is told', async (t) => {
  const { page } = await visit(t, { init: () => (globalThis.Worker = class { constructor() { throw new Error('no'); } }) });
  await toldOf(page, 'could not be started');
});

test('models that hang are told as being on their way, and asked for anew', async (t) => {
  let hangs = true;
  const { page } = await visit(t, { fault: (path) => (hangs && path.includes('models') ? { hangs } : undefined) });
  await toldOf(page, 'The language models are still on the way');
  hangs = false;
  await again(page);
  await read(page);
  assert.equal(await page.locator('.notice.bad').count(), 0);
});

for (const [what, file, answer, words] of [
  ['models that are gone', 'models', { status: 404, body: '' }, 'The language models are not on the page’s host any more'],
  ['code that is gone', 'code', { status: 404, body: '' }, 'The program that reads is not on the page’s host any more'],
  ['a network that wants a sign-in, for the models', 'models', { type: 'text/html', body: '<!doctype html><title>Welcome to our Wi-Fi</title>' }, 'a web page came instead'],
  ['a network that wants a sign-in, for the code', 'code', { type: 'text/html', body: '<!doctype html><title>Welcome to our Wi-Fi</title>' }, 'a web page came instead'],
  ['a host in trouble', 'models', { status: 503, body: '' }, 'host has a problem'],
  ['a connection that breaks', 'models', { drops: true }, 'The connection may be down'],
]) {
  test(`${what}: told in words that fit, and the text is read when tried again`, async (t) => {
    let broken = true;
    const { page } = await visit(t, { fault: (path) => (broken && path.startsWith(`/core/${file}`) ? answer : undefined) });
    await toldOf(page, words);
    broken = false;
    await again(page);
    await read(page);
    assert.equal((await kept(page)).length, 1, 'the same article');
  });
}

test('a file that is gone offers to load the page again', async (t) => {
  const { page, place } = await visit(t, { fault: (path) => (path.startsWith('/core/models') ? { status: 404, body: '' } : undefined) });
  await toldOf(page, 'not on the page’s host any more');
  place.fault = () => undefined;
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await read(page);
});

test('code and scripts of a wrong type: the code runs all the same, of the script the page says what it can', async (t) => {
  const { page } = await visit(t, { fault: (path) => (path.endsWith('.wasm') ? { type: 'text/plain' } : undefined) });
  await paste(page, { 'text/plain': TEXT });
  await read(page);
  for (const answer of [{ type: 'text/plain' }, { status: 404, body: '' }, { type: 'text/html', body: '<!doctype html>' }]) {
    const { page: other, place } = await visit(t, { fault: (path) => (path.startsWith('/main-') ? answer : undefined) });
    await other.getByRole('heading', { name: 'Whosaid has not started' }).waitFor({ timeout: PATIENT });
    place.fault = () => undefined;
    await other.getByRole('link', { name: 'Load again' }).click();
    await other.locator('#paste').waitFor();
    assert.equal(await other.locator('#stuck').count(), 0);
  }
});

for (const file of ['models', 'code', 'formats']) {
  test(`${file} with flipped bytes: told, fetched again once, and right then`, async (t) => {
    let times = 0;
    const flipped = (body) => {
      const copy = Buffer.from(body);
      // Inside of what is only data: nothing but a check sum can tell.
      copy[file === 'models' ? 700_000 : copy.lastIndexOf('said')] ^= 1;
      return copy;
    };
    const { page, place } = await visit(t, { fault: (path, body) => (path.startsWith(`/core/${file}`) && times++ === 0 ? { body: flipped(body) } : undefined) });
    await page.evaluate(() => {
      window.told = [];
      new MutationObserver(() => window.told.push(document.body.innerText)).observe(document.body, { childList: true, subtree: true });
    });
    await paste(page, { 'text/plain': TEXT });
    await read(page);
    await page.locator('body').press('d');
    await page.locator('dialog .button.main:not([disabled])').waitFor();
    assert.equal(place.asked.filter((path) => path.includes(`/core/${file}`)).length, 2);
    if (file === 'formats') assert.ok(await page.evaluate(() => window.told.some((words) => words.includes('arrived damaged'))));
  });
}

test('models that stay damaged are told as that', async (t) => {
  const { page } = await visit(t, {
    fault(path, body) {
      if (!path.startsWith('/core/models')) return undefined;
      const copy = Buffer.from(body);
      copy[700_000] ^= 1;
      return { body: copy };
    },
  });
  await toldOf(page, 'arrived damaged, twice');
});

for (const address of ['#article=%', '#article=%E0%A4%A', '#article=', '#article=nothing-of-that-name', '#article=../../x', '#%', '?%#article=%00', '?article=%#%%%']) {
  test(`the address ${address} keeps nothing from starting, nor the last note from being written`, async (t) => {
    const { page, context, place } = await visit(t);
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    // A host that takes addresses as they come; the page itself is what is tried.
    await page.goto('about:blank');
    await page.goto(place.url + address);
    await page.locator('#paste').waitFor();
    if (address.includes('#article=')) await page.locator('.notice', { hasText: /address|not in the list/ }).waitFor();
    await paste(page, { 'text/plain': TEXT });
    await read(page);
    await page.locator('.saved', { hasText: 'Saved in this browser' }).waitFor();
    // Saving never ends, and the tab goes away.
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => Object.create(IDBRequest.prototype);
    });
    await removeQuote(page);
    await page.goto('about:blank');
    const next = await context.newPage();
    await next.goto(place.url);
    await next.locator('.kept .entry').first().click();
    await read(next);
    await soon(async () => assert.equal((await highlighted(next, 'ws-direct')).length, 0, 'the edit came back'));
    assert.deepEqual(faults, []);
  });
}
