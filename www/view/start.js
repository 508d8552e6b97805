/**
 * The first page: one field for an article, three samples, and the articles that the browser keeps.
 *
 * A paste or a dropped file opens at once; typing waits for the button.
 *
 * @module
 */

import { pastedText, plainText } from '../io/paste.js';
import { samples } from '../samples/index.js';
import { whenSlow } from '../state/patience.js';
import { PROBLEMS } from '../state/problems.js';
import { button, el, icon, plural } from './dom.js';

/** @typedef {import('./services.js').Services} Services */

const SHOWN = 5;

/**
 * @param {HTMLElement} root @param {import('../state/store.js').Store} store @param {Services} services
 * @param {Promise<number>} recovered how many articles an earlier tab left unsaved and are back in the list now
 */
export function mountStart(root, store, services, recovered) {
  const { session } = services;
  const field = el('textarea', { id: 'paste', spellcheck: 'false', autocomplete: 'off', placeholder: 'Paste the whole article here. It opens at once.', rows: '6' });
  const files = el('input', { type: 'file', class: 'hidden', tabindex: '-1', 'aria-hidden': 'true', multiple: true });
  const open = button({ words: 'Open a file', class: 'button', run: () => files.click() });
  const go = button({ words: 'Show who said what', class: 'button main', run: () => void session.openText(plainText(field.value)), props: { hidden: true } });
  const box = el(
    'div',
    { class: 'paste' },
    el('label', { for: 'paste' }, 'Paste a news article'),
    field,
    el('div', { class: 'paste-foot' }, go, open, el('span', { class: 'muted' }, 'or drop files here: texts, web pages, annotations, or a zip of them'), files),
  );
  const kept = el('div', { class: 'kept', hidden: true });
  root.replaceChildren(
    el('h1', { id: 'start-title' }, 'See who said what'),
    el('p', { class: 'lead' }, 'Whosaid reads a news article and shows who acts and speaks, what they are quoted as saying, and where they stand.'),
    box,
    el('p', { class: 'privacy' }, icon('lock'), 'Nothing leaves this tab: the article is read here, on your own device.'),
    kept,
    el('h2', {}, 'Or begin with a sample'),
    el('ul', { class: 'samples' }, samples.map((sample) => el('li', {}, el('button', { type: 'button', class: 'sample', 'data-sample': sample.id, onclick: () => void session.openText(sample.text) }, el('span', { class: 'kind' }, sample.label), el('span', { class: 'title' }, sample.title))))),
    el('p', { class: 'for-class' }, el('span', {}, 'With a class? Open an article and choose “Make an exercise” under More.'), button({ words: 'Exercises and answers', class: 'button small', run: () => services.classes.list() })),
  );

  field.addEventListener('paste', (event) => {
    const text = event.clipboardData ? pastedText(event.clipboardData) : '';
    if (field.value.trim() !== '' || !/\S/.test(text)) return;
    event.preventDefault();
    void session.openText(text);
  });
  /** What is typed outlives a reload, until it is opened. */
  const write = (/** @type {string} */ words) => {
    if (field.value !== words) field.value = words;
    go.hidden = words.trim() === '';
    keepDraft(words);
  };
  write(draft());
  field.addEventListener('input', () => write(field.value));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && field.value.trim()) void session.openText(plainText(field.value));
  });
  files.addEventListener('change', () => {
    void session.openFiles([...(files.files ?? [])]);
    files.value = '';
  });
  acceptDrops(box, store, services);
  addEventListener('paste', (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
    const text = !typing && !document.querySelector('dialog[open], body.in-class') && event.clipboardData ? pastedText(event.clipboardData) : '';
    if (!/\S/.test(text)) return;
    if (store.get().doc === null) void session.openText(text);
    else services.say.briefly('Open what you pasted as a new article?', { words: 'Open', run: () => void session.openText(text) });
  });

  /** Says something where the list would be. @param {(Node|string)[]} words */
  function tellOfKept(...words) {
    kept.hidden = false;
    kept.replaceChildren(...words);
  }

  let drawing = 0;

  /** The articles kept, drawn when the first page is. */
  async function drawKept() {
    const now = ++drawing;
    const storage = await services.storage;
    const articles = await whenSlow(storage.list(), () => now === drawing && tellOfKept(el('p', { role: 'status' }, PROBLEMS.slowList.message)));
    if (now !== drawing) return;
    if ('problem' in articles) return tellOfKept(el('p', {}, articles.problem.message), button({ words: 'Try again', class: 'button small', run: () => void drawKept() }));
    kept.hidden = articles.length === 0;
    kept.replaceChildren(
      el('h2', {}, 'Go on where you left off'),
      el(
        'ul',
        { class: 'rows' },
        articles.slice(0, SHOWN).map((a) =>
          el('li', { class: 'row' }, el('button', { type: 'button', class: 'entry', onclick: () => void session.openArticle(a.id) }, el('span', { class: 'title' }, a.title), el('span', { class: 'muted' }, `${when(a.updated)} · ${plural(Math.max(1, Math.round(a.length / 6)), 'word')}`))),
        ),
      ),
    );
    if (articles.length > SHOWN) kept.append(button({ words: `All ${articles.length} articles`, class: 'button small', run: () => services.openLibrary() }));
  }

  const show = () => {
    const { doc } = store.get();
    root.hidden = doc !== null;
    if (!doc) void drawKept();
    else if (doc.text === plainText(field.value)) write('');
  };
  store.subscribe((state, before) => {
    if ((state.doc === null) !== (before.doc === null)) show();
  });
  show();
  void services.storage.then(({ problem }) => problem && services.say.message({ id: 'storage', bad: true, words: problem.message, actions: problem.kind === 'unavailable' ? [{ words: 'Load again', run: () => location.reload() }] : [] }));
  void recovered.then((count) => void (count > 0 && store.get().doc === null && drawKept()));
  void services.storage.then((storage) => storage.listen(() => void (store.get().doc === null && drawKept())));
}

