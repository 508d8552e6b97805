/**
 * The last way out for an edit that was not saved when its tab went away: a synchronous note, taken up by the next visit.
 *
 * The database cannot be waited for while a page is closing. A note that does not fit is not written; whether the save made it
 * all the same is told by the save's token.
 *
 * @module
 */

import { checked } from './check.js';
import { titleOf } from './problems.js';
import { newArticleId } from './storage.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {Pick<globalThis.Storage, 'getItem'|'setItem'|'removeItem'|'key'|'length'>} Journal */
/**
 * `revision` is the one that was stored last; `token` names the save that was under way, and `sent` says whether it carried this very
 * document or an earlier one.
 * @typedef {{id: string, doc: Doc, revision: number, token: string, sent: boolean}} Entry
 */
/** @typedef {{note: (entry: Entry) => boolean, forget: (id: string) => void, all: () => Entry[]}} Notes */

const PREFIX = 'whosaid-unsaved-';

/**
 * The notes in `journal`; with none, or one that refuses, nothing is noted.
 * @param {Journal|null} journal
 * @returns {Notes}
 */
export function journalOf(journal) {
  return {
    note: ({ id, ...entry }) => attempt(() => journal?.setItem(PREFIX + id, JSON.stringify(entry))),
    forget: (id) => void attempt(() => journal?.removeItem(PREFIX + id)),
    all() {
      /** @type {Entry[]} */
      const entries = [];
      attempt(() => {
        const keys = Array.from({ length: journal?.length ?? 0 }, (_, i) => journal?.key(i) ?? '');
        for (const key of keys.filter((name) => name.startsWith(PREFIX))) {
          attempt(() => entries.push({ ...JSON.parse(journal?.getItem(key) ?? ''), id: key.slice(PREFIX.length) }));
        }
      });
      return entries;
    },
  };
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
 * @param {import('./storage.js').Storage} storage
 * @returns {Promise<number>} how many articles came back
 */
export async function recover(notes, storage) {
  let count = 0;
  for (const entry of notes.all()) {
    const { id, doc, token, sent } = entry;
    if (attempt(() => checked(doc))) {
      const kept = (await storage.list()).find((article) => article.id === id);
      const arrived = kept !== undefined && kept.token === token;
      if (!arrived || !sent) {
        const revision = arrived ? kept.revision : entry.revision;
        if (!(await saveOrCopy(storage, id, doc, revision))) continue;
        count++;
      }
    }
    notes.forget(id);
  }
  return count;
}

/** @param {import('./storage.js').Storage} storage @param {string} id @param {Doc} doc @param {number} revision */
async function saveOrCopy(storage, id, doc, revision) {
  const first = await storage.save(id, doc, revision);
  if ('article' in first) return true;
  const copy = await storage.save(newArticleId(), doc, 0, { title: `${titleOf(doc)} (recovered)` });
  return 'article' in copy;
}
