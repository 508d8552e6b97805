/**
 * What is different on paper: every section is in view, marks are elements (Firefox prints no highlights), and labels stand in the text.
 *
 * It begins and ends with the browser's printing; colors and measures are print.css's.
 *
 * @module
 */

import { elements } from './painter-elements.js';
import { labelKey, pin, unpin } from './pins.js';

/** @typedef {import('./paper.js').Part} Part */
/** @typedef {import('./painter.js').Painter} Painter */
/** @typedef {import('./painter.js').Plan} Plan */

/** How many sections of a text are drawn for a printer: some 600 pages. */
const PRINTED = 1200;
const TOO_LONG = 'This text is too long to be printed with its marks, so it comes out without them. Download writes them into a file.';

/**
 * @param {HTMLElement} head what stands above the article
 * @param {import('../../state/store.js').Store} store
 * @param {import('../services.js').Say} say
 * @param {{paper: import('./paper.js').Paper, painter: Painter, visible: Set<Part>, base: Plan, emphasis: Plan, paint: () => void, grey: (part: Part) => void}} article
 */
export function mountPrinting(head, store, say, { paper, painter, visible, base, emphasis, paint, grey }) {
  const printer = elements(paper);
  /** What was in view when printing began. @type {Part[]|null} */
  let before = null;

  addEventListener('beforeprint', () => {
    const doc = store.shown();
    if (!doc || before) return;
    if (paper.parts.length > PRINTED) return say.message({ id: 'paper', words: TOO_LONG });
    before = [...visible];
    painter.paint([], base, emphasis);
    for (const part of paper.parts) visible.add(part);
    printer.paint(visible, base, emphasis);
    // The labels stand inside the marks, so they come after them.
    const { layers } = store.get();
    for (const part of visible) {
      grey(part);
      pin(paper, part, doc, layers);
    }
    if (layers.quotes) head.append(labelKey(doc));
  });
  addEventListener('afterprint', () => {
    if (!before) return;
    for (const part of visible) unpin(part);
    head.querySelector('.label-key')?.remove();
    printer.paint([], base, emphasis);
    visible.clear();
    for (const part of before) visible.add(part);
    before = null;
    paint();
  });
}
