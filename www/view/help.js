/**
 * The help sheet: what the marks mean, and every key, with the choice of others.
 *
 * @module
 */

import { openDialog } from './dialog.js';
import { canReadCarefully } from '../core/spawn.js';
import { button, el } from './dom.js';
import { areOff, give, isChanged, isSingle, keyFor, switchOff, useUsual } from './keymap.js';

/** @typedef {import('./keys.js').Command} Command */

/** @param {Command[]} commands @param {import('../core/client.js').Core} core @param {() => void} openCareful */
export function openHelp(commands, core, openCareful) {
  const files = el('p', {});
  const tell = (/** @type {import('../state/types.js').Format[]} */ formats) => {
    // Made here and not when the page opens, because the first of them makes a browser load how languages list things.
    const list = new Intl.ListFormat('en').format(formats.filter((format) => format.reads).map(({ name }) => name));
    files.append(`Texts, saved web pages and these annotations can be opened or dropped, also several files or a zip: ${list}. What a file is, is told from its content.`);
  };
  core.formats().then(tell, () => {});
  openDialog('Help', (close) => ({
    body: [
      el('p', {}, 'Whosaid marks three things: ', el('b', {}, 'actors'), ' who act or speak, ', el('b', {}, 'quotes'), ' with their speaker and cue, and ', el('b', {}, 'positions'), ': who stands where on what. Every mark is a suggestion. Click one to see why it is there and to correct it; select words to add one.'),
      el('p', {}, 'Everything stays in this browser. Download your work to keep it elsewhere.'),
      files,
      canReadCarefully && el('p', {}, 'An article is marked at once, then read again more carefully. ', button({ words: 'About the careful reading', class: 'button small', run: () => (close(), openCareful()) })),
      el('h3', {}, 'Keys'),
      keysOf(commands),
      el('h3', {}, 'Selecting words without a mouse'),
      el('p', {}, 'Press the left or right arrow key in the article to select a word, with Shift to select more. On a phone hold a word, then draw the handles.'),
    ],
  }));
}

/** The keys, of which the single ones can be switched off or changed. @param {Command[]} commands */
function keysOf(commands) {
  const all = commands.flatMap(({ keys }) => keys.filter(isSingle));
  const list = el('dl', { class: 'keys' });
  const box = el('input', { type: 'checkbox', checked: !areOff(), onchange: () => (switchOff(!box.checked), draw()) });
  const usual = button({ words: 'Use the usual keys', class: 'button small', run: () => (useUsual(), draw()) });
  const draw = () => {
    usual.hidden = !isChanged();
    list.classList.toggle('off', areOff());
    list.replaceChildren(...commands.flatMap(({ keys, words }) => [el('dt', {}, keys.flatMap((key, i) => [i > 0 ? ' or ' : '', ...(isSingle(key) ? [changer(key, words)] : written(key))])), el('dd', {}, words)]));
  };

  /** A key that becomes the next one that is pressed on it. @param {string} key @param {string} words */
  function changer(key, words) {
    const face = button({ words: keyFor(key).toUpperCase(), label: `${keyFor(key).toUpperCase()}: ${words}. Change the key`, class: 'key-button', run: () => wait(), props: { disabled: areOff(), 'data-key': key } });
    const wait = () => {
      face.replaceChildren('press a key');
      face.addEventListener('keydown', (event) => {
        if (event.key === 'Tab' || event.key === 'Shift') return;
        event.preventDefault();
        event.stopPropagation();
        if (isSingle(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) give(key, event.key.toLowerCase(), all);
        draw();
        /** @type {HTMLElement|null} */ (list.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
      });
      face.addEventListener('blur', draw, { once: true });
    };
    return face;
  }

  draw();
  return el(
    'div',
    {},
    el('p', { class: 'key-choices' }, el('label', { class: 'check' }, box, 'Single keys do something while the focus is in the article'), usual),
    el('p', { class: 'muted' }, 'Who dictates, or meets other keys there, can switch them off, or press a key below and then the one to use instead.'),
    list,
  );
}

/** @param {string} key */
const written = (key) => key.split('+').flatMap((k, j) => [j > 0 ? ' ' : '', el('kbd', {}, show(k))]);

/** @param {string} key */
function show(key) {
  return { ArrowRight: '→', ArrowLeft: '←', Escape: 'Esc' }[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
