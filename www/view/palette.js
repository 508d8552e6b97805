/**
 * Which color and which short label an actor has: the same everywhere, and the same for as long as the article is open.
 *
 * Nine hues go to those who say most; everybody else shares a neutral one and is told apart by the label. It knows nothing about drawing.
 *
 * @module
 */

import { find } from '../state/items.js';
import { voicesOf } from '../state/voices.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Actor} Actor */
/** @typedef {{slot: number, label: string}} Look */

/** The slot without a hue: for everybody after the ninth, and for nobody. */
export const NEUTRAL = 9;
const NOBODY = Object.freeze({ slot: NEUTRAL, label: '?' });
const SMALL = new Set(['of', 'the', 'and', 'de', 'von', 'van', 'der', 'la', 'el', 'al', 'for', 'in', 'a', 'an']);

/** With the name that the actor had then. @type {Map<string, Look & {name: string}>} */
let looks = new Map();
/** @type {Set<string>} */
let labels = new Set();
let text = '';
/** @type {readonly Actor[]|null} */
let seen = null;

/**
 * The color slot and label of an actor.
 * @param {Doc} doc
 * @param {string|null} id
 * @returns {Look}
 */
export function lookOf(doc, id) {
  if (id === null) return NOBODY;
  if (seen !== doc.actors || text !== doc.text) assign(doc);
  return looks.get(id) ?? NOBODY;
}

/** @param {Doc} doc */
function assign(doc) {
  if (text !== doc.text || doc.actors.some(isAnother)) {
    looks = new Map();
    labels = new Set();
  }
  // Comparing the very same string costs nothing, comparing its copy all of its length.
  text = doc.text;
  seen = doc.actors;
  const fresh = doc.actors.filter((actor) => !looks.has(actor.id));
  if (fresh.length === 0) return;
  const used = new Set([...looks.values()].map((look) => look.slot));
  const free = Array.from({ length: NEUTRAL }, (_, slot) => slot).filter((slot) => !used.has(slot));
  for (const actor of looks.size === 0 ? byWeight(doc) : fresh) {
    looks.set(actor.id, { slot: free.shift() ?? NEUTRAL, label: labelOf(actor), name: actor.name });
  }
}

/** Whether the core has since given this id to somebody else: it reads the beginning of a long text first. @param {Actor} actor */
function isAnother({ id, name, status }) {
  const look = looks.get(id);
  return status === 'suggested' && look !== undefined && look.name !== name;
}

/** Speakers first, then those with a position, then the rest as they are mentioned. @param {Doc} doc @returns {Actor[]} */
function byWeight(doc) {
  const order = new Set();
  for (const voice of voicesOf(doc)) if (voice.actor) order.add(voice.actor);
  for (const position of doc.positions) {
    const holder = position.holder === null ? null : find(doc, { kind: 'actor', id: position.holder });
    if (holder) order.add(holder);
  }
  for (const actor of doc.actors) order.add(actor);
  return [...order];
}

/** Two letters or an acronym, with a number when taken. @param {Actor} actor */
function labelOf(actor) {
  const words = actor.name.split(/[\s–—-]+/u).map((word) => word.replace(/[^\p{L}\p{N}]/gu, '')).filter((word) => word && !SMALL.has(word.toLowerCase()));
  const acronym = words.find((word) => /^\p{Lu}{2,3}$/u.test(word));
  const first = [...(words[0] ?? '?')];
  const last = words.length > 1 ? [...words[words.length - 1]] : [];
  const base = acronym ?? (last.length ? first[0] + last[0] : first.slice(0, 2).join(''));
  const name = base.toLocaleUpperCase('en');
  let label = name;
  for (let n = 2; labels.has(label); n++) label = name + n;
  labels.add(label);
  return label;
}
