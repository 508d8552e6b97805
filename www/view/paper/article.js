/**
 * The article: its text, its highlights and its margins, drawn from the store for the sections on screen.
 *
 * It shows and reveals; what a click means is decided in pointer.js, what an edit does in state/.
 *
 * @module
 */

import { isCut } from '../../state/edit-cut.js';
import { find } from '../../state/items.js';
import { titleOf } from '../../state/problems.js';
import { extentOf } from '../../state/spans.js';
import { mountHead } from './article-head.js';
import { el } from '../dom.js';
import { clearMargin, drawMargin, markCurrent } from './margin.js';
import { Paper } from './paper.js';
import { createPainter } from './painter.js';
import { emphasisIn, layersIn } from './plan.js';
import { mountPrinting } from './printing.js';
import { createSight } from './sight.js';

/** @typedef {import('../../state/store.js').Store} Store */
/** @typedef {import('../../state/types.js').Ref} Ref */
/** @typedef {import('./paper.js').Part} Part */
/**
 * @typedef {object} Article
 * @property {Paper} paper
 * @property {(ref: Ref) => void} reveal scrolls an item into view
 * @property {(span: {start: number, end: number}) => void} show scrolls words into view
 * @property {(on: boolean) => void} explain whether the words that decided the selected item are emphasized
 * @property {(ref: Ref|null) => void} hover emphasizes an item for a moment, over the selected one
 * @property {(span: {start: number, end: number}|null) => void} preview emphasizes an extent that is being drawn
 * @property {(ref: Ref) => DOMRect[]} rectsOf where an item is on the screen, line by line
 * @property {() => {start: number, end: number}} inView which stretch of the text is on the screen
 * @property {() => Promise<void>} complete when all of the text is in the page
 */

/** How many sections are painted without asking whether they are on screen: as many as the first screen may hold. */
const FIRST = 2;

