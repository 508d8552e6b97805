/**
 * Documents of one history have what is alike in them in common, so that what differs from one to the next is told by identity: saving writes little
 * then, and each step of undo is stored as little.
 *
 * @module
 */

/** @typedef {import('./types.js').Item} Item */
/** What was made of something that was found, or the very same that was made of it last where that is alike. @typedef {<T extends Item>(found: Item, made: T) => T} Same */

/** @returns {Same} */
export function sharing() {
  /** @type {Map<Item, any>} */
  const last = new Map();
  return (found, made) => {
    const known = last.get(found);
    if (known && isAlike(known, made)) return known;
    last.set(found, made);
    return made;
  };
}

/** Whether all fields are the same; lists where their entries are. @param {Record<string, any>} a @param {Record<string, any>} b */
function isAlike(a, b) {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}

/** @param {unknown} a @param {unknown} b */
function isSame(a, b) {
  return Object.is(a, b) || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((entry, i) => entry === b[i]));
}
