/** @typedef {import('./store.js').Store} Store */
/** @typedef {import('./storage.js').Storage} Storage */
/** @typedef {import('./types.js').Doc} Doc */
/**
 * Saves the store's document after every edit and tells through `state.saved` and `state.notice`.
 * @typedef {object} Keeper
 * @property {(doc: Doc) => void} begin shows a new article and starts keeping it
 * @property {(id: string) => Promise<import('./types.js').Problem|null>} open shows a kept article
 * @property {() => Promise<void>} settled when everything so far is saved or has failed
 * @property {() => void} flush call on `pagehide` and when the tab is hidden
 * @property {() => void} stop
 */
/** @param {Store} store @param {Storage} storage @param {{journal?: Pick<globalThis.Storage, 'getItem'|'setItem'|'removeItem'>|null}} [options] `journal` is localStorage @returns {Keeper} */
export function keep(store, storage, options) { throw new Error('soon'); }