/** @param {HTMLElement} root @param {Store} store @param {import('../services.js').Services} services @returns {Article} */
export function mountArticle(root, store, services) {
  /** What a page of headings begins with where the text has no headline. */
  const title = el('h1', { class: 'hidden' });
  const head = el('header', { class: 'article-head' });
  root.append(head);
  mountHead(head, store, services);

  /** The sections that have their margins. @type {Set<Part>} */
  const drawn = new Set();
  /** @type {Ref|null} */
  let hovered = null;
  /** @type {{start: number, end: number}|null} */
  let stretched = null;
  /** Whether the words that decided what is selected are emphasized. */
  let isExplained = false;
  let shown = Promise.resolve();
  let frame = 0;

  const sight = createSight(root, onMoved);
  const visible = sight.near;
  const paper = new Paper(root, (part) => sight.watch(part, paper.parts.length <= FIRST));
  const painter = createPainter(paper);
  let width = 0;
  new ResizeObserver(([entry]) => {
    if (entry.contentRect.width === width) return;
    width = entry.contentRect.width;
    drawn.clear();
    later();
  }).observe(root);

  /** What there is to be drawn. */
  const seen = () => ({ ...store.get(), doc: store.shown() });
  /** @param {number} from @param {number} to */
  const base = (from, to) => {
    const doc = store.shown();
    const { layers } = store.get();
    return doc ? layersIn(doc, layers, from, to) : [];
  };
  /** @param {number} from @param {number} to */
  const emphasis = (from, to) => {
    const doc = store.shown();
    const { selection } = store.get();
    if (stretched) return [{ name: 'ws-chosen', start: Math.max(stretched.start, from), end: Math.min(stretched.end, to) }].filter((s) => s.start < s.end);
    return doc ? emphasisIn(doc, hovered ?? selection, from, to, { isExplained: isExplained && !hovered }) : [];
  };

  /** @param {Part[]} came @param {Part[]} gone */
  function onMoved(came, gone) {
    for (const part of came) if (!onScreen(part.element)) draw(part);
    for (const part of gone) wipe(part);
    painter.move(visible, base, emphasis);
    later();
  }

  function paint() {
    painter.paint(visible, base, emphasis);
    drawn.clear();
    later();
  }

  /** @param {Part} part */
  function wipe(part) {
    drawn.delete(part);
    clearMargin(part);
  }

  /** @param {Part} part */
  function draw(part) {
    drawMargin(paper, part, seen());
    grey(part);
    drawn.add(part);
  }

  /** What is cut off is told apart. @param {Part} part */
  function grey(part) {
    const { doc } = store.get();
    part.paragraphs.forEach(({ start }, i) => {
      const line = part.lines[i];
      if (line.classList.toggle('cut', doc !== null && isCut(doc, start))) line.setAttribute('aria-description', 'Cut off the article');
      else line.removeAttribute('aria-description');
    });
  }

  /** The margins need the lines' places, so what is on screen gets them after the highlights' frame, a section a frame. */
  function later() {
    frame ||= requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        frame = 0;
        const waiting = [...visible].filter((part) => !drawn.has(part));
        const next = waiting.find((part) => onScreen(part.element)) ?? waiting[0];
        if (!next) return markCurrent(root, store.get().selection);
        draw(next);
        later();
      });
    });
  }

  mountPrinting(head, store, services.say, { paper, painter, visible, base, emphasis, paint, grey });

  store.subscribe((state, before) => {
    if (state.doc?.text !== before.doc?.text) {
      sight.forget();
      drawn.clear();
      hovered = null;
      shown = paper.show(state.doc?.text ?? '');
      root.lang = state.doc?.language ?? '';
      title.textContent = state.doc ? titleOf(state.doc) : '';
      if (root.querySelector('.part h1')) title.remove();
      else head.prepend(title);
    }
    // A mouse that rests on words says less than what was selected since.
    if (state.selection !== before.selection) hovered = null;
    if (state.doc !== before.doc || state.layers !== before.layers || state.limit !== before.limit) paint();
    else if (state.selection !== before.selection) {
      painter.emphasize(visible, emphasis);
      markCurrent(root, state.selection);
    }
  });

  /** @param {Ref} ref */
  const placeOf = (ref) => {
    const doc = store.shown();
    const item = doc && find(doc, ref);
    if (!item) return null;
    if ('start' in item) return extentOf(item, ref);
    return doc.mentions.find((mention) => mention.actor === item.id) ?? null;
  };

  return {
    paper,
    reveal(ref) {
      const item = placeOf(ref);
      if (item) this.show(item);
    },
    show({ start, end }) {
      if (start >= (paper.parts.at(-1)?.end ?? 0) && paper.growing) return void shown.then(() => this.show({ start, end }));
      const at = paper.paragraphAt(start);
      if (!at) return;
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      scrollTo(paper.range(start, start + 1), at.element, calm);
    },
    explain(on) {
      if (on === isExplained) return;
      isExplained = on;
      painter.emphasize(visible, emphasis);
    },
    hover(ref) {
      if (ref?.kind === hovered?.kind && ref?.id === hovered?.id) return;
      hovered = ref;
      painter.emphasize(visible, emphasis);
    },
    preview(span) {
      stretched = span;
      painter.emphasize(visible, emphasis);
    },
    rectsOf(ref) {
      const item = placeOf(ref);
      return item ? [...(paper.range(item.start, item.end)?.getClientRects() ?? [])] : [];
    },
    inView() {
      const lines = [...visible].filter(({ element }) => onScreen(element)).flatMap(({ paragraphs, lines }) => paragraphs.filter((_, i) => onScreen(lines[i])));
      if (lines.length === 0) return { start: 0, end: 0 };
      return { start: Math.min(...lines.map(({ start }) => start)), end: Math.max(...lines.map(({ end }) => end)) };
    },
    complete: () => shown,
  };
}

/** @param {HTMLElement} element */
function onScreen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
}

/** Brings a line to the upper third of what is free, but leaves the page where it is when the line is well in view. @param {Range|null} range @param {HTMLElement} line @param {boolean} calm */
function scrollTo(range, line, calm) {
  let box = range?.getBoundingClientRect();
  if (!box || box.height === 0) {
    line.scrollIntoView({ block: 'center' });
    box = range?.getBoundingClientRect();
  }
  if (!box) return;
  const bottom = innerHeight * (matchMedia('(max-width: 55.99rem)').matches ? 0.45 : 0.8);
  if (box.top > 90 && box.bottom < bottom) return;
  const near = Math.abs(box.top) < innerHeight * 3;
  scrollBy({ top: box.top - innerHeight * 0.28, behavior: near && !calm ? 'smooth' : 'instant' });
}
