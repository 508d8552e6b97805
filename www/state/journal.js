/**
 * The last way out for an edit that was not saved when its tab went away: a synchronous note, taken up by the next visit.
 *
 * The database cannot be waited for while a page is closing. A note holds the whole document, or what differs from the stored one where
 * the whole does not fit; whether the save made it all the same is told by the save's token. Each tab has notes of its own: two that note the
 * same article take nothing from each other.
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
 * way, and `sent` is what that save carries. `history` leads from what is unsaved, and is left out where it does not fit.
 * @typedef {{id: string, revision: number, stored: Doc|null, token: string, sent: Doc|null, unsaved: Doc, history?: import('./history.js').Packed}} Unsaved
 */
/**
 * What is noted: the document, or what to put into the stored one. `whole` says that the save under way carried this very document. `stamp` is
 * another with each writing; `after` is that of a note which this one grew out of.
 * @typedef {{id: string, revision: number, token: string, whole: boolean, stamp?: string, after?: string, doc?: unknown, history?: import('./history.js').Packed,
 *   patch?: {put: import('./pieces.js').Piece[], remove: string[]}}} Note
 */
/**
 * @typedef {object} Notes
 * @property {(article: Unsaved) => string|null} note the name of the note, `null` where there is none
 * @property {(name: string) => void} forget
 * @property {(note: Note) => void} takeUp goes on with what is noted while the note stays: a later note of the article takes its place
 * @property {() => Map<string, Note>} all by name
 */

const PREFIX = 'whosaid-unsaved-';

/**
 * The notes in `journal`; with none, or one that refuses, nothing is noted.
 * @param {Journal|null} journal
 * @returns {Notes}
 */
export function journalOf(journal) {
  const tab = newArticleId();
  /** Of the notes that articles here grew out of, by article. @type {Map<string, string|undefined>} */
  const stamps = new Map();
  /** @param {string} name @param {Omit<Note, 'id'>} note */
  const write = (name, note) => journal !== null && attempt(() => journal.setItem(PREFIX + name, JSON.stringify(note)));
  const forget = (/** @type {string} */ name) => void attempt(() => journal?.removeItem(PREFIX + name));
  return {
    note({ id, revision, stored, token, sent, unsaved, history }) {
      const name = `${id}.${tab}`;
      const head = { revision, token, whole: sent === unsaved, stamp: newArticleId(), after: stamps.get(id) };
      const isNoted = write(name, { ...head, doc: unsaved, history }) || (history && write(name, { ...head, doc: unsaved })) || (stored && write(name, { ...head, patch: difference(stored, sent, unsaved) }));
      return isNoted ? name : null;
    },
    forget,
    takeUp: ({ id, stamp }) => void stamps.set(id, stamp),
    all() {
      /** @type {Map<string, Note>} */
      const notes = new Map();
      attempt(() => {
        const keys = Array.from({ length: journal?.length ?? 0 }, (_, i) => journal?.key(i) ?? '');
        for (const key of keys.filter((one) => one.startsWith(PREFIX))) {
          const name = key.slice(PREFIX.length);
          if (!attempt(() => notes.set(name, { ...JSON.parse(journal?.getItem(key) ?? ''), id: name.split('.')[0] }))) forget(name);
        }
      });
      const past = new Set([...notes.values()].map(({ after }) => after));
      for (const [name, { stamp }] of notes) if (stamp && past.has(stamp)) forget(name), notes.delete(name);
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
  const all = await storage.list();
  // What cannot be compared with what is stored stays noted.
  if ('problem' in all) return 0;
  /** @type {{name: string, note: Note, revision: number, doc: Doc|null|typeof UNKNOWN}[]} */
  const noted = [];
  // All are made before one is saved: two of one article may both say how they differ from what is stored now.
  for (const [name, note] of notes.all()) {
    const kept = all.find((article) => article.id === note.id);
    const arrived = kept !== undefined && kept.token === note.token;
    // Memory forgets: what is put there stays noted, and knows no earlier revision.
    const revision = storage.problem ? 0 : arrived ? kept.revision : note.revision;
    noted.push({ name, note, revision, doc: arrived && note.whole ? null : await documentOf(note, storage) });
  }
  let count = 0;
  for (const { name, note, revision, doc } of noted) {
    if (doc === UNKNOWN || (doc && !(await saveOrCopy(storage, note, doc, revision)))) continue;
    if (doc) count++;
    if (storage.problem) notes.takeUp(note);
    else notes.forget(name);
  }
  return count;
}

/** What a note makes cannot be told while the storage does not answer. */
const UNKNOWN = Symbol('unknown');

/** `null` when the note makes no document. What differs is put into whatever is stored now, for there is nothing else. @param {Note} note @param {Storage} storage */
async function documentOf(note, storage) {
  try {
    if (!note.patch) return checked(note.doc);
    if (storage.problem) return UNKNOWN;
    const base = await storage.load(note.id);
    if ('problem' in base && base.problem.kind !== 'gone' && base.problem.kind !== 'broken') return UNKNOWN;
    return 'doc' in base ? checked(patch(base.doc, note.patch)) : null;
  } catch {
    return null;
  }
}

/**
 * Notes a document that is not kept yet, because the storage has not been opened so far.
 * @param {Notes} notes
 * @param {string} id what it is to be kept as
 * @param {Doc} doc
 * @returns {string|null} the name of the note, where it could be made
 */
export function noteAlone(notes, id, doc) {
  return notes.note({ id, revision: 0, stored: null, token: '', sent: null, unsaved: doc });
}

/** @param {Storage} storage @param {Note} note @param {Doc} doc @param {number} revision */
async function saveOrCopy(storage, { id, history }, doc, revision) {
  const first = await storage.save(id, doc, revision, { token: newArticleId(), history });
  if ('article' in first) return true;
  const copy = await storage.save(newArticleId(), doc, 0, { token: newArticleId(), history, title: `${titleOf(doc)} (recovered)` });
  return 'article' in copy;
}
