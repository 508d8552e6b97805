/**
 * One slider that hides the uncertain suggestions; its setting is remembered in the browser.
 *
 * It hides nothing that a person has done (state/shown.js decides that) and nothing in a file unless asked (download.js).
 *
 * @module
 */

import { ALL_HIDDEN, countHidden } from '../state/shown.js';
import { button, el, plural } from './dom.js';

const KEY = 'whosaid-certainty';
const STEP = 5;
const MOST = 95;

/** @param {HTMLElement} root @param {import('../state/store.js').Store} store @param {import('./services.js').Services} services */
export function mountCertainty(root, store, services) {
  const slider = el('input', { type: 'range', min: '0', max: String(MOST), step: String(STEP), value: String(remembered()), 'aria-label': 'Hide suggestions that are less certain than' });
  const told = el('output', { class: 'muted' });
  root.append(el('label', { class: 'certainty', title: 'Hide the suggestions that are less certain' }, el('span', {}, 'Certainty'), slider, told));

  slider.addEventListener('input', () => {
    const percent = Number(slider.value);
    store.set({ limit: percent / 100 });
    remember(percent);
  });

  const draw = () => {
    const { doc, limit, selection } = store.get();
    const percent = Math.round(limit * 100);
    told.parentElement?.classList.toggle('some', limit > 0);
    const hidden = doc ? countHidden(doc, limit).all : 0;
    slider.disabled = limit >= ALL_HIDDEN;
    told.textContent = slider.disabled ? `all ${hidden.toLocaleString('en')} hidden` : limit === 0 ? 'all shown' : `${percent} % · ${hidden.toLocaleString('en')} hidden`;
    slider.setAttribute('aria-valuetext', slider.disabled ? 'Every suggestion is hidden' : limit === 0 ? 'Everything is shown' : `${percent} percent: ${plural(hidden, 'suggestion')} hidden`);
    const shown = store.shown();
    if (selection && shown && !isIn(shown, selection)) {
      services.inspector.close();
      store.set({ selection: null });
    }
  };
  store.subscribe((state, before) => {
    if (state.doc !== before.doc || state.limit !== before.limit) draw();
  });
  store.set({ limit: Number(slider.value) / 100 });
  draw();
}

/** The button that goes to what is least certain. @param {import('../state/store.js').Store} store @param {import('./services.js').Services} services */
export function leastCertain(store, services) {
  const run = () => {
    services.actions.nextUncertain();
    const { selection } = store.get();
    if (selection) services.inspector.open(selection);
  };
  const link = button({ words: 'To the least certain', label: 'To the least certain mark, then the next (U)', class: 'link', run });
  store.subscribe(({ limit }) => void (link.hidden = limit >= ALL_HIDDEN));
  return link;
}

/** @param {import('../state/types.js').Doc} doc @param {import('../state/types.js').Ref} ref */
function isIn(doc, { kind, id }) {
  const list = /** @type {{id: string}[]} */ (doc[/** @type {const} */ ({ actor: 'actors', mention: 'mentions', quote: 'quotes', position: 'positions' })[kind]]);
  return list.some((item) => item.id === id);
}

function remembered() {
  try {
    const percent = Number(localStorage.getItem(KEY) ?? 0);
    return percent >= 0 && percent <= MOST ? percent : 0;
  } catch {
    return 0;
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
