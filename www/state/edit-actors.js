/**
 * Edits of actors and of who stands behind what: naming, merging, splitting, linking.
 *
 * Links that follow from an edit of another item keep their status; only what a person touched becomes `corrected`.
 *
 * @module
 */

import { agentsOf, replaceAgent, withAgents } from './agents.js';
import { actorName, chooseActor, dropOrphans, forgetActor } from './actor-links.js';
import { reject } from './edit-judge.js';
import { need, replaceItem, retire, touched, withList } from './items.js';

/** @typedef {import('./types.js').Actor} Actor */
/** @typedef {import('./types.js').ActorChoice} ActorChoice */
/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Mention} Mention */
/** @typedef {import('./types.js').NewActor} NewActor */
/** @typedef {import('./types.js').Span} Span */

/**
 * Adds an actor that no words name yet.
 * @param {Doc} doc
 * @param {NewActor} actor
 * @returns {Doc}
 */
export function addActor(doc, actor) {
  return chooseActor(doc, actor).doc;
}

/**
 * Says whom a mention means. Quotes and positions whose source it is follow; an actor that nothing names anymore goes.
 * @param {Doc} doc
 * @param {string} mention
 * @param {string|NewActor} actor an id, or an actor to be made
 * @returns {Doc}
 */
export function setActor(doc, mention, actor) {
  const item = need(doc, { kind: 'mention', id: mention });
  const chosen = chooseActor(doc, actor);
  if (chosen.id === null) throw new Error('A mention needs an actor.');
  if (chosen.id === item.actor) return doc;
  const next = replaceItem(chosen.doc, 'mention', touched(item, { actor: chosen.id }));
  return dropOrphans(followSources(next, item.actor, chosen.id, [item]), [item.actor]);
}

/**
 * Says who speaks.
 * @param {Doc} doc
 * @param {string} quote
 * @param {ActorChoice} actor an id, an actor to be made, or `null` for nobody
 * @returns {Doc}
 */
export function setSpeaker(doc, quote, actor) {
  const item = need(doc, { kind: 'quote', id: quote });
  const chosen = chooseActor(doc, actor);
  const before = agentsOf(item);
  if (chosen.id === (before[0] ?? null)) return doc;
  return dropOrphans(replaceItem(chosen.doc, 'quote', touched(withAgents(item, chosen.id === null ? [] : [chosen.id, ...before.slice(1)]), {})), before);
}

/**
 * Says who holds a position.
 * @param {Doc} doc
 * @param {string} position
 * @param {ActorChoice} actor an id, an actor to be made, or `null` for nobody
 * @returns {Doc}
 */
export function setHolder(doc, position, actor) {
  const item = need(doc, { kind: 'position', id: position });
  const chosen = chooseActor(doc, actor);
  const before = agentsOf(item);
  if (chosen.id === (before[0] ?? null)) return doc;
  return dropOrphans(replaceItem(chosen.doc, 'position', touched(withAgents(item, chosen.id === null ? [] : [chosen.id, ...before.slice(1)]), {})), before);
}

/**
 * Says who speaks or holds a position together with the first: `ids` in that order, without whom it is the first's alone.
 * @param {Doc} doc
 * @param {{kind: 'quote'|'position', id: string}} ref
 * @param {ActorChoice[]} choices ids, or actors to be made
 * @returns {Doc}
 */
export function setJoint(doc, ref, choices) {
  let next = doc;
  const others = choices.map((choice) => {
    const chosen = chooseActor(next, choice);
    next = chosen.doc;
    return chosen.id;
  });
  const item = /** @type {import('./types.js').Quote|import('./types.js').Position} */ (need(next, ref));
  const before = agentsOf(item);
  if (!before.length) throw new Error('Say who is the first, before others join.');
  const changed = withAgents(item, [before[0], ...others]);
  const after = agentsOf(changed);
  if (after.length === before.length && after.every((id, i) => id === before[i])) return doc;
  return dropOrphans(replaceItem(next, ref.kind, touched(changed, {})), before);
}

/**
 * Says which quote states a position.
 * @param {Doc} doc
 * @param {string} position
 * @param {string|null} quote
 * @returns {Doc}
 */
export function linkPosition(doc, position, quote) {
  const item = need(doc, { kind: 'position', id: position });
  if (quote !== null) need(doc, { kind: 'quote', id: quote });
  return item.quote === quote ? doc : replaceItem(doc, 'position', touched(item, { quote }));
}

/**
 * Makes two actors one: everything of `gone` becomes `keep`'s, also its role where `keep` has none. A mention that both had stays once.
 * @param {Doc} doc
 * @param {string} keep
 * @param {string} gone
 * @returns {Doc}
 */
