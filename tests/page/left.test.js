/** What was left unsaved for another article, in memory only, or in conflict with another tab: it stays told and noted until it is saved. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journalOf, noteAlone } from '../../www/state/journal.js';
import { memoryStorage } from '../../www/state/memory.js';
import { PROBLEMS } from '../../www/state/problems.js';
import { fakeJournal, sample } from './support.js';
import { PATIENCE, first, fresh, pause, second, stalling, tab } from './unsaved.js';

/** An article whose last edit was refused, left for another one. */
async function leftUnsaved() {
  const storage = await fresh();
  const { save } = storage;
  await storage.save('other', { ...sample(), title: 'Another' }, 0);
  const place = tab(storage);
  const id = place.keeper.begin(sample());
  await place.keeper.settled();
  storage.save = async (...args) => (args[0] === id ? { problem: PROBLEMS.full } : save(...args));
  place.store.apply(first, 'Reject');
  await place.keeper.settled();
  return { ...place, storage, id, heal: () => (storage.save = save) };
}

test('an article that was left unsaved stays told by its title, whatever is shown, until it is saved', async () => {
  const { store, keeper, id, heal } = await leftUnsaved();
  assert.deepEqual([store.get().saved.error.kind, store.get().saved.left, store.get().saved.canRetry], ['full', undefined, true]);
  const isTold = (where) => {
    assert.deepEqual([store.get().saved.error?.kind, store.get().saved.left], ['full', { id, title: 'A bridge' }], where);
    assert.ok(keeper.isAtRisk() && keeper.isUnsaved(), where);
  };
  keeper.leave();
  isTold('on the first page');
  await keeper.open('other');
  isTold('beside another article');
  store.apply(second, 'Reject');
  await keeper.settled();
  isTold('when the other was saved');
  store.replace(null, { articleId: null });
  isTold('without the keeper being asked');
  heal();
  keeper.retry();
  await keeper.settled();
  assert.deepEqual([store.get().saved, keeper.isAtRisk(), keeper.isUnsaved()], ['saved', false, false]);
});

test('an article whose save has no answer stays told when it was left', async () => {
  const { storage } = await stalling();
  const { store, keeper } = tab(storage);
  const id = keeper.begin(sample());
  keeper.leave();
  assert.equal(store.get().saved, 'saving');
  await pause(PATIENCE + 20);
  assert.deepEqual([store.get().saved.error?.kind, store.get().saved.left?.id, store.get().saved.canRetry], ['unavailable', id, false]);
  assert.ok(keeper.isAtRisk());
});

test('who goes back to an article that was left unsaved sees it as it was left, and its note stays', async () => {
  const { store, keeper, journal, storage, id, heal } = await leftUnsaved();
  await keeper.open('other');
  assert.equal(await keeper.open(id), null);
  assert.equal(store.get().doc.quotes.length, 3);
  assert.deepEqual([store.get().saved.error?.kind, store.get().saved.left], ['full', undefined]);
  assert.equal(journal.length, 1);
  heal();
  store.apply(second, 'Reject');
  await keeper.settled();
  assert.deepEqual([store.get().saved, journal.length], ['saved', 0]);
  assert.equal((await storage.load(id)).doc.quotes.length, 2);
});

test('a save erases no note but its own', async () => {
  const storage = await fresh();
  await storage.save('x', sample(), 0);
  const { store, keeper, journal } = tab(storage);
  await keeper.recovered;
  await keeper.open('x');
  // Another tab closes with work on the same article.
  assert.ok(noteAlone(journalOf(journal), 'x', { ...sample(), title: 'Theirs' }));
  store.apply(first, 'Reject');
  await keeper.settled();
  assert.equal(store.get().saved, 'saved');
  assert.equal(journal.length, 1);
});

