/** What stands between a person's work and a closing tab: whether the page asks follows what is not saved, not what is shown. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStorage } from '../../www/state/memory.js';
import { PROBLEMS } from '../../www/state/problems.js';
import { createStore } from '../../www/state/store.js';
import { keepSafely } from '../../www/view/safety.js';
import { fakeJournal, sample } from './support.js';

test('the page asks before it closes as long as anything is not saved, also on the first page, and no longer', async (t) => {
  const page = new EventTarget();
  const before = [globalThis.addEventListener, globalThis.removeEventListener, globalThis.document, globalThis.localStorage];
  t.after(() => (([globalThis.addEventListener, globalThis.removeEventListener, globalThis.document] = before), void 0));
  globalThis.addEventListener = page.addEventListener.bind(page);
  globalThis.removeEventListener = page.removeEventListener.bind(page);
  globalThis.document = Object.assign(new EventTarget(), { hidden: false });
  Object.defineProperty(globalThis, 'localStorage', { value: fakeJournal(), configurable: true, writable: true });
  const closing = () => Object.defineProperty(new Event('beforeunload', { cancelable: true }), 'returnValue', { writable: true });
  const asks = () => !page.dispatchEvent(closing());

  const storage = Object.assign(memoryStorage(PROBLEMS.full), { problem: null });
  const { save } = storage;
  const store = createStore();
  const keeper = await keepSafely(store, Promise.resolve(storage));
  assert.ok(!asks());
  storage.save = async () => ({ problem: PROBLEMS.full });
  keeper.begin(sample());
  await keeper.settled();
  assert.ok(asks(), 'an article that is shown');
  store.replace(null, { articleId: null });
  assert.ok(asks(), 'an article that was left');
  storage.save = save;
  document.dispatchEvent(new Event('visibilitychange'));
  await keeper.settled();
  assert.equal(store.get().saved, 'saved', 'tried again when the page was seen again');
  assert.ok(!asks());
});
