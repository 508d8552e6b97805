/**
 * Puts the marks of the careful reading in the place of the quick ones that nobody has touched.
 *
 * What a person accepted, corrected or added stays as it is, with whom it names; what a person threw out does not come back. A mark that both
 * readings found keeps its name, so that whoever looks at it goes on looking at it.
 *
 * @module
 */

import { agentsOf, withAgents } from './agents.js';
import { breath } from './breath.js';
import { KINDS, LIST, lastNumber, listOf } from './items.js';
import { agree, overlaps } from './overlaps.js';
import { sharing } from './sharing.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Edit} Edit */
/** @typedef {import('./types.js').Actor} Actor */
/** @typedef {import('./types.js').Mention} Mention */
/** @typedef {import('./types.js').Quote} Quote */
/** @typedef {import('./types.js').Position} Position */
/** @typedef {import('./types.js').Item} Item */
/** @typedef {import('./types.js').ItemKind} ItemKind */
/** @typedef {import('./types.js').Span} Span */
/** @typedef {Mention|Quote|Position} Mark */
/** @typedef {'mention'|'quote'|'position'} MarkKind */
/** @typedef {import('./sharing.js').Same} Same */
/** New ids of a kind. @typedef {(kind: ItemKind) => string} NewId */

/** What documents say of where their suggestions are from. While a text is read carefully some are from this reading: those that have a record of what decided. */
export const QUICK = 'quick 1';
export const PARTLY = 'partly 1';
export const CAREFUL = 'careful 1';

const isTouched = (/** @type {Item} */ item) => item.status !== 'suggested';

/**
 * The edit that gives a document over the same text the marks of `careful`. Of several documents of one history each mark has the same name in all.
 *
 * With a long text it takes longer than a page may be kept waiting: `prepare` does it for a document beforehand, some milliseconds at a time.
 * @param {Doc} careful
 * @param {readonly Doc[]} history
 * @param {Span} [where] of a text that is read only in part so far: where marks are replaced, told by their beginning; all others stay, and whoever they name
 *   goes by the same name as before
 * @returns {{edit: Edit, prepare: (doc: Doc) => Promise<void>}}
 */
export function takeOver(careful, history, where) {
  const last = new Map(KINDS.map((kind) => [kind, Math.max(0, ...history.map((doc) => lastNumber(doc, kind)))]));
  /** @type {Common} */
  const common = { last, lastIds: Object.fromEntries(KINDS.map((kind) => [kind, (last.get(kind) ?? 0) + careful[LIST[kind]].length])), same: sharing(), where };
  /** @type {WeakMap<Doc, Doc>} */
  const done = new WeakMap();
  return {
    edit(doc) {
      const known = done.get(doc);
      if (known) return known;
      const work = taken(doc, careful, common);
      let step = work.next();
      while (!step.done) step = work.next();
      done.set(doc, step.value);
      return step.value;
    },
    async prepare(doc) {
      const work = taken(doc, careful, common);
      for (let step = work.next(); ; step = work.next()) {
        if (step.done) return void done.set(doc, step.value);
        await breath();
      }
    },
  };
}

/** What the documents of one history share: the highest numbers of ids before and after. @typedef {{last: Map<ItemKind, number>, lastIds: Record<string, number>, same: Same, where: Span|undefined}} Common */

/** What is done between two breaths. */
const SLICE = 2000;

