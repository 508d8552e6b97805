/**
 * The text as elements: sections of a few paragraphs, and the way between an offset in the text and a place in the page.
 *
 * It shows the text exactly as it is and decides nothing about annotations. Only the sections on screen cost layout (`content-visibility`):
 * they are small, so that laying out the next one while scrolling fits into a frame, and stand in stretches, so that a browser need not
 * ask each of thousands whether it is on screen.
 *
 * @module
 */

import { el } from '../dom.js';

/** A paragraph of the text; `joined` ones go on in the next, because one alone would be too long to lay out. @typedef {{start: number, end: number, joined: boolean}} Paragraph */
/** @typedef {{node: Text, offset: number}} Place */
/** @typedef {{start: number, end: number, element: HTMLElement, paragraphs: Paragraph[], lines: HTMLElement[]}} Part */

/** A section ends with the paragraph that reaches one of these; neither may take a frame to lay out. */
const PARAGRAPHS = 6;
const UNITS = 1800;
const PER_STRETCH = 64;
const LONGEST = 6000;

/**
 * The paragraphs of a text: its lines, blank ones left out, overlong ones cut at a space.
 * @param {string} text
 * @param {number} [from]
 * @param {{most?: number, units?: number}} [limits] how many at most, and after how many UTF-16 units none begins
 * @returns {Paragraph[]}
 */
export function paragraphsOf(text, from = 0, { most = Infinity, units = Infinity } = {}) {
  const list = [];
  for (let start = from; start < text.length && list.length < most && start - (list[0]?.start ?? start) < units; ) {
    const line = text.indexOf('\n', start);
    const end = line < 0 ? text.length : line;
    let stop = end;
    if (end - start > LONGEST) {
      const space = text.lastIndexOf(' ', start + LONGEST);
      stop = space > start ? space + 1 : start + LONGEST + (/[\uDC00-\uDFFF]/.test(text[start + LONGEST]) ? 1 : 0);
    }
    if (stop > start && /\S/.test(text.slice(start, stop))) list.push({ start, end: stop, joined: stop < end });
    start = stop < end ? stop : end + 1;
  }
  return list;
}

