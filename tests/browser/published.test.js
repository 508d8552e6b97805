/** What is published: the server's answers, the policy that keeps the text in the tab, the site without a network, the file from disk. */

import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { court } from '../../www/samples/court.js';
import { env, highlighted, open, painted, paste, soon } from './support.js';

const QUOTE = 'I did not write those letters to protect myself';

/** One answer of the server; the path is sent as it is. @param {string} path @param {Record<string, string>} [headers] */
function ask(path, headers = {}, base = env('WHOSAID_URL')) {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
    });
    asking.on('error', reject).end();
  });
}

/** A server that ends with the test. @param {import('node:test').TestContext} t @param {import('node:http').RequestListener} answer */
async function listen(t, answer) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return { server, address: `http://127.0.0.1:${server.address().port}/` };
}

/** Pastes the court sample and looks for its quote. @param {import('playwright-core').Page} page */
async function works(page) {
  await paste(page, { 'text/plain': court.text });
  await painted(page);
  await soon(async () => assert.ok((await highlighted(page, 'ws-direct')).some((words) => words.includes(QUOTE))));
}

test('the server names types, compresses, and says what the page may do', async () => {
  for (const [path, type] of [
    ['/', 'text/html'],
    ['/main.js', 'text/javascript'],
    ['/style.css', 'text/css'],
    ['/icons/icon.svg', 'image/svg+xml'],
    ['/core/pkg/whosaid_bg.wasm', 'application/wasm'],
    ['/core/pkg/models.bin', 'application/octet-stream'],
    ['/manifest.webmanifest', 'application/manifest+json'],
  ]) {
    const { status, headers } = await ask(path);
    assert.equal(status, 200, path);
    assert.equal(headers['content-type'].split(';')[0], type, path);
    assert.match(headers['content-security-policy'], /^default-src 'none';.*; frame-ancestors 'none'$/, path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    assert.equal(headers['referrer-policy'], 'no-referrer', path);
  }
  for (const coding of ['br', 'gzip']) {
    const { headers, body } = await ask('/core/pkg/whosaid_bg.wasm', { 'accept-encoding': coding });
    assert.equal(headers['content-encoding'], coding);
    assert.notDeepEqual([...body.subarray(0, 4)], [0, 0x61, 0x73, 0x6d]);
  }
});

test('the server gives nothing but the files of its folder', async () => {
  for (const path of ['/../Cargo.toml', '/%2e%2e/Cargo.toml', '/..%2fCargo.toml', '/core/../../Cargo.toml', '//etc/passwd', '/no-such-file', '/core/pkg']) {
    const { status, body } = await ask(path);
    assert.notEqual(status, 200, path);
    assert.doesNotMatch(body.toString(), /workspace|root:/, path);
  }
});

test('the policy lets nothing out and no foreign script in', async (t) => {
  const { page, context } = await open();
  let visits = 0;
  const { address } = await listen(t, (_, answer) => answer.end(String(++visits)));
  const blocked = await page.evaluate(async (url) => {
    const broken = [];
    document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
    await fetch(url).catch(() => {});
    await import(url).catch(() => {});
    navigator.sendBeacon(url, 'text');
    new Image().src = url;
    const foreign = document.createElement('script');
    foreign.append('globalThis.foreign = true');
    document.head.append(foreign);
    for (const made of [() => (document.body.innerHTML = '<b>x'), () => new Worker(url), () => (document.createElement('script').src = url), () => document.body.setAttribute('onclick', 'x()')]) {
      try {
        made();
        broken.push(`taken: ${made}`);
      } catch {
        // Trusted Types: only what the page vouches for.
      }
    }
    document.body.append(Object.assign(document.createElement('iframe'), { src: url }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    // Meta tag and header hold the same policy, so each is broken twice.
    return [...new Set(broken.sort()), String(globalThis.foreign)];
  }, address);
  assert.deepEqual(blocked, ['connect-src', 'frame-src', 'img-src', 'require-trusted-types-for', 'script-src-elem', 'undefined']);
  assert.equal(visits, 0);
  await context.close();
});

test('the site works without a network after the first visit', async (t) => {
  const { server, address } = await listen(t, async (asked, answer) => {
    const { status, headers, body } = await ask(asked.url, { accept: asked.headers.accept ?? '*/*' }, env('WHOSAID_SITE_URL'));
    answer.writeHead(status, headers).end(body);
  });
  const { page, context, faults } = await open({ url: address });
  await works(page);
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== 'activated') await new Promise((resolve) => active.addEventListener('statechange', resolve));
  });
  assert.deepEqual(faults, []);

  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const offline = await context.newPage();
  offline.on('pageerror', (error) => faults.push(String(error)));
  await offline.goto(page.url().split('#')[0]);
  await offline.locator('#paste').waitFor();
  await works(offline);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the single file works when it is opened from disk, and loads nothing', async () => {
  const url = pathToFileURL(env('WHOSAID_FILE')).href;
  const { page, context, faults } = await open({ url });
  const requests = [];
  page.on('request', (asked) => requests.push(asked.url()));
  await page.reload();
  await page.locator('#paste').waitFor();
  await works(page);
  assert.deepEqual(requests.filter((asked) => !/^(data|blob):/.test(asked)), [url]);
  assert.deepEqual(faults, []);
  await context.close();
});
