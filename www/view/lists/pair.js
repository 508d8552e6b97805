/**
 * Two kept articles side by side: voices, quotes, what each calls the same actor, and the words that both have.
 *
 * It shows what `state/pair/` found and takes neither article for right.
 *
 * @module
 */

import { download } from '../../io/handout.js';
import { pairOf } from '../../state/pair/pair.js';
import { csvOf } from '../../state/csv.js';
import { rowsOf } from '../../state/pair/table.js';
import { openDialog } from '../dialog.js';
import { button, el, plural, shorten } from '../dom.js';
import { isLoaded } from '../../state/verbs.js';
import { STANCES, inMarks } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/pair/pair.js').Said} Said */
/** @typedef {import('../../state/pair/pair.js').Told} Told */
/** An article, and what leads to a quote in it. @typedef {{title: string, doc: Doc, go: (quote: string) => void}} Side */
/** @typedef {'a'|'b'} Which */

/** Longer contents are cut where many are listed. */
const MOST = 260;
const LETTERS = { a: 'A', b: 'B' };

/** @param {Side} a @param {Side} b */
export function openPair(a, b) {
  const pair = pairOf(a.doc, b.doc);
  const sides = { a, b };
  document.body.classList.add('prints-dialog');
  const save = () => void download([{ name: 'two-articles.csv', mime: 'text/csv', text: csvOf(rowsOf(pair, [a.title, b.title])) }]);
  const dialog = openDialog(
    'Two articles side by side',
    (close) => {
      const quote = (/** @type {Which} */ side, /** @type {Said} */ said, /** @type {boolean} */ named = true) => saidRow(said, () => (close(), sides[side].go(said.quote.id)), named ? undefined : LETTERS[side]);
      return {
        body: [
          el('ul', { class: 'pair-titles' }, el('li', {}, badge('a'), el('span', {}, a.title)), el('li', {}, badge('b'), el('span', {}, b.title))),
          section('Voices', pair.voices.length, voicesTable(pair)),
          section('Quotes that both have', pair.quotes.length, pair.quotes.length > 0 ? el('ul', { class: 'pair-quotes' }, pair.quotes.map((both) => bothRow(both, quote))) : none('No quote stands in both.')),
          section('Quotes that only one has', pair.only.a.length + pair.only.b.length, el('div', { class: 'pair-sides' }, ['a', 'b'].map((side) => onlyList(/** @type {Which} */ (side), pair, quote)))),
          section('The same actor, told differently', pair.told.length, pair.told.length > 0 ? el('div', {}, pair.told.map(toldTable)) : none('Nothing that is told of the same actors differs.')),
          section('The same words', null, ...sameWords(pair, a.doc)),
        ],
        foot: [button({ icon: 'download', words: 'Table (CSV)', class: 'button', run: save }), button({ words: 'Print', class: 'button', run: () => print() })],
      };
    },
    { class: 'wide-dialog pair', onClose: () => document.body.classList.remove('prints-dialog') },
  );
  return dialog;
}

/** @param {string} words @param {number|null} count @param {...(Node|null)} content */
const section = (words, count, ...content) => el('section', { 'aria-label': words }, el('h3', {}, words, count === null ? null : el('span', { class: 'muted' }, ` ${count}`)), content);

/** @param {string} words */
const none = (words) => el('p', { class: 'empty' }, words);

/** @param {Which} side */
const badge = (side) => el('span', { class: `badge side-${side}` }, LETTERS[side]);

