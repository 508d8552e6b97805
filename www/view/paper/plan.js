/**
 * What is to be painted where: the document's annotations as named spans, one name for each look.
 *
 * It does not paint; two painters do (the highlight API, and elements where that is missing).
 *
 * @module
 */

import { LEVELS, levelOf } from '../../state/certain.js';
import { decidingWords } from '../../state/evidence.js';
import { spansOf } from '../../state/spans.js';
import { hasVoice, mentionsOf } from '../../state/voices.js';
import { find, partsOf } from '../../state/items.js';
import { NEUTRAL, lookOf } from './palette.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Ref} Ref */
/** @typedef {import('../../state/types.js').Layers} Layers */
/** @typedef {{name: string, start: number, end: number}} Stroke */
/** @typedef {import('../../state/certain.js').Level} Level */

const slots = Array.from({ length: NEUTRAL + 1 }, (_, i) => i);
/** The names of what is emphasized. */
export const EMPHASIS = Object.freeze(['ws-linked', 'ws-chosen', 'ws-cue', 'ws-ground']);

/** The line of something as certain as that; what is sure has the plain one. @param {string} name @param {Level} level */
const leveled = (name, level) => (level === 'sure' ? name : `${name}-${level}`);

/** How names are filled: of whoever speaks or takes a stance, of others, of a doubtful mention. */
const FILLS = /** @type {const} */ (['ws-actor', 'ws-quiet', 'ws-maybe']);
/** Every name in use, later ones on top. */
export const NAMES = Object.freeze([
  ...slots.map((slot) => `ws-voice-${slot}`),
  ...['ws-direct', 'ws-mixed', 'ws-indirect', 'ws-position'].flatMap((name) => LEVELS.map((level) => leveled(name, level))),
  ...FILLS.flatMap((fill) => slots.map((slot) => `${fill}-${slot}`)),
  ...LEVELS.filter((level) => level !== 'sure').map((level) => leveled('ws-name', level)),
  ...EMPHASIS,
]);

/** @type {Record<string, keyof Layers>} */
export const LAYER = { mention: 'actors', quote: 'quotes', position: 'positions' };

/**
 * The three layers between two offsets.
 * @param {Doc} doc
 * @param {Layers} layers
 * @param {number} from
 * @param {number} to
 * @returns {Stroke[]}
 */
export function layersIn(doc, layers, from, to) {
  /** @type {Stroke[]} */
  const strokes = [];
  for (const entry of spansOf(doc).inside(from, to)) {
    if (!layers[LAYER[entry.kind]]) continue;
    const span = { start: Math.max(entry.start, from), end: Math.min(entry.end, to) };
    for (const name of namesOf(doc, entry)) strokes.push({ name, ...span });
  }
  return strokes;
}

/** @param {Doc} doc @param {{kind: string, id: string}} entry @returns {string[]} */
function namesOf(doc, entry) {
  if (entry.kind === 'mention') {
    const mention = find(doc, { kind: 'mention', id: entry.id });
    return mention ? namesOfMention(doc, mention) : [];
  }
  if (entry.kind === 'position') {
    const position = find(doc, { kind: 'position', id: entry.id });
    return position ? [leveled('ws-position', levelOf(position))] : [];
  }
  const quote = find(doc, { kind: 'quote', id: entry.id });
  if (!quote) return [];
  const level = levelOf(quote);
  const line = leveled(`ws-${quote.kind}`, level);
  return level === 'doubtful' ? [line] : [`ws-voice-${lookOf(doc, quote.speaker).slot}`, line];
}

/** @param {Doc} doc @param {import('../../state/types.js').Mention} mention @returns {string[]} */
function namesOfMention(doc, mention) {
  const level = levelOf(mention);
  const fill = FILLS[level === 'doubtful' ? 2 : hasVoice(doc, mention.actor) ? 0 : 1];
  const name = `${fill}-${lookOf(doc, mention.actor).slot}`;
  return level === 'sure' ? [name] : [name, leveled('ws-name', level)];
}

/**
 * What is emphasized for an item: a quote's words, its speaker and its cue; an actor's mentions. Where it is explained, the words that decided it instead.
 * @param {Doc} doc
 * @param {Ref|null} ref
 * @param {number} from
 * @param {number} to
 * @param {{isExplained?: boolean}} [options]
 * @returns {Stroke[]}
 */
export function emphasisIn(doc, ref, from, to, { isExplained = false } = {}) {
  if (!ref) return [];
  const strokes = ref.kind === 'actor' || ref.kind === 'mention' ? ofActor(doc, ref) : ofContent(doc, ref);
  return clip(isExplained ? [...strokes.filter(({ name }) => name === 'ws-chosen'), ...ofReason(doc, ref)] : strokes, from, to);
}

/** @param {Doc} doc @param {Ref} ref @returns {Stroke[]} */
function ofReason(doc, ref) {
  const item = find(doc, ref);
  return item ? decidingWords(doc, item).map(({ start, end }) => ({ name: 'ws-ground', start, end })) : [];
}

/** @param {Doc} doc @param {Ref} ref @returns {Stroke[]} */
function ofActor(doc, ref) {
  const mention = ref.kind === 'mention' ? find(doc, { kind: 'mention', id: ref.id }) : null;
  const actor = ref.kind === 'actor' ? ref.id : mention?.actor;
  if (!actor) return [];
  const strokes = mentionsOf(doc, actor).map(({ start, end }) => ({ name: 'ws-linked', start, end }));
  if (mention) strokes.push({ name: 'ws-chosen', start: mention.start, end: mention.end });
  return strokes;
}

/** @param {Doc} doc @param {Ref} ref @returns {Stroke[]} */
function ofContent(doc, ref) {
  const item = ref.kind === 'quote' ? find(doc, { kind: 'quote', id: ref.id }) : find(doc, { kind: 'position', id: ref.id });
  if (!item) return [];
  const parts = partsOf(item);
  const one = ref.part !== undefined && ref.part < parts.length;
  const strokes = parts.map(([start, end], i) => ({ name: one && i !== ref.part ? 'ws-linked' : 'ws-chosen', start, end }));
  if (item.source) strokes.push({ name: 'ws-linked', ...span(item.source) });
  if (item.cue) strokes.push({ name: 'ws-cue', ...span(item.cue) });
  return strokes;
}

/** @param {{start: number, end: number}} span */
function span({ start, end }) {
  return { start, end };
}

/** @param {Stroke[]} strokes @param {number} from @param {number} to */
function clip(strokes, from, to) {
  return strokes.filter((s) => s.start < to && from < s.end).map((s) => ({ ...s, start: Math.max(s.start, from), end: Math.min(s.end, to) }));
}
