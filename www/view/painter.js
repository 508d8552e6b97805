/**
 * Painting strokes over the text: with the CSS Custom Highlight API, or with <mark> elements where a browser lacks it.
 *
 * It paints what it is given, in the sections it is given; the page's own names are all it touches.
 *
 * @module
 */

import { EMPHASIS, NAMES } from './plan.js';

/** @typedef {import('./plan.js').Stroke} Stroke */
/** @typedef {import('./paper.js').Paper} Paper */
/** @typedef {import('./paper.js').Part} Part */
/** What the strokes between two offsets are. @typedef {(from: number, to: number) => Stroke[]} Plan */
/**
 * @typedef {object} Painter
 * @property {(parts: Iterable<Part>, base: Plan, emphasis: Plan) => void} paint everything anew in these sections
 * @property {(parts: Iterable<Part>, base: Plan, emphasis: Plan) => void} move paints the sections that came, wipes those that went
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
  /** What each section has been given, so that it can be taken away. @type {Map<Part, [Highlight, StaticRange][]>} */
  let given = new Map();

  /** @param {Part} part @param {Plan} plan @param {[Highlight, StaticRange][]} [log] */
  const add = (part, plan, log) => {
    for (const { name, start, end } of plan(part.start, part.end)) {
      const from = paper.locate(start);
      const to = paper.locate(end, true);
      const highlight = byName.get(name);
      if (!from || !to || !highlight) continue;
      const range = new StaticRange({ startContainer: from.node, startOffset: from.offset, endContainer: to.node, endOffset: to.offset });
      highlight.add(range);
      log?.push([highlight, range]);
    }
  };
  /** @type {Painter['emphasize']} */
  const emphasize = (parts, plan) => {
    // Clearing what is empty would have the browser paint everything again.
    for (const name of EMPHASIS) if (byName.get(name)?.size) byName.get(name)?.clear();
    for (const part of parts) add(part, plan);
  };
  /** @type {Painter['move']} */
  const move = (parts, base, plan) => {
    /** @type {typeof given} */
    const now = new Map();
    for (const part of parts) {
      const log = given.get(part) ?? [];
      if (!given.has(part)) add(part, base, log);
      now.set(part, log);
    }
    for (const [part, log] of given) if (!now.has(part)) for (const [highlight, range] of log) highlight.delete(range);
    given = now;
    emphasize(parts, plan);
  };
  return {
    paint(parts, base, plan) {
      for (const highlight of byName.values()) highlight.clear();
      given = new Map();
      move(parts, base, plan);
    },
    move,
    emphasize,
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
  /** @type {Painter['paint']} */
  const paint = (parts, plan, emphasis) => {
    base = plan;
    draw(parts, emphasis);
  };
  return { paint, move: paint, emphasize: draw };
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
