/**
 * Keeps articles in the browser's database, several of them, from several tabs at once.
 *
 * Each article has a revision: a save that does not build on the latest is refused, so that no tab overwrites another's work. What can
 * go wrong is an answer, never an exception; when to save is decided in keeper.js.
 *
 * @module
 */

import { checked } from './check.js';
import { openDatabase } from './database.js';
import { memoryStorage } from './memory.js';
import { PATIENCE, pause } from './patience.js';
import { changes, join } from './pieces.js';
import { PROBLEMS, problemOf, titleOf } from './problems.js';
import { progressOf } from './queue.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Problem} Problem */

/** `updated` is milliseconds since 1970, `length` counts UTF-16 units. `token` names the save that wrote it.
 * `added` is when it was kept first, `status` what a person says of it, `judged` of its `marks` are a person's; articles kept by an earlier version lack these.
 * @typedef {{id: string, title: string, updated: number, length: number, revision: number, token?: string, added?: number, status?: import('./queue.js').Said,
 *   judged?: number, marks?: number}} Article */
/** @typedef {Article & {named?: boolean, removed?: number|null}} Row */
/** Something that another tab did. @typedef {{kind: 'saved'|'renamed'|'marked'|'removed'|'restored', id: string, revision: number}} Change */
/** @typedef {import('./history.js').Packed} Packed */
/** @typedef {{token?: string, title?: string, history?: Packed}} SaveOptions `title` names a new article otherwise than by its text; `history` needs a `token` */

/**
 * Nothing here throws or rejects: what can go wrong is a `problem` in the answer.
 * @typedef {object} Storage
 * @property {Problem|null} problem why articles are kept in memory only, until the tab is closed
 * @property {() => Promise<Article[]|{problem: Problem}>} list latest first
 * @property {(id: string) => Promise<{article: Article, doc: Doc, history?: Packed}|{problem: Problem}>} load
 * @property {(id: string, doc: Doc, revision: number, options?: SaveOptions) => Promise<{article: Article}|{problem: Problem}>} save
 *   `revision` is the one that was loaded or saved last, 0 for a new article
 * @property {(id: string, title: string) => Promise<{article: Article}|{problem: Problem}>} rename
 * @property {(id: string, status: import('./queue.js').Said|null) => Promise<{article: Article}|{problem: Problem}>} mark says what a person thinks of it: `null` takes that back
 * @property {(id: string) => Promise<{article: Article}|{problem: Problem}>} remove hides it; it is wiped a day later
 * @property {(id: string) => Promise<{article: Article}|{problem: Problem}>} restore undoes remove
 * @property {(listener: (change: Change) => void) => () => void} listen to other tabs; returns what ends it
 * @property {() => void} close
 */

/** How long a removed article can be brought back. */
const GRACE = 24 * 60 * 60 * 1000;

/**
 * Opens the database, or keeps articles in memory and says why: it is refused, or there is no answer in time.
 * @param {{name?: string, now?: () => number, patience?: number}} [options]
 * @returns {Promise<Storage>}
 */
export async function openStorage({ name = 'whosaid', now = Date.now, patience = PATIENCE } = {}) {
  const opening = open(name, now);
  const storage = await Promise.race([opening, pause(patience)]);
  if (storage) return storage;
  // What opens too late would be a second place to keep things in.
  void opening.then((late) => late.close());
  return memoryStorage(PROBLEMS.unavailable, now);
}

/** @param {string} name @param {() => number} now @returns {Promise<Storage>} */
async function open(name, now) {
  try {
    const database = await openDatabase(name);
    await purge(database, now() - GRACE);
    return databaseStorage(database, name, now);
  } catch (error) {
    return memoryStorage(problemOf(error, 'denied'), now);
  }
}

/**
 * A fresh article id.
 * @returns {string}
 */
export function newArticleId() {
  // randomUUID is missing on plain http pages other than localhost.
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36).padStart(7, '0')).join('');
}

/** @param {Row} row */
const isRemoved = (row) => (row.removed ?? null) !== null;

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./database.js').Writing} Writing */

/** All pieces of an article: keys are `[id, name]`. @param {string} id */
const piecesOf = (id) => IDBKeyRange.bound([id], [id, []]);

/**
 * Where an article's history is: among the pieces, but of none of them, since a tab of an earlier version joins all that are an article's. Such a tab
 * saves without it, so the history says which save it belongs to.
 * @param {string} id
 */
const historyOf = (id) => ['history', id];
/** @typedef {Packed & {token: string}} StoredHistory */

/**
 * Wipes what was removed before this time.
 * @param {Database} database
 * @param {number} before
 */
function purge(database, before) {
  return database.write(async (tx) => {
    const rows = /** @type {Row[]} */ (await tx.objectStore('articles').getAll());
    for (const row of rows.filter(({ removed }) => (removed ?? Infinity) < before)) {
      await tx.objectStore('articles').delete(row.id);
      await tx.objectStore('pieces').delete(piecesOf(row.id));
      await tx.objectStore('pieces').delete(historyOf(row.id));
    }
  });
}

