/**
 * One slider that hides the uncertain suggestions; its setting is remembered in the browser.
 *
 * It begins with what is usual, layer by layer; one step further down everything is shown. It hides nothing that a person has done (state/shown.js
 * decides that) and nothing in a file unless asked (download.js).
 *
 * @module
 */

import { ALL_SHOWN, THE_USUAL, countHidden } from '../../state/shown.js';
import { button, el, plural } from '../dom.js';
import { hint, onKeysChanged } from '../keymap.js';

const KEY = 'whosaid-certainty';
const STEP = 5;
const MOST = 95;
/** The stop below the usual one, where all is shown. */
const LEAST = -STEP;

/** @param {number} percent */
const limitAt = (percent) => (percent < 0 ? ALL_SHOWN : percent / 100);

/** @param {HTMLElement} root @param {import('../../state/store.js').Store} store @param {import('../services.js').Services} services */
export function mountCertainty(root, store, services) {
  const slider = el('input', { type: 'range', min: String(LEAST), max: String(MOST), step: String(STEP), value: String(remembered()), 'aria-label': 'Hide suggestions that are less certain than' });
  const told = el('output', { class: 'muted' });
  root.append(el('label', { class: 'certainty', title: 'Hide the suggestions that are less certain' }, el('span', {}, 'Certainty'), slider, told));

  slider.addEventListener('input', () => {
    const percent = Number(slider.value);
    store.set({ limit: limitAt(percent) });
    remember(percent);
  });

  const draw = () => {
    const { doc, limit, selection } = store.get();
    const hidden = doc ? countHidden(doc, limit) : null;
    told.parentElement?.classList.toggle('some', hidden !== null && hidden.all > 0);
    told.textContent = hiddenWords(limit, hidden?.all ?? 0);
    told.title = hidden ? whatIsHidden(hidden) : '';
    slider.setAttribute('aria-valuetext', `${limit > 0 ? `${Math.round(limit * 100)} percent: ` : ''}${hidden ? whatIsHidden(hidden) : ''}`);
    const shown = store.shown();
    if (selection && shown && !isIn(shown, selection)) {
      services.inspector.close();
      store.set({ selection: null });
    }
  };
  store.subscribe((state, before) => {
    if (state.doc !== before.doc || state.limit !== before.limit) draw();
  });
  store.set({ limit: limitAt(Number(slider.value)) });
  draw();
}

/** What stands beside the slider. @param {number} limit @param {number} hidden */
export function hiddenWords(limit, hidden) {
  if (limit > 0) return `${Math.round(limit * 100)} % · ${hidden.toLocaleString('en')} hidden`;
  return hidden === 0 ? 'all shown' : `${plural(hidden, 'doubtful mark')} hidden`;
}

/** The same layer by layer. @param {ReturnType<typeof countHidden>} hidden */
function whatIsHidden({ mentions, quotes, positions, all }) {
  if (all === 0) return 'Everything is shown';
  const parts = [mentions > 0 && plural(mentions, 'mention'), quotes > 0 && plural(quotes, 'quote'), positions > 0 && plural(positions, 'position')];
  return `${plural(all, 'suggestion')} hidden: ${parts.filter(Boolean).join(', ')}`;
}

/** The button that goes to what is least certain. @param {import('../../state/store.js').Store} store @param {import('../services.js').Services} services */
export function leastCertain(store, services) {
  const run = () => {
    services.actions.nextUncertain();
    const { selection } = store.get();
    if (selection) services.inspector.open(selection);
  };
  const link = button({ words: 'To the least certain', label: `To the least certain mark, then the next${hint('u')}`, class: 'link', run });
  onKeysChanged(() => {
    link.title = `To the least certain mark, then the next${hint('u')}`;
    link.setAttribute('aria-label', link.title);
  });
  return link;
}

/** @param {import('../../state/types.js').Doc} doc @param {import('../../state/types.js').Ref} ref */
function isIn(doc, { kind, id }) {
  const list = /** @type {{id: string}[]} */ (doc[/** @type {const} */ ({ actor: 'actors', mention: 'mentions', quote: 'quotes', position: 'positions' })[kind]]);
  return list.some((item) => item.id === id);
}

function remembered() {
  try {
    const percent = Number(localStorage.getItem(KEY) ?? THE_USUAL);
    return percent >= LEAST && percent <= MOST ? percent : THE_USUAL;
  } catch {
    return THE_USUAL;
  }
}

/** @param {number} percent */
function remember(percent) {
  try {
    localStorage.setItem(KEY, String(percent));
  } catch {
    // The setting then lasts as long as the page.
  }
}
