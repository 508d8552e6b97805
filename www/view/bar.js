/**
 * The bar: home, the article's title, whether it is saved, undo and redo, and the ways to the dialogs.
 *
 * @module
 */

import { carefulSign } from './reading/careful-sign.js';
import { button, el, icon } from './dom.js';
import { hint } from './keymap.js';
import { nextTheme } from './theme.js';
import { afterFrame } from './turns.js';
import { unsavedWords } from './wording.js';

/** @param {HTMLElement} root @param {import('../state/store.js').Store} store @param {import('./services.js').Services} services */
export function mountBar(root, store, services) {
  const { actions, session, say, keeper } = services;
  const home = el('a', { class: 'brand', href: '#', 'aria-label': 'Whosaid, to the first page', onclick: (/** @type {Event} */ event) => (event.preventDefault(), session.leave()) }, icon('brand'), el('span', { class: 'word' }, 'Whosaid'));
  const title = el('span', { class: 'bar-title' });
  const saved = el('span', { class: 'saved' });
  const undo = button({ icon: 'undo', label: 'Undo', class: 'tool', run: actions.undo });
  const redo = button({ icon: 'redo', label: 'Redo', class: 'tool', run: actions.redo });
  const download = button({ icon: 'download', words: 'Download', label: 'Download', class: 'tool', run: () => services.openDownload() });
  const articles = button({ icon: 'articles', words: 'Articles', label: 'Articles', class: 'tool', run: () => services.openLibrary() });
  const theme = button({ icon: 'theme', label: 'Light or dark', class: 'tool', run: () => say.briefly(nextTheme()) });
  const help = button({ icon: 'help', label: `Help and keys${hint('?')}`, class: 'tool', run: () => services.openHelp() });
  const busy = el('progress', { class: 'busy', 'aria-label': 'Reading the text', hidden: true });
  const editing = [undo, redo, download];
  root.append(home, title, carefulSign(services.careful, actions.select), saved, el('div', { class: 'bar-tools', role: 'group', 'aria-label': 'Tools' }, undo, redo, download, articles, theme, help), busy);

  /** The name that the reader gave the article in the list. */
  let given = { id: '', title: '' };
  const look = async (/** @type {string} */ id) => {
    const all = await (await services.storage).list();
    const kept = 'problem' in all ? null : all.find((article) => article.id === id);
    if (!kept || store.get().articleId !== id) return;
    given = { id, title: kept.title };
    draw();
  };

  const draw = () => {
    const state = store.get();
    const { doc } = state;
    for (const tool of editing) tool.hidden = doc === null;
    title.textContent = doc ? ((given.id === state.articleId && given.title) || doc.title || firstLine(doc.text)) : '';
    document.title = doc ? `${title.textContent} · Whosaid` : 'Whosaid: see who said what in a news article';
    undo.disabled = !store.canUndo();
    redo.disabled = !store.canRedo();
    label(undo, state.undoLabel ? `Undo: ${state.undoLabel}` : 'Undo');
    label(redo, state.redoLabel ? `Redo: ${state.redoLabel}` : 'Redo');
    drawSaved();
  };

  function drawSaved() {
    const { doc, saved: how, articleId } = store.get();
    saved.hidden = doc === null || (articleId === null && how === 'saved');
    const bad = typeof how === 'object';
    const isOld = !bad && store.get().notice?.kind === 'newer';
    saved.classList.toggle('bad', bad || isOld);
    const words = bad ? (how.left ? 'Another article is not saved' : 'Not saved') : isOld ? 'Changed in another tab' : how === 'saving' ? 'Saving…' : 'Saved in this browser';
    saved.replaceChildren(icon(bad || isOld ? 'warn' : 'check'), el('span', { class: 'word' }, words));
    saved.title = bad ? unsavedWords(how) : words;
    if (!bad) return say.unsay('saved');
    const { left, canRetry } = how;
    const again = { words: 'Try again', run: () => void keeper.then((place) => place.retry()) };
    const open = left ? { words: 'Open it', run: () => void session.openArticle(left.id) } : { words: 'Download', run: () => services.openDownload() };
    say.message({ id: 'saved', bad: true, words: unsavedWords(how), actions: [...(canRetry ? [again] : []), ...(left || doc ? [open] : []), { words: 'Articles', run: () => services.openLibrary() }] });
  }

  store.subscribe((state, before) => {
    // The article comes before what is said about it.
    if (state.doc?.text !== before.doc?.text) afterFrame(draw);
    else if (state.doc !== before.doc || state.undoLabel !== before.undoLabel || state.redoLabel !== before.redoLabel) draw();
    else if (state.saved !== before.saved || state.articleId !== before.articleId || state.notice !== before.notice) drawSaved();
    if (state.articleId && state.articleId !== before.articleId) void look(state.articleId);
    if (state.notice !== before.notice || state.articleId !== before.articleId) tell(state.notice);
  });
  session.onBusy(() => void (busy.hidden = !session.busy()));
  session.onProgress((share) => (share === null ? busy.removeAttribute('value') : void (busy.value = share)));
  addEventListener('whosaid-renamed', () => void look(store.get().articleId ?? ''));
  draw();

  /** What another tab did stays told until it is answered: this one may be hidden. @param {import('../state/types.js').Notice|null} notice */
  function tell(notice) {
    if (!notice) return say.unsay('tabs');
    const { kind, articleId } = notice;
    const theirs = (/** @type {string} */ words) => ({ words, run: () => void (articleId && session.openArticle(articleId)) });
    const mine = { words: 'Keep mine as a copy', run: () => void keeper.then((place) => place.copy()) };
    const choice = {
      newer: { words: `${notice.message} You see the state before that.`, actions: [theirs('Take theirs'), mine] },
      removed: { words: `${notice.message} It is still shown here.`, actions: [mine] },
      copied: { words: notice.message, actions: [theirs('Open the other')] },
    };
    say.message({ id: 'tabs', bad: kind === 'newer', ...choice[kind] });
  }
}

/** @param {HTMLElement} element @param {string} words */
function label(element, words) {
  element.setAttribute('aria-label', words);
  element.title = words;
}

/** @param {string} text */
function firstLine(text) {
  return (/\S[^\n]{0,119}/.exec(text.slice(0, 4000))?.[0] ?? 'Article').trim();
}
