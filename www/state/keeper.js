/**
 * Saves the store's document after every edit: one save at a time, the latest wins, the last is never lost.
 *
 * It tells through `state.saved` and `state.notice`; how articles are stored is decided in storage.js. Where another tab saved a newer
 * revision, this tab's work goes on as a copy.
 *
 * @module
 */

import { recover, journalOf } from './journal.js';
import { PROBLEMS, titleOf } from './problems.js';
import { newArticleId } from './storage.js';

/** @typedef {import('./journal.js').Journal} Journal */
/** @typedef {import('./store.js').Store} Store */
/** @typedef {import('./storage.js').Storage} Storage */
/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Problem} Problem */

/**
 * @typedef {object} Keeper
 * @property {(doc?: Doc) => string} begin keeps a new article from now on and returns its id; `doc` is shown, without it the document
 *   that is shown already is kept, edits and history included
 * @property {(id: string) => Promise<Problem|null>} open shows a kept article, or says why not and changes nothing; waits for `recovered`
 * @property {() => void} leave shows no article
 * @property {() => void} retry tries again what could not be saved
 * @property {() => Promise<void>} settled when everything so far is saved or has failed
 * @property {() => void} flush call on `pagehide` and when the tab is hidden: what is not saved yet is put where it survives
 * @property {Promise<number>} recovered how many articles an earlier tab left unsaved and are back in the list now
 * @property {() => void} stop
 */

/**
 * An article that is being kept: `revision` and `stored` are what the database holds for sure, `unsaved` what it does not hold yet, `sent`
 * what the save under way (or the last) carried.
 * @typedef {{id: string, revision: number, stored: Doc|null, unsaved: Doc|null, sent: Doc|null, token: string,
 *   saving: Promise<void>|null}} Kept
 */

/**
 * @param {Store} store
 * @param {Storage} storage
 * @param {{journal?: Journal|null}} [options] `journal` is localStorage, where the page has one
 * @returns {Keeper}
 */
export function keep(store, storage, { journal = null } = {}) {
  const notes = journalOf(journal);
  const recovered = recover(notes, storage);
  /** @type {Kept|null} */
  let current = null;
  /** Also those left behind whose last save is under way or failed. @type {Set<Kept>} */
  const busy = new Set();

  /** @param {Kept} kept */
  async function saveAll(kept) {
    while (kept.unsaved) {
      const doc = kept.unsaved;
      Object.assign(kept, { token: newArticleId(), sent: doc });
      const answer = await storage.save(kept.id, doc, kept.revision, { token: kept.token });
      if ('article' in answer) {
        Object.assign(kept, { revision: answer.article.revision, stored: doc });
        if (kept.unsaved === doc) kept.unsaved = null;
      } else if (answer.problem.kind === 'conflict' || answer.problem.kind === 'gone') {
        const failed = await saveCopy(kept, answer.problem);
        if (failed) return failed;
      } else {
        return answer.problem;
      }
    }
    notes.forget(kept.id);
    return null;
  }

  /** Goes on under a new id; what another tab saved stays as it is. @param {Kept} kept @param {Problem} why @returns {Promise<Problem|null>} */
  async function saveCopy(kept, why) {
    const doc = /** @type {Doc} */ (kept.unsaved);
    const id = newArticleId();
    const answer = await storage.save(id, doc, 0, { token: kept.token, title: `${titleOf(doc)} (copy)` });
    if ('problem' in answer) return answer.problem;
    notes.forget(kept.id);
    Object.assign(kept, { id, revision: answer.article.revision, stored: doc });
    if (kept.unsaved === doc) kept.unsaved = null;
    const message = `${why.message} Your changes go on in a copy; nothing was overwritten.`;
    if (kept === current) store.set({ articleId: id, notice: { kind: 'copied', message, articleId: id } });
    return null;
  }

  /** @param {Kept} kept */
  function start(kept) {
    busy.add(kept);
    kept.saving ??= saveAll(kept).then((problem) => {
      kept.saving = null;
      if (!problem && kept.unsaved) return start(kept);
      if (!problem) busy.delete(kept);
      const error = problem ?? storage.problem;
      if (kept === current) store.set({ saved: error ? { error } : 'saved' });
    });
  }

  /** @param {Kept} kept @param {Doc} doc */
  function push(kept, doc) {
    kept.unsaved = doc;
    if (!storage.problem) store.set({ saved: 'saving' });
    start(kept);
  }

  const forget = store.subscribe((state, before) => {
    const { doc } = state;
    // What is shown while a text is being read is not worth keeping: the text is kept already.
    if (doc && !doc.unread && doc !== before.doc && current && state.articleId === current.id) push(current, doc);
  });

  const deaf = storage.listen(({ kind, id, revision }) => {
    if (!current || id !== current.id || current.unsaved || revision <= current.revision) return;
    if (kind === 'saved') store.set({ notice: { kind: 'newer', message: PROBLEMS.conflict.message, articleId: id } });
    if (kind === 'removed') {
      store.set({ notice: { kind: 'removed', message: 'This article was removed in another tab.', articleId: id } });
    }
  });

  async function settled() {
    while ([...busy].some((kept) => kept.saving)) await Promise.all([...busy].map((kept) => kept.saving));
  }

  return {
    recovered,
    settled,

    begin(doc) {
      const shown = doc ?? store.get().doc;
      if (!shown) throw new Error('There is no document to keep.');
      const kept = newKept(newArticleId(), 0, null);
      current = kept;
      if (shown !== store.get().doc) store.replace(shown, { articleId: kept.id, notice: null });
      else store.set({ articleId: kept.id, notice: null });
      // The subscription may have seen it already.
      if (kept.unsaved !== shown) push(kept, shown);
      return kept.id;
    },

    async open(id) {
      await recovered;
      await settled();
      const found = await storage.load(id);
      if ('problem' in found) return found.problem;
      current = null;
      store.replace(found.doc, { articleId: id, notice: null, saved: storage.problem ? { error: storage.problem } : 'saved' });
      current = newKept(id, found.article.revision, found.doc);
      return null;
    },

    leave() {
      current = null;
      store.replace(null, { articleId: null, notice: null, saved: storage.problem ? { error: storage.problem } : 'saved' });
    },

    retry() {
      for (const kept of busy) start(kept);
    },

    flush() {
      const { doc, articleId } = store.get();
      if (doc && articleId === null) this.begin(doc);
      for (const kept of busy) if (kept.unsaved) notes.note({ ...kept, unsaved: kept.unsaved });
    },

    stop() {
      forget();
      deaf();
    },
  };
}

/** @param {string} id @param {number} revision @param {Doc|null} stored @returns {Kept} */
function newKept(id, revision, stored) {
  return { id, revision, stored, unsaved: null, sent: null, token: '', saving: null };
}
