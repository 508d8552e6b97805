/**
 * The tab Quotes: every quote in text order, filtered by speaker and kind.
 *
 * @module
 */

import { levelOf } from '../../state/certain.js';
import { handedOn } from '../../state/handed-on.js';
import { quotesOf } from '../../state/voices.js';
import { acceptButton } from './accept-all.js';
import { el, plural, shorten } from '../dom.js';
import { filters } from './filters.js';
import { fill } from './rows.js';
import { MOST, chip, empty, heading } from './tab-voices.js';
import { CERTAINTIES, QUOTES, STANCES, STATUSES, capital, lacking, peopleOf } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/store.js').Store} Store */
/** @typedef {import('../../state/voices.js').Saying} Saying */

/** @param {ParentNode} root @param {Store} store @param {import('../services.js').Services} services @param {() => boolean} wanted whether to go on */
export async function drawQuotes(root, store, services, wanted) {
  const doc = store.shown();
  const { filter, doc: all } = store.get();
  if (!doc || !all) return;
  const sayings = quotesOf(doc, filter);
  root.append(heading('Quotes', sayings.length, doc), filters(doc, store, new Set(doc.quotes.map((q) => q.speaker)), 'Speaker', true));
  if (sayings.length === 0) root.append(empty(doc.quotes.length === 0 ? lacking(all, 'quotes', 'Nobody is quoted in this text.') : 'No quote matches.'));
  const list = el('ol', { class: 'sayings' });
  root.append(list);
  const filled = more(0);
  const accept = acceptButton('quote', sayings.map(({ quote }) => quote), services);
  if (accept) root.append(accept);
  await filled;

  /** @param {number} from */
  async function more(from) {
    if (!doc) return;
    const filled = fill(list, sayings.slice(from, from + MOST), (saying) => el('li', {}, row(doc, saying)), wanted);
    const rest = sayings.length - from - MOST;
    if (rest > 0) {
      const next = el('button', { type: 'button', class: 'button small wide', onclick: () => (next.remove(), void more(from + MOST)) }, `Show ${Math.min(rest, MOST)} more`);
      list.after(next);
    }
    await filled;
  }
}

/** @param {Doc} doc @param {Saying} saying */
function row(doc, { quote, speaker, content, cue, words, positions }) {
  const name = el('b', {}, capital(peopleOf(doc, quote)));
  return el(
    'button',
    { type: 'button', class: 'saying', 'data-go': `quote ${quote.id}`, 'data-row': `quote-${quote.id}` },
    chip(doc, speaker),
    el(
      'span',
      { class: 'grow' },
      el('span', { class: 'who' }, /^according to$/i.test(cue ?? '') ? [`${cue} `, name] : [name, cue ? ` ${shorten(cue, 40)}` : ''], quote.hedged ? ' (reportedly)' : '', through(doc, quote)),
      el('span', { class: `content ${quote.kind}` }, shorten(content, 260)),
      el('span', { class: 'muted' }, `${QUOTES[quote.kind].name} · ${plural(words, 'word')}`, positions.length > 0 ? ` · ${positions.map((p) => `${STANCES[p.kind].sign} ${STANCES[p.kind].noun}`).join(', ')}` : '', ' ', status(quote)),
    ),
  );
}

/** Through whom it reaches the reader, where that is somebody else. @param {Doc} doc @param {import('../../state/types.js').Quote|import('../../state/types.js').Position} item */
export function through(doc, item) {
  const chain = handedOn(doc, item);
  return chain.length > 0 ? el('span', { class: 'through' }, ` by way of ${chain.map((outer) => peopleOf(doc, outer)).join(', by way of ')}`) : '';
}

/** What a person has done with it, or how certain it is where that is not sure. @param {import('../../state/types.js').Note} item */
export function status(item) {
  const { words, sign } = STATUSES[item.status];
  if (sign) return el('span', { class: 'status', title: words }, el('span', { 'aria-hidden': 'true' }, sign), el('span', { class: 'hidden' }, words));
  const sure = CERTAINTIES[levelOf(item)];
  return sure.sign ? el('span', { class: 'unsure', title: capital(sure.words) }, el('span', { 'aria-hidden': 'true' }, sure.sign), el('span', { class: 'hidden' }, sure.words)) : '';
}
