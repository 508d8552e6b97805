/**
 * Edits of where something is in the text: new items, new extents, cues and sources.
 *
 * Offsets are UTF-16 and taken as given; snapping a selection to words is the view's business.
 *
 * @module
 */

import { chooseActor } from './actor-links.js';
import { usualPolarity, WORDS } from './edit-judge.js';
import { checkSpan, insertItem, need, partsOf, replaceItem, takeId, touched } from './items.js';

/** @typedef {import('./types.js').ActorChoice} ActorChoice */
/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').ItemKind} ItemKind */
/** @typedef {import('./types.js').MentionKind} MentionKind */
/** @typedef {import('./types.js').NewActor} NewActor */
/** @typedef {import('./types.js').Part} Part */
/** @typedef {import('./types.js').Polarity} Polarity */
/** @typedef {import('./types.js').PositionKind} PositionKind */
/** @typedef {import('./types.js').QuoteKind} QuoteKind */
/** @typedef {import('./types.js').Ref} Ref */
/** @typedef {import('./types.js').Span} Span */

/** @typedef {Span & {actor: string|NewActor, kind?: MentionKind}} NewMention */
/** What quotes and positions have in common; `spans` only when the content has several parts.
 * @typedef {Span & {spans?: Part[], cue?: Span|null, source?: Span|null, hedged?: boolean}} NewContent */
/** @typedef {NewContent & {kind: QuoteKind, speaker?: ActorChoice}} NewQuote */
/** @typedef {NewContent & {kind: PositionKind, polarity?: Polarity, holder?: ActorChoice, quote?: string|null}} NewPosition */

const ADDED = Object.freeze({ status: /** @type {const} */ ('added') });

/**
 * Adds a mention of an actor that is there or is made for it.
 * @param {Doc} doc
 * @param {NewMention} mention
 * @returns {Doc}
 */
export function addMention(doc, { start, end, actor, kind = 'name' }) {
  checkSpan(doc.text, start, end, 'mention');
  checkKind('mention', kind);
  const chosen = chooseActor(doc, actor);
  if (chosen.id === null) throw new Error('A mention needs an actor.');
  if (doc.mentions.some((at) => at.start === start && at.end === end && at.actor === chosen.id)) {
    throw new Error('These words are a mention of this actor already.');
  }
  const taken = takeId(chosen.doc, 'mention');
  return insertItem(taken.doc, 'mention', { id: taken.id, actor: chosen.id, kind, start, end, ...ADDED });
}

/**
 * Adds a quote.
 * @param {Doc} doc
 * @param {NewQuote} quote
 * @returns {Doc}
 */
export function addQuote(doc, quote) {
  checkKind('quote', quote.kind);
  const content = newContent(doc, quote);
  const chosen = chooseActor(doc, quote.speaker ?? null);
  const taken = takeId(chosen.doc, 'quote');
  return insertItem(taken.doc, 'quote', { id: taken.id, kind: quote.kind, ...content, speaker: chosen.id, ...ADDED });
}

/**
 * Adds a position; the polarity is the kind's usual one unless given.
 * @param {Doc} doc
 * @param {NewPosition} position
 * @returns {Doc}
 */
export function addPosition(doc, position) {
  const { kind, polarity = usualPolarity(kind), quote = null } = position;
  checkKind('position', kind);
  if (![-1, 0, 1].includes(polarity)) throw new Error(`A polarity is -1, 0 or 1, not ${polarity}.`);
  if (quote !== null) need(doc, { kind: 'quote', id: quote });
  const content = newContent(doc, position);
  const chosen = chooseActor(doc, position.holder ?? null);
  const taken = takeId(chosen.doc, 'position');
  return insertItem(taken.doc, 'position', { id: taken.id, kind, polarity, ...content, holder: chosen.id, quote, ...ADDED });
}

/** @param {ItemKind} kind @param {string} word */
function checkKind(kind, word) {
  if (!WORDS[kind].includes(word)) throw new Error(`${JSON.stringify(word)} is no kind of ${kind}.`);
}

/** @param {Doc} doc @param {NewContent} from */
function newContent(doc, { start, end, spans, cue = null, source = null, hedged = false }) {
  const parts = checkParts(doc.text, spans?.length ? spans : [[start, end]]);
  if (parts[0][0] !== start || parts[parts.length - 1][1] !== end) throw new Error('The parts do not reach from start to end.');
  return { start, end, spans: parts, cue: checkOptional(doc, cue, 'cue'), source: checkOptional(doc, source, 'source'), hedged };
}

/** @param {Doc} doc @param {Span|null} span @param {string} what @returns {Span|null} */
function checkOptional(doc, span, what) {
  if (!span) return null;
  checkSpan(doc.text, span.start, span.end, what);
  return { start: span.start, end: span.end };
}

