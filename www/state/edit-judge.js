/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Ref} Ref */

/** Finds an item right. A corrected or added one stays what it is. @param {Doc} doc @param {Ref} ref @returns {Doc} */
export function accept(doc, ref) { throw new Error('soon'); }
/** Accepts these suggestions, or every one. @param {Doc} doc @param {Iterable<Ref>} [refs] @returns {Doc} */
export function acceptAll(doc, refs) { throw new Error('soon'); }
/** Takes an item out; a suggestion is remembered in `rejected`. An actor takes its mentions along. @param {Doc} doc @param {Ref} ref @returns {Doc} */
export function reject(doc, ref) { throw new Error('soon'); }
/** Changes the kind (of an actor: the type). @param {Doc} doc @param {Ref} ref @param {string} kind @returns {Doc} */
export function setKind(doc, ref, kind) { throw new Error('soon'); }
/** @param {Doc} doc @param {string} position @param {import('./types.js').Polarity} polarity @returns {Doc} */
export function setPolarity(doc, position, polarity) { throw new Error('soon'); }
/** @param {Doc} doc @param {Ref} ref a quote or position @param {boolean} hedged @returns {Doc} */
export function setHedged(doc, ref, hedged) { throw new Error('soon'); }
/** @param {Doc} doc @param {string|null} title @returns {Doc} */
export function setTitle(doc, title) { throw new Error('soon'); }
