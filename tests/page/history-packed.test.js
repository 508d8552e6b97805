/** The steps of undo and redo as they are stored: what differs from one document to the next, little of it, and nothing that leads elsewhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { accept, acceptAll, addQuote, reject, setTitle } from '../../www/state/edits.js';
import { pack, unpack } from '../../www/state/history.js';
import { KINDS, LIST } from '../../www/state/items.js';
import { createStore } from '../../www/state/store.js';
import { CAREFUL, takeOver } from '../../www/state/takeover.js';
import { documents, fractions, sample, spanIn } from './support.js';

const quote = { kind: 'quote', id: 'q1' };

const act = fc.tuple(fc.constantFrom('accept', 'all', 'reject', 'add', 'title', 'undo'), fc.nat(40), fractions);

/** @param {import('../../www/state/store.js').Store} store */
function acted(store, [what, n, place]) {
  const { doc } = store.get();
  const refs = KINDS.flatMap((kind) => doc[LIST[kind]].map(({ id }) => ({ kind, id })));
  const chosen = refs[n % refs.length];
  if (what === 'undo') return store.undo();
  if (what === 'title') return store.apply((d) => setTitle(d, `Title ${n}`), 'title');
  if (what === 'add') return store.apply((d) => addQuote(d, { kind: 'direct', ...spanIn(d.text, place) }), 'add');
  if (what === 'all') return store.apply((d) => acceptAll(d, refs), 'accept all');
  if (chosen) store.apply((d) => (what === 'accept' || chosen.kind === 'actor' ? accept(d, chosen) : reject(d, chosen)), what);
}

test('whatever was done, packed and unpacked it is the same, and says it in little', async () => {
  await fc.assert(
    fc.asyncProperty(documents, fc.array(act, { maxLength: 12 }), async (doc, acts) => {
      const store = createStore({ doc });
      for (const each of acts) acted(store, each);
      const now = store.get().doc;
      const packed = JSON.parse(JSON.stringify(pack(now, store.history())));
      assert.deepEqual(await unpack(now, packed), store.history());
      assert.ok([...packed.past, ...packed.future].every(({ fields }) => !('text' in fields)), 'the text is stored once');
    }),
    { numRuns: 100 },
  );
});

test('it is bounded: the nearest steps are kept, and no step is stored that holds too much', () => {
  const few = createStore({ doc: sample() });
  for (let i = 0; i < 500; i++) few.apply((doc) => setTitle(doc, `Title ${i}`), `title ${i}`);
  assert.equal(pack(few.get().doc, few.history()).past.length, 200);
  const many = { ...sample(), mentions: Array.from({ length: 5000 }, (_, i) => ({ ...sample().mentions[0], id: `m${i + 1}` })) };
  const store = createStore({ doc: many });
  for (let i = 0; i < 500; i++) store.apply((doc) => setTitle(doc, `Title ${i}`), `title ${i}`);
  const { past } = pack(store.get().doc, store.history());
  assert.equal(past[0].label, 'title 499');
  assert.ok(past.length >= 50 && past.length < 200, `${past.length}: in a long article they are fewer, for it opens as quickly`);
  store.apply((doc) => acceptAll(doc, many.mentions.map(({ id }) => ({ kind: 'mention', id }))), 'accept all');
  assert.deepEqual(pack(store.get().doc, store.history()).past, [], 'what lies beyond such a step cannot be led to');
  store.apply((doc) => accept(doc, quote), 'accept one');
  assert.deepEqual(pack(store.get().doc, store.history()).past.map(({ label }) => label), ['accept one']);
});

test('no step leads to a document that does not hold, nor into another text or another reading', async () => {
  const doc = { ...sample(), reading: CAREFUL };
  const good = { label: 'good', selection: null, fields: { title: { value: 'Before' } } };
  const bad = {
    'another text': { text: { value: 'Another text.' } },
    'a half-read text': { unread: { value: true } },
    'the quick reading': { reading: { value: 'quick 1' } },
    'no reading': { reading: {} },
    'a stretch beyond the end': { quotes: { at: 3, drop: 9, put: [] } },
    'no list': { title: { at: 0, drop: 0, put: [1] } },
    'a speaker that is gone': { actors: { at: 0, drop: 2, put: [] } },
    'a broken field': { quotes: { at: 0, drop: 0, put: [null] } },
    'no fields at all': null,
  };
  for (const [what, fields] of Object.entries(bad)) {
    const { past, future } = await unpack(doc, { past: [good, { ...good, fields }, good], future: [{ ...good, fields }] });
    assert.deepEqual([past.map((step) => step.doc.title), future], [['Before'], []], what);
  }
});

test('after the careful reading has come, the steps are small and lead to nothing that is read quickly', async () => {
  const quick = { ...sample(), reading: 'quick 1' };
  const store = createStore({ doc: quick });
  store.apply((doc) => accept(doc, quote), 'accept it');
  store.apply((doc) => setTitle(doc, 'Mine'), 'change the title');
  store.undo();
  const found = { ...sample(), reading: CAREFUL, quotes: sample().quotes.slice(0, 3), positions: [] };
  store.rebase(takeOver(found, store.documents()).edit);
  const { doc } = store.get();
  const packed = pack(doc, store.history());
  assert.deepEqual(Object.keys(packed.future[0].fields), ['title']);
  assert.deepEqual(Object.keys(packed.past[0].fields), ['quotes']);
  assert.deepEqual([packed.past[0].fields.quotes.drop, packed.past[0].fields.quotes.put.length], [1, 1]);
  const { past, future } = await unpack(doc, JSON.parse(JSON.stringify(packed)));
  assert.deepEqual([...past, { doc }, ...future].map((step) => step.doc.reading), [CAREFUL, CAREFUL, CAREFUL]);
  assert.equal(past[0].doc.quotes[0].status, 'suggested');
});
