/** @typedef {import('./types.js').Doc} Doc */
/** The first thing wrong with a document, as `place: what`, or `null`. @param {unknown} doc @returns {string|null} */
export function faultOf(doc) { throw new Error('soon'); }
/** The document, missing optional fields filled in. @param {unknown} doc @returns {Doc} @throws {Error} naming the place of the first fault */
export function checked(doc) { throw new Error('soon'); }
