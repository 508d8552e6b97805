/**
 * The picture of an article's voices: who speaks how much, word for word and retold.
 *
 * @module
 */

import { HUES, INK, LINE, SOFT, TINTS, lines } from './shapes.js';

/** @typedef {import('./shapes.js').Shape} Shape */
/** @typedef {{label: string, slot: number, name: string, note: string, direct: number, retold: number, figures: string}} Row `direct` and `retold`: words */

const WIDTH = 720;
const EDGE = 28;
const NAME = 250;
const ROW = 46;

/**
 * @param {string} title
 * @param {readonly Row[]} rows most words first
 * @param {string} foot what the figures rest on
 * @param {import('./shapes.js').Measure} measure
 * @returns {import('./shapes.js').Picture}
 */
export function voicesPicture(title, rows, foot, measure) {
  /** @type {Shape[]} */
  const shapes = [];
  const head = { size: 22, bold: true, serif: true };
  let y = EDGE + 8;
  for (const words of lines(title, WIDTH - 2 * EDGE, (part) => measure(part, head))) {
    shapes.push({ kind: 'text', x: EDGE, y: y + 14, words, color: INK, ...head });
    y += 28;
  }
  shapes.push(...key(y + 16));
  y += 40;
  const most = Math.max(1, ...rows.map(({ direct, retold }) => direct + retold));
  for (const row of rows) {
    shapes.push(...rowOf(row, y, most, measure));
    y += ROW;
  }
  y += 8;
  shapes.push({ kind: 'rule', x: EDGE, y, width: WIDTH - 2 * EDGE, color: LINE, weight: 1 });
  for (const words of lines(foot, WIDTH - 2 * EDGE, (part) => measure(part, { size: 12 }))) shapes.push({ kind: 'text', x: EDGE, y: (y += 18), words, size: 12, color: SOFT });
  return { width: WIDTH, height: y + EDGE - 8, title: `${title}: who speaks`, shapes };
}

/** @param {number} y @returns {Shape[]} */
function key(y) {
  const color = HUES[9];
  return [
    { kind: 'box', x: EDGE, y: y - 9, width: 22, height: 9, fill: color },
    { kind: 'text', x: EDGE + 30, y, words: 'words in quotation marks', size: 13, color: SOFT },
    { kind: 'box', x: EDGE + 220, y: y - 9, width: 22, height: 9, fill: '#ffffff', line: color },
    { kind: 'text', x: EDGE + 250, y, words: 'retold', size: 13, color: SOFT },
  ];
}

/** @param {Row} row @param {number} y @param {number} most @param {import('./shapes.js').Measure} measure @returns {Shape[]} */
function rowOf({ label, slot, name, note, direct, retold, figures }, y, most, measure) {
  const chip = Math.max(30, measure(label, { size: 12, bold: true }) + 12);
  const left = EDGE + chip + 10;
  const room = EDGE + 40 + NAME - left;
  const bar = EDGE + 40 + NAME + 14;
  const whole = WIDTH - EDGE - bar;
  const [a, b] = [direct, retold].map((words) => (words / most) * whole);
  return [
    { kind: 'box', x: EDGE, y: y + 2, width: chip, height: 22, fill: TINTS[slot], line: HUES[slot], round: 5 },
    { kind: 'text', x: EDGE + chip / 2, y: y + 17, words: label, size: 12, bold: true, color: INK, anchor: 'middle' },
    { kind: 'text', x: left, y: y + 16, words: fitted(name, room, (words) => measure(words, { size: 15, bold: true })), size: 15, bold: true, color: INK },
    { kind: 'text', x: left, y: y + 33, words: fitted(note, room, (words) => measure(words, { size: 12 })), size: 12, color: SOFT },
    ...(a > 0 ? [/** @type {Shape} */ ({ kind: 'box', x: bar, y: y + 5, width: a, height: 12, fill: HUES[slot] })] : []),
    ...(b > 1.5 ? [/** @type {Shape} */ ({ kind: 'box', x: bar + a + 0.75, y: y + 5.75, width: b - 1.5, height: 10.5, fill: '#ffffff', line: HUES[slot] })] : []),
    { kind: 'text', x: bar, y: y + 33, words: figures, size: 12, color: SOFT },
  ];
}

/** As many characters as fit, and an ellipsis for the rest. @param {string} words @param {number} room @param {(words: string) => number} measure */
function fitted(words, room, measure) {
  if (measure(words) <= room) return words;
  const all = [...words];
  while (all.length > 1 && measure(`${all.join('').trimEnd()}…`) > room) all.pop();
  return `${all.join('').trimEnd()}…`;
}
