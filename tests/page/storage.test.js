import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { accept, acceptAll, addMention, reject, setTitle } from '../../www/state/edits.js';
import { keep } from '../../www/state/keeper.js';
import { changes, cut, join } from '../../www/state/pieces.js';
import { createStore } from '../../www/state/store.js';
import { openStorage } from '../../www/state/storage.js';
import { memoryStorage } from '../../www/state/memory.js';
import { PROBLEMS, problemOf, titleOf } from '../../www/state/problems.js';
import { at, documents, fakeJournal, sample } from './support.js';

let databases = 0;
/** @type {(() => void)[]} */
const closing = [];
after(() => closing.forEach((close) => close()));

/** A fresh database, or another tab on one. */
async function open(name = `test${++databases}`, options = {}) {
  const storage = await openStorage({ name, ...options });
  closing.push(() => storage.close());
  return Object.assign(storage, { name });
}

const pause = (ms = 30) => new Promise((resolve) => setTimeout(resolve, ms));
const quote = { kind: 'quote', id: 'q1' };

test('what was saved is loaded, field by field', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async (doc) => {
      const storage = await openStorage({ name: `test${++databases}` });
      const { article } = await storage.save('x', doc, 0);
      assert.equal(article.revision, 1);
      const loaded = await storage.load('x');
      storage.close();
      assert.deepEqual(loaded.doc, doc);
    }),
    { numRuns: 25 },
  );
});

test('pieces: only what changed is written, and together they are the document', () => {
  const many = { ...sample(), mentions: Array.from({ length: 2500 }, (_, i) => ({ ...sample().mentions[0], id: `m${i + 1}` })) };
  assert.deepEqual(join(cut(many)), many);
  const edited = accept(many, { kind: 'mention', id: 'm1500' });
  assert.deepEqual(changes(many, edited).put.map(([name]) => name), ['mentions/000001']);
  const shorter = { ...many, mentions: many.mentions.slice(0, 900) };
  const { put, remove } = changes(many, shorter);
  assert.deepEqual([put.map(([name]) => name), remove], [['mentions/000000'], ['mentions/000001', 'mentions/000002']]);
  assert.deepEqual(changes(many, setTitle(many, 'New')).put.map(([name]) => name), ['head']);
  assert.deepEqual(changes(many, many), { put: [], remove: [] });
});

test('a second save writes on, a shorter document leaves nothing behind', async () => {
  const storage = await open();
  const many = { ...sample(), mentions: Array.from({ length: 1500 }, (_, i) => ({ ...sample().mentions[0], id: `m${i + 1}` })) };
  await storage.save('x', many, 0);
  const few = { ...many, mentions: many.mentions.slice(0, 3) };
  await storage.save('x', few, 1);
  assert.deepEqual((await storage.load('x')).doc, few);
  const other = await open(storage.name);
  const { doc } = await other.load('x');
  await other.save('x', reject(doc, quote), 2);
  assert.equal((await storage.load('x')).doc.quotes.length, 3);
});

test('a save that does not build on the latest is refused and changes nothing', async () => {
  const one = await open();
  const other = await open(one.name);
  await one.save('x', sample(), 0);
  await other.load('x');
  await one.save('x', setTitle(sample(), 'First'), 1);
  const answer = await other.save('x', setTitle(sample(), 'Second'), 1);
  assert.equal(answer.problem.kind, 'conflict');
  assert.equal((await one.load('x')).doc.title, 'First');
});

test('the list: latest first, renamed, removed, restored, wiped a day later', async () => {
  let time = 1000;
  const storage = await open(undefined, { now: () => time++ });
  await storage.save('x', sample(), 0);
  await storage.save('y', { ...sample(), title: null }, 0);
  assert.deepEqual((await storage.list()).map(({ id, title }) => [id, title]), [
    ['y', 'Mayor Ada Quill said the bridge “will open in May” 🌉. She warned that costs co…'],
    ['x', 'A bridge'],
  ]);
  await storage.rename('x', ' Mine ');
  await storage.save('x', setTitle(sample(), 'Other'), 1);
  assert.deepEqual((await storage.list()).map(({ id, title }) => [id, title])[0], ['x', 'Mine']);
  await storage.remove('x');
  assert.deepEqual((await storage.list()).map(({ id }) => id), ['y']);
  assert.equal((await storage.load('x')).problem.kind, 'gone');
  await storage.restore('x');
  assert.equal((await storage.load('x')).doc.title, 'Other');
  await storage.remove('x');
  time += 25 * 60 * 60 * 1000;
  const later = await open(storage.name, { now: () => time });
  assert.equal((await later.restore('x')).problem.kind, 'gone');
  assert.equal((await later.load('y')).doc.title, null);
});

