/**
 * Saves the store's document after every edit: one save at a time, the latest wins, the last is never lost.
 *
 * It tells through `state.saved` and `state.notice`; how articles are stored is decided in storage.js. Where another tab saved a newer
 * revision, this tab's work goes on as a copy. What storage refuses or does not answer to is noted in the journal meanwhile.
 *
 * @module
 */

import { NO_HISTORY, pack, unpack } from './history.js';
import { recover, journalOf } from './journal.js';
import { newKept } from './kept.js';
import { PATIENCE, pause } from './patience.js';
import { PROBLEMS, titleOf } from './problems.js';
import { newArticleId } from './storage.js';

/** @typedef {import('./journal.js').Journal} Journal */
/** @typedef {import('./kept.js').Kept} Kept */
/** @typedef {import('./store.js').Store} Store */
/** @typedef {import('./storage.js').Storage} Storage */
/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Problem} Problem */

/**
 * @typedef {object} Keeper
 * @property {(doc?: Doc) => string} begin keeps a new article from now on and returns its id; `doc` is shown, without it the one shown is kept, with edits and history
 * @property {(doc: Doc) => Promise<Problem|null>} add keeps a new article that is not shown, or says why it is not saved so far
 * @property {(id: string) => Promise<Problem|null>} open shows a kept article, or says why not and changes nothing; waits for `recovered`
 * @property {() => void} leave shows no article
 * @property {() => void} copy goes on with what is shown as an article of its own, and leaves the other as it is stored
 * @property {() => Promise<void>} look asks whether another tab has changed the article, where its message may not have been heard
 * @property {() => void} retry tries again what could not be saved
 * @property {() => Promise<void>} settled when everything so far is saved, has failed or got no answer in time
 * @property {() => boolean} isUnsaved whether anything is not where it stays, also what is being saved
 * @property {() => boolean} isAtRisk whether closing the tab would lose something, or leave it where the reader was told that it is not saved
 * @property {() => void} flush call on `pagehide` and when the tab is hidden: what is not saved yet is put where it survives
 * @property {Promise<number>} recovered how many articles an earlier tab left unsaved and are back in the list now
 * @property {() => void} stop
 */

/**
 * @param {Store} store
 * @param {Storage} storage
 * @param {{journal?: Journal|null, patience?: number}} [options] `journal` is localStorage, where the page has one
 * @returns {Keeper}
 */
