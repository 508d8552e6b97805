/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').ActorChoice} ActorChoice */
/** @typedef {import('./types.js').NewActor} NewActor */

/** @param {Doc} doc @param {NewActor} actor @returns {Doc} */
export function addActor(doc, actor) { throw new Error('soon'); }
/** @param {Doc} doc @param {string} mention @param {string|NewActor} actor @returns {Doc} */
export function setActor(doc, mention, actor) { throw new Error('soon'); }
/** @param {Doc} doc @param {string} quote @param {ActorChoice} actor @returns {Doc} */
export function setSpeaker(doc, quote, actor) { throw new Error('soon'); }
/** @param {Doc} doc @param {string} position @param {ActorChoice} actor @returns {Doc} */
export function setHolder(doc, position, actor) { throw new Error('soon'); }
/** @param {Doc} doc @param {string} position @param {string|null} quote @returns {Doc} */
export function linkPosition(doc, position, quote) { throw new Error('soon'); }
/** Everything of `gone` becomes `keep`'s. @param {Doc} doc @param {string} keep @param {string} gone @returns {Doc} */
export function mergeActors(doc, keep, gone) { throw new Error('soon'); }
/** Makes a new actor of these mentions; quotes and positions whose source is one of them follow. @param {Doc} doc @param {string} actor @param {string[]} mentions @param {Partial<NewActor>} [as] @returns {Doc} */
export function splitActor(doc, actor, mentions, as) { throw new Error('soon'); }
/** @param {Doc} doc @param {string} actor @param {string} name @returns {Doc} */
export function renameActor(doc, actor, name) { throw new Error('soon'); }
/** @param {Doc} doc @param {string} actor @param {string|null} role @returns {Doc} */
export function setRole(doc, actor, role) { throw new Error('soon'); }
/** @param {Doc} doc @param {string} actor @param {boolean} anonymous @returns {Doc} */
export function setAnonymous(doc, actor, anonymous) { throw new Error('soon'); }
/** The same as rejecting it. @param {Doc} doc @param {string} actor @returns {Doc} */
export function removeActor(doc, actor) { throw new Error('soon'); }
