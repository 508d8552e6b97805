/**
 * The address shows which kept article is open, so that reload and the back button do what they always do.
 *
 * Whatever else stands there is told and taken out: nothing in an address may keep the page from starting.
 *
 * @module
 */

const MARK = '#article=';

/** @param {import('../state/store.js').Store} store @param {import('./services.js').Session} session @param {import('./services.js').Say} say */
export function followAddress(store, session, say) {
  /** The article that the address asks for; `undefined` when it makes no sense. */
  const wanted = () => {
    if (!location.hash.startsWith(MARK)) return null;
    try {
      return decodeURIComponent(location.hash.slice(MARK.length)) || undefined;
    } catch {
      return undefined;
    }
  };

  const follow = async () => {
    const id = wanted();
    if (id === undefined) {
      show('replaceState', null);
      return say.message({ id: 'address', words: 'The address names no article that can be found here, and is ignored.' });
    }
    if (id === store.get().articleId) return;
    if (id === null) session.leave();
    else if (!(await session.openArticle(id))) show('replaceState', null);
    // What had the focus is hidden now.
    if (document.activeElement === document.body) document.getElementById(store.get().doc ? 'article' : 'paste')?.focus({ preventScroll: true });
  };
  store.subscribe((state, before) => {
    if (state.articleId === before.articleId) return;
    const { articleId } = state;
    if (articleId) say.unsay('address');
    if (articleId === wanted()) return;
    if (articleId && wanted()) show('replaceState', articleId);
    else if (articleId || state.doc === null) show('pushState', articleId);
  });
  addEventListener('popstate', () => void follow());
  if (location.hash.startsWith(MARK)) void follow();
}

/** @param {'pushState'|'replaceState'} how @param {string|null} articleId */
function show(how, articleId) {
  const url = new URL(location.href);
  url.hash = articleId ? MARK.slice(1) + encodeURIComponent(articleId) : '';
  try {
    history[how](null, '', url);
  } catch {
    // Some browsers refuse it to a file from disk, and all when it happens too often; the page works without.
  }
}
