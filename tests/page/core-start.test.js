/** How a core gets ready: its worker, the code and the models. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCore } from '../../www/core/client.js';
import { Fault } from '../../www/core/fault.js';
import { fakeCore } from './fake-core.js';
import { sample, TEXT, VOCABULARY } from './support.js';

/** What Promise.withResolvers gives, which Node.js 20 lacks. */
function resolvers() {
  const all = {};
  all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }));
  return all;
}

test('a core that does not start rejects everything, and the next call tries again', async () => {
  let broken = true;
  const { core, workers } = fakeCore({
    start() {
      if (broken) throw new Error('no core here');
      return VOCABULARY;
    },
  });
  const waiting = core.annotate(TEXT);
  for (const promise of [core.ready, waiting]) await assert.rejects(promise, (error) => error.kind === 'worker' && error.cause.message === 'no core here');
  broken = false;
  assert.equal((await core.annotate(TEXT)).doc.text, TEXT);
  assert.equal(workers.length, 2);
});

test('a worker gets its code first, its models when they come, and what somebody waits for without an answer in between', async () => {
  const { promise, resolve } = resolvers();
  const given = [];
  let loaded;
  const { core, workers } = fakeCore({ load: (files) => (given.push(files.byteLength), new Promise((answer) => (loaded = () => answer(files)))) }, undefined, () => promise);
  await new Promise((done) => setTimeout(done, 20));
  assert.deepEqual(workers[0].seen, ['start']);
  const waiting = core.annotate(TEXT);
  resolve(new ArrayBuffer(8));
  await new Promise((done) => setTimeout(done, 20));
  assert.deepEqual([workers[0].seen, given], [['start', 'load', 'annotate'], [8]]);
  loaded();
  assert.equal((await waiting).doc.text, TEXT);
});

test('the models are asked for once, whoever reads; what went down with a worker is asked for again', async () => {
  let asked = 0;
  let crashes = 1;
  const failing = [];
  const { core, workers } = fakeCore(
    {
      load(files) {
        if (failing.pop()) throw 'crash';
        return files;
      },
      write() {
        if (crashes-- > 0) throw 'crash';
        return { files: [], losses: [] };
      },
    },
    undefined,
    async () => new ArrayBuffer(++asked),
  );
  await core.ready;
  await assert.rejects(core.write([{ name: 'x', doc: sample() }], 'csv'), { kind: 'stopped' });
  await core.annotate(TEXT);
  assert.deepEqual([workers.length, asked], [2, 1], 'the second worker gets what the first gave back');
  crashes = 1;
  failing.push(true);
  const lost = await Promise.allSettled([core.write([{ name: 'x', doc: sample() }], 'csv'), core.recognize('x.txt', 'One')]);
  assert.deepEqual(lost.map(({ reason }) => reason?.kind), ['stopped', 'worker']);
  assert.equal((await core.annotate(TEXT)).doc.text, TEXT);
  assert.deepEqual([workers.length, asked], [4, 2]);
});

test('a worker that takes the place of one that never got its models is sent nothing before them', async () => {
  const { promise, resolve } = resolvers();
  let crashes = 1;
  const { core, workers } = fakeCore(
    {
      start() {
        if (crashes-- > 0) throw 'crash';
        return VOCABULARY;
      },
    },
    undefined,
    () => promise,
  );
  await assert.rejects(core.ready, { kind: 'worker' });
  const waiting = core.annotate(TEXT);
  await new Promise((done) => setTimeout(done, 20));
  resolve(new ArrayBuffer(8));
  assert.equal((await waiting).doc.text, TEXT);
  assert.deepEqual(workers.map(({ seen }) => seen), [['start'], ['start', 'load', 'annotate']]);
});

test('models that cannot be loaded are told in words, and asked for again by the next call', async () => {
  let isOffline = true;
  const { core } = fakeCore({}, undefined, async () => {
    if (isOffline) throw new Fault('offline', 'models');
    return new ArrayBuffer(8);
  });
  await assert.rejects(core.ready, /language models did not arrive: this device is offline/);
  isOffline = false;
  assert.equal((await core.annotate(TEXT)).doc.text, TEXT);
});

test('a worker that cannot be made rejects everything', async () => {
  const core = createCore({ module: async () => ({ module: {} }), models: async () => new ArrayBuffer(8), spawn: () => { throw new Error('blocked'); }, formats: async () => ({ module: {} }) });
  await assert.rejects(core.ready, /could not be started/);
  await assert.rejects(core.write([{ name: 'x', doc: sample() }], 'csv'), /could not be started/);
});
