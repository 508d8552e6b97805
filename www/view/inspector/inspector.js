/**
 * The inspector: what the selected annotation is, why it is there, and everything that can be corrected about it.
 *
 * It stands by the words on a wide page and at the foot of a narrow one. Its fields come from inspector-fields.js.
 *
 * @module
 */

import { find } from '../../state/items.js';
import { wordsOf } from '../../state/measures.js';
import { spansOf } from '../../state/spans.js';
import { button, el, shorten } from '../dom.js';
import { fieldsFor } from './inspector-fields.js';
import { hint } from '../keymap.js';
import { LAYER } from '../paper/plan.js';
import { nameplate } from '../paper/pointer.js';
import { titleOf } from '../wording.js';
import { createWhy } from './why.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Ref} Ref */
/** @typedef {import('../services.js').Services} Services */

const narrow = matchMedia('(max-width: 55.99rem)');
const GAP = 10;
/** Below the bar. */
const TOP = 60;
/** Room between the words and the inspector for the handles. */
const ROOM = 28;

/** @param {HTMLElement} root @param {import('../../state/store.js').Store} store @param {Services} services @returns {Services['inspector']} */
export function mountInspector(root, store, services) {
  /** @type {HTMLElement|null} */
  let before = null;
  let frame = 0;
  const why = createWhy(services, () => follow());

  const isOpen = () => !root.hidden;

  /** @param {boolean} on */
  function show(on) {
    root.hidden = !on;
    root.dispatchEvent(new Event('toggle'));
  }

  function close() {
    if (!isOpen()) return;
    const inside = root.contains(document.activeElement);
    show(false);
    why.hide();
    if (inside) (before?.isConnected ? before : document.getElementById('article'))?.focus({ preventScroll: true });
  }

  /** @param {Ref} ref @param {{focus?: boolean}} [options] */
  function open(ref, { focus = false } = {}) {
    const { doc } = store.get();
    if (!doc || !find(doc, ref)) return close();
    if (!isOpen() && document.activeElement instanceof HTMLElement) before = document.activeElement;
    draw(doc, ref);
    if (!isOpen()) show(true);
    if (narrow.matches) services.article.reveal(ref);
    place(ref);
    if (focus) /** @type {HTMLElement|null} */ (root.querySelector('.inspector-title'))?.focus({ preventScroll: true });
  }

  /** @param {Doc} doc @param {Ref} ref */
  function draw(doc, ref) {
    const item = find(doc, ref);
    if (!item) return;
    const held = root.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.field : undefined;
    root.setAttribute('aria-label', titleOf(doc, ref));
    root.replaceChildren(
      el('div', { class: 'inspector-head' }, el('h2', { class: 'inspector-title', tabindex: '-1', 'data-field': 'title' }, nameplate(doc, ref)), button({ icon: 'close', label: 'Close (Escape)', class: 'tool', run: close })),
      el(
        'div',
        { class: 'inspector-body' },
        'start' in item && el('blockquote', {}, shorten(wordsOf(doc, item), 180)),
        why.draw(doc, item),
        others(doc, ref),
        fieldsFor(doc, ref, services),
      ),
      el(
        'div',
        { class: 'inspector-foot' },
        item.status === 'suggested' && button({ icon: 'check', words: 'Accept', label: `Accept: it is right${hint('a')}`, class: 'button small main', run: services.actions.accept, props: { 'data-field': 'accept' } }),
        button({ icon: 'trash', words: 'Remove', label: `Remove${hint('x')}`, class: 'button small', run: services.actions.reject, props: { 'data-field': 'reject' } }),
        el('span', { class: 'spring' }),
        button({ icon: 'left', label: `Previous mark${hint('p')}`, class: 'tool', run: () => services.actions.walk(-1), props: { 'data-field': 'previous' } }),
        button({ icon: 'right', label: `Next mark${hint('n')}`, class: 'tool', run: () => services.actions.walk(1), props: { 'data-field': 'next' } }),
      ),
    );
    if (held) {
      const again = root.querySelector(`[data-field="${held}"]`) ?? root.querySelector('.inspector-title');
      if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    }
  }

  /** What else is marked at the same words. @param {Doc} doc @param {Ref} ref */
  function others(doc, ref) {
    const item = find(doc, ref);
    if (!item || !('start' in item)) return null;
    const { layers } = store.get();
    const shown = store.shown() ?? doc;
    const seen = new Set([ref.kind + ref.id]);
    const here = spansOf(shown).inside(item.start, item.end).filter((entry) => {
      const key = entry.kind + entry.id;
      if (seen.has(key) || !layers[LAYER[entry.kind]]) return false;
      if (entry.kind === 'mention' && ref.kind !== 'mention') return false;
      seen.add(key);
      return true;
    });
    if (here.length === 0) return null;
    return el('p', { class: 'others' }, el('span', { class: 'label' }, 'Also here '), here.slice(0, 4).map(({ kind, id }) => button({ words: titleOf(doc, { kind, id }), class: 'link', run: () => services.actions.select({ kind, id }) })));
  }

  /** Below the words or above them; where neither has the room, over the panel, so that nobody judges words that they cannot read, and so that it stays
   * in view when others are gone to. @param {Ref} ref */
  function place(ref) {
    if (narrow.matches) return;
    const rects = services.article.rectsOf(ref);
    const first = rects[0];
    const last = rects[rects.length - 1];
    if (!first || !last) return;
    const box = root.getBoundingClientRect();
    const free = innerHeight - GAP;
    const right = innerWidth - box.width - GAP;
    let x = Math.max(GAP, Math.min(first.left, last.left, right));
    let y = last.bottom + ROOM;
    if (y + box.height > free) y = first.top - ROOM - box.height;
    if (y < TOP || y + box.height > free) [x, y] = [right, Math.max(TOP, Math.min(first.top, free - box.height))];
    root.style.setProperty('--x', `${x}px`);
    root.style.setProperty('--y', `${y}px`);
  }

  store.subscribe((state, old) => {
    if (!isOpen()) return;
    const { doc, selection } = state;
    if (!doc || !selection) return close();
    if (doc !== old.doc || selection !== old.selection) {
      draw(doc, selection);
      requestAnimationFrame(() => place(selection));
    }
  });
  const follow = () => {
    if (!isOpen() || frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      const { selection } = store.get();
      if (selection) place(selection);
    });
  };
  addEventListener('scroll', follow, { passive: true });
  // A phone's keyboard changes the window's size, too: whoever types here goes on typing.
  addEventListener('resize', follow);
  // Fields that are opened make it higher; on a phone they open below what is seen of it.
  const opened = (/** @type {Event} */ event) => {
    if (!(event.target instanceof HTMLDetailsElement)) return;
    if (event.target.open && narrow.matches) event.target.scrollIntoView({ block: 'nearest' });
    follow();
  };
  root.addEventListener('toggle', opened, { capture: true });
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });

  return { open, close, isOpen };
}
