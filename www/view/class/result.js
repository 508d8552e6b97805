/**
 * A learner's result: each thing of the key and each own mark with kind words, the key's reason, and room to see it differently.
 *
 * @module
 */

import { compareMarks, countRows } from '../../state/class/compare.js';
import { setView } from '../../state/class/work.js';
import { button, el, plural } from '../dom.js';
import { classText } from './text.js';
import { OUTCOMES, inQuotes, kindWords, wordsOfRow } from './words.js';

/** @typedef {import('../../state/class/exercise.js').Exercise} Exercise */
/** @typedef {import('../../state/class/compare.js').Row} Row */
/** @typedef {import('../../state/class/work.js').Work} Work */

/**
 * @param {Exercise} exercise
 * @param {{work: () => Work, keep: (work: Work) => void, say: import('../services.js').Say, handIn: () => void, again: () => void, back: {words: string, run: () => void}|null}} ways
 * @returns {HTMLElement}
 */
export function resultView(exercise, { work, keep, say, handIn, again, back }) {
  const rows = compareMarks(exercise.key, work().marks, { who: exercise.who });
  const text = classText(exercise.text, { language: exercise.language, label: '', aloud: say.aloud });
  text.paint(rows.flatMap((row) => placesOf(row).map(([start, end]) => ({ start, end, class: `out o-${row.outcome}`, title: OUTCOMES[row.outcome].words }))));

  /** @param {Row} row @param {number} i */
  function line(row, i) {
    const { outcome, key } = row;
    const id = `view-${i}`;
    const words = el('textarea', { id, rows: '2', value: work().views[row.id] ?? '', oninput: () => keep(setView(work(), row.id, words.value)) });
    const [start, end] = placesOf(row)[0];
    return el(
      'li',
      { class: `result-row o-${outcome}` },
      el('p', { class: 'outcome' }, el('span', { class: 'sign', 'aria-hidden': 'true' }, OUTCOMES[outcome].sign), OUTCOMES[outcome].words),
      el('button', { type: 'button', class: 'link said', onclick: () => text.show({ start, end }) }, inQuotes(wordsOfRow(exercise, row))),
      el('p', {}, kindWords(exercise, row)),
      key?.reason ? el('p', { class: 'muted' }, `The key’s reason: ${key.reason}`) : null,
      el('details', { class: 'view', open: words.value !== '' }, el('summary', {}, 'I see it differently'), el('label', { for: id }, 'I see it differently, because …'), words),
    );
  }

  const counts = countRows(rows);
  const all = exercise.key.marks.length;
  return el(
    'section',
    { class: 'class-page result' },
    el('header', { class: 'class-head' }, back && button({ icon: 'left', words: back.words, class: 'button small', run: back.run }), el('h1', { tabindex: '-1' }, 'Your result'), el('p', { class: 'instructions' }, exercise.title), el('p', { class: 'summary' }, summary(counts, all)), el('p', { class: 'muted' }, 'The key is somebody’s reading, made with a machine’s help. Where you differ, either may be right: say why.'), el('p', { class: 'class-actions' }, button({ icon: 'download', words: 'Hand in', class: 'button main', run: handIn }), button({ words: 'Print', run: () => print() }), button({ words: 'Begin anew', run: again }))),
    text.root,
    el('section', { class: 'marks-side', 'aria-labelledby': 'rows-title' }, el('h2', { id: 'rows-title' }, 'One by one'), el('ol', { class: 'result-rows' }, rows.map(line))),
  );
}

/** @param {Row} row */
export const placesOf = ({ key, marks }) => (key ? key.parts : marks.map(({ start, end }) => /** @type {[number, number]} */ ([start, end])));

/** @param {import('../../state/class/compare.js').Counts} counts @param {number} all */
function summary({ found, label, speaker, missed, extra }, all) {
  const other = [label > 0 && `${plural(label, 'is', 'are')} called otherwise`, speaker > 0 && `${plural(speaker, 'has', 'have')} another speaker`, missed > 0 && `${missed} you did not mark`].filter(Boolean).join(', ');
  const own = extra > 0 ? ` ${plural(extra, 'mark is', 'marks are')} only yours.` : '';
  return `You found ${found} of ${all}${other ? `; ${other}` : ''}.${own}`;
}
