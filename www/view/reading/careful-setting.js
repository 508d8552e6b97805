/**
 * Whether articles are read carefully: yes, unless the reader has switched it off; a device that saves data is asked first.
 *
 * The choice is remembered in the browser.
 *
 * @module
 */

const KEY = 'whosaid-careful';

/** What lasts as long as the page where a browser refuses storage. @type {string|null} */
let chosen = null;

function setting() {
  try {
    return localStorage.getItem(KEY) ?? chosen;
  } catch {
    return chosen;
  }
}

/** @param {'off'|'always'|'on'} value */
function set(value) {
  chosen = value;
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}

export const isWanted = () => setting() !== 'off';

/** @param {boolean} isOn */
export const want = (isOn) => set(isOn ? 'on' : 'off');

/** Also where the device saves data. */
export const wantAlways = () => set('always');

/** Whether to ask before the model is loaded. */
export function asksFirst() {
  const { connection } = /** @type {{connection?: {saveData?: boolean, type?: string}}} */ (navigator);
  return setting() !== 'always' && (connection?.saveData === true || connection?.type === 'cellular');
}
