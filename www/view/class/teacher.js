/**
 * The class, on the teacher's machine: answers come in as files or codes, and go into a table, a heat over the article, and what is disputed.
 *
 * @module
 */

import { download } from '../../io/handout.js';
import { csvOf } from '../../state/csv.js';
import { rowsOf, heatOf, rowOf, tallyOf, troubleOf } from '../../state/class/tally.js';
import { labelOf, toolOf } from '../../state/class/tools.js';
import { button, el, plural, shorten } from '../dom.js';
import { fileName } from './hand-in.js';
import { classText } from './text.js';
import { OUTCOMES, inQuotes, namesOf } from './words.js';
import { writtenSources } from './worksheet.js';

/** @typedef {import('../../state/class/exercise.js').Exercise} Exercise */
/** @typedef {import('../../state/class/tally.js').HandedIn} HandedIn */
/** @typedef {import('../../state/class/tally.js').Tally} Tally */

/** As many disputed places as are listed at first. */
const MOST = 12;

/**
 * @param {Exercise} exercise
 * @param {readonly HandedIn[]} answers
 * @param {{say: import('../services.js').Say, add: (files: File[]) => void, paste: (codes: string) => Promise<string>, remove: (learner: string) => void, back: () => void}} ways
 *   `paste` answers with what is to be told
 */
export function teacherView(exercise, answers, { say, add, paste, remove, back }) {
  const tally = tallyOf(exercise, answers);
  const text = classText(exercise.text, { language: exercise.language, label: '', aloud: say.aloud });
  text.paint(heatOf(tally).map(({ start, end, heat }) => ({ start, end, heat, class: 'hot', title: `${Math.round(heat * answers.length)} of ${answers.length} missed or dispute something here` })));
  const some = answers.length > 0;
  const csv = () => void download([{ name: `${fileName(exercise.title)} – class.csv`, mime: 'text/csv', text: csvOf(rowsOf(exercise, tally)) }]);
  return el(
    'section',
    { class: 'class-page teacher' },
    el('header', { class: 'class-head' },
      button({ icon: 'left', words: 'Back', class: 'button small', run: back }),
      el('h1', { tabindex: '-1' }, 'The class'),
      el('p', { class: 'instructions' }, exercise.title),
      some ? el('p', { class: 'summary' }, summary(tally)) : el('p', { class: 'summary' }, 'No answers yet. Drop the files of your learners here, all at once, or a zip of them.'),
      el('p', { class: 'muted' }, 'Answers and names stay in this browser.'),
      intake({ add, paste }),
      some && el('p', { class: 'class-actions' }, button({ icon: 'download', words: 'Table as CSV', run: csv }), button({ words: 'Print', run: () => print() }))),
    some && el('section', { class: 'wide', 'aria-labelledby': 'table-title' }, el('h2', { id: 'table-title' }, 'Learners and what they found'), table(exercise, tally, remove, (span) => text.show(span))),
    some && el('section', { class: 'heat', 'aria-labelledby': 'heat-title' }, el('h2', { id: 'heat-title' }, 'Where the class stumbled'), el('p', { class: 'muted' }, 'The deeper the color, the more learners missed it, called it otherwise or dispute it. Rest on a place to see how many.'), text.root),
    some && el('section', { class: 'marks-side', 'aria-labelledby': 'talk-title' }, el('h2', { id: 'talk-title' }, 'Worth talking about'), disputed(exercise, tally, (span) => text.show(span))),
    some && sourcesSection(answers),
  );
}

/** @param {Tally} tally */
function summary({ results, keys, agreement }) {
  const found = keys.reduce((sum, { counts }) => sum + counts.found, 0);
  const all = keys.length * results.length;
  const share = all > 0 ? ` Together they found ${Math.round((found / all) * 100)} % of what the key has.` : '';
  return `${plural(results.length, 'answer')}.${share}${agreement === null ? '' : ` Two learners agree on ${Math.round(agreement * 100)} % of it, on average.`}`;
}

/** @param {{add: (files: File[]) => void, paste: (codes: string) => Promise<string>}} ways */
function intake({ add, paste }) {
  const input = el('input', { type: 'file', class: 'hidden', multiple: true, tabindex: '-1', 'aria-hidden': 'true', onchange: () => add([...(input.files ?? [])]) });
  const codes = el('textarea', { id: 'codes', rows: '3', spellcheck: 'false' });
  const report = el('p', { role: 'status' });
  const take = async () => void (report.textContent = await paste(codes.value));
  return el('div', { class: 'intake' }, button({ icon: 'plus', words: 'Add answers', class: 'button main', run: () => input.click() }), input, el('details', {}, el('summary', {}, 'Paste codes'), el('label', { for: 'codes' }, 'One code a line'), codes, button({ words: 'Add them', class: 'button small', run: () => void take() }), report));
}