/** @param {string} text @param {Part[]} parts @returns {Part[]} */
function checkParts(text, parts) {
  if (!parts.length) throw new Error('A content needs at least one part.');
  parts.forEach(([start, end], i) => {
    checkSpan(text, start, end, 'part');
    if (i > 0 && parts[i - 1][1] > start) throw new Error('The parts overlap or are out of order.');
  });
  return parts.map(([start, end]) => [start, end]);
}

/**
 * Moves the ends. Of a content with several parts, those outside the new extent go and the outermost left reach to its ends; where `ref`
 * means one of the parts only that moves, and never into another.
 * @param {Doc} doc
 * @param {Ref} ref a mention, quote or position
 * @param {number} start
 * @param {number} end
 * @returns {Doc}
 */
export function resize(doc, ref, start, end) {
  const item = need(doc, ref);
  if (!('start' in item)) throw new Error('An actor has no extent; its mentions have.');
  checkSpan(doc.text, start, end, ref.kind);
  if ('hedged' in item && ref.part !== undefined && item.spans?.[ref.part]) return setParts(doc, ref, withPart(item.spans, ref.part, start, end));
  if (item.start === start && item.end === end) return doc;
  const change = ref.kind === 'mention' ? { start, end } : { start, end, spans: stretched(partsOf(item), start, end) };
  return replaceItem(doc, ref.kind, touched(item, change));
}

/** @param {Part[]} parts @param {number} start @param {number} end @returns {Part[]} */
function stretched(parts, start, end) {
  const left = parts.filter((part) => part[0] < end && start < part[1]);
  const last = left.length - 1;
  if (last < 0) return [[start, end]];
  return left.map(([from, to], i) => [i === 0 ? start : from, i === last ? end : to]);
}

/** @param {Part[]} parts @param {number} at @param {number} start @param {number} end @returns {Part[]} */
function withPart(parts, at, start, end) {
  const low = Math.max(start, parts[at - 1]?.[1] ?? 0);
  const high = Math.min(end, parts[at + 1]?.[0] ?? Infinity);
  return low < high ? parts.with(at, [low, high]) : parts;
}

/**
 * Adds words to a content as a further part; parts that they meet become one with them.
 * @param {Doc} doc
 * @param {Ref} ref a quote or position
 * @param {Span} span
 * @returns {Doc}
 */
export function addPart(doc, ref, { start, end }) {
  const parts = partsIn(doc, ref);
  checkSpan(doc.text, start, end, 'part');
  const met = parts.filter((part) => part[0] <= end && start <= part[1]);
  /** @type {Part} */
  const joined = [Math.min(start, ...met.map((part) => part[0])), Math.max(end, ...met.map((part) => part[1]))];
  return setParts(doc, ref, [...parts.filter((part) => !met.includes(part)), joined].sort((a, b) => a[0] - b[0]));
}

/**
 * Takes the part that `ref` means out of a content.
 * @param {Doc} doc
 * @param {Ref} ref a part of a quote or position that has several
 * @returns {Doc}
 */
export function removePart(doc, ref) {
  return setParts(doc, ref, partsIn(doc, ref).filter((_, i) => i !== ref.part));
}

/** @param {Doc} doc @param {Ref} ref @returns {Part[]} */
function partsIn(doc, ref) {
  const item = need(doc, ref);
  if (!('hedged' in item)) throw new Error(`A ${ref.kind} has no parts.`);
  return partsOf(item);
}

/**
 * Gives a content these parts, in text order; its ends follow.
 * @param {Doc} doc
 * @param {Ref} ref a quote or position
 * @param {Part[]} parts
 * @returns {Doc}
 */
export function setParts(doc, ref, parts) {
  const item = need(doc, ref);
  if (!('hedged' in item)) throw new Error(`A ${ref.kind} has no parts.`);
  const spans = checkParts(doc.text, parts);
  if (String(spans) === String(partsOf(item))) return doc;
  return replaceItem(doc, ref.kind, touched(item, { start: spans[0][0], end: spans[spans.length - 1][1], spans }));
}

/**
 * Says which words signal a quote or show a stance.
 * @param {Doc} doc
 * @param {Ref} ref a quote or position
 * @param {Span|null} span
 * @returns {Doc}
 */
export function setCue(doc, ref, span) {
  return setWords(doc, ref, 'cue', span);
}

/**
 * Says which words name the source.
 * @param {Doc} doc
 * @param {Ref} ref a quote or position
 * @param {Span|null} span
 * @returns {Doc}
 */
export function setSource(doc, ref, span) {
  return setWords(doc, ref, 'source', span);
}

/** @param {Doc} doc @param {Ref} ref @param {'cue'|'source'} field @param {Span|null} span @returns {Doc} */
function setWords(doc, ref, field, span) {
  const item = need(doc, ref);
  if (!('hedged' in item)) throw new Error(`A ${ref.kind} has no ${field}.`);
  const before = item[field];
  const words = checkOptional(doc, span, field);
  if (before?.start === words?.start && before?.end === words?.end) return doc;
  return replaceItem(doc, ref.kind, touched(item, { [field]: words }));
}
