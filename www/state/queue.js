/**
 * The kept articles as a queue: which are done, which wait, which comes next.
 *
 * It decides the order and what a filter leaves; where articles are kept is decided in storage.js.
 *
 * @module
 */

/** @typedef {import('./storage.js').Article} Article */
/** @typedef {import('./types.js').Doc} Doc */
/** What a person says of an article. @typedef {'done'|'skipped'|'flagged'} Said */
/** @typedef {Said|'untouched'|'work'} Status */
/** @typedef {'latest'|'added'|'name'|'least'} Order */
/** @typedef {{words?: string, status?: Status|'', order?: Order}} Wanted */

/** @type {readonly Said[]} */
export const SAID = Object.freeze(['done', 'skipped', 'flagged']);
/** @type {readonly Order[]} */
export const ORDERS = Object.freeze(['latest', 'added', 'name', 'least']);

/** How many marks a document has, and how many of them a person has judged or made. @param {Doc} doc */
export function progressOf(doc) {
  const all = [...doc.mentions, ...doc.quotes, ...doc.positions];
  const judged = all.filter(({ status }) => status !== 'suggested').length + (doc.rejected?.length ?? 0);
  return { judged, marks: all.length + (doc.rejected?.length ?? 0) };
}

/** What a person says of it, or what can be seen. @param {Article} article @returns {Status} */
export const statusOf = ({ status, judged = 0 }) => status ?? (judged > 0 ? 'work' : 'untouched');

/** The share of marks that are judged, 0 to 1. @param {Article} article */
const share = ({ judged = 0, marks = 0 }) => (marks === 0 ? 0 : judged / marks);

/** “Part 2” comes before “Part 10”. A collator costs milliseconds to make. @type {Intl.Collator|undefined} */
let collator;
/** @param {Article} a @param {Article} b */
function byName(a, b) {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a.title, b.title);
}
/** @param {Article} a @param {Article} b */
const byAdded = (a, b) => (a.added ?? a.updated) - (b.added ?? b.updated) || byName(a, b);

/** @type {Record<Order, (a: Article, b: Article) => number>} */
const SORTS = {
  latest: (a, b) => b.updated - a.updated,
  added: byAdded,
  name: byName,
  least: (a, b) => share(a) - share(b) || byAdded(a, b),
};

/**
 * The articles that a filter leaves, in order; each word of the filter has to stand in the title.
 * @param {readonly Article[]} articles
 * @param {Wanted} wanted
 * @returns {Article[]}
 */
export function inQueue(articles, { words = '', status = '', order = 'latest' }) {
  const parts = fold(words).split(/\s+/).filter(Boolean);
  const left = articles.filter((article) => (!status || statusOf(article) === status) && (parts.length === 0 || parts.every((part) => fold(article.title).includes(part))));
  return left.sort(SORTS[order]);
}

/**
 * The article to go on with: the next behind this one, in the order in which they were added, that is neither done nor skipped; at the end of the queue it begins anew.
 * @param {readonly Article[]} articles
 * @param {string|null} id
 * @returns {Article|null} null when all are done
 */
export function nextIn(articles, id) {
  const all = [...articles].sort(byAdded);
  const place = all.findIndex((article) => article.id === id);
  const around = [...all.slice(place + 1), ...all.slice(0, Math.max(place, 0))];
  return around.find((article) => article.id !== id && !['done', 'skipped'].includes(statusOf(article))) ?? null;
}

/** How many articles have each status. @param {readonly Article[]} articles @returns {Record<Status, number>} */
export function countsOf(articles) {
  const counts = { untouched: 0, work: 0, done: 0, skipped: 0, flagged: 0 };
  for (const article of articles) counts[statusOf(article)]++;
  return counts;
}

/** Letters without case and accents. @param {string} text */
const fold = (text) => text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase();
