/**
 * Two handles at the ends of the selected span, to draw its extent by mouse or finger, word by word.
 *
 * They show while the inspector is open; by keyboard the same is done with Shift and the arrow keys.
 *
 * @module
 */

import { resize } from '../../state/edits.js';
import { find } from '../../state/items.js';
import { extentOf } from '../../state/spans.js';
import { el } from '../dom.js';
import { offsetNear } from './pointer.js';
import { titleOf } from '../wording.js';
import { wordAt } from './words.js';

/** @param {HTMLElement} root @param {import('../../state/store.js').Store} store @param {import('../services.js').Services} services */
export function mountHandles(root, store, services) {
  const { article } = services;
  const handles = { start: el('div', { class: 'handle from', hidden: true }), end: el('div', { class: 'handle to', hidden: true }) };
  /** @type {{edge: 'start'|'end', start: number, end: number}|null} */
  let drag = null;
  let frame = 0;
  root.append(handles.start, handles.end);

  /** The selected item when it has an extent. */
  const current = () => {
    const { doc, selection } = store.get();
    const item = doc && selection && services.inspector.isOpen() ? find(doc, selection) : null;
    return doc && selection && item && 'start' in item ? { doc, ref: selection, extent: extentOf(item, selection) } : null;
  };

  function place() {
    frame = 0;
    const now = current();
    const span = drag ?? now?.extent;
    const rects = now && span ? [...(article.paper.range(span.start, span.end)?.getClientRects() ?? [])] : [];
    const [first, last] = [rects[0], rects[rects.length - 1]];
    handles.start.hidden = handles.end.hidden = !first;
    if (!first || !last) return;
    put(handles.start, first.left, first.top, first.height);
    put(handles.end, last.right, last.top, last.height);
  }
  const later = () => void (frame ||= requestAnimationFrame(place));

  for (const edge of /** @type {const} */ (['start', 'end'])) {
    const handle = handles[edge];
    handle.addEventListener('pointerdown', (event) => {
      const now = current();
      if (!now) return;
      drag = { edge, ...now.extent };
      handle.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    // Else a browser looks for gestures in the drag, and now and then takes the next tap, wherever it is, for the rest of one.
    handle.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
    handle.addEventListener('pointermove', (event) => {
      const now = current();
      if (!drag || !now) return;
      root.classList.add('dragging');
      const offset = offsetNear(article.paper, event.clientX, event.clientY - (event.pointerType === 'touch' ? 22 : 0));
      const word = offset < 0 ? null : wordAt(now.doc.text, offset);
      if (word && edge === 'start' && word.start < drag.end) drag.start = word.start;
      if (word && edge === 'end' && word.end > drag.start) drag.end = word.end;
      article.preview(drag);
      later();
    });
    const finish = (/** @type {PointerEvent} */ event) => {
      const now = current();
      const span = drag;
      drag = null;
      root.classList.remove('dragging');
      article.preview(null);
      if (event.type === 'pointerup' && now && span && (span.start !== now.extent.start || span.end !== now.extent.end)) {
        services.actions.edit((doc) => resize(doc, now.ref, span.start, span.end), `change the extent of “${titleOf(now.doc, now.ref)}”`);
      }
      later();
    };
    handle.addEventListener('pointerup', finish);
    handle.addEventListener('pointercancel', finish);
  }

  // Whatever is changed while scrolling, even to what it is, has the browser paint all marks anew.
  addEventListener('scroll', () => void (services.inspector.isOpen() && later()), { passive: true });
  addEventListener('resize', later);
  store.subscribe(later);
  document.getElementById('inspector')?.addEventListener('toggle', later);
}

/** @param {HTMLElement} handle @param {number} x @param {number} y @param {number} height */
function put(handle, x, y, height) {
  handle.style.setProperty('--x', `${x}px`);
  handle.style.setProperty('--y', `${y}px`);
  handle.style.setProperty('--size', `${height}px`);
}
