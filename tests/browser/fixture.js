/**
 * The border sample annotated by hand, so that the page can be looked at and tested apart from what the core finds.
 *
 * Words are given as they stand in the text; `at` counts which occurrence is meant.
 *
 * @module
 */

import { border } from '../../www/samples/border.js';

const { text } = border;

/** @param {string} words @param {number} [at] */
function span(words, at = 1) {
  let start = -1;
  for (let n = 0; n < at; n++) start = text.indexOf(words, start + 1);
  if (start < 0) throw new Error(`The fixture's words are not in the text: ${words}`);
  return { start, end: start + words.length };
}

const note = (reason, confidence = 0.9) => ({ status: 'suggested', reason, confidence });
const NAME = note('It is written like a name.', 0.93);

const people = [
  ['Tarvia', 'government', null, ['Tarvia', 'Tarvia|2']],
  ['Ostrelia', 'government', null, ['Ostrelia', 'Ostrelia|2', 'Ostrelia|4', 'Ostrelia|5', 'Ostrelia|6']],
  ['Ilse Marrow', 'person', 'Tarvian Foreign Minister', ['Ilse Marrow', 'Marrow|2', 'Marrow|3']],
  ['Jonas Adeyemi-Holt', 'person', 'Ostrelia’s deputy prime minister', ['Jonas Adeyemi-Holt', 'Adeyemi-Holt|2']],
  ['Two officials familiar with the talks', 'group', null, ['Two officials familiar with the talks', 'them|1'], true],
  ['Tarvian Hauliers’ Association', 'organization', null, ['Tarvian Hauliers’ Association']],
  ['Petra Lindqvale', 'person', 'chairwoman', ['Petra Lindqvale', 'She|1']],
  ['A finance ministry spokesman', 'person', 'spokesman', ['A finance ministry spokesman', 'He denied||2'], true],
  ['Civic League', 'organization', 'opposition', ['Civic League']],
  ['Tomas Verhagen', 'person', 'leader', ['Tomas Verhagen']],
  ['Northern Council', 'organization', null, ['Northern Council']],
  ['Amara Sefton', 'person', 'envoy', ['Amara Sefton', 'she expected||3', 'Sefton|2']],
  ['The Alden Courier', 'media', null, ['The Alden Courier']],
];

const quotes = [
  ['indirect', 'they would reopen the Grenfall crossing next month', 'said', 'Tarvia and Ostrelia|2', null, 'It follows “said” and tells what was said.'],
  ['direct', ['“This is not the end of our disagreements, but it is the end of a closed road,”', '“Nobody in Grenfall should need eleven hours to visit a sister who lives across the bridge.”'], 'told reporters outside the ministry', 'Marrow|2', 'Ilse Marrow', 'It stands in quotation marks, and “Marrow told reporters” follows.'],
  ['mixed', 'the decision was “a modest step”', 'said|2', 'Adeyemi-Holt|2', 'Jonas Adeyemi-Holt', 'Part of it stands in quotation marks; “Adeyemi-Holt said” comes before.'],
  ['indirect', 'the crossing would be closed again if customs inspectors were threatened', 'warned that', 'Adeyemi-Holt|2', 'Jonas Adeyemi-Holt', 'It is the clause after “warned that”.'],
  ['indirect', 'the crossing will open for passengers on the first of the month and for lorries four weeks later', 'According to', 'a joint statement', null, '“According to” names a source.'],
  ['indirect', 'Tarvia had wanted freight to resume at once', 'said|3', 'Two officials familiar with the talks', 'Two officials familiar with the talks', 'It follows “said”.'],
  ['mixed', 'the final hours as “tense but never hostile.”', 'described', 'One of them', 'Two officials familiar with the talks', '“described … as” reports words.'],
  ['direct', '“Four more weeks is four more weeks of empty trucks,”', 'said|4', 'its chairwoman, Petra Lindqvale', 'Petra Lindqvale', 'It stands in quotation marks, and “said its chairwoman” follows.'],
  ['indirect', 'the state was liable for the closure', 'denied that', 'He denied||2', 'A finance ministry spokesman', 'It is the clause after “denied that”.'],
  ['indirect', 'his party would vote against any deal that did not settle the tolls', 'said in a post that', 'Its leader, Tomas Verhagen', 'Tomas Verhagen', 'It is the clause after “said that”.'],
  ['direct', '“a bridge without a price list is an invitation to the next quarrel.”', 'arguing that', null, 'Tomas Verhagen', 'It stands in quotation marks after “arguing that”.'],
  ['indirect', 'she expected a second round before the end of the year', 'said|6', 'Its envoy, Amara Sefton', 'Amara Sefton', 'It follows “said”.'],
  ['direct', ['“They have learned to talk to each other again,”', '“I hope they will not stop now.”'], 'said|7', 'Sefton|2', 'Amara Sefton', 'It stands in quotation marks, and “Sefton said” follows.'],
  ['indirect', 'the two sides had also discussed reopening the railway line to Lake Voss', 'reported that', 'The Alden Courier', 'The Alden Courier', 'It is the clause after “reported that”.'],
];

