import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryStorage } from '../../www/state/memory.js';
import { PROBLEMS } from '../../www/state/problems.js';
import { countsOf, inQueue, nextIn, progressOf, statusOf } from '../../www/state/queue.js';
import { reject } from '../../www/state/edits.js';
import { sample } from './support.js';

const article = (id, more = {}) => ({ id, title: `Part ${id}`, updated: 1, added: 1, length: 10, revision: 1, judged: 0, marks: 4, ...more });

test('counts what a person has judged, removed marks among it', () => {
  const doc = sample();
  const all = doc.mentions.length + doc.quotes.length + doc.positions.length;
  assert.deepEqual(progressOf(doc), { judged: 0, marks: all });
  assert.deepEqual(progressOf(reject(doc, { kind: 'mention', id: 'm1' })), { judged: 1, marks: all });
});

test('sees what is untouched or in work, and believes what a person says', () => {
  assert.deepEqual([article(1), article(1, { judged: 1 }), article(1, { status: 'flagged' }), { ...article(1), judged: undefined }].map(statusOf), ['untouched', 'work', 'flagged', 'untouched']);
  assert.equal(countsOf([article(1, { status: 'done' }), article(2), article(3)]).untouched, 2);
});

test('filters by words and status, and orders numbers as numbers', () => {
  const all = [article(10, { updated: 3 }), article(2, { updated: 1, judged: 4 }), article(1, { updated: 2, title: 'Águeda vote', status: 'done' })];
  const ids = (wanted) => inQueue(all, wanted).map(({ id }) => id);
  assert.deepEqual([ids({}), ids({ order: 'name' }), ids({ order: 'least' }), ids({ order: 'added' })], [[10, 1, 2], [1, 2, 10], [1, 10, 2], [1, 2, 10]]);
  assert.deepEqual([ids({ words: 'agueda VO' }), ids({ words: 'part', status: 'work' }), ids({ words: 'nothing' })], [[1], [2], []]);
});

test('the next article is one that waits, and none when all are done', () => {
  const all = [1, 2, 3, 4].map((id) => article(id, { added: id }));
  assert.equal(nextIn(all, 2).id, 3);
  assert.equal(nextIn(all, 4).id, 1);
  assert.equal(nextIn([all[0], { ...all[1], status: 'done' }, { ...all[2], status: 'skipped' }, { ...all[3], status: 'flagged' }], 1).id, 4);
  assert.equal(nextIn(all.map((one) => ({ ...one, status: 'done' })), 1), null);
  assert.equal(nextIn([], null), null);
});

test('going on and on meets every article once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(11), (count, start) => {
      let all = Array.from({ length: count }, (_, id) => article(id, { added: id % 3 }));
      const met = [];
      for (let now = start % count; now !== undefined && met.length <= count; ) {
        met.push(now);
        all = all.map((one) => (one.id === now ? { ...one, status: 'done' } : one));
        now = nextIn(all, now)?.id;
      }
      assert.deepEqual([...met].sort((a, b) => a - b), all.map(({ id }) => id));
    }),
  );
});

test('a list of ten thousand is filtered between two keys', () => {
  const all = Array.from({ length: 10_000 }, (_, id) => article(id, { title: `Article ${id} on the harbour`, added: id }));
  assert.equal(inQueue(all, { words: '9999', order: 'name' }).length, 1);
});

test('memory keeps status and progress, too', async () => {
  const storage = memoryStorage(PROBLEMS.denied);
  await storage.save('x', sample(), 0);
  await storage.mark('x', 'done');
  await storage.save('x', reject(sample(), { kind: 'mention', id: 'm1' }), 1);
  const [kept] = await storage.list();
  assert.deepEqual([kept.status, kept.judged, typeof kept.added], ['done', 1, 'number']);
  await storage.mark('x', null);
  assert.equal((await storage.list())[0].status, undefined);
});
