/** What is not saved, because storage refuses or says nothing: it is told in time, noted, asked about, and comes back. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journalOf, noteAlone } from '../../www/state/journal.js';
import { setTitle } from '../../www/state/edits.js';
import { memoryStorage } from '../../www/state/memory.js';
import { whenSlow } from '../../www/state/patience.js';
import { PROBLEMS } from '../../www/state/problems.js';
import { openStorage } from '../../www/state/storage.js';
import { fakeJournal, sample } from './support.js';
import { PATIENCE, first, fresh, pause, second, stalling, tab } from './unsaved.js';

test('a save without an answer is told and noted, and so is every edit from then on', async () => {
  const { storage } = await stalling();
  const { store, keeper, journal } = tab(storage);
  const id = keeper.begin(sample());
  assert.equal(store.get().saved, 'saving');
  await pause(PATIENCE + 20);
  assert.equal(store.get().saved.error.kind, 'unavailable');
  const noted = () => [...journalOf(journal).all().values()].map((note) => [note.id, note.doc.quotes.length]);
  assert.deepEqual(noted(), [[id, 4]]);
  store.apply(first, 'Reject');
  assert.equal(store.get().saved.error.kind, 'unavailable', 'it does not say that it is being saved');
  assert.deepEqual(noted(), [[id, 3]]);
  assert.ok(keeper.isAtRisk());
  await keeper.settled();
});

test('a save that is answered late is a save: nothing is left behind, nothing doubled', async () => {
  const { storage, gate } = await stalling();
  const { store, keeper, journal } = tab(storage);
  keeper.begin(sample());
  await pause(PATIENCE + 20);
  store.apply(first, 'Reject');
  gate.open();
  await pause(60);
  await keeper.settled();
  assert.equal(store.get().saved, 'saved');
  assert.deepEqual([journal.length, (await storage.list()).length, keeper.isAtRisk()], [0, 1, false]);
  assert.equal((await storage.load(store.get().articleId)).doc.quotes.length, 3);
});

test('an article whose save has no answer keeps no other from opening', async () => {
  const { storage, gate } = await stalling();
  gate.isShut = false;
  await storage.save('other', sample(), 0);
  gate.isShut = true;
  const { store, keeper } = tab(storage);
  keeper.begin(sample());
  assert.equal(await keeper.open('other'), null);
  assert.equal(store.get().articleId, 'other');
});

test('what was noted while storage said nothing is in the list at the next visit', async () => {
  const { storage } = await stalling();
  const { store, keeper, journal } = tab(storage);
  const id = keeper.begin(sample());
  await pause(PATIENCE + 20);
  store.apply(first, 'Reject');
  const next = tab(await fresh(storage.name), journal);
  assert.equal(await next.keeper.recovered, 1);
  await next.keeper.open(id);
  assert.equal(next.store.get().doc.quotes.length, 3);
});

/** Where nothing is waited for in vain. */
const PATIENT = 3000;

for (const [what, room] of [['as a whole', Infinity], ['as what differs', 2000]]) {
  test(`two tabs that note the same article ${what} both have their work back`, async () => {
    const { storage, gate } = await stalling();
    gate.isShut = false;
    const journal = fakeJournal(room);
    const mine = tab(storage, journal, PATIENT);
    const id = mine.keeper.begin(sample());
    await mine.keeper.settled();
    const theirs = tab(storage, journal, PATIENT);
    await theirs.keeper.open(id);
    gate.isShut = true;
    mine.store.apply((doc) => setTitle(doc, 'Mine'), 'Title');
    theirs.store.apply((doc) => setTitle(doc, 'Theirs'), 'Title');
    for (const { keeper } of [mine, theirs]) keeper.flush();
    assert.equal(journal.length, 2);
    for (const { doc } of journalOf(journal).all().values()) assert.equal(doc === undefined, room < Infinity);
    const well = await fresh(storage.name);
    assert.equal(await tab(well, journal, PATIENT).keeper.recovered, 2);
    const docs = await Promise.all((await well.list()).map(async (article) => (await well.load(article.id)).doc));
    assert.deepEqual(docs.map(({ title }) => title).sort(), ['Mine', 'Theirs']);
    assert.equal(journal.length, 0);
  });
}

test('work that is taken up where nothing can be saved, and goes on, comes back once; what its first tab did meanwhile comes back, too', async () => {
  const visit = (/** @type {any} */ journal) => tab(memoryStorage(PROBLEMS.unavailable), journal, PATIENT);
  for (const goesOn of [false, true]) {
    const journal = fakeJournal();
    const before = visit(journal);
    const id = before.keeper.begin(sample());
    await before.keeper.settled();
    const next = visit(journal);
    await next.keeper.open(id);
    next.store.apply(first, 'Reject');
    await next.keeper.settled();
    if (goesOn) {
      before.store.apply(second, 'Reject');
      await before.keeper.settled();
    }
    const well = await fresh();
    assert.equal(await tab(well, journal).keeper.recovered, goesOn ? 2 : 1);
    const docs = await Promise.all((await well.list()).map(async (article) => (await well.load(article.id)).doc));
    assert.deepEqual(docs.map(({ quotes }) => quotes.map((quote) => quote.id).join()).sort(), goesOn ? ['q1,q3,q4', 'q2,q3,q4'] : ['q2,q3,q4']);
    assert.equal(journal.length, 0);
  }
});

