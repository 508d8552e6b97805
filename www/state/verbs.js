/**
 * What a verb of saying says besides "said": how the reporter takes what is reported.
 *
 * The list is for showing, not for finding quotes; whether a verb is fair is for the reader to judge.
 *
 * @module
 */

import { groupBy, quotesOf } from './voices.js';

/** @typedef {import('./types.js').Doc} Doc */
/** What verbs of one kind imply, in plain words: "He …". @typedef {{id: string, words: string}} Implied */
/** @typedef {{verb: string, count: number, first: string}} Used a cue as it stands but for capitals, and the first quote with it */

/** @type {(Implied & {verbs: string})[]} */
const KINDS = [
  { id: 'doubt', words: 'leaves open whether it is true, or doubts it', verbs: 'allege assert boast brag claim contend insist maintain purport' },
  { id: 'fact', words: 'takes it for a fact', verbs: 'disclose explain note observe reveal' },
  { id: 'guilt', words: 'suggests that it was hidden, or against their interest', verbs: 'acknowledge admit concede confess' },
  { id: 'blame', words: 'makes it an attack', verbs: 'accuse assail attack blame blast charge condemn criticise criticize decry denounce deplore fault lambast lash mock rail rebuke ridicule slam taunt' },
  { id: 'refusal', words: 'makes it a refusal, as if there were something to answer', verbs: 'deflect deny dismiss rebuff refute reject' },
  { id: 'alarm', words: 'takes the danger for real', verbs: 'caution threaten warn' },
  { id: 'weight', words: 'gives it weight', verbs: 'argue emphasise emphasize stress trumpet underline underscore urge vow' },
  { id: 'hint', words: 'reads it between the lines', verbs: 'hint imply insinuate suggest' },
  { id: 'praise', words: 'shares or shows off the praise', verbs: 'applaud gloat hail laud praise tout crow' },
  { id: 'mood', words: 'tells the speaker’s mood', verbs: 'bemoan complain deride fume grumble jeer joke lament moan quip rant scoff sneer whine' },
];
const IMPLIED = new Map(KINDS.flatMap(({ id, words, verbs }) => verbs.split(' ').map((verb) => [verb, /** @type {Implied} */ ({ id, words })])));

/**
 * What a cue implies besides that it was said; endings are taken off by rule.
 * @param {string} cue
 * @returns {Implied|null} null for "said", "told", "according to" and all that say no more
 */
export function impliedBy(cue) {
  for (const word of cue.toLowerCase().split(/[^a-z]+/)) {
    for (const stem of stems(word)) {
      const implied = IMPLIED.get(stem);
      if (implied) return implied;
    }
  }
  return null;
}

/** Whether the cue says more than “said”. @param {string} cue */
export const isLoaded = (cue) => impliedBy(cue) !== null;

/**
 * The cues of a document's quotes, gathered by what they imply: those that say no more than “said” first, then the most used.
 * @param {Doc} doc
 * @returns {{implied: Implied|null, count: number, verbs: Used[]}[]}
 */
export function verbsIn(doc) {
  const said = quotesOf(doc).flatMap(({ quote, cue }) => (cue && !quote.negated ? [{ verb: cue.toLowerCase().replace(/\s+/g, ' '), id: quote.id }] : []));
  const used = [...groupBy(said, ({ verb }) => verb)].map(([verb, own]) => ({ verb, count: own.length, first: own[0].id }));
  const kinds = [...groupBy(used, ({ verb }) => impliedBy(verb)?.id ?? '')].map(([id, verbs]) => ({
    implied: id ? impliedBy(verbs[0].verb) : null,
    count: verbs.reduce((sum, { count }) => sum + count, 0),
    verbs: verbs.sort((a, b) => b.count - a.count || (a.verb < b.verb ? -1 : 1)),
  }));
  return kinds.sort((a, b) => Number(a.implied !== null) - Number(b.implied !== null) || b.count - a.count);
}

/** @param {string} word @returns {string[]} */
function stems(word) {
  const cut = [word];
  for (const ending of ['s', 'es', 'd', 'ed', 'ing']) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    cut.push(base, `${base}e`, base.replace(/(.)\1$/, '$1'));
    if (/i$/.test(base)) cut.push(base.replace(/i$/, 'y'));
  }
  return cut;
}
