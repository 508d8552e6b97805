/** The careful reading and its worker: one text after the other, window by window, left when nobody wants it any more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Damaged, Fault } from '../../www/core/fault.js';
import { CAREFUL } from '../../www/state/takeover.js';
import { fakeCareful, hang } from './fake-core.js';
import { TEXT, columns } from './support.js';

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

test('where the reader is, is read first, then what stands below it; and what is found there is told before all is read, once', async () => {
  const text = TEXT.repeat(40);
  const [asked, looked, parts] = [[], [], []];
  let read = 0;
  /** Twenty windows; what is asked for is read when the second was. */
  const readOn = (start, end) => (asked.push([start, end]), { share: ++read / 20, isRead: read % 2 === 0 });
  const lookCarefully = (start, end) => (looked.push([start, end]), { ...columns(text), from: start - 5, to: end + 7 });
  const { careful } = fakeCareful({ beginCarefully: () => 0, readOn, lookCarefully, finishCarefully: () => columns(text) });
  let view = { start: 100, end: 300 };
  const found = await careful.read(text, { view: () => view, onPart: (doc, where) => (parts.push([doc.reading, doc.text === text, where]), looked.length === 2 && (view = { start: 1000, end: 1200 })) });
  assert.equal(found.reading, CAREFUL);
  // The screen below is what is left of it; then the reader goes on to another place.
  assert.deepEqual(looked.slice(0, 3), [[100, 300], [307, 500], [1000, 1200]]);
  assert.deepEqual(asked.slice(0, 6), [[100, 300], [100, 300], [307, 500], [307, 500], [1000, 1200], [1000, 1200]]);
  assert.deepEqual(parts[0], [CAREFUL, true, { start: 95, end: 307 }]);
  assert.equal(new Set(looked.map(String)).size, looked.length);
  assert.deepEqual([asked.length, asked.at(-1)], [20, [1000, 1200]], 'where all is told, it goes on from there');
  // At the end of a text there is nothing below; a line more is not worth a change.
  for (const at of [{ start: text.length - 100, end: text.length }, { start: 0, end: 0 }]) {
    [read, looked.length] = [0, 0];
    await careful.read(text, { view: () => at, onPart() {} });
    assert.ok(looked.length <= 1, `${looked.length}`);
  }
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
      return { share: 1, isRead: true };
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
