/**
 * Who is behind a mention, quote or position: choosing or making the actor, and repairing the links when an actor goes.
 *
 * It never decides that two actors are one; that is a person's edit (edit-actors.js).
 *
 * @module
 */

import { agentsOf, replaceAgent } from './agents.js';
import { insertItem, need, retire, takeId, withList } from './items.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').ActorChoice} ActorChoice */
/** @typedef {import('./types.js').ActorType} ActorType */

/** @type {readonly (string|null)[]} */
const TYPES = ['person', 'organization', 'government', 'media', 'group', null];

/**
 * The id a choice stands for, and the document, in which a new actor may have been made.
 * @param {Doc} doc
 * @param {ActorChoice} choice
 * @returns {{doc: Doc, id: string|null}}
 */
export function chooseActor(doc, choice) {
  if (choice === null) return { doc, id: null };
  if (typeof choice !== 'object') return { doc, id: need(doc, { kind: 'actor', id: choice }).id };
  const name = actorName(choice.name);
  const { type = null, role = null, anonymous = false, ...extra } = choice;
  if (!TYPES.includes(type)) throw new Error(`${JSON.stringify(type)} is no kind of actor.`);
  const taken = takeId(doc, 'actor');
  const actor = { ...extra, id: taken.id, type, name, role: role?.trim() || null, anonymous, status: /** @type {const} */ ('added') };
  return { doc: insertItem(taken.doc, 'actor', actor), id: taken.id };
}

/**
 * The name without outer space.
 * @param {string} name
 * @throws {Error} when nothing is left
 */
export function actorName(name) {
  const clean = name.trim();
  if (!clean) throw new Error('An actor needs a name.');
  return clean;
}

/**
 * Quotes and positions of this actor get `to` (or nobody) instead. Their status stays: nobody has looked at them.
 * @param {Doc} doc
 * @param {string} actor
 * @param {string|null} [to]
 * @returns {Doc}
 */
export function forgetActor(doc, actor, to = null) {
  let next = doc;
  if (doc.quotes.some((quote) => agentsOf(quote).includes(actor))) {
    next = withList(next, 'quote', doc.quotes.map((quote) => replaceAgent(quote, actor, to)));
  }
  if (doc.positions.some((position) => agentsOf(position).includes(actor))) {
    next = withList(next, 'position', doc.positions.map((position) => replaceAgent(position, actor, to)));
  }
  return next;
}

/**
 * Takes out those of `actors` that nothing names anymore, after an edit that may have taken their last mention, quote or position.
 * @param {Doc} doc
 * @param {(string|null)[]} actors
 * @returns {Doc}
 */
export function dropOrphans(doc, actors) {
  const gone = new Set(actors);
  for (const mention of doc.mentions) gone.delete(mention.actor);
  for (const item of [...doc.quotes, ...doc.positions]) for (const id of agentsOf(item)) gone.delete(id);
  if (!doc.actors.some((actor) => gone.has(actor.id))) return doc;
  return withList(retire(doc, 'actor'), 'actor', doc.actors.filter((actor) => !gone.has(actor.id)));
}
