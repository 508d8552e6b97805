/**
 * The help sheet: what the marks mean, and every key.
 *
 * @module
 */

import { openDialog } from './dialog.js';
import { el } from './dom.js';

/** @param {import('./keys.js').Command[]} commands @param {import('../core/client.js').Core} core */
export function openHelp(commands, core) {
  const files = el('p', {});
  const tell = (/** @type {import('../state/types.js').Format[]} */ formats) => {
    // Made here and not when the page opens, because the first of them makes a browser load how languages list things.
    const list = new Intl.ListFormat('en').format(formats.filter((format) => format.reads).map(({ name }) => name));
    files.append(`Texts, saved web pages and these annotations can be opened or dropped, also several files or a zip: ${list}. What a file is, is told from its content.`);
  };
  core.formats().then(tell, () => {});
  openDialog('Help', () => ({
    body: [
      el('p', {}, 'Whosaid marks three things: ', el('b', {}, 'actors'), ' who act or speak, ', el('b', {}, 'quotes'), ' with their speaker and cue, and ', el('b', {}, 'positions'), ': who stands where on what. Every mark is a suggestion. Click one to see why it is there and to correct it; select words to add one.'),
      el('p', {}, 'Everything stays in this browser. Download your work to keep it elsewhere.'),
      files,
      el('h3', {}, 'Keys'),
      el('dl', { class: 'keys' }, commands.flatMap(({ keys, words }) => [el('dt', {}, keys.flatMap((key, i) => [i > 0 ? ' or ' : '', ...key.split('+').flatMap((k, j) => [j > 0 ? ' ' : '', el('kbd', {}, show(k))])])), el('dd', {}, words)])),
      el('h3', {}, 'Selecting words without a mouse'),
      el('p', {}, 'Press the left or right arrow key in the article to select a word, with Shift to select more. On a phone hold a word, then draw the handles.'),
    ],
  }));
}

/** @param {string} key */
function show(key) {
  return { ArrowRight: '→', ArrowLeft: '←', Escape: 'Esc' }[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