/** Whether the first paragraph reads as a headline. @param {string} text @param {Paragraph[]} list */
function headline(text, list) {
  const [first, second] = list;
  if (!first || !second || first.joined || first.end - first.start > 160) return false;
  return !/[.:;,”"’»]\s*$/u.test(text.slice(first.start, first.end));
}

/** The article's text in the page. */
export class Paper {
  /** @param {HTMLElement} root @param {(part: Part) => void} onPart called for every section that is made */
  constructor(root, onPart) {
    this.root = root;
    this.onPart = onPart;
    /** @type {Part[]} */
    this.parts = [];
    /** The elements that hold the sections, some in each. @type {HTMLElement[]} */
    this.stretches = [];
    /** How tall the last of them may be. */
    this.height = 0;
    this.text = '';
    this.run = 0;
    /** Whether sections are still being made. */
    this.growing = false;
  }

  /**
   * Shows another text: the first sections at once, the rest in slices that leave the page answering.
   * @param {string} text
   * @returns {Promise<void>} when all of it is there
   */
  async show(text) {
    const run = ++this.run;
    for (const stretch of this.stretches) stretch.remove();
    this.stretches = [];
    this.parts = [];
    this.text = text;
    this.growing = true;
    let at = this.more(0);
    if (at < text.length) at = this.more(at);
    let until = 0;
    while (at < text.length && run === this.run) {
      if (performance.now() > until) {
        await new Promise((resolve) => setTimeout(resolve));
        if (run !== this.run) return;
        until = performance.now() + 8;
      }
      at = this.more(at);
    }
    if (run === this.run) this.growing = false;
  }

  /** Makes the next section and returns where it ends. @param {number} at */
  more(at) {
    const paragraphs = paragraphsOf(this.text, at, { most: PARAGRAPHS, units: UNITS });
    const last = paragraphs.at(-1);
    if (!last) return this.text.length;
    const heading = at === 0 && headline(this.text, paragraphs);
    const guess = paragraphs.reduce((sum, p) => sum + Math.ceil((p.end - p.start) / 70) * 34 + 18, 0);
    const lines = paragraphs.map((p, i) => el(heading && i === 0 ? 'h1' : 'p', { dir: 'auto', class: p.joined ? 'joined' : null }, this.text.slice(p.start, p.end)));
    const element = el('section', { class: 'part', '--guess': `${guess}px` }, lines);
    const part = { start: paragraphs[0].start, end: last.end, element, paragraphs, lines };
    this.place(element, guess);
    this.parts.push(part);
    this.onPart(part);
    return last.joined ? last.end : last.end + 1;
  }

  /** Puts a new section at the end. @param {HTMLElement} element @param {number} guess how tall it may be */
  place(element, guess) {
    if (this.parts.length % PER_STRETCH === 0) {
      const stretch = el('div', { class: 'stretch' });
      this.stretches.push(stretch);
      this.root.append(stretch);
      this.height = 0;
    }
    const stretch = this.stretches[this.stretches.length - 1];
    this.height += guess;
    stretch.style.setProperty('--guess', `${this.height}px`);
    stretch.append(element);
  }

  /** The section that holds or precedes an offset. @param {number} offset @returns {Part|undefined} */
  partAt(offset) {
    return this.parts[lastAtOrBefore(this.parts, offset)] ?? this.parts[0];
  }

  /**
   * The paragraph element at an offset; `end` means the offset closes a span.
   * @param {number} offset
   * @param {boolean} [end]
   * @returns {{element: HTMLElement, paragraph: Paragraph}|null}
   */
  paragraphAt(offset, end = false) {
    const want = end && offset > 0 ? offset - 1 : offset;
    const part = this.partAt(want);
    if (!part) return null;
    const place = Math.max(0, lastAtOrBefore(part.paragraphs, want));
    return { element: part.lines[place], paragraph: part.paragraphs[place] };
  }

  /**
   * Where an offset is in the page.
   * @param {number} offset
   * @param {boolean} [end]
   * @returns {Place|null}
   */
  locate(offset, end = false) {
    const at = this.paragraphAt(offset, end);
    if (!at) return null;
    let rest = Math.min(Math.max(offset - at.paragraph.start, 0), at.paragraph.end - at.paragraph.start);
    const only = at.element.firstChild;
    if (only instanceof Text && !only.nextSibling) return { node: only, offset: rest };
    const walker = document.createTreeWalker(at.element, NodeFilter.SHOW_TEXT);
    /** @type {Text|null} */
    let last = null;
    for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
      if (rest < node.length || (end && rest === node.length)) return { node, offset: rest };
      rest -= node.length;
      last = node;
    }
    return last && { node: last, offset: last.length };
  }

  /** A live range over a span, or `null` where its section is not made yet. @param {number} start @param {number} end @returns {Range|null} */
  range(start, end) {
    const [from, to] = [this.locate(start), this.locate(end, true)];
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /** The offset of a place in the page, or -1 outside the text. @param {Node} node @param {number} offset */
  offsetOf(node, offset) {
    const home = node instanceof HTMLElement ? node : node.parentElement;
    const line = /** @type {HTMLElement|null} */ (home?.closest('.part > p, .part > h1') ?? null);
    const part = line && this.parts.find((p) => p.element === line.parentElement);
    if (!line || !part) return -1;
    const paragraph = part.paragraphs[part.lines.indexOf(line)];
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(node, offset);
    return paragraph.start + before.toString().length;
  }
}

/** The last place whose start is not after `offset`, or -1. @param {readonly {start: number}[]} list @param {number} offset */
export function lastAtOrBefore(list, offset) {
  let low = 0;
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (list[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