/** @param {import('../../state/pair/pair.js').Pair} pair */
function voicesTable({ voices }) {
  const figures = (/** @type {import('../../state/voices.js').Voice|null} */ voice) => (voice ? `${plural(voice.quotes, 'quote')}, ${plural(voice.words, 'word')}` : el('span', { class: 'muted' }, el('span', { 'aria-hidden': 'true' }, '—'), el('span', { class: 'hidden' }, 'not quoted')));
  const rows = voices.map(({ a, b }) => {
    const actor = (a ?? b)?.actor;
    return el('tr', a && b ? {} : { class: 'alone' }, el('th', { scope: 'row' }, actor?.name ?? 'Nobody named', actor?.anonymous ? el('span', { class: 'tag' }, 'unnamed') : null), el('td', {}, figures(a)), el('td', {}, figures(b)));
  });
  if (rows.length === 0) return none('Nobody is quoted in either.');
  return el('table', { class: 'pair-table' }, el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Who speaks'), el('th', { scope: 'col' }, badge('a')), el('th', { scope: 'col' }, badge('b')))), el('tbody', {}, rows));
}

/** @param {Said} said @param {() => void} go @param {string} [letter] instead of the speaker's name */
function saidRow({ quote, speaker, words, cue }, go, letter) {
  const verb = cue ? el('span', { class: isLoaded(cue) ? 'verb loaded' : 'verb' }, shorten(cue, 28)) : null;
  return el('button', { type: 'button', class: 'entry row-button grow', onclick: go }, el('span', {}, letter ? el('b', {}, `${letter} `) : el('b', {}, `${speaker?.name ?? 'Nobody named'} `), verb), el('span', {}, quote.kind === 'direct' ? inMarks(shorten(words, MOST)) : shorten(words, MOST)));
}

/** @param {import('../../state/pair/pair.js').QuotePair} both @param {(side: Which, said: Said, named?: boolean) => Node} quote */
function bothRow({ a, b, speakers, cues }, quote) {
  const notes = [!speakers && `other speaker: ${a.speaker?.name ?? 'nobody named'} in A, ${b.speaker?.name ?? 'nobody named'} in B`, !cues && 'other verb', a.quote.kind !== b.quote.kind && `${a.quote.kind} in A, ${b.quote.kind} in B`].filter(Boolean);
  return el('li', {}, el('p', { class: 'pair-who' }, el('b', {}, a.speaker?.name ?? b.speaker?.name ?? 'Nobody named'), notes.length > 0 ? el('span', { class: 'muted' }, ` · ${notes.join(' · ')}`) : null), el('div', { class: 'pair-sides' }, quote('a', a, false), quote('b', b, false)));
}

/** @param {Which} side @param {import('../../state/pair/pair.js').Pair} pair @param {(side: Which, said: Said) => Node} quote */
function onlyList(side, { only }, quote) {
  const own = only[side];
  return el('div', {}, el('h4', {}, badge(side), ' only here'), own.length > 0 ? el('ul', { class: 'pair-quotes' }, own.map((said) => el('li', {}, quote(side, said)))) : none('None.'));
}

/** @param {{a: Told, b: Told}} told */
function toldTable({ a, b }) {
  const stands = (/** @type {Told} */ { stands }) => stands.map(({ position, target }) => `${STANCES[position.kind].noun}: ${inMarks(shorten(target, 90))}`);
  const row = (/** @type {string} */ what, /** @type {string[]} */ x, /** @type {string[]} */ y) =>
    x.join() === y.join() ? null : el('tr', {}, el('th', { scope: 'row' }, what), [x, y].map((list) => el('td', {}, list.length > 0 ? el('ul', {}, list.map((words) => el('li', {}, words))) : el('span', { class: 'muted' }, '—'))));
  return el(
    'table',
    { class: 'pair-table told' },
    el('caption', {}, a.actor.name),
    el('thead', {}, el('tr', {}, el('td', {}), el('th', { scope: 'col' }, badge('a')), el('th', { scope: 'col' }, badge('b')))),
    el('tbody', {}, row('is called', a.described, b.described), row('verbs', a.verbs, b.verbs), row('stands', stands(a), stands(b))),
  );
}

/** @param {import('../../state/pair/pair.js').Pair} pair @param {Doc} doc the first article */
function sameWords({ share, passages }, doc) {
  const percent = (/** @type {number} */ part) => `${Math.round(part * 100)} %`;
  const told = passages.length === 0 ? 'No eight words in a row stand in both.' : `${percent(share.a)} of A stands in B word for word, ${percent(share.b)} of B in A: ${plural(passages.length, 'passage')} of eight words and more.`;
  const list = [...passages].sort((x, y) => y.words - x.words).slice(0, 20).map(({ a: [start, end], words }) => el('li', {}, inMarks(shorten(doc.text.slice(start, end), MOST)), el('span', { class: 'muted' }, ` ${plural(words, 'word')}`)));
  return [el('p', {}, told), list.length > 0 ? el('details', {}, el('summary', {}, 'Show them'), el('ul', { class: 'pair-quotes' }, list)) : null];
}
