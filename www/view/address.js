/**
 * The address shows which kept article is open, so that reload and the back button do what they always do.
 *
 * @module
 */

const MARK = '#article=';

/** @param {import('../state/store.js').Store} store @param {import('./services.js').Session} session */
export function followAddress(store, session) {
  const wanted = () => (location.hash.startsWith(MARK) ? decodeURIComponent(location.hash.slice(MARK.length)) : null);

  const follow = async () => {
    const id = wanted();
    if (id === store.get().articleId) return;
    if (id === null) session.leave();
    else if (!(await session.openArticle(id))) history.replaceState(null, '', location.pathname + location.search);
  };
  store.subscribe((state, before) => {
    if (state.articleId === before.articleId) return;
    const { articleId } = state;
    if (articleId === wanted()) return;
    const url = articleId ? MARK + encodeURIComponent(articleId) : location.pathname + location.search;
    if (articleId && wanted()) history.replaceState(null, '', url);
    else if (articleId || state.doc === null) history.pushState(null, '', url);
  });
  addEventListener('popstate', () => void follow());
  if (wanted()) void follow();
}
