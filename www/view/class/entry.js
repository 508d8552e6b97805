/**
 * The ways into a class: an exercise in this file or in the address, files that belong to one, and the buttons over an article.
 *
 * The class's views are loaded when one of these is gone.
 *
 * @module
 */

import { embedded } from '../../io/own-file.js';
import { unpacked } from '../../io/packed.js';
import { checkExercise, printOf } from '../../state/class/exercise.js';
import { wordsOf } from '../wording.js';

/** @typedef {import('./classes.js').Classes} Classes */

/** What begins the fragment of a link to an exercise. */
const LINK = '#exercise=';
/** A file of a class begins so, or is a page or a zip, which may hold one. */
const LIKELY = /^\s*\{\s*"whosaid-(?:exercise|answer)"/;

/**
 * @param {HTMLElement} root
 * @param {import('../../state/store.js').Store} store
 * @param {import('../services.js').Say} say
 */
export function mountClass(root, store, say) {
  /** @type {Promise<Classes>|undefined} */
  let loaded;
  const views = () => (loaded ??= import('./classes.js').then(({ createClasses }) => createClasses(root, { say, left })));
  const title = () => document.title.replace(/ · Whosaid$/, '');

  /** @param {(classes: Classes) => void|Promise<void>} work */
  const use = (work) => void views().then(work).catch((error) => say.message({ id: 'class', bad: true, error, words: `The exercise cannot be opened. ${wordsOf(error)}` }));

  /** Leaving an exercise ends it for this tab, and takes it out of the address. */
  function left() {
    remember(null);
    if (location.hash.startsWith(LINK)) forgetAddress();
  }

  /** Marks the article oneself; a reload does not show what is to be found. */
  function begin() {
    const doc = store.shown();
    const id = store.get().articleId ?? '';
    if (!doc) return;
    remember(id);
    use(({ practise }) => (practise(doc, title(), id || printOf(doc.text)), document.body.classList.remove('to-practise')));
  }
  document.body.classList.toggle('to-practise', remembered() !== null);

  /** @param {string} code */
  const open = (code) => use(async ({ open: start }) => start(checkExercise(await unpacked(code))));

  const follow = () => {
    if (location.hash.startsWith(LINK)) open(location.hash.slice(LINK.length));
    else if (!root.hidden) use(({ leave }) => leave());
  };
  addEventListener('popstate', follow);
  const own = embedded();
  if (own) open(own);
  else if (location.hash.startsWith(LINK)) follow();

  // An article that is opened takes its place again; what is only read anew does not.
  store.subscribe((state, before) => {
    if (state.doc?.text !== before.doc?.text && !root.hidden) use(({ leave }) => leave());
    if (!state.doc || (state.articleId === before.articleId && before.doc)) return;
    if (state.articleId && state.articleId === remembered()) begin();
    else {
      document.body.classList.remove('to-practise');
      if (state.articleId) remember(null);
    }
  });
  document.getElementById('bar')?.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('.brand') && !root.hidden) use(({ leave }) => leave());
  });

  return {
    /** Files that belong to no class. @param {File[]} files @returns {Promise<File[]>} */
    async claim(files) {
      const likely = await Promise.all(files.map(async (file) => /\.(?:html?|zip)$/i.test(file.name) || LIKELY.test(await file.slice(0, 200).text().catch(() => ''))));
      if (!likely.includes(true)) return files;
      return (await views()).claim(files);
    },
    /** Marks the article oneself. */
    practise() {
      begin();
    },
    make() {
      const doc = store.shown();
      if (doc) use(({ make }) => make(doc, title(), printOf(store.get().articleId ?? doc.text)));
    },
    list: () => use(({ list }) => list()),
  };
}

/** Under this key the tab keeps which article is being marked. */
const KEY = 'whosaid-exercise';

function remembered() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string|null} articleId */
function remember(articleId) {
  try {
    if (articleId) sessionStorage.setItem(KEY, articleId);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Without storage a reload ends the exercise.
  }
}

function forgetAddress() {
  try {
    history.replaceState(null, '', location.href.split('#')[0]);
  } catch {
    // The address then still names the exercise.
  }
}