/** The document with the marks of `careful`; it pauses every some milliseconds. @param {Doc} doc @param {Doc} careful @param {Common} common @returns {Generator<void, Doc, void>} */
function* taken(doc, careful, { last, lastIds, same, where }) {
  const fresh = freshIds(last);
  const isWithin = (/** @type {Span} */ { start }) => !where || (where.start <= start && start < where.end);
  const isKept = (/** @type {Mark} */ mark) => isTouched(mark) || !isWithin(mark);
  const actors = yield* actorsOf(doc, careful, { fresh, same, isKept, isPart: where !== undefined });
  yield;
  const unwanted = unwantedIn(doc);
  /** Ids of the careful reading and what they are here. @type {Record<MarkKind, Map<string, string>>} */
  const names = { mention: new Map(), quote: new Map(), position: new Map() };
  const who = (/** @type {string|null} */ id) => (id === null ? null : (actors.names.get(id) ?? null));
  /** @template {Mark} M @param {MarkKind} kind @param {M[]} found @param {(mark: M) => M|null} bound `null` where nobody is left whom it names @returns {Generator<void, M[], void>} */
  const marksOf = function* (kind, found, bound) {
    const old = /** @type {M[]} */ (/** @type {unknown} */ (listOf(doc, kind)));
    const kept = old.filter(isKept);
    const near = overlaps(kept);
    const alike = new Map(old.filter((mark) => !isKept(mark)).map((mark) => [placeOf(mark), mark.id]));
    const come = [];
    for (const [at, mark] of found.entries()) {
      if (at % SLICE === 0) yield;
      // Counted also where it does not come, so that it has one name in all documents of the history.
      const id = fresh(kind);
      if (!isWithin(mark) || unwanted(kind, mark) || near(mark).some((own) => stands(kind, own, mark))) continue;
      const [named, place] = [bound(mark), placeOf(mark)];
      if (!named) continue;
      const name = alike.get(place) ?? id;
      names[kind].set(mark.id, name);
      come.push(same(mark, /** @type {M} */ ({ ...named, id: name })));
      alike.delete(place);
    }
    yield;
    return [...kept, ...come].sort((a, b) => a.start - b.start || b.end - a.end);
  };
  const mentions = yield* marksOf('mention', careful.mentions, (mark) => {
    const actor = who(mark.actor);
    return actor === null ? null : { ...mark, actor };
  });
  const quotes = yield* marksOf('quote', careful.quotes, (mark) => withAgents(mark, agentsOf(mark).map(who)));
  const stated = quoteFinder(doc, quotes);
  const positions = yield* marksOf('position', careful.positions, (mark) => ({ ...withAgents(mark, agentsOf(mark).map(who)), quote: mark.quote === null ? null : (names.quote.get(mark.quote) ?? null) }));
  const bound = positions.map((mark) => (isKept(mark) && mark.quote !== null ? withQuote(mark, stated(mark.quote)) : mark));
  yield;
  return {
    ...doc,
    reading: where ? PARTLY : careful.reading,
    actors: present(actors.all, mentions, quotes, bound),
    mentions,
    quotes,
    positions: bound,
    last_ids: lastIds,
  };
}

/** @param {Map<ItemKind, number>} last @returns {NewId} */
function freshIds(last) {
  const next = new Map(last);
  return (kind) => {
    const number = (next.get(kind) ?? 0) + 1;
    next.set(kind, number);
    return kind[0] + number;
  };
}

/**
 * Who is there: each actor of the careful reading goes by the name of the one whose words it has most of, and is that one where a person has had a
 * hand in it or, as long as only a part is read, marks that stay name it; who is named by a mark that stays, stays.
 * @param {Doc} doc @param {Doc} careful @param {{fresh: NewId, same: Same, isKept: (mark: Mark) => boolean, isPart: boolean}} common
 * @returns {Generator<void, {all: Actor[], names: Map<string, string>}, void>}
 */
function* actorsOf(doc, careful, { fresh, same, isKept, isPart }) {
  const needed = new Set(doc.actors.filter(isTouched).map(({ id }) => id));
  for (const mention of doc.mentions) if (isKept(mention)) needed.add(mention.actor);
  for (const item of [...doc.quotes, ...doc.positions]) if (isKept(item)) for (const id of agentsOf(item)) needed.add(id);
  const counterpart = yield* counterparts(doc, careful);
  const before = new Map(doc.actors.map((actor) => [actor.id, actor]));
  const rejected = new Set((doc.rejected ?? []).filter(({ kind }) => kind === 'actor').map(({ item }) => /** @type {Actor} */ (item).name));
  /** @type {Map<string, string>} */
  const names = new Map();
  /** @type {Map<string, Actor>} */
  const all = new Map();
  for (const actor of careful.actors) {
    const id = fresh('actor');
    if (rejected.has(actor.name)) continue;
    const old = before.get(counterpart(actor) ?? '');
    const isOwn = old !== undefined && (isTouched(old) || (isPart && needed.has(old.id)));
    const name = old && (isOwn || !all.has(old.id)) ? old.id : id;
    names.set(actor.id, name);
    all.set(name, isOwn ? old : same(actor, { ...actor, id: name }));
  }
  for (const id of needed) {
    const old = before.get(id);
    if (old && !all.has(id)) all.set(id, old);
  }
  return { all: [...all.values()], names };
}

