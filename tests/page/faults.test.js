/** Files that do not come, or not as they should, and workers that say nothing: each is told in words that fit, and nobody waits in silence. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arriveBytes, arriveCode } from '../../www/core/arrive.js';
import { crc32 } from '../../www/core/crc.js';
import { Damaged, Fault } from '../../www/core/fault.js';
import { PATIENCE } from '../../www/state/patience.js';
import { PROBLEMS } from '../../www/state/problems.js';
import { unsavedWords } from '../../www/view/wording.js';
import { SILENCE, createWatch } from '../../www/core/watch.js';
import { inertHtml, ownScript } from '../../www/core/trust.js';
import { lacking } from '../../www/view/wording.js';
import { fakeCore, hang } from './fake-core.js';
import { columns, sample, TEXT, VOCABULARY } from './support.js';

const WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
// Node.js 20 has none.
globalThis.navigator ??= {};
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const answer = (body, { status = 200, type = 'application/wasm' } = {}) => async () => new Response(body, { status, headers: { 'content-type': type } });

test('the check sum is the one that zips have', () => {
  assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf43926);
  const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) & 0xff);
  assert.equal(crc32(bytes.subarray(1234), crc32(bytes.subarray(0, 1234))), crc32(bytes), 'in pieces as in one');
  const flipped = bytes.slice();
  flipped[4321] ^= 4;
  assert.notEqual(crc32(flipped), crc32(bytes));
});

for (const [what, open, kind, words] of [
  ['a file that is gone', answer('', { status: 404 }), 'missing', /not on the page’s host any more.*load the page again/],
  ['a host in trouble', answer('', { status: 503 }), 'host', /host has a problem/],
  ['the page of a network that wants a sign-in', answer('<!doctype html>', { type: 'text/html; charset=utf-8' }), 'page', /sign in/],
  ['a connection that is down', async () => { throw new TypeError('Failed to fetch'); }, 'unreachable', /connection may be down/],
  ['an answer that breaks off', async () => new Response(new ReadableStream({ start: (c) => c.error(new TypeError('network')) })), 'unreachable', /did not arrive/],
]) {
  test(`${what} is told in words that fit, whichever file it is`, async () => {
    for (const arrive of [(o) => arriveBytes('models', {}, o), (o) => arriveCode('code', {}, o)]) {
      await assert.rejects(arrive(open), (error) => error instanceof Fault && error.kind === kind && words.test(error.message) && !/magic|fetch|undefined/i.test(error.message));
    }
    await assert.rejects(arriveBytes('models', {}, open), /^Fault: The language models /);
  });
}

test('code of a wrong type is compiled all the same, code that is none is told as damaged', async () => {
  const { module, bytes } = await arriveCode('code', {}, answer(WASM, { type: 'text/plain' }));
  assert.ok(module instanceof WebAssembly.Module && bytes.byteLength === WASM.length, 'with its bytes, to be checked');
  await assert.rejects(arriveCode('formats', {}, answer('no code', { type: 'application/wasm' })), { kind: 'damaged', file: 'formats' });
});

test('what the service worker keeps is read once and taken as checked; what does not compile is asked for past it', async () => {
  const asked = [];
  try {
    globalThis.navigator.serviceWorker = { controller: {} };
    const open = (type) => async (_, { cache }) => (asked.push(cache), answer(WASM, { type: cache ? 'application/wasm' : type })());
    assert.deepEqual(Object.keys(await arriveCode('code', {}, open('application/wasm'))), ['module']);
    assert.equal((await arriveCode('code', {}, open('text/plain'))).bytes.byteLength, WASM.length);
    assert.deepEqual(asked, [undefined, undefined, 'reload']);
  } finally {
    delete globalThis.navigator.serviceWorker;
  }
});

test('a browser without WebAssembly is told so at once, and asks for nothing', async () => {
  const { WebAssembly: own } = globalThis;
  try {
    delete globalThis.WebAssembly;
    await assert.rejects(arriveCode('code', {}, () => assert.fail('asked')), /WebAssembly is switched off/);
  } finally {
    globalThis.WebAssembly = own;
  }
});

test('models that arrive damaged are told and asked for once more, past every cache; a text that waits behind them is read then', async () => {
  const asked = [];
  const told = [];
  let isLacking = false;
  const { core, workers } = fakeCore(
    {
      load(files) {
        isLacking = new Uint8Array(files)[0] === 1;
        if (isLacking) throw new Damaged('models');
        return files;
      },
    },
    undefined,
    async ({ fresh }) => Uint8Array.of(asked.push(Boolean(fresh)) === 1 ? 1 : 0).buffer,
    { onTrouble: (trouble) => trouble && told.push(trouble.words) },
  );
  workers[0].calls.annotate = ((read) => (text) => {
    if (isLacking) throw Object.assign(new Error('no models'), { early: true });
    return read(text);
  })(workers[0].calls.annotate);
  const { doc } = await core.annotate(TEXT);
  assert.equal(doc.quotes.length, 2);
  assert.deepEqual(asked, [false, true]);
  assert.deepEqual(told, ['The language models arrived damaged and are being fetched again.']);
});

test('models that are damaged twice are given up in words; the next call tries again', async () => {
  let damaged = 2;
  const asked = [];
  const { core } = fakeCore({ load(files) { if (damaged-- > 0) throw new Damaged('models'); return files; } }, undefined, async ({ fresh }) => (asked.push(Boolean(fresh)), new ArrayBuffer(8)));
  await assert.rejects(core.ready, /language models arrived damaged, twice/);
  assert.equal((await core.annotate(TEXT)).doc.text, TEXT);
  assert.deepEqual(asked, [false, true, true]);
});

test('code that arrives damaged is asked for once more as well: that of the core and that of the formats', async () => {
  for (const file of ['code', 'formats']) {
    const asked = [];
    const load = async ({ fresh }) => ({ module: {}, bytes: Uint8Array.of(asked.push(Boolean(fresh))).buffer });
    const refuse = (bytes) => {
      if (bytes && new Uint8Array(bytes)[0] === 1) throw new Damaged(file);
    };
    const start = (_, bytes) => (refuse(bytes), VOCABULARY);
    const { core } = fakeCore({ start, check: (_, bytes) => refuse(bytes), formats: () => [] }, file === 'formats' ? load : undefined, undefined, file === 'code' ? { module: load } : {});
    core.prepare();
    assert.deepEqual(await core.formats(), []);
    assert.deepEqual(asked, [false, true], `${file}: once more, also where two ask at the same time`);
  }
});

test('what is waited for before anything is told leaves room within five and three seconds', () => {
  assert.ok(SILENCE <= 4000 && PATIENCE <= 2800);
});

test('silence is told, taken back at a sign of life, and never told of what is quick or over', async () => {
  const told = [];
  const watch = createWatch((isSilent) => told.push(isSilent), 20);
  await watch.during(Promise.resolve());
  await pause(40);
  assert.deepEqual(told, []);
  let resolve;
  void watch.during(new Promise((end) => (resolve = end)));
  await pause(12);
  watch.life();
  await pause(12);
  assert.deepEqual(told, [], 'it was heard of');
  await pause(20);
  watch.life();
  assert.deepEqual(told, [true, false]);
  resolve();
  await pause(40);
  assert.deepEqual(told, [true, false]);
});

test('a worker that is gone without a word is told within five seconds, and a text is read by the next without being sent again', async () => {
  const told = [];
  let gone = true;
  const { core, workers } = fakeCore({ annotate: ((read) => (text) => (gone ? hang : read(text)))(columns) }, undefined, undefined, { silence: 30, onTrouble: (trouble) => told.push(trouble) });
  await core.ready;
  const waiting = core.annotate(TEXT);
  await pause(60);
  assert.match(told[0].words, /gives no sign/);
  assert.match(told[0].words, /text stays here/);
  gone = false;
  told[0].retry();
  assert.equal((await waiting).doc.text, TEXT);
  assert.deepEqual([workers.length, workers[0].ended], [2, true]);
  assert.equal(told.at(-1), null, 'the message goes');
});

test('models that hang are told as what they are; trying again gives up the way that hangs', async () => {
  const told = [];
  const signals = [];
  const { core } = fakeCore({}, undefined, ({ signal, fresh }) => (signals.push(signal), fresh ? Promise.resolve(new ArrayBuffer(8)) : new Promise(() => {})), { silence: 30, onTrouble: (trouble) => told.push(trouble) });
  await pause(60);
  assert.deepEqual(told, [], 'nobody waits yet');
  const waiting = core.annotate(TEXT);
  await pause(60);
  assert.match(told[0].words, /^The language models are still on the way: the connection is slow or down/);
  told[0].retry();
  assert.equal((await waiting).doc.text, TEXT);
  assert.deepEqual(signals.map(({ aborted }) => aborted), [true, false]);
});

test('formats that hang are told, too', async () => {
  const told = [];
  const { core } = fakeCore({ formats: () => [] }, ({ fresh }) => (fresh ? Promise.resolve({ module: {} }) : new Promise(() => {})), undefined, { silence: 30, onTrouble: (trouble) => told.push(trouble) });
  await core.ready;
  const waiting = core.formats();
  await pause(60);
  assert.match(told[0]?.words ?? '', /^The program for files is still on the way/);
  told[0].retry();
  assert.deepEqual(await waiting, []);
});

test('a list never denies what nobody has looked for', () => {
  const none = { ...sample(), actors: [], mentions: [], quotes: [], positions: [] };
  const words = (doc) => lacking(doc, 'quotes', 'Nobody is quoted in this text.');
  assert.equal(words(none), 'Nobody is quoted in this text.');
  assert.match(words({ ...none, unread: true }), /not been read to its end/);
  assert.match(words({ ...none, unmarked: true }), /has not read this text/);
  assert.match(words({ ...none, language: 'de' }), /has not read this text/);
  assert.match(words(sample()), /hidden for now/);
});

test('only scripts of the page itself are vouched for', () => {
  const { origin } = globalThis;
  try {
    globalThis.origin = 'https://page.example';
    for (const url of ['blob:https://page.example/1-2', 'https://page.example/copy/sw.js']) assert.equal(ownScript(url), url);
    for (const url of ['https://other.example/sw.js', 'blob:https://other.example/1-2', 'https://page.example/other.js', 'data:text/javascript,1']) assert.throws(() => ownScript(url), TypeError);
    assert.equal(inertHtml('<b>x'), '<b>x');
  } finally {
    globalThis.origin = origin;
  }
});

test('trying again while formats are being checked fetches them again: what moved to the worker is gone with it', async () => {
  const told = [];
  const asked = [];
  let gone = true;
  const load = async ({ fresh }) => ({ module: {}, bytes: Uint8Array.of(asked.push(Boolean(fresh))).buffer });
  const { core } = fakeCore({ check: () => (gone ? hang : true), formats: () => [] }, load, undefined, { silence: 30, onTrouble: (trouble) => trouble?.retry && told.push(trouble) });
  await core.ready;
  const waiting = core.formats();
  await pause(60);
  gone = false;
  told[0].retry();
  assert.deepEqual(await waiting, []);
  assert.deepEqual(asked, [false, true]);
});

test('a worker that fails before it can read is told in words of the page', async () => {
  const raw = () => {
    throw 'crash';
  };
  const { core } = fakeCore({ start: raw });
  await assert.rejects(core.ready, (error) => error instanceof Fault && error.kind === 'worker' && !/crashed/.test(error.message));
});

test('what is not saved is told once, with the title of the article where that is another one', () => {
  for (const error of Object.values(PROBLEMS)) assert.equal(unsavedWords({ error }), error.message);
  assert.equal(unsavedWords({ error: PROBLEMS.full, left: { id: 'x', title: 'A bridge' } }), `“A bridge” is not saved. ${PROBLEMS.full.message}`);
});