test('what is said of an article and how far it is judged stay with it', async () => {
  const storage = await open();
  const { article } = await storage.save('x', sample(), 0);
  assert.deepEqual([article.status, article.judged, article.marks > 0, article.added], [undefined, 0, true, article.updated]);
  await storage.mark('x', 'flagged');
  const saved = await storage.save('x', acceptAll(sample(), [{ kind: 'quote', id: 'q1' }]), 1);
  assert.deepEqual([saved.article.status, saved.article.judged, saved.article.added], ['flagged', 1, article.added]);
  await storage.mark('x', null);
  assert.equal((await storage.list())[0].status, undefined);
  assert.equal((await storage.mark('y', 'done')).problem.kind, 'gone');
});

test('other tabs hear of a save', async () => {
  const one = await open();
  const other = await open(one.name);
  const heard = [];
  const deaf = other.listen((change) => heard.push(change));
  await one.save('x', sample(), 0);
  await pause();
  assert.deepEqual(heard, [{ kind: 'saved', id: 'x', revision: 1 }]);
  deaf();
});

test('a browser without a database keeps everything in memory and says so', async () => {
  const { indexedDB } = globalThis;
  try {
    globalThis.indexedDB = { open: () => { throw new DOMException('no', 'SecurityError'); } };
    const storage = await openStorage({ name: 'denied' });
    assert.equal(storage.problem.kind, 'denied');
    const store = createStore();
    const keeper = keep(store, storage);
    const id = keeper.begin(sample());
    store.apply((doc) => reject(doc, quote), 'Reject');
    await keeper.settled();
    assert.equal(store.get().saved.error.kind, 'denied');
    assert.equal((await storage.load(id)).doc.quotes.length, 3);
    await storage.remove(id);
    assert.deepEqual(await storage.list(), []);
    await storage.restore(id);
    assert.equal((await storage.list()).length, 1);
    assert.equal((await storage.save(id, sample(), 0)).problem.kind, 'conflict');
  } finally {
    globalThis.indexedDB = indexedDB;
  }
});

test('problems are told apart', () => {
  assert.equal(problemOf(new DOMException('x', 'QuotaExceededError')).kind, 'full');
  assert.equal(problemOf(new DOMException('x', 'SecurityError')).kind, 'denied');
  assert.equal(problemOf(PROBLEMS.conflict), PROBLEMS.conflict);
  assert.equal(problemOf(new Error('x')).kind, 'unknown');
  assert.equal(titleOf({ ...sample(), title: null, text: ' \n ' }), 'Untitled');
});

/** A store with a keeper on a database. */
async function tab(name, journal) {
  const storage = await open(name);
  const store = createStore();
  return { storage, store, keeper: keep(store, storage, { journal }) };
}

test('every edit is saved, also those made while a save is under way', async () => {
  const { storage, store, keeper } = await tab();
  const id = keeper.begin(sample());
  for (const mention of ['m1', 'm2', 'm3']) {
    store.apply((doc) => accept(doc, { kind: 'mention', id: mention }), 'Accept');
    assert.equal(store.get().saved, 'saving');
    await Promise.resolve();
  }
  await keeper.settled();
  assert.equal(store.get().saved, 'saved');
  const { doc } = await storage.load(id);
  assert.deepEqual(doc, store.get().doc);
  store.undo();
  await keeper.settled();
  assert.deepEqual((await storage.load(id)).doc.mentions[2].status, 'suggested');
});

test('what is shown already can be kept with its edits and its history', async () => {
  const { storage, store, keeper } = await tab();
  assert.throws(() => keeper.begin(), /no document to keep/);
  store.replace(sample());
  store.apply((doc) => reject(doc, quote), 'Reject');
  const id = keeper.begin();
  await keeper.settled();
  assert.ok(store.canUndo());
  assert.deepEqual([store.get().articleId, store.get().saved], [id, 'saved']);
  assert.equal((await storage.load(id)).doc.quotes.length, 3);
});