test('a database that never opens is told in time, and its articles are noted for the next visit', async () => {
  const { indexedDB } = globalThis;
  const journal = fakeJournal();
  let storage;
  try {
    globalThis.indexedDB = { open: () => Object.create(IDBOpenDBRequest.prototype, { addEventListener: { value() {} }, removeEventListener: { value() {} } }) };
    storage = await openStorage({ name: 'never', patience: PATIENCE });
  } finally {
    globalThis.indexedDB = indexedDB;
  }
  assert.equal(storage.problem.kind, 'unavailable');
  const { store, keeper } = tab(storage, journal);
  const id = keeper.begin(sample());
  store.apply(first, 'Reject');
  await keeper.settled();
  store.apply(second, 'Reject');
  await keeper.settled();
  assert.equal(store.get().saved.error.kind, 'unavailable');
  assert.ok(keeper.isAtRisk());
  // Another visit in the same trouble shows it and forgets nothing.
  const again = tab(memoryStorage(PROBLEMS.unavailable), journal);
  assert.equal(await again.keeper.recovered, 1);
  await again.keeper.open(id);
  assert.equal(again.store.get().doc.quotes.length, 2);
  assert.equal(journal.length, 1);
  // A visit without it keeps it for good.
  const well = await fresh();
  const next = tab(well, journal);
  assert.equal(await next.keeper.recovered, 1);
  assert.equal((await well.load(id)).doc.quotes.length, 2);
  assert.equal(journal.length, 0);
});

test('a note of what differs is kept as long as what it differs from cannot be read', async () => {
  const journal = fakeJournal();
  const storage = await fresh();
  const { article } = await storage.save('x', sample(), 0);
  const note = { revision: article.revision, token: 'lost', whole: false, patch: { put: [['head', { ...sample(), title: 'Noted' }]], remove: [] } };
  journal.setItem('whosaid-unsaved-x', JSON.stringify(note));
  for (const place of [memoryStorage(PROBLEMS.denied), { ...storage, load: async () => ({ problem: PROBLEMS.unavailable }) }]) {
    assert.equal(await tab(place, journal).keeper.recovered, 0);
    assert.equal(journal.length, 1);
  }
  assert.equal(await tab(storage, journal).keeper.recovered, 1);
  assert.equal((await storage.load('x')).doc.title, 'Noted');
  assert.equal(journal.length, 0);
});

test('the reader is asked before closing when something is not saved, and not otherwise', async () => {
  for (const kind of ['full', 'denied', 'unknown']) {
    const storage = await fresh();
    const { save } = storage;
    const { store, keeper, journal } = tab(storage);
    assert.ok(!keeper.isAtRisk(), 'nothing is open');
    keeper.begin(sample());
    assert.ok(!keeper.isAtRisk(), 'what is being saved is noted');
    assert.equal(journal.length, 1);
    await keeper.settled();
    assert.ok(!keeper.isAtRisk(), 'saved');
    storage.save = async () => ({ problem: PROBLEMS[kind] });
    store.apply(first, 'Reject');
    await keeper.settled();
    assert.ok(keeper.isAtRisk(), kind);
    assert.equal(journal.length, 1, 'noted all the same, should the tab crash');
    storage.save = save;
    keeper.retry();
    await keeper.settled();
    assert.ok(!keeper.isAtRisk());
    assert.equal(journal.length, 0);
  }
});

test('what can be neither saved in time nor noted is asked about', async () => {
  const { storage } = await stalling();
  const { keeper } = tab(storage, fakeJournal(10));
  keeper.begin(sample());
  assert.ok(keeper.isAtRisk());
});

test('an article that is closed before storage has answered at all is noted', async () => {
  const journal = fakeJournal();
  assert.ok(noteAlone(journalOf(journal), 'early', sample()));
  assert.ok(!noteAlone(journalOf(fakeJournal(10)), 'early', sample()));
  assert.ok(!noteAlone(journalOf(null), 'early', sample()));
  const storage = await fresh();
  assert.equal(await tab(storage, journal).keeper.recovered, 1);
  assert.deepEqual((await storage.load('early')).doc, sample());
});

test('of two tabs the later learns that the other was changed, also when it did not hear of it, and can go on with a copy of its own', async () => {
  const storage = await fresh();
  const mine = tab(storage);
  const id = mine.keeper.begin(sample());
  await mine.keeper.settled();
  const theirs = tab(await fresh(storage.name));
  await theirs.keeper.open(id);
  theirs.store.apply(first, 'Reject');
  await theirs.keeper.settled();
  await pause(20);
  assert.equal(mine.store.get().notice.kind, 'newer');
  mine.store.set({ notice: null });
  await mine.keeper.look();
  assert.equal(mine.store.get().notice.kind, 'newer');
  mine.keeper.copy();
  await mine.keeper.settled();
  const { articleId, notice, doc } = mine.store.get();
  assert.notEqual(articleId, id);
  assert.deepEqual([notice, doc.quotes.length], [null, 4]);
  assert.deepEqual((await storage.list()).map(({ title }) => title).sort(), ['A bridge', 'A bridge (copy)']);
  assert.equal((await storage.load(articleId)).doc.quotes.length, 4);
  assert.equal((await storage.load(id)).doc.quotes.length, 3);
  await mine.keeper.look();
  assert.equal(mine.store.get().notice, null);
});

test('who waits for storage is told after a while, and not when it answers', async () => {
  const told = [];
  assert.equal(await whenSlow(Promise.resolve(1), () => told.push('quick'), 20), 1);
  await pause(40);
  assert.equal(await whenSlow(pause(50).then(() => 2), () => told.push('slow'), 20), 2);
  assert.deepEqual(told, ['slow']);
});
