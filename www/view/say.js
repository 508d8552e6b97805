/**
 * Telling the reader something: aloud to a screen reader, briefly at the foot of the page, or as a message that stays.
 *
 * @module
 */

import { detailsOf } from './details.js';
import { button, byId, el, icon } from './dom.js';

/** @typedef {import('./services.js').Say} Say */
/** @typedef {import('./services.js').Message} Message */

const SECONDS = 7;
/** Messages that stay in sight although nothing went wrong. @type {string[]} */
const URGENT = ['tabs', 'update'];

/** @param {import('../state/store.js').Store} store @returns {Say} */
export function createSay(store) {
  const live = byId('live', HTMLElement);
  const list = byId('notices', HTMLElement);
  /** @type {Map<string, HTMLElement>} */
  const messages = new Map();
  /** @type {HTMLElement|null} */
  let toast = null;
  let timer = 0;
  let turn = 0;

  /** The same words twice in a row are read twice: a no-break space tells them apart. @param {string} words */
  const aloud = (words) => {
    live.textContent = words + (turn++ % 2 ? '\u00a0' : '');
  };

  const drop = () => {
    clearTimeout(timer);
    toast?.remove();
    toast = null;
  };

  /** What went wrong stays in sight. */
  const rank = () => {
    list.classList.toggle('urgent', [...messages].some(([id, box]) => URGENT.includes(id) || box.classList.contains('bad')));
  };

  /** @param {string} id */
  const unsay = (id) => {
    messages.get(id)?.remove();
    messages.delete(id);
    rank();
  };

  // "Undo" means the edit that was told, and no later one.
  store.subscribe((state, old) => {
    const isEdited = state.doc !== old.doc && state.articleId === old.articleId;
    if ((isEdited && toast?.querySelector('button')) || (!state.doc && old.doc)) drop();
  });

  return {
    aloud,
    briefly(words, action) {
      drop();
      aloud(words);
      // It has been read out already; as a status it may stand outside the landmarks.
      toast = el('div', { class: 'toast', role: 'status', 'aria-live': 'off' }, el('span', {}, words));
      if (action) toast.append(button({ words: action.words, class: '', run: () => (drop(), action.run()) }));
      (document.querySelector('dialog[open]') ?? document.body).append(toast);
      timer = window.setTimeout(drop, SECONDS * 1000);
    },
    message(message) {
      const { id, words, bad, error, actions = [] } = message;
      if (messages.get(id)?.dataset.words === words) return;
      unsay(id);
      // The same trouble may be told from two sides.
      for (const [other, box] of [...messages]) if (box.dataset.words === words) unsay(other);
      const box = el(
        'div',
        { class: bad ? 'notice bad' : 'notice', 'data-id': id, 'data-words': words },
        icon(bad ? 'warn' : 'info'),
        el('div', { class: 'words' }, el('p', {}, words), detailsOf(error), actions.length > 0 && el('div', { class: 'actions' }, actions.map((a) => button({ words: a.words, class: 'button small', run: a.run })))),
        button({ icon: 'close', label: 'Dismiss', class: 'tool', run: () => unsay(id) }),
      );
      messages.set(id, box);
      list.append(box);
      rank();
      aloud(words);
    },
    unsay,
  };
}