/** @param {Database} database @param {string} name @param {() => number} now @returns {Storage} */
function databaseStorage(database, name, now) {
  const { write } = database;
  const channel = new BroadcastChannel(name);
  /** What this tab knows to be stored, to write only what differs. @type {Map<string, {revision: number, doc: Doc}>} */
  const stored = new Map();

  /** @param {Change['kind']} kind @param {Row} row */
  function announce(kind, { id, revision }) {
    channel.postMessage({ kind, id, revision });
  }

  /** Changes an article's row. @param {string} id @param {Change['kind']} kind @param {(row: Row) => Row} change */
  async function revise(id, kind, change) {
    const answer = await write(async (tx) => {
      const row = /** @type {Row|undefined} */ (await tx.objectStore('articles').get(id));
      if (!row) throw PROBLEMS.gone;
      const article = change(row);
      await tx.objectStore('articles').put(article);
      return { article };
    });
    if ('article' in answer) announce(kind, answer.article);
    return answer;
  }

  /** Writes what differs from the stored document. @param {Writing} tx @param {string} id @param {Doc} doc @param {number} revision @param {SaveOptions} options */
  async function put(tx, id, doc, revision, { token, title, history }) {
    const row = /** @type {Row|undefined} */ (await tx.objectStore('articles').get(id));
    if (row ? isRemoved(row) : revision > 0) throw PROBLEMS.gone;
    if ((row?.revision ?? 0) !== revision) throw PROBLEMS.conflict;
    const known = stored.get(id);
    const base = known?.revision === revision ? known.doc : null;
    const pieces = tx.objectStore('pieces');
    if (!base) await pieces.delete(piecesOf(id));
    const { put: changed, remove } = changes(base, doc);
    for (const key of remove) await pieces.delete([id, key]);
    // One at a time: each copies its piece into the database, and the page breathes in between.
    for (const [key, value] of changed) await pieces.put(value, [id, key]);
    if (token && history && history.past.length + history.future.length > 0) await pieces.put({ ...history, token }, historyOf(id));
    else await pieces.delete(historyOf(id));
    const named = row?.named ?? title !== undefined;
    const shown = named ? (row?.title ?? title ?? '') : titleOf(doc);
    /** @type {Row} */
    const article = { ...row, ...progressOf(doc), id, title: shown, named, added: row?.added ?? row?.updated ?? now(), updated: now(), length: doc.text.length, revision: revision + 1, token };
    await tx.objectStore('articles').put(article);
    return { article };
  }

  return {
    problem: null,

    async list() {
      const rows = await write((tx) => tx.objectStore('articles').getAll());
      if (!Array.isArray(rows)) return { problem: PROBLEMS.list };
      return rows.filter((row) => !isRemoved(row)).sort((a, b) => b.updated - a.updated);
    },

    async load(id) {
      const found = await write(async (tx) => {
        const article = /** @type {Row|undefined} */ (await tx.objectStore('articles').get(id));
        if (!article || isRemoved(article)) throw PROBLEMS.gone;
        const pieces = tx.objectStore('pieces');
        const [keys, values, steps] = await Promise.all([pieces.getAllKeys(piecesOf(id)), pieces.getAll(piecesOf(id)), pieces.get(historyOf(id))]);
        return { article, steps: /** @type {StoredHistory|undefined} */ (steps), pieces: values.map((value, i) => /** @type {const} */ ([String(/** @type {any} */ (keys[i])[1]), value])) };
      });
      if ('problem' in found) return found;
      try {
        const doc = checked(join(found.pieces.map(([key, value]) => [key, value])));
        stored.set(id, { revision: found.article.revision, doc });
        const { article, steps } = found;
        return steps && steps.token === article.token ? { article, doc, history: steps } : { article, doc };
      } catch (error) {
        return { problem: { kind: 'broken', message: error instanceof Error ? error.message : String(error) } };
      }
    },

    async save(id, doc, revision, options = {}) {
      let answer = await write((tx) => put(tx, id, doc, revision, options));
      if ('problem' in answer && answer.problem.kind === 'full') {
        // What a person has removed makes room for what they are working on.
        await purge(database, Infinity);
        answer = await write((tx) => put(tx, id, doc, revision, options));
        // What it says matters more than how it came to say it.
        if ('problem' in answer && answer.problem.kind === 'full') answer = await write((tx) => put(tx, id, doc, revision, { ...options, history: undefined }));
      }
      if ('article' in answer) {
        stored.set(id, { revision: answer.article.revision, doc });
        announce('saved', answer.article);
      }
      return answer;
    },

    rename: (id, title) => revise(id, 'renamed', (row) => ({ ...row, title: title.trim() || row.title, named: true })),
    mark: (id, status) => revise(id, 'marked', (row) => ({ ...row, status: status ?? undefined })),
    // The revision counts on, so that a tab that still has the article open saves a copy instead of bringing it back.
    remove: (id) => revise(id, 'removed', (row) => ({ ...row, removed: now(), revision: row.revision + 1 })),
    restore: (id) => revise(id, 'restored', (row) => ({ ...row, removed: null })),

    listen(listener) {
      /** @param {MessageEvent<Change>} event */
      const hear = (event) => listener(event.data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },

    close() {
      channel.close();
      database.close();
    },
  };
}
