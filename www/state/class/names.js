/**
 * Whom a learner means: a name that was typed, or a place in the text that was tapped, joined to an actor of the key.
 *
 * It joins where there is one answer only; a name that two actors share means neither.
 *
 * @module
 */

/** @typedef {import('../types.js').Part} Part */
/** An actor of a key: `names` is what the text calls them, `places` where. @typedef {{id: string, name: string, names: string[], places: Part[], unnamed: boolean}} KeyActor */
/** Whom a learner names; the place where a name was tapped in the text. @typedef {{name: string, start?: number, end?: number}} Who */

/** What stands before or within names and tells nobody apart. */
const EMPTY = new Set('the a an of for and mr mrs ms mx dr prof sir dame lord lady president minister mayor senator'.split(' '));

/** A name as it is compared: without case, accents and marks. @param {string} name */
export const folded = (name) => name.normalize('NFD').replace(/\p{M}+/gu, '').toLocaleLowerCase('en').replace(/[’']s?\b/gu, ' ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** “The mayor” is called “mayor”. @param {string} name */
const called = (name) => folded(name).replace(/^(?:the|an?) /, '');

/** @param {string} name */
const wordsIn = (name) => folded(name).split(' ').filter((word) => word && !EMPTY.has(word));

/**
 * The id of the actor that is meant, or `null`.
 * @param {Who|null} who
 * @param {readonly KeyActor[]} actors
 * @returns {string|null}
 */
export function actorMeant(who, actors) {
  if (!who) return null;
  return atPlace(who, actors) ?? byName(who.name, actors);
}

/** Whom the text means where the learner tapped; the shortest place that is touched is the one. @param {Who} who @param {readonly KeyActor[]} actors */
function atPlace({ start, end }, actors) {
  if (start === undefined || end === undefined) return null;
  const touched = actors.flatMap(({ id, places }) => places.filter(([from, to]) => from < end && start < to).map(([from, to]) => ({ id, size: to - from })));
  return touched.sort((a, b) => a.size - b.size)[0]?.id ?? null;
}

/** @param {string} name @param {readonly KeyActor[]} actors */
function byName(name, actors) {
  const wanted = called(name);
  if (!wanted) return null;
  return only(actors.filter((actor) => callings(actor).some((known) => called(known) === wanted))) ?? byWords(wordsIn(name), actors);
}

/** “Quill” and “Mayor Quill” mean Ada Quill where nobody else is called so. @param {string[]} wanted @param {readonly KeyActor[]} actors */
function byWords(wanted, actors) {
  if (wanted.length === 0) return null;
  const within = (/** @type {string[]} */ few, /** @type {string[]} */ many) => few.length > 0 && few.every((word) => many.includes(word));
  return only(actors.filter((actor) => within(wanted, callings(actor).flatMap(wordsIn)) || callings(actor).some((known) => within(wordsIn(known), wanted))));
}

/** @param {KeyActor} actor */
const callings = ({ name, names }) => [name, ...names];

/** @param {KeyActor[]} found */
const only = (found) => (found.length === 1 ? found[0].id : null);
