/**
 * Which actors of two articles are the same, told by their names.
 *
 * Whoever could be two people is nobody: an actor without a match is listed by itself, which is better than a wrong match.
 *
 * @module
 */

/** @typedef {import('../types.js').Actor} Actor */
/** @typedef {import('../types.js').Doc} Doc */
/** @typedef {{actor: Actor, mentions: number, names: string[][]}} Named each name as its words, without accents, capitals and articles */

/** How well two names fit: not at all, the initials, a part, all of it. */
const [NOT, INITIALS, PART, WHOLE] = [0, 1, 2, 3];

/**
 * The actors of the first article beside those of the second, in the first one's order.
 * @param {Doc} a
 * @param {Doc} b
 * @returns {Map<string, string>} ids of the first to ids of the second; each is there once
 */
export function sameActors(a, b) {
  const [ours, theirs] = [namedIn(a), namedIn(b)];
  const pairs = ours.flatMap((one) => theirs.map((other) => ({ one, other, fit: fitOf(one, other) }))).filter(({ fit }) => fit > NOT);
  pairs.sort((x, y) => y.fit - x.fit);
  /** @type {Map<string, string>} */
  const same = new Map();
  const taken = new Set();
  for (const level of [WHOLE, PART, INITIALS]) {
    const open = pairs.filter(({ one, other, fit }) => fit === level && !same.has(one.actor.id) && !taken.has(other.actor.id));
    for (const { one, other } of open) {
      const rivals = open.filter((pair) => (pair.one === one) !== (pair.other === other));
      // Two people with one surname, and an article that gives no more of it.
      if (rivals.length > 0) continue;
      same.set(one.actor.id, other.actor.id);
      taken.add(other.actor.id);
    }
  }
  return new Map(ours.flatMap(({ actor }) => (same.has(actor.id) ? [[actor.id, /** @type {string} */ (same.get(actor.id))]] : [])));
}

/** @param {Doc} doc @returns {Named[]} */
function namedIn(doc) {
  /** @type {Map<string, string[]>} */
  const spelled = new Map();
  for (const { actor, kind, start, end } of doc.mentions) {
    if (kind !== 'name') continue;
    spelled.set(actor, [...(spelled.get(actor) ?? []), doc.text.slice(start, end)]);
  }
  return doc.actors.map((actor) => {
    const names = new Set([...(spelled.get(actor.id) ?? []), actor.name]);
    return { actor, mentions: spelled.get(actor.id)?.length ?? 0, names: [...names].map(wordsOfName).filter((words) => words.length > 0) };
  });
}

/** @param {string} name */
export function wordsOfName(name) {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’]s\b|\./g, '');
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 1 && words[0] === 'the' ? words.slice(1) : words;
}

/** @param {Named} one @param {Named} other */
function fitOf(one, other) {
  if (one.actor.anonymous !== other.actor.anonymous) return NOT;
  const [x, y] = [one.actor.type, other.actor.type];
  const isPerson = x === 'person' && y === 'person';
  if (x && y && (x === 'person') !== (y === 'person')) return NOT;
  let best = NOT;
  for (const a of one.names) for (const b of other.names) best = Math.max(best, fit(a, b, isPerson, one.actor.anonymous));
  return best === WHOLE || !isPerson || agree(one, other) ? best : NOT;
}

/** @param {string[]} a @param {string[]} b @param {boolean} isPerson @param {boolean} isDescribed a description names nobody in part */
function fit(a, b, isPerson, isDescribed) {
  if (a.join(' ') === b.join(' ')) return isPerson && a.length === 1 ? PART : WHOLE;
  if (isDescribed) return NOT;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (isPerson) return short.at(-1) === long.at(-1) && short.every((word) => long.some((other) => begins(word, other) || begins(other, word))) ? PART : NOT;
  const initials = long.map((word) => word[0]).join('');
  return short.length === 1 && long.length > 1 && (short[0] === initials || short[0] === initialsOf(long)) ? INITIALS : NOT;
}

/** Whether a part of a name stands for another: itself or its first letter. @param {string} word @param {string} other */
const begins = (word, other) => word === other || (word.length === 1 && other.startsWith(word));

/** Without the small words, as in “Organization for Security and Cooperation in Europe”. @param {string[]} words */
const initialsOf = (words) => words.filter((word) => word.length > 3).map((word) => word[0]).join('');

/** Full names of one person share their first word or its letter: “Ann Reyes” is not “Tom Reyes”. @param {Named} one @param {Named} other */
function agree(one, other) {
  const firsts = (/** @type {Named} */ { names }) => names.filter((words) => words.length > 1).map(([first]) => first);
  const [ours, theirs] = [firsts(one), firsts(other)];
  const alike = (/** @type {string} */ x, /** @type {string} */ y) => x === y || ((x.length === 1 || y.length === 1) && x[0] === y[0]);
  return ours.length === 0 || theirs.length === 0 || ours.some((x) => theirs.some((y) => alike(x, y)));
}
