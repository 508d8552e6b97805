/**
 * Which color and which short label an actor has: the same everywhere, and the same for as long as the article is open.
 *
 * Nine hues go to those who say most; everybody else shares a neutral one and is told apart by the label. It knows nothing about drawing.
 *
 * @module
 */

import { agentsOf } from '../../state/agents.js';
import { find } from '../../state/items.js';
import { PARTLY } from '../../state/takeover.js';
import { voicesOf } from '../../state/voices.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Actor} Actor */
/** @typedef {{slot: number, label: string}} Look */

/** The slot without a hue: for everybody after the ninth, and for nobody. */
export const NEUTRAL = 9;
const NOBODY = Object.freeze({ slot: NEUTRAL, label: '?' });
const SMALL = new Set(['of', 'the', 'and', 'de', 'von', 'van', 'der', 'la', 'el', 'al', 'for', 'in', 'a', 'an']);

/** With the names that the actors had then. `seen` are those that all have a look. @typedef {{looks: Map<string, Look & {name: string}>, seen: readonly Actor[]|null}} Book */
/** Of one text, by the reading that its suggestions are from. @type {Map<string|undefined, Book>} */
let books = new Map();
let text = '';

/**
 * The color slot and label of an actor.
 * @param {Doc} doc
 * @param {string|null} id
 * @returns {Look}
 */
export function lookOf(doc, id) {
  if (id === null) return NOBODY;
  const book = bookOf(doc);
  if (book.seen !== doc.actors) assign(doc, book);
  return book.looks.get(id) ?? NOBODY;
}

/** What stands on the label of a quote: whoever says it, and how many say it, too. @param {string} label @param {import('../../state/types.js').Quote|null} quote */
export function labelFor(label, quote) {
  const others = quote ? agentsOf(quote).length - 1 : 0;
  return others > 0 ? `${label} +${others}` : label;
}

/** @param {Doc} doc @returns {Book} */
function bookOf(doc) {
  if (text !== doc.text) books = new Map();
  // Comparing the very same string costs nothing, comparing its copy all of its length.
  text = doc.text;
  const known = books.get(doc.reading);
  if (known) return known;
  // Another reading of the same text keeps the ids of whom it finds again (state/takeover.js), whatever it calls them: they keep their looks.
  const before = [...books.values()].at(-1)?.looks;
  const kept = doc.actors.flatMap(({ id, name }) => (before?.has(id) ? [/** @type {const} */ ([id, { .../** @type {Look} */ (before.get(id)), name }])] : []));
  const book = { looks: new Map(kept), seen: null };
  books.set(doc.reading, book);
  return book;
}

/** @param {Doc} doc @param {Book} book */
function assign(doc, book) {
  if (doc.actors.some((actor) => isAnother(doc, actor, book.looks.get(actor.id)))) book.looks = new Map();
  const { looks } = book;
  book.seen = doc.actors;
  if (doc.actors.every((actor) => looks.has(actor.id))) return;
  const used = new Set([...looks.values()].map((look) => look.slot));
  const free = Array.from({ length: NEUTRAL }, (_, slot) => slot).filter((slot) => !used.has(slot));
  const labels = new Set([...looks.values()].map((look) => look.label));
  for (const actor of byWeight(doc)) {
    if (looks.has(actor.id)) continue;
    const label = labelOf(actor, labels);
    labels.add(label);
    looks.set(actor.id, { slot: free.shift() ?? NEUTRAL, label, name: actor.name });
  }
}

/** Whether the core has since given this id to somebody else: it reads the beginning of a long text first. The careful reading keeps ids, whatever it calls them. @param {Doc} doc @param {Actor} actor @param {{name: string}} [look] */
const isAnother = ({ reading }, { name, status }, look) => reading !== PARTLY && status === 'suggested' && look !== undefined && look.name !== name;

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

/** Two letters or an acronym, with a number when taken. @param {Actor} actor @param {Set<string>} labels those that are taken */
function labelOf(actor, labels) {
  const words = actor.name.split(/[\s–—-]+/u).map((word) => word.replace(/[^\p{L}\p{N}]/gu, '')).filter((word) => word && !SMALL.has(word.toLowerCase()));
  const acronym = words.find((word) => /^\p{Lu}{2,3}$/u.test(word));
  const first = [...(words[0] ?? '?')];
  const last = words.length > 1 ? [...words[words.length - 1]] : [];
  const base = acronym ?? (last.length ? first[0] + last[0] : first.slice(0, 2).join(''));
  const name = base.toLocaleUpperCase('en');
  let label = name;
  for (let n = 2; labels.has(label); n++) label = name + n;
  return label;
}
