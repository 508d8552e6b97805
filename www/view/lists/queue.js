/**
 * The kept articles as a queue: what filters and orders the list, what is said of each article, and the way to the next one.
 *
 * @module
 */

import { SAID, countsOf, nextIn, statusOf } from '../../state/queue.js';
import { el, plural } from '../dom.js';

/** @typedef {import('../../state/storage.js').Article} Article */
/** @typedef {import('../../state/queue.js').Said} Said */
/** @typedef {import('../../state/queue.js').Status} Status */
/** @typedef {import('../../state/queue.js').Order} Order */

/** Who keeps fewer articles has no queue, and sees no controls of one. */
export const QUEUE = 4;

/** @type {Record<Status, string>} */
const STATUSES = { untouched: 'untouched', work: 'in work', done: 'done', skipped: 'skipped', flagged: 'flagged' };
/** @type {Record<Order, string>} */
const ORDERS = { latest: 'latest first', added: 'as they were added', name: 'by name', least: 'least judged first' };

/** “12 of 40 judged”; nothing where nothing is. @param {Article} article */
export const progress = ({ judged = 0, marks = 0 }) => (judged === 0 ? null : `${judged} of ${marks} judged`);

/** What is said of an article, to choose. @param {Article} article @param {(status: Said|null) => void} choose */
export function statusField(article, choose) {
  const seen = STATUSES[statusOf({ ...article, status: undefined })];
  const options = [el('option', { value: '' }, seen), ...SAID.map((status) => el('option', { value: status }, STATUSES[status]))];
  const field = el('select', { class: 'status-field', 'aria-label': `Status of ${article.title}`, onchange: () => choose(/** @type {Said|''} */ (field.value) || null) }, options);
  field.value = article.status ?? '';
  return field;
}

/**
 * The filter, the order and how far one is; hidden while there is no queue.
 * @param {() => void} changed
 */
export function queueControls(changed) {
  const words = el('input', { class: 'search', type: 'search', placeholder: 'Filter by title', 'aria-label': 'Filter by title', autocomplete: 'off', oninput: changed });
  const status = el('select', { 'aria-label': 'Status', onchange: changed });
  const order = el('select', { 'aria-label': 'Order', onchange: changed }, Object.entries(ORDERS).map(([value, name]) => el('option', { value }, name)));
  const told = el('p', { class: 'muted', role: 'status' });
  const element = el('div', { class: 'queue', hidden: true }, el('div', { class: 'filters' }, words, status, order), told);
  return {
    element,
    wanted: () => ({ words: words.value, status: /** @type {Status|''} */ (status.value), order: /** @type {Order} */ (order.value) }),
    /** @param {readonly Article[]} articles */
    tell(articles) {
      const counts = countsOf(articles);
      const now = status.value;
      status.replaceChildren(el('option', { value: '' }, 'every status'), ...Object.entries(STATUSES).map(([value, name]) => el('option', { value }, `${name} (${counts[/** @type {Status} */ (value)]})`)));
      status.value = now;
      element.hidden = articles.length < QUEUE;
      told.textContent = counts.done === 0 ? '' : `${counts.done} of ${plural(articles.length - counts.skipped, 'article')} done`;
    },
  };
}

/**
 * Says that the open article is done, and opens the next that is not.
 * @param {import('../../state/store.js').Store} store @param {import('../services.js').Services} services
 */
export async function goOn(store, { storage, keeper, session, say }) {
  const { articleId } = store.get();
  if (!articleId) return say.briefly('Open an article first.');
  // What was judged last counts, too.
  await (await keeper).settled();
  const place = await storage;
  const answer = await place.mark(articleId, 'done');
  if ('problem' in answer) return say.briefly(answer.problem.message);
  const articles = await place.list();
  if ('problem' in articles) return say.briefly(articles.problem.message);
  const undo = { words: 'Not done', run: () => void place.mark(articleId, null) };
  const next = nextIn(articles, articleId);
  if (!next) return say.briefly('Done. No article is left that waits.', undo);
  const left = articles.length - countsOf(articles).done - countsOf(articles).skipped;
  if (await session.openArticle(next.id)) say.briefly(`Done. ${left === 1 ? 'This is the last one' : `${plural(left, 'article')} to go`}.`, undo);
}
