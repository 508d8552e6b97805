/**
 * The marks beside the article on paper: who speaks on the left, which stance on the right, each beside the line where it begins.
 *
 * How wide paper is and where its lines break is known to the printer only, so these marks stand in the text and float beside it, where
 * those of the screen (margin.js) have measured places. They hold no text of their own and are taken out when all is printed.
 *
 * @module
 */

import { find } from '../state/items.js';
import { spansOf } from '../state/spans.js';
import { voicesOf } from '../state/voices.js';
import { el } from './dom.js';
import { lookOf } from './palette.js';
import { chip } from './tab-voices.js';
import { STANCES } from './wording.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('./paper.js').Part} Part */

/**
 * Puts the marks of a section into its text.
 * @param {import('./paper.js').Paper} paper
 * @param {Part} part
 * @param {Doc} doc
 * @param {import('../state/types.js').Layers} layers
 */
export function pin(paper, part, doc, layers) {
  let last = '';
  /** The mark before this one, and where it stands. */
  let before = /** @type {HTMLElement|null} */ (null);
  let place = -1;
  // Of those at the same place labels come first: a float is never above an earlier one, and stances go below each other.
  const entries = spansOf(doc).inside(part.start, part.end).sort((a, b) => a.start - b.start || Number(a.kind === 'position') - Number(b.kind === 'position'));
  for (const { kind, id, start, part: piece } of entries) {
    if (start < part.start || kind === 'mention' || !(kind === 'quote' ? layers.quotes : layers.positions && piece === 0)) continue;
    const line = paper.paragraphAt(start)?.element;
    const mark = kind === 'quote' ? voice(doc, id) : stance(doc, id);
    // One label is enough for what the same speaker says in the rest of a paragraph.
    const key = `${mark.dataset.label} ${line && part.lines.indexOf(line)}`;
    if (kind === 'quote' && key === last) continue;
    if (kind === 'quote') last = key;
    // Behind the first letter: before it, the label could stay on a line that the word does not fit on any more.
    const at = paper.locate(start + String.fromCodePoint(doc.text.codePointAt(start) ?? 0).length, true);
    if (before && start === place) before.after(mark);
    else if (at?.node instanceof Text) at.node.splitText(at.offset).before(mark);
    [before, place] = [mark, start];
  }
}

/** Whom the labels mean. @param {Doc} doc */
export function labelKey(doc) {
  const speakers = voicesOf(doc).flatMap(({ actor }) => actor ?? []);
  return el('p', { class: 'label-key' }, speakers.map((actor) => el('span', {}, chip(doc, actor), ` ${actor.name}`)));
}

/** Takes the marks of a section out again. @param {Part} part */
export function unpin(part) {
  for (const mark of part.element.querySelectorAll('.pin')) mark.remove();
  for (const line of part.lines) line.normalize();
}

/** @param {Doc} doc @param {string} id */
function voice(doc, id) {
  const speaker = find(doc, { kind: 'quote', id })?.speaker ?? null;
  const look = lookOf(doc, speaker);
  const unnamed = speaker !== null && find(doc, { kind: 'actor', id: speaker })?.anonymous;
  return el('span', { class: `pin chip slot-${look.slot}${unnamed ? ' unnamed' : ''}`, 'data-label': look.label });
}

/** @param {Doc} doc @param {string} id */
function stance(doc, id) {
  const { sign, verb } = STANCES[find(doc, { kind: 'position', id })?.kind ?? 'affirm'];
  return el('span', { class: 'pin side', 'data-label': `${sign} ${verb}` });
}