/**
 * Files can be dropped anywhere on the page, text on the first page only: in an article it is words that slipped from the mouse.
 * @param {HTMLElement} box
 * @param {import('../state/store.js').Store} store
 * @param {Services} services
 */
function acceptDrops(box, store, { session }) {
  const over = (/** @type {boolean} */ yes) => {
    box.classList.toggle('over', yes);
    document.documentElement.classList.toggle('dropping', yes);
  };
  addEventListener('dragover', (event) => {
    event.preventDefault();
    over(event.dataTransfer?.types.includes('Files') || store.get().doc === null);
  });
  addEventListener('dragleave', (event) => void (event.relatedTarget ?? over(false)));
  addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    const data = event.dataTransfer;
    if (!data) return;
    if (data.files.length > 0) void session.openFiles([...data.files]);
    else if (store.get().doc === null && data.types.includes('text/plain')) void session.openText(pastedText(data));
  });
}

/** Under this key the tab keeps what is typed on the first page. */
const DRAFT = 'whosaid-draft';

function draft() {
  try {
    return sessionStorage.getItem(DRAFT) ?? '';
  } catch {
    return '';
  }
}

/** @param {string} words */
function keepDraft(words) {
  try {
    if (words) sessionStorage.setItem(DRAFT, words);
    else sessionStorage.removeItem(DRAFT);
  } catch {
    // Without storage, or with too little, a reload takes it.
  }
}

const HOUR = /** @type {const} */ ({ hour: '2-digit', minute: '2-digit' });
const DAY = /** @type {const} */ ({ day: 'numeric', month: 'short', year: 'numeric' });

/** @param {number} time milliseconds since 1970 */
export function when(time) {
  return new Date(time).toLocaleString('en', Date.now() - time < 19 * 3_600_000 ? HOUR : DAY);
}
