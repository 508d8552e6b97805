/**
 * Above a list: whose quotes or positions are listed, and which kind of quotes.
 *
 * A long text has more speakers than anybody looks through, and than a browser opens a page with: the first are offered, the others are
 * searched for.
 *
 * @module
 */

import { find } from '../../state/items.js';
import { chooseActor } from '../inspector/choose-actor.js';
import { el } from '../dom.js';
import { QUOTES } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/store.js').Store} Store */

/** The most names that are offered without a search. */
const MOST = 60;
/** What the choices that are no actor are called. */
const [EVERY, NOBODY, OTHER] = ['*', '-', '…'];

/**
 * The choice of a speaker or holder, and of a quote's kind.
 * @param {Doc} doc @param {Store} store @param {Set<string|null>} ids whoever is listed @param {string} words @param {boolean} [kinds]
 */
export function filters(doc, store, ids, words, kinds = false) {
  return el('div', { class: 'filters' }, people(doc, store, ids, words), kinds && kind(store));
}

/** @param {Doc} doc @param {Store} store @param {Set<string|null>} ids @param {string} words */
function people(doc, store, ids, words) {
  const { speaker } = store.get().filter;
  const now = speaker === '' ? NOBODY : (speaker ?? EVERY);
  const set = (/** @type {string} */ value) => store.set({ filter: { ...store.get().filter, speaker: value === EVERY ? null : value === NOBODY ? '' : value } });
  const all = [...ids].map((id) => id && find(doc, { kind: 'actor', id })).filter((actor) => actor !== null && actor !== '');
  const offered = all.length > MOST ? all.filter(({ id }, i) => i < MOST || id === now) : all;

  /** @param {Event} event */
  async function pick(event) {
    const select = /** @type {HTMLSelectElement} */ (event.target);
    if (select.value !== OTHER) return set(select.value);
    select.value = now;
    const answer = await chooseActor(doc, { title: `${words}: whose?`, fresh: false, among: ids });
    if (typeof answer === 'string') set(answer);
  }

  return el(
    'select',
    { 'aria-label': words, 'data-row': `filter-${words}`, onchange: pick },
    option(EVERY, `Every ${words.toLowerCase()}`, now),
    offered.map(({ id, name }) => option(id, name, now)),
    all.length > MOST && option(OTHER, `Search ${all.length.toLocaleString('en')} names…`, now),
    ids.has(null) && option(NOBODY, 'Nobody named', now),
  );
}

/** @param {Store} store */
function kind(store) {
  const now = store.get().filter.kind ?? EVERY;
  const pick = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    store.set({ filter: { ...store.get().filter, kind: value === EVERY ? null : value } });
  };
  return el('select', { 'aria-label': 'Kind of quote', 'data-row': 'filter-kind', onchange: pick }, option(EVERY, 'Every kind', now), Object.entries(QUOTES).map(([value, { name }]) => option(value, name, now)));
}

/** @param {string} value @param {string} name @param {string} now */
function option(value, name, now) {
  return el('option', { value, selected: value === now }, name);
}
