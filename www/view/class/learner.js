/**
 * Marking by a learner: the article, three large tools, the learner's own marks. Nothing here is given the key.
 *
 * @module
 */

import { addMark, namesGiven, removeMark, setWho } from '../../state/class/work.js';
import { taskOf, toolOf } from '../../state/class/tools.js';
import { button, el, plural, shorten } from '../dom.js';
import { classText } from './text.js';
import { inQuotes, isTitled } from './words.js';
import { worksheet } from './worksheet.js';

/** @typedef {import('../../state/class/work.js').Work} Work */
/** @typedef {import('../../state/class/compare.js').Mark} Mark */
/** What a learner may know of an exercise: all but its key. @typedef {Omit<import('../../state/class/exercise.js').Exercise, 'key'>} Task */
/** @typedef {{work: () => Work, keep: (work: Work) => void, say: import('../services.js').Say, done: () => void, back: {words: string, run: () => void}|null}} Ways */

/** A class of its own for each tool, by its place. */
const look = (/** @type {number} */ i) => `tool-${i % 6}`;

/** @param {Task} task @param {Ways} ways @returns {HTMLElement} */
export function learnerView(task, { work, keep, say, done, back }) {
  /** What undo brings back. @type {Work[]} */
  const past = [];
  const status = el('p', { class: 'tool-status', role: 'status' });
  const list = el('ol', { class: 'own-marks' });
  const count = el('span', { class: 'muted' });
  const undo = button({ icon: 'undo', label: 'Undo', class: 'button small', run: () => takeBack(), props: { disabled: true } });
  const tools = task.tools.map((id, i) => el('button', { type: 'button', class: `big-tool ${look(i)}`, 'data-tool': id, 'aria-describedby': `hint-${id}`, 'aria-keyshortcuts': String(i + 1), onclick: () => mark(id) }, el('b', {}, toolOf(id).words), el('span', { class: 'hint', id: `hint-${id}` }, toolOf(id).hint)));
  const text = classText(task.text, { language: task.language, label: 'The article. Arrow keys go from word to word, with Shift they select more, S takes the sentence; numbers mark.', aloud: say.aloud, onSelect: ready, onKey: shortcut });
  const bar = el('div', { class: 'class-tools', role: 'region', 'aria-label': 'Tools' });
  const sentence = button({ words: 'Whole sentence', class: 'button small', run: () => text.sentence(), props: { disabled: true } });
  const toolbar = el('div', { class: 'tool-row' }, tools);
  const sheet = task.worksheet ? worksheet(task.text, work, keep) : null;

  /** @param {Work} next */
  function change(next) {
    if (next === work()) return;
    past.push(work());
    keep(next);
    draw();
  }

  function takeBack() {
    const before = past.pop();
    if (!before) return;
    const { marks, last } = before;
    keep({ ...work(), marks, last });
    say.aloud('Taken back.');
    draw();
  }

  /** @param {{start: number, end: number}|null} span */
  function ready(span) {
    sentence.disabled = span === null;
    status.textContent = span ? `“${shorten(task.text.slice(span.start, span.end), 70)}”` : 'Tap the first and the last word.';
    for (const tool of tools) tool.classList.toggle('ready', span !== null);
  }

  /** @param {string} key */
  function shortcut(key) {
    const tool = task.tools[Number(key) - 1];
    if (tool) mark(tool);
    return tool !== undefined;
  }

  /** @param {string} id */
  function mark(id) {
    const span = text.chosen();
    if (!span) return say.briefly('First tap the words that you want to mark.');
    const before = work();
    change(addMark(before, id, span));
    const made = work().marks.find(({ tool, start, end }) => tool === id && start === span.start && end === span.end);
    text.clear();
    if (before === work()) return say.briefly('You have marked that already.');
    if (made && task.who && toolOf(id).who) ask(made);
    else say.aloud(`Marked as ${toolOf(id).words}.`);
  }

  /** Asks who is behind a mark; the answer is tapped in the text, typed, or one that was given before. @param {Mark} one */
  function ask(one) {
    const words = toolOf(one.tool).layer === 'position' ? 'Who holds this position?' : 'Who says this?';
    const field = el('input', { type: 'text', id: 'who', autocomplete: 'off', value: one.who?.name ?? '' });
    /** @param {import('../../state/class/names.js').Who} who */
    const answer = (who) => {
      change(setWho(work(), one.id, who));
      end();
      say.aloud(`${who?.name || 'Nobody named'}.`);
      text.root.focus({ preventScroll: true });
    };
    const typed = () => (field.value.trim() ? answer({ name: field.value.trim() }) : field.focus());
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') typed();
      else if (event.key === 'Escape') end();
      else return;
      event.preventDefault();
    });
    const given = namesGiven(work()).slice(-6);
    bar.replaceChildren(
      el('div', { class: 'who' },
        el('label', { for: 'who' }, el('b', {}, words), ' Tap a name in the text, or type it.'),
        el('div', { class: 'who-row' }, field, button({ words: 'That is who', class: 'button main', run: typed })),
        el('div', { class: 'who-row' }, given.map((name) => button({ words: name, class: 'button small', run: () => answer({ name }) })), button({ words: 'Nobody is named', class: 'button small', run: () => answer({ name: '' }) }), button({ words: 'Later', class: 'button small', run: () => (end(), text.root.focus({ preventScroll: true })) }))),
    );
    text.pick((span) => answer({ name: task.text.slice(span.start, span.end), ...span }));
    say.aloud(`${words} Tap a name in the text, or type it.`);
    // On a phone the keyboard would hide the names that are to be tapped.
    if (!matchMedia('(pointer: coarse)').matches) field.focus({ preventScroll: true });
  }

  function end() {
    text.pick(null);
    bar.replaceChildren(el('div', { class: 'tool-head' }, status, sentence, undo), toolbar);
    ready(null);
  }

  /** @param {Mark} one */
  function card(one) {
    const { words, who: hasWho, layer } = toolOf(one.tool);
    const said = task.text.slice(one.start, one.end);
    const who = one.who === null ? (layer === 'position' ? 'Who holds it?' : 'Who says it?') : one.who.name || 'Nobody named';
    return el(
      'li',
      { class: `own-mark ${look(task.tools.indexOf(/** @type {any} */ (one.tool)))}` },
      el('b', { class: 'tag' }, words),
      el('button', { type: 'button', class: 'link said', onclick: () => text.show(one) }, inQuotes(shorten(said, 110))),
      el('span', { class: 'mark-foot' }, task.who && hasWho ? button({ words: who, label: `${who}: change who is behind “${shorten(said, 40)}”`, class: `button small${one.who === null ? ' open' : ''}`, run: () => ask(one) }) : null, button({ icon: 'trash', label: `Remove the mark “${shorten(said, 40)}”`, class: 'tool', run: () => change(removeMark(work(), one.id)) })),
    );
  }

  function draw() {
    const { marks } = work();
    undo.disabled = past.length === 0;
    text.paint(marks.map(({ tool, start, end: stop }) => ({ start, end: stop, class: `own ${look(task.tools.indexOf(/** @type {any} */ (tool)))}` })));
    count.textContent = marks.length === 0 ? 'none yet' : plural(marks.length, 'mark');
    list.replaceChildren(...marks.map(card));
    sheet?.draw();
  }

  const missing = el('textarea', { id: 'missing', rows: '3', value: work().missing, oninput: () => keep({ ...work(), missing: missing.value }) });
  end();
  draw();
  return el(
    'section',
    { class: 'class-page learner' },
    el('header', { class: 'class-head' }, back && button({ icon: 'left', words: back.words, class: 'button small', run: back.run }), el('h1', { tabindex: '-1' }, taskOf(task.task).words), isTitled(task) ? null : el('p', {}, el('b', {}, task.title)), el('p', { class: 'instructions' }, task.instructions)),
    text.root,
    el('section', { class: 'marks-side', 'aria-labelledby': 'own-title' }, el('h2', { id: 'own-title' }, 'Your marks ', count), list),
    (task.missing || task.worksheet) && el('section', { class: 'missing' }, el('h2', {}, el('label', { for: 'missing' }, 'Whose voice is missing?')), el('p', { class: 'muted' }, 'Who else could have been asked, and what might they have said?'), missing),
    sheet?.root,
    el('p', { class: 'class-done' }, el('span', { class: 'muted' }, 'Your marks are kept in this browser.'), button({ icon: 'check', words: 'I am done: see the result', class: 'button main', run: done })),
    bar,
  );
}
