/**
 * The connection to the browser's database, and transactions whose failure is an answer.
 *
 * It opens again what a browser closed on its own; what is in the database is decided in storage.js.
 *
 * @module
 */

import { openDB } from '../vendor/idb/index.js';
import { problemOf } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('../vendor/idb/index.js').IDBPTransaction<unknown, string[], 'readwrite'>} Writing */

/**
 * @typedef {object} Database
 * @property {<T extends object|void>(work: (tx: Writing) => Promise<T>) => Promise<T|{problem: Problem}>} write one transaction over
 *   everything: it succeeds as a whole or changes nothing; `work` may throw a Problem
 * @property {() => void} close
 */

/**
 * Opens the database.
 * @param {string} name
 * @returns {Promise<Database>} rejects when the browser refuses
 */
export async function openDatabase(name) {
  /** @type {Awaited<ReturnType<typeof connect>>|null} */
  let db = adopt(await connect(name));

  /** @param {Awaited<ReturnType<typeof connect>>} fresh */
  function adopt(fresh) {
    const end = () => {
      fresh.close();
      if (db === fresh) db = null;
    };
    fresh.onclose = end;
    fresh.onversionchange = end;
    return fresh;
  }

  return {
    async write(work) {
      try {
        db ??= adopt(await connect(name));
        return await run(db.transaction(['articles', 'pieces'], 'readwrite'), work);
      } catch (error) {
        return { problem: problemOf(error) };
      }
    },
    close: () => db?.close(),
  };
}

/** @param {string} name */
function connect(name) {
  return openDB(name, 1, {
    upgrade(db) {
      db.createObjectStore('articles', { keyPath: 'id' });
      db.createObjectStore('pieces');
    },
  });
}

/**
 * @template {object|void} T
 * @param {Writing} tx
 * @param {(tx: Writing) => Promise<T>} work
 * @returns {Promise<T|{problem: Problem}>}
 */
async function run(tx, work) {
  /** @type {{error: unknown}|null} */
  let failed = null;
  /** @type {T|undefined} */
  let result;
  const end = tx.done.then(() => null, (error) => ({ error }));
  try {
    result = await work(tx);
  } catch (error) {
    failed = { error };
    abort(tx);
  }
  const ended = await end;
  if (failed) return { problem: worst(failed.error, ended?.error) };
  return ended ? { problem: problemOf(ended.error) } : /** @type {T} */ (result);
}

/** @param {Writing} tx */
function abort(tx) {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
}

/**
 * A full disk shows in the transaction; the request that met it may only know that it was aborted.
 * @param {unknown} request
 * @param {unknown} transaction
 * @returns {Problem}
 */
function worst(request, transaction) {
  const found = problemOf(request);
  return found.kind === 'unknown' && transaction ? problemOf(transaction) : found;
}
