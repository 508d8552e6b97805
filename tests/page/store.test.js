import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reject, setKind } from '../../www/state/edits.js';
import { createStore } from '../../www/state/store.js';
import { sample } from './support.js';

const quote = { kind: 'quote', id: 'q1' };

test('a selection goes with its item and stays through edits of others', () => {
  const store = createStore({ doc: sample(), selection: quote });
  store.apply((doc) => reject(doc, { kind: 'quote', id: 'q2' }), 'Reject quote');
  assert.deepEqual(store.get().selection, quote);
  store.apply((doc) => reject(doc, quote), 'Reject quote');
  assert.equal(store.get().selection, null);
});

test('undo and redo say what they would do', () => {
  const store = createStore({ doc: sample() });
  store.apply((doc) => setKind(doc, quote, 'direct'), 'Change kind');
  store.apply((doc) => reject(doc, quote), 'Reject quote');
  assert.deepEqual([store.get().undoLabel, store.get().redoLabel], ['Reject quote', null]);
  store.undo();
  assert.deepEqual([store.get().undoLabel, store.get().redoLabel], ['Change kind', 'Reject quote']);
  store.apply((doc) => setKind(doc, quote, 'indirect'), 'Change kind again');
  assert.deepEqual([store.get().undoLabel, store.get().redoLabel], ['Change kind again', null]);
});

test('undo selects again what was selected when the edit was made', () => {
  const store = createStore({ doc: sample(), selection: quote });
  store.apply((doc) => reject(doc, quote), 'Reject quote');
  store.set({ selection: { kind: 'quote', id: 'q2' } });
  store.undo();
  assert.deepEqual(store.get().selection, quote);
  store.redo();
  assert.deepEqual(store.get().selection, { kind: 'quote', id: 'q2' });
});

test('an edit that changes nothing leaves no step; one that throws changes nothing', () => {
  const store = createStore({ doc: sample() });
  store.apply((doc) => doc, 'Nothing');
  assert.ok(!store.canUndo());
  const before = store.get();
  assert.throws(() => store.apply((doc) => reject(doc, { kind: 'quote', id: 'q9' }), 'Reject'));
  assert.equal(store.get(), before);
  assert.throws(() => createStore().apply((doc) => doc, 'Nothing'), /no document/);
});

test('another document ends history and selection', () => {
  const store = createStore({ doc: sample(), selection: quote });
  store.apply((doc) => setKind(doc, quote, 'direct'), 'Change kind');
  const other = sample();
  store.replace(other, { articleId: 'x' });
  const { doc, selection, articleId, undoLabel } = store.get();
  assert.deepEqual([doc, selection, articleId, undoLabel], [other, null, 'x', null]);
  assert.ok(!store.undo());
});

test('listeners hear of changes in order, also of those that listeners make, and until they leave', () => {
  const store = createStore();
  const heard = [];
  store.subscribe((state) => {
    if (state.filter.words === 'a') store.set({ filter: { words: 'b' } });
  });
  const leave = store.subscribe((state, before) => heard.push([before.filter.words, state.filter.words]));
  store.set({ filter: { words: 'a' } });
  leave();
  store.set({ filter: { words: 'c' } });
  assert.deepEqual(heard, [[undefined, 'a'], ['a', 'b']]);
});

test('what does not change is not told', () => {
  const store = createStore();
  let count = 0;
  store.subscribe(() => count++);
  store.set({ saved: 'saved', selection: null });
  assert.equal(count, 0);
});
