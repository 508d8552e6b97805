/**
 * The source worksheet: what a learner finds out about each source, in fields that no machine fills.
 *
 * @module
 */

import { ANSWERS, QUESTIONS, newSource, setSource, worksheetOf } from '../../state/class/work.js';
import { button, el } from '../dom.js';

/** @typedef {import('../../state/class/work.js').Work} Work */
/** @typedef {import('../../state/class/work.js').Source} Source */

/**
 * @param {string} text the article
 * @param {() => Work} get
 * @param {(work: Work) => void} set
 */
export function worksheet(text, get, set) {
  const list = el('div', { class: 'sources' });
  const name = el('input', { type: 'text', id: 'source-name', autocomplete: 'off' });
  const add = () => {
    const wanted = name.value.trim();
    if (!wanted) return name.focus();
    set(setSource(get(), newSource(wanted)));
    name.value = '';
    draw();
  };
  name.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  });

  let drawn = '';
  function draw() {
    const sources = worksheetOf(get(), text);
    const now = JSON.stringify(sources.map((source) => source.name));
    // Who is writing in a field keeps it.
    if (now === drawn) return;
    drawn = now;
    list.replaceChildren(...sources.map(card));
  }

  /** @param {Source} source @param {number} i */
  function card(source, i) {
    let own = source;
    const change = (/** @type {Partial<Source>} */ part) => {
      own = { ...own, ...part };
      set(setSource(get(), own));
    };
    const rows = QUESTIONS.map(({ field, ask }) => {
      const id = `source-${i}-${field}`;
      const choice = el('select', { id, onchange: () => change({ [field]: choice.value }) }, el('option', { value: '' }, '…'), ANSWERS.map((answer) => el('option', { value: answer, selected: own[field] === answer }, answer)));
      return el('div', { class: 'ask' }, el('label', { for: id }, ask), choice);
    });
    const evidence = el('textarea', { id: `source-${i}-evidence`, rows: '2', value: own.evidence, oninput: () => change({ evidence: evidence.value }) });
    return el('section', { class: 'source', 'aria-label': source.name }, el('h3', {}, source.name), rows, el('label', { for: `source-${i}-evidence` }, 'What is your evidence?'), evidence);
  }

  draw();
  const root = el(
    'section',
    { class: 'worksheet', 'aria-labelledby': 'worksheet-title' },
    el('h2', { id: 'worksheet-title' }, 'The sources'),
    el('p', { class: 'muted' }, 'Ask the same of each. Nobody fills this in for you, and “unclear” is an answer.'),
    list,
    el('div', { class: 'add' }, el('label', { for: 'source-name' }, 'Another source'), name, button({ icon: 'plus', words: 'Add', class: 'button small', run: add })),
  );
  return { root, draw };
}

/** What learners wrote about sources, to be read. @param {readonly {learner: string, sources: Source[], missing: string}[]} answers */
export function writtenSources(answers) {
  const rows = answers.flatMap(({ learner, sources }) => sources.filter((source) => source.evidence || QUESTIONS.some(({ field }) => source[field])).map((source) => ({ learner, source })));
  if (rows.length === 0) return null;
  return el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'What learners found out about the sources' },
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, ['Learner', 'Source', ...QUESTIONS.map(({ words }) => words), 'Evidence'].map((words) => el('th', { scope: 'col' }, words)))),
      el('tbody', {}, rows.map(({ learner, source }) => el('tr', {}, el('th', { scope: 'row' }, learner), el('td', {}, source.name), QUESTIONS.map(({ field }) => el('td', {}, source[field] || '–')), el('td', {}, source.evidence)))),
    ),
  );
}
