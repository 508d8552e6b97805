/**
 * The articles that the browser keeps: open, rename, delete and take that back.
 *
 * @module
 */

import { openDialog } from './dialog.js';
import { button, el, plural } from './dom.js';
import { when } from './start.js';

/** @typedef {import('../state/storage.js').Article} Article */

/** @param {import('../state/store.js').Store} store @param {import('./services.js').Services} services */
export function openLibrary(store, { storage, session, say }) {
  const list = el('ul', { class: 'rows' });
  const note = el('div');
  let end = () => {};
  const dialog = openDialog(
    'Your articles',
    (close) => ({
      body: [el('p', { class: 'muted' }, 'They are kept in this browser only. Download what you want to keep elsewhere.'), note, list],
      foot: [button({ icon: 'plus', words: 'New article', class: 'button main', run: () => (close(), session.leave()) })],
    }),
    { class: 'wide-dialog', onClose: () => end() },
  );
  void storage.then((place) => {
    if (place.problem) note.replaceChildren(el('p', { class: 'notice bad' }, place.problem.message));
    if (!dialog.isConnected) return;
    end = place.listen(() => void draw());
    void draw();
  });

  async function draw() {
    const articles = await (await storage).list();
    list.replaceChildren(...(articles.length > 0 ? articles.map(row) : [el('li', { class: 'empty' }, 'Nothing is kept yet. Articles appear here as soon as you open them.')]));
  }

  /** @param {Article} article */
  function row(article) {
    const here = article.id === store.get().articleId;
    return el(
      'li',
      { class: 'row' },
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
    await draw();
    say.briefly(`“${article.title}” is deleted.`, { words: 'Undo', run: () => void place.restore(article.id).then(draw) });
  }
}
