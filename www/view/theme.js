/**
 * Light, dark, or as the system has it; the choice is remembered in the browser.
 *
 * @module
 */

const KEY = 'whosaid-theme';
const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);
const WORDS = { auto: 'Colors as on your device', light: 'Light colors', dark: 'Dark colors' };

/** Applies what was chosen before. A browser that refuses storage gets the default. */
export function applyTheme() {
  try {
    set(localStorage.getItem(KEY) ?? 'auto');
  } catch {
    set('auto');
  }
}

/** Goes on to the next theme and returns its name. */
export function nextTheme() {
  const now = document.documentElement.dataset.theme ?? 'auto';
  const next = THEMES[(THEMES.indexOf(/** @type {'auto'} */ (now)) + 1) % THEMES.length];
  set(next);
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // The choice then lasts as long as the page.
  }
  return WORDS[next];
}

/** @param {string} theme */
function set(theme) {
  document.documentElement.dataset.theme = THEMES.includes(/** @type {'auto'} */ (theme)) ? theme : 'auto';
}
