/**
 * The tab Positions: who stands where on what, gathered by holder.
 *
 * @module
 */

import { find } from '../../state/items.js';
import { standsOf } from '../../state/voices.js';
import { acceptButton } from './accept-all.js';
import { button, el, shorten } from '../dom.js';
import { filters } from './filters.js';
import { fill } from './rows.js';
import { MOST, chip, empty, heading } from './tab-voices.js';
import { status, through } from './tab-quotes.js';
import { STANCES, capital, inMarks, lacking } from '../wording.js';

/** @typedef {import('../../state/voices.js').Stand} Stand */

/** @param {ParentNode} root @param {import('../../state/store.js').Store} store @param {import('../services.js').Services} services @param {() => boolean} wanted whether to go on */
export async function drawPositions(root, store, services, wanted) {
  const doc = store.shown();
  const { filter, doc: all } = store.get();
  if (!doc || !all) return;
  const stands = standsOf(doc, { speaker: filter.speaker });
  /** @type {Map<string, Stand[]>} */
  const byHolder = new Map();
  for (const stand of stands.slice(0, MOST * 2)) {
    const key = stand.holder?.id ?? '';
    const list = byHolder.get(key);
    if (list) list.push(stand);
    else byHolder.set(key, [stand]);
  }
  root.append(heading('Who stands where', stands.length, doc), filters(doc, store, new Set(doc.positions.map((p) => p.holder)), 'Holder'));
  if (stands.length === 0) root.append(empty(doc.positions.length === 0 ? lacking(all, 'positions', 'No position was found in this text.') : 'No position matches.'));
  const holders = el('div', { class: 'holders' });
  root.append(holders);
  if (stands.length > MOST * 2) root.append(empty(`The first ${MOST * 2} are listed; choose a holder to see more.`));
  const accept = acceptButton('position', stands.map(({ position }) => position), services);
  if (accept) root.append(accept);
  if (filter.speaker !== undefined && filter.speaker !== null) root.append(button({ words: 'Show all positions', class: 'button small wide', run: () => (store.set({ filter: {} }), services.panel.show('positions')) }));
  await fill(holders, [...byHolder], ([id, list]) => holderSection(doc, id ? find(doc, { kind: 'actor', id }) : null, list), wanted);
}

/** @param {import('../../state/types.js').Doc} doc @param {import('../../state/types.js').Actor|null} holder @param {Stand[]} list */
function holderSection(doc, holder, list) {
  const name = holder?.name ?? 'Nobody named';
  return el('section', { class: 'holder', 'aria-label': name }, el('h3', {}, chip(doc, holder), el('span', {}, name), holder?.anonymous ? el('span', { class: 'tag' }, 'unnamed') : null), el('ul', {}, list.map((stand) => standRow(doc, stand))));
}

/** @param {import('../../state/types.js').Doc} doc @param {Stand} stand */
function standRow(doc, { position, target }) {
  const { noun, sign } = STANCES[position.kind];
  return el(
    'li',
    {},
    el(
      'button',
      { type: 'button', class: 'stand', 'data-go': `position ${position.id}`, 'data-row': `position-${position.id}` },
      el('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
      el('span', { class: 'grow' }, el('span', { class: 'stance' }, capital(noun), position.hedged ? ' (reportedly)' : ''), through(doc, position), ' ', el('span', { class: 'target' }, inMarks(shorten(target, 220))), ' ', status(position)),
    ),
  );
}
