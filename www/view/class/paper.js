/**
 * The article on paper: without marks and with room for notes, or with the key.
 *
 * @module
 */

import { QUESTIONS } from '../../state/class/work.js';
import { button, el } from '../dom.js';
import { classText } from './text.js';
import { isTitled, namesOf } from './words.js';
import { labelOf, taskOf } from '../../state/class/tools.js';

/** @typedef {import('../../state/class/exercise.js').Exercise} Exercise */

/** @param {Exercise} exercise @param {boolean} withKey @param {{say: import('../services.js').Say, back: () => void}} ways */
export function paperView(exercise, withKey, { say, back }) {
  const text = classText(exercise.text, { language: exercise.language, label: '', aloud: say.aloud });
  const { marks } = exercise.key;
  if (withKey) text.paint(marks.flatMap(({ parts, layer }) => parts.map(([start, end]) => ({ start, end, class: `key-mark ${layer}` }))));
  const rows = marks.map(({ parts, who, layer, kind, reason }) => el('li', {}, el('q', {}, parts.map(([start, end]) => exercise.text.slice(start, end)).join(' … ')), ` ${[labelOf(layer, kind), who.length > 0 && namesOf(exercise, who)].filter(Boolean).join(', ')}. `, reason && el('span', { class: 'muted' }, reason)));
  return el(
    'section',
    { class: `class-page paper-view${withKey ? '' : ' for-notes'}` },
    el('header', { class: 'class-head' }, button({ icon: 'left', words: 'Back', class: 'button small', run: back }), el('h1', { tabindex: '-1' }, taskOf(exercise.task).words), isTitled(exercise) ? null : el('p', {}, el('b', {}, exercise.title)), el('p', { class: 'instructions' }, exercise.instructions), withKey ? null : el('p', { class: 'name-line' }, 'Name: '), el('p', { class: 'class-actions' }, button({ words: 'Print', class: 'button main', run: () => print() }))),
    text.root,
    withKey && el('section', { class: 'marks-side' }, el('h2', {}, 'Key'), el('ol', { class: 'key-list' }, rows)),
    exercise.worksheet && !withKey && el('table', { class: 'blank' }, el('thead', {}, el('tr', {}, ['Source', ...QUESTIONS.map(({ words }) => words), 'Evidence'].map((words) => el('th', { scope: 'col' }, words)))), el('tbody', {}, Array.from({ length: 5 }, () => el('tr', {}, Array.from({ length: QUESTIONS.length + 2 }, () => el('td', {})))))),
    (exercise.missing || exercise.worksheet) && !withKey && el('p', { class: 'name-line tall' }, 'Whose voice is missing? '),
  );
}
