/**
 * A comparison of two articles as rows of a table, for a spreadsheet.
 *
 * @module
 */

/** @typedef {import('./pair.js').Pair} Pair */
/** @typedef {import('./pair.js').Said} Said */

const HEAD = ['what', 'who', 'first article', 'second article'];

/**
 * The rows, the head first; every row has as many cells as the head.
 * @param {Pair} pair
 * @param {[string, string]} titles
 * @returns {string[][]}
 */
export function rowsOf(pair, titles) {
  const percent = (/** @type {number} */ share) => `${Math.round(share * 100)} %`;
  const figures = (/** @type {import('../voices.js').Voice|null} */ voice) => (voice ? `${voice.quotes} quotes, ${voice.words} words` : '');
  const said = (/** @type {Said} */ { cue, words }) => (cue ? `${cue}: ${words}` : words);
  const name = (/** @type {{name: string}|null|undefined} */ actor) => actor?.name ?? 'nobody named';
  const told = (/** @type {import('./pair.js').Told} */ { described, verbs, stands }) =>
    [described, verbs, stands.map(({ position, target }) => `${position.kind}: ${target}`)].map((list) => list.join('; '));
  return [
    HEAD,
    ['title', '', ...titles],
    ...pair.voices.map(({ a, b }) => ['voice', name((a ?? b)?.actor), figures(a), figures(b)]),
    ...pair.quotes.map(({ a, b, speakers }) => [speakers ? 'quote in both' : 'quote in both, other speaker', speakers ? name(a.speaker) : `${name(a.speaker)} / ${name(b.speaker)}`, said(a), said(b)]),
    ...pair.only.a.map((quote) => ['quote in the first only', name(quote.speaker), said(quote), '']),
    ...pair.only.b.map((quote) => ['quote in the second only', name(quote.speaker), '', said(quote)]),
    ...pair.told.flatMap(({ a, b }) => {
      const [ours, theirs] = [told(a), told(b)];
      return ['called', 'verbs', 'stands'].map((what, at) => [what, a.actor.name, ours[at], theirs[at]]).filter(([, , x, y]) => x !== y);
    }),
    ['words that stand in the other, too', '', percent(pair.share.a), percent(pair.share.b)],
  ];
}