const positions = [
  ['commit', 1, 'reopen the Grenfall crossing next month', 'would', null, 0],
  ['warn', 0, 'the crossing would be closed again if customs inspectors were threatened', 'warned that', 'Jonas Adeyemi-Holt', 3],
  ['oppose', -1, 'to discuss', 'refused', 'Ostrelia', null],
  ['oppose', -1, 'the delay', 'criticized', 'Tarvian Hauliers’ Association', null],
  ['demand', 0, 'to pay for the losses', 'called on', 'Petra Lindqvale', null],
  ['deny', -1, 'the state was liable for the closure', 'denied that', 'A finance ministry spokesman', 8],
  ['oppose', -1, 'the agreement', 'rejected', 'Civic League', null],
  ['oppose', -1, 'any deal that did not settle the tolls', 'vote against', 'Tomas Verhagen', 9],
  ['support', 1, 'the outcome', 'welcomed', 'Northern Council', null],
  ['expect', 0, 'a second round before the end of the year', 'expected', 'Amara Sefton', 11],
];

/** @param {string} words */
function where(words) {
  const [what, at, from] = words.split('|');
  const found = span(what, Number(at) || 1);
  return from ? { start: found.start, end: found.start + Number(from) } : found;
}

/** Doubtful, fair, fair and sure. */
const CONFIDENCES = [0.55, 0.66, 0.77, 0.88];

/** The annotated sample, as the core would give it. */
export function borderDoc() {
  const actors = people.map(([name, type, role, , anonymous], i) => ({ id: `a${i + 1}`, type, name, role, anonymous: Boolean(anonymous), ...NAME }));
  const id = (name) => actors.find((actor) => actor.name === name)?.id ?? null;
  const spot = (words) => (words === null ? null : where(words));
  const mentions = people
    .flatMap(([name, , , list]) => list.map((words) => ({ actor: id(name), kind: /^(she|he|them)\b/i.test(words) ? 'pronoun' : /^(Two|A finance)/.test(words) ? 'role' : 'name', ...where(words) })))
    .sort((a, b) => a.start - b.start)
    .map((mention, i) => ({ id: `m${i + 1}`, ...mention, ...NAME }));
  const said = quotes.map(([kind, content, cue, source, speaker, reason], i) => {
    const parts = [content].flat().map((words) => where(words)).map(({ start, end }) => [start, end]);
    return { id: `q${i + 1}`, kind, start: parts[0][0], end: parts.at(-1)[1], spans: parts, cue: spot(cue), source: spot(source), speaker: id(speaker), hedged: false, ...note(reason, CONFIDENCES[i % CONFIDENCES.length]) };
  });
  const stands = positions.map(([kind, polarity, target, cue, holder, quote], i) => {
    const at = where(target);
    return { id: `p${i + 1}`, kind, polarity, ...at, spans: [[at.start, at.end]], cue: spot(cue), source: null, holder: id(holder), quote: quote === null ? null : `q${quote + 1}`, hedged: false, ...note(`“${cue}” shows the stance.`, 0.7) };
  });
  return { format: 'whosaid/1', offset_unit: 'utf16', text, language: 'en', title: null, actors, mentions, quotes: said, positions: stands };
}
