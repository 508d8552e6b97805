/**
 * The tab Voices: who speaks, how much, word for word or retold, with which verbs; and who is only talked about.
 *
 * It counts what the annotations say and judges nobody.
 *
 * @module
 */

import { impliedBy, isLoaded, verbsIn } from '../../state/verbs.js';
import { hasVoice, talkedAbout, voicesOf } from '../../state/voices.js';
import { acceptButton } from './accept-all.js';
import { button, el, plural, shorten } from '../dom.js';
import { glance } from './glance.js';
import { lookOf } from '../paper/palette.js';
import { fill } from './rows.js';
import { isUnknown, lacking } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Actor} Actor */
/** @typedef {import('../../state/voices.js').Voice} Voice */
/** @typedef {import('../services.js').Services} Services */

export const MOST = 200;
/** How many verbs of a kind are written out. */
const MOST_VERBS = 12;

/** @param {ParentNode} root @param {import('../../state/store.js').Store} store @param {Services} services @param {() => boolean} wanted whether to go on */
export async function drawVoices(root, store, services, wanted) {
  const doc = store.shown();
  const all = store.get().doc;
  if (!doc || !all) return;
  const voices = voicesOf(doc);
  // Who speaks in a quote that is not certain enough to be shown is not "only talked about".
  const quoted = new Set(all.quotes.map((quote) => quote.speaker));
  const silent = talkedAbout(doc).filter(({ actor }) => !quoted.has(actor.id));
  const top = voices[0]?.words || 1;
  const speaking = el('ol', { class: 'voices' });
  const mentioned = el('ul', { class: 'silent' });
  const verbs = verbsIn(doc);
  if (voices.length > 0) root.append(glance(doc, silent.length));
  root.append(heading('Who speaks', voices.length, doc));
  if (voices.length > 0) root.append(el('p', { class: 'key' }, el('span', {}, el('i', { class: 'bar-key direct' }), 'in quotation marks'), el('span', {}, el('i', { class: 'bar-key retold' }), 'retold'), el('span', {}, '%: of all words quoted')));
  root.append(voices.length === 0 ? empty(lacking(all, 'quotes', 'Nobody is quoted in this text.')) : speaking);
  if (verbs.length > 0) root.append(heading('How it is reported', verbs.reduce((sum, { count }) => sum + count, 0), doc), el('dl', { class: 'implied' }, verbs.flatMap(verbKind)));
  root.append(heading('Only talked about', silent.length, doc));
  root.append(silent.length === 0 ? empty(doc.actors.length > 0 ? 'Everybody who is mentioned also speaks.' : lacking(all, 'actors', 'Nobody.')) : mentioned);
  const accept = acceptButton('mention', doc.mentions, services, 'mention');
  if (accept) root.append(accept);
  if (doc.actors.length > 0) root.append(button({ icon: 'merge', words: 'Rename, merge or split actors', class: 'button small wide', run: () => services.openActors() }));
  await fill(speaking, voices.slice(0, MOST), (voice) => voiceRow(doc, voice, top, store, services), wanted);
  await fill(mentioned, silent.slice(0, MOST), (someone) => silentRow(doc, someone), wanted);
}

/** What the verbs of one kind say, and each of them as a way to its first quote. @param {ReturnType<typeof verbsIn>[number]} kind */
function verbKind({ implied, count, verbs }) {
  const way = (/** @type {import('../../state/verbs.js').Used} */ { verb, count: times, first }) =>
    el('button', { type: 'button', class: `verb${implied ? ' loaded' : ''}`, 'data-go': `quote ${first}`, 'data-row': `verb-${verb}` }, shorten(verb, 28), times > 1 ? ` ${times}×` : '');
  return [el('dt', {}, `${count}× `, implied ? implied.words : 'says no more than that it was said'), el('dd', {}, verbs.slice(0, MOST_VERBS).map(way), verbs.length > MOST_VERBS ? ' …' : '')];
}

/** @param {Doc} doc @param {import('../../state/voices.js').Bystander} someone */
function silentRow(doc, { actor, mentions }) {
  const times = el('span', { class: 'muted' }, `${mentions}×`, el('span', { class: 'hidden' }, ' mentioned'));
  return el('li', {}, el('button', { type: 'button', class: 'person', 'data-go': `actor ${actor.id}`, 'data-row': `actor-${actor.id}` }, chip(doc, actor), el('span', { class: 'name' }, actor.name), times));
}

