/**
 * The articles that the browser keeps: open, rename, delete and take that back, download several at once.
 *
 * @module
 */

import { whenSlow } from '../../state/patience.js';
import { PROBLEMS } from '../../state/problems.js';
import { inQueue } from '../../state/queue.js';
import { shownOf } from '../../state/shown.js';
import { openDialog } from '../dialog.js';
import { button, el, plural } from '../dom.js';
import { when } from '../start.js';
import { openPair } from './pair.js';
import { QUEUE, progress, queueControls, statusField } from './queue.js';
import { fill } from './rows.js';

/** @typedef {import('../../state/storage.js').Article} Article */

/** More rows are not looked through by eye. */
const MOST = 200;

/** @param {import('../../state/store.js').Store} store @param {import('../services.js').Services} services */
export function openLibrary(store, services) {
  const { storage, session, say } = services;
  const list = el('ul', { class: 'rows' });
  const note = el('div');
  /** @type {Map<string, Article>} those that are ticked */
  const picked = new Map();
  const all = button({ words: 'Select all', class: 'button', run: () => void toggleAll(), props: { hidden: true } });
  const get = button({ icon: 'download', words: 'Download', class: 'button', run: () => services.openDownload([...picked.values()]), props: { hidden: true } });
  const pair = button({ words: 'Compare the two', class: 'button', run: () => void comparePicked(), props: { hidden: true } });
  /** @type {Article[]} */
  let articles = [];
  let drawings = 0;
  const controls = queueControls(() => void drawRows());
  let end = () => {};
  const dialog = openDialog(
    'Your articles',
    (close) => ({
      body: [el('p', { class: 'muted' }, 'They are kept in this browser only. Download what you want to keep elsewhere.'), note, controls.element, list],
      foot: [all, get, pair, el('span', { class: 'spring' }), button({ icon: 'plus', words: 'New article', class: 'button main', run: () => (close(), session.leave()) })],
    }),
    { class: 'wide-dialog', onClose: () => end() },
  );
  void storage.then((place) => {
    if (place.problem) note.replaceChildren(el('p', { class: 'notice bad' }, place.problem.message));
    if (!dialog.isConnected) return;
    end = place.listen(() => void draw());
    void draw();
  });

  async function toggleAll() {
    const articles = await (await storage).list();
    if ('problem' in articles) return draw();
    const none = picked.size === articles.length;
    picked.clear();
    if (!none) for (const article of articles) picked.set(article.id, article);
    await draw();
  }

  async function draw() {
    const found = await whenSlow(storage.then((place) => place.list()), () => list.replaceChildren(el('li', { class: 'empty' }, PROBLEMS.slowList.message)));
    if ('problem' in found) return list.replaceChildren(el('li', { class: 'empty' }, `${found.problem.message} `, button({ words: 'Try again', class: 'button small', run: () => void draw() })));
    articles = found;
    const known = new Map(articles.map((article) => [article.id, article]));
    for (const id of picked.keys()) {
      const article = known.get(id);
      if (article) picked.set(id, article);
      else picked.delete(id);
    }
    controls.tell(articles);
    await drawRows();
  }

  /** What the filter leaves, a screen at a time; an older drawing ends when a newer begins. */
  async function drawRows() {
    const drawing = ++drawings;
    const left = inQueue(articles, controls.wanted());
    tell(articles.length);
    const none = articles.length === 0 ? 'Nothing is kept yet. Articles appear here as soon as you open them.' : 'No article matches.';
    list.replaceChildren(...(left.length === 0 ? [el('li', { class: 'empty' }, none)] : []));
    await fill(list, left.slice(0, MOST), (article) => row(article, articles.length), () => drawing === drawings);
    if (drawing === drawings && left.length > MOST) list.append(el('li', { class: 'empty' }, `The first ${MOST} of ${left.length} are listed; filter to see others.`));
  }

  /** @param {number} count how many articles there are */
  function tell(count) {
    all.hidden = count < 2;
    get.hidden = picked.size === 0;
    pair.hidden = picked.size !== 2;
    all.replaceChildren(picked.size === count ? 'Select none' : 'Select all');
    const words = get.querySelector('.word');
    if (words) words.textContent = `Download ${plural(picked.size, 'article')}`;
  }

  /** Two articles side by side, in the order of the list; only what is shown of each counts. */
  async function comparePicked() {
    const sides = [];
    for (const { id, title } of picked.values()) {
      const doc = await documentOf(id);
      if ('problem' in doc) return say.briefly(doc.problem.message);
      const go = (/** @type {string} */ quote) => void session.openArticle(id).then((done) => done && show({ kind: 'quote', id: quote }));
      sides.push({ title, doc: shownOf(doc, store.get().limit), go });
    }
    dialog.close();
    openPair(sides[0], sides[1]);
  }

  /** @param {import('../../state/types.js').Ref} ref */
  function show(ref) {
    services.actions.select(ref);
    services.inspector.open(ref);
  }

  /** What is open is newer than what is stored of it. @param {string} id */
  async function documentOf(id) {
    const { articleId, doc } = store.get();
    if (doc && id === articleId) return doc;
    const found = await (await storage).load(id);
    return 'problem' in found ? found : found.doc;
  }

  /** @param {Article} article @param {number} count */
  function tick(article, count) {
    const change = (/** @type {Event} */ event) => {
      if (/** @type {HTMLInputElement} */ (event.target).checked) picked.set(article.id, article);
      else picked.delete(article.id);
      tell(count);
    };
    return el('label', { class: 'check' }, el('input', { type: 'checkbox', checked: picked.has(article.id), 'aria-label': `Select ${article.title}`, onchange: change }));
  }

  /** @param {Article} article @param {number} count */
  function row(article, count) {
    const here = article.id === store.get().articleId;
    const facts = [here && 'Open now', when(article.updated), plural(Math.max(1, Math.round(article.length / 6)), 'word'), progress(article)].filter(Boolean).join(' · ');
    return el(
      'li',
      { class: count >= QUEUE ? 'row queued' : 'row' },
      count > 1 && tick(article, count),
      el('button', { type: 'button', class: 'entry row-button grow', onclick: () => (dialog.close(), here || void session.openArticle(article.id)) }, el('span', { class: 'title' }, article.title), el('span', { class: 'muted' }, facts)),
      count >= QUEUE && statusField(article, (status) => void mark(article, status)),
      button({ icon: 'edit', label: `Rename ${article.title}`, class: 'tool', run: (event) => rename(article, event) }),
      button({ icon: 'trash', label: `Delete ${article.title}`, class: 'tool', run: () => void remove(article) }),
    );
  }

  /** @param {Article} article @param {import('../../state/queue.js').Said|null} status */
  async function mark(article, status) {
    const answer = await (await storage).mark(article.id, status);
    if ('problem' in answer) return say.briefly(answer.problem.message);
    articles = articles.map((other) => (other.id === article.id ? answer.article : other));
    controls.tell(articles);
  }

  /** @param {Article} article @param {MouseEvent} event */
  function rename(article, event) {
    const line = /** @type {HTMLElement} */ (event.currentTarget).closest('li');
    const field = el('input', { class: 'search', type: 'text', value: article.title, 'aria-label': 'Title', autocomplete: 'off' });
    let over = false;
    const finish = async (/** @type {boolean} */ keep) => {
      if (over) return;
      over = true;
      const title = field.value.trim();
      if (keep && title && title !== article.title) {
        const answer = await (await storage).rename(article.id, title);
        if ('problem' in answer) say.briefly(answer.problem.message);
        else if (article.id === store.get().articleId) dispatchEvent(new Event('whosaid-renamed'));
      }
      await draw();
    };
    field.addEventListener('blur', () => void finish(true));
    field.addEventListener('keydown', (e) => {
      if (e.key === 'Enter') void finish(true);
      if (e.key === 'Escape') {
        e.preventDefault();
        void finish(false);
      }
    });
    line?.replaceChildren(field);
    field.select();
  }

  /** @param {Article} article */
  async function remove(article) {
    const place = await storage;
    const answer = await place.remove(article.id);
    if ('problem' in answer) return say.briefly(answer.problem.message);
    if (article.id === store.get().articleId) session.leave();
    // There may be room now for what found none.
    void services.keeper.then((keeper) => keeper.retry());
    await draw();
    say.briefly(`“${article.title}” is deleted.`, { words: 'Undo', run: () => void place.restore(article.id).then(draw) });
  }
}
