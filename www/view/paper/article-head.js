/**
 * Above the article: the three layers, which are legend and switch in one, and what was found.
 *
 * @module
 */

import { countHidden } from '../../state/shown.js';
import { hiddenWords, leastCertain, mountCertainty } from './certainty.js';
import { button, el, plural } from '../dom.js';
import { areOff, keyFor, onKeysChanged } from '../keymap.js';
import { CERTAINTIES, QUOTES, STANCES, isUnknown } from '../wording.js';

/** @typedef {import('../../state/store.js').Store} Store */
/** @typedef {import('../../state/types.js').Layers} Layers */

/** @type {{layer: keyof Layers, words: string, key: string, swatch: string}[]} */
export const LAYERS = [
  { layer: 'actors', words: 'Actors', key: '1', swatch: 's-actor' },
  { layer: 'quotes', words: 'Quotes', key: '2', swatch: 's-direct' },
  { layer: 'positions', words: 'Positions', key: '3', swatch: 's-position' },
];

/** Where a few words must do. */
const narrow = matchMedia('(max-width: 40rem)');

/** @param {HTMLElement} root @param {Store} store @param {import('../services.js').Services} services */
export function mountHead(root, store, services) {
  const toggles = LAYERS.map(({ layer, words, key, swatch }) =>
    el(
      'button',
      { type: 'button', class: 'layer', 'aria-pressed': 'true', title: toggleWords({ words, key }), onclick: () => services.actions.toggleLayer(layer) },
      el('span', { class: `swatch ${swatch}` }, words),
    ),
  );
  onKeysChanged(() => LAYERS.forEach((layer, i) => void (toggles[i].title = toggleWords(layer))));
  const counts = el('p', { class: 'counts' });
  const some = button({ class: 'link some-hidden', words: ' ', run: () => openTools() });
  const tools = el('div', { class: 'head-tools' });
  mountCertainty(tools, store, services);
  tools.append(leastCertain(store, services), ...forClass(services));
  // What a first visitor cannot know yet is folded away.
  const more = el('details', { class: 'head-more' }, el('summary', {}, 'More', el('span', { class: 'further' }, ' about the marks')), tools, legend());
  const openTools = () => {
    more.open = true;
    tools.querySelector('input')?.focus();
  };
  root.append(
    el('div', { class: 'head-row' }, el('div', { class: 'legend', role: 'group', 'aria-label': 'What is shown' }, toggles), more),
    el('div', { class: 'found' }, counts, some),
  );

  /** @type {number|null} */
  let share = null;
  const reading = () => (share === null ? 'Reading…' : share < 1 ? `Reading… ${Math.floor(share * 100)} %` : 'All of it is read. Looking for who said what…');
  const draw = () => {
    const { layers, limit } = store.get();
    const doc = store.shown();
    LAYERS.forEach(({ layer }, i) => toggles[i].setAttribute('aria-pressed', String(layers[layer])));
    if (!doc) return;
    const found = [plural(doc.actors.length, 'actor'), plural(doc.quotes.length, 'quote'), plural(doc.positions.length, 'position')].join(' · ');
    const took = services.session.milliseconds();
    const isBlank = isUnknown(doc) && doc.actors.length + doc.quotes.length + doc.positions.length === 0;
    const hidden = countHidden(/** @type {import('../../state/types.js').Doc} */ (store.get().doc), limit).all;
    some.hidden = hidden === 0;
    some.textContent = narrow.matches ? `${hidden} hidden` : hiddenWords(limit, hidden);
    some.setAttribute('aria-label', `${hiddenWords(limit, hidden)}: to the slider`);
    counts.textContent = services.session.busy() ? reading() : isBlank ? 'Not read' : found;
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

/** To mark the article oneself first, and to have a class do so. @param {import('../services.js').Services} services */
const forClass = ({ classes }) => [
  button({ words: 'Mark it yourself first', class: 'link', run: () => classes.practise() }),
  button({ words: 'Make an exercise', class: 'link', run: () => classes.make() }),
];

/** @param {{words: string, key: string}} layer */
const toggleWords = ({ words, key }) => `Show or hide ${words.toLowerCase()}${areOff() ? '' : `; key ${keyFor(key)}`}`;

function legend() {
  const kinds = /** @type {const} */ (['direct', 'mixed', 'indirect']);
  return el(
    'section',
    { class: 'legend-more' },
    el('h2', {}, 'How to read the marks'),
    el(
      'ul',
      {},
      el('li', {}, el('span', { class: 'swatch s-actor' }, 'Name'), ' somebody who acts or speaks; each has one color and one label everywhere, paler where they are only talked about'),
      kinds.map((kind) => el('li', {}, el('span', { class: `swatch s-${kind}` }, QUOTES[kind].name), ` ${QUOTES[kind].meaning}`)),
      el('li', {}, 'The band under a quote has its speaker’s color; the speaker’s label stands on the left, with a dashed edge when the text keeps the name back.'),
      el('li', {}, el('span', { class: 'swatch s-position' }, 'Position'), ' what somebody takes a stance on; the stance stands on the right: ', Object.values(STANCES).map((s) => `${s.sign} ${s.noun}`).join(', ')),
      el('li', {}, 'The surer a mark, the stronger its line; a doubtful quote has no band. Beside it stands ', Object.values(CERTAINTIES).filter(({ sign }) => sign).map(({ sign, meaning }) => `${sign} ${meaning}`).join(' · '), '. A name that you accepted has a line, a less certain one dashes, a doubtful one dots.'),
    ),
  );
}
