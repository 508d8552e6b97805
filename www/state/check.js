/**
 * Whether something is a valid document: every span a piece of the text on character boundaries, every name naming something.
 *
 * It reports the first fault with its place and refuses to repair; only fields that a file may leave out are filled in.
 *
 * @module
 */

import { WORDS } from './edit-judge.js';
import { KINDS, LIST, partsOf, spanFault } from './items.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').ItemKind} ItemKind */
/** @typedef {Record<string, any>} Loose */

const STATUSES = ['suggested', 'accepted', 'corrected', 'added'];

/**
 * The first thing wrong with a document, as `place: what`, or `null`.
 * @param {unknown} doc
 * @returns {string|null}
 */
export function faultOf(doc) {
  if (!isObject(doc)) return 'document: is no object';
  if (typeof doc.text !== 'string') return 'text: is missing';
  if (doc.offset_unit !== 'utf16') return `offset_unit: is ${JSON.stringify(doc.offset_unit)}, not "utf16"`;
  if (!isTextOrNull(doc.title) || !isTextOrNull(doc.language)) return 'title or language: is no text';
  /** @type {Partial<Record<ItemKind, Set<string>>>} */
  const ids = {};
  for (const kind of KINDS) {
    const list = doc[LIST[kind]];
    if (!Array.isArray(list)) return `${LIST[kind]}: is no list`;
    const seen = (ids[kind] = new Set());
    for (let i = 0; i < list.length; i++) {
      const fault = isObject(list[i]) ? commonFault(list[i], kind, seen) : 'is no object';
      if (fault) return `${LIST[kind]}[${i}]: ${fault}`;
    }
  }
  return listFault(doc, 'actor', actorFault) ?? spansFault(doc, /** @type {Record<ItemKind, Set<string>>} */ (ids));
}

/** @param {Loose} doc @param {Record<ItemKind, Set<string>>} ids */
function spansFault(doc, ids) {
  /** @param {unknown} id @param {ItemKind} kind */
  const names = (id, kind) => id === null || (typeof id === 'string' && ids[kind].has(id));
  /** @param {unknown} list @param {unknown} first @param {string} name */
  const together = (list, first, name) => {
    if (list === undefined) return null;
    const sound = Array.isArray(list) && list.every((id) => id !== null && names(id, 'actor')) && new Set(list).size === list.length;
    return sound && list.length > 1 && list[0] === first ? null : `${name} does not name several, the first first`;
  };
  /** @param {Loose} item */
  const mention = (item) =>
    spanFault(doc.text, item.start, item.end) ?? (item.actor !== null && names(item.actor, 'actor') ? null : 'actor names nothing');
  /** @param {Loose} item */
  const quote = (item) => contentFault(doc.text, item) ?? (names(item.speaker, 'actor') ? null : 'speaker names nothing') ?? together(item.speakers, item.speaker, 'speakers');
  /** @param {Loose} item */
  const position = (item) => {
    if (![-1, 0, 1].includes(item.polarity)) return `polarity ${item.polarity} is not -1, 0 or 1`;
    if (!names(item.holder, 'actor')) return 'holder names nothing';
    const fault = together(item.holders, item.holder, 'holders');
    if (fault) return fault;
    return contentFault(doc.text, item) ?? (names(item.quote, 'quote') ? null : 'quote names nothing');
  };
  return listFault(doc, 'mention', mention) ?? listFault(doc, 'quote', quote) ?? listFault(doc, 'position', position);
}

/** @param {Loose} doc @param {ItemKind} kind @param {(item: Loose) => string|null} check */
function listFault(doc, kind, check) {
  const list = doc[LIST[kind]];
  for (let i = 0; i < list.length; i++) {
    const fault = check(list[i]);
    if (fault) return `${LIST[kind]}[${i}]: ${fault}`;
  }
  return null;
}

