/**
 * The key of an exercise: what an annotated article says is to be found, in the words of the tools that learners get.
 *
 * It takes the document as it stands, whatever a person has accepted, corrected or added; nothing is judged here.
 *
 * @module
 */

import { agentsOf } from '../agents.js';
import { partsOf } from '../items.js';
import { TOOLS } from './tools.js';

/** @typedef {import('../types.js').Doc} Doc */
/** @typedef {import('../types.js').Part} Part */
/** @typedef {import('./tools.js').Layer} Layer */
/** @typedef {import('./tools.js').ToolId} ToolId */
/** @typedef {import('./names.js').KeyActor} KeyActor */
/**
 * One thing to be found. `parts` are its words, `others` places where it may be marked as well (an actor's further names); `who` are ids of actors.
 * @typedef {{id: string, layer: Layer, kind: string|null, parts: Part[], others: Part[], who: string[], reason: string|null}} KeyMark
 */
/** @typedef {{actors: KeyActor[], marks: KeyMark[]}} Key */

/** As many names of one actor as are worth carrying along. */
const MOST_NAMES = 12;

/**
 * The key for these tools.
 * @param {Doc} doc
 * @param {readonly ToolId[]} tools
 * @param {(cue: string) => boolean} isLoaded whether the words that report say more than “said”
 * @returns {Key} in text order
 */
export function keyOf(doc, tools, isLoaded) {
  const layers = new Set(tools.map((id) => TOOLS[id].layer));
  const makers = { actor: actorMarks, quote: quoteMarks, source: sourceMarks, position: positionMarks, verb: verbMarks, unheard: unheardMarks };
  const marks = [...layers].flatMap((layer) => makers[layer](doc, isLoaded));
  return { actors: doc.actors.map((actor) => keyActor(doc, actor)), marks: marks.sort((a, b) => a.parts[0][0] - b.parts[0][0]) };
}

/** @param {Doc} doc @param {import('../types.js').Actor} actor @returns {KeyActor} */
function keyActor(doc, { id, name, role, anonymous }) {
  const own = doc.mentions.filter((mention) => mention.actor === id);
  const called = own.filter(({ kind }) => kind !== 'pronoun').map(({ start, end }) => doc.text.slice(start, end));
  const names = [...new Set([...(role ? [role] : []), ...called])].filter((one) => one !== name);
  return { id, name, names: names.slice(0, MOST_NAMES), places: own.map(({ start, end }) => [start, end]), unnamed: anonymous };
}

/** Where an actor may be marked: by name or description first, by pronoun only where there is nothing else. @param {Doc} doc @param {string} actor */
function placesOf(doc, actor) {
  const own = doc.mentions.filter((mention) => mention.actor === actor);
  const called = own.filter(({ kind }) => kind !== 'pronoun');
  return (called.length > 0 ? called : own).map(({ start, end }) => /** @type {Part} */ ([start, end]));
}

/** @param {Doc} doc @param {Layer} layer @param {(actor: import('../types.js').Actor) => string|null} kindOf @param {(id: string) => boolean} isMeant @returns {KeyMark[]} */
function peopleMarks(doc, layer, kindOf, isMeant) {
  return doc.actors.flatMap((actor) => {
    const [first, ...others] = placesOf(doc, actor.id);
    return first && isMeant(actor.id) ? [{ id: `${layer}-${actor.id}`, layer, kind: kindOf(actor), parts: [first], others, who: [actor.id], reason: actor.reason ?? null }] : [];
  });
}

/** Who speaks. @param {Doc} doc */
const speakers = (doc) => new Set(doc.quotes.flatMap(agentsOf));

/** @param {Doc} doc */
const actorMarks = (doc) => peopleMarks(doc, 'actor', () => null, () => true);

/** @param {Doc} doc */
function sourceMarks(doc) {
  const heard = speakers(doc);
  return peopleMarks(doc, 'source', ({ anonymous }) => (anonymous ? 'unnamed' : 'named'), (id) => heard.has(id));
}

/** Whoever holds a position has been heard, too. @param {Doc} doc */
function unheardMarks(doc) {
  const heard = new Set([...speakers(doc), ...doc.positions.flatMap(agentsOf)]);
  return peopleMarks(doc, 'unheard', () => null, (id) => !heard.has(id));
}

/** @param {Doc} doc @returns {KeyMark[]} */
const quoteMarks = (doc) => doc.quotes.map((quote) => ({ id: quote.id, layer: 'quote', kind: quote.kind, parts: partsOf(quote), others: [], who: agentsOf(quote), reason: quote.reason ?? null }));

/** @param {Doc} doc @returns {KeyMark[]} */
function positionMarks(doc) {
  const kinds = { '1': 'for', '-1': 'against', '0': 'neither' };
  return doc.positions.map((position) => ({
    id: position.id, layer: 'position', kind: kinds[/** @type {'1'|'-1'|'0'} */ (String(position.polarity))], parts: partsOf(position), others: [], who: agentsOf(position), reason: position.reason ?? null,
  }));
}

/** @param {Doc} doc @param {(cue: string) => boolean} isLoaded @returns {KeyMark[]} */
function verbMarks(doc, isLoaded) {
  /** @type {Map<number, KeyMark>} */
  const found = new Map();
  for (const { id, cue } of [...doc.quotes, ...doc.positions]) {
    if (!cue || found.has(cue.start) || !isLoaded(doc.text.slice(cue.start, cue.end))) continue;
    found.set(cue.start, { id: `verb-${id}`, layer: 'verb', kind: null, parts: [[cue.start, cue.end]], others: [], who: [], reason: null });
  }
  return [...found.values()];
}
