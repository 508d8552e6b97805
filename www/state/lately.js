/**
 * Remembering what was made of the last few documents, and no more: undo keeps every document there was, and tables of each would fill the
 * memory.
 *
 * @module
 */

/**
 * `make`, which is asked again only for what it was not asked for lately.
 * @template {object} K
 * @template V
 * @param {(key: K) => V} make
 * @param {number} [most] how many results are kept
 * @returns {(key: K) => V}
 */
export function lately(make, most = 4) {
  /** The latest first. @type {[key: K, value: V][]} */
  const kept = [];
  return (key) => {
    const at = kept.findIndex(([known]) => known === key);
    /** @type {[K, V]} */
    const found = at < 0 ? [key, make(key)] : kept[at];
    if (at > 0) kept.splice(at, 1);
    if (at !== 0) kept.unshift(found);
    kept.length = Math.min(kept.length, most);
    return found[1];
  };
}
