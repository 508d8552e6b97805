/**
 * The last way out for an edit that was not saved when its tab went away: a synchronous note, taken up by the next visit.
 *
 * The database cannot be waited for while a page is closing. A note holds the whole document, or what differs from the stored one where
 * the whole does not fit; whether the save made it all the same is told by the save's token.
 *
 * @module
 */

import { checked } from './check.js';
import { changes, patch } from './pieces.js';
import { titleOf } from './problems.js';
import { newArticleId } from './storage.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./storage.js').Storage} Storage */
/** @typedef {Pick<globalThis.Storage, 'getItem'|'setItem'|'removeItem'|'key'|'length'>} Journal */

/**
 * An article with an edit that is not stored. `revision` and `stored` are what the database holds for sure; `token` names the save under
 * way, and `sent` is what that save carries.
 * @typedef {{id: string, revision: number, stored: Doc|null, token: string, sent: Doc|null, unsaved: Doc}} Unsaved
 */
/**
 * What is noted: the document, or what to put into the stored one. `whole` says that the save under way carried this very document.
 * @typedef {{id: string, revision: number, token: string, whole: boolean, doc?: unknown,
 *   patch?: {put: import('./pieces.js').Piece[], remove: string[]}}} Note
 */
/** @typedef {{note: (article: Unsaved) => boolean, forget: (id: string) => void, all: () => Note[]}} Notes */

const PREFIX = 'whosaid-unsaved-';

/**
 * The notes in `journal`; with none, or one that refuses, nothing is noted.
 * @param {Journal|null} journal
 * @returns {Notes}
 */
export function journalOf(journal) {
  /** @param {string} id @param {Omit<Note, 'id'>} note */
  const write = (id, note) => attempt(() => journal?.setItem(PREFIX + id, JSON.stringify(note)));
  return {
    note({ id, revision, stored, token, sent, unsaved }) {
      const head = { revision, token, whole: sent === unsaved };
      return write(id, { ...head, doc: unsaved }) || (!!stored && write(id, { ...head, patch: difference(stored, sent, unsaved) }));
    },
    forget: (id) => void attempt(() => journal?.removeItem(PREFIX + id)),
    all() {
      /** @type {Note[]} */
      const notes = [];
      attempt(() => {
        const keys = Array.from({ length: journal?.length ?? 0 }, (_, i) => journal?.key(i) ?? '');
        for (const key of keys.filter((name) => name.startsWith(PREFIX))) {
          const id = key.slice(PREFIX.length);
          if (!attempt(() => notes.push({ ...JSON.parse(journal?.getItem(key) ?? ''), id }))) journal?.removeItem(key);
        }
      });
      return notes;
    },
  };
}

/**
 * What makes `unsaved` of `stored`, and as well of `sent`: nobody knows which of them the database will hold.
 * @param {Doc} stored
 * @param {Doc|null} sent
 * @param {Doc} unsaved
 */
function difference(stored, sent, unsaved) {
  const one = changes(stored, unsaved);
  const other = sent ? changes(sent, unsaved) : { put: [], remove: [] };
  return { put: [...new Map([...one.put, ...other.put])], remove: [...new Set([...one.remove, ...other.remove])] };
}

/** Whether it went well: a browser may refuse its storage at any call. @param {() => unknown} work */
function attempt(work) {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

/**
 * Saves what earlier tabs could not save any more; where the article has moved on since, as a copy.
 * @param {Notes} notes
 * @param {Storage} storage
 * @returns {Promise<number>} how many articles came back
 */
export async function recover(notes, storage) {
  let count = 0;
  for (const note of notes.all()) {
    const kept = (await storage.list()).find((article) => article.id === note.id);
    const arrived = kept !== undefined && kept.token === note.token;
    if (!arrived || !note.whole) {
      const revision = arrived ? kept.revision : note.revision;
      const doc = await documentOf(note, storage, revision);
      if (doc && !(await saveOrCopy(storage, note.id, doc, revision))) continue;
      if (doc) count++;
    }
    notes.forget(note.id);
  }
  return count;
}

/** `null` when the note makes no document. @param {Note} note @param {Storage} storage @param {number} revision */
async function documentOf(note, storage, revision) {
  try {
    if (!note.patch) return checked(note.doc);
    const base = await storage.load(note.id);
    return 'doc' in base && base.article.revision === revision ? checked(patch(base.doc, note.patch)) : null;
  } catch {
    return null;
  }
}

/** @param {Storage} storage @param {string} id @param {Doc} doc @param {number} revision */
async function saveOrCopy(storage, id, doc, revision) {
  const first = await storage.save(id, doc, revision);
  if ('article' in first) return true;
  const copy = await storage.save(newArticleId(), doc, 0, { title: `${titleOf(doc)} (recovered)` });
  return 'article' in copy;
}
