/**
 * Who stands behind a quote or position: mostly one, sometimes several together (`speakers` and `holders`, the first of them also `speaker` or `holder`).
 *
 * It decides how that is written down, and nothing else: a list stands there only where it names several.
 *
 * @module
 */

/** @typedef {import('./types.js').Quote} Quote */
/** @typedef {import('./types.js').Position} Position */

/**
 * The ids of all who stand behind an item, the first first.
 * @param {Quote|Position} item
 * @returns {string[]}
 */
export function agentsOf(item) {
  const [one, all] = 'speaker' in item ? [item.speaker, item.speakers] : [item.holder, item.holders];
  return all?.length ? all : one === null ? [] : [one];
}

/**
 * The item with these behind it, each once.
 * @template {Quote|Position} T
 * @param {T} item
 * @param {readonly (string|null)[]} ids
 * @returns {T}
 */
export function withAgents(item, ids) {
  const all = [...new Set(ids)].filter((id) => id !== null);
  const [one, list] = 'speaker' in item ? ['speaker', 'speakers'] : ['holder', 'holders'];
  const changed = { ...item, [one]: all[0] ?? null, [list]: all };
  if (all.length < 2) delete (/** @type {Record<string, unknown>} */ (changed)[list]);
  return changed;
}

/**
 * The item with another in one's place, or nobody; the very same where that one does not stand behind it.
 * @template {Quote|Position} T
 * @param {T} item
 * @param {string} from
 * @param {string|null} to
 * @returns {T}
 */
export function replaceAgent(item, from, to) {
  const all = agentsOf(item);
  return all.includes(from) ? withAgents(item, all.map((id) => (id === from ? to : id))) : item;
}