export function keep(store, storage, { journal = null, patience = PATIENCE } = {}) {
  const notes = journalOf(journal);
  const recovered = recover(notes, storage);
  /** The one that was shown last; see `shown`. @type {Kept|null} */
  let current = null;
  /** Also those left behind whose last save is under way or failed. @type {Set<Kept>} */
  const busy = new Set();
  /** Whether anything was made or changed here: memory, where the browser gives no other place, holds it until the tab is closed. */
  let isUsed = false;

  const shown = () => (current?.id === store.get().articleId ? current : null);
  const isUnsaved = () => (storage.problem ? isUsed || shown() !== null : [...busy].some(({ unsaved }) => unsaved));

  /** Puts what is not saved where it survives the tab; memory does not, so nothing can be told by how it differs from that. @param {Kept} kept */
  function note(kept) {
    const base = storage.problem ? { revision: 0, stored: null } : {};
    const name = kept.unsaved && notes.note({ ...kept, ...base, unsaved: kept.unsaved, history: pack(kept.unsaved, kept.history) });
    if (!name) return false;
    if (kept.noted !== name) unnote(kept);
    kept.noted = name;
    return true;
  }

  /** Only its own note: another tab's may be all that is left of other work. @param {Kept} kept */
  function unnote(kept) {
    if (kept.noted !== null) notes.forget(kept.noted);
    kept.noted = null;
  }

  /** @param {Kept} kept @param {Doc} doc the latest, so that the history is its own */
  async function save(kept, doc) {
    Object.assign(kept, { token: newArticleId(), sent: doc });
    const slow = setTimeout(() => {
      Object.assign(kept, { isStalled: true, problem: PROBLEMS.unavailable });
      note(kept);
      tell();
    }, patience);
    const answer = await storage.save(kept.id, doc, kept.revision, { token: kept.token, title: kept.title, history: pack(doc, kept.history) });
    clearTimeout(slow);
    if (kept.isStalled) Object.assign(kept, { isStalled: false, problem: null });
    return answer;
  }

  /** What is shown comes first; what was left unsaved is told until it is saved. */
  function tell() {
    const failed = [shown(), ...busy].find((kept) => kept?.problem && kept.unsaved);
    if (storage.problem && isUnsaved()) store.set({ saved: { error: storage.problem } });
    else if (failed?.problem) {
      const left = failed === shown() ? undefined : { id: failed.id, title: failed.title ?? titleOf(/** @type {Doc} */ (failed.unsaved)) };
      store.set({ saved: { error: failed.problem, left, canRetry: !failed.isStalled } });
    } else store.set({ saved: isUnsaved() ? 'saving' : 'saved' });
  }

  /** @param {Kept} kept @returns {Promise<Problem|null>} */
  async function saveAll(kept) {
    while (kept.unsaved) {
      const doc = kept.unsaved;
      const answer = await save(kept, doc);
      if ('article' in answer) {
        Object.assign(kept, { revision: answer.article.revision, stored: doc });
        if (kept.unsaved === doc) kept.unsaved = null;
      } else if (answer.problem.kind === 'conflict' || answer.problem.kind === 'gone') {
        becomeCopy(kept, answer.problem);
      } else {
        note(kept);
        return answer.problem;
      }
    }
    if (!storage.problem) unnote(kept);
    return null;
  }

  /** Goes on under a new id; what another tab saved stays as it is. @param {Kept} kept @param {Problem} why */
  function becomeCopy(kept, why) {
    const [isShown, theirs] = [kept === shown(), kept.id];
    Object.assign(kept, { id: newArticleId(), revision: 0, stored: null, title: `${titleOf(/** @type {Doc} */ (kept.unsaved))} (copy)` });
    const message = `${why.message} Your changes go on in a copy; nothing was overwritten.`;
    if (isShown) store.set({ articleId: kept.id, notice: { kind: 'copied', message, articleId: theirs } });
  }

  /** @param {Kept} kept */
  function start(kept) {
    busy.add(kept);
    kept.saving ??= saveAll(kept).then((problem) => {
      Object.assign(kept, { saving: null, problem });
      if (!problem && kept.unsaved) return start(kept);
      if (!problem) busy.delete(kept);
      tell();
    });
  }

  /** @param {Kept} kept @param {Doc} doc */
  function push(kept, doc) {
    isUsed = true;
    Object.assign(kept, { unsaved: doc, history: doc === store.get().doc ? store.history() : NO_HISTORY });
    if (storage.problem || kept.isStalled) note(kept);
    if (!kept.isStalled) kept.problem = null;
    start(kept);
    tell();
  }

  const forget = store.subscribe((state, before) => {
    const { doc } = state;
    // What is shown while a text is being read is not worth keeping: the text is kept already.
    if (doc && !doc.unread && doc !== before.doc && current && state.articleId === current.id && doc !== (current.unsaved ?? current.stored)) push(current, doc);
    else if (state.articleId !== before.articleId) tell();
  });

  const deaf = storage.listen(({ kind, id, revision }) => {
    const kept = shown();
    if (!kept || id !== kept.id || kept.unsaved || revision <= kept.revision) return;
    if (kind === 'saved') store.set({ notice: { kind: 'newer', message: PROBLEMS.conflict.message, articleId: id } });
    if (kind === 'removed') store.set({ notice: { kind: 'removed', message: PROBLEMS.removed.message, articleId: id } });
  });

  async function settled() {
    const isSaving = (/** @type {Kept} */ kept) => kept.saving !== null && !kept.isStalled;
    for (let kept = [...busy].filter(isSaving); kept.length > 0; kept = [...busy].filter(isSaving)) {
      await Promise.race([Promise.all(kept.map(({ saving }) => saving)), pause(patience)]);
    }
  }

  /** @param {Kept} kept @param {Doc} doc @param {import('./history.js').History} history */
  function show(kept, doc, history) {
    current = kept;
    store.replace(doc, { articleId: kept.id }, history);
    tell();
    return null;
  }

  return {
    recovered,
    settled,
    isUnsaved,

    begin(doc = store.get().doc ?? undefined) {
      if (!doc) throw new Error('There is no document to keep.');
      const kept = newKept(newArticleId());
      current = kept;
      if (doc !== store.get().doc) store.replace(doc, { articleId: kept.id });
      else store.set({ articleId: kept.id, notice: null });
      // The subscription may have seen it already.
      if (kept.unsaved !== doc) push(kept, doc);
      return kept.id;
    },

    async add(doc) {
      const kept = newKept(newArticleId());
      push(kept, doc);
      await settled();
      return kept.problem;
    },

    async open(id) {
      await Promise.race([recovered, pause(patience)]);
      await settled();
      // What is stored of it is older than what this tab has.
      const left = [...busy].find((kept) => kept.id === id);
      if (left?.unsaved) return show(left, left.unsaved, left.history);
      const found = await storage.load(id);
      if ('problem' in found) return found.problem;
      const history = found.history ? await unpack(found.doc, found.history) : NO_HISTORY;
      return show({ ...newKept(id), revision: found.article.revision, stored: found.doc }, found.doc, history);
    },

    leave: () => store.replace(null, { articleId: null }),

    copy() {
      const { doc } = store.get();
      if (!doc) return;
      const kept = { ...newKept(newArticleId()), title: `${titleOf(doc)} (copy)` };
      current = kept;
      store.set({ articleId: kept.id, notice: null });
      push(kept, doc);
    },

    async look() {
      const kept = shown();
      const all = kept && !kept.unsaved && (await storage.list());
      const found = all && !('problem' in all) && all.find(({ id }) => id === kept.id);
      if (!found || kept !== shown() || kept.unsaved || found.revision <= kept.revision) return;
      store.set({ notice: { kind: 'newer', message: PROBLEMS.conflict.message, articleId: kept.id } });
    },

    isAtRisk: () => isUnsaved() && (storage.problem !== null || [...busy].some((kept) => kept.unsaved && (kept.problem || !note(kept)))),

    retry() {
      for (const kept of busy) start(Object.assign(kept, { problem: kept.isStalled ? kept.problem : null }));
      tell();
    },

    flush() {
      const { doc, articleId } = store.get();
      if (doc && articleId === null) this.begin(doc);
      for (const kept of busy) note(kept);
    },

    stop() {
      forget();
      deaf();
    },
  };
}
