/** Undo and redo outlive a reload: what they lead to is stored beside the document, as what differs, and never leads elsewhere. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reject, setKind, setTitle } from '../../www/state/edits.js';
import { keep } from '../../www/state/keeper.js';
import { openStorage } from '../../www/state/storage.js';
import { createStore } from '../../www/state/store.js';
import { fakeJournal, sample } from './support.js';

const quote = { kind: 'quote', id: 'q1' };
const other = { kind: 'quote', id: 'q2' };
let databases = 0;

/** A tab over one database, with the notes that the browser keeps. */
async function tab(name, journal = null) {
  const storage = await openStorage({ name });
  const store = createStore();
  return { storage, store, keeper: keep(store, storage, { journal }), close: () => storage.close() };
}
const fresh = () => `history${++databases}`;

/** All documents that a store leads to, back from where it is and forward again. */
function around(store) {
  const seen = [];
  while (store.undo()) seen.push([store.get().doc, store.get().redoLabel, store.get().selection]);
  while (store.redo());
  return seen;
}

test('what was done before a reload is undone and redone after it, with what was selected', async () => {
  const name = fresh();
  const before = await tab(name);
  const id = before.keeper.begin(sample());
  before.store.set({ selection: quote });
  before.store.apply((doc) => setKind(doc, quote, 'direct'), 'make it direct');
  before.store.apply((doc) => reject(doc, other), 'remove it');
  before.store.apply((doc) => setTitle(doc, 'Later'), 'change the title');
  before.store.undo();
  await before.keeper.settled();
  const there = before.store.documents();
  before.close();

  const after = await tab(name);
  await after.keeper.open(id);
  const { store } = after;
  assert.deepEqual(store.documents(), there);
  assert.deepEqual([store.get().undoLabel, store.get().redoLabel], ['remove it', 'change the title']);
  assert.deepEqual([store.undo(), store.undo(), store.undo()], [true, true, false]);
  assert.deepEqual([store.get().doc, store.get().selection], [there[0], quote]);
  assert.deepEqual([store.redo(), store.redo(), store.redo(), store.redo()], [true, true, true, false]);
  assert.equal(store.get().doc.title, 'Later');
  // What is undone after the reload is what the next one finds.
  store.undo();
  await after.keeper.settled();
  after.close();
  const third = await tab(name);
  await third.keeper.open(id);
  assert.deepEqual(third.store.documents(), there);
  third.close();
});

test('an edit after an undo ends what could be redone, in the database as well', async () => {
  const name = fresh();
  const one = await tab(name);
  const id = one.keeper.begin(sample());
  one.store.apply((doc) => reject(doc, quote), 'remove it');
  await one.keeper.settled();
  one.store.undo();
  one.store.apply((doc) => reject(doc, other), 'remove the other');
  await one.keeper.settled();
  one.close();
  const two = await tab(name);
  await two.keeper.open(id);
  assert.deepEqual([two.store.get().undoLabel, two.store.canRedo()], ['remove the other', false]);
  two.close();
});

test('a save by a tab that knows no history ends it, and so does one that has none', async () => {
  const name = fresh();
  const one = await tab(name);
  const id = one.keeper.begin(sample());
  one.store.apply((doc) => reject(doc, quote), 'remove it');
  await one.keeper.settled();
  assert.ok((await one.storage.load(id)).history);
  // As an earlier version saves: what it does not know stays where it is.
  const open = indexedDB.open(name);
  const db = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  const tx = db.transaction(['articles'], 'readwrite');
  const row = await new Promise((resolve) => { const got = tx.objectStore('articles').get(id); got.onsuccess = () => resolve(got.result); });
  tx.objectStore('articles').put({ ...row, token: 'another save', revision: row.revision + 1 });
  await new Promise((resolve) => (tx.oncomplete = resolve));
  db.close();
  const { article, doc, history } = await one.storage.load(id);
  assert.equal(history, undefined);
  await one.storage.save(id, doc, article.revision, { token: 'third' });
  assert.equal((await one.storage.load(id)).history, undefined);
  one.close();
});

test('removed and brought back, an article has its history; wiped, nothing of it is left', async () => {
  const name = fresh();
  const one = await tab(name);
  const id = one.keeper.begin(sample());
  one.store.apply((doc) => reject(doc, quote), 'remove it');
  await one.keeper.settled();
  await one.storage.remove(id);
  await one.storage.restore(id);
  assert.equal((await one.storage.load(id)).history.past[0].label, 'remove it');
  await one.storage.remove(id);
  one.close();
  const later = await openStorage({ name, now: () => Date.now() + 25 * 60 * 60 * 1000 });
  later.close();
  const open = indexedDB.open(name);
  const db = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  const keys = await new Promise((resolve) => { const got = db.transaction('pieces').objectStore('pieces').getAllKeys(); got.onsuccess = () => resolve(got.result); });
  assert.deepEqual(keys, []);
  db.close();
});

test('what was noted as the tab went away comes back with its history', async () => {
  const name = fresh();
  const journal = fakeJournal();
  const one = await tab(name, journal);
  const id = one.keeper.begin(sample());
  await one.keeper.settled();
  const { save } = one.storage;
  one.storage.save = () => new Promise(() => {});
  one.store.apply((doc) => reject(doc, quote), 'remove it');
  one.keeper.flush();
  one.storage.save = save;
  one.close();
  const two = await tab(name, journal);
  assert.equal(await two.keeper.recovered, 1);
  await two.keeper.open(id);
  assert.equal(two.store.get().undoLabel, 'remove it');
  two.store.undo();
  assert.deepEqual(two.store.get().doc, sample());
  await two.keeper.settled();
  two.close();
});

test('where a note has no room for the history it holds the document all the same', async () => {
  const name = fresh();
  const journal = fakeJournal(JSON.stringify(sample()).length + 300);
  const one = await tab(name, journal);
  const id = one.keeper.begin(sample());
  await one.keeper.settled();
  one.storage.save = () => new Promise(() => {});
  for (const ref of [quote, other]) one.store.apply((doc) => reject(doc, ref), 'remove it');
  one.keeper.flush();
  one.close();
  const two = await tab(name, journal);
  assert.equal(await two.keeper.recovered, 1);
  await two.keeper.open(id);
  assert.deepEqual([two.store.get().doc.quotes.length, two.store.canUndo()], [2, false]);
  two.close();
});

test('an article that is left and opened again in one tab, or goes on as a copy, has its history', async () => {
  const name = fresh();
  const { store, keeper, close } = await tab(name);
  const id = keeper.begin(sample());
  store.apply((doc) => reject(doc, quote), 'remove it');
  await keeper.settled();
  keeper.copy();
  await keeper.settled();
  const copy = store.get().articleId;
  assert.notEqual(copy, id);
  for (const each of [id, copy]) {
    keeper.leave();
    await keeper.open(each);
    assert.equal(around(store).length, 1);
  }
  await keeper.settled();
  close();
});