/**
 * For an actor of the careful reading the id of the one here that shares most mentions with it, else the name.
 * @param {Doc} doc @param {Doc} careful @returns {Generator<void, (actor: Actor) => string|undefined, void>}
 */
function* counterparts(doc, careful) {
  const at = new Map(doc.mentions.map((mention) => [placeOf(mention), mention.actor]));
  /** @type {Map<string, Map<string, number>>} */
  const shared = new Map();
  for (const [i, mention] of careful.mentions.entries()) {
    if (i % SLICE === 0) yield;
    const here = at.get(placeOf(mention));
    if (here === undefined) continue;
    const counts = shared.get(mention.actor) ?? new Map();
    shared.set(mention.actor, counts.set(here, (counts.get(here) ?? 0) + 1));
  }
  const named = new Map(doc.actors.map(({ id, name }) => [name, id]));
  return (/** @type {Actor} */ { id, name }) => {
    let [best, most] = [named.get(name), 0];
    for (const [here, count] of shared.get(id) ?? []) if (count > most) [best, most] = [here, count];
    return best;
  };
}

/** What a person threw out, by place. @param {Doc} doc @returns {(kind: MarkKind, mark: Mark) => boolean} */
function unwantedIn(doc) {
  const of = (/** @type {MarkKind} */ wanted) => overlaps((doc.rejected ?? []).filter(({ kind }) => kind === wanted).map(({ item }) => /** @type {Mark} */ (item)));
  const thrown = { mention: of('mention'), quote: of('quote'), position: of('position') };
  return (kind, mark) => thrown[kind](mark).some((old) => agree(old, mark));
}

/** Whether a mark of a person's stands where another is found: mentions do not cross, of the others each covers at least half of the other. @param {MarkKind} kind @param {Span} own @param {Span} found */
const stands = (kind, own, found) => kind === 'mention' || agree(own, found);

/** Where a mark stands, as one number: texts are shorter than 2²⁶ units. @param {Mark} mark */
export const placeOf = ({ start, end }) => start * 2 ** 26 + end;

/** Which quote now stands for one that was there before: the same, else one about the same words. @param {Doc} doc @param {Quote[]} quotes */
function quoteFinder(doc, quotes) {
  const here = new Set(quotes.map(({ id }) => id));
  const before = new Map(doc.quotes.map((quote) => [quote.id, quote]));
  const near = overlaps(quotes);
  return (/** @type {string} */ id) => {
    const old = before.get(id);
    return here.has(id) ? id : ((old && near(old).find((quote) => agree(quote, old))?.id) ?? null);
  };
}

/** @param {Position} mark @param {string|null} quote @returns {Position} */
const withQuote = (mark, quote) => (mark.quote === quote ? mark : { ...mark, quote });

/** The actors in order of their first mention; suggested ones of whom nothing is left are gone. @param {Actor[]} all @param {Mention[]} mentions @param {Quote[]} quotes @param {Position[]} positions */
function present(all, mentions, quotes, positions) {
  /** @type {Map<string, number>} */
  const first = new Map();
  const meet = (/** @type {string|null} */ id, /** @type {number} */ start) => {
    if (id !== null) first.set(id, Math.min(first.get(id) ?? Infinity, start));
  };
  for (const { actor, start } of mentions) meet(actor, start);
  for (const item of [...quotes, ...positions]) for (const id of agentsOf(item)) if (!first.has(id)) meet(id, item.end);
  const place = (/** @type {Actor} */ actor) => first.get(actor.id) ?? Infinity;
  return all.filter((actor) => isTouched(actor) || first.has(actor.id)).sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