/** @param {Loose} item @param {ItemKind} kind @param {Set<string>} seen @returns {string|null} */
function commonFault(item, kind, seen) {
  if (typeof item.id !== 'string' || !item.id) return 'has no id';
  if (seen.has(item.id)) return `id ${JSON.stringify(item.id)} is used twice`;
  seen.add(item.id);
  const word = kind === 'actor' ? item.type : item.kind;
  if (!WORDS[kind].includes(word) && !(kind === 'actor' && word === null)) return `kind ${JSON.stringify(word)} is not known`;
  if (!STATUSES.includes(item.status)) return `status ${JSON.stringify(item.status)} is not known`;
  if ((item.confidence ?? null) !== null && !(item.confidence >= 0 && item.confidence <= 1)) return 'confidence is not between 0 and 1';
  return isTextOrNull(item.reason ?? null) ? null : 'reason is no text';
}

/** @param {Loose} actor @returns {string|null} */
function actorFault(actor) {
  if (typeof actor.name !== 'string') return 'has no name';
  if (typeof actor.anonymous !== 'boolean') return 'anonymous is neither true nor false';
  return isTextOrNull(actor.role) ? null : 'role is no text';
}

/** @param {string} text @param {Loose} item @returns {string|null} */
function contentFault(text, item) {
  const whole = spanFault(text, item.start, item.end);
  if (whole) return whole;
  if (typeof item.hedged !== 'boolean') return 'hedged is neither true nor false';
  for (const field of ['cue', 'source']) {
    const fault = item[field] === null ? null : spanFault(text, item[field]?.start, item[field]?.end);
    if (fault) return `${field} ${fault}`;
  }
  return partsFault(text, /** @type {any} */ (item));
}

/** @param {string} text @param {{start: number, end: number, spans?: [number, number][]}} item @returns {string|null} */
function partsFault(text, item) {
  if (item.spans !== undefined && !Array.isArray(item.spans)) return 'spans is no list';
  const parts = partsOf(item);
  for (let i = 0; i < parts.length; i++) {
    const fault = Array.isArray(parts[i]) ? spanFault(text, parts[i][0], parts[i][1]) : 'is no pair of offsets';
    if (fault) return `spans[${i}] ${fault}`;
    if (i > 0 && parts[i - 1][1] > parts[i][0]) return 'spans overlap or are out of order';
  }
  return parts[0][0] === item.start && parts[parts.length - 1][1] === item.end ? null : 'spans do not reach from start to end';
}

/** @param {unknown} value @returns {value is Loose} */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function isTextOrNull(value) {
  return value === null || typeof value === 'string';
}

/** What a file may leave out, and what is meant then. @type {Record<ItemKind, Loose>} */
const DEFAULTS = {
  actor: { type: null, role: null, anonymous: false, status: 'suggested' },
  mention: { status: 'suggested' },
  quote: { cue: null, source: null, speaker: null, hedged: false, status: 'suggested' },
  position: { polarity: 0, cue: null, source: null, holder: null, quote: null, hedged: false, status: 'suggested' },
};

/**
 * The document with the fields filled in that a file may leave out.
 * @param {unknown} doc
 * @returns {Doc}
 * @throws {Error} naming the place of the first fault
 */
export function checked(doc) {
  if (!isObject(doc)) throw new Error('This is not a document.');
  /** @type {Loose} */
  const full = { format: 'whosaid/1', offset_unit: 'utf16', language: null, title: null, ...doc };
  for (const kind of KINDS) {
    const list = full[LIST[kind]] ?? [];
    full[LIST[kind]] = Array.isArray(list) ? list.map((item) => fill(item, DEFAULTS[kind])) : list;
  }
  const fault = faultOf(full);
  if (fault) throw new Error(`This document is damaged: ${fault}.`);
  return /** @type {Doc} */ (full);
}

/** The item itself where nothing is missing. @param {Loose} item @param {Loose} defaults @returns {Loose} */
function fill(item, defaults) {
  if (!isObject(item)) return item;
  return Object.keys(defaults).every((key) => item[key] !== undefined) ? item : { ...defaults, ...item };
}
