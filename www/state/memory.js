/**
 * The same storage in memory, for browsers that refuse theirs: everything works until the tab is closed.
 *
 * It knows no other tabs.
 *
 * @module
 */

import { PROBLEMS, titleOf } from './problems.js';
import { progressOf } from './queue.js';

/** @typedef {import('./storage.js').Article} Article */
/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Problem} Problem */

/**
 * @param {Problem} problem why the browser's storage is not used
 * @param {() => number} [now]
 * @returns {import('./storage.js').Storage}
 */
export function memoryStorage(problem, now = Date.now) {
  /** @typedef {{article: Article, doc: Doc, history?: import('./history.js').Packed, named: boolean, removed: boolean}} Entry */
  /** @type {Map<string, Entry>} */
  const kept = new Map();

  /** @param {string} id @param {(entry: Entry) => void} change */
  async function revise(id, change) {
    const entry = kept.get(id);
    if (!entry) return { problem: PROBLEMS.gone };
    change(entry);
    return { article: entry.article };
  }

  return {
    problem,
    async list() {
      const shown = [...kept.values()].filter(({ removed }) => !removed);
      return shown.map(({ article }) => article).sort((a, b) => b.updated - a.updated);
    },
    async load(id) {
      const entry = kept.get(id);
      return entry && !entry.removed ? { article: entry.article, doc: entry.doc, history: entry.history } : { problem: PROBLEMS.gone };
    },
    async save(id, doc, revision, { token, title, history } = {}) {
      const old = kept.get(id);
      if (old?.removed || (!old && revision > 0)) return { problem: PROBLEMS.gone };
      if ((old?.article.revision ?? 0) !== revision) return { problem: PROBLEMS.conflict };
      const named = old?.named ?? title !== undefined;
      const shown = named ? (old?.article.title ?? title ?? '') : titleOf(doc);
      const article = { ...old?.article, ...progressOf(doc), id, title: shown, added: old?.article.added ?? now(), updated: now(), length: doc.text.length, revision: revision + 1, token };
      kept.set(id, { article, doc, history, named, removed: false });
      return { article };
    },
    rename: (id, title) =>
      revise(id, (entry) => {
        entry.article = { ...entry.article, title: title.trim() || entry.article.title };
        entry.named = true;
      }),
    mark: (id, status) =>
      revise(id, (entry) => {
        entry.article = { ...entry.article, status: status ?? undefined };
      }),
    remove: (id) =>
      revise(id, (entry) => {
        entry.removed = true;
        entry.article = { ...entry.article, revision: entry.article.revision + 1 };
      }),
    restore: (id) =>
      revise(id, (entry) => {
        entry.removed = false;
      }),
    listen: () => () => {},
    close() {},
  };
}
