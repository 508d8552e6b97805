/**
 * Above the article: the three layers, which are legend and switch in one, and what was found.
 *
 * @module
 */

import { leastCertain, mountCertainty } from './certainty.js';
import { el, plural } from './dom.js';
import { exercise } from './exercise.js';
import { QUOTES, STANCES } from './wording.js';

/** @typedef {import('../state/store.js').Store} Store */
/** @typedef {import('../state/types.js').Layers} Layers */

/** @type {{layer: keyof Layers, words: string, key: string, swatch: string}[]} */
export const LAYERS = [
  { layer: 'actors', words: 'Actors', key: '1', swatch: 's-actor' },
  { layer: 'quotes', words: 'Quotes', key: '2', swatch: 's-direct' },
  { layer: 'positions', words: 'Positions', key: '3', swatch: 's-position' },
];

/** @param {HTMLElement} root @param {Store} store @param {import('./services.js').Services} services */
export function mountHead(root, store, services) {
  const toggles = LAYERS.map(({ layer, words, key, swatch }) =>
    el(
      'button',
      { type: 'button', class: 'layer', 'aria-pressed': 'true', title: `Show or hide ${words.toLowerCase()} (${key})`, onclick: () => services.actions.toggleLayer(layer) },
      el('span', { class: `swatch ${swatch}` }, words),
    ),
  );
  const counts = el('p', { class: 'counts' });
  const row = el('div', { class: 'legend', role: 'group', 'aria-label': 'What is shown' }, toggles);
  root.append(row, el('div', { class: 'found' }, counts, leastCertain(store, services), exercise(store, services), legend()));
  mountCertainty(row, store, services);

  /** @type {number|null} */
  let share = null;
  const reading = () => (share === null ? 'Reading…' : share < 1 ? `Reading… ${Math.floor(share * 100)} %` : 'All of it is read. Looking for who said what…');
  const draw = () => {
    const { layers } = store.get();
    const doc = store.shown();
    LAYERS.forEach(({ layer }, i) => toggles[i].setAttribute('aria-pressed', String(layers[layer])));
    if (!doc) return;
    const found = [plural(doc.actors.length, 'actor'), plural(doc.quotes.length, 'quote'), plural(doc.positions.length, 'position')].join(' · ');
    const took = services.session.milliseconds();
    counts.textContent = services.session.busy() ? reading() : found;
    counts.title = took === null ? '' : `Read in ${took < 10 ? took.toFixed(1) : Math.round(took)} ms`;
  };
  store.subscribe((state, before) => {
    if (state.doc !== before.doc || state.layers !== before.layers || state.limit !== before.limit) draw();
  });
  services.session.onBusy(draw);
  services.session.onProgress((now) => {
    share = now;
    if (now !== null) counts.textContent = reading();
  });
}

function legend() {
  const kinds = /** @type {const} */ (['direct', 'mixed', 'indirect']);
  return el(
    'details',
    { class: 'legend-more' },
    el('summary', {}, 'How to read the marks'),
    el(
      'ul',
      {},
      el('li', {}, el('span', { class: 'swatch s-actor' }, 'Name'), ' somebody who acts or speaks; each has one color and one label everywhere'),
      kinds.map((kind) => el('li', {}, el('span', { class: `swatch s-${kind}` }, QUOTES[kind].name), ` ${QUOTES[kind].meaning}`)),
      el('li', {}, 'The band under a quote has its speaker’s color; the speaker’s label stands on the left, with a dashed edge when the text keeps the name back.'),
      el('li', {}, el('span', { class: 'swatch s-position' }, 'Position'), ' what somebody takes a stance on; the stance stands on the right: ', Object.values(STANCES).map((s) => `${s.sign} ${s.verb}`).join(', ')),
    ),
  );
}
