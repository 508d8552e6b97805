/**
 * Painting strokes over the text: with the CSS Custom Highlight API, or with <mark> elements where a browser lacks it.
 *
 * It paints what it is given, in the sections it is given; the page's own names are all it touches.
 *
 * @module
 */

import { NAMES } from './plan.js';

/** @typedef {import('./plan.js').Stroke} Stroke */
/** @typedef {import('./paper.js').Paper} Paper */
/** @typedef {import('./paper.js').Part} Part */
/** What the strokes between two offsets are. @typedef {(from: number, to: number) => Stroke[]} Plan */
/**
 * @typedef {object} Painter
 * @property {(parts: Iterable<Part>, base: Plan, emphasis: Plan) => void} paint everything anew in these sections
 * @property {(parts: Iterable<Part>, emphasis: Plan) => void} emphasize changes the emphasis only
 */

/** @param {Paper} paper @returns {Painter} */
export function createPainter(paper) {
  return typeof Highlight === 'function' && CSS.highlights ? highlights(paper) : marks(paper);
}

/** @param {Paper} paper @returns {Painter} */
function highlights(paper) {
  /** @type {Map<string, Highlight>} */
  const byName = new Map();
  NAMES.forEach((name, priority) => {
    const highlight = new Highlight();
    highlight.priority = priority;
    byName.set(name, highlight);
    CSS.highlights.set(name, highlight);
  });
  const emphasis = ['ws-linked', 'ws-chosen', 'ws-cue'];

  /** @param {Iterable<Part>} parts @param {Plan} plan */
  const add = (parts, plan) => {
    for (const part of parts) {
      for (const { name, start, end } of plan(part.start, part.end)) {
        const from = paper.locate(start);
        const to = paper.locate(end, true);
        if (!from || !to) continue;
        const range = { startContainer: from.node, startOffset: from.offset, endContainer: to.node, endOffset: to.offset };
        byName.get(name)?.add(new StaticRange(range));
      }
    }
  };
  return {
    paint(parts, base, plan) {
      for (const highlight of byName.values()) highlight.clear();
      add(parts, base);
      add(parts, plan);
    },
    emphasize(parts, plan) {
      for (const name of emphasis) byName.get(name)?.clear();
      add(parts, plan);
    },
  };
}

/** @param {Paper} paper @returns {Painter} */
function marks(paper) {
  /** @type {Plan} */
  let base = () => [];
  /** @type {Map<HTMLElement, string>} */
  let done = new Map();

  /** @param {Iterable<Part>} parts @param {Plan} emphasis */
  const draw = (parts, emphasis) => {
    /** @type {typeof done} */
    const now = new Map();
    for (const part of parts) {
      const strokes = [...base(part.start, part.end), ...emphasis(part.start, part.end)];
      part.paragraphs.forEach(({ start, end }, i) => {
        const here = strokes.filter((s) => s.start < end && start < s.end);
        if (here.length === 0) return;
        const line = part.lines[i];
        const key = here.map((s) => `${s.name} ${s.start} ${s.end}`).join();
        now.set(line, key);
        if (done.get(line) !== key) line.replaceChildren(...pieces(paper.text, start, end, here));
      });
    }
    for (const line of done.keys()) if (!now.has(line)) line.replaceChildren(line.textContent ?? '');
    done = now;
  };
  return {
    paint(parts, plan, emphasis) {
      base = plan;
      draw(parts, emphasis);
    },
    emphasize: draw,
  };
}

/**
 * A paragraph cut at every edge of a stroke.
 * @param {string} text @param {number} start @param {number} end @param {Stroke[]} strokes
 * @returns {Node[]}
 */
function pieces(text, start, end, strokes) {
  const edges = new Set([start, end]);
  for (const s of strokes) edges.add(Math.max(s.start, start)).add(Math.min(s.end, end));
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(1).map((stop, i) => {
    const from = cuts[i];
    const node = document.createTextNode(text.slice(from, stop));
    const names = strokes.filter((s) => s.start <= from && stop <= s.end).map((s) => s.name);
    if (names.length === 0) return node;
    const mark = document.createElement('mark');
    mark.className = names.join(' ');
    mark.append(node);
    return mark;
  });
}
