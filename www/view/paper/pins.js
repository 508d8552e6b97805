/**
 * The marks beside the article on paper: who speaks on the left, which stance on the right, each beside the line where it begins.
 *
 * How wide paper is and where its lines break is known to the printer only, so these marks stand in the text and float beside it, where
 * those of the screen (margin.js) have measured places. They hold no text of their own and are taken out when all is printed.
 *
 * @module
 */

import { levelOf } from '../../state/certain.js';
import { find } from '../../state/items.js';
import { spansOf } from '../../state/spans.js';
import { voicesOf } from '../../state/voices.js';
import { el } from '../dom.js';
import { NEUTRAL, labelFor, lookOf } from './palette.js';
import { chip, chipClass } from '../lists/tab-voices.js';
import { CERTAINTIES, QUOTES, STANCES } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('./paper.js').Part} Part */

/**
 * Puts the marks of a section into its text.
 * @param {import('./paper.js').Paper} paper
 * @param {Part} part
 * @param {Doc} doc
 * @param {import('../../state/types.js').Layers} layers
 */
export function pin(paper, part, doc, layers) {
  let last = '';
  /** The mark before this one, and where it stands. */
  let before = /** @type {HTMLElement|null} */ (null);
  let place = -1;
  const entries = ordered(spansOf(doc).inside(part.start, part.end).filter(({ kind }) => kind !== 'mention'));
  for (const { kind, id, start, part: piece } of entries) {
    if (start < part.start || !(kind === 'quote' ? layers.quotes : layers.positions && piece === 0)) continue;
    const line = paper.paragraphAt(start)?.element;
    const mark = kind === 'quote' ? voice(doc, id) : stance(doc, id);
    // One label is enough for what the same speaker says in the rest of a paragraph.
    const key = `${mark.dataset.label} ${mark.dataset.level} ${line && part.lines.indexOf(line)}`;
    if (kind === 'quote' && key === last) continue;
    if (kind === 'quote') last = key;
    // Behind the first letter: before it, the label could stay on a line that the word does not fit on any more.
    const at = paper.locate(start + String.fromCodePoint(doc.text.codePointAt(start) ?? 0).length, true);
    if (before && start === place) before.after(mark);
    else if (at?.node instanceof Text) at.node.splitText(at.offset).before(mark);
    [before, place] = [mark, start];
  }
}

/**
 * The entries as their marks follow each other. A float is never above an earlier one: of those at the same place a single stance comes first, so that no
 * label that goes below another takes it along, and several, which go below each other, come last.
 * @param {import('../../state/spans.js').Entry[]} entries
 */
function ordered(entries) {
  /** @type {Map<number, number>} */
  const stances = new Map();
  for (const { kind, start } of entries) if (kind === 'position') stances.set(start, (stances.get(start) ?? 0) + 1);
  const rank = (/** @type {import('../../state/spans.js').Entry} */ { kind, start }) => (kind !== 'position' ? 1 : stances.get(start) === 1 ? 0 : 2);
  return entries.sort((a, b) => a.start - b.start || rank(a) - rank(b));
}

/** Whom the labels and colors mean, and what lines and signs say. @param {Doc} doc */
export function labelKey(doc) {
  const speakers = voicesOf(doc).flatMap(({ actor }) => actor ?? []);
  const others = doc.actors.filter((actor) => !speakers.includes(actor) && lookOf(doc, actor.id).slot < NEUTRAL);
  return el(
    'div',
    { class: 'label-key' },
    el('p', {}, [...speakers, ...others].map((actor) => el('span', {}, chip(doc, actor), ` ${actor.name}`))),
    el('p', {}, signs().map((sign) => el('span', {}, sign))),
  );
}

function signs() {
  const quotes = /** @type {const} */ (['direct', 'mixed', 'indirect']).map((kind) => el('span', { class: `swatch s-${kind}` }, QUOTES[kind].name));
  const levels = Object.values(CERTAINTIES).filter(({ sign }) => sign).map(({ sign, meaning }) => `${sign} ${meaning}`);
  return [...quotes, el('span', { class: 'swatch s-position' }, 'Position'), ...levels];
}

/** Takes the marks of a section out again. @param {Part} part */
export function unpin(part) {
  for (const mark of part.element.querySelectorAll('.pin')) mark.remove();
  for (const line of part.lines) line.normalize();
}

/** @param {Doc} doc @param {string} id */
function voice(doc, id) {
  const quote = find(doc, { kind: 'quote', id });
  const speaker = quote?.speaker ?? null;
  const look = lookOf(doc, speaker);
  const unnamed = speaker !== null && find(doc, { kind: 'actor', id: speaker })?.anonymous;
  return el('span', { class: `pin ${chipClass(labelFor(look.label, quote))} slot-${look.slot}${unnamed ? ' unnamed' : ''}`, 'data-label': labelFor(look.label, quote), 'data-level': signOf(quote) });
}

/** @param {Doc} doc @param {string} id */
function stance(doc, id) {
  const position = find(doc, { kind: 'position', id });
  const { sign, noun } = STANCES[position?.kind ?? 'affirm'];
  return el('span', { class: 'pin side', 'data-label': `${sign} ${noun}`, 'data-level': signOf(position) });
}

/** @param {import('../../state/types.js').Note|null} item */
const signOf = (item) => (item && CERTAINTIES[levelOf(item)].sign) || null;
