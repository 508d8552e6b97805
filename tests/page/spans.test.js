import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createIndex, cuesOf, spansOf } from '../../www/state/spans.js';
import { at, documents, sample, TEXT } from './support.js';

const key = ({ kind, id, part }) => `${kind} ${id} ${part}`;
const keys = (entries) => entries.map(key).sort();

test('agrees with looking at every entry', () => {
  fc.assert(
    fc.property(documents, fc.nat(100), fc.nat(100), (doc, a, b) => {
      for (const index of [spansOf(doc), cuesOf(doc)]) {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const inside = index.inside(start, end);
        assert.deepEqual(keys(inside), start < end ? keys(index.entries.filter((it) => it.start < end && start < it.end)) : []);
        assert.deepEqual(inside, index.entries.filter((it) => inside.includes(it)), 'in text order');
        const over = index.at(a);
        assert.deepEqual(keys(over), keys(index.entries.filter((it) => it.start <= a && a < it.end)));
        const sizes = over.map((it) => it.end - it.start);
        assert.deepEqual(sizes, sizes.toSorted((x, y) => x - y), 'innermost first');
      }
    }),
    { numRuns: 500 },
  );
});

test('holds every mention and every part of every content', () => {
  const { entries } = spansOf(sample());
  assert.equal(entries.length, 4 + 5 + 2);
  assert.deepEqual(entries.filter(({ id }) => id === 'q4').map(({ part }) => part), [0, 1]);
  assert.equal(spansOf(sample()).at(TEXT.length).length, 0);
});

test('walks item by item, both ways, through the kinds asked for', () => {
  const doc = sample();
  const index = spansOf(doc);
  const walked = [];
  for (let it = index.next(0); it; it = index.next(it)) walked.push(it);
  assert.deepEqual(walked, index.entries.filter(({ part }) => part === 0));
  const back = [];
  for (let it = index.previous(TEXT.length); it; it = index.previous(it)) back.unshift(it);
  assert.deepEqual(back, walked);
  assert.equal(index.next({ kind: 'quote', id: 'q2' }, ['quote']).id, 'q3');
  assert.equal(index.previous({ kind: 'quote', id: 'q2' }, ['mention']).id, 'm2');
  assert.equal(index.next({ kind: 'quote', id: 'q4' }, ['quote']), null);
  assert.equal(index.next({ kind: 'quote', id: 'gone' }), null);
  assert.equal(index.next(at('She').start).id, 'm2', 'an item that starts at the offset counts as next');
});

test('a document has one index', () => {
  const doc = sample();
  assert.equal(spansOf(doc), spansOf(doc));
});

test('100,000 entries are indexed and asked in a blink', () => {
  const entries = Array.from({ length: 100_000 }, (_, i) => ({ kind: 'mention', id: `m${i}`, start: 5 * i, end: 5 * i + 4, part: 0 }));
  entries.push({ kind: 'quote', id: 'q1', start: 0, end: 500_000, part: 0 });
  const begun = performance.now();
  const index = createIndex(entries);
  let found = 0;
  for (let i = 0; i < 10_000; i++) found += index.at((i * 49_999) % 500_000).length;
  const took = performance.now() - begun;
  assert.ok(found > 10_000);
  assert.ok(took < 1500, `${took} ms`);
});