/** @param {Doc} doc @param {Voice} voice @param {number} top @param {import('../../state/store.js').Store} store @param {Services} services */
function voiceRow(doc, voice, top, store, services) {
  const { actor } = voice;
  const look = lookOf(doc, actor?.id ?? null);
  const go = actor ? { 'data-go': `actor ${actor.id}`, 'data-row': `actor-${actor.id}` } : { 'data-go': `quote ${voice.firstQuote}`, 'data-row': 'actor-' };
  const filter = () => {
    store.set({ filter: { speaker: actor?.id ?? '' } });
    services.panel.show('quotes');
  };
  const stands = () => {
    store.set({ filter: { speaker: actor?.id ?? '' } });
    services.panel.show('positions');
  };
  const name = actor?.name ?? 'Nobody named';
  return el(
    'li',
    { class: `voice slot-${look.slot}` },
    el(
      'button',
      { type: 'button', class: 'person', ...go },
      chip(doc, actor),
      el('span', { class: 'name' }, name, actor?.role ? el('span', { class: 'role' }, actor.role) : null),
      voice.unnamed && actor ? el('span', { class: 'tag' }, 'unnamed') : null,
    ),
    share(voice, top),
    el(
      'p',
      { class: 'figures' },
      el('span', { title: `${Math.round(voice.share * 100)} % of all quoted words` }, `${plural(voice.words, 'word')} · ${Math.round(voice.share * 100)} %`),
      button({ words: plural(voice.quotes, 'quote'), class: 'link', label: `${plural(voice.quotes, 'quote')} by ${name}`, run: filter }),
      voice.positions > 0 && button({ words: plural(voice.positions, 'position'), class: 'link', label: `${plural(voice.positions, 'position')} of ${name}`, run: stands }),
    ),
    voice.verbs.length > 0 && el('p', { class: 'verbs' }, voice.verbs.slice(0, 6).map(({ verb, count }) => el('span', isLoaded(verb) ? { class: 'verb loaded', title: `Says more than “said”: ${impliedBy(verb)?.words}` } : { class: 'verb' }, shorten(verb, 28), count > 1 ? ` ${count}×` : '', isLoaded(verb) ? el('span', { class: 'hidden' }, ' (loaded verb)') : null))),
  );
}

/** The words in and outside quotation marks, as long as the voice is loud. @param {Voice} voice @param {number} top */
function share({ direct, paraphrased, words }, top) {
  const bar = (/** @type {string} */ kind, /** @type {number} */ n) => (n > 0 ? el('span', { class: kind, '--part': `${((n / top) * 98).toFixed(1)}%` }) : null);
  const title = words === 0 ? 'no words' : `${direct} words in quotation marks, ${paraphrased} retold`;
  return el('div', { class: 'share', role: 'img', 'aria-label': title, title }, bar('direct', direct), bar('retold', paraphrased));
}

/** @param {string} label */
export const chipClass = (label) => `chip${label.length > 3 ? ' long' : label.length > 2 ? ' tight' : ''}`;

/** An actor's label. @param {Doc} doc @param {Actor|null} actor */
export function chip(doc, actor) {
  const look = lookOf(doc, actor?.id ?? null);
  const isQuiet = actor !== null && !hasVoice(doc, actor.id);
  return el('span', { class: `${chipClass(look.label)} slot-${look.slot}${actor?.anonymous ? ' unnamed' : ''}${isQuiet ? ' quiet' : ''}`, 'aria-hidden': 'true' }, look.label);
}

/** @param {string} words @param {number} count @param {Doc} doc */
export function heading(words, count, doc) {
  return el('h2', {}, words, ' ', el('span', { class: 'muted' }, countIn(doc, count)));
}

/** A number of what was found; of a text that nobody has read “0” would be a claim. @param {Doc} doc @param {number} count */
export const countIn = (doc, count) => (count === 0 && isUnknown(doc) ? '' : String(count));

/** @param {string} words */
export function empty(words) {
  return el('p', { class: 'empty' }, words);
}
