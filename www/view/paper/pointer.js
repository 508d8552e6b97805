/**
 * Mouse and touch on the article: a click selects what lies under it, innermost first, and a further click at the same place what lies
 * around that; hovering emphasizes and names it.
 *
 * It selects and never edits.
 *
 * @module
 */

import { spansOf } from '../../state/spans.js';
import { cutting } from '../inspector/cut.js';
import { byId, el, shorten } from '../dom.js';
import { lookOf } from './palette.js';
import { LAYER } from './plan.js';
import { STANCES, titleOf } from '../wording.js';
import { find } from '../../state/items.js';

/** @typedef {import('../../state/types.js').Ref} Ref */
/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('./paper.js').Paper} Paper */

/** @param {HTMLElement} root @param {import('../../state/store.js').Store} store @param {import('../services.js').Services} services */
export function mountPointer(root, store, services) {
  const { article, actions } = services;
  const label = byId('hover', HTMLElement);
  const cut = cutting(store, services);
  let frame = 0;

  /** What lies under a point, innermost first. @param {number} x @param {number} y @returns {Ref[]} */
  const refsAt = (x, y) => {
    const doc = store.shown();
    const { layers } = store.get();
    const offset = doc ? offsetAt(article.paper, x, y) : -1;
    if (!doc || offset < 0) return [];
    return spansOf(doc).at(offset).filter((entry) => layers[LAYER[entry.kind]]).map(({ kind, id }) => ({ kind, id }));
  };

  root.addEventListener('click', (event) => {
    label.hidden = true;
    // What stands above the text is no place in it.
    if (event.target instanceof Element && event.target.closest('.article-head')) return;
    const mark = event.target instanceof Element ? event.target.closest('.mark') : null;
    if (mark instanceof HTMLElement) {
      const ref = /** @type {Ref} */ ({ kind: mark.dataset.kind, id: mark.dataset.id });
      actions.select(ref, { reveal: false });
      services.inspector.open(ref);
      return;
    }
    const selection = getSelection();
    if (selection && !selection.isCollapsed) return;
    const refs = refsAt(event.clientX, event.clientY);
    const now = store.get().selection;
    const place = refs.findIndex((ref) => ref.kind === now?.kind && ref.id === now.id);
    const ref = refs[(place + 1) % Math.max(refs.length, 1)];
    if (ref) {
      actions.select(ref, { reveal: false });
      services.inspector.open(ref);
    } else {
      store.set({ selection: null });
      services.inspector.close();
      cut.offer(offsetAt(article.paper, event.clientX, event.clientY));
    }
  });

  root.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse' || event.buttons !== 0 || frame) return;
    const { clientX, clientY, target } = event;
    frame = requestAnimationFrame(() => {
      frame = 0;
      const mark = target instanceof Element ? target.closest('.mark') : null;
      const ref = mark instanceof HTMLElement ? /** @type {Ref} */ ({ kind: mark.dataset.kind, id: mark.dataset.id }) : (refsAt(clientX, clientY)[0] ?? null);
      article.hover(ref);
      root.classList.toggle('over', ref !== null);
      name(ref, clientX, clientY);
    });
  });
  const forget = () => {
    cancelAnimationFrame(frame);
    frame = 0;
  };
  // Whoever presses the button may be about to draw over words: what was hovered a moment ago is not painted under the drag.
  root.addEventListener('pointerdown', forget);
  const leave = () => {
    forget();
    article.hover(null);
    label.hidden = true;
  };
  root.addEventListener('pointerleave', leave);
  // Hiding what is hidden would have the browser paint all marks anew in every frame.
  addEventListener('scroll', () => void (label.hidden || (label.hidden = true)), { passive: true });

  /** @param {Ref|null} ref @param {number} x @param {number} y */
  function name(ref, x, y) {
    const { doc } = store.get();
    label.hidden = !doc || !ref || services.inspector.isOpen();
    if (label.hidden || !doc || !ref) return;
    label.replaceChildren(...nameplate(doc, ref), ...cue(doc, ref));
    const box = label.getBoundingClientRect();
    label.style.setProperty('--x', `${Math.min(x + 12, innerWidth - box.width - 12)}px`);
    label.style.setProperty('--y', `${y + 26 + box.height > innerHeight ? y - box.height - 18 : y + 26}px`);
  }
}

/**
 * An item's label and title.
 * @param {Doc} doc
 * @param {Ref} ref
 * @returns {Node[]}
 */
export function nameplate(doc, ref) {
  const actor = actorOf(doc, ref);
  const look = lookOf(doc, actor);
  const anonymous = actor !== null && find(doc, { kind: 'actor', id: actor })?.anonymous;
  const position = ref.kind === 'position' ? find(doc, { kind: 'position', id: ref.id }) : null;
  return [
    el('span', { class: `chip slot-${look.slot}${anonymous ? ' unnamed' : ''}`, 'aria-hidden': 'true' }, look.label),
    el('span', {}, position ? `${STANCES[position.kind].sign} ` : '', titleOf(doc, ref)),
  ];
}

/** Whose an item is. @param {Doc} doc @param {Ref} ref @returns {string|null} */
export function actorOf(doc, ref) {
  switch (ref.kind) {
    case 'mention':
      return find(doc, { kind: 'mention', id: ref.id })?.actor ?? null;
    case 'quote':
      return find(doc, { kind: 'quote', id: ref.id })?.speaker ?? null;
    case 'position':
      return find(doc, { kind: 'position', id: ref.id })?.holder ?? null;
    default:
      return ref.id;
  }
}

/**
 * The offset of the character under a point, or -1 where there is none.
 * @param {Paper} paper
 * @param {number} x
 * @param {number} y
 */
export function offsetAt(paper, x, y) {
  const offset = offsetNear(paper, x, y);
  if (offset < 0) return -1;
  for (const at of [offset, offset - 1]) {
    if (at < 0) continue;
    const boxes = paper.range(at, at + 1)?.getClientRects() ?? [];
    if ([...boxes].some((box) => box.left - 1 <= x && x <= box.right + 1 && box.top - 6 <= y && y <= box.bottom + 6)) return at;
  }
  return -1;
}

/**
 * The offset nearest to a point, or -1 outside the text.
 * @param {Paper} paper
 * @param {number} x
 * @param {number} y
 */
export function offsetNear(paper, x, y) {
  const caret = caretAt(x, y);
  return caret ? paper.offsetOf(caret.node, caret.offset) : -1;
}

/**
 * The caret nearest to a point.
 * @param {number} x
 * @param {number} y
 * @returns {{node: Node, offset: number}|null}
 */
function caretAt(x, y) {
  if ('caretPositionFromPoint' in document) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = /** @type {any} */ (document).caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/** The words that report a quote. @param {Doc} doc @param {Ref} ref @returns {Node[]} */
function cue(doc, ref) {
  const span = ref.kind === 'quote' ? find(doc, { kind: 'quote', id: ref.id })?.cue : null;
  return span ? [el('span', { class: 'muted' }, `“${shorten(doc.text.slice(span.start, span.end), 40)}”`)] : [];
}
