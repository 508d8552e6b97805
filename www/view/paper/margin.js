/**
 * The article's margins: who speaks, beside the lines of each quote, and who takes which stance, beside the line where it stands.
 *
 * The marks are buttons after their paragraph, so that a screen reader meets them where they belong. They are drawn for the sections on
 * screen only, after the highlights, and decide nothing.
 *
 * @module
 */

import { levelOf } from '../../state/certain.js';
import { spansOf } from '../../state/spans.js';
import { find } from '../../state/items.js';
import { el } from '../dom.js';
import { levelSign } from './level.js';
import { labelFor, lookOf } from './palette.js';
import { chipClass } from '../lists/tab-voices.js';
import { STANCES, sentenceOf } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').State} State */
/** @typedef {import('./paper.js').Part} Part */
/** @typedef {import('./paper.js').Paper} Paper */
/** @typedef {import('../../state/spans.js').Entry} Entry */
/** A mark to be: where its words begin and end on the page, in pixels of the section. @typedef {{entry: Entry, line: HTMLElement, top: number, bottom: number}} Place */

const CHIP = 24;
const STANCE = 26;
/** How tall a word is that runs down a narrow margin: its sign, and so much for each letter. */
const [SIGN, LETTER] = [36, 7.6];
const narrow = matchMedia('(max-width: 74.99rem)');

/**
 * Draws the marks of a section anew.
 * @param {Paper} paper
 * @param {Part} part
 * @param {State} state
 */
export function drawMargin(paper, part, state) {
  const { doc } = state;
  const places = measure(paper, part, state);
  clearMargin(part);
  if (!doc) return;
  /** @type {Map<HTMLElement, HTMLElement[]>} */
  const groups = new Map();
  let voiceEnd = -CHIP;
  let chipEnd = -CHIP;
  let stanceEnd = -STANCE;
  let speaker = '';
  let home = /** @type {HTMLElement|null} */ (null);
  for (const place of places) {
    const { entry, line } = place;
    /** @type {HTMLElement} */
    let mark;
    if (entry.kind === 'quote') {
      const who = find(doc, { kind: 'quote', id: entry.id })?.speaker ?? '?';
      const again = who === speaker && line === home;
      const top = Math.max(place.top, again ? voiceEnd + 3 : chipEnd);
      const bottom = Math.max(place.bottom, top + (again ? 12 : CHIP - 4));
      if (bottom - top < 4) continue;
      mark = voice(doc, entry, top, bottom - top, again);
      if (!again) chipEnd = top + CHIP;
      [voiceEnd, speaker, home] = [bottom, who, line];
    } else {
      const top = Math.max(place.top, stanceEnd);
      mark = stance(doc, entry, top);
      stanceEnd = top + heightOf(mark);
    }
    groups.set(line, [...(groups.get(line) ?? []), mark]);
  }
  for (const [line, list] of groups) line.after(el('div', { class: 'marks' }, list));
}

/** @param {Part} part */
export function clearMargin(part) {
  for (const group of part.element.querySelectorAll(':scope > .marks')) group.remove();
}

/** Shows which mark belongs to the selection. @param {HTMLElement} root @param {import('../../state/types.js').Ref|null} ref */
export function markCurrent(root, ref) {
  for (const mark of root.querySelectorAll('.mark.now')) mark.classList.remove('now');
  if (ref) root.querySelector(`.mark[data-kind="${ref.kind}"][data-id="${CSS.escape(ref.id)}"]`)?.classList.add('now');
}

/** All reading before all writing, so that the browser lays out once. @param {Paper} paper @param {Part} part @param {State} state @returns {Place[]} */
function measure(paper, part, { doc, layers }) {
  if (!doc) return [];
  const zero = part.element.getBoundingClientRect().top;
  /** @type {Place[]} */
  const places = [];
  for (const entry of spansOf(doc).inside(part.start, part.end)) {
    const shown = entry.kind === 'quote' ? layers.quotes : entry.kind === 'position' && entry.part === 0 && layers.positions;
    if (!shown || entry.start < part.start) continue;
    const first = paper.range(entry.start, entry.start + 1)?.getBoundingClientRect();
    const end = Math.min(entry.end, part.end);
    const last = paper.range(end - 1, end)?.getBoundingClientRect();
    const line = paper.paragraphAt(entry.start)?.element;
    if (!first || !last || !line) continue;
    places.push({ entry, line, top: first.top - zero, bottom: last.bottom - zero });
  }
  return places;
}

/** @param {Doc} doc @param {Entry} entry @param {number} top @param {number} size @param {boolean} again */
function voice(doc, entry, top, size, again) {
  const quote = find(doc, { kind: 'quote', id: entry.id });
  const look = lookOf(doc, quote?.speaker ?? null);
  const actor = quote?.speaker ? find(doc, { kind: 'actor', id: quote.speaker }) : null;
  const title = sentenceOf(doc, { kind: 'quote', id: entry.id });
  return el(
    'button',
    { ...common(entry, title), class: `mark voice slot-${look.slot} ${quote?.kind} ${quote ? levelOf(quote) : ''}`, '--top': `${top}px`, '--size': `${size}px` },
    again ? null : el('span', { class: `${chipClass(labelFor(look.label, quote))}${actor?.anonymous ? ' unnamed' : ''}`, 'data-label': labelFor(look.label, quote) }),
    levelSign(quote),
  );
}

/** How tall a stance is; it is not laid out yet. @param {HTMLElement} mark */
const heightOf = (mark) => (narrow.matches ? SIGN + LETTER * (mark.querySelector('.word')?.textContent?.length ?? 0) : STANCE);

/** @param {Doc} doc @param {Entry} entry @param {number} top */
function stance(doc, entry, top) {
  const position = find(doc, { kind: 'position', id: entry.id });
  const { noun, sign } = STANCES[position?.kind ?? 'affirm'];
  const title = sentenceOf(doc, { kind: 'position', id: entry.id });
  return el(
    'button',
    { ...common(entry, title), class: 'mark stance', '--top': `${top}px` },
    // Not every browser lets words run down a button, but all in an element within.
    el('span', { class: 'words' }, el('i', { class: 'sign', 'aria-hidden': 'true' }, sign), el('span', { class: 'word' }, noun), levelSign(position)),
  );
}

/** @param {Entry} entry @param {string} title */
function common(entry, title) {
  return { type: 'button', tabindex: '-1', 'data-kind': entry.kind, 'data-id': entry.id, 'aria-label': title };
}
