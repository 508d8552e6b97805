/**
 * Which single keys the reader has given to what the page does, and whether single keys do anything at all.
 *
 * Keys with Ctrl, arrows, Delete, Enter and Escape stay what they are: nobody presses them by speaking. The choice is remembered in the browser.
 *
 * @module
 */

const STORED = 'whosaid-keys';

/** `own`: the keys that the reader has chosen, by the key that is usual. @typedef {{off: boolean, own: Record<string, string>}} Keymap */

/** What lasts as long as the page where a browser refuses storage. @type {Keymap|null} */
let now = null;

/** @returns {Keymap} */
function keymap() {
  if (now) return now;
  now = { off: false, own: {} };
  try {
    const kept = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    const own = Object.entries(kept.own ?? {}).filter(([usual, key]) => isSingle(usual) && typeof key === 'string' && isSingle(key));
    now = { off: kept.off === true, own: Object.fromEntries(own) };
  } catch {
    // The usual keys, then.
  }
  return now;
}

/** @type {(() => void)[]} */
const listeners = [];
/** @param {() => void} listener */
export const onKeysChanged = (listener) => void listeners.push(listener);

/** @param {Keymap} next */
function set(next) {
  now = next;
  for (const listener of listeners) listener();
  try {
    localStorage.setItem(STORED, JSON.stringify(next));
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** Whether a key is a letter, digit or sign by itself. @param {string} key */
export const isSingle = (key) => [...key].length === 1 && key !== ' ';

export const areOff = () => keymap().off;
/** @param {boolean} off */
export const switchOff = (off) => set({ ...keymap(), off });
export const isChanged = () => Object.keys(keymap().own).length > 0;
export const useUsual = () => set({ ...keymap(), own: {} });

/** The key that does what `usual` does unless the reader has chosen another. @param {string} usual */
export const keyFor = (usual) => keymap().own[usual] ?? usual;

/**
 * Gives what `usual` does another key; what had that key gets the one that is free now, so that nothing is left without.
 * @param {string} usual @param {string} key @param {readonly string[]} all the usual keys of everything
 */
export function give(usual, key, all) {
  const before = keyFor(usual);
  const other = all.find((one) => one !== usual && keyFor(one) === key);
  const own = { ...keymap().own, [usual]: key, ...(other ? { [other]: before } : {}) };
  set({ ...keymap(), own: Object.fromEntries(Object.entries(own).filter(([one, chosen]) => one !== chosen)) });
}

/** The key as a hint behind a label, where it does anything. @param {string} usual */
export const hint = (usual) => (areOff() ? '' : ` (${keyFor(usual).toUpperCase()})`);