test('where only memory holds what was made here, the reader is asked on the first page, too', async () => {
  const { store, keeper } = tab(memoryStorage(PROBLEMS.denied), null);
  assert.ok(!keeper.isAtRisk(), 'nothing is there to be lost');
  keeper.begin(sample());
  await keeper.settled();
  keeper.leave();
  assert.ok(keeper.isAtRisk() && keeper.isUnsaved());
  assert.equal(store.get().saved.error?.kind, 'denied');
  const others = tab(memoryStorage(PROBLEMS.denied), null);
  assert.equal(await others.keeper.add(sample()), null);
  assert.ok(others.keeper.isAtRisk(), 'one of several files that were opened');
});

test('several files that storage refuses are kept until it takes them', async () => {
  const storage = await fresh();
  const { save } = storage;
  const { store, keeper, journal } = tab(storage);
  storage.save = async () => ({ problem: PROBLEMS.full });
  for (const title of ['One', 'Two']) assert.equal((await keeper.add({ ...sample(), title })).kind, 'full');
  assert.deepEqual([store.get().saved.left.title, journal.length, store.get().doc], ['One', 2, null]);
  storage.save = save;
  keeper.retry();
  await keeper.settled();
  assert.deepEqual((await storage.list()).map(({ title }) => title).sort(), ['One', 'Two']);
  assert.deepEqual([store.get().saved, journal.length], ['saved', 0]);
});

for (const [what, answer] of [['has no answer', () => new Promise(() => {})], ['finds no room', async () => ({ problem: PROBLEMS.full })]]) {
  test(`a copy of what another tab has changed, whose save ${what}, is told and noted`, async () => {
    const storage = await fresh();
    const { save } = storage;
    const { store, keeper, journal } = tab(storage);
    const id = keeper.begin(sample());
    await keeper.settled();
    const theirs = tab(await fresh(storage.name));
    await theirs.keeper.open(id);
    theirs.store.apply(second, 'Reject');
    await theirs.keeper.settled();
    storage.save = (...args) => (args[0] === id ? save(...args) : answer());
    store.apply(first, 'Reject');
    await Promise.race([keeper.settled(), pause(PATIENCE * 8).then(() => assert.fail('It waits for ever.'))]);
    assert.ok(store.get().saved.error, 'told');
    assert.ok(keeper.isAtRisk());
    assert.equal(journal.length, 1, 'noted once');
    assert.notEqual(store.get().articleId, id, 'what is stored of the other stays its own');
    const well = await fresh(storage.name);
    assert.equal(await tab(well, journal).keeper.recovered, 1);
    const docs = await Promise.all((await well.list()).map(async ({ id: one }) => (await well.load(one)).doc));
    assert.deepEqual(docs.map(({ quotes }) => quotes.map((q) => q.id).join()).sort(), ['q1,q3,q4', 'q2,q3,q4']);
  });
}

test('an article in memory is never noted by how it differs from memory', async () => {
  const { store, keeper, journal } = tab(memoryStorage(PROBLEMS.denied), fakeJournal(2500));
  keeper.begin(sample());
  await keeper.settled();
  store.apply(first, 'Reject');
  await keeper.settled();
  assert.equal(journal.length, 0, 'a note that nothing can be made of');
  assert.ok(keeper.isAtRisk());
});

test('a list that cannot be read is told as that, and no note is taken for something new meanwhile', async () => {
  const storage = await fresh();
  await storage.save('x', sample(), 0);
  const journal = fakeJournal();
  noteAlone(journalOf(journal), 'x', { ...sample(), title: 'Noted' });
  const { getAll } = IDBObjectStore.prototype;
  try {
    IDBObjectStore.prototype.getAll = () => {
      throw new DOMException('no', 'UnknownError');
    };
    assert.deepEqual(await storage.list(), { problem: PROBLEMS.list });
    assert.equal(await tab(storage, journal).keeper.recovered, 0);
    assert.equal(journal.length, 1);
  } finally {
    IDBObjectStore.prototype.getAll = getAll;
  }
  assert.equal(await tab(storage, journal).keeper.recovered, 1);
});