test('opening another article keeps the last edit of the first', async () => {
  const { storage, store, keeper } = await tab();
  const first = keeper.begin(sample());
  const second = keeper.begin(setTitle(sample(), 'Second'));
  store.apply((doc) => reject(doc, quote), 'Reject');
  assert.equal(await keeper.open(first), null);
  assert.equal(store.get().doc.title, 'A bridge');
  assert.equal(store.get().articleId, first);
  assert.equal((await storage.load(second)).doc.quotes.length, 3);
  assert.equal((await keeper.open('nowhere')).kind, 'gone');
  assert.equal(store.get().articleId, first);
  keeper.leave();
  assert.equal(store.get().doc, null);
});

test('two tabs: the later one goes on in a copy and says so', async () => {
  const one = await tab();
  const id = one.keeper.begin(sample());
  await one.keeper.settled();
  const other = await tab(one.storage.name);
  await other.keeper.open(id);
  one.store.apply((doc) => setTitle(doc, 'First'), 'Title');
  await one.keeper.settled();
  await pause();
  assert.equal(other.store.get().notice.kind, 'newer');
  other.store.apply((doc) => setTitle(doc, 'Second'), 'Title');
  await other.keeper.settled();
  const { articleId, notice, saved } = other.store.get();
  assert.notEqual(articleId, id);
  assert.deepEqual([notice.kind, saved], ['copied', 'saved']);
  other.store.apply((doc) => reject(doc, quote), 'Reject');
  await other.keeper.settled();
  assert.equal((await other.storage.load(id)).doc.title, 'First');
  assert.equal((await other.storage.load(articleId)).doc.quotes.length, 3);
  assert.deepEqual((await other.storage.list()).map(({ title }) => title).sort(), ['First', 'Second (copy)']);
});

