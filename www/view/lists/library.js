/**
 * The articles that the browser keeps: open, rename, delete and take that back, download several at once.
 *
 * @module
 */

import { whenSlow } from '../../state/patience.js';
import { PROBLEMS } from '../../state/problems.js';
import { shownOf } from '../../state/shown.js';
import { openDialog } from '../dialog.js';
import { button, el, plural } from '../dom.js';
import { when } from '../start.js';
import { openPair } from './pair.js';

/** @typedef {import('../../state/storage.js').Article} Article */

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
  let end = () => {};
  const dialog = openDialog(
    'Your articles',
    (close) => ({
      body: [el('p', { class: 'muted' }, 'They are kept in this browser only. Download what you want to keep elsewhere.'), note, list],
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
    const articles = await whenSlow(storage.then((place) => place.list()), () => list.replaceChildren(el('li', { class: 'empty' }, PROBLEMS.slowList.message)));
    if ('problem' in articles) return list.replaceChildren(el('li', { class: 'empty' }, `${articles.problem.message} `, button({ words: 'Try again', class: 'button small', run: () => void draw() })));
    const known = new Map(articles.map((article) => [article.id, article]));
    for (const id of picked.keys()) {
      const article = known.get(id);
      if (article) picked.set(id, article);
      else picked.delete(id);
    }
    tell(articles.length);
    list.replaceChildren(...(articles.length > 0 ? articles.map((article) => row(article, articles.length)) : [el('li', { class: 'empty' }, 'Nothing is kept yet. Articles appear here as soon as you open them.')]));
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
    return el(
      'li',
      { class: 'row' },
      count > 1 && tick(article, count),
      el('button', { type: 'button', class: 'entry row-button grow', onclick: () => (dialog.close(), here || void session.openArticle(article.id)) }, el('span', { class: 'title' }, article.title), el('span', { class: 'muted' }, `${here ? 'Open now · ' : ''}${when(article.updated)} · ${plural(Math.max(1, Math.round(article.length / 6)), 'word')}`)),
      button({ icon: 'edit', label: `Rename ${article.title}`, class: 'tool', run: (event) => rename(article, event) }),
      button({ icon: 'trash', label: `Delete ${article.title}`, class: 'tool', run: () => void remove(article) }),
    );
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
