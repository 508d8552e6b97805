/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Problem} Problem */
/** `updated` is milliseconds since 1970, `length` counts UTF-16 units. @typedef {{id: string, title: string, updated: number, length: number, revision: number}} Article */
/** @typedef {{kind: 'saved'|'renamed'|'removed'|'restored', id: string, revision: number}} Change something that another tab did */
/**
 * Nothing here throws or rejects: what can go wrong is a `{problem}` in the answer.
 * @typedef {object} Storage
 * @property {Problem|null} problem why articles are kept in memory only
 * @property {() => Promise<Article[]>} list latest first
 * @property {(id: string) => Promise<{article: Article, doc: Doc}|{problem: Problem}>} load
 * @property {(id: string, doc: Doc, revision: number) => Promise<{article: Article}|{problem: Problem}>} save `revision` is the one that was loaded or saved last, 0 for a new article
 * @property {(id: string, title: string) => Promise<{article: Article}|{problem: Problem}>} rename
 * @property {(id: string) => Promise<{article: Article}|{problem: Problem}>} remove hides it; it is wiped a day later
 * @property {(id: string) => Promise<{article: Article}|{problem: Problem}>} restore undoes remove
 * @property {(listener: (change: Change) => void) => () => void} listen to other tabs
 * @property {() => void} close
 */
/** @param {{name?: string, now?: () => number}} [options] @returns {Promise<Storage>} */
export async function openStorage(options) { throw new Error('soon'); }
/** @returns {string} a fresh article id */
export function newArticleId() { return crypto.randomUUID(); }
