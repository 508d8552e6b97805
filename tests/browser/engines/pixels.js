/**
 * What is painted, read from pixels: colors behind words, and the pattern of the lines under them.
 *
 * @module
 */

/** @typedef {import('pngjs').PNG} Picture */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/** @typedef {[number, number, number]} Color */

/** How far each channel may be off where an edge is smoothed. */
const NEAR = 48;

/** @param {Picture} picture @param {number} x @param {number} y @returns {Color} */
export function colorAt({ width, data }, x, y) {
  const at = (Math.round(y) * width + Math.round(x)) * 4;
  return [data[at], data[at + 1], data[at + 2]];
}

/** By how much two colors differ in the channel where they differ most. @param {Color} a @param {Color} b */
export function distance(a, b) {
  return Math.max(...a.map((channel, i) => Math.abs(channel - b[i])));
}

/** The color that most of a box has: what is behind the words. @param {Picture} picture @param {Box} box @returns {Color} */
export function behind(picture, { left, top, right, bottom }) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (let y = Math.ceil(top); y < bottom; y++) {
    for (let x = Math.ceil(left); x < right; x++) {
      const key = colorAt(picture, x, y).join();
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  const [[most]] = [...seen].sort((a, b) => b[1] - a[1]);
  return /** @type {Color} */ (most.split(',').map(Number));
}

/** In how many rows the line of a color at the foot of a box is drawn. @param {Picture} picture @param {Box} box @param {Color} color */
export function thickness(picture, { left, right, bottom }, color) {
  const rows = [];
  for (let y = Math.floor(bottom) - 8; y < Math.min(bottom + 8, picture.height); y++) {
    let painted = 0;
    for (let x = Math.ceil(left); x < Math.floor(right); x++) painted += Number(distance(colorAt(picture, x, y), color) < NEAR);
    rows.push(painted);
  }
  return rows.filter((painted) => painted > Math.max(...rows) / 2).length;
}

/**
 * The line of a color at the foot of a box, row by row: what share of the width it covers, and how many strokes a hundred pixels hold. A drawn-through
 * line has one or two, a dashed one some ten, a dotted one twenty and more; a wave has drawn-through rows between rows of strokes.
 * @param {Picture} picture
 * @param {Box} box
 * @param {Color} color
 */
export function rowsUnder(picture, { left, right, bottom }, color) {
  const rows = [];
  for (let y = Math.floor(bottom) - 8; y < Math.min(bottom + 8, picture.height); y++) {
    let [painted, strokes, was] = [0, 0, false];
    for (let x = Math.ceil(left); x < Math.floor(right); x++) {
      const is = distance(colorAt(picture, x, y), color) < NEAR;
      painted += Number(is);
      strokes += Number(is && !was);
      was = is;
    }
    const width = right - left;
    rows.push({ cover: painted / width, strokes: (strokes * 100) / width });
  }
  return rows;
}

/** Of those rows the one that covers most. @param {Picture} picture @param {Box} box @param {Color} color */
export function lineUnder(picture, box, color) {
  return rowsUnder(picture, box, color).reduce((best, row) => (row.cover > best.cover ? row : best), { cover: 0, strokes: 0 });
}
