/**
 * The questions that are asked of an article first, answered in a line each: are its sources named, are they quoted or retold, who is
 * only talked about, and which verbs say more than “said”.
 *
 * It counts what the annotations say and judges nobody.
 *
 * @module
 */

import { voicesOf } from '../../state/voices.js';
import { el, plural, shorten } from '../dom.js';
import { isLoaded } from '../../state/verbs.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/voices.js').Voice} Voice */

/** The most loaded verbs that are written out. */
const VERBS = 4;

/** @param {Doc} doc a document with quotes @param {number} silent how many are only talked about */
export function glance(doc, silent) {
  const voices = voicesOf(doc);
  const lines = [
    ['Sources', sourcesIn(voices)],
    ['Wording', wordingIn(voices)],
    ['Never quoted', silent === 0 ? 'nobody who is mentioned' : `${plural(silent, 'actor')}, only talked about`],
    ['Verbs', verbsIn(voices)],
  ];
  return el('dl', { class: 'glance' }, lines.flatMap(([what, words]) => [el('dt', {}, what), el('dd', {}, words)]));
}

/** @param {readonly Voice[]} voices */
function sourcesIn(voices) {
  const named = voices.filter(({ actor, unnamed }) => actor && !unnamed).length;
  const described = voices.filter(({ actor, unnamed }) => actor && unnamed).length;
  const nobody = voices.find(({ actor }) => !actor)?.quotes ?? 0;
  const parts = [`${named} named`, described > 0 && `${described} unnamed, only described`, nobody > 0 && `${plural(nobody, 'quote')} without a source`];
  return parts.filter(Boolean).join(' · ');
}

/** @param {readonly Voice[]} voices */
function wordingIn(voices) {
  const words = voices.reduce((sum, voice) => sum + voice.words, 0);
  const direct = voices.reduce((sum, voice) => sum + voice.direct, 0);
  const percent = words === 0 ? 0 : Math.round((direct / words) * 100);
  return `${percent} % word for word · ${100 - percent} % retold`;
}

/** @param {readonly Voice[]} voices */
function verbsIn(voices) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const voice of voices) for (const { verb, count } of voice.verbs) counts.set(verb, (counts.get(verb) ?? 0) + count);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const loaded = new Map([...counts].filter(([verb]) => isLoaded(verb)));
  const total = [...loaded.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return all === 0 ? 'none' : 'none says more than “said”';
  const most = [...loaded].sort(([, a], [, b]) => b - a).slice(0, VERBS).map(([verb]) => `“${shorten(verb, 28)}”`);
  return `${total} of ${all} say more than “said”: ${most.join(', ')}${loaded.size > VERBS ? ' …' : ''}`;
}
