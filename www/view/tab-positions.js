/**
 * The tab Positions: who stands where on what, gathered by holder.
 *
 * @module
 */

import { find } from '../state/items.js';
import { standsOf } from '../state/voices.js';
import { acceptButton } from './accept-all.js';
import { button, el, shorten } from './dom.js';
import { MOST, chip, empty, heading } from './tab-voices.js';
import { speakerFilter, status } from './tab-quotes.js';
import { STANCES } from './wording.js';

/** @typedef {import('../state/voices.js').Stand} Stand */

/** @param {HTMLElement} root @param {import('../state/store.js').Store} store @param {import('./services.js').Services} services */
export function drawPositions(root, store, services) {
  const doc = store.shown();
  const { filter } = store.get();
  if (!doc) return;
  const stands = standsOf(doc, { speaker: filter.speaker });
  /** @type {Map<string, Stand[]>} */
  const byHolder = new Map();
  for (const stand of stands.slice(0, MOST * 2)) {
    const key = stand.holder?.id ?? '';
    const list = byHolder.get(key);
    if (list) list.push(stand);
    else byHolder.set(key, [stand]);
  }
  root.append(heading('Who stands where', stands.length), speakerFilter(doc, store, new Set(doc.positions.map((p) => p.holder)), 'Holder'));
  if (stands.length === 0) root.append(empty(doc.positions.length === 0 ? 'No position was found in this text.' : 'No position matches.'));
  for (const [id, list] of byHolder) {
    const holder = id ? find(doc, { kind: 'actor', id }) : null;
    root.append(
      el('section', { class: 'holder', 'aria-label': holder?.name ?? 'Nobody named' }, el('h3', {}, chip(doc, holder), el('span', {}, holder?.name ?? 'Nobody named'), holder?.anonymous ? el('span', { class: 'tag' }, 'unnamed') : null), el('ul', {}, list.map(standRow))),
    );
  }
  if (stands.length > MOST * 2) root.append(empty(`The first ${MOST * 2} are listed; choose a holder to see more.`));
  const accept = acceptButton('position', stands.map(({ position }) => position), services);
  if (accept) root.append(accept);
  if (filter.speaker !== undefined && filter.speaker !== null) root.append(button({ words: 'Show all positions', class: 'button small wide', run: () => (store.set({ filter: {} }), services.panel.show('positions')) }));
}

/** @param {Stand} stand */
function standRow({ position, target }) {
  const { verb, sign } = STANCES[position.kind];
  return el(
    'li',
    {},
    el(
      'button',
      { type: 'button', class: 'stand', 'data-go': `position ${position.id}`, 'data-row': `position-${position.id}` },
      el('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
      el('span', { class: 'grow' }, el('span', { class: 'stance' }, verb, position.hedged ? ' (reportedly)' : ''), ' ', el('span', { class: 'target' }, shorten(target, 220)), ' ', status(position)),
    ),
  );
}
