/**
 * An exercise: mark the article yourself first, then reveal the suggestions and see where you differ.
 *
 * Nothing is scored: a difference may be anybody's mistake.
 *
 * @module
 */

import { compare } from '../../state/compare.js';
import { ALL_HIDDEN, shownOf } from '../../state/shown.js';
import { button } from '../dom.js';

const LAYERS = /** @type {const} */ ({ mentions: 'Actors', quotes: 'Quotes', positions: 'Positions' });

/** Under this key the tab keeps which article is being marked, so that a reload does not show what is to be found. */
const KEY = 'whosaid-exercise';

const FIRST = 'Mark it yourself first';
const THEN = 'Reveal and compare';

/** The button that begins and ends the exercise. @param {import('../../state/store.js').Store} store @param {import('../services.js').Services} services */
export function exercise(store, services) {
  const { say } = services;
  /** What the slider asked for before. */
  let before = 0;
  const start = button({ words: FIRST, label: `${FIRST}: hides every suggestion`, class: 'link', run: () => toggle() });
  const words = start.querySelector('.word');

  function begin() {
    before = store.get().limit;
    services.inspector.close();
    services.actions.select(null);
    store.set({ limit: ALL_HIDDEN });
    say.message({
      id: 'exercise',
      words: 'Every suggestion is hidden. Select words to mark actors, quotes and positions; then reveal what Whosaid suggests.',
      actions: [{ words: THEN, run: toggle }],
    });
  }

  function toggle() {
    const { doc, limit, articleId } = store.get();
    if (!doc) return;
    if (limit < ALL_HIDDEN) {
      keep(articleId);
      begin();
    } else {
      keep(null);
      store.set({ limit: before });
      const found = compare(shownOf(doc, before));
      const lines = Object.entries(LAYERS).map(([layer, name]) => {
        const { both, yours, suggested } = found[/** @type {keyof typeof LAYERS} */ (layer)];
        return `${name}: ${both} marked by both, ${yours} only by you, ${suggested} only by Whosaid.`;
      });
      const actions = found.different.length > 0 ? [{ words: 'Next difference', run: nextDifference }] : [];
      say.message({ id: 'exercise', words: `${lines.join('\n')}\nLook at where you differ: Whosaid can be wrong.`, actions });
    }
  }

  /** To the next mark that only one of both has made; the inspector says whose it is. It counts anew, since marks are corrected on the way. */
  function nextDifference() {
    const { selection } = store.get();
    const doc = store.shown();
    const refs = doc ? compare(doc).different : [];
    const place = refs.findIndex(({ kind, id }) => kind === selection?.kind && id === selection.id);
    const next = refs[place + 1] ?? refs[0];
    if (!next) return say.briefly('You do not differ any more.');
    services.actions.select(next);
    services.inspector.open(next);
  }

  store.subscribe((state, old) => {
    if (state.doc?.text !== old.doc?.text) {
      say.unsay('exercise');
      if (state.limit >= ALL_HIDDEN) store.set({ limit: before });
    }
    const opened = state.doc && (state.articleId !== old.articleId || !old.doc);
    if (opened && state.articleId && state.limit < ALL_HIDDEN && state.articleId === kept()) begin();
    if (!words || state.limit === old.limit) return;
    words.textContent = state.limit >= ALL_HIDDEN ? THEN : FIRST;
    start.setAttribute('aria-label', state.limit >= ALL_HIDDEN ? THEN : `${FIRST}: hides every suggestion`);
  });
  return start;
}

/** Keeps for this tab which article is being marked. @param {string|null} articleId */
function keep(articleId) {
  try {
    if (articleId) sessionStorage.setItem(KEY, articleId);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Without storage a reload ends the exercise.
  }
}

function kept() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