export function mergeActors(doc, keep, gone) {
  const kept = need(doc, { kind: 'actor', id: keep });
  const lost = need(doc, { kind: 'actor', id: gone });
  if (keep === gone) throw new Error('An actor cannot be merged with itself.');
  const change = { type: kept.type ?? lost.type, role: kept.role ?? lost.role };
  const named = replaceItem(forgetActor(doc, gone, keep), 'actor', touched(kept, change));
  const mentions = mergeMentions(doc.mentions, keep, gone);
  const next = withList(retire(named, 'mention'), 'mention', mentions);
  return dropOrphans(next, [gone]);
}

/** @param {Mention[]} mentions @param {string} keep @param {string} gone @returns {Mention[]} */
function mergeMentions(mentions, keep, gone) {
  const own = new Set(mentions.filter((mention) => mention.actor === keep).map(({ start, end }) => `${start}-${end}`));
  return mentions
    .filter(({ actor, start, end }) => actor !== gone || !own.has(`${start}-${end}`))
    .map((mention) => (mention.actor === gone ? { ...mention, actor: keep } : mention));
}

/**
 * Makes a new actor of some of an actor's mentions. Quotes and positions whose source is one of these mentions follow.
 * @param {Doc} doc
 * @param {string} actor
 * @param {string[]} mentions at least one; not all
 * @param {Partial<NewActor>} [as] otherwise named by the first name among the mentions, of the old actor's type
 * @returns {Doc}
 */
export function splitActor(doc, actor, mentions, as = {}) {
  const old = need(doc, { kind: 'actor', id: actor });
  const chosen = new Set(mentions);
  const moved = doc.mentions.filter((mention) => chosen.has(mention.id));
  if (moved.length !== chosen.size || moved.some((mention) => mention.actor !== actor)) {
    throw new Error(`Not all of these are mentions of ${old.name}.`);
  }
  if (!moved.length) throw new Error('Splitting needs at least one mention.');
  if (moved.length === doc.mentions.filter((mention) => mention.actor === actor).length) {
    throw new Error(`${old.name} would be left without a mention.`);
  }
  const first = moved.find((mention) => mention.kind === 'name') ?? moved[0];
  const made = chooseActor(doc, { type: old.type, name: doc.text.slice(first.start, first.end), ...as });
  const to = /** @type {string} */ (made.id);
  const next = withList(made.doc, 'mention', doc.mentions.map((at) => (chosen.has(at.id) ? touched(at, { actor: to }) : at)));
  return followSources(next, actor, to, moved);
}

/** @param {Doc} doc @param {string} from @param {string} to @param {Mention[]} moved @returns {Doc} */
function followSources(doc, from, to, moved) {
  /** @param {Span|null} source */
  const isMoved = (source) => !!source && moved.some(({ start, end }) => source.start <= start && end <= source.end);
  const { quotes, positions } = doc;
  /** @param {import('./types.js').Quote|import('./types.js').Position} at */
  const follows = (at) => agentsOf(at).includes(from) && isMoved(at.source);
  return {
    ...doc,
    quotes: quotes.some(follows) ? quotes.map((at) => (follows(at) ? replaceAgent(at, from, to) : at)) : quotes,
    positions: positions.some(follows) ? positions.map((at) => (follows(at) ? replaceAgent(at, from, to) : at)) : positions,
  };
}

/** @param {Doc} doc @param {string} actor @param {Partial<Actor>} change @returns {Doc} */
function changeActor(doc, actor, change) {
  const item = need(doc, { kind: 'actor', id: actor });
  const same = Object.entries(change).every(([key, value]) => item[/** @type {keyof Actor} */ (key)] === value);
  return same ? doc : replaceItem(doc, 'actor', touched(item, change));
}

/**
 * @param {Doc} doc
 * @param {string} actor
 * @param {string} name
 * @returns {Doc}
 */
export function renameActor(doc, actor, name) {
  return changeActor(doc, actor, { name: actorName(name) });
}

/**
 * @param {Doc} doc
 * @param {string} actor
 * @param {string|null} role
 * @returns {Doc}
 */
export function setRole(doc, actor, role) {
  return changeActor(doc, actor, { role: role?.trim() || null });
}

/**
 * @param {Doc} doc
 * @param {string} actor
 * @param {boolean} anonymous
 * @returns {Doc}
 */
export function setAnonymous(doc, actor, anonymous) {
  return changeActor(doc, actor, { anonymous });
}

/**
 * The same as rejecting the actor.
 * @param {Doc} doc
 * @param {string} actor
 * @returns {Doc}
 */
export function removeActor(doc, actor) {
  return reject(doc, { kind: 'actor', id: actor });
}
