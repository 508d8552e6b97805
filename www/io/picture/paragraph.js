/**
 * The picture of a paragraph with its marks: the bands of voices, the lines of quotes and positions, the labels of who speaks beside them.
 *
 * @module
 */

import { BANDS, HUES, INK, LINE, SOFT, STANCE, TINTS, lines } from './shapes.js';

/** @typedef {import('./shapes.js').Shape} Shape */
/**
 * A stretch with the same marks throughout. `voice` and `actor` are color slots; `quote` says how the words are underlined; `label` stands
 * in the margin of the line that it begins in.
 * @typedef {{words: string, voice?: number, actor?: number, quote?: 'direct'|'mixed'|'indirect', stance?: boolean, label?: {words: string, slot: number}}} Stretch
 */

const WIDTH = 720;
const EDGE = 28;
const MARGIN = 56;
const FONT = { size: 19, serif: true };
const LEADING = 34;
const RULES = /** @type {const} */ ({ direct: undefined, mixed: [6, 3], indirect: [1.5, 3] });

/**
 * @param {string} title
 * @param {readonly Stretch[]} stretches
 * @param {readonly {label: string, slot: number, name: string}[]} people whose labels stand in the margin or whose colors are in the text
 * @param {string} foot
 * @param {import('./shapes.js').Measure} measure
 * @returns {import('./shapes.js').Picture}
 */
export function paragraphPicture(title, stretches, people, foot, measure) {
  /** @type {Shape[]} */
  const shapes = [];
  const left = EDGE + MARGIN;
  const right = WIDTH - EDGE;
  let x = left;
  let y = EDGE + 22;
  let free = left - 8;
  for (const stretch of stretches) {
    let { label } = stretch;
    for (const piece of stretch.words.split(/(\s+)/).filter(Boolean)) {
      const isBlank = /^\s+$/.test(piece);
      const words = isBlank ? ' ' : piece;
      const width = measure(words, FONT);
      if (!isBlank && x + width > right && x > left) [x, y, free] = [left, y + LEADING, left - 8];
      if (isBlank && x === left) continue;
      shapes.push(...marked(stretch, words, x, y, width));
      if (label && !isBlank) {
        const chip = Math.max(26, measure(label.words, { size: 11, bold: true }) + 8);
        // A second label on one line stands left of the first, as far as there is room.
        if (free - chip >= 4) shapes.push(...chipAt(label, free - chip, y, chip));
        free -= chip + 3;
        label = undefined;
      }
      x += width;
    }
  }
  y += LEADING;
  shapes.push({ kind: 'rule', x: EDGE, y: y - 12, width: WIDTH - 2 * EDGE, color: LINE, weight: 1 });
  let at = EDGE;
  y += 12;
  for (const { label, slot, name } of people) {
    const chip = Math.max(26, measure(label, { size: 11, bold: true }) + 8);
    const width = chip + 6 + measure(name, { size: 13 }) + 18;
    if (at > EDGE && at + width > WIDTH - EDGE) [at, y] = [EDGE, y + 26];
    shapes.push(...chipAt({ words: label, slot }, at, y, chip), { kind: 'text', x: at + chip + 6, y, words: name, size: 13, color: INK });
    at += width;
  }
  if (people.length > 0) y += 8;
  for (const words of lines(foot, WIDTH - 2 * EDGE, (part) => measure(part, { size: 12 }))) shapes.push({ kind: 'text', x: EDGE, y: (y += 18), words, size: 12, color: SOFT });
  return { width: WIDTH, height: y + EDGE - 8, title, shapes };
}

/** @param {Stretch} stretch @param {string} words @param {number} x @param {number} y @param {number} width @returns {Shape[]} */
function marked({ voice, actor, quote, stance }, words, x, y, width) {
  /** @type {Shape[]} */
  const shapes = [];
  const fill = actor !== undefined ? TINTS[actor] : voice !== undefined ? BANDS[voice] : null;
  // A hair wider, so that no white line stands between words.
  if (fill) shapes.push({ kind: 'box', x, y: y - 18, width: width + 0.4, height: 24, fill });
  shapes.push({ kind: 'text', x, y, words, color: INK, ...FONT });
  if (quote) shapes.push({ kind: 'rule', x, y: y + 4, width, color: HUES[voice ?? 9], weight: 1.6, ...(RULES[quote] ? { dash: /** @type {[number, number]} */ ([...RULES[quote]]) } : {}) });
  if (stance) shapes.push({ kind: 'rule', x, y: y + 9, width, color: STANCE, weight: 1.3, wave: true });
  return shapes;
}

/** @param {{words: string, slot: number}} label @param {number} x @param {number} y @param {number} width @returns {Shape[]} */
function chipAt({ words, slot }, x, y, width) {
  return [
    { kind: 'box', x, y: y - 15, width, height: 20, fill: TINTS[slot], line: HUES[slot], round: 5 },
    { kind: 'text', x: x + width / 2, y: y - 1, words, size: 11, bold: true, color: INK, anchor: 'middle' },
  ];
}