/** @param {Exercise} exercise @param {Tally} tally @param {(learner: string) => void} remove @param {(span: {start: number, end: number}) => void} show */
function table(exercise, tally, remove, show) {
  const words = (/** @type {import('../../state/class/key.js').KeyMark} */ key) => key.parts.map(([start, end]) => exercise.text.slice(start, end)).join(' … ');
  const heads = tally.keys.map(({ key }, i) => el('th', { scope: 'col' }, el('button', { type: 'button', class: 'link', title: words(key), 'aria-label': `${i + 1}: ${shorten(words(key), 60)}`, onclick: () => show({ start: key.parts[0][0], end: key.parts[0][1] }) }, String(i + 1))));
  const rows = tally.results.map((result) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row', title: result.file }, result.learner || 'without a name', ' ', button({ icon: 'close', label: `Take the answer of ${result.learner} out`, class: 'tool take-out', run: () => remove(result.learner) })),
      el('td', {}, `${result.counts.found} of ${tally.keys.length}`),
      tally.keys.map(({ key }) => {
        const { outcome } = rowOf(result, key);
        return el('td', { class: `cell o-${outcome}`, title: OUTCOMES[outcome].words }, el('span', { 'aria-hidden': 'true' }, OUTCOMES[outcome].sign), el('span', { class: 'hidden' }, OUTCOMES[outcome].words));
      }),
      el('td', {}, String(result.counts.extra)),
    ),
  );
  const foot = tally.keys.map(({ counts }) => el('td', {}, String(counts.found)));
  return [
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'The table, which scrolls sideways' },
      el('table', { class: 'class-table' }, el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Learner'), el('th', { scope: 'col' }, 'Found'), heads, el('th', { scope: 'col' }, 'Only theirs'))), el('tbody', {}, rows), el('tfoot', {}, el('tr', {}, el('th', { scope: 'row' }, 'Found by'), el('td', {}), foot, el('td', {}))))),
    el('p', { class: 'muted table-key' }, Object.values(OUTCOMES).filter((_, i) => i < 4).map(({ sign, words: name }) => el('span', {}, `${sign} ${name.toLowerCase()}`))),
  ];
}

/** What was most often missed or disputed, and what several marked beyond the key, with written reasons. @param {Exercise} exercise @param {Tally} tally @param {(span: {start: number, end: number}) => void} show */
function disputed(exercise, { keys, extras, results }, show) {
  const all = results.length;
  const known = keys.filter((one) => troubleOf(one) > 0).map((one) => ({ trouble: troubleOf(one), views: one.views, start: one.key.parts[0][0], end: one.key.parts[0][1], words: one.key.parts.map(([start, end]) => exercise.text.slice(start, end)).join(' … '), about: aboutKey(exercise, one) }));
  const beyond = extras.filter(({ learners, views }) => learners.length > 1 || views.length > 0).map((one) => ({ trouble: one.learners.length, views: one.views, start: one.start, end: one.end, words: exercise.text.slice(one.start, one.end), about: `${one.learners.length} of ${all} marked this as “${labelOf(toolOf(one.tool).layer, toolOf(one.tool).kind)}”; the key does not.` }));
  const list = [...known, ...beyond].sort((a, b) => b.trouble + b.views.length - a.trouble - a.views.length || a.start - b.start);
  if (list.length === 0) return el('p', {}, 'Everybody found everything, and nobody disputes it.');
  const line = (/** @type {typeof list[number]} */ { words, about, views, start, end }) => el('li', { class: 'result-row' }, el('button', { type: 'button', class: 'link said', onclick: () => show({ start, end }) }, inQuotes(words)), el('p', {}, about), views.map(({ learner, words: why }) => el('blockquote', {}, el('b', {}, learner), `: ${why}`)));
  const rest = list.slice(MOST);
  return el('div', {}, el('ol', { class: 'result-rows' }, list.slice(0, MOST).map(line)), rest.length > 0 && el('details', {}, el('summary', {}, `${rest.length} more`), el('ol', { class: 'result-rows' }, rest.map(line))));
}

/** @param {Exercise} exercise @param {import('../../state/class/tally.js').KeyTally} tally */
function aboutKey(exercise, { key, counts }) {
  const parts = /** @type {const} */ (['missed', 'label', 'speaker']).filter((outcome) => counts[outcome] > 0).map((outcome) => `${counts[outcome]} ${OUTCOMES[outcome].many}`);
  const whose = key.who.length > 0 ? ` The key: ${[labelOf(key.layer, key.kind), namesOf(exercise, key.who)].filter(Boolean).join(', ')}.` : '';
  return `${parts.join(', ') || 'found by all'}.${whose}`;
}

/** @param {readonly HandedIn[]} answers */
function sourcesSection(answers) {
  const own = answers.map(({ answer }) => answer);
  const written = writtenSources(own);
  const missing = own.filter(({ missing: words }) => words);
  if (!written && missing.length === 0) return null;
  return el('section', { class: 'wide', 'aria-labelledby': 'sources-title' }, el('h2', { id: 'sources-title' }, 'Sources and missing voices'), written, missing.map(({ learner, missing: words }) => el('blockquote', {}, el('b', {}, learner), `: ${words}`)));
}
