/**
 * Painting strokes over the text with the CSS Custom Highlight API, or with elements where a browser lacks it or paints with it badly.
 *
 * It paints what it is given, in the sections it is given; the page's own names are all it touches.
 *
 * @module
 */

import { elements } from './painter-elements.js';
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

/**
 * Elements serve WebKit better: its highlights fill the height of a line, put all lines under the words at the same place, and take twice as
 * long to paint.
 * @param {Paper} paper
 * @returns {Painter}
 */
export function createPainter(paper) {
  const isWebKit = navigator.vendor.startsWith('Apple');
  return typeof Highlight === 'function' && CSS.highlights && !isWebKit ? highlights(paper) : elements(paper);
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
