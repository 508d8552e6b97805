/**
 * The quotes and positions as plain text, to be pasted elsewhere.
 *
 * @module
 */

import { quotesOf, standsOf } from '../state/voices.js';
import { STANCES, capital, inMarks, peopleOf } from './wording.js';

/** @param {import('../state/types.js').Doc} doc */
export function asText(doc) {
  const quotes = quotesOf(doc).map(({ quote, content, cue }) => `${capital(peopleOf(doc, quote))}${cue ? ` (${cue})` : ''}: ${content.replace(/\s+/g, ' ')} [${quote.kind}]`);
  const stands = standsOf(doc).map(({ position, target }) => `${capital(peopleOf(doc, position))}, ${STANCES[position.kind].noun}: ${inMarks(target.replace(/\s+/g, ' '))}`);
  return [quotes.length > 0 ? `Quotes\n\n${quotes.join('\n')}` : '', stands.length > 0 ? `Positions\n\n${stands.join('\n')}` : ''].filter(Boolean).join('\n\n');
}
