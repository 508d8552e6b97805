/** The careful reading and its worker: one text after the other, window by window, left when nobody wants it any more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Damaged, Fault } from '../../www/core/fault.js';
import { CAREFUL } from '../../www/state/takeover.js';
import { fakeCareful, hang } from './fake-core.js';
import { TEXT } from './support.js';

const WINDOWS = ['readOn', 'readOn', 'readOn'];

test('nothing is loaded before it is asked for, and then once', async () => {
  let asked = 0;
  const { careful, workers } = fakeCareful({}, { weights: async () => (asked++, new ArrayBuffer(16)) });
  assert.deepEqual([asked, workers.length, careful.isOpen()], [0, 0, false]);
  const docs = await Promise.all([careful.read(TEXT), careful.read(TEXT)]);
  assert.deepEqual([docs[0].reading, docs[0].quotes.length > 0, docs[1].text], [CAREFUL, true, TEXT]);
  assert.deepEqual([asked, workers.length, careful.isOpen()], [1, 1, true]);
  assert.deepEqual(workers[0].seen, ['openReader', ...[0, 1].flatMap(() => ['beginCarefully', ...WINDOWS, 'finishCarefully'])]);
});

test('how far it is, is told', async () => {
  const [bytes, shares] = [[], []];
  const { careful } = fakeCareful({}, { weights: async ({ onBytes }) => (onBytes(7), onBytes(16), new ArrayBuffer(16)) });
  await careful.read(TEXT, { onBytes: (count) => bytes.push(count), onShare: (share) => shares.push(share) });
  assert.deepEqual([bytes, shares], [[7, 16], [0, 1 / 3, 2 / 3, 1]]);
});

test('a text that is left is not read on, and the next one is', async () => {
  const { careful, workers } = fakeCareful();
  const end = new AbortController();
  const left = careful.read(TEXT, { signal: end.signal, onShare: (share) => share > 0.5 && end.abort() });
  const next = careful.read(TEXT);
  await assert.rejects(left, { name: 'AbortError' });
  assert.equal((await next).text, TEXT);
  assert.deepEqual(workers[0].seen, ['openReader', 'beginCarefully', 'readOn', 'readOn', 'beginCarefully', ...WINDOWS, 'finishCarefully']);
});

for (const file of ['careful', 'models', 'weights']) {
  test(`${file}: a file that came damaged is fetched once more past every cache, and one that stays so is told`, async () => {
    let damaged = 1;
    const fresh = [];
    const note = (name) => async (options) => (name === file && fresh.push(options.fresh), name === 'careful' ? { module: {} } : new ArrayBuffer(8));
    const openReader = () => {
      if (damaged-- > 0) throw new Damaged(file);
      return { statuses: [] };
    };
    const { careful, workers } = fakeCareful({ openReader }, { code: note('careful'), models: note('models'), weights: note('weights') });
    const begun = careful.read('');
    await begun.catch(() => {});
    assert.deepEqual([fresh, workers.length, careful.isOpen()], [[false, true], 2, true]);
    const other = fakeCareful({ openReader: () => { throw new Damaged(file); } }).careful;
    await assert.rejects(other.read(TEXT), (error) => error instanceof Fault && error.kind === 'damaged' && error.file === file);
  });
}

test('a reader that was opened at the second try stays open', async () => {
  let damaged = true;
  const openReader = () => {
    if (damaged) {
      damaged = false;
      throw new Damaged('weights');
    }
    return { actorTypes: [] };
  };
  const { careful, workers } = fakeCareful({ openReader, finishCarefully: () => { throw new Error('enough'); } });
  await assert.rejects(careful.read(TEXT), /enough/);
  await assert.rejects(careful.read(TEXT), /enough/);
  assert.equal(workers.length, 2);
});

test('a worker that traps or crashes is replaced by the next text, and what did not come is asked for again', async () => {
  for (const fault of [new WebAssembly.RuntimeError('unreachable'), 'crash', 'garbled']) {
    let broken = true;
    const readOn = () => {
      if (broken) throw fault;
      return 1;
    };
    const { careful, workers } = fakeCareful({ readOn });
    await assert.rejects(careful.read(TEXT));
    broken = false;
    assert.equal((await careful.read(TEXT)).text, TEXT);
    assert.equal(workers.length, 2);
  }
  let gone = true;
  const weights = async () => {
    if (gone) throw new Fault('offline', 'weights');
    return new ArrayBuffer(16);
  };
  const { careful } = fakeCareful({}, { weights });
  await assert.rejects(careful.read(TEXT), /offline/);
  gone = false;
  assert.equal((await careful.read(TEXT)).text, TEXT);
});

test('who waits for a worker when it is closed is answered', async () => {
  const { careful } = fakeCareful({ readOn: () => hang });
  const waiting = careful.read(TEXT);
  setTimeout(careful.dispose, 20);
  await assert.rejects(waiting, /closed/);
});
