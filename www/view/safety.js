/**
 * What stands between a person's work and a closing tab: the browser is asked to keep what it stores, and the reader before anything is lost.
 *
 * Saving is the keeper's; this only asks.
 *
 * @module
 */

import { journalOf, noteAlone } from '../state/journal.js';
import { keep } from '../state/keeper.js';
import { newArticleId } from '../state/storage.js';

/** @typedef {import('../state/keeper.js').Keeper} Keeper */
/** @typedef {import('../state/store.js').Store} Store */

/** Where unsaved work is written at the last moment; a browser may refuse it. @returns {import('../state/journal.js').Journal|null} */
function journal() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/**
 * A keeper that notes what is unsaved whenever the tab may go away; until the storage has answered for the first time, that is done without it.
 * @param {Store} store
 * @param {Promise<import('../state/storage.js').Storage>} storage
 * @returns {Promise<Keeper>}
 */
export function keepSafely(store, storage) {
  /** @type {Keeper|null} */
  let keeper = null;
  /** What an article is noted as before there is a keeper, who would bring it back as another one. */
  const early = newArticleId();
  const notes = journalOf(journal());
  /** @type {string|null} */
  let noted = null;
  const noteEarly = (/** @type {import('../state/types.js').Doc} */ doc) => (noted = noteAlone(notes, early, doc));
  const coming = storage.then((place) => {
    if (noted) notes.forget(noted);
    keeper = keep(store, place, { journal: journal() });
    listen();
    return keeper;
  });
  const flush = () => {
    const { doc } = store.get();
    if (keeper) keeper.flush();
    else if (doc) noteEarly(doc);
  };
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) flush();
    else if (keeper) {
      keeper.retry();
      void keeper.look();
    }
  });

  /** @param {BeforeUnloadEvent} event */
  const ask = (event) => {
    const { doc } = store.get();
    const isAtRisk = keeper ? keeper.isAtRisk() : doc !== null && !noteEarly(doc);
    if (!isAtRisk) return;
    event.preventDefault();
    // Browsers before 2023 ask only then.
    event.returnValue = true;
  };
  // A page that may ask is not kept for the way back, so it listens only while there is something to ask about.
  const listen = () => {
    const { doc, articleId } = store.get();
    // What was left unsaved is at risk as well; a text that has just come is kept in a moment.
    if (keeper?.isUnsaved() || (doc && (!keeper || articleId === null))) addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
  };
  store.subscribe((state, before) => {
    if (state.saved !== before.saved || state.doc !== before.doc || state.articleId !== before.articleId) listen();
  });
  return coming;
}

/**
 * Asks the browser once not to clear away what it keeps, as soon as there is work of a person: until then it is a text that is at hand elsewhere,
 * and some browsers ask back.
 * @param {Store} store
 */
export function askToPersist(store) {
  const end = store.subscribe(({ undoLabel }) => {
    if (undoLabel === null) return;
    end();
    const { storage } = navigator;
    // It is asked for, not relied on.
    void storage?.persisted?.().then((is) => is || storage.persist(), () => {});
  });
}
