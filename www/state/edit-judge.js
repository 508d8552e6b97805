/**
 * Edits that judge a suggestion or change a word of it: accept, reject, kind, polarity, hedge, title.
 *
 * Rejecting remembers the suggestion in `rejected`; where the item is and who stands behind it is the business of the other edit files.
 *
 * @module
 */

import { dropOrphans, forgetActor } from './actor-links.js';
import { find, KINDS, LIST, listOf, need, placeOf, replaceItem, retire, touched, withList } from './items.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Item} Item */
/** @typedef {import('./types.js').ItemKind} ItemKind */
/** @typedef {import('./types.js').Polarity} Polarity */
/** @typedef {import('./types.js').Ref} Ref */

/** What the contract allows as kind (of an actor: as type). */
export const WORDS = Object.freeze({
  actor: ['person', 'organization', 'government', 'media', 'group'],
  mention: ['name', 'role', 'pronoun'],
  quote: ['direct', 'mixed', 'indirect'],
  position: ['support', 'oppose', 'demand', 'propose', 'commit', 'warn', 'doubt', 'affirm', 'deny', 'expect'],
});

/**
 * Finds an item right. One that a person corrected or added stays what it is.
 * @param {Doc} doc
 * @param {Ref} ref
 * @returns {Doc}
 */
export function accept(doc, ref) {
  const item = need(doc, ref);
  return item.status === 'suggested' ? replaceItem(doc, ref.kind, { ...item, status: 'accepted' }) : doc;
}

/**
 * Accepts these suggestions, or every one.
 * @param {Doc} doc
 * @param {Iterable<Ref>} [refs]
 * @returns {Doc}
 */
export function acceptAll(doc, refs) {
  if (!refs) return KINDS.reduce((done, kind) => acceptList(done, kind, null), doc);
  /** @type {Map<ItemKind, Set<string>>} */
  const wanted = new Map();
  for (const ref of refs) {
    need(doc, ref);
    wanted.set(ref.kind, (wanted.get(ref.kind) ?? new Set()).add(ref.id));
  }
  return [...wanted].reduce((done, [kind, ids]) => acceptList(done, kind, ids), doc);
}

/** @param {Doc} doc @param {ItemKind} kind @param {Set<string>|null} ids @returns {Doc} */
function acceptList(doc, kind, ids) {
  const list = listOf(doc, kind);
  /** @param {Item} item */
  const open = (item) => item.status === 'suggested' && (!ids || ids.has(item.id));
  if (!list.some(open)) return doc;
  return { ...doc, [LIST[kind]]: list.map((item) => (open(item) ? { ...item, status: 'accepted' } : item)) };
}

/**
 * Takes an item out. What a machine suggested is remembered in `rejected`. An actor takes its mentions along and leaves its quotes and
 * positions without a name; a quote leaves its positions.
 * @param {Doc} doc
 * @param {Ref} ref
 * @returns {Doc}
 */
export function reject(doc, ref) {
  const item = need(doc, ref);
  const without = takeOut(doc, ref.kind, item);
  if (ref.kind === 'actor') return takeOutAll(forgetActor(without, ref.id), (mention) => mention.actor === ref.id);
  if (ref.kind === 'quote') return unlink(without, ref.id);
  return ref.kind === 'mention' && 'actor' in item ? dropOrphans(without, [item.actor]) : without;
}

/** @param {Doc} doc @param {ItemKind} kind @param {Item} item @returns {Doc} */
function takeOut(doc, kind, item) {
  const rest = listOf(doc, kind).toSpliced(placeOf(doc, { kind, id: item.id }), 1);
  return remember({ ...retire(doc, kind), [LIST[kind]]: rest }, kind, [item]);
}

/** @param {Doc} doc @param {(mention: import('./types.js').Mention) => boolean} gone @returns {Doc} */
function takeOutAll(doc, gone) {
  const out = doc.mentions.filter(gone);
  if (!out.length) return doc;
  const rest = doc.mentions.filter((mention) => !gone(mention));
  return remember(withList(retire(doc, 'mention'), 'mention', rest), 'mention', out);
}

/** @param {Doc} doc @param {ItemKind} kind @param {Item[]} items @returns {Doc} */
function remember(doc, kind, items) {
  const thrown = items.filter((item) => item.status !== 'added');
  const entries = thrown.map((item) => ({ kind, offset_unit: /** @type {const} */ ('utf16'), item }));
  return entries.length ? { ...doc, rejected: [...(doc.rejected ?? []), ...entries] } : doc;
}

/** @param {Doc} doc @param {string} quote @returns {Doc} */
function unlink(doc, quote) {
  if (!doc.positions.some((position) => position.quote === quote)) return doc;
  return withList(doc, 'position', doc.positions.map((position) => (position.quote === quote ? { ...position, quote: null } : position)));
}

/**
 * Changes the kind (of an actor: the type). A position's polarity follows, unless its wording had told a polarity of its own that the
 * new kind leaves open.
 * @param {Doc} doc
 * @param {Ref} ref
 * @param {string} word
 * @returns {Doc}
 */
export function setKind(doc, ref, word) {
  const item = need(doc, ref);
  if (!WORDS[ref.kind].includes(word)) throw new Error(`${JSON.stringify(word)} is no kind of ${ref.kind}.`);
  const field = ref.kind === 'actor' ? 'type' : 'kind';
  const before = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (item))[field];
  if (before === word) return doc;
  const change = { [field]: word, ...('polarity' in item ? { polarity: nextPolarity(item.kind, item.polarity, word) } : {}) };
  return replaceItem(doc, ref.kind, touched(item, change));
}

/** @type {Record<string, Polarity>} */
const POLARITY = { support: 1, commit: 1, oppose: -1, doubt: -1, deny: -1 };

/**
 * The polarity a position kind has when the wording tells nothing else.
 * @param {string} kind
 * @returns {Polarity}
 */
export function usualPolarity(kind) {
  return POLARITY[kind] ?? 0;
}

/** @param {string} from @param {Polarity} polarity @param {string} to @returns {Polarity} */
function nextPolarity(from, polarity, to) {
  const usual = usualPolarity(to);
  return usual !== 0 || polarity === usualPolarity(from) ? usual : polarity;
}

/**
 * @param {Doc} doc
 * @param {string} position
 * @param {Polarity} polarity
 * @returns {Doc}
 */
export function setPolarity(doc, position, polarity) {
  const item = need(doc, { kind: 'position', id: position });
  if (![-1, 0, 1].includes(polarity)) throw new Error(`A polarity is -1, 0 or 1, not ${polarity}.`);
  return item.polarity === polarity ? doc : replaceItem(doc, 'position', touched(item, { polarity }));
}

/**
 * @param {Doc} doc
 * @param {Ref} ref a quote or position
 * @param {boolean} hedged
 * @returns {Doc}
 */
export function setHedged(doc, ref, hedged) {
  const item = need(doc, ref);
  if (!('hedged' in item)) throw new Error(`A ${ref.kind} cannot be hedged.`);
  return item.hedged === hedged ? doc : replaceItem(doc, ref.kind, touched(item, { hedged }));
}

/**
 * @param {Doc} doc
 * @param {string|null} title
 * @returns {Doc}
 */
export function setTitle(doc, title) {
  const clean = title?.trim() || null;
  return clean === doc.title ? doc : { ...doc, title: clean };
}

/**
 * Whether an item still waits for a person.
 * @param {Doc} doc
 * @param {Ref} ref
 */
export function isSuggested(doc, ref) {
  return find(doc, ref)?.status === 'suggested';
}