test('a full disk is told, the work stays, and a retry saves it', async () => {
  const { storage, store, keeper } = await tab();
  const id = keeper.begin(sample());
  await keeper.settled();
  const put = IDBObjectStore.prototype.put;
  try {
    IDBObjectStore.prototype.put = function () {
      throw new DOMException('full', 'QuotaExceededError');
    };
    store.apply((doc) => reject(doc, quote), 'Reject');
    await keeper.settled();
    assert.equal(store.get().saved.error.kind, 'full');
    assert.match(store.get().saved.error.message, /Storage is full.*Download your work/);
    assert.equal(store.get().doc.quotes.length, 3);
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  assert.equal((await storage.load(id)).doc.quotes.length, 4, 'a failed save changes nothing');
  keeper.retry();
  await keeper.settled();
  assert.equal(store.get().saved, 'saved');
  assert.equal((await storage.load(id)).doc.quotes.length, 3);
});

test('when storage is full, removed articles make room', async () => {
  const { storage, store, keeper } = await tab();
  const old = keeper.begin(sample());
  await keeper.settled();
  await storage.remove(old);
  const { put } = IDBObjectStore.prototype;
  const wipe = IDBObjectStore.prototype.delete;
  let room = false;
  try {
    IDBObjectStore.prototype.put = function (...args) {
      if (!room) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    };
    IDBObjectStore.prototype.delete = function (key) {
      if (key === old) room = true;
      return wipe.call(this, key);
    };
    keeper.begin(sample());
    await keeper.settled();
    assert.equal(store.get().saved, 'saved');
  } finally {
    Object.assign(IDBObjectStore.prototype, { put, delete: wipe });
  }
  assert.equal((await storage.restore(old)).problem.kind, 'gone');
});

test('an edit made while the tab goes away comes back with the next visit', async () => {
  const journal = fakeJournal();
  const { storage, store, keeper } = await tab(undefined, journal);
  const id = keeper.begin(sample());
  await keeper.settled();
  const save = storage.save;
  storage.save = () => new Promise(() => {}); // the tab is gone before the database answers
  store.apply((doc) => reject(doc, quote), 'Reject');
  keeper.flush();
  assert.equal(journal.length, 1);
  storage.save = save;
  const next = await tab(storage.name, journal);
  await next.keeper.open(id); // waits for what is recovered
  assert.equal(next.store.get().doc.quotes.length, 3);
  assert.equal(await next.keeper.recovered, 1);
  assert.equal(journal.length, 0);
});

test('where the whole document does not fit, what differs is noted, for whichever revision the database holds', async () => {
  const many = { ...sample(), mentions: Array.from({ length: 2500 }, (_, i) => ({ ...sample().mentions[0], id: `m${i + 1}` })) };
  for (const arrives of [false, true]) {
    const journal = fakeJournal(300_000);
    const { storage, store, keeper } = await tab(undefined, journal);
    const id = keeper.begin(many);
    await keeper.settled();
    const save = storage.save;
    let saves = 0;
    storage.save = (...args) => (arrives && !saves++ ? save(...args) : new Promise(() => {}));
    store.apply((doc) => accept(doc, { kind: 'mention', id: 'm1' }), 'Accept');
    store.undo();
    store.apply((doc) => accept(doc, { kind: 'mention', id: 'm2500' }), 'Accept');
    keeper.flush();
    assert.match(journal.getItem(journal.key(0)), /"patch"/);
    await pause(60);
    storage.save = save;
    const next = await tab(storage.name, journal);
    assert.equal(await next.keeper.recovered, 1);
    assert.deepEqual((await storage.load(id)).doc, store.get().doc);
    assert.equal((await storage.list())[0].revision, arrives ? 3 : 2);
  }
});

test('a note whose save made it after all brings nothing back twice', async () => {
  const journal = fakeJournal();
  const { storage, store, keeper } = await tab(undefined, journal);
  keeper.begin(sample());
  await keeper.settled();
  store.apply((doc) => reject(doc, quote), 'Reject');
  keeper.flush();
  const [key, note] = [journal.key(0), journal.getItem(journal.key(0))];
  await keeper.settled();
  assert.equal(journal.length, 0, 'a save takes its note away');
  journal.setItem(key, note); // as if the tab had gone before that
  const next = await tab(storage.name, journal);
  assert.equal(await next.keeper.recovered, 0);
  assert.equal((await storage.list()).length, 1);
});

test('a note of a later edit than the save that made it is put on top', async () => {
  const journal = fakeJournal();
  const { storage, store, keeper } = await tab(undefined, journal);
  const id = keeper.begin(sample());
  await keeper.settled();
  const save = storage.save;
  let saves = 0;
  storage.save = (...args) => (saves++ ? new Promise(() => {}) : save(...args)); // the second save never happens
  store.apply((doc) => reject(doc, quote), 'Reject');
  store.apply((doc) => reject(doc, { kind: 'quote', id: 'q2' }), 'Reject');
  keeper.flush();
  await pause();
  assert.deepEqual([saves, (await storage.load(id)).doc.quotes.length], [2, 3]);
  storage.save = save;
  const next = await tab(storage.name, journal);
  assert.equal(await next.keeper.recovered, 1);
  assert.equal((await storage.load(id)).doc.quotes.length, 2);
});

test('a note for an article that has moved on comes back as a copy; a damaged note is dropped', async () => {
  const journal = fakeJournal();
  const { storage } = await tab();
  await storage.save('x', sample(), 0);
  await storage.save('x', setTitle(sample(), 'Later'), 1);
  journal.setItem('whosaid-unsaved-x', JSON.stringify({ doc: sample(), revision: 1, token: 't', whole: true }));
  journal.setItem('whosaid-unsaved-y', '{"doc": {"text": 1}}');
  journal.setItem('whosaid-unsaved-z', '{');
  journal.setItem('other', '{');
  const next = await tab(storage.name, journal);
  assert.equal(await next.keeper.recovered, 1);
  assert.deepEqual((await storage.list()).map(({ title }) => title).sort(), ['A bridge (recovered)', 'Later']);
  assert.equal(journal.getItem('whosaid-unsaved-y'), null);
  assert.equal(journal.getItem('other'), '{');
});

test('a removed article that a tab still edits goes on as a copy', async () => {
  const { storage, store, keeper } = await tab();
  const id = keeper.begin(sample());
  await keeper.settled();
  await storage.remove(id);
  store.apply((doc) => addMention(doc, { ...at('teacher'), actor: 'a2' }), 'Add');
  await keeper.settled();
  assert.equal(store.get().notice.kind, 'copied');
  assert.equal((await storage.list()).length, 1);
});

test('memory storage refuses what the database refuses', async () => {
  const storage = memoryStorage(PROBLEMS.denied, () => 5);
  assert.equal((await storage.save('x', sample(), 3)).problem.kind, 'gone');
  await storage.save('x', sample(), 0);
  await storage.rename('x', 'Mine');
  assert.equal((await storage.save('x', sample(), 1)).article.title, 'Mine');
  assert.equal((await storage.load('y')).problem.kind, 'gone');
});
