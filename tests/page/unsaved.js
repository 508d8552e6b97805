/**
 * Tabs over storage that refuses, stalls or never answers.
 *
 * @module
 */

import 'fake-indexeddb/auto';
import { after } from 'node:test';
import { reject } from '../../www/state/edits.js';
import { keep } from '../../www/state/keeper.js';
import { openStorage } from '../../www/state/storage.js';
import { createStore } from '../../www/state/store.js';
import { fakeJournal } from './support.js';

let databases = 0;
/** @type {(() => void)[]} */
export const closing = [];
after(() => closing.forEach((close) => close()));

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const [first, second] = ['q1', 'q2'].map((id) => (/** @type {any} */ doc) => reject(doc, { kind: 'quote', id }));
export const PATIENCE = 40;

/** A tab over storage; `patience` is how long it waits for an answer. */
export function tab(storage, journal = fakeJournal(), patience = PATIENCE) {
  const store = createStore();
  return { store, journal, keeper: keep(store, storage, { journal, patience }) };
}

export async function fresh(name = `unsaved${++databases}`) {
  const storage = await openStorage({ name });
  closing.push(() => storage.close());
  return Object.assign(storage, { name });
}

/** Storage whose saves wait until a test lets them go. */
export async function stalling() {
  const storage = await fresh();
  const { save } = storage;
  const gate = { isShut: true, open: () => {} };
  const opened = new Promise((resolve) => (gate.open = () => ((gate.isShut = false), resolve())));
  storage.save = async (...args) => {
    if (gate.isShut) await opened;
    return save(...args);
  };
  return { storage, gate };
}
