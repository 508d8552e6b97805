/**
 * How marks are looked at: from the pixels of the screen, whatever paints them.
 *
 * @module
 */

import assert from 'node:assert/strict';
import { behind, colorAt, distance, rowsUnder } from './pixels.js';

/** Words of the court report that nothing is found in. */
export const FREE = 'Opening the hearing at Strathlarne';

/** How the line under each kind looks: what share of the width it covers at least, and how many strokes it has in a hundred pixels. Less certain ones are thinner. */
const LINES = {
  direct: { covers: 0.8, between: [0, 5] },
  mixed: { covers: 0.3, between: [8, 26] },
  indirect: { covers: 0.2, between: [20, 55] },
  position: { covers: 0.1, between: [10, 45] },
};

/**
 * Draws over words four times, as a mark that is repainted under the pointer may take the beginning of a drag away.
 * @param {import('./tab.js').Tab} tab
 */
export async function dragsAreWhole(tab) {
  for (const words of ['its bow doors needed repair', 'Callum Reyes, had written', 'Maritime Safety Board', FREE]) {
    await tab.selectWords(words);
    assert.equal(await tab.run(() => getSelection().toString()), words);
    await tab.press('Escape');
  }
}

/**
 * Looks at every mark on the screen and asserts that it is painted as its kind is.
 * @param {import('./tab.js').Tab} tab
 * @returns {Promise<Set<string>>} the kinds seen
 */
export async function lookAtMarks(tab) {
  const { boxes, rule, stance } = await tab.run(marksInView);
  const picture = await tab.screen();
  const paper = colorAt(picture, 5, 400);
  /** @type {Set<string>} */
  const kinds = new Set();
  for (const { kind, words, ...box } of boxes) {
    const what = `${kind} “${words}” at ${Math.round(box.left)},${Math.round(box.top)}`;
    const inside = { left: box.left + 1, right: box.right - 1, top: box.top + 2, bottom: box.bottom - 5 };
    if (kind === 'actor') assert.ok(distance(behind(picture, inside), paper) > 8, `${what} has no color`);
    else {
      const { covers, between: [least, most] } = LINES[kind];
      const line = rowsUnder(picture, box, kind === 'position' ? stance : rule).filter(({ cover }) => cover > 0);
      const rows = line.map(({ cover, strokes }) => `${strokes.toFixed(1)} strokes that cover ${cover.toFixed(2)}`);
      assert.ok(line.some(({ cover, strokes }) => cover > covers && strokes >= least && strokes <= most), `${what} has a line of ${rows.join(', ')}`);
    }
    kinds.add(kind);
  }
  assert.ok(kinds.has('actor') && kinds.size > 2, `only ${[...kinds]} on the screen`);
  return kinds;
}

/** In the page: the marks that are whole on the screen and not covered, line by line, with the colors of the two lines. */
export function marksInView() {
  const kindOf = (name) => /^ws-(?:(actor|quiet)-\d|(direct|mixed|indirect|position)(?:-accepted|-fair)?$)/.exec(name)?.slice(1).find(Boolean)?.replace('quiet', 'actor');
  const found = [];
  const add = (name, range, words) => {
    const kind = kindOf(name);
    if (kind) for (const { left, top, right, bottom } of range.getClientRects()) found.push({ kind, words, left, top, right, bottom });
  };
  for (const [name, ranges] of globalThis.CSS?.highlights ?? []) {
    for (const { startContainer, startOffset, endContainer, endOffset } of ranges) {
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      add(name, range, String(range));
    }
  }
  for (const mark of document.querySelectorAll('.part mark')) for (const name of mark.classList) add(name, mark, mark.textContent);
  const probe = document.createElement('i');
  document.body.append(probe);
  const rgb = (color) => {
    probe.style.color = color;
    return getComputedStyle(probe).color.match(/\d+/g).map(Number);
  };
  const colors = { rule: rgb('var(--rule)'), stance: rgb('var(--stance)') };
  probe.remove();
  return { ...colors, boxes: found.filter(({ left, right, top, bottom }) => top > 60 && bottom < innerHeight - 12 && right - left > 40).map((box) => ({ ...box, words: box.words.slice(0, 40) })) };
}
